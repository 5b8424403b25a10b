//! Wire faults against the real client: a server of raw bytes breaks every phase of an exchange. On Linux,
//! where a process is told by its environment what it trusts and how it gets out.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod another;
mod answering;
mod elsewhere;
mod kit;
mod limits;
mod once;
mod proxied;
mod reaching;
mod refusing;
mod secure;
