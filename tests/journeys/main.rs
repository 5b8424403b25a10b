//! The real window through WebKitWebDriver, the simulated service as a separate process, a real Secret Service, and
//! Debian's Chromium as the operator's browser. Each journey asserts on what the service was asked, too: headers, order,
//! exactly one effect.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod connecting;
mod contracts;
mod faults;
mod handoff;
mod links;
mod review;
mod stage;
mod whole_life;
