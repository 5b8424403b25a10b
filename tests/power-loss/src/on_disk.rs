//! The disk as the store sees it beside SQLite.

use crate::lossy::{Act, Fault, Lossy};
use crate::vfs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use store::Disk;

/// A disk with the settings SQLite gets on it.
pub(crate) struct OnDisk {
    pub(crate) disk: Lossy,
    pub(crate) settings: &'static str,
}

impl Disk for OnDisk {
    fn vfs(&self) -> Option<&str> {
        Some(vfs::NAME)
    }

    fn settings(&self) -> &str {
        self.settings
    }

    fn path(&self, name: &str) -> PathBuf {
        vfs::path(&self.disk, name)
    }

    fn len(&self, name: &str) -> io::Result<Option<u64>> {
        Ok(self.disk.find(name).map(|file| self.disk.len(file) as u64))
    }

    fn read(&self, name: &str, at_most: u64) -> io::Result<Option<Vec<u8>>> {
        Ok(self.disk.find(name).map(|file| {
            let len = self.disk.len(file).min(usize::try_from(at_most).unwrap_or(usize::MAX));
            let mut bytes = vec![0; len];
            self.disk.read(file, 0, &mut bytes);
            bytes
        }))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        if self.disk.find(name).is_none() {
            self.disk.act(&Act::Create(name)).map_err(error)?;
        } else if self.disk.is_read_only() {
            return Err(error(Fault::ReadOnly));
        }
        let file = self.file(name)?;
        if bytes.is_empty() { Ok(()) } else { self.disk.act(&Act::Write(file, 0, bytes)).map_err(error) }
    }

    fn sync(&self, name: &str) -> io::Result<()> {
        self.disk.act(&Act::Sync(self.file(name)?)).map_err(error)
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.disk.act(&Act::Rename(from, to)).map_err(error)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        match self.disk.find(name) {
            Some(_) => self.disk.act(&Act::Remove(name)).map_err(error),
            None => Ok(()),
        }
    }

    fn sync_folder(&self) -> io::Result<()> {
        self.disk.act(&Act::SyncFolder).map_err(error)
    }
}

impl OnDisk {
    fn file(&self, name: &str) -> io::Result<u64> {
        self.disk.find(name).ok_or_else(|| ErrorKind::NotFound.into())
    }
}

fn error(fault: Fault) -> io::Error {
    match fault {
        Fault::Full => ErrorKind::StorageFull.into(),
        Fault::ReadOnly => ErrorKind::ReadOnlyFilesystem.into(),
        Fault::Failing | Fault::PowerLoss => ErrorKind::Other.into(),
    }
}
