//! The main job, four times: the cases somebody new should meet first.

use serde_json::json;

use super::dialects::{BLUEFERN_ASKS, Extra, LARKSPUR_ASKS, NORTHGATE_ASKS};
use super::draft::Draft;
use super::people::{FICTIONAL, INFLIXIMAB, NOTREAL, SLEEP_STUDY, SPINE_MRI, TONSILS, person};
use crate::world::script::Then;

pub(super) fn drafts() -> Vec<Draft> {
    vec![approval(), covered_handoff(), plain_handoff(), going_on()]
}

fn approval() -> Draft {
    Draft::new("auth_9WD3RB", &BLUEFERN_ASKS, person("Sample", "Otto", "1968-03-03", "BFM 7710 0042 8"), &INFLIXIMAB)
        .teaches("Review a package with two warnings and accept it: Collate submits, a receipt and an approval follow.")
        .provider(FICTIONAL)
        .version(23)
        .age(27, 9)
        .asks_approval("rev_5J2Q8")
        .extras([
            Extra::new("clinicalWeight", "Weight in kg", 61).hints(json!({ "min": "2", "max": "350" })),
            Extra::new("clinicalDose", "Dose", "400 mg every 8 weeks").hints(json!({ "maxLength": 80 })),
            Extra::new("clinicalSite", "Site of care", "infusion_center").choice(&[
                ("hospital", "Hospital clinic"),
                ("infusion_center", "Infusion center, suite 4"),
                ("home", "Patient's home"),
            ]),
            Extra::new("clinicalTried", "Was another medicine tried?", true),
            Extra::new(
                "clinicalPrior",
                "Prior medicines",
                json!([[
                    { "linkId": "clinicalPriorName", "answer": [{ "valueString": "Azathioprine" }] },
                    { "linkId": "clinicalPriorEnd", "answer": [{ "valueDate": "2026-09-02" }] },
                ]]),
            )
            .hints(json!({
                "minOccurs": 0,
                "maxOccurs": 5,
                "item": [
                    { "linkId": "clinicalPriorName", "text": "Medicine", "type": "string", "required": true },
                    { "linkId": "clinicalPriorEnd", "text": "Stopped on", "type": "date", "required": false },
                ],
            })),
        ])
        .file("order-1118.pdf", &["infusion_order"])
        .file("labs-oct.pdf", &["lab_results", "chart_notes"])
        .warnings([
            json!({
                "code": "weight_differs",
                "message": "The weight in the answers (61 kg) and in the chart notes (64 kg) differ. \
                            The dose is worked out from weight.",
            }),
            json!({
                "code": "notes_old",
                "message": "The chart notes are 97 days old. This payer often asks for notes from the last 90 days.",
            }),
        ])
}

fn covered_handoff() -> Draft {
    let wilma = person("Testperson", "Wilma", "1974-03-22", "NGH 0042 8817 06");
    Draft::new("auth_7QK2M9", &NORTHGATE_ASKS, wilma, &SPINE_MRI)
        .teaches("Accept a package, take the portal over, submit there, report: the receipt carries the page's number.")
        .version(14)
        .age(6, 4)
        .asks_covered_handoff("rev_2BQ77")
        .extras([
            Extra::new("conservative_care_weeks", "Weeks of conservative care", "8"),
            Extra::new("red_flags", "Are there red flags?", "no").choice(&[
                ("yes", "Yes"),
                ("no", "No"),
                ("unknown", "Not known"),
            ]),
        ])
        .warnings([json!({ "message": "Northgate shows the number once: write it down before you leave the page." })])
}

fn plain_handoff() -> Draft {
    let odette = person("Imaginary", "Odette", "1959-08-17", "LKS-559-0120-4");
    Draft::new("auth_V3C9QA", &LARKSPUR_ASKS, odette, &SLEEP_STUDY)
        .teaches("Take the portal over when no package is covered: nothing to accept, the body is empty.")
        .provider(NOTREAL)
        .version(9)
        .age(20, 12)
        .asks_handoff()
}

fn going_on() -> Draft {
    let salome = person("Invented", "Salome", "2016-01-30", "LKS-118-4471-9");
    Draft::new("auth_J4T6BK", &LARKSPUR_ASKS, salome, &TONSILS)
        .teaches("Nothing is missing: tell Collate to go on; it comes back with a package to review.")
        .version(12)
        .age(1, 7)
        .asks_continue()
        .then([Then::AskApproval])
        .extras([Extra::new("clin-episodes", "Episodes in 12 months", "7")])
}
