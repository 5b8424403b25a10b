//! Who can ask whom for what: the invented providers, the payers, and the routes between them (reference section 2.2).

use serde_json::{Value, json};

use super::payer::{BLUEFERN, HARBORLINE, JUNIPER, LARKSPUR, NORTHGATE, Payer, TIDEWELL};

/// Dr. A. Pretend.
pub(crate) const PRETEND: &str = "1999999984";
/// Dr. B. Fictional.
pub(crate) const FICTIONAL: &str = "1999999976";
/// Dr. C. Notreal. Nobody has set up her access to Juniper.
pub(crate) const NOTREAL: &str = "1999999968";

/// An invented provider of the organization.
#[derive(Debug)]
pub(crate) struct Provider {
    pub(crate) npi: &'static str,
    name: &'static str,
}

static PROVIDERS: [Provider; 3] = [
    Provider { npi: PRETEND, name: "Dr. A. Pretend" },
    Provider { npi: FICTIONAL, name: "Dr. B. Fictional" },
    Provider { npi: NOTREAL, name: "Dr. C. Notreal" },
];

/// Every payer, by name.
pub(crate) static PAYERS: [&Payer; 6] = [&BLUEFERN, &HARBORLINE, &JUNIPER, &LARKSPUR, &NORTHGATE, &TIDEWELL];

/// What may be asked for, with the code systems that name it.
static SERVICES: [(&str, &[&str]); 3] =
    [("inpatient", &["cpt"]), ("outpatient", &["cpt", "hcpcs"]), ("drug", &["hcpcs", "ndc"])];

/// The only values that were shown.
pub(crate) const CHANNEL: &str = "portal";
pub(crate) const ACCESS_MODE: &str = "collate_managed";

pub(crate) fn provider(npi: &str) -> Option<&'static Provider> {
    PROVIDERS.iter().find(|provider| provider.npi == npi)
}

pub(crate) fn payer(id: &str) -> Option<&'static Payer> {
    PAYERS.into_iter().find(|payer| payer.id == id)
}

/// Whether a payer can be asked in a state for a kind of service, named in a code system.
pub(crate) fn is_served(payer: &Payer, state: &str, kind: &str, system: &str) -> bool {
    payer.states.contains(&state) && SERVICES.iter().any(|(name, systems)| *name == kind && systems.contains(&system))
}

/// Whether the access of a provider to a payer's portal is set up.
pub(crate) fn has_access(provider: &Provider, payer: &Payer) -> bool {
    (provider.npi, payer.id) != (NOTREAL, JUNIPER.id)
}

fn label(payer: &Payer, state: &str, kind: &str) -> String {
    format!("{}, {state}, {kind}", payer.name)
}

/// The RouteOptions of a provider: only routes whose access is set up.
pub(crate) fn options(provider: &Provider) -> Value {
    let mut options = Vec::new();
    for payer in PAYERS.into_iter().filter(|payer| has_access(provider, payer)) {
        for state in payer.states {
            for (kind, systems) in &SERVICES {
                options.push(json!({
                    "payerId": payer.id,
                    "payerDisplayName": payer.name,
                    "coverageState": state,
                    "requestType": kind,
                    "supportedServiceCodeSystems": systems,
                    "channel": CHANNEL,
                    "accessMode": ACCESS_MODE,
                    "label": label(payer, state, kind),
                }));
            }
        }
    }
    json!({ "providerNpi": provider.npi, "options": options })
}

/// The ResolvedRoute of a request. Its shape was never shown; this is the request and the option in one.
pub(crate) fn resolved(provider: &Provider, payer: &Payer, request: &Value) -> Value {
    let text = |name: &str| request.get(name).and_then(Value::as_str).unwrap_or_default();
    json!({
        "providerNpi": provider.npi,
        "payerId": payer.id,
        "payerDisplayName": payer.name,
        "coverageState": text("coverageState"),
        "requestType": text("requestType"),
        "serviceCode": request.get("serviceCode"),
        "channel": CHANNEL,
        "accessMode": ACCESS_MODE,
        "label": label(payer, text("coverageState"), text("requestType")),
    })
}

impl Provider {
    /// The Provider object.
    pub(crate) fn document(&self) -> Value {
        json!({
            "npi": self.npi,
            "displayName": self.name,
            "status": "active",
            "createdAt": "2026-01-05T09:00:00.000Z",
            "updatedAt": "2026-03-02T09:00:00.000Z",
            "taxId": null,
            "metadata": {},
        })
    }
}

impl Payer {
    /// The Payer object.
    pub(crate) fn document(&self) -> Value {
        json!({
            "id": self.id,
            "displayName": self.name,
            "supportedStates": self.states,
            "supportedServiceTypes": SERVICES.map(|(kind, _)| kind),
            "aliases": [],
            "status": "active",
            "brand": self.name,
            "lineOfBusiness": self.line_of_business,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_wants_the_payer_s_state_and_a_code_system_that_fits() {
        assert!(is_served(&NORTHGATE, "WI", "drug", "ndc"));
        assert!(!is_served(&NORTHGATE, "CA", "drug", "ndc"));
        assert!(!is_served(&NORTHGATE, "IL", "inpatient", "hcpcs"));
    }

    #[test]
    fn a_route_without_access_is_no_option() {
        let of = |npi| options(provider(npi).unwrap())["options"].as_array().unwrap().clone();
        assert_eq!(of(PRETEND).len(), 30);
        assert!(of(NOTREAL).iter().all(|option| option["payerId"] != "payer_juniper"));
    }
}
