use crate::stage::{SOON, Stage, named_version};
use rig::ServiceOptions;
use serde_json::json;
use simulator::{Effect, Operation};

/// Names a package that must be accepted first.
const COVERED: &str = "auth_7QK2M9";
/// Names none.
const PLAIN: &str = "auth_V3C9QA";

/// Journey 3.
#[tokio::test]
async fn a_handoff_with_review_from_start_to_the_payers_receipt() {
    let mut stage = Stage::set(ServiceOptions::default()).await;
    stage.window.go(&format!("#/case/{COVERED}/review")).await;
    stage.window.sees("Everything that will be sent").await;
    stage.window.tick_all_warnings().await;
    stage.window.press("Accept rev_2BQ77 for the portal step").await;
    stage.take_over(COVERED).await;
    assert!(stage.requests(Operation::Confirm).await.is_empty(), "accepting for the portal step sends nothing");

    stage.browser.sign_in().await;
    let reference = stage.browser.submit_request().await;
    stage.type_report(&reference).await;
    stage.confirm("Report: submitted…").await;
    let window = &stage.window;
    window.sees("Reconciling").await;
    window.sees("The request was submitted").await;
    let receipt = window.receipt_within(SOON).await.expect("the payer's receipt comes");
    assert_eq!(receipt, reference);

    let order: Vec<Operation> = stage.service.control.history().await.into_iter().map(|e| e.operation).collect();
    let steps = [Operation::CreateHandoff, Operation::MintGrant, Operation::OpenGrant, Operation::CompleteHandoff];
    let places: Vec<_> = steps.iter().map(|step| order.iter().position(|o| o == step).unwrap()).collect();
    assert!(places.is_sorted(), "{places:?}");
    let create = &stage.requests(Operation::CreateHandoff).await[0];
    assert_eq!(
        (named_version(create), create.body.clone()),
        (14, Some(json!({ "acceptedReviewSnapshotId": "rev_2BQ77" })))
    );
    let mint = &stage.requests(Operation::MintGrant).await[0];
    assert!(mint.headers.if_match.is_none() && mint.headers.idempotency_key.is_some() && mint.body.is_none());
    let complete = &stage.requests(Operation::CompleteHandoff).await[0];
    assert_eq!(named_version(complete), named_version(create) + 1, "the authorization's version, not the handoff's");
    let expected = json!({
        "reportedOutcome": "submitted",
        "observedReferenceNumber": reference,
        "operatorNotes": "Confirmation page shown, status Pending review.",
    });
    assert_eq!(complete.body, Some(expected));
    let behind = stage.service.control.case(COVERED).await;
    assert_eq!(behind.submissions.len(), 1);
    assert_eq!(behind.count(|effect| matches!(effect, Effect::HandoffCreated { .. })), 1);
    assert_eq!(behind.count(|effect| matches!(effect, Effect::HandoffClosed { .. })), 1);

    // The launcher saw a ticket of this computer, never the link; nobody else kept it either.
    let opened = stage.browser.opened();
    assert_eq!(opened.len(), 1);
    assert!(opened[0].starts_with("http://127.0.0.1:") && !opened[0].contains("/runtime/"), "{opened:?}");
    assert!(stage.desktop.home().files_with("/runtime/access/rag_").is_empty());
    stage.ends_well().await;
}

/// Journey 5.
#[tokio::test]
async fn what_could_not_be_finished_is_reported_with_its_reason_and_whether_submit_was_pressed() {
    let mut stage = Stage::set(ServiceOptions::default()).await;
    stage.take_over(PLAIN).await;
    stage.browser.page().await;
    let window = &stage.window;
    window.choose("I could not finish").await;
    window.choose("The sign-in or code did not work").await;
    window.fill("Note", "Code refused three times.").await;
    window.choose("Not sure").await;
    stage.confirm("Report: could not finish…").await;
    window.sees_within("Collate is checking", SOON).await;
    let sent = &stage.requests(Operation::UnableToComplete).await[0];
    let expected = json!({
        "reason": "credential_or_mfa_issue",
        "operatorNotes": "Code refused three times.\nSubmit pressed: not sure.",
    });
    assert_eq!(sent.body, Some(expected));
    // Nothing was done in the portal: the case comes back with a new step, beside what was said of the last one.
    window.sees_within("Before you take over", SOON).await;
    window.sees("The sign-in or code did not work").await;
    stage.happens_once(PLAIN, |effect| matches!(effect, Effect::HandoffClosed { .. })).await;
    stage.ends_well().await;
}

/// Journey 6.
#[tokio::test]
async fn revoking_needs_a_reason_and_ends_the_link_at_once() {
    let mut stage = Stage::set(ServiceOptions::default()).await;
    stage.take_over(PLAIN).await;
    stage.browser.page().await;
    let window = &stage.window;
    window.press("Revoke my access…").await;
    window.sees("Read at").await;
    window.press("Revoke my access").await;
    window.sees("Say why.").await;
    assert!(stage.requests(Operation::RevokeHandoff).await.is_empty());
    window.fill("Reason", "I should not be in here").await;
    window.press("Revoke my access").await;
    window.sees_within("Access was withdrawn", SOON).await;
    let sent = &stage.requests(Operation::RevokeHandoff).await[0];
    assert_eq!(sent.body, Some(json!({ "reason": "I should not be in here" })));
    stage.happens_once(PLAIN, |effect| matches!(effect, Effect::HandoffClosed { .. })).await;
    let behind = stage.service.control.case(PLAIN).await;
    assert!(behind.handoffs.last().unwrap().grants.iter().all(|grant| grant.revoked), "{:?}", behind.handoffs);
    stage.ends_well().await;
}

/// Journey 7.
#[tokio::test]
async fn a_handoff_closed_elsewhere_is_told_and_what_was_typed_is_still_there() {
    let mut stage = Stage::set(ServiceOptions { millis: (1_500, 8_000, 2_500), ..ServiceOptions::default() }).await;
    stage.take_over(PLAIN).await;
    stage.browser.page().await;
    stage.type_report("LS-2026-0001").await;
    let handoff = stage.service.control.case(PLAIN).await.handoffs.last().unwrap().id.clone();
    stage.service.control.post(&format!("/handoffs/{handoff}/close"), json!({ "result": "revoked" })).await;
    let window = &stage.window;
    window.sees("Access was withdrawn").await;
    window.sees("What you typed, not sent").await;
    window.sees("LS-2026-0001").await;
    assert!(stage.requests(Operation::CompleteHandoff).await.is_empty());
    // Collate found nothing at the payer: the step comes back, and what was typed is there still.
    window.sees_within("Before you take over", SOON).await;
    window.sees("What you typed, not sent").await;
    window.sees("LS-2026-0001").await;
    stage.ends_well().await;
}

/// Journey 8.
#[tokio::test]
async fn a_version_conflict_keeps_what_was_typed_and_is_never_sent_again_by_itself() {
    let mut stage = Stage::set(ServiceOptions::default()).await;
    stage.take_over(PLAIN).await;
    stage.browser.page().await;
    stage.type_report("LS-2026-0001").await;
    let window = &stage.window;
    window.press("Report: submitted…").await;
    window.sees("Read at").await;
    // The case moves on between the reading and the confirmation, and no reading is quick enough to tell.
    let slow =
        json!({ "operation": "read", "caseId": PLAIN, "times": 20, "kind": "delay", "ms": 3000, "before": true });
    stage.service.control.post("/faults", slow).await;
    stage.service.control.post(&format!("/cases/{PLAIN}/touch"), json!({})).await;
    window.press("Report: submitted").await;
    window.sees("The case changed first").await;
    assert_eq!(window.value("Reference number shown").await, "LS-2026-0001");
    assert_eq!(window.value("Note").await, "Confirmation page shown, status Pending review.");
    stage.service.control.delete("/faults").await;
    window.escape_dialog().await;
    stage.confirm("Report: submitted…").await;
    window.sees_within("Collate is checking", SOON).await;
    let sent = stage.requests(Operation::CompleteHandoff).await;
    let [turned_away, done] = sent.as_slice() else { panic!("nothing is sent again by itself: {sent:?}") };
    assert_eq!((turned_away.status, named_version(done)), (Some(409), named_version(turned_away) + 1));
    assert_ne!(turned_away.headers.idempotency_key, done.headers.idempotency_key, "a new decision has its own key");
    stage.happens_once(PLAIN, |effect| matches!(effect, Effect::HandoffClosed { .. })).await;
    stage.ends_well().await;
}
