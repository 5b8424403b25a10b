//! Payers, providers, routes and the sandbox's scenarios: reads, and nothing that changes anything.

use serde_json::{Value, json};

use super::answer::Refusal;
use super::call::Call;
use super::command::{self, RouteQuestion};
use super::create;
use super::list::pairs;
use crate::deck::scenarios;
use crate::history::Trace;
use crate::world::catalog;

pub(crate) fn no_such_payer() -> Refusal {
    Refusal::not_found("payer_not_found", "no such payer")
}

fn no_such_provider() -> Refusal {
    Refusal::not_found("provider_not_found", "no such provider in this organization")
}

pub(crate) fn payer(id: &str) -> Result<Value, Refusal> {
    catalog::payer(id).map(crate::world::payer::Payer::document).ok_or_else(no_such_payer)
}

pub(crate) fn provider(npi: &str) -> Result<Value, Refusal> {
    catalog::provider(npi).map(catalog::Provider::document).ok_or_else(no_such_provider)
}

pub(crate) fn routes(query: Option<&str>, trace: &mut Trace) -> Result<Value, Refusal> {
    let mut npi = None;
    for (name, value) in pairs(query) {
        match name {
            "providerNpi" if npi.replace(value).is_some() => {
                let place = ["query", "providerNpi"];
                return Err(Refusal::malformed("malformed", &place, "providerNpi is given twice"));
            }
            "providerNpi" => {}
            _ => trace.violation(&format!("routes take no {name}")),
        }
    }
    let npi = npi.ok_or_else(|| Refusal::malformed("missing", &["query", "providerNpi"], "providerNpi is required"))?;
    catalog::provider(npi).map(catalog::options).ok_or_else(no_such_provider)
}

pub(crate) fn resolve(call: &Call) -> Result<Value, Refusal> {
    let question: RouteQuestion = command::decode(call)?;
    let npi = question.provider_npi.clone();
    let request = question.request();
    command::well_formed(&request)?;
    let (provider, payer) = create::route(&npi, &request)?;
    let asked = json!({
        "coverageState": request.coverage_state,
        "requestType": request.request_type,
        "serviceCode": request.service_code,
    });
    Ok(catalog::resolved(provider, payer, &asked))
}

/// The reference has no code for an unknown scenario; this one is ours.
pub(crate) fn scenario(id: &str) -> Result<Value, Refusal> {
    scenarios::named(id).ok_or_else(|| Refusal::not_found("scenario_not_found", "no such scenario"))
}
