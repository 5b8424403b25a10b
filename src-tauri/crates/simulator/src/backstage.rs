//! The side of the simulator that no client sees: looking at what really happened, and making things happen. The control
//! API says the same over HTTP.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::clock::{Clock, stamp};
use crate::faults::Fault;
use crate::generation_a;
use crate::history::Exchange;
use crate::options::{Contract, Timing};
use crate::rules::Rules;
use crate::shared::Shared;
use crate::views::{CaseLine, CaseView, FileView};
use crate::world::case::{Case, NextAction, Tick};
use crate::world::links::GrantOverride;
use crate::world::script::Ruling;
use crate::world::visit::Submitted;
use crate::world::vocabulary::{HandoffResult, HandoffState, Status};

/// Looks behind the service, and moves it. Clones look behind the same one.
#[derive(Clone, Debug)]
pub struct Backstage {
    pub(crate) shared: Arc<Shared>,
}

/// Something backstage could not be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BackstageError {
    /// The deck has no such case.
    #[error("no case is named {0:?}")]
    NoSuchCase(String),
    /// No case has such a handoff.
    #[error("no handoff is named {0:?}")]
    NoSuchHandoff(String),
    /// The handoff is over, or not yet active.
    #[error("handoff {0:?} is not active")]
    NotActive(String),
    /// Only a manual clock can be advanced.
    #[error("the service runs on the system clock")]
    SystemClock,
    /// A timing that makes no sense.
    #[error("the timing is not understood: {0}")]
    BadTiming(String),
    /// Rules that make no sense.
    #[error("the rules are not understood: {0}")]
    BadRules(String),
}

/// A status to be shown verbatim, so that values the reference does not name can be met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Verbatim {
    /// The `status`.
    pub status: String,
    /// The `outcome`.
    #[serde(default)]
    pub outcome: Option<String>,
    /// The next action; none when absent.
    #[serde(default)]
    pub next_action: Option<VerbatimAction>,
}

/// A next action to be shown verbatim.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VerbatimAction {
    /// `nextAction.type`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `nextAction.resolution.kind`.
    pub resolution: String,
    /// `nextAction.covers.reviewSnapshotId`.
    #[serde(default)]
    pub review_snapshot_id: Option<String>,
}

impl Backstage {
    /// Every request so far, in the order in which they were carried out.
    #[must_use]
    pub fn history(&self) -> Vec<Exchange> {
        self.shared.state().history.exchanges()
    }

    /// The same, each with the JSON that was answered where it was sent whole; only with [`crate::Options::control`].
    #[must_use]
    pub fn history_with_responses(&self) -> Vec<Exchange> {
        self.shared.state().history.with_responses()
    }

    /// Every file that was made through the API, oldest first.
    #[must_use]
    pub fn files(&self) -> Vec<FileView> {
        self.shared.state().world.made_files().iter().map(FileView::of).collect()
    }

    /// Forgets the history.
    pub fn clear_history(&self) {
        self.shared.state().history.clear();
    }

    /// The clock the service was given. Its own time is that plus the skew.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.shared.clock
    }

    /// Moves a manual clock on, and lets everything happen that is due by then.
    ///
    /// # Errors
    /// [`BackstageError::SystemClock`] when the service runs on the system clock.
    pub fn advance(&self, by: Duration) -> Result<(), BackstageError> {
        if !self.shared.clock.advance(by) {
            return Err(BackstageError::SystemClock);
        }
        drop(self.shared.present());
        Ok(())
    }

    /// Every case in one line, in the order of the list.
    #[must_use]
    pub fn cases(&self) -> Vec<CaseLine> {
        let (state, _) = self.shared.present();
        let contract = state.world.contract;
        state.world.in_order().map(|case| CaseLine::of(contract, case)).collect()
    }

    /// One case, with everything that no client sees.
    ///
    /// # Errors
    /// [`BackstageError::NoSuchCase`]
    pub fn case(&self, id: &str) -> Result<CaseView, BackstageError> {
        let (state, _) = self.shared.present();
        let view = state.world.case(id).map(|case| CaseView::of(state.world.contract, case));
        view.ok_or_else(|| BackstageError::NoSuchCase(id.to_owned()))
    }

    fn change<T>(&self, id: &str, how: impl FnOnce(&mut Case, &mut Tick<'_>) -> T) -> Result<T, BackstageError> {
        let (mut state, now) = self.shared.present();
        let changed = state.world.change(id, now).map(|(case, mut tick)| how(case, &mut tick));
        changed.ok_or_else(|| BackstageError::NoSuchCase(id.to_owned()))
    }

    fn change_by_handoff<T>(
        &self,
        handoff: &str,
        how: impl FnOnce(&mut Case, &mut Tick<'_>) -> T,
    ) -> Result<T, BackstageError> {
        let case = self.shared.present().0.world.case_of_handoff(handoff).map(|case| case.id.clone());
        let case = case.ok_or_else(|| BackstageError::NoSuchHandoff(handoff.to_owned()))?;
        self.change(&case, how)
    }

    /// The case changes as if somebody else had touched it: its version goes up. Answers the new version.
    ///
    /// # Errors
    /// [`BackstageError::NoSuchCase`]
    pub fn touch(&self, id: &str) -> Result<u64, BackstageError> {
        self.change(id, |case, tick| {
            case.record(tick.now, crate::Effect::ChangedElsewhere);
            case.version
        })
    }

    /// The review package is replaced. Answers the new snapshot's id.
    ///
    /// # Errors
    /// [`BackstageError::NoSuchCase`]
    pub fn replace_snapshot(&self, id: &str) -> Result<String, BackstageError> {
        self.change(id, |case, tick| case.replace_snapshot(tick))
    }

    /// The case shows this status and next action from now on, whatever they say. What was pending no longer happens.
    ///
    /// # Errors
    /// [`BackstageError::NoSuchCase`]
    pub fn set_status(&self, id: &str, verbatim: Verbatim) -> Result<u64, BackstageError> {
        let verbatim = match self.shared.state().world.contract {
            Contract::A => generation_a::verbatim(verbatim),
            _ => verbatim,
        };
        self.change(id, |case, tick| {
            case.record(tick.now, crate::Effect::ChangedElsewhere);
            case.status = Status::named(&verbatim.status);
            case.outcome = verbatim.outcome;
            case.pending = None;
            case.next_action = verbatim.next_action.map(|action| NextAction {
                id: tick.ids.fresh("act"),
                kind: action.kind,
                resolution: action.resolution,
                version: case.version,
                revisions: case.revisions,
                review_snapshot: action.review_snapshot_id,
            });
            case.version
        })
    }

    /// The payer's receipt arrives, with or without a number.
    ///
    /// # Errors
    /// [`BackstageError::NoSuchCase`]
    pub fn give_receipt(&self, id: &str, reference: Option<String>) -> Result<(), BackstageError> {
        self.change(id, |case, tick| case.receive(tick, reference))
    }

    /// The case ends.
    ///
    /// # Errors
    /// [`BackstageError::NoSuchCase`]
    pub fn decide(&self, id: &str, ruling: &Ruling) -> Result<(), BackstageError> {
        self.change(id, |case, tick| case.finish(tick.now, ruling))
    }

    /// A handoff ends elsewhere. The result `canceled` cancels its case; any other lets Collate reconcile.
    ///
    /// # Errors
    /// [`BackstageError::NoSuchHandoff`], or [`BackstageError::NotActive`] when it is closed already.
    pub fn close_handoff(&self, handoff: &str, result: Option<HandoffResult>) -> Result<(), BackstageError> {
        let closed = self.change_by_handoff(handoff, |case, tick| {
            if !case.handoffs.iter().any(|known| known.id == handoff && known.is_open()) {
                return false;
            }
            match result {
                Some(HandoffResult::Canceled) => case.cancel(tick.now),
                _ => case.close_handoff(tick, handoff, result),
            }
            true
        })?;
        if closed { Ok(()) } else { Err(BackstageError::NotActive(handoff.to_owned())) }
    }

    /// A handoff shows this state from now on. Its clocks run as that state wants.
    ///
    /// # Errors
    /// [`BackstageError::NoSuchHandoff`]
    pub fn set_handoff_state(&self, handoff: &str, state: HandoffState) -> Result<(), BackstageError> {
        self.change_by_handoff(handoff, |case, tick| {
            let now = tick.now;
            if let Some(known) = case.handoff_mut(handoff) {
                known.version += 1;
                known.state = state;
                match state {
                    HandoffState::Offered => known.created_at = now,
                    HandoffState::Active => known.activated_at = Some(now),
                    HandoffState::Closing => known.closing_at = Some(now),
                    HandoffState::Closed => known.closed_at = Some(now),
                }
            }
            case.record(now, crate::Effect::ChangedElsewhere);
        })
    }

    /// A person submits the request in the portal of this active handoff, without a browser. Answers the reference
    /// number of the confirmation page; none when the page shows none or the connection was lost.
    ///
    /// # Errors
    /// [`BackstageError::NoSuchHandoff`], [`BackstageError::NotActive`]
    pub fn submit_in_portal(&self, handoff: &str) -> Result<Option<String>, BackstageError> {
        let case = self.active(handoff)?;
        let (mut state, now) = self.shared.present();
        let submitted = state.world.submit(&case, handoff, BTreeMap::new(), now);
        let last = state.world.case(&case).and_then(|case| case.portal.submissions.last());
        Ok(match submitted {
            Some(Submitted::Taken(_)) => last.filter(|last| last.shown).map(|last| last.reference.clone()),
            _ => None,
        })
    }

    /// A person looks for an existing request in the portal of this active handoff, without a browser.
    ///
    /// # Errors
    /// [`BackstageError::NoSuchHandoff`], [`BackstageError::NotActive`]
    pub fn look_in_portal(&self, handoff: &str) -> Result<(), BackstageError> {
        let case = self.active(handoff)?;
        let (mut state, now) = self.shared.present();
        state.world.look(&case, handoff, now);
        Ok(())
    }

    fn active(&self, handoff: &str) -> Result<String, BackstageError> {
        let (case, active) = self.change_by_handoff(handoff, |case, _| {
            (case.id.clone(), case.handoffs.iter().any(|known| known.id == handoff && known.is_active()))
        })?;
        if active { Ok(case) } else { Err(BackstageError::NotActive(handoff.to_owned())) }
    }

    /// Something shall go wrong with the next requests that match.
    pub fn inject(&self, fault: Fault) {
        self.shared.state().faults.push(fault);
    }

    /// Nothing shall go wrong any more.
    pub fn clear_faults(&self) {
        self.shared.state().faults.clear();
    }

    /// The API does not listen for a while of real time; every connection to it ends.
    pub fn take_down(&self, outage: Duration) {
        self.shared.take_down(outage);
    }

    /// How long things take now.
    #[must_use]
    pub fn timing(&self) -> Timing {
        self.shared.state().world.timing
    }

    /// How long things take from now on. What is pending keeps its moment.
    pub fn set_timing(&self, timing: Timing) {
        self.shared.state().world.timing = timing;
    }

    /// Like `set_timing`, with only some of the fields of its JSON form.
    pub(crate) fn merge_timing(&self, wanted: Map<String, Value>) -> Result<Timing, BackstageError> {
        let bad = |error: serde_json::Error| BackstageError::BadTiming(error.to_string());
        let mut timing = serde_json::to_value(self.timing()).map_err(bad)?;
        if let Some(timing) = timing.as_object_mut() {
            timing.extend(wanted);
        }
        let timing = serde_json::from_value(timing).map_err(bad)?;
        self.set_timing(timing);
        Ok(timing)
    }

    /// What the service does where the reference is silent.
    #[must_use]
    pub fn rules(&self) -> Rules {
        self.shared.state().world.rules
    }

    /// What it does from now on. Lists shift anew.
    pub fn set_rules(&self, rules: Rules) {
        self.shared.state().world.set_rules(rules);
    }

    /// Like `set_rules`, with only some of the fields of its JSON form.
    pub(crate) fn merge_rules(&self, wanted: Map<String, Value>) -> Result<Rules, BackstageError> {
        let bad = |error: serde_json::Error| BackstageError::BadRules(error.to_string());
        let mut rules = serde_json::to_value(self.rules()).map_err(bad)?;
        if let Some(rules) = rules.as_object_mut() {
            rules.extend(wanted);
        }
        let rules = serde_json::from_value(rules).map_err(bad)?;
        self.set_rules(rules);
        Ok(rules)
    }

    /// Every key is as if it had never been used.
    pub fn forget_keys(&self) {
        self.shared.state().keys.forget();
    }

    /// The next link shall look like this.
    pub fn next_grant(&self, wanted: GrantOverride) {
        self.shared.state().world.next_grants.push_back(wanted);
    }

    /// Whether the list endpoint is there.
    pub fn set_list_present(&self, present: bool) {
        self.shared.state().world.list_present = present;
    }

    /// Whether the API key is accepted.
    pub fn set_key_accepted(&self, accepted: bool) {
        self.shared.state().world.key_accepted = accepted;
    }

    /// The time by the service's clock, as it writes it.
    pub(crate) fn now(&self) -> Value {
        json!(stamp(self.shared.now()))
    }
}
