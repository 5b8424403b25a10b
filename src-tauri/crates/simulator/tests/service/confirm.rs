use serde_json::json;
use simulator::{Effect, Verbatim, VerbatimAction};

use crate::support::{
    APPROVE, APPROVE_SNAPSHOT, Ask, BASE, Bench, CONTINUE, COVERED, COVERED_SNAPSHOT, PLAIN, PROCESSING, Reply,
};

async fn confirm(bench: &Bench, case: &str, version: u64, snapshot: Option<&str>) -> Reply {
    let body = match snapshot {
        Some(id) => json!({ "acceptedReviewSnapshotId": id }),
        None => json!({}),
    };
    bench.send(Ask::post(format!("{BASE}/{case}/confirm")).version(version).json(&body)).await
}

#[tokio::test]
async fn approve_goes_to_processing_then_to_the_payer_with_a_receipt_then_to_a_decision() {
    let bench = Bench::start().await;
    let accepted = confirm(&bench, APPROVE, 23, Some(APPROVE_SNAPSHOT)).await.ok();
    assert_eq!(accepted["status"], "processing");
    assert_eq!(accepted["version"], 24);
    assert!(accepted["nextAction"].is_null() && accepted["submission"]["payerReceipt"].is_null());

    bench.advance(3);
    assert_eq!(bench.status(APPROVE), "processing");
    bench.advance(1);
    let waiting = bench.read(APPROVE).await;
    assert_eq!(waiting["status"], "waiting_on_payer");
    assert_eq!(waiting["version"], 25);
    assert_eq!(waiting["submission"]["payerReceipt"]["referenceNumber"], "BFM-77121");

    bench.advance(20);
    let done = bench.read(APPROVE).await;
    assert_eq!((&done["status"], &done["outcome"]), (&json!("completed"), &json!("approved")));
    assert_eq!(done["submission"]["decision"]["authorizationNumber"], "AUTH-90-2281");
    assert_eq!(done["submission"]["decision"]["effectiveTo"], "2027-02-18T16:42:42.000Z");
    assert_eq!(done["completedAt"], "2026-11-20T16:42:42.000Z");
    assert_eq!(done["version"], 26);
    assert_eq!(bench.payer_requests(APPROVE), 1);
}

#[tokio::test]
async fn things_that_are_due_happen_at_their_own_moment_however_late_somebody_looks() {
    let bench = Bench::start().await;
    confirm(&bench, APPROVE, 23, Some(APPROVE_SNAPSHOT)).await.ok();
    bench.advance(3_600);
    let done = bench.read(APPROVE).await;
    assert_eq!(done["submission"]["payerReceipt"]["receivedAt"], "2026-11-20T16:42:22.000Z");
    assert_eq!(done["completedAt"], "2026-11-20T16:42:42.000Z");
}

#[tokio::test]
async fn approval_wants_the_current_snapshot() {
    let bench = Bench::start().await;
    for snapshot in [None, Some("rev_4HM21")] {
        confirm(&bench, APPROVE, 23, snapshot).await.refused(409, "review_stale");
    }
    let null = Ask::post(format!("{BASE}/{APPROVE}/confirm")).version(23);
    bench.send(null.json(&json!({ "acceptedReviewSnapshotId": null }))).await.refused(409, "review_stale");
    bench.send(Ask::post(format!("{BASE}/{APPROVE}/confirm")).version(23)).await.refused(409, "review_stale");
    assert_eq!(bench.version(APPROVE).await, 23);
    assert_eq!(bench.view(APPROVE).ledger, []);
}

#[tokio::test]
async fn a_snapshot_that_was_replaced_meanwhile_is_stale_and_the_new_one_is_good() {
    let bench = Bench::start().await;
    let snapshot = bench.running.replace_snapshot(APPROVE).unwrap();
    let version = bench.version(APPROVE).await;
    assert_eq!(version, 24);
    confirm(&bench, APPROVE, version, Some(APPROVE_SNAPSHOT)).await.refused(409, "review_stale");
    assert_eq!(bench.read(APPROVE).await["nextAction"]["covers"]["reviewSnapshotId"], snapshot.as_str());
    confirm(&bench, APPROVE, version, Some(&snapshot)).await.ok();
}

#[tokio::test]
async fn the_package_that_is_replaced_in_the_moment_of_acceptance_is_stale_once() {
    let bench = Bench::start().await;
    confirm(&bench, "auth_2PN6KV", 17, Some("rev_3GA07")).await.refused(409, "review_stale");
    let now = bench.read("auth_2PN6KV").await;
    let snapshot = now["submission"]["reviewSnapshot"]["id"].as_str().unwrap();
    assert_ne!(snapshot, "rev_3GA07");
    assert_eq!(now["version"], 18);
    assert_eq!(now["submission"]["reviewSnapshot"]["covers"]["priorAuthorizationVersion"], 18);
    assert_eq!(now["submission"]["reviewSnapshot"]["attachments"].as_array().unwrap().len(), 2);
    confirm(&bench, "auth_2PN6KV", 18, Some(snapshot)).await.ok();
    bench.advance(30);
    assert_eq!(bench.read("auth_2PN6KV").await["outcome"], "modified");
}

#[tokio::test]
async fn continue_takes_an_empty_body_or_none_and_no_snapshot() {
    let bench = Bench::start().await;
    confirm(&bench, CONTINUE, 12, Some("rev_5J2Q8")).await.refused(400, "bad_request");
    let going = bench.send(Ask::post(format!("{BASE}/{CONTINUE}/confirm")).version(12)).await.ok();
    assert_eq!(going["status"], "processing");
    bench.advance(4);
    let asked = bench.read(CONTINUE).await;
    assert_eq!(asked["nextAction"]["type"], "approve_submission");
    let snapshot = asked["submission"]["reviewSnapshot"]["id"].as_str().unwrap();
    assert_eq!(asked["nextAction"]["covers"]["reviewSnapshotId"], snapshot);
    confirm(&bench, CONTINUE, 14, Some(snapshot)).await.ok();
    bench.advance(24);
    assert_eq!(bench.read(CONTINUE).await["outcome"], "approved");
}

#[tokio::test]
async fn confirm_resolves_nothing_but_continue_and_approve() {
    let bench = Bench::start().await;
    for case in [COVERED, PLAIN, PROCESSING, "auth_5TF1QS", "auth_C8A2LT", "auth_A1P0KD", "auth_G7C9BT", "auth_Z2A8NX"]
    {
        let version = bench.version(case).await;
        confirm(&bench, case, version, None).await.refused(409, "prior_authorization_not_actionable");
    }
}

#[tokio::test]
async fn confirm_looks_at_the_resolution_kind_too() {
    let bench = Bench::start().await;
    let action = VerbatimAction {
        kind: "continue_authorization".into(),
        resolution: "phone_call".into(),
        review_snapshot_id: None,
    };
    let odd = Verbatim { status: "requires_action".into(), outcome: None, next_action: Some(action) };
    let version = bench.running.set_status(CONTINUE, odd).unwrap();
    confirm(&bench, CONTINUE, version, None).await.refused(409, "prior_authorization_not_actionable");
}

#[tokio::test]
async fn the_first_write_on_a_case_that_changes_first_conflicts_and_the_next_goes_through() {
    let bench = Bench::start().await;
    let envelope = confirm(&bench, "auth_M9E1ZC", 13, None).await.refused(409, "version_conflict");
    assert_eq!(envelope["error"]["details"], json!({ "expectedVersion": 13, "actualVersion": 14 }));
    confirm(&bench, "auth_M9E1ZC", 14, None).await.ok();
    bench.advance(4);
    let asked = bench.read("auth_M9E1ZC").await;
    assert_eq!(asked["nextAction"]["type"], "complete_payer_interaction");
    assert!(asked["nextAction"]["covers"]["reviewSnapshotId"].is_string());
}

#[tokio::test]
async fn collate_may_come_back_and_want_more() {
    let bench = Bench::start().await;
    confirm(&bench, "auth_R5Q2AN", 14, None).await.ok();
    bench.advance(4);
    let asked = bench.read("auth_R5Q2AN").await;
    assert_eq!(asked["nextAction"]["type"], "resolve_requirements");
    assert_eq!(asked["requirements"]["documents"][0]["type"], "chart_notes");
    assert_eq!(asked["requirements"]["version"], 7);
}

#[tokio::test]
async fn a_payer_may_deny_want_more_or_never_hear_of_it() {
    let bench = Bench::start().await;
    confirm(&bench, "auth_8CJ5LM", 15, Some("rev_7NM20")).await.ok();
    confirm(&bench, "auth_U4D7MQ", 20, Some("rev_1HW58")).await.ok();
    confirm(&bench, "auth_F9K3ZD", 19, Some("rev_2VE74")).await.ok();
    bench.advance(24);
    let denied = bench.read("auth_8CJ5LM").await;
    assert_eq!(denied["outcome"], "denied");
    assert_eq!(denied["submission"]["decision"]["denialReasons"].as_array().unwrap().len(), 2);
    let asked = bench.read("auth_U4D7MQ").await;
    assert_eq!(asked["nextAction"]["type"], "resolve_requirements");
    assert!(asked["submission"]["payerReceipt"]["referenceNumber"].is_string());
    let failed = bench.read("auth_F9K3ZD").await;
    assert_eq!(failed["outcome"], "failed");
    assert!(failed["submission"]["decision"].is_null() && failed["submission"]["payerReceipt"].is_null());
}

#[tokio::test]
async fn a_slow_case_takes_fifteen_times_as_long() {
    let bench = Bench::start().await;
    confirm(&bench, "auth_T7R2CM", 14, None).await.ok();
    bench.advance(59);
    assert_eq!(bench.status("auth_T7R2CM"), "processing");
    bench.advance(1);
    assert_eq!(bench.status("auth_T7R2CM"), "waiting_on_payer");
}

#[tokio::test]
async fn cancel_ends_any_case_that_is_not_over_and_keeps_receipt_and_decision() {
    let bench = Bench::start().await;
    for case in [APPROVE, PROCESSING, "auth_C8A2LT", "auth_5TF1QS", "auth_Z1S7TU"] {
        let before = bench.read(case).await;
        let ask = Ask::post(format!("{BASE}/{case}/cancel")).version(before["version"].as_u64().unwrap());
        let canceled = bench.send(ask).await.ok();
        assert_eq!(canceled["status"], "canceled");
        assert!(canceled["nextAction"].is_null() && canceled["canceledAt"].is_string());
        assert_eq!(canceled["submission"]["payerReceipt"], before["submission"]["payerReceipt"]);
    }
    bench.advance(600);
    assert_eq!(bench.status(PROCESSING), "canceled");
}

#[tokio::test]
async fn a_case_that_is_over_cannot_be_canceled() {
    let bench = Bench::start().await;
    for case in ["auth_A1P0KD", "auth_G7C9BT"] {
        let version = bench.version(case).await;
        let ask = Ask::post(format!("{BASE}/{case}/cancel")).version(version).json(&json!({}));
        bench.send(ask).await.refused(409, "prior_authorization_not_mutable");
    }
}

#[tokio::test]
async fn cancel_closes_an_active_handoff() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(COVERED).await;
    let link = bench.mint(COVERED, &handoff, "k").await;
    bench.send(Ask::post(format!("{BASE}/{COVERED}/cancel")).version(15)).await.ok();
    let closed = bench.send(Ask::get(format!("{BASE}/{COVERED}/manual-handoffs/{handoff}"))).await.ok();
    assert_eq!((&closed["state"], &closed["result"]), (&json!("closed"), &json!("canceled")));
    assert!(bench.read(COVERED).await["activeManualHandoff"].is_null());
    let path = link["url"].as_str().unwrap().strip_prefix(&bench.running.base_url).unwrap().to_owned();
    bench.send(Ask::get(path).without_key()).await.refused(404, "access_grant_revoked");
}

#[tokio::test]
async fn a_snapshot_accepted_for_a_handoff_is_written_into_the_ledger() {
    let bench = Bench::start().await;
    bench.take_over(COVERED).await;
    confirm(&bench, APPROVE, 23, Some(APPROVE_SNAPSHOT)).await.ok();
    let accepted = |effect: &Effect| match effect {
        Effect::Confirmed { snapshot, .. } | Effect::HandoffCreated { snapshot, .. } => snapshot.clone(),
        _ => None,
    };
    let in_ledger = |case: &str| bench.view(case).ledger.iter().find_map(|entry| accepted(&entry.effect));
    assert_eq!(in_ledger(APPROVE).as_deref(), Some(APPROVE_SNAPSHOT));
    assert_eq!(in_ledger(COVERED).as_deref(), Some(COVERED_SNAPSHOT));
}
