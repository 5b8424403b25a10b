//! What the desk talks about: authorizations, handoffs, review snapshots, and the words the service uses for them.
//!
//! This crate knows what the things *are*. It does not know how they travel (`collate`), what may be done with them
//! (`engine`) or how they are said to a person (`ui`). No I/O, no clock, no text for the screen.

mod authorization;
mod document;
mod handoff;
mod id;
mod live_session;
mod snapshot;
mod time;
mod turn;
mod version;
mod vocabulary;

pub use authorization::{
    Attachment, Authorization, Completeness, Covers, Decision, DocumentWanted, HandoffPointer, NextAction, Payer,
    QuestionWanted, Receipt, Requested, Requirements, RequirementsIssue, ServiceCode,
};
pub use document::{Json, Leaf, PathStep};
pub use handoff::{Closure, Handoff};
pub use id::{AuthorizationId, GrantId, HandoffId, IdempotencyKey, MalformedId, RequestId, SnapshotId};
pub use live_session::{LiveSession, SessionOwner};
pub use snapshot::{ContentHash, ReviewSnapshot};
pub use time::Timestamp;
pub use turn::{Step, Turn};
pub use version::{AuthorizationVersion, HandoffVersion};
pub use vocabulary::{
    ActionKind, HandoffResult, HandoffState, Outcome, ReportedOutcome, ResolutionKind, SnapshotStatus, Status,
    SubmissionPolicy, UnableReason,
};
