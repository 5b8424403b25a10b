//! The store from outside: what it keeps, what it never shows, and what it says when the disk or the file is not as it was.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod commands;
mod files;
mod flips;
mod others;
mod property;
mod support;
mod worker;
