//! Files of this computer on their way to a case: read, sent, checked, attached. Sending is no decision on the case; only
//! attaching is, and it goes the way of every decision.

use super::answering::removal;
use super::deciding::{Intended, Shows, nothing_sent};
use super::{CaseFile, Connection, Effect, Epoch, Owner, Reply, answer};
use crate::ports::FileContent;
use crate::project::error::wire_error;
use crate::project::requirements::editing_closed;
use crate::wire::{
    Code, DocumentRef, FileRefusal, Nothing, PickDocuments, SendDocument, SetLargestFile, ShowFile, StepKind, WireError,
};
use bytes::Bytes;
use collate::{Answer, ApiError, Client, Contract, Downloaded, FrozenRequest, Operation, UploadTarget};
use engine::command::{CommandKind, Stage as CommandStage};
use engine::document::{Document, SendFailed, Stage, Step};
use engine::time::{Boot, Now};
use model::{AttachmentId, AuthorizationId, ContentType, FileId, IdempotencyKey, StoredFile};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;

/// The most files on their way to one case.
const MOST: usize = 20;
/// The longest name of a document type, in characters.
const LONGEST_TYPE: usize = 200;
/// How long after the first look at a file that is being checked the next one comes; later ones take longer.
const LOOK: Duration = Duration::from_secs(2);
const LONGEST_LOOK: Duration = Duration::from_secs(30);
/// A limit between these can be set, in bytes.
const LIMITS: std::ops::RangeInclusive<u32> = 1024..=200 * 1024 * 1024;

/// One file on its way.
pub(crate) struct OnItsWay {
    pub(crate) number: u32,
    pub(crate) name: String,
    pub(crate) kind: Option<ContentType>,
    pub(crate) content: Option<Bytes>,
    pub(crate) types: Vec<String>,
    pub(crate) replaces: Option<AttachmentId>,
    pub(crate) way: Document,
    pub(crate) sent: u64,
    pub(crate) refusal: Option<FileRefusal>,
    pub(crate) problem: Option<WireError>,
    target: Option<UploadTarget>,
    /// Dropping it stops the sending.
    stop: Option<oneshot::Sender<()>>,
    look: Option<(Boot, Duration)>,
}

pub(crate) enum DocumentEffect {
    /// Let a person choose.
    Choose {
        several: bool,
        types: Vec<String>,
        replaces: Option<AttachmentId>,
    },
    /// Read a file of this computer.
    Read {
        document: u32,
        path: PathBuf,
        largest: u64,
    },
    Create {
        document: u32,
        client: Arc<Client>,
        request: FrozenRequest,
    },
    Send {
        document: u32,
        target: UploadTarget,
        content: Bytes,
        stopped: oneshot::Receiver<()>,
    },
    /// Complete, or look.
    Ask {
        document: u32,
        client: Arc<Client>,
        request: FrozenRequest,
    },
    Download {
        client: Arc<Client>,
        request: FrozenRequest,
        largest: u64,
        reply: Reply<FileContent>,
    },
}

pub(crate) enum DocumentDone {
    Chosen { paths: Option<Vec<PathBuf>>, types: Vec<String>, replaces: Option<AttachmentId> },
    Read { document: u32, result: Result<FileContent, FileRefusal> },
    Created { document: u32, result: Result<Answer<(StoredFile, UploadTarget)>, ApiError> },
    Progress { document: u32, sent: u64 },
    Sent { document: u32, result: Result<(), ApiError> },
    Told { document: u32, result: Result<Answer<StoredFile>, ApiError> },
    Downloaded { result: Result<Answer<Downloaded>, ApiError>, reply: Reply<FileContent> },
}

impl CaseFile {
    fn document_mut(&mut self, number: u32) -> Option<&mut OnItsWay> {
        self.documents.iter_mut().find(|document| document.number == number)
    }
}

impl Owner {
    /// Opens the system's dialog. What is chosen comes later, and is seen in the case.
    pub(crate) fn pick_documents(&mut self, intent: PickDocuments) -> Result<Nothing, WireError> {
        let (id, file) = self.case(&intent.case)?;
        if editing_closed(file).is_some() {
            return Err(nothing_sent(Code::EditingClosed));
        }
        let replaces = match &intent.replaces {
            Some(attachment) => {
                let found = file.case.attachments.iter().find(|known| known.id.as_str() == attachment);
                Some(found.map(|known| known.id.clone()).ok_or_else(|| nothing_sent(Code::CaseChanged))?)
            }
            None => None,
        };
        let types = sound_types(&intent.types)?;
        let effect = DocumentEffect::Choose { several: replaces.is_none(), types, replaces };
        self.effects.push_back(Effect::Document { epoch: self.epoch, case: id, effect });
        Ok(Nothing {})
    }

    /// Files were dropped on the window: with one case on screen it is clear where they go.
    pub(crate) fn dropped(&mut self, paths: Vec<PathBuf>, now: Now) {
        let on_screen = self.session.connection().map(|connection| connection.on_screen.clone()).unwrap_or_default();
        let [id] = on_screen.as_slice() else { return };
        let open = self.case(id.as_str()).is_ok_and(|(_, file)| editing_closed(file).is_none());
        if open {
            self.take_paths(id, paths, &[], None, now);
        }
    }

    fn take_paths(
        &mut self,
        id: &AuthorizationId,
        paths: Vec<PathBuf>,
        types: &[String],
        replaces: Option<&AttachmentId>,
        now: Now,
    ) {
        let epoch = self.epoch;
        let Some(connection) = self.session.connection_mut() else { return };
        let (largest, next) = (connection.largest_file, &mut connection.next_document);
        let Some(file) = connection.cases.get_mut(id) else { return };
        for path in paths.into_iter().take(MOST.saturating_sub(file.documents.len())) {
            *next += 1;
            let document = *next;
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            file.documents.push(OnItsWay {
                number: document,
                name,
                kind: None,
                content: None,
                types: types.to_vec(),
                replaces: replaces.cloned(),
                way: Document::default(),
                sent: 0,
                refusal: None,
                problem: None,
                target: None,
                stop: None,
                look: None,
            });
            let effect = DocumentEffect::Read { document, path, largest };
            self.effects.push_back(Effect::Document { epoch, case: id.clone(), effect });
        }
        self.touch(id, now);
    }

    /// Sends a file, or goes on with it where it stopped, failed, or waits for what it counts for.
    pub(crate) fn send_document(&mut self, intent: SendDocument, now: Now) -> Result<Nothing, WireError> {
        let types = sound_types(&intent.types)?;
        let (id, file) = self.case(&intent.case)?;
        if editing_closed(file).is_some() {
            return Err(nothing_sent(Code::EditingClosed));
        }
        let connection = self.connection_mut()?;
        let document = connection.cases.get_mut(&id).and_then(|file| file.document_mut(intent.document));
        let document = document.filter(|document| document.refusal.is_none() && document.content.is_some());
        let document = document.ok_or_else(|| nothing_sent(Code::NotPossibleNow))?;
        if types.is_empty() {
            return Err(nothing_sent(Code::BadInput));
        }
        document.types = types;
        self.go_on(&id, intent.document, now);
        Ok(Nothing {})
    }

    /// Stops sending.
    pub(crate) fn stop_document(&mut self, intent: &DocumentRef, now: Now) -> Result<Nothing, WireError> {
        self.with_document(intent, now, |document| {
            let stopped = document.way.stop();
            (document.stop, document.look) = (None, None);
            stopped
        })
    }

    /// Takes a file off the list. One that is being attached stays until that is settled.
    pub(crate) fn drop_document(&mut self, intent: &DocumentRef, now: Now) -> Result<Nothing, WireError> {
        self.with_document(intent, now, |document| document.way.stage() != Stage::Doing(Step::Attach))?;
        let (id, _) = self.case(&intent.case)?;
        if let Some(file) = self.connection_mut()?.cases.get_mut(&id) {
            file.documents.retain(|document| document.number != intent.document);
        }
        self.touch(&id, now);
        Ok(Nothing {})
    }

    fn with_document(
        &mut self,
        intent: &DocumentRef,
        now: Now,
        act: impl FnOnce(&mut OnItsWay) -> bool,
    ) -> Result<Nothing, WireError> {
        let (id, _) = self.case(&intent.case)?;
        let file = self.connection_mut()?.cases.get_mut(&id);
        let done = file.and_then(|file| file.document_mut(intent.document)).is_some_and(act);
        self.touch(&id, now);
        if done { Ok(Nothing {}) } else { Err(nothing_sent(Code::NotPossibleNow)) }
    }

    pub(crate) fn set_largest_file(&mut self, intent: SetLargestFile) -> Result<Nothing, WireError> {
        if !LIMITS.contains(&intent.bytes) {
            return Err(nothing_sent(Code::BadInput));
        }
        self.keep(|kept| kept.largest_file = intent.bytes.into());
        if let Some(connection) = self.session.connection_mut() {
            connection.largest_file = intent.bytes.into();
        }
        self.views.touch_everything();
        Ok(Nothing {})
    }

    /// The content of a file: at hand for one from this computer, asked for when it is on the case.
    pub(crate) fn show_file(&mut self, intent: &ShowFile, reply: Reply<FileContent>, now: Now) {
        let found = self.case(&intent.case).map(|(id, file)| match (intent.document, &intent.attachment) {
            (Some(number), None) => {
                let document = file.documents.iter().find(|document| document.number == number);
                let content = document.and_then(|document| Some((document.kind?, document.content.clone()?)));
                Ok(content.map(|(kind, bytes)| FileContent { kind, bytes }).ok_or(Code::CannotShow))
            }
            (None, Some(attachment)) => {
                let known = file.case.attachments.iter().find(|known| known.id.as_str() == attachment);
                Err(known.and_then(|known| known.file_id.clone()).map(|file| (id, file)))
            }
            _ => Ok(Err(Code::BadInput)),
        });
        match found {
            Ok(Ok(content)) => answer(reply, content.map_err(nothing_sent)),
            Ok(Err(Some((id, file)))) => self.download(id, &file, reply, now),
            Ok(Err(None)) => answer(reply, Err(nothing_sent(Code::CaseChanged))),
            Err(error) => answer(reply, Err(error)),
        }
    }

    fn download(&mut self, id: AuthorizationId, file: &FileId, reply: Reply<FileContent>, now: Now) {
        let epoch = self.epoch;
        match self.connection_mut() {
            Ok(connection) if !connection.key_is_refused() => {
                let request = connection.place.contract.download(file);
                connection.schedule.will_send(now);
                let (client, largest) =
                    (connection.client.clone(), connection.largest_file.max(crate::ports::LARGEST_FILE));
                let effect = DocumentEffect::Download { client, request, largest, reply };
                self.effects.push_back(Effect::Document { epoch, case: id, effect });
            }
            Ok(_) => answer(reply, Err(nothing_sent(Code::KeyRefused))),
            Err(error) => answer(reply, Err(error)),
        }
    }

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

    fn document(&mut self, id: &AuthorizationId, number: u32) -> Option<&mut OnItsWay> {
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

    fn go_on(&mut self, id: &AuthorizationId, number: u32, now: Now) {
        let Some(document) = self.document(id, number) else { return };
        document.problem = None;
        // Attaching waits for its turn.
        if matches!(document.way.stage(), Stage::Ready | Stage::Failed(Step::Attach)) {
            document.way.want_attached();
            return self.attach_ready(id, now);
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
                connection.schedule.will_send(now);
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
                document.target = Some(target);
                document.way.created(file.id)
            }
            Err(error) => {
                document.way.failed();
                document.problem = Some(wire_error(&error));
                None
            }
        };
        self.do_step(id, number, step, now);
    }

    fn was_sent(&mut self, id: &AuthorizationId, number: u32, result: Result<(), ApiError>, now: Now) {
        if let Some(connection) = self.session.connection_mut() {
            connection.schedule.did_finish();
            connection.ledger.note(Operation::Upload, result.as_ref().map(|()| [].as_slice()), now.wall);
        }
        let Some(document) = self.document(id, number) else { return };
        document.stop = None;
        let step = match result {
            Ok(()) => {
                // Where it was sent to is of no use any more.
                document.target = None;
                document.way.sent()
            }
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
                step
            }
            Err(error) => {
                document.way.failed();
                document.look = None;
                document.problem = Some(wire_error(&error));
                None
            }
        };
        self.do_step(id, number, step, now);
        if let Some(document) = self.document(id, number).filter(|document| document.way.stage() == Stage::Ready) {
            document.way.want_attached();
            self.attach_ready(id, now);
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
        let Some(connection) = self.session.connection() else { return };
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

    /// Attaches the next file that is ready, where the case is free for it. A file that takes another's place waits until
    /// that one is off the case.
    pub(crate) fn attach_ready(&mut self, id: &AuthorizationId, now: Now) {
        let Ok((_, file)) = self.case(id.as_str()) else { return };
        let busy = self.connection().is_ok_and(|connection| {
            connection.book.of(id).is_some_and(|command| command.stage.is_open()) || connection.key_is_refused()
        });
        if busy || editing_closed(file).is_some() || file.case.completeness != model::Completeness::Full {
            return;
        }
        let Some(document) = file.documents.iter().find(|document| document.way.waits_for_the_case()) else { return };
        let (number, version) = (document.number, file.case.version.to_string());
        let still_there = |id: &&AttachmentId| file.case.attachments.iter().any(|known| known.id == **id);
        let replaced = document.replaces.as_ref().filter(still_there).cloned();
        let (types, file_id) = (document.types.clone(), document.way.file().cloned());
        let decide = move |contract: Contract, file: &CaseFile, key: IdempotencyKey| {
            if let Some(old) = replaced {
                return Ok(removal(contract, file, key, old));
            }
            let file_id = file_id.ok_or_else(|| nothing_sent(Code::NotPossibleNow))?;
            let request = contract.attach(&file.case.id, file.case.version, key, &file_id, &types, None);
            let intended =
                Intended { shows: Some(Shows::With(file_id)), document: Some(number), ..Intended::default() };
            Ok((CommandKind::Attach, request, intended))
        };
        let id = id.clone();
        let nobody = Box::new(|_| {});
        if let Err(error) = self.write(id.as_str(), &version, StepKind::Attach, nobody, now, decide)
            && let Some(document) = self.document(&id, number)
        {
            document.way.attaching();
            document.way.not_attached();
            document.problem = Some(error);
        }
    }

    /// A command of the case moved: what it says of the file it attaches.
    pub(crate) fn attaching_moved(&mut self, id: &AuthorizationId, number: u32, stage: &CommandStage) {
        let Some(file) = self.session.connection_mut().and_then(|connection| connection.cases.get_mut(id)) else {
            return;
        };
        let Some(document) = file.document_mut(number) else { return };
        match stage {
            CommandStage::Prepared | CommandStage::Sending(_) => document.way.attaching(),
            CommandStage::Checking { .. } | CommandStage::LetBe => {}
            CommandStage::Applied => {
                let (file_id, name) = (document.way.file().cloned(), document.name.clone());
                file.documents.retain(|document| document.number != number);
                file.sent_names.extend(file_id.map(|file_id| (file_id, name)));
            }
            _ => document.way.not_attached(),
        }
    }
}

impl Connection {
    /// When a file is to be looked at next.
    pub(crate) fn next_look(&self) -> Option<Boot> {
        let looks = self.cases.values().flat_map(|file| &file.documents).filter_map(|document| document.look);
        looks.map(|(at, _)| at).filter(|at| *at < Boot(u64::MAX)).min()
    }
}

fn sound_types(types: &[String]) -> Result<Vec<String>, WireError> {
    let mut sound: Vec<String> = Vec::new();
    for typed in types.iter().map(|typed| typed.trim()).filter(|typed| !typed.is_empty()) {
        if typed.chars().count() > LONGEST_TYPE || typed.chars().any(char::is_control) || sound.len() >= MOST {
            return Err(nothing_sent(Code::BadInput));
        }
        if !sound.iter().any(|known| known == typed) {
            sound.push(typed.to_owned());
        }
    }
    Ok(sound)
}
