//! Which rows changed, in order: a view that looks again reads on where it stopped.

use std::collections::VecDeque;

/// So many changes are kept: whoever is further behind looks at every row.
const KEPT: usize = 4_096;

/// The latest changes.
#[derive(Clone, Default)]
pub(crate) struct Log {
    rows: VecDeque<u32>,
    /// Changes in all.
    noted: u64,
}

impl Log {
    /// A row changed, came or left.
    pub(crate) fn note(&mut self, row: u32) {
        if self.rows.len() == KEPT {
            self.rows.pop_front();
        }
        self.rows.push_back(row);
        self.noted += 1;
    }

    /// Where the log ends now.
    pub(crate) fn end(&self) -> u64 {
        self.noted
    }

    /// What changed since its end was there; `None` where that is too long ago to tell.
    pub(crate) fn since(&self, end: u64) -> Option<impl Iterator<Item = u32>> {
        let behind = usize::try_from(self.noted.checked_sub(end)?).ok()?;
        let known = self.rows.len().checked_sub(behind)?;
        Some(self.rows.iter().skip(known).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_what_came_since_or_is_told_that_it_is_too_late() {
        let mut log = Log::default();
        for row in 0..10 {
            log.note(row);
        }
        assert_eq!(log.since(8).unwrap().collect::<Vec<_>>(), [8, 9]);
        assert_eq!(log.since(log.end()).unwrap().count(), 0);
        for row in 0..KEPT as u32 {
            log.note(row);
        }
        assert_eq!((log.since(10).unwrap().count(), log.since(9).is_none()), (KEPT, true));
    }
}
