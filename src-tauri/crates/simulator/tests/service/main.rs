//! The simulator from outside: over HTTP, on a clock that stands still until a test moves it.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a helper that fails fails its test")]

mod binary;
mod confirm;
mod control;
mod deck;
mod faults;
mod generation_a;
mod grants;
mod handoff;
mod headers;
mod idempotency;
mod list;
mod live_session;
mod portal;
mod reconciliation;
mod support;
