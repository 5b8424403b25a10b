//! Every case this desk knows, newest version only, with what is shown of it.

use crate::facets::{Facets, count};
use crate::filter::Filter;
use crate::row::{Known, Row};
use crate::search::Search;
use crate::table::Table;
use model::{AuthorizationId, Step, Turn};
use std::fmt;

/// The cases. `P` is what is shown of each.
#[derive(Clone)]
pub struct Worklist<P> {
    table: Table,
    /// By row number.
    shown: Vec<P>,
}

impl<P> Default for Worklist<P> {
    fn default() -> Self {
        Self { table: Table::default(), shown: Vec::new() }
    }
}

/// A list names patients: how many cases there are is all that is written.
impl<P> fmt::Debug for Worklist<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Worklist({} cases)", self.len())
    }
}

impl<P: PartialEq> Worklist<P> {
    /// Puts a row in, in place of an older one. Says whether anything changed.
    pub fn put(&mut self, row: Row<P>) -> bool {
        let Row { id, turn, step, created_at, facts, words, shown } = row;
        let known = self.table.number(&id).and_then(|number| self.shown.get_mut(number as usize));
        let other_shown = match known {
            Some(known) => {
                let other = *known != shown;
                *known = shown;
                other
            }
            None => {
                self.shown.push(shown);
                true
            }
        };
        self.table.put(Row { id, turn, step, created_at, facts, words, shown: () }, other_shown)
    }
}

impl<P> Worklist<P> {
    /// Takes a row out. Says whether it was there.
    pub fn remove(&mut self, id: &AuthorizationId) -> bool {
        self.table.remove(id)
    }

    /// What is known of a case.
    #[must_use]
    pub fn get(&self, id: &AuthorizationId) -> Option<Known<'_, P>> {
        let number = self.table.number_here(id)?;
        let row = self.table.coded(number)?;
        Some(Known { turn: row.turn(), step: row.step(), shown: self.shown(number)? })
    }

    /// Cases in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.table.cases()
    }

    /// Whether no case is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many cases are whose turn.
    #[must_use]
    pub fn count(&self, turn: Turn) -> usize {
        self.table.count(turn)
    }

    /// How many of the clinic's cases want that step.
    #[must_use]
    pub fn count_step(&self, step: Step) -> usize {
        self.table.count_step(step)
    }

    /// How many cases each choice of a filter would show, of those a search finds.
    #[must_use]
    pub fn facets(&self, filter: &Filter, search: &Search) -> Facets {
        let query = self.table.query(search);
        let found = self.table.find(&query, None);
        count(&self.table, filter, |number| found.get(number as usize).is_some_and(Option::is_some))
    }

    /// The rows without what is shown of them.
    pub(crate) fn table(&self) -> &Table {
        &self.table
    }

    /// What is shown of a row.
    pub(crate) fn shown(&self, number: u32) -> Option<&P> {
        self.shown.get(number as usize)
    }
}
