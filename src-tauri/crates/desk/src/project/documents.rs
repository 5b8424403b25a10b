//! A file from this computer on its way, as the window is told it.

use crate::owner::OnItsWay;
use crate::wire::{DocumentStage, DocumentView, FileRefusal};
use engine::document::{Stage, Step};

pub(crate) fn document_view(document: &OnItsWay) -> DocumentView {
    let stage = match document.way.stage() {
        _ if document.refusal.is_some() => DocumentStage::Refused,
        Stage::Waiting => DocumentStage::Waiting,
        Stage::Doing(Step::Create | Step::Send) => DocumentStage::Sending,
        Stage::Doing(Step::Complete | Step::Look) | Stage::Checking => DocumentStage::Checking,
        Stage::Doing(Step::Attach) | Stage::Attached => DocumentStage::Attaching,
        Stage::Ready => DocumentStage::Ready,
        Stage::Stopped(_) => DocumentStage::Stopped,
        Stage::Failed(_) => DocumentStage::Failed,
        Stage::Refused => DocumentStage::Refused,
    };
    let refused = (document.way.stage() == Stage::Refused).then_some(FileRefusal::ByService);
    DocumentView {
        document: document.number,
        name: document.name.clone(),
        content_type: document.kind.map(|kind| kind.as_str().to_owned()),
        size: document.content.as_ref().and_then(|content| u32::try_from(content.len()).ok()),
        types: document.types.clone(),
        replaces: document.replaces.as_ref().map(ToString::to_string),
        stage,
        sent: u32::try_from(document.sent).unwrap_or(u32::MAX),
        refusal: document.refusal.or(refused),
        problem: document.problem.clone(),
    }
}
