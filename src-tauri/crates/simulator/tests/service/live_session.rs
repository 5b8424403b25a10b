use serde_json::{Value, json};

use crate::support::{Ask, BASE, Bench, CONTINUE, COVERED, COVERED_SNAPSHOT, PLAIN, PROCESSING};

async fn live(bench: &Bench, case: &str) -> Value {
    bench.send(Ask::get(format!("{BASE}/{case}/live-session"))).await.ok()
}

#[tokio::test]
async fn while_collate_works_the_portal_can_be_watched_and_not_taken() {
    let bench = Bench::start().await;
    let session = live(&bench, PROCESSING).await;
    assert_eq!((&session["state"], &session["channel"]), (&json!("live"), &json!("portal")));
    assert_eq!(session["owner"], json!({ "type": "automation", "manualHandoffId": null }));
    assert_eq!(session["access"], json!({ "available": true, "supportedModes": ["read_only"] }));
    assert_eq!(
        session["handoff"],
        json!({
            "allowed": false,
            "state": "unavailable",
            "reason": "automation_owns_processing",
            "manualHandoffId": null,
        })
    );
}

#[tokio::test]
async fn before_a_handoff_nobody_owns_the_portal_and_the_boundary_is_unknown() {
    let bench = Bench::start().await;
    let session = live(&bench, COVERED).await;
    assert!(session["owner"].is_null());
    assert_eq!(session["handoff"]["allowed"], true);
    assert_eq!(
        session["safety"],
        json!({
            "irreversibleBoundaryState": "unknown",
            "finalSubmitCapable": true,
            "requiresReviewApprovalForSubmit": true,
            "reviewSnapshotId": COVERED_SNAPSHOT,
        })
    );
    let plain = live(&bench, PLAIN).await;
    assert_eq!(plain["safety"]["requiresReviewApprovalForSubmit"], false);
    assert!(plain["safety"]["reviewSnapshotId"].is_null());
}

#[tokio::test]
async fn during_a_handoff_the_person_owns_it_and_afterwards_nobody_is_there() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let session = live(&bench, PLAIN).await;
    assert_eq!(session["owner"], json!({ "type": "manual_handoff", "manualHandoffId": handoff }));
    assert_eq!((&session["handoff"]["state"], &session["handoff"]["allowed"]), (&json!("active"), &json!(false)));
    bench.report_submitted(PLAIN, &handoff).await;
    let after = live(&bench, PLAIN).await;
    assert_eq!(after["state"], "not_live", "automation does not come back");
}

#[tokio::test]
async fn most_cases_have_no_session_and_reading_it_changes_nothing() {
    let bench = Bench::start().await;
    for case in [CONTINUE, "auth_9WD3RB", "auth_C8A2LT", "auth_A1P0KD", "auth_Z1S7TU"] {
        let before = bench.version(case).await;
        let session = live(&bench, case).await;
        assert_eq!(session["state"], "not_live", "{case}");
        assert_eq!(
            (&session["priorAuthorizationId"], &session["priorAuthorizationVersion"]),
            (&json!(case), &json!(before))
        );
        assert_eq!(session["access"]["available"], false);
        assert_eq!(bench.version(case).await, before);
    }
    assert!(bench.running.history().iter().all(|exchange| !exchange.effect));
}

#[tokio::test]
async fn the_session_of_an_unknown_case_is_not_found() {
    let bench = Bench::start().await;
    let ask = Ask::get(format!("{BASE}/auth_nobody/live-session"));
    bench.send(ask).await.refused(404, "prior_authorization_not_found");
}
