//! The manual handoff: a person owns the payer session for a while (seed 001).

use crate::{
    AuthorizationId, AuthorizationVersion, HandoffId, HandoffResult, HandoffState, HandoffVersion, Status, Timestamp,
};

/// A handoff as the service returned it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handoff {
    /// Its id.
    pub id: HandoffId,
    /// Its own version, never the authorization's.
    pub version: HandoffVersion,
    /// The case it belongs to.
    pub authorization: AuthorizationId,
    /// Where it stands.
    pub state: HandoffState,
    /// How it ended, once it has.
    pub result: Option<HandoffResult>,
    /// Whether a link may be made now. Only true together with `active` opens anything.
    pub access_available: bool,
    /// Whether this session can end in a submission.
    pub final_submit_capable: bool,
    /// When it was made.
    pub created_at: Option<Timestamp>,
    /// When it became active.
    pub activated_at: Option<Timestamp>,
    /// When it closed.
    pub closed_at: Option<Timestamp>,
    /// What the service says to it.
    pub message: Option<String>,
}

impl Handoff {
    /// Whether a link may be asked for: active and access available (reference 5.2, rule 4).
    #[must_use]
    pub fn offers_access(&self) -> bool {
        self.state == HandoffState::Active && self.access_available
    }

    /// Whether it is still going: not closing, not closed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, HandoffState::Offered | HandoffState::Active)
    }
}

/// What complete, unable-to-complete and revoke answer (seed 002).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// The handoff that was closed.
    pub handoff: HandoffId,
    /// Where it stands now: `closing` or `closed`.
    pub state: HandoffState,
    /// How it ended, when already known.
    pub result: Option<HandoffResult>,
    /// The case.
    pub authorization: AuthorizationId,
    /// The case's version after closing: use it, then read the case again.
    pub authorization_version: AuthorizationVersion,
    /// The case's status after closing.
    pub authorization_status: Status,
    /// Where reconciliation stands, as it came (`pending` was seen).
    pub reconciliation: Option<String>,
}
