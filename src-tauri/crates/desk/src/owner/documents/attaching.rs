//! Attaching: the one decision on the case that a file's way ends with.

use super::OnItsWay;
use crate::owner::answering::removal;
use crate::owner::deciding::nothing_sent;
use crate::owner::intended::{Intended, Shows};
use crate::owner::{CaseFile, Connection, Owner};
use crate::project::requirements::editing_closed;
use crate::wire::{Code, Outcome, StepKind, WireError};
use collate::Contract;
use engine::command::{CommandKind, Found, Stage as CommandStage};
use engine::time::Now;
use model::{AuthorizationId, FileId, IdempotencyKey};
use std::collections::BTreeSet;

impl CaseFile {
    /// What is on the case is on its way no more, however it got there.
    fn drop_attached(&mut self) {
        let on_case: BTreeSet<&FileId> =
            self.case.attachments.iter().filter_map(|known| known.file_id.as_ref()).collect();
        let sent_names = &mut self.sent_names;
        let replaced = &mut self.replaced;
        self.documents.retain(|document| {
            let attached = document.way.file().filter(|file| on_case.contains(file));
            replaced.extend(attached.and(document.replaces.clone()));
            sent_names.extend(attached.map(|file| (file.clone(), document.name.clone())));
            attached.is_none()
        });
    }

    /// The case is the clinic's no more, or cannot be written to: what waits for it is attached later only if it is wanted
    /// then.
    fn stop_waiting(&mut self, why: Code) {
        for document in self.documents.iter_mut().filter(|document| document.way.waits_for_the_case()) {
            document.way.attaching();
            document.way.not_attached();
            document.problem = Some(nothing_sent(why));
        }
    }
}

impl Connection {
    /// Why a file cannot be attached now, whatever the case asks for.
    fn may_attach(&self, file: &CaseFile) -> Result<(), WireError> {
        if self.key_is_refused() { Err(nothing_sent(Code::KeyRefused)) } else { self.shut(file) }
    }

    /// Nothing can be sent, or nobody is there: no file is attached by itself once that is over, and none is taken off.
    pub(crate) fn stop_attaching(&mut self, why: Code) {
        for file in self.cases.values_mut() {
            file.stop_waiting(why);
            file.replaced.clear();
            for document in file.documents.iter_mut().filter(|document| document.way.is_attaching()) {
                document.replaces = None;
            }
        }
    }
}

impl Owner {
    /// Attaches the next file that is ready, where the case is free for it; what it took the place of is taken off after it,
    /// so that the case is never without. `asked` says that a person pressed for it just now.
    pub(crate) fn attach_ready(&mut self, id: &AuthorizationId, asked: bool, now: Now) {
        let Ok((_, file)) = self.case(id.as_str()) else { return };
        let closed = editing_closed(file).is_some();
        let busy = self.connection().is_ok_and(|connection| {
            // What a person has yet to read of another decision is not pushed off the screen by a file.
            let unread = |stage: &CommandStage| !asked && !stage.is_in_effect();
            let stands = |stage: &CommandStage| stage.is_open() || unread(stage);
            connection.book.of(id).is_some_and(|command| stands(&command.stage))
        });
        let shut = self.connection().and_then(|connection| connection.may_attach(file));
        if let Some(file) = self.session.connection_mut().and_then(|connection| connection.cases.get_mut(id)) {
            file.drop_attached();
            match &shut {
                _ if closed => file.stop_waiting(Code::EditingClosed),
                Err(why) => file.stop_waiting(why.code),
                Ok(()) => {}
            }
        }
        let Ok((_, file)) = self.case(id.as_str()) else { return };
        if busy || closed || shut.is_err() || file.case.completeness != model::Completeness::Full {
            return;
        }
        if file.replaced.is_empty() {
            self.attach_next(id, now);
        } else {
            self.take_off_replaced(id, now);
        }
    }

    fn attach_next(&mut self, id: &AuthorizationId, now: Now) {
        let Ok((_, file)) = self.case(id.as_str()) else { return };
        let Some(document) = file.documents.iter().find(|document| document.way.waits_for_the_case()) else { return };
        let (number, version) = (document.number, file.case.version.to_string());
        let (types, file_id) = (document.types.clone(), document.way.file().cloned());
        let decide = move |contract: Contract, file: &CaseFile, key: IdempotencyKey| {
            let file_id = file_id.ok_or_else(|| nothing_sent(Code::NotPossibleNow))?;
            let request = contract.attach(&file.case.id, file.case.version, key, &file_id, &types, None);
            let intended =
                Intended { shows: Some(Shows::With(file_id)), document: Some(number), ..Intended::default() };
            Ok((CommandKind::Attach, request, intended))
        };
        let nobody = Box::new(|_| {});
        if let Err(error) = self.write(id.as_str(), &version, StepKind::Attach, nobody, now, decide)
            && let Some(document) = self.document(id, number)
        {
            document.way.attaching();
            document.way.not_attached();
            document.problem = Some(error);
        }
    }

    /// Takes off what another file took the place of: asked for once. Where that is refused it stays, and is said.
    fn take_off_replaced(&mut self, id: &AuthorizationId, now: Now) {
        let Some(file) = self.session.connection_mut().and_then(|connection| connection.cases.get_mut(id)) else {
            return;
        };
        let Some(old) = file.replaced.pop() else { return };
        let version = file.case.version.to_string();
        if !file.case.attachments.iter().any(|known| known.id == old) {
            return;
        }
        let decide = |contract: Contract, file: &CaseFile, key: IdempotencyKey| Ok(removal(contract, file, key, old));
        let nobody = Box::new(|_| {});
        // What came of it is the newest command of the case.
        let _ = self.write(id.as_str(), &version, StepKind::RemoveAttachment, nobody, now, decide);
    }

    /// A command of the case moved: what it says of the file it attaches.
    pub(crate) fn attaching_moved(&mut self, id: &AuthorizationId, number: u32, stage: &CommandStage) {
        let Some(connection) = self.session.connection_mut() else { return };
        let Some(document) = connection.cases.get_mut(id).and_then(|file| file.document_mut(number)) else { return };
        match stage {
            CommandStage::Prepared | CommandStage::Sending(_) => document.way.attaching(),
            CommandStage::Ambiguous { .. } => {}
            stage if stage.is_in_effect() => {
                document.way.attached();
                let replaces = document.replaces.take();
                if let Some(file) = connection.cases.get_mut(id) {
                    let done = |document: &&OnItsWay| document.number == number;
                    let name =
                        file.documents.iter().find(done).and_then(|it| Some((it.way.file()?.clone(), it.name.clone())));
                    file.sent_names.extend(name);
                    file.documents.retain(|document| document.number != number);
                    file.replaced.extend(replaces);
                }
            }
            other => {
                document.way.not_attached();
                document.problem = Some(not_attached(other));
            }
        }
    }
}

/// Why a file is not on the case.
fn not_attached(stage: &CommandStage) -> WireError {
    match stage {
        CommandStage::Refused(code) => WireError {
            service_code: Some(code.clone()),
            outcome: Some(Outcome::NothingDone),
            ..nothing_sent(Code::Refused)
        },
        CommandStage::NotSent => nothing_sent(Code::Unreachable),
        CommandStage::Reconciled { found: Found::NotDone, .. } => {
            WireError { outcome: Some(Outcome::NothingDone), ..nothing_sent(Code::CaseChanged) }
        }
        _ => WireError { outcome: Some(Outcome::NotKnown), ..nothing_sent(Code::CaseChanged) },
    }
}
