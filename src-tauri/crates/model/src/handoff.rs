//! The manual handoff: a person owns the payer session for a while (seed 001).

use crate::{
    AuthorizationId, AuthorizationVersion, HandoffId, HandoffResult, HandoffState, HandoffVersion, Status, Timestamp,
};
use serde::{Deserialize, Serialize};

/// A handoff as the service returned it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<HandoffResult>,
    /// Whether a link may be made now. Only true together with `active` opens anything.
    #[serde(default)]
    pub access_available: bool,
    /// Whether this session can end in a submission.
    #[serde(default)]
    pub final_submit_capable: bool,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it became active.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activated_at: Option<Timestamp>,
    /// When it closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    /// What the service says to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handoff_is_kept_as_it_is_and_one_with_the_least_is_read() {
        let least = r#"{"id":"mho_1","version":3,"authorization":"auth_1","state":"active"}"#;
        let mut handoff: Handoff = serde_json::from_str(least).unwrap();
        assert_eq!((handoff.version, &handoff.state), (HandoffVersion(3), &HandoffState::Active));
        assert!(!handoff.offers_access(), "access that was not written down is none");
        handoff.result = Some(HandoffResult::Unknown("paused".into()));
        handoff.closed_at = Some(Timestamp(-7));
        handoff.message = Some("\u{0} and \u{1F512}".into());
        let again: Handoff = serde_json::from_slice(&serde_json::to_vec(&handoff).unwrap()).unwrap();
        assert_eq!(again, handoff);
    }
}
