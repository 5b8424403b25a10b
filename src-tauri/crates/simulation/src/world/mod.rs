//! The made-up world of one schedule: what a desk has around it (`Env`), the desks, and who does what when.

pub(crate) mod answers;
pub(crate) mod desk;
pub(crate) mod disk;
pub(crate) mod network;
pub(crate) mod operator;
pub(crate) mod queue;
pub(crate) mod service;

use crate::draws::Draws;
use crate::profiles::{Faults, Knobs, Profile};
use crate::seen::States;
use crate::trace::{Event, Trace, What};
use crate::wire::{ApiKey, CaseNo, Got, Intent, Key, Pair, Wanted, Who};
use desk::Desk;
use network::Call;
use queue::{CallNo, Due, Queue};
use service::Service;

/// How long everything is given to settle once nothing fails any more, in milliseconds.
const CALM: u64 = 10 * 60 * 1_000;

/// What a desk has around it.
pub(crate) struct Env {
    pub(crate) now: u64,
    pub(crate) queue: Queue,
    pub(crate) calls: Vec<Call>,
    pub(crate) answers: Vec<Got>,
    pub(crate) service: Service,
    pub(crate) draws: Draws,
    pub(crate) trace: Trace,
    pub(crate) seen: States,
    pub(crate) knobs: Knobs,
    intents: u32,
    keys: u64,
}

impl Env {
    /// Notes what happened at a desk.
    pub(crate) fn note(&mut self, who: Who, what: What) {
        self.trace.events.push(Event { at: self.now, who, what });
    }

    /// A number for a decision.
    pub(crate) fn new_intent(&mut self) -> Intent {
        self.intents += 1;
        Intent(self.intents - 1)
    }

    /// A key nobody used.
    pub(crate) fn new_key(&mut self) -> Key {
        self.keys += 1;
        Key(self.keys)
    }
}

/// One schedule, from its first step to its end.
pub(crate) struct World {
    pub(crate) env: Env,
    pub(crate) desks: Pair<Desk>,
    /// Who decided last, on which version of which case.
    last: Option<(Who, CaseNo, u64)>,
}

/// What a schedule leaves behind.
#[derive(Debug)]
pub struct Outcome {
    /// What happened.
    pub trace: Trace,
    /// Which states it came through.
    pub seen: States,
    /// What was drawn for it, where that was noted.
    pub taken: Vec<u32>,
    /// What it was made of.
    pub knobs: Knobs,
}

/// Runs one schedule.
#[must_use]
pub fn run(profile: Profile, mut draws: Draws) -> Outcome {
    let knobs = Knobs::draw(profile, &mut draws);
    let mut world = World::new(knobs, draws);
    world.start();
    for _ in 0..knobs.steps {
        world.step();
        let gap = world.env.draws.one_of(&[1_500, 100, 400, 5_000, 20_000, 70_000, 200_000], 1_500);
        world.pass(gap);
    }
    world.settle();
    let Env { trace, seen, draws, .. } = world.env;
    Outcome { trace, seen, taken: draws.into_taken(), knobs }
}

impl World {
    fn new(knobs: Knobs, mut draws: Draws) -> Self {
        let mut wanted = || {
            if draws.chance(knobs.handoffs) {
                Wanted::Portal
            } else {
                draws.one_of(&[Wanted::Approve, Wanted::Continue], Wanted::Approve)
            }
        };
        let service = Service::new(knobs.rules, wanted(), wanted());
        let env = Env {
            now: 1_000,
            queue: Queue::new(),
            calls: Vec::with_capacity(64),
            answers: Vec::with_capacity(64),
            service,
            draws,
            trace: Trace { events: Vec::with_capacity(160), ledger: Vec::with_capacity(16) },
            seen: States::default(),
            knobs,
            intents: 0,
            keys: 0,
        };
        Self { env, desks: Pair(Desk::new(Who::A), Desk::new(Who::B)), last: None }
    }

    fn start(&mut self) {
        for &who in self.present() {
            let skew = if self.env.knobs.faults.clock > 0 {
                self.env.draws.one_of(&[0, 7_200_000, -90_000_000, 400_000, -1_200], 0)
            } else {
                0
            };
            let key = self.env.service.current_key(0);
            self.with(who, |desk, env| {
                desk.set_wall(skew, env);
                desk.begin(key, env);
            });
        }
        self.pass(1_000);
    }

    fn present(&self) -> &'static [Who] {
        if self.env.knobs.two { &[Who::A, Who::B] } else { &[Who::A] }
    }

    /// Lets a desk do something.
    pub(crate) fn with<T>(&mut self, who: Who, work: impl FnOnce(&mut Desk, &mut Env) -> T) -> T {
        work(self.desks.of(who), &mut self.env)
    }

    /// Time passes.
    pub(crate) fn pass(&mut self, millis: u64) {
        let until = self.env.now + millis;
        while let Some((at, due)) = self.env.queue.next_until(until) {
            self.env.now = at;
            self.comes(due);
        }
        self.env.now = until;
    }

    fn comes(&mut self, due: Due) {
        match due {
            Due::Arrive(call, answered) => self.env.arrive(call, answered),
            Due::Answer(call, number) => {
                let got = self.env.answers.get(number as usize).copied().unwrap_or(Got::Lost);
                self.answer(call, got);
            }
            Due::GiveUp(call) => self.answer(call, Got::Lost),
            Due::Timer(who) => self.with(who, Desk::timer),
            Due::Browser(who, grant) => self.with(who, |desk, env| desk.browser(grant, env)),
            Due::Wake(who) => self.with(who, Desk::wake),
            Due::Move(..) | Due::Ready(_) | Due::Closes(_) | Due::Lapse(..) => {
                self.env.serve(|service, around| service.goes_on(due, around));
            }
        }
    }

    fn answer(&mut self, number: CallNo, got: Got) {
        let Some(call) = self.env.calls.get_mut(number.0 as usize).filter(|call| call.open) else { return };
        let who = call.who;
        // Nothing comes in while the computer sleeps; it is given up afterwards.
        if self.desks.of(who).is_asleep() {
            return;
        }
        call.open = false;
        let call = *call;
        self.with(who, |desk, env| desk.got(&call, got, env));
    }

    fn are_settled(&mut self) -> bool {
        self.present().iter().all(|who| self.desks.of(*who).is_settled())
    }

    /// Nothing fails any more, and everybody is there: all that is open must come to its end, or be the operator's.
    fn settle(&mut self) {
        self.env.knobs.faults = Faults::default();
        for who in self.present() {
            self.env.note(*who, What::FaultsOff);
            let key: ApiKey = self.env.service.current_key(0);
            self.with(*who, |desk, env| desk.come_back(key, env));
        }
        let end = self.env.now + CALM;
        while self.env.now < end && !self.are_settled() {
            self.pass(20_000);
        }
        for who in self.present() {
            self.env.note(*who, What::Over);
        }
        // What is still on its way arrives, so that the ledger is whole.
        while let Some((at, due)) = self.env.queue.next_until(u64::MAX) {
            self.env.now = at;
            if let Due::Arrive(call, _) = due {
                self.env.arrive(call, false);
            }
        }
    }
}

/// Both cases.
pub(crate) const CASES: [CaseNo; 2] = [CaseNo::One, CaseNo::Two];
