use axum::http::Method;
use serde_json::{Value, json};
use simulator::{Fault, FaultKind, Operation};

use super::{BASE, Desk};
use crate::support::{APPROVE, Ask, Bench, CONTINUE, COVERED};

#[tokio::test]
async fn each_contract_has_only_its_own_addresses() {
    let desk = Desk::start().await;
    let b = crate::support::BASE;
    for ask in [Ask::get(b), Ask::get(format!("{b}/{APPROVE}")), Ask::post(format!("{b}/{APPROVE}/cancel"))] {
        desk.send(ask).await.refused(404, "not_found");
    }
    let bench = Bench::start().await;
    for ask in [Ask::get(BASE), Ask::get(format!("{BASE}/{APPROVE}")), Ask::post(format!("{BASE}/{APPROVE}/cancel"))] {
        bench.send(ask).await.refused(404, "not_found");
    }
    bench.send(Ask::get(format!("{b}/{APPROVE}/requirements"))).await.refused(404, "not_found");
    bench.send(Ask::get(format!("{b}/{APPROVE}/attachments"))).await.refused(405, "method_not_allowed");
    desk.send(Ask::delete(BASE)).await.refused(405, "method_not_allowed");
}

#[tokio::test]
async fn there_are_no_handoffs_no_live_sessions_and_no_links() {
    let desk = Desk::start().await;
    for (method, path) in [
        (Method::POST, "manual-handoffs"),
        (Method::GET, "manual-handoffs/mhand_A1P0K"),
        (Method::POST, "manual-handoffs/mhand_A1P0K/access-grants"),
        (Method::GET, "live-session"),
        (Method::POST, "live-session/access-grants"),
    ] {
        desk.send(Ask::new(method, format!("{BASE}/auth_A1P0KD/{path}"))).await.refused(404, "not_found");
        assert_eq!(desk.bench.last().operation, Operation::Unknown);
    }
    desk.send(Ask::get("/runtime/access/rag_S0001_deadbeef").without_key()).await.refused(404, "not_found");
    for case in desk.bench.running.cases() {
        assert_eq!(desk.bench.view(&case.id).handoffs, [], "{}", case.id);
    }
}

#[tokio::test]
async fn confirm_and_cancel_want_a_version_and_a_key() {
    let desk = Desk::start().await;
    for verb in ["confirm", "cancel"] {
        let path = format!("{BASE}/{CONTINUE}/{verb}");
        let envelope = desk.send(Ask::post(&path).version(12)).await.refused(400, "bad_request");
        assert_eq!(envelope["error"]["issues"][0]["location"], json!(["header", "Idempotency-Key"]));
        let envelope = desk.send(Ask::post(&path).idempotent("k")).await.refused(400, "bad_request");
        assert_eq!(envelope["error"]["issues"][0]["location"], json!(["header", "If-Match"]));
        desk.send(Ask::post(&path).header("If-Match", "12").idempotent("k")).await.refused(400, "bad_request");
    }
    assert_eq!(desk.read(CONTINUE).await["version"], 12);
}

#[tokio::test]
async fn cancel_takes_no_body_and_confirm_takes_nothing_but_the_action() {
    let desk = Desk::start().await;
    let ask = |verb: &str, body: &Value| {
        Ask::post(format!("{BASE}/{CONTINUE}/{verb}")).version(12).idempotent("k").json(body)
    };
    desk.send(ask("cancel", &json!({}))).await.refused(400, "bad_request");
    for body in [
        json!({ "acceptedReviewSnapshotId": "rev_5J2Q8" }),
        json!({ "nextActionId": 7 }),
        json!({ "nextActionId": "act_1", "note": "x" }),
        json!([]),
    ] {
        desk.send(ask("confirm", &body)).await.refused(400, "bad_request");
        assert_eq!(desk.bench.last().violations.len(), 1, "{body}");
    }
}

#[tokio::test]
async fn a_case_nobody_knows_is_authorization_not_found() {
    let desk = Desk::start().await;
    for ask in [
        Ask::get(format!("{BASE}/auth_nobody")),
        Ask::get(format!("{BASE}/auth_nobody/requirements")),
        Ask::get(format!("{BASE}/auth_nobody/attachments")),
        Ask::post(format!("{BASE}/auth_nobody/cancel")).version(1).idempotent("c"),
        Ask::get(format!("{BASE}/{COVERED}")),
    ] {
        desk.send(ask).await.refused(404, "authorization_not_found");
        assert_eq!(desk.bench.last().error_code.as_deref(), Some("authorization_not_found"));
    }
}

#[tokio::test]
async fn every_call_under_v1_needs_the_key() {
    let desk = Desk::start().await;
    desk.send(Ask::get("/health").without_key()).await.ok();
    for path in [BASE, "/v1/prior-authorizations", "/v1/prior-auth/authorizations/auth_9WD3RB/requirements"] {
        desk.send(Ask::get(path).without_key()).await.refused(401, "unauthorized");
    }
}

#[tokio::test]
async fn the_history_has_the_operations_of_b_and_the_words_that_were_sent() {
    let desk = Desk::start().await;
    let asked = desk.confirm_current(CONTINUE).await;
    assert_eq!(asked["status"], "processing");
    let exchange = desk.bench.last();
    assert_eq!((exchange.operation, exchange.path), (Operation::Confirm, format!("{BASE}/{CONTINUE}/confirm")));
    assert!(exchange.body.unwrap()["nextActionId"].is_string());
    assert_eq!((exchange.case_id.as_deref(), exchange.effect), (Some(CONTINUE), true));
    desk.send(Ask::get(format!("{BASE}/{CONTINUE}/requirements"))).await.ok();
    assert_eq!(serde_json::to_value(desk.bench.last()).unwrap()["operation"], "readRequirements");
}

#[tokio::test]
async fn faults_are_played_by_the_same_names() {
    let desk = Desk::start().await;
    let asked = desk.read(CONTINUE).await["nextAction"]["id"].as_str().unwrap().to_owned();
    desk.bench.running.inject(Fault::next(Operation::Confirm, FaultKind::DropAfter));
    let ask = || super::confirmation(CONTINUE, 12, "dropped", &asked);
    assert!(desk.bench.try_send(ask()).await.is_err());
    let replayed = desk.send(ask()).await.ok();
    assert_eq!((&replayed["status"], desk.bench.last().replay), (&json!("processing"), true));
}
