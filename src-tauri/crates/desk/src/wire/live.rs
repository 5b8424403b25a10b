//! The live session of a case, and watching it without touching anything.

use super::error::WireError;
use super::handoff::{LinkPhase, SessionHolder};
use serde::Serialize;
use ts_rs::TS;

/// What is known of the payer session right now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LiveSessionView {
    /// `live`, `not_live`, or a newer word.
    pub state: String,
    /// How the payer is reached, as the service says it.
    pub channel: Option<String>,
    /// Who holds it.
    pub holder: SessionHolder,
    /// The holder's word, when it is not known.
    pub holder_word: Option<String>,
    /// Whether it can be watched.
    pub watchable: bool,
    /// The ways it can be looked at, as the service says them.
    pub modes: Vec<String>,
    /// Whether something was already sent, as the service says it.
    pub boundary: Option<String>,
    /// When this was read.
    pub read_at: String,
}

/// A read-only link to the payer session. It is never a handoff's link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WatchView {
    /// Where it stands.
    pub phase: LinkPhase,
    /// Milliseconds it still counts, from when this was sent.
    pub left_millis: Option<u32>,
    /// When it ends, by the service's clock.
    pub ends_at: Option<String>,
    /// Which check refused it, as a code.
    pub refusal: Option<String>,
    /// Why the service did not make one.
    pub problem: Option<WireError>,
    /// The service's reason, as a code, when it gave one.
    pub reason: Option<String>,
}
