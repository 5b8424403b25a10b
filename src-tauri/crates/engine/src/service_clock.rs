//! The service's clock, as far as its `Date` headers tell. This computer's own may be hours off.

use crate::time::{Boot, Now};
use model::Timestamp;

/// A difference of this many milliseconds is worth telling the operator.
const WORTH_TELLING: i64 = 2 * 60 * 1000;

/// What is known of the service's clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ServiceClock {
    anchor: Option<(Boot, Timestamp)>,
}

impl ServiceClock {
    /// Takes the `Date` header of an answer that arrived `now`. It has whole seconds only, so the clock is up to one
    /// second and the way of the answer behind.
    pub fn observe(&mut self, date: Timestamp, now: Now) {
        self.anchor = Some((now.boot, date));
    }

    /// The service's time now; this computer's own while the service never told.
    #[must_use]
    pub fn read(&self, now: Now) -> Timestamp {
        match self.anchor {
            Some((boot, date)) => date.plus_millis(i64::try_from(now.boot.since(boot).as_millis()).unwrap_or(i64::MAX)),
            None => now.wall,
        }
    }

    /// Milliseconds this computer's wall clock is ahead of the service (behind, when negative), when it is so far off
    /// that the operator should know.
    #[must_use]
    pub fn worth_telling(&self, now: Now) -> Option<i64> {
        self.anchor.map(|_| now.wall.millis_since(self.read(now))).filter(|ahead| ahead.abs() > WORTH_TELLING)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(boot: u64, wall: i64) -> Now {
        Now { boot: Boot(boot), wall: Timestamp(wall) }
    }

    #[test]
    fn a_computer_two_hours_ahead_is_told_and_does_not_move_the_service_time() {
        let two_hours = 2 * 3600 * 1000;
        let mut clock = ServiceClock::default();
        clock.observe(Timestamp(1_000_000), at(50, 1_000_000 + two_hours));
        assert_eq!(clock.read(at(1_050, 1_001_000 + two_hours)), Timestamp(1_001_000));
        assert_eq!(clock.worth_telling(at(1_050, 1_001_000 + two_hours)), Some(two_hours));
    }

    #[test]
    fn setting_the_wall_clock_does_not_move_the_service_time() {
        let mut clock = ServiceClock::default();
        clock.observe(Timestamp(1_000_000), at(50, 1_000_000));
        assert_eq!(clock.read(at(60, -77)), Timestamp(1_000_010));
    }

    #[test]
    fn a_second_or_two_is_not_worth_telling() {
        let mut clock = ServiceClock::default();
        clock.observe(Timestamp(1_000_000), at(50, 1_002_000));
        assert_eq!(clock.worth_telling(at(50, 1_002_000)), None);
        assert_eq!(ServiceClock::default().worth_telling(at(50, 0)), None);
    }
}
