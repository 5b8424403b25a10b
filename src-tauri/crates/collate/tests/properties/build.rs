//! What schemas are made of.

use model::Json;
use proptest::prelude::*;

pub(crate) type Doc = BoxedStrategy<Json>;

/// Whether a property is there.
#[derive(Clone, Copy)]
pub(crate) enum Is {
    /// Always.
    There,
    /// Sometimes.
    Maybe,
    /// Sometimes, and sometimes `null`.
    Nullable,
}
use Is::{Maybe, Nullable, There};

pub(crate) fn object(properties: Vec<(&'static str, Is, Doc)>) -> Doc {
    let members: Vec<BoxedStrategy<Option<(String, Json)>>> = properties
        .into_iter()
        .map(|(name, is, value)| {
            let some = value.prop_map(move |value| Some((name.to_owned(), value)));
            match is {
                There => some.boxed(),
                Maybe => prop_oneof![2 => some, 1 => Just(None)].boxed(),
                Nullable => {
                    prop_oneof![2 => some, 1 => Just(None), 1 => Just(Some((name.to_owned(), Json::Null)))].boxed()
                }
            }
        })
        .collect();
    members.prop_map(|members| Json::Object(members.into_iter().flatten().collect())).boxed()
}

pub(crate) fn list(of: Doc, most: usize) -> Doc {
    prop::collection::vec(of, 0..=most).prop_map(Json::List).boxed()
}

pub(crate) fn one_of(words: &'static [&'static str]) -> Doc {
    prop::sample::select(words).prop_map(|word| Json::Text(word.to_owned())).boxed()
}

pub(crate) fn text() -> Doc {
    prop_oneof![3 => "[ -~]{0,12}", 1 => ".{0,6}"].prop_map(Json::Text).boxed()
}

pub(crate) fn id() -> Doc {
    "[a-z]{1,5}_[ -~]{1,10}".prop_map(Json::Text).boxed()
}

pub(crate) fn flag() -> Doc {
    any::<bool>().prop_map(Json::Bool).boxed()
}

/// A whole number, as JSON Schema counts.
pub(crate) fn whole() -> Doc {
    prop_oneof![9 => "0|[1-9][0-9]{0,9}", 1 => "[1-9][0-9]{0,3}\\.0{1,2}"].prop_map(Json::Number).boxed()
}

pub(crate) fn number() -> Doc {
    "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,5})?([eE][+-]?[0-9]{1,3})?".prop_map(Json::Number).boxed()
}

pub(crate) fn moment() -> Doc {
    let date = (2000..2100u32, 1..=12u32, 1..=28u32);
    let time = (0..24u32, 0..60u32, 0..60u32);
    let zone = prop::sample::select(vec!["Z", "+00:00", "-05:00", "+05:30", "z"]);
    let fraction = prop::sample::select(vec!["", ".1", ".123", ".123456789"]);
    (date, time, fraction, zone)
        .prop_map(|((year, month, day), (hour, minute, second), fraction, zone)| {
            Json::Text(format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}{zone}"))
        })
        .boxed()
}

/// Anything at all.
pub(crate) fn anything() -> Doc {
    let leaf = prop_oneof![Just(Json::Null), flag(), number(), text()];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Json::List),
            prop::collection::btree_map("[a-z]{1,6}", inner, 0..3)
                .prop_map(|members| Json::Object(members.into_iter().collect())),
        ]
    })
    .boxed()
}

pub(crate) fn free() -> Doc {
    prop::collection::btree_map("[a-zA-Z]{1,6}", anything(), 0..3)
        .prop_map(|members| Json::Object(members.into_iter().collect()))
        .boxed()
}
