//! The Collate prior authorization API, as this desk speaks it: one request builder for each operation that demands
//! exactly the headers of its contract, a client that sends those bytes and no others, and answers decoded into `model`.
//!
//! Every fact comes from the reconstructed reference; its section numbers stand beside what is built on them. This crate
//! keeps no state and retries nothing: whether a command is sent again is decided elsewhere.

mod client;
mod contract;
mod decode;
mod error;
mod mint;
mod request;

pub use client::{Address, AddressProblem, Answer, Client, Effect, Page};
pub use contract::Contract;
pub use decode::json::{InvalidJson, parse_json};
pub use error::{ApiError, Failure, MayHaveRun, VersionsNamed};
pub use mint::{MintClient, Minted};
pub use request::{Close, FrozenRequest, Operation};
