use serde_json::json;

use crate::support::{Bench, COVERED, COVERED_SNAPSHOT, PLAIN};

#[tokio::test]
async fn a_report_of_submission_with_nothing_done_brings_the_step_back_with_a_fresh_snapshot() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(COVERED).await;
    let claim = json!({ "reportedOutcome": "submitted", "observedReferenceNumber": "NG-26-112044817" });
    bench.end(COVERED, &handoff, "complete", &claim).await.ok();
    bench.advance(4);
    let document = bench.read(COVERED).await;
    assert_eq!(document["status"], "requires_action");
    assert_eq!(document["nextAction"]["type"], "complete_payer_interaction");
    assert!(document["submission"]["payerReceipt"].is_null(), "a claim is not a receipt");
    let covered = &document["nextAction"]["covers"]["reviewSnapshotId"];
    assert_eq!(*covered, document["submission"]["reviewSnapshot"]["id"]);
    assert_ne!(*covered, COVERED_SNAPSHOT);
}

#[tokio::test]
async fn a_request_that_was_really_submitted_is_found_whatever_was_reported() {
    for (verb, body) in [
        ("unable-to-complete", json!({ "reason": "operator_abandoned_case" })),
        ("revoke", json!({ "reason": "should not be in here" })),
        ("complete", json!({ "reportedOutcome": "not_required_observed" })),
        ("complete", json!({ "reportedOutcome": "submitted", "observedReferenceNumber": "a typing error" })),
    ] {
        let bench = Bench::start().await;
        let handoff = bench.take_over(PLAIN).await;
        let reference = bench.running.submit_in_portal(&handoff).unwrap().unwrap();
        bench.end(PLAIN, &handoff, verb, &body).await.ok();
        bench.advance(4);
        assert_eq!(bench.status(PLAIN), "waiting_on_payer");
        assert_eq!(bench.view(PLAIN).receipt_reference(), Some(reference.as_str()));
        assert_eq!(bench.payer_requests(PLAIN), 1);
    }
}

#[tokio::test]
async fn a_request_submitted_before_the_handoff_was_abandoned_is_found() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let reference = bench.running.submit_in_portal(&handoff).unwrap();
    bench.advance(604);
    assert_eq!(bench.view(PLAIN).receipt_reference(), reference.as_deref());
}

#[tokio::test]
async fn what_was_seen_in_the_portal_decides() {
    for (case, status, outcome, action) in [
        ("auth_1KZ9CN", "completed", json!("modified"), json!(null)),
        ("auth_N4Q7TS", "completed", json!("not_required"), json!(null)),
        ("auth_X2D8WP", "requires_action", json!(null), json!("resolve_requirements")),
        ("auth_E6Y1HF", "waiting_on_payer", json!(null), json!(null)),
    ] {
        let bench = Bench::start().await;
        let handoff = bench.take_over(case).await;
        bench.running.look_in_portal(&handoff).unwrap();
        bench.report_submitted(case, &handoff).await;
        bench.advance(4);
        let document = bench.read(case).await;
        assert_eq!((&document["status"], &document["outcome"]), (&json!(status), &outcome), "{case}");
        assert_eq!(document.pointer("/nextAction/type").cloned().unwrap_or_default(), action, "{case}");
    }
}

#[tokio::test]
async fn what_nobody_looked_at_decides_nothing() {
    let bench = Bench::start().await;
    let handoff = bench.take_over("auth_N4Q7TS").await;
    let claim = json!({ "reportedOutcome": "not_required_observed" });
    bench.end("auth_N4Q7TS", &handoff, "complete", &claim).await.ok();
    bench.advance(4);
    assert_eq!(bench.read("auth_N4Q7TS").await["nextAction"]["type"], "complete_payer_interaction");
}

#[tokio::test]
async fn an_existing_request_gives_its_own_number() {
    let bench = Bench::start().await;
    let handoff = bench.take_over("auth_E6Y1HF").await;
    bench.running.look_in_portal(&handoff).unwrap();
    bench.report_submitted("auth_E6Y1HF", &handoff).await;
    bench.advance(4);
    assert_eq!(bench.view("auth_E6Y1HF").receipt_reference(), Some("HBL05488120A"));
    assert_eq!(bench.payer_requests("auth_E6Y1HF"), 0, "nobody submitted it again");
}

#[tokio::test]
async fn the_second_handoff_of_a_case_stands_on_its_own() {
    let bench = Bench::start().await;
    let first = bench.take_over(PLAIN).await;
    bench.end(PLAIN, &first, "unable-to-complete", &json!({ "reason": "channel_outage" })).await.ok();
    bench.advance(4);
    let second = bench.take_over(PLAIN).await;
    assert_ne!(first, second);
    let reference = bench.running.submit_in_portal(&second).unwrap();
    bench.report_submitted(PLAIN, &second).await;
    bench.advance(4);
    assert_eq!(bench.view(PLAIN).receipt_reference(), reference.as_deref());
}
