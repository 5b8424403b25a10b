//! What must outlive the program: the journal of commands, intents of access, drafts, and what was last seen.
//!
//! One file of SQLite with one owner. A call that changes something has it on the disk when it returns, and is refused
//! otherwise. What a command is to make true, drafts and copies of cases are sealed; ids, stages and times are clear, so that
//! what is unfinished can be named also without the key. Every row carries a check: what is damaged is said to be damaged
//! and never taken for something else. This crate decides nothing: words, stages and bodies are its caller's.

mod disk;
mod look;
mod mark;
mod opening;
mod record_id;
mod records;
mod row;
mod salvage;
mod schema;
mod seal;
mod set_aside;
mod store;
mod tables;
mod trouble;
mod worker;

#[doc(hidden)]
pub use disk::Disk;
pub use record_id::{MalformedRecordId, RecordId};
pub use records::{
    Accepted, AcceptedLine, CaseList, CommandLine, Draft, Drafts, KeptCommand, Mint, NewAccepted, NewCommand, Sealed,
    SeenCase, Stage,
};
pub use seal::Sealing;
pub use set_aside::set_aside;
pub use store::Store;
pub use trouble::{OpenTrouble, Refused};
pub use worker::{Urgency, Worker};
