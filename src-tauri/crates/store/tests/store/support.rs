//! What the tests share: a folder that goes away, and invented commands.

use model::Timestamp;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use store::{NewCommand, RecordId, Stage, Store};

pub(crate) const ACCOUNT: &str = "fingerprint-of-an-invented-account";

/// A folder of its own, removed at the end.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        Self::under(&std::env::temp_dir())
    }

    /// One that no disk has to write.
    pub(crate) fn in_memory() -> Self {
        let place = Path::new("/dev/shm");
        if place.is_dir() { Self::under(place) } else { Self::new() }
    }

    fn under(place: &Path) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Self(place.join(format!("store-test-{}-{number}", std::process::id())))
    }

    pub(crate) fn open(&self) -> Store {
        Store::open(&self.0).unwrap()
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The same files in another folder, as a crash would leave them.
    pub(crate) fn copy(&self) -> Self {
        let copy = self.0.parent().map_or_else(Self::new, Self::under);
        std::fs::create_dir_all(&copy.0).unwrap();
        for entry in std::fs::read_dir(&self.0).unwrap() {
            let entry = entry.unwrap();
            std::fs::copy(entry.path(), copy.0.join(entry.file_name())).unwrap();
        }
        copy
    }

    /// Every byte of every file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let files = std::fs::read_dir(&self.0).unwrap();
        files.flat_map(|entry| std::fs::read(entry.unwrap().path()).unwrap()).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn id() -> RecordId {
    RecordId::new(Timestamp(1_700_000_000_000))
}

pub(crate) fn stage(word: &str) -> Stage {
    let at = Timestamp(1_700_000_000_500);
    Stage { word: word.into(), attempt: 0, conflict: false, code: None, at, settled: false, dismissed: false }
}

pub(crate) fn settled(word: &str) -> Stage {
    Stage { settled: true, attempt: 1, code: Some("invented_code".into()), ..stage(word) }
}

/// A command of a case with a body.
pub(crate) fn command<'a>(id: &RecordId, case: Option<&'a str>, body: &'a [u8]) -> NewCommand<'a> {
    NewCommand {
        id: id.clone(),
        account: ACCOUNT,
        case,
        kind: "approve",
        operator: "Invented Operator",
        decided_at: Timestamp(1_700_000_000_000),
        version: Some(17),
        method: "POST",
        path: "/v1/invented/path",
        key: Some("invented-key-0001"),
        if_match: Some("\"17\""),
        body,
        intent: b"invented intent",
        stage: stage("prepared"),
    }
}

/// Whether the bytes have this in them.
pub(crate) fn has(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Computes the checks of all commands anew, as somebody could who changes the file on purpose.
pub(crate) fn write_checks(connection: &Connection) {
    let mut query = connection.prepare("SELECT * FROM commands").unwrap();
    let columns = query.column_count();
    let mut rows = query.query([]).unwrap();
    let mut sums: Vec<(i64, Vec<u8>)> = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        let mut hash = Sha256::new();
        let mut add = |kind: u8, bytes: &[u8]| {
            hash.update([kind]);
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        add(0, b"commands");
        for column in 0..columns - 1 {
            match row.get_ref(column).unwrap() {
                ValueRef::Null => add(1, &[]),
                ValueRef::Integer(number) => add(2, &number.to_le_bytes()),
                ValueRef::Real(number) => add(3, &number.to_le_bytes()),
                ValueRef::Text(text) => add(4, text),
                ValueRef::Blob(blob) => add(5, blob),
            }
        }
        sums.push((row.get(0).unwrap(), hash.finalize().to_vec()));
    }
    for (seq, sum) in sums {
        connection.execute("UPDATE commands SET sum = ? WHERE seq = ?", (sum, seq)).unwrap();
    }
}
