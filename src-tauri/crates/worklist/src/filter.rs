//! Which cases are wanted: any of some values of each facet, and spans of days, all of them at once.

use crate::facet::{Facet, Value, step_word, turn_word};
use crate::table::{Coded, NEVER, Vocabulary};
use model::{Step, Timestamp, Turn};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a filter lets through. A facet it does not name is not looked at; one it names with no value lets nothing through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// For each facet that is looked at, the values of which one must be the case's.
    pub chosen: BTreeMap<Facet, BTreeSet<Value>>,
    /// When it was made.
    pub created: Period,
    /// When it last changed.
    pub updated: Period,
}

/// A time from one moment on and before another. A case without the time is in no period that has an end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// Not earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// Earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
}

impl Filter {
    /// Also only cases that have one of these values.
    #[must_use]
    pub fn with(mut self, facet: Facet, values: impl IntoIterator<Item = Value>) -> Self {
        self.chosen.insert(facet, values.into_iter().collect());
        self
    }

    /// Only cases of that turn.
    #[must_use]
    pub fn turn(turn: Turn) -> Self {
        Self::default().with(Facet::Turn, [Some(turn_word(turn).to_owned())])
    }

    /// Also only that step.
    #[must_use]
    pub fn step(self, step: Step) -> Self {
        self.with(Facet::Step, [Some(step_word(step).to_owned())])
    }
}

impl Period {
    fn has(self, time: i64) -> bool {
        let open = self.from.is_none() && self.until.is_none();
        let after = self.from.is_none_or(|from| from.0 <= time);
        open || (time != NEVER && after && self.until.is_none_or(|until| time < until.0))
    }
}

/// Stands for a period among the facets a row misses.
const PERIOD: u16 = 1 << 15;

/// A filter in the numbers of a list. It knows the words of its moment: it is made anew when the list may have got others.
pub(crate) struct Sieve {
    chosen: Vec<(Facet, Vec<bool>)>,
    created: Period,
    updated: Period,
}

impl Sieve {
    pub(crate) fn new(filter: &Filter, vocabulary: &Vocabulary) -> Self {
        let facet = |(facet, values): (&Facet, &BTreeSet<Value>)| {
            let dictionary = vocabulary.of(*facet);
            let mut wanted = vec![false; dictionary.len() + 1];
            for value in values {
                let code = match value {
                    Some(word) => dictionary.find(word).map(|number| number as usize + 1),
                    None => Some(0),
                };
                if let Some(own) = code.and_then(|code| wanted.get_mut(code)) {
                    *own = true;
                }
            }
            (*facet, wanted)
        };
        Self { chosen: filter.chosen.iter().map(facet).collect(), created: filter.created, updated: filter.updated }
    }

    /// By what a row is kept out: a set of [`Facet::bit`]s, and one more for the periods.
    pub(crate) fn misses(&self, row: &Coded) -> u16 {
        let mut misses = 0;
        for (facet, wanted) in &self.chosen {
            if !wanted.get(row.code(*facet) as usize).copied().unwrap_or_default() {
                misses |= facet.bit();
            }
        }
        if !self.created.has(row.created) || !self.updated.has(row.updated) {
            misses |= PERIOD;
        }
        misses
    }
}
