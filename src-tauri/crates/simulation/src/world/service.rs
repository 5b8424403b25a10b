//! A service model of its own: what it checks in which order, what it remembers of keys, what it does to a case, and the
//! ledger of it. It shares nothing with the program.

use super::answers::{answered, clock, date, refused};
use super::queue::{Due, Queue};
use crate::draws::Draws;
use crate::profiles::{Faults, Rules};
use crate::seen::{Seen, States};
use crate::trace::Effect;
use crate::wire::{
    ApiKey, Ask, Body, CaseNo, Code, Facts, Frozen, Hand, HandNo, HandResult, HandState, Key, Pair, Response, Status,
    Value, Wanted,
};

/// A copy that comes so soon after the first finds it being worked on, in milliseconds.
const WORKING: u64 = 40;

/// What a request is served with.
pub(crate) struct Around<'a> {
    pub(crate) now: u64,
    pub(crate) draws: &'a mut Draws,
    pub(crate) queue: &'a mut Queue,
    pub(crate) ledger: &'a mut Vec<Effect>,
    pub(crate) seen: &'a mut States,
    pub(crate) faults: Faults,
}

/// A key that was used, and what it was answered with.
#[derive(Debug, Clone, Copy)]
struct Used {
    key: Key,
    body: Body,
    at: u64,
    answer: Response,
}

#[derive(Debug)]
pub(crate) struct Service {
    pub(crate) rules: Rules,
    cases: Pair<Facts>,
    hands: Vec<(Hand, CaseNo, u64)>,
    /// What handoffs were before they moved, and when they did.
    were: Vec<(Hand, u64)>,
    used: Vec<Used>,
    serials: [u8; 2],
    attachments: u8,
    grants: u32,
}

impl Service {
    pub(crate) fn new(rules: Rules, first: Wanted, second: Wanted) -> Self {
        let case =
            |wanted| Facts { version: 14, status: Status::Yours, wanted, active: None, answers: 0, files: [None; 4] };
        let cases = Pair(case(first), case(second));
        Self {
            rules,
            cases,
            hands: Vec::new(),
            were: Vec::new(),
            used: Vec::new(),
            serials: [0; 2],
            attachments: 0,
            grants: 0,
        }
    }

    pub(crate) fn case(&self, case: CaseNo) -> Facts {
        *self.cases.get(case)
    }

    /// The key that an account has to use now.
    pub(crate) fn current_key(&self, account: u8) -> ApiKey {
        ApiKey { account, serial: self.serials.get(usize::from(account)).copied().unwrap_or_default() }
    }

    pub(crate) fn rotate_key(&mut self, account: u8) {
        if let Some(serial) = self.serials.get_mut(usize::from(account)) {
            *serial += 1;
        }
    }

    /// Whether the cases are not there for this account.
    fn is_apart(&self, account: u8) -> bool {
        self.rules.apart && account != 0
    }

    /// Reads a case, or a handoff, for an account.
    pub(crate) fn read(&self, of: u8, case: CaseNo, hand: Option<HandNo>, around: &mut Around<'_>) -> Response {
        if self.is_apart(of) {
            return refused(404, Code::NotThere, around.now);
        }
        if around.draws.chance(around.faults.not_there) {
            return refused(404, Code::None, around.now);
        }
        let value = match hand {
            None => Value::Case(*self.cases.get(case)),
            Some(no) => match self.hands.iter().find(|(hand, of, _)| hand.no == no && *of == case) {
                Some((hand, ..)) => Value::Hand(self.as_read(*hand, around.now)),
                None => return refused(404, Code::None, around.now),
            },
        };
        answered(value, around.now)
    }

    /// A handoff as the copy has it that it is read from.
    fn as_read(&self, hand: Hand, now: u64) -> Hand {
        let not_there_yet = |(was, at): &&(Hand, u64)| was.no == hand.no && now < at + self.rules.hands_lag;
        self.were.iter().find(not_there_yet).map_or(hand, |(was, _)| *was)
    }

    /// A handoff that moves now.
    fn moving(&mut self, no: HandNo, now: u64) -> Option<&mut Hand> {
        let (hand, ..) = self.hands.iter_mut().find(|(hand, ..)| hand.no == no)?;
        self.were.push((*hand, now));
        hand.version += 1;
        Some(hand)
    }

    /// Makes a link.
    pub(crate) fn mint(&mut self, no: HandNo, around: &mut Around<'_>) -> Response {
        let now = around.now;
        let Some((_, _, renewed)) =
            self.hands.iter_mut().find(|(hand, ..)| hand.no == no && hand.state == HandState::Active)
        else {
            return refused(409, Code::NotActionable, now);
        };
        *renewed = now;
        around.queue.plan(now + self.rules.lapses_after, Due::Lapse(no, now));
        self.grants += 1;
        let ends = now + self.rules.link_life;
        let says = (!around.draws.chance(around.faults.not_there)).then(|| clock(ends));
        answered(Value::Grant { grant: self.grants, says, ends }, now)
    }

    /// Carries out a decision under an account's key, or does not.
    pub(crate) fn write(&mut self, of: u8, write: &Frozen, around: &mut Around<'_>) -> Response {
        let now = around.now;
        if self.is_apart(of) {
            return refused(404, Code::NotThere, now);
        }
        let known = write.key.and_then(|key| self.used.iter().rfind(|used| used.key == key)).copied();
        let pruned = |used: &Used| self.rules.key_life.is_some_and(|life| now > used.at + life);
        if known.as_ref().is_some_and(pruned) {
            around.seen.note(Seen::AfterPruned);
        }
        let known = known.filter(|used| !pruned(used));
        let current = self.cases.get(write.body.case).version;
        let conflict = write.tag.version() != Some(current);
        if self.rules.state_first && !allows(self.cases.get(write.body.case), write.body.ask) {
            return refused(409, Code::NotActionable, now);
        }
        let turned_away = if self.rules.says_412 { 412 } else { 409 };
        if self.rules.version_first && conflict {
            return refused(turned_away, Code::VersionConflict, now);
        }
        if let Some(used) = known {
            if used.body != write.body {
                return refused(409, Code::KeyReused, now);
            }
            if now < used.at + WORKING {
                around.seen.note(Seen::InProgress);
                return refused(409, Code::InProgress, now);
            }
            around.seen.note(Seen::Replayed);
            return Response { date: date(now), ..used.answer };
        }
        if conflict {
            return refused(turned_away, Code::VersionConflict, now);
        }
        self.carry_out(write, around)
    }

    /// What has the right version, and is not known by its key.
    fn carry_out(&mut self, write: &Frozen, around: &mut Around<'_>) -> Response {
        let now = around.now;
        let broken = around.draws.chance(around.faults.broken);
        let before = broken && around.draws.chance(512);
        let answer = if before {
            refused(500, Code::None, now)
        } else {
            match self.apply(&write.body, around) {
                Ok(()) if broken => {
                    around.seen.note(Seen::BrokeAfter);
                    refused(500, Code::None, now)
                }
                Ok(()) => answered(self.brings(&write.body), now),
                Err(code) => refused(if code == Code::Invalid { 422 } else { 409 }, code, now),
            }
        };
        if let Some(key) = write.key
            && (answer.status < 300 || answer.status >= 500 && self.rules.stores_failures)
        {
            self.used.push(Used { key, body: write.body, at: now, answer });
        }
        answer
    }

    /// What the answer to a write brings: the handoff that was made, or the case.
    fn brings(&self, body: &Body) -> Value {
        let facts = self.cases.get(body.case);
        let made = self
            .hands
            .iter()
            .find(|(hand, ..)| matches!(body.ask, Ask::StartHandoff(_)) && facts.active == Some(hand.no));
        made.map_or(Value::Case(*facts), |(hand, ..)| Value::Hand(*hand))
    }

    fn apply(&mut self, body: &Body, around: &mut Around<'_>) -> Result<(), Code> {
        let mut facts = *self.cases.get(body.case);
        let before = facts.version;
        let mut hand = None;
        if !allows(&facts, body.ask) {
            return Err(Code::NotActionable);
        }
        match body.ask {
            Ask::Continue | Ask::Approve(_) => hand_on(&mut facts),
            Ask::Cancel => {
                hand = facts.active.and_then(|no| self.end(no, HandResult::Canceled, around.now));
                (facts.status, facts.wanted, facts.active) = (Status::Canceled, Wanted::Nothing, None);
            }
            Ask::StartHandoff(_) => {
                let made = self.start(body.case, around);
                facts.active = Some(made);
                hand = Some((made, None));
            }
            Ask::Complete(no) | Ask::Unable(no) | Ask::Revoke(no) => {
                hand = self.report(body.ask, no, &mut facts, around);
            }
            Ask::Save(7) => return Err(Code::Invalid),
            Ask::Save(answers) => facts.answers = answers,
            Ask::Attach(file) => self.attach(&mut facts, file)?,
            Ask::Remove(attachment) => remove(&mut facts, attachment)?,
        }
        if !(self.rules.quiet_handoff && matches!(body.ask, Ask::StartHandoff(_))) {
            facts.version += 1;
        }
        around.ledger.push(Effect { at: around.now, case: body.case, by: Some(*body), before, after: facts, hand });
        self.now_is(body.case, facts, around);
        Ok(())
    }

    /// The case is so now. What Collate has, it goes on with some time.
    fn now_is(&mut self, case: CaseNo, facts: Facts, around: &mut Around<'_>) {
        *self.cases.at(case) = facts;
        if matches!(facts.status, Status::Processing | Status::Odd) {
            let soon = around.draws.one_of(&[20_000, 300, 3_000, 200_000], 20_000);
            around.queue.plan(around.now + soon, Due::Move(case, facts.version));
        }
    }

    fn start(&mut self, case: CaseNo, around: &mut Around<'_>) -> HandNo {
        let no = HandNo(u16::try_from(self.hands.len()).unwrap_or(u16::MAX) + 1);
        let state = if self.rules.offers_first { HandState::Offered } else { HandState::Active };
        let created_at = self.rules.says_when_made.then(|| clock(around.now) - self.rules.made_behind);
        self.hands.push((Hand { no, version: 2, state, result: None, created_at }, case, around.now));
        if self.rules.offers_first {
            around.queue.plan(around.now + 4_000, Due::Ready(no));
        }
        around.queue.plan(around.now + self.rules.lapses_after, Due::Lapse(no, around.now));
        no
    }

    /// Takes a report, or a revocation.
    fn report(
        &mut self,
        ask: Ask,
        no: HandNo,
        facts: &mut Facts,
        around: &mut Around<'_>,
    ) -> Option<(HandNo, Option<HandResult>)> {
        let result = match ask {
            Ask::Complete(_) => HandResult::Completed,
            Ask::Unable(_) => HandResult::Unable,
            _ => HandResult::Revoked,
        };
        facts.active = None;
        if ask == Ask::Complete(no) {
            hand_on(facts);
        }
        if !self.rules.closes_slowly {
            return self.end(no, result, around.now);
        }
        self.moving(no, around.now)?.state = HandState::Closing;
        // What it will end with is not said before it has ended.
        around.queue.plan(around.now + 15_000, Due::Closes(no));
        Some((no, Some(result)))
    }

    fn end(&mut self, no: HandNo, result: HandResult, now: u64) -> Option<(HandNo, Option<HandResult>)> {
        let hand = self.moving(no, now)?;
        (hand.state, hand.result) = (HandState::Closed, Some(result));
        Some((no, Some(result)))
    }

    fn attach(&mut self, facts: &mut Facts, file: u8) -> Result<(), Code> {
        let place = facts.files.iter_mut().find(|place| place.is_none()).ok_or(Code::Invalid)?;
        self.attachments += 1;
        *place = Some((self.attachments, file));
        Ok(())
    }

    /// What the service does by itself.
    pub(crate) fn goes_on(&mut self, due: Due, around: &mut Around<'_>) {
        match due {
            Due::Move(case, version) if self.cases.get(case).version == version => self.moves(case, around),
            Due::Ready(no) => {
                let offered = |(hand, ..): &(Hand, CaseNo, u64)| hand.no == no && hand.state == HandState::Offered;
                if self.hands.iter().any(offered)
                    && let Some(hand) = self.moving(no, around.now)
                {
                    hand.state = HandState::Active;
                }
            }
            Due::Closes(no) => {
                let said = around.ledger.iter().rev().find_map(|effect| effect.hand.filter(|(of, _)| *of == no));
                if let Some((_, Some(result))) = said {
                    self.end(no, result, around.now);
                }
            }
            Due::Lapse(no, since) => self.lapse(no, since, around),
            _ => {}
        }
    }

    /// Collate, or the payer, changes the case.
    pub(crate) fn moves(&mut self, case: CaseNo, around: &mut Around<'_>) {
        let mut facts = *self.cases.get(case);
        let before = facts.version;
        let next = match facts.status {
            Status::Processing | Status::Odd | Status::Waiting => around.draws.below(6),
            Status::Yours | Status::Completed | Status::Canceled => 6,
        };
        (facts.status, facts.wanted) = match next {
            0 => (Status::Yours, Wanted::Approve),
            1 => (Status::Yours, Wanted::Continue),
            2 | 3 => (Status::Yours, Wanted::Portal),
            4 => (Status::Waiting, Wanted::Nothing),
            5 => (Status::Completed, Wanted::Nothing),
            _ => (facts.status, facts.wanted),
        };
        facts.version += 1;
        let confirmed = around.ledger.iter().rev().filter(|effect| effect.case == case).find_map(|effect| effect.by);
        let again = match confirmed.map(|body| body.ask) {
            Some(Ask::Continue) => facts.wanted == Wanted::Continue,
            Some(Ask::Approve(_)) => facts.wanted == Wanted::Approve,
            _ => false,
        };
        if again && next < 6 {
            around.seen.note(Seen::AskedAgain);
        }
        around.ledger.push(Effect { at: around.now, case, by: None, before, after: facts, hand: None });
        self.now_is(case, facts, around);
    }

    /// A case gets a word nobody knows.
    pub(crate) fn speaks_oddly(&mut self, case: CaseNo, around: &mut Around<'_>) {
        let mut facts = *self.cases.get(case);
        if facts.status == Status::Yours && facts.active.is_none() {
            let before = facts.version;
            (facts.status, facts.wanted, facts.version) = (Status::Odd, Wanted::Nothing, before + 1);
            around.ledger.push(Effect { at: around.now, case, by: None, before, after: facts, hand: None });
            around.seen.note(Seen::OddWord);
            self.now_is(case, facts, around);
        }
    }

    fn lapse(&mut self, no: HandNo, since: u64, around: &mut Around<'_>) {
        let open = |(hand, _, renewed): &&mut (Hand, CaseNo, u64)| {
            hand.no == no && *renewed == since && matches!(hand.state, HandState::Offered | HandState::Active)
        };
        let Some((_, case, _)) = self.hands.iter_mut().find(open) else { return };
        let case = *case;
        let hand = self.end(no, HandResult::Expired, around.now);
        let mut facts = *self.cases.get(case);
        let before = facts.version;
        facts.version += 1;
        facts.active = None;
        around.ledger.push(Effect { at: around.now, case, by: None, before, after: facts, hand });
        around.seen.note(Seen::Lapsed);
        self.now_is(case, facts, around);
    }
}

/// Whether a case that is so takes what is asked for.
fn allows(facts: &Facts, ask: Ask) -> bool {
    let goes_on = !matches!(facts.status, Status::Completed | Status::Canceled);
    goes_on
        && match ask {
            Ask::Continue => facts.wanted == Wanted::Continue,
            Ask::Approve(package) => facts.wanted == Wanted::Approve && facts.package() == package,
            Ask::StartHandoff(_) => facts.wanted == Wanted::Portal && facts.active.is_none(),
            Ask::Complete(no) | Ask::Unable(no) | Ask::Revoke(no) => facts.active == Some(no),
            Ask::Cancel | Ask::Save(_) | Ask::Attach(_) | Ask::Remove(_) => true,
        }
}

fn hand_on(facts: &mut Facts) {
    (facts.status, facts.wanted) = (Status::Processing, Wanted::Nothing);
}

fn remove(facts: &mut Facts, attachment: u8) -> Result<(), Code> {
    let place = facts.files.iter_mut().find(|place| place.is_some_and(|(known, _)| known == attachment));
    *place.ok_or(Code::Invalid)? = None;
    Ok(())
}
