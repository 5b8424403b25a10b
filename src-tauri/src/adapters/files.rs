//! Files of this computer: chosen in the system's own dialog, and read only when they are what they seem to be.

use desk::ports::{FileContent, Files};
use desk::wire::FileRefusal;
use model::ContentType;
use std::fs::{File, Metadata};
use std::future::Future;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use tauri::{AppHandle, Wry};
use tauri_plugin_dialog::DialogExt as _;

/// The system's file dialog, or in debug builds a file that says what would have been chosen in it.
pub(crate) struct SystemFiles {
    app: AppHandle<Wry>,
    /// A file with one path a line, read anew each time.
    instead: Option<PathBuf>,
}

impl SystemFiles {
    pub(crate) fn new(app: &AppHandle<Wry>, instead: Option<PathBuf>) -> Self {
        Self { app: app.clone(), instead }
    }
}

impl Files for SystemFiles {
    fn choose(&self, several: bool) -> Pin<Box<dyn Future<Output = Option<Vec<PathBuf>>> + Send>> {
        if let Some(instead) = &self.instead {
            let lines = std::fs::read_to_string(instead);
            return Box::pin(async move { lines.ok().map(|lines| lines.lines().map(PathBuf::from).collect()) });
        }
        let (chosen, choice) = tokio::sync::oneshot::channel();
        let dialog = self.app.dialog().file().add_filter("PDF, JPEG, PNG", &["pdf", "jpg", "jpeg", "png"]);
        // A dialog that is closed chose nothing.
        if several {
            dialog.pick_files(move |paths| drop(chosen.send(paths.unwrap_or_default())));
        } else {
            dialog.pick_file(move |path| drop(chosen.send(path.into_iter().collect())));
        }
        Box::pin(async move {
            // Without an answer there was no dialog.
            let paths = choice.await.ok()?;
            Some(paths.into_iter().filter_map(|path| path.into_path().ok()).collect())
        })
    }

    fn read(&self, path: &Path, largest: u64) -> Result<FileContent, FileRefusal> {
        read(path, largest)
    }
}

/// Reads a file whose content is a PDF, JPEG or PNG, whose name does not say otherwise, and that stands still meanwhile.
fn read(path: &Path, largest: u64) -> Result<FileContent, FileRefusal> {
    let mut file = open(path)?;
    let before = file.metadata().map_err(|_| FileRefusal::Unreadable)?;
    if !before.is_file() {
        return Err(FileRefusal::NotAFile);
    }
    if before.len() == 0 {
        return Err(FileRefusal::Empty);
    }
    if before.len() > largest {
        return Err(FileRefusal::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(before.len()).map_err(|_| FileRefusal::TooLarge)?);
    // One byte more than there should be shows a file that grows.
    let read = file.by_ref().take(before.len() + 1).read_to_end(&mut bytes);
    read.map_err(|_| FileRefusal::Unreadable)?;
    let after = file.metadata().map_err(|_| FileRefusal::Unreadable)?;
    if bytes.len() as u64 != before.len() || !stood_still(&before, &after) {
        return Err(FileRefusal::Changed);
    }
    let kind = ContentType::sniff(&bytes).ok_or(FileRefusal::WrongType)?;
    match path.extension().and_then(|ending| ending.to_str()) {
        Some(ending) if !kind.endings().contains(&ending.to_ascii_lowercase().as_str()) => {
            Err(FileRefusal::EndingDiffers)
        }
        _ => Ok(FileContent { kind, bytes: bytes.into() }),
    }
}

fn stood_still(before: &Metadata, after: &Metadata) -> bool {
    let times = (before.modified().ok(), after.modified().ok());
    before.len() == after.len() && times.0 == times.1
}

/// Opens the file itself, never one it points to, and waits for nothing: a pipe would.
#[cfg(unix)]
fn open(path: &Path) -> Result<File, FileRefusal> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC | OFlags::NOCTTY;
    match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(file) => Ok(File::from(file)),
        Err(rustix::io::Errno::LOOP) => Err(FileRefusal::Symlink),
        Err(rustix::io::Errno::NXIO | rustix::io::Errno::NODEV) => Err(FileRefusal::NotAFile),
        Err(error) => Err(unreadable(&error.into())),
    }
}

#[cfg(not(unix))]
fn open(path: &Path) -> Result<File, FileRefusal> {
    let seen = std::fs::symlink_metadata(path).map_err(|error| unreadable(&error))?;
    if seen.is_symlink() {
        return Err(FileRefusal::Symlink);
    }
    if !seen.is_file() {
        return Err(FileRefusal::NotAFile);
    }
    File::open(path).map_err(|error| unreadable(&error))
}

fn unreadable(error: &std::io::Error) -> FileRefusal {
    // The kind only: a path may hold a name.
    tracing::warn!(kind = ?error.kind(), "a file could not be opened");
    if error.kind() == ErrorKind::IsADirectory { FileRefusal::NotAFile } else { FileRefusal::Unreadable }
}

#[cfg(test)]
#[path = "files_tests.rs"]
mod tests;
