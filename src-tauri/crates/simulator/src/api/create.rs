//! Making a new authorization, and finding out whether one could be made.

use axum::http::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::answer::Refusal;
use super::command::{CaseRequest, FinalSubmission, NewCase};
use crate::deck::opening::{Opening, write_script};
use crate::history::Trace;
use crate::options::Contract;
use crate::world::World;
use crate::world::catalog::{self, Provider};
use crate::world::payer::Payer;

/// Makes the authorization, at version 1. Nothing is sent to the payer.
pub(crate) fn create(world: &mut World, new: NewCase, now: Timestamp, trace: &mut Trace) -> Result<Value, Refusal> {
    let (provider, payer) = route(&new.provider_npi, &new.request)?;
    let opening = Opening {
        id: world.ids.fresh("auth"),
        provider_npi: provider.npi.to_owned(),
        payer,
        request: json!({
            "payerId": new.request.payer_id,
            "coverageState": new.request.coverage_state,
            "requestType": new.request.request_type,
            "serviceCode": new.request.service_code,
        }),
        policy: match new.policy.final_submission {
            FinalSubmission::RequiresApproval => "requires_approval",
            FinalSubmission::Automatic => "automatic",
        },
        metadata: Value::Object(new.metadata.unwrap_or_default()),
    };
    let mut case = opening.case(now);
    if let Some(answers) = new.answers {
        case.fill_in(&answers.item).map_err(|wrong| Refusal::wrong(&wrong))?;
    }
    write_script(&mut case, world.contract == Contract::B2);
    let id = case.id.clone();
    world.add(case, now);
    trace.effect = true;
    trace.case = Some(id.clone());
    world.case(&id).map(crate::world::case::Case::document).ok_or_else(super::execute::no_such_case)
}

/// The provider and the payer of a request, if there is a way from one to the other.
pub(crate) fn route(npi: &str, request: &CaseRequest) -> Result<(&'static Provider, &'static Payer), Refusal> {
    let provider = catalog::provider(npi)
        .ok_or_else(|| Refusal::not_found("provider_not_found", "no such provider in this organization"))?;
    let payer = catalog::payer(&request.payer_id).ok_or_else(super::catalog::no_such_payer)?;
    let word = |value: Value| value.as_str().unwrap_or_default().to_owned();
    let (kind, system) = (word(json!(request.request_type)), word(json!(request.service_code.system)));
    if !catalog::is_served(payer, &request.coverage_state, &kind, &system) {
        return Err(Refusal::conflict("unsupported_route", "this payer cannot be asked for that in this state"));
    }
    if !catalog::has_access(provider, payer) {
        let message = "the route exists, but this provider's access is not set up";
        return Err(Refusal::new(StatusCode::CONFLICT, "provider_access_not_configured", message));
    }
    Ok((provider, payer))
}
