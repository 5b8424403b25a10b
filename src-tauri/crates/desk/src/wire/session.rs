//! Where the desk is connected, who works at it, and whether it is in step with the service.

use super::contract::ContractCode;
use super::creation::CreatingView;
use super::error::WireError;
use super::handoff::LinkPhase;
use super::queue::{StepCount, TurnCount};
use super::settings::Settings;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a connection leads (architecture, section "Rooms").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Environment {
    /// Collate's own, with real patients.
    Production,
    /// Collate's own, with made-up cases.
    Sandbox,
    /// Ours, on this computer.
    Practice,
    /// Any loopback address; debug builds only.
    Test,
}

/// Why an environment cannot be connected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum EnvironmentClosed {
    /// Nothing that is decided can be written down on this computer.
    NotKept,
}

/// One environment on the connect page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct EnvironmentView {
    /// Which.
    pub environment: Environment,
    /// The host, where it is fixed.
    pub host: Option<String>,
    /// Why it is closed, when it is.
    pub closed: Option<EnvironmentClosed>,
    /// The contract chosen for it last time.
    pub contract: ContractCode,
}

/// Whether this computer has a place for keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyringState {
    /// It has.
    Available,
    /// It has none: a key serves for this session only.
    Unavailable,
}

/// Light, dark, high contrast, or as the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// High contrast.
    Contrast,
}

/// What the window needs to begin with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Started {
    /// The program's version.
    pub program_version: String,
    /// The theme kept from last time.
    pub theme: Theme,
    /// What else was set.
    pub settings: Settings,
    /// What can be connected to.
    pub environments: Vec<EnvironmentView>,
}

/// Where the key of the connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeyKeptIn {
    /// In this computer's keyring.
    Keyring,
    /// In memory, until the program ends.
    ThisSession,
    /// There is none: practice.
    NoKey,
}

/// The open connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionView {
    /// Which environment.
    pub environment: Environment,
    /// What it is called here.
    pub name: String,
    /// The service's host.
    pub host: String,
    /// The contract it speaks.
    pub contract: ContractCode,
    /// Where its key is.
    pub key_kept_in: KeyKeptIn,
    /// Whether the service has a list of cases: `null` while that is not known.
    pub has_list: Option<bool>,
    /// How many rows of the list could not be read.
    pub unreadable_rows: usize,
}

/// Whether there is a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum SessionView {
    /// None.
    SignedOut {
        /// The environment of last time, to begin with.
        remembered: Option<Environment>,
        /// Whether the keyring should have a key for it.
        key_kept: bool,
        /// Why the last try or the kept connection came to nothing.
        problem: Option<WireError>,
    },
    /// One is being made.
    Connecting {
        /// Which.
        environment: Environment,
        /// Whether the keyring is being asked for the key.
        waits_for_keyring: bool,
    },
    /// One is open.
    Connected {
        /// It.
        connection: ConnectionView,
    },
}

/// How reading goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SyncState {
    /// Nothing was read yet.
    Starting,
    /// Reading goes well.
    InStep,
    /// The service cannot be reached.
    Offline,
    /// The service answers with failures.
    Failing,
    /// The key is refused: nothing is sent any more.
    KeyRefused,
}

/// Whether the desk is in step with the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SyncView {
    /// How reading goes.
    pub state: SyncState,
    /// When something was last read well.
    pub last_good_at: Option<String>,
    /// Since when it does not go well.
    pub since: Option<String>,
    /// What is wrong.
    pub problem: Option<WireError>,
    /// Whether the first sweep of the list is over.
    pub first_sweep_done: bool,
    /// Cases known so far.
    pub cases: usize,
    /// As of when the list is that is shown while it was not read in this run: it is remembered.
    pub remembered_as_of: Option<String>,
    /// Seconds this computer's clock is ahead of the service (behind, when negative), when it is far off.
    pub clock_ahead_seconds: Option<i32>,
}

/// A handoff of ours that is open, for the bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenHandoffView {
    /// The case.
    pub case: String,
    /// Where its link stands.
    pub link: LinkPhase,
    /// Milliseconds the link still counts.
    pub left_millis: Option<u32>,
    /// Whether it was started in an earlier run.
    pub from_before: bool,
}

/// Everything that is not about one case or one list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeskView {
    /// Who works here.
    pub operator: Option<String>,
    /// Whether a key can be kept, as far as the keyring has answered.
    pub keyring: KeyringState,
    /// Whether what is typed outlives the program. Never in practice, which begins anew each time.
    pub drafts_survive: bool,
    /// The connection.
    pub session: SessionView,
    /// How many cases are whose turn.
    pub turns: Vec<TurnCount>,
    /// How many of the clinic's cases want which step.
    pub steps: Vec<StepCount>,
    /// Whether the desk is in step.
    pub sync: SyncView,
    /// The open handoffs of ours.
    pub handoffs: Vec<OpenHandoffView>,
    /// A creation that is on its way or whose outcome is not known.
    pub creating: Option<CreatingView>,
    /// Decisions of an earlier run that were not settled when it ended, until they are put away.
    pub unfinished: Vec<UnfinishedView>,
    /// What keeps decisions on this computer.
    pub journal: JournalView,
}

/// A decision of an earlier run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct UnfinishedView {
    /// The case.
    pub case: String,
    /// The decision, and where it stands now.
    pub command: super::case::CommandView,
}

/// Why nothing can be written down on this computer: until it can be, nothing is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum JournalTrouble {
    /// The disk is full.
    Full,
    /// The disk is read-only, or this account may not write to it.
    ReadOnly,
    /// The disk fails or does not answer.
    Failing,
    /// The journal is damaged.
    Damaged,
    /// Something else stands in the journal's place.
    Foreign,
    /// A newer version of the program wrote the journal.
    Newer,
}

/// What keeps decisions on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalView {
    /// Why nothing can be written down at present.
    pub trouble: Option<JournalTrouble>,
    /// Whether it is known what was decided here before.
    pub read: bool,
    /// Whether what is sealed can be read after the program ends: only where the keyring keeps the key.
    pub sealed_for_later: bool,
    /// How many decisions of an earlier run are damaged and cannot be read any more.
    pub damaged: usize,
}

/// A decision that is not settled, as far as it can be read in a journal that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalLine {
    /// The service's host, where it can be told.
    pub host: Option<String>,
    /// The case; none for one that makes a new case.
    pub case: Option<String>,
    /// What was decided; none for one that makes a new case, and for a word this version does not know.
    pub kind: Option<super::intent::StepKind>,
    /// Whether a new case was asked for.
    pub creates: bool,
    /// Who decided.
    pub operator: String,
    /// When.
    pub at: String,
    /// The version that was decided on.
    pub version: Option<String>,
    /// Where it stood when it was last written down.
    pub stage: super::case::CommandStage,
}

/// What could be read of a journal that cannot be used. Nothing that is sealed is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalFound {
    /// Decisions that are not settled, oldest first.
    pub lines: Vec<JournalLine>,
    /// Whether it could be looked into at all.
    pub readable: bool,
}

/// A journal was set aside, and a new one begun. Nothing of it was deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct JournalAside {
    /// The name its file has now; none when it could be used again, and was left where it is.
    pub name: Option<String>,
}
