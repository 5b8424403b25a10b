//! The simulator from outside: over HTTP, on a clock that stands still until a test moves it.

#![expect(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a helper that fails fails its test")]

mod attachments;
mod binary;
mod catalog;
mod confirm;
mod control;
mod create;
mod deck;
mod editing;
mod faults;
mod files;
mod generation_a;
mod grants;
mod handoff;
mod headers;
mod idempotency;
mod life;
mod list;
mod live_session;
mod portal;
mod reconciliation;
mod rules;
mod support;
mod watching;
