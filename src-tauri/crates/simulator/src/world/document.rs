//! What readers see of a case: the authorization (reference section 3.1) and its live session (section 5.4).

use serde_json::{Value, json};

use super::case::{Case, NextAction, Revisions, Snapshot};
use super::catalog::{ACCESS_MODE, CHANNEL};
use super::vocabulary::{HandoffState, Status, action, resolution};
use crate::clock::stamp;

impl Case {
    /// The PriorAuthorization object.
    pub(crate) fn document(&self) -> Value {
        json!({
            "id": self.id,
            "version": self.version,
            "status": self.status.name(),
            "outcome": self.outcome,
            "policy": { "finalSubmission": self.policy },
            "providerNpi": self.provider_npi,
            "payer": self.payer.document(),
            "request": self.request,
            "route": { "channel": CHANNEL, "accessMode": ACCESS_MODE },
            "questionnaire": self.questionnaire,
            "answers": self.answers,
            "requirements": self.requirements_document(),
            "attachments": self.attachments,
            "submission": {
                "reviewSnapshot": self.snapshot.as_ref().map(|snapshot| snapshot.document(&self.id)),
                "payerReceipt": self.receipt,
                "decision": self.decision,
            },
            "nextAction": self.next_action.as_ref().map(NextAction::document),
            "activeManualHandoff": self.open_handoff().map(|handoff| json!({
                "id": handoff.id,
                "state": handoff.state,
                "version": handoff.version,
            })),
            "metadata": self.metadata,
            "createdAt": stamp(self.created_at),
            "updatedAt": stamp(self.updated_at),
            "completedAt": self.completed_at.map(stamp),
            "canceledAt": self.canceled_at.map(stamp),
        })
    }

    /// The Requirements object.
    pub(crate) fn requirements_document(&self) -> Value {
        json!({
            "version": self.revisions.requirements,
            "questions": self.requirements.questions,
            "documents": self.requirements.documents,
            "issues": self.requirements.issues,
        })
    }

    /// The LiveSession object. Reading it changes nothing.
    pub(crate) fn live_session(&self) -> Value {
        let seat = self.seat();
        let review_snapshot = self.snapshot.as_ref().map(|snapshot| snapshot.id.clone());
        let guarded = self.next_action.as_ref().is_some_and(|next| next.review_snapshot.is_some());
        json!({
            "priorAuthorizationId": self.id,
            "priorAuthorizationVersion": self.version,
            "state": if seat.live { "live" } else { "not_live" },
            "channel": seat.live.then_some("portal"),
            "owner": seat.owner.map(|owner| json!({ "type": owner, "manualHandoffId": seat.handoff })),
            "access": {
                "available": seat.owner.is_some(),
                "supportedModes": if seat.owner.is_some() { vec!["read_only"] } else { Vec::new() },
            },
            "handoff": {
                "allowed": seat.allowed,
                "state": seat.state,
                "reason": seat.reason,
                "manualHandoffId": seat.handoff,
            },
            "safety": {
                "irreversibleBoundaryState": "unknown",
                "finalSubmitCapable": seat.capable,
                "requiresReviewApprovalForSubmit": guarded,
                "reviewSnapshotId": review_snapshot,
            },
        })
    }

    /// Who sits at the portal. `live`, `not_live`, the owner types, `unavailable`, `automation_owns_processing` and
    /// `unknown` were seen; the other words are ours.
    fn seat(&self) -> Seat<'_> {
        let empty = Seat {
            live: false,
            owner: None,
            handoff: None,
            allowed: false,
            state: "unavailable",
            reason: Some("no_active_channel_session"),
            capable: false,
        };
        if let Some(handoff) = self.open_handoff() {
            let (live, state) = match handoff.state {
                HandoffState::Offered => (true, "offered"),
                HandoffState::Active => (true, "active"),
                HandoffState::Closing | HandoffState::Closed => (false, "closing"),
            };
            return Seat {
                live,
                owner: live.then_some("manual_handoff"),
                handoff: Some(&handoff.id),
                state,
                reason: Some("manual_handoff_owns_interaction"),
                capable: handoff.final_submit_capable && live,
                ..empty
            };
        }
        if self.status == Status::Processing {
            // After a handoff there is only looking to do: automation does not take the portal back.
            let live = self.handoffs.is_empty();
            return Seat {
                live,
                owner: live.then_some("automation"),
                reason: Some("automation_owns_processing"),
                ..empty
            };
        }
        if self.asks(action::INTERACT, resolution::HANDOFF) {
            return Seat { live: true, allowed: true, state: "available", reason: None, capable: true, ..empty };
        }
        empty
    }
}

struct Seat<'a> {
    live: bool,
    owner: Option<&'static str>,
    handoff: Option<&'a str>,
    allowed: bool,
    state: &'static str,
    reason: Option<&'static str>,
    capable: bool,
}

impl Snapshot {
    fn document(&self, case: &str) -> Value {
        json!({
            "id": self.id,
            "status": if self.current { "current" } else { "stale" },
            "kind": "final_payer_submission",
            "generatedAt": stamp(self.generated_at),
            "covers": covers(self.version, self.revisions),
            "summary": self.summary,
            "answers": self.answers,
            "attachments": self.attachments,
            "warnings": self.warnings,
            "transparency": { "liveSessionEndpoint": format!("/v1/prior-authorizations/{case}/live-session") },
        })
    }
}

impl NextAction {
    fn document(&self) -> Value {
        let mut covers = covers(self.version, self.revisions);
        if let (Some(covers), Some(id)) = (covers.as_object_mut(), &self.review_snapshot) {
            covers.insert("reviewSnapshotId".to_owned(), json!(id));
        }
        json!({ "id": self.id, "type": self.kind, "resolution": { "kind": self.resolution }, "covers": covers })
    }
}

fn covers(version: u64, revisions: Revisions) -> Value {
    json!({
        "priorAuthorizationVersion": version,
        "requirementsVersion": revisions.requirements,
        "answersVersion": revisions.answers,
        "attachmentsVersion": revisions.attachments,
    })
}
