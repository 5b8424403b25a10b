//! A disk in memory that loses power, fills up and fails, the store of the program on it, and a checker that knows what the
//! store had confirmed. Never shipped.
//!
//! What was not synced is kept, dropped or torn, sector by sector, in any order; so are sizes and names. The store and its
//! SQLite are the ones of the program; only the disk under them is ours.

mod chance;
mod check;
mod file;
mod ledger;
mod lossy;
mod on_disk;
mod run;
mod sweep;
mod vfs;

pub use lossy::Fault;
pub use run::{Plant, Summary, images};
pub use sweep::{Swept, sweep};
