//! A case on paper: everything about it but the time. Builders read like the sentence that describes the case.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::dialects::{Dialect, Extra, Fact, until_today};
use super::people::{CALL_BACK, FACILITY, PRETEND, Person, Service};
use crate::clock::{earlier, stamp};
use crate::world::case::{Case, NextAction, Revisions, Snapshot};
use crate::world::edits::Wanted;
use crate::world::handoff::{Grant, Handoff};
use crate::world::ids::secret;
use crate::world::script::{LinkProblem, PayerMove, PortalScript, PortalSide, Requirements, Ruling, Script, Then};
use crate::world::vocabulary::{HandoffResult, HandoffState, Status, action, resolution};

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);

/// A case on paper.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) id: String,
    pub(super) teaches: String,
    dialect: &'static Dialect,
    person: Person,
    service: &'static Service,
    provider: &'static str,
    version: u64,
    policy: &'static str,
    hours_old: u32,
    minutes_unchanged: u32,
    extras: Vec<Extra>,
    files: Vec<(&'static str, &'static [&'static str])>,
    standing: Standing,
    requirements: Requirements,
    snapshot: Option<&'static str>,
    covers: Option<&'static str>,
    warnings: Vec<Value>,
    summary: Option<Value>,
    receipt: Option<String>,
    handoffs: Vec<(&'static str, HandoffState, Option<HandoffResult>)>,
    script: Script,
    portal: PortalScript,
}

/// Where a case stands at the start.
#[derive(Clone, Debug)]
enum Standing {
    Asks { kind: &'static str, resolution: &'static str },
    Is(Status),
    Ended(Ruling),
}

impl Draft {
    /// A case that asks for nothing yet; one of the next methods says where it stands.
    pub(super) fn new(id: &str, dialect: &'static Dialect, person: Person, service: &'static Service) -> Self {
        Self {
            id: id.to_owned(),
            teaches: String::new(),
            dialect,
            person,
            service,
            provider: PRETEND,
            version: 11,
            policy: "requires_approval",
            hours_old: 26,
            minutes_unchanged: 30,
            extras: Vec::new(),
            files: vec![("chart-notes-nov.pdf", &["chart_notes"])],
            standing: Standing::Is(Status::Processing),
            requirements: Requirements::default(),
            snapshot: None,
            covers: None,
            warnings: Vec::new(),
            summary: None,
            receipt: None,
            handoffs: Vec::new(),
            script: Script::default(),
            portal: PortalScript::Works,
        }
    }

    /// What the case is for, in one line.
    pub(super) fn teaches(mut self, line: &str) -> Self {
        line.clone_into(&mut self.teaches);
        self
    }

    pub(super) fn provider(mut self, npi: &'static str) -> Self {
        self.provider = npi;
        self
    }

    pub(super) fn version(mut self, version: u64) -> Self {
        self.version = version;
        self
    }

    pub(super) fn automatic(mut self) -> Self {
        self.policy = "automatic";
        self
    }

    /// Created so many hours ago, changed last so many minutes ago.
    pub(super) fn age(mut self, hours: u32, minutes_unchanged: u32) -> Self {
        self.hours_old = hours;
        self.minutes_unchanged = minutes_unchanged;
        self
    }

    pub(super) fn extras(mut self, extras: impl Into<Vec<Extra>>) -> Self {
        self.extras = extras.into();
        self
    }

    pub(super) fn file(mut self, name: &'static str, kinds: &'static [&'static str]) -> Self {
        self.files.push((name, kinds));
        self
    }

    fn asks(mut self, kind: &'static str, resolution: &'static str) -> Self {
        self.standing = Standing::Asks { kind, resolution };
        self
    }

    pub(super) fn asks_requirements(mut self, requirements: Requirements) -> Self {
        self.requirements = requirements;
        self.asks(action::RESOLVE, resolution::UPDATE)
    }

    pub(super) fn asks_continue(self) -> Self {
        self.asks(action::CONTINUE, resolution::CONFIRM)
    }

    pub(super) fn asks_approval(mut self, snapshot: &'static str) -> Self {
        self.snapshot = Some(snapshot);
        self.covers = Some(snapshot);
        self.asks(action::APPROVE, resolution::CONFIRM)
    }

    pub(super) fn asks_handoff(self) -> Self {
        self.asks(action::INTERACT, resolution::HANDOFF)
    }

    /// A handoff that wants this package accepted first.
    pub(super) fn asks_covered_handoff(mut self, snapshot: &'static str) -> Self {
        self.snapshot = Some(snapshot);
        self.covers = Some(snapshot);
        self.script.covered = true;
        self.asks_handoff()
    }

    /// The next action names another package than the case holds.
    pub(super) fn but_covers(mut self, snapshot: &'static str) -> Self {
        self.covers = Some(snapshot);
        self
    }

    /// Words no reference knows.
    pub(super) fn asks_verbatim(self, kind: &'static str, resolution: &'static str) -> Self {
        self.asks(kind, resolution)
    }

    pub(super) fn is(mut self, status: Status) -> Self {
        self.standing = Standing::Is(status);
        self
    }

    pub(super) fn ended(mut self, ruling: Ruling) -> Self {
        self.standing = Standing::Ended(ruling);
        self
    }

    pub(super) fn receipt(mut self, reference: &str) -> Self {
        self.receipt = Some(reference.to_owned());
        self
    }

    pub(super) fn warnings(mut self, warnings: impl Into<Vec<Value>>) -> Self {
        self.warnings = warnings.into();
        self
    }

    pub(super) fn summary(mut self, summary: Value) -> Self {
        self.summary = Some(summary);
        self
    }

    /// A handoff that is over.
    pub(super) fn past_handoff(mut self, id: &'static str, result: HandoffResult) -> Self {
        self.handoffs.push((id, HandoffState::Closed, Some(result)));
        self
    }

    /// A handoff that somebody else holds, and keeps alive.
    pub(super) fn held_elsewhere(mut self, id: &'static str) -> Self {
        self.handoffs.push((id, HandoffState::Active, None));
        self
    }

    /// What Collate does after each confirm; then it submits.
    pub(super) fn then(mut self, steps: impl Into<VecDeque<Then>>) -> Self {
        self.script.after_confirm = steps.into();
        self
    }

    /// What the payer does after each receipt; then it approves.
    pub(super) fn payer(mut self, moves: impl Into<VecDeque<PayerMove>>) -> Self {
        self.script.payer = moves.into();
        self
    }

    pub(super) fn portal(mut self, script: PortalScript) -> Self {
        self.portal = script;
        self
    }

    pub(super) fn bad_links(mut self, problems: impl Into<VecDeque<LinkProblem>>) -> Self {
        self.script.bad_links = problems.into();
        self
    }

    /// Anything else about how the case behaves.
    pub(super) fn script(mut self, change: impl FnOnce(&mut Script)) -> Self {
        change(&mut self.script);
        self
    }

    fn fact(&self, fact: Fact, created_at: Timestamp) -> String {
        match fact {
            Fact::Member => self.person.member.clone(),
            Fact::Born => self.person.born.clone(),
            Fact::Family => self.person.family.clone(),
            Fact::Given => self.person.given.clone(),
            Fact::FullName => self.person.full_name(),
            Fact::OrderingNpi => self.provider.to_owned(),
            Fact::FacilityNpi => FACILITY.to_owned(),
            Fact::Code => self.service.code.to_owned(),
            Fact::Diagnosis => self.service.diagnosis.to_owned(),
            Fact::Units => "1".to_owned(),
            Fact::Place => "22".to_owned(),
            Fact::From => crate::clock::later(created_at, HOUR * 24 * 12).strftime("%Y-%m-%d").to_string(),
            Fact::CallBack => CALL_BACK.to_owned(),
        }
    }

    /// The case as it stands at `now`.
    pub(super) fn build(self, now: Timestamp) -> Case {
        let created_at = earlier(now, HOUR * self.hours_old);
        let updated_at = earlier(now, MINUTE * self.minutes_unchanged);
        let (mut questionnaire, answers) = self.dialect.interview(|fact| self.fact(fact, created_at), &self.extras);
        until_today(&mut questionnaire, now);
        let attachments = self.attachments(created_at);
        let revisions = Revisions { requirements: 6, answers: 9, attachments: 4 };
        let ended = matches!(self.standing, Standing::Ended(_)).then_some(updated_at);
        let canceled = matches!(self.standing, Standing::Is(Status::Canceled)).then_some(updated_at);
        let (status, outcome, decision) = match &self.standing {
            Standing::Asks { .. } => (Status::RequiresAction, None, None),
            Standing::Is(status) => (status.clone(), None, None),
            Standing::Ended(ruling) => (Status::Completed, ruling.outcome.clone(), ruling.decision(updated_at)),
        };
        let mut case = Case {
            patient: self.person.full_name(),
            name_links: Vec::new(),
            watch_grants: Vec::new(),
            wanted: Wanted::default(),
            request: self.request(),
            next_action: self.next_action(revisions),
            snapshot: self.snapshot(&answers, &attachments, revisions, updated_at),
            receipt: self.receipt_document(updated_at),
            handoffs: self.handoffs(updated_at),
            metadata: json!({ "externalCaseId": format!("PRACTICE-{}", self.id.trim_start_matches("auth_")) }),
            id: self.id,
            teaches: self.teaches,
            version: self.version,
            status,
            outcome,
            policy: self.policy,
            provider_npi: self.provider.to_owned(),
            payer: self.dialect.payer,
            questionnaire,
            answers,
            requirements: Requirements::default(),
            revisions,
            attachments,
            decision,
            created_at,
            updated_at,
            completed_at: ended,
            canceled_at: canceled,
            script: self.script,
            portal: PortalSide { script: self.portal, ..PortalSide::default() },
            pending: None,
            ledger: Vec::new(),
        };
        if self.requirements != Requirements::default() {
            case.want(self.requirements);
        }
        case
    }

    fn snapshot(&self, answers: &Value, files: &[Value], revisions: Revisions, at: Timestamp) -> Option<Snapshot> {
        self.snapshot.map(|id| Snapshot {
            id: id.to_owned(),
            current: true,
            generated_at: at,
            version: self.version,
            revisions,
            summary: self.summary.clone().unwrap_or_else(|| self.plain_summary()),
            answers: answers.clone(),
            attachments: files.to_vec(),
            warnings: self.warnings.clone(),
        })
    }

    fn receipt_document(&self, updated_at: Timestamp) -> Option<Value> {
        self.receipt.as_ref().map(|reference| {
            json!({
                "referenceNumber": reference,
                "receivedAt": stamp(earlier(updated_at, HOUR * 20)),
                "details": { "source": "portal_confirmation" },
            })
        })
    }

    fn request(&self) -> Value {
        json!({
            "payerId": self.dialect.payer.id,
            "coverageState": "IL",
            "requestType": self.service.kind,
            "serviceCode": { "system": self.service.system, "code": self.service.code },
        })
    }

    fn plain_summary(&self) -> Value {
        let Service { system, code, name, diagnosis, diagnosis_name, .. } = self.service;
        json!({
            "patient": self.person.full_name(),
            "born": self.person.born,
            "memberId": self.person.member,
            "payer": self.dialect.payer.name,
            "service": format!("{name}, {} {code}", system.to_uppercase()),
            "diagnosis": format!("{diagnosis}, {diagnosis_name}"),
            "orderingNpi": self.provider,
            "files": self.files.len(),
        })
    }

    fn attachments(&self, created_at: Timestamp) -> Vec<Value> {
        let case = self.id.trim_start_matches("auth_");
        let files = self.files.iter().enumerate();
        files
            .map(|(index, (name, kinds))| {
                json!({
                    "id": format!("att_{case}_{}", index + 1),
                    "fileId": format!("file_{case}_{}", index + 1),
                    "createdAt": stamp(created_at),
                    "documentTypes": kinds,
                    "label": name,
                    "description": null,
                })
            })
            .collect()
    }

    fn next_action(&self, revisions: Revisions) -> Option<NextAction> {
        let Standing::Asks { kind, resolution } = self.standing else { return None };
        Some(NextAction {
            id: self.id.replacen("auth_", "act_", 1),
            kind: kind.to_owned(),
            resolution: resolution.to_owned(),
            version: self.version,
            revisions,
            review_snapshot: self.covers.map(str::to_owned),
        })
    }

    fn handoffs(&self, updated_at: Timestamp) -> Vec<Handoff> {
        let build = |(id, state, result): &(&'static str, HandoffState, Option<HandoffResult>)| {
            let began = earlier(updated_at, MINUTE * 11);
            let mut handoff = Handoff::new((*id).to_owned(), began, false);
            let grant = id.replacen("mhand_", "rag_", 1);
            handoff.grants.push(Grant {
                token: format!("{grant}_{}", secret()),
                id: grant,
                minted_at: began,
                expires_at: crate::clock::later(began, MINUTE * 5),
                revoked: false,
                openings: 1,
            });
            if *state == HandoffState::Closed {
                handoff.close(updated_at, *result);
            }
            handoff.kept_alive = *state == HandoffState::Active;
            handoff
        };
        self.handoffs.iter().map(build).collect()
    }
}
