//! What an answer of A must have, and which words stand where, for `dress`. The rest is as in B.

use crate::api::route::Operation;
use crate::api::shapes::{ANSWERS, ATTACHMENT, PAGINATION, PAYER, POLICY, REQUIREMENTS, Shape, object, shape, word};
use crate::rules::Vocabulary;

/// The shape of an operation's success; none where it is the one of B.
pub(crate) fn of(operation: Operation) -> Option<&'static Shape> {
    Some(match operation {
        Operation::List => &PAGE,
        Operation::Create
        | Operation::Read
        | Operation::PatchAnswers
        | Operation::Attach
        | Operation::RemoveAttachment
        | Operation::Confirm
        | Operation::Cancel => &AUTHORIZATION,
        Operation::ReadRequirements => &REQUIREMENTS,
        Operation::ListAttachments => &ATTACHMENT,
        Operation::ResolveRoute => &RESOLUTION,
        _ => return None,
    })
}

static PAGE: Shape =
    shape(&["data", "pagination"], &[object("data", &AUTHORIZATION), object("pagination", &PAGINATION)]);

static RESOLUTION: Shape = shape(&[], &[object("templateSelection", &TEMPLATE_SELECTION)]);

static AUTHORIZATION: Shape = shape(
    &["id", "version", "status"],
    &[
        word("status", Vocabulary::Status),
        word("outcome", Vocabulary::Outcome),
        object("policy", &POLICY),
        object("payer", &PAYER),
        object("templateSelection", &TEMPLATE_SELECTION),
        object("questionnaire", &SECTION),
        object("questionnaireResponse", &ANSWERS),
        object("requirements", &REQUIREMENTS),
        object("attachments", &ATTACHMENT),
        object("submission", &SUBMISSION),
        // Without its id nothing could be confirmed.
        object("nextAction", &shape(&["id", "type"], &[word("type", Vocabulary::NextAction)])),
    ],
);

static TEMPLATE_SELECTION: Shape = shape(
    &["payerId", "insuranceState", "serviceType", "serviceCode", "serviceCodeSystem"],
    &[word("serviceType", Vocabulary::RequestType), word("serviceCodeSystem", Vocabulary::CodeSystem)],
);

static SECTION: Shape = shape(&["id", "items"], &[object("items", &ITEM)]);

static ITEM: Shape = shape(
    &["linkId", "answerType", "items", "options"],
    &[word("answerType", Vocabulary::QuestionType), object("options", &shape(&["code"], &[])), object("items", &ITEM)],
);

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
        object("questionnaireResponse", &ANSWERS),
        object("attachments", &ATTACHMENT),
    ],
);
