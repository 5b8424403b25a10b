//! The authorization (reference, sections 3.1 and 3.2).

use super::case_parts::{attachment, next_action, payer, pointer, requested, requested_in_a, requirements, route};
use super::fields::{Fields, Missing};
use super::questionnaire::{answers, questions};
use super::submission::{Submission, submission};
use crate::Contract;
use model::{Authorization, AuthorizationId, AuthorizationVersion, Completeness, Status, SubmissionPolicy};

/// Reads an authorization. Without id, version or status nothing is known of it.
pub(crate) fn authorization(fields: &mut Fields<'_, '_>) -> Result<Authorization, Missing> {
    let contract = fields.notes.contract();
    let in_a = contract == Contract::A;
    let id = fields.id("id", AuthorizationId::new);
    let id = fields.must("id", id)?;
    let version = fields.whole("version");
    let version = AuthorizationVersion(fields.must("version", version)?);
    let status_word = fields.any_text("status");
    let status_word = fields.must("status", status_word)?;
    let status: Status = fields.notes.word(&status_word);
    let completeness = completeness(fields, &status);
    let outcome = fields.word("outcome");
    let policy = fields.object("policy", |policy| Ok(policy.word::<SubmissionPolicy>("finalSubmission"))).flatten();
    let provider_npi = fields.text("providerNpi");
    let payer = fields.object("payer", payer);
    let request =
        if in_a { fields.object("templateSelection", requested_in_a) } else { fields.object("request", requested) };
    let route = fields.object("route", route).unwrap_or_default();
    let questionnaire = questions(fields, "questionnaire");
    let answers = answers(fields, if in_a { "questionnaireResponse" } else { "answers" });
    let requirements = fields.object("requirements", requirements).unwrap_or_default();
    let attachments = fields.each("attachments", "attachment", attachment);
    let Submission { snapshot, receipt, decision } = fields.object("submission", submission).unwrap_or_default();
    let next_action = next_action(fields, &status_word);
    let active_handoff = if in_a { None } else { pointer(fields) };
    let created_at = fields.timestamp("createdAt");
    let updated_at = fields.timestamp("updatedAt");
    let completed_at = fields.timestamp("completedAt");
    let canceled_at = fields.timestamp("canceledAt");
    fields.known(&["metadata"]);
    Ok(Authorization {
        id,
        version,
        status,
        status_word,
        completeness,
        outcome,
        policy,
        provider_npi,
        payer,
        request: request.unwrap_or_default(),
        route,
        questionnaire,
        answers,
        requirements,
        attachments,
        snapshot,
        receipt,
        decision,
        next_action,
        active_handoff,
        created_at,
        updated_at,
        completed_at,
        canceled_at,
    })
}

/// A list row may leave things out (its shape is inferred). Where the parts that say what is wanted are missing, the row
/// counts as a summary.
fn completeness(fields: &Fields<'_, '_>, status: &Status) -> Completeness {
    let whole = fields.has("submission") && (fields.has("nextAction") || *status != Status::RequiresAction);
    if whole { Completeness::Full } else { Completeness::Summary }
}
