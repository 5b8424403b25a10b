//! A case from its creation to its outcome.

use serde_json::{Value, json};
use simulator::{Contract, Effect, Options};

use crate::create::body;
use crate::support::{Ask, BASE, Bench};

fn text(link: &str, value: &str) -> Value {
    json!({ "linkId": link, "answer": [{ "valueString": value }] })
}

fn date(link: &str, value: &str) -> Value {
    json!({ "linkId": link, "answer": [{ "valueDate": value }] })
}

fn code(link: &str, value: &str) -> Value {
    json!({ "linkId": link, "answer": [{ "valueCoding": { "code": value } }] })
}

/// Everything Northgate asks, but for the weeks that one answer makes required.
pub(crate) fn answers() -> Value {
    let diagnosis = |dx: &str, rank: &str| json!({ "linkId": "diagnoses", "item": [text("diagnosis_code", dx), code("diagnosis_rank", rank)] });
    json!([
        { "linkId": "patient", "item": [
            text("member_id", "NGH 0099 1234 56"),
            date("date_of_birth", "1975-05-05"),
            text("last_name", "Testlife"),
            text("first_name", "Ann"),
        ] },
        { "linkId": "order", "item": [date("service_date_from", "2026-12-14"), code("place_of_service", "22")] },
        { "linkId": "clinical", "item": [
            code("urgency", "standard"),
            { "linkId": "conservative_care", "answer": [{ "valueBoolean": true }] },
            text("history", "Invented history."),
        ] },
        diagnosis("M54.16", "primary"),
        diagnosis("M51.26", "secondary"),
        text("attestation", "yes"),
    ])
}

async fn asks(bench: &Bench, case: &str, action: &str) -> Value {
    let document = bench.read(case).await;
    assert_eq!(document["nextAction"]["type"], action, "{}", document["requirements"]);
    document
}

/// Creates a case, and resolves what it asks for.
async fn resolved(bench: &Bench) -> String {
    let case = bench.send(Ask::post(BASE).idempotent("life").json(&body())).await.ok();
    let id = case["id"].as_str().unwrap().to_owned();
    let told = bench.answer(&id, &answers()).await.ok();
    let left: Vec<&Value> =
        told["requirements"]["questions"].as_array().unwrap().iter().map(|question| &question["linkId"]).collect();
    assert_eq!(left, ["conservative_care_weeks"], "an answer made another one required");
    let weeks = json!({ "linkId": "conservative_care_weeks", "answer": [{ "valueDecimal": 8.5 }] });
    bench.answer(&id, &json!([{ "linkId": "clinical", "item": [weeks] }])).await.ok();
    bench.attach(&id, &["chart_notes"]).await.ok();
    assert_eq!(bench.attach(&id, &["imaging_report"]).await.ok()["nextAction"]["type"], "continue_authorization");
    id
}

#[tokio::test]
async fn a_case_goes_from_creation_to_approval_with_the_payer_asking_again() {
    for contract in [Contract::B1, Contract::B2] {
        let bench = Bench::with(Options { contract, ..Options::default() }).await;
        let id = resolved(&bench).await;
        bench.confirm(&id, &json!({})).await.ok();
        assert_eq!(bench.status(&id), "processing");
        bench.advance(4);
        let review = asks(&bench, &id, "approve_submission").await;
        let snapshot = &review["submission"]["reviewSnapshot"];
        assert_eq!((&snapshot["status"], &snapshot["answers"]), (&json!("current"), &review["answers"]));
        assert_eq!(review["nextAction"]["covers"]["reviewSnapshotId"], snapshot["id"]);
        assert_eq!(bench.payer_requests(&id), 0, "nothing is sent before the approval");
        bench.confirm(&id, &json!({ "acceptedReviewSnapshotId": snapshot["id"] })).await.ok();
        bench.advance(4);
        let waiting = bench.read(&id).await;
        assert_eq!(waiting["status"], "waiting_on_payer");
        let number = waiting["submission"]["payerReceipt"]["referenceNumber"].clone();
        bench.advance(20);
        let again = asks(&bench, &id, "resolve_requirements").await;
        assert_eq!(again["requirements"]["questions"][0]["linkId"], "follow_up_therapy");
        let told = json!([{ "linkId": "follow_up", "item": [text("follow_up_therapy", "Exercise.")] }]);
        assert_eq!(bench.answer(&id, &told).await.ok()["nextAction"]["type"], "continue_authorization");
        bench.confirm(&id, &json!({})).await.ok();
        bench.advance(4);
        assert_eq!(bench.status(&id), "waiting_on_payer");
        bench.advance(20);
        let end = bench.read(&id).await;
        assert_eq!((&end["status"], &end["outcome"]), (&json!("completed"), &json!("approved")));
        assert_eq!(end["submission"]["payerReceipt"]["referenceNumber"], number);
        assert_eq!(bench.payer_requests(&id), 1, "what the payer asked for is no second request");
        assert_eq!(bench.view(&id).count(|effect| matches!(effect, Effect::AdditionSent { .. })), 1);
        assert!(bench.running.history().iter().all(|exchange| exchange.violations.is_empty()));
    }
}

#[tokio::test]
async fn an_automatic_policy_submits_without_asking() {
    let bench = Bench::start().await;
    let mut wanted = body();
    wanted["policy"]["finalSubmission"] = json!("automatic");
    let case = bench.send(Ask::post(BASE).idempotent("auto").json(&wanted)).await.ok();
    let id = case["id"].as_str().unwrap().to_owned();
    let mut told = answers();
    told[2]["item"][1]["answer"][0]["valueBoolean"] = json!(false);
    bench.answer(&id, &told).await.ok();
    bench.attach(&id, &["chart_notes", "imaging_report"]).await.ok();
    bench.confirm(&id, &json!({})).await.ok();
    bench.advance(4);
    assert_eq!(bench.status(&id), "waiting_on_payer");
}

#[tokio::test]
async fn the_requirement_cases_of_the_deck_can_be_taken_to_their_end() {
    let bench = Bench::start().await;
    for (case, answers, types) in [
        (
            "auth_5TF1QS",
            json!([{ "linkId": "JSP-C", "item": [
                date("JSP-C-03", "2026-03-01"),
                { "linkId": "JSP-C-04", "answer": [{ "valueDecimal": -2.5 }] },
            ] }]),
            vec!["bone_density_report", "lab_results"],
        ),
        ("auth_3VB7GE", json!([]), vec!["lab_results"]),
        ("auth_0LQ5HU", json!([{ "linkId": "clinicalDetails", "item": [text("clinicalStage", "IV")] }]), vec![]),
    ] {
        bench.answer(case, &answers).await.ok();
        if !types.is_empty() {
            bench.attach(case, &types).await.ok();
        }
        asks(&bench, case, "continue_authorization").await;
        bench.confirm(case, &json!({})).await.ok();
        bench.advance(4);
        assert_eq!(bench.status(case), "waiting_on_payer", "{case}");
        bench.advance(20);
        assert_eq!(bench.read(case).await["outcome"], "approved", "{case}");
    }
}

#[tokio::test]
async fn a_created_case_can_be_canceled() {
    let bench = Bench::start().await;
    let id = resolved(&bench).await;
    let ask = Ask::post(format!("{BASE}/{id}/cancel")).version(bench.version(&id).await);
    assert_eq!(bench.send(ask).await.ok()["status"], "canceled");
    bench.answer(&id, &json!([])).await.refused(409, "prior_authorization_not_mutable");
}
