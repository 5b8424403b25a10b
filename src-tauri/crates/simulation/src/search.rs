//! Looks through many seeds at once: disjoint pieces of the row of seeds on each thread, counted together.

use crate::checker::{Violation, check};
use crate::claims::Claim;
use crate::draws::Draws;
use crate::profiles::Profile;
use crate::seen::Counts;
use crate::trace::{Trace, What};
use crate::world::run;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many seeds a thread takes at a time.
const PIECE: u64 = 500;
/// One of so many schedules is run twice, and must be the same.
const TWICE: u64 = 4_096;

/// Which seeds to look through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Search {
    /// Where to look; evenly in all profiles when nothing.
    pub profile: Option<Profile>,
    /// The first seed.
    pub first: u64,
    /// How many.
    pub schedules: u64,
    /// On how many threads.
    pub threads: usize,
}

/// A seed that fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The seed.
    pub seed: u64,
    /// In which profile.
    pub profile: Profile,
    /// What is wrong.
    pub violation: Violation,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// How many schedules were run.
    pub schedules: u64,
    /// How many of them failed.
    pub failed: u64,
    /// How many events they had.
    pub events: u64,
    /// How many decisions were taken in them.
    pub decided: u64,
    /// Of how many of those it was said that it cannot be told.
    pub untold: u64,
    /// How many of them came through each state.
    pub seen: Counts,
    /// The failing one with the smallest seed.
    pub first: Option<Failure>,
    /// Seeds of which two runs were different.
    pub different: Vec<u64>,
}

impl Search {
    /// The profile a seed is looked for in.
    #[must_use]
    pub fn profile_of(&self, seed: u64) -> Profile {
        self.profile.unwrap_or_else(|| Profile::evenly(seed))
    }

    /// Looks through all of it; stops at the first failing piece where `stop` says so. `done` counts what is done.
    #[must_use]
    pub fn look(&self, stop: bool, done: &AtomicU64) -> Found {
        let next = AtomicU64::new(0);
        let work = || {
            let mut found = Found::default();
            loop {
                let from = next.fetch_add(PIECE, Ordering::Relaxed);
                if from >= self.schedules {
                    return found;
                }
                let piece = from..(from + PIECE).min(self.schedules);
                let counted = piece.end - piece.start;
                piece.for_each(|place| self.one(self.first + place, &mut found));
                done.fetch_add(counted, Ordering::Relaxed);
                if stop && found.first.is_some() {
                    next.store(self.schedules, Ordering::Relaxed);
                }
            }
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..self.threads.max(1)).map(|_| scope.spawn(work)).collect();
            threads.into_iter().fold(Found::default(), |all, thread| match thread.join() {
                Ok(found) => all.with(found),
                Err(panic) => std::panic::resume_unwind(panic),
            })
        })
    }

    fn one(&self, seed: u64, found: &mut Found) {
        let profile = self.profile_of(seed);
        let outcome = run(profile, Draws::of_seed(seed));
        found.schedules += 1;
        found.events += outcome.trace.events.len() as u64;
        let (decided, untold) = decided(&outcome.trace);
        found.decided += decided;
        found.untold += untold;
        found.seen.add(outcome.seen);
        if seed.is_multiple_of(TWICE) && run(profile, Draws::of_seed(seed)).trace.hash() != outcome.trace.hash() {
            found.different.push(seed);
        }
        if let Err(violation) = check(&outcome.trace) {
            found.failed += 1;
            let failure = Failure { seed, profile, violation };
            found.first = Some(earlier(found.first.take(), failure));
        }
    }
}

impl Found {
    fn with(mut self, other: Self) -> Self {
        self.schedules += other.schedules;
        self.failed += other.failed;
        self.events += other.events;
        self.decided += other.decided;
        self.untold += other.untold;
        self.seen.join(&other.seen);
        self.different.extend(other.different);
        if let Some(failure) = other.first {
            self.first = Some(earlier(self.first, failure));
        }
        self
    }
}

fn earlier(first: Option<Failure>, failure: Failure) -> Failure {
    match first {
        Some(first) if first.seed < failure.seed => first,
        _ => failure,
    }
}

/// How many decisions were taken, and of how many it was said that it cannot be told.
fn decided(trace: &Trace) -> (u64, u64) {
    let decided = trace.events.iter().filter(|event| matches!(event.what, What::Decided { .. })).count();
    let untold = |event: &crate::trace::Event| match event.what {
        What::Claimed(intent, Claim::CannotTell) => Some(intent),
        _ => None,
    };
    // A new run says it again.
    let untold: std::collections::BTreeSet<_> = trace.events.iter().filter_map(untold).collect();
    (decided as u64, untold.len() as u64)
}
