//! Authorizations: making, reading and writing them (reference, sections 2.1 to 2.3).

use super::answers::{AnswersBody, ResponseBody};
use super::{FrozenRequest, segment};
use crate::vocabulary;
use crate::{Contract, Operation};
use model::{
    AnswerItem, AttachmentId, AuthorizationId, AuthorizationVersion, FileId, IdempotencyKey, NewAuthorization,
    SnapshotId,
};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct AcceptedSnapshot<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) accepted_review_snapshot_id: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ConfirmedAction<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    next_action_id: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttachBody<'a> {
    file_id: &'a str,
    document_types: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Policy<'a> {
    final_submission: &'a str,
}

/// What generation B calls the request.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RequestBody<'a> {
    payer_id: &'a str,
    coverage_state: &'a str,
    request_type: &'a str,
    service_code: ServiceCodeBody<'a>,
}

#[derive(Serialize)]
struct ServiceCodeBody<'a> {
    system: &'a str,
    code: &'a str,
}

impl<'a> RequestBody<'a> {
    pub(super) fn of(new: &'a NewAuthorization) -> Self {
        Self {
            payer_id: &new.payer_id,
            coverage_state: &new.state,
            request_type: &new.request_type,
            service_code: ServiceCodeBody { system: &new.system, code: &new.code },
        }
    }
}

/// What generation A calls it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TemplateSelection<'a> {
    payer_id: &'a str,
    insurance_state: &'a str,
    service_type: &'a str,
    service_code: &'a str,
    service_code_system: &'a str,
}

impl<'a> TemplateSelection<'a> {
    pub(super) fn of(new: &'a NewAuthorization) -> Self {
        Self {
            payer_id: &new.payer_id,
            insurance_state: &new.state,
            service_type: &new.request_type,
            service_code: &new.code,
            service_code_system: &new.system,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CreateInB<'a> {
    provider_npi: &'a str,
    request: RequestBody<'a>,
    policy: Policy<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CreateInA<'a> {
    provider_npi: &'a str,
    template_selection: TemplateSelection<'a>,
    policy: Policy<'a>,
}

impl Contract {
    /// One page of the list: `limit` 1 to 100, from `cursor` on (reference, section 1.3). The list itself is inferred.
    #[must_use]
    pub fn list(self, limit: u8, cursor: Option<&str>) -> FrozenRequest {
        let mut query = vec![("limit", limit.clamp(1, 100).to_string())];
        query.extend(cursor.map(|cursor| ("cursor", cursor.to_owned())));
        FrozenRequest { query, ..FrozenRequest::of(self, Operation::List, self.base_path().to_owned()) }
    }

    /// One authorization.
    #[must_use]
    pub fn read(self, id: &AuthorizationId) -> FrozenRequest {
        FrozenRequest::of(self, Operation::Read, self.case_path(id)).about_case(id)
    }

    /// Makes an authorization; nothing is sent to the payer. No version: there is none yet.
    #[must_use]
    pub fn create(self, new: &NewAuthorization, key: IdempotencyKey) -> FrozenRequest {
        let provider_npi = new.provider_npi.as_str();
        let policy = Policy { final_submission: vocabulary::written(self, &new.policy) };
        let request = FrozenRequest::of(self, Operation::Create, self.base_path().to_owned()).with_key(key);
        match self {
            Self::B1 | Self::B2 => {
                request.with_body(&CreateInB { provider_npi, request: RequestBody::of(new), policy })
            }
            Self::A => {
                let template_selection = TemplateSelection::of(new);
                request.with_body(&CreateInA { provider_npi, template_selection, policy })
            }
        }
    }

    /// Writes answers: each item replaces that field, items left out stay as they are (reference, section 2.2). A value of
    /// a shape this desk does not know ([`model::AnswerValue::Other`]) is never written: an item that has one, itself or
    /// anywhere inside, is left out whole with its like of the same id, so that none is replaced either. A decimal that is no JSON number goes as
    /// text: the service is the judge.
    #[must_use]
    pub fn patch_answers(
        self,
        id: &AuthorizationId,
        version: AuthorizationVersion,
        key: IdempotencyKey,
        items: &[AnswerItem],
    ) -> FrozenRequest {
        let path = format!("{}/answers", self.case_path(id));
        let request = FrozenRequest::of(self, Operation::PatchAnswers, path).about_case(id).on_version(version, key);
        match self {
            Self::B1 | Self::B2 => request.with_body(&AnswersBody::of(items)),
            Self::A => request.with_body(&ResponseBody::of(items)),
        }
    }

    /// Puts a file that is ready on a case, for at least one document type (reference, section 2.2).
    #[must_use]
    pub fn attach(
        self,
        id: &AuthorizationId,
        version: AuthorizationVersion,
        key: IdempotencyKey,
        file: &FileId,
        types: &[String],
        description: Option<&str>,
    ) -> FrozenRequest {
        let path = format!("{}/attachments", self.case_path(id));
        let body = AttachBody { file_id: file.as_str(), document_types: types, description };
        let request = FrozenRequest::of(self, Operation::Attach, path).about_case(id).on_version(version, key);
        request.with_body(&body)
    }

    /// Takes a file off a case. No body.
    #[must_use]
    pub fn remove_attachment(
        self,
        id: &AuthorizationId,
        version: AuthorizationVersion,
        key: IdempotencyKey,
        attachment: &AttachmentId,
    ) -> FrozenRequest {
        let path = format!("{}/attachments/{}", self.case_path(id), segment(attachment.as_str()));
        FrozenRequest::of(self, Operation::RemoveAttachment, path).about_case(id).on_version(version, key)
    }

    /// Confirms the next action. Generation B names the package it accepts for an approval and nothing to go on (seed
    /// 004); generation A names the action (seed 003). What the contract does not take is not sent.
    #[must_use]
    pub fn confirm(
        self,
        id: &AuthorizationId,
        version: AuthorizationVersion,
        key: IdempotencyKey,
        accepted: Option<&SnapshotId>,
        action: Option<&str>,
    ) -> FrozenRequest {
        let path = format!("{}/confirm", self.case_path(id));
        let request = FrozenRequest::of(self, Operation::Confirm, path).about_case(id).on_version(version, key);
        if self.confirms_by_action() {
            request.with_body(&ConfirmedAction { next_action_id: action })
        } else {
            request.with_body(&AcceptedSnapshot { accepted_review_snapshot_id: accepted.map(SnapshotId::as_str) })
        }
    }

    /// Stops work on the case; withdraws nothing at the payer (seed 004). No body was ever shown for it.
    #[must_use]
    pub fn cancel(self, id: &AuthorizationId, version: AuthorizationVersion, key: IdempotencyKey) -> FrozenRequest {
        let path = format!("{}/cancel", self.case_path(id));
        FrozenRequest::of(self, Operation::Cancel, path).about_case(id).on_version(version, key)
    }
}
