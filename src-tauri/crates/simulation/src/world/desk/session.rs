//! Starting, locking, leaving, sleeping and ending, and what each does to commands and links.

use super::record::{self, Record};
use super::{Conn, Crash, Desk, File, Keyring};
use crate::planted::{self, Bug};
use crate::seen::Seen;
use crate::trace::What;
use crate::wire::{ApiKey, Pair};
use crate::world::queue::{CallNo, Due};
use crate::world::{CASES, Env};
use engine::command::{Book, Decision, Resend, Stage};
use engine::link::Ended;
use engine::schedule::{Attention, Schedule};
use engine::service_clock::ServiceClock;
use model::{AuthorizationVersion, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

impl Desk {
    /// The program starts, and connects with this key.
    pub(crate) fn begin(&mut self, key: ApiKey, env: &mut Env) {
        (self.up, self.locked) = (true, false);
        env.note(self.who, What::Started);
        if self.keyring == Keyring::Nothing {
            self.seal += 1;
        }
        self.connect(key, env);
        self.keyring = Keyring::Kept;
    }

    /// Connects, and takes up what is written down.
    pub(crate) fn connect(&mut self, key: ApiKey, env: &mut Env) {
        let now = self.now(env);
        self.epoch += 1;
        self.key = key;
        self.said = Pair(None, None);
        self.timer_at = None;
        env.note(self.who, What::Connected(key));
        let mut schedule = Schedule::new(now);
        schedule.list_is_absent();
        for case in CASES {
            schedule.watch(self.ids.get(case), Attention::Moving, now);
        }
        let mut conn = Conn {
            book: Book::default(),
            clock: ServiceClock::default(),
            schedule,
            files: Pair(File::default(), File::default()),
            checking: BTreeMap::new(),
            decided_under: BTreeMap::new(),
            sealed: BTreeSet::new(),
            started_before: BTreeSet::new(),
            key_refused: false,
            rebase: None,
        };
        // Of each case the newest: it could be decided only when those before it had come to their end or were let be,
        // also where that could not be written down.
        let records: Vec<Record> = self.disk.records().into_iter().filter_map(record::read).collect();
        for case in CASES {
            if let Some(record) = records.iter().rfind(|record| record.frozen.body.case == case) {
                self.take_up(&mut conn, record, env);
            }
        }
        self.conn = Some(conn);
        self.turn(env);
    }

    fn take_up(&self, conn: &mut Conn, record: &Record, env: &mut Env) {
        let Record { mut frozen, version, keyed, under, decided_at, stage, started, seal } = record.clone();
        let readable = seal == Some(self.seal) && self.keyring != Keyring::Locked;
        let case = frozen.body.case;
        let open = stage.is_open();
        let looked_for = open || stage == Stage::Abandoned;
        if open {
            env.seen.note(Seen::TakenUp);
            if !readable {
                env.seen.note(Seen::BytesGone);
            }
        }
        if planted::is(Bug::NewKeyAfterRestart) && readable {
            frozen.key = Some(env.new_key());
        }
        let may = readable && (under.account == self.key.account || planted::is(Bug::OtherAccount));
        // The handoff it started, by the record of its answer; or the one that it is about.
        conn.started_before.extend(started.or_else(|| super::handing::closes(frozen.body.ask).filter(|_| readable)));
        let resend = if may { Resend::ByItself } else { Resend::Never };
        let decision = Decision {
            case: self.ids.get(case).clone(),
            kind: record::kind(frozen.body.ask),
            version: AuthorizationVersion(version),
            operator: format!("{:?}", self.who),
            decided_at: Timestamp(decided_at),
            frozen,
            keyed,
        };
        if let Ok(command) = conn.book.restore(decision, stage, resend) {
            conn.decided_under.insert(command, under);
            if !readable {
                conn.sealed.insert(command);
            }
            if looked_for {
                conn.checking.insert(command, env.now);
            }
        }
    }

    /// The service does not take the key any more: nothing goes out by itself.
    pub(super) fn key_refused(&mut self, env: &mut Env) -> Result<(), Crash> {
        if self.conn.as_ref().is_none_or(|conn| conn.key_refused) {
            return Ok(());
        }
        if self.has_any_open() {
            env.seen.note(Seen::KeyRefusedOpen);
        }
        env.note(self.who, What::KeyRefused);
        self.end_links(Ended::SignedOut, env);
        if let Some(conn) = &mut self.conn {
            conn.key_refused = true;
            conn.schedule.stop();
            conn.book.hold_back(true);
        }
        Ok(())
    }

    /// The operator enters a key.
    pub(crate) fn enter_key(&mut self, key: ApiKey, env: &mut Env) {
        let now = self.now(env);
        if !self.up || self.asleep || self.locked {
            return;
        }
        let same = key.account == self.key.account;
        if !same && self.has_any_open() {
            env.seen.note(Seen::OtherAccount);
        }
        self.end_links(Ended::SignedOut, env);
        let Some(conn) = &mut self.conn else { return };
        self.key = key;
        self.epoch += 1;
        env.note(self.who, What::KeyEntered(key));
        conn.key_refused = false;
        conn.book.hold_back(same || planted::is(Bug::OtherAccount));
        for command in conn.book.lost_sight() {
            conn.checking.insert(command, env.now);
        }
        conn.schedule.resume(now);
        // Cases are read one by one here.
        conn.schedule.list_is_absent();
        self.write_all_down(env);
        self.turn(env);
    }

    pub(crate) fn lock(&mut self, env: &mut Env) {
        if !self.up || self.asleep || self.locked {
            return;
        }
        self.locked = true;
        env.note(self.who, What::Locked);
        self.end_links(Ended::SignedOut, env);
        if let Some(conn) = &mut self.conn {
            conn.book.hold_back(true);
        }
        self.turn(env);
    }

    pub(crate) fn unlock(&mut self, env: &mut Env) {
        if self.up && !self.asleep && self.locked {
            self.locked = false;
            env.note(self.who, What::Unlocked);
            self.turn(env);
        }
    }

    pub(crate) fn is_locked(&self) -> bool {
        self.locked
    }

    /// Leaves the connection; what is not settled is taken up at the next.
    pub(crate) fn sign_out(&mut self, env: &mut Env) {
        if !self.up || self.asleep || self.locked || self.conn.is_none() {
            return;
        }
        env.note(self.who, What::SignedOut);
        self.end_links(Ended::SignedOut, env);
        if let Some(conn) = &mut self.conn {
            conn.book.hold_back(true);
            conn.book.lost_sight();
        }
        self.write_all_down(env);
        self.epoch += 1;
        self.conn = None;
    }

    pub(crate) fn is_signed_in(&self) -> bool {
        self.conn.is_some()
    }

    /// Ends the program.
    pub(crate) fn quit(&mut self, env: &mut Env) {
        if !self.up || self.asleep {
            return;
        }
        env.note(self.who, What::Quit);
        self.end_links(Ended::Quit, env);
        if let Some(conn) = &mut self.conn {
            conn.book.lost_sight();
        }
        self.write_all_down(env);
        self.down();
    }

    /// The program ends by itself, or with the power.
    pub(crate) fn crash(&mut self, power: bool, env: &mut Env) {
        if !self.up {
            return;
        }
        let power = power || env.draws.chance(400);
        env.note(self.who, What::Crashed(power));
        if self.disk.crash(power, &mut env.draws) {
            env.seen.note(Seen::RecordLost);
        }
        if self.asleep {
            self.awake(env);
        }
        self.down();
    }

    fn down(&mut self) {
        self.up = false;
        self.locked = false;
        self.epoch += 1;
        self.conn = None;
        self.timer_at = None;
    }

    /// The computer sleeps for so long.
    pub(crate) fn sleep(&mut self, millis: u64, env: &mut Env) {
        if self.asleep {
            return;
        }
        self.asleep = true;
        self.slept_at = env.now;
        env.note(self.who, What::Slept);
        env.queue.plan(env.now + millis, Due::Wake(self.who));
    }

    /// It wakes: links end first, then all that was under way is given up.
    pub(crate) fn wake(&mut self, env: &mut Env) {
        if !self.asleep {
            return;
        }
        if self.has_link() {
            env.seen.note(Seen::WokeWithLink);
        }
        self.awake(env);
        let had = self.has_link();
        self.timer_at = None;
        self.turn(env);
        if had && !self.has_link() {
            env.seen.note(Seen::LinkEndedAsleep);
        }
        let who = self.who;
        let open = env.calls.iter().enumerate().filter(|(_, call)| call.open && call.who == who);
        let open: Vec<usize> = open.map(|(number, _)| number).collect();
        for number in open {
            let soon = env.now + 50;
            env.queue.plan(soon, Due::GiveUp(CallNo(u32::try_from(number).unwrap_or(u32::MAX))));
        }
    }

    fn awake(&mut self, env: &mut Env) {
        self.asleep = false;
        self.slept += env.now - self.slept_at;
        env.note(self.who, What::Woke);
    }

    /// The wall clock is set, so far from the service's.
    pub(crate) fn set_wall(&mut self, ahead: i64, env: &mut Env) {
        self.wall = ahead;
        env.note(self.who, What::WallSet(ahead));
    }

    /// The disk is put back from a copy, while the program is not running.
    pub(crate) fn roll_back(&mut self, env: &mut Env) {
        self.quit(env);
        if self.disk.restore() {
            env.note(self.who, What::RolledBack);
            env.seen.note(Seen::RolledBack);
        }
    }

    /// Everything is in order again, and the operator is there.
    pub(crate) fn come_back(&mut self, key: ApiKey, env: &mut Env) {
        (self.disk.full, self.disk.failing) = (false, false);
        if self.asleep {
            self.wake(env);
        }
        if !self.up {
            return self.begin(key, env);
        }
        self.unlock(env);
        if self.conn.is_none() {
            self.connect(key, env);
        } else if self.key != key {
            self.enter_key(key, env);
        }
    }
}
