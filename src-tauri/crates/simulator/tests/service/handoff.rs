use serde_json::json;
use simulator::{Effect, HandoffResult, HandoffState, Options, Rules};

use crate::support::{Ask, BASE, Bench, CONTINUE, COVERED, COVERED_SNAPSHOT, PLAIN, PROCESSING, Reply};

async fn create(bench: &Bench, case: &str, key: &str, body: &serde_json::Value) -> Reply {
    let version = bench.version(case).await;
    bench.send(Ask::post(format!("{BASE}/{case}/manual-handoffs")).version(version).idempotent(key).json(body)).await
}

#[tokio::test]
async fn a_handoff_begins_active_with_access_and_bumps_the_authorization_once() {
    let bench = Bench::start().await;
    let handoff = create(&bench, COVERED, "k", &json!({ "acceptedReviewSnapshotId": COVERED_SNAPSHOT })).await.ok();
    assert_eq!(handoff["state"], "active");
    assert_eq!((&handoff["accessAvailable"], &handoff["finalSubmitCapable"]), (&json!(true), &json!(true)));
    assert_eq!((&handoff["version"], &handoff["priorAuthorizationId"]), (&json!(1), &json!(COVERED)));
    assert_eq!(handoff["activatedAt"], "2026-11-20T16:42:18.000Z");
    let document = bench.read(COVERED).await;
    assert_eq!((&document["version"], &document["status"]), (&json!(15), &json!("requires_action")));
    assert_eq!(document["activeManualHandoff"], json!({ "id": handoff["id"], "state": "active", "version": 1 }));
}

#[tokio::test]
async fn creating_can_be_quiet_about_the_version() {
    let rules = Rules { quiet_handoff_create: true, ..Rules::default() };
    let bench = Bench::with(Options { rules, ..Options::default() }).await;
    bench.take_over(COVERED).await;
    assert_eq!(bench.version(COVERED).await, 14);
}

#[tokio::test]
async fn the_gate_is_status_next_action_and_resolution_kind() {
    let bench = Bench::start().await;
    for case in [
        PROCESSING,
        CONTINUE,
        "auth_9WD3RB",
        "auth_5TF1QS",
        "auth_C8A2LT",
        "auth_A1P0KD",
        "auth_G7C9BT",
        "auth_Z1S7TU",
        "auth_Z2A8NX",
        "auth_Z3K9RK",
        "auth_Z4N1NA",
    ] {
        create(&bench, case, &format!("k-{case}"), &json!({})).await.refused(409, "manual_handoff_not_allowed");
    }
}

#[tokio::test]
async fn a_covered_snapshot_must_be_accepted_and_be_the_current_one() {
    let bench = Bench::start().await;
    for (key, body) in [
        ("none", json!({})),
        ("null", json!({ "acceptedReviewSnapshotId": null })),
        ("old", json!({ "acceptedReviewSnapshotId": "rev_1AA00" })),
    ] {
        create(&bench, COVERED, key, &body).await.refused(409, "review_stale");
    }
    let replaced = bench.running.replace_snapshot(COVERED).unwrap();
    create(&bench, COVERED, "replaced", &json!({ "acceptedReviewSnapshotId": COVERED_SNAPSHOT }))
        .await
        .refused(409, "review_stale");
    create(&bench, COVERED, "new", &json!({ "acceptedReviewSnapshotId": replaced })).await.ok();
}

#[tokio::test]
async fn a_covered_snapshot_that_is_not_the_case_s_own_cannot_be_accepted_at_all() {
    let bench = Bench::start().await;
    let document = bench.read("auth_Z6C3VR").await;
    assert_ne!(document["nextAction"]["covers"]["reviewSnapshotId"], document["submission"]["reviewSnapshot"]["id"]);
    for snapshot in ["rev_1AA09", "rev_6PL35"] {
        create(&bench, "auth_Z6C3VR", snapshot, &json!({ "acceptedReviewSnapshotId": snapshot }))
            .await
            .refused(409, "review_stale");
    }
}

#[tokio::test]
async fn without_a_covered_snapshot_the_body_names_none() {
    let bench = Bench::start().await;
    create(&bench, PLAIN, "some", &json!({ "acceptedReviewSnapshotId": COVERED_SNAPSHOT }))
        .await
        .refused(400, "bad_request");
    create(&bench, PLAIN, "null", &json!({ "acceptedReviewSnapshotId": null })).await.ok();
}

#[tokio::test]
async fn an_existing_active_handoff_is_returned_and_not_duplicated() {
    let bench = Bench::start().await;
    let first = bench.take_over(PLAIN).await;
    let again = create(&bench, PLAIN, "another-key", &json!({})).await.ok();
    assert_eq!(again["id"], first.as_str());
    assert!(!bench.last().effect && !bench.last().replay);
    assert_eq!(bench.view(PLAIN).handoffs.len(), 1);
    assert_eq!(bench.version(PLAIN).await, 10);
}

#[tokio::test]
async fn a_handoff_held_elsewhere_is_returned_too_and_never_abandoned() {
    let bench = Bench::start().await;
    let accepted = json!({ "acceptedReviewSnapshotId": "rev_8KD03" });
    assert_eq!(create(&bench, "auth_4HX8TD", "k", &accepted).await.ok()["id"], "mhand_4HX8T");
    bench.advance(24 * 3_600);
    assert_eq!(bench.view("auth_4HX8TD").handoffs[0].state, HandoffState::Active);
}

#[tokio::test]
async fn while_a_person_holds_the_portal_nothing_else_goes_on() {
    let bench = Bench::start().await;
    bench.take_over(COVERED).await;
    let ask = Ask::post(format!("{BASE}/{COVERED}/confirm")).version(15).json(&json!({}));
    bench.send(ask).await.refused(409, "prior_authorization_not_actionable");
    bench.advance(599);
    assert_eq!(bench.version(COVERED).await, 15);
}

#[tokio::test]
async fn each_way_to_close_answers_the_closure_and_gives_the_case_back_to_collate() {
    for (verb, body, result) in [
        (
            "complete",
            json!({ "reportedOutcome": "submitted", "observedReferenceNumber": "X-1", "operatorNotes": "seen" }),
            HandoffResult::CompletedReported,
        ),
        (
            "unable-to-complete",
            json!({ "reason": "credential_or_mfa_issue", "operatorNotes": null }),
            HandoffResult::UnableToComplete,
        ),
        ("revoke", json!({ "reason": "should not be in here", "notes": null }), HandoffResult::Revoked),
    ] {
        let bench = Bench::start().await;
        let handoff = bench.take_over(PLAIN).await;
        let closure = bench.end(PLAIN, &handoff, verb, &body).await.ok();
        assert_eq!(closure["manualHandoffId"], handoff.as_str());
        assert_eq!((&closure["state"], &closure["result"]), (&json!("closed"), &json!(result)));
        assert_eq!(closure["authorization"], json!({ "id": PLAIN, "version": 11, "status": "processing" }));
        assert_eq!(closure["reconciliation"]["state"], "pending");
        assert!(closure["reconciliation"]["id"].is_string());
        let document = bench.read(PLAIN).await;
        assert_eq!((&document["status"], &document["version"]), (&json!("processing"), &json!(11)));
        assert!(document["activeManualHandoff"].is_null() && document["nextAction"].is_null());
        assert_eq!(bench.view(PLAIN).handoffs[0].claim, Some(body));
    }
}

#[tokio::test]
async fn every_documented_reason_and_outcome_is_accepted() {
    for reason in [
        "channel_blocked",
        "missing_information",
        "credential_or_mfa_issue",
        "channel_outage",
        "operator_abandoned_case",
        "wrong_route",
        "other",
    ] {
        let bench = Bench::start().await;
        let handoff = bench.take_over(PLAIN).await;
        bench.end(PLAIN, &handoff, "unable-to-complete", &json!({ "reason": reason })).await.ok();
    }
    for outcome in ["submitted", "decision_observed", "not_required_observed", "follow_up_required_observed"] {
        let bench = Bench::start().await;
        let handoff = bench.take_over(PLAIN).await;
        bench.end(PLAIN, &handoff, "complete", &json!({ "reportedOutcome": outcome })).await.ok();
    }
}

#[tokio::test]
async fn a_closed_handoff_cannot_be_closed_again() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    bench.report_submitted(PLAIN, &handoff).await;
    let body = json!({ "reason": "late" });
    bench.end(PLAIN, &handoff, "revoke", &body).await.refused(409, "prior_authorization_not_actionable");
}

#[tokio::test]
async fn a_stale_authorization_version_closes_nothing() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let ask = Ask::post(format!("{BASE}/{PLAIN}/manual-handoffs/{handoff}/complete"))
        .version(9)
        .idempotent("k")
        .json(&json!({ "reportedOutcome": "submitted" }));
    bench.send(ask).await.refused(409, "version_conflict");
    assert_eq!(bench.view(PLAIN).handoffs[0].state, HandoffState::Active);
}

#[tokio::test]
async fn a_handoff_may_be_offered_before_it_is_active_and_closing_before_it_is_closed() {
    let bench = Bench::start().await;
    let case = "auth_K2S5DN";
    let offered = create(&bench, case, "k", &json!({})).await.ok();
    let id = offered["id"].as_str().unwrap().to_owned();
    assert_eq!((&offered["state"], &offered["accessAvailable"]), (&json!("offered"), &json!(false)));
    let mint = Ask::post(format!("{BASE}/{case}/manual-handoffs/{id}/access-grants")).idempotent("early");
    bench.send(mint).await.refused(409, "manual_handoff_not_active");
    let early = json!({ "reportedOutcome": "submitted" });
    bench.end(case, &id, "complete", &early).await.refused(409, "prior_authorization_not_actionable");

    bench.advance(3);
    let document = bench.read(case).await;
    assert_eq!(document["activeManualHandoff"], json!({ "id": id, "state": "active", "version": 2 }));
    assert_eq!(document["version"], 18);

    let ask = Ask::post(format!("{BASE}/{case}/manual-handoffs/{id}/complete"))
        .version(18)
        .idempotent("done")
        .json(&json!({ "reportedOutcome": "submitted" }));
    let closure = bench.send(ask).await.ok();
    assert_eq!((&closure["state"], &closure["result"]), (&json!("closing"), &json!(null)));
    assert_eq!(closure["authorization"]["status"], "processing");
    assert_eq!(bench.read(case).await["activeManualHandoff"]["state"], "closing");

    bench.advance(3);
    let closed = bench.send(Ask::get(format!("{BASE}/{case}/manual-handoffs/{id}"))).await.ok();
    assert_eq!((&closed["state"], &closed["result"]), (&json!("closed"), &json!("completed_reported")));
    assert!(bench.read(case).await["activeManualHandoff"].is_null());
    bench.advance(4);
    assert_eq!(bench.read(case).await["nextAction"]["type"], "complete_payer_interaction");
}

#[tokio::test]
async fn a_handoff_without_any_link_is_abandoned_and_reconciled() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    bench.advance(599);
    assert_eq!(bench.view(PLAIN).handoffs[0].state, HandoffState::Active);
    bench.advance(1);
    let view = bench.view(PLAIN);
    assert_eq!((view.handoffs[0].state, view.handoffs[0].result), (HandoffState::Closed, Some(HandoffResult::Expired)));
    assert_eq!(view.line.status, "processing");
    bench.advance(4);
    let document = bench.read(PLAIN).await;
    assert_eq!(document["nextAction"]["type"], "complete_payer_interaction");
    let again = bench.take_over(PLAIN).await;
    assert_ne!(again, handoff);
}

#[tokio::test]
async fn renewed_links_keep_a_handoff_from_being_abandoned() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    for renewal in 0..10 {
        bench.mint(PLAIN, &handoff, &format!("mint-{renewal}")).await;
        bench.advance(240);
    }
    assert_eq!(bench.view(PLAIN).handoffs[0].state, HandoffState::Active);
    // The newest link ends 60 s from now.
    bench.advance(60 + 599);
    assert_eq!(bench.view(PLAIN).handoffs[0].state, HandoffState::Active);
    bench.advance(1);
    assert_eq!(bench.view(PLAIN).handoffs[0].result, Some(HandoffResult::Expired));
}

#[tokio::test]
async fn a_handoff_that_is_closed_elsewhere_is_closed_for_everybody() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(COVERED).await;
    bench.running.close_handoff(&handoff, Some(HandoffResult::Revoked)).unwrap();
    let closed = bench.send(Ask::get(format!("{BASE}/{COVERED}/manual-handoffs/{handoff}"))).await.ok();
    assert_eq!(closed["result"], "revoked");
    assert!(closed["closedAt"].is_string());
    assert_eq!(bench.status(COVERED), "processing");
    let body = json!({ "reportedOutcome": "submitted" });
    bench.end(COVERED, &handoff, "complete", &body).await.refused(409, "prior_authorization_not_actionable");
    assert_eq!(bench.view(COVERED).count(|effect| matches!(effect, Effect::HandoffClosed { .. })), 1);
}
