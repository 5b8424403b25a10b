//! What may happen when. Machines that are handed the time and what happened, and say what to do next; they do nothing
//! themselves. No I/O, no clock, no randomness, no task: the same inputs always give the same effects.
//!
//! The machines share one shape: `handle_…(input, now)`, [`poll_timeout`](link::Link::poll_timeout) for the next deadline
//! and its reason, [`poll_effect`](link::Link::poll_effect) until there is none.

pub mod answering;
pub mod command;
pub mod difference;
pub mod document;
pub mod handoff;
pub mod journal;
pub mod ladder;
pub mod link;
pub mod patient;
pub mod schedule;
pub mod service_clock;
pub mod standing;
pub mod time;

#[cfg(test)]
mod samples;
