use serde_json::{Value, json};
use simulator::Effect;

use crate::support::{APPROVE, Ask, BASE, Bench, CONTINUE, COVERED, PLAIN, PROCESSING};

/// The payer came back: two questions, two documents and one refused answer.
const ASKS: &str = "auth_5TF1QS";

fn clinical(items: &Value) -> Value {
    json!([{ "linkId": "JSP-C", "item": items }])
}

fn links(case: &Value) -> Vec<&str> {
    let questions = case["requirements"]["questions"].as_array().unwrap();
    questions.iter().map(|question| question["linkId"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_answer_takes_its_question_away_and_an_issue_of_its_field() {
    let bench = Bench::start().await;
    let before = bench.read(ASKS).await;
    assert_eq!(links(&before), ["JSP-C-03", "JSP-C-04"]);
    let score = json!({ "linkId": "JSP-C-04", "answer": [{ "valueDecimal": -2.5 }] });
    let ended = json!({ "linkId": "JSP-C-03", "answer": [{ "valueDate": "2026-03-01" }] });
    let case = bench.answer(ASKS, &clinical(&json!([score]))).await.ok();
    assert_eq!((links(&case), &case["version"]), (vec!["JSP-C-03"], &json!(19)));
    assert_eq!(case["requirements"]["issues"][0]["code"], "date_in_future");
    let case = bench.answer(ASKS, &clinical(&json!([ended]))).await.ok();
    assert!(links(&case).is_empty() && case["requirements"]["issues"].as_array().unwrap().is_empty());
    assert_eq!(case["nextAction"]["type"], "resolve_requirements", "two documents are missing");
    assert!(case["requirements"]["version"].as_u64() > before["requirements"]["version"].as_u64());
    assert_eq!(bench.view(ASKS).count(|effect| matches!(effect, Effect::AnswersChanged { .. })), 2);
}

#[tokio::test]
async fn an_answer_that_is_no_good_lands_on_its_field() {
    let bench = Bench::start().await;
    for (value, code) in [
        (json!({ "valueDate": "2099-01-01" }), "out_of_range"),
        (json!({ "valueDate": "March" }), "not_a_date"),
        (json!({ "valueString": "2026-03-01" }), "wrong_type"),
    ] {
        let ended = json!({ "linkId": "JSP-C-03", "answer": [value] });
        let case = bench.answer(ASKS, &clinical(&json!([ended]))).await.ok();
        let issue = &case["requirements"]["issues"][0];
        assert_eq!((&issue["field"], &issue["code"]), (&json!("JSP-C-03"), &json!(code)));
        assert_eq!(issue["severity"], "error");
    }
    let taken = json!({ "linkId": "JSP-C-01", "answer": [{ "valueCoding": { "code": "Yes" } }] });
    let case = bench.answer(ASKS, &clinical(&json!([taken]))).await.ok();
    let issues = case["requirements"]["issues"].as_array().unwrap();
    assert!(issues.iter().any(|issue| issue["field"] == "JSP-C-01" && issue["code"] == "unknown_option"), "{issues:?}");
}

#[tokio::test]
async fn an_empty_answer_clears_and_the_question_comes_back() {
    let bench = Bench::start().await;
    let group = json!([{ "linkId": "req", "item": [{ "linkId": "mbr-no", "answer": [] }] }]);
    let case = bench.answer(CONTINUE, &group).await.ok();
    assert_eq!((links(&case), &case["nextAction"]["type"]), (vec!["mbr-no"], &json!("resolve_requirements")));
    assert_eq!(case["nextAction"]["resolution"]["kind"], "update_authorization");
}

#[tokio::test]
async fn occurrences_are_replaced_as_a_whole() {
    let bench = Bench::start().await;
    let medicine = |name: &str| {
        let items = json!([
            { "linkId": "JSP-C-02-A", "answer": [{ "valueString": name }] },
            { "linkId": "JSP-C-02-B", "answer": [{ "valueDate": "2025-02-01" }] },
        ]);
        json!({ "linkId": "JSP-C-02", "item": items })
    };
    let case = bench.answer(ASKS, &clinical(&json!([medicine("One"), medicine("Two")]))).await.ok();
    let told = case.pointer("/answers/item/2/item").unwrap().as_array().unwrap();
    assert_eq!(told.iter().filter(|item| item["linkId"] == "JSP-C-02").count(), 2);
    let many: Vec<Value> = (0..6).map(|_| medicine("More")).collect();
    let case = bench.answer(ASKS, &clinical(&json!(many))).await.ok();
    let codes: Vec<&Value> = case["requirements"]["issues"].as_array().unwrap().iter().map(|of| &of["code"]).collect();
    assert!(codes.contains(&&json!("too_many_occurrences")), "{codes:?}");
}

#[tokio::test]
async fn what_has_no_place_is_a_bad_request_with_its_location_and_changes_nothing() {
    let bench = Bench::start().await;
    for (items, kind) in [
        (json!([{ "linkId": "nobody", "answer": [] }]), "unknown_link_id"),
        (json!([{ "linkId": "JSP-C-04", "answer": [] }]), "unknown_link_id"),
        (json!([{ "linkId": "JSP-C-02.0.JSP-C-02-A", "answer": [] }]), "unknown_link_id"),
        (clinical(&json!([{ "linkId": "JSP-C-04", "answer": [{ "valueDecimal": "1" }] }])), "invalid"),
        (clinical(&json!([{ "linkId": "JSP-C-04", "answer": -1 }])), "missing"),
        (json!([{ "linkId": "JSP-C", "answer": [{ "valueString": "x" }] }]), "invalid"),
    ] {
        let refused = bench.answer(ASKS, &items).await.refused(400, "bad_request");
        assert_eq!(refused["error"]["issues"][0]["errorType"], kind, "{items}");
        assert_eq!(refused["error"]["issues"][0]["location"][2], "item");
    }
    assert_eq!(bench.version(ASKS).await, 18);
}

#[tokio::test]
async fn answers_that_are_there_already_change_nothing() {
    let bench = Bench::start().await;
    let case = bench.read(ASKS).await;
    let same = bench.answer(ASKS, &case["answers"]["item"]).await.ok();
    assert_eq!(same, case);
    assert!(!bench.last().effect);
}

#[tokio::test]
async fn a_write_wants_the_version_that_is_current() {
    let bench = Bench::start().await;
    let path = format!("{BASE}/{ASKS}/answers");
    let body = json!({ "answers": { "item": [] } });
    bench.send(Ask::patch(&path).json(&body)).await.refused(400, "bad_request");
    bench.send(Ask::patch(&path).version(17).json(&body)).await.refused(409, "version_conflict");
    bench.send(Ask::patch(&path).version(18).json(&json!({ "item": [] }))).await.refused(400, "bad_request");
    let nobody = Ask::patch(format!("{BASE}/auth_nobody/answers")).version(1).json(&body);
    bench.send(nobody).await.refused(404, "prior_authorization_not_found");
}

#[tokio::test]
async fn nobody_edits_while_collate_or_the_payer_has_the_case_after_its_end_and_during_a_handoff() {
    let bench = Bench::start().await;
    bench.take_over(PLAIN).await;
    for case in [PROCESSING, "auth_C8A2LT", "auth_A1P0KD", "auth_H8C1RS", "auth_Z1S7TU", "auth_4HX8TD", PLAIN] {
        let version = bench.version(case).await;
        bench.answer(case, &json!([])).await.refused(409, "prior_authorization_not_mutable");
        let attach = Ask::post(format!("{BASE}/{case}/attachments")).version(version);
        let body = json!({ "fileId": "file_9WD3RB_1", "documentTypes": ["chart_notes"] });
        bench.send(attach.json(&body)).await.refused(409, "prior_authorization_not_mutable");
        let remove = Ask::delete(format!("{BASE}/{case}/attachments/att_1")).version(version);
        bench.send(remove).await.refused(409, "prior_authorization_not_mutable");
        assert_eq!(bench.version(case).await, version);
    }
}

#[tokio::test]
async fn an_edit_takes_an_approval_back_and_the_next_confirm_brings_it_again_with_a_new_package() {
    let bench = Bench::start().await;
    let before = bench.read(APPROVE).await;
    let weight = json!({ "linkId": "clinicalWeight", "answer": [{ "valueDecimal": 64 }] });
    let case = bench.answer(APPROVE, &json!([{ "linkId": "clinicalDetails", "item": [weight] }])).await.ok();
    assert_eq!(case["nextAction"]["type"], "continue_authorization");
    assert!(case["nextAction"]["covers"].get("reviewSnapshotId").is_none());
    assert_eq!(case["submission"]["reviewSnapshot"]["status"], "stale");
    bench.confirm(APPROVE, &json!({})).await.ok();
    bench.advance(4);
    let again = bench.read(APPROVE).await;
    assert_eq!(again["nextAction"]["type"], "approve_submission");
    assert_ne!(again["submission"]["reviewSnapshot"]["id"], before["submission"]["reviewSnapshot"]["id"]);
    assert_eq!(again["submission"]["reviewSnapshot"]["answers"], case["answers"]);
    assert_eq!(bench.payer_requests(APPROVE), 0);
}

#[tokio::test]
async fn an_edit_before_a_handoff_brings_the_handoff_again_with_a_new_package() {
    let bench = Bench::start().await;
    let weeks = json!({ "linkId": "conservative_care_weeks", "answer": [{ "valueString": "9" }] });
    bench.answer(COVERED, &json!([{ "linkId": "clinical", "item": [weeks] }])).await.ok();
    bench.confirm(COVERED, &json!({})).await.ok();
    bench.advance(4);
    let case = bench.read(COVERED).await;
    assert_eq!(case["nextAction"]["type"], "complete_payer_interaction");
    assert_eq!(case["nextAction"]["covers"]["reviewSnapshotId"], case["submission"]["reviewSnapshot"]["id"]);
}

#[tokio::test]
async fn a_next_action_that_nobody_knows_outlives_an_edit() {
    let bench = Bench::start().await;
    let name = json!({ "linkId": "patient.fullName", "answer": [{ "valueString": "Enigma, Q." }] });
    let case = bench.answer("auth_Z2A8NX", &json!([{ "linkId": "patient", "item": [name] }])).await.ok();
    assert_eq!(case["nextAction"]["type"], "schedule_peer_to_peer");
}
