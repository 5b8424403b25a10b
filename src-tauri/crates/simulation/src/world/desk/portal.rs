//! Links: asked for after that is recorded (never what comes of it), held in memory only until the browser has them, and
//! ended by the engine's one way.

use super::reading::grant_no;
use super::{Crash, Desk, HandFile, grant_id};
use crate::planted::{self, Bug};
use crate::seen::Seen;
use crate::trace::What;
use crate::wire::{CaseNo, Got, HandNo, Request, Response, Value};
use crate::world::disk::CANARY;
use crate::world::queue::Due;
use crate::world::{CASES, Env};
use engine::link::{Asking, Effect, Ended, NotOpened, Purpose};
use engine::time::Boot;
use model::Timestamp;
use std::time::Duration;

impl Desk {
    /// The operator opens the portal.
    pub(crate) fn open_portal(&mut self, case: CaseNo, env: &mut Env) {
        self.with_link(case, env, |hand, now| hand.link.ask_open(now));
    }

    /// The operator did something in the window: one renewal may be spent on it.
    pub(crate) fn act(&mut self, case: CaseNo, env: &mut Env) {
        self.with_link(case, env, |hand, now| hand.link.operator_acted(now));
    }

    fn with_link(&mut self, case: CaseNo, env: &mut Env, act: impl FnOnce(&mut HandFile, engine::time::Now)) {
        let now = self.now(env);
        if !self.up || self.locked || self.asleep {
            return;
        }
        let Some(conn) = self.conn.as_mut().filter(|conn| !conn.key_refused) else { return };
        let Some(hand) = conn.files.at(case).hand.as_mut().filter(|hand| hand.ours && hand.hand.offers_access()) else {
            return;
        };
        act(hand, now);
        if self.run_link(case, env).is_err() {
            return self.crash(false, env);
        }
        self.turn(env);
    }

    /// Does what is due of a case's link.
    pub(super) fn link_due(&mut self, case: CaseNo, env: &mut Env) -> Result<(), Crash> {
        let now = self.now(env);
        let awake = env.now.saturating_sub(self.slept);
        let Some(hand) = self.conn.as_mut().and_then(|conn| conn.files.at(case).hand.as_mut()) else { return Ok(()) };
        if !planted::is(Bug::TimerOnlyExpiry) || hand.timer.is_some_and(|timer| timer <= awake) {
            hand.link.handle_timeout(now);
            hand.timer = None;
        }
        if let Some((grant, until)) = hand.ticket
            && until <= now.boot
        {
            hand.link.ticket_failed(&grant_id(grant), Ended::NobodyCame);
        }
        self.run_link(case, env)
    }

    /// Carries out what a case's link wants done.
    pub(super) fn run_link(&mut self, case: CaseNo, env: &mut Env) -> Result<(), Crash> {
        let now = self.now(env);
        while let Some((no, effect)) = self.next_effect(case) {
            match effect {
                Effect::Mint { asking, purpose } => self.mint(case, no, asking, purpose, env)?,
                Effect::Offer { grant, until } => self.offer(case, grant_no(&grant), until, env),
                Effect::Zero { grant } => self.zero(case, grant_no(&grant), env),
                Effect::Over { .. } => {}
            }
        }
        let Some(hand) = self.conn.as_mut().and_then(|conn| conn.files.at(case).hand.as_mut()) else { return Ok(()) };
        let counts = hand.link.left(now).is_some();
        if counts != hand.counted {
            hand.counted = counts;
            env.note(self.who, What::Counts(hand.no, counts));
        }
        Ok(())
    }

    fn next_effect(&mut self, case: CaseNo) -> Option<(HandNo, Effect)> {
        let hand = self.conn.as_mut()?.files.at(case).hand.as_mut()?;
        Some((hand.no, hand.link.poll_effect()?))
    }

    fn mint(
        &mut self,
        case: CaseNo,
        hand: HandNo,
        asking: Asking,
        purpose: Purpose,
        env: &mut Env,
    ) -> Result<(), Crash> {
        let now = self.now(env);
        let may = !self.locked && self.conn.as_ref().is_some_and(|conn| !conn.key_refused);
        let (intent, key) = (env.new_intent(), env.new_key());
        let recorded = may && self.put(intent.0, format!("{} link {}", intent.0, hand.0), None, env) && self.sync(env);
        let Some(conn) = &mut self.conn else { return Ok(()) };
        if !recorded {
            if let Some(hand) = &mut conn.files.at(case).hand {
                hand.link.not_minted(asking, NotOpened::NotMade, None, now);
            }
            return Ok(());
        }
        self.boundary(env)?;
        if purpose == Purpose::Renew {
            env.seen.note(Seen::Renewed);
        }
        if let Some(conn) = &mut self.conn {
            conn.schedule.will_send(now);
        }
        env.note(self.who, What::AskedLink(intent, key));
        env.send(self.call(Request::Mint { case, hand, asking: asking.0, key }, env.now, false));
        self.boundary(env)
    }

    /// The service made a link, or did not.
    pub(super) fn minted(
        &mut self,
        case: CaseNo,
        of: HandNo,
        asking: u64,
        got: Got,
        env: &mut Env,
    ) -> Result<(), Crash> {
        let now = self.now(env);
        let Some(conn) = &mut self.conn else { return Ok(()) };
        // A link to a handoff that another took the place of is nobody's.
        let Some(hand) = conn.files.at(case).hand.as_mut().filter(|hand| hand.no == of) else { return Ok(()) };
        match got {
            Got::Answer(Response { value: Value::Grant { grant, says, ends }, date, .. }) => {
                hand.held.push((grant, false));
                env.note(self.who, What::Held { grant, of, ends });
                hand.link.minted(Asking(asking), grant_id(grant), says.map(Timestamp), Some(Timestamp(date)), now);
                if planted::is(Bug::StoredGrant) {
                    let intent = env.new_intent();
                    self.put(intent.0, format!("{} {CANARY}-LINK-{grant}", intent.0), None, env);
                }
            }
            _ => {
                let wait = super::sending::retry_after(&got).map(|seconds| Duration::from_secs(seconds.into()));
                hand.link.not_minted(Asking(asking), NotOpened::NotMade, wait, now);
            }
        }
        self.run_link(case, env)?;
        self.drop_unoffered(case, env);
        self.read_after(case, env);
        Ok(())
    }

    /// Whatever was not offered in this turn is overwritten now.
    fn drop_unoffered(&mut self, case: CaseNo, env: &mut Env) {
        let Some(hand) = self.conn.as_mut().and_then(|conn| conn.files.at(case).hand.as_mut()) else { return };
        let left: Vec<u32> = hand.held.iter().filter(|(_, offered)| !offered).map(|(grant, _)| *grant).collect();
        for grant in left {
            self.zero(case, grant, env);
        }
    }

    fn offer(&mut self, case: CaseNo, grant: u32, until: Boot, env: &mut Env) {
        let awake = env.now.saturating_sub(self.slept);
        let now = self.now(env);
        let Some(hand) = self.conn.as_mut().and_then(|conn| conn.files.at(case).hand.as_mut()) else { return };
        let Some(held) = hand.held.iter_mut().find(|(held, _)| *held == grant) else { return };
        held.1 = true;
        hand.ticket = Some((grant, until));
        let life = hand.link.left(now).map_or(0, |(left, _)| u64::try_from(left.as_millis()).unwrap_or_default());
        hand.timer = Some(awake + life);
        let launches = if planted::is(Bug::SecondLaunch) { 2 } else { 1 };
        for _ in 0..launches {
            env.note(self.who, What::Launched(grant));
        }
        if let Some(comes) = env.draws.one_of(&[Some(1_500), Some(300), None, Some(25_000)], None) {
            env.queue.plan(env.now + comes, Due::Browser(self.who, grant));
        }
    }

    /// Overwrites a link's text, wherever it is.
    fn zero(&mut self, case: CaseNo, grant: u32, env: &mut Env) {
        let Some(hand) = self.conn.as_mut().and_then(|conn| conn.files.at(case).hand.as_mut()) else { return };
        hand.ticket.take_if(|(of, _)| *of == grant);
        let before = hand.held.len();
        hand.held.retain(|(held, _)| *held != grant);
        if hand.held.len() != before {
            env.note(self.who, What::Gone(grant));
        }
    }

    /// The browser comes for a link.
    pub(crate) fn browser(&mut self, grant: u32, env: &mut Env) {
        if !self.up || self.asleep {
            return;
        }
        for case in CASES {
            let Some(hand) = self.conn.as_mut().and_then(|conn| conn.files.at(case).hand.as_mut()) else { continue };
            if hand.ticket.is_some_and(|(of, _)| of == grant) {
                env.note(self.who, What::Opened(grant));
                hand.link.ticket_answered(&grant_id(grant));
                self.zero(case, grant, env);
            }
        }
        self.turn(env);
    }

    /// Ends a case's link, for this reason.
    pub(super) fn end_link(&mut self, case: CaseNo, reason: Ended, env: &mut Env) -> Result<(), Crash> {
        let Some(hand) = self.conn.as_mut().and_then(|conn| conn.files.at(case).hand.as_mut()) else { return Ok(()) };
        env.note(self.who, What::HandoffOver(hand.no));
        hand.link.discard(reason);
        self.run_link(case, env)
    }

    /// Ends every link.
    pub(super) fn end_links(&mut self, reason: Ended, env: &mut Env) {
        for case in CASES {
            // Ending asks for nothing that could end the program.
            let _ = self.end_link(case, reason, env);
        }
    }

    /// Whether a link counts here, or its text is held.
    pub(crate) fn has_link(&self) -> bool {
        let counts = |hand: &HandFile| hand.counted || !hand.held.is_empty();
        self.conn
            .as_ref()
            .is_some_and(|conn| CASES.into_iter().any(|case| conn.files.get(case).hand.as_ref().is_some_and(counts)))
    }
}

impl HandFile {
    /// When something of its link is due.
    pub(super) fn due(&self, slept: u64) -> Option<Boot> {
        let timer = self.timer.filter(|_| planted::is(Bug::TimerOnlyExpiry)).map(|timer| Boot(timer + slept));
        let link = timer.or_else(|| self.link.poll_timeout().map(|(due, _)| due));
        let ticket = self.ticket.map(|(_, until)| until);
        link.into_iter().chain(ticket).min()
    }
}
