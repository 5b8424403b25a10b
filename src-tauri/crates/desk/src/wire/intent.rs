//! What the window asks for. Every decision carries the version the operator saw, and an acceptance also the package and
//! its content hash.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::contract::ContractCode;
use super::session::{Density, Environment, Theme};

/// Nothing to say.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Nothing {}

/// A text that must not be printed: the API key, on its one way from the connect page.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct SecretText(String);

impl SecretText {
    /// Takes the text out; whoever does must overwrite it.
    #[must_use]
    pub fn into_text(self) -> String {
        self.0
    }

    /// Wraps a text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }
}

/// Who works here.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetOperator {
    /// The name, as typed.
    pub name: String,
}

/// How it looks.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetTheme {
    /// The theme.
    pub theme: Theme,
}

/// How close the lines of a list stand.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetDensity {
    /// How close.
    pub density: Density,
}

/// Connect with a key.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Connect {
    /// Where.
    pub environment: Environment,
    /// The address, for a test connection only.
    #[serde(default)]
    #[ts(optional)]
    pub address: Option<String>,
    /// The key.
    #[ts(type = "string")]
    pub key: SecretText,
    /// Whether to keep the key in this computer's keyring.
    pub keep: bool,
    /// Which generation of the API it speaks.
    #[serde(default)]
    pub contract: ContractCode,
}

/// Start practice.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartPractice {
    /// Which generation of the API it speaks.
    #[serde(default)]
    pub contract: ContractCode,
}

/// Leave the connection.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Disconnect {
    /// Whether to remove its key from the keyring.
    pub forget_key: bool,
}

/// One case.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CaseRef {
    /// Its id.
    pub case: String,
}

/// Accept the package for the portal step: kept here, nothing is sent.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AcceptForPortal {
    /// The case.
    pub case: String,
    /// The version it was read with.
    pub version: String,
    /// The package.
    pub snapshot: String,
    /// Its content hash, as it was read.
    pub hash: String,
    /// How many warnings were marked as read.
    pub warnings_read: usize,
}

/// Which confirm step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Tell Collate to go on.
    Continue,
    /// Accept for submission.
    Accept,
    /// Start the handoff.
    StartHandoff,
    /// Report an outcome.
    Complete,
    /// Report that it could not be finished.
    Unable,
    /// Withdraw access.
    Revoke,
    /// Stop working on the case.
    Cancel,
    /// Save answers.
    SaveAnswers,
    /// Attach a file.
    Attach,
    /// Take a file off the case.
    RemoveAttachment,
}

/// Open a confirm step: the case is read now.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenStep {
    /// The case.
    pub case: String,
    /// Which step.
    pub step: StepKind,
}

/// What a confirm step shows, read just now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StepView {
    /// The case's version: what a confirmation must name.
    pub version: String,
    /// When it was read.
    pub read_at: String,
    /// The package under review, with its content hash.
    pub package: Option<(String, String)>,
}

/// Confirm going on.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConfirmContinue {
    /// The case.
    pub case: String,
    /// The version shown.
    pub version: String,
}

/// Confirm canceling: it withdraws nothing at the payer.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConfirmCancel {
    /// The case.
    pub case: String,
    /// The version shown.
    pub version: String,
}

/// Confirm accepting for submission.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConfirmAcceptance {
    /// The case.
    pub case: String,
    /// The version shown.
    pub version: String,
    /// The package.
    pub snapshot: String,
    /// Its content hash, as it was read.
    pub hash: String,
    /// How many warnings were marked as read.
    pub warnings_read: usize,
}

/// Take over the payer session.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct StartHandoff {
    /// The case.
    pub case: String,
    /// The version shown.
    pub version: String,
}

/// Report what the portal shows.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportCompleted {
    /// The case.
    pub case: String,
    /// The version shown.
    pub version: String,
    /// What it shows, as the service spells it.
    pub outcome: String,
    /// The number it shows, as typed.
    #[serde(default)]
    #[ts(optional)]
    pub reference: Option<String>,
    /// The note as typed.
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
}

/// Whether submit was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SubmitPressed {
    /// No.
    No,
    /// Yes.
    Yes,
    /// Not sure.
    NotSure,
}

/// Report that it could not be finished.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportUnable {
    /// The case.
    pub case: String,
    /// The version shown.
    pub version: String,
    /// Why, as the service spells it.
    pub reason: String,
    /// The note as typed.
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
    /// Whether submit was pressed, even once.
    pub submit_pressed: SubmitPressed,
}

/// Withdraw access.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Revoke {
    /// The case.
    pub case: String,
    /// The version shown.
    pub version: String,
    /// Why, as typed.
    pub reason: String,
    /// A note, as typed.
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
}

/// "It was me": take up a handoff that was not started here.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CarryOn {
    /// The case.
    pub case: String,
    /// The handoff.
    pub handoff: String,
}

/// Something the window has done, for measuring. Does nothing in a release.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// What: `queue_usable` and the like.
    pub what: String,
    /// When, in milliseconds since 1970 by this computer's clock.
    pub at_millis: f64,
}
