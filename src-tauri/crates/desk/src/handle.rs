//! What the window asks through: one method for each command. Each sends one thing to the loop and waits for its answer.

use crate::owner::{Ask, Input, Reply, Sink};
use crate::ports::FileContent;
use crate::wire::{
    AcceptForPortal, CarryOn, CaseRef, CloseView, Code, ConfirmAcceptance, ConfirmCancel, ConfirmContinue, Connect,
    Created, DifferenceView, Disconnect, DocumentRef, DraftKept, DraftRef, DraftsView, FindCases, FindOut, FoundCases,
    FoundOut, JournalAside, JournalFound, KeepDraft, LiveSessionView, MapFact, Mark, NewCase, Nothing, OpenStep,
    OpenView, PackageView, PayersView, PickDocuments, PreflightView, ProviderRef, ProviderView, RemoveAttachment,
    ReportCompleted, ReportUnable, ReportView, ResolvedView, Revoke, RoutesView, SaveAnswers, Saved, SendDocument,
    SetLargestFile, SetOperator, SetRetention, SetTheme, SetWindow, Settings, ShowFile, StartHandoff, StartPractice,
    Started, StepView, TimelineView, ViewMessage, WireError,
};
use std::path::PathBuf;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;

/// A handle on the running desk. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    inputs: UnboundedSender<Input>,
}

/// Methods that hand their arguments on and answer with what the loop says.
macro_rules! hand_on {
    ($($(#[$doc:meta])* $name:ident: $ask:ident($args:ty) => $answer:ty;)*) => {
        $(
            $(#[$doc])*
            ///
            /// # Errors
            /// [`WireError`]: what became of it is in it.
            pub async fn $name(&self, args: $args) -> Result<$answer, WireError> {
                self.ask(|reply| Ask::$ask(args, reply)).await
            }
        )*
    };
}

impl Desk {
    pub(crate) fn new(inputs: UnboundedSender<Input>) -> Self {
        Self { inputs }
    }

    hand_on! {
        /// Says who works here.
        set_operator: SetOperator(SetOperator) => Nothing;
        /// Says how it looks.
        set_theme: SetTheme(SetTheme) => Nothing;
        /// Keeps what was set.
        set_settings: SetSettings(Settings) => Nothing;
        /// Connects with a key.
        connect: Connect(Connect) => Nothing;
        /// Finds out which contract a service speaks, by reading only.
        find_out: FindOut(FindOut) => FoundOut;
        /// Starts practice.
        start_practice: StartPractice(StartPractice) => Nothing;
        /// Leaves the connection.
        disconnect: Disconnect(Disconnect) => Nothing;
        /// Finds cases in every list at once.
        find_cases: FindCases(FindCases) => FoundCases;
        /// Reads a case again, now.
        read_again: ReadFresh(CaseRef) => Nothing;
        /// Opens a case by its number: reads it, so that it is known.
        open_case: ReadFresh(CaseRef) => Nothing;
        /// The package under review, whole.
        read_package: ReadPackage(CaseRef) => PackageView;
        /// The package under review beside the one accepted last and the case now.
        read_difference: ReadDifference(CaseRef) => DifferenceView;
        /// What happened to a case, as far as this desk saw it or did it.
        read_timeline: ReadTimeline(CaseRef) => TimelineView;
        /// Accepts the package for the portal step. Nothing is sent.
        accept_for_portal: AcceptForPortal(AcceptForPortal) => Nothing;
        /// Tells Collate to go on.
        confirm_continue: ConfirmContinue(ConfirmContinue) => Nothing;
        /// Accepts the package for submission.
        confirm_acceptance: ConfirmAcceptance(ConfirmAcceptance) => Nothing;
        /// Cancels the case. Withdraws nothing at the payer.
        confirm_cancel: ConfirmCancel(ConfirmCancel) => Nothing;
        /// Saves answers. Nothing goes to the payer.
        save_answers: SaveAnswers(SaveAnswers) => Saved;
        /// Opens the system's dialog to choose files.
        pick_documents: PickDocuments(PickDocuments) => Nothing;
        /// Sends a file from this computer, or goes on with it.
        send_document: SendDocument(SendDocument) => Nothing;
        /// Stops sending a file.
        stop_document: StopDocument(DocumentRef) => Nothing;
        /// Takes a file from this computer off the list.
        drop_document: DropDocument(DocumentRef) => Nothing;
        /// Takes a file off the case.
        remove_attachment: RemoveAttachment(RemoveAttachment) => Nothing;
        /// The content of a file, from this computer or from the case.
        show_file: ShowFile(ShowFile) => FileContent;
        /// Says how large a file from here may be.
        set_largest_file: SetLargestFile(SetLargestFile) => Nothing;
        /// Says for how many days what was seen here is kept.
        set_retention: SetRetention(SetRetention) => Nothing;
        /// Says where a fact about the patient is read from.
        map_fact: MapFact(MapFact) => Nothing;
        /// Keeps what is typed. Answers once it is where it stays.
        keep_draft: KeepDraft(KeepDraft) => DraftKept;
        /// Forgets what was typed. Answers once it is gone.
        drop_draft: DropDraft(DraftRef) => Nothing;
        /// Finds a provider by its number.
        find_provider: FindProvider(ProviderRef) => ProviderView;
        /// The ways to payers for a provider.
        list_routes: ListRoutes(ProviderRef) => RoutesView;
        /// Whether there is a way for a new authorization.
        resolve_route: ResolveRoute(NewCase) => ResolvedView;
        /// Makes a new authorization. Nothing goes to the payer.
        create_case: CreateCase(NewCase) => Created;
        /// Asks for a read-only link and opens it in the browser.
        watch: Watch(CaseRef) => Nothing;
        /// Ends watching.
        stop_watching: StopWatching(CaseRef) => Nothing;
        /// Takes over the payer session.
        start_handoff: StartHandoff(StartHandoff) => Nothing;
        /// Takes up a handoff that was not started here.
        carry_on: CarryOn(CarryOn) => Nothing;
        /// Makes a link and opens it in the browser.
        open_portal: OpenPortal(CaseRef) => Nothing;
        /// Renews the open link.
        renew_link: RenewLink(CaseRef) => Nothing;
        /// Reports what the portal shows.
        report_completed: ReportCompleted(ReportCompleted) => Nothing;
        /// Reports that it could not be finished.
        report_unable: ReportUnable(ReportUnable) => Nothing;
        /// Withdraws access.
        revoke: Revoke(Revoke) => Nothing;
        /// Sends the same command again.
        send_again: SendAgain(CaseRef) => Nothing;
        /// Stops waiting for a command that has not taken effect.
        let_be: LetBe(CaseRef) => Nothing;
        /// Takes a settled command off the screen.
        dismiss: Dismiss(CaseRef) => Nothing;
    }

    /// Begins: what the window needs first. Views of an earlier page are closed.
    ///
    /// # Errors
    /// [`WireError`] when the loop is gone.
    pub async fn start(&self, _: Nothing) -> Result<Started, WireError> {
        self.ask(Ask::Start).await
    }

    /// Everything this operator typed here under this key, and neither sent nor discarded.
    ///
    /// # Errors
    /// [`WireError`] when there is no connection, or it could not be read.
    pub async fn read_drafts(&self, _: Nothing) -> Result<DraftsView, WireError> {
        self.ask(Ask::ReadDrafts).await
    }

    /// The payers the service lists.
    ///
    /// # Errors
    /// [`WireError`] when there is no connection.
    pub async fn list_payers(&self, _: Nothing) -> Result<PayersView, WireError> {
        self.ask(Ask::ListPayers).await
    }

    /// Sends the request for a new authorization again: same bytes, same key.
    ///
    /// # Errors
    /// [`WireError`] when there is none whose outcome is open.
    pub async fn create_again(&self, _: Nothing) -> Result<Created, WireError> {
        self.ask(Ask::CreateAgain).await
    }

    /// Stops waiting for a new authorization whose outcome is not known.
    ///
    /// # Errors
    /// [`WireError`] when there is none.
    pub async fn forget_creation(&self, _: Nothing) -> Result<Nothing, WireError> {
        self.ask(Ask::ForgetCreation).await
    }

    /// Forgets what was seen through this connection on this computer. What is not settled stays.
    ///
    /// # Errors
    /// [`WireError`] when there is no connection, nothing is kept, or it could not be forgotten.
    pub async fn forget_seen(&self, _: Nothing) -> Result<Nothing, WireError> {
        self.ask(Ask::ForgetSeen).await
    }

    /// What can be read of a journal that cannot be used. Changes nothing.
    ///
    /// # Errors
    /// [`WireError`] when nothing is kept on this computer.
    pub async fn look_at_journal(&self, _: Nothing) -> Result<JournalFound, WireError> {
        self.ask(Ask::LookAtJournal).await
    }

    /// Forgets what was typed here and cannot be read any more. Answers once it is gone.
    ///
    /// # Errors
    /// [`WireError`] when there is no connection, or the disk refuses.
    pub async fn drop_unreadable_drafts(&self, _: Nothing) -> Result<Nothing, WireError> {
        self.ask(Ask::DropUnreadableDrafts).await
    }

    /// Sets a damaged or foreign journal aside and begins a new one. Nothing of it is deleted.
    ///
    /// # Errors
    /// [`WireError`] when there is no such journal, or the disk refuses.
    pub async fn set_journal_aside(&self, _: Nothing) -> Result<JournalAside, WireError> {
        self.ask(Ask::SetJournalAside).await
    }

    /// What this service answered since the connection was made.
    ///
    /// # Errors
    /// [`WireError`] when there is no connection.
    pub async fn report(&self, _: Nothing) -> Result<ReportView, WireError> {
        self.ask(Ask::Report).await
    }

    /// The live session of a case, read now. Reading it changes nothing.
    ///
    /// # Errors
    /// [`WireError`] when it could not be read.
    pub async fn read_session(&self, args: CaseRef) -> Result<LiveSessionView, WireError> {
        self.ask(|reply| Ask::ReadLiveSession(args, reply)).await
    }

    /// Files were dropped on the window: they go to the case on screen, and wait there.
    pub fn dropped(&self, paths: Vec<PathBuf>) {
        self.tell(Ask::Dropped(paths));
    }

    /// Connects with the key of last time, which the keyring has.
    ///
    /// # Errors
    /// [`WireError`]: why it cannot be tried; what comes of it is in the desk view.
    pub async fn reconnect(&self, _: Nothing) -> Result<Nothing, WireError> {
        self.ask(Ask::Reconnect).await
    }

    /// Tries everything that waits after a failure at once.
    ///
    /// # Errors
    /// [`WireError`] when the loop is gone.
    pub async fn try_now(&self, _: Nothing) -> Result<Nothing, WireError> {
        self.ask(Ask::TryNow).await
    }

    /// Opens a confirm step: the case is read now, then what the step shows is answered.
    ///
    /// # Errors
    /// [`WireError`] when it could not be read, or does not ask for this step any more.
    pub async fn open_step(&self, args: OpenStep) -> Result<StepView, WireError> {
        self.read_again(CaseRef { case: args.case.clone() }).await?;
        self.ask(|reply| Ask::OpenStep(args, reply)).await
    }

    /// What is known before taking over: the case is read now, then the live session.
    ///
    /// # Errors
    /// [`WireError`] when the case could not be read. An unreadable live session is part of the answer.
    pub async fn preflight(&self, args: CaseRef) -> Result<PreflightView, WireError> {
        self.read_again(args.clone()).await?;
        self.ask(|reply| Ask::Preflight(args, reply)).await
    }

    /// Opens a view whose messages go to `sink`, which answers `false` when nobody listens any more.
    pub fn open_view(&self, args: OpenView, sink: impl Fn(ViewMessage) -> bool + Send + Sync + 'static) {
        let sink: Sink = Box::new(sink);
        self.tell(Ask::OpenView(args, sink));
    }

    /// Moves a list's window.
    ///
    /// # Errors
    /// None at present.
    #[expect(clippy::unused_async, reason = "every command of the window is asynchronous")]
    pub async fn set_window(&self, args: SetWindow) -> Result<Nothing, WireError> {
        self.tell(Ask::SetWindow(args));
        Ok(Nothing {})
    }

    /// Closes a view.
    ///
    /// # Errors
    /// None at present.
    #[expect(clippy::unused_async, reason = "every command of the window is asynchronous")]
    pub async fn close_view(&self, args: CloseView) -> Result<Nothing, WireError> {
        self.tell(Ask::CloseView(args));
        Ok(Nothing {})
    }

    /// The operator did something in the window.
    ///
    /// # Errors
    /// None at present.
    #[expect(clippy::unused_async, reason = "every command of the window is asynchronous")]
    pub async fn did_act(&self, _: Nothing) -> Result<Nothing, WireError> {
        self.tell(Ask::DidAct);
        Ok(Nothing {})
    }

    /// Takes a mark for measuring.
    ///
    /// # Errors
    /// None at present.
    #[expect(clippy::unused_async, reason = "every command of the window is asynchronous")]
    pub async fn mark(&self, args: Mark) -> Result<Nothing, WireError> {
        self.tell(Ask::Mark(args));
        Ok(Nothing {})
    }

    /// Ends: every link is discarded, then the loop is gone.
    pub async fn quit(&self) {
        let (reply, ended) = oneshot::channel();
        self.tell(Ask::Quit(reply));
        // A loop that is gone already has ended.
        let _ = ended.await;
    }

    async fn ask<T>(&self, ask: impl FnOnce(Reply<T>) -> Ask) -> Result<T, WireError> {
        let (reply, answer) = oneshot::channel();
        self.tell(ask(reply));
        answer.await.unwrap_or_else(|_| Err(WireError::nothing_sent(Code::NotConnected)))
    }

    fn tell(&self, ask: Ask) {
        // When the loop is gone the answer's sender is dropped with the message, and says so.
        let _ = self.inputs.send(Input::Ask(ask));
    }
}
