//! Commands: kept whole until they are settled, and shredded then.

use crate::support::{ACCOUNT, Folder, command, has, id, settled, stage};
use model::Timestamp;
use rusqlite::Connection;
use std::collections::HashSet;
use store::{Refused, Sealed, Sealing, Stage};
use vault::SealingKey;

const BODY: &[u8] = b"{\"reason\":\"an invented body that must not be seen\"}";

#[test]
fn a_command_comes_back_as_it_was_recorded_after_a_restart() {
    let (folder, id, key) = (Folder::new(), id(), SealingKey::new_random().unwrap());
    let mut store = folder.open();
    store.unlock(Sealing::Kept(key.duplicate())).unwrap();
    store.record(&command(&id, Some("case_1"), BODY)).unwrap();
    assert!(store.has_unfinished(ACCOUNT).unwrap());
    drop(store);

    let mut store = folder.open();
    assert_eq!(store.kept(ACCOUNT).unwrap()[0].body, Sealed::Unreadable, "without its key");
    store.unlock(Sealing::Kept(key)).unwrap();
    let kept = store.kept(ACCOUNT).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].body, Sealed::Readable(BODY.to_vec()));
    assert_eq!(kept[0].intent, Sealed::Readable(b"invented intent".to_vec()));
    let line = &kept[0].line;
    assert_eq!((&line.id, line.case.as_deref(), line.version), (&id, Some("case_1"), Some(17)));
    assert_eq!((line.method.as_str(), line.path.as_str()), ("POST", "/v1/invented/path"));
    assert_eq!((line.key.as_deref(), line.if_match.as_deref()), (Some("invented-key-0001"), Some("\"17\"")));
    assert_eq!((line.kind.as_str(), line.operator.as_str()), ("approve", "Invented Operator"));
    assert_eq!(line.stage, stage("prepared"));
    assert_eq!(line.body_hash.len(), 64);
    assert_eq!(store.damaged_rows(), Ok(0));
}

#[test]
fn the_history_of_a_case_has_what_is_settled_and_dismissed_and_nothing_of_others() {
    let (folder, first, second, other) = (Folder::new(), id(), id(), id());
    let mut store = folder.open();
    store.record(&command(&first, Some("case_1"), BODY)).unwrap();
    store.note(&first, &Stage { dismissed: true, ..settled("refused") }).unwrap();
    store.record(&command(&other, Some("case_2"), BODY)).unwrap();
    store.record(&command(&second, Some("case_1"), BODY)).unwrap();
    let lines = store.history(ACCOUNT, "case_1").unwrap();
    let told: Vec<_> = lines.iter().map(|line| (&line.id, line.stage.word.as_str())).collect();
    assert_eq!(told, [(&first, "refused"), (&second, "prepared")]);
    assert_eq!(store.history("another-account", "case_1").unwrap(), []);
}

#[test]
fn what_is_recorded_is_in_the_files_before_the_call_returns() {
    let (folder, id) = (Folder::new(), id());
    let mut store = folder.open();
    store.record(&command(&id, Some("case_1"), BODY)).unwrap();
    let crashed = folder.copy();
    assert_eq!(crashed.open().kept(ACCOUNT).unwrap()[0].line.id, id);
    store.note(&id, &Stage { attempt: 1, ..stage("sending") }).unwrap();
    let crashed = folder.copy();
    assert_eq!(crashed.open().kept(ACCOUNT).unwrap()[0].line.stage.word, "sending");
}

#[test]
fn another_key_reads_nothing_and_hides_nothing() {
    let (folder, id) = (Folder::new(), id());
    let mut store = folder.open();
    store.unlock(Sealing::Kept(SealingKey::new_random().unwrap())).unwrap();
    store.record(&command(&id, Some("case_1"), BODY)).unwrap();
    drop(store);
    let mut store = folder.open();
    store.unlock(Sealing::Kept(SealingKey::new_random().unwrap())).unwrap();
    let kept = store.kept(ACCOUNT).unwrap();
    assert_eq!((&kept[0].line.id, &kept[0].body, &kept[0].intent), (&id, &Sealed::Unreadable, &Sealed::Unreadable));
    store.note(&id, &settled("applied")).unwrap();
    assert_eq!(store.kept(ACCOUNT).unwrap()[0].body, Sealed::Shredded);
}

#[test]
fn what_is_sealed_for_this_run_is_readable_in_it_and_not_after_it() {
    let (folder, first, second) = (Folder::new(), id(), id());
    let mut store = folder.open();
    store.unlock(Sealing::ForThisRun).unwrap();
    store.record(&command(&first, Some("case_1"), BODY)).unwrap();
    store.unlock(Sealing::Kept(SealingKey::new_random().unwrap())).unwrap();
    store.record(&command(&second, Some("case_2"), BODY)).unwrap();
    for kept in store.kept(ACCOUNT).unwrap() {
        assert_eq!(kept.body, Sealed::Readable(BODY.to_vec()));
    }
    drop(store);
    let mut store = folder.open();
    store.unlock(Sealing::ForThisRun).unwrap();
    let kept = store.kept(ACCOUNT).unwrap();
    assert_eq!(kept.iter().map(|kept| &kept.line.id).collect::<Vec<_>>(), [&first, &second]);
    assert!(kept.iter().all(|kept| kept.body == Sealed::Unreadable));
}

#[test]
fn a_settled_command_is_shredded_and_its_outcome_stays() {
    let folder = Folder::new();
    let mut store = folder.open();
    let ids: Vec<_> = (0..24).map(|_| id()).collect();
    let bodies: Vec<Vec<u8>> = (0..24_u8).map(|n| [BODY, &vec![b'a' + n; 400 * usize::from(n % 7)]].concat()).collect();
    for (id, body) in ids.iter().zip(&bodies) {
        store.record(&command(id, Some(id.as_str()), body)).unwrap();
    }
    // What is to be nowhere afterwards, as it stands in the file now.
    let crashed = folder.copy();
    drop(crashed.open());
    let mut secrets = Vec::new();
    let other = Connection::open(crashed.file("journal.sqlite")).unwrap();
    let mut query = other.prepare("SELECT data_key, body, intent FROM commands").unwrap();
    let mut rows = query.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        for column in 0..3 {
            secrets.push(row.get::<_, Vec<u8>>(column).unwrap());
        }
    }
    assert_eq!(secrets.len(), 72);
    let before = folder.bytes();
    let parts = |bytes: &[u8]| bytes.windows(24).map(<[u8]>::to_vec).collect::<HashSet<_>>();
    let found = parts(&before);
    assert!(secrets.iter().all(|secret| found.contains(&secret[..24])), "looked for in the right place");
    assert!(!has(&before, &BODY[10..40]), "never in clear");
    assert!(!has(&before, b"invented intent"));

    // In another order than they came, so that rows move.
    for index in (0..24).map(|n| n * 7 % 24) {
        store.note(&ids[index], &settled("applied")).unwrap();
    }
    let found = parts(&folder.bytes());
    for secret in &secrets {
        assert!(secret.chunks_exact(24).all(|part| !found.contains(part)));
    }
    let kept = store.kept(ACCOUNT).unwrap();
    assert_eq!(kept.len(), 24);
    for kept in kept {
        assert_eq!((kept.body, kept.intent), (Sealed::Shredded, Sealed::Shredded));
        assert_eq!(kept.line.stage, settled("applied"));
    }
    assert!(!store.has_unfinished(ACCOUNT).unwrap());
}

#[test]
fn a_new_command_of_a_case_dismisses_its_settled_ones_and_no_others() {
    let folder = Folder::new();
    let mut store = folder.open();
    let (done, open, elsewhere, creation, next) = (id(), id(), id(), id(), id());
    store.record(&command(&done, Some("case_1"), BODY)).unwrap();
    store.note(&done, &settled("applied")).unwrap();
    store.record(&command(&open, Some("case_1"), BODY)).unwrap();
    store.record(&command(&elsewhere, Some("case_2"), BODY)).unwrap();
    store.note(&elsewhere, &settled("applied")).unwrap();
    store.record(&command(&creation, None, BODY)).unwrap();
    store.note(&creation, &settled("applied")).unwrap();
    store.record(&command(&next, Some("case_1"), BODY)).unwrap();
    let kept = store.kept(ACCOUNT).unwrap();
    assert_eq!(kept.iter().map(|kept| &kept.line.id).collect::<Vec<_>>(), [&open, &elsewhere, &creation, &next]);
}

#[test]
fn commands_of_another_account_are_not_shown_and_not_touched() {
    let folder = Folder::new();
    let mut store = folder.open();
    let (ours, theirs) = (id(), id());
    store.record(&command(&theirs, Some("case_1"), BODY)).unwrap();
    store.note(&theirs, &settled("applied")).unwrap();
    store.record(&store::NewCommand { account: "another", ..command(&ours, Some("case_1"), BODY) }).unwrap();
    assert_eq!(store.kept("another").unwrap()[0].line.id, ours);
    assert_eq!(store.kept(ACCOUNT).unwrap()[0].line.id, theirs);
    assert!(store.has_unfinished("another").unwrap() && !store.has_unfinished(ACCOUNT).unwrap());
}

#[test]
fn an_id_is_taken_once_and_the_first_command_stays() {
    let (folder, id) = (Folder::new(), id());
    let mut store = folder.open();
    store.record(&command(&id, Some("case_1"), BODY)).unwrap();
    assert_eq!(store.record(&command(&id, Some("case_2"), b"other")), Err(Refused::Failing));
    assert_eq!(store.kept(ACCOUNT).unwrap()[0].body, Sealed::Readable(BODY.to_vec()));
    assert_eq!(store.note(&crate::support::id(), &stage("sending")), Err(Refused::Damaged), "there is no such command");
}

#[test]
fn what_is_dismissed_forgotten_or_withdrawn_is_not_listed() {
    let folder = Folder::new();
    let mut store = folder.open();
    let ids = [id(), id(), id()];
    for id in &ids {
        store.record(&command(id, Some(id.as_str()), BODY)).unwrap();
    }
    store.note(&ids[0], &Stage { dismissed: true, ..settled("applied") }).unwrap();
    store.forget_command(&ids[1]).unwrap();
    store.withdraw(&ids[2]).unwrap();
    assert_eq!(store.kept(ACCOUNT).unwrap(), []);
    drop(store);
    let mut store = folder.open();
    assert_eq!(store.kept(ACCOUNT).unwrap(), []);
    assert!(!store.has_unfinished(ACCOUNT).unwrap());
    store.prune(Timestamp(i64::MAX)).unwrap();
    assert!(!has(&folder.bytes(), ids[0].as_str().as_bytes()));
}

#[test]
fn a_changed_row_is_damaged_and_no_command() {
    let folder = Folder::new();
    let mut store = folder.open();
    for case in ["case_1", "case_2"] {
        store.record(&command(&id(), Some(case), BODY)).unwrap();
    }
    drop(store);
    let other = Connection::open(folder.file("journal.sqlite")).unwrap();
    other.execute("UPDATE commands SET case_id = 'case_3' WHERE case_id = 'case_1'", []).unwrap();
    drop(other);
    let mut store = folder.open();
    let kept = store.kept(ACCOUNT).unwrap();
    assert_eq!(kept.iter().map(|kept| kept.line.case.as_deref()).collect::<Vec<_>>(), [Some("case_2")]);
    assert_eq!(store.damaged_rows(), Ok(1));
}

#[test]
fn what_is_sealed_does_not_open_beside_another_command() {
    let folder = Folder::new();
    let mut store = folder.open();
    let key = SealingKey::new_random().unwrap();
    store.unlock(Sealing::Kept(key.duplicate())).unwrap();
    store.record(&command(&id(), Some("case_1"), BODY)).unwrap();
    store.record(&command(&id(), Some("case_2"), b"another invented body")).unwrap();
    drop(store);
    // Somebody who can compute checks, but has no key, swaps what is sealed.
    let other = Connection::open(folder.file("journal.sqlite")).unwrap();
    let swap = "UPDATE commands SET (data_key, body, intent) =
        (SELECT data_key, body, intent FROM commands AS c WHERE c.seq = 3 - commands.seq)";
    other.execute("CREATE TABLE old AS SELECT * FROM commands", []).unwrap();
    other.execute(&swap.replace("FROM commands AS c", "FROM old AS c"), []).unwrap();
    other.execute("DROP TABLE old", []).unwrap();
    crate::support::write_checks(&other);
    drop(other);
    let mut store = folder.open();
    store.unlock(Sealing::Kept(key)).unwrap();
    assert_eq!(store.damaged_rows(), Ok(0));
    let kept = store.kept(ACCOUNT).unwrap();
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|kept| kept.body == Sealed::Unreadable && kept.intent == Sealed::Unreadable));
}
