//! The authorization (reference, section 3.1).

use super::questionnaire::{answers, questionnaire};
use super::{text, texts, timestamp};
use model::{
    AccessMode, ActionKind, Attachment, AttachmentId, Authorization, AuthorizationId, AuthorizationVersion, Channel,
    CodeSystem, Completeness, Covers, Decision, DocumentWanted, FileId, HandoffId, HandoffPointer, HandoffState, Json,
    NextAction, Outcome, Payer, QuestionWanted, Receipt, RequestType, Requested, Requirements, RequirementsIssue,
    ResolutionKind, ReviewSnapshot, Route, ServiceCode, SnapshotId, SnapshotStatus, Status, SubmissionPolicy,
};

/// Reads an authorization. `None` when it has no id, version or status: then nothing is known of it.
pub(crate) fn authorization(body: &Json) -> Option<Authorization> {
    let submission = body.get("submission").unwrap_or(&Json::Null);
    let present = |object: &'_ Json, name: &str| object.get(name).filter(|value| **value != Json::Null).cloned();
    Some(Authorization {
        id: AuthorizationId::new(body.text_of("id")?).ok()?,
        version: AuthorizationVersion(body.get("version")?.whole()?),
        status: Status::parse(body.text_of("status")?),
        status_word: body.text_of("status")?.to_owned(),
        completeness: completeness(body),
        outcome: text(body, "outcome").as_deref().map(Outcome::parse),
        policy: policy(body),
        provider_npi: text(body, "providerNpi"),
        payer: body.get("payer").and_then(payer),
        request: body.get("request").map(requested).unwrap_or_default(),
        route: body.get("route").map(route).unwrap_or_default(),
        questionnaire: body.get("questionnaire").map(questionnaire).unwrap_or_default(),
        answers: body.get("answers").map(answers).unwrap_or_default(),
        requirements: body.get("requirements").map(requirements).unwrap_or_default(),
        attachments: body.elements_of("attachments").iter().filter_map(attachment).collect(),
        snapshot: present(submission, "reviewSnapshot").and_then(snapshot),
        receipt: present(submission, "payerReceipt").map(receipt),
        decision: present(submission, "decision").map(decision),
        next_action: present(body, "nextAction").map(|action| next_action(&action)),
        active_handoff: present(body, "activeManualHandoff").map(|pointer| handoff_pointer(&pointer)),
        created_at: timestamp(body.get("createdAt")),
        updated_at: timestamp(body.get("updatedAt")),
        completed_at: timestamp(body.get("completedAt")),
        canceled_at: timestamp(body.get("canceledAt")),
    })
}

fn route(body: &Json) -> Route {
    Route {
        channel: text(body, "channel").as_deref().map(Channel::parse),
        access_mode: text(body, "accessMode").as_deref().map(AccessMode::parse),
    }
}

/// A list row may leave things out (its shape is inferred). Where the parts that say what is wanted are missing, the row
/// counts as a summary.
fn completeness(body: &Json) -> Completeness {
    let whole = body.get("submission").is_some()
        && (body.get("nextAction").is_some() || body.text_of("status") != Some("requires_action"));
    if whole { Completeness::Full } else { Completeness::Summary }
}

fn policy(body: &Json) -> Option<SubmissionPolicy> {
    text(body.get("policy")?, "finalSubmission").as_deref().map(SubmissionPolicy::parse)
}

fn payer(body: &Json) -> Option<Payer> {
    let id = text(body, "id").or_else(|| text(body, "displayName"))?;
    Some(Payer { id, display_name: text(body, "displayName") })
}

fn requested(body: &Json) -> Requested {
    let service = body.get("serviceCode").and_then(|service| {
        let system = text(service, "system").as_deref().map(CodeSystem::parse);
        Some(ServiceCode { system, code: text(service, "code")? })
    });
    Requested {
        payer_id: text(body, "payerId"),
        coverage_state: text(body, "coverageState"),
        request_type: text(body, "requestType").as_deref().map(RequestType::parse),
        service,
    }
}

fn requirements(body: &Json) -> Requirements {
    let question =
        |item: &Json| Some(QuestionWanted { link_id: text(item, "linkId")?, message: text(item, "message") });
    let document = |item: &Json| Some(DocumentWanted { kind: text(item, "type")?, message: text(item, "message") });
    let issue = |item: &Json| {
        Some(RequirementsIssue {
            code: text(item, "code")?,
            message: text(item, "message"),
            field: text(item, "field"),
        })
    };
    Requirements {
        questions: body.elements_of("questions").iter().filter_map(question).collect(),
        documents: body.elements_of("documents").iter().filter_map(document).collect(),
        issues: body.elements_of("issues").iter().filter_map(issue).collect(),
    }
}

fn attachment(body: &Json) -> Option<Attachment> {
    Some(Attachment {
        id: AttachmentId::new(text(body, "id")?).ok()?,
        file_id: text(body, "fileId").and_then(|id| FileId::new(id).ok()),
        document_types: texts(body, "documentTypes"),
        label: text(body, "label"),
        description: text(body, "description"),
        created_at: timestamp(body.get("createdAt")),
    })
}

/// A package without an id cannot be accepted, and so is none.
fn snapshot(content: Json) -> Option<ReviewSnapshot> {
    Some(ReviewSnapshot {
        id: SnapshotId::new(content.text_of("id")?).ok()?,
        status: SnapshotStatus::parse(content.text_of("status").unwrap_or_default()),
        kind: text(&content, "kind"),
        generated_at: timestamp(content.get("generatedAt")),
        warnings: content.elements_of("warnings").len(),
        content,
    })
}

fn receipt(content: Json) -> Receipt {
    Receipt { reference: text(&content, "referenceNumber"), received_at: timestamp(content.get("receivedAt")), content }
}

fn decision(content: Json) -> Decision {
    Decision {
        authorization_number: text(&content, "authorizationNumber"),
        denial_reasons: texts(&content, "denialReasons"),
        modifications: texts(&content, "modifications"),
        content,
    }
}

fn next_action(body: &Json) -> NextAction {
    let covered = body.get("covers").and_then(|covers| covers.text_of("reviewSnapshotId"));
    let resolution = body.get("resolution").and_then(|resolution| resolution.text_of("kind"));
    let word = body.text_of("type").unwrap_or_default().to_owned();
    NextAction {
        id: text(body, "id"),
        kind: ActionKind::parse(&word),
        word,
        resolution: resolution.map(ResolutionKind::parse),
        covers: Covers { snapshot: covered.and_then(|id| SnapshotId::new(id).ok()) },
    }
}

fn handoff_pointer(body: &Json) -> HandoffPointer {
    // The pointer's fields are inferred: its id may also be the whole of it.
    let id = body.text_of("id").or_else(|| body.text());
    HandoffPointer {
        id: id.and_then(|id| HandoffId::new(id).ok()),
        state: body.text_of("state").map(HandoffState::parse),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_json;

    fn read(text: &str) -> Option<Authorization> {
        authorization(&parse_json(text.as_bytes()).unwrap())
    }

    #[test]
    fn id_version_and_status_are_enough() {
        let bare = read(r#"{"id":"auth_1","version":3,"status":"processing"}"#).unwrap();
        assert_eq!((bare.version, bare.status), (AuthorizationVersion(3), Status::Processing));
        assert!(bare.next_action.is_none() && bare.snapshot.is_none() && bare.receipt.is_none());
        for without in [
            r#"{"version":3,"status":"processing"}"#,
            r#"{"id":"auth_1","status":"x"}"#,
            r#"{"id":"auth_1","version":3}"#,
        ] {
            assert!(read(without).is_none(), "{without}");
        }
    }

    #[test]
    fn fields_of_another_shape_count_as_not_returned_and_lose_nothing_else() {
        let odd = read(
            r#"{"id":"auth_1","version":3,"status":"requires_action","payer":"Northgate","request":[],
                "requirements":{"questions":{"a":1},"documents":[{"type":"chart_notes"},7]},"attachments":null,
                "submission":{"reviewSnapshot":{"status":"current"},"payerReceipt":{"referenceNumber":7}},
                "nextAction":{"type":"approve_submission"},"createdAt":"yesterday","outcome":5}"#,
        )
        .unwrap();
        assert!(odd.payer.is_none() && odd.snapshot.is_none() && odd.outcome.is_none() && odd.created_at.is_none());
        assert_eq!(odd.requirements.documents.len(), 1);
        assert_eq!(odd.receipt.unwrap().reference, None);
        assert_eq!(odd.next_action.unwrap().resolution, None);
    }

    #[test]
    fn unknown_words_are_kept() {
        let odd = read(
            r#"{"id":"auth_1","version":3,"status":"on_holiday","outcome":"lost",
                "nextAction":{"type":"sign_in_blood","resolution":{"kind":"quill"}}}"#,
        )
        .unwrap();
        assert_eq!(odd.status.as_str(), "on_holiday");
        assert_eq!(odd.outcome.unwrap().as_str(), "lost");
        let action = odd.next_action.unwrap();
        assert_eq!((action.kind.as_str(), action.resolution.unwrap().as_str()), ("sign_in_blood", "quill"));
    }

    #[test]
    fn the_package_is_kept_whole_and_the_covered_one_is_read_from_the_action() {
        let case = read(
            r#"{"id":"auth_1","version":3,"status":"requires_action",
                "submission":{"reviewSnapshot":{"id":"rev_1","status":"current","warnings":["a",{"b":1}],"extra":{"c":1.50}}},
                "nextAction":{"type":"complete_payer_interaction","resolution":{"kind":"manual_handoff"},
                              "covers":{"reviewSnapshotId":"rev_2"}},
                "activeManualHandoff":{"id":"mhand_1","state":"active","version":2}}"#,
        )
        .unwrap();
        assert_eq!(case.covered_snapshot().map(SnapshotId::as_str), Some("rev_2"));
        let snapshot = case.snapshot.unwrap();
        assert_eq!(snapshot.warnings, 2);
        assert_eq!(snapshot.content.get("extra").unwrap().get("c"), Some(&Json::Number("1.50".into())));
        assert_eq!(case.active_handoff.unwrap().id.unwrap().as_str(), "mhand_1");
    }

    #[test]
    fn a_row_that_leaves_out_what_is_wanted_is_a_summary() {
        let full = r#"{"id":"a","version":1,"status":"requires_action","nextAction":null,"submission":{}}"#;
        assert_eq!(read(full).unwrap().completeness, Completeness::Full);
        let summary = r#"{"id":"a","version":1,"status":"requires_action"}"#;
        assert_eq!(read(summary).unwrap().completeness, Completeness::Summary);
    }
}
