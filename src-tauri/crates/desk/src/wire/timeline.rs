//! What happened to a case, as far as this desk saw it or did it: built from versions that were read and from decisions that
//! were taken here.

use super::case::{ClaimView, CommandStage, WantedView};
use super::intent::StepKind;
use super::queue::TurnCode;
use serde::Serialize;
use ts_rs::TS;

/// What a timeline is built from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TimelineSource {
    /// Everything that was seen and done here and is still kept.
    Kept,
    /// What this run of the program saw and did: nothing of what is seen is kept.
    ThisRun,
    /// What this run saw and did: what is kept of earlier ones could not be read now.
    NotRead,
}

/// One thing that is different between a version and the one that was seen before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum TimelineChange {
    /// Whose turn it is.
    Turn {
        /// Whose it was; nothing for the first version that was seen.
        from: Option<TurnCode>,
        /// Whose it is.
        to: TurnCode,
        /// The status as the service wrote it.
        status: String,
    },
    /// What is wanted of the clinic.
    Wanted {
        /// What.
        wanted: WantedView,
    },
    /// What is open is more or less than before.
    Open {
        /// Open questions.
        questions: usize,
        /// Missing documents.
        documents: usize,
        /// What the service refused.
        issues: usize,
    },
    /// The answers are others.
    Answers,
    /// Files were attached, or taken off.
    Files {
        /// How many came.
        added: usize,
        /// How many went.
        removed: usize,
    },
    /// There is a package, or another one.
    PackageNew {
        /// The package.
        snapshot: String,
        /// The one before it.
        replaces: Option<String>,
    },
    /// The package can no longer be accepted.
    PackageOutOfDate {
        /// The package.
        snapshot: String,
    },
    /// The package can be accepted again.
    PackageCurrent {
        /// The package.
        snapshot: String,
    },
    /// There is no package any more.
    PackageGone {
        /// The one there was.
        snapshot: String,
    },
    /// The payer's receipt, or another reference on it: the proof that the payer has the request.
    Receipt {
        /// The payer's reference number, when returned.
        reference: Option<String>,
    },
    /// The receipt is not returned any more.
    ReceiptGone,
    /// The payer's decision, or how the case ended.
    Decision {
        /// The outcome, as the service says it.
        outcome: Option<String>,
        /// The authorization number, when returned.
        number: Option<String>,
        /// Whether a decision was returned.
        returned: bool,
    },
    /// A handoff is going on.
    HandoffOpened {
        /// Where it stands, as the service says it.
        state: Option<String>,
    },
    /// The handoff stands elsewhere, or is another one.
    HandoffMoved {
        /// Where it stands, as the service says it.
        state: Option<String>,
    },
    /// No handoff is going on any more.
    HandoffEnded,
}

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum TimelineEntry {
    /// The case was seen to be different from before.
    Seen {
        /// When.
        at: String,
        /// Whether that is when it changed, by the service's word; else it is when it was seen so here.
        changed: bool,
        /// The version that was seen before; nothing for the first.
        before: Option<String>,
        /// The first version of this step: versions between it and the last were not seen.
        first: String,
        /// The version that was seen.
        version: String,
        /// Whether the service went back to an earlier version.
        went_back: bool,
        /// What is different.
        changes: Vec<TimelineChange>,
    },
    /// Something was decided here.
    Done {
        /// When.
        at: String,
        /// Who decided.
        operator: String,
        /// What; nothing for a kind that a newer version of this program wrote down.
        step: Option<StepKind>,
        /// The kind as it was written down.
        word: String,
        /// What is known of its end.
        stage: CommandStage,
        /// Whether the service named a version conflict.
        conflict: bool,
        /// The service's code, when it refused.
        service_code: Option<String>,
        /// The version it was decided on.
        version: Option<String>,
        /// The package it released, where that is known.
        package: Option<String>,
        /// What was reported by it, where that is still known: a claim.
        claim: Option<ClaimView>,
    },
    /// A package was accepted here, and nothing sent by it.
    Accepted {
        /// When.
        at: String,
        /// Who accepted it.
        operator: String,
        /// The package.
        snapshot: String,
    },
}

/// What happened to a case, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TimelineView {
    /// What it is built from.
    pub source: TimelineSource,
    /// What happened, newest first.
    pub entries: Vec<TimelineEntry>,
    /// Whether there were versions before the first one that is known here.
    pub earlier: bool,
    /// How many older entries are left out.
    pub left_out: usize,
}
