//! The only place the program reads a clock.

use desk::ports::Clock;
use engine::time::{Boot, Now};
use model::Timestamp;
use std::time::{Duration, SystemTime};

/// The computer's clocks: one that counts its sleep, and the wall clock.
pub(crate) struct SystemClock {
    start: boot_time::Instant,
}

impl SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the adapter")]
    pub(crate) fn start() -> Self {
        Self { start: boot_time::Instant::now() }
    }
}

/// Milliseconds since 1970 by the wall clock.
#[expect(clippy::disallowed_methods, reason = "this is the adapter")]
pub(crate) fn wall_millis() -> i64 {
    match SystemTime::now().duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |millis| -millis),
    }
}

/// A moment to come, on the clock that counts the computer's sleep.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Until(boot_time::Instant);

impl Until {
    #[expect(clippy::disallowed_methods, reason = "this is the adapter")]
    pub(crate) fn from_now(life: Duration) -> Self {
        Self(boot_time::Instant::now() + life)
    }

    #[expect(clippy::disallowed_methods, reason = "this is the adapter")]
    pub(crate) fn has_come(self) -> bool {
        boot_time::Instant::now() >= self.0
    }
}

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the adapter")]
    fn now(&self) -> Now {
        let since = boot_time::Instant::now().saturating_duration_since(self.start);
        Now { boot: Boot(u64::try_from(since.as_millis()).unwrap_or(u64::MAX)), wall: Timestamp(wall_millis()) }
    }
}
