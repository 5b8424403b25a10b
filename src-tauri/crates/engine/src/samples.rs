//! Small cases for the tests of this crate.

use model::{
    ActionKind, Authorization, AuthorizationId, AuthorizationVersion, Covers, Handoff, HandoffId, HandoffState,
    HandoffVersion, Json, NextAction, Receipt, ResolutionKind, ReviewSnapshot, SnapshotId, SnapshotStatus, Status,
    Timestamp,
};

pub(crate) fn case(status: Status) -> Authorization {
    Authorization::bare(AuthorizationId::new("auth_7QK2M9").unwrap(), AuthorizationVersion(14), status)
}

pub(crate) fn asking(kind: ActionKind, resolution: ResolutionKind) -> Authorization {
    let (id, word) = (None, kind.as_str().to_owned());
    let next_action = Some(NextAction { id, kind, word, resolution: Some(resolution), covers: Covers::default() });
    Authorization { next_action, ..case(Status::RequiresAction) }
}

pub(crate) fn at_portal() -> Authorization {
    asking(ActionKind::CompletePayerInteraction, ResolutionKind::ManualHandoff)
}

pub(crate) fn snapshot(id: &str, status: SnapshotStatus) -> ReviewSnapshot {
    ReviewSnapshot {
        id: SnapshotId::new(id).unwrap(),
        status,
        kind: None,
        generated_at: None,
        warnings: 0,
        content: Json::Object(vec![("id".into(), Json::Text(id.into()))]),
    }
}

pub(crate) fn receipt() -> Receipt {
    Receipt { reference: Some("NG-26-112044817".into()), received_at: None, content: Json::Null }
}

pub(crate) fn handoff(state: HandoffState) -> Handoff {
    Handoff {
        id: HandoffId::new("mhand_5RT90").unwrap(),
        version: HandoffVersion(2),
        authorization: AuthorizationId::new("auth_7QK2M9").unwrap(),
        state,
        result: None,
        access_available: true,
        final_submit_capable: true,
        created_at: Some(Timestamp(1_000_000)),
        activated_at: None,
        closed_at: None,
        message: None,
    }
}
