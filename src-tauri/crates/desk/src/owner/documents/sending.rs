//! The steps of a file's way, as each is done: read, made, sent, completed, looked at.

use super::{DocumentDone, DocumentEffect, OnItsWay};
use crate::owner::deciding::nothing_sent;
use crate::owner::{Connection, Effect, Epoch, Owner, Reply, answer};
use crate::ports::FileContent;
use crate::project::error::wire_error;
use crate::wire::{Code, FileRefusal};
use collate::{Answer, ApiError, Downloaded, Operation, UploadTarget};
use engine::document::{Document, SendFailed, Stage, Step};
use engine::time::{Boot, Now};
use model::{AuthorizationId, ContentType, StoredFile};
use std::time::Duration;
use tokio::sync::oneshot;

/// How long after the first look at a file that is being checked the next one comes; later ones take longer.
const LOOK: Duration = Duration::from_secs(2);
const LONGEST_LOOK: Duration = Duration::from_secs(30);

impl Owner {
    /// Something of a file is done.
    pub(crate) fn document_done(&mut self, epoch: Epoch, id: &AuthorizationId, done: DocumentDone, now: Now) {
        if !self.is_current(epoch) {
            if let DocumentDone::Downloaded { reply, .. } = done {
                answer(reply, Err(nothing_sent(Code::NotConnected)));
            }
            return;
        }
        match done {
            DocumentDone::Chosen { paths: Some(paths), types, replaces } => {
                self.take_paths(id, paths, &types, replaces.as_ref(), now);
            }
            DocumentDone::Chosen { paths: None, .. } => {
                self.notice_no_dialog(id);
            }
            DocumentDone::Read { document, result } => self.was_read(id, document, result, now),
            DocumentDone::Downloaded { result, reply } => self.downloaded(id, result, reply, now),
            DocumentDone::Progress { document, sent } => {
                if let Some(document) = self.document(id, document) {
                    document.sent = sent;
                }
            }
            DocumentDone::Created { document, result } => self.was_created(id, document, result, now),
            DocumentDone::Sent { document, result } => self.was_sent(id, document, result, now),
            DocumentDone::Told { document, result } => self.was_told(id, document, result, now),
        }
        self.touch(id, now);
    }

    pub(super) fn document(&mut self, id: &AuthorizationId, number: u32) -> Option<&mut OnItsWay> {
        self.session.connection_mut()?.cases.get_mut(id)?.document_mut(number)
    }

    /// The case says so on a file of its own: there is nobody else to tell.
    fn notice_no_dialog(&mut self, id: &AuthorizationId) {
        let Some(connection) = self.session.connection_mut() else { return };
        connection.next_document += 1;
        let number = connection.next_document;
        if let Some(file) = connection.cases.get_mut(id) {
            file.documents.push(OnItsWay {
                number,
                name: String::new(),
                kind: None,
                content: None,
                types: Vec::new(),
                replaces: None,
                way: Document::default(),
                sent: 0,
                refusal: Some(FileRefusal::Unreadable),
                problem: Some(nothing_sent(Code::NoFileDialog)),
                target: None,
                stop: None,
                look: None,
            });
        }
    }

    fn was_read(&mut self, id: &AuthorizationId, number: u32, result: Result<FileContent, FileRefusal>, now: Now) {
        let Some(document) = self.document(id, number) else { return };
        match result {
            Ok(FileContent { kind, bytes }) => {
                document.kind = Some(kind);
                document.content = Some(bytes);
                if !document.types.is_empty() {
                    self.go_on(id, number, now);
                }
            }
            Err(refusal) => document.refusal = Some(refusal),
        }
    }

    pub(super) fn go_on(&mut self, id: &AuthorizationId, number: u32, now: Now) {
        let Some(document) = self.document(id, number) else { return };
        document.problem = None;
        // Attaching waits for its turn.
        if matches!(document.way.stage(), Stage::Ready | Stage::Failed(Step::Attach)) {
            document.way.want_attached();
            return self.attach_ready(id, true, now);
        }
        let step = document.way.resume();
        self.do_step(id, number, step, now);
        self.touch(id, now);
    }

    fn do_step(&mut self, id: &AuthorizationId, number: u32, step: Option<Step>, now: Now) {
        let (Some(step), epoch) = (step, self.epoch) else { return };
        let Some(connection) = self.session.connection_mut() else { return };
        let (contract, client) = (connection.place.contract, connection.client.clone());
        let refused = connection.key_is_refused();
        let Some(document) = connection.cases.get_mut(id).and_then(|file| file.document_mut(number)) else { return };
        if refused {
            document.way.failed();
            document.problem = Some(nothing_sent(Code::KeyRefused));
            return;
        }
        let file = document.way.file().cloned();
        let effect = match (step, file, &document.target, document.kind, &document.content) {
            (Step::Create, _, _, Some(kind), _) => {
                let request = contract.create_file(&document.name, kind);
                Some(DocumentEffect::Create { document: number, client, request })
            }
            (Step::Send, Some(_), Some(target), _, Some(content)) => {
                let (stop, stopped) = oneshot::channel();
                let (target, content) = (target.clone(), content.clone());
                (document.stop, document.sent) = (Some(stop), 0);
                Some(DocumentEffect::Send { document: number, target, content, stopped })
            }
            (Step::Complete, Some(file), ..) => {
                Some(DocumentEffect::Ask { document: number, client, request: contract.complete_file(&file) })
            }
            (Step::Look, Some(file), ..) => {
                Some(DocumentEffect::Ask { document: number, client, request: contract.read_file(&file) })
            }
            _ => None,
        };
        match effect {
            Some(effect) => {
                // The content goes to another place than the API: it holds up no reading.
                if step != Step::Send {
                    connection.schedule.will_send(now);
                }
                self.effects.push_back(Effect::Document { epoch, case: id.clone(), effect });
            }
            None => document.way.failed(),
        }
    }

    fn was_created(
        &mut self,
        id: &AuthorizationId,
        number: u32,
        result: Result<Answer<(StoredFile, UploadTarget)>, ApiError>,
        now: Now,
    ) {
        self.finish_request(id, Operation::CreateFile, &result, now);
        let Some(document) = self.document(id, number) else { return };
        let step = match result {
            Ok(Answer { value: (file, target), .. }) => {
                // A second answer, to an asking that was stopped and begun again, is of no use.
                if document.way.file().is_none() {
                    document.target = Some(target);
                }
                document.way.created(file.id)
            }
            Err(error) if document.way.stage() == Stage::Doing(Step::Create) => {
                document.way.failed();
                document.problem = Some(wire_error(&error));
                None
            }
            Err(_) => None,
        };
        self.do_step(id, number, step, now);
    }

    fn was_sent(&mut self, id: &AuthorizationId, number: u32, result: Result<(), ApiError>, now: Now) {
        if let Some(connection) = self.session.connection_mut() {
            connection.ledger.note(Operation::Upload, result.as_ref().map(|()| [].as_slice()), now.wall);
        }
        let Some(document) = self.document(id, number) else { return };
        // Stopped meanwhile: how much of it arrived is asked for when it goes on.
        if document.way.stage() != Stage::Doing(Step::Send) {
            return;
        }
        document.stop = None;
        let step = match result {
            Ok(()) => document.way.sent(),
            Err(error) => {
                let turned = error.may_have_run() == collate::MayHaveRun::No;
                document.way.not_sent(if turned { SendFailed::Turned } else { SendFailed::Unknown });
                if document.way.stage() == Stage::Failed(Step::Send) {
                    document.problem = Some(wire_error(&error));
                }
                None
            }
        };
        self.do_step(id, number, step, now);
    }

    fn was_told(&mut self, id: &AuthorizationId, number: u32, result: Result<Answer<StoredFile>, ApiError>, now: Now) {
        let completing = self.document(id, number).is_some_and(|it| it.way.stage() == Stage::Doing(Step::Complete));
        let operation = if completing { Operation::CompleteFile } else { Operation::ReadFile };
        self.finish_request(id, operation, &result, now);
        let Some(document) = self.document(id, number) else { return };
        let step = match result {
            Ok(Answer { value: file, .. }) => {
                let step = document.way.is_now(&file.status);
                let pause = document.look.map_or(LOOK, |(_, pause)| (pause * 3 / 2).min(LONGEST_LOOK));
                document.look = (document.way.stage() == Stage::Checking).then(|| (now.boot.plus(pause), pause));
                if matches!(document.way.stage(), Stage::Ready | Stage::Refused) {
                    // Where it was sent to is of no use any more.
                    document.target = None;
                }
                step
            }
            Err(error) if matches!(document.way.stage(), Stage::Doing(Step::Complete | Step::Look)) => {
                document.way.failed();
                document.look = None;
                document.problem = Some(wire_error(&error));
                None
            }
            Err(_) => None,
        };
        self.do_step(id, number, step, now);
        if let Some(document) = self.document(id, number).filter(|document| document.way.stage() == Stage::Ready) {
            document.way.want_attached();
            self.attach_ready(id, false, now);
        }
    }

    fn finish_request<T>(
        &mut self,
        id: &AuthorizationId,
        operation: Operation,
        result: &Result<Answer<T>, ApiError>,
        now: Now,
    ) {
        let Some(connection) = self.session.connection_mut() else { return };
        connection.schedule.did_finish();
        connection.ledger.note_answer(operation, result, now.wall);
        if let Err(error) = result {
            connection.heed(id, error, now);
        }
    }

    fn downloaded(
        &mut self,
        id: &AuthorizationId,
        result: Result<Answer<Downloaded>, ApiError>,
        reply: Reply<FileContent>,
        now: Now,
    ) {
        self.finish_request(id, Operation::Download, &result, now);
        let content = result.map_err(|error| wire_error(&error)).and_then(|answer| {
            let Downloaded { bytes, .. } = answer.value;
            // What it is, is told from the content: what it is called proves nothing.
            let kind = ContentType::sniff(&bytes).ok_or_else(|| nothing_sent(Code::CannotShow))?;
            Ok(FileContent { kind, bytes: bytes.into() })
        });
        answer(reply, content);
    }

    /// Looks again at files the service is still checking.
    pub(crate) fn look_at_files(&mut self, now: Now) {
        let Some(connection) = self.session.connection().filter(|connection| !connection.schedule.is_held(now)) else {
            return;
        };
        let due = |document: &&OnItsWay| document.look.is_some_and(|(at, _)| at <= now.boot);
        let found = connection
            .cases
            .iter()
            .flat_map(|(id, file)| file.documents.iter().filter(due).map(|document| (id.clone(), document.number)));
        for (id, number) in found.collect::<Vec<_>>() {
            if let Some(document) = self.document(&id, number)
                && let Some((_, pause)) = document.look
            {
                // Kept for the next pause, out of the way of this look.
                document.look = Some((Boot(u64::MAX), pause));
                let step = document.way.resume();
                self.do_step(&id, number, step, now);
            }
        }
    }
}

impl Connection {
    /// When a file is to be looked at next.
    pub(crate) fn next_look(&self) -> Option<Boot> {
        let looks = self.cases.values().flat_map(|file| &file.documents).filter_map(|document| document.look);
        looks.map(|(at, _)| at).filter(|at| *at < Boot(u64::MAX)).min()
    }

    /// The way to the service is gone: no answer comes any more to what was being done with a file.
    pub(crate) fn lost_sight_of_files(&mut self) {
        for document in self.cases.values_mut().flat_map(|file| &mut file.documents) {
            document.stop = None;
            // Attaching is a command, and found out like one.
            if document.way.stage() != Stage::Doing(Step::Attach) {
                document.way.failed();
            }
        }
    }
}
