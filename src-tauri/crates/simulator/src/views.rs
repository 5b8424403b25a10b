//! Cases as they are seen backstage. No secret of a link is in any view.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::generation_a;
use crate::options::Contract;
use crate::world::case::{Case, Coming};
use crate::world::files::File;
use crate::world::handoff::{Grant, Handoff};
use crate::world::ledger::{Effect, LedgerEntry};
use crate::world::script::Submission;
use crate::world::vocabulary::{HandoffResult, HandoffState};

/// A case in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseLine {
    /// The authorization's id.
    pub id: String,
    /// The payer's name.
    pub payer: String,
    /// The invented patient.
    pub patient: String,
    /// What the case is for.
    pub teaches: String,
    /// Its version.
    pub version: u64,
    /// Its status.
    pub status: String,
    /// `nextAction.type`.
    pub next_action: Option<String>,
    /// Its outcome.
    pub outcome: Option<String>,
}

impl CaseLine {
    pub(crate) fn of(contract: Contract, case: &Case) -> Self {
        let (status, next_action) = standing(contract, case);
        Self {
            id: case.id.clone(),
            payer: case.payer.name.to_owned(),
            patient: case.patient.clone(),
            teaches: case.teaches.clone(),
            version: case.version,
            status,
            next_action,
            outcome: case.outcome.clone(),
        }
    }
}

/// Status and next action in the words of a contract.
fn standing(contract: Contract, case: &Case) -> (String, Option<String>) {
    let status = case.status.name();
    let asked = case.next_action.as_ref().map(|next| (next.kind.as_str(), next.resolution.as_str()));
    let (status, asked) = match contract {
        Contract::A => (generation_a::status(status, asked), asked.map(|(kind, _)| generation_a::action(kind))),
        _ => (status, asked.map(|(kind, _)| kind)),
    };
    (status.to_owned(), asked.map(str::to_owned))
}

/// A case with everything that no client sees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseView {
    /// The case in one line.
    #[serde(flatten)]
    pub line: CaseLine,
    /// The authorization, as a client reads it.
    pub document: Value,
    /// Every handoff, oldest first.
    pub handoffs: Vec<HandoffView>,
    /// Every link to watch, oldest first.
    #[serde(default)]
    pub watch_grants: Vec<GrantView>,
    /// Every request that was submitted in the portal.
    pub submissions: Vec<Submission>,
    /// What will happen by itself.
    pub pending: Option<PendingView>,
    /// What really happened, oldest first.
    pub ledger: Vec<LedgerEntry>,
}

impl CaseView {
    /// The case in the words of a contract; its ledger keeps those of the rules.
    pub(crate) fn of(contract: Contract, case: &Case) -> Self {
        let document = case.document();
        Self {
            line: CaseLine::of(contract, case),
            document: if contract == Contract::A { generation_a::authorization(document) } else { document },
            handoffs: case.handoffs.iter().map(HandoffView::of).collect(),
            watch_grants: case.watch_grants.iter().map(GrantView::of).collect(),
            submissions: case.portal.submissions.clone(),
            pending: case.pending.as_ref().map(|pending| PendingView {
                at: pending.at,
                what: match pending.what {
                    Coming::WorkDone { .. } => "workDone",
                    Coming::Reconciled(_) => "reconciled",
                    Coming::PayerMoves => "payerMoves",
                }
                .to_owned(),
            }),
            ledger: case.ledger.clone(),
        }
    }

    /// How many lines of the ledger are of a kind.
    #[must_use]
    pub fn count(&self, kind: impl Fn(&Effect) -> bool) -> usize {
        self.ledger.iter().filter(|entry| kind(&entry.effect)).count()
    }

    /// The payer's number of the receipt, when there is a receipt with one.
    #[must_use]
    pub fn receipt_reference(&self) -> Option<&str> {
        self.document.pointer("/submission/payerReceipt/referenceNumber").and_then(Value::as_str)
    }
}

/// A file, without the secrets of its upload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub file_name: String,
    /// What it was announced as.
    pub content_type: String,
    /// Its status.
    pub status: String,
    /// How many bytes came.
    pub size_bytes: Option<u64>,
    /// How often bytes were taken in.
    pub uploads: u32,
    /// Why it failed.
    pub failure: Option<String>,
}

impl FileView {
    pub(crate) fn of(file: &File) -> Self {
        Self {
            id: file.id.clone(),
            file_name: file.name.clone(),
            content_type: file.media.name().to_owned(),
            status: file.state.name().to_owned(),
            size_bytes: file.size,
            uploads: file.uploads,
            failure: file.failure.map(|failure| failure.code().to_owned()),
        }
    }
}

/// Something that will happen by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PendingView {
    /// When.
    #[serde(with = "crate::clock::serial")]
    pub at: Timestamp,
    /// `workDone`, `reconciled` or `payerMoves`.
    pub what: String,
}

/// A handoff with everything that no client sees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HandoffView {
    /// Its id.
    pub id: String,
    /// Its own version.
    pub version: u64,
    /// How far it has come.
    pub state: HandoffState,
    /// How it ended.
    pub result: Option<HandoffResult>,
    /// The report that closed it, as it was sent.
    pub claim: Option<Value>,
    /// Every link, oldest first.
    pub grants: Vec<GrantView>,
}

impl HandoffView {
    fn of(handoff: &Handoff) -> Self {
        Self {
            id: handoff.id.clone(),
            version: handoff.version,
            state: handoff.state,
            result: handoff.result,
            claim: handoff.claim.clone(),
            grants: handoff.grants.iter().map(GrantView::of).collect(),
        }
    }
}

/// A link, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GrantView {
    /// Its id.
    pub id: String,
    /// When it was made.
    #[serde(with = "crate::clock::serial")]
    pub minted_at: Timestamp,
    /// When it ends.
    #[serde(with = "crate::clock::serial")]
    pub expires_at: Timestamp,
    /// Whether it was withdrawn before that.
    pub revoked: bool,
    /// How often it was opened.
    pub openings: u32,
}

impl GrantView {
    fn of(grant: &Grant) -> Self {
        Self {
            id: grant.id.clone(),
            minted_at: grant.minted_at,
            expires_at: grant.expires_at,
            revoked: grant.revoked,
            openings: grant.openings,
        }
    }
}
