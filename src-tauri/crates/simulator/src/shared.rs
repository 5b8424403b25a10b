//! What the sites of one simulator share: the clock and, behind one lock, everything that changes.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::keys::Keys;
use crate::api::route::Route;
use crate::api::service;
use crate::clock::Clock;
use crate::faults::{FaultKind, Faults};
use crate::history::{Exchange, History, Trace, response_seen};
use crate::serve::Outages;
use crate::world::World;

/// One simulator.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) clock: Clock,
    skew: SignedDuration,
    outages: Outages,
    /// Whether answers are kept for the history.
    keeps_responses: bool,
    state: Mutex<State>,
}

/// Everything that changes.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) world: World,
    pub(crate) keys: Keys,
    pub(crate) history: History,
    pub(crate) faults: Faults,
}

impl Shared {
    pub(crate) fn new(
        clock: Clock,
        skew: SignedDuration,
        outages: Outages,
        keeps_responses: bool,
        world: World,
    ) -> Self {
        let state = State { world, keys: Keys::default(), history: History::default(), faults: Faults::default() };
        Self { clock, skew, outages, keeps_responses, state: Mutex::new(state) }
    }

    /// The time by the service's clock.
    pub(crate) fn now(&self) -> Timestamp {
        let now = self.clock.now();
        now.checked_add(self.skew).unwrap_or(now)
    }

    /// Everything that changes, as it is. A panic elsewhere does not make the rest unusable.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything that changes, with all that is due by now already done.
    pub(crate) fn present(&self) -> (MutexGuard<'_, State>, Timestamp) {
        let mut state = self.state();
        let now = self.now();
        state.world.catch_up(now);
        (state, now)
    }

    /// Carries an API request out, unless its fault forbids that, and writes it into the history.
    pub(crate) fn carry_out(&self, call: &Call, route: &Route, fault: Option<&FaultKind>) -> Answer {
        let mut state = self.state();
        let State { world, keys, .. } = &mut *state;
        world.catch_up(call.at);
        let executes = fault.is_none_or(FaultKind::executes);
        let (mut answer, trace) = if executes {
            service::answer(world, keys, call, route)
        } else {
            (Answer::json(&serde_json::Value::Null), Trace::of(route))
        };
        let mut exchange = Exchange::new(call, route.operation, trace);
        exchange.fault = fault.map(|fault| fault.name().to_owned());
        exchange.status = Some(answer.status.as_u16());
        exchange.error_code.clone_from(&answer.code);
        let mut sent = (answer.media_type == "application/json").then(|| answer.body.clone());
        match fault {
            Some(FaultKind::Refuse { status, code, .. }) => {
                let request_id = world.ids.fresh("req");
                sent = Some(service::invented(*status, code, request_id.clone()).body);
                answer.request_id = Some(request_id);
                exchange.status = Some(*status);
                exchange.error_code = Some(code.clone());
            }
            Some(FaultKind::NotJson { status, .. }) => exchange.status = Some(*status),
            Some(FaultKind::Redirect { .. }) => exchange.status = Some(302),
            Some(FaultKind::DropBefore | FaultKind::Down { .. }) => exchange.status = None,
            _ => {}
        }
        exchange.request_id.clone_from(&answer.request_id);
        let whole = self.keeps_responses && fault.is_none_or(FaultKind::answers_in_json);
        let response = sent.filter(|_| whole).map(|body| response_seen(route.operation, &body));
        state.history.remember(exchange, response.unwrap_or_default());
        answer
    }

    /// Takes the API down for a while of real time.
    pub(crate) fn take_down(&self, outage: Duration) {
        // Nobody listens when the site is gone already; then it is down as asked.
        let _ = self.outages.send(outage);
    }
}
