//! Who does what: the operators, and the world around them, one step after the other.

use super::World;
use super::desk::{Desk, Keyring};
use crate::seen::Seen;
use crate::trace::By;
use crate::wire::{Ask, CaseNo, Facts, Status, Wanted, Who};

impl World {
    /// Somebody does something.
    pub(crate) fn step(&mut self) {
        let who = if self.env.knobs.two && self.env.draws.chance(512) { Who::B } else { Who::A };
        if !self.desks.of(who).is_up() {
            return self.starts(who);
        }
        let case = if self.env.draws.chance(200) { CaseNo::Two } else { CaseNo::One };
        let faults = self.env.knobs.faults;
        // From the top down: nought is an operator's step.
        let mut place = 1_023 - self.env.draws.below(1_024);
        for (kind, often) in [faults.clock, faults.disk, faults.keys, faults.crash].into_iter().enumerate() {
            if place < often {
                return self.trouble(kind, who);
            }
            place -= often;
        }
        self.does(who, case);
    }

    fn does(&mut self, who: Who, case: CaseNo) {
        match self.env.draws.below(22) {
            0..=7 => self.decides(who, case),
            8 | 9 | 21 => self.with(who, |desk, env| desk.send_again(case, env)),
            10 | 20 => self.with(who, |desk, env| desk.let_be(case, env)),
            11 | 12 => self.with(who, |desk, env| desk.read_now(case, By::Operator, env)),
            13 | 14 => self.with(who, |desk, env| desk.open_portal(case, env)),
            15 => self.with(who, |desk, env| desk.act(case, env)),
            16 => self.collate_moves(case),
            17 => self.with(who, |desk, env| if desk.is_locked() { desk.unlock(env) } else { desk.lock(env) }),
            18 => self.leaves_or_comes(who),
            19 => self.with(who, Desk::quit),
            _ => {}
        }
    }

    fn starts(&mut self, who: Who) {
        let account = self.account();
        let key = self.env.service.current_key(account);
        self.with(who, |desk, env| desk.begin(key, env));
    }

    fn leaves_or_comes(&mut self, who: Who) {
        let account = self.account();
        let key = self.env.service.current_key(account);
        self.with(who, |desk, env| if desk.is_signed_in() { desk.sign_out(env) } else { desk.connect(key, env) });
    }

    /// Whose key is entered: now and then another account's.
    fn account(&mut self) -> u8 {
        u8::from(self.env.draws.chance(self.env.knobs.faults.keys))
    }

    fn collate_moves(&mut self, case: CaseNo) {
        let before = self.env.service.case(case);
        if matches!(before.status, Status::Completed | Status::Canceled) {
            return;
        }
        self.env.serve(|service, around| service.moves(case, around));
    }

    fn decides(&mut self, who: Who, case: CaseNo) {
        let kind = self.env.draws.below(10);
        let small = self.env.draws.below(8);
        // Before she reports she looks at the portal.
        if (3..6).contains(&kind) && self.desks.of(who).shown(case).is_some_and(|(_, ours)| ours.is_some()) {
            return self.with(who, |desk, env| desk.open_portal(case, env));
        }
        // "It was me", of a handoff that the desk does not take for hers; a colleague may say so, too.
        if small < 4 && self.desks.of(who).shows_anothers_hand(case) {
            return self.with(who, |desk, env| desk.carry_on(case, env));
        }
        let Some((facts, ask)) = self.desks.of(who).choice(case, kind, u8::try_from(small).unwrap_or_default()) else {
            return self.with(who, |desk, env| desk.read_now(case, By::Operator, env));
        };
        let known = self.env.trace.events.len();
        self.with(who, |desk, env| desk.decide(case, ask, env));
        let decided = self.env.trace.events.len() > known;
        if decided && self.last.is_some_and(|last| last.0 != who && (last.1, last.2) == (case, facts.version)) {
            self.env.seen.note(Seen::Collided);
        }
        if decided {
            self.last = Some((who, case, facts.version));
        }
    }

    /// Something that is nobody's wish.
    fn trouble(&mut self, kind: usize, who: Who) {
        match kind {
            0 => self.clock_trouble(who),
            1 => self.disk_trouble(who),
            2 => self.key_trouble(who),
            _ => {
                let power = self.env.draws.chance(512);
                self.with(who, |desk, env| desk.crash(power, env));
            }
        }
    }

    fn clock_trouble(&mut self, who: Who) {
        match self.env.draws.below(3) {
            0 => {
                let long = [20_000, 4_000, 100_000, 400_000, 1_000_000, 46_800_000];
                let millis = self.env.draws.one_of(&long, 20_000);
                self.with(who, |desk, env| desk.sleep(millis, env));
            }
            1 => {
                let ahead = self.env.draws.one_of(&[0, 3_600_000, -3_600_000, 90_000_000, -700], 0);
                self.with(who, |desk, env| desk.set_wall(ahead, env));
            }
            _ => {
                // Nobody is there for longer than a decision may be old.
                let millis = self.env.draws.one_of(&[600_000, 46_800_000], 600_000);
                self.with(who, |desk, env| desk.sleep(millis, env));
                self.pass(millis);
            }
        }
    }

    fn disk_trouble(&mut self, who: Who) {
        match self.env.draws.below(6) {
            0 | 1 => self.with(who, |desk, _| desk.disk.full = !desk.disk.full),
            2 => self.with(who, |desk, _| desk.disk.failing = !desk.disk.failing),
            3 => self.with(who, |desk, _| desk.disk.copy()),
            _ => {
                self.with(who, Desk::roll_back);
                if !self.desks.of(who).is_up() {
                    self.starts(who);
                }
            }
        }
    }

    fn key_trouble(&mut self, who: Who) {
        match self.env.draws.below(5) {
            0 => self.env.service.rotate_key(0),
            1 => {
                let account = self.account();
                let key = self.env.service.current_key(account);
                self.with(who, |desk, env| desk.enter_key(key, env));
            }
            2 => self.with(who, |desk, _| desk.keyring = Keyring::Nothing),
            3 => self.with(who, |desk, _| desk.keyring = Keyring::Locked),
            _ => {
                let speaks = |service: &mut super::service::Service, around: &mut super::service::Around<'_>| {
                    service.speaks_oddly(CaseNo::One, around);
                };
                self.env.serve(speaks);
            }
        }
    }
}

impl Desk {
    /// What the operator would decide here, on the case as it is shown to her.
    fn choice(&self, case: CaseNo, kind: u32, small: u8) -> Option<(Facts, Ask)> {
        let (facts, ours) = self.shown(case)?;
        if matches!(facts.status, Status::Completed | Status::Canceled | Status::Odd) {
            return None;
        }
        let attached = facts.files.iter().flatten().next().map(|(attachment, _)| *attachment);
        let ask = match (kind, facts.wanted, ours) {
            (6, ..) => Ask::Save(small),
            (7, ..) => Ask::Attach(small),
            (8, ..) => attached.map_or(Ask::Attach(small), Ask::Remove),
            (9, _, Some(hand)) => Ask::Revoke(hand),
            (9, ..) if small < 2 => Ask::Cancel,
            (0..=3, _, Some(hand)) => Ask::Complete(hand),
            (_, _, Some(hand)) => Ask::Unable(hand),
            (_, Wanted::Continue, _) => Ask::Continue,
            (_, Wanted::Approve, _) => Ask::Approve(facts.package()),
            (_, Wanted::Portal, _) if facts.active.is_none() => Ask::StartHandoff(self.known_hand(case)),
            _ => Ask::Save(small),
        };
        Some((facts, ask))
    }
}
