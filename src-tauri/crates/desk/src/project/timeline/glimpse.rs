//! What of one version of a case a timeline can tell: a few words of it, and no answer.

use crate::project::case::wanted_view;
use crate::wire::WantedView;
use engine::standing::{Here, standing};
use model::{Authorization, Completeness, Timestamp, Turn};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// What was seen of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Glimpse {
    pub(crate) version: u64,
    /// When it was seen here.
    pub(crate) seen_at: Timestamp,
    /// When the service says it changed.
    pub(crate) changed_at: Option<Timestamp>,
    pub(crate) shows: Shows,
}

/// What stood in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shows {
    pub(crate) turn: Turn,
    pub(crate) status: String,
    pub(crate) wanted: WantedView,
    /// Open questions, missing documents, and what the service refused.
    pub(crate) open: (usize, usize, usize),
    /// The answers as one number: enough to see that they are others.
    pub(crate) answers: u64,
    pub(crate) files: BTreeSet<String>,
    pub(crate) package: Option<Package>,
    /// The reference of a receipt, where there is a receipt and it has one.
    pub(crate) receipt: Option<Option<String>>,
    pub(crate) outcome: Option<String>,
    /// The number of a decision, where there is a decision and it has one.
    pub(crate) decision: Option<Option<String>>,
    pub(crate) handoff: Option<Handoff>,
}

/// A package as it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) hash: String,
    pub(crate) current: bool,
}

/// The handoff a case points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Handoff {
    pub(crate) id: Option<String>,
    pub(crate) state: Option<String>,
}

/// What a timeline can tell of a case that was seen then; nothing of one that was not read whole.
pub(crate) fn glimpse(case: &Authorization, seen_at: Timestamp) -> Option<Glimpse> {
    if case.completeness != Completeness::Full {
        return None;
    }
    let standing = standing(case, Here::default());
    let missing = &case.requirements;
    let shows = Shows {
        turn: standing.turn,
        status: case.status_word.clone(),
        wanted: wanted_view(case, &standing),
        open: (missing.questions.len(), missing.documents.len(), missing.issues.len()),
        answers: number(case),
        files: case.attachments.iter().map(|file| file.id.to_string()).collect(),
        package: case.snapshot.as_ref().map(|package| Package {
            id: package.id.to_string(),
            hash: package.content_hash().to_string(),
            current: package.is_current(),
        }),
        receipt: case.receipt.as_ref().map(|receipt| receipt.reference.clone()),
        outcome: case.outcome.as_ref().map(|outcome| outcome.as_str().to_owned()),
        decision: case.decision.as_ref().map(|decision| decision.authorization_number.clone()),
        handoff: case.active_handoff.as_ref().map(|handoff| Handoff {
            id: handoff.id.as_ref().map(ToString::to_string),
            state: handoff.state.as_ref().map(|state| state.as_str().to_owned()),
        }),
    };
    Some(Glimpse { version: case.version.0, seen_at, changed_at: case.updated_at, shows })
}

fn number(case: &Authorization) -> u64 {
    let mut hasher = DefaultHasher::new();
    // Answers that cannot be written down are as good as none.
    serde_json::to_vec(&case.answers).unwrap_or_default().hash(&mut hasher);
    hasher.finish()
}
