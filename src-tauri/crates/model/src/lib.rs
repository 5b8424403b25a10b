//! What the desk talks about: authorizations, handoffs, review snapshots, and the words the service uses for them.
//!
//! This crate knows what the things *are*. It does not know how they travel (`collate`), what may be done with them
//! (`engine`) or how they are said to a person (`ui`). No I/O, no clock, no text for the screen.

mod answers;
mod authorization;
mod catalog;
mod document;
mod document_kept;
mod file;
mod handoff;
mod id;
mod live_session;
mod questionnaire;
mod snapshot;
mod time;
mod turn;
mod version;
mod vocabulary;

pub use answers::{AnswerItem, AnswerValue};
pub use authorization::{
    Attachment, Authorization, Completeness, Covers, Decision, DocumentWanted, HandoffPointer, NextAction, Payer,
    QuestionWanted, Receipt, Requested, Requirements, RequirementsIssue, Route, ServiceCode, UnknownWord, Vocabulary,
};
pub use catalog::{NewAuthorization, PayerEntry, Provider, RouteOption};
pub use document::{Json, Leaf, PathStep, whole_number};
pub use file::{ContentType, StoredFile};
pub use handoff::{Closure, Handoff};
pub use id::{
    AttachmentId, AuthorizationId, FileId, GrantId, HandoffId, IdempotencyKey, MalformedId, RequestId, SnapshotId,
};
pub use live_session::{LiveSession, SessionOwner};
pub use questionnaire::{Bounds, Choice, Question};
pub use snapshot::{ContentHash, ReviewSnapshot};
pub use time::Timestamp;
pub use turn::{Step, Turn};
pub use version::{AuthorizationVersion, HandoffVersion};
pub use vocabulary::{
    AccessMode, ActionKind, Channel, CodeSystem, FileStatus, HandoffResult, HandoffState, Outcome, QuestionKind,
    ReportedOutcome, RequestType, ResolutionKind, SessionState, SnapshotStatus, Status, SubmissionPolicy, UnableReason,
};
