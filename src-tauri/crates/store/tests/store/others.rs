//! Drafts, intents of access, versions seen, lists and packages.

use crate::support::{ACCOUNT, Folder, has, id};
use model::Timestamp;
use store::{Accepted, Mint, NewAccepted, Sealed, Sealing, SeenCase, Store};
use vault::SealingKey;

const ME: &str = "Invented Operator";

fn slots(store: &mut Store, account: &str, operator: &str) -> Vec<(String, Vec<u8>)> {
    let found = store.drafts(account, operator).unwrap();
    assert_eq!(found.unreadable, 0);
    found.drafts.into_iter().map(|draft| (draft.slot, draft.body)).collect()
}

fn seen(case: &str, version: u64, at: i64, whole: bool, body: &str) -> SeenCase {
    SeenCase { case: case.into(), version, seen_at: Timestamp(at), whole, body: body.into() }
}

#[test]
fn a_draft_is_its_writers_alone() {
    let folder = Folder::new();
    let mut store = folder.open();
    store.put_draft(ACCOUNT, ME, "case_1 answers", b"first", Timestamp(1)).unwrap();
    store.put_draft(ACCOUNT, ME, "case_1 answers", b"second", Timestamp(2)).unwrap();
    store.put_draft(ACCOUNT, ME, "case_0 answers", b"other", Timestamp(2)).unwrap();
    store.put_draft(ACCOUNT, "Somebody Else", "case_1 answers", b"theirs", Timestamp(2)).unwrap();
    store.put_draft("another", ME, "case_1 answers", b"elsewhere", Timestamp(2)).unwrap();
    let mine = [("case_0 answers".to_owned(), b"other".to_vec()), ("case_1 answers".to_owned(), b"second".to_vec())];
    assert_eq!(slots(&mut store, ACCOUNT, ME), mine);
    assert_eq!(slots(&mut store, "another", ME), [("case_1 answers".to_owned(), b"elsewhere".to_vec())]);
    assert_eq!(slots(&mut store, "another", "Somebody Else"), []);
    store.drop_draft(ACCOUNT, ME, "case_1 answers").unwrap();
    assert_eq!(slots(&mut store, ACCOUNT, ME), mine[..1]);
    assert_eq!(slots(&mut store, ACCOUNT, "Somebody Else").len(), 1);
}

#[test]
fn a_draft_survives_a_restart_with_its_key_and_is_counted_without() {
    let (folder, key) = (Folder::new(), SealingKey::new_random().unwrap());
    let mut store = folder.open();
    store.unlock(Sealing::Kept(key.duplicate())).unwrap();
    store.put_draft(ACCOUNT, ME, "case_1 answers", b"what was typed", Timestamp(1)).unwrap();
    assert!(!has(&folder.bytes(), b"what was typed"));
    drop(store);
    let mut store = folder.open();
    let without = store.drafts(ACCOUNT, ME).unwrap();
    assert_eq!((without.drafts.len(), without.unreadable), (0, 1));
    store.unlock(Sealing::Kept(key)).unwrap();
    assert_eq!(slots(&mut store, ACCOUNT, ME), [("case_1 answers".to_owned(), b"what was typed".to_vec())]);
}

#[test]
fn drafts_that_cannot_be_read_are_dropped_alone() {
    let (folder, key) = (Folder::new(), SealingKey::new_random().unwrap());
    let mut store = folder.open();
    for operator in [ME, "Somebody Else"] {
        store.put_draft(ACCOUNT, operator, "case_1 answers", b"of a key that is gone", Timestamp(1)).unwrap();
    }
    drop(store);
    let mut store = folder.open();
    store.unlock(Sealing::Kept(key)).unwrap();
    store.put_draft(ACCOUNT, ME, "case_2 answers", b"readable", Timestamp(2)).unwrap();
    assert_eq!(store.drafts(ACCOUNT, ME).unwrap().unreadable, 1);
    store.drop_unreadable_drafts(ACCOUNT, ME).unwrap();
    assert_eq!(slots(&mut store, ACCOUNT, ME), [("case_2 answers".to_owned(), b"readable".to_vec())]);
    assert_eq!(store.drafts(ACCOUNT, "Somebody Else").unwrap().unreadable, 1, "theirs is theirs");
}

#[test]
fn a_draft_of_before_outlives_a_run_without_its_key_that_types_in_its_place() {
    let (folder, key) = (Folder::new(), SealingKey::new_random().unwrap());
    let mut store = folder.open();
    store.unlock(Sealing::Kept(key.duplicate())).unwrap();
    store.put_draft(ACCOUNT, ME, "case_1 answers", b"yesterday", Timestamp(1)).unwrap();
    drop(store);
    let mut store = folder.open();
    for body in ["locked", "locked still"] {
        store.put_draft(ACCOUNT, ME, "case_1 answers", body.as_bytes(), Timestamp(2)).unwrap();
    }
    let found = store.drafts(ACCOUNT, ME).unwrap();
    assert_eq!((found.drafts.len(), found.unreadable), (1, 1), "its own, and the one of yesterday");
    store.drop_draft(ACCOUNT, ME, "case_1 answers").unwrap();
    assert_eq!(store.drafts(ACCOUNT, ME).unwrap().unreadable, 1);
    // Opened later in the same run: what was typed last counts.
    store.put_draft(ACCOUNT, ME, "case_1 answers", b"newer", Timestamp(3)).unwrap();
    store.unlock(Sealing::Kept(key.duplicate())).unwrap();
    assert_eq!(slots(&mut store, ACCOUNT, ME), [("case_1 answers".to_owned(), b"newer".to_vec())]);
    drop(store);
    let mut store = folder.open();
    store.unlock(Sealing::Kept(key)).unwrap();
    let found = store.drafts(ACCOUNT, ME).unwrap();
    assert_eq!((found.drafts[0].body.as_slice(), found.unreadable), (b"yesterday".as_slice(), 1));
    store.put_draft(ACCOUNT, ME, "case_1 answers", b"today", Timestamp(4)).unwrap();
    assert_eq!(slots(&mut store, ACCOUNT, ME), [("case_1 answers".to_owned(), b"today".to_vec())]);
}

#[test]
fn an_intent_of_access_is_open_until_it_has_an_end() {
    let folder = Folder::new();
    let mut store = folder.open();
    let mint = |handoff: Option<&str>| Mint {
        id: id(),
        case: "case_1".into(),
        handoff: handoff.map(str::to_owned),
        operator: ME.into(),
        at: Timestamp(5),
    };
    let (first, second) = (mint(Some("handoff_1")), mint(None));
    store.record_mint(ACCOUNT, &first).unwrap();
    store.record_mint(ACCOUNT, &second).unwrap();
    drop(store);
    let mut store = folder.open();
    assert_eq!(store.open_mints(ACCOUNT).unwrap(), [first.clone(), second.clone()]);
    assert_eq!(store.open_mints("another").unwrap(), []);
    store.settle_mint(&first.id, "opened", Timestamp(6)).unwrap();
    store.settle_mint(&id(), "opened", Timestamp(6)).unwrap();
    assert_eq!(store.open_mints(ACCOUNT).unwrap(), [second]);
    store.end_open_mints("another", Timestamp(7)).unwrap();
    assert_eq!(store.open_mints(ACCOUNT).unwrap().len(), 1);
    store.end_open_mints(ACCOUNT, Timestamp(7)).unwrap();
    assert_eq!(store.open_mints(ACCOUNT).unwrap(), []);
}

#[test]
fn the_newest_version_of_each_case_is_the_latest() {
    let folder = Folder::new();
    let mut store = folder.open();
    let cases = [seen("a", 2, 10, true, "a2"), seen("b", 1, 11, false, "b1"), seen("a", 1, 12, true, "a1")];
    store.put_seen(ACCOUNT, &cases).unwrap();
    store.put_seen("another", &[seen("a", 9, 10, true, "elsewhere")]).unwrap();
    let [a2, b1, a1] = cases;
    assert_eq!(store.latest(ACCOUNT).unwrap(), [a2.clone(), b1]);
    assert_eq!(store.versions(ACCOUNT, "a").unwrap(), [a1, a2]);
    assert_eq!(store.versions(ACCOUNT, "c").unwrap(), []);
    let large = seen("a", u64::MAX, 13, true, "largest");
    store.put_seen(ACCOUNT, std::slice::from_ref(&large)).unwrap();
    assert_eq!(store.latest(ACCOUNT).unwrap()[0], large);
}

#[test]
fn the_same_version_again_refreshes_its_time_and_a_lesser_body_replaces_nothing() {
    let folder = Folder::new();
    let mut store = folder.open();
    store.put_seen(ACCOUNT, &[seen("a", 1, 10, false, "from a list")]).unwrap();
    store.put_seen(ACCOUNT, &[seen("a", 1, 20, true, "whole")]).unwrap();
    assert_eq!(store.latest(ACCOUNT).unwrap(), [seen("a", 1, 20, true, "whole")]);
    store.put_seen(ACCOUNT, &[seen("a", 1, 30, false, "from a list")]).unwrap();
    assert_eq!(store.latest(ACCOUNT).unwrap(), [seen("a", 1, 30, true, "whole")]);
    store.put_seen(ACCOUNT, &[seen("a", 1, 25, true, "late")]).unwrap();
    assert_eq!(store.latest(ACCOUNT).unwrap(), [seen("a", 1, 30, true, "whole")], "an older reading that came late");
    store.put_seen(ACCOUNT, &[seen("a", 1, 40, true, "restored")]).unwrap();
    assert_eq!(
        store.latest(ACCOUNT).unwrap(),
        [seen("a", 1, 40, true, "restored")],
        "the same number, another version"
    );
}

#[test]
fn a_list_is_kept_in_its_order() {
    let folder = Folder::new();
    let mut store = folder.open();
    let key = SealingKey::new_random().unwrap();
    store.unlock(Sealing::Kept(key.duplicate())).unwrap();
    assert_eq!(store.list(ACCOUNT).unwrap(), None);
    let cases: Vec<String> = ["b", "a", "c"].map(String::from).to_vec();
    store.put_list(ACCOUNT, Timestamp(1), true, &cases).unwrap();
    store.put_list(ACCOUNT, Timestamp(2), false, &cases[..2]).unwrap();
    drop(store);
    let mut store = folder.open();
    assert_eq!(store.list(ACCOUNT).unwrap(), None, "it is sealed");
    store.unlock(Sealing::Kept(key)).unwrap();
    let list = store.list(ACCOUNT).unwrap().unwrap();
    assert_eq!((list.as_of, list.complete, list.cases), (Timestamp(2), false, cases[..2].to_vec()));
}

#[test]
fn the_last_accepted_package_of_a_case_is_kept() {
    let folder = Folder::new();
    let mut store = folder.open();
    let package = |snapshot: &'static str, at| NewAccepted {
        case: "case_1",
        snapshot,
        hash: "invented-hash",
        operator: ME,
        at: Timestamp(at),
        body: snapshot.as_bytes(),
    };
    store.put_accepted(ACCOUNT, &package("snapshot_1", 1)).unwrap();
    store.put_accepted(ACCOUNT, &package("snapshot_2", 2)).unwrap();
    let expected = Accepted {
        case: "case_1".into(),
        snapshot: "snapshot_2".into(),
        hash: "invented-hash".into(),
        operator: ME.into(),
        at: Timestamp(2),
        body: Sealed::Readable(b"snapshot_2".to_vec()),
    };
    assert_eq!(store.last_accepted(ACCOUNT, "case_1").unwrap(), Some(expected.clone()));
    assert_eq!(store.last_accepted("another", "case_1").unwrap(), None);
    store.prune(Timestamp(100)).unwrap();
    assert!(!has(&folder.bytes(), b"snapshot_1"));
    assert_eq!(store.last_accepted(ACCOUNT, "case_1").unwrap(), Some(expected));
    drop(store);
    let body = folder.open().last_accepted(ACCOUNT, "case_1").unwrap().unwrap().body;
    assert_eq!(body, Sealed::Unreadable, "sealed for a run that is over");
}

#[test]
fn pruning_keeps_the_newest_version_of_each_case_and_every_draft() {
    let folder = Folder::new();
    let mut store = folder.open();
    store.put_seen(ACCOUNT, &[seen("a", 1, 10, true, "a1"), seen("a", 2, 50, true, "a2")]).unwrap();
    store.put_seen(ACCOUNT, &[seen("a", 3, 60, true, "a3"), seen("b", 1, 5, true, "b1")]).unwrap();
    store.put_draft(ACCOUNT, ME, "case_1 answers", b"typed", Timestamp(1)).unwrap();
    store.prune(Timestamp(40)).unwrap();
    let versions = |store: &mut Store, case| {
        store.versions(ACCOUNT, case).unwrap().iter().map(|seen| seen.version).collect::<Vec<_>>()
    };
    assert_eq!((versions(&mut store, "a"), versions(&mut store, "b")), (vec![2, 3], vec![1]));
    assert_eq!(slots(&mut store, ACCOUNT, ME).len(), 1);
}

#[test]
fn a_forgotten_account_leaves_its_commands_and_nothing_else() {
    let folder = Folder::new();
    let mut store = folder.open();
    let command_id = id();
    store.record(&crate::support::command(&command_id, Some("case_1"), b"body")).unwrap();
    for account in [ACCOUNT, "another"] {
        store.put_seen(account, &[seen("case_of_it", 1, 10, true, "a1")]).unwrap();
        store.put_list(account, Timestamp(1), true, &["case_of_it".to_owned()]).unwrap();
        store.put_draft(account, ME, "case_of_it answers", b"typed", Timestamp(1)).unwrap();
    }
    store.forget_account(ACCOUNT).unwrap();
    assert_eq!(store.latest(ACCOUNT).unwrap(), []);
    assert_eq!(store.list(ACCOUNT).unwrap(), None);
    assert_eq!(slots(&mut store, ACCOUNT, ME), []);
    assert_eq!(store.kept(ACCOUNT).unwrap()[0].line.id, command_id);
    assert_eq!(store.latest("another").unwrap().len(), 1);
    assert_eq!(slots(&mut store, "another", ME).len(), 1);
    store.forget_account("another").unwrap();
    assert!(!has(&folder.bytes(), b"case_of_it"));
}
