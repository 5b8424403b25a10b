//! What was seen is there again before the service answers, and nothing is done on it.

use crate::support::{
    Begin, Bench, PretendKeyring, Remembered, Watching, case_ref, code, new_case, restored, service, window,
};
use desk::wire::{
    AcceptForPortal, CaseView, Code, ConfirmContinue, Locked, Nothing, OpenStep, PickDocuments, QueueSpec, RowView,
    SaveAnswers, SetRetention, StepKind, SyncState, TurnCode, ViewSpec,
};
use model::{Authorization, AuthorizationId, AuthorizationVersion, Status, Timestamp};
use simulator::Running;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use store::{CaseList, Refused, SeenCase, Store, Worker};
use vault::ApiKey;

const GO_ON: &str = "auth_J4T6BK";
pub(crate) const PORTAL: &str = "auth_7QK2M9";
const PATIENCE: Duration = Duration::from_secs(20);
/// Longer than any test.
const FOR_GOOD: Duration = Duration::from_secs(600);

/// What stays on this computer between two runs.
struct Computer {
    folder: PathBuf,
    keyring: PretendKeyring,
    kept: Remembered,
}

impl Computer {
    fn new() -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!("desk-remembers-{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        Self { folder, keyring: PretendKeyring::default(), kept: Remembered::default() }
    }

    /// A desk that is connected from the start, and its records.
    fn desk(&self, service: Running) -> (Bench, Worker) {
        let worker = Worker::start(&self.folder);
        let (keyring, kept) = (self.keyring.clone(), self.kept.clone());
        let begin = Begin { records: Some(worker.clone()), ..Begin::default() };
        (Bench::begun(service, kept, keyring, begin), worker)
    }

    /// A run that reads everything and ends.
    async fn first_run(&self, service: Running) -> Running {
        let (bench, worker) = self.desk(service);
        swept(&bench).await;
        everything_is_written(&bench, &worker).await;
        self.end(bench, worker).await
    }

    /// Ends a run. The records are free once its last task is gone.
    async fn end(&self, bench: Bench, worker: Worker) -> Running {
        let service = bench.quit().await;
        drop(worker);
        until("the records are free", || Store::open(&self.folder).is_ok()).await;
        service
    }
}

impl Drop for Computer {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub(crate) async fn until(what: &str, holds: impl Fn() -> bool) {
    let waited = tokio::time::timeout(PATIENCE, async {
        while !holds() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    });
    assert!(waited.await.is_ok(), "{what}");
}

async fn swept(bench: &Bench) {
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.first_sweep_done).await;
}

pub(crate) fn account(service: &Running) -> String {
    let key = ApiKey::new(service.api_key.clone()).ok().unwrap();
    format!("{}#{}", service.base_url, key.fingerprint(&service.base_url))
}

pub(crate) fn ask<T: Send + 'static>(
    worker: &Worker,
    job: impl FnOnce(&mut Store) -> Result<T, Refused> + Send + 'static,
) -> T {
    worker.call(PATIENCE, job).unwrap()
}

fn list(worker: &Worker, account: &str) -> Option<CaseList> {
    let account = account.to_owned();
    ask(worker, move |store| store.list(&account))
}

fn latest(worker: &Worker, account: &str) -> Vec<SeenCase> {
    let account = account.to_owned();
    ask(worker, move |store| store.latest(&account))
}

async fn everything_is_written(bench: &Bench, worker: &Worker) {
    let (account, cases) = (account(&bench.service), bench.service.cases().len());
    let written = || list(worker, &account).is_some_and(|list| list.cases.len() == cases);
    until("the list and its cases are written", || written() && latest(worker, &account).len() == cases).await;
}

fn queue(bench: &Bench, turn: TurnCode) -> Watching {
    bench.view(ViewSpec::Queue { spec: QueueSpec::of_turn(turn), window: window() })
}

async fn rows(bench: &Bench) -> Vec<RowView> {
    queue(bench, TurnCode::Yours).rows_where(|items| !items.is_empty()).await
}

/// What every command answers while the case was not read.
async fn refusals(bench: &Bench, case: &CaseView) -> Vec<Option<Code>> {
    let (id, version, desk) = (case.id.clone(), case.version.clone(), &bench.desk);
    let accept = AcceptForPortal {
        case: id.clone(),
        version: version.clone(),
        snapshot: "rev_1".into(),
        hash: String::new(),
        warnings_read: 9,
    };
    let new = new_case();
    let pick = PickDocuments { case: id.clone(), types: vec!["order".into()], replaces: None };
    let save = SaveAnswers { case: id.clone(), version: version.clone(), items: Vec::new() };
    let open = OpenStep { case: id.clone(), step: StepKind::Cancel };
    let confirm = ConfirmContinue { case: id.clone(), version };
    vec![
        code(desk.open_step(open).await),
        code(desk.confirm_continue(confirm).await),
        code(desk.accept_for_portal(accept).await),
        code(desk.pick_documents(pick).await),
        code(desk.watch(case_ref(&id)).await),
        code(desk.open_portal(case_ref(&id)).await),
        code(desk.preflight(case_ref(&id)).await),
        code(desk.create_case(new).await),
        code(desk.save_answers(save).await.map(|saved| assert!(saved.nothing_changed))),
    ]
}

#[tokio::test]
async fn the_list_stands_while_the_service_is_silent_and_nothing_can_be_done_on_it() {
    let computer = Computer::new();
    let service = computer.first_run(service().await).await;
    service.take_down(FOR_GOOD);
    service.clear_history();
    let (bench, _worker) = computer.desk(service);
    let shown = rows(&bench).await;
    assert!(shown.len() > 5 && shown.iter().all(|row| row.stale && row.patient.is_some() | row.payer.is_some()));
    let desk = bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.state == SyncState::Offline).await;
    assert_eq!(desk.sync.cases, bench.service.cases().len());
    assert!(desk.sync.remembered_as_of.is_some() && !desk.sync.first_sweep_done && desk.sync.last_good_at.is_none());
    let (_, case) = bench.open(GO_ON).await;
    assert!(case.reading.remembered && case.reading.stale);
    assert_eq!(case.locked, Some(Locked::Offline));
    assert!(case.reading.read_at <= desk.sync.remembered_as_of.unwrap(), "nothing is newer than the list");
    for (at, refused) in refusals(&bench, &case).await.into_iter().enumerate().take(8) {
        assert!(
            matches!(refused, Some(Code::Unreachable | Code::CaseNotRead | Code::CaseChanged | Code::Broken)),
            "{at}: {refused:?}"
        );
    }
    assert!(bench.service.history().is_empty(), "nothing was sent");
}

#[tokio::test]
async fn what_is_remembered_is_locked_until_it_was_read() {
    let computer = Computer::new();
    let service = computer.first_run(service().await).await;
    service.take_down(Duration::from_millis(1500));
    let (bench, _worker) = computer.desk(service);
    let (mut case, before) = bench.open(GO_ON).await;
    assert!(before.reading.remembered && before.locked.is_some());
    let after = case.case_where(|case| !case.reading.remembered && case.locked.is_none()).await;
    assert!(after.reading.read_at > before.reading.read_at);
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    bench.desk.confirm_continue(ConfirmContinue { case: GO_ON.into(), version }).await.unwrap();
    bench.assert_no_violations();
}

#[tokio::test]
async fn another_key_finds_nothing() {
    let computer = Computer::new();
    let mut service = computer.first_run(service().await).await;
    service.take_down(FOR_GOOD);
    service.api_key = "another-pretend-key".into();
    let (bench, _worker) = computer.desk(service);
    let mut desk = bench.view(ViewSpec::Desk);
    let offline = desk.desk_where(|desk| desk.sync.state == SyncState::Offline).await;
    assert_eq!((offline.sync.cases, offline.sync.remembered_as_of), (0, None));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let report = bench.desk.report(Nothing {}).await.unwrap();
    assert!(report.records.kept && report.unknown_words.is_empty());
    assert!(bench.view(ViewSpec::Desk).desk_where(|_| true).await.turns.iter().all(|turn| turn.cases == 0));
}

#[tokio::test]
async fn a_service_that_went_back_is_believed_now_and_the_next_time() {
    let computer = Computer::new();
    let running = service().await;
    let newest = (0..3).map(|_| running.touch(PORTAL).unwrap()).max().unwrap();
    let service = restored(computer.first_run(running).await).await;
    let (bench, worker) = computer.desk(service);
    let (mut case, _) = bench.open(PORTAL).await;
    let read = case.case_where(|case| !case.reading.remembered).await;
    let version: u64 = read.version.parse().unwrap();
    assert!(version < newest, "{version} {newest}");
    let account = account(&bench.service);
    let listed = || list(&worker, &account).unwrap().cases.contains(&format!("{version} {PORTAL}"));
    until("the list of the restored service is written", listed).await;
    let service = computer.end(bench, worker).await;
    service.take_down(FOR_GOOD);
    let (bench, _worker) = computer.desk(service);
    let (_, remembered) = bench.open(PORTAL).await;
    assert!(remembered.reading.remembered);
    assert_eq!(remembered.version, read.version);
}

fn made_up(id: &str, version: u64, at: i64) -> SeenCase {
    let case =
        Authorization::bare(AuthorizationId::new(id).unwrap(), AuthorizationVersion(version), Status::RequiresAction);
    let body = serde_json::to_vec(&case).unwrap();
    SeenCase { case: id.into(), version, seen_at: Timestamp(at), whole: true, body }
}

#[tokio::test]
async fn a_record_that_cannot_be_read_gives_way_to_the_one_the_list_named() {
    let computer = Computer::new();
    let (bench, worker) = computer.desk(service().await);
    swept(&bench).await;
    everything_is_written(&bench, &worker).await;
    let (account, cases) = (account(&bench.service), bench.service.cases().len());
    let far = i64::MAX / 2;
    ask(&worker, move |store| {
        let other = SeenCase { body: made_up("auth_OTHER", 900, far).body, ..made_up(GO_ON, 900, far) };
        store.put_seen(&account, &[SeenCase { body: b"{\"id\":".to_vec(), ..made_up(PORTAL, 900, far) }, other])
    });
    let service = computer.end(bench, worker).await;
    service.take_down(FOR_GOOD);
    let (bench, _worker) = computer.desk(service);
    let desk = bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.remembered_as_of.is_some()).await;
    assert_eq!(desk.sync.cases, cases);
}

#[tokio::test]
async fn what_is_in_no_list_any_more_leaves_and_what_was_opened_here_is_looked_for() {
    let (gone, opened) = ("auth_GONE01", "auth_GONE02");
    let computer = Computer::new();
    let (bench, worker) = computer.desk(service().await);
    swept(&bench).await;
    everything_is_written(&bench, &worker).await;
    bench.desk.quit().await;
    let account = account(&bench.service);
    let known = bench.service.cases().len();
    ask(&worker, move |store| {
        store.put_seen(&account, &[made_up(gone, 1, 10), made_up(opened, 1, 20)])?;
        let list = store.list(&account)?.ok_or(Refused::Failing)?;
        let cases: Vec<_> = list.cases.into_iter().chain([format!("1 {gone}")]).collect();
        store.put_list(&account, list.as_of, true, &cases)
    });
    let place = bench.service.base_url.clone();
    computer.kept.0.lock().unwrap().known_cases.insert(place, vec![opened.into()]);
    let service = computer.end(bench, worker).await;
    service.clear_history();
    service.take_down(Duration::from_millis(1200));
    let (bench, _worker) = computer.desk(service);
    let mut desk = bench.view(ViewSpec::Desk);
    desk.desk_where(|desk| desk.sync.remembered_as_of.is_some() && desk.sync.cases == known + 2).await;
    let swept = desk.desk_where(|desk| desk.sync.first_sweep_done && desk.sync.cases == known).await;
    assert_eq!(swept.sync.remembered_as_of, None, "it was read");
    let asked = |id: &str| bench.service.history().iter().any(|exchange| exchange.case_id.as_deref() == Some(id));
    assert!(asked(opened) && !asked(gone));
}

#[tokio::test]
async fn what_is_older_than_chosen_goes_and_the_newest_of_a_case_stays() {
    let computer = Computer::new();
    let (bench, worker) = computer.desk(service().await);
    swept(&bench).await;
    everything_is_written(&bench, &worker).await;
    for days in [0, 366] {
        assert_eq!(code(bench.desk.set_retention(SetRetention { days }).await), Some(Code::BadInput));
    }
    let account = account(&bench.service);
    let now = list(&worker, &account).unwrap().as_of;
    let ago = |days: i64| now.0 - days * 24 * 60 * 60 * 1000;
    let versions = [made_up("auth_OLD", 1, ago(20)), made_up("auth_OLD", 2, ago(3)), made_up("auth_OLD", 3, ago(2))];
    let to = account.clone();
    ask(&worker, move |store| store.put_seen(&to, &versions));
    let kept = || {
        let account = account.clone();
        let seen = ask(&worker, move |store| store.versions(&account, "auth_OLD"));
        seen.into_iter().map(|seen| seen.version).collect::<Vec<_>>()
    };
    bench.desk.set_retention(SetRetention { days: 10 }).await.unwrap();
    until("twenty days are too old", || kept() == [2, 3]).await;
    bench.desk.set_retention(SetRetention { days: 1 }).await.unwrap();
    until("three days are", || kept() == [3]).await;
    bench.remembers(|kept| kept.retention_days == 1).await;
    assert_eq!(bench.desk.report(Nothing {}).await.unwrap().records.days, 1);
}

#[tokio::test]
async fn what_was_seen_is_forgotten_when_asked_and_what_is_read_after_that_is_kept_anew() {
    let computer = Computer::new();
    let (bench, worker) = computer.desk(service().await);
    swept(&bench).await;
    everything_is_written(&bench, &worker).await;
    let account = account(&bench.service);
    bench.desk.forget_seen(Nothing {}).await.unwrap();
    assert!(latest(&worker, &account).len() < bench.service.cases().len() / 2, "only what is read just now is there");
    let mut desk = bench.view(ViewSpec::Desk);
    let seen = desk.desk_where(|_| true).await;
    assert_eq!(seen.sync.cases, bench.service.cases().len(), "what was read in this run is still on screen");
    bench.open(GO_ON).await;
    until("a case that is read is kept", || latest(&worker, &account).iter().any(|seen| seen.case == GO_ON)).await;
}

#[tokio::test]
async fn nothing_is_kept_of_practice_and_nothing_without_a_place_for_it() {
    let bench = Bench::connected().await;
    swept(&bench).await;
    assert!(!bench.desk.report(Nothing {}).await.unwrap().records.kept);
    assert_eq!(code(bench.desk.forget_seen(Nothing {}).await), Some(Code::NotPossibleNow));

    let computer = Computer::new();
    let worker = Worker::start(&computer.folder);
    let running = service().await;
    let account = account(&running);
    let (keyring, kept) = (computer.keyring.clone(), computer.kept.clone());
    let begin = Begin { direct: false, records: Some(worker.clone()), ..Begin::default() };
    let bench = Bench::begun(running, kept, keyring, begin);
    bench.desk.set_operator(desk::wire::SetOperator { name: "Maria R.".into() }).await.unwrap();
    let practice = desk::wire::StartPractice { contract: desk::wire::ContractCode::B1 };
    bench.desk.start_practice(practice).await.unwrap();
    swept(&bench).await;
    bench.open(GO_ON).await;
    tokio::time::sleep(Duration::from_millis(400)).await;
    assert!(latest(&worker, &account).is_empty() && list(&worker, &account).is_none());
    assert!(!bench.desk.report(Nothing {}).await.unwrap().records.kept);
}
