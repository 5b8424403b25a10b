//! A case as it is put into the list: what is shown of it, and what the list has to know of it.

use model::{AuthorizationId, AuthorizationVersion, Outcome, Payer, Status, Step, Timestamp, Turn};
use std::fmt;

/// One case. `P` is what is shown of it; the list only compares it and hands it on.
#[derive(Clone, PartialEq, Eq)]
pub struct Row<P> {
    /// The case.
    pub id: AuthorizationId,
    /// Whose turn it is.
    pub turn: Turn,
    /// Which of the clinic's steps.
    pub step: Option<Step>,
    /// When it was made: the older, the higher it stands.
    pub created_at: Option<Timestamp>,
    /// What it is filtered and sorted by.
    pub facts: Facts,
    /// What it can be found by, as [`searchable`](crate::searchable) and [`named`](crate::named) write it, one after the
    /// other.
    pub words: String,
    /// What is shown of it.
    pub shown: P,
}

/// What a case is filtered and sorted by, beside whose turn it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Facts {
    /// Its version.
    pub version: AuthorizationVersion,
    /// Who owns it, in the service's words.
    pub status: Status,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The payer; its name is what a list by payer is sorted by.
    pub payer: Option<Payer>,
    /// The provider's number.
    pub provider: Option<String>,
    /// The service's code.
    pub service: Option<String>,
    /// When it last changed.
    pub updated_at: Option<Timestamp>,
    /// Whether it was read too long ago.
    pub stale: bool,
    /// What it is called on screen: the patient's name where there is one.
    pub title: Option<String>,
}

/// A row names a patient: its case is all that is written.
impl<P> fmt::Debug for Row<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row")
            .field("id", &self.id)
            .field("turn", &self.turn)
            .field("step", &self.step)
            .finish_non_exhaustive()
    }
}

/// Facts name a patient: the version is all that is written.
impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Facts").field("version", &self.version).finish_non_exhaustive()
    }
}

/// A case as the list has it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Known<'a, P> {
    /// Whose turn it is.
    pub turn: Turn,
    /// Which of the clinic's steps.
    pub step: Option<Step>,
    /// What is shown of it.
    pub shown: &'a P,
}
