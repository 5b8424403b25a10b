use axum::http::Method;
use serde_json::{Value, json};
use simulator::{Effect, Operation};

use super::{BASE, Desk, creation, said};
use crate::support::Ask;

fn standing(document: &Value) -> (&str, Option<&str>) {
    (document["status"].as_str().unwrap(), document["nextAction"]["type"].as_str())
}

/// Everything Northgate asks, in the order of the form.
fn everything() -> Value {
    let diagnosis = |code: &str, rank: &str| {
        json!({ "linkId": "diagnoses", "item": [
            said("diagnosis_code", json!({ "valueString": code })),
            said("diagnosis_rank", json!({ "valueCoding": { "code": rank } })),
        ] })
    };
    json!([
        said("member_id", json!({ "valueString": "NGH 0042 8817 06" })),
        said("date_of_birth", json!({ "valueDate": "1974-03-22" })),
        said("last_name", json!({ "valueString": "Lifelong" })),
        said("first_name", json!({ "valueString": "Ada" })),
        said("service_date_from", json!({ "valueDate": "2026-12-02" })),
        said("place_of_service", json!({ "valueCoding": { "code": "22" } })),
        said("urgency", json!({ "valueCoding": { "code": "standard" } })),
        said("conservative_care", json!({ "valueBoolean": true })),
        said("conservative_care_weeks", json!({ "valueDecimal": 8 })),
        said("history", json!({ "valueString": "Eight weeks of exercises without relief." })),
        diagnosis("M54.16", "primary"),
        diagnosis("M51.26", "secondary"),
        said("attestation", json!({ "valueBoolean": true })),
    ])
}

/// The two documents Northgate wants, each with a file of its own.
async fn attach_both(desk: &Desk, case: &str) -> Value {
    desk.attach(case, &desk.ready_file("notes.pdf").await, &["chart_notes"]).await.ok();
    desk.attach(case, &desk.ready_file("imaging.pdf").await, &["imaging_report"]).await.ok()
}

#[tokio::test]
async fn a_case_lives_from_creation_to_an_approval_and_answers_the_payer_in_between() {
    let desk = Desk::start().await;
    let created = desk.send(creation().idempotent("create-1")).await.ok();
    let case = created["id"].as_str().unwrap().to_owned();
    assert_eq!(created["version"], 1);
    assert_eq!(standing(&created), ("requires_input", Some("provide_requirements")));
    let mut actions = vec![created["nextAction"]["id"].clone()];

    let answered = desk.patch(&case, &everything()).await.ok();
    assert_eq!(standing(&answered), ("requires_input", Some("provide_requirements")), "two documents are missing");
    assert_eq!(answered["requirements"]["questions"], json!([]));
    let documents = answered["requirements"]["documents"].as_array().unwrap();
    assert_eq!(documents.iter().map(|one| &one["type"]).collect::<Vec<_>>(), ["chart_notes", "imaging_report"]);
    let complete = attach_both(&desk, &case).await;
    assert_eq!(standing(&complete), ("requires_confirmation", Some("advance_case")));
    actions.push(complete["nextAction"]["id"].clone());

    assert_eq!(standing(&desk.confirm_current(&case).await), ("processing", None));
    desk.advance(4);
    let review = desk.read(&case).await;
    assert_eq!(standing(&review), ("requires_confirmation", Some("approve_submission")));
    let snapshot = &review["submission"]["reviewSnapshot"];
    assert_eq!(snapshot["questionnaireResponse"], review["questionnaireResponse"]);
    assert_eq!(snapshot["attachments"].as_array().unwrap().len(), 2);
    actions.push(review["nextAction"]["id"].clone());
    desk.confirm(&case, actions[1].as_str().unwrap()).await.refused(409, "next_action_mismatch");
    assert_eq!(standing(&desk.confirm_current(&case).await), ("processing", None));
    desk.advance(4);
    let waiting = desk.read(&case).await;
    assert_eq!(standing(&waiting), ("waiting_on_payer", None));
    let reference = waiting["submission"]["payerReceipt"]["referenceNumber"].clone();
    assert!(reference.is_string());

    desk.advance(20);
    let asked = desk.read(&case).await;
    assert_eq!(standing(&asked), ("requires_input", Some("provide_requirements")));
    assert_eq!(asked["requirements"]["questions"][0]["linkId"], "follow_up_therapy");
    assert!(asked["questionnaire"].as_array().unwrap().iter().any(|section| section["id"] == "follow_up"));
    actions.push(asked["nextAction"]["id"].clone());
    let more = json!([said("follow_up_therapy", json!({ "valueString": "Exercises, eight weeks, no relief." }))]);
    let answered = desk.patch(&case, &more).await.ok();
    assert_eq!(standing(&answered), ("requires_confirmation", Some("advance_case")));
    actions.push(answered["nextAction"]["id"].clone());
    desk.confirm_current(&case).await;
    desk.advance(4);
    let again = desk.read(&case).await;
    assert_eq!(standing(&again), ("waiting_on_payer", None));
    assert_eq!(again["submission"]["payerReceipt"]["referenceNumber"], reference);

    desk.advance(20);
    let done = desk.read(&case).await;
    assert_eq!((standing(&done), &done["outcome"]), (("completed", None), &json!("approved")));
    assert!(done["submission"]["decision"]["authorizationNumber"].is_string());
    assert_eq!(desk.bench.payer_requests(&case), 1);
    actions.sort_by_key(Value::to_string);
    actions.dedup();
    assert_eq!(actions.len(), 5, "no action keeps the id of another");
    assert!(desk.bench.running.history().iter().all(|exchange| exchange.violations.is_empty()));
}

#[tokio::test]
async fn with_automatic_a_case_goes_to_the_payer_without_an_approval() {
    let desk = Desk::start().await;
    let mut body = super::creation_body();
    body["policy"] = json!({ "finalSubmission": "automatic" });
    let created = desk.send(Ask::post(BASE).idempotent("create").json(&body)).await.ok();
    let case = created["id"].as_str().unwrap();
    desk.patch(case, &everything()).await.ok();
    attach_both(&desk, case).await;
    desk.confirm_current(case).await;
    desk.advance(4);
    assert_eq!(desk.read(case).await["status"], "waiting_on_payer");
}

#[tokio::test]
async fn creating_is_replayed_with_its_key_and_wants_one() {
    let desk = Desk::start().await;
    desk.send(creation()).await.refused(400, "bad_request");
    let first = desk.send(creation().idempotent("one")).await;
    let case = first.ok()["id"].as_str().unwrap().to_owned();
    assert_eq!(desk.send(creation().idempotent("one")).await.body, first.body);
    assert_eq!(desk.bench.view(&case).count(|effect| *effect == Effect::Created), 1);
    assert_eq!(desk.bench.last().operation, Operation::Create);
}

#[tokio::test]
async fn create_takes_the_words_of_a_and_no_others() {
    let desk = Desk::start().await;
    let with = |change: fn(&mut Value)| {
        let mut body = super::creation_body();
        change(&mut body);
        Ask::post(BASE).idempotent("bad").json(&body)
    };
    let changes: [fn(&mut Value); 10] = [
        |body| body["policy"]["finalSubmission"] = json!("requires_approval"),
        |body| body["templateSelection"]["serviceType"] = json!("surgery"),
        |body| body["templateSelection"]["insuranceState"] = json!("Illinois"),
        |body| body["templateSelection"]["serviceCode"] = json!(" "),
        |body| body["templateSelection"]["coverageState"] = json!("IL"),
        |body| body["templateSelection"] = Value::Null,
        |body| body["request"] = json!({}),
        |body| body["portalAuthMode"] = json!("automated"),
        |body| body["metadata"] = json!({}),
        |body| body["providerNpi"] = json!(1_999_999_984),
    ];
    for change in changes {
        desk.send(with(change)).await.refused(400, "bad_request");
    }
    for change in [(|body| body["policy"] = Value::Null) as fn(&mut Value), |body| body["policy"] = json!({})] {
        desk.send(with(change)).await.refused(400, "final_submission_policy_required");
    }
    desk.send(with(|body| body["providerNpi"] = json!("1000000000"))).await.refused(404, "provider_not_found");
    let unknown = with(|body| body["templateSelection"]["payerId"] = json!("payer_nobody"));
    desk.send(unknown).await.refused(404, "payer_not_found");
    let elsewhere = with(|body| body["templateSelection"]["insuranceState"] = json!("CA"));
    desk.send(elsewhere).await.refused(409, "unsupported_route");
}

#[tokio::test]
async fn an_answer_without_a_place_is_refused_where_it_stands_in_the_response() {
    let desk = Desk::start().await;
    let case = desk.send(creation().idempotent("create")).await.ok()["id"].as_str().unwrap().to_owned();
    let response = json!([
        said("last_name", json!({ "valueString": "Lifelong" })),
        said("height", json!({ "valueDecimal": 170 })),
        said("first_name", json!({ "valueInteger": 1 })),
    ]);
    let envelope = desk.patch(&case, &response).await.refused(400, "bad_request");
    let at = |index: usize| &envelope["error"]["issues"][index]["location"];
    let mut places = [at(0).clone(), at(1).clone()];
    places.sort_by_key(Value::to_string);
    assert_eq!(places[0], json!(["body", "questionnaireResponse", "item", "1", "linkId"]));
    assert_eq!(places[1], json!(["body", "questionnaireResponse", "item", "2", "answer", "0"]));
    assert_eq!(desk.read(&case).await["version"], 1);
    let b = json!({ "answers": { "item": response } });
    let ask = Ask::new(Method::PATCH, format!("{BASE}/{case}/answers")).version(1).json(&b);
    desk.send(ask).await.refused(400, "bad_request");
}

#[tokio::test]
async fn a_response_that_names_its_sections_is_taken_as_well() {
    let desk = Desk::start().await;
    let case = desk.send(creation().idempotent("create")).await.ok()["id"].as_str().unwrap().to_owned();
    let name = said("last_name", json!({ "valueString": "Lifelong" }));
    let answered = desk.patch(&case, &json!([{ "linkId": "patient", "item": [name] }])).await.ok();
    assert!(answered["questionnaireResponse"]["item"].as_array().unwrap().contains(&name));
}

#[tokio::test]
async fn an_answer_that_is_no_good_is_an_issue_with_its_field() {
    let desk = Desk::start().await;
    let case = desk.send(creation().idempotent("create")).await.ok()["id"].as_str().unwrap().to_owned();
    let answered = desk.patch(&case, &json!([said("member_id", json!({ "valueString": "42" }))])).await.ok();
    assert_eq!(answered["requirements"]["issues"][0]["field"], "member_id");
    let alone = desk.send(Ask::get(format!("{BASE}/{case}/requirements"))).await.ok();
    assert_eq!(alone, answered["requirements"]);
}

#[tokio::test]
async fn attachments_are_listed_alone_and_can_be_removed() {
    let desk = Desk::start().await;
    let case = desk.send(creation().idempotent("create")).await.ok()["id"].as_str().unwrap().to_owned();
    let path = format!("{BASE}/{case}/attachments");
    assert_eq!(desk.send(Ask::get(&path)).await.ok(), json!([]));
    let file = desk.ready_file("notes.pdf").await;
    let attached = desk.attach(&case, &file, &["chart_notes", "imaging_report"]).await.ok();
    let listed = desk.send(Ask::get(&path)).await.ok();
    assert_eq!((&listed[0]["fileId"], &listed), (&json!(file), &attached["attachments"]));
    let one = format!("{path}/{}", listed[0]["id"].as_str().unwrap());
    let remove = || Ask::new(Method::DELETE, &one);
    desk.send(remove()).await.refused(400, "bad_request");
    let removed = desk.send(remove().version(attached["version"].as_u64().unwrap())).await.ok();
    assert_eq!((&removed["attachments"], &removed["status"]), (&json!([]), &json!("requires_input")));
    assert_ne!(removed["nextAction"]["id"], attached["nextAction"]["id"], "a write issues the action anew");
}

#[tokio::test]
async fn attaching_wants_a_version_a_key_and_a_ready_file() {
    let desk = Desk::start().await;
    let case = desk.send(creation().idempotent("create")).await.ok()["id"].as_str().unwrap().to_owned();
    let file = desk.new_file("notes.pdf").await["file"]["id"].as_str().unwrap().to_owned();
    let ask = || {
        Ask::post(format!("{BASE}/{case}/attachments"))
            .json(&json!({ "fileId": file, "documentTypes": ["chart_notes"] }))
    };
    desk.send(ask().version(1)).await.refused(400, "bad_request");
    desk.send(ask().idempotent("k")).await.refused(400, "bad_request");
    desk.send(ask().version(1).idempotent("k")).await.refused(409, "file_not_ready");
    desk.send(Ask::get(format!("/v1/files/{file}/download"))).await.refused(409, "file_not_ready");
    desk.attach(&case, "file_nobody", &["chart_notes"]).await.refused(404, "file_not_found");
}

#[tokio::test]
async fn nothing_is_written_while_collate_has_the_case_or_after_its_end() {
    let desk = Desk::start().await;
    let name = json!([said("last_name", json!({ "valueString": "Lifelong" }))]);
    for case in [crate::support::PROCESSING, "auth_C8A2LT", "auth_A1P0KD", "auth_H8C1RS"] {
        desk.patch(case, &name).await.refused(409, "authorization_not_mutable");
    }
    let stale = Ask::new(Method::PATCH, format!("{BASE}/auth_5TF1QS/answers")).version(1);
    let stale = stale.json(&json!({ "questionnaireResponse": { "item": [] } }));
    desk.send(stale).await.refused(409, "version_conflict");
}

#[tokio::test]
async fn a_route_is_resolved_in_the_words_of_a() {
    let desk = Desk::start().await;
    let mut body = super::creation_body();
    body.as_object_mut().unwrap().remove("policy");
    let path = "/v1/prior-auth/authorization-route-resolutions";
    let resolved = desk.send(Ask::post(path).json(&body)).await.ok();
    assert_eq!(resolved["templateSelection"], body["templateSelection"]);
    assert_eq!(resolved["providerNpi"], body["providerNpi"]);
    assert_eq!(resolved["payerDisplayName"], "Northgate Health");
    assert_eq!(resolved["defaultPortalAuthMode"], "automated");
    assert_eq!(resolved["portalAuthModes"], json!(["automated"]));
    assert!(resolved["label"].is_string());
    assert_eq!(resolved.as_object().unwrap().len(), 6);
    body["templateSelection"]["payerId"] = json!("payer_nobody");
    desk.send(Ask::post(path).json(&body)).await.refused(404, "payer_not_found");
    for absent in ["/v1/prior-authorization-routes?providerNpi=1999999984", "/v1/sandbox/scenarios"] {
        desk.send(Ask::get(absent)).await.refused(404, "not_found");
    }
}

#[tokio::test]
async fn payers_providers_and_files_are_those_of_b() {
    let desk = Desk::start().await;
    assert_eq!(desk.send(Ask::get("/v1/payers/payer_northgate")).await.ok()["displayName"], "Northgate Health");
    assert_eq!(desk.send(Ask::get("/v1/providers/1999999984")).await.ok()["npi"], "1999999984");
    desk.send(Ask::get("/v1/payers")).await.ok();
    let file = desk.ready_file("notes.pdf").await;
    assert_eq!(desk.send(Ask::get(format!("/v1/files/{file}"))).await.ok()["status"], "ready");
    assert!(desk.send(Ask::get(format!("/v1/files/{file}/download"))).await.body.starts_with(b"%PDF-"));
}
