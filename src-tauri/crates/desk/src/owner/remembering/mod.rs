//! What was seen here is written down as the desk reads, and read back when a connection is made: so the list stands before
//! the service answers, also where it does not answer at all. What is remembered was seen, not read: it is shown with its
//! time, and nothing is sent on it until the case was read in this run. Nothing is kept of practice.

mod accepted;
mod recall;
mod settings;
mod this_run;

use super::{CaseFile, Connection, Effect, Epoch, Journal, Owner, Wake};
use crate::wire::{Code, SyncState, WireError};
pub(crate) use accepted::Accepting;
use engine::command::CommandId;
use engine::time::{Boot, Now};
use model::{Authorization, AuthorizationId, AuthorizationVersion, Completeness, Json, SnapshotId, Timestamp};
pub(crate) use recall::{Recall, Recalled, Remembered, remembered, row_of};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use this_run::ThisRun;
use worklist::Next;

/// Between two writes: what changes often is written once.
const WRITE_EVERY: Duration = Duration::from_secs(1);
/// Cases in one write.
const MOST_AT_ONCE: usize = 200;
/// Versions that came and went between two writes and wait for the next; of more than that the oldest are not kept.
const MOST_PASSED: usize = 500;
/// How long nothing is written after a write that failed.
const REST: Duration = Duration::from_secs(60);
/// A list that stayed as it was is written again after so long, for its time.
const LIST_EVERY: Duration = Duration::from_secs(5 * 60);
/// How often what is older than it may be is taken away.
const PRUNE_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// Something that is written down, under the account it belongs to.
pub(crate) enum Record {
    /// Cases, each with when it was seen so, and the list, when it is to be written with them.
    Seen(Vec<(Authorization, Timestamp)>, Option<SweptList>),
    /// A package whose acceptance took effect.
    Accepted(Box<Accepted>),
    /// Takes away what was seen before.
    Prune(Timestamp),
}

/// The list as it was swept.
pub(crate) struct SweptList {
    pub(crate) as_of: Timestamp,
    /// Whether all of it is known.
    pub(crate) complete: bool,
    /// The cases, each with the version it had then, in the service's order.
    pub(crate) cases: Vec<(AuthorizationId, AuthorizationVersion)>,
}

/// A package that was accepted here.
pub(crate) struct Accepted {
    pub(crate) case: AuthorizationId,
    pub(crate) snapshot: SnapshotId,
    pub(crate) hash: String,
    pub(crate) operator: String,
    pub(crate) at: Timestamp,
    pub(crate) content: Json,
}

/// What is kept of a connection, and what is yet to be written.
pub(crate) struct Remembering {
    /// Under what it is kept; nothing where nothing is kept.
    account: Option<String>,
    /// When cases are written next at the earliest.
    next_write: Boot,
    unwritten: BTreeSet<AuthorizationId>,
    /// Versions of cases that another took the place of before they were written.
    passed: Vec<(Authorization, Timestamp)>,
    /// The cases of the write that is under way, and the versions that passed before.
    writing: Vec<AuthorizationId>,
    writing_passed: Vec<(Authorization, Timestamp)>,
    sweep: SweptSoFar,
    /// The list as it was last swept, until it is written.
    unwritten_list: Option<SweptList>,
    /// Whether a write is under way, and whether the list is part of it.
    on_its_way: Option<bool>,
    /// The list that was written last, and when.
    written_list: Option<(BTreeSet<AuthorizationId>, Boot)>,
    /// As of when the list is that was remembered, until the list was read.
    as_of: Option<Timestamp>,
    next_prune: Option<Boot>,
    /// Acceptances that are on their way.
    accepting: BTreeMap<CommandId, Accepting>,
    /// What this run saw pass and did, also where nothing is kept.
    pub(crate) this_run: ThisRun,
}

/// The rows of the sweep that is under way.
#[derive(Default)]
struct SweptSoFar {
    cases: Vec<(AuthorizationId, AuthorizationVersion)>,
    known: BTreeSet<AuthorizationId>,
    /// Whether a row could not be read.
    lacking: bool,
}

impl Remembering {
    /// Nothing is written and nothing known yet.
    pub(crate) fn new(account: Option<String>) -> Self {
        Self {
            account,
            next_write: Boot(0),
            unwritten: BTreeSet::new(),
            passed: Vec::new(),
            writing: Vec::new(),
            writing_passed: Vec::new(),
            sweep: SweptSoFar::default(),
            unwritten_list: None,
            on_its_way: None,
            written_list: None,
            as_of: None,
            next_prune: None,
            accepting: BTreeMap::new(),
            this_run: ThisRun::default(),
        }
    }

    /// Under what is kept what is seen; nothing where nothing is.
    pub(crate) fn account(&self) -> Option<String> {
        self.account.clone()
    }

    /// A case was taken that is to be written.
    pub(crate) fn took(&mut self, id: &AuthorizationId) {
        if self.account.is_some() {
            self.unwritten.insert(id.clone());
        }
    }

    /// Another version takes the place of one that is not written yet.
    pub(crate) fn passes(&mut self, file: &CaseFile, by: AuthorizationVersion) {
        let whole = file.fresh && file.case.completeness == Completeness::Full;
        if whole && by > file.case.version && self.unwritten.contains(&file.case.id) {
            self.passed.push((file.case.clone(), file.read_at));
            self.keep_newest_passed();
        }
    }

    fn keep_newest_passed(&mut self) {
        let surplus = self.passed.len().saturating_sub(MOST_PASSED);
        self.passed.drain(..surplus);
    }

    /// As of when the list on screen is, while it is one that was remembered.
    pub(crate) fn as_of(&self) -> Option<Timestamp> {
        self.as_of
    }

    /// Whether anything is kept of this connection.
    pub(crate) fn is_kept(&self) -> bool {
        self.account.is_some()
    }

    pub(crate) fn poll_timeout(&self) -> Wake {
        let waits = !self.unwritten.is_empty() || self.unwritten_list.is_some();
        (waits && self.on_its_way.is_none()).then_some((self.next_write, "write down what was seen"))
    }
}

impl Connection {
    /// Under what records of this connection are kept: one key never finds those of another. Nothing for
    /// practice, and where there is no place for them.
    pub(crate) fn account(&self) -> Option<String> {
        let place = self.place.remembered_as().filter(|_| self.writer.is_some())?;
        Some(format!("{place}#{}", self.fingerprint))
    }

    /// Why nothing can be sent for a case, whatever it asks for: it was not read in this run, its open handoff was not since
    /// the computer slept, or nothing can be reached. What is asked for meanwhile is not kept for later.
    pub(crate) fn shut(&self, file: &CaseFile) -> Result<(), WireError> {
        self.reachable()?;
        if file.is_read() { Ok(()) } else { Err(WireError::nothing_sent(Code::CaseNotRead)) }
    }

    /// Whether the service can be reached, as far as is known.
    pub(crate) fn reachable(&self) -> Result<(), WireError> {
        match self.in_step.state {
            SyncState::Offline => Err(WireError::nothing_sent(Code::Unreachable)),
            _ => Ok(()),
        }
    }

    /// Whether a row of the list tells of something that was not read in this run.
    pub(crate) fn is_news(&self, row: &Authorization) -> bool {
        self.cases.get(&row.id).is_none_or(|file| !file.fresh || file.case.version < row.version)
    }

    /// Whether a case is only remembered and nobody asked for it: it is not read by itself while the list may tell of it.
    pub(crate) fn can_wait(&self, id: &AuthorizationId, file: &CaseFile) -> bool {
        !file.fresh && !self.first_sweep_done && !self.on_screen.contains(id)
    }

    /// A page of the list came. After the last one the list is written, and what was remembered and is not in it leaves.
    /// `opened` are cases that were opened here, which need no list to be known.
    pub(crate) fn note_page(
        &mut self,
        rows: &[Authorization],
        unreadable: usize,
        after: Next,
        opened: &[String],
        now: Now,
    ) {
        let sweep = &mut self.remembering.sweep;
        sweep.lacking |= unreadable > 0;
        for row in rows {
            if sweep.known.insert(row.id.clone()) {
                sweep.cases.push((row.id.clone(), row.version));
            }
        }
        match after {
            Next::Page => {}
            Next::Again => *sweep = SweptSoFar::default(),
            Next::Done | Next::Looped => {
                let SweptSoFar { cases, known, lacking } = std::mem::take(sweep);
                let complete = after == Next::Done && !lacking;
                if complete {
                    self.leave_out(|id| !known.contains(id) && !opened.iter().any(|opened| opened == id.as_str()));
                }
                let as_of = self.clock.read(now);
                self.remembering.list_swept(SweptList { as_of, complete, cases }, known, now);
            }
        }
    }

    /// What was remembered leaves, but for what is on screen.
    fn leave_out(&mut self, leaves: impl Fn(&AuthorizationId) -> bool) {
        let (on_screen, list, schedule) = (&self.on_screen, &mut self.list, &mut self.schedule);
        self.cases.retain(|id, file| {
            let stays = file.fresh || on_screen.contains(id) || !leaves(id);
            if !stays {
                list.remove(id);
                schedule.forget(id);
            }
            stays
        });
    }
}

impl Remembering {
    /// The cases of the next write, which is then under way.
    fn next_cases(&mut self, cases: &BTreeMap<AuthorizationId, CaseFile>) -> Vec<(Authorization, Timestamp)> {
        while self.writing.len() < MOST_AT_ONCE
            && let Some(id) = self.unwritten.pop_first()
        {
            self.writing.push(id);
        }
        let whole = |file: &&CaseFile| file.fresh && file.case.completeness == Completeness::Full;
        let found = self.writing.iter().filter_map(|id| cases.get(id)).filter(whole);
        let newest = found.map(|file| (file.case.clone(), file.read_at));
        self.writing_passed = std::mem::take(&mut self.passed);
        self.writing_passed.iter().cloned().chain(newest).collect()
    }

    fn list_swept(&mut self, list: SweptList, known: BTreeSet<AuthorizationId>, now: Now) {
        let written = self.written_list.as_ref();
        let stands = written.is_some_and(|(before, when)| *before == known && now.boot.since(*when) < LIST_EVERY);
        if self.account.is_some() && !stands {
            self.written_list = Some((known, now.boot));
            self.unwritten_list = Some(list);
        }
    }
}

impl Owner {
    /// A connection is made: what is seen through it is kept from now on.
    pub(crate) fn begin_remembering(&mut self) {
        let Some(connection) = self.session.connection_mut() else { return };
        connection.remembering = Remembering::new(connection.account());
        // With another key another clinic may be meant.
        connection.leave_out(|_| true);
    }

    /// What was seen through this connection before is read back, once it is known what unseals it.
    pub(crate) fn recall(&mut self) {
        let Some(connection) = self.session.connection_mut() else { return };
        if !connection.sealed_for_later {
            // What nobody could read again would take the place of what can be.
            let this_run = std::mem::take(&mut connection.remembering.this_run);
            connection.remembering = Remembering { this_run, ..Remembering::new(None) };
        }
        if let Some(account) = connection.remembering.account.clone() {
            let mappings = connection.mappings.clone();
            let place = connection.place.remembered_as();
            let opened = place.and_then(|place| self.kept.known_cases.get(&place).cloned()).unwrap_or_default();
            self.effects.push_back(Effect::Recall(Recall { epoch: self.epoch, account, opened, mappings }));
        }
    }

    /// Writes what is due: cases first, then the list they stand in.
    pub(crate) fn keep_seen(&mut self, now: Now) {
        let epoch = self.epoch;
        let Some(connection) = self.session.connection_mut() else { return };
        let Connection { remembering, cases, clock, first_sweep_done, journal, .. } = connection;
        let Some(account) = remembering.account.clone().filter(|_| *journal == Journal::Read) else { return };
        if remembering.poll_timeout().is_some_and(|(due, _)| due <= now.boot) {
            remembering.next_write = now.boot.plus(WRITE_EVERY);
            let seen = remembering.next_cases(cases);
            // Where cases are read all the time, some are always left: the list goes with the last of those there are.
            let list = remembering.unwritten_list.take_if(|_| remembering.unwritten.is_empty());
            remembering.on_its_way = Some(list.is_some());
            self.effects.push_back(Effect::Record(epoch, account.clone(), Record::Seen(seen, list)));
        }
        if *first_sweep_done && remembering.next_prune.is_none_or(|due| due <= now.boot) {
            remembering.next_prune = Some(now.boot.plus(PRUNE_EVERY));
            let before = clock.read(now).plus_millis(-self.kept.retention_millis());
            self.effects.push_back(Effect::Record(epoch, account, Record::Prune(before)));
        }
    }

    /// What was handed over is written, or could not be: then it is handed over again, after a rest.
    pub(crate) fn recorded(&mut self, epoch: Epoch, written: bool, now: Now) {
        let Some(connection) = self.session.connection_mut().filter(|_| epoch == self.epoch) else { return };
        let remembering = &mut connection.remembering;
        let handed = std::mem::take(&mut remembering.writing);
        let passed = std::mem::take(&mut remembering.writing_passed);
        let list = remembering.on_its_way.take();
        if written && list == Some(true) {
            #[expect(clippy::cast_precision_loss, reason = "milliseconds of a date fit")]
            (self.marks)("list_kept", now.wall.0 as f64);
        } else if !written {
            remembering.unwritten.extend(handed);
            remembering.passed.splice(..0, passed);
            remembering.keep_newest_passed();
            remembering.written_list = None;
            remembering.next_write = now.boot.plus(REST);
        }
    }

    /// A case is not there any more: where it is only remembered it leaves.
    pub(crate) fn forget_remembered(&mut self, id: &AuthorizationId) {
        if let Some(connection) = self.session.connection_mut() {
            connection.leave_out(|other| other == id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Status;

    #[test]
    fn versions_that_come_and_go_between_two_writes_are_all_written() {
        let id = AuthorizationId::new("auth_MADEUP").unwrap();
        let case = |version| Authorization::bare(id.clone(), AuthorizationVersion(version), Status::Processing);
        let now = Now { boot: Boot(0), wall: Timestamp(0) };
        let mut remembering = Remembering::new(Some("account".into()));
        let mut cases = BTreeMap::from([(id.clone(), CaseFile::new(case(1), now, now.wall))]);
        for version in [1, 2, 2, 3] {
            let file = cases.get_mut(&id).unwrap();
            remembering.passes(file, AuthorizationVersion(version));
            file.take(case(version), now, now.wall);
            remembering.took(&id);
        }
        let versions = |seen: Vec<(Authorization, Timestamp)>| seen.iter().map(|(case, _)| case.version.0).collect();
        let written: Vec<u64> = versions(remembering.next_cases(&cases));
        assert_eq!(written, [1, 2, 3]);
    }
}
