//! The imitated API: `service` decides, `wire` talks.

pub(crate) mod answer;
pub(crate) mod call;
mod catalog;
pub(crate) mod command;
mod create;
mod demands;
mod dress;
mod edit;
mod execute;
mod files;
pub(crate) mod keys;
mod list;
pub(crate) mod route;
pub(crate) mod service;
pub(crate) mod shapes;
pub(crate) mod wire;
