//! What a command is to make true, and how a reading shows that it did.

use super::Claim;
use model::{AnswerItem, AttachmentId, Authorization, FileId, Handoff, HandoffId, SnapshotId};
use serde::{Deserialize, Serialize};

/// What will be true once a command took effect. Written down with it, sealed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Intended {
    /// What is then said of the case; what was said before stays when it is nothing.
    pub(crate) claim: Option<Claim>,
    /// The package a handoff was started with.
    pub(crate) accepted: Option<SnapshotId>,
    /// The handoff that was known when another one was asked for: it is not the one that was asked for.
    pub(crate) known: Option<HandoffId>,
    /// What the case then shows.
    pub(crate) shows: Option<Shows>,
    /// The file of this computer that is attached by it: in this run.
    #[serde(skip)]
    pub(crate) document: Option<u32>,
}

/// What a case shows once something was saved, attached or taken off, or its package released.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Shows {
    /// These answers.
    Answers(Vec<AnswerItem>),
    /// An attachment of this file.
    With(FileId),
    /// Not this attachment any more.
    Without(AttachmentId),
    /// This package, with what was in it, as a hash.
    Package(SnapshotId, String),
}

impl Shows {
    fn holds(&self, case: &Authorization) -> bool {
        match self {
            Self::Answers(sent) => engine::answering::holds(&case.answers, sent),
            Self::With(file) => case.attachments.iter().any(|known| known.file_id.as_ref() == Some(file)),
            Self::Without(id) => !case.attachments.iter().any(|known| known.id == *id),
            Self::Package(id, hash) => {
                case.snapshot.as_ref().is_some_and(|it| it.id == *id && it.content_hash().to_string() == *hash)
            }
        }
    }
}

/// Whether the case shows what a command was for; nothing where that is not known any more, or was nothing to be seen.
pub(crate) fn shows(intended: Option<&Intended>, case: &Authorization) -> Option<bool> {
    intended.and_then(|intended| intended.shows.as_ref()).map(|shows| shows.holds(case))
}

/// Whether a handoff is another one than the one that was known when one was asked for; nothing where that is not known any
/// more.
pub(crate) fn is_another(intended: Option<&Intended>, handoff: Option<&Handoff>) -> Option<bool> {
    Some(intended?.known.as_ref() != Some(&handoff?.id))
}
