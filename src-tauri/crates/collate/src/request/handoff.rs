//! Handoffs, live sessions and the links to them (reference, section 5). Generation A has none of them
//! ([`Contract::has_handoffs`], [`Contract::has_live_session`]).

use super::FrozenRequest;
use super::case::AcceptedSnapshot;
use crate::{Contract, Operation};
use model::{
    AuthorizationId, AuthorizationVersion, HandoffId, IdempotencyKey, ReportedOutcome, SnapshotId, UnableReason,
};
use serde::Serialize;

/// How a handoff is closed (reference 5.2, rule 8).
#[derive(Clone, PartialEq, Eq)]
pub enum Close {
    /// The operator finished and says what the portal shows.
    Complete {
        /// What it shows.
        outcome: ReportedOutcome,
        /// The number it shows, as typed.
        reference: Option<String>,
        /// The operator's note.
        notes: Option<String>,
    },
    /// The operator could not finish.
    Unable {
        /// Why.
        reason: UnableReason,
        /// The operator's note.
        notes: Option<String>,
    },
    /// The operator withdraws access.
    Revoke {
        /// Why, in the operator's words.
        reason: String,
        /// A note.
        notes: Option<String>,
    },
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CompleteBody<'a> {
    reported_outcome: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    observed_reference_number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator_notes: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UnableBody<'a> {
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    operator_notes: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RevokeBody<'a> {
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<&'a str>,
}

impl Contract {
    /// The live session of an authorization. Reading it changes nothing.
    #[must_use]
    pub fn read_live_session(self, id: &AuthorizationId) -> FrozenRequest {
        let path = format!("{}/live-session", self.case_path(id));
        FrozenRequest::of(self, Operation::ReadLiveSession, path).about_case(id)
    }

    /// One handoff.
    #[must_use]
    pub fn read_handoff(self, id: &AuthorizationId, handoff: &HandoffId) -> FrozenRequest {
        let path = self.handoff_path(id, handoff);
        FrozenRequest::of(self, Operation::ReadHandoff, path).about_case(id).about_handoff(handoff)
    }

    /// Takes over the payer session, with the package a person accepted where the action names one (seed 001).
    #[must_use]
    pub fn create_handoff(
        self,
        id: &AuthorizationId,
        version: AuthorizationVersion,
        key: IdempotencyKey,
        accepted: Option<&SnapshotId>,
    ) -> FrozenRequest {
        let body = AcceptedSnapshot { accepted_review_snapshot_id: accepted.map(SnapshotId::as_str) };
        let path = format!("{}/manual-handoffs", self.case_path(id));
        let request = FrozenRequest::of(self, Operation::CreateHandoff, path).about_case(id).on_version(version, key);
        request.with_body(&body)
    }

    /// Closes a handoff, on the version of its *authorization* (seeds 001 and 002).
    #[must_use]
    pub fn close_handoff(
        self,
        id: &AuthorizationId,
        handoff: &HandoffId,
        version: AuthorizationVersion,
        key: IdempotencyKey,
        close: &Close,
    ) -> FrozenRequest {
        let to = |operation, door: &str| {
            let path = format!("{}/{door}", self.handoff_path(id, handoff));
            let request = FrozenRequest::of(self, operation, path).about_case(id).about_handoff(handoff);
            request.on_version(version, key)
        };
        match close {
            Close::Complete { outcome, reference, notes } => {
                to(Operation::CompleteHandoff, "complete").with_body(&CompleteBody {
                    reported_outcome: outcome.as_str(),
                    observed_reference_number: reference.as_deref(),
                    operator_notes: notes.as_deref(),
                })
            }
            Close::Unable { reason, notes } => to(Operation::UnableToComplete, "unable-to-complete")
                .with_body(&UnableBody { reason: reason.as_str(), operator_notes: notes.as_deref() }),
            Close::Revoke { reason, notes } => {
                to(Operation::RevokeHandoff, "revoke").with_body(&RevokeBody { reason, notes: notes.as_deref() })
            }
        }
    }

    /// Makes an interactive link: no body, no version, and under B1 a fresh key each time, because an old one would
    /// bring back an old link (reference 5.2, rule 4).
    #[must_use]
    pub fn mint_grant(self, id: &AuthorizationId, handoff: &HandoffId, key: IdempotencyKey) -> FrozenRequest {
        let path = format!("{}/access-grants", self.handoff_path(id, handoff));
        let request = FrozenRequest::of(self, Operation::MintGrant, path).about_case(id).about_handoff(handoff);
        request.with_key(key)
    }

    /// Makes a read-only link (reference 5.4): no body, no version, and under B1 a fresh key each time.
    #[must_use]
    pub fn mint_watch(self, id: &AuthorizationId, key: IdempotencyKey) -> FrozenRequest {
        let path = format!("{}/live-session/access-grants", self.case_path(id));
        FrozenRequest::of(self, Operation::MintWatch, path).about_case(id).with_key(key)
    }
}
