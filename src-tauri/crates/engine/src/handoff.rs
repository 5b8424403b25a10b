//! How a handoff moves on as readings and answers come in, in whatever order: from offered to active, closing and closed,
//! and never back (reference, section 5.2). What is late changes nothing.

use model::{Handoff, HandoffResult, HandoffState};

/// What news made of what was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It says nothing new.
    Same,
    /// It is older than what is known, and was dropped.
    Late,
    /// Something is different.
    Moved,
    /// It was going on, and is not any more. Said once.
    Ended,
}

/// Takes a reading of the same handoff.
pub fn take(known: &mut Handoff, read: Handoff) -> Step {
    let back = is_back(&known.state, &read.state);
    if read.version < known.version || back {
        return Step::Late;
    }
    if *known == read {
        return Step::Same;
    }
    let ended = known.is_open() && !read.is_open();
    *known = read;
    if ended { Step::Ended } else { Step::Moved }
}

/// Takes what the answer to our own report, or revocation, says. It names no version of the handoff.
pub fn close(known: &mut Handoff, state: HandoffState, result: Option<HandoffResult>) -> Step {
    let mut closed = known.clone();
    closed.state = state;
    closed.result = result.or(closed.result);
    closed.access_available = false;
    take(known, closed)
}

/// Whether that would be a step back from its end.
fn is_back(from: &HandoffState, to: &HandoffState) -> bool {
    match from {
        HandoffState::Closed => *to != HandoffState::Closed,
        HandoffState::Closing => matches!(to, HandoffState::Offered | HandoffState::Active),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::handoff;
    use model::HandoffVersion;
    use proptest::prelude::*;

    fn read(version: u64, state: HandoffState) -> Handoff {
        Handoff { version: HandoffVersion(version), ..handoff(state) }
    }

    #[test]
    fn a_reading_begun_before_the_report_does_not_open_it_again() {
        let mut known = read(3, HandoffState::Active);
        assert_eq!(close(&mut known, HandoffState::Closing, Some(HandoffResult::CompletedReported)), Step::Ended);
        assert_eq!(take(&mut known, read(3, HandoffState::Active)), Step::Late);
        assert_eq!(known.state, HandoffState::Closing);
        assert!(!known.offers_access());
        assert_eq!(take(&mut known, read(4, HandoffState::Closed)), Step::Moved);
        assert_eq!(take(&mut known, read(4, HandoffState::Closed)), Step::Same);
    }

    #[test]
    fn an_older_version_is_dropped() {
        let mut known = read(3, HandoffState::Active);
        assert_eq!(take(&mut known, read(2, HandoffState::Offered)), Step::Late);
        assert_eq!(known.state, HandoffState::Active);
    }

    fn states() -> impl Strategy<Value = HandoffState> {
        prop_oneof![
            Just(HandoffState::Offered),
            Just(HandoffState::Active),
            Just(HandoffState::Closing),
            Just(HandoffState::Closed),
            Just(HandoffState::parse("paused")),
        ]
    }

    proptest! {
        #[test]
        fn whatever_comes_in_whatever_order_it_never_comes_back_from_its_end(
            news in prop::collection::vec((0_u64..6, states(), any::<bool>()), 0..40)
        ) {
            let mut known = read(0, HandoffState::Offered);
            for (version, state, answer) in news {
                let before = known.clone();
                let step = if answer { close(&mut known, state, None) } else { take(&mut known, read(version, state)) };
                prop_assert!(known.version >= before.version);
                prop_assert!(before.state != HandoffState::Closed || known.state == HandoffState::Closed);
                prop_assert!(before.state != HandoffState::Closing || !known.is_open());
                prop_assert_eq!(step == Step::Ended, before.is_open() && !known.is_open());
                prop_assert!(step != Step::Late || known == before);
            }
        }
    }
}
