//! The file: who may open it, what it must be, and that it is left alone when it is not.

use crate::support::{ACCOUNT, Folder, command, id};
use model::Timestamp;
use rusqlite::Connection;
use std::fs::{self, OpenOptions};
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;
use store::{OpenTrouble, Refused, Store, Worker, set_aside};

fn trouble(folder: &Folder) -> Option<OpenTrouble> {
    Store::open(&folder.0).err()
}

/// A folder with one command in it, as a crash leaves it: with a log.
fn crashed() -> Folder {
    let folder = Folder::new();
    let mut store = folder.open();
    store.record(&command(&id(), Some("case_1"), b"body")).unwrap();
    let copy = folder.copy();
    assert!(fs::metadata(copy.file("journal.sqlite-wal")).unwrap().len() > 0);
    copy
}

/// Opening it gives this trouble, changes no byte, and makes no new journal; set aside, it makes room for one that has what can
/// be read of it, unless a newer version wrote it.
fn refused_and_left_alone(folder: &Folder, expected: OpenTrouble) {
    let all = |folder: &Folder| {
        let mut files: Vec<_> = fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect::<Vec<_>>()
    };
    drop(OpenOptions::new().create(true).append(true).open(folder.file("journal.lock")).unwrap());
    let before = all(folder);
    assert_eq!(trouble(folder), Some(expected));
    assert_eq!(trouble(folder), Some(expected), "also the second time");
    let mut found = Store::look(&folder.0).unwrap_or_default();
    assert!(all(folder) == before, "something was written");
    set_aside(&folder.0, Timestamp(1_700_000_000_000)).unwrap();
    found.retain(|_| expected != OpenTrouble::Newer);
    let kept: Vec<_> = folder.open().kept(ACCOUNT).unwrap().into_iter().map(|kept| kept.line).collect();
    assert_eq!(kept, found);
}

fn mode(folder: &Folder, name: &str) -> u32 {
    fs::metadata(folder.file(name)).unwrap().permissions().mode() & 0o7777
}

#[test]
fn only_this_account_may_look_in_also_when_it_was_otherwise() {
    let folder = Folder::new();
    for _ in 0..2 {
        let mut store = folder.open();
        store.record(&command(&id(), Some("case_1"), b"body")).unwrap();
        for name in ["journal.sqlite", "journal.sqlite-wal", "journal.lock", "journal.mark"] {
            assert_eq!(mode(&folder, name), 0o600, "{name}");
        }
        assert_eq!(mode(&folder, "."), 0o700);
        drop(store);
        fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o755)).unwrap();
        fs::set_permissions(folder.file("journal.sqlite"), fs::Permissions::from_mode(0o644)).unwrap();
    }
}

#[test]
fn the_second_to_open_it_is_told_that_it_is_in_use() {
    let folder = Folder::new();
    let first = folder.open();
    assert_eq!(trouble(&folder), Some(OpenTrouble::Locked));
    assert_eq!(set_aside(&folder.0, Timestamp(0)), Err(OpenTrouble::Locked));
    drop(first);
    assert_eq!(trouble(&folder), None);
}

#[test]
fn what_is_no_journal_of_ours_is_foreign() {
    let folder = Folder::new();
    fs::create_dir_all(&folder.0).unwrap();
    fs::write(folder.file("journal.sqlite"), vec![b'x'; 5000]).unwrap();
    refused_and_left_alone(&folder, OpenTrouble::Foreign);
    assert_eq!(Store::look(&folder.0), Ok(vec![]));

    let folder = Folder::new();
    fs::create_dir_all(&folder.0).unwrap();
    let other = Connection::open(folder.file("journal.sqlite")).unwrap();
    other.execute_batch("PRAGMA application_id = 7; CREATE TABLE commands (a);").unwrap();
    drop(other);
    assert_eq!(Store::look(&folder.0), Err(OpenTrouble::Foreign));
    refused_and_left_alone(&folder, OpenTrouble::Foreign);
}

#[test]
fn a_newer_journal_is_not_touched_and_can_be_looked_into() {
    for in_the_log in [false, true] {
        let folder = crashed();
        let other = Connection::open(folder.file("journal.sqlite")).unwrap();
        let newer = "CREATE TABLE of_tomorrow (a) STRICT; PRAGMA user_version = 99;".replace("(a)", "(a TEXT)");
        other.execute_batch(&newer).unwrap();
        let folder = if in_the_log { folder.copy() } else { folder };
        drop(other);
        assert_eq!(Store::look(&folder.0).unwrap()[0].case.as_deref(), Some("case_1"));
        refused_and_left_alone(&folder, OpenTrouble::Newer);
    }
}

#[test]
fn a_journal_that_was_cut_off_is_damaged() {
    for keep in [0, 50, 4096, 5000, 16_384] {
        let folder = crashed();
        drop(folder.open());
        OpenOptions::new().write(true).open(folder.file("journal.sqlite")).unwrap().set_len(keep).unwrap();
        refused_and_left_alone(&folder, OpenTrouble::Damaged);
    }
}

#[test]
fn an_empty_journal_beside_a_log_is_damaged_and_its_log_stays() {
    let folder = crashed();
    fs::write(folder.file("journal.sqlite"), b"").unwrap();
    refused_and_left_alone(&folder, OpenTrouble::Damaged);
}

#[test]
fn a_journal_without_its_log_or_with_half_of_it_is_damaged() {
    let folder = crashed();
    fs::remove_file(folder.file("journal.sqlite-wal")).unwrap();
    refused_and_left_alone(&folder, OpenTrouble::Damaged);
    let folder = crashed();
    let log = OpenOptions::new().write(true).open(folder.file("journal.sqlite-wal")).unwrap();
    log.set_len(log.metadata().unwrap().len() / 2).unwrap();
    refused_and_left_alone(&folder, OpenTrouble::Damaged);
}

#[test]
fn a_journal_that_is_gone_is_not_quietly_made_anew() {
    let folder = crashed();
    fs::remove_file(folder.file("journal.sqlite")).unwrap();
    refused_and_left_alone(&folder, OpenTrouble::Damaged);
    let folder = crashed();
    drop(folder.open());
    fs::remove_file(folder.file("journal.sqlite")).unwrap();
    refused_and_left_alone(&folder, OpenTrouble::Damaged);
}

#[test]
fn a_damaged_mark_is_no_trouble_and_one_of_another_journal_is() {
    let folder = crashed();
    fs::write(folder.file("journal.mark"), b"damaged").unwrap();
    assert_eq!(folder.open().kept(ACCOUNT).unwrap().len(), 1);
    let (folder, other) = (crashed(), crashed());
    fs::copy(other.file("journal.mark"), folder.file("journal.mark")).unwrap();
    refused_and_left_alone(&folder, OpenTrouble::Damaged);
}

#[test]
fn what_a_broken_creation_left_is_no_journal() {
    let folder = Folder::new();
    fs::create_dir_all(&folder.0).unwrap();
    for name in ["journal.new", "journal.new-wal", "journal.new-journal"] {
        fs::write(folder.file(name), b"half").unwrap();
    }
    assert_eq!(folder.open().kept(ACCOUNT).unwrap(), []);
    assert!(!folder.file("journal.new").exists());
}

#[test]
fn a_damaged_journal_still_names_what_was_not_finished() {
    let folder = crashed();
    drop(folder.open());
    let path = folder.file("journal.sqlite");
    let other = Connection::open(&path).unwrap();
    other
        .execute_batch("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'drafts'")
        .unwrap();
    drop(other);
    assert_eq!(trouble(&folder), Some(OpenTrouble::Damaged));
    let found = Store::look(&folder.0).unwrap();
    assert_eq!((found.len(), found[0].case.as_deref()), (1, Some("case_1")));
}

#[test]
fn journals_that_were_set_aside_are_kept_apart() {
    let folder = crashed();
    let first = set_aside(&folder.0, Timestamp(1_700_000_000_000)).unwrap();
    drop(folder.open());
    let second = set_aside(&folder.0, Timestamp(1_700_000_000_000)).unwrap();
    assert_eq!(first, folder.file("journal.20231114T221320Z.sqlite"));
    assert_eq!(second, folder.file("journal.20231114T221320Z-2.sqlite"));
    // With its log beside it under a name that belongs to it.
    let other = Connection::open(&first).unwrap();
    assert_eq!(other.query_row("SELECT count(*) FROM commands", [], |row| row.get::<_, i64>(0)), Ok(1));
}

#[test]
fn a_folder_nothing_can_be_written_to_is_read_only() {
    use rustix::process::{Uid, geteuid};
    let nobody = Uid::from_raw(65_534);
    // To root nothing is read-only: it becomes somebody else for as long as it tries.
    let folder = Folder::new();
    let place = if geteuid().is_root() { folder.0.clone() } else { "/usr".into() };
    fs::create_dir_all(&folder.0).unwrap();
    fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o755)).unwrap();
    let tried = std::thread::spawn(move || {
        if geteuid().is_root() {
            rustix::thread::set_thread_res_uid(nobody, nobody, nobody).unwrap();
        }
        Store::open(&place).err()
    });
    assert_eq!(tried.join().unwrap(), Some(OpenTrouble::ReadOnly));
    assert_eq!(fs::read_dir(&folder.0).unwrap().count(), 0);
}

#[test]
fn whether_something_can_be_written_is_tried_without_writing_anything_of_note() {
    let folder = crashed();
    let mut store = folder.open();
    let before = store.kept(ACCOUNT).unwrap();
    store.try_out().unwrap();
    store.try_out().unwrap();
    assert_eq!(store.kept(ACCOUNT).unwrap(), before);
    drop(store);
    assert_eq!(folder.open().kept(ACCOUNT).unwrap().len(), 1);
}

#[test]
fn a_worker_looks_into_a_journal_it_cannot_open_and_opens_the_one_that_takes_its_place() {
    let patience = Duration::from_secs(20);
    let folder = crashed();
    fs::copy(crashed().file("journal.mark"), folder.file("journal.mark")).unwrap();
    let worker = Worker::start(&folder.0);
    assert_eq!(worker.open(patience), Err(OpenTrouble::Damaged));
    assert_eq!(worker.call(patience, Store::try_out), Err(Refused::Damaged));
    assert_eq!(worker.look(patience).unwrap()[0].case.as_deref(), Some("case_1"));
    worker.set_aside(patience, Timestamp(1_700_000_000_000)).unwrap();
    assert_eq!(worker.call(patience, Store::try_out), Ok(()));
    assert_eq!(worker.open(patience), Ok(()));
}
