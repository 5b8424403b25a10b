//! What comes to the owner, and what it wants done.

use super::creating::{CatalogAnswer, CatalogAsk};
use super::difference::DifferenceRead;
use super::documents::{DocumentDone, DocumentEffect};
use super::drafts::{DraftDone, DraftEffect, Whose};
use super::journal::{JournalRead, SetAside, Writer};
use super::remembering::{Recall, Recalled, Record};
use super::timeline::TimelineRead;
use crate::ports::{FileContent, PracticeService, TicketEvent};
use crate::wire::{
    AcceptForPortal, CarryOn, CaseRef, CloseView, ConfirmAcceptance, ConfirmCancel, ConfirmContinue, Connect, Created,
    DifferenceView, Disconnect, DocumentRef, DraftKept, DraftRef, DraftsView, FindCases, FindOut, FoundCases, FoundOut,
    JournalAside, JournalFound, JournalTrouble, KeepDraft, LiveSessionView, MapFact, Mark, NewCase, Nothing, OpenStep,
    OpenView, PackageView, PayersView, PickDocuments, PreflightView, ProviderRef, ProviderView, RemoveAttachment,
    ReportCompleted, ReportUnable, ReportView, ResolvedView, Revoke, RoutesView, SaveAnswers, Saved, SendDocument,
    SetLargestFile, SetOperator, SetRetention, SetTheme, SetWindow, Settings, ShowFile, StartHandoff, StartPractice,
    Started, StepView, TimelineView, ViewMessage, WireError,
};
use collate::{
    Answer, ApiError, Client, Contract, Effect as Applied, FrozenRequest, MintClient, Minted, MintedWatch, Page, Probed,
};
use engine::command::{CommandId, CommandKind};
use engine::link::Asking;
use engine::time::Boot;
use model::{Authorization, AuthorizationId, GrantId, Handoff, HandoffId, LiveSession};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use vault::{Account, ApiKey, GrantUrl, KeyFound, KeyTrouble, WatchUrl};

/// Where an answer goes. Nobody waiting for it is no error.
pub(crate) type Reply<T> = oneshot::Sender<Result<T, WireError>>;

/// Where a view's messages go; `false` when nobody listens any more.
pub(crate) type Sink = Box<dyn Fn(ViewMessage) -> bool + Send + Sync>;

/// Numbers the connections of this run: an answer from an earlier one is dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Epoch(pub(crate) u64);

/// A case as it was read, with the handoff that goes with it.
pub(crate) struct CaseReading {
    pub(crate) case: Authorization,
    /// What was seen on the way and is not known.
    pub(crate) odd: Vec<collate::Oddity>,
    /// Nothing when none goes with it; an error when it could not be read: the case stands all the same.
    pub(crate) handoff: Result<Option<Handoff>, ApiError>,
    pub(crate) date: Option<model::Timestamp>,
    /// How many requests it took.
    pub(crate) requests: usize,
}

/// Why a case is being read.
pub(crate) enum ReadFor {
    /// It was due.
    Schedule,
    /// Something just happened to it.
    Now,
    /// Somebody waits for it.
    Waiting(Reply<Nothing>),
}

impl ReadFor {
    /// Tells whoever waits that it could not be read.
    pub(crate) fn fail(self, error: WireError) {
        if let Self::Waiting(reply) = self {
            // Nobody waiting any more is no error.
            let _ = reply.send(Err(error));
        }
    }
}

/// Who wants to know of the live session.
pub(crate) enum SessionReply {
    /// The page before taking over.
    Preflight(Reply<PreflightView>),
    /// The page for watching.
    Watching(Reply<LiveSessionView>),
}

impl SessionReply {
    /// Tells whoever waits that it could not be read.
    pub(crate) fn fail(self, error: WireError) {
        // Nobody waiting any more is no error.
        let _ = match self {
            Self::Preflight(reply) => reply.send(Err(error)).is_ok(),
            Self::Watching(reply) => reply.send(Err(error)).is_ok(),
        };
    }
}

pub(crate) enum Ask {
    Start(Reply<Started>),
    SetOperator(SetOperator, Reply<Nothing>),
    SetTheme(SetTheme, Reply<Nothing>),
    SetSettings(Settings, Reply<Nothing>),
    Connect(Connect, Reply<Nothing>),
    FindOut(FindOut, Reply<FoundOut>),
    StartPractice(StartPractice, Reply<Nothing>),
    Disconnect(Disconnect, Reply<Nothing>),
    Reconnect(Reply<Nothing>),
    TryNow(Reply<Nothing>),
    OpenView(OpenView, Sink),
    SetWindow(SetWindow),
    CloseView(CloseView),
    FindCases(FindCases, Reply<FoundCases>),
    ReadFresh(CaseRef, Reply<Nothing>),
    ReadPackage(CaseRef, Reply<PackageView>),
    ReadDifference(CaseRef, Reply<DifferenceView>),
    ReadTimeline(CaseRef, Reply<TimelineView>),
    AcceptForPortal(AcceptForPortal, Reply<Nothing>),
    OpenStep(OpenStep, Reply<StepView>),
    ConfirmContinue(ConfirmContinue, Reply<Nothing>),
    ConfirmAcceptance(ConfirmAcceptance, Reply<Nothing>),
    ConfirmCancel(ConfirmCancel, Reply<Nothing>),
    SaveAnswers(SaveAnswers, Reply<Saved>),
    PickDocuments(PickDocuments, Reply<Nothing>),
    Dropped(Vec<PathBuf>),
    SendDocument(SendDocument, Reply<Nothing>),
    StopDocument(DocumentRef, Reply<Nothing>),
    DropDocument(DocumentRef, Reply<Nothing>),
    RemoveAttachment(RemoveAttachment, Reply<Nothing>),
    ShowFile(ShowFile, Reply<FileContent>),
    SetLargestFile(SetLargestFile, Reply<Nothing>),
    SetRetention(SetRetention, Reply<Nothing>),
    ForgetSeen(Reply<Nothing>),
    MapFact(MapFact, Reply<Nothing>),
    KeepDraft(KeepDraft, Reply<DraftKept>),
    DropDraft(DraftRef, Reply<Nothing>),
    ReadDrafts(Reply<DraftsView>),
    DropUnreadableDrafts(Reply<Nothing>),
    ListPayers(Reply<PayersView>),
    FindProvider(ProviderRef, Reply<ProviderView>),
    ListRoutes(ProviderRef, Reply<RoutesView>),
    ResolveRoute(NewCase, Reply<ResolvedView>),
    CreateCase(NewCase, Reply<Created>),
    CreateAgain(Reply<Created>),
    ForgetCreation(Reply<Nothing>),
    ReadLiveSession(CaseRef, Reply<LiveSessionView>),
    Watch(CaseRef, Reply<Nothing>),
    StopWatching(CaseRef, Reply<Nothing>),
    Report(Reply<ReportView>),
    Preflight(CaseRef, Reply<PreflightView>),
    StartHandoff(StartHandoff, Reply<Nothing>),
    CarryOn(CarryOn, Reply<Nothing>),
    OpenPortal(CaseRef, Reply<Nothing>),
    RenewLink(CaseRef, Reply<Nothing>),
    ReportCompleted(ReportCompleted, Reply<Nothing>),
    ReportUnable(ReportUnable, Reply<Nothing>),
    Revoke(Revoke, Reply<Nothing>),
    SendAgain(CaseRef, Reply<Nothing>),
    LetBe(CaseRef, Reply<Nothing>),
    Dismiss(CaseRef, Reply<Nothing>),
    LookAtJournal(Reply<JournalFound>),
    SetJournalAside(Reply<JournalAside>),
    DidAct,
    Mark(Mark),
    Quit(oneshot::Sender<()>),
}

pub(crate) enum Done {
    PracticeStarted(Epoch, Option<PracticeService>),
    KeyringStatus(Result<(), KeyTrouble>),
    KeyFound(Epoch, KeyFound),
    KeyKept(Epoch, Result<(), KeyTrouble>),
    KeyRemoved(Epoch, Result<(), KeyTrouble>, Reply<Nothing>),
    PageRead(Epoch, Result<Answer<Page>, ApiError>),
    CaseRead {
        epoch: Epoch,
        id: AuthorizationId,
        asked: Boot,
        result: Result<Box<CaseReading>, ApiError>,
        read_for: ReadFor,
    },
    SessionRead {
        epoch: Epoch,
        id: AuthorizationId,
        result: Result<Answer<LiveSession>, ApiError>,
        reply: SessionReply,
    },
    Answered {
        epoch: Epoch,
        command: CommandId,
        result: Result<Answer<Applied>, ApiError>,
    },
    MintReady(Epoch, Option<MintClient>),
    Minted {
        epoch: Epoch,
        case: AuthorizationId,
        handoff: HandoffId,
        asking: Asking,
        result: Result<Minted, ApiError>,
    },
    WatchMinted {
        epoch: Epoch,
        case: AuthorizationId,
        asking: Asking,
        result: Result<MintedWatch, ApiError>,
    },
    FoundOut(Probed, Reply<FoundOut>),
    Recalled(Epoch, Recalled),
    Recorded(Epoch, bool),
    DifferenceRead(Epoch, DifferenceView, Reply<DifferenceView>),
    TimelineRead(Epoch, TimelineView, Reply<TimelineView>),
    Forgotten(Epoch, bool, Reply<Nothing>),
    Catalog(Epoch, CatalogAnswer),
    Created(Epoch, Result<Answer<Applied>, ApiError>),
    Draft(DraftDone),
    Document {
        epoch: Epoch,
        case: AuthorizationId,
        done: DocumentDone,
    },
    Ticket {
        epoch: Epoch,
        case: AuthorizationId,
        grant: GrantId,
        event: TicketEvent,
    },
    /// It could not be written down that a link is asked for: none was.
    MintNotWritten {
        epoch: Epoch,
        case: AuthorizationId,
        /// The handoff it was to be a way into; nothing for a link that only shows.
        handoff: Option<HandoffId>,
        asking: Asking,
        why: store::Refused,
    },
    JournalRead(JournalRead),
    /// Whether something can be written down again, and why not.
    JournalTried(Result<(), JournalTrouble>),
    JournalLooked(Result<Vec<store::CommandLine>, store::OpenTrouble>, Reply<JournalFound>),
    /// The new name of its file; nothing when it could be used after all.
    JournalSetAside(Epoch, Result<SetAside, JournalTrouble>, Reply<JournalAside>),
}

pub(crate) enum Input {
    Ask(Ask),
    Done(Done),
}

/// What the owner wants done. Each is carried out at once, each in a task of its own.
pub(crate) enum Effect {
    StartPractice(Epoch, Contract),
    AskKeyring,
    FindKey(Epoch, Account),
    KeepKey(Epoch, Account, ApiKey),
    RemoveKey(Epoch, Account, Reply<Nothing>),
    ReadPage(Epoch, Arc<Client>, FrozenRequest),
    ReadCase {
        epoch: Epoch,
        client: Arc<Client>,
        id: AuthorizationId,
        contract: Contract,
        handoff: Option<HandoffId>,
        asked: Boot,
        read_for: ReadFor,
    },
    ReadSession {
        epoch: Epoch,
        client: Arc<Client>,
        id: AuthorizationId,
        contract: Contract,
        reply: SessionReply,
    },
    FindOut(Arc<Client>, Reply<FoundOut>),
    Catalog(Epoch, Arc<Client>, CatalogAsk),
    Create(Epoch, Arc<Client>, FrozenRequest),
    Draft(Whose, DraftEffect),
    Document {
        epoch: Epoch,
        case: AuthorizationId,
        effect: DocumentEffect,
    },
    Send {
        epoch: Epoch,
        client: Arc<Client>,
        command: CommandId,
        kind: CommandKind,
        request: FrozenRequest,
    },
    ReadJournal(Epoch, Writer),
    TryJournal(Writer),
    LookAtJournal(store::Worker, Reply<JournalFound>),
    SetJournalAside(Epoch, Writer, Reply<JournalAside>),
    PrepareMint(Epoch, collate::Address, ApiKey),
    Mint {
        epoch: Epoch,
        client: MintClient,
        case: AuthorizationId,
        handoff: HandoffId,
        asking: Asking,
        request: FrozenRequest,
        /// Where it is written down that a link is asked for, and by whom.
        written: Option<(Writer, String)>,
    },
    Offer {
        epoch: Epoch,
        case: AuthorizationId,
        grant: GrantId,
        link: GrantUrl,
        life: Duration,
    },
    MintWatch {
        epoch: Epoch,
        client: MintClient,
        case: AuthorizationId,
        asking: Asking,
        request: FrozenRequest,
        /// Where it is written down that a link is asked for, and by whom.
        written: Option<(Writer, String)>,
    },
    OfferWatch {
        epoch: Epoch,
        case: AuthorizationId,
        grant: GrantId,
        link: WatchUrl,
        life: Duration,
    },
    Withdraw(GrantId),
    /// Reads back what was seen.
    Recall(Recall),
    /// Reads the package accepted last and lays the one under review beside it.
    ReadDifference(Box<DifferenceRead>),
    /// Reads what is kept of a case and puts its timeline together.
    ReadTimeline(Box<TimelineRead>),
    /// Writes something down under an account.
    Record(Epoch, String, Record),
    /// Forgets what was seen under an account.
    Forget(Epoch, String, Reply<Nothing>),
}

/// When the owner must be woken, and why.
pub(crate) type Wake = Option<(Boot, &'static str)>;
