//! Which generation of the API a connection speaks, how that is found out, and what this service answered so far.

use super::error::WireError;
use super::intent::SecretText;
use super::session::Environment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A generation of the API (reference, section 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ContractCode {
    /// Handoffs, a key on every command.
    #[default]
    B1,
    /// Handoffs, a key on create only, routes.
    B2,
    /// The one before: no handoffs.
    A,
}

/// Find out which generation a service speaks, by reading only. The connection is not changed.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindOut {
    /// Where.
    pub environment: Environment,
    /// The address, for a test connection only.
    #[serde(default)]
    #[ts(optional)]
    pub address: Option<String>,
    /// The key.
    #[ts(type = "string")]
    pub key: SecretText,
}

/// One thing that was read to find out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ProbeView {
    /// What, as a code.
    pub what: String,
    /// The HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// The service's code, when it gave one.
    pub service_code: Option<String>,
}

/// What was found out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundOut {
    /// The generation, when there is no doubt.
    pub certain: Option<ContractCode>,
    /// Those it can be. B1 and B2 together: what was read does not tell them apart, so a person must say.
    pub candidates: Vec<ContractCode>,
    /// What was read.
    pub probes: Vec<ProbeView>,
    /// Why it could not be found out.
    pub problem: Option<WireError>,
}

/// How often an operation was asked for, and how that went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OperationView {
    /// Which, by its name in this program.
    pub operation: String,
    /// How often it was answered well.
    pub answered: u32,
    /// How often not.
    pub failed: u32,
    /// The last failure's HTTP status.
    pub last_status: Option<u16>,
    /// The last failure's code.
    pub last_code: Option<String>,
    /// What the service called the last failure's request.
    pub last_request_id: Option<String>,
    /// When it was last asked.
    pub last_at: String,
}

/// A word of the service this version does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnknownWordView {
    /// Where it stood: `status`, `action` and so on.
    pub vocabulary: String,
    /// The word.
    pub word: String,
    /// Cases that have it now, and are read-only because of it.
    pub cases: Vec<String>,
}

/// A field of the service this version does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnknownFieldView {
    /// In what: `authorization`, `handoff` and so on.
    pub object: String,
    /// Its name.
    pub name: String,
    /// How often it was seen.
    pub times: u32,
}

/// What cannot be done on this connection, and because of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DisabledCode {
    /// The service has no list: cases are opened by number.
    NoList,
    /// The list led in a circle and was cut off.
    ListLoops,
    /// This contract has no handoffs.
    NoHandoffs,
    /// This contract has no live session to watch.
    NoLiveSession,
    /// This contract lists no ways to a payer.
    NoRouteList,
    /// This contract cannot be asked whether there is a way.
    NoRouteCheck,
    /// The payers cannot be listed: the id is typed.
    NoPayerList,
    /// Cases with unknown words are read-only.
    ReadOnlyCases,
}

/// What this service answered since the connection was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportView {
    /// The contract.
    pub contract: ContractCode,
    /// The host.
    pub host: String,
    /// The program's version.
    pub program_version: String,
    /// Since when.
    pub since: String,
    /// Operation by operation.
    pub operations: Vec<OperationView>,
    /// Words not known.
    pub unknown_words: Vec<UnknownWordView>,
    /// Fields not known.
    pub unknown_fields: Vec<UnknownFieldView>,
    /// Places where something of another shape stood than was expected, and how often.
    pub other_shapes: Vec<(String, u32)>,
    /// Rows of the list that could not be read.
    pub unreadable_rows: usize,
    /// What cannot be done here.
    pub disabled: Vec<DisabledCode>,
    /// What is kept of this connection on this computer.
    pub records: RecordsView,
}

/// What is kept of a connection on this computer, sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordsView {
    /// Whether anything is: nothing is of practice, nor where there is no place for it.
    pub kept: bool,
    /// For how many days.
    pub days: u16,
}

/// Says for how many days what was seen here is kept.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetRetention {
    /// From 1 to 365.
    pub days: u16,
}
