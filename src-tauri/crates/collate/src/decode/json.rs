//! Reads JSON word for word in one pass: members in their order, numbers in their digits, no name twice in an object.

use jiter::{Jiter, JiterError, Peek};
use model::Json;
use std::collections::HashSet;
use zeroize::Zeroizing;

/// How deep a document may nest.
const DEEPEST: usize = 64;
/// Up to how many members an object's names are compared one by one.
const FEW: usize = 24;

/// Why a text is not a document we use: not JSON, too deep, or a name twice in one object. Says nothing of the text but how
/// far it could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a JSON document")]
pub struct InvalidJson {
    at: usize,
}

impl InvalidJson {
    /// How many bytes could be read.
    #[must_use]
    pub fn offset(self) -> usize {
        self.at
    }
}

impl From<JiterError> for InvalidJson {
    fn from(error: JiterError) -> Self {
        Self { at: error.index }
    }
}

/// Reads a document.
///
/// # Errors
/// [`InvalidJson`], with nothing of the document in it.
pub fn parse_json(text: &[u8]) -> Result<Json, InvalidJson> {
    let mut reader = Jiter::new(text);
    let read = document(&mut reader);
    // What was unescaped may have been a secret.
    drop(Zeroizing::new(reader.into_tape()));
    read
}

fn document(reader: &mut Jiter<'_>) -> Result<Json, InvalidJson> {
    let first = reader.peek()?;
    let value = value(reader, first, DEEPEST)?;
    reader.finish()?;
    Ok(value)
}

fn value(reader: &mut Jiter<'_>, first: Peek, depth: usize) -> Result<Json, InvalidJson> {
    let inner = depth.checked_sub(1).ok_or(InvalidJson { at: reader.current_index() })?;
    Ok(match first {
        Peek::Object => object(reader, inner)?,
        Peek::Array => {
            let mut elements = Vec::new();
            let mut next = reader.known_array()?;
            while let Some(first) = next {
                elements.push(value(reader, first, inner)?);
                next = reader.array_step()?;
            }
            Json::List(elements)
        }
        Peek::String => Json::Text(reader.known_str()?.to_owned()),
        Peek::True | Peek::False => Json::Bool(reader.known_bool(first)?),
        Peek::Null => {
            reader.known_null()?;
            Json::Null
        }
        _ => {
            let at = reader.current_index();
            let digits = std::str::from_utf8(reader.known_number_bytes(first)?);
            Json::Number(digits.map_err(|_| InvalidJson { at })?.to_owned())
        }
    })
}

fn object(reader: &mut Jiter<'_>, depth: usize) -> Result<Json, InvalidJson> {
    let mut members: Vec<(String, Json)> = Vec::new();
    let mut next = reader.known_object()?.map(str::to_owned);
    while let Some(name) = next {
        if members.len() < FEW && members.iter().any(|(other, _)| *other == name) {
            return Err(InvalidJson { at: reader.current_index() });
        }
        let first = reader.peek()?;
        members.push((name, value(reader, first, depth)?));
        next = reader.next_key()?.map(str::to_owned);
    }
    if members.len() > FEW {
        let names: HashSet<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
        if names.len() < members.len() {
            return Err(InvalidJson { at: reader.current_index() });
        }
    }
    Ok(Json::Object(members))
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
        assert!(parse_json(br#"{"a": 1, "a": 2}"#).is_err());
        assert!(parse_json(br#"{"a": 1, "\u0061": 2}"#).is_err());
        let many: Vec<String> = (0..100).map(|number| format!(r#""n{number}":0"#)).collect();
        assert!(parse_json(format!("{{{}}}", many.join(",")).as_bytes()).is_ok());
        assert!(parse_json(format!(r#"{{{},"n7":1}}"#, many.join(",")).as_bytes()).is_err());
        assert!(parse_json(format!("{}1{}", "[".repeat(65), "]".repeat(65)).as_bytes()).is_err());
        assert!(parse_json(format!("{}1{}", "[".repeat(60), "]".repeat(60)).as_bytes()).is_ok());
        assert!(parse_json(b"<html>Sign in to the guest network</html>").is_err());
        assert!(parse_json(b"").is_err());
        assert_eq!(parse_json(b"{\"a\": \xff}").map_err(InvalidJson::offset), Err(6));
    }

    proptest! {
        #[test]
        fn what_is_read_is_what_was_written(text in "[ -~]{0,60}") {
            if let Ok(read) = parse_json(text.as_bytes()) {
                let Ok(theirs) = serde_json::from_str::<serde_json::Value>(&text) else {
                    // Theirs must fit into a float.
                    prop_assert!(text.contains(['e', 'E']));
                    return Ok(());
                };
                let ours: serde_json::Value = serde_json::from_str(&read.canonical()).unwrap();
                prop_assert_eq!(ours, theirs);
            }
        }
    }
}
