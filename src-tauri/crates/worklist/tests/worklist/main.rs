//! The list held to plain descriptions of what it does, over cases, changes and searches made up at random.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod cases;
mod digest;
mod dividing;
mod finding;
mod plain;
mod saved;
mod speaking;
mod views;
