//! The tables, and the steps that made them what they are.

use crate::row::Shape;
use rusqlite::Connection;
use std::sync::OnceLock;

/// Says in the file that it is ours: "PADj".
pub(crate) const APPLICATION: i32 = 0x5041_446a;

/// The steps: the nth makes version n of the one before. One that was released is never changed.
pub(crate) const STEPS: &[&str] = &["
CREATE TABLE journal (seq INTEGER PRIMARY KEY, id BLOB NOT NULL, commits INTEGER NOT NULL, sum BLOB NOT NULL) STRICT;
CREATE TABLE commands (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL, account TEXT NOT NULL, case_id TEXT, kind TEXT NOT NULL,
  operator TEXT NOT NULL, decided_at INTEGER NOT NULL, version INTEGER, method TEXT NOT NULL, path TEXT NOT NULL,
  key TEXT, if_match TEXT, body_hash TEXT NOT NULL,
  word TEXT NOT NULL, attempt INTEGER NOT NULL, conflict INTEGER NOT NULL, code TEXT, at INTEGER NOT NULL,
  settled INTEGER NOT NULL, dismissed INTEGER NOT NULL,
  data_key BLOB, body BLOB, intent BLOB, sum BLOB NOT NULL) STRICT;
CREATE TABLE mints (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL, account TEXT NOT NULL, case_id TEXT NOT NULL, handoff TEXT NOT NULL,
  operator TEXT NOT NULL, at INTEGER NOT NULL, word TEXT, settled_at INTEGER, sum BLOB NOT NULL) STRICT;
CREATE TABLE drafts (
  seq INTEGER PRIMARY KEY, account TEXT NOT NULL, operator TEXT NOT NULL, slot TEXT NOT NULL, at INTEGER NOT NULL,
  sealed BLOB NOT NULL, sum BLOB NOT NULL) STRICT;
CREATE TABLE seen (
  seq INTEGER PRIMARY KEY, account TEXT NOT NULL, case_id TEXT NOT NULL, version INTEGER NOT NULL, whole INTEGER NOT NULL,
  sealed BLOB NOT NULL, sum BLOB NOT NULL) STRICT;
CREATE INDEX seen_by_case ON seen (account, case_id, version);
CREATE TABLE seen_at (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, sum BLOB NOT NULL) STRICT;
CREATE TABLE lists (
  seq INTEGER PRIMARY KEY, account TEXT NOT NULL, as_of INTEGER NOT NULL, complete INTEGER NOT NULL,
  sealed BLOB NOT NULL, sum BLOB NOT NULL) STRICT;
CREATE TABLE accepted (
  seq INTEGER PRIMARY KEY, account TEXT NOT NULL, case_id TEXT NOT NULL, snapshot TEXT NOT NULL, hash TEXT NOT NULL,
  operator TEXT NOT NULL, at INTEGER NOT NULL, sealed BLOB NOT NULL, sum BLOB NOT NULL) STRICT;
"];

/// The one row that names the journal and counts its commits.
pub(crate) const MARKED: Shape = Shape { table: "journal", columns: &["seq", "id", "commits"], bound: 0..0 };

/// What SQLite lists of a file's tables: type, name and text of each.
type Listing = Vec<(String, String, Option<String>)>;

/// The listing of an open file.
fn listing(connection: &Connection) -> rusqlite::Result<Listing> {
    let mut query = connection.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY name")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.collect()
}

/// Whether an open file has the tables these steps make, letter for letter.
pub(crate) fn made_of(connection: &Connection, steps: &[&str]) -> rusqlite::Result<bool> {
    // Made once for the steps that are released.
    static RELEASED: OnceLock<Listing> = OnceLock::new();
    let found = listing(connection)?;
    match RELEASED.get() {
        Some(released) if steps == STEPS => Ok(*released == found),
        _ => {
            let made = make(steps)?;
            let same = made == found;
            if steps == STEPS {
                // Another thread may have been first, with the same.
                let _ = RELEASED.set(made);
            }
            Ok(same)
        }
    }
}

/// The listing these steps make.
fn make(steps: &[&str]) -> rusqlite::Result<Listing> {
    let connection = Connection::open_in_memory()?;
    for step in steps {
        connection.execute_batch(step)?;
    }
    listing(&connection)
}
