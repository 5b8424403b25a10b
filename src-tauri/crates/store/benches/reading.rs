//! What the start of the program waits for, and what a decision waits for: `cargo bench -p store`.
#![allow(clippy::expect_used, reason = "a bench ends where something is wrong")]

use divan::Bencher;
use model::Timestamp;
use std::cell::RefCell;
use std::path::PathBuf;
use store::{NewCommand, RecordId, SeenCase, Stage, Store};

const ACCOUNT: &str = "fingerprint-of-an-invented-account";

fn main() {
    divan::main();
}

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("store-bench-{}-{name}", std::process::id())))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// 5,000 cases of 3 kB.
fn cases() -> Vec<SeenCase> {
    let made = |n: u32| SeenCase {
        case: format!("auth_invented_{n:05}"),
        version: 7,
        seen_at: Timestamp(1),
        whole: true,
        body: n.to_le_bytes().repeat(750),
    };
    (0..5000).map(made).collect()
}

#[divan::bench(sample_count = 20)]
fn five_thousand_cases_read_and_opened(bencher: Bencher<'_, '_>) {
    let folder = Folder::new("latest");
    let mut store = Store::open(&folder.0).expect("a new journal opens");
    for some in cases().chunks(200) {
        store.put_seen(ACCOUNT, some).expect("cases are kept");
    }
    let store = RefCell::new(store);
    bencher.bench_local(|| {
        let found = store.borrow_mut().latest(ACCOUNT).expect("cases are read");
        assert_eq!(found.len(), 5000);
    });
}

#[divan::bench(sample_count = 20)]
fn two_hundred_cases_seen_again(bencher: Bencher<'_, '_>) {
    let folder = Folder::new("again");
    let (mut store, cases) = (Store::open(&folder.0).expect("a new journal opens"), cases());
    for some in cases.chunks(200) {
        store.put_seen(ACCOUNT, some).expect("cases are kept");
    }
    let some = cases.chunks(200).next().expect("there are cases");
    bencher.bench_local(|| store.put_seen(ACCOUNT, some).expect("cases are kept"));
}

#[divan::bench(sample_count = 200)]
fn a_command_recorded(bencher: Bencher<'_, '_>) {
    let folder = Folder::new("record");
    let mut store = Store::open(&folder.0).expect("a new journal opens");
    let body = vec![b'x'; 1024];
    bencher.bench_local(|| {
        let at = Timestamp(1_700_000_000_000);
        let (word, settled) = ("prepared".to_owned(), false);
        store.record(&NewCommand {
            id: RecordId::new(at),
            account: ACCOUNT,
            case: Some("auth_invented"),
            kind: "approve",
            operator: "Invented Operator",
            decided_at: at,
            version: Some(7),
            method: "POST",
            path: "/v1/invented",
            key: Some("invented-key"),
            if_match: Some("\"7\""),
            body: &body,
            intent: b"",
            stage: Stage { word, attempt: 0, conflict: false, code: None, at, settled, dismissed: false },
        })
    });
}

#[divan::bench(sample_count = 20)]
fn a_journal_of_five_thousand_cases_opened(bencher: Bencher<'_, '_>) {
    let folder = Folder::new("open");
    let mut store = Store::open(&folder.0).expect("a new journal opens");
    for some in cases().chunks(200) {
        store.put_seen(ACCOUNT, some).expect("cases are kept");
    }
    drop(store);
    bencher.bench_local(|| Store::open(&folder.0).expect("the journal opens"));
}
