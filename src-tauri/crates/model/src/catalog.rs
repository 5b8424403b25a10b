//! Who provides, who pays, and which ways to a payer there are (documented).

use crate::SubmissionPolicy;

/// A provider registered with the organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its national number.
    pub npi: String,
    /// Its name.
    pub name: Option<String>,
    /// Its status, as it came.
    pub status: Option<String>,
}

/// A payer in the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayerEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// States it takes requests for; empty when not said.
    pub states: Vec<String>,
    /// Request types it takes; empty when not said.
    pub request_types: Vec<String>,
    /// Its status, as it came.
    pub status: Option<String>,
}

/// One way to a payer that Collate can serve for a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteOption {
    /// The payer's id.
    pub payer_id: String,
    /// Its name.
    pub payer_name: Option<String>,
    /// Two letters.
    pub state: Option<String>,
    /// `inpatient`, `outpatient`, `drug`, or a newer word.
    pub request_type: Option<String>,
    /// Systems of service codes it takes.
    pub systems: Vec<String>,
    /// How it is reached (`portal` was seen).
    pub channel: Option<String>,
    /// Who has access (`collate_managed` was seen).
    pub access_mode: Option<String>,
    /// Its name.
    pub label: Option<String>,
}

/// What a new authorization is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAuthorization {
    /// The provider's national number.
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
    pub policy: SubmissionPolicy,
}
