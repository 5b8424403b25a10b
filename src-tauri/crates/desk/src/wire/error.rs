//! Errors towards the window: exactly code, message, request id and outcome. The window owns the words.

use serde::Serialize;
use ts_rs::TS;

/// What went wrong, as far as the window acts on it differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// No connection is open.
    NotConnected,
    /// The operator's name is missing.
    NameMissing,
    /// The text cannot be a key.
    KeyMalformed,
    /// The service does not accept the key.
    KeyRefused,
    /// There is no keyring on this computer.
    KeyringUnavailable,
    /// The keyring is locked or its prompt was dismissed.
    KeyringLocked,
    /// The keyring failed in some other way.
    KeyringFailed,
    /// The keyring has no key for the connection of last time.
    KeyNotKept,
    /// The address is not one that may be connected to.
    AddressRefused,
    /// This environment is closed in this version.
    EnvironmentClosed,
    /// Practice could not be started.
    PracticeFailed,
    /// The service cannot be reached.
    Unreachable,
    /// The service did not answer in time.
    TimedOut,
    /// The connection broke.
    Broken,
    /// What answered is not the service: not JSON, a redirect, or far too large.
    NotTheService,
    /// The answer was not understood, or was about something else.
    NotUnderstood,
    /// The service failed (5xx).
    ServiceFailed,
    /// The service asks to wait.
    TooMany,
    /// The service refused for a reason of its own; see the service's code.
    Refused,
    /// The service did not make a link.
    LinkNotMade,
    /// The live session could not be read.
    SessionNotRead,
    /// What was asked for is not there: a provider, a payer, a file, a way.
    NotFound,
    /// This contract has no such thing.
    NotInContract,
    /// Answers and documents cannot be changed as the case stands.
    EditingClosed,
    /// The system's file dialog could not be opened.
    NoFileDialog,
    /// The file cannot be shown: it is not one of the three kinds, or too large.
    CannotShow,
    /// There is no such case under this key.
    CaseNotFound,
    /// The case was not read since the program started: what is shown of it is remembered.
    CaseNotRead,
    /// What was seen here could not be forgotten.
    NotForgotten,
    /// The case changed since the operator saw it.
    CaseChanged,
    /// The package changed since the operator read it.
    PackageChanged,
    /// Warnings are not all marked as read.
    WarningsUnread,
    /// The package cannot be shown in full, so it cannot be accepted here.
    PackageTooLarge,
    /// Another command of this case is not settled.
    CommandOpen,
    /// The disk of this computer is full: what is decided cannot be written down, so it is not sent.
    DiskFull,
    /// The disk of this computer is read-only: as above.
    DiskReadOnly,
    /// The disk of this computer fails or does not answer: as above.
    DiskFailing,
    /// The journal on this computer is damaged, something else, or of a newer version: as above.
    JournalUnusable,
    /// Not possible as the case stands.
    NotPossibleNow,
    /// This computer could not keep what was typed.
    NotKept,
    /// What was typed is too long to be kept.
    DraftTooLong,
    /// Too much is typed and not finished: another draft is not kept.
    TooManyDrafts,
    /// What was typed here before could not be read.
    DraftsNotRead,
    /// What was sent by the window makes no sense; a defect of ours.
    BadInput,
}

/// What became of what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Nothing was sent.
    NothingSent,
    /// The service did nothing.
    NothingDone,
    /// Not known yet.
    NotKnown,
}

/// An error as it travels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(rename_all = "camelCase")]
#[error("{message}")]
pub struct WireError {
    /// What the window acts on.
    pub code: Code,
    /// For logs and support; never shown as a sentence to the operator. Holds no secret and no patient data.
    pub message: String,
    /// The service's own code, when it gave one.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_code: Option<String>,
    /// What support will ask for.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// What became of it.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

impl WireError {
    /// An error before anything was sent.
    #[must_use]
    pub fn nothing_sent(code: Code) -> Self {
        Self {
            code,
            message: format!("{code:?}"),
            service_code: None,
            request_id: None,
            outcome: Some(Outcome::NothingSent),
        }
    }
}
