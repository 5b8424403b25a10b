use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use simulator::{Authorization, GrantOverride, HandoffResult, Operation};

use crate::support::{Ask, BASE, Bench, Browser, COVERED, PLAIN, Reply};

async fn follow(bench: &Bench, grant: &Value) -> Reply {
    let path = grant["url"].as_str().unwrap().strip_prefix(&bench.running.base_url).unwrap().to_owned();
    bench.send(Ask::get(path).without_key()).await
}

#[tokio::test]
async fn a_link_is_fresh_short_lived_and_on_the_service_s_own_address() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let grant = bench.mint(PLAIN, &handoff, "k").await;
    let id = grant["id"].as_str().unwrap();
    assert!(id.starts_with("rag_"));
    let url = grant["url"].as_str().unwrap();
    let secret = url.strip_prefix(&format!("{}/runtime/access/{id}_", bench.running.base_url)).unwrap();
    assert_eq!(secret.len(), 64);
    assert_eq!(grant["expiresAt"], "2026-11-20T16:47:18.000Z");
    assert_eq!(bench.version(PLAIN).await, 10, "minting changes nothing on the authorization");
}

#[tokio::test]
async fn a_link_redirects_to_the_portal_and_leaves_no_trace() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let reply = follow(&bench, &bench.mint(PLAIN, &handoff, "k").await).await;
    assert_eq!(reply.status, StatusCode::FOUND);
    assert!(reply.header(header::LOCATION).unwrap().starts_with(&format!("{}/enter/", bench.running.portal_url)));
    assert_eq!(reply.header(header::CACHE_CONTROL), Some("no-store"));
    assert_eq!(reply.header(header::REFERRER_POLICY), Some("no-referrer"));
}

#[tokio::test]
async fn a_link_may_be_opened_again_while_it_lives_and_openings_are_counted() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let grant = bench.mint(PLAIN, &handoff, "k").await;
    for _ in 0..3 {
        assert_eq!(follow(&bench, &grant).await.status, StatusCode::FOUND);
    }
    assert_eq!(bench.view(PLAIN).handoffs[0].grants[0].openings, 3);
}

#[tokio::test]
async fn a_newer_link_does_not_revoke_an_older_one() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let older = bench.mint(PLAIN, &handoff, "one").await;
    bench.mint(PLAIN, &handoff, "two").await;
    assert_eq!(follow(&bench, &older).await.status, StatusCode::FOUND);
}

#[tokio::test]
async fn an_expired_a_revoked_and_an_invented_link_are_refused_with_their_codes() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let first = bench.mint(PLAIN, &handoff, "one").await;
    bench.advance(299);
    assert_eq!(follow(&bench, &first).await.status, StatusCode::FOUND);
    bench.advance(1);
    follow(&bench, &first).await.refused(404, "access_grant_expired");
    let second = bench.mint(PLAIN, &handoff, "two").await;
    bench.end(PLAIN, &handoff, "revoke", &json!({ "reason": "done here" })).await.ok();
    follow(&bench, &second).await.refused(404, "access_grant_revoked");
    let invented = Ask::get("/runtime/access/rag_S0000_00").without_key();
    bench.send(invented).await.refused(404, "access_grant_revoked");
}

#[tokio::test]
async fn the_link_of_a_lost_session_says_so() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(COVERED).await;
    let grant = bench.mint(COVERED, &handoff, "k").await;
    let lost = HandoffResult::InteractionLostUnrecoverable;
    bench.running.close_handoff(&handoff, Some(lost)).unwrap();
    follow(&bench, &grant).await.refused(404, "channel_session_lost");
}

#[tokio::test]
async fn a_browser_gets_a_page_it_can_read() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let grant = bench.mint(PLAIN, &handoff, "k").await;
    bench.advance(300);
    let browser = Browser::open(grant["url"].as_str().unwrap()).await;
    assert_eq!(browser.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.by_id("code"), "access_grant_expired");
    assert_eq!(bench.last().error_code.as_deref(), Some("access_grant_expired"));
}

#[tokio::test]
async fn only_an_active_handoff_has_links() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    bench.report_submitted(PLAIN, &handoff).await;
    let path = format!("{BASE}/{PLAIN}/manual-handoffs/{handoff}/access-grants");
    bench.send(Ask::post(path).idempotent("late")).await.refused(409, "manual_handoff_not_active");
    let path = format!("{BASE}/{PLAIN}/manual-handoffs/mhand_nobody/access-grants");
    bench.send(Ask::post(path).idempotent("nobody")).await.refused(404, "manual_handoff_not_found");
}

#[tokio::test]
async fn three_links_must_be_refused_by_whoever_gets_them_and_the_fourth_is_good() {
    let bench = Bench::start().await;
    let case = "auth_L1N6KP";
    let handoff = bench.take_over(case).await;
    let not_https = bench.mint(case, &handoff, "1").await;
    assert!(not_https["url"].as_str().unwrap().starts_with("http://portal.example/"));
    let foreign = bench.mint(case, &handoff, "2").await;
    assert!(foreign["url"].as_str().unwrap().starts_with("https://links.example/"));
    let ended = bench.mint(case, &handoff, "3").await;
    assert_eq!(ended["expiresAt"], "2026-11-20T16:42:13.000Z");
    follow(&bench, &ended).await.refused(404, "access_grant_expired");
    let good = bench.mint(case, &handoff, "4").await;
    assert_eq!(follow(&bench, &good).await.status, StatusCode::FOUND);
}

#[tokio::test]
async fn the_next_link_can_be_ordered() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    bench.running.next_grant(GrantOverride { url: Some("https://evil.example/x".into()), expires_in_seconds: None });
    bench.running.next_grant(GrantOverride { url: None, expires_in_seconds: Some(7) });
    assert_eq!(bench.mint(PLAIN, &handoff, "1").await["url"], "https://evil.example/x");
    assert_eq!(bench.mint(PLAIN, &handoff, "2").await["expiresAt"], "2026-11-20T16:42:25.000Z");
    assert_eq!(bench.mint(PLAIN, &handoff, "3").await["expiresAt"], "2026-11-20T16:47:18.000Z");
}

#[tokio::test]
async fn no_secret_of_a_link_is_in_the_history_or_in_any_view() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let grant = bench.mint(PLAIN, &handoff, "k").await;
    let browser = Browser::open(grant["url"].as_str().unwrap()).await;
    let opened = bench.running.history().into_iter().find(|exchange| exchange.operation == Operation::OpenGrant);
    let opened = opened.unwrap();
    assert_eq!(opened.path, format!("/runtime/access/{}", grant["id"].as_str().unwrap()));
    assert_eq!(opened.headers.authorization, Authorization::Absent);
    assert_eq!((opened.case_id.as_deref(), opened.handoff_id.as_deref()), (Some(PLAIN), Some(handoff.as_str())));
    assert!(opened.effect);

    let secret = grant["url"].as_str().unwrap().rsplit_once('_').unwrap().1;
    let told = serde_json::to_string(&bench.running.history()).unwrap()
        + &serde_json::to_string(&bench.view(PLAIN)).unwrap()
        + &browser.page;
    assert!(!told.contains(secret));
}
