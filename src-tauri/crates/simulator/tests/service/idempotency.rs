use serde_json::json;
use simulator::{Effect, Options, Rules};

use crate::support::{APPROVE, APPROVE_SNAPSHOT, Ask, BASE, Bench, COVERED, COVERED_SNAPSHOT, PLAIN};

fn create(version: u64, key: &str) -> Ask {
    Ask::post(format!("{BASE}/{COVERED}/manual-handoffs"))
        .version(version)
        .idempotent(key)
        .json(&json!({ "acceptedReviewSnapshotId": COVERED_SNAPSHOT }))
}

#[tokio::test]
async fn the_same_key_and_request_replay_the_first_answer_byte_for_byte_without_a_second_effect() {
    let bench = Bench::start().await;
    let first = bench.send(create(14, "one")).await;
    bench.advance(30);
    let again = bench.send(create(14, "one")).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert!(bench.last().replay && !bench.last().effect);
    assert_eq!(bench.view(COVERED).count(|effect| matches!(effect, Effect::HandoffCreated { .. })), 1);
    assert_eq!(bench.version(COVERED).await, 15);
}

#[tokio::test]
async fn a_replay_is_answered_even_after_the_handoff_is_over() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let ask = |version| {
        Ask::post(format!("{BASE}/{PLAIN}/manual-handoffs/{handoff}/revoke"))
            .version(version)
            .idempotent("revoke")
            .json(&json!({ "reason": "should not be in here", "notes": null }))
    };
    let first = bench.send(ask(10)).await;
    bench.advance(60);
    let again = bench.send(ask(10)).await;
    assert_eq!(again.body, first.body);
    assert_eq!(bench.view(PLAIN).count(|effect| matches!(effect, Effect::HandoffClosed { .. })), 1);
}

#[tokio::test]
async fn the_same_key_with_another_body_or_another_path_is_refused() {
    let bench = Bench::start().await;
    bench.send(create(14, "one")).await.ok();
    let other_body = Ask::post(format!("{BASE}/{COVERED}/manual-handoffs")).version(15).idempotent("one");
    bench.send(other_body.json(&json!({}))).await.refused(409, "idempotency_key_reused");
    let other_path = Ask::post(format!("{BASE}/{PLAIN}/manual-handoffs")).version(9).idempotent("one");
    let body = json!({ "acceptedReviewSnapshotId": COVERED_SNAPSHOT });
    bench.send(other_path.json(&body)).await.refused(409, "idempotency_key_reused");
    assert_eq!(bench.last().violations, ["a key is repeated with another request"]);
    assert_eq!(bench.version(PLAIN).await, 9);
}

#[tokio::test]
async fn a_key_that_comes_back_with_another_version_is_replayed_and_noted() {
    let bench = Bench::start().await;
    let first = bench.send(create(14, "one")).await;
    let again = bench.send(create(15, "one")).await;
    assert_eq!(again.body, first.body);
    assert_eq!(bench.last().violations, ["a key is repeated with another If-Match"]);
}

#[tokio::test]
async fn a_conflict_is_kept_with_its_key_and_a_bad_request_is_not() {
    let bench = Bench::start().await;
    let stale = bench.send(create(13, "stale")).await;
    stale.refused(409, "version_conflict");
    let again = bench.send(create(14, "stale")).await;
    assert_eq!(again.body, stale.body, "with its request id");

    let ask = || Ask::post(format!("{BASE}/{COVERED}/manual-handoffs")).version(14).idempotent("bad");
    bench.send(ask().json(&json!({ "surprise": 1 }))).await.refused(400, "bad_request");
    bench.send(ask().json(&json!({ "acceptedReviewSnapshotId": COVERED_SNAPSHOT }))).await.ok();
}

#[tokio::test]
async fn refusals_can_be_forgotten() {
    let rules = Rules { forget_refusals: true, ..Rules::default() };
    let bench = Bench::with(Options { rules, ..Options::default() }).await;
    bench.send(create(13, "one")).await.refused(409, "version_conflict");
    bench.send(create(14, "one")).await.ok();
}

#[tokio::test]
async fn a_key_on_confirm_is_honored() {
    let bench = Bench::start().await;
    let ask = || {
        Ask::post(format!("{BASE}/{APPROVE}/confirm"))
            .version(23)
            .idempotent("accept")
            .json(&json!({ "acceptedReviewSnapshotId": APPROVE_SNAPSHOT }))
    };
    let first = bench.send(ask()).await;
    first.ok();
    bench.advance(60);
    assert_eq!(bench.send(ask()).await.body, first.body);
    assert_eq!(bench.payer_requests(APPROVE), 1);
}

#[tokio::test]
async fn a_repeated_key_on_minting_replays_the_old_link() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let first = bench.mint(PLAIN, &handoff, "mint-1").await;
    bench.advance(299);
    assert_eq!(bench.mint(PLAIN, &handoff, "mint-1").await, first);
    let fresh = bench.mint(PLAIN, &handoff, "mint-2").await;
    assert_ne!(fresh["url"], first["url"]);
    assert_ne!(fresh["id"], first["id"]);
}
