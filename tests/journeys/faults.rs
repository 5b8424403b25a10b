use crate::stage::{SOON, Stage, program, programs};
use rig::{Browser, Desktop, Service, ServiceOptions, Started, Window};
use serde_json::json;
use simulator::{Effect, Operation};
use std::time::Duration;

const PLAIN: &str = "auth_V3C9QA";
const GO_ON: &str = "auth_J4T6BK";

#[tokio::test]
async fn a_service_that_is_down_at_the_start_is_told_and_comes_back() {
    let mut service = Service::start(&programs(), ServiceOptions::default());
    service.stop();
    let (desktop, browser) = (Desktop::bare(), Browser::waiting());
    let window = Window::open(program(), &desktop, &browser, Started::Connected(&service)).await;
    window.sees("Offline").await;
    service.start_again();
    window.press("Check again").await;
    window.goes_within("Offline", SOON).await;
    window.sees(PLAIN).await;
    service.control.assert_answers_fit().await;
    window.close().await;
}

#[tokio::test]
async fn a_service_that_goes_down_in_mid_handoff_loses_nothing_typed() {
    let mut stage = Stage::set(ServiceOptions::default()).await;
    stage.take_over(PLAIN).await;
    stage.browser.page().await;
    stage.type_report("LS-2026-0001").await;
    stage.service.control.post("/down", json!({ "ms": 4000 })).await;
    stage.window.sees_within("Offline since", SOON).await;
    assert_eq!(stage.window.value("Reference number shown").await, "LS-2026-0001");
    stage.window.goes_within("Offline since", SOON).await;
    stage.confirm("Report: submitted…").await;
    stage.window.sees_within("Collate is checking", SOON).await;
    stage.happens_once(PLAIN, |effect| matches!(effect, Effect::HandoffClosed { .. })).await;
    stage.ends_well().await;
}

#[tokio::test]
async fn a_decision_that_is_lost_on_the_way_goes_out_again_and_counts_once() {
    let stage = Stage::set(ServiceOptions::default()).await;
    let window = &stage.window;
    window.go(&format!("#/case/{GO_ON}/requirements")).await;
    window.sees("Nothing is missing.").await;
    stage.service.control.post("/faults", json!({ "operation": "confirm", "kind": "dropBefore" })).await;
    stage.confirm("Tell Collate to go on…").await;
    stage.happens_once(GO_ON, |effect| matches!(effect, Effect::Confirmed { .. })).await;
    let sent = stage.requests(Operation::Confirm).await;
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[0].headers.idempotency_key, sent[1].headers.idempotency_key);
    assert_eq!((&sent[0].body, &sent[0].headers.if_match), (&sent[1].body, &sent[1].headers.if_match));
    stage.ends_well().await;
}

#[tokio::test]
async fn a_handoff_refused_while_collate_works_is_told_plainly() {
    let stage = Stage::set(ServiceOptions::default()).await;
    let window = &stage.window;
    let refusal = json!({
        "operation": "createHandoff", "kind": "refuse", "status": 409, "code": "manual_handoff_not_allowed", "afterExecuting": false
    });
    stage.service.control.post("/faults", refusal).await;
    window.go(&format!("#/case/{PLAIN}/handoff")).await;
    window.press("Start handoff").await;
    window.sees("Collate is still working in this portal.").await;
    window.waits_to_offer("Start handoff").await;
    window.go("#/case/auth_P3W9DX/handoff").await;
    window.sees("The case does not ask for a portal step now.").await;
    stage.ends_well().await;
}

#[tokio::test]
async fn unknown_words_and_answers_that_are_not_the_services_change_nothing() {
    let stage = Stage::set(ServiceOptions::default()).await;
    let window = &stage.window;
    window.go("#/case/auth_Z1S7TU/requirements").await;
    window.sees("Status not recognized: on_hold_by_payer. Read only.").await;
    window.go("#/case/auth_Z2A8NX/requirements").await;
    window.sees("Collate returned a step this version does not know.").await;
    window.sees("schedule_peer_to_peer").await;
    window.go(&format!("#/case/{GO_ON}/requirements")).await;
    window.sees("Nothing is missing.").await;
    stage
        .service
        .control
        .post("/faults", json!({ "operation": "read", "kind": "notJson", "times": 3, "afterExecuting": false }))
        .await;
    window.press("Tell Collate to go on…").await;
    window.sees("Something other than Collate answered").await;
    assert!(stage.requests(Operation::Confirm).await.is_empty());
    stage.service.control.delete("/faults").await;
    window.escape_dialog().await;
    stage.confirm("Tell Collate to go on…").await;
    window.sees_within("Review, then accept for submission.", SOON).await;
    stage.ends_well().await;
}

#[tokio::test]
async fn a_computer_two_hours_off_counts_links_by_the_services_clock() {
    let mut stage = Stage::set(ServiceOptions { clock_skew_seconds: 7200, ..ServiceOptions::default() }).await;
    stage.window.sees("This computer's clock is 2 h").await;
    stage.take_over(PLAIN).await;
    stage.browser.page().await;
    stage.window.sees("link ends").await;
    // 120 s of life, counted by the service's clock: not two hours, and not over.
    let timer = stage.window.run("return document.querySelector('[role=timer]').innerText").await;
    let timer = timer.as_str().unwrap_or_default();
    // The service's clock is told to the second, so a link of two minutes may show one more.
    let two_minutes = timer.starts_with("1:") || timer.starts_with("2:00") || timer.starts_with("2:01");
    assert!(two_minutes, "not two hours, and not over: {timer}");
    stage.ends_well().await;
}

#[tokio::test]
async fn killing_the_program_in_mid_handoff_leaves_no_link_and_the_handoff_can_be_taken_up_again() {
    let mut stage = Stage::set(ServiceOptions::default()).await;
    stage.take_over(PLAIN).await;
    stage.browser.page().await;
    let Stage { desktop, mut browser, service, window } = stage;
    window.kill().await;
    assert!(desktop.home().files_with("/runtime/access/rag_").is_empty());
    let window = Window::open(program(), &desktop, &browser, Started::Connected(&service)).await;
    // The window opens on it: it is known to be ours, only the link is gone.
    window.sees("The program ended").await;
    window.press("Reopen").await;
    window.sees("link ends").await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    browser.page().await;
    service.control.assert_no_violations().await;
    assert_eq!(service.control.requests(Operation::CreateHandoff).await.len(), 1);
    service.control.assert_answers_fit().await;
    window.close().await;
}
