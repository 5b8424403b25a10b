//! Setting aside from inside: the disk fails, or the program ends, at every step of it.

use super::*;
use crate::{NewCommand, RecordId, Sealing, Stage, Store};
use std::cell::Cell;
use vault::SealingKey;

const ACCOUNTS: [&str; 2] = ["fingerprint-of-an-invented-account", "fingerprint-of-another"];

/// A folder of its own, removed at the end.
struct Place(PathBuf);

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A folder whose disk refuses everything after so many changes.
struct Failing(Folder, Cell<u32>);

impl Failing {
    fn change(&self) -> io::Result<()> {
        let left = self.1.get().checked_sub(1).ok_or(io::ErrorKind::Other)?;
        self.1.set(left);
        Ok(())
    }
}

impl Disk for Failing {
    fn path(&self, name: &str) -> PathBuf {
        self.0.path(name)
    }
    fn len(&self, name: &str) -> io::Result<Option<u64>> {
        self.0.len(name)
    }
    fn read(&self, name: &str, at_most: u64) -> io::Result<Option<Vec<u8>>> {
        self.0.read(name, at_most)
    }
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.change().and_then(|()| self.0.write(name, bytes))
    }
    fn sync(&self, name: &str) -> io::Result<()> {
        self.change().and_then(|()| self.0.sync(name))
    }
    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.change().and_then(|()| self.0.rename(from, to))
    }
    fn remove(&self, name: &str) -> io::Result<()> {
        self.change().and_then(|()| self.0.remove(name))
    }
    fn sync_folder(&self) -> io::Result<()> {
        self.change().and_then(|()| self.0.sync_folder())
    }
}

fn record(store: &mut Store, account: &str) {
    let at = Timestamp(1_700_000_000_000);
    let stage =
        Stage { word: "sending".into(), attempt: 1, conflict: false, code: None, at, settled: false, dismissed: false };
    store
        .record(&NewCommand {
            id: RecordId::new(at),
            account,
            case: Some("case_1"),
            kind: "approve",
            operator: "Invented Operator",
            decided_at: at,
            version: Some(7),
            method: "POST",
            path: "/v1/invented",
            key: Some("invented-key"),
            if_match: None,
            body: b"what is to be sent",
            intent: b"what it is for",
            stage,
        })
        .unwrap();
}

/// A journal with a decision of two accounts and something typed, which counts as damaged.
fn damaged(name: &str, key: &SealingKey) -> Place {
    let place = Place(std::env::temp_dir().join(format!("store-aside-{}-{name}", std::process::id())));
    let _ = std::fs::remove_dir_all(&place.0);
    let mut store = Store::open(&place.0).unwrap();
    store.unlock(Sealing::Kept(key.duplicate())).unwrap();
    ACCOUNTS.iter().for_each(|account| record(&mut store, account));
    store.put_draft(ACCOUNTS[0], "Invented Operator", "new", b"typed", Timestamp(1)).unwrap();
    drop(store);
    let bytes = crate::mark::Mark { journal: [7; 16], commits: 1 }.to_bytes();
    std::fs::write(place.0.join(MARK), bytes).unwrap();
    assert_eq!(Store::open(&place.0).err(), Some(OpenTrouble::Damaged));
    place
}

fn has_everything(place: &Place, key: &SealingKey) {
    let mut store = Store::open(&place.0).unwrap();
    store.unlock(Sealing::Kept(key.duplicate())).unwrap();
    for account in ACCOUNTS {
        let kept = store.kept(account).unwrap();
        assert_eq!(kept.len(), 1, "{account}");
        assert_eq!(kept[0].body, crate::Sealed::Readable(b"what is to be sent".to_vec()));
    }
    assert_eq!(store.drafts(ACCOUNTS[0], "Invented Operator").unwrap().drafts.len(), 1);
    store.try_out().unwrap();
}

#[test]
fn what_can_be_read_of_it_is_in_the_new_one() {
    let key = SealingKey::new_random().unwrap();
    let place = damaged("whole", &key);
    let aside = set_aside(&place.0, Timestamp(0)).unwrap();
    assert!(aside.exists());
    has_everything(&place, &key);
}

#[test]
fn interrupted_at_any_step_the_old_one_is_found_or_the_new_one_with_everything() {
    let key = SealingKey::new_random().unwrap();
    for changes in 0.. {
        let place = damaged(&format!("at-{changes}"), &key);
        let failing = Failing(Folder::take(&place.0).unwrap(), Cell::new(changes));
        let done = set_aside_on(&failing, Timestamp(0)).is_ok();
        drop(failing);
        match Store::open(&place.0) {
            Ok(store) => {
                drop(store);
                has_everything(&place, &key);
            }
            Err(why) => {
                assert_eq!(why, OpenTrouble::Damaged);
                assert_eq!(Store::look(&place.0).unwrap().len(), ACCOUNTS.len());
                set_aside(&place.0, Timestamp(0)).unwrap();
                has_everything(&place, &key);
            }
        }
        if done {
            assert!(changes > 8, "it takes more than a few steps");
            return;
        }
    }
}
