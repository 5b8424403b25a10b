//! The orders a list can have. Every one is total: what is equal in it stands by age, oldest first, and then by id, whichever
//! way it runs. What was not returned stands last, whichever way it runs; only a case without a step stands before those
//! that have one, for it has no heading.

mod orders;

pub(crate) use orders::{Orders, Sorting};

use crate::facet::Facet;
use crate::table::{Coded, NEVER, NOTHING, Placing, Vocabulary};
use model::Status;
use std::cmp::Ordering;

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SortBy {
    /// The clinic's steps, with headings.
    Step,
    /// When a case was made: ascending is oldest first.
    Age,
    /// When it last changed.
    Changed,
    /// The payer's name.
    Payer,
    /// What it is called: the patient's name.
    Title,
    /// Who owns it.
    Status,
}

/// Which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// Small, early and A first.
    #[default]
    Ascending,
    /// Large, late and Z first.
    Descending,
}

/// An order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Which way.
    pub direction: Direction,
}

impl Default for Sort {
    /// By step, and then the oldest first.
    fn default() -> Self {
        Self { by: SortBy::Step, direction: Direction::Ascending }
    }
}

impl Direction {
    /// An order that runs this way.
    pub(crate) fn turn(self, ascending: Ordering) -> Ordering {
        match self {
            Self::Ascending => ascending,
            Self::Descending => ascending.reverse(),
        }
    }
}

impl SortBy {
    /// Every one.
    pub const ALL: [Self; 6] = [Self::Step, Self::Age, Self::Changed, Self::Payer, Self::Title, Self::Status];

    /// Its name, as it is written down.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Age => "age",
            Self::Changed => "changed",
            Self::Payer => "payer",
            Self::Title => "title",
            Self::Status => "status",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.word() == word)
    }

    /// What gives a row its place, but for its id: where it is as it was, the row did not move.
    pub(crate) fn mark<'a>(self, row: &Coded, placing: impl FnOnce() -> Option<&'a Placing>) -> Mark {
        let own = match self {
            Self::Step => u64::from(row.code(Facet::Step)),
            Self::Age => 0,
            Self::Changed => early(row.updated),
            Self::Payer => placing().map_or(0, |placing| u64::from(placing.payer_name)),
            Self::Title => placing().map_or(0, |placing| placing.whole_title),
            Self::Status => u64::from(row.code(Facet::Status)),
        };
        (own, early(row.created))
    }
}

/// What gave a row its place.
pub(crate) type Mark = (u64, u64);

/// A row's rank, and what stands next to it when two are equal.
type Key = (u64, u64);

/// Stands after every rank.
const LAST: Key = (u64::MAX, u64::MAX);

/// A time so that the earlier is the smaller, and none is the smallest.
fn early(time: i64) -> u64 {
    (time as u64) ^ (1 << 63)
}

/// The ranks of texts, as they are now.
pub(crate) struct Ranks {
    sort: Sort,
    /// By code, where the sort is by a text.
    texts: Vec<u64>,
}

impl Ranks {
    pub(crate) fn new(sort: Sort, vocabulary: &Vocabulary) -> Self {
        let alphabet = |ranks: Vec<u32>| ranks.into_iter().map(u64::from).collect();
        let texts = match sort.by {
            SortBy::Payer => alphabet(vocabulary.payer_names().ranks()),
            SortBy::Status => {
                let (known, ranks) = (Status::KNOWN.len(), vocabulary.of(Facet::Status).ranks());
                let rank = |(number, rank)| if number < known { number as u64 } else { (known + rank as usize) as u64 };
                ranks.into_iter().enumerate().map(rank).collect()
            }
            _ => Vec::new(),
        };
        Self { sort, texts }
    }

    /// What a row is sorted by first.
    pub(crate) fn key(&self, row: &Coded, placing: &Placing) -> Key {
        let time = |time: i64| (time != NEVER).then(|| (early(time), 0));
        let text = |code: u32| {
            let number = code.checked_sub(NOTHING + 1)? as usize;
            self.texts.get(number).map(|rank| (*rank + 1, 0))
        };
        let key = match self.sort.by {
            SortBy::Step => return self.step_key(row),
            SortBy::Age => time(row.created),
            SortBy::Changed => time(row.updated),
            SortBy::Payer => text(placing.payer_name),
            SortBy::Title => Some(placing.title).filter(|title| *title != LAST),
            SortBy::Status => text(row.code(Facet::Status)),
        };
        let turned = |(first, second): Key| match self.sort.direction {
            Direction::Ascending => (first, second),
            Direction::Descending => (!first, !second),
        };
        let aged = |key: Key| if self.sort.by == SortBy::Title { key } else { (key.0, early(row.created)) };
        key.map_or((LAST.0, early(row.created)), |key| aged(turned(key)))
    }

    fn step_key(&self, row: &Coded) -> Key {
        let step = u64::from(row.code(Facet::Step));
        let turned = match self.sort.direction {
            Direction::Descending if step > 0 => u64::from(u32::MAX) - step,
            _ => step,
        };
        (turned, early(row.created))
    }
}
