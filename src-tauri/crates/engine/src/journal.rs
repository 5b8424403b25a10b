//! What is written down of a command, and how it is taken up in a later run: words that stay as they are, whatever happens
//! to the types they stand for.
//!
//! What was on its way when the program ended may have arrived or not, and so may what was only about to leave: a folder
//! that is put back from a copy knows less than the service. Every command that was open is therefore read and compared.

use crate::command::{CommandKind, Found, Stage};

/// A stage as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its word.
    pub word: &'static str,
    /// How often the command was sent.
    pub attempt: u32,
    /// Whether the service answered with a version conflict.
    pub conflict: bool,
    /// The code it refused with.
    pub code: Option<String>,
    /// Whether it is settled: then the bytes are needed no more.
    pub settled: bool,
}

const PREPARED: &str = "prepared";
const SENDING: &str = "sending";
const AMBIGUOUS: &str = "ambiguous";
const APPLIED: &str = "applied";
const REFUSED: &str = "refused";
const NOT_SENT: &str = "not_sent";
const IN_EFFECT: &str = "in_effect";
const NOT_DONE: &str = "not_done";
const CANNOT_TELL: &str = "cannot_tell";
const ABANDONED: &str = "abandoned";

impl Stage {
    /// The stage as it is written down.
    #[must_use]
    pub fn written(&self) -> Written {
        let (word, attempt, conflict, code) = match self {
            Self::Prepared => (PREPARED, 0, false, None),
            Self::Sending(attempt) => (SENDING, *attempt, false, None),
            Self::Ambiguous { conflict, attempt, refused, .. } => (AMBIGUOUS, *attempt, *conflict, refused.clone()),
            Self::Applied => (APPLIED, 0, false, None),
            Self::Refused(code) => (REFUSED, 0, false, Some(code.clone())),
            Self::NotSent => (NOT_SENT, 0, false, None),
            Self::Reconciled { found, conflict, refused } => (word_of(*found), 0, *conflict, refused.clone()),
            Self::Abandoned => (ABANDONED, 0, false, None),
        };
        Written { word, attempt, conflict, code, settled: self.is_settled() }
    }

    /// Where a command stands that was written down in an earlier run. A word nobody knows is read and compared like
    /// everything that was open. A code beside a word that has none says what the service called what came of it.
    #[must_use]
    pub fn taken_up(word: &str, attempt: u32, conflict: bool, code: Option<&str>) -> Self {
        let reconciled = |found, refused| Self::Reconciled { found, conflict, refused };
        let refused = || code.map(str::to_owned);
        match word {
            APPLIED => Self::Applied,
            REFUSED => Self::Refused(code.unwrap_or_default().to_owned()),
            NOT_SENT => Self::NotSent,
            IN_EFFECT => reconciled(Found::InEffect, None),
            NOT_DONE => reconciled(Found::NotDone, None),
            CANNOT_TELL => reconciled(Found::CannotTell, refused()),
            ABANDONED => Self::Abandoned,
            AMBIGUOUS => Self::Ambiguous { conflict, attempt: attempt.max(1), last: None, refused: refused() },
            _ => Self::Ambiguous { conflict, attempt: attempt.max(1), last: None, refused: None },
        }
    }
}

fn word_of(found: Found) -> &'static str {
    match found {
        Found::InEffect => IN_EFFECT,
        Found::NotDone => NOT_DONE,
        Found::CannotTell => CANNOT_TELL,
    }
}

const KINDS: [(CommandKind, &str); 10] = [
    (CommandKind::Continue, "continue"),
    (CommandKind::Approve, "approve"),
    (CommandKind::Cancel, "cancel"),
    (CommandKind::StartHandoff, "start_handoff"),
    (CommandKind::Complete, "complete"),
    (CommandKind::Unable, "unable"),
    (CommandKind::Revoke, "revoke"),
    (CommandKind::SaveAnswers, "save_answers"),
    (CommandKind::Attach, "attach"),
    (CommandKind::RemoveAttachment, "remove_attachment"),
];

impl CommandKind {
    /// The word it is written down with.
    #[must_use]
    pub fn word(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The kind a word stands for; nothing for a word of a newer version.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        KINDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::Finding;

    fn stages() -> Vec<Stage> {
        let reconciled = |found, conflict| Stage::Reconciled { found, conflict, refused: None };
        let code = || Some("review_stale".to_owned());
        vec![
            Stage::Prepared,
            Stage::Sending(3),
            Stage::Ambiguous { conflict: true, attempt: 2, last: Some(Finding::NotYet), refused: None },
            Stage::Ambiguous { conflict: false, attempt: 1, last: None, refused: code() },
            Stage::Applied,
            Stage::Refused("manual_handoff_not_allowed".into()),
            Stage::NotSent,
            reconciled(Found::InEffect, false),
            reconciled(Found::NotDone, true),
            reconciled(Found::CannotTell, false),
            Stage::Reconciled { found: Found::CannotTell, conflict: false, refused: code() },
            Stage::Abandoned,
        ]
    }

    #[test]
    fn what_was_open_is_read_and_compared_and_what_was_settled_stays_as_it_was() {
        for stage in stages() {
            let Written { word, attempt, conflict, code, settled } = stage.written();
            let later = Stage::taken_up(word, attempt, conflict, code.as_deref());
            assert_eq!(settled, stage.is_settled());
            if stage.is_open() {
                let attempt = attempt.max(1);
                assert_eq!(later, Stage::Ambiguous { conflict, attempt, last: None, refused: code }, "{stage:?}");
            } else {
                assert_eq!(later, stage);
            }
        }
        assert!(Stage::taken_up("postponed", 4, false, None).is_open(), "a word of a newer version");
        let before = Stage::Ambiguous { conflict: false, attempt: 1, last: None, refused: None };
        assert_eq!(Stage::taken_up("ambiguous", 1, false, None), before, "as earlier versions wrote it");
        let named = Stage::taken_up("in_effect", 0, false, Some("mhand_1"));
        assert_eq!(named, Stage::Reconciled { found: Found::InEffect, conflict: false, refused: None });
    }

    #[test]
    fn each_kind_has_a_word_of_its_own() {
        for (kind, word) in KINDS {
            assert_eq!((kind.word(), CommandKind::of_word(word)), (word, Some(kind)));
        }
        assert_eq!(CommandKind::of_word("resubmit"), None);
    }
}
