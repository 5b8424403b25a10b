//! The folder of the journal and the files in it that SQLite knows nothing of.

use crate::OpenTrouble;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

/// The journal.
pub(crate) const JOURNAL: &str = "journal.sqlite";
/// Its log of what is not in it yet.
pub(crate) const LOG: &str = "journal.sqlite-wal";
/// An index of the log. None is made here; another program may have.
pub(crate) const LOG_INDEX: &str = "journal.sqlite-shm";
/// How far it had come.
pub(crate) const MARK: &str = "journal.mark";
/// A journal that is being made.
pub(crate) const NEW: &str = "journal.new";
/// What else stands in the folder while one is made.
pub(crate) const NEW_REST: [&str; 2] = ["journal.new-wal", "journal.new-journal"];
/// One that is ready to take the place of a journal that is set aside.
pub(crate) const READY: &str = "journal.ready";
/// Written and removed to learn why the disk refuses.
const PROBE: &str = "journal.probe";
/// Held while the journal is open.
const LOCK: &str = "journal.lock";

/// Where the journal lies: a folder, or in tests a disk that loses power.
pub trait Disk: Send {
    /// The SQLite file system to open the journal through, when it is not the usual one.
    fn vfs(&self) -> Option<&str> {
        None
    }
    /// Settings that come after all others.
    fn settings(&self) -> &str {
        ""
    }
    /// The path SQLite is to use for a file.
    fn path(&self, name: &str) -> PathBuf;
    /// How long a file is; none when there is none.
    ///
    /// # Errors
    /// When it cannot be told.
    fn len(&self, name: &str) -> io::Result<Option<u64>>;
    /// The first bytes of a file; none when there is none.
    ///
    /// # Errors
    /// When it cannot be read.
    fn read(&self, name: &str, at_most: u64) -> io::Result<Option<Vec<u8>>>;
    /// Writes over the beginning of a file, and makes it for this account alone when it is missing. Not synced.
    ///
    /// # Errors
    /// When it cannot be written.
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()>;
    /// Has a file's content on the disk.
    ///
    /// # Errors
    /// When it may not be there.
    fn sync(&self, name: &str) -> io::Result<()>;
    /// Gives a file another name.
    ///
    /// # Errors
    /// When it still has the old one.
    fn rename(&self, from: &str, to: &str) -> io::Result<()>;
    /// Removes a file, if there is one.
    ///
    /// # Errors
    /// When it is still there.
    fn remove(&self, name: &str) -> io::Result<()>;
    /// Has the names in the folder on the disk.
    ///
    /// # Errors
    /// When they may not be there.
    fn sync_folder(&self) -> io::Result<()>;
}

/// A folder, held by a lock file for as long as this lives.
pub(crate) struct Folder {
    path: PathBuf,
    _lock: File,
}

impl Folder {
    /// Takes the folder, makes it when it is missing, and closes it to other accounts.
    pub(crate) fn take(path: &Path) -> Result<Self, OpenTrouble> {
        make_private_folder(path)?;
        let lock = open_private(&path.join(LOCK))?;
        match lock.try_lock() {
            Ok(()) => (),
            Err(TryLockError::WouldBlock) => return Err(OpenTrouble::Locked),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        for name in [JOURNAL, LOG, LOG_INDEX, MARK, LOCK] {
            close_to_others(&path.join(name), 0o600)?;
        }
        Ok(Self { path: path.to_owned(), _lock: lock })
    }
}

impl Disk for Folder {
    fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    fn len(&self, name: &str) -> io::Result<Option<u64>> {
        found(fs::metadata(self.path.join(name)).map(|about| about.len()))
    }

    fn read(&self, name: &str, at_most: u64) -> io::Result<Option<Vec<u8>>> {
        read_file(&self.path.join(name), at_most)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        open_private(&self.path.join(name))?.write_all(bytes)
    }

    fn sync(&self, name: &str) -> io::Result<()> {
        OpenOptions::new().write(true).open(self.path.join(name))?.sync_all()
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.path.join(from), self.path.join(to))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        found(fs::remove_file(self.path.join(name))).map(|_| ())
    }

    fn sync_folder(&self) -> io::Result<()> {
        sync_folder(&self.path)
    }
}

/// The first bytes of a file; none when there is none.
pub(crate) fn read_file(path: &Path, at_most: u64) -> io::Result<Option<Vec<u8>>> {
    let Some(file) = found(File::open(path))? else { return Ok(None) };
    let mut bytes = Vec::new();
    file.take(at_most).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// Writes the same bytes over a file and syncs it. A sync that failed may have left the system believing that what it
/// still has in memory is on the disk; what was written anew it writes out again.
pub(crate) fn renew(disk: &dyn Disk, name: &str) -> io::Result<()> {
    match disk.read(name, u64::MAX)? {
        Some(bytes) if !bytes.is_empty() => {
            disk.write(name, &bytes)?;
            disk.sync(name)
        }
        _ => Ok(()),
    }
}

/// Tries the disk, to learn why it refuses: SQLite does not always say.
pub(crate) fn probe(disk: &dyn Disk) -> io::Result<()> {
    let tried = disk.write(PROBE, &[0; 4096]).and_then(|()| disk.sync(PROBE));
    disk.remove(PROBE)?;
    tried
}

/// Has the names in a folder on the disk.
pub(crate) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}

/// None in place of the error that says that nothing is there.
fn found<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)?;
    close_to_others(path, 0o700)
}

/// Gives a file or folder exactly this mode; one that is missing is left so.
#[cfg(unix)]
fn close_to_others(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    // By path: to open and close SQLite's files here would drop its locks.
    match found(fs::metadata(path))? {
        Some(about) if about.permissions().mode() & 0o7777 != mode => {
            fs::set_permissions(path, fs::Permissions::from_mode(mode))
        }
        _ => Ok(()),
    }
}

/// Elsewhere a folder of this account is closed to others already.
#[cfg(not(unix))]
fn close_to_others(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}
