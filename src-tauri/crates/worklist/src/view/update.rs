//! What a view shows, and what must be told of it.

use crate::filter::Filter;
use crate::search::{Closeness, Search};
use crate::sort::Sort;
use model::{AuthorizationId, Step, Turn};
use std::fmt;

/// What a view shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spec {
    /// Only these cases.
    pub filter: Filter,
    /// Only what this finds. What it finds better stands before the rest, within a step where the list is sorted by step.
    pub search: Search,
    /// In which order.
    pub sort: Sort,
}

impl Spec {
    /// The cases of one turn by step, perhaps of one step only, that a search finds.
    #[must_use]
    pub fn of_turn(turn: Turn, step: Option<Step>, search: Search) -> Self {
        let filter = Filter::turn(turn);
        let filter = match step {
            Some(step) => filter.step(step),
            None => filter,
        };
        Self { filter, search, sort: Sort::default() }
    }
}

/// Which lines are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub first: usize,
    /// How many.
    pub count: usize,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<P> {
    /// A heading over the cases of one step.
    Group {
        /// Which step.
        step: Step,
        /// How many lines stand under it.
        cases: usize,
    },
    /// A case.
    Case(Line<P>),
}

/// A case where it stands in a view.
#[derive(Clone, PartialEq, Eq)]
pub struct Line<P> {
    /// The case.
    pub id: AuthorizationId,
    /// What is shown of it, as it is now.
    pub shown: P,
    /// Whether this is its place.
    pub place: Place,
    /// How well the search finds it; `None` where nothing is looked for, and for what it does not find any more.
    pub found: Option<Closeness>,
}

/// What is shown may name a patient: it is not written.
impl<P> fmt::Debug for Line<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Line");
        out.field("id", &self.id).field("place", &self.place).field("found", &self.found).finish_non_exhaustive()
    }
}

/// Whether a line stands where it belongs. Lines are only moved when updates are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// It does.
    Right,
    /// It belongs somewhere else in this view.
    Moves,
    /// It is no longer of this view.
    Gone,
}

/// What must be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update<P> {
    /// Counts what this view was told, from 1.
    pub revision: u64,
    /// The revision this builds on; it cannot be used without it, but for a [`Change::Reset`], which builds on nothing.
    pub base: u64,
    /// How many cases will come, move or leave when updates are taken.
    pub waiting: usize,
    /// Cases the search finds that have other turns than this view shows, of those the rest of the filter lets through.
    pub elsewhere: Vec<(Turn, usize)>,
    /// What is different in the window.
    pub change: Change<P>,
}

/// What is different in a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change<P> {
    /// Lines moved, came or went: this is the window now.
    Reset {
        /// Lines in all, headings included.
        total: usize,
        /// Cases in all.
        cases: usize,
        /// The index of the first line told.
        first: usize,
        /// The lines.
        items: Vec<Item<P>>,
        /// The indices of the lines that are headings, in order.
        headings: Vec<usize>,
    },
    /// Other lines are wanted, and nothing moved since the last reset.
    Rows {
        /// The index of the first line told.
        first: usize,
        /// The lines.
        items: Vec<Item<P>>,
    },
    /// Lines changed in place, perhaps none.
    Patch(Vec<(usize, Item<P>)>),
}
