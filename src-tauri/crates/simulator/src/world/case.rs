//! One authorization as the service keeps it, and what may happen to it. Every change that a reader could see bumps the
//! version by exactly one.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::edits::Wanted;
use super::handoff::{Grant, Handoff};
use super::ids::Ids;
use super::ledger::{Effect, LedgerEntry};
use super::payer::Payer;
use super::script::{PayerMove, PortalSide, Requirements, Ruling, Script, Then};
use super::vocabulary::{HandoffResult, Status, action, resolution};
use crate::clock::{later, stamp};
use crate::options::Timing;

/// What a change is given from outside: the time, how long things take, fresh ids.
pub(crate) struct Tick<'a> {
    pub(crate) now: Timestamp,
    pub(crate) timing: &'a Timing,
    pub(crate) ids: &'a mut Ids,
}

/// One authorization.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) id: String,
    /// What the case is for, in one line.
    pub(crate) teaches: String,
    pub(crate) patient: String,
    /// The questions that tell the patient's name, where nobody else knows it.
    pub(crate) name_links: Vec<&'static str>,
    pub(crate) version: u64,
    pub(crate) status: Status,
    pub(crate) outcome: Option<String>,
    pub(crate) policy: &'static str,
    pub(crate) provider_npi: String,
    pub(crate) payer: &'static Payer,
    pub(crate) request: Value,
    pub(crate) questionnaire: Value,
    pub(crate) answers: Value,
    /// What is missing now.
    pub(crate) requirements: Requirements,
    /// What was asked for by name.
    pub(crate) wanted: Wanted,
    pub(crate) revisions: Revisions,
    pub(crate) attachments: Vec<Value>,
    pub(crate) snapshot: Option<Snapshot>,
    pub(crate) receipt: Option<Value>,
    pub(crate) decision: Option<Value>,
    pub(crate) next_action: Option<NextAction>,
    pub(crate) handoffs: Vec<Handoff>,
    /// Links to watch the portal.
    pub(crate) watch_grants: Vec<Grant>,
    pub(crate) metadata: Value,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
    pub(crate) completed_at: Option<Timestamp>,
    pub(crate) canceled_at: Option<Timestamp>,
    pub(crate) script: Script,
    pub(crate) portal: PortalSide,
    pub(crate) pending: Option<Pending>,
    pub(crate) ledger: Vec<LedgerEntry>,
}

/// Versions of the parts a snapshot or a next action was issued against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Revisions {
    pub(crate) requirements: u64,
    pub(crate) answers: u64,
    pub(crate) attachments: u64,
}

/// The package a person reviews before it goes out.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    pub(crate) id: String,
    pub(crate) current: bool,
    pub(crate) generated_at: Timestamp,
    pub(crate) version: u64,
    pub(crate) revisions: Revisions,
    pub(crate) summary: Value,
    pub(crate) answers: Value,
    pub(crate) attachments: Vec<Value>,
    pub(crate) warnings: Vec<Value>,
}

/// What the customer is asked to do.
#[derive(Clone, Debug)]
pub(crate) struct NextAction {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) resolution: String,
    pub(crate) version: u64,
    pub(crate) revisions: Revisions,
    pub(crate) review_snapshot: Option<String>,
}

/// What Collate or the payer will do by itself, and when.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(crate) at: Timestamp,
    pub(crate) what: Coming,
}

/// Something that happens by itself.
#[derive(Clone, Debug)]
pub(crate) enum Coming {
    /// Collate has finished working on a confirmed case.
    WorkDone {
        /// What was confirmed was the submission itself.
        approved: bool,
    },
    /// Collate has looked for what was done under this handoff.
    Reconciled(String),
    /// The payer has made up its mind.
    PayerMoves,
}

impl Case {
    /// A visible change: the version goes up, the ledger gets a line.
    pub(crate) fn record(&mut self, now: Timestamp, effect: Effect) {
        self.version += 1;
        self.updated_at = now;
        self.note(now, effect);
    }

    /// Something happened that no reader of the authorization can see.
    pub(crate) fn note(&mut self, now: Timestamp, effect: Effect) {
        self.ledger.push(LedgerEntry { at: now, version: self.version, effect });
    }

    pub(crate) fn open_handoff(&self) -> Option<&Handoff> {
        self.handoffs.iter().rfind(|handoff| handoff.is_open())
    }

    pub(crate) fn handoff_mut(&mut self, id: &str) -> Option<&mut Handoff> {
        self.handoffs.iter_mut().find(|handoff| handoff.id == id)
    }

    /// Whether the case asks for exactly this.
    pub(crate) fn asks(&self, kind: &str, resolution: &str) -> bool {
        self.status == Status::RequiresAction
            && self.next_action.as_ref().is_some_and(|next| next.kind == kind && next.resolution == resolution)
    }

    fn wait(&self, now: Timestamp, base: std::time::Duration) -> Timestamp {
        later(now, base.saturating_mul(self.script.pace))
    }

    /// Hands the case to the customer. Approvals, and covered handoffs, come with a fresh package.
    pub(crate) fn ask(&mut self, tick: &mut Tick<'_>, kind: &str) {
        self.record(tick.now, Effect::AskedFor { action: kind.to_owned() });
        let reviewed = kind == action::APPROVE || (kind == action::INTERACT && self.script.covered);
        let review_snapshot = reviewed.then(|| self.fresh_snapshot(tick));
        self.status = Status::RequiresAction;
        self.pending = None;
        self.next_action = Some(NextAction {
            id: tick.ids.fresh("act"),
            kind: kind.to_owned(),
            resolution: match kind {
                action::RESOLVE => resolution::UPDATE,
                action::INTERACT => resolution::HANDOFF,
                _ => resolution::CONFIRM,
            }
            .to_owned(),
            version: self.version,
            revisions: self.revisions,
            review_snapshot,
        });
    }

    /// Makes a new package from what the case holds now, and answers its id.
    fn fresh_snapshot(&mut self, tick: &mut Tick<'_>) -> String {
        let id = tick.ids.fresh("rev");
        // What was written about other answers says nothing about these.
        let (summary, warnings) = match self.snapshot.take() {
            Some(old) if old.current => (old.summary, old.warnings),
            _ => (self.summary(), Vec::new()),
        };
        self.snapshot = Some(Snapshot {
            id: id.clone(),
            current: true,
            generated_at: tick.now,
            version: self.version,
            revisions: self.revisions,
            summary,
            answers: self.answers.clone(),
            attachments: self.attachments.clone(),
            warnings,
        });
        id
    }

    fn summary(&self) -> Value {
        json!({
            "patient": self.patient,
            "payer": self.payer.name,
            "serviceCode": self.request.pointer("/serviceCode/code"),
            "orderingNpi": self.provider_npi,
            "files": self.attachments.len(),
        })
    }

    /// The package is replaced under the reader's eyes: one file more, and a warning that says so. Answers the new id.
    pub(crate) fn replace_snapshot(&mut self, tick: &mut Tick<'_>) -> String {
        let from = self.snapshot.as_ref().map(|old| old.id.clone());
        self.revisions.attachments += 1;
        self.attachments.push(json!({
            "id": tick.ids.fresh("att"),
            "fileId": tick.ids.fresh("file"),
            "createdAt": stamp(tick.now),
            "documentTypes": ["order"],
            "label": "order-replaced.pdf",
            "description": null,
        }));
        let to = self.fresh_snapshot(tick);
        self.record(tick.now, Effect::SnapshotReplaced { from, to: to.clone() });
        let version = self.version;
        if let Some(snapshot) = &mut self.snapshot {
            snapshot.version = version;
            snapshot.warnings.push(json!("The order was replaced after this case was last reviewed."));
        }
        let revisions = self.revisions;
        if let Some(next) = &mut self.next_action {
            next.version = version;
            next.revisions = revisions;
            next.review_snapshot = next.review_snapshot.is_some().then(|| to.clone());
        }
        to
    }

    /// The customer passes the case on; Collate works.
    pub(crate) fn confirm(&mut self, tick: &mut Tick<'_>, snapshot: Option<String>) {
        let asked = self.next_action.take().map(|next| next.kind).unwrap_or_default();
        let approved = asked == action::APPROVE;
        self.record(tick.now, Effect::Confirmed { action: asked, snapshot });
        self.status = Status::Processing;
        let at = self.wait(tick.now, tick.timing.processing);
        self.pending = Some(Pending { at, what: Coming::WorkDone { approved } });
    }

    /// What is not written in advance follows from the policy. What the payer already has needs no second approval: only
    /// what it asked for is sent after it.
    fn work_done(&mut self, tick: &mut Tick<'_>, approved: bool) {
        let must_ask = !approved && self.receipt.is_none() && self.policy == "requires_approval";
        let by_policy = if must_ask { Then::AskApproval } else { Then::Submit };
        match self.script.after_confirm.pop_front().unwrap_or(by_policy) {
            Then::AskApproval => self.ask(tick, action::APPROVE),
            Then::AskHandoff => self.ask(tick, action::INTERACT),
            Then::AskRequirements(requirements) => self.ask_for(tick, requirements),
            Then::Finish(ruling) => self.finish(tick.now, &ruling),
            Then::Submit if self.receipt.is_some() => {
                let had = self.receipt.as_ref().and_then(|receipt| receipt.get("referenceNumber"));
                let reference = had.and_then(Value::as_str).map(str::to_owned);
                self.note(tick.now, Effect::AdditionSent { reference: reference.clone() });
                self.receive(tick, reference);
            }
            Then::Submit => {
                let reference = self.payer.reference(tick.ids.reference());
                self.note(tick.now, Effect::PayerRequest { handoff: None, reference: reference.clone() });
                self.receive(tick, Some(reference));
            }
        }
    }

    pub(crate) fn ask_for(&mut self, tick: &mut Tick<'_>, requirements: Requirements) {
        self.want(requirements);
        self.revisions.requirements += 1;
        self.ask(tick, action::RESOLVE);
    }

    /// Collate has proof that the payer has the request.
    pub(crate) fn receive(&mut self, tick: &Tick<'_>, reference: Option<String>) {
        self.receipt = Some(json!({
            "referenceNumber": reference,
            "receivedAt": stamp(tick.now),
            "details": { "source": "portal_confirmation" },
        }));
        self.record(tick.now, Effect::Receipt { reference });
        self.status = Status::WaitingOnPayer;
        self.next_action = None;
        self.pending = Some(Pending { at: self.wait(tick.now, tick.timing.payer), what: Coming::PayerMoves });
    }

    fn payer_moves(&mut self, tick: &mut Tick<'_>) {
        match self.script.payer.pop_front() {
            Some(PayerMove::Silent) => {}
            Some(PayerMove::AskMore(requirements)) => self.ask_for(tick, requirements),
            Some(PayerMove::Decide(ruling)) => self.finish(tick.now, &ruling),
            None => self.finish(tick.now, &approval()),
        }
    }

    /// The case ends.
    pub(crate) fn finish(&mut self, now: Timestamp, ruling: &Ruling) {
        self.record(now, Effect::Decided { outcome: ruling.outcome.clone() });
        self.status = Status::Completed;
        self.outcome.clone_from(&ruling.outcome);
        self.decision = ruling.decision(now);
        self.completed_at = Some(now);
        self.next_action = None;
        self.pending = None;
    }

    /// The customer stops the case. Receipt and decision stay; the payer is told nothing.
    pub(crate) fn cancel(&mut self, now: Timestamp) {
        self.record(now, Effect::Canceled);
        if let Some(id) = self.open_handoff().map(|handoff| handoff.id.clone()) {
            let mut result = None;
            if let Some(handoff) = self.handoff_mut(&id) {
                result = Some(handoff.ending.unwrap_or(HandoffResult::Canceled));
                handoff.close(now, result);
            }
            self.note(now, Effect::HandoffClosed { handoff: id, result });
        }
        self.status = Status::Canceled;
        self.canceled_at = Some(now);
        self.next_action = None;
        self.pending = None;
    }

    /// A person takes the payer interaction over. Answers the handoff's id.
    pub(crate) fn create_handoff(&mut self, tick: &mut Tick<'_>, snapshot: Option<String>) -> String {
        let id = tick.ids.fresh("mhand");
        self.handoffs.push(Handoff::new(id.clone(), tick.now, self.script.prepares));
        self.record(tick.now, Effect::HandoffCreated { handoff: id.clone(), snapshot });
        id
    }

    /// A person is done with a handoff: reported, gave up, withdrew. Collate has the case again, with nothing to do but
    /// to look.
    pub(crate) fn end_handoff(&mut self, tick: &Tick<'_>, id: &str, result: HandoffResult, claim: Option<Value>) {
        let lingers = self.script.lingers;
        let Some(handoff) = self.handoff_mut(id) else { return };
        handoff.claim = claim;
        if !lingers {
            return self.close_handoff(tick, id, Some(result));
        }
        handoff.begin_closing(tick.now, result);
        self.record(tick.now, Effect::HandoffClosing { handoff: id.to_owned() });
        if self.is_undecided() {
            self.status = Status::Processing;
            self.next_action = None;
            self.pending = None;
        }
    }

    /// Whether there is still something to find out at the payer. A receipt or an end that came from elsewhere while a
    /// person was in the portal stands.
    fn is_undecided(&self) -> bool {
        !self.status.is_terminal() && self.status != Status::WaitingOnPayer
    }

    /// A handoff is over, however it came to that; Collate reconciles.
    pub(crate) fn close_handoff(&mut self, tick: &Tick<'_>, id: &str, result: Option<HandoffResult>) {
        let Some(handoff) = self.handoff_mut(id) else { return };
        handoff.close(tick.now, result);
        self.record(tick.now, Effect::HandoffClosed { handoff: id.to_owned(), result });
        if self.is_undecided() {
            self.status = Status::Processing;
            self.next_action = None;
            let at = self.wait(tick.now, tick.timing.reconciling);
            self.pending = Some(Pending { at, what: Coming::Reconciled(id.to_owned()) });
        }
    }

    fn reconcile(&mut self, tick: &mut Tick<'_>, handoff: &str) {
        use super::script::Evidence;
        match self.portal.evidence(handoff) {
            Evidence::Request(reference) => self.receive(tick, reference),
            Evidence::Decision(ruling) => self.finish(tick.now, &ruling),
            Evidence::MoreInformation(requirements) => self.ask_for(tick, requirements),
            Evidence::Nothing => self.ask(tick, action::INTERACT),
        }
    }

    /// Lets happen what is pending.
    pub(crate) fn come_to_pass(&mut self, tick: &mut Tick<'_>, what: &Coming) {
        match what {
            Coming::WorkDone { approved } => self.work_done(tick, *approved),
            Coming::Reconciled(handoff) => self.reconcile(tick, handoff),
            Coming::PayerMoves => self.payer_moves(tick),
        }
    }
}

/// What a payer answers when nothing else is written for it.
pub(crate) fn approval() -> Ruling {
    Ruling {
        outcome: Some("approved".to_owned()),
        authorization_number: Some("AUTH-90-2281".to_owned()),
        payer_status_text: Some("Approved".to_owned()),
        effective_days: Some(90),
        ..Ruling::default()
    }
}
