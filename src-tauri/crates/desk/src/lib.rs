//! Owns everything the program knows. One loop takes what happened (a person asked, an answer came, a deadline passed),
//! reads the clock once, lets the owner change its state, and carries out what the owner wants done. The window asks
//! through [`Desk`] and is told through its views; nothing else reaches the state.
//!
//! This crate knows nothing of Tauri: what differs between the program and its tests stands in [`ports`].

mod drafting;
mod driver;
mod handle;
mod owner;
pub mod ports;
mod project;
mod records;
pub mod wire;

pub use driver::start;
pub use handle::Desk;
pub use owner::{DirectConnection, Options};
