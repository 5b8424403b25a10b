//! Bodies of A, each told to the rules in the words of B. They are read as strictly as those of B, so that whatever is
//! refused for its shape is refused here, by its name in A.

use std::borrow::Cow;

use axum::body::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{questions, words};
use crate::api::answer::Refusal;
use crate::api::call::Call;
use crate::api::command::{Command, decode, decode_or_default};
use crate::api::route::{Operation, Route};
use crate::world::World;

/// Body of confirm. `null` counts as left out; that it must not be is for confirm to say.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Confirmation {
    #[serde(default)]
    next_action_id: Option<String>,
}

/// Body of create.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Creation {
    provider_npi: String,
    template_selection: TemplateSelection,
    #[serde(default)]
    policy: Option<Policy>,
}

/// Body of a route resolution.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RouteQuestion {
    provider_npi: String,
    template_selection: TemplateSelection,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct TemplateSelection {
    payer_id: String,
    insurance_state: String,
    service_type: ServiceType,
    service_code: String,
    service_code_system: ServiceCodeSystem,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum ServiceType {
    Inpatient,
    Outpatient,
    Drug,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum ServiceCodeSystem {
    Hcpcs,
    Cpt,
    Ndc,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Policy {
    #[serde(default)]
    final_submission: Option<FinalSubmission>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FinalSubmission {
    RequiresConfirmation,
    Automatic,
}

/// Body of a change of answers.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Answers {
    questionnaire_response: QuestionnaireResponse,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct QuestionnaireResponse {
    item: Vec<Value>,
}

/// The command of a confirm.
pub(crate) fn confirmation(call: &Call) -> Result<Command, Refusal> {
    let Confirmation { next_action_id } = decode_or_default(call)?;
    Ok(Command::ConfirmAction(next_action_id))
}

/// A request with its body in the words of B. Everything else about it stays as it came.
pub(crate) fn told<'a>(world: &World, route: &Route, call: &'a Call) -> Result<Cow<'a, Call>, Refusal> {
    let body = match route.operation {
        Operation::Create => creation(decode(call)?)?,
        Operation::ResolveRoute => route_question(decode(call)?)?,
        Operation::PatchAnswers => {
            let Answers { questionnaire_response } = decode(call)?;
            let answers = questions::nested(&questionnaire_response.item, questionnaire(world, route));
            json!({ "answers": { "item": answers.iter().map(questions::Nested::item).collect::<Vec<_>>() } })
        }
        _ => return Ok(Cow::Borrowed(call)),
    };
    Ok(Cow::Owned(Call { body: Bytes::from(body.to_string()), ..call.clone() }))
}

/// Where the response of A has what the rules complain about in the answers of B.
pub(super) fn location(world: &World, route: &Route, call: &Call, of_b: &[Value]) -> Option<Value> {
    let ["body", "answers", "item", index] = *of_b.iter().take(4).filter_map(Value::as_str).collect::<Vec<_>>() else {
        return None;
    };
    let Answers { questionnaire_response } = decode(call).ok()?;
    let nested = questions::nested(&questionnaire_response.item, questionnaire(world, route));
    let (place, rest) = nested.get(index.parse::<usize>().ok()?)?.place(of_b.get(4..)?);
    let mut told = vec![json!("body"), json!("questionnaireResponse"), json!("item"), json!(place.to_string())];
    told.extend(rest.iter().cloned());
    Some(Value::Array(told))
}

fn questionnaire<'a>(world: &'a World, route: &Route) -> &'a Value {
    let case = route.case.as_deref().and_then(|id| world.case(id));
    case.map_or(&Value::Null, |case| &case.questionnaire)
}

fn creation(new: Creation) -> Result<Value, Refusal> {
    let selection = new.template_selection.checked()?;
    // What is missing stays missing: there is a code for that.
    let policy = new.policy.map(|policy| {
        let word = |chosen: FinalSubmission| match chosen {
            FinalSubmission::RequiresConfirmation => words::REQUIRES_APPROVAL,
            FinalSubmission::Automatic => words::AUTOMATIC,
        };
        json!({ "finalSubmission": policy.final_submission.map(word) })
    });
    Ok(json!({
        "providerNpi": new.provider_npi,
        "request": {
            "payerId": selection.payer_id,
            "coverageState": selection.insurance_state,
            "requestType": selection.service_type,
            "serviceCode": { "system": selection.service_code_system, "code": selection.service_code },
        },
        "policy": policy,
    }))
}

fn route_question(asked: RouteQuestion) -> Result<Value, Refusal> {
    let selection = asked.template_selection.checked()?;
    Ok(json!({
        "providerNpi": asked.provider_npi,
        "payerId": selection.payer_id,
        "coverageState": selection.insurance_state,
        "requestType": selection.service_type,
        "serviceCode": { "system": selection.service_code_system, "code": selection.service_code },
    }))
}

impl TemplateSelection {
    /// A state has two letters and a code is not empty.
    fn checked(self) -> Result<Self, Refusal> {
        let state = &self.insurance_state;
        if state.len() != 2 || !state.bytes().all(|byte| byte.is_ascii_uppercase()) {
            let place = ["body", "templateSelection", "insuranceState"];
            return Err(Refusal::malformed("malformed", &place, "insuranceState is two letters, like IL"));
        }
        if self.service_code.trim().is_empty() {
            let place = ["body", "templateSelection", "serviceCode"];
            return Err(Refusal::malformed("missing", &place, "the service code is empty"));
        }
        Ok(self)
    }
}
