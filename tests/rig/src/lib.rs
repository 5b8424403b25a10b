//! Everything a test of the whole program needs around it, all its own and gone with it: a display, a session bus, a real
//! Secret Service, the simulated service as a separate process, Debian's Chromium as the operator's browser, and a driver
//! for the real window. The journeys, the headless run and the bench all stand on it.
//!
//! A rig that cannot be set up panics with what is missing: there is nothing a test could do without it.

mod browser;
mod control;
mod desktop;
mod folder;
pub mod measure;
mod program;
pub mod schemas;
mod service;
mod unseen;
mod window;

pub use browser::Browser;
pub use control::Control;
pub use desktop::Desktop;
pub use folder::Folder;
pub use program::Program;
pub use service::{Service, ServiceOptions};
pub use unseen::start_and_kill;
pub use window::{OPERATOR, Started, Window, connected_by};
