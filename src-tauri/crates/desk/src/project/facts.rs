//! A document of any shape as rows: every leaf, with the way to it.

use crate::wire::{FactKind, FactRow};
use model::{Json, Leaf, PathStep};

/// Every leaf of a document, the way to each beginning with `root`.
pub(crate) fn rows(document: &Json, root: &str) -> Vec<FactRow> {
    document.leaves().into_iter().map(|leaf| row(&leaf, root)).collect()
}

/// One leaf, called by the last name on the way to it.
pub(crate) fn row(leaf: &Leaf<'_>, root: &str) -> FactRow {
    let (value, kind) = value(leaf.value);
    let path = path(&leaf.path, root);
    let last = leaf.path.iter().rev().find_map(|step| match step {
        PathStep::Member(name) => Some(name.clone()),
        PathStep::Element(_) => None,
    });
    FactRow { label: last.unwrap_or_else(|| root.to_owned()), path, value, kind }
}

/// A leaf's value in words, and what kind it is.
pub(crate) fn value(leaf: &Json) -> (String, FactKind) {
    match leaf {
        Json::Text(text) => (text.clone(), FactKind::Text),
        Json::Number(digits) => (digits.clone(), FactKind::Number),
        Json::Bool(value) => (value.to_string(), FactKind::YesNo),
        Json::Null => (String::new(), FactKind::Nothing),
        Json::List(_) | Json::Object(_) => (String::new(), FactKind::Empty),
    }
}

fn path(steps: &[PathStep], root: &str) -> String {
    let mut out = root.to_owned();
    for step in steps {
        match step {
            PathStep::Member(name) if out.is_empty() => out.push_str(name),
            PathStep::Member(name) => {
                out.push('.');
                out.push_str(name);
            }
            PathStep::Element(index) => out.push_str(&format!("[{index}]")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_leaf_is_a_row_with_the_way_to_it() {
        let document = collate::parse_json(br#"{"a":{"b":[1.50,{"c":null}],"d":[]},"e":true}"#).unwrap();
        let seen: Vec<_> =
            rows(&document, "summary").into_iter().map(|row| (row.path, row.label, row.value, row.kind)).collect();
        let expected = |path: &str, label: &str, value: &str, kind| (path.into(), label.into(), value.into(), kind);
        assert_eq!(
            seen,
            [
                expected("summary.a.b[0]", "b", "1.50", FactKind::Number),
                expected("summary.a.b[1].c", "c", "", FactKind::Nothing),
                expected("summary.a.d", "d", "", FactKind::Empty),
                expected("summary.e", "e", "true", FactKind::YesNo),
            ]
        );
    }
}
