//! Cases that wait for answers and documents.

use serde_json::json;

use super::dialects::{BLUEFERN_ASKS, Extra, JUNIPER_ASKS, TIDEWELL_ASKS};
use super::draft::Draft;
use super::people::{BRAIN_MRI, DENOSUMAB, FICTIONAL, PEMBROLIZUMAB, person};
use crate::world::script::Requirements;

pub(super) fn drafts() -> Vec<Draft> {
    vec![payer_asks_again(), no_name(), refused_answer()]
}

fn payer_asks_again() -> Draft {
    let wanted = Requirements::default()
        .question("JSP-C-03", "When did the last treatment end?")
        .question("JSP-C-04", "T-score at the hip, from the latest scan.")
        .document("bone_density_report", "The payer asks for the bone density report.")
        .document("lab_results", "The payer asks for the latest lab results.")
        .issue("date_in_future", "JSP-C-03", "The date is in the future. Use today or earlier.");
    Draft::new("auth_5TF1QS", &JUNIPER_ASKS, person("Mockford", "Lena", "1951-02-14", "JSP 0099 4410 27"), &DENOSUMAB)
        .teaches("The payer came back after its receipt: two questions, two documents and one refused answer.")
        .version(18)
        .age(170, 3)
        .receipt("JSP-4482-0931")
        .extras([
            Extra::new("JSP-C-01", "Has the patient taken another bone-loss medicine?", "yes").choice(&[
                ("yes", "Yes"),
                ("no", "No"),
                ("unknown", "Not known"),
            ]),
            Extra::new(
                "JSP-C-02",
                "Which medicines?",
                json!([[
                    { "linkId": "JSP-C-02-A", "answer": [{ "valueString": "Alendronate" }] },
                    { "linkId": "JSP-C-02-B", "answer": [{ "valueDate": "2025-01-10" }] },
                ]]),
            )
            .hints(json!({
                "minOccurs": 1,
                "maxOccurs": 5,
                "requiredWhen": { "linkId": "JSP-C-01", "equals": "yes" },
                "item": [
                    { "linkId": "JSP-C-02-A", "text": "Medicine", "type": "string", "required": true },
                    { "linkId": "JSP-C-02-B", "text": "Started", "type": "date", "required": true },
                    { "linkId": "JSP-C-02-C", "text": "Why stopped", "type": "string", "required": false },
                ],
            })),
            Extra::new("JSP-C-03", "When did the last treatment end?", "2027-01-01")
                .hints(json!({ "type": "date", "max": "today" })),
            Extra::new("JSP-C-04", "T-score at the hip", serde_json::Value::Null)
                .hints(json!({ "type": "decimal", "min": "-6", "max": "2" })),
        ])
        .asks_requirements(wanted)
}

fn no_name() -> Draft {
    let wanted = Requirements::default().document("lab_results", "Attach the lab result the payer asked for.");
    Draft::new("auth_3VB7GE", &TIDEWELL_ASKS, person("Unnamed", "Case", "1962-06-06", "TWC-31-88-0907"), &BRAIN_MRI)
        .teaches("This payer never asks for a name: the case must be told by its id. One document is missing.")
        .version(26)
        .age(216, 6)
        .receipt("TW-20931-C")
        .asks_requirements(wanted)
}

fn refused_answer() -> Draft {
    let caspian = person("Dummy", "Caspian", "1957-10-10", "BFM 4410 7702 1");
    let wanted = Requirements::default().question("clinicalStage", "The stage is not one this payer knows.").issue(
        "not_a_known_code",
        "clinicalStage",
        "IV-X is not a stage. Use I, II, III or IV.",
    );
    Draft::new("auth_0LQ5HU", &BLUEFERN_ASKS, caspian, &PEMBROLIZUMAB)
        .teaches("One answer was refused, with a reason on its field; everything else is there.")
        .provider(FICTIONAL)
        .automatic()
        .version(22)
        .age(25, 40)
        .extras([Extra::new("clinicalStage", "Stage", "IV-X").hints(json!({ "pattern": "^(I|II|III|IV)$" }))])
        .asks_requirements(wanted)
}
