//! The imitated API: `service` decides, `wire` talks.

pub(crate) mod answer;
pub(crate) mod call;
pub(crate) mod command;
mod demands;
mod execute;
pub(crate) mod keys;
mod list;
pub(crate) mod route;
pub(crate) mod service;
pub(crate) mod wire;
