//! Northgate's questionnaire for a case that is created through the API: one of everything a questionnaire can have, and
//! one thing it cannot.

use serde_json::{Value, json};

use crate::world::case::approval;
use crate::world::script::{PayerMove, Requirements};

/// The questions, and the answers that the request itself gives.
pub(super) fn questionnaire(provider_npi: &str, code: &str) -> (Value, Value) {
    let told = |link: &str, text: &str| json!({ "linkId": link, "answer": [{ "valueString": text }] });
    let answers = json!({ "item": [{
        "linkId": "order",
        "item": [told("ordering_npi", provider_npi), told("service_code", code)],
    }] });
    (json!({ "item": [patient(), order(), clinical(), diagnoses(), attestation()] }), answers)
}

/// After the receipt the payer asks one more question, then it approves.
pub(super) fn payer_moves() -> [PayerMove; 2] {
    let asked = json!({
        "linkId": "follow_up",
        "text": "Follow-up from Northgate",
        "type": "group",
        "item": [{
            "linkId": "follow_up_therapy",
            "text": "Which therapy was tried last, and with what result?",
            "type": "text",
            "required": true,
            "repeats": false,
            "maxLength": 300,
        }],
    });
    let more = Requirements::default()
        .adding([asked])
        .question("follow_up_therapy", "The payer asks which therapy was tried last.");
    [PayerMove::AskMore(more), PayerMove::Decide(approval())]
}

fn group(link: &str, text: &str, items: &Value) -> Value {
    json!({ "linkId": link, "text": text, "type": "group", "repeats": false, "item": items })
}

fn patient() -> Value {
    let items = json!([
        {
            "linkId": "member_id",
            "text": "Member ID",
            "type": "string",
            "required": true,
            "repeats": false,
            "pattern": "^NGH [0-9]{4} [0-9]{4} [0-9]{2}$",
            "maxLength": 16,
            "errorMessage": "A member ID is written like NGH 0042 8817 06.",
        },
        { "linkId": "date_of_birth", "text": "Date of birth", "type": "date", "required": true, "repeats": false, "min": "1900-01-01", "max": "today" },
        { "linkId": "last_name", "text": "Last name", "type": "string", "required": true, "repeats": false, "maxLength": 60 },
        { "linkId": "first_name", "text": "First name", "type": "string", "required": true, "repeats": false, "maxLength": 60 },
    ]);
    group("patient", "Patient", &items)
}

fn order() -> Value {
    let items = json!([
        {
            "linkId": "ordering_npi", "text": "Ordering NPI", "type": "string", "required": true, "repeats": false,
            "pattern": "^[0-9]{10}$", "maxLength": 10,
        },
        { "linkId": "service_code", "text": "Service code", "type": "string", "required": true, "repeats": false, "maxLength": 12 },
        { "linkId": "service_date_from", "text": "Date of service from", "type": "date", "required": true, "repeats": false },
        {
            "linkId": "place_of_service", "text": "Place of service", "type": "choice", "required": true, "repeats": false,
            "options": [
                { "code": "11", "display": "Office" },
                { "code": "22", "display": "Outpatient hospital" },
                { "code": "24", "display": "Ambulatory surgical center" },
            ],
        },
        {
            "linkId": "units", "text": "Units", "type": "decimal", "required": false, "repeats": false,
            "min": "1", "max": "12", "defaultValue": 1,
        },
    ]);
    group("order", "Order", &items)
}

fn clinical() -> Value {
    let items = json!([
        { "linkId": "urgency", "text": "How urgent is it?", "type": "choice", "required": true, "repeats": false, "options": [
            { "code": "standard", "display": "Standard" },
            { "code": "urgent", "display": "Urgent: within 72 hours" },
        ] },
        { "linkId": "conservative_care", "text": "Was conservative care tried?", "type": "boolean", "required": true, "repeats": false },
        {
            "linkId": "conservative_care_weeks", "text": "Weeks of conservative care", "type": "decimal",
            "required": false, "repeats": false, "min": "0", "max": "104",
            "requiredWhen": { "linkId": "conservative_care", "equals": true },
            "notAllowedWhen": { "linkId": "conservative_care", "equals": false },
        },
        {
            "linkId": "review_channel", "text": "How may a reviewer reach you?", "type": "choice",
            "required": false, "repeats": false,
            "options": [{ "code": "phone", "display": "By telephone" }, { "code": "mail", "display": "By mail" }],
            "valuesWhen": { "linkId": "urgency", "equals": "urgent", "codes": ["phone"] },
        },
        {
            "linkId": "history", "text": "History", "type": "text", "required": true, "repeats": false, "maxLength": 500,
            "textWhen": { "linkId": "urgency", "equals": "urgent", "text": "History, and why it cannot wait" },
        },
    ]);
    group("clinical", "Clinical questions", &items)
}

fn diagnoses() -> Value {
    json!({
        "linkId": "diagnoses", "text": "Diagnoses", "type": "group", "repeats": true, "minOccurs": 1, "maxOccurs": 3,
        "item": [
            {
                "linkId": "diagnosis_code", "text": "Diagnosis code (ICD-10)", "type": "string", "required": true,
                "repeats": false, "pattern": "^[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?$", "maxLength": 8,
            },
            { "linkId": "diagnosis_rank", "text": "Rank", "type": "choice", "required": true, "repeats": false, "options": [
                { "code": "primary", "display": "Main diagnosis" },
                { "code": "secondary", "display": "Further diagnosis" },
            ] },
            { "linkId": "diagnosis_since", "text": "Since", "type": "date", "required": false, "repeats": false, "max": "today" },
        ],
    })
}

/// A type of question that no reference knows.
fn attestation() -> Value {
    json!({
        "linkId": "attestation", "text": "I have checked these answers against the chart.", "type": "attestation",
        "required": true, "repeats": false,
    })
}
