//! One case, as the window sees it.

use super::handoff::HandoffView;
use super::live::WatchView;
use super::package::FactRow;
use super::patient::FactView;
use super::queue::TurnCode;
use super::requirements::{IssueView, RequirementsView};
use serde::Serialize;
use ts_rs::TS;

/// What is wanted, as a code with its facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum WantedView {
    /// Questions and documents.
    Resolve {
        /// Open questions.
        questions: usize,
        /// Missing documents.
        documents: usize,
        /// What the service refused.
        issues: usize,
        /// Whether the payer asks again after a receipt.
        after_receipt: bool,
    },
    /// Tell Collate to go on.
    Continue {
        /// Whether Collate may then submit without asking again.
        automatic: bool,
    },
    /// Review, then accept for submission.
    Approve,
    /// The package is out of date.
    PackageOutOfDate,
    /// An approval is asked for and no package was returned.
    NoPackage,
    /// Take over and finish in the portal.
    TakeOver,
    /// Review the package, then take over.
    ReviewForPortal,
    /// The package this step names is not the one on the case.
    OtherPackage {
        /// The one it names.
        named: String,
        /// The one on the case.
        on_case: Option<String>,
    },
    /// A handoff of ours is going on.
    InPortal {
        /// Its state, as the service says it.
        state: String,
    },
    /// A handoff that was not started here is going on.
    SomeoneInPortal,
    /// Collate is at work.
    Working {
        /// Whether it is checking what was reported.
        after_report: bool,
    },
    /// The payer has it.
    WithPayer,
    /// The case ended with this outcome.
    Ended {
        /// The outcome, as the service says it.
        outcome: String,
        /// The authorization number, when returned.
        number: Option<String>,
        /// Why it was denied, when returned.
        reasons: Vec<String>,
    },
    /// Completed, without an outcome this version knows.
    NoOutcome,
    /// Canceled.
    Canceled,
    /// The service asks for something this version does not know.
    UnknownStep,
    /// The status is a word this version does not know.
    UnknownStatus {
        /// The word.
        status: String,
    },
}

/// Why no command can be sent on a case now. `null` in its place means one can, if the case asks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Locked {
    /// The key is refused.
    KeyRefused,
    /// The service cannot be reached.
    Offline,
    /// The case must be read first.
    Stale,
    /// The case was seen in an earlier run and not read in this one.
    NotRead,
    /// What was decided here before is still being read.
    JournalUnread,
    /// A command is not settled.
    CommandOpen,
    /// A word of the service is not known: read-only.
    NotRecognized,
}

/// How far a rung of the ladder is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RungState {
    /// Not yet.
    None,
    /// Somebody said so.
    Said,
    /// Being checked.
    Busy,
    /// Checked.
    Past,
    /// Proved by the payer.
    Proof,
    /// Not returned although a later rung is reached.
    NotReturned,
}

/// The truth ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LadderView {
    /// What a person reported or accepted.
    pub reported: RungState,
    /// Collate's checking.
    pub reconciled: RungState,
    /// The payer's receipt.
    pub receipt: RungState,
    /// The payer's decision.
    pub decision: RungState,
    /// Which rung is "now": 0 to 3.
    pub now: usize,
    /// Since when it is being checked.
    pub checking_since: Option<String>,
}

/// What a person here said or accepted: a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum ClaimView {
    /// Accepted a package for submission.
    Accepted {
        /// The package.
        snapshot: String,
        /// Who.
        operator: String,
        /// When.
        at: String,
    },
    /// Reported an outcome.
    Reported {
        /// What, as the service spells it.
        outcome: String,
        /// The number as typed.
        reference: Option<String>,
        /// The note as typed.
        note: Option<String>,
        /// Who.
        operator: String,
        /// When.
        at: String,
    },
    /// Could not finish.
    CouldNotFinish {
        /// Why, as the service spells it.
        reason: String,
        /// The note as sent.
        note: Option<String>,
        /// Who.
        operator: String,
        /// When.
        at: String,
    },
    /// Withdrew access.
    Revoked {
        /// Why, as typed.
        reason: String,
        /// Who.
        operator: String,
        /// When.
        at: String,
    },
}

/// Where a command stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CommandStage {
    /// On its way.
    Sending,
    /// Not known yet, the case is being read.
    Checking,
    /// Read as not having taken effect; it might still arrive.
    NotYet,
    /// Done, by the service's own word.
    Applied,
    /// What was decided is so: by this command, or by somebody else.
    InEffect,
    /// Refused; nothing was done.
    Refused,
    /// Not sent.
    NotSent,
    /// The operator waits for it no more; it might still arrive.
    LetBe,
    /// Not done: the case changed first, or the reading shows so.
    NotDone,
    /// Cannot be told: look at the case.
    Undecided,
}

/// The newest command of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommandView {
    /// Its number.
    pub id: u32,
    /// What was decided.
    pub kind: super::intent::StepKind,
    /// Where it stands.
    pub stage: CommandStage,
    /// Whether the service named a version conflict.
    pub conflict: bool,
    /// The version it was sent for.
    pub version: String,
    /// The version the case has now.
    pub version_now: String,
    /// The service's code, when it refused.
    pub service_code: Option<String>,
    /// What support will ask for.
    pub request_id: Option<String>,
    /// What the service refused in particular, with where.
    pub issues: Vec<IssueView>,
    /// Who decided.
    pub operator: String,
    /// When.
    pub at: String,
    /// Whether the same bytes may be sent once more.
    pub may_send_again: bool,
    /// Whether it was decided in an earlier run.
    pub from_before: bool,
}

/// What the case is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HeaderView {
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
    /// Two letters.
    pub coverage_state: Option<String>,
    /// `requires_approval`, `automatic`, or a newer word.
    pub policy: Option<String>,
    /// When it was made.
    pub created_at: Option<String>,
    /// When it last changed.
    pub updated_at: Option<String>,
    /// When it was completed.
    pub completed_at: Option<String>,
    /// When it was canceled.
    pub canceled_at: Option<String>,
    /// How the payer is reached and who has access, as the service says it.
    pub channel: Option<String>,
    /// Who has access, as the service says it.
    pub access_mode: Option<String>,
}

/// The payer's receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptView {
    /// The payer's reference number, when returned.
    pub reference: Option<String>,
    /// When it was received, when returned.
    pub received_at: Option<String>,
    /// Everything returned for it.
    pub rows: Vec<FactRow>,
}

/// The payer's decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DecisionView {
    /// The authorization number, when returned.
    pub number: Option<String>,
    /// Why it was denied, when returned.
    pub denial_reasons: Vec<String>,
    /// What was changed, when returned.
    pub modifications: Vec<String>,
    /// Everything returned for it.
    pub rows: Vec<FactRow>,
}

/// The package under review, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackageSummary {
    /// Its id.
    pub snapshot: String,
    /// Its content hash, in hex.
    pub hash: String,
    /// Whether it can still be accepted.
    pub current: bool,
    /// How many warnings it carries.
    pub warnings: usize,
    /// Who accepted it here for the portal step, and when; only while that holds.
    pub accepted: Option<(String, String)>,
}

/// Words of the service this version does not know, as they came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnknownWords {
    /// The status.
    pub status: Option<String>,
    /// The next action.
    pub action: Option<String>,
    /// How it is resolved.
    pub resolution: Option<String>,
    /// The outcome.
    pub outcome: Option<String>,
    /// Words in other places, each with the name of its place.
    pub others: Vec<(String, String)>,
}

/// How fresh the case is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadingView {
    /// When it was last read.
    pub read_at: String,
    /// Whether that is too long ago.
    pub stale: bool,
    /// Whether that was in an earlier run: what stands here is remembered.
    pub remembered: bool,
    /// How often it is read at present, in seconds.
    pub every_seconds: Option<u32>,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseView {
    /// The case.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Its status, as the service says it.
    pub status: String,
    /// The next action, as the service says it.
    pub action: Option<String>,
    /// Whose turn.
    pub turn: TurnCode,
    /// What is wanted.
    pub wanted: WantedView,
    /// Why no command can be sent now.
    pub locked: Option<Locked>,
    /// Whether the case can be canceled: it is not over.
    pub can_cancel: bool,
    /// Whether this contract has a live session that could be watched.
    pub can_watch: bool,
    /// What it is about.
    pub header: HeaderView,
    /// What the answers say of the patient.
    pub facts: Vec<FactView>,
    /// The truth ladder.
    pub ladder: LadderView,
    /// What a person here said or accepted.
    pub claim: Option<ClaimView>,
    /// The newest command.
    pub command: Option<CommandView>,
    /// What is asked and what is there.
    pub requirements: RequirementsView,
    /// The package under review.
    pub package: Option<PackageSummary>,
    /// The handoff last known.
    pub handoff: Option<HandoffView>,
    /// The read-only link, once one was asked for.
    pub watch: Option<WatchView>,
    /// The payer's receipt.
    pub receipt: Option<ReceiptView>,
    /// The payer's decision.
    pub decision: Option<DecisionView>,
    /// Words this version does not know.
    pub unknown: UnknownWords,
    /// How fresh this is.
    pub reading: ReadingView,
}
