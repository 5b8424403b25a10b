//! Two clocks, both read elsewhere and handed in: one that only runs forward and counts the computer's sleep, for every
//! deadline; and the wall clock, for words only.

use model::Timestamp;
use std::time::Duration;

/// Milliseconds on a clock that runs through suspend. Its start means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Boot(pub u64);

impl Boot {
    /// The moment `duration` later.
    #[must_use]
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(millis(duration)))
    }

    /// The moment `duration` earlier, not before the clock's start.
    #[must_use]
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(millis(duration)))
    }

    /// How long ago `earlier` was; zero when it is still to come.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }
}

/// Both clocks, read once for everything that happens in one turn of the driver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// For deadlines.
    pub boot: Boot,
    /// For words.
    pub wall: Timestamp,
}

/// The longest a driver that is awake lets pass between two looks at the clock: it looks once a second.
pub const AWAKE: Duration = Duration::from_secs(15);

/// Whether the computer slept between two looks at the clock that runs on in its sleep. `awake` is the longest the driver
/// lets pass otherwise, by that clock.
#[must_use]
pub fn slept(before: Boot, now: Boot, awake: Duration) -> bool {
    now.since(before) > awake
}

/// A deadline and what it is for.
pub type Deadline = (Boot, &'static str);

/// The earlier of two deadlines that may not be there.
#[must_use]
pub fn earlier(a: Option<Deadline>, b: Option<Deadline>) -> Option<Deadline> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if b.0 < a.0 { b } else { a }),
        (a, b) => a.or(b),
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_driver_that_looks_late_is_awake_and_one_that_did_not_look_for_long_slept() {
        let at = |seconds: u64| Boot(seconds * 1_000);
        assert!(!slept(at(100), at(101), AWAKE) && !slept(at(100), at(115), AWAKE));
        assert!(slept(at(100), at(116), AWAKE) && slept(at(0), at(8 * 3_600), AWAKE));
        assert!(!slept(at(100), at(90), AWAKE), "the clock does not go back");
    }
}
