use axum::http::Method;
use serde_json::{Value, json};
use simulator::{BackstageError, CaseView, Clock, Exchange, HandoffState, Options, start};

use crate::support::{APPROVE, Ask, BASE, Bench, COVERED, PLAIN};

async fn with_control() -> Bench {
    Bench::with(Options { control: true, ..Options::default() }).await
}

#[tokio::test]
async fn there_is_no_control_api_unless_it_is_asked_for() {
    assert_eq!(Bench::start().await.running.control_url, None);
    assert!(with_control().await.running.control_url.is_some());
}

/// Every example of the README, in its order, on a fresh simulator with a manual clock.
#[tokio::test]
async fn the_examples_of_the_readme_work() {
    let bench = with_control().await;
    let readme = include_str!("../../README.md");
    let examples: Vec<&str> =
        readme.split("```http\n").skip(1).map(|block| block.split("```").next().unwrap()).collect();
    let mut requests = 0;
    for line in examples.iter().flat_map(|block| block.lines()).filter(|line| !line.is_empty()) {
        let mut words = line.splitn(3, ' ');
        let method: Method = words.next().unwrap().parse().unwrap();
        let ask = Ask::new(method, words.next().unwrap());
        let ask = match words.next() {
            Some(body) => ask.json(&serde_json::from_str(body).unwrap_or_else(|error| panic!("{line}: {error}"))),
            None => ask,
        };
        let reply = bench.control(ask).await;
        assert!(reply.status.is_success(), "{line}: {} {}", reply.status, reply.text());
        requests += 1;
    }
    assert!(requests >= 28, "{requests}");
}

#[tokio::test]
async fn history_and_cases_read_back_as_what_they_are() {
    let bench = with_control().await;
    bench.take_over(COVERED).await;
    let history = bench.control(Ask::get("/history")).await.ok();
    let exchanges: Vec<Exchange> = serde_json::from_value(history["exchanges"].clone()).unwrap();
    assert_eq!(exchanges, bench.running.history());
    let case = bench.control(Ask::get(format!("/cases/{COVERED}"))).await.ok();
    let view: CaseView = serde_json::from_value(case).unwrap();
    assert_eq!(view, bench.view(COVERED));
    assert_eq!(bench.control(Ask::get("/cases")).await.ok()["cases"][0]["id"], APPROVE);
    bench.control(Ask::new(Method::DELETE, "/history")).await.ok();
    assert!(bench.running.history().is_empty());
}

#[tokio::test]
async fn a_touch_is_a_change_made_elsewhere() {
    let bench = with_control().await;
    let touched = bench.control(Ask::post(format!("/cases/{COVERED}/touch"))).await.ok();
    assert_eq!(touched["version"], 15);
    assert_eq!(bench.version(COVERED).await, 15);
}

#[tokio::test]
async fn any_status_and_next_action_can_be_shown() {
    let bench = with_control().await;
    let body = json!({ "status": "paused", "nextAction": { "type": "sign_form", "resolution": "fax" } });
    bench.control(Ask::post(format!("/cases/{COVERED}/status")).json(&body)).await.ok();
    let document = bench.read(COVERED).await;
    assert_eq!(document["status"], "paused");
    assert_eq!(
        (&document["nextAction"]["type"], &document["nextAction"]["resolution"]["kind"]),
        (&json!("sign_form"), &json!("fax"))
    );
}

#[tokio::test]
async fn a_receipt_and_a_decision_can_arrive_at_any_time() {
    let bench = with_control().await;
    let receipt = json!({ "referenceNumber": "BFM-1" });
    bench.control(Ask::post(format!("/cases/{APPROVE}/receipt")).json(&receipt)).await.ok();
    assert_eq!(bench.status(APPROVE), "waiting_on_payer");
    let ruling = json!({ "outcome": "denied", "denialReasons": ["Not covered."] });
    bench.control(Ask::post(format!("/cases/{APPROVE}/decide")).json(&ruling)).await.ok();
    let document = bench.read(APPROVE).await;
    assert_eq!((&document["outcome"], &document["status"]), (&json!("denied"), &json!("completed")));
    assert_eq!(document["submission"]["decision"]["denialReasons"], json!(["Not covered."]));
}

#[tokio::test]
async fn a_handoff_can_be_closed_and_put_into_any_state() {
    let bench = with_control().await;
    let handoff = bench.take_over(PLAIN).await;
    let body = json!({ "state": "closing" });
    bench.control(Ask::post(format!("/handoffs/{handoff}/state")).json(&body)).await.ok();
    assert_eq!(bench.view(PLAIN).handoffs[0].state, HandoffState::Closing);
    let body = json!({ "result": "expired" });
    bench.control(Ask::post(format!("/handoffs/{handoff}/close")).json(&body)).await.ok();
    assert_eq!(bench.view(PLAIN).handoffs[0].state, HandoffState::Closed);
    let again = bench.control(Ask::post(format!("/handoffs/{handoff}/close")).json(&body)).await;
    assert_eq!(again.status, 409);
}

#[tokio::test]
async fn a_receipt_that_arrives_during_a_handoff_outlives_the_handoff() {
    let bench = with_control().await;
    bench.take_over(PLAIN).await;
    bench.running.give_receipt(PLAIN, Some("LKS 1".into())).unwrap();
    bench.advance(3_600);
    let view = bench.view(PLAIN);
    assert_eq!((view.line.status.as_str(), view.handoffs[0].state), ("completed", HandoffState::Closed));
    assert_eq!(view.receipt_reference(), Some("LKS 1"));
}

#[tokio::test]
async fn timing_can_be_changed_in_part() {
    let bench = with_control().await;
    let timing = bench.control(Ask::post("/timing").json(&json!({ "grantLifeMs": 9000 }))).await.ok();
    assert_eq!((&timing["grantLifeMs"], &timing["payerMs"]), (&json!(9_000), &json!(20_000)));
    let handoff = bench.take_over(PLAIN).await;
    assert_eq!(bench.mint(PLAIN, &handoff, "k").await["expiresAt"], "2026-11-20T16:42:27.000Z");
    assert_eq!(bench.control(Ask::post("/timing").json(&json!({ "grantLife": 9 }))).await.status, 400);
}

#[tokio::test]
async fn the_manual_clock_moves_by_order_and_the_system_clock_does_not() {
    let bench = with_control().await;
    let advanced = bench.control(Ask::post("/clock/advance").json(&json!({ "ms": 1500 }))).await.ok();
    assert_eq!(advanced["now"], "2026-11-20T16:42:19.500Z");

    let running = start(Options { clock: Clock::System, ..Options::default() }).await.unwrap();
    assert_eq!(running.advance(std::time::Duration::from_secs(1)), Err(BackstageError::SystemClock));
    running.stop().await;
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let bench = with_control().await;
    for path in ["/cases/auth_nobody/touch", "/handoffs/mhand_nobody/submit"] {
        let reply = bench.control(Ask::post(path)).await;
        assert_eq!(reply.status, 404);
        assert!(reply.json()["error"].as_str().unwrap().contains("nobody"));
    }
    let unknown: Value = json!({ "accepted": false, "surprise": 1 });
    assert!(bench.control(Ask::post("/key").json(&unknown)).await.status.is_client_error());
    bench.read(APPROVE).await;
}

#[tokio::test]
async fn key_and_list_can_be_switched() {
    let bench = with_control().await;
    bench.control(Ask::post("/key").json(&json!({ "accepted": false }))).await.ok();
    bench.send(Ask::get(BASE)).await.refused(401, "unauthorized");
    bench.control(Ask::post("/key").json(&json!({ "accepted": true }))).await.ok();
    bench.control(Ask::post("/list").json(&json!({ "present": false }))).await.ok();
    bench.send(Ask::get(BASE)).await.refused(404, "not_found");
}
