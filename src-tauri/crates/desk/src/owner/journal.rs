//! Decisions are written down before they are sent, and taken up when the program starts again. In practice, which begins
//! anew each time, and where nothing is kept on this computer, they live in memory only.

mod anew;
mod trouble;

use super::connection::Place;
use super::deciding::nothing_sent;
use super::intended::Intended;
use super::taking_up::Journal;
use super::{Connection, Creating, Effect, Epoch, Owner};
use crate::wire::{Code, Environment, JournalTrouble, NewCase, WireError};
pub(crate) use anew::Elsewhere;
use collate::{Contract, FrozenRequest, KeptRequest, Operation};
use engine::command::{Resend, Stage};
use model::{AuthorizationId, AuthorizationVersion, HandoffId, IdempotencyKey, Timestamp};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use store::{KeptCommand, Mint, NewCommand, RecordId, Refused, Sealed, Sealing, Urgency, Worker};
pub(crate) use trouble::{SetAside, Trial, code_of, trouble_of};

/// How long writing a decision down may hold up everything else.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long the journal may take to be opened and read: it is checked as a whole.
const OPENING: Duration = Duration::from_secs(30);
/// The word for one that makes a case: it has no case yet, and so no command of the engine.
pub(crate) const CREATE: &str = "create";

/// What is sealed of a decision beside its bytes: what is needed to send the same again, and what it is to make true.
#[derive(Serialize, Deserialize)]
pub(crate) struct Intent {
    pub(crate) contract: String,
    pub(crate) operation: String,
    /// Whose key it was decided under.
    pub(crate) fingerprint: String,
    #[serde(default)]
    pub(crate) handoff: Option<HandoffId>,
    #[serde(default)]
    pub(crate) intended: Intended,
    #[serde(default)]
    pub(crate) new_case: Option<NewCase>,
}

/// One decision, as it goes to the thread that writes.
struct Entry {
    id: RecordId,
    place: String,
    case: Option<String>,
    kind: &'static str,
    operator: String,
    decided_at: Timestamp,
    version: Option<AuthorizationVersion>,
    request: KeptRequest,
    intent: Vec<u8>,
    stage: store::Stage,
}

impl Entry {
    fn record(&self, store: &mut store::Store) -> Result<(), Refused> {
        let if_match = self.request.if_match.map(|version| format!("\"{version}\""));
        store.record(&NewCommand {
            id: self.id.clone(),
            account: &self.place,
            case: self.case.as_deref(),
            kind: self.kind,
            operator: &self.operator,
            decided_at: self.decided_at,
            version: self.version.map(|version| version.0),
            method: &self.request.operation.method_word(),
            path: &self.request.path,
            key: self.request.key.as_ref().map(IdempotencyKey::as_str),
            if_match: if_match.as_deref(),
            body: &self.request.body,
            intent: &self.intent,
            stage: self.stage.clone(),
        })
    }
}

impl Place {
    /// Under what its decisions are written down; nothing for practice, which begins anew each time.
    fn recorded_as(&self) -> Option<String> {
        (self.environment != Environment::Practice).then(|| self.address.as_str().to_owned())
    }
}

impl Owner {
    /// Whether what is decided on this connection survives the end of the program.
    pub(crate) fn is_durable(&self) -> bool {
        self.records.is_some()
    }

    /// Who writes for a connection to this place.
    pub(crate) fn writer(&self, place: &Place) -> Option<Writer> {
        Some(Writer { worker: self.records.clone()?, place: place.recorded_as()? })
    }

    /// Nothing is sent that is not written down first: that is done when this returns.
    pub(crate) fn record(&mut self, id: &AuthorizationId) -> Result<(), WireError> {
        let command = self.connection()?.book.of(id).ok_or_else(|| nothing_sent(Code::BadInput))?;
        let (number, record) = (command.id, RecordId::new(command.decided_at));
        let entry = self.entry(id, record.clone())?;
        if self.write_down(entry)?
            && let Ok(connection) = self.connection_mut()
        {
            connection.records.insert(number, record);
        }
        Ok(())
    }

    /// The newest decision about a case, as it stands.
    fn entry(&self, id: &AuthorizationId, record: RecordId) -> Result<Entry, WireError> {
        let connection = self.connection()?;
        let command = connection.book.of(id).ok_or_else(|| nothing_sent(Code::BadInput))?;
        let request = command.frozen.kept();
        let intended = connection.intended.get(&command.id).cloned().unwrap_or_default();
        Ok(Entry {
            id: record,
            place: String::new(),
            case: Some(id.to_string()),
            kind: command.kind.word(),
            operator: command.operator.clone(),
            decided_at: command.decided_at,
            version: Some(command.version),
            intent: written(&Intent {
                intended,
                ..connection.intent(&request, connection.decided_under.get(&command.id))
            })?,
            request,
            stage: stage_of(&command.stage, None, command.decided_at, false),
        })
    }

    /// Writes down that a case is asked for.
    pub(crate) fn record_creation(&mut self, creating: &Creating) -> Result<Option<RecordId>, WireError> {
        let record = RecordId::new(creating.at);
        let entry = self.creation_entry(creating, record.clone())?;
        Ok(self.write_down(entry)?.then_some(record))
    }

    fn creation_entry(&self, creating: &Creating, record: RecordId) -> Result<Entry, WireError> {
        let request = creating.request.as_ref().ok_or_else(|| nothing_sent(Code::BadInput))?.kept();
        let connection = self.connection()?;
        // One that another key decided on stays another's.
        let own = (creating.resend > Resend::Never).then_some(&connection.fingerprint);
        let intent = Intent { new_case: Some(creating.what.clone()), ..connection.intent(&request, own) };
        Ok(Entry {
            id: record,
            place: String::new(),
            case: None,
            kind: CREATE,
            operator: creating.operator.clone(),
            decided_at: creating.at,
            version: None,
            intent: written(&intent)?,
            request,
            stage: stage_of(&Stage::Sending(creating.attempts.max(1)), None, creating.at, false),
        })
    }

    /// Says whether it was written down: in practice, and where nothing is kept, there is nowhere to.
    fn write_down(&mut self, entry: Entry) -> Result<bool, WireError> {
        let Some(Writer { worker, place }) = self.connection()?.writer.clone() else { return Ok(false) };
        let entry = Entry { place, ..entry };
        let written = worker.record(PATIENCE, entry.id.clone(), move |store| entry.record(store));
        self.written(written).map(|()| true)
    }

    /// What came of writing something down: said until something can be written again.
    fn written(&mut self, result: Result<(), Refused>) -> Result<(), WireError> {
        result.map_err(|why| {
            let why = trouble_of(why);
            self.records_failed(why);
            nothing_sent(code_of(why))
        })?;
        self.records_work();
        Ok(())
    }

    /// Notes where a command stands. When that cannot be written the command is found unsettled at the next start, and
    /// read again: nothing is lost by it.
    pub(crate) fn note(&mut self, id: &AuthorizationId, at: Timestamp) {
        let Some(connection) = self.session.connection() else { return };
        let Some(command) = connection.book.of(id) else { return };
        let Some(record) = connection.records.get(&command.id).cloned() else { return };
        // A handoff that was started is taken up again by its id.
        let named = connection.cases.get(id).and_then(|file| file.handoff.as_ref()).filter(|file| file.ours);
        let started = command.kind == engine::command::CommandKind::StartHandoff && command.stage.is_in_effect();
        let named = named.filter(|_| started).map(|file| file.handoff.id.to_string());
        self.note_stage(record, stage_of(&command.stage, named, at, false));
    }

    /// Takes a settled command off the list of what is shown.
    pub(crate) fn note_dismissed(&mut self, record: RecordId, stage: &Stage, at: Timestamp) {
        self.note_stage(record, stage_of(stage, None, at, true));
    }

    pub(crate) fn note_stage(&self, record: RecordId, stage: store::Stage) {
        if let Some(worker) = &self.records {
            worker.spawn(Urgency::First, move |store| store.note(&record, &stage));
        }
    }

    /// Asks for what was decided here before and is not forgotten.
    pub(crate) fn ask_for_kept(&mut self) {
        let epoch = self.epoch;
        let Some(connection) = self.session.connection_mut() else { return };
        let known_unread = matches!(connection.journal, Journal::Failed(_) | Journal::ReadingAgain);
        connection.journal = match connection.writer.clone() {
            Some(writer) => {
                self.effects.push_back(Effect::ReadJournal(epoch, writer));
                if known_unread { Journal::ReadingAgain } else { Journal::Reading }
            }
            None => Journal::Read,
        };
    }
}

impl Connection {
    /// What is sealed beside the bytes of a request, and whose key it was decided under, where that is known.
    fn intent(&self, request: &KeptRequest, fingerprint: Option<&String>) -> Intent {
        Intent {
            contract: self.place.contract.name().to_owned(),
            operation: request.operation.name().to_owned(),
            fingerprint: fingerprint.cloned().unwrap_or_default(),
            handoff: request.handoff.clone(),
            intended: Intended::default(),
            new_case: None,
        }
    }
}

/// Who writes for a connection, and under which name.
#[derive(Clone)]
pub(crate) struct Writer {
    worker: Worker,
    place: String,
}

impl Writer {
    /// Says what seals from now on. Does not wait.
    pub(crate) fn unlock(&self, sealing: Sealing) {
        self.worker.unlock(sealing);
    }

    /// What was decided there and is not forgotten, oldest first, and how many records are damaged. Blocks.
    pub(crate) fn kept(&self) -> Result<(Vec<KeptCommand>, usize), JournalTrouble> {
        let place = self.place.clone();
        self.worker
            .call(OPENING, move |store| Ok((store.kept(&place)?, store.damaged_rows()?)))
            .map_err(|why| self.why(why))
    }

    /// Writes down that a link is asked for: never what comes of it but whether it did. Blocks.
    pub(crate) fn record_mint(&self, mint: Mint) -> Result<(), Refused> {
        let place = self.place.clone();
        self.worker.call(PATIENCE, move |store| store.record_mint(&place, &mint))
    }

    /// Of links that were asked for in an earlier run nothing is left: the program ended before it knew.
    pub(crate) fn end_open_mints(&self, at: Timestamp) {
        let place = self.place.clone();
        self.worker.spawn(Urgency::First, move |store| store.end_open_mints(&place, at));
    }

    pub(crate) fn settle_mint(&self, id: RecordId, word: &'static str, at: Timestamp) {
        self.worker.spawn(Urgency::First, move |store| store.settle_mint(&id, word, at));
    }
}

/// What was read from the journal.
pub(crate) struct JournalRead {
    pub(crate) epoch: Epoch,
    /// Whether the keyring keeps the key that seals.
    pub(crate) sealed_for_later: bool,
    pub(crate) kept: Result<(Vec<KeptCommand>, usize), JournalTrouble>,
    /// Whether something new can be written down, and why not.
    pub(crate) writable: Result<(), JournalTrouble>,
}

/// A command of an earlier run, as far as it could be read.
pub(crate) struct TakenUp {
    pub(crate) frozen: Option<FrozenRequest>,
    pub(crate) intent: Option<Intent>,
}

/// Reads what is needed to send a kept command again. Without the seal's key, or with anything in it that this version
/// does not know, nothing of it can be sent.
pub(crate) fn taken_up(kept: &KeptCommand) -> TakenUp {
    let Sealed::Readable(intent) = &kept.intent else { return TakenUp { frozen: None, intent: None } };
    let intent: Option<Intent> = serde_json::from_slice(intent).ok();
    let frozen = intent.as_ref().and_then(|intent| frozen(kept, intent));
    TakenUp { frozen, intent }
}

fn frozen(kept: &KeptCommand, intent: &Intent) -> Option<FrozenRequest> {
    let Sealed::Readable(body) = &kept.body else { return None };
    let line = &kept.line;
    let key = match &line.key {
        Some(key) => Some(IdempotencyKey::new(key.as_str()).ok()?),
        None => None,
    };
    let authorization = match &line.case {
        Some(case) => Some(AuthorizationId::new(case.as_str()).ok()?),
        None => None,
    };
    FrozenRequest::taken_up(KeptRequest {
        contract: Contract::parse(&intent.contract)?,
        operation: Operation::command(&intent.operation)?,
        path: line.path.clone(),
        body: body.clone(),
        if_match: line.version.map(AuthorizationVersion),
        key,
        authorization,
        handoff: intent.handoff.clone(),
    })
}

fn written(intent: &Intent) -> Result<Vec<u8>, WireError> {
    serde_json::to_vec(intent).map_err(|_| nothing_sent(Code::BadInput))
}

/// A stage as it is written down; `named` is what the service called what came of it.
pub(crate) fn stage_of(stage: &Stage, named: Option<String>, at: Timestamp, dismissed: bool) -> store::Stage {
    let written = stage.written();
    store::Stage {
        word: written.word.to_owned(),
        attempt: written.attempt,
        conflict: written.conflict,
        code: written.code.or(named),
        at,
        settled: written.settled,
        dismissed,
    }
}
