//! The answers of a case, as a tree of the shape the questionnaire has. The shape of a single value was never seen in this
//! generation of the API (reference, section 2.2): what is not of the expected one is kept word for word and never sent back.

use crate::Json;
use serde::{Deserialize, Serialize};

/// The answer to one question, or one occurrence of a group. A group that occurs several times stands several times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerItem {
    /// Which question.
    pub link_id: String,
    /// Its values, in order. None at all is the answer "nothing".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<AnswerValue>,
    /// The answers inside a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<AnswerItem>,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerValue {
    /// Words.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// A date, as it was written.
    Date(String),
    /// A number, in its digits.
    Decimal(String),
    /// A chosen option.
    Code(String),
    /// Something else, word for word.
    Other(Json),
}

impl AnswerValue {
    /// The value as text that a person can read; what is not of a known shape is written as JSON.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Text(text) | Self::Date(text) | Self::Decimal(text) | Self::Code(text) => text.clone(),
            Self::Bool(value) => value.to_string(),
            Self::Other(Json::Text(text)) => text.clone(),
            Self::Other(value) => value.canonical(),
        }
    }
}

impl AnswerItem {
    /// The first answer of that id among these and whatever is inside them.
    #[must_use]
    pub fn find<'a>(answers: &'a [Self], link_id: &str) -> Option<&'a Self> {
        answers.iter().find_map(|answer| {
            if answer.link_id == link_id { Some(answer) } else { Self::find(&answer.items, link_id) }
        })
    }
}
