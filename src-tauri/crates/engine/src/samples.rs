//! Small cases for the tests of this crate.

use model::{
    ActionKind, Authorization, AuthorizationId, AuthorizationVersion, Completeness, Covers, Handoff, HandoffId,
    HandoffState, HandoffVersion, Json, NextAction, Receipt, Requested, Requirements, ResolutionKind, ReviewSnapshot,
    SnapshotId, SnapshotStatus, Status, Timestamp,
};

pub(crate) fn case(status: Status) -> Authorization {
    Authorization {
        id: AuthorizationId::new("auth_7QK2M9").unwrap(),
        version: AuthorizationVersion(14),
        status,
        completeness: Completeness::Full,
        outcome: None,
        policy: None,
        provider_npi: None,
        payer: None,
        request: Requested::default(),
        questionnaire: Json::Null,
        answers: Json::Null,
        requirements: Requirements::default(),
        attachments: Vec::new(),
        snapshot: None,
        receipt: None,
        decision: None,
        next_action: None,
        active_handoff: None,
        created_at: None,
        updated_at: None,
    }
}

pub(crate) fn asking(kind: ActionKind, resolution: ResolutionKind) -> Authorization {
    let next_action = Some(NextAction { kind, resolution: Some(resolution), covers: Covers::default() });
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
