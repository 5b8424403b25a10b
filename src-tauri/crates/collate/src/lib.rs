//! The Collate prior authorization API, as this desk speaks it: one request builder for each operation that demands
//! exactly the headers of its contract, a client that sends those bytes and no others, and answers decoded into `model`.
//!
//! Every fact comes from the reconstructed reference; its section numbers stand beside what is built on them. This crate
//! keeps no state and retries nothing: whether a command is sent again is decided elsewhere.

mod address;
mod answer;
mod client;
mod contract;
mod decode;
mod error;
mod mint;
mod odd;
mod operation;
mod probe;
mod request;
mod transport;
mod upload;
mod vocabulary;

/// The bytes of a file, shared and cut without copying.
pub use bytes::Bytes;

pub use address::{Address, AddressProblem};
pub use answer::{Answer, Downloaded, Effect, NotUnderstood, Page, check_answer, decode_authorization, decode_page};
pub use client::Client;
pub use contract::Contract;
pub use decode::json::{InvalidJson, parse_json};
pub use error::{ApiError, Failure, Issue, MayHaveRun, VersionsNamed};
pub use mint::{MintClient, Minted, MintedWatch};
pub use odd::Oddity;
pub use operation::Operation;
pub use probe::{ProbeLine, Probed, find_out};
pub use request::{Close, FrozenRequest, KeptRequest};
pub use upload::{UploadTarget, upload};
