//! One builder for each operation. What comes out is frozen: method, path, body bytes, version and key, sent as they are.

use crate::Contract;
use model::{
    AuthorizationId, AuthorizationVersion, HandoffId, IdempotencyKey, ReportedOutcome, SnapshotId, UnableReason,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use std::fmt;

/// What is asked of the service; names logs and errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    /// One page of the list.
    List,
    /// One authorization.
    Read,
    /// The live session of an authorization.
    ReadLiveSession,
    /// One handoff.
    ReadHandoff,
    /// Go on, or release for submission.
    Confirm,
    /// Stop working on the case.
    Cancel,
    /// Take over the payer session.
    CreateHandoff,
    /// Report an outcome.
    CompleteHandoff,
    /// Report that it could not be finished.
    UnableToComplete,
    /// Withdraw access.
    RevokeHandoff,
    /// Make an interactive link.
    MintGrant,
}

impl Operation {
    /// Whether it changes a case or a handoff.
    #[must_use]
    pub fn is_command(self) -> bool {
        matches!(
            self,
            Self::Confirm
                | Self::Cancel
                | Self::CreateHandoff
                | Self::CompleteHandoff
                | Self::UnableToComplete
                | Self::RevokeHandoff
        )
    }

    /// The name in logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Read => "read",
            Self::ReadLiveSession => "read_live_session",
            Self::ReadHandoff => "read_handoff",
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
            Self::CreateHandoff => "create_handoff",
            Self::CompleteHandoff => "complete_handoff",
            Self::UnableToComplete => "unable_to_complete",
            Self::RevokeHandoff => "revoke_handoff",
            Self::MintGrant => "mint_grant",
        }
    }
}

/// A request as it will be sent, byte for byte, as often as it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct FrozenRequest {
    pub(crate) operation: Operation,
    pub(crate) path: String,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) if_match: Option<AuthorizationVersion>,
    pub(crate) key: Option<IdempotencyKey>,
    pub(crate) authorization: Option<AuthorizationId>,
    pub(crate) handoff: Option<HandoffId>,
}

/// Without body: it may hold what a person typed.
impl fmt::Debug for FrozenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrozenRequest")
            .field("operation", &self.operation)
            .field("if_match", &self.if_match)
            .finish_non_exhaustive()
    }
}

impl FrozenRequest {
    /// What it asks for.
    #[must_use]
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// The version it names.
    #[must_use]
    pub fn if_match(&self) -> Option<AuthorizationVersion> {
        self.if_match
    }

    /// The key it carries.
    #[must_use]
    pub fn key(&self) -> Option<&IdempotencyKey> {
        self.key.as_ref()
    }

    fn of(operation: Operation, path: String) -> Self {
        Self {
            operation,
            path,
            query: Vec::new(),
            body: None,
            if_match: None,
            key: None,
            authorization: None,
            handoff: None,
        }
    }

    fn command<B: Serialize>(
        contract: Contract,
        operation: Operation,
        path: String,
        version: AuthorizationVersion,
        key: IdempotencyKey,
        body: &B,
    ) -> Self {
        Self {
            body: Some(bytes_of(body)),
            if_match: Some(version),
            key: contract.carries_key(operation).then_some(key),
            ..Self::of(operation, path)
        }
    }
}

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
struct Nothing {}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AcceptedSnapshot<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted_review_snapshot_id: Option<&'a str>,
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
    /// One page of the list: `limit` 1 to 100, from `cursor` on (reference 1.3).
    #[must_use]
    pub fn list(self, limit: u8, cursor: Option<&str>) -> FrozenRequest {
        let mut query = vec![("limit", limit.clamp(1, 100).to_string())];
        query.extend(cursor.map(|cursor| ("cursor", cursor.to_owned())));
        FrozenRequest { query, ..FrozenRequest::of(Operation::List, self.base_path().to_owned()) }
    }

    /// One authorization.
    #[must_use]
    pub fn read(self, id: &AuthorizationId) -> FrozenRequest {
        FrozenRequest { authorization: Some(id.clone()), ..FrozenRequest::of(Operation::Read, self.case_path(id)) }
    }

    /// The live session of an authorization. Reading it changes nothing.
    #[must_use]
    pub fn read_live_session(self, id: &AuthorizationId) -> FrozenRequest {
        let path = format!("{}/live-session", self.case_path(id));
        FrozenRequest { authorization: Some(id.clone()), ..FrozenRequest::of(Operation::ReadLiveSession, path) }
    }

    /// One handoff.
    #[must_use]
    pub fn read_handoff(self, id: &AuthorizationId, handoff: &HandoffId) -> FrozenRequest {
        FrozenRequest {
            authorization: Some(id.clone()),
            handoff: Some(handoff.clone()),
            ..FrozenRequest::of(Operation::ReadHandoff, self.handoff_path(id, handoff))
        }
    }

    /// Confirms the next action: with the accepted package for an approval, without one to go on (seed 004).
    #[must_use]
    pub fn confirm(
        self,
        id: &AuthorizationId,
        version: AuthorizationVersion,
        key: IdempotencyKey,
        accepted: Option<&SnapshotId>,
    ) -> FrozenRequest {
        let body = AcceptedSnapshot { accepted_review_snapshot_id: accepted.map(SnapshotId::as_str) };
        let path = format!("{}/confirm", self.case_path(id));
        let request = FrozenRequest::command(self, Operation::Confirm, path, version, key, &body);
        FrozenRequest { authorization: Some(id.clone()), ..request }
    }

    /// Stops work on the case; withdraws nothing at the payer (seed 004).
    #[must_use]
    pub fn cancel(self, id: &AuthorizationId, version: AuthorizationVersion, key: IdempotencyKey) -> FrozenRequest {
        let path = format!("{}/cancel", self.case_path(id));
        let request = FrozenRequest::command(self, Operation::Cancel, path, version, key, &Nothing {});
        // No body was ever shown for it.
        FrozenRequest { body: None, authorization: Some(id.clone()), ..request }
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
        let request = FrozenRequest::command(self, Operation::CreateHandoff, path, version, key, &body);
        FrozenRequest { authorization: Some(id.clone()), ..request }
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
        let path = |end: &str| format!("{}/{end}", self.handoff_path(id, handoff));
        let request = match close {
            Close::Complete { outcome, reference, notes } => {
                let body = CompleteBody {
                    reported_outcome: outcome.as_str(),
                    observed_reference_number: reference.as_deref(),
                    operator_notes: notes.as_deref(),
                };
                FrozenRequest::command(self, Operation::CompleteHandoff, path("complete"), version, key, &body)
            }
            Close::Unable { reason, notes } => {
                let body = UnableBody { reason: reason.as_str(), operator_notes: notes.as_deref() };
                let path = path("unable-to-complete");
                FrozenRequest::command(self, Operation::UnableToComplete, path, version, key, &body)
            }
            Close::Revoke { reason, notes } => {
                let body = RevokeBody { reason, notes: notes.as_deref() };
                FrozenRequest::command(self, Operation::RevokeHandoff, path("revoke"), version, key, &body)
            }
        };
        FrozenRequest { authorization: Some(id.clone()), handoff: Some(handoff.clone()), ..request }
    }

    /// Makes an interactive link: no body, no version, and under B1 a fresh key each time, because an old one would
    /// bring back an old link (reference 5.2, rule 4).
    #[must_use]
    pub fn mint_grant(self, id: &AuthorizationId, handoff: &HandoffId, key: IdempotencyKey) -> FrozenRequest {
        let path = format!("{}/access-grants", self.handoff_path(id, handoff));
        FrozenRequest {
            key: self.carries_key(Operation::MintGrant).then_some(key),
            authorization: Some(id.clone()),
            handoff: Some(handoff.clone()),
            ..FrozenRequest::of(Operation::MintGrant, path)
        }
    }

    fn case_path(self, id: &AuthorizationId) -> String {
        format!("{}/{}", self.base_path(), segment(id.as_str()))
    }

    fn handoff_path(self, id: &AuthorizationId, handoff: &HandoffId) -> String {
        format!("{}/manual-handoffs/{}", self.case_path(id), segment(handoff.as_str()))
    }
}

/// Ids are opaque: whatever is in one stays inside its own path segment.
fn segment(text: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'~').remove(b'.');
    utf8_percent_encode(text, KEPT).to_string()
}

fn bytes_of<B: Serialize>(body: &B) -> Vec<u8> {
    // The bodies above are structs of strings: there is nothing in them that cannot be written.
    serde_json::to_vec(body).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const B1: Contract = Contract::B1;

    fn id() -> AuthorizationId {
        AuthorizationId::new("auth_7QK2M9").unwrap()
    }

    fn handoff() -> HandoffId {
        HandoffId::new("mhand_5RT90").unwrap()
    }

    fn key() -> IdempotencyKey {
        IdempotencyKey::new("key-1").unwrap()
    }

    fn body(request: &FrozenRequest) -> &str {
        request.body.as_deref().map_or("", |bytes| std::str::from_utf8(bytes).unwrap())
    }

    fn all_closes() -> [(Close, &'static str, &'static str); 3] {
        let note = || Some("Confirmation page shown.".to_owned());
        [
            (
                Close::Complete { outcome: ReportedOutcome::Submitted, reference: Some("NG-26".into()), notes: note() },
                "/complete",
                r#"{"reportedOutcome":"submitted","observedReferenceNumber":"NG-26","operatorNotes":"Confirmation page shown."}"#,
            ),
            (
                Close::Unable { reason: UnableReason::ChannelOutage, notes: None },
                "/unable-to-complete",
                r#"{"reason":"channel_outage"}"#,
            ),
            (Close::Revoke { reason: "Not mine".into(), notes: None }, "/revoke", r#"{"reason":"Not mine"}"#),
        ]
    }

    #[test]
    fn every_command_names_the_authorization_version_and_carries_its_key() {
        let version = AuthorizationVersion(14);
        let snapshot = SnapshotId::new("rev_5J2Q8").unwrap();
        let mut commands = vec![
            B1.confirm(&id(), version, key(), Some(&snapshot)),
            B1.cancel(&id(), version, key()),
            B1.create_handoff(&id(), version, key(), None),
        ];
        commands.extend(all_closes().map(|(close, ..)| B1.close_handoff(&id(), &handoff(), version, key(), &close)));
        for command in commands {
            assert_eq!(command.if_match(), Some(version), "{command:?}");
            assert_eq!(command.key(), Some(&key()), "{command:?}");
        }
    }

    #[test]
    fn reads_carry_neither_version_nor_key_and_a_mint_no_version_and_no_body() {
        for read in
            [B1.list(100, None), B1.read(&id()), B1.read_live_session(&id()), B1.read_handoff(&id(), &handoff())]
        {
            assert!(read.if_match().is_none() && read.key().is_none() && read.body.is_none(), "{read:?}");
        }
        let mint = B1.mint_grant(&id(), &handoff(), key());
        assert!(mint.if_match().is_none() && mint.body.is_none() && mint.key().is_some());
        assert_eq!(mint.path, "/v1/prior-authorizations/auth_7QK2M9/manual-handoffs/mhand_5RT90/access-grants");
    }

    #[test]
    fn an_acceptance_is_named_where_there_is_one_and_the_body_is_empty_where_not() {
        let snapshot = SnapshotId::new("rev_5J2Q8").unwrap();
        let version = AuthorizationVersion(14);
        assert_eq!(
            body(&B1.confirm(&id(), version, key(), Some(&snapshot))),
            r#"{"acceptedReviewSnapshotId":"rev_5J2Q8"}"#
        );
        assert_eq!(body(&B1.confirm(&id(), version, key(), None)), "{}");
        assert_eq!(body(&B1.create_handoff(&id(), version, key(), None)), "{}");
    }

    #[test]
    fn each_close_goes_to_its_own_door_with_its_own_body() {
        for (close, door, expected) in all_closes() {
            let request = B1.close_handoff(&id(), &handoff(), AuthorizationVersion(14), key(), &close);
            assert!(request.path.ends_with(door));
            assert_eq!(body(&request), expected);
        }
    }

    #[test]
    fn an_id_cannot_leave_its_path_segment() {
        let hostile = AuthorizationId::new("../files?x=1#y/%2e%2e").unwrap();
        assert_eq!(B1.read(&hostile).path, "/v1/prior-authorizations/..%2Ffiles%3Fx%3D1%23y%2F%252e%252e");
    }
}
