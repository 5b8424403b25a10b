//! From what the owner knows to what the window is told: codes and facts, never sentences.

pub(crate) mod case;
pub(crate) mod creation;
pub(crate) mod difference;
pub(crate) mod documents;
pub(crate) mod error;
pub(crate) mod facts;
pub(crate) mod handoff;
pub(crate) mod journal;
pub(crate) mod live;
pub(crate) mod package;
pub(crate) mod patient;
pub(crate) mod queue;
pub(crate) mod report;
pub(crate) mod requirements;
pub(crate) mod row;
pub(crate) mod timeline;

use model::Timestamp;
use std::time::Duration;

/// A point in time as RFC 3339 writes it, in UTC with milliseconds.
pub(crate) fn time(at: Timestamp) -> String {
    jiff::Timestamp::from_millisecond(at.0).map(|at| format!("{at:.3}")).unwrap_or_default()
}

/// Whole milliseconds, as far as the window counts.
pub(crate) fn millis(duration: Duration) -> u32 {
    u32::try_from(duration.as_millis()).unwrap_or(u32::MAX)
}
