//! What is known of the payer session right now (documented). Reading it changes nothing.

use crate::{AuthorizationId, AuthorizationVersion, HandoffId, SessionState, SnapshotId};

/// Who holds the payer session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionOwner {
    /// Nobody was named.
    Nobody,
    /// Collate's automation.
    Automation,
    /// A person, through a handoff.
    Handoff(Option<HandoffId>),
    /// A kind of owner this version does not know, as it came.
    Unknown(String),
}

/// The live session of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveSession {
    /// The case.
    pub authorization: AuthorizationId,
    /// The case's version when this was read.
    pub authorization_version: AuthorizationVersion,
    /// Whether there is one.
    pub state: SessionState,
    /// How the payer is reached, as it came.
    pub channel: Option<String>,
    /// Whether it can be watched, read-only.
    pub watchable: bool,
    /// The ways it can be looked at, as they came (`read_only` was seen).
    pub modes: Vec<String>,
    /// Who holds it.
    pub owner: SessionOwner,
    /// Whether the service would allow a handoff. Shown, never a gate of its own.
    pub handoff_allowed: bool,
    /// Why not, as it came.
    pub handoff_reason: Option<String>,
    /// Whether something was already sent, as it came (`unknown` was seen).
    pub irreversible_boundary: Option<String>,
    /// Whether the session can end in a submission.
    pub final_submit_capable: bool,
    /// Whether a submission there needs an accepted package.
    pub requires_review_approval: bool,
    /// The package it speaks of.
    pub snapshot: Option<SnapshotId>,
}
