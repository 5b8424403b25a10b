//! What the desk needs of the operating system.

pub(crate) mod browser;
pub(crate) mod clock;
pub(crate) mod files;
mod launcher;
mod peer;
pub(crate) mod practice;
pub(crate) mod preferences;
mod ticket;
