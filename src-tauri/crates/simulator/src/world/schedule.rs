//! Everything that happens by itself, worked out from the time when somebody looks: there is no timer to wait for and
//! nothing to race with.

use jiff::Timestamp;

use super::case::{Case, Coming, Tick};
use super::ledger::Effect;
use super::vocabulary::{HandoffResult, HandoffState};
use crate::clock::later;
use crate::options::Timing;

/// What is due next for a case.
enum Due {
    Pending(Coming),
    Activate(String),
    Close(String, Option<HandoffResult>),
}

impl Case {
    /// Lets everything happen that is due by `tick.now`, each at its own moment.
    pub(crate) fn catch_up(&mut self, tick: &mut Tick<'_>) {
        let now = tick.now;
        while let Some((at, due)) = self.next_due(tick.timing).filter(|(at, _)| *at <= now) {
            tick.now = at;
            match due {
                Due::Pending(what) => {
                    self.pending = None;
                    self.come_to_pass(tick, &what);
                }
                Due::Activate(id) => {
                    if let Some(handoff) = self.handoff_mut(&id) {
                        handoff.activate(at);
                    }
                    self.record(at, Effect::HandoffActivated { handoff: id });
                }
                Due::Close(id, result) => self.close_handoff(tick, &id, result),
            }
        }
        tick.now = now;
    }

    fn next_due(&self, timing: &Timing) -> Option<(Timestamp, Due)> {
        let pending = self.pending.as_ref().map(|pending| (pending.at, Due::Pending(pending.what.clone())));
        let of_handoff = self.open_handoff().and_then(|handoff| match handoff.state {
            HandoffState::Offered => {
                Some((later(handoff.created_at, timing.preparing), Due::Activate(handoff.id.clone())))
            }
            HandoffState::Active => handoff
                .abandoned_at(timing.abandonment)
                .map(|at| (at, Due::Close(handoff.id.clone(), Some(HandoffResult::Expired)))),
            HandoffState::Closing => {
                let since = handoff.closing_at.unwrap_or(handoff.created_at);
                Some((later(since, timing.closing), Due::Close(handoff.id.clone(), handoff.ending)))
            }
            HandoffState::Closed => None,
        });
        match (pending, of_handoff) {
            (Some(left), Some(right)) => Some(if right.0 < left.0 { right } else { left }),
            (left, right) => left.or(right),
        }
    }
}
