//! The way between a desk and the service. A request may meet nobody, be refused at the service's door, be lost, come late
//! or more than once; its answer may be lost, come late or be unreadable. Something on the way may put a page of its own in
//! the place of a write's answer, or answer with it and let nothing through.
//!
//! What is refused at the door (the API key, too many requests) is refused before anything is copied: copies are made behind
//! it, between the door and what carries requests out.

use super::Env;
use super::answers::refused;
use super::queue::{CallNo, Due};
use super::service::Around;
use crate::seen::Seen;
use crate::trace::What;
use crate::wire::{ApiKey, Code, Got, Request, Response, Who};

/// How long a client waits for an answer, in milliseconds. Only planned where none comes in time.
const PATIENCE: u64 = 30_000;

/// A request and who waits for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call {
    pub(crate) who: Who,
    /// Which connection of that desk.
    pub(crate) epoch: u32,
    pub(crate) request: Request,
    pub(crate) key: ApiKey,
    /// When it was sent.
    pub(crate) sent: u64,
    /// When the reading it belongs to was asked for.
    pub(crate) since: u64,
    /// Whether the schedule asked for that reading.
    pub(crate) scheduled: bool,
    /// The case that was read first, where this is the handoff's part of a reading.
    pub(crate) read: Option<crate::wire::Facts>,
    /// Whether it is still waited for.
    pub(crate) open: bool,
}

impl Env {
    /// Sends a request.
    pub(crate) fn send(&mut self, call: Call) {
        let call = Call { sent: self.now, ..call };
        let number = CallNo(u32::try_from(self.calls.len()).unwrap_or(u32::MAX));
        self.calls.push(call);
        let (now, faults) = (self.now, self.knobs.faults);
        let way = self.draws.span(20, 400);
        if self.draws.chance(faults.unreachable) {
            self.answers_at(now + way, number, Got::NotSent);
            return;
        }
        let write = matches!(call.request, Request::Write(_));
        if write && self.draws.chance(faults.gateway) {
            self.seen.note(Seen::PageInFront);
            let page = self.page();
            self.answers_at(now + way, number, Got::Answer(page));
            return;
        }
        if let Some(refusal) = self.door(&call) {
            self.answers_at(now + way, number, Got::Answer(refusal));
            return;
        }
        if self.draws.chance(faults.drop_request) {
            self.queue.plan(call.sent + PATIENCE, Due::GiveUp(number));
            return;
        }
        let late = if self.draws.chance(faults.delay) {
            self.draws.one_of(&[2_000, 500, 12_000, 45_000, 400_000, 5_000_000], 2_000)
        } else {
            0
        };
        let arrives = now + way + late;
        if late >= PATIENCE {
            self.queue.plan(call.sent + PATIENCE, Due::GiveUp(number));
        }
        self.queue.plan(arrives, Due::Arrive(number, true));
        if write && self.draws.chance(faults.duplicate) {
            let apart = self.draws.one_of(&[300, 10, 4_000, 20_000, 90_000], 300);
            match self.draws.below(3) {
                // A copy that came first, and whose answer nobody gets.
                0 => {
                    let before = arrives.saturating_sub(apart).max(now + 1);
                    self.queue.plan(before, Due::Arrive(number, false));
                }
                1 => self.queue.plan(arrives + apart, Due::Arrive(number, false)),
                _ => self.queue.plan(arrives + apart, Due::Arrive(number, true)),
            }
        }
    }

    fn door(&mut self, call: &Call) -> Option<Response> {
        if self.service.current_key(call.key.account) != call.key {
            return Some(refused(401, Code::Unauthorized, self.now));
        }
        if !self.draws.chance(self.knobs.faults.busy) {
            return None;
        }
        let status = self.draws.one_of(&[503, 429], 503);
        let retry_after = self.draws.one_of(&[None, Some(1), Some(20), Some(400), Some(2_000)], None);
        let code = if status == 429 { Code::TooMany } else { Code::None };
        Some(Response { retry_after, ..refused(status, code, self.now) })
    }

    /// A page of something on the way: it has no code of the service.
    fn page(&mut self) -> Response {
        let status = self.draws.one_of(&[403, 413, 429], 403);
        refused(status, Code::None, self.now)
    }

    /// A copy of a request arrives.
    pub(crate) fn arrive(&mut self, number: CallNo, answered: bool) {
        let Some(call) = self.calls.get(number.0 as usize).copied() else { return };
        let of = call.key.account;
        let mut response = self.serve(|service, around| match call.request {
            Request::Write(write) => service.write(of, &write, around),
            Request::Case(case) => service.read(of, case, None, around),
            Request::Hand(case, hand) => service.read(of, case, Some(hand), around),
            Request::Mint { hand, .. } => service.mint(hand, around),
        });
        if let Request::Write(write) = call.request {
            self.note_after_own(&write, &response);
        }
        let faults = self.knobs.faults;
        if !answered {
            return;
        }
        if matches!(call.request, Request::Write(_)) && self.draws.chance(faults.gateway) {
            if response.status == 200 {
                self.seen.note(Seen::PageAfterDone);
            }
            response = self.page();
        }
        if self.draws.chance(faults.drop_answer) {
            self.queue.plan((call.sent + PATIENCE).max(self.now), Due::GiveUp(number));
            return;
        }
        let late = if self.draws.chance(faults.delay) { self.draws.span(100, 35_000) } else { 0 };
        let got = if self.draws.chance(faults.garble) { Got::Lost } else { Got::Answer(response) };
        let way = self.draws.span(20, 300);
        if late > 0 && self.now + late > call.sent + PATIENCE {
            self.queue.plan((call.sent + PATIENCE).max(self.now), Due::GiveUp(number));
        }
        self.answers_at(self.now + way + late, number, got);
    }

    fn answers_at(&mut self, at: u64, call: CallNo, got: Got) {
        let number = u32::try_from(self.answers.len()).unwrap_or(u32::MAX);
        self.answers.push(got);
        self.queue.plan(at, Due::Answer(call, number));
    }

    /// Whether a conflict or a refusal met a decision that had taken effect already.
    fn note_after_own(&mut self, write: &crate::wire::Frozen, response: &Response) {
        if !matches!(response.code, Code::VersionConflict | Code::NotActionable) {
            return;
        }
        let done = |effect: &crate::trace::Effect| effect.by.is_some_and(|by| by.intent == write.body.intent);
        if self.trace.ledger.iter().any(done) {
            let intent = write.body.intent;
            let sent =
                |event: &&crate::trace::Event| matches!(event.what, What::Sent { intent: of, .. } if of == intent);
            if response.code == Code::NotActionable {
                return self.seen.note(Seen::RefusedAfterOwn);
            }
            let first = self.trace.events.iter().filter(sent).count() < 2;
            self.seen.note(if first { Seen::FirstConflictAfterOwn } else { Seen::LaterConflictAfterOwn });
        }
    }

    /// Has the service do something.
    pub(crate) fn serve<T>(&mut self, work: impl FnOnce(&mut super::service::Service, &mut Around<'_>) -> T) -> T {
        let Self { now, draws, queue, service, trace, seen, knobs, .. } = self;
        let ledger = &mut trace.ledger;
        let mut around = Around { now: *now, draws, queue, ledger, seen, faults: knobs.faults };
        work(service, &mut around)
    }
}
