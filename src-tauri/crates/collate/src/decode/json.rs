//! Reads JSON word for word: members in their order, numbers in their digits, no name twice in an object.

use model::Json;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// How deep a document may nest.
const DEEPEST: usize = 64;

/// Why a text is not a document we use: not JSON, too deep, or a name twice in one object. Says nothing of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a JSON document")]
pub struct InvalidJson;

/// Reads a document.
///
/// # Errors
/// [`InvalidJson`], with nothing of the document in it.
pub fn parse_json(text: &[u8]) -> Result<Json, InvalidJson> {
    let raw: &RawValue = serde_json::from_slice(text).map_err(|_| InvalidJson)?;
    value(raw.get(), DEEPEST)
}

fn value(text: &str, depth: usize) -> Result<Json, InvalidJson> {
    let inner = depth.checked_sub(1).ok_or(InvalidJson)?;
    let bad = |_| InvalidJson;
    match text.as_bytes().first() {
        Some(b'{') => {
            let members: Members = serde_json::from_str(text).map_err(bad)?;
            let members = members.0.into_iter().map(|(name, raw)| Ok((name, value(raw.get(), inner)?)));
            Ok(Json::Object(members.collect::<Result<_, _>>()?))
        }
        Some(b'[') => {
            let elements: Vec<&RawValue> = serde_json::from_str(text).map_err(bad)?;
            let elements = elements.into_iter().map(|raw| value(raw.get(), inner));
            Ok(Json::List(elements.collect::<Result<_, _>>()?))
        }
        Some(b'"') => serde_json::from_str(text).map(Json::Text).map_err(bad),
        Some(b't') => Ok(Json::Bool(true)),
        Some(b'f') => Ok(Json::Bool(false)),
        Some(b'n') => Ok(Json::Null),
        Some(_) => Ok(Json::Number(text.to_owned())),
        None => Err(InvalidJson),
    }
}

struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members: Vec<(String, &'de RawValue)> = Vec::new();
                let mut names = std::collections::BTreeSet::new();
                while let Some((name, raw)) = map.next_entry::<String, &'de RawValue>()? {
                    if !names.insert(name.clone()) {
                        return Err(serde::de::Error::custom("a name twice"));
                    }
                    members.push((name, raw));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_keep_their_digits_and_members_their_order() {
        let read = parse_json(br#" {"b": 1.10, "a": 123456789012345678901, "c": [true, null, "x\n"]} "#).unwrap();
        let Json::Object(members) = &read else { panic!("an object") };
        assert_eq!(members[0], ("b".into(), Json::Number("1.10".into())));
        assert_eq!(members[1], ("a".into(), Json::Number("123456789012345678901".into())));
        assert_eq!(read.elements_of("c").len(), 3);
        assert_eq!(read.elements_of("c")[2].text(), Some("x\n"));
    }

    #[test]
    fn a_name_twice_too_deep_a_nest_and_plain_html_are_refused() {
        assert_eq!(parse_json(br#"{"a": 1, "a": 2}"#), Err(InvalidJson));
        assert_eq!(parse_json(format!("{}1{}", "[".repeat(65), "]".repeat(65)).as_bytes()), Err(InvalidJson));
        assert!(parse_json(format!("{}1{}", "[".repeat(60), "]".repeat(60)).as_bytes()).is_ok());
        assert_eq!(parse_json(b"<html>Sign in to the guest network</html>"), Err(InvalidJson));
        assert_eq!(parse_json(b""), Err(InvalidJson));
        assert_eq!(parse_json(b"{\"a\": \xff}"), Err(InvalidJson));
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(text in "[ -~]{0,60}") {
            if let Ok(read) = parse_json(text.as_bytes()) {
                let theirs: serde_json::Value = serde_json::from_str(&text).unwrap();
                let ours: serde_json::Value = serde_json::from_str(&read.canonical()).unwrap();
                prop_assert_eq!(ours, theirs);
            }
        }
    }
}
