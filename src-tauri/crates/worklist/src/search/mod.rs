//! Finding cases by what is typed: every word must be found in the texts of a case, whatever the capitals, accents and
//! punctuation.
//!
//! The texts of all rows stand beside each other and are looked through from end to end; that takes a few milliseconds for
//! 100,000 cases and needs no index to be kept right. Only typing errors have one: the different words of all names.

mod chunks;
mod query;
mod text;
mod texts;
mod typo;

pub(crate) use query::{Found, Query};
pub(crate) use text::fold;
pub use text::{named, searchable};
pub(crate) use texts::Texts;

use std::fmt;

/// How well a case is found: by the worst of the words that were typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Closeness {
    /// Each starts a word of the case.
    Start,
    /// One stands inside a word.
    Inside,
    /// One is only like a name of the case, one typing error away: it may be another person's.
    Similar,
}

/// What a person looks for. Signs that are neither letters nor digits are not looked for.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Search(Vec<String>);

impl Search {
    /// Reads what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        let apart = |sign: char| sign.is_whitespace() || sign.is_control();
        Self(fold(typed).split(apart).map(text::bare).filter(|word| !word.is_empty()).collect())
    }

    /// Whether nothing is looked for: then everything is found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all that this finds was found by another: somebody typed on. A word that can only now be misspelled may find
    /// what was not found before.
    pub(crate) fn narrows(&self, other: &Self) -> bool {
        let narrower = |(word, before): (&String, &String)| {
            word.starts_with(before) && (typo::can_be(before) || !typo::can_be(word))
        };
        !other.is_empty() && self.0.len() >= other.0.len() && self.0.iter().zip(&other.0).all(narrower)
    }

    /// The words, folded and without their punctuation.
    pub(crate) fn words(&self) -> &[String] {
        &self.0
    }
}

/// What is typed may be a name.
impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Search({} words)", self.0.len())
    }
}
