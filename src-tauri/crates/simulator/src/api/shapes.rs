//! What the schemas require of each object of an answer, and which words stand where: read off the shared description of
//! the API by hand. Only `dress` needs it; nothing here makes an answer right.

use crate::api::route::Operation;
use crate::generation_a;
use crate::options::Contract;
use crate::rules::Vocabulary;

/// An object of an answer.
pub(crate) struct Shape {
    /// What must be there, and what nobody could go on without.
    pub(crate) required: &'static [&'static str],
    pub(crate) members: &'static [Member],
}

/// A member that is worth looking into: an object or a list of them, a word or a list of them.
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) what: What,
}

pub(crate) enum What {
    Object(&'static Shape),
    Word(Vocabulary),
}

pub(crate) const fn object(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, what: What::Object(shape) }
}

pub(crate) const fn word(name: &'static str, vocabulary: Vocabulary) -> Member {
    Member { name, what: What::Word(vocabulary) }
}

pub(crate) const fn shape(required: &'static [&'static str], members: &'static [Member]) -> Shape {
    Shape { required, members }
}

/// The shape of an operation's success; none where it is not JSON, or not known.
pub(crate) fn of(contract: Contract, operation: Operation) -> Option<&'static Shape> {
    if let Some(shape) = generation_a::shapes::of(operation).filter(|_| contract == Contract::A) {
        return Some(shape);
    }
    Some(match operation {
        Operation::List => &PAGE,
        Operation::Create
        | Operation::Read
        | Operation::PatchAnswers
        | Operation::Attach
        | Operation::RemoveAttachment
        | Operation::Confirm
        | Operation::Cancel => &AUTHORIZATION,
        Operation::LiveSession => &LIVE_SESSION,
        Operation::MintGrant | Operation::MintWatchGrant => &GRANT,
        Operation::CreateHandoff | Operation::ReadHandoff => &HANDOFF,
        Operation::CompleteHandoff | Operation::UnableToComplete | Operation::RevokeHandoff => &CLOSURE,
        Operation::CreateFile => &NEW_FILE,
        Operation::CompleteFile | Operation::ReadFile => &FILE,
        Operation::Routes => &ROUTES,
        Operation::ResolveRoute => &ROUTE,
        Operation::Payers => &PAYER_PAGE,
        Operation::Payer => &PAYER,
        Operation::Provider => &PROVIDER,
        Operation::Scenarios => &SCENARIOS,
        Operation::Scenario => &SCENARIO,
        _ => return None,
    })
}

/// The shape of every refusal.
pub(crate) static ENVELOPE: Shape = shape(&["error"], &[object("error", &ERROR)]);

static ERROR: Shape =
    shape(&["code", "message"], &[word("code", Vocabulary::ErrorCode), object("issues", &shape(&[], &[]))]);

static PAGE: Shape =
    shape(&["data", "pagination"], &[object("data", &AUTHORIZATION), object("pagination", &PAGINATION)]);

static PAYER_PAGE: Shape = shape(&["data", "pagination"], &[object("data", &PAYER), object("pagination", &PAGINATION)]);

/// Without the cursor a page would say that it is the last.
pub(crate) static PAGINATION: Shape = shape(&["nextCursor"], &[]);

static AUTHORIZATION: Shape = shape(
    &["id", "version", "status"],
    &[
        word("status", Vocabulary::Status),
        word("outcome", Vocabulary::Outcome),
        object("policy", &POLICY),
        object("payer", &PAYER),
        object("request", &REQUEST),
        object("route", &CASE_ROUTE),
        object("questionnaire", &QUESTIONNAIRE),
        object("answers", &ANSWERS),
        object("requirements", &REQUIREMENTS),
        object("attachments", &ATTACHMENT),
        object("submission", &SUBMISSION),
        object("nextAction", &NEXT_ACTION),
        object("activeManualHandoff", &shape(&["id"], &[word("state", Vocabulary::HandoffState)])),
    ],
);

pub(crate) static POLICY: Shape = shape(&["finalSubmission"], &[word("finalSubmission", Vocabulary::Policy)]);

static REQUEST: Shape = shape(
    &["payerId", "coverageState", "requestType", "serviceCode"],
    &[word("requestType", Vocabulary::RequestType), object("serviceCode", &SERVICE_CODE)],
);

static SERVICE_CODE: Shape = shape(&["system", "code"], &[word("system", Vocabulary::CodeSystem)]);

static CASE_ROUTE: Shape =
    shape(&[], &[word("channel", Vocabulary::Channel), word("accessMode", Vocabulary::AccessMode)]);

static QUESTIONNAIRE: Shape = shape(&["item"], &[object("item", &QUESTION)]);

static QUESTION: Shape = shape(
    &["linkId", "type", "item", "options"],
    &[word("type", Vocabulary::QuestionType), object("options", &shape(&["code"], &[])), object("item", &QUESTION)],
);

pub(crate) static ANSWERS: Shape = shape(&["item"], &[object("item", &ANSWER)]);

/// An item has either of the two, and without it says nothing.
static ANSWER: Shape = shape(&["linkId", "answer", "item"], &[object("item", &ANSWER)]);

pub(crate) static REQUIREMENTS: Shape = shape(
    &[],
    &[
        object("questions", &shape(&["linkId"], &[])),
        object("documents", &shape(&["type"], &[])),
        object("issues", &shape(&["code", "message"], &[word("severity", Vocabulary::Severity)])),
    ],
);

pub(crate) static ATTACHMENT: Shape = shape(&["id", "fileId", "createdAt"], &[]);

static SUBMISSION: Shape = shape(
    &[],
    &[
        object("reviewSnapshot", &SNAPSHOT),
        object("payerReceipt", &shape(&[], &[])),
        object("decision", &shape(&[], &[])),
    ],
);

static SNAPSHOT: Shape = shape(
    &["id", "status"],
    &[
        word("status", Vocabulary::SnapshotStatus),
        word("kind", Vocabulary::SnapshotKind),
        object("answers", &ANSWERS),
        object("attachments", &ATTACHMENT),
    ],
);

static NEXT_ACTION: Shape = shape(
    &["type", "resolution"],
    &[
        word("type", Vocabulary::NextAction),
        object("resolution", &shape(&["kind"], &[word("kind", Vocabulary::Resolution)])),
        object("covers", &shape(&[], &[])),
    ],
);

pub(crate) static PAYER: Shape = shape(
    &["id", "displayName"],
    &[word("status", Vocabulary::PayerStatus), word("supportedServiceTypes", Vocabulary::RequestType)],
);

static PROVIDER: Shape =
    shape(&["npi", "displayName", "status", "createdAt", "updatedAt"], &[word("status", Vocabulary::ProviderStatus)]);

static LIVE_SESSION: Shape = shape(
    &["priorAuthorizationId", "priorAuthorizationVersion", "state"],
    &[
        word("state", Vocabulary::LiveSessionState),
        word("channel", Vocabulary::Channel),
        object("owner", &shape(&[], &[word("type", Vocabulary::Owner)])),
        object("access", &shape(&[], &[word("supportedModes", Vocabulary::SupportedMode)])),
        object(
            "handoff",
            &shape(&[], &[word("state", Vocabulary::OfferState), word("reason", Vocabulary::OfferReason)]),
        ),
        object("safety", &shape(&[], &[word("irreversibleBoundaryState", Vocabulary::Boundary)])),
    ],
);

static GRANT: Shape = shape(&["id", "url", "expiresAt"], &[]);

static HANDOFF: Shape = shape(
    &["id", "version", "priorAuthorizationId", "state", "createdAt"],
    &[word("state", Vocabulary::HandoffState), word("result", Vocabulary::HandoffResult)],
);

static CLOSURE: Shape = shape(
    &["manualHandoffId", "state", "authorization"],
    &[
        word("state", Vocabulary::HandoffState),
        word("result", Vocabulary::HandoffResult),
        object("authorization", &shape(&["id", "version", "status"], &[word("status", Vocabulary::Status)])),
        object("reconciliation", &shape(&[], &[word("state", Vocabulary::Reconciliation)])),
    ],
);

static NEW_FILE: Shape = shape(&["file", "upload"], &[object("file", &FILE), object("upload", &UPLOAD)]);

/// Without its headers an upload is refused.
static UPLOAD: Shape = shape(
    &["url", "headers"],
    &[word("strategy", Vocabulary::UploadStrategy), word("method", Vocabulary::UploadMethod)],
);

static FILE: Shape = shape(
    &["id", "status", "fileName", "contentType", "purpose", "createdAt"],
    &[
        word("status", Vocabulary::FileStatus),
        word("contentType", Vocabulary::ContentType),
        word("purpose", Vocabulary::Purpose),
    ],
);

static ROUTES: Shape = shape(&["providerNpi", "options"], &[object("options", &ROUTE)]);

static ROUTE: Shape = shape(
    &[],
    &[
        word("requestType", Vocabulary::RequestType),
        word("supportedServiceCodeSystems", Vocabulary::CodeSystem),
        object("serviceCode", &SERVICE_CODE),
        word("channel", Vocabulary::Channel),
        word("accessMode", Vocabulary::AccessMode),
    ],
);

static SCENARIOS: Shape = shape(&[], &[object("scenarios", &SCENARIO)]);

static SCENARIO: Shape = shape(&["id", "create"], &[object("create", &NEW_CASE)]);

static NEW_CASE: Shape =
    shape(&[], &[object("request", &REQUEST), object("policy", &POLICY), object("answers", &ANSWERS)]);
