//! The handoff and its link, as the window sees them. The link itself never gets here.

use super::case::ClaimView;
use super::error::WireError;
use serde::Serialize;
use ts_rs::TS;

/// Where the link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LinkPhase {
    /// None was asked for.
    Idle,
    /// None was asked for since the program started: one that was open before ended with it.
    ProgramEnded,
    /// One is being made.
    Preparing,
    /// It waits for the browser.
    Opening,
    /// The browser has it.
    Open,
    /// Its time was up.
    Expired,
    /// The handoff closed.
    Closed,
    /// The operator withdrew access here.
    Revoked,
    /// A newer link took its place.
    Replaced,
    /// No browser came for it.
    NobodyCame,
    /// No browser could be started.
    LauncherFailed,
    /// The payer session is gone.
    SessionLost,
    /// The connection was left.
    SignedOut,
    /// The service did not make one.
    NotMade,
    /// It came without an end.
    NoExpiry,
    /// It had ended when it came.
    AlreadyOver,
    /// It was about to end when it came.
    TooShort,
    /// Its text is not one this connection's links may have.
    Refused,
}

/// The link to the payer session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LinkView {
    /// Where it stands.
    pub phase: LinkPhase,
    /// Milliseconds it still counts, from when this was sent.
    pub left_millis: Option<u32>,
    /// Milliseconds it counted at first.
    pub life_millis: Option<u32>,
    /// When it ends, by the service's clock.
    pub ends_at: Option<String>,
    /// Whether the operator is asked if somebody is still there.
    pub asks: bool,
    /// Whether it will renew itself once more without asking.
    pub will_renew: bool,
    /// Whether it is being renewed.
    pub renewing: bool,
    /// Whether something came for the link after it had been given out.
    pub second_request: bool,
    /// Which check refused it, as a code.
    pub refusal: Option<String>,
    /// Why the service did not make one.
    pub problem: Option<WireError>,
    /// How many links were opened in this handoff.
    pub opened: u32,
}

/// A handoff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HandoffView {
    /// Its id.
    pub id: String,
    /// Its own version.
    pub version: String,
    /// Where it stands, as the service says it.
    pub state: String,
    /// How it ended, as the service says it.
    pub result: Option<String>,
    /// What the service says to it.
    pub message: Option<String>,
    /// When it was made.
    pub created_at: Option<String>,
    /// When it became active.
    pub activated_at: Option<String>,
    /// When it closed.
    pub closed_at: Option<String>,
    /// Whether the service offers access now.
    pub access_available: bool,
    /// Whether this session can end in a submission.
    pub final_submit_capable: bool,
    /// Whether it was started, or taken up, here.
    pub ours: bool,
    /// When it was asked for here, when it was.
    pub asked_at: Option<String>,
    /// The package accepted for it.
    pub accepted_package: Option<String>,
    /// What was said of it here, once that arrived: a claim.
    pub report: Option<ClaimView>,
    /// Its link.
    pub link: LinkView,
}

/// Who holds the payer session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SessionHolder {
    /// Nobody was named.
    Nobody,
    /// Collate's automation.
    Automation,
    /// A person, through a handoff.
    Handoff,
    /// A word this version does not know.
    Unknown,
}

/// What is known before taking over, read just now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PreflightView {
    /// The case's version, read just now.
    pub version: String,
    /// When.
    pub read_at: String,
    /// Who holds the payer session; `null` when the live session could not be read.
    pub holder: Option<SessionHolder>,
    /// The holder's word, when it is not known.
    pub holder_word: Option<String>,
    /// Whether something was already sent, as the service says it (`unknown` was seen).
    pub boundary: Option<String>,
    /// Whether the session can end in a submission.
    pub may_submit: Option<bool>,
    /// Whether a submission there needs an accepted package.
    pub needs_accepted_package: Option<bool>,
    /// Why the service would not allow a handoff, as it says it. Shown, never a gate of its own.
    pub service_reason: Option<String>,
    /// Why the live session could not be read.
    pub problem: Option<WireError>,
}
