//! The parts of an authorization that are neither questions nor what was submitted (reference, section 3).

use super::fields::{Fields, Missing};
use super::json::Raw;
use crate::{Contract, vocabulary};
use model::{
    Attachment, AttachmentId, CodeSystem, Covers, DocumentWanted, FileId, HandoffId, HandoffPointer, NextAction, Payer,
    QuestionWanted, Requested, Requirements, RequirementsIssue, Route, ServiceCode, SnapshotId,
};

pub(super) fn route(fields: &mut Fields<'_, '_>) -> Result<Route, Missing> {
    fields.known(&["label"]);
    Ok(Route { channel: fields.word("channel"), access_mode: fields.word("accessMode") })
}

/// A payer is named by its id, else by its name.
pub(super) fn payer(fields: &mut Fields<'_, '_>) -> Result<Payer, Missing> {
    fields.known(&["supportedStates", "supportedServiceTypes", "aliases", "status", "brand", "lineOfBusiness"]);
    let display_name = fields.text("displayName");
    let id = fields.text("id").or_else(|| display_name.clone());
    Ok(Payer { id: fields.must("id", id)?, display_name })
}

pub(super) fn requested(fields: &mut Fields<'_, '_>) -> Result<Requested, Missing> {
    let service = fields.object("serviceCode", |service| {
        let system = service.word("system");
        let code = service.text("code");
        Ok(ServiceCode { system, code: service.must("code", code)? })
    });
    Ok(Requested {
        payer_id: fields.text("payerId"),
        coverage_state: fields.text("coverageState"),
        request_type: fields.word("requestType"),
        service,
    })
}

/// What generation A calls the template selection; its service code stands in two fields.
pub(super) fn requested_in_a(fields: &mut Fields<'_, '_>) -> Result<Requested, Missing> {
    let system: Option<CodeSystem> = fields.word("serviceCodeSystem");
    let service = fields.text("serviceCode").map(|code| ServiceCode { system, code });
    Ok(Requested {
        payer_id: fields.text("payerId"),
        coverage_state: fields.text("insuranceState"),
        request_type: fields.word("serviceType"),
        service,
    })
}

pub(super) fn requirements(fields: &mut Fields<'_, '_>) -> Result<Requirements, Missing> {
    fields.known(&["version"]);
    Ok(Requirements {
        questions: fields.each("questions", "question", |question| {
            let link_id = question.text("linkId");
            Ok(QuestionWanted { link_id: question.must("linkId", link_id)?, message: question.text("message") })
        }),
        documents: fields.each("documents", "document", |document| {
            let kind = document.text("type");
            Ok(DocumentWanted { kind: document.must("type", kind)?, message: document.text("message") })
        }),
        issues: fields.each("issues", "issue", |issue| {
            issue.known(&["severity"]);
            let code = issue.text("code");
            let code = issue.must("code", code)?;
            Ok(RequirementsIssue { code, message: issue.text("message"), field: issue.text("field") })
        }),
    })
}

pub(super) fn attachment(fields: &mut Fields<'_, '_>) -> Result<Attachment, Missing> {
    let id = fields.id("id", AttachmentId::new);
    Ok(Attachment {
        id: fields.must("id", id)?,
        file_id: fields.id("fileId", FileId::new),
        document_types: fields.texts("documentTypes"),
        label: fields.text("label"),
        description: fields.text("description"),
        created_at: fields.timestamp("createdAt"),
    })
}

/// What is wanted. Whatever stands there that is not `null` wants something: what it is may be unknown.
pub(super) fn next_action(fields: &mut Fields<'_, '_>, status_word: &str) -> Option<NextAction> {
    let value = fields.take("nextAction")?;
    let read = fields
        .notes
        .member("nextAction", |notes| notes.object(value, "nextAction", |action| Ok(action_of(action, status_word))));
    Some(read.unwrap_or_else(|_| {
        fields.notes.other_shape("nextAction");
        NextAction {
            id: None,
            kind: vocabulary::read(fields.notes.contract(), ""),
            word: String::new(),
            resolution: None,
            covers: Covers::default(),
        }
    }))
}

fn action_of(action: &mut Fields<'_, '_>, status_word: &str) -> NextAction {
    let id = action.text("id");
    let word = action.any_text("type").unwrap_or_default();
    let kind = action.notes.word(&word);
    if action.notes.contract() == Contract::A {
        let resolution = vocabulary::door_in_a(status_word, &kind);
        return NextAction { id, kind, word, resolution, covers: Covers::default() };
    }
    let resolution = action.object("resolution", |resolution| Ok(resolution.word("kind"))).flatten();
    let covers = action.object("covers", |covers| {
        covers.known(&["priorAuthorizationVersion", "requirementsVersion", "answersVersion", "attachmentsVersion"]);
        Ok(Covers { snapshot: covers.id("reviewSnapshotId", SnapshotId::new) })
    });
    NextAction { id, kind, word, resolution, covers: covers.unwrap_or_default() }
}

/// The pointer's fields are inferred: its id may also be the whole of it.
pub(super) fn pointer(fields: &mut Fields<'_, '_>) -> Option<HandoffPointer> {
    let nothing = HandoffPointer { id: None, state: None };
    match fields.take("activeManualHandoff")? {
        Raw::Text(id) => Some(HandoffPointer { id: HandoffId::new(id).ok(), ..nothing }),
        value => {
            let read = fields.notes.member("activeManualHandoff", |notes| {
                notes.object(value, "activeManualHandoff", |pointer| {
                    pointer.known(&["version"]);
                    Ok(HandoffPointer { id: pointer.id("id", HandoffId::new), state: pointer.word("state") })
                })
            });
            Some(read.unwrap_or_else(|_| {
                fields.notes.other_shape("activeManualHandoff");
                nothing
            }))
        }
    }
}
