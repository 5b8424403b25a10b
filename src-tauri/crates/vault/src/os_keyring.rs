//! The OS keyring: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.

use crate::{Account, ApiKey, KeyFound, KeyKept, KeyRemoved, KeyStore, KeyTrouble, SealingKey, SealingKeyFound};
use keyring::v1::{Entry, Error};

/// The name our entries stand under.
const SERVICE: &str = "prior-auth-desk";
/// The entry of the sealing key. No [`Account`] has this name: each has a space in it.
const SEALING: &str = "sealing-key";

/// The keyring of the account this program runs in.
#[derive(Debug, Default, Clone, Copy)]
pub struct OsKeyring;

impl KeyStore for OsKeyring {
    fn status(&mut self) -> Result<(), KeyTrouble> {
        Entry::store_status().as_ref().copied().map_err(|_| KeyTrouble::Unavailable)
    }

    fn find(&mut self, account: &Account) -> KeyFound {
        match Entry::new(SERVICE, account.as_str()).and_then(|entry| entry.get_password()) {
            Ok(text) => ApiKey::new(text).map_or(KeyFound::Trouble(KeyTrouble::Failed), KeyFound::Key),
            Err(Error::NoEntry) => KeyFound::Missing,
            Err(error) => KeyFound::Trouble(trouble(error)),
        }
    }

    fn keep(&mut self, account: &Account, key: &ApiKey) -> KeyKept {
        Entry::new(SERVICE, account.as_str()).and_then(|entry| entry.set_password(key.expose())).map_err(trouble)
    }

    fn remove(&mut self, account: &Account) -> KeyRemoved {
        match Entry::new(SERVICE, account.as_str()).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(trouble(error)),
        }
    }

    fn find_sealing_key(&mut self) -> SealingKeyFound {
        match Entry::new(SERVICE, SEALING).and_then(|entry| entry.get_password()) {
            Ok(text) => {
                SealingKey::from_text(text).map_or(SealingKeyFound::Trouble(KeyTrouble::Failed), SealingKeyFound::Key)
            }
            Err(Error::NoEntry) => SealingKeyFound::None,
            Err(error) => SealingKeyFound::Trouble(trouble(error)),
        }
    }

    fn keep_sealing_key(&mut self, key: &SealingKey) -> KeyKept {
        Entry::new(SERVICE, SEALING).and_then(|entry| entry.set_password(&key.to_text())).map_err(trouble)
    }
}

/// Takes the error by value and keeps only its kind: two of its variants carry the secret itself.
fn trouble(error: Error) -> KeyTrouble {
    match error {
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => KeyTrouble::Unavailable,
        Error::NoStorageAccess(_) => KeyTrouble::LockedOrRefused,
        _ => KeyTrouble::Failed,
    }
}
