//! What is typed outlives the program, for whoever typed it and for nobody else.

use crate::support::{Begin, Bench, PretendKeyring, Remembered, code, service};
use desk::wire::{
    Code, ContractCode, DraftKept, DraftRef, DraftSlot, DraftsView, KeepDraft, Nothing, SessionView, SetOperator,
    StartPractice, ViewSpec,
};
use simulator::Running;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use store::Worker;
use vault::{KeyTrouble, SealingKey};

/// A folder of its own, removed at the end, and the key that seals what is in it.
struct Computer {
    folder: PathBuf,
    key: SealingKey,
}

impl Computer {
    fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("desk-drafts-{}-{number}", std::process::id()));
        Self { folder, key: SealingKey::new_random().ok().unwrap() }
    }

    /// Its keyring, with the key.
    fn keyring(&self) -> PretendKeyring {
        let keyring = PretendKeyring::default();
        *keyring.sealing.lock().unwrap() = Some(self.key.duplicate());
        keyring
    }

    /// The records of this computer, once the desk before has let go of them.
    async fn records(&self) -> Worker {
        let records = Worker::start(&self.folder);
        for _ in 0..400 {
            if records.open(Duration::from_secs(5)).is_ok() {
                return records;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("the records are still in use");
    }

    /// A desk that works here.
    async fn desk(&self, service: Running, begin: Begin) -> Bench {
        let begin = Begin { records: Some(self.records().await), ..begin };
        Bench::begun(service, Remembered::default(), self.keyring(), begin)
    }

    /// The desk ends and another one begins.
    async fn next(&self, bench: Bench, begin: Begin) -> Bench {
        self.desk(bench.quit().await, begin).await
    }
}

impl Drop for Computer {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn answers(case: &str) -> DraftSlot {
    DraftSlot::Answers { case: case.into() }
}

fn report() -> DraftSlot {
    DraftSlot::Report { case: "auth_7QK2M9".into(), handoff: "ho_7QK2M9".into() }
}

async fn keep(bench: &Bench, slot: DraftSlot, body: &str) -> DraftKept {
    bench.desk.keep_draft(KeepDraft { slot, body: body.into() }).await.unwrap()
}

async fn read(bench: &Bench) -> DraftsView {
    bench.desk.read_drafts(Nothing {}).await.unwrap()
}

fn bodies(view: &DraftsView) -> Vec<(DraftSlot, String)> {
    view.drafts.iter().map(|draft| (draft.slot.clone(), draft.body.clone())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_is_there_again_after_a_restart_and_nothing_was_sent() {
    let computer = Computer::new();
    let bench = computer.desk(service().await, Begin::default()).await;
    assert!(bench.view(ViewSpec::Desk).desk_where(|_| true).await.drafts_survive);
    assert_eq!(keep(&bench, answers("auth_5TF1QS"), "-2").await, DraftKept { durable: true });
    keep(&bench, answers("auth_5TF1QS"), "-2.7").await;
    keep(&bench, report(), "Invented note: ünïcödé").await;
    keep(&bench, DraftSlot::NewCase, "72148").await;
    let again = computer.next(bench, Begin::default()).await;
    let found = read(&again).await;
    let mut typed = bodies(&found);
    typed.sort();
    let expected = [
        (answers("auth_5TF1QS"), "-2.7".to_owned()),
        (report(), "Invented note: ünïcödé".to_owned()),
        (DraftSlot::NewCase, "72148".to_owned()),
    ];
    assert_eq!(typed, expected);
    assert_eq!(found.unreadable, 0);
    assert!(found.drafts.iter().all(|draft| draft.at.ends_with('Z')), "{found:?}");
    let asked: Vec<_> = again.service.history().into_iter().filter(|exchange| exchange.method != "GET").collect();
    assert!(asked.is_empty(), "{asked:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_is_shown_what_was_typed() {
    let computer = Computer::new();
    let bench = computer.desk(service().await, Begin::default()).await;
    keep(&bench, DraftSlot::NewCase, "typed by Maria").await;
    let other = computer.next(bench, Begin { operator: "Renee L.", ..Begin::default() }).await;
    assert_eq!(bodies(&read(&other).await), []);
    keep(&other, DraftSlot::NewCase, "typed by Renee").await;
    let key = Some("another-clinics-invented-key-0000".into());
    let clinic = computer.next(other, Begin { key, ..Begin::default() }).await;
    assert_eq!(read(&clinic).await, DraftsView { drafts: Vec::new(), unreadable: 0 });
    let maria = computer.next(clinic, Begin::default()).await;
    assert_eq!(bodies(&read(&maria).await), [(DraftSlot::NewCase, "typed by Maria".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_discarded_does_not_come_back() {
    let computer = Computer::new();
    let bench = computer.desk(service().await, Begin::default()).await;
    keep(&bench, report(), "first").await;
    keep(&bench, DraftSlot::NewCase, "second").await;
    bench.desk.drop_draft(DraftRef { slot: report() }).await.unwrap();
    bench.desk.drop_draft(DraftRef { slot: report() }).await.unwrap();
    let again = computer.next(bench, Begin::default()).await;
    assert_eq!(bodies(&read(&again).await), [(DraftSlot::NewCase, "second".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_of_many_writes_at_once_is_the_one_that_stays() {
    let computer = Computer::new();
    let bench = computer.desk(service().await, Begin::default()).await;
    let mut under_way = Vec::new();
    for number in 0..50 {
        // Each is handed over, in order, before the next is made.
        let desk = bench.desk.clone();
        let mut asking = Box::pin(async move {
            desk.keep_draft(KeepDraft { slot: DraftSlot::NewCase, body: number.to_string() }).await.unwrap();
        });
        assert!(polled_once(asking.as_mut()).is_pending());
        under_way.push(asking);
    }
    for asking in under_way {
        asking.await;
    }
    assert_eq!(bodies(&read(&bench).await), [(DraftSlot::NewCase, "49".to_owned())]);
}

fn polled_once<F: Future>(future: std::pin::Pin<&mut F>) -> std::task::Poll<F::Output> {
    future.poll(&mut std::task::Context::from_waker(std::task::Waker::noop()))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_kept_is_refused_before_the_disk_is_asked() {
    let computer = Computer::new();
    let bench = computer.desk(service().await, Begin::default()).await;
    let longest = "x".repeat(256 * 1024);
    keep(&bench, DraftSlot::NewCase, &longest).await;
    let longer = KeepDraft { slot: DraftSlot::NewCase, body: format!("{longest}x") };
    assert_eq!(code(bench.desk.keep_draft(longer).await), Some(Code::DraftTooLong));
    for slot in [answers(""), answers("a\nb"), DraftSlot::Report { case: "auth_1".into(), handoff: "..".into() }] {
        let intent = KeepDraft { slot: slot.clone(), body: "x".into() };
        assert_eq!(code(bench.desk.keep_draft(intent).await), Some(Code::BadInput));
        assert_eq!(code(bench.desk.drop_draft(DraftRef { slot }).await), Some(Code::BadInput));
    }
    assert_eq!(bodies(&read(&bench).await), [(DraftSlot::NewCase, longest)], "what was kept stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_drafts_are_on_the_disk_each_within_a_second_and_no_more_are_taken() {
    let computer = Computer::new();
    let bench = computer.desk(service().await, Begin::default()).await;
    let body = "typed ".repeat(683);
    let mut took = Vec::new();
    for number in 0..200 {
        #[expect(clippy::disallowed_methods, reason = "what is measured is real time")]
        let begun = Instant::now();
        assert!(keep(&bench, answers(&format!("auth_{number}")), &body).await.durable);
        #[expect(clippy::disallowed_methods, reason = "what is measured is real time")]
        took.push(begun.elapsed());
    }
    took.sort();
    assert!(took[197] < Duration::from_secs(1), "of a hundred drafts one took {:?}", took[197]);
    let another = KeepDraft { slot: DraftSlot::NewCase, body: body.clone() };
    assert_eq!(code(bench.desk.keep_draft(another.clone()).await), Some(Code::TooManyDrafts));
    keep(&bench, answers("auth_7"), "typed over").await;
    let bench = computer.next(bench, Begin::default()).await;
    assert_eq!(code(bench.desk.keep_draft(another.clone()).await), Some(Code::TooManyDrafts), "also by the next run");
    bench.desk.drop_draft(DraftRef { slot: answers("auth_7") }).await.unwrap();
    assert!(bench.desk.keep_draft(another).await.unwrap().durable);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_fails_is_said_and_the_next_draft_tries_it_again() {
    let computer = Computer::new();
    // A file stands where the folder should be.
    std::fs::write(&computer.folder, "in the way").unwrap();
    let records = Worker::start(&computer.folder);
    let begin = Begin { records: Some(records), ..Begin::default() };
    let bench = Bench::begun(service().await, Remembered::default(), computer.keyring(), begin);
    let intent = KeepDraft { slot: DraftSlot::NewCase, body: "Invented Person".into() };
    let refused = bench.desk.keep_draft(intent.clone()).await.unwrap_err();
    assert_eq!(refused.code, Code::NotKept);
    assert!(!format!("{refused:?}").contains("Invented"));
    assert_eq!(code(bench.desk.read_drafts(Nothing {}).await), Some(Code::DraftsNotRead));
    assert_eq!(code(bench.desk.drop_draft(DraftRef { slot: DraftSlot::NewCase }).await), Some(Code::NotKept));
    std::fs::remove_file(&computer.folder).unwrap();
    assert!(bench.desk.keep_draft(intent).await.unwrap().durable);
    assert_eq!(read(&bench).await.drafts.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keyring_drafts_outlive_the_page_and_not_the_program_and_that_is_said() {
    let computer = Computer::new();
    let this_run = async || {
        let records = Worker::start(&computer.folder);
        while records.open(Duration::from_secs(5)).is_err() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Begin { records: Some(records), ..Begin::default() }
    };
    let begun = |service, begin| {
        let keyring = PretendKeyring::default();
        *keyring.trouble.lock().unwrap() = Some(KeyTrouble::Unavailable);
        Bench::begun(service, Remembered::default(), keyring, begin)
    };
    let bench = begun(service().await, this_run().await);
    bench.view(ViewSpec::Desk).desk_where(|desk| !desk.drafts_survive).await;
    assert_eq!(keep(&bench, report(), "typed").await, DraftKept { durable: false });
    assert_eq!(bodies(&read(&bench).await), [(report(), "typed".to_owned())]);
    let again = begun(bench.quit().await, this_run().await);
    assert_eq!(read(&again).await, DraftsView { drafts: Vec::new(), unreadable: 1 });
    // Sealed with a key that may be found the next time.
    assert_eq!(code(again.desk.drop_unreadable_drafts(Nothing {}).await), Some(Code::NotPossibleNow));
}

#[tokio::test]
async fn practice_keeps_nothing_between_runs() {
    let computer = Computer::new();
    let bench = computer.desk(service().await, Begin { direct: false, ..Begin::default() }).await;
    bench.desk.set_operator(SetOperator { name: "Maria R.".into() }).await.unwrap();
    assert_eq!(code(bench.desk.read_drafts(Nothing {}).await), Some(Code::NotConnected));
    let intent = KeepDraft { slot: report(), body: "practiced".into() };
    assert_eq!(code(bench.desk.keep_draft(intent.clone()).await), Some(Code::NotConnected));
    bench.desk.start_practice(StartPractice { contract: ContractCode::B1 }).await.unwrap();
    let connected = bench.view(ViewSpec::Desk).desk_where(|d| matches!(d.session, SessionView::Connected { .. })).await;
    assert!(!connected.drafts_survive);
    assert_eq!(bench.desk.keep_draft(intent).await.unwrap(), DraftKept { durable: false });
    assert_eq!(bodies(&read(&bench).await), [(report(), "practiced".to_owned())], "for a page that starts anew");
    bench.desk.drop_draft(DraftRef { slot: report() }).await.unwrap();
    assert!(read(&bench).await.drafts.is_empty());
    keep(&bench, DraftSlot::NewCase, "practiced").await;
    // The same service and key, no longer as practice: the drafts would be found.
    let real = computer.next(bench, Begin::default()).await;
    assert_eq!(read(&real).await, DraftsView { drafts: Vec::new(), unreadable: 0 });
}

#[tokio::test]
async fn without_records_drafts_are_in_memory_and_bounded() {
    let bench = Bench::connected().await;
    assert!(!bench.view(ViewSpec::Desk).desk_where(|_| true).await.drafts_survive);
    for number in 0..200 {
        assert!(!keep(&bench, answers(&format!("auth_{number}")), "typed").await.durable);
    }
    let another = KeepDraft { slot: DraftSlot::NewCase, body: "typed".into() };
    assert_eq!(code(bench.desk.keep_draft(another).await), Some(Code::TooManyDrafts));
    keep(&bench, answers("auth_7"), "typed over").await;
    assert_eq!(read(&bench).await.drafts.len(), 200);
}

#[tokio::test]
async fn drafts_that_cannot_be_shown_are_dropped_when_asked_and_no_others() {
    let computer = Computer::new();
    let bench = computer.desk(service().await, Begin::default()).await;
    keep(&bench, answers("auth_9WD3RB"), "what was typed").await;
    let other = Computer { folder: computer.folder.clone(), key: SealingKey::new_random().ok().unwrap() };
    let bench = other.next(bench, Begin::default()).await;
    assert_eq!(read(&bench).await.unreadable, 1, "sealed with a key that is gone");
    keep(&bench, answers("auth_J4T6BK"), "and this").await;
    bench.desk.drop_unreadable_drafts(Nothing {}).await.unwrap();
    let view = read(&bench).await;
    assert_eq!((view.unreadable, bodies(&view)), (0, vec![(answers("auth_J4T6BK"), "and this".to_owned())]));
}
