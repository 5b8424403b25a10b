//! Documents as the schemas of the reconstructed OpenAPI description allow them, written from it by hand: every required
//! property, every optional one or not, `null` where it may be. Only ids are narrower than `type: string`: an id is not
//! empty, has no control character, and is no dot name.

use super::build::Is::{Maybe, Nullable, There};
use super::build::{Doc, Is, anything, flag, free, id, list, moment, number, object, one_of, text, whole};
use model::Json;
use proptest::prelude::*;

const STATUS: &[&str] = &["requires_action", "processing", "waiting_on_payer", "completed", "canceled"];
const OUTCOME: &[&str] = &["approved", "denied", "modified", "not_required", "failed"];
const REQUEST_TYPE: &[&str] = &["inpatient", "outpatient", "drug"];
const SYSTEM: &[&str] = &["hcpcs", "cpt", "ndc"];
const HANDOFF_STATE: &[&str] = &["offered", "active", "closing", "closed"];
const HANDOFF_RESULT: &[&str] =
    &["completed_reported", "unable_to_complete", "expired", "revoked", "interaction_lost_unrecoverable", "canceled"];
const QUESTION: &[&str] = &["group", "string", "text", "boolean", "date", "decimal", "choice"];

fn payer() -> Doc {
    object(vec![
        ("id", There, id()),
        ("displayName", There, text()),
        ("supportedStates", Maybe, list(text(), 3)),
        ("supportedServiceTypes", Maybe, list(one_of(REQUEST_TYPE), 3)),
        ("aliases", Maybe, list(text(), 2)),
        ("status", Maybe, text()),
        ("brand", Nullable, text()),
        ("lineOfBusiness", Nullable, text()),
    ])
}

fn request() -> Doc {
    object(vec![
        ("payerId", There, id()),
        ("coverageState", There, one_of(&["CA", "NY", "TX"])),
        ("requestType", There, one_of(REQUEST_TYPE)),
        ("serviceCode", There, object(vec![("system", There, one_of(SYSTEM)), ("code", There, id())])),
    ])
}

fn value() -> Doc {
    let code = object(vec![("code", Maybe, text())]);
    object(vec![
        ("valueString", Nullable, text()),
        ("valueBoolean", Nullable, flag()),
        ("valueDate", Nullable, text()),
        ("valueDecimal", Nullable, number()),
        ("valueCoding", Nullable, code),
    ])
}

fn answers() -> Doc {
    let leaf = object(vec![("linkId", There, id()), ("answer", Maybe, list(value(), 2))]);
    let item = leaf.prop_recursive(2, 8, 3, |inner| {
        object(vec![
            ("linkId", There, id()),
            ("answer", Maybe, list(value(), 2)),
            ("item", Maybe, list(inner.boxed(), 3)),
        ])
    });
    object(vec![("item", There, list(item.boxed(), 3))])
}

fn question(items: Option<(&'static str, Doc)>, kind: &'static str) -> Doc {
    let mut properties = vec![
        ("linkId", There, id()),
        ("text", Maybe, text()),
        (kind, There, one_of(QUESTION)),
        ("required", Maybe, flag()),
        ("repeats", Maybe, flag()),
        ("minOccurs", Nullable, whole()),
        ("maxOccurs", Nullable, whole()),
        ("options", Maybe, list(object(vec![("code", There, id()), ("display", Maybe, text())]), 2)),
        ("pattern", Nullable, text()),
        ("maxLength", Nullable, whole()),
        ("min", Nullable, text()),
        ("max", Nullable, text()),
        ("errorMessage", Nullable, text()),
        ("mode", Nullable, text()),
        ("defaultValue", Maybe, anything()),
        ("requiredWhen", Maybe, anything()),
        ("notAllowedWhen", Maybe, anything()),
        ("valuesWhen", Maybe, anything()),
        ("textWhen", Maybe, anything()),
    ];
    properties.extend(items.map(|(name, items)| (name, Maybe, items)));
    object(properties)
}

fn questionnaire() -> Doc {
    let item = question(None, "type")
        .prop_recursive(2, 6, 2, |inner| question(Some(("item", list(inner.boxed(), 2))), "type"))
        .boxed();
    prop_oneof![object(vec![("item", Maybe, list(item.clone(), 2))]), list(item, 2)].boxed()
}

fn requirements() -> Doc {
    let issue = object(vec![
        ("code", There, id()),
        ("message", There, text()),
        ("field", Nullable, text()),
        ("severity", Maybe, text()),
    ]);
    object(vec![
        ("version", Maybe, whole()),
        ("questions", Maybe, list(object(vec![("linkId", There, id()), ("message", Nullable, text())]), 2)),
        ("documents", Maybe, list(object(vec![("type", There, id()), ("message", Nullable, text())]), 2)),
        ("issues", Maybe, list(issue, 2)),
    ])
}

fn attachment() -> Doc {
    object(vec![
        ("id", There, id()),
        ("fileId", There, id()),
        ("createdAt", There, moment()),
        ("documentTypes", Maybe, list(text(), 2)),
        ("label", Nullable, text()),
        ("description", Nullable, text()),
    ])
}

fn snapshot(kind: &'static str, answers_are: &'static str, covered: [&'static str; 4]) -> Doc {
    let covers = object(covered.into_iter().map(|name| (name, Maybe, whole())).collect());
    object(vec![
        ("id", There, id()),
        ("status", There, one_of(&["current"])),
        (
            "kind",
            Maybe,
            one_of(if kind == "final_submission" { &["final_submission"] } else { &["final_payer_submission"] }),
        ),
        ("generatedAt", Maybe, moment()),
        ("covers", Maybe, covers),
        ("summary", Maybe, free()),
        (answers_are, Maybe, answers()),
        ("attachments", Maybe, list(attachment(), 1)),
        ("warnings", Maybe, list(anything(), 2)),
        ("transparency", Nullable, object(vec![("liveSessionEndpoint", Maybe, text())])),
    ])
}

fn receipt() -> Doc {
    object(vec![
        ("referenceNumber", Nullable, text()),
        ("receivedAt", Nullable, moment()),
        ("details", Nullable, free()),
    ])
}

fn decision() -> Doc {
    object(vec![
        ("receivedAt", Nullable, moment()),
        ("authorizationNumber", Nullable, text()),
        ("payerStatusText", Nullable, text()),
        ("effectiveFrom", Nullable, moment()),
        ("effectiveTo", Nullable, moment()),
        ("modifications", Maybe, list(text(), 2)),
        ("denialReasons", Maybe, list(text(), 2)),
        ("details", Nullable, free()),
    ])
}

fn submission(snapshot: Doc) -> Doc {
    object(vec![
        ("reviewSnapshot", Nullable, snapshot),
        ("payerReceipt", Nullable, receipt()),
        ("decision", Nullable, decision()),
    ])
}

fn next_action() -> Doc {
    let kinds: &[&str] =
        &["resolve_requirements", "continue_authorization", "approve_submission", "complete_payer_interaction"];
    let covers = object(vec![
        ("priorAuthorizationVersion", Nullable, whole()),
        ("requirementsVersion", Nullable, whole()),
        ("answersVersion", Nullable, whole()),
        ("attachmentsVersion", Nullable, whole()),
        ("reviewSnapshotId", Nullable, id()),
    ]);
    let resolution = object(vec![("kind", There, one_of(&["update_authorization", "confirm", "manual_handoff"]))]);
    object(vec![
        ("id", Nullable, id()),
        ("type", There, one_of(kinds)),
        ("resolution", There, resolution),
        ("covers", Maybe, covers),
    ])
}

fn dates() -> Vec<(&'static str, Is, Doc)> {
    vec![
        ("createdAt", Maybe, moment()),
        ("updatedAt", Maybe, moment()),
        ("completedAt", Nullable, moment()),
        ("canceledAt", Nullable, moment()),
        ("metadata", Nullable, free()),
    ]
}

pub(crate) fn authorization() -> Doc {
    let policy = object(vec![("finalSubmission", There, one_of(&["requires_approval", "automatic"]))]);
    let route = object(vec![
        ("channel", Maybe, one_of(&["portal"])),
        ("accessMode", Maybe, one_of(&["collate_managed"])),
        ("label", Nullable, text()),
    ]);
    let pointer =
        object(vec![("id", There, id()), ("state", Maybe, one_of(HANDOFF_STATE)), ("version", Nullable, whole())]);
    let covered = ["priorAuthorizationVersion", "requirementsVersion", "answersVersion", "attachmentsVersion"];
    let mut properties = vec![
        ("id", There, id()),
        ("version", There, whole()),
        ("status", There, one_of(STATUS)),
        ("outcome", Nullable, one_of(OUTCOME)),
        ("policy", Maybe, policy),
        ("providerNpi", Maybe, text()),
        ("payer", Maybe, payer()),
        ("request", Maybe, request()),
        ("route", Maybe, route),
        ("questionnaire", Maybe, questionnaire()),
        ("answers", Maybe, answers()),
        ("requirements", Maybe, requirements()),
        ("attachments", Maybe, list(attachment(), 2)),
        ("submission", Maybe, submission(snapshot("final_payer_submission", "answers", covered))),
        ("nextAction", Nullable, next_action()),
        ("activeManualHandoff", Nullable, pointer),
    ];
    properties.extend(dates());
    object(properties)
}

/// As generation A has it (reference, section 3.2).
pub(crate) fn authorization_of_a() -> Doc {
    let selection = object(vec![
        ("payerId", There, id()),
        ("insuranceState", There, one_of(&["CA", "NY"])),
        ("serviceType", There, one_of(REQUEST_TYPE)),
        ("serviceCode", There, id()),
        ("serviceCodeSystem", There, one_of(SYSTEM)),
    ]);
    let section = object(vec![
        ("id", There, id()),
        ("title", Maybe, text()),
        ("items", There, prop::collection::vec(question(None, "answerType"), 1..3).prop_map(Json::List).boxed()),
    ]);
    let action = one_of(&["provide_requirements", "advance_case", "approve_submission"]);
    let policy = object(vec![("finalSubmission", There, one_of(&["requires_confirmation", "automatic"]))]);
    let covered = ["authorizationVersion", "requirementsVersion", "questionnaireResponseVersion", "attachmentVersion"];
    let status: &[&str] =
        &["requires_input", "requires_confirmation", "processing", "waiting_on_payer", "completed", "canceled"];
    let mut properties = vec![
        ("id", There, id()),
        ("version", There, whole()),
        ("status", There, one_of(status)),
        ("outcome", Nullable, one_of(OUTCOME)),
        ("policy", Maybe, policy),
        ("providerNpi", Maybe, text()),
        ("payer", Maybe, payer()),
        ("templateSelection", Maybe, selection),
        ("questionnaire", Maybe, list(section, 2)),
        ("questionnaireResponse", Maybe, answers()),
        ("requirements", Maybe, requirements()),
        ("attachments", Maybe, list(attachment(), 2)),
        ("submission", Maybe, submission(snapshot("final_submission", "questionnaireResponse", covered))),
        ("nextAction", Nullable, object(vec![("id", There, id()), ("type", There, action)])),
    ];
    properties.extend(dates());
    object(properties)
}

pub(crate) fn page(of: Doc) -> Doc {
    let pagination = object(vec![("nextCursor", Nullable, text()), ("hasMore", Maybe, flag())]);
    object(vec![("data", There, list(of, 3)), ("pagination", There, pagination)])
}

pub(crate) fn payers() -> Doc {
    page(payer())
}

pub(crate) fn provider() -> Doc {
    object(vec![
        ("npi", There, id()),
        ("displayName", There, text()),
        ("status", There, text()),
        ("createdAt", There, moment()),
        ("updatedAt", There, moment()),
        ("taxId", Nullable, text()),
        ("metadata", Maybe, free()),
    ])
}

pub(crate) fn routes() -> Doc {
    let option = object(vec![
        ("payerId", There, id()),
        ("payerDisplayName", Maybe, text()),
        ("coverageState", Maybe, text()),
        ("requestType", Maybe, one_of(REQUEST_TYPE)),
        ("supportedServiceCodeSystems", Maybe, list(text(), 2)),
        ("channel", Maybe, text()),
        ("accessMode", Maybe, text()),
        ("label", Maybe, text()),
    ]);
    object(vec![("providerNpi", There, text()), ("options", There, list(option, 2))])
}

pub(crate) fn route() -> Doc {
    object(vec![
        ("providerNpi", Maybe, text()),
        ("payerId", Maybe, text()),
        ("payerDisplayName", Maybe, text()),
        ("coverageState", Maybe, text()),
        ("requestType", Maybe, one_of(REQUEST_TYPE)),
        ("serviceCode", Maybe, object(vec![("system", There, one_of(SYSTEM)), ("code", There, text())])),
        ("channel", Maybe, text()),
        ("accessMode", Maybe, text()),
        ("label", Maybe, text()),
    ])
}

pub(crate) fn file() -> Doc {
    object(vec![
        ("id", There, id()),
        ("status", There, one_of(&["pending_upload", "uploaded", "ready", "failed"])),
        ("fileName", There, text()),
        ("contentType", There, one_of(&["application/pdf", "image/jpeg", "image/png"])),
        ("purpose", There, one_of(&["authorization_attachment"])),
        ("createdAt", There, moment()),
        ("sizeBytes", Nullable, whole()),
        ("completedAt", Nullable, moment()),
        ("downloadUrl", Nullable, text()),
    ])
}

pub(crate) fn created_file() -> Doc {
    // The schema allows any header and any address; what may be sent to is narrower, and tested by itself.
    let headers = prop::collection::btree_map("x-[a-z]{1,8}", "[ -~]{0,10}".prop_map(Json::Text), 0..3);
    let upload = object(vec![
        ("url", There, "https://store\\.example/[a-z0-9?=&]{0,20}".prop_map(Json::Text).boxed()),
        ("strategy", Maybe, one_of(&["single_put"])),
        ("method", Maybe, one_of(&["PUT"])),
        ("headers", Maybe, headers.prop_map(|members| Json::Object(members.into_iter().collect())).boxed()),
    ]);
    object(vec![("file", There, file()), ("upload", There, upload)])
}

pub(crate) fn live_session() -> Doc {
    let owner =
        object(vec![("type", Maybe, one_of(&["automation", "manual_handoff"])), ("manualHandoffId", Nullable, id())]);
    let safety = object(vec![
        ("irreversibleBoundaryState", Maybe, text()),
        ("finalSubmitCapable", Maybe, flag()),
        ("requiresReviewApprovalForSubmit", Maybe, flag()),
        ("reviewSnapshotId", Nullable, id()),
    ]);
    let offer = object(vec![
        ("allowed", Maybe, flag()),
        ("state", Maybe, text()),
        ("reason", Nullable, text()),
        ("manualHandoffId", Nullable, id()),
    ]);
    object(vec![
        ("priorAuthorizationId", There, id()),
        ("priorAuthorizationVersion", There, whole()),
        ("state", There, one_of(&["live", "not_live"])),
        ("channel", Nullable, text()),
        ("owner", Nullable, owner),
        ("access", Maybe, object(vec![("available", Maybe, flag()), ("supportedModes", Maybe, list(text(), 2))])),
        ("handoff", Maybe, offer),
        ("safety", Maybe, safety),
    ])
}

pub(crate) fn handoff() -> Doc {
    object(vec![
        ("id", There, id()),
        ("version", There, whole()),
        ("priorAuthorizationId", There, id()),
        ("state", There, one_of(HANDOFF_STATE)),
        ("createdAt", There, moment()),
        ("result", Nullable, one_of(HANDOFF_RESULT)),
        ("accessAvailable", Maybe, flag()),
        ("finalSubmitCapable", Maybe, flag()),
        ("activatedAt", Nullable, moment()),
        ("closedAt", Nullable, moment()),
        ("message", Nullable, text()),
    ])
}

pub(crate) fn closure() -> Doc {
    let case = object(vec![("id", There, id()), ("version", There, whole()), ("status", There, one_of(STATUS))]);
    object(vec![
        ("manualHandoffId", There, id()),
        ("state", There, one_of(HANDOFF_STATE)),
        ("authorization", There, case),
        ("result", Nullable, one_of(HANDOFF_RESULT)),
        ("reconciliation", Nullable, object(vec![("id", Maybe, id()), ("state", Maybe, text())])),
    ])
}

pub(crate) fn grant() -> Doc {
    object(vec![("id", There, id()), ("url", There, text()), ("expiresAt", There, moment())])
}

pub(crate) fn error() -> Doc {
    let issue =
        object(vec![("errorType", Maybe, text()), ("location", Maybe, list(text(), 3)), ("message", Maybe, text())]);
    let error = object(vec![
        ("code", There, "[a-z_]{1,20}".prop_map(Json::Text).boxed()),
        ("message", There, text()),
        ("retryable", Maybe, flag()),
        ("details", Nullable, free()),
        ("issues", Maybe, list(issue, 2)),
    ]);
    object(vec![("error", There, error), ("requestId", Nullable, id())])
}
