//! What is asked of a case and what is there: questions, answers, documents, files (reference, section 3.1).

use super::error::WireError;
use super::package::FactRow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What kind of answer a question takes. A kind this version does not know is taken as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKindCode {
    /// Holds other questions.
    Group,
    /// A line of words.
    String,
    /// Several lines of words.
    Text,
    /// Yes or no.
    Boolean,
    /// A day, as `2026-11-20`.
    Date,
    /// A number.
    Decimal,
    /// One of its options, by code.
    Choice,
    /// A kind this version does not know: taken as text, with a note.
    Unknown,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceView {
    /// What an answer names.
    pub code: String,
    /// Its words; the code where there are none.
    pub display: String,
}

/// A condition of a grammar nobody knows: shown, never acted on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HintView {
    /// `requiredWhen`, `notAllowedWhen`, `valuesWhen` or `textWhen`.
    pub name: String,
    /// Its content, leaf by leaf.
    pub rows: Vec<FactRow>,
}

/// Something the service refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct IssueView {
    /// Its code.
    pub code: String,
    /// What the service says.
    pub message: Option<String>,
    /// Where, as the service says it: for issues that stand on no question.
    pub field: Option<String>,
}

/// A question, or a group of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QuestionView {
    /// Which question. A group without one is a heading only: its questions stand beside the others.
    pub link_id: Option<String>,
    /// Its words, when the questionnaire has them.
    pub text: Option<String>,
    /// What kind of answer it takes.
    pub kind: QuestionKindCode,
    /// The kind's word, when it is not known.
    pub kind_word: Option<String>,
    /// Whether the questionnaire says it must be answered.
    pub required: bool,
    /// Whether it may be answered several times.
    pub repeats: bool,
    /// How often at least.
    pub min_occurs: Option<u32>,
    /// How often at most.
    pub max_occurs: Option<u32>,
    /// What can be chosen.
    pub options: Vec<ChoiceView>,
    /// A regular expression of a dialect nobody named.
    pub pattern: Option<String>,
    /// Characters at least.
    pub min_length: Option<u32>,
    /// Characters at most.
    pub max_length: Option<u32>,
    /// The smallest value.
    pub min: Option<String>,
    /// The largest value.
    pub max: Option<String>,
    /// What the service says when a value is outside its bounds.
    pub error_message: Option<String>,
    /// What it suggests.
    pub default_value: Option<String>,
    /// Conditions of unknown grammar.
    pub hints: Vec<HintView>,
    /// Whether the requirements want it.
    pub wanted: bool,
    /// What the service says to that.
    pub message: Option<String>,
    /// What the service refused here.
    pub issues: Vec<IssueView>,
    /// Why it cannot be changed here although editing is open: a value came in a shape that is not known.
    pub as_it_is: bool,
    /// The questions inside a group.
    pub items: Vec<QuestionView>,
}

/// One value of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ValueView {
    /// As it is edited: a code for a choice, `true` or `false`, a date as `2026-11-20`.
    pub text: String,
    /// In words, where they are others.
    pub display: Option<String>,
}

/// The answer to one question, or one occurrence of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnswerView {
    /// Which question.
    pub link_id: String,
    /// Its values.
    pub values: Vec<ValueView>,
    /// The answers inside a group.
    pub items: Vec<AnswerView>,
}

/// A document that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentWantedView {
    /// Its type, as the service says it.
    pub kind: String,
    /// What the service says to it.
    pub message: Option<String>,
}

/// A file on the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AttachmentView {
    /// Its id on the case.
    pub id: String,
    /// Its name: as returned, else as it was sent from here, else the file's id.
    pub name: String,
    /// What it counts for.
    pub types: Vec<String>,
    /// What was said of it.
    pub description: Option<String>,
    /// When it was attached.
    pub created_at: Option<String>,
    /// Whether its content can be asked for: the service named the file.
    pub can_show: bool,
}

/// Why answers and documents cannot be changed now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EditingClosed {
    /// Collate has the case.
    Collate,
    /// The payer has the case.
    Payer,
    /// The case is over.
    Ended,
    /// A handoff is going on.
    Handoff,
    /// A word of the service is not known: read-only.
    NotRecognized,
}

/// How far a file from this computer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentStage {
    /// Waits: what it counts for is not said yet.
    Waiting,
    /// Is being sent.
    Sending,
    /// Was sent and is being checked by Collate.
    Checking,
    /// Can be attached.
    Ready,
    /// Is being attached.
    Attaching,
    /// Was stopped here.
    Stopped,
    /// A step failed: see the problem. It can be gone on with.
    Failed,
    /// Was refused: before it was sent (see the refusal), or by Collate. Another file is needed.
    Refused,
}

/// Why a file is not sent at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileRefusal {
    /// Its content is no PDF, JPEG or PNG.
    WrongType,
    /// Its name's ending says something else than its content.
    EndingDiffers,
    /// It is empty.
    Empty,
    /// It is larger than the limit set here.
    TooLarge,
    /// It is a link to another file.
    Symlink,
    /// It is a device, a pipe, a folder or the like.
    NotAFile,
    /// It changed while it was read.
    Changed,
    /// It cannot be read.
    Unreadable,
    /// Collate looked at its content and refused it.
    ByService,
}

/// A file from this computer on its way to the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentView {
    /// Its number here.
    pub document: u32,
    /// Its name.
    pub name: String,
    /// `application/pdf`, `image/jpeg` or `image/png`, once known.
    pub content_type: Option<String>,
    /// Its size in bytes, once known.
    pub size: Option<u32>,
    /// What it is to count for.
    pub types: Vec<String>,
    /// Which attachment it takes the place of.
    pub replaces: Option<String>,
    /// How far it is.
    pub stage: DocumentStage,
    /// Bytes handed over so far.
    pub sent: u32,
    /// Why it is not sent.
    pub refusal: Option<FileRefusal>,
    /// What went wrong with the last step.
    pub problem: Option<WireError>,
}

/// What is asked and what is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RequirementsView {
    /// Questions in the order of the questionnaire. A wanted question the questionnaire does not have comes last.
    pub questions: Vec<QuestionView>,
    /// The answers, in the order the service has them; also to questions it does not ask.
    pub answers: Vec<AnswerView>,
    /// Missing documents.
    pub documents: Vec<DocumentWantedView>,
    /// What the service refused that stands on no question.
    pub issues: Vec<IssueView>,
    /// Files on the case.
    pub attachments: Vec<AttachmentView>,
    /// Files from this computer on their way.
    pub sending: Vec<DocumentView>,
    /// The largest file that is sent from here, in bytes.
    pub largest_file: u32,
    /// Why nothing can be changed now.
    pub closed: Option<EditingClosed>,
}

/// A new state of one question's answer, or of one occurrence of a group, with everything inside it.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AnswerEdit {
    /// Which question.
    pub link_id: String,
    /// Its values as they were typed or chosen; an empty one counts as none.
    #[serde(default)]
    pub values: Vec<String>,
    /// The answers inside a group.
    #[serde(default)]
    pub items: Vec<AnswerEdit>,
}

/// Save answers. Questions that are not named stay as they are.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SaveAnswers {
    /// The case.
    pub case: String,
    /// The version shown.
    pub version: String,
    /// The outermost questions that were changed, each whole: every occurrence of a group, every question inside it.
    pub items: Vec<AnswerEdit>,
}

/// Why a typed value cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ValueProblem {
    /// It is no day.
    NotADate,
    /// It is no number.
    NotANumber,
    /// It is neither yes nor no.
    NotYesOrNo,
    /// It is none of the options.
    NotAnOption,
    /// It is longer than anything the service is sent.
    TooLong,
}

/// A value that cannot be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FieldProblem {
    /// Where: each link id with its occurrence, from outside in, such as `diagnoses:1/code:0`.
    pub path: String,
    /// Which value of it.
    pub value: usize,
    /// Why.
    pub problem: ValueProblem,
}

/// What became of saving.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Saved {
    /// Values that cannot be sent. When there is one, nothing was sent.
    pub problems: Vec<FieldProblem>,
    /// Whether nothing was different from what the case has: then nothing was sent either.
    pub nothing_changed: bool,
}

/// Choose files from this computer: the system's own dialog opens.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PickDocuments {
    /// The case.
    pub case: String,
    /// What they are to count for. With none they wait until it is said.
    #[serde(default)]
    pub types: Vec<String>,
    /// The attachment one of them takes the place of: then one file only.
    #[serde(default)]
    #[ts(optional)]
    pub replaces: Option<String>,
}

/// Send a file from this computer, go on with one that failed or was stopped, or say what it counts for.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SendDocument {
    /// The case.
    pub case: String,
    /// Its number here.
    pub document: u32,
    /// What it counts for: at least one.
    pub types: Vec<String>,
}

/// One file from this computer.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRef {
    /// The case.
    pub case: String,
    /// Its number here.
    pub document: u32,
}

/// Take a file off the case.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemoveAttachment {
    /// The case.
    pub case: String,
    /// The version shown.
    pub version: String,
    /// Its id on the case.
    pub attachment: String,
}

/// Show a file: one from this computer, or one on the case. Exactly one is named.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShowFile {
    /// The case.
    pub case: String,
    /// Its number here.
    #[serde(default)]
    #[ts(optional)]
    pub document: Option<u32>,
    /// Its id on the case.
    #[serde(default)]
    #[ts(optional)]
    pub attachment: Option<String>,
}

/// Say how large a file from here may be.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetLargestFile {
    /// In bytes: from one kilobyte to 200 megabytes.
    pub bytes: u32,
}
