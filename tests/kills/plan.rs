//! When the program is killed: at every named step of every decision, twice in a row, and at moments that a seed chooses.

use crate::decisions::{DECISIONS, Decision, STEPS};

/// Of what comes after the named steps, the first so many are killed twice.
const TWICE_FIRST: usize = 3;
/// And then one of so many.
const TWICE_EACH: usize = 4;

/// When the program is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// By itself, when it reaches this step.
    Step(&'static str),
    /// From outside, so many milliseconds after the decision.
    After(u64),
    /// By itself at this step, and from outside so many milliseconds after its next start, while it is finding out.
    Twice(&'static str, u64),
}

impl Moment {
    /// The step at which it ends by itself.
    pub(crate) fn step(self) -> Option<&'static str> {
        match self {
            Self::Step(step) | Self::Twice(step, _) => Some(step),
            Self::After(_) => None,
        }
    }

    /// Whether there was a start between the decision and the one that is looked at.
    pub(crate) fn is_twice(self) -> bool {
        matches!(self, Self::Twice(..))
    }

    /// Whether the decision may be known to nobody: killed before it was on the disk.
    pub(crate) fn may_be_before_the_record(self) -> bool {
        matches!(self, Self::Step("decided") | Self::After(_))
    }

    /// Whether the program may have learned and written down what became of it.
    pub(crate) fn may_be_noted(self) -> bool {
        matches!(self, Self::Step("noted") | Self::After(_) | Self::Twice(..))
    }
}

/// Every named step of every decision first, then moments that the seed chooses.
pub(crate) fn plan(kills: usize, seed: u64) -> Vec<(&'static Decision, Moment)> {
    let named = DECISIONS.iter().flat_map(|decision| {
        let steps = STEPS.iter().filter(|step| decision.has(step));
        steps.map(move |step| (decision, Moment::Step(step)))
    });
    let mut plan: Vec<_> = named.collect();
    let named = plan.len();
    let mut state = seed;
    let mut draw = |most: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % most
    };
    let mut one_of = |most: usize| usize::try_from(draw(most as u64)).unwrap();
    while plan.len() < kills {
        let decision = &DECISIONS[one_of(DECISIONS.len())];
        let place = plan.len() - named;
        let moment = if place < TWICE_FIRST || place % TWICE_EACH == 0 {
            // What never was recorded leaves nothing to find out.
            let steps: Vec<_> = STEPS.iter().filter(|step| **step != "decided" && decision.has(step)).collect();
            Moment::Twice(steps[one_of(steps.len())], one_of(1_500) as u64)
        } else {
            Moment::After(one_of(60) as u64)
        };
        plan.push((decision, moment));
    }
    plan.truncate(kills);
    plan
}

/// How many of a plan are at a named step, at a moment nobody chose, and twice.
pub(crate) fn shares(plan: &[(&'static Decision, Moment)]) -> (usize, usize, usize) {
    let count = |which: fn(Moment) -> bool| plan.iter().filter(|(_, moment)| which(*moment)).count();
    (
        count(|moment| matches!(moment, Moment::Step(_))),
        count(|moment| matches!(moment, Moment::After(_))),
        count(|moment| matches!(moment, Moment::Twice(..))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_has_enough_of_each() {
        let (named, chosen, twice) = shares(&plan(60, 1));
        assert!(named >= 55 && twice >= 3, "{named} {chosen} {twice}");
        let (named, chosen, twice) = shares(&plan(500, 1));
        assert!(named >= 55 && chosen >= 300 && twice >= 100, "{named} {chosen} {twice}");
        let all = plan(500, 1);
        for decision in &DECISIONS {
            let killed = |(of, moment): &&(&'static Decision, Moment)| {
                of.name == decision.name && matches!(moment, Moment::Twice(..))
            };
            assert!(all.iter().filter(killed).count() >= 3, "{} is killed twice", decision.name);
        }
    }
}
