use serde_json::{Value, json};
use simulator::{Contract, Options, Rules};

use crate::support::{Ask, BASE, Bench, CONTINUE, PLAIN};

async fn b2() -> Bench {
    Bench::with(Options { contract: Contract::B2, ..Options::default() }).await
}

fn question() -> Value {
    json!({
        "providerNpi": "1999999984",
        "payerId": "payer_bluefern",
        "coverageState": "IL",
        "requestType": "drug",
        "serviceCode": { "system": "hcpcs", "code": "J1745" },
    })
}

#[tokio::test]
async fn routes_and_scenarios_are_only_in_b2() {
    let bench = Bench::start().await;
    for ask in [
        Ask::get("/v1/prior-authorization-routes?providerNpi=1999999984"),
        Ask::post("/v1/prior-authorization-routes/resolve").json(&question()),
        Ask::get("/v1/sandbox/scenarios"),
        Ask::get("/v1/sandbox/scenarios/quickstart_receipt"),
    ] {
        bench.send(ask).await.refused(404, "not_found");
    }
}

#[tokio::test]
async fn a_provider_s_routes_are_listed_and_each_resolves() {
    let bench = b2().await;
    let listed = bench.send(Ask::get("/v1/prior-authorization-routes?providerNpi=1999999984")).await.ok();
    let option = listed["options"].as_array().unwrap().iter().find(|option| option["payerId"] == "payer_bluefern");
    assert_eq!(option.unwrap()["channel"], "portal");
    let ask = Ask::post("/v1/prior-authorization-routes/resolve").json(&question());
    let resolved = bench.send(ask).await.ok();
    assert_eq!(
        (&resolved["payerDisplayName"], &resolved["accessMode"]),
        (&json!("Bluefern Mutual"), &json!("collate_managed"))
    );
    assert!(!bench.last().effect && bench.last().violations.is_empty());
}

#[tokio::test]
async fn a_route_that_is_not_there_is_said_as_on_create() {
    let bench = b2().await;
    for (name, value, status, code) in [
        ("providerNpi", json!("1"), 404, "provider_not_found"),
        ("payerId", json!("p"), 404, "payer_not_found"),
        ("coverageState", json!("CA"), 409, "unsupported_route"),
        ("coverageState", json!("il"), 400, "bad_request"),
        ("serviceCode", json!({}), 400, "bad_request"),
    ] {
        let mut question = question();
        question[name] = value;
        let ask = Ask::post("/v1/prior-authorization-routes/resolve").json(&question);
        bench.send(ask).await.refused(status, code);
    }
    let list = |query: &str| Ask::get(format!("/v1/prior-authorization-routes{query}"));
    bench.send(list("")).await.refused(400, "bad_request");
    bench.send(list("?providerNpi=7")).await.refused(404, "provider_not_found");
}

#[tokio::test]
async fn payers_come_in_pages_and_each_can_be_read() {
    let bench = Bench::start().await;
    let mut seen = Vec::new();
    let mut path = "/v1/payers?limit=4".to_owned();
    loop {
        let page = bench.send(Ask::get(&path)).await.ok();
        seen.extend(page["data"].as_array().unwrap().clone());
        let Some(cursor) = page["pagination"]["nextCursor"].as_str() else { break };
        path = format!("/v1/payers?limit=4&cursor={cursor}");
    }
    assert_eq!(seen.len(), 6);
    for payer in seen {
        let id = payer["id"].as_str().unwrap();
        assert_eq!(bench.send(Ask::get(format!("/v1/payers/{id}"))).await.ok(), payer);
    }
    bench.send(Ask::get("/v1/payers/payer_nobody")).await.refused(404, "payer_not_found");
}

#[tokio::test]
async fn a_provider_can_be_read() {
    let bench = Bench::start().await;
    let provider = bench.send(Ask::get("/v1/providers/1999999976")).await.ok();
    assert_eq!(provider["displayName"], "Dr. B. Fictional");
    bench.send(Ask::get("/v1/providers/1999999950")).await.refused(404, "provider_not_found");
}

#[tokio::test]
async fn a_scenario_is_picked_by_the_member_id_in_the_answers_of_create() {
    let bench = b2().await;
    let catalog = bench.send(Ask::get("/v1/sandbox/scenarios")).await.ok();
    for scenario in catalog["scenarios"].as_array().unwrap() {
        let id = scenario["id"].as_str().unwrap();
        assert_eq!(bench.send(Ask::get(format!("/v1/sandbox/scenarios/{id}"))).await.ok(), *scenario);
        let case = bench.send(Ask::post(BASE).idempotent(id).json(&scenario["create"])).await.ok();
        assert_eq!(case["nextAction"]["type"], "continue_authorization", "{id}: {}", case["requirements"]);
        let case = case["id"].as_str().unwrap();
        bench.confirm(case, &json!({})).await.ok();
        bench.advance(60);
        let document = bench.read(case).await;
        if document["nextAction"]["type"] == "approve_submission" {
            let snapshot = &document["submission"]["reviewSnapshot"]["id"];
            bench.confirm(case, &json!({ "acceptedReviewSnapshotId": snapshot })).await.ok();
            bench.advance(60);
        }
        let end = bench.read(case).await;
        assert_eq!((&end["status"], &end["outcome"]), (&scenario["expectedStatus"], &scenario["expectedOutcome"]));
        assert_eq!(end["submission"]["payerReceipt"].is_null(), id == "manual_handoff");
    }
    bench.send(Ask::get("/v1/sandbox/scenarios/nothing")).await.refused(404, "scenario_not_found");
}

#[tokio::test]
async fn b2_takes_a_key_on_create_only_and_ignores_the_others() {
    let bench = b2().await;
    let handoff =
        bench.send(Ask::post(format!("{BASE}/{PLAIN}/manual-handoffs")).version(9).json(&json!({}))).await.ok();
    assert!(bench.last().violations.is_empty());
    let mint = |key| {
        let path = format!("{BASE}/{PLAIN}/manual-handoffs/{}/access-grants", handoff["id"].as_str().unwrap());
        if key { Ask::post(path).idempotent("same") } else { Ask::post(path) }
    };
    let one = bench.send(mint(true)).await.ok();
    assert_eq!(bench.last().violations, ["Idempotency-Key on a call that does not take it"]);
    let other = bench.send(mint(true)).await.ok();
    assert_ne!(one["id"], other["id"], "an ignored key replays nothing");
    bench.send(mint(false)).await.ok();
    assert!(bench.last().violations.is_empty());
}

#[tokio::test]
async fn b2_can_be_made_to_refuse_keys_it_does_not_want() {
    let rules = Rules { refuse_extra_keys: true, ..Rules::default() };
    let bench = Bench::with(Options { contract: Contract::B2, rules, ..Options::default() }).await;
    let confirm = || Ask::post(format!("{BASE}/{CONTINUE}/confirm")).version(12).json(&json!({}));
    bench.send(confirm().idempotent("k")).await.refused(400, "bad_request");
    bench.send(confirm()).await.ok();
}
