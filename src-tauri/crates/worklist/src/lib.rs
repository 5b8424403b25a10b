//! The list of cases, in memory: who has how many, in which order they stand, and what a view of them must be told when
//! something changed. Pure: no I/O, no clock.
//!
//! The order is by step and then by age, oldest first: both stay as they are while a case is read again and again, so a
//! refresh never moves a row under the hand.

mod list;
mod sweep;
mod view;

pub use list::{Row, Search, Worklist, searchable};
pub use sweep::{Next, Sweep};
pub use view::{Item, Span, Spec, Update, View};
