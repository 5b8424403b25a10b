//! The handoff and what closing it answers (reference 5.1 and 5.2, rule 9).

use super::{text, timestamp};
use model::{
    AuthorizationId, AuthorizationVersion, Closure, Handoff, HandoffId, HandoffResult, HandoffState, HandoffVersion,
    Json, Status,
};

/// Reads a handoff. `None` when it lacks an id, a version, its case or its state.
pub(crate) fn handoff(body: &Json) -> Option<Handoff> {
    Some(Handoff {
        id: HandoffId::new(body.text_of("id")?).ok()?,
        version: HandoffVersion(body.get("version")?.whole()?),
        authorization: AuthorizationId::new(body.text_of("priorAuthorizationId")?).ok()?,
        state: HandoffState::parse(body.text_of("state")?),
        result: text(body, "result").as_deref().map(HandoffResult::parse),
        access_available: body.is_true("accessAvailable"),
        final_submit_capable: body.is_true("finalSubmitCapable"),
        created_at: timestamp(body.get("createdAt")),
        activated_at: timestamp(body.get("activatedAt")),
        closed_at: timestamp(body.get("closedAt")),
        message: text(body, "message"),
    })
}

/// Reads a closure. `None` when it does not say which handoff and what became of the case.
pub(crate) fn closure(body: &Json) -> Option<Closure> {
    let authorization = body.get("authorization")?;
    Some(Closure {
        handoff: HandoffId::new(body.text_of("manualHandoffId")?).ok()?,
        state: HandoffState::parse(body.text_of("state")?),
        result: text(body, "result").as_deref().map(HandoffResult::parse),
        authorization: AuthorizationId::new(authorization.text_of("id")?).ok()?,
        authorization_version: AuthorizationVersion(authorization.get("version")?.whole()?),
        authorization_status: Status::parse(authorization.text_of("status")?),
        reconciliation: body.get("reconciliation").and_then(|reconciliation| text(reconciliation, "state")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_json;

    #[test]
    fn a_handoff_without_access_said_offers_none() {
        let body = br#"{"id":"mhand_1","version":2,"priorAuthorizationId":"auth_1","state":"active",
                        "createdAt":"2026-05-11T10:30:00Z","result":null}"#;
        let read = handoff(&parse_json(body).unwrap()).unwrap();
        assert!(!read.access_available && !read.offers_access() && read.result.is_none());
        assert_eq!(read.created_at.unwrap().0, 1_778_495_400_000);
    }

    #[test]
    fn a_closure_names_the_case_version_to_go_on_with() {
        let body = br#"{"manualHandoffId":"mhand_1","state":"closed","result":"completed_reported",
                        "authorization":{"id":"auth_1","version":15,"status":"processing"},
                        "reconciliation":{"id":"rec_1","state":"pending"}}"#;
        let read = closure(&parse_json(body).unwrap()).unwrap();
        assert_eq!(read.authorization_version, AuthorizationVersion(15));
        assert_eq!(read.reconciliation.as_deref(), Some("pending"));
        assert!(closure(&parse_json(br#"{"manualHandoffId":"mhand_1","state":"closed"}"#).unwrap()).is_none());
    }
}
