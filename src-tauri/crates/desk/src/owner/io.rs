//! What comes to the owner, and what it wants done.

use crate::ports::{PracticeService, TicketEvent};
use crate::wire::{
    AcceptForPortal, CarryOn, CaseRef, CloseView, ConfirmAcceptance, ConfirmContinue, Connect, Disconnect, Mark,
    Nothing, OpenStep, OpenView, PackageView, PreflightView, ReportCompleted, ReportUnable, Revoke, SetOperator,
    SetTheme, SetWindow, StartHandoff, Started, StepView, ViewMessage, WireError,
};
use collate::{Answer, ApiError, Client, Contract, Effect as Applied, FrozenRequest, MintClient, Minted, Page};
use engine::command::CommandId;
use engine::link::Asking;
use engine::time::Boot;
use model::{Authorization, AuthorizationId, GrantId, Handoff, HandoffId, LiveSession};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::oneshot;
use vault::{Account, ApiKey, GrantUrl, KeyFound, KeyTrouble};

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

pub(crate) enum Ask {
    Start(Reply<Started>),
    SetOperator(SetOperator, Reply<Nothing>),
    SetTheme(SetTheme, Reply<Nothing>),
    Connect(Connect, Reply<Nothing>),
    StartPractice(Reply<Nothing>),
    Disconnect(Disconnect, Reply<Nothing>),
    Reconnect(Reply<Nothing>),
    TryNow(Reply<Nothing>),
    OpenView(OpenView, Sink),
    SetWindow(SetWindow),
    CloseView(CloseView),
    ReadFresh(CaseRef, Reply<Nothing>),
    ReadPackage(CaseRef, Reply<PackageView>),
    AcceptForPortal(AcceptForPortal, Reply<Nothing>),
    OpenStep(OpenStep, Reply<StepView>),
    ConfirmContinue(ConfirmContinue, Reply<Nothing>),
    ConfirmAcceptance(ConfirmAcceptance, Reply<Nothing>),
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
        result: Result<LiveSession, ApiError>,
        reply: Reply<PreflightView>,
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
    Ticket {
        epoch: Epoch,
        case: AuthorizationId,
        grant: GrantId,
        event: TicketEvent,
    },
}

pub(crate) enum Input {
    Ask(Ask),
    Done(Done),
}

/// What the owner wants done. Each is carried out at once, each in a task of its own.
pub(crate) enum Effect {
    StartPractice(Epoch),
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
        reply: Reply<PreflightView>,
    },
    Send {
        epoch: Epoch,
        client: Arc<Client>,
        command: CommandId,
        request: FrozenRequest,
    },
    PrepareMint(Epoch, collate::Address, ApiKey),
    Mint {
        epoch: Epoch,
        client: MintClient,
        case: AuthorizationId,
        handoff: HandoffId,
        asking: Asking,
        request: FrozenRequest,
    },
    Offer {
        epoch: Epoch,
        case: AuthorizationId,
        grant: GrantId,
        link: GrantUrl,
        life: Duration,
    },
    Withdraw(GrantId),
}

/// When the owner must be woken, and why.
pub(crate) type Wake = Option<(Boot, &'static str)>;
