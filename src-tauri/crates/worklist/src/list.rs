//! Every case this desk knows, newest version only.

use model::{AuthorizationId, Step, Timestamp, Turn};
use std::collections::{BTreeMap, BTreeSet};

/// One case in the list. `P` is what is shown of it; the list only compares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<P> {
    /// The case.
    pub id: AuthorizationId,
    /// Whose turn it is.
    pub turn: Turn,
    /// Which of the clinic's steps.
    pub step: Option<Step>,
    /// When it was made: the older, the higher it stands.
    pub created_at: Option<Timestamp>,
    /// What is shown of it.
    pub shown: P,
}

/// Where a row stands: group, then age, then id so that the order is total.
pub(crate) type Rank = (Option<Step>, Option<Timestamp>, AuthorizationId);

impl<P> Row<P> {
    fn rank(&self) -> Rank {
        (self.step, self.created_at, self.id.clone())
    }
}

/// The rows, and each turn's rows in order.
#[derive(Debug, Clone)]
pub struct Worklist<P> {
    rows: BTreeMap<AuthorizationId, Row<P>>,
    order: BTreeMap<Turn, BTreeSet<Rank>>,
}

impl<P> Default for Worklist<P> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), order: BTreeMap::new() }
    }
}

impl<P: PartialEq> Worklist<P> {
    /// Puts a row in, in place of an older one. Says whether anything changed.
    pub fn put(&mut self, row: Row<P>) -> bool {
        if let Some(before) = self.rows.get(&row.id) {
            if *before == row {
                return false;
            }
            if (before.turn, before.rank()) != (row.turn, row.rank()) {
                let (turn, rank) = (before.turn, before.rank());
                self.order.entry(turn).or_default().remove(&rank);
            }
        }
        self.order.entry(row.turn).or_default().insert(row.rank());
        self.rows.insert(row.id.clone(), row);
        true
    }

    /// The row of a case.
    #[must_use]
    pub fn get(&self, id: &AuthorizationId) -> Option<&Row<P>> {
        self.rows.get(id)
    }

    /// Cases in all.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no case is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many cases are whose turn.
    #[must_use]
    pub fn count(&self, turn: Turn) -> usize {
        self.order.get(&turn).map_or(0, BTreeSet::len)
    }

    /// How many of the clinic's cases want that step.
    #[must_use]
    pub fn count_step(&self, step: Step) -> usize {
        self.ranks(Turn::Yours).filter(|(of, ..)| *of == Some(step)).count()
    }

    pub(crate) fn ranks(&self, turn: Turn) -> impl Iterator<Item = &Rank> {
        self.order.get(&turn).into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, turn: Turn, step: Option<Step>, made: i64) -> Row<u8> {
        Row { id: AuthorizationId::new(id).unwrap(), turn, step, created_at: Some(Timestamp(made)), shown: 0 }
    }

    #[test]
    fn a_case_stands_once_however_often_its_turn_changes() {
        let mut list = Worklist::default();
        assert!(list.put(row("auth_1", Turn::Yours, Some(Step::TellCollate), 1)));
        assert!(!list.put(row("auth_1", Turn::Yours, Some(Step::TellCollate), 1)), "nothing changed");
        assert!(list.put(row("auth_1", Turn::Yours, Some(Step::FinishAtPortal), 1)));
        assert_eq!((list.count(Turn::Yours), list.count_step(Step::TellCollate)), (1, 0));
        list.put(row("auth_1", Turn::Collate, None, 1));
        assert_eq!((list.count(Turn::Yours), list.count(Turn::Collate), list.len()), (0, 1, 1));
    }

    #[test]
    fn steps_come_in_their_order_and_the_oldest_case_first() {
        let mut list = Worklist::default();
        list.put(row("auth_1", Turn::Yours, Some(Step::TellCollate), 1));
        list.put(row("auth_2", Turn::Yours, Some(Step::FinishAtPortal), 9));
        list.put(row("auth_3", Turn::Yours, Some(Step::FinishAtPortal), 3));
        let order: Vec<_> = list.ranks(Turn::Yours).map(|(_, _, id)| id.as_str()).collect();
        assert_eq!(order, ["auth_3", "auth_2", "auth_1"]);
    }
}
