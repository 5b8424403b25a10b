//! The live session (reference 5.4).

use super::fields::{Fields, Missing};
use model::{AuthorizationId, AuthorizationVersion, HandoffId, LiveSession, SessionOwner, SnapshotId};

/// Reads a live session. Without its case, the case's version or its state it is none. What is not said is not allowed.
pub(crate) fn live_session(fields: &mut Fields<'_, '_>) -> Result<LiveSession, Missing> {
    let authorization = fields.id("priorAuthorizationId", AuthorizationId::new);
    let version = fields.whole("priorAuthorizationVersion");
    let state = fields.any_word("state");
    let access = fields.object("access", |access| Ok((access.flag("available"), access.texts("supportedModes"))));
    let handoff = fields.object("handoff", |handoff| {
        handoff.known(&["state", "manualHandoffId"]);
        Ok((handoff.flag("allowed"), handoff.text("reason")))
    });
    let (watchable, modes) = access.unwrap_or_default();
    let (handoff_allowed, handoff_reason) = handoff.unwrap_or_default();
    let safety = fields.object("safety", safety).unwrap_or_default();
    Ok(LiveSession {
        authorization: fields.must("priorAuthorizationId", authorization)?,
        authorization_version: AuthorizationVersion(fields.must("priorAuthorizationVersion", version)?),
        state: fields.must("state", state)?,
        channel: fields.text("channel"),
        watchable,
        modes,
        owner: fields.object("owner", owner).unwrap_or(SessionOwner::Nobody),
        handoff_allowed,
        handoff_reason,
        irreversible_boundary: safety.boundary,
        final_submit_capable: safety.capable,
        requires_review_approval: safety.approval,
        snapshot: safety.snapshot,
    })
}

#[derive(Default)]
struct Safety {
    boundary: Option<String>,
    capable: bool,
    approval: bool,
    snapshot: Option<SnapshotId>,
}

fn safety(fields: &mut Fields<'_, '_>) -> Result<Safety, Missing> {
    Ok(Safety {
        boundary: fields.text("irreversibleBoundaryState"),
        capable: fields.flag("finalSubmitCapable"),
        approval: fields.flag("requiresReviewApprovalForSubmit"),
        snapshot: fields.id("reviewSnapshotId", SnapshotId::new),
    })
}

fn owner(fields: &mut Fields<'_, '_>) -> Result<SessionOwner, Missing> {
    let handoff = fields.id("manualHandoffId", HandoffId::new);
    Ok(match fields.any_text("type") {
        None => SessionOwner::Nobody,
        Some(kind) if kind == "automation" => SessionOwner::Automation,
        Some(kind) if kind == "manual_handoff" => SessionOwner::Handoff(handoff),
        Some(other) => {
            fields.notes.other_shape("type");
            SessionOwner::Unknown(other)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::fields::whole;
    use super::super::json::parse;
    use super::*;
    use crate::Contract;

    fn read(text: &str) -> LiveSession {
        whole(parse(text.as_bytes()).unwrap(), "liveSession", Contract::B1, live_session).0.unwrap()
    }

    #[test]
    fn nobody_automation_and_a_handoff_are_told_apart() {
        let owner = |owner: &str| {
            let body = format!(
                r#"{{"priorAuthorizationId":"auth_1","priorAuthorizationVersion":3,"state":"live","owner":{owner}}}"#
            );
            read(&body).owner
        };
        assert_eq!(owner("null"), SessionOwner::Nobody);
        assert_eq!(owner(r#"{"type":"automation","manualHandoffId":null}"#), SessionOwner::Automation);
        let handoff = HandoffId::new("mhand_1").unwrap();
        assert_eq!(
            owner(r#"{"type":"manual_handoff","manualHandoffId":"mhand_1"}"#),
            SessionOwner::Handoff(Some(handoff))
        );
        assert_eq!(owner(r#"{"type":"owl"}"#), SessionOwner::Unknown("owl".into()));
    }

    #[test]
    fn what_is_not_said_is_not_allowed() {
        let read = read(r#"{"priorAuthorizationId":"auth_1","priorAuthorizationVersion":3,"state":"not_live"}"#);
        assert!(!read.handoff_allowed && !read.final_submit_capable && read.irreversible_boundary.is_none());
        assert!(!read.watchable && read.modes.is_empty());
    }
}
