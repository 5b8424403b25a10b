//! A new authorization, and what is known of providers, payers and the ways to them.

use super::error::{Outcome, WireError};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A provider's number.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProviderRef {
    /// Ten digits.
    pub npi: String,
}

/// A provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProviderView {
    /// Its number.
    pub npi: String,
    /// Its name, when returned.
    pub name: Option<String>,
    /// Its status, as the service says it.
    pub status: Option<String>,
}

/// A payer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PayerView {
    /// Its id.
    pub id: String,
    /// Its name, else its id.
    pub name: String,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// States it takes requests for; empty when not said.
    pub states: Vec<String>,
    /// Request types it takes; empty when not said.
    pub request_types: Vec<String>,
}

/// The payers the service lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PayersView {
    /// They.
    pub payers: Vec<PayerView>,
    /// Whether these are all.
    pub complete: bool,
    /// Why they could not be listed: then the payer's id is typed.
    pub problem: Option<WireError>,
}

/// One way to a payer for a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RouteView {
    /// The payer's id.
    pub payer_id: String,
    /// Its name, else its id.
    pub payer: String,
    /// Two letters, when said.
    pub state: Option<String>,
    /// The request type, when said.
    pub request_type: Option<String>,
    /// Systems of service codes it takes; empty when not said.
    pub systems: Vec<String>,
    /// Its name, when said.
    pub label: Option<String>,
    /// How it is reached and who has access, as the service says it.
    pub channel: Option<String>,
    /// Who has access, as the service says it.
    pub access_mode: Option<String>,
}

/// The ways for a provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RoutesView {
    /// Whether this contract lists ways at all; where not, everything is typed.
    pub listed: bool,
    /// They.
    pub routes: Vec<RouteView>,
    /// Why they could not be listed.
    pub problem: Option<WireError>,
}

/// What Collate may do at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PolicyCode {
    /// It asks a person before the final submit.
    RequiresApproval,
    /// It may submit without asking again.
    Automatic,
}

/// What a new authorization asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewCase {
    /// The provider's number: ten digits.
    pub provider_npi: String,
    /// The payer's id.
    pub payer_id: String,
    /// Two letters.
    pub state: String,
    /// `inpatient`, `outpatient` or `drug`.
    pub request_type: String,
    /// `hcpcs`, `cpt` or `ndc`.
    pub system: String,
    /// The service code.
    pub code: String,
    /// What Collate may do at the end.
    pub policy: PolicyCode,
}

/// Which field of a new authorization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NewCaseField {
    /// The provider's number.
    ProviderNpi,
    /// The payer.
    Payer,
    /// The state.
    State,
    /// The request type.
    RequestType,
    /// The system of the code.
    System,
    /// The code.
    Code,
    /// The policy.
    Policy,
    /// The way as a whole: payer, state, type and code together.
    Route,
}

/// Why a new authorization cannot be made so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct NewCaseProblem {
    /// Which field it stands on.
    pub field: NewCaseField,
    /// What the service said, when it was asked; nothing when the field itself is wrong.
    pub error: Option<WireError>,
}

/// Whether a new authorization could be made so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ResolvedView {
    /// Whether this contract can be asked at all.
    pub asked: bool,
    /// The way, when there is one.
    pub route: Option<RouteView>,
    /// What is wrong.
    pub problems: Vec<NewCaseProblem>,
}

/// What became of creating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Created {
    /// The new case, when it was made.
    pub case: Option<String>,
    /// What is wrong: nothing was made.
    pub problems: Vec<NewCaseProblem>,
    /// Whether it is not known if one was made: see `creating` of the desk view.
    pub not_known: bool,
}

/// A creation whose outcome is not known, or that is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CreatingView {
    /// What was asked for.
    pub what: NewCase,
    /// Whether it is on its way now.
    pub sending: bool,
    /// How often it was sent.
    pub attempts: u32,
    /// What went wrong last.
    pub problem: Option<WireError>,
    /// What became of it, as far as is known.
    pub outcome: Option<Outcome>,
    /// Who asked.
    pub operator: String,
    /// When it was first sent.
    pub at: String,
    /// Whether the same may be sent again: it makes no second case.
    pub may_send_again: bool,
    /// Whether it was asked for in an earlier run.
    pub from_before: bool,
}

impl NewCase {
    /// Stands for one that was asked for in an earlier run and cannot be read any more.
    pub(crate) fn not_readable() -> Self {
        let nothing = String::new;
        Self {
            provider_npi: nothing(),
            payer_id: nothing(),
            state: nothing(),
            request_type: nothing(),
            system: nothing(),
            code: nothing(),
            policy: PolicyCode::RequiresApproval,
        }
    }
}
