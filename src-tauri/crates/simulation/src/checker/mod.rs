//! Holds what the desks did and said to what the service did. Separate from everything it checks: it reads the trace and the
//! service's ledger, and has its own reading of every rule.

mod links;
mod readings;
mod rules;
#[cfg(test)]
mod tests;

use crate::claims::Claim;
use crate::trace::{By, Effect, Event, Trace, What};
use crate::wire::{ApiKey, Ask, Body, CaseNo, Intent, Key, Tag, Who};
use links::Links;
use readings::Reading;
use std::fmt;

/// How often a decision goes out without being asked for, the first time among them.
const COPIES: u32 = 5;
/// How old a decision may be and still be sent, in milliseconds; with what a `Date` and its way may hide.
const HORIZON: u64 = 12 * 3_600_000 + 61_000;
/// A wait beyond this is the operator's, in milliseconds.
const LONGEST_ASKED: u64 = 900_000;
/// The longest wait that holds every reading, in milliseconds.
const LONGEST_HOLD: u64 = 300_000;
/// The longest wait that holds every decision, in milliseconds.
const DAY: u64 = 86_400_000;

/// What must always be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Invariant {
    /// A decision takes effect once at the most.
    I1,
    /// Done means done by it; so means that it is so.
    I2,
    /// Nothing done means that nothing was done, and nothing will be.
    I3,
    /// One key for one body, one body under one key.
    I4,
    /// Nothing goes out that was not durable first.
    I5,
    /// Nothing goes out after the horizon, while locked, after a refused key, let be, signed out or ended; nor under another
    /// account than it was decided under.
    I6,
    /// No link counts, is held or opened after its end, and none is opened twice.
    I7,
    /// Every write names, quoted, the version that was shown.
    I8,
    /// When nothing fails any more, everything comes to its end or is the operator's.
    I9,
    /// Not more copies than allowed, none sooner than asked.
    I10,
    /// No secret anywhere.
    I11,
    /// "It cannot be told" is said only where no reading tells it.
    I12,
}

/// An invariant that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Which.
    pub invariant: Invariant,
    /// When, in milliseconds since the start.
    pub at: u64,
    /// What is wrong.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} at {} ms: {}", self.invariant, self.at, self.what)
    }
}

/// The request of a decision as it was written down.
type Written = (Option<Key>, Tag, Body);

/// What is known of a decision.
#[derive(Debug, Clone)]
struct Known {
    who: Who,
    /// Under which key it was decided.
    under: ApiKey,
    case: CaseNo,
    ask: Ask,
    version: u64,
    at: u64,
    /// When it was last sent, or an answer to it came.
    heard: u64,
    written: Option<(Written, u32)>,
    sent: u32,
    by_itself: u32,
    key: Option<Option<Key>>,
    not_before: u64,
    /// The wait it was asked for is longer than the program waits.
    too_long: bool,
    let_be: Option<u32>,
    claim: Option<(Claim, u32)>,
    nothing_done: Option<u64>,
    restored_before: bool,
}

/// What is known of a desk.
#[derive(Debug, Clone, Default)]
struct State {
    up: bool,
    locked: bool,
    refused: bool,
    connected: bool,
    asleep: bool,
    key: Option<ApiKey>,
    run: u32,
    synced: u32,
    shown: Vec<(CaseNo, u64)>,
    /// Until when the service asked that nothing is read.
    hold: u64,
    /// Until when it asked that nothing that was decided is sent.
    hold_decided: u64,
    recorded: Vec<(Intent, u32)>,
}

/// Reads one trace from its beginning to its end.
#[derive(Debug)]
struct Checker<'a> {
    ledger: &'a [Effect],
    decisions: Vec<(Intent, Known)>,
    keys: Vec<(Key, Intent)>,
    desks: (State, State),
    readings: Vec<Reading>,
    links: Links,
}

/// The first thing that is wrong with a schedule.
///
/// # Errors
/// [`Violation`] when an invariant does not hold.
pub fn check(trace: &Trace) -> Result<(), Violation> {
    let mut checker = Checker {
        ledger: &trace.ledger,
        decisions: Vec::new(),
        keys: Vec::new(),
        desks: <(State, State)>::default(),
        readings: Vec::new(),
        links: Links::default(),
    };
    for event in &trace.events {
        checker.take(event)?;
        checker.links.take(event)?;
    }
    checker.at_the_end()
}

fn wrong<T>(invariant: Invariant, at: u64, what: String) -> Result<T, Violation> {
    Err(Violation { invariant, at, what })
}

impl Checker<'_> {
    fn take(&mut self, event: &Event) -> Result<(), Violation> {
        let Event { at, who, what } = *event;
        let under = self.desk(who).key;
        self.readings.extend(Reading::of(event, under));
        match what {
            What::Shown(case, version) => self.desk(who).shown.push((case, version)),
            What::Decided { intent, case, ask, version } => self.decided(event, intent, case, ask, version)?,
            What::Put { write, intent, request, secret } => {
                if secret {
                    return wrong(Invariant::I11, at, "a secret was written down".into());
                }
                self.desk(who).recorded.push((intent, write));
                if let (Some(request), Some(known)) = (request, self.known(intent)) {
                    known.written = Some((request, write));
                }
            }
            What::Synced(write) => self.desk(who).synced = write,
            What::Sent { intent, key, tag, body, by, under } => {
                self.goes_under(event, intent, under)?;
                self.sent(event, intent, (key, tag, body), by)?;
            }
            What::AskedLink(intent, _) => self.asked_link(event, intent)?,
            What::Read(_, By::Itself) if at < self.desk(who).hold => {
                return wrong(Invariant::I10, at, "a case was read before the service allowed it".into());
            }
            What::Told { intent, retry_after, .. } => {
                let wait = retry_after.map(|seconds| u64::from(seconds) * 1_000);
                if let Some(known) = self.known(intent) {
                    known.heard = at;
                    known.not_before = wait.map_or(known.not_before, |wait| at + wait);
                    known.too_long |= wait.is_some_and(|wait| wait > LONGEST_ASKED);
                }
            }
            What::AskedToWait(seconds) => {
                let (desk, wait) = (self.desk(who), u64::from(seconds) * 1_000);
                desk.hold = desk.hold.max(at + wait.min(LONGEST_HOLD));
                desk.hold_decided = desk.hold_decided.max(at + wait.min(DAY));
                // Whatever it was asked of: nobody sits there for so long.
                let sent = |known: &&mut (Intent, Known)| known.1.who == who && known.1.sent > 0;
                for (_, known) in self.decisions.iter_mut().filter(sent) {
                    known.too_long |= wait > LONGEST_ASKED;
                }
            }
            What::Claimed(intent, claim) => self.claimed(event, intent, claim)?,
            What::LetBe(intent) => {
                let run = self.desk(who).run;
                if let Some(known) = self.known(intent) {
                    known.let_be = Some(run);
                }
            }
            What::Overdue => return wrong(Invariant::I9, at, "a deadline is neither met nor moved".into()),
            What::Over => self.over(event)?,
            other => self.life(who, other),
        }
        Ok(())
    }

    /// What a desk goes through.
    fn life(&mut self, who: Who, what: What) {
        let desk = self.desk(who);
        match what {
            What::Started => desk.up = true,
            What::Connected(key) => {
                (desk.connected, desk.refused, desk.key) = (true, false, Some(key));
                (desk.hold, desk.hold_decided) = (0, 0);
                desk.run += 1;
            }
            What::KeyEntered(key) => (desk.refused, desk.key) = (false, Some(key)),
            What::KeyRefused => desk.refused = true,
            What::Locked => desk.locked = true,
            What::Unlocked => desk.locked = false,
            What::SignedOut => desk.connected = false,
            What::Quit | What::Crashed(_) => {
                (desk.up, desk.connected, desk.locked) = (false, false, false);
                // What is read afterwards was durable.
                desk.synced = u32::MAX;
            }
            What::Slept => desk.asleep = true,
            What::Woke => desk.asleep = false,
            What::RolledBack => {
                let before = self.decisions.iter_mut().filter(|(_, known)| known.who == who);
                before.for_each(|(_, known)| known.restored_before = true);
            }
            _ => {}
        }
    }

    fn desk(&mut self, who: Who) -> &mut State {
        match who {
            Who::A => &mut self.desks.0,
            Who::B => &mut self.desks.1,
        }
    }

    fn known(&mut self, intent: Intent) -> Option<&mut Known> {
        self.decisions.iter_mut().rev().find(|(known, _)| *known == intent).map(|(_, known)| known)
    }
}
