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
    /// What it can be found by, as [`searchable`] writes it.
    pub words: String,
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

/// Writes texts so that a search finds them: lower case, words apart by one space, each also without its punctuation, so
/// that `JSP 0099-4410` is found by `00994410` as well as by `0099`.
#[must_use]
pub fn searchable<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for text in texts {
        let lower = text.to_lowercase();
        let bare: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
        for form in [lower.split_whitespace().collect::<Vec<_>>().join(" "), bare] {
            if !form.is_empty() {
                out.push_str(&form);
                out.push('\n');
            }
        }
    }
    out
}

/// What a person looks for: every word must be found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search(Vec<String>);

impl Search {
    /// Reads what was typed.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self(typed.to_lowercase().split_whitespace().map(str::to_owned).collect())
    }

    /// Whether nothing is looked for: then everything is found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every word stands in what [`searchable`] wrote.
    #[must_use]
    pub fn finds(&self, words: &str) -> bool {
        self.0.iter().all(|word| words.contains(word.as_str()))
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

    /// Takes a row out. Says whether it was there.
    pub fn remove(&mut self, id: &AuthorizationId) -> bool {
        let Some(row) = self.rows.remove(id) else { return false };
        self.order.entry(row.turn).or_default().remove(&row.rank())
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

    /// How many cases of another turn a search finds, for each turn that has one.
    #[must_use]
    pub fn found_elsewhere(&self, search: &Search, turn: Turn) -> Vec<(Turn, usize)> {
        if search.is_empty() {
            return Vec::new();
        }
        let others = Turn::ALL.into_iter().filter(|other| *other != turn);
        let counts = others.map(|other| (other, self.ranks(other).filter(|rank| self.is_found(search, rank)).count()));
        counts.filter(|(_, cases)| *cases > 0).collect()
    }

    pub(crate) fn is_found(&self, search: &Search, (_, _, id): &Rank) -> bool {
        search.is_empty() || self.rows.get(id).is_some_and(|row| search.finds(&row.words))
    }

    pub(crate) fn ranks(&self, turn: Turn) -> impl Iterator<Item = &Rank> {
        self.order.get(&turn).into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, turn: Turn, step: Option<Step>, made: i64) -> Row<u8> {
        let words = searchable([id]);
        Row { id: AuthorizationId::new(id).unwrap(), turn, step, created_at: Some(Timestamp(made)), words, shown: 0 }
    }

    #[test]
    fn a_search_finds_words_parts_of_them_and_numbers_without_their_punctuation() {
        let words = searchable(["Mockford, Lena", "JSP 0099-4410 27", "auth_5TF1QS"]);
        for typed in ["mock", "lena mockford", "Mockford, L", "jsp009944", "0099-4410", "5tf1qs", "  "] {
            assert!(Search::new(typed).finds(&words), "{typed}");
        }
        for typed in ["mockford wilma", "lena4410"] {
            assert!(!Search::new(typed).finds(&words), "{typed}");
        }
    }

    #[test]
    fn what_is_found_in_other_lists_is_counted() {
        let mut list = Worklist::default();
        list.put(row("auth_1", Turn::Yours, None, 1));
        list.put(row("auth_12", Turn::Done, None, 1));
        list.put(row("auth_13", Turn::Done, None, 1));
        let search = Search::new("AUTH_1");
        assert_eq!(list.found_elsewhere(&search, Turn::Yours), [(Turn::Done, 2)]);
        assert!(list.found_elsewhere(&Search::default(), Turn::Yours).is_empty());
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
    fn a_case_that_leaves_is_counted_nowhere() {
        let mut list = Worklist::default();
        list.put(row("auth_1", Turn::Yours, Some(Step::TellCollate), 1));
        let id = AuthorizationId::new("auth_1").unwrap();
        assert!(list.remove(&id) && !list.remove(&id));
        assert_eq!((list.count(Turn::Yours), list.len()), (0, 0));
        assert!(list.get(&id).is_none());
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
