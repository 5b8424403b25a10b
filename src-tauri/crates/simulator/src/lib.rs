//! A strict imitation of the Collate prior authorization service (contracts A, B1 and B2), with a pretend payer portal.
//!
//! It is what practice mode, development and every test talk to. It shares no code with the program: it was written from
//! the API's reference alone, so that two readings of it meet in the tests. It refuses whatever the reference marks as
//! seed or documented and a client gets wrong, and it writes every request down.
//!
//! It is not a mock: there is one state, changed by rules, and what a person does in the portal decides what
//! reconciliation finds. Time is given to it; nothing in it waits.

mod api;
mod args;
mod backstage;
mod clock;
mod control;
mod deck;
mod faults;
mod generation_a;
mod history;
mod options;
mod portal;
mod rules;
mod running;
mod serve;
mod shared;
mod views;
mod world;

pub use api::route::Operation;
pub use args::{Arguments, USAGE, UsageError};
pub use backstage::{Backstage, BackstageError, Verbatim, VerbatimAction};
pub use clock::{Clock, ManualClock};
pub use deck::{Deck, Note};
pub use faults::{Fault, FaultKind};
pub use history::{Authorization, Exchange, SeenHeaders};
pub use options::{Contract, Options, Timing, UnknownContract};
pub use rules::{Absence, Pages, Rules, UnknownWord, Vocabularies, Vocabulary};
pub use running::{Running, StartError, start};
pub use views::{CaseLine, CaseView, FileView, GrantView, HandoffView, PendingView};
pub use world::ledger::{Effect, LedgerEntry};
pub use world::links::GrantOverride;
pub use world::script::{Ruling, Submission};
pub use world::vocabulary::{HandoffResult, HandoffState};
