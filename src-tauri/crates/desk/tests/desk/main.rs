//! The real desk, with recorders for its ports, against the simulated service. Its clock runs twenty times as fast, so that
//! nobody waits for a poll.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod accepted;
mod another_key;
mod attaching;
mod connecting;
mod contracts;
mod deciding;
mod difference;
mod drafts;
mod durable;
mod journal;
mod listing;
mod mid_run;
mod portal;
mod reading;
mod remembering;
mod requirements;
mod support;
mod timeline;
mod waking;
