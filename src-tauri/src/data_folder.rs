//! The folder everything this program keeps is in, and the lock on it: one running program for each folder.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};

/// The folder. Readable by this account only.
pub(crate) struct DataFolder(PathBuf);

/// Whether this program is the one that may run on its folder. Kept for as long as it runs.
pub(crate) enum Lock {
    /// It is.
    Held(#[expect(dead_code, reason = "dropping it would unlock the folder")] File),
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
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder).map_err(|error| format!("The data folder cannot be made: {}", error.kind()))?;
        Ok(Self(folder))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Takes the lock, if nobody has it. A lock that cannot be asked for counts as taken.
    pub(crate) fn lock(&self) -> Lock {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(self.0.join("lock"));
        match file.map(|file| (file.try_lock(), file)) {
            Ok((Ok(()), file)) => Lock::Held(file),
            Ok((Err(TryLockError::WouldBlock | TryLockError::Error(_)), _)) | Err(_) => Lock::Taken,
        }
    }
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
        assert!(matches!(DataFolder::open(Some(place.clone())).unwrap().lock(), Lock::Taken));
        drop(first);
        assert!(matches!(folder.lock(), Lock::Held(_)));
        std::fs::remove_dir_all(place).unwrap();
    }
}
