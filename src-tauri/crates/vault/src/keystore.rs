//! Where an API key and the sealing key are kept, and the answers such a place can give.

use crate::{ApiKey, SealingKey, SealingKeyFound};

/// Names one key: one connection, bound to its environment and its base address, so that a key can never be used for
/// another. Readable by anyone on this account: holds no clinic name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account(String);

impl Account {
    /// The account of an environment word and a base address such as `https://api.sandbox.trycollate.ai`.
    #[must_use]
    pub fn new(environment: &str, base: &str) -> Self {
        Self(format!("{environment} {base}"))
    }

    /// The account's name in the keyring.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why the place could not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyTrouble {
    /// There is no keyring on this computer, or none is running.
    #[error("no keyring is available")]
    Unavailable,
    /// It is there but locked, or its password prompt was dismissed or not answered in time. The key may well be in it.
    #[error("the keyring is locked or refused")]
    LockedOrRefused,
    /// It failed in some other way.
    #[error("the keyring failed")]
    Failed,
}

/// What looking for a key gave. With [`KeyTrouble`]'s three, the five answers of a keyring.
pub enum KeyFound {
    /// The key.
    Key(ApiKey),
    /// The place answered: there is none.
    Missing,
    /// The place could not answer. Never to be read as "there is none".
    Trouble(KeyTrouble),
}

/// What keeping a key gave.
pub type KeyKept = Result<(), KeyTrouble>;

/// What removing a key gave; one that was not there counts as removed.
pub type KeyRemoved = Result<(), KeyTrouble>;

/// A place for keys. Its calls may block for as long as the OS likes: [`crate::KeyringWorker`] bounds them.
pub trait KeyStore: Send + 'static {
    /// Whether there is such a place at all.
    ///
    /// # Errors
    /// Why not.
    fn status(&mut self) -> Result<(), KeyTrouble>;

    /// Looks for a key.
    fn find(&mut self, account: &Account) -> KeyFound;

    /// Keeps a key, in place of an older one.
    ///
    /// # Errors
    /// Why it is not kept.
    fn keep(&mut self, account: &Account, key: &ApiKey) -> KeyKept;

    /// Removes a key.
    ///
    /// # Errors
    /// Why it may still be there.
    fn remove(&mut self, account: &Account) -> KeyRemoved;

    /// Looks for the key that seals what is kept on this computer. There is one, whatever the connection.
    fn find_sealing_key(&mut self) -> SealingKeyFound;

    /// Keeps the sealing key. [`crate::KeyringWorker`] asks first: another key is never written over.
    ///
    /// # Errors
    /// Why it is not kept.
    fn keep_sealing_key(&mut self, key: &SealingKey) -> KeyKept;
}
