//! Changing answers and attachments.

use serde_json::Value;

use super::answer::Refusal;
use super::command::NewFileLink;
use super::files::no_such_file;
use crate::history::Trace;
use crate::world::case::{Case, Tick};
use crate::world::edits::NewAttachment;
use crate::world::files::{File, FileState};

/// Only while the customer has the case, and nobody is in the portal.
fn check_mutable(case: &Case) -> Result<(), Refusal> {
    let message = match (case.is_mutable(), case.open_handoff()) {
        (true, _) => return Ok(()),
        (_, Some(_)) => "a manual handoff owns the payer interaction",
        _ => "answers and attachments cannot be changed now",
    };
    Err(Refusal::conflict("prior_authorization_not_mutable", message))
}

pub(crate) fn patch(case: &mut Case, tick: &mut Tick<'_>, sent: &[Value], trace: &mut Trace) -> Result<Value, Refusal> {
    check_mutable(case)?;
    trace.effect = case.patch(tick, sent).map_err(|wrong| Refusal::wrong(&wrong))?;
    Ok(case.document())
}

pub(crate) fn attach(
    case: &mut Case,
    tick: &mut Tick<'_>,
    link: NewFileLink,
    file: Option<File>,
    trace: &mut Trace,
) -> Result<Value, Refusal> {
    check_mutable(case)?;
    let file = file.ok_or_else(no_such_file)?;
    if file.state != FileState::Ready {
        return Err(Refusal::conflict("file_not_ready", "only a ready file can be attached"));
    }
    if let Some(unknown) = link.document_types.iter().find(|kind| !case.takes_document(kind)) {
        let message = format!("{unknown:?} is not among the document types of this authorization");
        return Err(Refusal::malformed("unknown_value", &["body", "documentTypes"], message));
    }
    let NewFileLink { file_id, document_types, description } = link;
    case.attach(tick, NewAttachment { file: file_id, file_name: file.name, types: document_types, description });
    trace.effect = true;
    Ok(case.document())
}

pub(crate) fn detach(
    case: &mut Case,
    tick: &mut Tick<'_>,
    attachment: &str,
    trace: &mut Trace,
) -> Result<Value, Refusal> {
    check_mutable(case)?;
    if !case.detach(tick, attachment) {
        // The reference has no code for this one.
        return Err(Refusal::not_found("attachment_not_found", "no such attachment on this authorization"));
    }
    trace.effect = true;
    Ok(case.document())
}
