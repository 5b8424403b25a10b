//! The one place where the simulator learns what time it is. Everything else is given the time, so that a test can
//! play a day in a millisecond.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// Where the service's time comes from.
#[derive(Clone, Debug, Default)]
pub enum Clock {
    /// The clock of the machine.
    #[default]
    System,
    /// A clock that stands still until somebody advances it.
    Manual(ManualClock),
}

impl Clock {
    /// A manual clock that starts at a fixed moment: Friday 20 November 2026, 10:42:18 in Chicago.
    #[must_use]
    pub fn manual() -> Self {
        Self::Manual(ManualClock::default())
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => Timestamp::now(),
            Self::Manual(clock) => clock.now(),
        }
    }

    /// Moves a manual clock on. Answers `false`, and does nothing, for the system clock.
    pub fn advance(&self, by: Duration) -> bool {
        match self {
            Self::System => false,
            Self::Manual(clock) => {
                clock.advance(by);
                true
            }
        }
    }
}

/// A clock that moves only by hand. Clones show the same time.
#[derive(Clone, Debug)]
pub struct ManualClock {
    now: Arc<Mutex<Timestamp>>,
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::starting_at(Timestamp::constant(1_795_192_938, 0))
    }
}

impl ManualClock {
    /// A clock that shows `start` until it is advanced.
    #[must_use]
    pub fn starting_at(start: Timestamp) -> Self {
        Self { now: Arc::new(Mutex::new(start)) }
    }

    /// The time it shows.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Moves it on.
    pub fn advance(&self, by: Duration) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        *now = later(*now, by);
    }
}

/// `from` plus `by`; the end of time when that does not fit.
pub(crate) fn later(from: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by).ok().and_then(|by| from.checked_add(by).ok()).unwrap_or(Timestamp::MAX)
}

/// `from` minus `by`; the beginning of time when that does not fit.
pub(crate) fn earlier(from: Timestamp, by: Duration) -> Timestamp {
    SignedDuration::try_from(by).ok().and_then(|by| from.checked_sub(by).ok()).unwrap_or(Timestamp::MIN)
}

/// How the service writes a moment: RFC 3339, UTC, milliseconds.
pub(crate) fn stamp(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// Moments of the public types, written like the service writes them.
pub(crate) mod serial {
    use jiff::Timestamp;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&super::stamp(*at))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_moves_only_by_hand() {
        let clock = Clock::manual();
        let before = clock.now();
        assert_eq!(before, clock.now());
        assert!(clock.clone().advance(Duration::from_secs(90)));
        assert_eq!(clock.now(), later(before, Duration::from_secs(90)));
    }

    #[test]
    fn the_system_clock_cannot_be_advanced() {
        assert!(!Clock::System.advance(Duration::from_secs(1)));
    }

    #[test]
    fn moments_are_written_with_milliseconds() {
        assert_eq!(stamp(ManualClock::default().now()), "2026-11-20T16:42:18.000Z");
    }

    #[test]
    fn sums_that_do_not_fit_stop_at_the_ends_of_time() {
        assert_eq!(later(Timestamp::MAX, Duration::MAX), Timestamp::MAX);
        assert_eq!(earlier(Timestamp::MIN, Duration::from_secs(1)), Timestamp::MIN);
    }
}
