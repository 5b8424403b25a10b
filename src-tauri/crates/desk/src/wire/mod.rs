//! What travels between this crate and the window: codes and facts, never sentences. Versions and points in time travel as
//! text; no secret ever travels towards the window.
//!
//! The TypeScript of all this is written by [`bindings`], committed, and checked for drift.

mod bindings;
mod case;
mod commands;
mod contract;
mod creation;
mod difference;
mod drafts;
mod error;
mod finding;
mod handoff;
mod intent;
mod live;
mod package;
mod patient;
mod queue;
mod requirements;
mod session;
mod settings;
mod timeline;
mod view;

pub use bindings::{permissions, typescript};
pub use case::{
    CaseView, ClaimView, CommandStage, CommandView, DecisionView, HeaderView, LadderView, Locked, PackageSummary,
    ReadingView, ReceiptView, RungState, UnknownWords, WantedView,
};
pub use commands::COMMANDS;
pub use contract::{
    ContractCode, DisabledCode, FindOut, FoundOut, OperationView, ProbeView, RecordsView, ReportView, SetRetention,
    UnknownFieldView, UnknownWordView,
};
pub use creation::{
    Created, CreatingView, NewCase, NewCaseField, NewCaseProblem, PayerView, PayersView, PolicyCode, ProviderRef,
    ProviderView, ResolvedView, RouteView, RoutesView,
};
pub use difference::{
    Between, DifferenceBase, DifferenceCell, DifferencePart, DifferenceRow, DifferenceSection, DifferenceView, OnCase,
};
pub use drafts::{DraftKept, DraftRef, DraftSlot, DraftView, DraftsView, KeepDraft};
pub use error::{Code, Outcome, WireError};
pub use finding::{FindCases, FoundCases};
pub use handoff::{HandoffView, LinkPhase, LinkView, PreflightView, SessionHolder};
pub use intent::{
    AcceptForPortal, CarryOn, CaseRef, ConfirmAcceptance, ConfirmCancel, ConfirmContinue, Connect, Disconnect, Mark,
    Nothing, OpenStep, ReportCompleted, ReportUnable, Revoke, SecretText, SetOperator, SetTheme, StartHandoff,
    StartPractice, StepKind, StepView, SubmitPressed,
};
pub use live::{LiveSessionView, WatchView};
pub use package::{FactKind, FactRow, PackageView, SectionName, SectionView, WarningView};
pub use patient::{FactName, FactSource, FactView, MapFact};
pub use queue::{QueueItem, QueueMessage, RowView, StepCode, StepCount, TurnCode, TurnCount};
pub use requirements::{
    AnswerEdit, AnswerView, AttachmentView, ChoiceView, DocumentRef, DocumentStage, DocumentView, DocumentWantedView,
    EditingClosed, FieldProblem, FileRefusal, HintView, IssueView, PickDocuments, QuestionKindCode, QuestionView,
    RemoveAttachment, RequirementsView, SaveAnswers, Saved, SendDocument, SetLargestFile, ShowFile, ValueProblem,
    ValueView,
};
pub use session::{
    ConnectionView, DeskView, Environment, EnvironmentClosed, EnvironmentView, JournalAside, JournalFound, JournalLine,
    JournalTrouble, JournalView, KeyKeptIn, KeyringState, OpenHandoffView, SessionView, Started, SyncState, SyncView,
    Theme, UnfinishedView,
};
pub use settings::Settings;
pub use timeline::{TimelineChange, TimelineEntry, TimelineSource, TimelineView};
pub use view::{CloseView, OpenView, SetWindow, ViewBody, ViewMessage, ViewSpec, ViewWindow};
