use axum::http::{Method, header};
use jiff::SignedDuration;
use serde_json::json;
use simulator::{Authorization, Options};

use crate::support::{APPROVE, APPROVE_SNAPSHOT, Ask, BASE, Bench, CONTINUE, COVERED, COVERED_SNAPSHOT, PLAIN};

#[tokio::test]
async fn health_is_the_only_route_without_a_key() {
    let bench = Bench::start().await;
    bench.send(Ask::get("/health").without_key()).await.ok();
    for path in [BASE, "/v1/prior-authorizations/auth_9WD3RB", "/v1/nothing"] {
        bench.send(Ask::get(path).without_key()).await.refused(401, "unauthorized");
        assert_eq!(bench.last().headers.authorization, Authorization::Absent);
    }
}

#[tokio::test]
async fn a_wrong_key_and_another_scheme_are_unauthorized_and_their_value_is_not_kept() {
    let bench = Bench::start().await;
    for value in ["Bearer other-environment", "Basic abc", "Bearer"] {
        let ask = Ask::get(BASE).without_key().header("Authorization", value);
        bench.send(ask).await.refused(401, "unauthorized");
        assert_eq!(bench.last().headers.authorization, Authorization::Wrong);
    }
    assert!(!serde_json::to_string(&bench.running.history()).unwrap().contains("other-environment"));
}

#[tokio::test]
async fn a_key_that_is_withdrawn_is_refused_until_it_is_accepted_again() {
    let bench = Bench::start().await;
    bench.running.set_key_accepted(false);
    bench.send(Ask::get(BASE)).await.refused(401, "unauthorized");
    bench.running.set_key_accepted(true);
    bench.send(Ask::get(BASE)).await.ok();
}

#[tokio::test]
async fn a_version_that_is_not_quoted_exactly_is_a_bad_request() {
    let bench = Bench::start().await;
    for tag in ["12", "W/\"12\"", "*", "\"\"", "\"twelve\"", "\"12\", \"13\"", "\"12"] {
        let ask = Ask::post(format!("{BASE}/{CONTINUE}/confirm")).header("If-Match", tag).json(&json!({}));
        let envelope = bench.send(ask).await.refused(400, "bad_request");
        assert_eq!(envelope["error"]["issues"][0]["location"], json!(["header", "If-Match"]), "{tag}");
    }
    assert_eq!(bench.version(CONTINUE).await, 12);
}

#[tokio::test]
async fn a_version_that_is_sent_twice_is_a_bad_request() {
    let bench = Bench::start().await;
    let ask = Ask::post(format!("{BASE}/{CONTINUE}/confirm")).version(12).version(12).json(&json!({}));
    bench.send(ask).await.refused(400, "bad_request");
}

#[tokio::test]
async fn every_write_wants_a_version_and_minting_refuses_one() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let handoffs = format!("{BASE}/{PLAIN}/manual-handoffs");
    for (path, body) in [
        (format!("{BASE}/{PLAIN}/confirm"), json!({})),
        (format!("{BASE}/{PLAIN}/cancel"), json!({})),
        (handoffs.clone(), json!({})),
        (format!("{handoffs}/{handoff}/complete"), json!({ "reportedOutcome": "submitted" })),
        (format!("{handoffs}/{handoff}/unable-to-complete"), json!({ "reason": "other" })),
        (format!("{handoffs}/{handoff}/revoke"), json!({ "reason": "mistake" })),
    ] {
        bench.send(Ask::post(path).idempotent("no-version").json(&body)).await.refused(400, "bad_request");
    }
    let mint = Ask::post(format!("{handoffs}/{handoff}/access-grants")).idempotent("mint").version(10);
    bench.send(mint).await.refused(400, "bad_request");
}

#[tokio::test]
async fn b1_wants_a_key_on_handoff_commands_and_on_minting_but_not_on_confirm_and_cancel() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let version = bench.version(PLAIN).await;
    let handoffs = format!("{BASE}/{PLAIN}/manual-handoffs");
    for (path, body) in [
        (handoffs.clone(), json!({})),
        (format!("{handoffs}/{handoff}/complete"), json!({ "reportedOutcome": "submitted" })),
        (format!("{handoffs}/{handoff}/unable-to-complete"), json!({ "reason": "other" })),
        (format!("{handoffs}/{handoff}/revoke"), json!({ "reason": "mistake" })),
    ] {
        let envelope = bench.send(Ask::post(path).version(version).json(&body)).await.refused(400, "bad_request");
        assert_eq!(envelope["error"]["issues"][0]["location"], json!(["header", "Idempotency-Key"]));
    }
    bench.send(Ask::post(format!("{handoffs}/{handoff}/access-grants"))).await.refused(400, "bad_request");

    bench.send(Ask::post(format!("{BASE}/{CONTINUE}/confirm")).version(12).json(&json!({}))).await.ok();
    bench.send(Ask::post(format!("{BASE}/{APPROVE}/cancel")).version(23)).await.ok();
}

#[tokio::test]
async fn minting_takes_no_body() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let path = format!("{BASE}/{PLAIN}/manual-handoffs/{handoff}/access-grants");
    bench.send(Ask::post(path).idempotent("mint").json(&json!({}))).await.refused(400, "bad_request");
}

#[tokio::test]
async fn a_body_must_say_that_it_is_json_and_be_it() {
    let bench = Bench::start().await;
    let path = format!("{BASE}/{APPROVE}/confirm");
    let body = json!({ "acceptedReviewSnapshotId": APPROVE_SNAPSHOT }).to_string();
    bench.send(Ask::post(&path).version(23).text(&body)).await.refused(400, "bad_request");
    let ask = Ask::post(&path).version(23).text("{\"accepted").header("Content-Type", "application/json");
    let envelope = bench.send(ask).await.refused(400, "bad_request");
    assert_eq!(envelope["error"]["issues"][0]["errorType"], "not_json");
    let ask = Ask::post(&path).version(23).text(&body).header("Content-Type", "application/json; charset=utf-8");
    bench.send(ask).await.ok();
}

#[tokio::test]
async fn unknown_fields_wrong_types_and_unknown_words_are_bad_requests() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(PLAIN).await;
    let version = bench.version(PLAIN).await;
    let handoffs = format!("{BASE}/{PLAIN}/manual-handoffs");
    for (path, body) in [
        (format!("{BASE}/{PLAIN}/confirm"), json!({ "nextActionId": "act_1" })),
        (format!("{BASE}/{PLAIN}/cancel"), json!({ "reason": "mistake" })),
        (handoffs.clone(), json!({ "acceptedReviewSnapshotId": 7 })),
        (handoffs.clone(), json!([])),
        (format!("{handoffs}/{handoff}/complete"), json!({ "reportedOutcome": "sent" })),
        (format!("{handoffs}/{handoff}/complete"), json!({})),
        (format!("{handoffs}/{handoff}/complete"), json!({ "reportedOutcome": "submitted", "notes": "x" })),
        (format!("{handoffs}/{handoff}/unable-to-complete"), json!({ "reason": "bored" })),
        (format!("{handoffs}/{handoff}/unable-to-complete"), json!({ "reason": "other", "notes": "x" })),
        (format!("{handoffs}/{handoff}/revoke"), json!({ "notes": "x" })),
        (format!("{handoffs}/{handoff}/revoke"), json!({ "reason": "  " })),
        (format!("{handoffs}/{handoff}/revoke"), json!({ "reason": "mistake", "operatorNotes": "x" })),
    ] {
        let ask = Ask::post(&path).version(version).idempotent("bad").json(&body);
        let envelope = bench.send(ask).await.refused(400, "bad_request");
        assert_eq!(envelope["error"]["issues"].as_array().unwrap().len(), 1, "{path} {body}");
        assert!(!bench.last().violations.is_empty());
    }
    assert_eq!(bench.version(PLAIN).await, version);
}

#[tokio::test]
async fn the_list_of_reasons_can_be_open() {
    let options =
        Options { rules: simulator::Rules { open_reasons: true, ..Default::default() }, ..Default::default() };
    let bench = Bench::with(options).await;
    let handoff = bench.take_over(PLAIN).await;
    bench.end(PLAIN, &handoff, "unable-to-complete", &json!({ "reason": "payer_is_on_strike" })).await.ok();
}

#[tokio::test]
async fn a_stale_version_is_a_conflict_that_names_both_versions() {
    let bench = Bench::start().await;
    let ask = Ask::post(format!("{BASE}/{CONTINUE}/confirm")).version(11).json(&json!({}));
    let envelope = bench.send(ask).await.refused(409, "version_conflict");
    assert_eq!(envelope["error"]["details"], json!({ "expectedVersion": 11, "actualVersion": 12 }));
}

#[tokio::test]
async fn a_handoff_s_own_version_in_if_match_is_stale_and_noted() {
    let bench = Bench::start().await;
    let handoff = bench.take_over(COVERED).await;
    let path = format!("{BASE}/{COVERED}/manual-handoffs/{handoff}");
    let own = bench.send(Ask::get(&path)).await.ok()["version"].as_u64().unwrap();
    let ask = Ask::post(format!("{path}/revoke")).version(own).idempotent("r").json(&json!({ "reason": "x" }));
    bench.send(ask).await.refused(409, "version_conflict");
    assert_eq!(bench.last().violations, ["If-Match carries a handoff's version, not the authorization's"]);
}

#[tokio::test]
async fn reads_that_carry_command_headers_are_answered_and_noted() {
    let bench = Bench::start().await;
    let ask = Ask::get(format!("{BASE}/{COVERED}")).version(14).idempotent("k");
    bench.send(ask).await.ok();
    assert_eq!(
        bench.last().violations,
        ["If-Match on a call that does not take it", "Idempotency-Key on a call that does not take it"]
    );
    bench.read(COVERED).await;
    assert!(bench.last().violations.is_empty());
}

#[tokio::test]
async fn whatever_is_not_imitated_is_not_found() {
    let bench = Bench::start().await;
    for (method, path) in [
        (Method::PUT, format!("{BASE}/{CONTINUE}")),
        (Method::PATCH, format!("{BASE}/{CONTINUE}")),
        (Method::GET, format!("{BASE}/{CONTINUE}/manual-handoffs")),
        (Method::GET, "/v1/files".to_owned()),
        (Method::GET, "/v1/prior-authorization-routes".to_owned()),
        (Method::GET, "/v1/sandbox/scenarios".to_owned()),
        (Method::GET, "/".to_owned()),
    ] {
        bench.send(Ask::new(method, path)).await.refused(404, "not_found");
    }
    bench.send(Ask::get(format!("{BASE}/auth_nobody"))).await.refused(404, "prior_authorization_not_found");
    let ask = Ask::get(format!("{BASE}/{CONTINUE}/manual-handoffs/mhand_nobody"));
    bench.send(ask).await.refused(404, "manual_handoff_not_found");
}

#[tokio::test]
async fn every_answer_tells_the_service_s_own_time() {
    let bench = Bench::start().await;
    assert_eq!(bench.send(Ask::get(BASE)).await.header(header::DATE), Some("Fri, 20 Nov 2026 16:42:18 GMT"));
    bench.advance(65);
    let refused = bench.send(Ask::get("/v1/nothing")).await;
    assert_eq!(refused.header(header::DATE), Some("Fri, 20 Nov 2026 16:43:23 GMT"));
}

#[tokio::test]
async fn a_service_whose_clock_is_ahead_shifts_everything_it_tells() {
    let options = Options { clock_skew: SignedDuration::from_hours(2), ..Options::default() };
    let bench = Bench::with(options).await;
    let reply = bench.send(Ask::get(format!("{BASE}/{COVERED}"))).await;
    assert_eq!(reply.header(header::DATE), Some("Fri, 20 Nov 2026 18:42:18 GMT"));
    let handoff = bench.take_over(COVERED).await;
    assert_eq!(bench.mint(COVERED, &handoff, "k").await["expiresAt"], "2026-11-20T18:47:18.000Z");
}

#[tokio::test]
async fn request_ids_are_fresh() {
    let bench = Bench::start().await;
    let one = bench.send(Ask::get("/v1/nothing")).await.refused(404, "not_found");
    let other = bench.send(Ask::get("/v1/nothing")).await.refused(404, "not_found");
    assert_ne!(one["requestId"], other["requestId"]);
    assert_eq!(bench.last().request_id.as_deref(), other["requestId"].as_str());
}

#[tokio::test]
async fn the_history_shows_what_matters_of_each_request() {
    let bench = Bench::start().await;
    let ask = Ask::post(format!("{BASE}/{COVERED}/manual-handoffs"))
        .version(14)
        .idempotent("create-1")
        .json(&json!({ "acceptedReviewSnapshotId": COVERED_SNAPSHOT }));
    let handoff = bench.send(ask).await.ok();
    let exchange = serde_json::to_value(bench.last()).unwrap();
    assert_eq!(
        exchange,
        json!({
            "at": "2026-11-20T16:42:18.000Z",
            "operation": "createHandoff",
            "method": "POST",
            "path": "/v1/prior-authorizations/auth_7QK2M9/manual-handoffs",
            "query": null,
            "caseId": "auth_7QK2M9",
            "handoffId": handoff["id"],
            "headers": {
                "authorization": "present",
                "ifMatch": "\"14\"",
                "idempotencyKey": "create-1",
                "contentType": "application/json",
            },
            "body": { "acceptedReviewSnapshotId": "rev_2BQ77" },
            "status": 200,
            "errorCode": null,
            "requestId": null,
            "replay": false,
            "effect": true,
            "fault": null,
            "violations": [],
        })
    );
}
