//! The questions of a case, as a tree (reference, sections 3.1 and 3.2).

use crate::{Json, QuestionKind};
use serde::{Deserialize, Deserializer, Serialize};

/// One question, or a group of them. What the service did not say is `None`, `false` or empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Which question: what an answer names. A group that was returned without one has none and is only a heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_id: Option<String>,
    /// Its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// Whether it says it must be answered. Never a gate: the requirements returned after saving are.
    #[serde(default)]
    pub required: bool,
    /// Whether it may be answered several times.
    #[serde(default)]
    pub repeats: bool,
    /// How often at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_occurs: Option<u64>,
    /// How often at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_occurs: Option<u64>,
    /// What can be chosen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// Bounds on a value. All are hints: the service is the judge.
    #[serde(default)]
    pub bounds: Bounds,
    /// What the service says when a value is outside its bounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// What it suggests, word for word.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "as_it_is")]
    pub default_value: Option<Json>,
    /// Conditions of a grammar nobody knows (`requiredWhen` and the like): name and content, word for word, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<(String, Json)>,
    /// The questions inside a group.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Question>,
}

/// Bounds on a value, as the service wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bounds {
    /// A regular expression of a dialect nobody named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// Characters at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u64>,
    /// Characters at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u64>,
    /// The smallest value, in the digits or the date it came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// The largest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What an answer names.
    pub code: String,
    /// Its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
}

/// A `null` that was returned is a value like any other.
fn as_it_is<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Json>, D::Error> {
    Json::deserialize(deserializer).map(Some)
}

impl Question {
    /// A question of which nothing is known but its id and its kind.
    #[must_use]
    pub fn bare(link_id: &str, kind: QuestionKind) -> Self {
        Self {
            link_id: Some(link_id.to_owned()),
            text: None,
            kind,
            required: false,
            repeats: false,
            min_occurs: None,
            max_occurs: None,
            options: Vec::new(),
            bounds: Bounds::default(),
            error_message: None,
            default_value: None,
            hints: Vec::new(),
            items: Vec::new(),
        }
    }

    /// Whether it holds other questions.
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.kind == QuestionKind::Group
    }

    /// An option's words, where the questionnaire has them.
    #[must_use]
    pub fn display(&self, code: &str) -> Option<&str> {
        self.options.iter().find(|choice| choice.code == code).and_then(|choice| choice.display.as_deref())
    }

    /// The question of that id among these and whatever is inside them.
    #[must_use]
    pub fn find<'a>(questions: &'a [Self], link_id: &str) -> Option<&'a Self> {
        questions.iter().find_map(|question| {
            if question.link_id.as_deref() == Some(link_id) {
                Some(question)
            } else {
                Self::find(&question.items, link_id)
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(link_id: &str, kind: QuestionKind, items: Vec<Question>) -> Question {
        Question { items, ..Question::bare(link_id, kind) }
    }

    #[test]
    fn a_question_is_found_however_deep_it_stands() {
        let inner = question("dose", QuestionKind::Decimal, Vec::new());
        let tree = [question("g", QuestionKind::Group, vec![question("h", QuestionKind::Group, vec![inner])])];
        assert_eq!(Question::find(&tree, "dose").map(|found| &found.kind), Some(&QuestionKind::Decimal));
        assert!(Question::find(&tree, "other").is_none());
    }
}
