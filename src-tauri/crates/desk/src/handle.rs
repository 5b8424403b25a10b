//! What the window asks through: one method for each command. Each sends one thing to the loop and waits for its answer.

use crate::owner::{Ask, Input, Reply, Sink};
use crate::wire::{
    AcceptForPortal, CarryOn, CaseRef, CloseView, Code, ConfirmAcceptance, ConfirmContinue, Connect, Disconnect, Mark,
    Nothing, OpenStep, OpenView, PackageView, PreflightView, ReportCompleted, ReportUnable, Revoke, SetOperator,
    SetTheme, SetWindow, StartHandoff, Started, StepView, ViewMessage, WireError,
};
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
        /// Connects with a key.
        connect: Connect(Connect) => Nothing;
        /// Leaves the connection.
        disconnect: Disconnect(Disconnect) => Nothing;
        /// Reads a case again, now.
        read_again: ReadFresh(CaseRef) => Nothing;
        /// Opens a case by its number: reads it, so that it is known.
        open_case: ReadFresh(CaseRef) => Nothing;
        /// The package under review, whole.
        read_package: ReadPackage(CaseRef) => PackageView;
        /// Accepts the package for the portal step. Nothing is sent.
        accept_for_portal: AcceptForPortal(AcceptForPortal) => Nothing;
        /// Tells Collate to go on.
        confirm_continue: ConfirmContinue(ConfirmContinue) => Nothing;
        /// Accepts the package for submission.
        confirm_acceptance: ConfirmAcceptance(ConfirmAcceptance) => Nothing;
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

    /// Starts practice.
    ///
    /// # Errors
    /// [`WireError`]: why it could not be started.
    pub async fn start_practice(&self, _: Nothing) -> Result<Nothing, WireError> {
        self.ask(Ask::StartPractice).await
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
