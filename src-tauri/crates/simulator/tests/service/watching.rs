use serde_json::{Value, json};
use simulator::{Contract, Effect, Operation, Options};

use crate::support::{APPROVE, Ask, BASE, Bench, Browser, CONTINUE, PLAIN, PROCESSING, Reply};

async fn mint(bench: &Bench, case: &str) -> Reply {
    bench.send(Ask::post(format!("{BASE}/{case}/live-session/access-grants")).idempotent(case)).await
}

fn url(grant: &Value) -> &str {
    grant["url"].as_str().unwrap()
}

#[tokio::test]
async fn a_link_to_watch_shows_a_page_with_nothing_to_press() {
    let bench = Bench::start().await;
    let grant = mint(&bench, PROCESSING).await.ok();
    assert_eq!(grant["expiresAt"], "2026-11-20T16:47:18.000Z");
    let mut browser = Browser::open(url(&grant)).await;
    assert!(browser.at.ends_with("/watch"), "{}", browser.at);
    assert_eq!(browser.by_id("watch-case"), PROCESSING);
    assert!(browser.has("watch-only") && browser.has("watch-owner"));
    for control in ["<form", "<button", "<input", "<textarea", "id=\"new-request\""] {
        assert!(!browser.page.contains(control), "{control}");
    }
    let visit = browser.at.rsplit_once('/').unwrap().0.to_owned();
    for page in ["sign-in", "request", "existing", "confirmation/1"] {
        browser.visit(&format!("{visit}/{page}")).await;
        assert_eq!((browser.status.as_u16(), browser.has("watch-only")), (403, true), "{page}");
    }
    browser.post(&format!("{visit}/request"), &[("member-id", "1")]).await;
    assert_eq!(browser.status.as_u16(), 403);
    assert_eq!(bench.payer_requests(PROCESSING), 0);
    let view = bench.view(PROCESSING);
    assert_eq!(view.count(|effect| matches!(effect, Effect::WatchGrantOpened { .. })), 1);
    assert_eq!((view.watch_grants[0].openings, view.line.version), (1, 12), "watching changes nothing");
}

#[tokio::test]
async fn a_session_that_watches_is_not_one_that_acts_and_the_other_way_round() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let acting = Browser::open(url(&bench.mint(PLAIN, &handoff, "m").await)).await;
    let mut watching = Browser::open(url(&mint(&bench, PLAIN).await.ok())).await;
    assert!(acting.has("sign-in") && watching.has("watch-only"));
    let acting_at = acting.at.clone();
    watching.visit(&acting_at).await;
    assert_eq!(watching.status.as_u16(), 404, "another session's address");
}

#[tokio::test]
async fn without_a_session_there_is_nothing_to_watch_and_the_reason_is_told() {
    let bench = Bench::start().await;
    for (case, reason) in [
        (APPROVE, "no_active_channel_session"),
        (CONTINUE, "no_active_channel_session"),
        ("auth_A1P0KD", "no_active_channel_session"),
        (PLAIN, "live_view_not_available"),
        ("auth_F5L7HZ", "channel_session_lost"),
    ] {
        let refused = mint(&bench, case).await.refused(409, "live_session_not_available");
        assert_eq!(refused["error"]["details"]["reason"], reason, "{case}");
    }
    mint(&bench, "auth_nobody").await.refused(404, "prior_authorization_not_found");
}

#[tokio::test]
async fn a_link_to_watch_ends_with_its_time_and_with_what_there_was_to_see() {
    let bench = Bench::start().await;
    let grant = mint(&bench, PROCESSING).await.ok();
    let mut browser = Browser::open(url(&grant)).await;
    bench.advance(300);
    let late = Browser::open(url(&grant)).await;
    assert_eq!(late.by_id("code"), "access_grant_expired");
    browser.visit(&browser.at.clone()).await;
    assert_eq!(browser.status.as_u16(), 200, "an open page goes on");
    bench.running.give_receipt(PROCESSING, None).unwrap();
    browser.visit(&browser.at.clone()).await;
    assert_eq!((browser.status.as_u16(), browser.has("watch-ended")), (410, true));
    assert_eq!(Browser::open(url(&grant)).await.by_id("code"), "channel_session_lost");
}

#[tokio::test]
async fn minting_wants_a_key_in_b1_and_none_in_b2_and_never_a_version_or_a_body() {
    let path = format!("{BASE}/{PROCESSING}/live-session/access-grants");
    let bench = Bench::start().await;
    bench.send(Ask::post(&path)).await.refused(400, "bad_request");
    bench.send(Ask::post(&path).idempotent("k").version(12)).await.refused(400, "bad_request");
    bench.send(Ask::post(&path).idempotent("k").json(&json!({}))).await.refused(400, "bad_request");
    let bench = Bench::with(Options { contract: Contract::B2, ..Options::default() }).await;
    bench.send(Ask::post(&path)).await.ok();
    assert!(bench.last().violations.is_empty());
    assert_eq!(bench.last().operation, Operation::MintWatchGrant);
}

#[tokio::test]
async fn the_secret_of_a_link_to_watch_is_in_no_history_and_no_view() {
    let bench = Bench::with(Options { control: true, ..Options::default() }).await;
    let grant = mint(&bench, PROCESSING).await.ok();
    Browser::open(url(&grant)).await;
    let secret = url(&grant).rsplit_once('_').unwrap().1;
    let history = serde_json::to_string(&bench.running.history_with_responses()).unwrap();
    assert!(history.contains("/runtime/access/(secret)") && !history.contains(secret));
    assert!(!serde_json::to_string(&bench.view(PROCESSING)).unwrap().contains(secret));
}
