//! The list of cases as the window sees it: a window of items, and patches to it.

mod choosing;

pub use choosing::{
    Choice, FacetCode, FacetValue, FacetView, FacetsView, QueueSort, QueueSpec, ReadFacets, SetViewSpec, SortCode,
    UpdatedCode,
};

use super::case::WantedView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TurnCode {
    /// The clinic's.
    Yours,
    /// Collate's.
    Collate,
    /// The payer's.
    Payer,
    /// Done.
    Done,
    /// Stopped.
    Stopped,
    /// The service used a word this version does not know.
    Unknown,
}

/// Which of the clinic's steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepCode {
    /// Finish at the portal.
    FinishAtPortal,
    /// Review and accept.
    ReviewAndAccept,
    /// Answer or attach.
    AnswerOrAttach,
    /// Tell Collate to go on.
    TellCollate,
}

/// How many cases are whose turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TurnCount {
    /// Whose.
    pub turn: TurnCode,
    /// How many.
    pub cases: usize,
}

/// How many cases want which step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StepCount {
    /// Which.
    pub step: StepCode,
    /// How many.
    pub cases: usize,
}

/// One case in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RowView {
    /// The case.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Whose turn.
    pub turn: TurnCode,
    /// What is wanted.
    pub wanted: WantedView,
    /// The patient's name, from an answer.
    pub patient: Option<String>,
    /// The number with the payer, from an answer.
    pub member_id: Option<String>,
    /// The payer's name.
    pub payer: Option<String>,
    /// The provider's number.
    pub provider_npi: Option<String>,
    /// `inpatient`, `outpatient`, `drug`, or a newer word.
    pub request_type: Option<String>,
    /// The system of the service code.
    pub service_system: Option<String>,
    /// The service code.
    pub service_code: Option<String>,
    /// The payer's reference number.
    pub reference: Option<String>,
    /// Warnings on the package under review.
    pub warnings: usize,
    /// When it was made.
    pub created_at: Option<String>,
    /// When it last changed.
    pub updated_at: Option<String>,
    /// When it was last read here.
    pub read_at: String,
    /// Whether that is too long ago.
    pub stale: bool,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum QueueItem {
    /// A heading over the cases of one step.
    Group {
        /// Which step.
        step: StepCode,
        /// How many cases stand under it.
        cases: usize,
    },
    /// A case.
    Case {
        /// It.
        row: Box<RowView>,
    },
}

/// What a list tells the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueueMessage {
    /// How many cases will come, move or leave when updates are taken: until then no line does.
    pub waiting: usize,
    /// Cases the same words are found in that stand in other lists, by whose turn it is there.
    pub elsewhere: Vec<TurnCount>,
    /// What is different in the window.
    pub change: QueueChange,
}

/// What is different in the window of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum QueueChange {
    /// Forget what you have: this is the window now.
    Reset {
        /// What the list shows: what was asked for last may still be on its way.
        spec: QueueSpec,
        /// Lines in all, headings included.
        total: usize,
        /// Cases in all.
        cases: usize,
        /// The index of the first line sent.
        first: usize,
        /// The lines.
        items: Vec<QueueItem>,
        /// The ids of all cases in order, for moving to the next one without having its line.
        ids: Vec<String>,
        /// The indices of the lines that are headings, in order: where each line stands follows from them.
        headings: Vec<usize>,
    },
    /// The lines asked for last; nothing moved.
    Rows {
        /// The index of the first line sent.
        first: usize,
        /// The lines.
        items: Vec<QueueItem>,
    },
    /// These lines changed in place, perhaps none; nothing moved.
    Patch {
        /// Index and line.
        items: Vec<(usize, QueueItem)>,
    },
}
