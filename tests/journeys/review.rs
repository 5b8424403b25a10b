use crate::stage::{SOON, Stage, named_version};
use rig::ServiceOptions;
use serde_json::json;
use simulator::{Effect, Operation};

const APPROVE: &str = "auth_9WD3RB";
const GO_ON: &str = "auth_J4T6BK";

/// Journey 2, by keyboard as far as the package.
#[tokio::test]
async fn a_package_is_reviewed_and_accepted_and_ends_in_receipt_and_decision() {
    let stage = Stage::set(ServiceOptions::default()).await;
    let window = &stage.window;
    window.sees("Needs me").await;
    window.keys("gr").await;
    window.sees(APPROVE).await;
    window.select_row(APPROVE).await;
    window.enter().await;
    window.sees("Accept for submission, or do not").await;
    window.sees("Read these first").await;
    window.sees("Everything that will be sent").await;
    let accept = "Accept rev_5J2Q8 for submission";
    assert_eq!(window.offers(accept).await, Some(false), "not before the warnings are read");
    window.tick_all_warnings().await;
    stage.confirm(accept).await;
    let receipt = window.receipt_within(SOON).await.expect("the payer's receipt comes");
    window.sees_within("Approved", SOON).await;

    let behind = stage.service.control.case(APPROVE).await;
    assert_eq!(behind.receipt_reference(), Some(receipt.as_str()));
    let sent = stage.requests(Operation::Confirm).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(
        (named_version(&sent[0]), sent[0].body.clone()),
        (23, Some(json!({ "acceptedReviewSnapshotId": "rev_5J2Q8" })))
    );
    assert!(sent[0].headers.idempotency_key.is_some());
    stage.happens_once(APPROVE, |effect| matches!(effect, Effect::Confirmed { .. })).await;
    stage.ends_well().await;
}

#[tokio::test]
async fn telling_collate_to_go_on_sends_the_version_that_was_shown() {
    let stage = Stage::set(ServiceOptions::default()).await;
    let window = &stage.window;
    window.go(&format!("#/case/{GO_ON}/requirements")).await;
    window.sees("Nothing is missing. Tell Collate to go on.").await;
    stage.confirm("Tell Collate to go on…").await;
    // Collate works, and comes back with a package.
    window.sees_within("Review, then accept for submission.", SOON).await;
    let sent = stage.requests(Operation::Confirm).await;
    assert_eq!((sent.len(), named_version(&sent[0]), sent[0].body.clone()), (1, 12, Some(json!({}))));
    stage.ends_well().await;
}

#[tokio::test]
async fn a_package_that_changes_under_the_reader_voids_the_marks_and_turns_acceptance_off() {
    let stage = Stage::set(ServiceOptions::default()).await;
    let window = &stage.window;
    window.go(&format!("#/case/{APPROVE}/review")).await;
    window.sees("Read these first").await;
    window.tick_all_warnings().await;
    window.waits_to_offer("Accept rev_5J2Q8 for submission").await;
    stage.service.control.post(&format!("/cases/{APPROVE}/replace-snapshot"), json!({})).await;
    window.sees("This package is out of date. Acceptance is off.").await;
    window.press("Open the new package").await;
    window.sees("Read these first").await;
    assert_eq!(window.offers("Accept rev_").await, Some(false), "reading starts again");
    window.tick_all_warnings().await;
    stage.confirm("Accept rev_").await;
    stage.happens_once(APPROVE, |effect| matches!(effect, Effect::Confirmed { .. })).await;
    stage.ends_well().await;
}
