//! What is written in advance for a case: what Collate and the payer will do, and how the portal behaves. Whatever the
//! customer does in between is up to her.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::{later, stamp};

/// The lines of one case.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    /// What Collate does after each confirm, in order; when used up, it asks for the approval the policy wants, then
    /// submits to the payer.
    pub(crate) after_confirm: VecDeque<Then>,
    /// What the payer does after each receipt, in order; when used up, it approves.
    pub(crate) payer: VecDeque<PayerMove>,
    /// Its handoffs demand an accepted review snapshot.
    pub(crate) covered: bool,
    /// Everything takes this many times as long.
    pub(crate) pace: u32,
    /// A handoff stays `offered` for a while.
    pub(crate) prepares: bool,
    /// A handoff stays `closing` for a while.
    pub(crate) lingers: bool,
    /// The next write finds that the case changed first.
    pub(crate) changes_first: bool,
    /// The next confirm finds that the review snapshot was replaced.
    pub(crate) replaces_snapshot: bool,
    /// The next confirm finds that its action was issued anew. Contract A only.
    pub(crate) reissues_action: bool,
    /// The next confirm finds that this is missing. Contract A only.
    pub(crate) missed: Option<Requirements>,
    /// What is wrong with the next links, in order.
    pub(crate) bad_links: VecDeque<LinkProblem>,
}

impl Default for Script {
    fn default() -> Self {
        Self {
            after_confirm: VecDeque::new(),
            payer: VecDeque::new(),
            covered: false,
            pace: 1,
            prepares: false,
            lingers: false,
            changes_first: false,
            replaces_snapshot: false,
            reissues_action: false,
            missed: None,
            bad_links: VecDeque::new(),
        }
    }
}

/// What Collate does when it has finished working on a confirmed case.
#[derive(Clone, Debug)]
pub(crate) enum Then {
    AskApproval,
    AskHandoff,
    AskRequirements(Requirements),
    Submit,
    Finish(Ruling),
}

/// What the payer does some time after a receipt.
#[derive(Clone, Debug)]
pub(crate) enum PayerMove {
    Decide(Ruling),
    AskMore(Requirements),
    Silent,
}

/// What is wrong with a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkProblem {
    NotHttps,
    ForeignHost,
    AlreadyExpired,
}

/// Blockers (reference section 3.1): what somebody asks for, or what is missing now.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Requirements {
    pub(crate) questions: Vec<Value>,
    pub(crate) documents: Vec<Value>,
    pub(crate) issues: Vec<Value>,
    /// Questions that are new in the questionnaire; always empty in what is missing now.
    pub(crate) adds: Vec<Value>,
}

impl Requirements {
    /// Whether nothing is missing. That does not mean that the case goes on by itself.
    pub(crate) fn is_empty(&self) -> bool {
        self.questions.is_empty() && self.documents.is_empty() && self.issues.is_empty()
    }

    /// Adds questions, or groups of them, at the end of the questionnaire.
    pub(crate) fn adding(mut self, questions: impl IntoIterator<Item = Value>) -> Self {
        self.adds.extend(questions);
        self
    }

    pub(crate) fn question(mut self, link: &str, message: &str) -> Self {
        self.questions.push(json!({ "linkId": link, "message": message }));
        self
    }

    pub(crate) fn document(mut self, kind: &str, message: &str) -> Self {
        self.documents.push(json!({ "type": kind, "message": message }));
        self
    }

    pub(crate) fn issue(mut self, code: &str, field: &str, message: &str) -> Self {
        self.issues.push(super::blockers::issue(code, field, message));
        self
    }
}

/// How a case ends. Everything is optional, as it is on the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Ruling {
    /// `approved`, `denied`, `modified`, `not_required`, `failed`, another word, or nothing at all.
    pub outcome: Option<String>,
    /// The payer's number for an approval.
    pub authorization_number: Option<String>,
    /// The payer's own words.
    pub payer_status_text: Option<String>,
    /// How many days an approval holds, from the decision on.
    pub effective_days: Option<u32>,
    /// What the payer changed.
    pub modifications: Vec<String>,
    /// Why the payer said no.
    pub denial_reasons: Vec<String>,
}

impl Ruling {
    /// An end with this outcome and nothing else returned.
    #[must_use]
    pub fn outcome(outcome: &str) -> Self {
        Self { outcome: Some(outcome.to_owned()), ..Self::default() }
    }

    /// The `submission.decision` object; none when the payer never decided.
    pub(crate) fn decision(&self, at: Timestamp) -> Option<Value> {
        if matches!(self.outcome.as_deref(), None | Some("failed")) {
            return None;
        }
        let until = self.effective_days.map(|days| stamp(later(at, DAY * days)));
        Some(json!({
            "receivedAt": stamp(at),
            "authorizationNumber": self.authorization_number,
            "payerStatusText": self.payer_status_text,
            "effectiveFrom": until.as_ref().map(|_| stamp(at)),
            "effectiveTo": until,
            "modifications": self.modifications,
            "denialReasons": self.denial_reasons,
            "details": null,
        }))
    }
}

const DAY: std::time::Duration = std::time::Duration::from_secs(86_400);

/// The payer's side of a case: how its portal behaves, and what people did there.
#[derive(Clone, Debug, Default)]
pub(crate) struct PortalSide {
    pub(crate) script: PortalScript,
    pub(crate) submissions: Vec<Submission>,
    /// Handoffs under which somebody looked for an existing request.
    pub(crate) looked: Vec<String>,
}

/// How the payer's portal behaves for a case.
#[derive(Clone, Debug, Default)]
pub(crate) enum PortalScript {
    /// Sign-in works, requests are taken in, nothing is there yet.
    #[default]
    Works,
    /// Every one-time code is refused.
    RefusesCode,
    /// A maintenance page is all there is.
    Down,
    /// Requests are taken in, but the confirmation page shows no number.
    HidesReference,
    /// The connection is lost for good on the first submit, before the payer has it.
    LosesConnection,
    /// "Check for an existing request" finds this.
    Holds(Found),
}

/// What the portal already knows about a request.
#[derive(Clone, Debug)]
pub(crate) enum Found {
    /// A request with its number, where the portal shows one.
    Request {
        reference: Option<String>,
    },
    Decision(Ruling),
    NotRequired,
    MoreInformation(Requirements),
}

/// A request that somebody submitted in the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Submission {
    /// When, by the service's clock.
    #[serde(with = "crate::clock::serial")]
    pub at: Timestamp,
    /// The handoff under which it was submitted.
    pub handoff: String,
    /// The number the payer gave it.
    pub reference: String,
    /// Whether the confirmation page shows that number.
    pub shown: bool,
    /// The form as it was filled in.
    pub fields: BTreeMap<String, String>,
}

/// What reconciliation finds on the payer's side of one handoff.
#[derive(Clone, Debug)]
pub(crate) enum Evidence {
    Request(Option<String>),
    Decision(Ruling),
    MoreInformation(Requirements),
    Nothing,
}

impl PortalSide {
    /// What the person really did, or really saw, under this handoff. What she reported plays no part.
    pub(crate) fn evidence(&self, handoff: &str) -> Evidence {
        if let Some(last) = self.submissions.iter().rfind(|submission| submission.handoff == handoff) {
            return Evidence::Request(last.shown.then(|| last.reference.clone()));
        }
        match &self.script {
            PortalScript::Holds(found) if self.looked.iter().any(|id| id == handoff) => match found {
                Found::Request { reference } => Evidence::Request(reference.clone()),
                Found::Decision(ruling) => Evidence::Decision(ruling.clone()),
                Found::NotRequired => Evidence::Decision(Ruling::outcome("not_required")),
                Found::MoreInformation(requirements) => Evidence::MoreInformation(requirements.clone()),
            },
            _ => Evidence::Nothing,
        }
    }
}
