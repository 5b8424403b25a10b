//! Answers as they travel: generation A's shape of a value, which is inferred for B (reference, section 2.2).

use model::{AnswerItem, AnswerValue};
use serde::Serialize;
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// The body of generation B.
#[derive(Serialize)]
pub(super) struct AnswersBody<'a> {
    answers: Items<'a>,
}

/// The body of generation A.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResponseBody<'a> {
    questionnaire_response: Items<'a>,
}

impl<'a> AnswersBody<'a> {
    pub(super) fn of(items: &'a [AnswerItem]) -> Self {
        Self { answers: Items { item: inner(items) } }
    }
}

impl<'a> ResponseBody<'a> {
    pub(super) fn of(items: &'a [AnswerItem]) -> Self {
        Self { questionnaire_response: Items { item: inner(items) } }
    }
}

#[derive(Serialize)]
struct Items<'a> {
    item: Vec<Item<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item<'a> {
    link_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Vec<Value<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    item: Vec<Item<'a>>,
}

/// What can be written of these. A value of unknown shape, itself or anywhere inside, leaves out its item and every item
/// beside it of the same id: written without it, they would replace what is there.
fn inner(items: &[AnswerItem]) -> Vec<Item<'_>> {
    let written: Vec<_> = items.iter().map(item).collect();
    let lost: BTreeSet<&str> =
        items.iter().zip(&written).filter(|(_, item)| item.is_none()).map(|(item, _)| item.link_id.as_str()).collect();
    written.into_iter().flatten().filter(|item| !lost.contains(item.link_id)).collect()
}

fn item(item: &AnswerItem) -> Option<Item<'_>> {
    let values = item.values.iter().map(Value::of).collect::<Option<Vec<_>>>()?;
    let inside = item.items.iter().map(self::item).collect::<Option<Vec<_>>>()?;
    // A group answers through what is inside it; an item with neither is the answer "nothing".
    let answer = (!values.is_empty() || inside.is_empty()).then_some(values);
    Some(Item { link_id: &item.link_id, answer, item: inside })
}

#[derive(Serialize)]
enum Value<'a> {
    #[serde(rename = "valueString")]
    Text(&'a str),
    #[serde(rename = "valueBoolean")]
    Bool(bool),
    #[serde(rename = "valueDate")]
    Date(&'a str),
    #[serde(rename = "valueDecimal")]
    Decimal(Box<RawValue>),
    #[serde(rename = "valueCoding")]
    Coding { code: &'a str },
}

impl<'a> Value<'a> {
    fn of(value: &'a AnswerValue) -> Option<Self> {
        Some(match value {
            AnswerValue::Text(text) => Self::Text(text),
            AnswerValue::Bool(value) => Self::Bool(*value),
            AnswerValue::Date(date) => Self::Date(date),
            AnswerValue::Decimal(digits) => number(digits).map_or(Self::Text(digits), Self::Decimal),
            AnswerValue::Code(code) => Self::Coding { code },
            AnswerValue::Other(_) => return None,
        })
    }
}

/// A JSON number in its own digits.
fn number(digits: &str) -> Option<Box<RawValue>> {
    let begins = digits.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    let ends = digits.ends_with(|last: char| last.is_ascii_digit());
    if begins && ends { RawValue::from_string(digits.to_owned()).ok() } else { None }
}
