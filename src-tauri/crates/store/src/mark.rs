//! The mark beside the journal: how far it had come when it was last written. A journal that is behind its mark has lost
//! something: SQLite takes a log with a damaged end for a shorter one, and a log that is gone for none.
//!
//! It is written after each commit and never waited for, so it is never ahead of what is on the disk.

use crate::row::sum;
use rusqlite::types::ValueRef;

/// Which journal it is, and how many commits it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Random, made with the journal.
    pub(crate) journal: [u8; 16],
    /// Grows by one with each commit.
    pub(crate) commits: i64,
}

impl Mark {
    /// Its bytes, with a check behind them.
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = self.journal.to_vec();
        bytes.extend(self.commits.to_le_bytes());
        bytes.extend(sum("mark", [ValueRef::Blob(&bytes)]));
        bytes
    }

    /// Reads it. None when it was damaged: then it says nothing.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (journal, rest) = bytes.split_first_chunk::<16>()?;
        let commits = rest.first_chunk::<8>()?;
        let mark = Self { journal: *journal, commits: i64::from_le_bytes(*commits) };
        (mark.to_bytes() == bytes).then_some(mark)
    }

    /// The mark after one more commit.
    pub(crate) fn next(self) -> Self {
        Self { commits: self.commits.saturating_add(1), ..self }
    }

    /// Whether a journal that stands here is all there, as far as this mark knows.
    pub(crate) fn allows(self, journal: Self) -> bool {
        self.journal == journal.journal && self.commits <= journal.commits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_comes_back_and_a_changed_one_does_not() {
        let mark = Mark { journal: [7; 16], commits: 12 };
        let bytes = mark.to_bytes();
        assert_eq!(Mark::from_bytes(&bytes), Some(mark));
        for index in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[index] ^= 0x40;
            assert_eq!(Mark::from_bytes(&changed), None);
            assert_eq!(Mark::from_bytes(&bytes[..index]), None);
        }
    }

    #[test]
    fn a_journal_behind_its_mark_or_of_another_name_is_not_all_there() {
        let mark = Mark { journal: [7; 16], commits: 12 };
        assert!(mark.allows(mark) && mark.allows(Mark { commits: 13, ..mark }));
        assert!(!mark.allows(Mark { commits: 11, ..mark }) && !mark.allows(Mark { journal: [8; 16], ..mark }));
    }
}
