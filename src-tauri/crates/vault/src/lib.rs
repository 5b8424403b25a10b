//! What must not be seen: the API key, the key that seals what is kept here, the links to a live payer session, and the
//! place keys are kept.
//!
//! A secret here has no `Debug`, no `Display`, no `Clone` and no `Serialize`; it is overwritten when dropped, and reading
//! it takes a call named `expose`. Nothing in this crate is written to disk except by the OS keyring.

mod api_key;
mod keyring_worker;
mod keystore;
mod link;
mod os_keyring;
mod sealing_key;

pub use api_key::{ApiKey, MalformedKey};
pub use keyring_worker::KeyringWorker;
pub use keystore::{Account, KeyFound, KeyKept, KeyRemoved, KeyStore, KeyTrouble};
pub use link::{GrantUrl, LinkHost, LinkRefusal, RawLink, RawWatchLink, WatchUrl};
pub use os_keyring::OsKeyring;
pub use sealing_key::{NoRandomness, SealingKey, SealingKeyFound};
