//! The one owner of all state. It is handed what happened and the time, changes its state, and lists what it wants done;
//! it does nothing itself and waits for nothing.

mod answering;
mod case_file;
mod connection;
mod creating;
mod deciding;
mod difference;
mod documents;
mod drafts;
mod finding;
mod intended;
mod io;
mod journal;
mod ledger;
mod portal;
mod reading;
mod remembering;
mod service;
mod session;
mod taking_up;
mod timeline;
mod views;
mod watching;

use crate::ports::{Kept, MarkSink, StepSink};
use crate::wire::{
    Code, EnvironmentClosed, EnvironmentView, JournalTrouble, KeyringState, Nothing, Settings, Started, WireError,
};
use engine::time::{Boot, Now, earlier};
use model::AuthorizationId;
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

pub(crate) use case_file::{Acceptance, CaseFile, Claim, HandoffFile, Said, WatchFile};
pub(crate) use connection::Connection;
pub(crate) use creating::{CatalogAnswer, CatalogAsk, Creating, MOST_PAGES};
pub(crate) use difference::DifferenceRead;
pub(crate) use documents::{DocumentDone, DocumentEffect, OnItsWay};
pub(crate) use drafts::{DraftDone, DraftEffect, DraftTrouble, Whose, is_shown};
pub(crate) use io::{Ask, CaseReading, Done, Effect, Epoch, Input, ReadFor, Reply, SessionReply, Sink, Wake};
pub(crate) use journal::{CREATE, JournalRead, Trial, Writer};
pub(crate) use remembering::{Accepted, Recall, Recalled, Record, Remembered, SweptList, remembered};
use session::Session;
pub(crate) use taking_up::Journal;
pub(crate) use timeline::TimelineRead;
use views::Views;

/// A connection to start with, instead of the connect page: debug builds only.
pub struct DirectConnection {
    /// What it is called.
    pub name: String,
    /// A loopback address without a path.
    pub address: collate::Address,
    /// The contract it speaks.
    pub contract: collate::Contract,
    /// Its key: in memory only.
    pub key: vault::ApiKey,
}

/// How the desk begins.
#[derive(Default)]
pub struct Options {
    /// The program's version, for the window.
    pub program_version: String,
    /// Whether any loopback address may be connected to: debug builds only.
    pub allow_test: bool,
    /// Start in practice, whatever was kept.
    pub practice: bool,
    /// Who works here, whatever was kept.
    pub operator: Option<String>,
    /// Start connected.
    pub direct: Option<DirectConnection>,
}

/// How often time alone may change what is shown: staleness, clocks.
const TICK: Duration = Duration::from_secs(2);

/// What of the outside the owner uses itself.
pub(crate) struct Given {
    pub(crate) records: Option<store::Worker>,
    pub(crate) steps: Arc<StepSink>,
    pub(crate) marks: Arc<MarkSink>,
}

pub(crate) struct Owner {
    kept: Kept,
    /// What must be kept now, when it changed.
    to_keep: bool,
    program_version: String,
    allow_test: bool,
    keyring: KeyringState,
    /// Whether the keyring was asked how it is since the connect page came up.
    keyring_asked: bool,
    /// What this computer keeps of what was decided; nothing where it keeps nothing.
    records: Option<store::Worker>,
    /// Why nothing can be written down at present.
    records_trouble: Option<JournalTrouble>,
    /// When that is tried again.
    records_trial: Trial,
    steps: Arc<StepSink>,
    marks: Arc<MarkSink>,
    session: Session,
    epoch: Epoch,
    views: Views,
    effects: VecDeque<Effect>,
    next_tick: Boot,
    ending: bool,
}

impl Owner {
    pub(crate) fn new(options: Options, kept: Kept, outside: Given, now: Now) -> Self {
        let Given { records, steps, marks } = outside;
        let mut owner = Self {
            to_keep: false,
            kept: Kept { operator: options.operator.clone().or(kept.operator), ..kept },
            program_version: options.program_version.clone(),
            allow_test: options.allow_test,
            keyring: KeyringState::Available,
            keyring_asked: false,
            records,
            records_trouble: None,
            records_trial: Trial::default(),
            steps,
            marks,
            session: Session::default(),
            epoch: Epoch(0),
            views: Views::default(),
            effects: VecDeque::new(),
            next_tick: now.boot,
            ending: false,
        };
        owner.begin(options, now);
        owner.ask_keyring();
        owner
    }

    /// Takes one thing that happened.
    pub(crate) fn handle(&mut self, input: Input, now: Now) {
        // Whatever has ended ends first: no input finds a link whose time is up.
        self.run_due_links(now);
        match input {
            Input::Ask(ask) => self.asked(ask, now),
            Input::Done(done) => self.done(done, now),
        }
        self.settle(now);
    }

    /// Does what is due.
    pub(crate) fn handle_timeout(&mut self, now: Now) {
        self.run_due_links(now);
        if now.boot >= self.next_tick {
            self.next_tick = now.boot.plus(TICK);
            self.tick(now);
        }
        self.settle(now);
    }

    /// The computer slept. What has ended ends first; then what goes on in a portal is read, before anybody acts on it.
    pub(crate) fn wake(&mut self, now: Now) {
        self.run_due_links(now);
        let Some(connection) = self.session.connection_mut() else { return };
        tracing::info!("the computer slept");
        for id in connection.after_sleep(now) {
            self.views.touch_case(&id);
        }
        self.views.touch_desk();
    }

    fn run_due_links(&mut self, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        for id in connection.links_due(now) {
            connection.link_timeout(&id, now, self.epoch, &mut self.effects);
            self.views.touch_case(&id);
        }
    }

    /// When [`Self::handle_timeout`] is due next.
    pub(crate) fn poll_timeout(&self, now: Now) -> Wake {
        let connection = self.session.connection();
        let due = connection.and_then(|connection| connection.poll_timeout(now));
        let tick = connection.map(|_| (self.next_tick, "see what time changed"));
        earlier(earlier(due, tick), self.views.poll_timeout())
    }

    pub(crate) fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// What is to be kept between runs, once after each change.
    pub(crate) fn poll_kept(&mut self) -> Option<Kept> {
        std::mem::take(&mut self.to_keep).then(|| self.kept.clone())
    }

    /// Whether the desk has ended: nothing is left to do but to drop it.
    pub(crate) fn is_ending(&self) -> bool {
        self.ending
    }

    fn asked(&mut self, ask: Ask, now: Now) {
        match ask {
            Ask::Start(reply) => answer(reply, Ok(self.started())),
            Ask::SetOperator(intent, reply) => answer(reply, self.set_operator(&intent.name, now)),
            Ask::SetTheme(intent, reply) => {
                self.keep(|kept| kept.theme = intent.theme);
                answer(reply, Ok(Nothing {}));
            }
            Ask::SetSettings(settings, reply) => answer(reply, self.set_settings(settings)),
            Ask::Connect(intent, reply) => self.connect(intent, reply),
            Ask::FindOut(intent, reply) => self.find_out(intent, reply),
            Ask::StartPractice(intent, reply) => self.start_practice(intent.contract, Some(reply)),
            Ask::Disconnect(intent, reply) => self.disconnect(intent, reply, now),
            Ask::Reconnect(reply) => answer(reply, self.reconnect()),
            Ask::TryNow(reply) => {
                if let Some(connection) = self.session.connection_mut() {
                    connection.schedule.try_now(now);
                }
                answer(reply, Ok(Nothing {}));
            }
            Ask::OpenView(view, sink) => self.open_view(view, sink, now),
            Ask::SetWindow(intent) => self.views.set_window(intent),
            Ask::CloseView(intent) => self.close_view(intent, now),
            Ask::FindCases(intent, reply) => answer(reply, self.find_cases(&intent)),
            Ask::ReadFresh(case, reply) => self.read_fresh(&case, reply, now),
            Ask::ReadPackage(case, reply) => answer(reply, self.read_package(&case)),
            Ask::ReadDifference(case, reply) => self.read_difference(&case, reply),
            Ask::ReadTimeline(case, reply) => self.read_timeline(&case, reply),
            Ask::AcceptForPortal(intent, reply) => answer(reply, self.accept_for_portal(&intent, now)),
            Ask::OpenStep(intent, reply) => answer(reply, self.open_step(&intent)),
            Ask::ConfirmContinue(intent, reply) => self.confirm_continue(&intent, reply, now),
            Ask::ConfirmAcceptance(intent, reply) => self.confirm_acceptance(&intent, reply, now),
            Ask::ConfirmCancel(intent, reply) => self.confirm_cancel(&intent, reply, now),
            Ask::Preflight(case, reply) => self.preflight(&case, reply, now),
            Ask::StartHandoff(intent, reply) => self.start_handoff(&intent, reply, now),
            Ask::CarryOn(intent, reply) => answer(reply, self.carry_on(&intent, now)),
            Ask::OpenPortal(case, reply) => answer(reply, self.open_portal(&case, now)),
            Ask::RenewLink(case, reply) => answer(reply, self.renew_link(&case, now)),
            Ask::ReportCompleted(intent, reply) => self.report_completed(&intent, reply, now),
            Ask::ReportUnable(intent, reply) => self.report_unable(&intent, reply, now),
            Ask::Revoke(intent, reply) => self.revoke(&intent, reply, now),
            Ask::SendAgain(case, reply) => self.send_again(&case, reply, now),
            Ask::LetBe(case, reply) => answer(reply, self.let_be(&case, now)),
            Ask::Dismiss(case, reply) => answer(reply, self.dismiss(&case, now)),
            Ask::MapFact(intent, reply) => answer(reply, self.map_fact(intent, now)),
            Ask::ReadLiveSession(case, reply) => self.read_live_session(&case, reply, now),
            Ask::Watch(case, reply) => answer(reply, self.watch(&case, now)),
            Ask::StopWatching(case, reply) => answer(reply, self.stop_watching(&case, now)),
            Ask::Report(reply) => answer(reply, self.report()),
            Ask::DidAct => self.did_act(now),
            Ask::Mark(mark) => (self.marks)(&mark.what, mark.at_millis),
            Ask::Quit(reply) => self.quit(reply, now),
            other => self.asked_to_write(other, now),
        }
    }

    /// What is asked of answers, files and new authorizations.
    fn asked_to_write(&mut self, ask: Ask, now: Now) {
        match ask {
            Ask::SaveAnswers(intent, reply) => self.save_answers(intent, reply, now),
            Ask::PickDocuments(intent, reply) => answer(reply, self.pick_documents(intent)),
            Ask::Dropped(paths) => self.dropped(paths, now),
            Ask::SendDocument(intent, reply) => answer(reply, self.send_document(intent, now)),
            Ask::StopDocument(intent, reply) => answer(reply, self.stop_document(&intent, now)),
            Ask::DropDocument(intent, reply) => answer(reply, self.drop_document(&intent, now)),
            Ask::RemoveAttachment(intent, reply) => self.remove_attachment(&intent, reply, now),
            Ask::ShowFile(intent, reply) => self.show_file(&intent, reply, now),
            Ask::SetLargestFile(intent, reply) => answer(reply, self.set_largest_file(intent)),
            Ask::SetRetention(intent, reply) => answer(reply, self.set_retention(intent)),
            Ask::ForgetSeen(reply) => self.forget_seen(reply),
            Ask::KeepDraft(intent, reply) => self.keep_draft(intent, reply, now),
            Ask::DropDraft(intent, reply) => self.drop_draft(&intent, reply),
            Ask::ReadDrafts(reply) => self.read_drafts(reply),
            Ask::DropUnreadableDrafts(reply) => self.drop_unreadable_drafts(reply),
            Ask::ListPayers(reply) => self.list_payers(reply, now),
            Ask::FindProvider(intent, reply) => self.find_provider(&intent, reply, now),
            Ask::ListRoutes(intent, reply) => self.list_routes(&intent, reply, now),
            Ask::ResolveRoute(intent, reply) => self.resolve_route(&intent, reply, now),
            Ask::CreateCase(intent, reply) => self.create_case(intent, reply, now),
            Ask::CreateAgain(reply) => self.create_again(reply, now),
            Ask::ForgetCreation(reply) => answer(reply, self.forget_creation(now)),
            Ask::LookAtJournal(reply) => self.look_at_journal(reply),
            Ask::SetJournalAside(reply) => self.set_journal_aside(reply),
            // Everything else was taken above.
            _ => {}
        }
    }

    fn done(&mut self, done: Done, now: Now) {
        match done {
            Done::PracticeStarted(epoch, service) => self.practice_started(epoch, service, now),
            Done::KeyringStatus(status) => {
                self.keyring = if status.is_ok() { KeyringState::Available } else { KeyringState::Unavailable };
                self.views.touch_desk();
            }
            Done::KeyFound(epoch, found) => self.key_found(epoch, found, now),
            Done::KeyKept(epoch, kept) => self.key_kept(epoch, kept, now),
            Done::KeyRemoved(epoch, removed, reply) => self.key_removed(epoch, removed, reply, now),
            Done::PageRead(epoch, result) => self.page_read(epoch, result, now),
            Done::CaseRead { epoch, id, asked, result, read_for } => {
                self.case_read(epoch, &id, asked, result, read_for, now);
            }
            Done::SessionRead { epoch, id, result, reply } => self.session_read(epoch, &id, result, reply, now),
            Done::Answered { epoch, command, result } => self.answered(epoch, command, result, now),
            Done::MintReady(epoch, client) => self.mint_ready(epoch, client),
            Done::Minted { epoch, case, handoff, asking, result } => {
                self.minted(epoch, (&case, &handoff), asking, result, now);
            }
            Done::WatchMinted { epoch, case, asking, result } => self.watch_minted(epoch, &case, asking, result, now),
            Done::Recalled(epoch, recalled) => self.recalled(epoch, recalled),
            Done::Recorded(epoch, written) => self.recorded(epoch, written, now),
            Done::DifferenceRead(epoch, view, reply) => self.difference_read(epoch, view, reply),
            Done::TimelineRead(epoch, view, reply) => self.timeline_read(epoch, view, reply),
            Done::Forgotten(epoch, done, reply) => self.forgotten(epoch, done, reply),
            Done::FoundOut(probed, reply) => answer(reply, Ok(service::found_out(probed))),
            Done::Catalog(epoch, came) if self.is_current(epoch) => self.catalog_read(came, now),
            // The connection it was asked of is gone, and whoever asked with it.
            Done::Catalog(..) => {}
            Done::Created(epoch, result) if self.is_current(epoch) => self.created(result, now),
            Done::Created(..) => {}
            Done::Draft(done) => self.draft_done(done),
            Done::Document { epoch, case, done } => self.document_done(epoch, &case, done, now),
            Done::MintNotWritten { epoch, case, handoff, asking, why } => {
                self.mint_not_written(epoch, (&case, handoff.as_ref()), asking, why, now);
            }
            Done::JournalRead(read) => self.journal_read(read, now),
            Done::JournalTried(result) => self.journal_tried(result, now),
            Done::JournalLooked(found, reply) => answer(reply, Ok(crate::project::journal::found(found))),
            Done::JournalSetAside(epoch, result, reply) => self.journal_set_aside(epoch, result, reply),
            Done::Ticket { epoch, case, grant, event } => self.ticket(epoch, &case, &grant, event, now),
        }
    }

    /// After anything at all: send what is due, tell the views.
    fn settle(&mut self, now: Now) {
        self.ask_keyring();
        self.read_journal_again(now);
        self.try_records_again(now);
        self.watch_cases(now);
        self.send_due(now);
        self.look_at_files(now);
        self.start_due_reads(now);
        self.keep_seen(now);
        self.flush_views(now);
    }

    /// Only the connect page needs to know how the keyring is; asking may start a program of its own.
    fn ask_keyring(&mut self) {
        match self.session {
            Session::SignedOut(_) if !self.keyring_asked => {
                self.keyring_asked = true;
                self.effects.push_back(Effect::AskKeyring);
            }
            Session::Connected(_) => self.keyring_asked = false,
            _ => {}
        }
    }

    fn tick(&mut self, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        for id in connection.refresh_late_rows(now) {
            self.views.touch_case(&id);
        }
        self.views.touch_desk();
    }

    fn started(&mut self) -> Started {
        // A page that starts has no views of an earlier one.
        self.views.close_all();
        Started {
            program_version: self.program_version.clone(),
            theme: self.kept.theme,
            settings: self.kept.settings.clone(),
            environments: self.environments(),
        }
    }

    fn set_settings(&mut self, settings: Settings) -> Result<Nothing, WireError> {
        if !settings.is_sound() {
            return Err(deciding::nothing_sent(Code::BadInput));
        }
        self.keep(|kept| kept.settings = settings);
        Ok(Nothing {})
    }

    fn environments(&self) -> Vec<EnvironmentView> {
        session::environments(self.is_durable(), self.allow_test, &self.kept)
    }

    fn keep(&mut self, change: impl FnOnce(&mut Kept)) {
        change(&mut self.kept);
        self.to_keep = true;
        self.views.touch_desk();
    }

    /// A named step of a decision is reached: where a test may end the program.
    pub(crate) fn step(&self, what: &str, step: &str) {
        (self.steps)(what, step);
    }

    /// Whether an answer belongs to the connection that is open now.
    fn is_current(&self, epoch: Epoch) -> bool {
        epoch == self.epoch
    }

    fn touch(&mut self, id: &AuthorizationId, now: Now) {
        if let Some(connection) = self.session.connection_mut() {
            connection.refresh_row(id, now);
        }
        self.views.touch_case(id);
        self.views.touch_desk();
    }
}

pub(crate) fn answer<T>(reply: Reply<T>, result: Result<T, WireError>) {
    // Nobody waiting any more is no error.
    let _ = reply.send(result);
}

/// Why Production is closed. What is decided there must outlive the program.
fn closed(durable: bool) -> Option<EnvironmentClosed> {
    (!durable).then_some(EnvironmentClosed::NotKept)
}
