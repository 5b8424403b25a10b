//! A JSON document kept word for word: members in their order, numbers in the digits they came in. What a person
//! accepts must be what the service wrote, not what a float made of it.

use std::fmt::Write as _;

/// A JSON value, word for word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number in the digits it came in.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object, members in the order they came in. Names are unique.
    Object(Vec<(String, Json)>),
}

/// One step from a document's root towards a leaf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathStep {
    /// Into the member of that name.
    Member(String),
    /// Into the element at that index, from 0.
    Element(usize),
}

/// A value that holds no other: a string, number, boolean, null, or an empty list or object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf<'a> {
    /// The way to it.
    pub path: Vec<PathStep>,
    /// The value itself.
    pub value: &'a Json,
}

impl Json {
    /// The member of that name, when this is an object that has it.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Object(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, when this is a string.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The member of that name as text.
    #[must_use]
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Self::text)
    }

    /// The whole number, when this is one that fits; `3.0` is one too, as JSON Schema counts.
    #[must_use]
    pub fn whole(&self) -> Option<u64> {
        if let Self::Number(digits) = self { whole_number(digits) } else { None }
    }

    /// The elements, when this is a list; else none.
    #[must_use]
    pub fn elements(&self) -> &[Json] {
        match self {
            Self::List(elements) => elements,
            _ => &[],
        }
    }

    /// The elements of the member of that name, when it is a list; else none.
    #[must_use]
    pub fn elements_of(&self, name: &str) -> &[Json] {
        self.get(name).map_or(&[], Self::elements)
    }

    /// Whether the member of that name is `true`. Anything else is not.
    #[must_use]
    pub fn is_true(&self, name: &str) -> bool {
        self.get(name) == Some(&Self::Bool(true))
    }

    /// Every leaf, in the order of the document. No value of the document is missing from it.
    #[must_use]
    pub fn leaves(&self) -> Vec<Leaf<'_>> {
        let mut found = Vec::new();
        collect(self, &mut Vec::new(), &mut found);
        found
    }

    /// The document in one fixed writing, object members sorted by name: equal documents, equal bytes.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        write_canonical(self, &mut out);
        out
    }
}

/// The whole number that these digits of a JSON number write, when it is one that fits; `3.0` is one too.
#[must_use]
pub fn whole_number(digits: &str) -> Option<u64> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.bytes().all(|digit| digit == b'0') { whole.parse().ok() } else { None }
}

fn collect<'a>(value: &'a Json, path: &mut Vec<PathStep>, found: &mut Vec<Leaf<'a>>) {
    match value {
        Json::List(elements) if !elements.is_empty() => {
            for (index, element) in elements.iter().enumerate() {
                path.push(PathStep::Element(index));
                collect(element, path, found);
                path.pop();
            }
        }
        Json::Object(members) if !members.is_empty() => {
            for (name, member) in members {
                path.push(PathStep::Member(name.clone()));
                collect(member, path, found);
                path.pop();
            }
        }
        _ => found.push(Leaf { path: path.clone(), value }),
    }
}

fn write_canonical(value: &Json, out: &mut String) {
    match value {
        Json::Null => out.push_str("null"),
        Json::Bool(true) => out.push_str("true"),
        Json::Bool(false) => out.push_str("false"),
        Json::Number(digits) => out.push_str(digits),
        Json::Text(text) => write_text(text, out),
        Json::List(elements) => {
            out.push('[');
            for (index, element) in elements.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_canonical(element, out);
            }
            out.push(']');
        }
        Json::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by(|a, b| a.0.cmp(&b.0));
            out.push('{');
            for (index, (name, member)) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_text(name, out);
                out.push(':');
                write_canonical(member, out);
            }
            out.push('}');
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_json() -> impl Strategy<Value = Json> {
        let leaf = prop_oneof![
            Just(Json::Null),
            any::<bool>().prop_map(Json::Bool),
            "-?[1-9][0-9]{0,4}(\\.[0-9]{1,3})?".prop_map(Json::Number),
            ".{0,8}".prop_map(Json::Text),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Json::List),
                prop::collection::btree_map("[a-z]{1,4}", inner, 0..5)
                    .prop_map(|members| Json::Object(members.into_iter().collect())),
            ]
        })
    }

    fn count(value: &Json) -> usize {
        match value {
            Json::List(elements) if !elements.is_empty() => elements.iter().map(count).sum(),
            Json::Object(members) if !members.is_empty() => members.iter().map(|(_, member)| count(member)).sum(),
            _ => 1,
        }
    }

    #[test]
    fn a_whole_number_may_be_written_with_an_empty_fraction() {
        let whole = |digits: &str| Json::Number(digits.into()).whole();
        assert_eq!((whole("17"), whole("17.0"), whole("0")), (Some(17), Some(17), Some(0)));
        for digits in ["17.5", "-1", "1e2", "18446744073709551616"] {
            assert_eq!(whole(digits), None, "{digits}");
        }
    }

    proptest! {
        #[test]
        fn no_leaf_is_missing(document in any_json()) {
            prop_assert_eq!(document.leaves().len(), count(&document));
        }

        #[test]
        fn the_order_of_members_does_not_change_the_canonical_writing(document in any_json()) {
            fn reversed(value: &Json) -> Json {
                match value {
                    Json::List(elements) => Json::List(elements.iter().map(reversed).collect()),
                    Json::Object(members) =>
                        Json::Object(members.iter().rev().map(|(name, member)| (name.clone(), reversed(member))).collect()),
                    other => other.clone(),
                }
            }
            prop_assert_eq!(reversed(&document).canonical(), document.canonical());
        }

        #[test]
        fn different_documents_are_written_differently(a in any_json(), b in any_json()) {
            prop_assert_eq!(a == b, a.canonical() == b.canonical());
        }
    }
}
