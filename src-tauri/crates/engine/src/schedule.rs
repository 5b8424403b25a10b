//! When which case is read. The numbers are ours, all in this one file (architecture, section "Polling"): the service
//! promises none.

use crate::time::{Boot, Deadline, Now, earlier};
use model::AuthorizationId;
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

/// Requests under way at once.
pub const IN_FLIGHT: usize = 4;
/// Requests in any one second.
pub const PER_SECOND: usize = 10;
/// Pages of the list in any one second.
pub const PAGES_PER_SECOND: usize = 2;
/// From the end of one sweep through the list to the start of the next.
pub const SWEEP_EVERY: Duration = Duration::from_secs(30);
/// The longest wait after failures, and the longest that a `Retry-After` keeps us from reading: a reading changes nothing, and
/// may find out sooner that the service is well again.
pub const LONGEST_WAIT: Duration = Duration::from_secs(5 * 60);
/// The longest that a `Retry-After` keeps us from sending what was decided. What is beyond is a mistake.
pub const LONGEST_HOLD: Duration = Duration::from_secs(24 * 60 * 60);
/// How long a case stays hot after our own command or the close of a handoff.
pub const HOT_FOR: Duration = Duration::from_secs(2 * 60);
/// A case not read for this many of its intervals is stale.
const STALE_AFTER: u32 = 3;

/// How closely a case is watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attention {
    /// A handoff of ours is open, or we just did something to it.
    Hot,
    /// On screen and not ended.
    OnScreen,
    /// Collate is working, not on screen.
    Moving,
    /// Waits for the clinic, not on screen.
    Yours,
    /// Waits for the payer.
    WithPayer,
    /// Ended: read when opened, not by itself.
    Ended,
}

impl Attention {
    /// First and longest interval; `None` is never.
    fn pace(self) -> Option<(Duration, Duration)> {
        let seconds = |first, longest| Some((Duration::from_secs(first), Duration::from_secs(longest)));
        match self {
            Self::Hot => seconds(3, 3),
            Self::OnScreen => seconds(5, 5),
            Self::Moving => seconds(10, 60),
            Self::Yours => seconds(60, 60),
            Self::WithPayer => seconds(120, 300),
            Self::Ended => None,
        }
    }
}

/// A random draw from 0 up to, not including, 1, made outside so that the schedule stays a pure function.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Draw(pub f64);

#[derive(Debug, Clone)]
struct Entry {
    attention: Attention,
    interval: Duration,
    due: Option<Boot>,
    reading: bool,
    last_good: Option<Boot>,
    failures: u32,
}

/// Reads of cases and sweeps of the list, within the limits.
#[derive(Debug, Clone)]
pub struct Schedule {
    cases: BTreeMap<AuthorizationId, Entry>,
    in_flight: usize,
    starts: VecDeque<Boot>,
    page_starts: VecDeque<Boot>,
    sweep: Sweep,
    sweep_failures: u32,
    /// The service asked that nothing is sent before.
    not_before: Option<Boot>,
    /// How long that keeps us from reading.
    no_reading_before: Option<Boot>,
    stopped: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sweep {
    /// The service has no list.
    Absent,
    Due(Boot),
    Reading,
}

impl Schedule {
    /// Nothing known yet; the list is swept at once.
    #[must_use]
    pub fn new(now: Now) -> Self {
        Self {
            cases: BTreeMap::new(),
            in_flight: 0,
            starts: VecDeque::new(),
            page_starts: VecDeque::new(),
            sweep: Sweep::Due(now.boot),
            sweep_failures: 0,
            not_before: None,
            no_reading_before: None,
            stopped: false,
        }
    }

    /// Watches a case this closely from now on. A closer watch is due sooner, never later.
    pub fn watch(&mut self, id: &AuthorizationId, attention: Attention, now: Now) {
        let first = attention.pace().map(|(first, _)| first);
        let entry = self.cases.entry(id.clone()).or_insert(Entry {
            attention,
            interval: first.unwrap_or_default(),
            due: Some(now.boot),
            reading: false,
            last_good: None,
            failures: 0,
        });
        if entry.attention != attention {
            entry.attention = attention;
            entry.interval = first.unwrap_or_default();
            let wanted = first.map(|first| entry.last_good.map_or(now.boot, |last| last.plus(first)));
            entry.due = match (entry.due, wanted) {
                // It was asked for, and is not read yet.
                (Some(due), _) if due <= now.boot => Some(due),
                (Some(due), Some(wanted)) if entry.failures > 0 => Some(due.min(wanted.max(now.boot))),
                (_, wanted) => wanted,
            };
        }
    }

    /// Reads a case no more by itself. A read that is under way is over when it is.
    pub fn forget(&mut self, id: &AuthorizationId) {
        self.cases.remove(id);
    }

    /// Reads a case as soon as the limits allow, whatever its pace.
    pub fn read_soon(&mut self, id: &AuthorizationId, now: Now) {
        if let Some(entry) = self.cases.get_mut(id) {
            entry.due = Some(now.boot);
        }
    }

    /// The next case to read, hottest first; it counts as under way until [`Self::did_read`] or [`Self::did_fail`].
    pub fn next_read(&mut self, now: Now) -> Option<AuthorizationId> {
        if self.stopped || !self.has_room(now) {
            return None;
        }
        let due = |entry: &Entry| !entry.reading && entry.due.is_some_and(|due| due <= now.boot);
        let id = self
            .cases
            .iter()
            .filter(|(_, entry)| due(entry))
            .min_by_key(|(_, entry)| (entry.attention, entry.due))
            .map(|(id, _)| id.clone())?;
        if let Some(entry) = self.cases.get_mut(&id) {
            entry.reading = true;
        }
        self.will_send(now);
        Some(id)
    }

    /// Whether the next page of the list is to be read now; it counts as under way until [`Self::did_sweep`],
    /// [`Self::sweep_failed`] or [`Self::list_is_absent`].
    pub fn next_page(&mut self, now: Now) -> bool {
        let due = matches!(self.sweep, Sweep::Due(due) if due <= now.boot);
        if self.stopped || !due || !self.has_room(now) || !has_room(&mut self.page_starts, PAGES_PER_SECOND, now) {
            return false;
        }
        self.sweep = Sweep::Reading;
        self.page_starts.push_back(now.boot);
        self.will_send(now);
        true
    }

    /// Any other request starts: it counts, and is not held back.
    pub fn will_send(&mut self, now: Now) {
        self.in_flight += 1;
        self.starts.push_back(now.boot);
    }

    /// A read turned out to take this many requests more.
    pub fn also_sent(&mut self, requests: usize, now: Now) {
        self.starts.extend(std::iter::repeat_n(now.boot, requests));
    }

    /// Any other request is over.
    pub fn did_finish(&mut self) {
        self.in_flight = self.in_flight.saturating_sub(1);
    }

    /// A read case came. `changed` slows nothing down; an unchanged one is read less often, where its pace allows.
    pub fn did_read(&mut self, id: &AuthorizationId, changed: bool, now: Now, draw: Draw) {
        self.did_finish();
        if let Some(entry) = self.cases.get_mut(id) {
            entry.reading = false;
            seen(entry, changed, now, draw);
        }
    }

    /// A row of the list told the case's version and status: as good as a read.
    pub fn was_swept(&mut self, id: &AuthorizationId, changed: bool, now: Now, draw: Draw) {
        if let Some(entry) = self.cases.get_mut(id).filter(|entry| !entry.reading) {
            seen(entry, changed, now, draw);
        }
    }

    /// A read failed. The next one waits twice as long each time, with full jitter, and never less than asked for.
    pub fn did_fail(&mut self, id: &AuthorizationId, retry_after: Option<Duration>, now: Now, draw: Draw) {
        self.did_finish();
        if let Some(entry) = self.cases.get_mut(id) {
            entry.reading = false;
            entry.failures += 1;
            let base = entry.attention.pace().map_or(Duration::from_secs(5), |(first, _)| first);
            entry.due = Some(now.boot.plus(wait_after(entry.failures, base, retry_after, draw)));
        }
    }

    /// A page came; `more` when another follows.
    pub fn did_sweep(&mut self, more: bool, now: Now) {
        self.did_finish();
        self.sweep_failures = 0;
        self.sweep = Sweep::Due(if more { now.boot } else { now.boot.plus(SWEEP_EVERY) });
    }

    /// A page failed: the sweep starts over later.
    pub fn sweep_failed(&mut self, retry_after: Option<Duration>, now: Now, draw: Draw) {
        self.did_finish();
        self.sweep_failures += 1;
        let wait = wait_after(self.sweep_failures, Duration::from_secs(5), retry_after, draw);
        self.sweep = Sweep::Due(now.boot.plus(wait));
    }

    /// The service has no list (404 or 405): known cases are read one by one.
    pub fn list_is_absent(&mut self) {
        self.did_finish();
        self.sweep = Sweep::Absent;
    }

    /// The service asks to wait (`Retry-After`), on whatever request it was said: nothing that was decided is sent before
    /// that, and nothing is read by itself, for [`LONGEST_WAIT`] at the most.
    pub fn hold(&mut self, wait: Duration, now: Now) {
        let until = now.boot.plus(wait.min(LONGEST_HOLD));
        let reading = now.boot.plus(wait.min(LONGEST_WAIT));
        self.not_before = self.not_before.max(Some(until));
        self.no_reading_before = self.no_reading_before.max(Some(reading));
    }

    /// Whether the service asked that nothing is sent yet. Readings may be allowed before that.
    #[must_use]
    pub fn is_held(&self, now: Now) -> bool {
        self.not_before.is_some_and(|until| now.boot < until)
    }

    /// Until when the service asked that nothing that was decided is sent: the clock's start when it did not.
    #[must_use]
    pub fn held_until(&self) -> Boot {
        self.not_before.unwrap_or_default()
    }

    /// Tries everything that waits after a failure at once, but for what the service asked for: the operator pressed "try
    /// now", or the service can be reached again.
    pub fn try_now(&mut self, now: Now) {
        if matches!(self.sweep, Sweep::Due(_)) {
            self.sweep = Sweep::Due(now.boot);
        }
        for entry in self.cases.values_mut().filter(|entry| entry.failures > 0) {
            entry.due = Some(now.boot);
        }
    }

    /// Stops all reading: the key was refused.
    pub fn stop(&mut self) {
        self.stopped = true;
    }

    /// Begins anew with another key: nothing is under way, every case and the list are due.
    pub fn resume(&mut self, now: Now) {
        let Self { not_before, no_reading_before, .. } = *self;
        let mut fresh = Self { not_before, no_reading_before, ..Self::new(now) };
        for (id, entry) in &self.cases {
            fresh.watch(id, entry.attention, now);
        }
        *self = fresh;
    }

    /// Whether the case's newest good read is older than three of its intervals.
    #[must_use]
    pub fn is_stale(&self, id: &AuthorizationId, now: Now) -> bool {
        self.cases.get(id).is_some_and(|entry| {
            entry.attention.pace().is_some()
                && entry.last_good.is_none_or(|last| now.boot.since(last) > entry.interval * STALE_AFTER)
        })
    }

    /// How often the case is read at present.
    #[must_use]
    pub fn interval(&self, id: &AuthorizationId) -> Option<Duration> {
        self.cases.get(id).filter(|entry| entry.attention.pace().is_some()).map(|entry| entry.interval)
    }

    /// When something is due next.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Deadline> {
        if self.stopped {
            return None;
        }
        let case = self.cases.values().filter(|entry| !entry.reading).filter_map(|entry| entry.due).min();
        let page = match self.sweep {
            Sweep::Due(due) => Some(due.max(free_again(&self.page_starts, PAGES_PER_SECOND))),
            _ => None,
        };
        if self.in_flight >= IN_FLIGHT {
            return None; // The end of a request wakes the driver.
        }
        let room = free_again(&self.starts, PER_SECOND).max(self.no_reading_before.unwrap_or_default());
        earlier(case.map(|due| (due.max(room), "read a case")), page.map(|due| (due.max(room), "sweep the list")))
    }

    fn has_room(&mut self, now: Now) -> bool {
        let allowed = self.no_reading_before.is_none_or(|until| until <= now.boot);
        allowed && self.in_flight < IN_FLIGHT && has_room(&mut self.starts, PER_SECOND, now)
    }
}

fn seen(entry: &mut Entry, changed: bool, now: Now, draw: Draw) {
    let slower = !changed && entry.last_good.is_some() && entry.failures == 0;
    entry.failures = 0;
    entry.last_good = Some(now.boot);
    let Some((first, longest)) = entry.attention.pace() else {
        entry.due = None;
        return;
    };
    entry.interval = if slower { (entry.interval * 3 / 2).min(longest) } else { first };
    let jitter = entry.interval.saturating_sub(first).mul_f64(draw.0);
    entry.due = Some(now.boot.plus(first + jitter));
}

fn wait_after(failures: u32, base: Duration, retry_after: Option<Duration>, draw: Draw) -> Duration {
    let longest = base.saturating_mul(1 << failures.min(10)).min(LONGEST_WAIT);
    let asked = retry_after.unwrap_or_default().min(LONGEST_WAIT);
    longest.mul_f64(draw.0).max(Duration::from_secs(1)).max(asked)
}

const SECOND: Duration = Duration::from_secs(1);

fn has_room(starts: &mut VecDeque<Boot>, limit: usize, now: Now) -> bool {
    while starts.front().is_some_and(|start| start.plus(SECOND) <= now.boot) {
        starts.pop_front();
    }
    starts.len() < limit
}

/// When one of the last `limit` starts is a second old; the clock's start while there are fewer.
fn free_again(starts: &VecDeque<Boot>, limit: usize) -> Boot {
    starts.len().checked_sub(limit).and_then(|index| starts.get(index)).map_or(Boot(0), |start| start.plus(SECOND))
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
