//! Opening from inside: the settings of a connection, and journals of older versions.

use super::*;
use crate::disk::Folder;
use std::path::PathBuf;

/// A folder of its own, removed at the end.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("store-opening-{}-{name}", std::process::id())))
    }

    fn open(&self, steps: &[&str]) -> Result<Live, OpenTrouble> {
        open_with(&Folder::take(&self.0)?, steps)
    }

    fn version(&self, name: &str) -> i64 {
        let connection = Connection::open(self.0.join(name)).unwrap();
        connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A step of tomorrow.
const NEXT: &str = "CREATE TABLE of_tomorrow (seq INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT;
    INSERT INTO of_tomorrow (word) SELECT word FROM mints;";
/// One that cannot be taken to its end.
const BROKEN: &str = "CREATE TABLE of_tomorrow (seq INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);";

fn with_a_mint(live: &Live) {
    let row = "INSERT INTO mints VALUES (1, 'id', 'account', 'case', 'handoff', 'operator', 5, 'opened', 6, x'00')";
    live.connection.execute(row, []).unwrap();
}

#[test]
fn every_setting_is_what_it_should_be() {
    let place = Place::new("settings");
    let live = place.open(STEPS).unwrap();
    let numbers = [
        ("synchronous", 2),
        ("fullfsync", 1),
        ("checkpoint_fullfsync", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
    ];
    for (name, expected) in numbers {
        let found: i64 = live.connection.pragma_query_value(None, name, |row| row.get(0)).unwrap();
        assert_eq!(found, expected, "{name}");
    }
    for (name, expected) in [("locking_mode", "exclusive"), ("journal_mode", "wal")] {
        let found: String = live.connection.pragma_query_value(None, name, |row| row.get(0)).unwrap();
        assert_eq!(found, expected, "{name}");
    }
    assert!(live.connection.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE).unwrap());
    assert!(!live.connection.db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE).unwrap());
    assert!(!place.0.join("journal.sqlite-shm").exists());
}

#[test]
fn an_older_journal_takes_the_next_step_after_a_copy_was_kept() {
    let place = Place::new("older");
    let live = place.open(STEPS).unwrap();
    with_a_mint(&live);
    let steps = [STEPS, &[NEXT]].concat();
    drop(live);
    let live = place.open(&steps).unwrap();
    let word: String = live.connection.query_row("SELECT word FROM of_tomorrow", [], |row| row.get(0)).unwrap();
    assert_eq!(word, "opened");
    drop(live);
    assert_eq!((place.version("journal.sqlite"), place.version("journal.version-1.sqlite")), (2, 1));
    assert!(place.open(&steps).is_ok(), "and opens as what it is now");
    assert_eq!(place.open(STEPS).err(), Some(OpenTrouble::Newer), "but not for the program of yesterday");
}

#[test]
fn a_step_that_fails_leaves_the_journal_as_it_was() {
    let place = Place::new("broken");
    drop(place.open(STEPS).unwrap());
    for _ in 0..2 {
        assert_eq!(place.open(&[STEPS, &[BROKEN]].concat()).err(), Some(OpenTrouble::Failing));
    }
    assert_eq!(place.version("journal.sqlite"), 1);
    assert!(place.open(STEPS).is_ok());
}

#[test]
fn a_journal_with_other_tables_than_it_should_have_is_damaged() {
    let place = Place::new("tables");
    drop(place.open(STEPS).unwrap());
    let other = Connection::open(place.0.join("journal.sqlite")).unwrap();
    other.execute_batch("CREATE TABLE more (a TEXT) STRICT").unwrap();
    drop(other);
    assert_eq!(place.open(STEPS).err(), Some(OpenTrouble::Damaged));
}
