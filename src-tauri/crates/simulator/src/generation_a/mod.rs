//! Contract A: the addresses and words of the generation before B, over the same world and the same rules (reference
//! sections 2.3, 3.2, 4.2 and 9). A request is told in the words of B, carried out, and the answer is told back. Only
//! confirm has rules of its own.

mod confirm;
mod document;
mod questions;
mod reply;
mod request;
mod route;
pub(crate) mod shapes;
mod words;

pub(crate) use confirm::confirm;
pub(crate) use document::authorization;
pub(crate) use reply::retold;
pub(crate) use request::{confirmation, told};
pub(crate) use route::route;
pub(crate) use words::{action, status, verbatim};
