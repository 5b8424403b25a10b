//! Keeps the keyring off every other thread: its calls block without bound (a locked Secret Service has held callers for
//! many minutes), so one thread of its own makes them in turn and the caller waits no longer than it wants to.

use crate::{Account, ApiKey, KeyFound, KeyKept, KeyRemoved, KeyStore, KeyTrouble, SealingKey, SealingKeyFound};
use std::sync::mpsc::{Receiver, SendError, Sender, channel};
use std::time::Duration;

type Job = Box<dyn FnOnce(&mut dyn KeyStore) + Send>;

/// How long a call may take before the keyring counts as locked. Generous where the OS may be asking a person.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the question whether there is a keyring at all may take.
const STATUS_PATIENCE: Duration = Duration::from_secs(5);

/// A keyring behind a thread of its own. The thread is never waited for, also not at exit.
#[derive(Clone)]
pub struct KeyringWorker {
    jobs: Sender<Job>,
    patience: Duration,
}

impl KeyringWorker {
    /// Starts the thread.
    #[must_use]
    pub fn start(store: impl KeyStore) -> Self {
        Self::with_patience(store, PATIENCE)
    }

    /// Starts the thread with another patience, for tests.
    #[must_use]
    pub fn with_patience(mut store: impl KeyStore, patience: Duration) -> Self {
        let (jobs, queue): (Sender<Job>, Receiver<Job>) = channel();
        let run = move || {
            for job in queue {
                job(&mut store);
            }
        };
        // Without a thread every job is dropped, and its caller is told the keyring is unavailable.
        let _ = std::thread::Builder::new().name("keyring".into()).spawn(run);
        Self { jobs, patience }
    }

    /// Whether there is a keyring. Blocks for at most 5 s.
    ///
    /// # Errors
    /// Why there is none to use.
    pub fn status(&self) -> Result<(), KeyTrouble> {
        self.ask(self.patience.min(STATUS_PATIENCE), |store| store.status()).unwrap_or_else(Err)
    }

    /// Looks for a key. Blocks for at most a minute; then the keyring counts as locked.
    #[must_use]
    pub fn find(&self, account: &Account) -> KeyFound {
        let account = account.clone();
        self.ask(self.patience, move |store| store.find(&account)).unwrap_or_else(KeyFound::Trouble)
    }

    /// Keeps a key. Blocks for at most a minute.
    ///
    /// # Errors
    /// Why it is not kept. One that is taken after a time-out, when a person unlocks the keyring late, is removed again:
    /// whoever was told that it is not kept is right.
    pub fn keep(&self, account: &Account, key: &ApiKey) -> KeyKept {
        let (account, key) = (account.clone(), key.duplicate());
        let undone = account.clone();
        let undo = move |store: &mut dyn KeyStore, kept: KeyKept| {
            if kept.is_ok() {
                // A keyring that refuses now has nobody to tell.
                let _ = store.remove(&undone);
            }
        };
        self.ask_or(self.patience, move |store| store.keep(&account, &key), undo).unwrap_or_else(Err)
    }

    /// Removes a key. Blocks for at most a minute.
    ///
    /// # Errors
    /// Why it may still be there.
    pub fn remove(&self, account: &Account) -> KeyRemoved {
        let account = account.clone();
        self.ask(self.patience, move |store| store.remove(&account)).unwrap_or_else(Err)
    }

    /// Looks for the key that seals what is kept on this computer. Blocks for at most a minute; then the keyring counts as
    /// locked.
    #[must_use]
    pub fn find_sealing_key(&self) -> SealingKeyFound {
        self.ask(self.patience, |store| store.find_sealing_key()).unwrap_or_else(SealingKeyFound::Trouble)
    }

    /// Keeps the sealing key and reads it back. Blocks for at most a minute.
    ///
    /// # Errors
    /// Why it is not known to be kept: nothing may be sealed with it for longer than this run. `Failed` also when another
    /// key is there, which is left alone, or when what comes back is not this one.
    pub fn keep_sealing_key(&self, key: &SealingKey) -> KeyKept {
        let key = key.duplicate();
        // One that is taken after a time-out stays: nothing was sealed with it, and the next start finds it.
        self.ask(self.patience, move |store| keep_and_read_back(store, &key)).unwrap_or_else(Err)
    }

    fn ask<T: Send + 'static>(
        &self,
        patience: Duration,
        call: impl FnOnce(&mut dyn KeyStore) -> T + Send + 'static,
    ) -> Result<T, KeyTrouble> {
        // A caller that stopped waiting is no error.
        self.ask_or(patience, call, |_, _| ())
    }

    /// As [`Self::ask`]; `unheard` gets the answer when the caller has stopped waiting for it.
    fn ask_or<T: Send + 'static>(
        &self,
        patience: Duration,
        call: impl FnOnce(&mut dyn KeyStore) -> T + Send + 'static,
        unheard: impl FnOnce(&mut dyn KeyStore, T) + Send + 'static,
    ) -> Result<T, KeyTrouble> {
        let (answer, waiting) = channel();
        let job: Job = Box::new(move |store| {
            if let Err(SendError(late)) = answer.send(call(store)) {
                unheard(store, late);
            }
        });
        self.jobs.send(job).map_err(|_| KeyTrouble::Unavailable)?;
        waiting.recv_timeout(patience).map_err(|_| KeyTrouble::LockedOrRefused)
    }
}

/// Keeps the key where there is none yet, and looks whether it is there.
fn keep_and_read_back(store: &mut dyn KeyStore, key: &SealingKey) -> KeyKept {
    match store.find_sealing_key() {
        SealingKeyFound::Key(found) if found.same(key) => return Ok(()),
        SealingKeyFound::Key(_) => return Err(KeyTrouble::Failed),
        SealingKeyFound::Trouble(trouble) => return Err(trouble),
        SealingKeyFound::None => store.keep_sealing_key(key)?,
    }
    match store.find_sealing_key() {
        SealingKeyFound::Key(found) if found.same(key) => Ok(()),
        SealingKeyFound::Trouble(trouble) => Err(trouble),
        SealingKeyFound::Key(_) | SealingKeyFound::None => Err(KeyTrouble::Failed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// A keyring in memory that can hang.
    #[derive(Default)]
    struct Pretend {
        kept: BTreeMap<String, String>,
        sealing: Option<String>,
        /// What becomes of a sealing key that is kept: another text in its place.
        spoils: Option<String>,
        locked: bool,
        hang: Duration,
    }

    impl KeyStore for Pretend {
        fn status(&mut self) -> Result<(), KeyTrouble> {
            std::thread::sleep(self.hang);
            Ok(())
        }
        fn find(&mut self, account: &Account) -> KeyFound {
            std::thread::sleep(self.hang);
            match self.kept.get(account.as_str()) {
                Some(text) => KeyFound::Key(ApiKey::new(text.clone()).ok().unwrap()),
                None => KeyFound::Missing,
            }
        }
        fn keep(&mut self, account: &Account, key: &ApiKey) -> KeyKept {
            std::thread::sleep(self.hang);
            self.kept.insert(account.as_str().into(), key.expose().into());
            Ok(())
        }
        fn remove(&mut self, account: &Account) -> KeyRemoved {
            self.kept.remove(account.as_str());
            Ok(())
        }
        fn find_sealing_key(&mut self) -> SealingKeyFound {
            std::thread::sleep(self.hang);
            match &self.sealing {
                _ if self.locked => SealingKeyFound::Trouble(KeyTrouble::LockedOrRefused),
                Some(text) => SealingKey::from_text(text.clone())
                    .map_or(SealingKeyFound::Trouble(KeyTrouble::Failed), SealingKeyFound::Key),
                None => SealingKeyFound::None,
            }
        }
        fn keep_sealing_key(&mut self, key: &SealingKey) -> KeyKept {
            self.sealing = Some(self.spoils.clone().unwrap_or_else(|| key.to_text().to_string()));
            Ok(())
        }
    }

    fn key() -> ApiKey {
        ApiKey::new("pretend-key-0000".into()).ok().unwrap()
    }

    #[test]
    fn a_kept_key_is_found_under_its_own_account_only() {
        let keyring = KeyringWorker::start(Pretend::default());
        let sandbox = Account::new("sandbox", "https://api.sandbox.trycollate.ai");
        let production = Account::new("production", "https://api.trycollate.ai");
        keyring.keep(&sandbox, &key()).unwrap();
        assert!(matches!(keyring.find(&sandbox), KeyFound::Key(found) if found.expose() == "pretend-key-0000"));
        assert!(matches!(keyring.find(&production), KeyFound::Missing));
        keyring.remove(&sandbox).unwrap();
        assert!(matches!(keyring.find(&sandbox), KeyFound::Missing));
    }

    #[test]
    fn a_keyring_that_does_not_answer_counts_as_locked_and_never_as_empty() {
        let hanging = Pretend { hang: Duration::from_secs(30), ..Pretend::default() };
        let keyring = KeyringWorker::with_patience(hanging, Duration::from_millis(20));
        let account = Account::new("sandbox", "https://api.sandbox.trycollate.ai");
        assert!(matches!(keyring.find(&account), KeyFound::Trouble(KeyTrouble::LockedOrRefused)));
        assert_eq!(keyring.keep(&account, &key()), Err(KeyTrouble::LockedOrRefused));
    }

    #[test]
    fn a_key_that_was_said_not_to_be_kept_is_not_kept_later_either() {
        let slow = Pretend { hang: Duration::from_millis(80), ..Pretend::default() };
        let account = Account::new("sandbox", "https://api.sandbox.trycollate.ai");
        let hurried = KeyringWorker::with_patience(slow, Duration::from_millis(20));
        assert_eq!(hurried.keep(&account, &key()), Err(KeyTrouble::LockedOrRefused));
        let patient = KeyringWorker { patience: Duration::from_secs(5), ..hurried };
        assert!(matches!(patient.find(&account), KeyFound::Missing));
    }

    #[test]
    fn the_sealing_key_comes_back_and_is_never_written_over() {
        let keyring = KeyringWorker::start(Pretend::default());
        assert!(matches!(keyring.find_sealing_key(), SealingKeyFound::None));
        let (first, second) = (SealingKey::new_random().unwrap(), SealingKey::new_random().unwrap());
        assert_eq!(keyring.keep_sealing_key(&first), Ok(()));
        assert_eq!(keyring.keep_sealing_key(&first), Ok(()), "the same one again");
        assert_eq!(keyring.keep_sealing_key(&second), Err(KeyTrouble::Failed));
        assert!(matches!(keyring.find_sealing_key(), SealingKeyFound::Key(found) if found.same(&first)));
    }

    #[test]
    fn a_locked_or_silent_keyring_is_not_one_without_a_sealing_key() {
        let key = SealingKey::new_random().unwrap();
        let locked = KeyringWorker::start(Pretend { locked: true, ..Pretend::default() });
        assert!(matches!(locked.find_sealing_key(), SealingKeyFound::Trouble(KeyTrouble::LockedOrRefused)));
        assert_eq!(locked.keep_sealing_key(&key), Err(KeyTrouble::LockedOrRefused));
        let hanging = Pretend { hang: Duration::from_secs(30), ..Pretend::default() };
        let silent = KeyringWorker::with_patience(hanging, Duration::from_millis(20));
        assert!(matches!(silent.find_sealing_key(), SealingKeyFound::Trouble(KeyTrouble::LockedOrRefused)));
        assert_eq!(silent.keep_sealing_key(&key), Err(KeyTrouble::LockedOrRefused));
    }

    #[test]
    fn a_sealing_key_that_does_not_come_back_as_it_was_is_not_kept() {
        let (key, other) = (SealingKey::new_random().unwrap(), SealingKey::new_random().unwrap());
        for spoiled in [other.to_text().to_string(), "no key".into()] {
            let keyring = KeyringWorker::start(Pretend { spoils: Some(spoiled), ..Pretend::default() });
            assert_eq!(keyring.keep_sealing_key(&key), Err(KeyTrouble::Failed));
        }
    }
}
