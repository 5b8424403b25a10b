//! Bodies of commands. Unknown fields, wrong types and unknown words are refused (reference section 2.2).

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::answer::Refusal;
use super::call::Call;
use super::route::Operation;
use crate::options::Rules;
use crate::world::vocabulary::{ReportedOutcome, UNABLE_REASONS};

/// A command with its body read.
#[derive(Debug)]
pub(crate) enum Command {
    Confirm(Acceptance),
    /// Contract A: the next action is named by its id.
    ConfirmAction(Option<String>),
    Cancel,
    CreateHandoff(Acceptance),
    Mint,
    Complete,
    Unable,
    Revoke,
}

/// Body of confirm and of handoff create. `null` counts as left out.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Acceptance {
    #[serde(default)]
    pub(crate) accepted_review_snapshot_id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Nothing {}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Report {
    #[serde(rename = "reportedOutcome")]
    _outcome: ReportedOutcome,
    #[serde(default, rename = "observedReferenceNumber")]
    _reference: Option<String>,
    #[serde(default, rename = "operatorNotes")]
    _notes: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct GaveUp {
    reason: String,
    #[serde(default, rename = "operatorNotes")]
    _notes: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Withdrawal {
    reason: String,
    #[serde(default, rename = "notes")]
    _notes: Option<String>,
}

impl Command {
    /// Reads the body; none for operations that are no commands.
    pub(crate) fn read(operation: Operation, call: &Call, rules: Rules) -> Result<Option<Self>, Refusal> {
        Ok(Some(match operation {
            Operation::Confirm => Self::Confirm(decode_or_default(call)?),
            Operation::Cancel => {
                if !call.body.is_empty() {
                    decode::<Nothing>(call)?;
                }
                Self::Cancel
            }
            Operation::CreateHandoff => Self::CreateHandoff(decode(call)?),
            Operation::MintGrant => Self::Mint,
            Operation::CompleteHandoff => {
                decode::<Report>(call)?;
                Self::Complete
            }
            Operation::UnableToComplete => {
                let GaveUp { reason, .. } = decode(call)?;
                if !rules.open_reasons && !UNABLE_REASONS.contains(&reason.as_str()) {
                    return Err(Refusal::malformed("unknown_value", &["body", "reason"], "reason is not a known one"));
                }
                Self::Unable
            }
            Operation::RevokeHandoff => {
                let Withdrawal { reason, .. } = decode(call)?;
                if reason.trim().is_empty() {
                    return Err(Refusal::malformed("missing", &["body", "reason"], "reason must not be empty"));
                }
                Self::Revoke
            }
            _ => return Ok(None),
        }))
    }
}

fn decode<T: DeserializeOwned>(call: &Call) -> Result<T, Refusal> {
    let decoded = serde_json::from_slice(&call.body).map_err(|error| {
        let error_type = match error.classify() {
            serde_json::error::Category::Data => "invalid",
            _ => "not_json",
        };
        Refusal::malformed(error_type, &["body"], error.to_string())
    })?;
    // A list of values would do for serde.
    if call.body.trim_ascii_start().starts_with(b"{") {
        Ok(decoded)
    } else {
        Err(Refusal::malformed("invalid", &["body"], "the body must be an object"))
    }
}

pub(crate) fn decode_or_default<T: DeserializeOwned + Default>(call: &Call) -> Result<T, Refusal> {
    if call.body.is_empty() { Ok(T::default()) } else { decode(call) }
}
