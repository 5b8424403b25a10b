//! The live session (reference 5.4).

use super::text;
use super::texts;
use model::{
    AuthorizationId, AuthorizationVersion, HandoffId, Json, LiveSession, SessionOwner, SessionState, SnapshotId,
};

/// Reads a live session. `None` when it lacks its case, the case's version or its state.
pub(crate) fn live_session(body: &Json) -> Option<LiveSession> {
    let part = |name| body.get(name).unwrap_or(&Json::Null);
    let (handoff, safety, access) = (part("handoff"), part("safety"), part("access"));
    Some(LiveSession {
        authorization: AuthorizationId::new(body.text_of("priorAuthorizationId")?).ok()?,
        authorization_version: AuthorizationVersion(body.get("priorAuthorizationVersion")?.whole()?),
        state: SessionState::parse(body.text_of("state")?),
        channel: text(body, "channel"),
        watchable: access.is_true("available"),
        modes: texts(access, "supportedModes"),
        owner: owner(part("owner")),
        handoff_allowed: handoff.is_true("allowed"),
        handoff_reason: text(handoff, "reason"),
        irreversible_boundary: text(safety, "irreversibleBoundaryState"),
        final_submit_capable: safety.is_true("finalSubmitCapable"),
        requires_review_approval: safety.is_true("requiresReviewApprovalForSubmit"),
        snapshot: text(safety, "reviewSnapshotId").and_then(|id| SnapshotId::new(id).ok()),
    })
}

fn owner(body: &Json) -> SessionOwner {
    match body.text_of("type") {
        None => SessionOwner::Nobody,
        Some("automation") => SessionOwner::Automation,
        Some("manual_handoff") => {
            SessionOwner::Handoff(text(body, "manualHandoffId").and_then(|id| HandoffId::new(id).ok()))
        }
        Some(other) => SessionOwner::Unknown(other.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_json;

    #[test]
    fn nobody_automation_and_a_handoff_are_told_apart() {
        let read = |owner: &str| {
            let body = format!(
                r#"{{"priorAuthorizationId":"auth_1","priorAuthorizationVersion":3,"state":"live","owner":{owner}}}"#
            );
            live_session(&parse_json(body.as_bytes()).unwrap()).unwrap().owner
        };
        assert_eq!(read("null"), SessionOwner::Nobody);
        assert_eq!(read(r#"{"type":"automation","manualHandoffId":null}"#), SessionOwner::Automation);
        let handoff = HandoffId::new("mhand_1").unwrap();
        assert_eq!(
            read(r#"{"type":"manual_handoff","manualHandoffId":"mhand_1"}"#),
            SessionOwner::Handoff(Some(handoff))
        );
        assert_eq!(read(r#"{"type":"owl"}"#), SessionOwner::Unknown("owl".into()));
    }

    #[test]
    fn what_is_not_said_is_not_allowed() {
        let body = br#"{"priorAuthorizationId":"auth_1","priorAuthorizationVersion":3,"state":"not_live"}"#;
        let read = live_session(&parse_json(body).unwrap()).unwrap();
        assert!(!read.handoff_allowed && !read.final_submit_capable && read.irreversible_boundary.is_none());
    }
}
