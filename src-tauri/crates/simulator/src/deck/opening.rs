//! A case that a client creates: what its payer asks, what happens to it afterwards.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::dialects::{DIALECTS, Dialect, Fact, until_today};
use super::{rich, scenarios};
use crate::world::case::{Case, Revisions};
use crate::world::edits::Wanted;
use crate::world::payer::{BLUEFERN, JUNIPER, NORTHGATE, Payer};
use crate::world::script::{PortalSide, Requirements, Script};
use crate::world::vocabulary::Status;

/// What a client asks for.
pub(crate) struct Opening {
    pub(crate) id: String,
    pub(crate) provider_npi: String,
    pub(crate) payer: &'static Payer,
    pub(crate) request: Value,
    pub(crate) policy: &'static str,
    pub(crate) metadata: Value,
}

impl Opening {
    /// The case before anything was answered, but for what the request itself tells.
    pub(crate) fn case(self, now: Timestamp) -> Case {
        let dialect = DIALECTS.into_iter().find(|dialect| dialect.payer.id == self.payer.id);
        let code = self.request.pointer("/serviceCode/code").and_then(Value::as_str).unwrap_or_default().to_owned();
        let (mut questionnaire, answers) = match dialect {
            _ if self.payer.id == NORTHGATE.id => rich::questionnaire(&self.provider_npi, &code),
            Some(dialect) => dialect.blank(&self.provider_npi, &code),
            None => (json!({ "item": [] }), json!({ "item": [] })),
        };
        until_today(&mut questionnaire, now);
        let mut case = Case {
            id: self.id,
            teaches: "Created through the API.".to_owned(),
            patient: "(not named yet)".to_owned(),
            name_links: dialect.map(name_links).unwrap_or_default(),
            version: 0,
            status: Status::RequiresAction,
            outcome: None,
            policy: self.policy,
            provider_npi: self.provider_npi,
            payer: self.payer,
            request: self.request,
            questionnaire,
            answers,
            requirements: Requirements::default(),
            wanted: Wanted::default(),
            revisions: Revisions { requirements: 1, answers: 1, attachments: 1 },
            attachments: Vec::new(),
            snapshot: None,
            receipt: None,
            decision: None,
            next_action: None,
            handoffs: Vec::new(),
            watch_grants: Vec::new(),
            metadata: self.metadata,
            created_at: now,
            updated_at: now,
            completed_at: None,
            canceled_at: None,
            script: Script::default(),
            portal: PortalSide::default(),
            pending: None,
            ledger: Vec::new(),
        };
        case.want(documents(case.payer));
        case
    }
}

/// What is written in advance for a created case: the scenario that its member id picks, else its payer's own way.
pub(crate) fn write_script(case: &mut Case, scenarios_open: bool) {
    let dialect = DIALECTS.into_iter().find(|dialect| dialect.payer.id == case.payer.id);
    let member = dialect.and_then(|dialect| dialect.link(Fact::Member)).and_then(|link| case.told(link));
    let picked = member.filter(|_| scenarios_open).and_then(|member| scenarios::picked_by(&member));
    if let Some(scenario) = picked {
        scenario.write(&mut case.script);
    } else if case.payer.id == NORTHGATE.id {
        case.script.payer = rich::payer_moves().into();
    }
}

fn name_links(dialect: &'static Dialect) -> Vec<&'static str> {
    [Fact::FullName, Fact::Family, Fact::Given].into_iter().filter_map(|fact| dialect.link(fact)).collect()
}

fn documents(payer: &Payer) -> Requirements {
    let wanted = Requirements::default();
    match payer.id {
        id if id == NORTHGATE.id => {
            wanted.document("chart_notes", "Attach the chart notes of the last 90 days.").document(
                "imaging_report",
                "Attach the report of earlier imaging, if any; else a note that there is none.",
            )
        }
        id if id == BLUEFERN.id => wanted.document("chart_notes", "Attach the chart notes."),
        id if id == JUNIPER.id => wanted.document("lab_results", "Attach the latest lab results."),
        _ => wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;
    use crate::world::blockers;
    use crate::world::catalog::{PAYERS, PRETEND};

    #[test]
    fn every_payer_asks_something_and_nothing_that_is_told_already_is_wrong() {
        for payer in PAYERS {
            let opening = Opening {
                id: "auth_new".into(),
                provider_npi: PRETEND.into(),
                payer,
                request: json!({ "serviceCode": { "system": "cpt", "code": "72148" } }),
                policy: "automatic",
                metadata: json!({}),
            };
            let case = opening.case(ManualClock::default().now());
            let found = blockers::find(&case.questionnaire, &case.answers);
            assert!(!found.missing.is_empty() && found.issues.is_empty(), "{}: {found:?}", payer.id);
            assert!(case.name_links.len() < 3, "{}", payer.id);
        }
    }
}
