//! The folder everything this program keeps is in, and the lock on it: one running program for each folder.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The lock's file.
const LOCK: &str = "lock";
/// How often, and how long apart, a holder that is ending or starting is looked at.
const LOOKS: u32 = 100;
const LOOK: Duration = Duration::from_millis(50);
/// Stands in the lock's file after the holder's number once another start can be told to raise its window.
const READY: &str = "ready";

/// The folder. Readable by this account only.
pub(crate) struct DataFolder(PathBuf);

/// Whether this program is the one that may run on its folder. Kept for as long as it runs.
pub(crate) enum Lock {
    /// It is.
    Held(#[expect(dead_code, reason = "dropping it would unlock the folder")] File),
    /// Nobody can tell: nothing can be written there, by this one or another.
    NotWritable,
    /// Another one is.
    Taken,
}

impl DataFolder {
    /// Opens, or makes, the folder: the given one, or this account's own for this program.
    pub(crate) fn open(given: Option<PathBuf>) -> Result<Self, String> {
        let folder = match given {
            Some(folder) => folder,
            None => dirs::data_local_dir()
                .ok_or("There is no folder on this computer to keep data in.")?
                .join("prior-auth-desk"),
        };
        private(&folder).map_err(|error| format!("The data folder cannot be made: {}", error.kind()))?;
        Ok(Self(folder))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// A folder for the web view, which keeps nothing in it: here, or where nothing can be written here, with the temporary
    /// files.
    pub(crate) fn for_webview(&self) -> PathBuf {
        let here = self.0.join("webview");
        match private(&here) {
            Ok(()) => here,
            Err(_) => std::env::temp_dir().join(format!("prior-auth-desk-webview-{}", std::process::id())),
        }
    }

    /// Takes the lock, if nobody has it. A lock that cannot be asked for counts as taken, but where nothing can be written at
    /// all: reading goes on there. One whose holder was killed and has not ended altogether is waited for: the computer may
    /// still be writing for it. So is one that is starting: before it can be told to raise its window, each of two would
    /// take the other for the first.
    pub(crate) fn lock(&self) -> Lock {
        for _ in 0..LOOKS {
            match self.try_lock() {
                Lock::Taken if self.holder_is_ending() || self.holder_is_starting() => std::thread::sleep(LOOK),
                lock => return lock,
            }
        }
        Lock::Taken
    }

    fn try_lock(&self) -> Lock {
        let path = self.0.join(LOCK);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let not_writable =
            |error: &io::Error| matches!(error.kind(), ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied);
        let file = match file {
            Err(error) if not_writable(&error) => match File::open(&path) {
                Err(_) => return Lock::NotWritable,
                file => file,
            },
            file => file,
        };
        match file.map(|file| (file.try_lock(), file)) {
            Ok((Ok(()), file)) => {
                // Only ever looked at to tell a holder that is ending: without it nobody is waited for.
                self.note_holder("");
                Lock::Held(file)
            }
            Ok((Err(TryLockError::WouldBlock | TryLockError::Error(_)), _)) | Err(_) => Lock::Taken,
        }
    }

    /// Says in the lock's file that this program can be told to raise its window. Only its holder may.
    pub(crate) fn holder_is_ready(&self) {
        self.note_holder(READY);
    }

    fn note_holder(&self, state: &str) {
        let _ = std::fs::write(self.0.join(LOCK), format!("{} {state}", std::process::id()));
    }

    /// Whether whoever holds the lock cannot be told to raise its window yet.
    fn holder_is_starting(&self) -> bool {
        let holder = std::fs::read_to_string(self.0.join(LOCK)).unwrap_or_default();
        cfg!(target_os = "linux") && !holder.ends_with(READY)
    }

    /// Whether whoever holds the lock was killed, and only what it had begun is still being finished.
    fn holder_is_ending(&self) -> bool {
        let holder = std::fs::read_to_string(self.0.join(LOCK)).unwrap_or_default();
        let Some(Ok(holder)) = holder.split_whitespace().next().map(str::parse::<u32>) else { return false };
        match std::fs::read_to_string(format!("/proc/{holder}/stat")) {
            // The name stands in parentheses and may hold anything; the state follows it.
            Ok(stat) => stat.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with(['Z', 'X'])),
            Err(error) => error.kind() == ErrorKind::NotFound && cfg!(target_os = "linux"),
        }
    }
}

/// Makes a folder for this account alone, if it is not there.
fn private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_holder_at_a_time() {
        let place = std::env::temp_dir().join(format!("prior-auth-desk-lock-{}", std::process::id()));
        let folder = DataFolder::open(Some(place.clone())).unwrap();
        let first = folder.lock();
        assert!(matches!(first, Lock::Held(_)));
        folder.holder_is_ready();
        assert!(matches!(DataFolder::open(Some(place.clone())).unwrap().lock(), Lock::Taken));
        drop(first);
        assert!(matches!(folder.lock(), Lock::Held(_)));
        std::fs::remove_dir_all(place).unwrap();
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_holder_that_is_there_is_not_waited_for_and_one_that_is_ending_is() {
        let place = std::env::temp_dir().join(format!("prior-auth-desk-ending-{}", std::process::id()));
        let folder = DataFolder::open(Some(place.clone())).unwrap();
        let held = folder.lock();
        assert!(folder.holder_is_starting());
        folder.holder_is_ready();
        assert!(!folder.holder_is_ending() && !folder.holder_is_starting(), "it is this test");
        // No process has this number: it has ended, and what it began lets go of the lock a little later.
        std::fs::write(place.join(LOCK), u32::MAX.to_string()).unwrap();
        assert!(folder.holder_is_ending());
        let later = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(150));
            drop(held);
        });
        assert!(matches!(folder.lock(), Lock::Held(_)));
        later.join().unwrap();
        std::fs::remove_dir_all(place).unwrap();
    }
}
