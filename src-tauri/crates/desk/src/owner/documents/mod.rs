//! Files of this computer on their way to a case: chosen, read, sent, checked, attached. Sending is no decision on the case;
//! only attaching is, and it goes the way of every decision.

mod attaching;
mod sending;

use super::deciding::nothing_sent;
use super::{CaseFile, Effect, Owner, Reply, answer};
use crate::ports::FileContent;
use crate::project::requirements::editing_closed;
use crate::wire::{
    Code, DocumentRef, FileRefusal, Nothing, PickDocuments, SendDocument, SetLargestFile, ShowFile, WireError,
};
use bytes::Bytes;
use collate::{Answer, ApiError, Client, Downloaded, FrozenRequest, UploadTarget};
use engine::document::Document;
use engine::time::{Boot, Now};
use model::{AttachmentId, AuthorizationId, ContentType, FileId, StoredFile};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;

/// The most files on their way to one case.
const MOST: usize = 20;
/// The longest name of a document type, in characters.
const LONGEST_TYPE: usize = 200;
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
        self.connection()?.shut(file)?;
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
        let open = self.case(id.as_str()).is_ok_and(|(_, file)| {
            editing_closed(file).is_none() && self.connection().is_ok_and(|connection| connection.shut(file).is_ok())
        });
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
        let Some(file) = connection.cases.get_mut(id).filter(|file| editing_closed(file).is_none()) else { return };
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
        self.connection()?.shut(file)?;
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
        self.with_document(intent, now, |document| !document.way.is_attaching())?;
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
