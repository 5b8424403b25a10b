//! Every byte of a small journal changed, one at a time: what opens shows the commands as they were, or says that something
//! is damaged.

use crate::support::{ACCOUNT, Folder, command, id, settled, stage};
use std::fs;
use std::path::Path;
use store::{KeptCommand, Sealing, Stage, Store};
use vault::SealingKey;

const FILES: [&str; 3] = ["journal.sqlite", "journal.sqlite-wal", "journal.mark"];

/// A journal as it lies on the disk, and what is in it.
struct Sample {
    files: Vec<(&'static str, Vec<u8>)>,
    key: SealingKey,
    commands: Vec<KeptCommand>,
}

impl Sample {
    /// Three commands: one at its end, one on its way, one that was just recorded. `log`: as a crash leaves them.
    fn new(log: bool) -> Self {
        let (folder, key, ids) = (Folder::new(), SealingKey::new_random().unwrap(), [id(), id(), id()]);
        let mut store = folder.open();
        store.unlock(Sealing::Kept(key.duplicate())).unwrap();
        store.record(&command(&ids[0], Some("case_1"), b"first invented body")).unwrap();
        store.note(&ids[0], &settled("applied")).unwrap();
        store.record(&command(&ids[1], Some("case_2"), b"second invented body")).unwrap();
        store.record(&command(&ids[2], None, b"third invented body")).unwrap();
        store.note(&ids[1], &Stage { attempt: 1, ..stage("sending") }).unwrap();
        let commands = store.kept(ACCOUNT).unwrap();
        let crashed = folder.copy();
        drop(store);
        let folder = if log { crashed } else { folder };
        let read = |name| fs::read(folder.file(name)).ok().map(|bytes| (name, bytes));
        Self { files: FILES.into_iter().filter_map(read).collect(), key, commands }
    }

    /// Opens it with one byte changed. Says whether the damage was seen; panics when something else was shown.
    fn with_changed(&self, folder: &Path, file: usize, at: usize, by: u8) -> bool {
        for (index, (name, bytes)) in self.files.iter().enumerate() {
            let mut bytes = bytes.clone();
            if index == file {
                bytes[at] ^= by;
            }
            fs::write(folder.join(name), bytes).unwrap();
        }
        let name = self.files[file].0;
        let Ok(mut store) = Store::open(folder) else { return true };
        store.unlock(Sealing::Kept(self.key.duplicate())).unwrap();
        let (Ok(kept), Ok(damaged)) = (store.kept(ACCOUNT), store.damaged_rows()) else { return true };
        if damaged == 0 {
            assert!(kept == self.commands, "byte {at} of {name} changed by {by:#x} shows something else");
        } else {
            let known = kept.iter().all(|command| self.commands.contains(command));
            assert!(known, "byte {at} of {name} changed by {by:#x} shows a changed command");
        }
        damaged > 0
    }

    /// Every byte of these files. Says how many changes were seen.
    fn sweep(&self, names: &[&str]) -> usize {
        let changes = self.files.iter().enumerate().filter(|(_, (name, _))| names.contains(name));
        let changes = changes.flat_map(|(file, (_, bytes))| (0..bytes.len()).map(move |at| (file, at)));
        let changes: Vec<_> = changes.flat_map(|(file, at)| [(file, at, 0x01), (file, at, 0xff)]).collect();
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        std::thread::scope(|scope| {
            let part = |changes: &[(usize, usize, u8)]| {
                let folder = Folder::in_memory();
                fs::create_dir_all(&folder.0).unwrap();
                let mut seen = 0;
                for &(file, at, by) in changes {
                    for name in FILES {
                        let _ = fs::remove_file(folder.file(name));
                    }
                    seen += usize::from(self.with_changed(&folder.0, file, at, by));
                }
                seen
            };
            let size = changes.len().div_ceil(threads);
            let parts: Vec<_> = changes.chunks(size).map(|changes| scope.spawn(move || part(changes))).collect();
            parts.into_iter().map(|part| part.join().unwrap()).sum()
        })
    }
}

#[test]
fn no_changed_byte_of_a_journal_at_rest_gives_a_changed_command() {
    let sample = Sample::new(false);
    assert_eq!(sample.files.len(), 2, "no log");
    let seen = sample.sweep(&FILES);
    assert!(seen > 3000, "only {seen} changes were seen: the rows alone have more bytes");
}

#[test]
fn no_changed_byte_of_a_journal_with_a_log_gives_a_changed_command() {
    let sample = Sample::new(true);
    assert_eq!(sample.files.len(), 3);
    let seen = sample.sweep(&FILES[1..]);
    let log = sample.files[1].1.len();
    assert!(seen > log, "only {seen} changes were seen: the log alone has {log} bytes");
}
