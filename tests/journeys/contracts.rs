//! Services that have less, or say more, than the desk knows; and looking on without touching.

use crate::stage::Stage;
use rig::ServiceOptions;
use simulator::Operation;

#[tokio::test]
async fn without_a_list_a_case_is_opened_by_its_number() {
    let stage = Stage::set(ServiceOptions { list: false, ..ServiceOptions::default() }).await;
    let window = &stage.window;
    window.sees("This service has no case list.").await;
    window.fill("Open a case by number", "auth_J4T6BK").await;
    window.press("Open").await;
    window.sees("Nothing is missing. Tell Collate to go on.").await;
    window.go("#/queue/yours").await;
    window.sees("auth_J4T6BK").await;
    stage.ends_well().await;
}

#[tokio::test]
async fn an_unknown_next_action_closes_its_case_and_no_other() {
    let stage = Stage::set(ServiceOptions::default()).await;
    let window = &stage.window;
    window.go("#/case/auth_Z2A8NX/requirements").await;
    window.sees("schedule_peer_to_peer").await;
    assert_ne!(window.offers("Save answers").await, Some(true));
    window.go("#/case/auth_J4T6BK/requirements").await;
    window.waits_to_offer("Tell Collate to go on…").await;
    window.go("#/service").await;
    window.sees("schedule_peer_to_peer").await;
    window.sees("auth_Z2A8NX").await;
    stage.ends_well().await;
}

#[tokio::test]
async fn a_live_session_is_watched_in_the_browser_and_nothing_can_be_done_there() {
    let mut stage = Stage::set(ServiceOptions::default()).await;
    stage.window.go("#/case/auth_P3W9DX/watch").await;
    stage.window.sees("READ-ONLY").await;
    stage.window.press("Watch, read-only").await;
    stage.browser.watches().await;
    assert_eq!(stage.requests(Operation::MintWatchGrant).await.len(), 1);
    assert!(stage.requests(Operation::MintGrant).await.is_empty());
    stage.window.press("Stop watching").await;
    stage.ends_well().await;
}
