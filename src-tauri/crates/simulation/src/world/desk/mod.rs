//! A desk: the engine's command book, clock, schedule and link, and the glue around them that does what the real owner does,
//! in the order in which it does it.

mod handing;
mod portal;
mod reading;
pub(crate) mod record;
mod sending;
mod session;

use super::disk::Disk;
use super::{CASES, Env};
use crate::claims::Claim;
use crate::seen::Seen;
use crate::trace::What;
use crate::wire::{ApiKey, CaseNo, Facts, Frozen, HandNo, Intent, Pair, START, Who};
use engine::command::{Book, Command, CommandId, Resend};
use engine::link::Link;
use engine::schedule::{Attention, Schedule};
use engine::service_clock::ServiceClock;
use engine::time::{Boot, Now};
use model::{AuthorizationId, GrantId, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// The program ended here.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Crash;

/// What the keyring does at the next start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keyring {
    /// It gives what it was given.
    Kept,
    /// It has nothing: what was sealed cannot be opened any more.
    Nothing,
    /// It is locked: what was sealed cannot be opened in this run.
    Locked,
}

/// A handoff as the desk knows it.
pub(crate) struct HandFile {
    no: HandNo,
    hand: model::Handoff,
    ours: bool,
    read_closed: bool,
    link: Link,
    /// The texts of links that are in memory: number, and whether the ticket has it.
    held: Vec<(u32, bool)>,
    /// Until when the ticket waits, and for which link.
    ticket: Option<(u32, Boot)>,
    /// Whether the link counts, as was said last.
    counted: bool,
    /// When the planted timer goes off, on a clock that stands still in sleep.
    timer: Option<u64>,
}

/// A case as the desk knows it.
#[derive(Default)]
pub(crate) struct File {
    facts: Option<Facts>,
    hand: Option<HandFile>,
    hot_until: Option<Boot>,
    /// How closely it is watched.
    watched: Option<Attention>,
}

/// What lasts as long as a connection.
pub(crate) struct Conn {
    book: Book<Frozen>,
    clock: ServiceClock,
    schedule: Schedule,
    files: Pair<File>,
    /// Commands that a reading asked for since then tells of.
    checking: BTreeMap<CommandId, u64>,
    /// Under which key each command was decided.
    decided_under: BTreeMap<CommandId, ApiKey>,
    /// Commands of which that is known by their line only: what was sealed cannot be opened.
    sealed: BTreeSet<CommandId>,
    /// Handoffs that were started here in an earlier run.
    started_before: BTreeSet<HandNo>,
    key_refused: bool,
    /// Only where a bug is planted: the decision to be rebased.
    rebase: Option<Intent>,
}

pub(crate) struct Desk {
    who: Who,
    up: bool,
    locked: bool,
    asleep: bool,
    key: ApiKey,
    epoch: u32,
    wall: i64,
    slept: u64,
    slept_at: u64,
    pub(crate) disk: Disk,
    pub(crate) keyring: Keyring,
    seal: u32,
    conn: Option<Conn>,
    timer_at: Option<u64>,
    said: Pair<Option<(Intent, Claim)>>,
    ids: Pair<AuthorizationId>,
}

/// Whether only its age keeps a command from being sent again.
fn is_too_old(command: &Command<Frozen>, service_now: Timestamp) -> bool {
    let could = command.resend > Resend::Never && command.stage.shows_nothing_yet();
    could && !command.may_go_again(service_now)
}

fn case_id(text: &str) -> AuthorizationId {
    #[expect(clippy::expect_used, reason = "the text is a good one")]
    AuthorizationId::new(text).expect("a word is an id")
}

pub(crate) fn grant_id(grant: u32) -> GrantId {
    #[expect(clippy::expect_used, reason = "the text is a good one")]
    GrantId::new(format!("grant_{grant}")).expect("a word is an id")
}

impl Desk {
    pub(crate) fn new(who: Who) -> Self {
        Self {
            who,
            up: false,
            locked: false,
            asleep: false,
            key: ApiKey { account: 0, serial: 0 },
            epoch: 0,
            wall: 0,
            slept: 0,
            slept_at: 0,
            disk: Disk::default(),
            keyring: Keyring::Kept,
            seal: 1,
            conn: None,
            timer_at: None,
            said: Pair(None, None),
            ids: Pair(case_id("auth_one"), case_id("auth_two")),
        }
    }

    /// Both clocks, read once.
    fn now(&self, env: &Env) -> Now {
        let wall = START + i64::try_from(env.now).unwrap_or_default() + self.wall;
        Now { boot: Boot(env.now), wall: Timestamp(wall) }
    }

    fn case_of(&self, id: &AuthorizationId) -> CaseNo {
        if *self.ids.get(CaseNo::One) == *id { CaseNo::One } else { CaseNo::Two }
    }

    /// Does what is due: links end first, then writes go out again, then cases are read; says what is different.
    pub(crate) fn turn(&mut self, env: &mut Env) {
        if !self.up || self.asleep {
            return;
        }
        if self.try_turn(env).is_err() {
            self.crash(false, env);
        }
    }

    fn try_turn(&mut self, env: &mut Env) -> Result<(), Crash> {
        for case in CASES {
            self.link_due(case, env)?;
        }
        self.send_due(env)?;
        self.watch(env);
        self.read_due(env);
        self.say(env);
        self.arm(env);
        Ok(())
    }

    /// Says of every newest command what the window says now, where that is something else than before.
    fn say(&mut self, env: &mut Env) {
        let Some(conn) = &self.conn else { return };
        let service_now = conn.clock.read(self.now(env));
        let said = |command: &Command<Frozen>| (command.frozen.body.intent, Claim::of(command, service_now));
        for (index, case) in CASES.into_iter().enumerate() {
            let command = conn.book.of(self.ids.get(case));
            if command.is_some_and(|command| is_too_old(command, service_now)) {
                env.seen.note(Seen::TooOld);
            }
            let now = command.map(said);
            let said = if index == 0 { &mut self.said.0 } else { &mut self.said.1 };
            if let Some((intent, claim)) = now.filter(|now| *said != Some(*now)) {
                if *said == Some((intent, Claim::LetBe)) && claim == Claim::IsSo {
                    env.seen.note(Seen::LateArrival);
                }
                *said = now;
                env.note(self.who, What::Claimed(intent, claim));
            }
        }
    }

    /// Tells the schedule how closely each case is watched.
    fn watch(&mut self, env: &Env) {
        let now = self.now(env);
        let Some(conn) = &mut self.conn else { return };
        for case in CASES {
            let file = conn.files.at(case);
            if file.hot_until.is_some_and(|until| until <= now.boot) {
                file.hot_until = None;
            }
            let open = conn.book.of(self.ids.get(case)).is_some_and(|command| !command.stage.is_settled());
            let busy = open || file.hand.as_ref().is_some_and(|hand| hand.hand.is_open());
            let attention = match (file.hot_until, busy) {
                (Some(_), true) => Attention::Hot,
                // Less often than the real desk, so that an hour is soon over.
                (_, true) => Attention::WithPayer,
                (_, false) => Attention::Ended,
            };
            if file.watched != Some(attention) {
                file.watched = Some(attention);
                conn.schedule.watch(self.ids.get(case), attention, now);
            }
        }
    }

    /// Asks to be woken when something is due next.
    fn arm(&mut self, env: &mut Env) {
        let now = Boot(env.now);
        let Some(conn) = &self.conn else { return };
        let links =
            CASES.iter().filter_map(|case| conn.files.get(*case).hand.as_ref()).filter_map(|hand| hand.due(self.slept));
        let service_now = conn.clock.read(self.now(env));
        let sends = conn.book.poll_timeout(service_now).filter(|_| !self.locked && !conn.key_refused);
        let reads = conn.schedule.poll_timeout().map(|(due, _)| due);
        // What the service holds back is tried again when that is over.
        let sends = sends.map(|due| due.max(conn.schedule.held_until()));
        let next = links.chain(sends).chain(reads).min();
        let overdue = next.is_some_and(|next| next <= now);
        if overdue {
            env.note(self.who, What::Overdue);
        }
        // It is wrong; the schedule goes on all the same.
        let next = next.map(|next| if overdue { now.plus(Duration::from_secs(60)) } else { next });
        if let Some(Boot(next)) = next.filter(|next| self.timer_at.is_none_or(|at| next.0 < at || at <= env.now)) {
            self.timer_at = Some(next);
            env.queue.plan(next, super::queue::Due::Timer(self.who));
        }
    }

    /// The timer went off.
    pub(crate) fn timer(&mut self, env: &mut Env) {
        if self.timer_at == Some(env.now) && !self.asleep {
            self.timer_at = None;
            self.turn(env);
        }
    }

    pub(crate) fn is_asleep(&self) -> bool {
        self.asleep
    }

    pub(crate) fn is_up(&self) -> bool {
        self.up
    }

    /// Whether nothing is left that could still come to its end by itself.
    pub(crate) fn is_settled(&self) -> bool {
        let done = |said: &Option<(Intent, Claim)>| {
            !matches!(said, Some((_, Claim::OnItsWay | Claim::Reading | Claim::NoSign { by_itself: true })))
        };
        self.up && self.conn.is_some() && done(&self.said.0) && done(&self.said.1)
    }

    /// The handoff of a case that was read last, or made here.
    pub(crate) fn known_hand(&self, case: CaseNo) -> Option<HandNo> {
        self.conn.as_ref()?.files.get(case).hand.as_ref().map(|hand| hand.no)
    }

    /// The case as it is shown to the operator, and the handoff that is hers and open.
    pub(crate) fn shown(&self, case: CaseNo) -> Option<(Facts, Option<HandNo>)> {
        let file = self.conn.as_ref()?.files.get(case);
        let ours = file.hand.as_ref().filter(|hand| hand.ours && hand.hand.is_open()).map(|hand| hand.no);
        Some((file.facts?, ours))
    }

    /// Between two things that are done: the program may end here.
    fn boundary(&self, env: &mut Env) -> Result<(), Crash> {
        if env.draws.chance(env.knobs.faults.crash) { Err(Crash) } else { Ok(()) }
    }
}
