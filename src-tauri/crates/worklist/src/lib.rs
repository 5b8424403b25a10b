//! The list of cases, in memory: what is found and filtered, how many there are of what, in which order they stand, what a
//! view of them must be told when something changed, and what happened since somebody looked. Pure: no I/O, no clock.
//!
//! A view never moves a line under the hand: what came, moved or left is held back until somebody takes it.

mod digest;
mod facet;
mod facets;
mod filter;
mod list;
mod row;
mod saved;
mod search;
mod sort;
mod sweep;
mod table;
mod view;

pub use digest::{Arrival, Digest, Ended, Marker, Moved, Stand};
pub use facet::{Facet, Value, step_of, step_word, turn_of, turn_word};
pub use facets::{Count, Facets};
pub use filter::{Filter, Period};
pub use list::Worklist;
pub use row::{Facts, Known, Row};
pub use saved::{NotShown, Saved};
pub use search::{Closeness, Search, named, searchable};
pub use sort::{Direction, Sort, SortBy};
pub use sweep::{Next, Sweep};
pub use view::{Change, Item, Line, Place, Position, Span, Spec, Update, View};
