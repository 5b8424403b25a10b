//! Reading a case: first the case, then the handoff it has. A reading that was asked for after a command's answer shows what
//! became of it; only what that reading itself brought is compared.

use super::handing::{closes, handoff, handoff_id};
use super::sending::{date_of, retry_after};
use super::{Crash, Desk};
use crate::planted::{self, Bug};
use crate::seen::Seen;
use crate::trace::{By, What};
use crate::wire::{Ask, CaseNo, Facts, Frozen, Got, Hand, HandNo, Request, Response, Status, Tag, Value};
use crate::world::network::Call;
use crate::world::{CASES, Env};
use engine::command::{Finding, LONGEST_ASKED, Stage, compare};
use engine::schedule::Draw;
use model::{Authorization, AuthorizationId, AuthorizationVersion, HandoffPointer};
use std::time::Duration;

impl Desk {
    /// Sends every reading that is due and allowed.
    pub(super) fn read_due(&mut self, env: &mut Env) {
        let now = self.now(env);
        while let Some(id) = self.conn.as_mut().and_then(|conn| conn.schedule.next_read(now)) {
            let case = self.case_of(&id);
            env.note(self.who, What::Read(case, By::Itself));
            env.send(self.call(Request::Case(case), env.now, true));
        }
    }

    /// Reads a case after a command's answer: at once, or as soon as the service allows.
    pub(super) fn read_after(&mut self, case: CaseNo, env: &mut Env) {
        let now = self.now(env);
        let Some(conn) = self.conn.as_mut().filter(|conn| !conn.key_refused) else { return };
        if conn.schedule.is_held(now) {
            conn.schedule.read_soon(self.ids.get(case), now);
        } else {
            self.read_now(case, By::Itself, env);
        }
    }

    /// Reads a case at once.
    pub(crate) fn read_now(&mut self, case: CaseNo, by: By, env: &mut Env) {
        let now = self.now(env);
        if !self.up || self.asleep {
            return;
        }
        if let Some(conn) = self.conn.as_mut().filter(|conn| !conn.key_refused) {
            conn.schedule.will_send(now);
            env.note(self.who, What::Read(case, by));
            env.send(self.call(Request::Case(case), env.now, false));
        }
    }

    /// A request was answered, or was not.
    pub(crate) fn got(&mut self, call: &Call, got: Got, env: &mut Env) {
        if call.epoch != self.epoch || !self.up {
            return;
        }
        if self.try_got(call, got, env).is_err() {
            return self.crash(false, env);
        }
        self.turn(env);
    }

    fn try_got(&mut self, call: &Call, got: Got, env: &mut Env) -> Result<(), Crash> {
        let now = self.now(env);
        let Some(conn) = &mut self.conn else { return Ok(()) };
        if let Some(date) = date_of(&got) {
            conn.clock.observe(date, now);
        }
        if let Some(seconds) = retry_after(&got) {
            env.note(self.who, What::AskedToWait(seconds));
            let wait = Duration::from_secs(seconds.into());
            conn.schedule.hold(wait, now);
            if wait > LONGEST_ASKED {
                conn.book.hold_back(true);
            }
        }
        if !call.scheduled {
            conn.schedule.did_finish();
        }
        if matches!(got, Got::Answer(Response { status: 401, .. })) {
            self.key_refused(env)?;
        }
        match call.request {
            Request::Write(frozen) => self.answered(frozen, got, env),
            Request::Case(case) => self.case_read(case, call, got, env),
            Request::Hand(case, _) => self.hand_read(case, call, got, env),
            Request::Mint { case, hand, asking, .. } => self.minted(case, hand, asking, got, env),
        }
    }

    fn case_read(&mut self, case: CaseNo, call: &Call, got: Got, env: &mut Env) -> Result<(), Crash> {
        match got {
            Got::Answer(Response { value: Value::Case(facts), .. }) => {
                self.take_case(case, facts);
                let Some(conn) = &mut self.conn else { return Ok(()) };
                let known = conn.files.get(case).hand.as_ref();
                let unread = known.filter(|hand| !hand.read_closed).map(|hand| hand.no);
                match facts.active.or(unread) {
                    Some(hand) => {
                        let mut next = self.call(Request::Hand(case, hand), call.since, call.scheduled);
                        next.read = Some(facts);
                        let now = self.now(env);
                        if let Some(conn) = self.conn.as_mut().filter(|_| !call.scheduled) {
                            conn.schedule.will_send(now);
                        }
                        env.send(next);
                    }
                    None => self.whole(case, call, facts, None, env),
                }
            }
            Got::Answer(Response { status: 404, .. }) => {
                self.failed(case, call, got, env);
                env.note(self.who, What::WasNotThere { case, asked: call.since });
                if self.has_open(case) {
                    env.seen.note(Seen::CaseGone);
                }
                // This key may not be shown the case.
                if self.is_foreign(case) {
                    env.seen.note(Seen::GoneForAnother);
                } else {
                    self.settle(case, call.since, env, |_, _| Finding::CannotTell);
                }
            }
            _ => self.failed(case, call, got, env),
        }
        Ok(())
    }

    fn hand_read(&mut self, case: CaseNo, call: &Call, got: Got, env: &mut Env) -> Result<(), Crash> {
        let Some(facts) = call.read else { return Ok(()) };
        match got {
            Got::Answer(Response { value: Value::Hand(hand), .. }) => {
                self.take_hand(case, &hand, env)?;
                self.whole(case, call, facts, Some(hand), env);
            }
            // A handoff that is not there any more says nothing.
            Got::Answer(Response { status: 404, .. }) => self.whole(case, call, facts, None, env),
            _ => self.failed(case, call, got, env),
        }
        Ok(())
    }

    fn failed(&mut self, case: CaseNo, call: &Call, got: Got, env: &mut Env) {
        let now = self.now(env);
        let draw = Draw(f64::from(env.draws.below(1_000)) / 1_000.0);
        let asked = retry_after(&got).map(|seconds| Duration::from_secs(seconds.into()));
        if let Some(conn) = self.conn.as_mut().filter(|_| call.scheduled) {
            conn.schedule.did_fail(self.ids.get(case), asked, now, draw);
        }
    }

    /// Takes a newer case; never an older one.
    pub(super) fn take_case(&mut self, case: CaseNo, facts: Facts) {
        let Some(conn) = &mut self.conn else { return };
        let file = conn.files.at(case);
        if file.facts.is_none_or(|known| known.version <= facts.version) {
            file.facts = Some(facts);
        }
    }

    /// A whole reading: the case and, where there is one, its handoff.
    fn whole(&mut self, case: CaseNo, call: &Call, facts: Facts, hand: Option<Hand>, env: &mut Env) {
        let now = self.now(env);
        env.note(self.who, What::WasRead { case, version: facts.version, hand, asked: call.since });
        if let Some(conn) = self.conn.as_mut().filter(|_| call.scheduled) {
            conn.schedule.did_read(self.ids.get(case), true, now, Draw(0.5));
        }
        if planted::is(Bug::AutoRebase) && self.rebase(case, facts, env) {
            return;
        }
        self.note_other_package(case, &facts, env);
        let id = self.ids.get(case).clone();
        self.settle(case, call.since, env, |command, ask| {
            if planted::is(Bug::ShrugsAtReading) {
                return Finding::CannotTell;
            }
            let about = hand.filter(|hand| is_about(ask, hand.no)).map(|hand| handoff(&hand, &id));
            let shows = shows(ask, &facts, hand) || planted::is(Bug::AnyPackage) && matches!(ask, Ask::Approve(_));
            compare(command, &authorization(&facts, &id), about.as_ref(), Some(shows))
        });
    }

    /// What a reading that was asked for then says of the case's command.
    fn settle(
        &mut self,
        case: CaseNo,
        since: u64,
        env: &mut Env,
        found: impl FnOnce(&engine::command::Command<Frozen>, Ask) -> Finding,
    ) {
        let Some(conn) = &mut self.conn else { return };
        let Some(command) = conn.book.of(self.ids.get(case)) else { return };
        let number = command.id;
        if conn.checking.get(&number).is_none_or(|from| since < *from) {
            return;
        }
        let before = command.stage.clone();
        let finding = found(command, command.frozen.body.ask);
        conn.book.did_read(number, finding);
        let settled = conn.book.of(self.ids.get(case)).is_none_or(|command| command.stage.is_settled());
        let moved = conn.book.of(self.ids.get(case)).is_some_and(|command| command.stage != before);
        if settled {
            conn.checking.remove(&number);
        }
        if moved {
            self.write_down(number, false, env);
        }
    }

    /// Notes that a case went on with another package only than the one that its open approval accepted.
    fn note_other_package(&self, case: CaseNo, facts: &Facts, env: &mut Env) {
        let command = self.conn.as_ref().and_then(|conn| conn.book.of(self.ids.get(case)));
        let Some(command) = command.filter(|command| command.stage.is_open()) else { return };
        let Ask::Approve(package) = command.frozen.body.ask else { return };
        let went_on = |effect: &crate::trace::Effect| {
            effect.case == case && effect.before >= command.version.0 && effect.after.status.is_handed_on()
        };
        let with_it = |effect: &crate::trace::Effect| went_on(effect) && effect.after.package() == package;
        if facts.status.is_handed_on() && facts.package() != package && !env.trace.ledger.iter().any(with_it) {
            env.seen.note(Seen::OtherPackage);
        }
    }

    /// Whether the case's command is open and was decided under another key, as far as can be told.
    fn is_foreign(&self, case: CaseNo) -> bool {
        let Some(conn) = &self.conn else { return false };
        let command = conn.book.of(self.ids.get(case)).filter(|command| command.stage.is_open());
        let own = |id| conn.decided_under.get(id) == Some(&self.key) && !conn.sealed.contains(id);
        command.is_some_and(|command| !own(&command.id))
    }

    /// Whether a command of the case is open.
    pub(crate) fn has_open(&self, case: CaseNo) -> bool {
        let command = self.conn.as_ref().and_then(|conn| conn.book.of(self.ids.get(case)));
        command.is_some_and(|command| command.stage.is_open())
    }

    /// Whether a command of either case is open.
    pub(crate) fn has_any_open(&self) -> bool {
        CASES.into_iter().any(|case| self.has_open(case))
    }

    /// The planted bug: the same decision on the newer version, without asking.
    fn rebase(&mut self, case: CaseNo, facts: Facts, env: &mut Env) -> bool {
        let now = self.now(env);
        let Some(conn) = &mut self.conn else { return false };
        let Some(command) = conn.book.of(self.ids.get(case)) else { return false };
        let Frozen { key, body, .. } = command.frozen;
        let waits = matches!(command.stage, Stage::Ambiguous { .. }) && conn.rebase == Some(body.intent);
        if !waits || facts.version <= command.version.0 || conn.key_refused {
            return false;
        }
        conn.rebase = None;
        let frozen = Frozen { key, tag: Tag::quoted(facts.version), body };
        self.goes_out(frozen, By::Itself, now, env);
        true
    }
}

/// Whether a handoff is the one that a decision closes, or one that it may have started.
fn is_about(ask: Ask, hand: HandNo) -> bool {
    match ask {
        Ask::StartHandoff(_) => true,
        _ => closes(ask) == Some(hand),
    }
}

/// Whether the case has what was to be saved, attached or taken off, still the package that was accepted, or another handoff
/// than the one that was known.
fn shows(ask: Ask, facts: &Facts, hand: Option<Hand>) -> bool {
    let files = || facts.files.iter().flatten();
    match ask {
        Ask::StartHandoff(known) => hand.map(|hand| hand.no) != known,
        Ask::Approve(package) => facts.package() == package,
        Ask::Save(answers) => facts.answers == answers,
        Ask::Attach(file) => files().any(|(_, known)| *known == file),
        Ask::Remove(attachment) => !files().any(|(known, _)| *known == attachment),
        _ => false,
    }
}

fn authorization(facts: &Facts, id: &AuthorizationId) -> Authorization {
    let status = match facts.status {
        Status::Yours => model::Status::RequiresAction,
        Status::Processing => model::Status::Processing,
        Status::Waiting => model::Status::WaitingOnPayer,
        Status::Completed => model::Status::Completed,
        Status::Canceled => model::Status::Canceled,
        Status::Odd => model::Status::parse("on_holiday"),
    };
    let going_on = |no| HandoffPointer { id: Some(handoff_id(no)), state: Some(model::HandoffState::Active) };
    let active_handoff = facts.active.map(going_on);
    Authorization { active_handoff, ..Authorization::bare(id.clone(), AuthorizationVersion(facts.version), status) }
}

/// The link's number, of its id.
pub(super) fn grant_no(id: &model::GrantId) -> u32 {
    id.as_str().trim_start_matches("grant_").parse().unwrap_or_default()
}
