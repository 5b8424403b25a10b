//! Reads JSON word for word in one pass: members in their order, numbers in their digits, no name twice in an object. What
//! is read borrows from the text, so that only what is used is ever copied.

use jiter::{Jiter, JiterError, Peek};
use model::Json;
use std::borrow::Cow;
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

/// A value as it stands in the text.
pub(crate) enum Raw<'a> {
    Null,
    Bool(bool),
    /// In its digits.
    Number(&'a str),
    /// Its own copy only where something in it was escaped.
    Text(Cow<'a, str>),
    List(Vec<Raw<'a>>),
    Object(Vec<Member<'a>>),
}

/// A member's name and value.
pub(crate) type Member<'a> = (Cow<'a, str>, Raw<'a>);

impl Raw<'_> {
    /// The document with a copy of everything in it.
    pub(crate) fn into_json(self) -> Json {
        match self {
            Self::Null => Json::Null,
            Self::Bool(value) => Json::Bool(value),
            Self::Number(digits) => Json::Number(digits.to_owned()),
            Self::Text(text) => Json::Text(text.into_owned()),
            Self::List(elements) => Json::List(elements.into_iter().map(Self::into_json).collect()),
            Self::Object(members) => {
                Json::Object(members.into_iter().map(|(name, value)| (name.into_owned(), value.into_json())).collect())
            }
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// Reads a document.
///
/// # Errors
/// [`InvalidJson`], with nothing of the document in it.
pub fn parse_json(text: &[u8]) -> Result<Json, InvalidJson> {
    parse(text).map(Raw::into_json)
}

/// Reads a document without copying it.
pub(crate) fn parse(text: &[u8]) -> Result<Raw<'_>, InvalidJson> {
    let text = std::str::from_utf8(text).map_err(|error| InvalidJson { at: error.valid_up_to() })?;
    let mut reader = Reader { text, tokens: Jiter::new(text.as_bytes()), elements: Vec::new(), members: Vec::new() };
    let first = reader.tokens.peek()?;
    let value = reader.value(first, DEEPEST)?;
    reader.tokens.finish()?;
    Ok(value)
}

struct Reader<'a> {
    text: &'a str,
    tokens: Jiter<'a>,
    /// The elements of the lists that are being read, outermost first; a list takes its own when it ends.
    elements: Vec<Raw<'a>>,
    /// The members of the objects that are being read, likewise.
    members: Vec<Member<'a>>,
}

impl<'a> Reader<'a> {
    fn value(&mut self, first: Peek, depth: usize) -> Result<Raw<'a>, InvalidJson> {
        let inner = depth.checked_sub(1).ok_or_else(|| self.invalid())?;
        Ok(match first {
            Peek::Object => self.object(inner)?,
            Peek::Array => self.list(inner)?,
            Peek::String => {
                let length = self.tokens.known_bytes()?.len();
                Raw::Text(self.quoted(self.tokens.current_index(), length)?)
            }
            Peek::True | Peek::False => Raw::Bool(self.tokens.known_bool(first)?),
            Peek::Null => {
                self.tokens.known_null()?;
                Raw::Null
            }
            _ => {
                let length = self.tokens.known_number_bytes(first)?.len();
                let end = self.tokens.current_index();
                Raw::Number(self.piece(end.checked_sub(length), end)?)
            }
        })
    }

    fn list(&mut self, depth: usize) -> Result<Raw<'a>, InvalidJson> {
        let begin = self.elements.len();
        let mut next = self.tokens.known_array()?;
        while let Some(first) = next {
            let element = self.value(first, depth)?;
            self.elements.push(element);
            next = self.tokens.array_step()?;
        }
        Ok(Raw::List(self.elements.drain(begin..).collect()))
    }

    fn object(&mut self, depth: usize) -> Result<Raw<'a>, InvalidJson> {
        let begin = self.members.len();
        let mut marks = 0u128;
        let mut next = self.tokens.next_object_bytes()?.map(<[u8]>::len);
        while let Some(length) = next {
            let name = self.name(length)?;
            let mark = mark(&name);
            if marks & mark != 0 && self.is_twice(begin, &name) {
                return Err(self.invalid());
            }
            marks |= mark;
            let first = self.tokens.peek()?;
            let value = self.value(first, depth)?;
            self.members.push((name, value));
            next = self.tokens.next_key_bytes()?.map(<[u8]>::len);
        }
        let members: Vec<Member<'a>> = self.members.drain(begin..).collect();
        if members.len() > FEW {
            let names: HashSet<&str> = members.iter().map(|(name, _)| name.as_ref()).collect();
            if names.len() < members.len() {
                return Err(self.invalid());
            }
        }
        Ok(Raw::Object(members))
    }

    /// Whether the object that began there has this name already; of an object with many that is asked when it ends.
    fn is_twice(&self, begin: usize, name: &str) -> bool {
        let before = self.members.get(begin..).unwrap_or_default();
        before.len() < FEW && before.iter().any(|(other, _)| other == name)
    }

    /// A member's name that has just been read, up to and with its colon: so many bytes of the text.
    fn name(&self, length: usize) -> Result<Cow<'a, str>, InvalidJson> {
        let read = self.piece(Some(0), self.tokens.current_index())?;
        let end = read.strip_suffix(':').map_or(0, |read| read.trim_end_matches([' ', '\t', '\r', '\n']).len());
        self.quoted(end, length)
    }

    /// The string of so many bytes whose closing quote ends at `end`.
    fn quoted(&self, end: usize, length: usize) -> Result<Cow<'a, str>, InvalidJson> {
        let inner = end.checked_sub(1).ok_or_else(|| self.invalid())?;
        let text = self.piece(inner.checked_sub(length), inner)?;
        if !text.contains('\\') {
            return Ok(Cow::Borrowed(text));
        }
        let with_quotes = self.piece(inner.checked_sub(length + 1), end)?;
        let mut again = Jiter::new(with_quotes.as_bytes());
        let unescaped = again.next_str().map(|text| Cow::Owned(text.to_owned()));
        // What was unescaped may have been a secret.
        drop(Zeroizing::new(again.into_tape()));
        unescaped.map_err(|_| self.invalid())
    }

    fn piece(&self, start: Option<usize>, end: usize) -> Result<&'a str, InvalidJson> {
        start.and_then(|start| self.text.get(start..end)).ok_or_else(|| self.invalid())
    }

    fn invalid(&self) -> InvalidJson {
        InvalidJson { at: self.tokens.current_index() }
    }
}

/// One bit that equal names share, and different ones mostly do not.
fn mark(name: &str) -> u128 {
    let bytes = name.as_bytes();
    let byte = |at: usize| u32::from(bytes.get(at).copied().unwrap_or_default());
    let length = u32::try_from(bytes.len()).unwrap_or_default();
    let sum = byte(0) + byte(bytes.len() / 2) * 3 + byte(bytes.len().saturating_sub(1)) * 5;
    1 << (sum.wrapping_add(length.wrapping_mul(7)) % 128)
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
    fn names_and_texts_are_unescaped_wherever_they_stand() {
        let text = "{ \"a\\\"b\\u00e4\" \n:\t\"x\\\\\" ,\"\\\"\":[\"\\\"\",\"\"], \"ä\" : \"\\ud83d\\ude00\"}";
        let read = parse_json(text.as_bytes()).unwrap();
        assert_eq!(read.text_of("a\"bä"), Some("x\\"));
        assert_eq!(read.elements_of("\""), [Json::Text("\"".into()), Json::Text(String::new())]);
        assert_eq!(read.text_of("ä"), Some("😀"));
        let theirs: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&read.canonical()).unwrap(), theirs);
        assert!(parse_json(br#"{"\ud800": 1}"#).is_err() && parse_json(br#"["\ud800"]"#).is_err());
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
