//! Commands, links and the journal under made-up crashes, clocks, disks and networks. The engine is the program's own; what
//! it drives and what drives it is made up from a seed, and a checker that shares nothing with it says what is wrong.
//! Development only: never shipped.

pub mod checker;
pub mod claims;
pub mod draws;
pub mod kept;
pub mod planted;
pub mod profiles;
pub mod search;
pub mod seen;
pub mod shrink;
pub mod trace;
pub mod wire;
mod world;

pub use world::{Outcome, run};
