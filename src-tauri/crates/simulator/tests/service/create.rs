use serde_json::{Value, json};
use simulator::{Contract, Effect, Options};

use crate::support::{Ask, BASE, Bench, Reply};

pub(crate) fn body() -> Value {
    json!({
        "providerNpi": "1999999984",
        "request": {
            "payerId": "payer_northgate",
            "coverageState": "IL",
            "requestType": "outpatient",
            "serviceCode": { "system": "cpt", "code": "72148" },
        },
        "policy": { "finalSubmission": "requires_approval" },
    })
}

fn with(pointer: &str, value: Value) -> Value {
    let mut body = body();
    *body.pointer_mut(pointer).unwrap() = value;
    body
}

async fn create(bench: &Bench, key: &str, body: &Value) -> Reply {
    bench.send(Ask::post(BASE).idempotent(key).json(body)).await
}

#[tokio::test]
async fn a_new_case_is_at_version_one_asks_for_requirements_and_heads_the_list() {
    let bench = Bench::start().await;
    let case = create(&bench, "new", &body()).await.ok();
    assert_eq!((&case["version"], &case["status"]), (&json!(1), &json!("requires_action")));
    assert_eq!(case["nextAction"]["type"], "resolve_requirements");
    assert_eq!(case["requirements"]["documents"].as_array().unwrap().len(), 2);
    assert_eq!(case["answers"]["item"][0]["item"][0]["answer"][0]["valueString"], "1999999984");
    assert!(case["submission"]["reviewSnapshot"].is_null() && case["attachments"].as_array().unwrap().is_empty());
    let page = bench.send(Ask::get(format!("{BASE}?limit=1"))).await.ok();
    assert_eq!(page["data"][0], case);
    let id = case["id"].as_str().unwrap();
    assert_eq!(bench.view(id).count(|effect| matches!(effect, Effect::Created)), 1);
    assert_eq!(bench.payer_requests(id), 0);
}

#[tokio::test]
async fn the_same_key_makes_one_case_and_another_body_is_refused() {
    for contract in [Contract::B1, Contract::B2] {
        let bench = Bench::with(Options { contract, ..Options::default() }).await;
        let first = create(&bench, "once", &body()).await;
        let again = create(&bench, "once", &body()).await;
        assert_eq!(first.body, again.body);
        assert!(bench.last().replay);
        let other = with("/request/coverageState", json!("WI"));
        create(&bench, "once", &other).await.refused(409, "idempotency_key_reused");
        assert_eq!(bench.running.cases().iter().filter(|line| line.id.starts_with("auth_S")).count(), 1);
    }
}

#[tokio::test]
async fn a_key_is_demanded_in_both_contracts() {
    for contract in [Contract::B1, Contract::B2] {
        let bench = Bench::with(Options { contract, ..Options::default() }).await;
        let refused = bench.send(Ask::post(BASE).json(&body())).await.refused(400, "bad_request");
        assert_eq!(refused["error"]["issues"][0]["location"], json!(["header", "Idempotency-Key"]));
    }
}

#[tokio::test]
async fn what_cannot_be_asked_is_said_by_its_own_code() {
    let bench = Bench::start().await;
    for (pointer, value, status, code) in [
        ("/policy", Value::Null, 400, "final_submission_policy_required"),
        ("/policy", json!({}), 400, "final_submission_policy_required"),
        ("/policy/finalSubmission", json!("requires_confirmation"), 400, "bad_request"),
        ("/providerNpi", json!("1234567893"), 404, "provider_not_found"),
        ("/request/payerId", json!("payer_nobody"), 404, "payer_not_found"),
        ("/request/coverageState", json!("CA"), 409, "unsupported_route"),
        ("/request/serviceCode/system", json!("ndc"), 409, "unsupported_route"),
        ("/request/coverageState", json!("Illinois"), 400, "bad_request"),
        ("/request/requestType", json!("emergency"), 400, "bad_request"),
        ("/request/serviceCode/code", json!(" "), 400, "bad_request"),
        ("/request", json!({}), 400, "bad_request"),
        ("/providerNpi", json!(7), 400, "bad_request"),
    ] {
        create(&bench, &format!("{pointer}{value}"), &with(pointer, value)).await.refused(status, code);
    }
    let mut without = body();
    without.as_object_mut().unwrap().remove("policy");
    create(&bench, "without", &without).await.refused(400, "final_submission_policy_required");
    let mut more = body();
    more.as_object_mut().unwrap().insert("templateSelection".into(), json!({}));
    create(&bench, "more", &more).await.refused(400, "bad_request");
}

#[tokio::test]
async fn a_route_without_access_is_told_from_one_that_does_not_exist() {
    let bench = Bench::start().await;
    let mut body = with("/request/payerId", json!("payer_juniper"));
    body["providerNpi"] = json!("1999999968");
    create(&bench, "access", &body).await.refused(409, "provider_access_not_configured");
}

#[tokio::test]
async fn a_refusal_that_is_not_a_conflict_leaves_the_key_free() {
    let bench = Bench::start().await;
    create(&bench, "k", &with("/providerNpi", json!("0"))).await.refused(404, "provider_not_found");
    create(&bench, "k", &body()).await.ok();
}

#[tokio::test]
async fn answers_and_metadata_come_along_and_answers_without_a_place_are_refused() {
    let bench = Bench::start().await;
    let name = json!({ "linkId": "last_name", "answer": [{ "valueString": "Testname" }] });
    let mut wanted = body();
    wanted["metadata"] = json!({ "externalCaseId": "case_789" });
    wanted["answers"] = json!({ "item": [{ "linkId": "patient", "item": [name] }] });
    let case = create(&bench, "with", &wanted).await.ok();
    assert_eq!((&case["metadata"]["externalCaseId"], &case["version"]), (&json!("case_789"), &json!(1)));
    assert_eq!(case["answers"]["item"][0], json!({ "linkId": "patient", "item": [name] }));
    assert_eq!(bench.view(case["id"].as_str().unwrap()).line.patient, "Testname");
    wanted["answers"] = json!({ "item": [{ "linkId": "surprise", "answer": [] }] });
    let refused = create(&bench, "bad", &wanted).await.refused(400, "bad_request");
    assert_eq!(refused["error"]["issues"][0]["errorType"], "unknown_link_id");
}

#[tokio::test]
async fn an_answer_that_is_no_good_is_no_reason_to_refuse_the_case() {
    let bench = Bench::start().await;
    let mut wanted = body();
    let member = json!({ "linkId": "member_id", "answer": [{ "valueString": "42" }] });
    wanted["answers"] = json!({ "item": [{ "linkId": "patient", "item": [member] }] });
    let case = create(&bench, "with", &wanted).await.ok();
    let issue = &case["requirements"]["issues"][0];
    assert_eq!((&issue["field"], &issue["code"]), (&json!("member_id"), &json!("pattern_mismatch")));
    assert_eq!(issue["message"], "A member ID is written like NGH 0042 8817 06.");
}
