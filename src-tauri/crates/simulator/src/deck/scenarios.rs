//! The sandbox's scenarios (reference section 7): picked by the member id in the answers of create, by nothing else. Only
//! `quickstart_receipt` is a documented id; the others, and the fields beside `id` and `create`, are ours.

use serde_json::{Value, json};

use crate::world::catalog::PRETEND;
use crate::world::script::{PayerMove, Ruling, Script, Then};

/// One scenario. All are Larkspur's: that payer wants no documents.
pub(crate) struct Scenario {
    id: &'static str,
    member: &'static str,
    policy: &'static str,
    ends: &'static str,
    outcome: Option<&'static str>,
    steps: fn(&mut Script),
}

static SCENARIOS: [Scenario; 4] = [
    Scenario {
        id: "quickstart_receipt",
        member: "LKS-000-0000-1",
        policy: "automatic",
        ends: "waiting_on_payer",
        outcome: None,
        steps: |script| script.payer = [PayerMove::Silent].into(),
    },
    Scenario {
        id: "review_then_approved",
        member: "LKS-000-0000-2",
        policy: "requires_approval",
        ends: "completed",
        outcome: Some("approved"),
        steps: |_| {},
    },
    Scenario {
        id: "review_then_denied",
        member: "LKS-000-0000-3",
        policy: "requires_approval",
        ends: "completed",
        outcome: Some("denied"),
        steps: |script| {
            let denial_reasons = vec!["The service is not covered by this plan.".to_owned()];
            let denied = Ruling { denial_reasons, ..Ruling::outcome("denied") };
            script.payer = [PayerMove::Decide(denied)].into();
        },
    },
    Scenario {
        id: "manual_handoff",
        member: "LKS-000-0000-4",
        policy: "automatic",
        ends: "requires_action",
        outcome: None,
        steps: |script| script.after_confirm = [Then::AskHandoff].into(),
    },
];

/// The scenario that a member id picks.
pub(super) fn picked_by(member: &str) -> Option<&'static Scenario> {
    SCENARIOS.iter().find(|scenario| scenario.member == member)
}

/// The catalog.
pub(crate) fn catalog() -> Value {
    json!({ "version": "practice-1", "scenarios": SCENARIOS.iter().map(Scenario::document).collect::<Vec<_>>() })
}

/// One scenario by its id.
pub(crate) fn named(id: &str) -> Option<Value> {
    SCENARIOS.iter().find(|scenario| scenario.id == id).map(Scenario::document)
}

impl Scenario {
    /// Writes the case's script.
    pub(super) fn write(&self, script: &mut Script) {
        (self.steps)(script);
    }

    fn document(&self) -> Value {
        json!({
            "id": self.id,
            "create": {
                "providerNpi": PRETEND,
                "request": {
                    "payerId": "payer_larkspur",
                    "coverageState": "IL",
                    "requestType": "outpatient",
                    "serviceCode": { "system": "cpt", "code": "95806" },
                },
                "policy": { "finalSubmission": self.policy },
                "answers": { "item": [{ "linkId": "req", "item": self.answers() }] },
            },
            "expectedStatus": self.ends,
            "expectedOutcome": self.outcome,
            "ciSafe": true,
            "suggestedTimeoutSeconds": 120,
        })
    }

    fn answers(&self) -> Value {
        let text = |link: &str, value: &str| json!({ "linkId": link, "answer": [{ "valueString": value }] });
        let date = |link: &str, value: &str| json!({ "linkId": link, "answer": [{ "valueDate": value }] });
        json!([
            text("mbr-no", self.member),
            date("mbr-dob", "1980-01-01"),
            text("mbr-last", "Scenario"),
            text("mbr-first", "Sandbox"),
            text("dx-cd", "G47.33"),
            date("dos-from", "2027-01-11"),
        ])
    }
}
