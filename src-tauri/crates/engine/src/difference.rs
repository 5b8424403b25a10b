//! Three documents leaf by leaf: the package a person accepted last, the one under review, and the case now. Every leaf of
//! each stands in exactly one row, so that no change can be hidden.
//!
//! Rows are found by the way to a leaf. In a list, an element that has a name of its own (`linkId`, else `id`) is found by it,
//! wherever it stands: what comes before it does not make it another one.

use model::Json;
use std::collections::{BTreeMap, BTreeSet};

/// How many documents are laid beside each other.
pub const DOCUMENTS: usize = 3;

/// What an element of a list is found by, in this order.
const NAMES: [&str; 2] = ["linkId", "id"];

/// One leaf, in as many of the documents as have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which leaf it is in each document, counted as [`Json::leaves`] lists them; nothing where the document has none.
    pub leaf: [Option<usize>; DOCUMENTS],
    /// Whether each document has the element the leaf stands in: then it lacks this leaf, and not the whole of it.
    pub around: [bool; DOCUMENTS],
}

/// One step of the way to a leaf, the same in every document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// The member of that name.
    Member(String),
    /// The element of that name, and how many of the same name stand before it.
    Named(&'static str, String, usize),
    /// The element at that place.
    Element(usize),
}

/// Lays documents beside each other: the rows in the order of `documents[order]`, what only another one has beside what
/// stands there before it. A document that is not there has no leaf.
#[must_use]
pub fn beside(documents: [Option<&Json>; DOCUMENTS], order: usize) -> Vec<Row> {
    let ways = documents.map(|document| document.map(ways).unwrap_or_default());
    let mut rows: Vec<&[Key]> = Vec::new();
    let others = (0..DOCUMENTS).filter(|document| *document != order);
    for document in std::iter::once(order).chain(others) {
        rows = merged(&rows, ways.get(document).map_or(&[], Vec::as_slice));
    }
    let places = ways.each_ref().map(|ways| {
        let numbered = ways.iter().enumerate().map(|(leaf, way)| (way.as_slice(), leaf));
        numbered.collect::<BTreeMap<_, _>>()
    });
    let held = ways.each_ref().map(|ways| ways.iter().flat_map(|way| elements(way)).collect::<BTreeSet<_>>());
    let row = |way: &&[Key]| Row {
        leaf: places.each_ref().map(|places| places.get(*way).copied()),
        around: held.each_ref().map(|known| elements(way).last().is_none_or(|around| known.contains(around))),
    };
    rows.iter().map(row).collect()
}

/// The rows with those only `ways` has: each after the one that stands before it there.
fn merged<'a>(rows: &[&'a [Key]], ways: &'a [Vec<Key>]) -> Vec<&'a [Key]> {
    let known: BTreeSet<&[Key]> = rows.iter().copied().collect();
    let mut after: BTreeMap<Option<&[Key]>, Vec<&'a [Key]>> = BTreeMap::new();
    let mut last = None;
    for way in ways {
        let way = way.as_slice();
        if known.contains(way) {
            last = Some(way);
        } else {
            after.entry(last).or_default().push(way);
        }
    }
    let mut merged = after.remove(&None).unwrap_or_default();
    for row in rows {
        merged.push(row);
        merged.extend(after.remove(&Some(*row)).unwrap_or_default());
    }
    merged
}

/// The elements a leaf stands in, the innermost last.
fn elements(way: &[Key]) -> impl DoubleEndedIterator<Item = &[Key]> {
    let depths = (0..way.len()).filter(|depth| !matches!(way.get(*depth), Some(Key::Member(_))));
    depths.filter_map(|depth| way.get(..=depth))
}

/// The way to each leaf, in the order of the document. No two are the same.
fn ways(document: &Json) -> Vec<Vec<Key>> {
    let mut found = Vec::new();
    collect(document, &mut Vec::new(), &mut found);
    found
}

fn collect(value: &Json, way: &mut Vec<Key>, found: &mut Vec<Vec<Key>>) {
    match value {
        Json::List(elements) if !elements.is_empty() => {
            let mut same: BTreeMap<(&str, &str), usize> = BTreeMap::new();
            for (place, element) in elements.iter().enumerate() {
                way.push(match name_of(element) {
                    Some((by, name)) => {
                        let nth = same.entry((by, name)).or_default();
                        *nth += 1;
                        Key::Named(by, name.to_owned(), *nth)
                    }
                    None => Key::Element(place),
                });
                collect(element, way, found);
                way.pop();
            }
        }
        Json::Object(members) if !members.is_empty() => {
            for (name, member) in members {
                way.push(Key::Member(name.clone()));
                collect(member, way, found);
                way.pop();
            }
        }
        _ => found.push(way.clone()),
    }
}

fn name_of(element: &Json) -> Option<(&'static str, &str)> {
    NAMES.into_iter().find_map(|by| element.text_of(by).map(|name| (by, name)))
}

#[cfg(test)]
#[path = "difference_tests.rs"]
mod tests;
