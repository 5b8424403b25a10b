//! What really happened to a case, in order. Tests count effects here: never twice, never lost.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::vocabulary::HandoffResult;

/// One line of a case's ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LedgerEntry {
    /// When, by the service's clock.
    #[serde(with = "crate::clock::serial")]
    pub at: Timestamp,
    /// Version of the authorization afterwards.
    pub version: u64,
    /// What happened.
    #[serde(flatten)]
    pub effect: Effect,
}

/// Something that happened to a case, at Collate or at the payer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Effect {
    /// The case was created through the API.
    Created,
    /// A person changed answers.
    AnswersChanged {
        /// The `linkId`s at the root of what was sent.
        links: Vec<String>,
    },
    /// A person attached a file.
    Attached {
        /// The attachment's id.
        attachment: String,
        /// The file's id.
        file: String,
    },
    /// A person removed an attachment.
    Detached {
        /// The attachment's id.
        attachment: String,
    },
    /// What the payer had asked for was sent after a request it already has.
    AdditionSent {
        /// The number of that request, when the payer showed one.
        reference: Option<String>,
    },
    /// A link to watch the portal was made.
    WatchGrantMinted {
        /// Its id.
        grant: String,
    },
    /// A link to watch the portal was opened.
    WatchGrantOpened {
        /// Its id.
        grant: String,
    },
    /// A person confirmed the next action.
    Confirmed {
        /// Which action.
        action: String,
        /// The review snapshot that was accepted with it.
        snapshot: Option<String>,
    },
    /// A person canceled the case.
    Canceled,
    /// A handoff was created.
    HandoffCreated {
        /// Its id.
        handoff: String,
        /// The review snapshot that was accepted with it.
        snapshot: Option<String>,
    },
    /// Access to a handoff became available.
    HandoffActivated {
        /// Its id.
        handoff: String,
    },
    /// A handoff was reported and is being closed.
    HandoffClosing {
        /// Its id.
        handoff: String,
    },
    /// A handoff ended.
    HandoffClosed {
        /// Its id.
        handoff: String,
        /// How; absent only when a test closed it without a result.
        result: Option<HandoffResult>,
    },
    /// A link to the portal was made.
    GrantMinted {
        /// The handoff it belongs to.
        handoff: String,
        /// Its id.
        grant: String,
    },
    /// A link to the portal was opened.
    GrantOpened {
        /// The handoff it belongs to.
        handoff: String,
        /// Its id.
        grant: String,
    },
    /// A person signed in to the portal.
    SignedIn {
        /// Under which handoff.
        handoff: String,
    },
    /// A person looked for an existing request in the portal.
    Looked {
        /// Under which handoff.
        handoff: String,
    },
    /// The payer took in a request: the effect that must never happen twice by mistake.
    PayerRequest {
        /// The handoff of the person who submitted it; absent when Collate did.
        handoff: Option<String>,
        /// The number the payer gave, whether or not the portal showed it.
        reference: String,
    },
    /// Collate asks the customer for something.
    AskedFor {
        /// Which next action.
        action: String,
    },
    /// Collate proved that the payer has the request.
    Receipt {
        /// The payer's number, when the payer shows one.
        reference: Option<String>,
    },
    /// The case ended.
    Decided {
        /// The outcome, when one was returned.
        outcome: Option<String>,
    },
    /// The review snapshot was replaced.
    SnapshotReplaced {
        /// The id that no longer counts.
        from: Option<String>,
        /// The id that counts now.
        to: String,
    },
    /// Something about the case changed elsewhere.
    ChangedElsewhere,
}
