//! The thread that owns the store: what goes first, what a caller is told that gives up, and that nothing ends it.

use crate::support::{ACCOUNT, Folder, command, id};
use model::Timestamp;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use store::{OpenTrouble, Refused, Sealed, Sealing, SeenCase, Store, Urgency, Worker};
use vault::SealingKey;

const LONG: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_millis(30);

/// Holds the thread until the sender is dropped; returns when it is held.
fn hold(worker: &Worker) -> Sender<()> {
    let (release, released) = channel::<()>();
    let (begin, begun) = channel();
    worker.spawn(Urgency::First, move |_| {
        begin.send(()).unwrap();
        let _ = released.recv();
        Ok(())
    });
    begun.recv().unwrap();
    release
}

fn ids(store: &mut Store) -> Result<Vec<String>, Refused> {
    Ok(store.kept(ACCOUNT)?.into_iter().map(|kept| kept.line.id.as_str().to_owned()).collect())
}

#[test]
fn what_a_worker_records_is_there_after_it_ends() {
    let (folder, id, key) = (Folder::new(), id(), SealingKey::new_random().unwrap());
    let worker = Worker::start(&folder.0);
    worker.unlock(Sealing::Kept(key.duplicate()));
    assert_eq!(worker.open(LONG), Ok(()));
    let its = id.clone();
    worker.record(LONG, id.clone(), move |store| store.record(&command(&its, Some("case_1"), b"body"))).unwrap();
    worker.spawn(Urgency::Later, |store| store.put_list(ACCOUNT, Timestamp(1), true, &[]));
    drop(worker);
    let mut store = folder.open();
    store.unlock(Sealing::Kept(key)).unwrap();
    assert_eq!(store.kept(ACCOUNT).unwrap()[0].body, Sealed::Readable(b"body".to_vec()));
    assert!(store.list(ACCOUNT).unwrap().is_some(), "what was left to do was done");
}

#[test]
fn a_command_that_was_given_up_is_not_recorded_later() {
    let folder = Folder::new();
    let worker = Worker::start(&folder.0);
    // Not begun when its caller gave up.
    let (never, its) = (id(), id());
    let release = hold(&worker);
    let recorded = {
        let never = never.clone();
        worker.record(SHORT, never.clone(), move |store| store.record(&command(&never, Some("case_1"), b"body")))
    };
    assert_eq!(recorded, Err(Refused::Busy));
    drop(release);
    // Begun, and finished after its caller gave up.
    let (release, released) = channel::<()>();
    let recorded = {
        let its = its.clone();
        worker.record(SHORT, its.clone(), move |store| {
            store.record(&command(&its, Some("case_2"), b"body"))?;
            let _ = released.recv();
            Ok(())
        })
    };
    assert_eq!(recorded, Err(Refused::Busy));
    drop(release);
    assert_eq!(worker.call(LONG, ids), Ok(vec![]));
    assert_eq!(worker.call(LONG, |store| store.has_unfinished(ACCOUNT)), Ok(false));
    drop(worker);
    assert_eq!(ids(&mut folder.open()), Ok(vec![]));
}

#[test]
fn commands_go_before_the_cache_and_it_is_written_a_few_at_once() {
    let folder = Folder::new();
    let worker = Worker::start(&folder.0);
    let release = hold(&worker);
    let case = |n: u32| {
        let (case, body) = (format!("case_{n:05}"), b"body".to_vec());
        SeenCase { case, version: 1, seen_at: Timestamp(1), whole: true, body }
    };
    worker.put_seen(ACCOUNT, (0..1001).map(case).collect());
    let (told, order): (Sender<usize>, Receiver<usize>) = channel();
    for urgency in [Urgency::Later, Urgency::First, Urgency::First] {
        let told = told.clone();
        worker.spawn(urgency, move |store| {
            told.send(store.latest(ACCOUNT)?.len()).unwrap();
            Ok(())
        });
    }
    drop(release);
    let seen: Vec<_> = (0..3).map(|_| order.recv_timeout(LONG).unwrap()).collect();
    assert_eq!(seen, [0, 0, 1001]);
}

#[test]
fn a_job_that_waits_does_not_wait_for_a_whole_cache() {
    let folder = Folder::new();
    let worker = Worker::start(&folder.0);
    let release = hold(&worker);
    let case = |n: u32| SeenCase {
        case: format!("case_{n}"),
        version: 1,
        seen_at: Timestamp(1),
        whole: true,
        body: vec![0; 3000],
    };
    worker.put_seen(ACCOUNT, (0..1000).map(case).collect());
    // Comes while the cache is being written: between its parts.
    let (told, written) = channel();
    let again = worker.clone();
    worker.spawn(Urgency::Later, move |_| {
        again.spawn(Urgency::First, move |store| {
            told.send(store.latest(ACCOUNT)?.len()).unwrap();
            Ok(())
        });
        Ok(())
    });
    worker.put_seen(ACCOUNT, (1000..5000).map(case).collect());
    drop(release);
    assert_eq!(written.recv_timeout(LONG), Ok(1000));
}

#[test]
fn a_job_that_panics_ends_nothing() {
    let folder = Folder::new();
    let worker = Worker::start(&folder.0);
    let its = id();
    worker.record(LONG, its.clone(), move |store| store.record(&command(&its, Some("case_1"), b"body"))).unwrap();
    let panicked = worker.call(LONG, |_| -> Result<(), Refused> { panic!("an invented panic") });
    assert_eq!(panicked, Err(Refused::Failing));
    worker.spawn(Urgency::First, |_| panic!("another invented panic"));
    assert_eq!(worker.call(LONG, |store| Ok(store.kept(ACCOUNT)?.len())), Ok(1));
}

#[test]
fn a_command_that_was_recorded_by_a_job_that_panicked_is_not_listed() {
    let folder = Folder::new();
    let worker = Worker::start(&folder.0);
    let its = id();
    let recorded = {
        let its = its.clone();
        worker.record(LONG, its.clone(), move |store| {
            store.record(&command(&its, Some("case_1"), b"body"))?;
            panic!("an invented panic")
        })
    };
    assert_eq!(recorded, Err(Refused::Failing));
    assert_eq!(worker.call(LONG, ids), Ok(vec![]));
    drop(worker);
    assert_eq!(ids(&mut folder.open()), Ok(vec![]));
}

#[test]
fn a_journal_that_could_not_be_opened_is_tried_again_at_each_call() {
    let folder = Folder::new();
    std::fs::write(&folder.0, b"a file where the folder should be").unwrap();
    let (worker, key) = (Worker::start(&folder.0), SealingKey::new_random().unwrap());
    worker.unlock(Sealing::Kept(key.duplicate()));
    assert_eq!(worker.open(LONG), Err(OpenTrouble::Failing));
    assert_eq!(worker.call(LONG, ids), Err(Refused::Failing));
    std::fs::remove_file(&folder.0).unwrap();
    let its = id();
    worker.record(LONG, its.clone(), move |store| store.record(&command(&its, Some("case_1"), b"body"))).unwrap();
    drop(worker);
    let mut store = folder.open();
    store.unlock(Sealing::Kept(key)).unwrap();
    assert_eq!(
        store.kept(ACCOUNT).unwrap()[0].body,
        Sealed::Readable(b"body".to_vec()),
        "with the key it was given before"
    );
}

#[test]
fn a_damaged_journal_is_set_aside_and_a_new_one_takes_its_place() {
    let folder = Folder::new();
    std::fs::create_dir_all(&folder.0).unwrap();
    std::fs::write(folder.file("journal.sqlite"), b"").unwrap();
    let worker = Worker::start(&folder.0);
    assert_eq!(worker.open(LONG), Err(OpenTrouble::Damaged));
    assert_eq!(worker.call(LONG, ids), Err(Refused::Damaged));
    let aside = worker.set_aside(LONG, Timestamp(0)).unwrap();
    assert!(aside.is_file());
    assert_eq!(worker.call(LONG, ids), Ok(vec![]));
}

#[test]
fn the_end_of_a_worker_does_not_wait_for_a_job_that_hangs() {
    let folder = Folder::new();
    let worker = Worker::start(&folder.0);
    let release = hold(&worker);
    let (ended, end) = channel();
    std::thread::spawn(move || {
        drop(worker);
        ended.send(()).unwrap();
    });
    end.recv_timeout(Duration::from_secs(10)).unwrap();
    drop(release);
}
