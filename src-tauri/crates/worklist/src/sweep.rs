//! One reading of the whole list, page by page. Rows may move between pages while they are read: a row that comes twice
//! shows that they did, and then one may have been missed, so the list is read once more. A cursor that comes twice leads in
//! a circle and is not followed.

use model::AuthorizationId;
use std::collections::BTreeSet;

/// More pages than this is a list that never ends.
const MOST_PAGES: usize = 2_000;
/// How often in a row the list is read again because rows moved.
const MOST_REPEATS: u8 = 2;

/// What is to be done after a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Read the next page.
    Page,
    /// Rows moved while they were read: read the list from its start.
    Again,
    /// The list was read.
    Done,
    /// It led in a circle, or never ended: what was read stands.
    Looped,
}

/// A reading that is under way, or about to begin.
#[derive(Debug, Clone, Default)]
pub struct Sweep {
    cursor: Option<String>,
    followed: BTreeSet<String>,
    seen: BTreeSet<AuthorizationId>,
    pages: usize,
    moved: bool,
    repeats: u8,
}

impl Sweep {
    /// Where the next page starts; nothing for the first.
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// Whether a reading is under way: a page of it was read.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        self.pages > 0
    }

    /// Begins anew, whatever was read.
    pub fn restart(&mut self) {
        *self = Self::default();
    }

    /// A page came with these rows, and with where the next one starts.
    pub fn took<'a>(&mut self, rows: impl IntoIterator<Item = &'a AuthorizationId>, next: Option<String>) -> Next {
        self.pages += 1;
        for id in rows {
            self.moved |= !self.seen.insert(id.clone());
        }
        match next {
            Some(next) if self.pages >= MOST_PAGES || !self.followed.insert(next.clone()) => {
                self.restart();
                Next::Looped
            }
            Some(next) => {
                self.cursor = Some(next);
                Next::Page
            }
            None if self.moved && self.repeats < MOST_REPEATS => {
                *self = Self { repeats: self.repeats + 1, ..Self::default() };
                Next::Again
            }
            None => {
                self.restart();
                Next::Done
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(number: usize) -> AuthorizationId {
        AuthorizationId::new(format!("auth_{number}")).unwrap()
    }

    #[test]
    fn a_list_that_stands_still_is_read_once() {
        let mut sweep = Sweep::default();
        assert_eq!(sweep.took(&[id(1), id(2)], Some("b".into())), Next::Page);
        assert_eq!(sweep.cursor(), Some("b"));
        assert_eq!(sweep.took(&[id(3)], None), Next::Done);
        assert!(!sweep.is_under_way() && sweep.cursor().is_none());
    }

    #[test]
    fn a_cursor_that_comes_twice_is_not_followed() {
        let mut sweep = Sweep::default();
        assert_eq!(sweep.took(&[id(1)], Some("b".into())), Next::Page);
        assert_eq!(sweep.took(&[id(2)], Some("c".into())), Next::Page);
        assert_eq!(sweep.took(&[id(3)], Some("b".into())), Next::Looped);
    }

    #[test]
    fn rows_that_moved_are_looked_for_again_but_not_for_ever() {
        let mut sweep = Sweep::default();
        for expected in [Next::Again, Next::Again, Next::Done] {
            sweep.took(&[id(1)], Some("b".into()));
            assert_eq!(sweep.took(&[id(1)], None), expected);
        }
    }

    proptest! {
        /// The list is ordered by change, newest first, and read by position: whatever changes meanwhile moves to its
        /// start and pushes the others back. Once it stands still, nothing is missing.
        #[test]
        fn nothing_is_missing_once_rows_stand_still(
            cases in 1usize..40,
            page in 1usize..9,
            moves in prop::collection::vec((0usize..40, 0usize..40), 0..6),
        ) {
            let mut list: Vec<usize> = (0..cases).collect();
            let mut moves = moves.into_iter();
            let mut sweep = Sweep::default();
            let mut known = BTreeSet::new();
            for _ in 0..1_000 {
                let start = sweep.cursor().map_or(0, |cursor| cursor.parse::<usize>().unwrap());
                let rows: Vec<_> = list.iter().skip(start).take(page).copied().map(id).collect();
                known.extend(rows.iter().cloned());
                let end = start + page;
                let next = (end < list.len()).then(|| end.to_string());
                let step = sweep.took(&rows, next);
                if step == Next::Done {
                    break;
                }
                // At most two of three readings are disturbed.
                if let Some((from, _)) = moves.next().filter(|_| step == Next::Page && sweep.repeats < MOST_REPEATS) {
                    let from = from % list.len();
                    let moved = list.remove(from);
                    list.insert(0, moved);
                }
            }
            prop_assert_eq!(known.len(), cases);
        }
    }
}
