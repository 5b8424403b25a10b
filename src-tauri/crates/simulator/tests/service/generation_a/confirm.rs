use serde_json::{Value, json};
use simulator::{Effect, Verbatim, VerbatimAction};

use super::{BASE, Desk, confirmation};
use crate::support::{APPROVE, Ask, CONTINUE, PROCESSING};

fn id(document: &Value) -> String {
    document["nextAction"]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn advance_case_goes_to_processing_then_to_an_approval_then_to_the_payer_and_to_a_decision() {
    let desk = Desk::start().await;
    let before = desk.read(CONTINUE).await;
    assert_eq!(
        (&before["status"], &before["nextAction"]["type"]),
        (&json!("requires_confirmation"), &json!("advance_case"))
    );
    let working = desk.confirm_current(CONTINUE).await;
    assert_eq!((&working["status"], &working["nextAction"]), (&json!("processing"), &Value::Null));
    assert_eq!(working["version"], 13);

    desk.advance(4);
    let review = desk.read(CONTINUE).await;
    assert_eq!(
        (&review["status"], &review["nextAction"]["type"]),
        (&json!("requires_confirmation"), &json!("approve_submission"))
    );
    assert_ne!(id(&review), id(&before));
    assert_eq!(review["submission"]["reviewSnapshot"]["status"], "current");
    assert_eq!(desk.confirm_current(CONTINUE).await["status"], "processing");

    desk.advance(4);
    let waiting = desk.read(CONTINUE).await;
    assert_eq!(waiting["status"], "waiting_on_payer");
    assert!(waiting["submission"]["payerReceipt"]["referenceNumber"].is_string());
    desk.advance(20);
    let done = desk.read(CONTINUE).await;
    assert_eq!((&done["status"], &done["outcome"]), (&json!("completed"), &json!("approved")));
    assert_eq!(desk.bench.payer_requests(CONTINUE), 1);
}

#[tokio::test]
async fn an_approval_accepts_the_snapshot_it_was_asked_for() {
    let desk = Desk::start().await;
    desk.confirm_current(APPROVE).await;
    let accepted = desk.bench.view(APPROVE).ledger.into_iter().find_map(|entry| match entry.effect {
        Effect::Confirmed { snapshot, .. } => snapshot,
        _ => None,
    });
    assert_eq!(accepted.as_deref(), Some("rev_5J2Q8"));
}

#[tokio::test]
async fn a_confirm_without_an_action_is_next_action_required() {
    let desk = Desk::start().await;
    for (key, body) in [("empty", json!({})), ("null", json!({ "nextActionId": null }))] {
        let ask = Ask::post(format!("{BASE}/{CONTINUE}/confirm")).version(12).idempotent(key).json(&body);
        desk.send(ask).await.refused(409, "next_action_required");
    }
    let ask = Ask::post(format!("{BASE}/{CONTINUE}/confirm")).version(12).idempotent("none");
    desk.send(ask).await.refused(409, "next_action_required");
    assert_eq!(desk.read(CONTINUE).await["version"], 12);
}

#[tokio::test]
async fn an_action_that_is_not_the_current_one_is_next_action_mismatch() {
    let desk = Desk::start().await;
    desk.confirm(CONTINUE, "act_nobody").await.refused(409, "next_action_mismatch");
    let first = id(&desk.read(APPROVE).await);
    desk.bench.running.replace_snapshot(APPROVE).unwrap();
    let second = id(&desk.read(APPROVE).await);
    assert_ne!(first, second, "another package is another action");
    desk.confirm(APPROVE, &first).await.refused(409, "next_action_mismatch");
    desk.confirm(APPROVE, &second).await.ok();
}

#[tokio::test]
async fn a_stale_version_comes_before_a_stale_action() {
    let desk = Desk::start().await;
    let envelope = desk.send(confirmation(CONTINUE, 11, "stale", "act_nobody")).await.refused(409, "version_conflict");
    assert_eq!(envelope["error"]["details"], json!({ "expectedVersion": 11, "actualVersion": 12 }));
}

#[tokio::test]
async fn an_action_that_is_issued_anew_in_the_moment_of_confirming_mismatches_once() {
    let desk = Desk::start().await;
    let first = id(&desk.read("auth_A4C7NX").await);
    desk.confirm("auth_A4C7NX", &first).await.refused(409, "next_action_mismatch");
    let now = desk.read("auth_A4C7NX").await;
    assert_eq!((now["version"].as_u64(), &now["nextAction"]["type"]), (Some(16), &json!("advance_case")));
    assert_ne!(id(&now), first);
    desk.confirm("auth_A4C7NX", &id(&now)).await.ok();
}

#[tokio::test]
async fn requirements_are_not_resolved_by_confirm() {
    let desk = Desk::start().await;
    let asked = desk.read("auth_5TF1QS").await;
    assert_eq!(
        (&asked["status"], &asked["nextAction"]["type"]),
        (&json!("requires_input"), &json!("provide_requirements"))
    );
    desk.confirm("auth_5TF1QS", &id(&asked)).await.refused(409, "next_action_not_confirmable");
}

#[tokio::test]
async fn an_unknown_action_is_not_confirmable() {
    let desk = Desk::start().await;
    let asked = desk.read("auth_Z2A8NX").await;
    assert_eq!(asked["nextAction"]["type"], "schedule_peer_to_peer");
    desk.confirm("auth_Z2A8NX", &id(&asked)).await.refused(409, "next_action_not_confirmable");
}

#[tokio::test]
async fn where_nothing_waits_for_the_customer_there_is_nothing_to_confirm() {
    let desk = Desk::start().await;
    for case in [PROCESSING, "auth_C8A2LT", "auth_A1P0KD", "auth_H8C1RS", "auth_Z1S7TU", "auth_Z4N1NA"] {
        desk.confirm(case, "act_any").await.refused(409, "authorization_not_confirmable");
    }
}

#[tokio::test]
async fn what_confirm_finds_missing_is_asked_for_instead() {
    let desk = Desk::start().await;
    let asked = id(&desk.read("auth_A8R2QS").await);
    desk.confirm("auth_A8R2QS", &asked).await.refused(409, "requirements_not_satisfied");
    let now = desk.read("auth_A8R2QS").await;
    assert_eq!(
        (&now["status"], &now["nextAction"]["type"]),
        (&json!("requires_input"), &json!("provide_requirements"))
    );
    assert_eq!(now["requirements"]["documents"][0]["type"], "lab_results");
}

#[tokio::test]
async fn nothing_is_confirmed_while_requirements_are_open() {
    let desk = Desk::start().await;
    let verbatim = Verbatim {
        status: "requires_confirmation".into(),
        next_action: Some(VerbatimAction {
            kind: "advance_case".into(),
            resolution: "confirm".into(),
            ..Default::default()
        }),
        ..Default::default()
    };
    desk.bench.running.set_status("auth_3VB7GE", verbatim).unwrap();
    let asked = desk.read("auth_3VB7GE").await;
    assert_eq!(
        (&asked["status"], &asked["nextAction"]["type"]),
        (&json!("requires_confirmation"), &json!("advance_case"))
    );
    desk.confirm("auth_3VB7GE", &id(&asked)).await.refused(409, "requirements_not_satisfied");
}

#[tokio::test]
async fn a_package_that_is_replaced_in_the_moment_of_acceptance_is_stale_once() {
    let desk = Desk::start().await;
    let first = id(&desk.read("auth_2PN6KV").await);
    desk.confirm("auth_2PN6KV", &first).await.refused(409, "review_stale");
    let second = id(&desk.read("auth_2PN6KV").await);
    assert_ne!(first, second);
    desk.confirm("auth_2PN6KV", &second).await.ok();
}

#[tokio::test]
async fn an_action_whose_package_is_not_the_case_s_own_is_stale() {
    let desk = Desk::start().await;
    let verbatim = Verbatim {
        status: "requires_confirmation".into(),
        next_action: Some(VerbatimAction {
            kind: "approve_submission".into(),
            resolution: "confirm".into(),
            review_snapshot_id: Some("rev_ELSE1".into()),
        }),
        ..Default::default()
    };
    desk.bench.running.set_status(APPROVE, verbatim).unwrap();
    let asked = id(&desk.read(APPROVE).await);
    desk.confirm(APPROVE, &asked).await.refused(409, "review_stale");
}

#[tokio::test]
async fn the_first_write_on_a_case_that_changes_first_conflicts_and_the_next_goes_through() {
    let desk = Desk::start().await;
    let asked = id(&desk.read("auth_M9E1ZC").await);
    desk.send(confirmation("auth_M9E1ZC", 13, "one", &asked)).await.refused(409, "version_conflict");
    assert_eq!(id(&desk.read("auth_M9E1ZC").await), asked, "a change elsewhere leaves the action as it is");
    desk.send(confirmation("auth_M9E1ZC", 14, "two", &asked)).await.ok();
    desk.advance(4);
    assert_eq!(desk.read("auth_M9E1ZC").await["nextAction"]["type"], "approve_submission");
}

#[tokio::test]
async fn cancel_ends_any_case_that_is_not_over_and_keeps_the_receipt() {
    let desk = Desk::start().await;
    let cancel = |case: &str, version: u64| {
        Ask::post(format!("{BASE}/{case}/cancel")).version(version).idempotent(&format!("cancel-{case}"))
    };
    for case in [APPROVE, PROCESSING, "auth_C8A2LT", "auth_5TF1QS", "auth_Z1S7TU"] {
        let before = desk.read(case).await;
        let canceled = desk.send(cancel(case, before["version"].as_u64().unwrap())).await.ok();
        assert_eq!((&canceled["status"], &canceled["nextAction"]), (&json!("canceled"), &Value::Null));
        assert_eq!(canceled["submission"]["payerReceipt"], before["submission"]["payerReceipt"]);
    }
    for case in ["auth_A1P0KD", "auth_G7C9BT"] {
        let version = desk.read(case).await["version"].as_u64().unwrap();
        desk.send(cancel(case, version)).await.refused(409, "authorization_not_mutable");
    }
}

#[tokio::test]
async fn the_same_key_replays_the_first_confirm_byte_for_byte() {
    let desk = Desk::start().await;
    let asked = id(&desk.read(APPROVE).await);
    let first = desk.send(confirmation(APPROVE, 23, "accept", &asked)).await;
    first.ok();
    desk.advance(60);
    let again = desk.send(confirmation(APPROVE, 23, "accept", &asked)).await;
    assert_eq!(again.body, first.body);
    assert!(desk.bench.last().replay);
    assert_eq!(desk.bench.payer_requests(APPROVE), 1);
    desk.send(confirmation(APPROVE, 23, "accept", "act_other")).await.refused(409, "idempotency_key_reused");
}
