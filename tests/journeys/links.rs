use crate::stage::{SOON, Stage, program, programs};
use rig::{Browser, Desktop, Service, ServiceOptions, Started, Window};
use serde_json::json;
use simulator::Operation;
use std::collections::BTreeSet;

const PLAIN: &str = "auth_V3C9QA";

/// Journey 4.
#[tokio::test]
async fn a_link_that_ends_while_it_is_open_is_discarded_and_reopening_makes_a_new_one() {
    let mut stage = Stage::set(ServiceOptions { grant_seconds: 8, ..ServiceOptions::default() }).await;
    stage.take_over(PLAIN).await;
    stage.browser.page().await;
    let window = &stage.window;
    window.sees("link ends").await;
    window.sees_within("Still in the portal?", SOON).await;
    window.sees_within("The link ended and was discarded.", SOON).await;
    let before = stage.requests(Operation::MintGrant).await.len();
    assert_eq!(stage.browser.opened().len(), 1, "a renewed link is opened by nobody");
    window.press("Reopen").await;
    window.sees("link ends").await;
    stage.browser.started_times(2).await;
    let mints = stage.requests(Operation::MintGrant).await;
    let keys: BTreeSet<_> = mints.iter().map(|mint| mint.headers.idempotency_key.clone()).collect();
    assert_eq!((mints.len(), keys.len()), (before + 1, before + 1), "each link has a key of its own");
    // The operator's browser comes for two links, one for each opening.
    stage.service.control.requests_reach(Operation::OpenGrant, 2).await;
    stage.ends_well().await;
}

#[tokio::test]
async fn links_that_must_not_be_opened_are_refused_with_a_reason_and_never_shown() {
    let stage = Stage::set(ServiceOptions::default()).await;
    stage.browser.stay_away();
    stage.window.go(&format!("#/case/{PLAIN}/handoff")).await;
    stage.window.press("Start handoff").await;
    for (next, words) in [
        (json!({ "url": "http://portal.example/runtime/access/rag_evil" }), "another host"),
        (json!({ "url": "ftp://127.0.0.1/runtime/access/rag_evil" }), "not an https link"),
        (json!({ "expiresInSeconds": -5 }), "had already ended when it came"),
    ] {
        stage.service.control.post("/grants", json!({ "next": next })).await;
        stage.window.press("Open the portal").await;
        stage.window.sees(words).await;
        assert!(!stage.window.shows("rag_evil").await);
    }
    assert!(stage.browser.opened().is_empty());
    stage.ends_well().await;
}

#[tokio::test]
async fn a_missing_launcher_is_told_and_the_window_stays_usable() {
    let service = Service::start(&programs(), ServiceOptions::default());
    let (desktop, browser) = (Desktop::bare(), Browser::waiting());
    let started = Started::Connected(&service);
    // No program on its path at all: none that opens addresses either.
    let window = Window::open_with(program(), &desktop, &browser, started, |driver| {
        driver.env("PATH", "/nonexistent");
    })
    .await;
    let mut stage = Stage { desktop, browser, service, window };
    stage.take_over(PLAIN).await;
    stage.window.sees("No browser could be started on this computer.").await;
    stage.window.sees("Report what happened").await;
    stage.window.waits_to_offer("Open the portal").await;
    stage.ends_well().await;
}
