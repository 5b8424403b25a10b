//! Bodies of commands. Unknown fields, wrong types and unknown words are refused (reference section 2.2).

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::answer::Refusal;
use super::call::Call;
use super::route::Operation;
use crate::rules::Rules;
use crate::world::vocabulary::{ReportedOutcome, UNABLE_REASONS};

/// A command with its body read.
#[derive(Debug)]
pub(crate) enum Command {
    Create(Box<NewCase>),
    Patch(Vec<Value>),
    Attach(NewFileLink),
    Detach,
    Confirm(Acceptance),
    /// Contract A: the next action is named by its id.
    ConfirmAction(Option<String>),
    Cancel,
    MintWatch,
    CreateHandoff(Acceptance),
    Mint,
    Complete,
    Unable,
    Revoke,
    CreateFile(NewFile),
    CompleteFile,
}

/// Body of confirm and of handoff create. `null` counts as left out.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Acceptance {
    #[serde(default)]
    pub(crate) accepted_review_snapshot_id: Option<String>,
}

/// Body of create.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewCase {
    pub(crate) provider_npi: String,
    pub(crate) request: CaseRequest,
    pub(crate) policy: NewPolicy,
    #[serde(default)]
    pub(crate) answers: Option<AnswerSet>,
    #[serde(default)]
    pub(crate) metadata: Option<Map<String, Value>>,
}

/// What is asked of whom.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct CaseRequest {
    pub(crate) payer_id: String,
    pub(crate) coverage_state: String,
    pub(crate) request_type: RequestType,
    pub(crate) service_code: ServiceCode,
}

/// Body of a route to be resolved.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct RouteQuestion {
    pub(crate) provider_npi: String,
    payer_id: String,
    coverage_state: String,
    request_type: RequestType,
    service_code: ServiceCode,
}

impl RouteQuestion {
    pub(crate) fn request(self) -> CaseRequest {
        let Self { payer_id, coverage_state, request_type, service_code, .. } = self;
        CaseRequest { payer_id, coverage_state, request_type, service_code }
    }
}

/// What kind of service.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RequestType {
    Inpatient,
    Outpatient,
    Drug,
}

/// Which service.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServiceCode {
    pub(crate) system: CodeSystem,
    pub(crate) code: String,
}

/// Where its code comes from.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CodeSystem {
    Hcpcs,
    Cpt,
    Ndc,
}

/// Whether a person must approve the final submission.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewPolicy {
    pub(crate) final_submission: FinalSubmission,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FinalSubmission {
    RequiresApproval,
    Automatic,
}

/// Answers as they are sent: what is in them is for the questionnaire to judge.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerSet {
    pub(crate) item: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerPatch {
    answers: AnswerSet,
}

/// Body of attach.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewFileLink {
    pub(crate) file_id: String,
    pub(crate) document_types: Vec<String>,
    #[serde(default)]
    pub(crate) description: Option<String>,
}

/// Body of a file to be made.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct NewFile {
    pub(crate) file_name: String,
    pub(crate) content_type: String,
    pub(crate) purpose: String,
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
            Operation::Create => Self::Create(Box::new(new_case(call)?)),
            Operation::PatchAnswers => Self::Patch(decode::<AnswerPatch>(call)?.answers.item),
            Operation::Attach => Self::Attach(file_link(call)?),
            Operation::RemoveAttachment => Self::Detach,
            Operation::MintWatchGrant => Self::MintWatch,
            Operation::CreateFile => Self::CreateFile(decode(call)?),
            Operation::CompleteFile => Self::CompleteFile,
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

/// A missing policy has a code of its own.
fn new_case(call: &Call) -> Result<NewCase, Refusal> {
    let named = serde_json::from_slice::<Value>(&call.body).ok();
    let policy = named.as_ref().and_then(|body| body.as_object()).map(|body| body.get("policy"));
    let chosen = |policy: Option<&Value>| match policy {
        Some(Value::Object(policy)) => policy.get("finalSubmission").is_some_and(|chosen| !chosen.is_null()),
        other => other.is_some_and(|other| !other.is_null()),
    };
    if policy.is_some_and(|policy| !chosen(policy)) {
        let wanted = "policy.finalSubmission is required";
        let code = "final_submission_policy_required";
        return Err(Refusal { code: code.to_owned(), ..Refusal::malformed("missing", &["body", "policy"], wanted) });
    }
    let new: NewCase = decode(call)?;
    well_formed(&new.request)?;
    Ok(new)
}

/// A state has two letters and a code is not empty.
pub(crate) fn well_formed(request: &CaseRequest) -> Result<(), Refusal> {
    let state = &request.coverage_state;
    if state.len() != 2 || !state.bytes().all(|byte| byte.is_ascii_uppercase()) {
        let place = ["body", "coverageState"];
        return Err(Refusal::malformed("malformed", &place, "coverageState is two letters, like IL"));
    }
    if request.service_code.code.trim().is_empty() {
        return Err(Refusal::malformed("missing", &["body", "serviceCode", "code"], "the service code is empty"));
    }
    Ok(())
}

fn file_link(call: &Call) -> Result<NewFileLink, Refusal> {
    let link: NewFileLink = decode(call)?;
    let place = ["body", "documentTypes"];
    if link.document_types.is_empty() {
        return Err(Refusal::malformed("missing", &place, "documentTypes needs at least one value"));
    }
    let distinct: BTreeSet<&String> = link.document_types.iter().collect();
    if distinct.len() != link.document_types.len() {
        return Err(Refusal::malformed("duplicate", &place, "a document type is named twice"));
    }
    Ok(link)
}

pub(crate) fn decode<T: DeserializeOwned>(call: &Call) -> Result<T, Refusal> {
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
