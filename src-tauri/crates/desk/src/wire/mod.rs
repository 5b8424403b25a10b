//! What travels between this crate and the window: codes and facts, never sentences. Versions and points in time travel as
//! text; no secret ever travels towards the window.
//!
//! The TypeScript of all this is written by [`bindings`], committed, and checked for drift.

mod bindings;
mod case;
mod commands;
mod error;
mod handoff;
mod intent;
mod package;
mod queue;
mod session;
mod view;

pub use bindings::{permissions, typescript};
pub use case::{
    CaseView, ClaimView, CommandStage, CommandView, DecisionView, HeaderView, LadderView, Locked, PackageSummary,
    QuestionView, ReadingView, ReceiptView, RequirementsView, RungState, UnknownWords, WantedView,
};
pub use commands::COMMANDS;
pub use error::{Code, Outcome, WireError};
pub use handoff::{HandoffView, LinkPhase, LinkView, PreflightView, SessionHolder};
pub use intent::{
    AcceptForPortal, CarryOn, CaseRef, ConfirmAcceptance, ConfirmContinue, Connect, Disconnect, Mark, Nothing,
    OpenStep, ReportCompleted, ReportUnable, Revoke, SecretText, SetOperator, SetTheme, StartHandoff, StepKind,
    StepView, SubmitPressed,
};
pub use package::{FactKind, FactRow, PackageView, SectionName, SectionView, WarningView};
pub use queue::{QueueItem, QueueMessage, RowView, StepCode, StepCount, TurnCode, TurnCount};
pub use session::{
    ConnectionView, DeskView, Environment, EnvironmentClosed, EnvironmentView, KeyKeptIn, KeyringState,
    OpenHandoffView, SessionView, Started, SyncState, SyncView, Theme,
};
pub use view::{CloseView, OpenView, SetWindow, ViewBody, ViewMessage, ViewSpec, ViewWindow};
