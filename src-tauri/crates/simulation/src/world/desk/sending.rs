//! Decisions: recorded and durable first, sent then; what the answer says is noted and the case is read. Bugs of
//! [`crate::planted`] sit here, between the engine and the world.

use super::handing::closes;
use super::record::{kind, line};
use super::{Conn, Crash, Desk};
use crate::planted::{self, Bug};
use crate::seen::Seen;
use crate::trace::{By, What};
use crate::wire::{Ask, Body, CaseNo, Code, Frozen, Got, Request, Response, Status, Tag, Value};
use crate::world::disk::CANARY;
use crate::world::network::Call;
use crate::world::{CASES, Env};
use engine::command::{Answer, CommandId, Decision, Finding, Stage, Wait};
use engine::link::Ended;
use engine::schedule::{Draw, HOT_FOR};
use engine::time::Now;
use model::{AuthorizationVersion, Timestamp};
use std::time::Duration;

impl Desk {
    /// The operator decides, on the case as it is shown to her. Nothing happens where she may not.
    pub(crate) fn decide(&mut self, case: CaseNo, ask: Ask, env: &mut Env) {
        if self.try_decide(case, ask, env).is_err() {
            self.crash(false, env);
        }
    }

    fn try_decide(&mut self, case: CaseNo, ask: Ask, env: &mut Env) -> Result<(), Crash> {
        let now = self.now(env);
        if !self.up || self.locked || self.asleep {
            return Ok(());
        }
        let id = self.ids.get(case).clone();
        let Some(conn) = &mut self.conn else { return Ok(()) };
        let Some(facts) = conn.files.get(case).facts.filter(|facts| facts.status != Status::Odd) else { return Ok(()) };
        let open = conn.book.of(&id).is_some_and(|command| command.stage.is_open());
        if open || conn.key_refused || conn.schedule.is_held(now) {
            return Ok(());
        }
        let intent = env.new_intent();
        env.note(self.who, What::Shown(case, facts.version));
        env.note(self.who, What::Decided { intent, case, ask, version: facts.version });
        let tag = Tag::quoted(tag_version(conn, case, ask, facts.version));
        let key = env.knobs.rules.keyed.then(|| env.new_key());
        let frozen = Frozen { key, tag, body: Body { intent, case, ask } };
        let decided_at = conn.clock.read(now);
        let version = AuthorizationVersion(facts.version);
        let operator = format!("{:?}", self.who);
        let keyed = key.is_some();
        let decision = Decision { case: id, kind: kind(ask), version, operator, decided_at, frozen, keyed };
        let Ok(command) = conn.book.prepare(decision) else { return Ok(()) };
        conn.decided_under.insert(command, self.key);
        let recorded = self.record(command, env);
        self.boundary(env).inspect_err(|_| env.seen.note(Seen::CrashBeforeSend))?;
        if recorded {
            self.send(command, By::Decision, env)?;
            if planted::is(Bug::FsyncAfterSend) {
                self.sync(env);
            }
        } else {
            self.not_recorded(command, now, env);
        }
        self.turn(env);
        Ok(())
    }

    /// Writes a new command down and makes that durable.
    fn record(&mut self, command: CommandId, env: &mut Env) -> bool {
        if !self.write_down(command, true, env) {
            return false;
        }
        let late = planted::is(Bug::NoFsync) || planted::is(Bug::FsyncAfterSend);
        late || self.sync(env)
    }

    /// Not recorded, not sent: the command ends here.
    fn not_recorded(&mut self, command: CommandId, now: Now, env: &mut Env) {
        env.note(self.who, What::DiskRefused);
        env.seen.note(Seen::DiskRefused);
        if let Some(conn) = &mut self.conn {
            conn.book.will_send(command, conn.clock.read(now));
            let wait = Wait { asked: None, draw: Draw(0.0) };
            conn.book.did_answer(command, Answer::NotSent, wait, now);
        }
        self.write_down(command, false, env);
    }

    /// Writes down where a command stands; it need not be durable.
    pub(super) fn write_down(&mut self, command: CommandId, whole: bool, env: &mut Env) -> bool {
        let Some(conn) = &self.conn else { return false };
        let Some(command) = conn.book.all().find(|known| known.id == command) else { return false };
        let Frozen { key, tag, body } = command.frozen;
        // Noted under another key, it stays a decision of the one it was decided under.
        let under = conn.decided_under.get(&command.id).copied().unwrap_or(self.key);
        let line = line(command, under, conn.own_hand(body.case), self.seal);
        self.put(body.intent.0, line, whole.then_some((key, tag, body)), env)
    }

    /// Writes a record.
    pub(super) fn put(
        &mut self,
        record: u32,
        line: String,
        request: Option<(Option<crate::wire::Key>, Tag, Body)>,
        env: &mut Env,
    ) -> bool {
        let secret = line.contains(CANARY);
        let Ok(write) = self.disk.put(record, line) else { return false };
        let intent = crate::wire::Intent(record);
        env.note(self.who, What::Put { write, intent, request, secret });
        true
    }

    pub(super) fn sync(&mut self, env: &mut Env) -> bool {
        let Ok(write) = self.disk.sync() else { return false };
        env.note(self.who, What::Synced(write));
        true
    }

    /// Notes the sending, and sends.
    pub(super) fn send(&mut self, number: CommandId, by: By, env: &mut Env) -> Result<(), Crash> {
        let now = self.now(env);
        let Some(conn) = &mut self.conn else { return Ok(()) };
        let service_now = conn.clock.read(now);
        let Some(command) = conn.book.will_send(number, service_now) else { return Ok(()) };
        let mut frozen = command.frozen;
        if planted::is(Bug::NewKeyOnRetry) && by != By::Decision {
            frozen.key = Some(env.new_key());
        }
        self.write_down(number, false, env);
        self.boundary(env).inspect_err(|_| env.seen.note(Seen::CrashBeforeSend))?;
        match by {
            By::Decision => {}
            By::Itself => env.seen.note(Seen::WentAgain),
            By::Operator => env.seen.note(Seen::SentAgain),
        }
        self.goes_out(frozen, by, now, env);
        if let Ask::Revoke(_) = frozen.body.ask {
            // Access withdrawn here ends here, whatever the service answers.
            self.end_link(frozen.body.case, Ended::Revoked, env)?;
        }
        self.boundary(env).inspect_err(|_| env.seen.note(Seen::CrashInFlight))
    }

    pub(super) fn goes_out(&mut self, frozen: Frozen, by: By, now: Now, env: &mut Env) {
        let Some(conn) = &mut self.conn else { return };
        let Frozen { key, tag, body } = frozen;
        conn.schedule.will_send(now);
        conn.files.at(body.case).hot_until = Some(now.boot.plus(HOT_FOR));
        let call = self.call(Request::Write(frozen), env.now, false);
        env.note(self.who, What::Sent { intent: body.intent, key, tag, body, by, under: call.key });
        env.send(call);
    }

    pub(super) fn call(&self, request: Request, since: u64, scheduled: bool) -> Call {
        Call {
            who: self.who,
            epoch: self.epoch,
            request,
            key: self.key,
            sent: 0,
            since,
            scheduled,
            read: None,
            open: true,
        }
    }

    /// Sends what goes out again by itself now.
    pub(super) fn send_due(&mut self, env: &mut Env) -> Result<(), Crash> {
        let now = self.now(env);
        let Some(conn) = &mut self.conn else { return Ok(()) };
        if self.locked || conn.key_refused || conn.schedule.is_held(now) {
            return Ok(());
        }
        for command in conn.book.due(now, conn.clock.read(now)) {
            self.send(command, By::Itself, env)?;
        }
        Ok(())
    }

    /// The operator has the same sent again.
    pub(crate) fn send_again(&mut self, case: CaseNo, env: &mut Env) {
        let now = self.now(env);
        let Some(conn) = self.conn.as_mut().filter(|_| self.up && !self.locked && !self.asleep) else { return };
        if conn.key_refused || conn.schedule.is_held(now) {
            return;
        }
        let Some(command) = conn.book.of(self.ids.get(case)) else { return };
        let number = command.id;
        if self.send(number, By::Operator, env).is_err() {
            return self.crash(false, env);
        }
        self.turn(env);
    }

    /// The operator waits for it no more.
    pub(crate) fn let_be(&mut self, case: CaseNo, env: &mut Env) {
        let Some(conn) = self.conn.as_mut().filter(|_| self.up && !self.locked && !self.asleep) else { return };
        let Some(command) = conn.book.of(self.ids.get(case)) else { return };
        let (number, intent) = (command.id, command.frozen.body.intent);
        if conn.book.abandon(number) {
            env.note(self.who, What::LetBe(intent));
            env.seen.note(Seen::LetBe);
            self.write_down(number, false, env);
            self.turn(env);
        }
    }

    /// A write was answered, or was not.
    pub(super) fn answered(&mut self, frozen: Frozen, got: Got, env: &mut Env) -> Result<(), Crash> {
        let now = self.now(env);
        let draw = Draw(f64::from(env.draws.below(1_000)) / 1_000.0);
        let Some(conn) = &mut self.conn else { return Ok(()) };
        let Body { intent, case, ask } = frozen.body;
        let asked = retry_after(&got);
        let status = if let Got::Answer(response) = got { response.status } else { 0 };
        env.note(self.who, What::Told { intent, status, retry_after: asked });
        let waits = asked.map(|seconds| Duration::from_secs(seconds.into()));
        let wait = Wait { asked: waits, draw };
        let id = self.ids.get(case);
        let Some(command) = conn.book.of(id).filter(|command| command.frozen.body.intent == intent) else {
            return Ok(());
        };
        let (number, stage, decided_at) = (command.id, command.stage.clone(), command.decided_at);
        let said = said(&got);
        let conflict = said == Answer::Conflict;
        if conn.book.did_answer(number, said, wait, now) {
            conn.checking.insert(number, env.now);
            if asked.is_some() {
                env.seen.note(Seen::HeldBack);
            }
        }
        plant_conflict(conn, number, &stage, conflict, intent);
        conn.files.at(case).hot_until = Some(now.boot.plus(HOT_FOR));
        self.boundary(env).inspect_err(|_| env.seen.note(Seen::CrashBeforeNote))?;
        match got {
            Got::Answer(Response { status: 200, value: Value::Hand(hand), .. }) => {
                self.take_started(case, &hand, decided_at, env)?;
            }
            Got::Answer(Response { status: 200, value: Value::Case(facts), .. }) => {
                self.take_case(case, facts);
                if closes(ask).is_some() {
                    self.close_hand(case);
                    self.end_link(case, Ended::Closed, env)?;
                }
            }
            _ => {}
        }
        self.write_down(number, false, env);
        if planted::is(Bug::ResendAfter401) && status == 401 {
            self.goes_out(frozen, By::Itself, now, env);
        }
        self.read_after(case, env);
        Ok(())
    }

    /// Notes every command where it stands.
    pub(super) fn write_all_down(&mut self, env: &mut Env) {
        for case in CASES {
            let command =
                self.conn.as_ref().and_then(|conn| conn.book.of(self.ids.get(case))).map(|command| command.id);
            if let Some(command) = command {
                self.write_down(command, false, env);
            }
        }
    }
}

/// The version a write names: the case's, as it is shown.
fn tag_version(conn: &Conn, case: CaseNo, ask: Ask, shown: u64) -> u64 {
    match &conn.files.get(case).hand {
        Some(hand) if planted::is(Bug::HandoffVersion) && closes(ask).is_some() => hand.hand.version.0,
        _ => shown,
    }
}

fn plant_conflict(conn: &mut Conn, number: CommandId, stage: &Stage, conflict: bool, intent: crate::wire::Intent) {
    let Stage::Sending(attempt) = *stage else { return };
    let bug = if attempt == 1 { Bug::FirstConflictIsFailed } else { Bug::RetryConflictIsFailed };
    if conflict && planted::is(bug) {
        conn.book.did_read(number, Finding::DidNotTakeEffect);
    }
    if conflict && planted::is(Bug::AutoRebase) {
        conn.rebase = Some(intent);
    }
}

/// What an answer says of the write. Only what has a code of the service's own is its word that nothing was done: a bare
/// page may stand in front of an answer that says otherwise.
fn said(got: &Got) -> Answer {
    let response = match got {
        Got::NotSent => return Answer::NotSent,
        Got::Lost => return Answer::Unknown,
        Got::Answer(response) => response,
    };
    match (response.status, response.code) {
        (200, _) => Answer::Applied,
        (412 | 428, _) | (_, Code::VersionConflict) => Answer::Conflict,
        (400..=499, Code::None) if planted::is(Bug::PageIsRefusal) => Answer::Refused(format!("{}", response.status)),
        (408 | 425 | 500.., _) | (_, Code::None | Code::KeyReused | Code::InProgress) => Answer::Unknown,
        (409, code) => Answer::TurnedAway(format!("409_{code:?}")),
        (status, code) => Answer::Refused(format!("{status}_{code:?}")),
    }
}

/// What the service asks to wait, in seconds.
pub(super) fn retry_after(got: &Got) -> Option<u32> {
    if let Got::Answer(response) = got { response.retry_after } else { None }
}

/// The service's `Date`.
pub(super) fn date_of(got: &Got) -> Option<Timestamp> {
    if let Got::Answer(response) = got { Some(Timestamp(response.date)) } else { None }
}
