use serde_json::{Value, json};

use super::{BASE, Desk};
use crate::support::{APPROVE, Ask};

#[tokio::test]
async fn an_authorization_has_the_names_of_a_and_none_of_b() {
    let desk = Desk::start().await;
    let case = desk.read(APPROVE).await;
    assert_eq!(
        case["templateSelection"],
        json!({
            "payerId": "payer_bluefern",
            "insuranceState": "IL",
            "serviceType": "drug",
            "serviceCode": "J1745",
            "serviceCodeSystem": "hcpcs",
        })
    );
    assert_eq!(case["policy"], json!({ "finalSubmission": "requires_confirmation" }));
    let asked = case["nextAction"].as_object().unwrap();
    assert_eq!((asked.len(), &asked["type"]), (2, &json!("approve_submission")));
    assert!(asked["id"].as_str().unwrap().starts_with("act_"));
    for absent in ["request", "answers", "route", "activeManualHandoff"] {
        assert!(case.get(absent).is_none(), "{absent}");
    }
}

#[tokio::test]
async fn a_questionnaire_is_sections_of_items_and_a_response_is_flat() {
    let desk = Desk::start().await;
    let case = desk.read(APPROVE).await;
    let sections = case["questionnaire"].as_array().unwrap();
    let ids: Vec<&Value> = sections.iter().map(|section| &section["id"]).collect();
    assert_eq!(ids, ["subscriber", "treatment", "clinicalDetails"]);
    assert_eq!(sections[0]["title"], "Subscriber");
    assert_eq!(
        sections[0]["items"][0],
        json!({ "linkId": "subscriberId", "text": "Subscriber ID", "answerType": "string", "required": true, "repeats": false })
    );
    let site = &sections[2]["items"][2];
    assert_eq!((&site["answerType"], &site["options"][2]["code"]), (&json!("choice"), &json!("home")));
    let prior = &sections[2]["items"][4];
    assert_eq!(
        (&prior["answerType"], &prior["repeats"], &prior["maxOccurs"]),
        (&json!("group"), &json!(true), &json!(5))
    );
    assert_eq!(prior["items"][0]["answerType"], "string");

    let response = case["questionnaireResponse"]["item"].as_array().unwrap();
    let answer = |link: &str| response.iter().find(|answer| answer["linkId"] == link).unwrap();
    assert_eq!(answer("subscriberId")["answer"], json!([{ "valueString": "BFM 7710 0042 8" }]));
    assert_eq!(answer("clinicalSite")["answer"], json!([{ "valueCoding": { "code": "infusion_center" } }]));
    assert_eq!(answer("clinicalPrior")["item"][0]["linkId"], "clinicalPriorName");
    assert!(response.iter().all(|answer| answer["linkId"] != "subscriber"));
}

#[tokio::test]
async fn a_review_snapshot_is_a_final_submission_with_the_names_of_a() {
    let desk = Desk::start().await;
    let case = desk.read(APPROVE).await;
    let snapshot = case.pointer("/submission/reviewSnapshot").unwrap();
    assert_eq!((&snapshot["id"], &snapshot["kind"]), (&json!("rev_5J2Q8"), &json!("final_submission")));
    assert_eq!(
        snapshot["covers"],
        json!({
            "authorizationVersion": 23,
            "requirementsVersion": case["requirements"]["version"],
            "questionnaireResponseVersion": 9,
            "attachmentVersion": 4,
        })
    );
    assert_eq!(snapshot["questionnaireResponse"], case["questionnaireResponse"]);
    assert_eq!(snapshot.get("liveViewUrl"), Some(&Value::Null));
    assert!(snapshot.get("answers").is_none() && snapshot.get("transparency").is_none());
    assert_eq!(snapshot["warnings"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn requirements_and_attachments_can_be_read_alone() {
    let desk = Desk::start().await;
    let case = desk.read("auth_5TF1QS").await;
    let path = format!("{BASE}/auth_5TF1QS");
    let requirements = desk.send(Ask::get(format!("{path}/requirements"))).await.ok();
    assert_eq!(requirements, case["requirements"]);
    assert_eq!(requirements["documents"].as_array().unwrap().len(), 2);
    let attachments = desk.send(Ask::get(format!("{path}/attachments"))).await.ok();
    assert_eq!(attachments, case["attachments"]);
    assert!(attachments.is_array());
}

#[tokio::test]
async fn the_list_and_the_view_from_backstage_speak_as_the_read_does() {
    let desk = Desk::start().await;
    let page = desk.send(Ask::get(format!("{BASE}?limit=100"))).await.ok();
    let cases = page["data"].as_array().unwrap();
    let lines = desk.bench.running.cases();
    assert_eq!(cases.len(), lines.len());
    for (case, line) in cases.iter().zip(lines) {
        assert_eq!(*case, desk.read(&line.id).await);
        assert_eq!(*case, desk.bench.view(&line.id).document);
        assert_eq!(case["status"], line.status);
        assert_eq!(case["nextAction"]["type"].as_str(), line.next_action.as_deref());
    }
}

#[tokio::test]
async fn words_nobody_knows_are_passed_on() {
    let desk = Desk::start().await;
    assert_eq!(desk.read("auth_Z1S7TU").await["status"], "on_hold_by_payer");
    let unnamed = desk.read("auth_Z4N1NA").await;
    assert_eq!((&unnamed["status"], &unnamed["nextAction"]), (&json!("requires_input"), &Value::Null));
}
