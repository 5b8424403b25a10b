//! What is typed and not sent, on its way to where it is kept and back. A draft's text is the page's own: nothing on this
//! side reads it, and it is never printed.

use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// What something is typed for. There is one draft for each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum DraftSlot {
    /// The answers of a case.
    Answers {
        /// The case.
        case: String,
    },
    /// What is to be said of a handoff: a report, that it could not be finished, or why access is withdrawn.
    Report {
        /// The case.
        case: String,
        /// The handoff.
        handoff: String,
    },
    /// The new case.
    NewCase,
}

/// Keep a draft, in place of an older one.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeepDraft {
    /// What it is for.
    pub slot: DraftSlot,
    /// What was typed, as the page writes it: at most 256 KiB.
    pub body: String,
}

/// One draft.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftRef {
    /// What it is for.
    pub slot: DraftSlot,
}

/// A draft is where it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftKept {
    /// Whether it outlives the program. In practice, and where nothing can be sealed for later, it does not.
    pub durable: bool,
}

/// A draft that was kept.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftView {
    /// What it is for.
    pub slot: DraftSlot,
    /// When it was kept last.
    pub at: String,
    /// What was typed, as the page wrote it.
    pub body: String,
}

/// Everything that was typed here by this operator under this key, and not sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DraftsView {
    /// The drafts.
    pub drafts: Vec<DraftView>,
    /// How many were kept and cannot be read.
    pub unreadable: usize,
}

impl fmt::Debug for KeepDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeepDraft").field("slot", &self.slot).field("bytes", &self.body.len()).finish()
    }
}

impl fmt::Debug for DraftView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { slot, at, body } = self;
        f.debug_struct("DraftView").field("slot", slot).field("at", at).field("bytes", &body.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_not_printed() {
        let kept = KeepDraft { slot: DraftSlot::NewCase, body: "Invented Person".into() };
        let view =
            DraftView { slot: DraftSlot::NewCase, at: "2026-11-20T16:42:18.000Z".into(), body: kept.body.clone() };
        for printed in [format!("{kept:?}"), format!("{view:?}")] {
            assert!(printed.contains("bytes: 15") && !printed.contains("Invented"), "{printed}");
        }
    }
}
