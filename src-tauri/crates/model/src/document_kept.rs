//! How a document is kept and read again: as the JSON it is, so that whoever reads the record sees the document. Only a
//! number is written apart, as the text of its digits under one name, because whoever reads a bare number makes a float of
//! it; an object that looks like one is moved out of the way.

use crate::Json;
use serde::de::{Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// The one name of a number. Real objects with a single member named by this letter alone get one more of it.
const DIGITS: char = '#';

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(digits) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(&DIGITS, digits)?;
                map.end()
            }
            Self::List(elements) => {
                let mut list = serializer.serialize_seq(Some(elements.len()))?;
                elements.iter().try_for_each(|element| list.serialize_element(element))?;
                list.end()
            }
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                match members.as_slice() {
                    [(name, member)] if is_marked(name) => map.serialize_entry(&format!("{name}{DIGITS}"), member)?,
                    members => members.iter().try_for_each(|(name, member)| map.serialize_entry(name, member))?,
                }
                map.end()
            }
        }
    }
}

fn is_marked(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c == DIGITS)
}

/// Whether these are the digits of a JSON number.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (number, exponent) = text.split_once(['e', 'E']).map_or((text, None), |(number, rest)| (number, Some(rest)));
    let number = number.strip_prefix('-').unwrap_or(number);
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, rest)| (whole, Some(rest)));
    let leads = whole == "0" || (digits(whole) && !whole.starts_with('0'));
    leads
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Kept)
    }
}

struct Kept;

impl<'de> Visitor<'de> for Kept {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document whose numbers are written as text")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = seq.next_element()? {
            elements.push(element);
        }
        Ok(Json::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members: Vec<(String, Json)> = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        match members.as_mut_slice() {
            [(name, _)] if !is_marked(name) => {}
            [(name, Json::Text(digits))] if name.len() == DIGITS.len_utf8() => {
                return if is_number(digits) {
                    Ok(Json::Number(std::mem::take(digits)))
                } else {
                    Err(A::Error::custom("a number without digits"))
                };
            }
            [(name, _)] => {
                name.pop();
            }
            _ => {}
        }
        Ok(Json::Object(members))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(document: &Json) -> Json {
        serde_json::from_str(&serde_json::to_string(document).unwrap()).unwrap()
    }

    #[test]
    fn numbers_keep_their_digits_and_members_their_order() {
        let number = |digits: &str| Json::Number(digits.into());
        let digits = ["1.50", "-0", "1e400", "18446744073709551616", "0.1E-7"].map(number);
        let document = Json::Object(vec![("z".into(), Json::List(digits.into())), ("a".into(), Json::Null)]);
        assert_eq!(through(&document), document);
    }

    #[test]
    fn an_object_that_looks_like_a_number_stays_an_object() {
        for name in ["#", "##", "a#", ""] {
            for member in [Json::Text("7".into()), Json::Number("7".into()), Json::Object(Vec::new())] {
                let document = Json::Object(vec![(name.into(), member)]);
                assert_eq!(through(&document), document, "{name}");
            }
        }
    }

    #[test]
    fn what_is_no_number_is_not_taken_for_one() {
        for text in
            [r##"{"#":"seven"}"##, r##"{"#":""}"##, r##"{"#":"01"}"##, r##"{"#":"1."}"##, r##"{"#":"1e"}"##, "7", "1.5"]
        {
            assert!(serde_json::from_str::<Json>(text).is_err(), "{text}");
        }
    }
}
