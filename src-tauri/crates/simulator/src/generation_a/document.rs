//! The authorization as A shows it (reference section 3.2), told from the one of B. What A has no word for is left out;
//! what it calls by the same name is passed on as it is, known or not.

use serde_json::{Map, Value, json};

use super::{questions, words};

/// A's authorization for an authorization of B.
pub(crate) fn authorization(of_b: Value) -> Value {
    let Value::Object(mut document) = of_b else { return of_b };
    for absent in ["route", "activeManualHandoff"] {
        document.remove(absent);
    }
    state(&mut document);
    if let Some(request) = document.remove("request") {
        document.insert("templateSelection".to_owned(), template_selection(&request));
    }
    let questionnaire = document.remove("questionnaire");
    if let Some(questionnaire) = &questionnaire {
        document.insert("questionnaire".to_owned(), questions::sections(questionnaire));
    }
    let questionnaire = questionnaire.unwrap_or_default();
    respond(&mut document, &questionnaire);
    if let Some(Value::Object(snapshot)) = document.get_mut("submission").and_then(|of| of.get_mut("reviewSnapshot")) {
        review_snapshot(snapshot, &questionnaire);
    }
    Value::Object(document)
}

/// Status, policy and next action.
fn state(document: &mut Map<String, Value>) {
    let asked = document.get("nextAction").filter(|asked| !asked.is_null()).cloned();
    if let Some(status) = document.get_mut("status") {
        let word = |pointer| asked.as_ref().and_then(|asked| asked.pointer(pointer)?.as_str());
        let asked = word("/type").map(|kind| (kind, word("/resolution/kind").unwrap_or_default()));
        *status = json!(status.as_str().map(|of_b| words::status(of_b, asked)));
    }
    if let Some(asked) = asked {
        document.insert("nextAction".to_owned(), next_action(&asked));
    }
    if let Some(policy) = document.get_mut("policy").and_then(|policy| policy.get_mut("finalSubmission")) {
        *policy = json!(policy.as_str().map(words::policy));
    }
}

/// An id and a type, and no more.
fn next_action(of_b: &Value) -> Value {
    let id = of_b["id"].as_str().unwrap_or_default();
    let version = of_b.pointer("/covers/priorAuthorizationVersion").and_then(Value::as_u64);
    json!({ "id": action_id(id, version.unwrap_or_default()), "type": of_b["type"].as_str().map(words::action) })
}

/// A's id of a next action. An action that is issued anew against a changed case keeps its id in B, where nobody sends
/// it back; in A it has another one.
pub(super) fn action_id(of_b: &str, version: u64) -> String {
    format!("{of_b}_{version}")
}

pub(super) fn template_selection(request: &Value) -> Value {
    json!({
        "payerId": request["payerId"],
        "insuranceState": request["coverageState"],
        "serviceType": request["requestType"],
        "serviceCode": request.pointer("/serviceCode/code"),
        "serviceCodeSystem": request.pointer("/serviceCode/system"),
    })
}

/// `answers` become the `questionnaireResponse`.
fn respond(of: &mut Map<String, Value>, questionnaire: &Value) {
    if let Some(answers) = of.remove("answers") {
        of.insert("questionnaireResponse".to_owned(), questions::flat(&answers, questionnaire));
    }
}

fn review_snapshot(snapshot: &mut Map<String, Value>, questionnaire: &Value) {
    snapshot.remove("transparency");
    if let Some(kind) = snapshot.get_mut("kind") {
        *kind = json!(kind.as_str().map(words::snapshot_kind));
    }
    snapshot.insert("liveViewUrl".to_owned(), Value::Null);
    if let Some(Value::Object(covers)) = snapshot.get_mut("covers") {
        for (of_b, of_a) in [
            ("priorAuthorizationVersion", "authorizationVersion"),
            ("answersVersion", "questionnaireResponseVersion"),
            ("attachmentsVersion", "attachmentVersion"),
        ] {
            if let Some(version) = covers.remove(of_b) {
                covers.insert(of_a.to_owned(), version);
            }
        }
    }
    respond(snapshot, questionnaire);
}
