use crate::durable::Folder;
use crate::support::{Begin, Bench, PretendKeyring, Remembered, case_ref, code, service};
use desk::ports::Kept;
use desk::wire::{
    CaseView, Code, CommandStage, ConfirmContinue, Connect, ContractCode, DeskView, Disconnect, Environment,
    EnvironmentClosed, KeyKeptIn, KeyringState, Nothing, SecretText, SessionView, SetOperator, Settings, StartPractice,
    StepKind, SyncState, ViewSpec, WantedView,
};
use simulator::{Fault, FaultKind, Operation};
use vault::KeyTrouble;

const GO_ON: &str = "auth_J4T6BK";

fn connect(bench: &Bench, key: &str, keep: bool) -> Connect {
    Connect {
        environment: Environment::Test,
        address: Some(bench.service.base_url.clone()),
        key: SecretText::new(key.into()),
        keep,
        contract: ContractCode::B1,
    }
}

async fn named(bench: &Bench) {
    bench.desk.set_operator(SetOperator { name: " Maria R. ".into() }).await.unwrap();
}

async fn fresh() -> Bench {
    Bench::fresh(Remembered::default(), PretendKeyring::default()).await
}

#[tokio::test]
async fn nobody_connects_without_a_name() {
    let bench = fresh().await;
    assert_eq!(code(bench.desk.connect(connect(&bench, "key", false)).await), Some(Code::NameMissing));
    assert_eq!(
        code(bench.desk.start_practice(StartPractice { contract: ContractCode::B1 }).await),
        Some(Code::NameMissing)
    );
    assert_eq!(code(bench.desk.set_operator(SetOperator { name: "  ".into() }).await), Some(Code::NameMissing));
    named(&bench).await;
    bench.remembers(|kept| kept.operator.as_deref() == Some("Maria R.")).await;
}

#[tokio::test]
async fn a_good_key_is_kept_in_the_keyring_and_a_wrong_one_nowhere() {
    let bench = fresh().await;
    named(&bench).await;
    assert_eq!(code(bench.desk.connect(connect(&bench, "wrong-key", true)).await), Some(Code::KeyRefused));
    assert!(bench.keyring.kept.lock().unwrap().is_empty());
    assert_eq!(code(bench.desk.connect(connect(&bench, "two words", true)).await), Some(Code::KeyMalformed));
    bench.desk.connect(connect(&bench, &bench.service.api_key, true)).await.unwrap();
    let kept = bench.keyring.kept.lock().unwrap().clone();
    let account = format!("test {}", bench.service.base_url);
    assert_eq!(kept.get(&account), Some(&bench.service.api_key), "bound to environment and address");
    let mut desk = bench.view(ViewSpec::Desk);
    let seen = desk.desk_where(|desk| desk.sync.first_sweep_done).await;
    let SessionView::Connected { connection } = seen.session else { panic!("connected") };
    assert_eq!((connection.key_kept_in, connection.has_list), (KeyKeptIn::Keyring, Some(true)));
    bench.desk.disconnect(Disconnect { forget_key: true }).await.unwrap();
    assert!(bench.keyring.kept.lock().unwrap().is_empty());
    bench.assert_no_violations();
}

#[tokio::test]
async fn a_keyring_that_does_not_take_the_key_is_said_and_the_session_can_go_on_without() {
    for (trouble, expected) in [
        (KeyTrouble::LockedOrRefused, Code::KeyringLocked),
        (KeyTrouble::Unavailable, Code::KeyringUnavailable),
        (KeyTrouble::Failed, Code::KeyringFailed),
    ] {
        let bench = fresh().await;
        named(&bench).await;
        *bench.keyring.trouble.lock().unwrap() = Some(trouble);
        let key = bench.service.api_key.clone();
        assert_eq!(code(bench.desk.connect(connect(&bench, &key, true)).await), Some(expected));
        bench.desk.connect(connect(&bench, &key, false)).await.unwrap();
        let mut desk = bench.view(ViewSpec::Desk);
        let seen = desk.desk_where(|desk| matches!(desk.session, SessionView::Connected { .. })).await;
        let SessionView::Connected { connection } = seen.session else { panic!("connected") };
        assert_eq!(connection.key_kept_in, KeyKeptIn::ThisSession);
        assert_eq!(bench.remembered.0.lock().unwrap().environment, None, "it begins anew next time");
    }
}

#[tokio::test]
async fn production_is_open_only_where_decisions_outlive_the_program() {
    let closed = async |bench: &Bench, wanted| {
        let started = bench.desk.start(Nothing {}).await.unwrap();
        started.environments.into_iter().find(|view| view.environment == wanted).unwrap().closed
    };
    let folder = Folder::new("production");
    let begin = Begin { direct: false, ..Begin::default() };
    let keeping = Bench::keeping_as(folder.path(), service().await, PretendKeyring::default(), begin);
    assert_eq!(closed(&keeping, Environment::Production).await, None);
    let bench = fresh().await;
    named(&bench).await;
    let intent = Connect { environment: Environment::Production, address: None, ..connect(&bench, "key", true) };
    assert_eq!(code(bench.desk.connect(intent).await), Some(Code::EnvironmentClosed));
    assert_eq!(closed(&bench, Environment::Production).await, Some(EnvironmentClosed::NotKept));
    assert_eq!(closed(&bench, Environment::Sandbox).await, None);
    assert_eq!(closed(&bench, Environment::Practice).await, None);
}

#[tokio::test]
async fn a_test_connection_stays_on_this_computer() {
    let bench = fresh().await;
    named(&bench).await;
    for address in ["https://api.trycollate.ai", "http://10.0.0.1:80", "nonsense"] {
        let intent = Connect { address: Some(address.into()), ..connect(&bench, "key", false) };
        assert_eq!(code(bench.desk.connect(intent).await), Some(Code::AddressRefused), "{address}");
    }
}

#[tokio::test]
async fn a_service_that_is_down_is_said_and_nothing_is_kept() {
    let bench = fresh().await;
    named(&bench).await;
    let intent = Connect { address: Some("http://127.0.0.1:9".into()), ..connect(&bench, "key", true) };
    assert_eq!(code(bench.desk.connect(intent).await), Some(Code::Unreachable));
    assert!(bench.keyring.kept.lock().unwrap().is_empty());
}

#[tokio::test]
async fn practice_needs_no_key_and_is_remembered() {
    let bench = fresh().await;
    named(&bench).await;
    bench.desk.start_practice(StartPractice { contract: ContractCode::B1 }).await.unwrap();
    let mut desk = bench.view(ViewSpec::Desk);
    let seen = desk.desk_where(|desk| desk.sync.first_sweep_done).await;
    let SessionView::Connected { connection } = seen.session else { panic!("connected") };
    assert_eq!((connection.environment, connection.key_kept_in), (Environment::Practice, KeyKeptIn::NoKey));
    bench.remembers(|kept| kept.environment == Some(Environment::Practice)).await;
    let again = Bench::fresh(bench.remembered.clone(), PretendKeyring::default()).await;
    again.view(ViewSpec::Desk).desk_where(|desk| matches!(desk.session, SessionView::Connected { .. })).await;
}

#[tokio::test]
async fn a_kept_connection_whose_keyring_is_locked_says_so_and_never_that_there_is_no_key() {
    let kept = Kept { operator: Some("Maria R.".into()), environment: Some(Environment::Sandbox), ..Kept::default() };
    let remembered = Remembered::default();
    *remembered.0.lock().unwrap() = kept;
    for (trouble, expected) in [(Some(KeyTrouble::LockedOrRefused), Code::KeyringLocked), (None, Code::KeyNotKept)] {
        let keyring = PretendKeyring::default();
        *keyring.trouble.lock().unwrap() = trouble;
        let bench = Bench::fresh(remembered.clone(), keyring).await;
        let seen = bench.view(ViewSpec::Desk).desk_where(|d| matches!(d.session, SessionView::SignedOut { .. })).await;
        let SessionView::SignedOut { problem, remembered, key_kept } = seen.session else { panic!("signed out") };
        assert_eq!((problem.map(|problem| problem.code), key_kept), (Some(expected), trouble.is_some()));
        assert_eq!(remembered, Some(Environment::Sandbox));
    }
}

#[tokio::test]
async fn the_keyring_is_asked_again_when_the_operator_says_so() {
    let remembered = Remembered::default();
    *remembered.0.lock().unwrap() =
        Kept { operator: Some("Maria R.".into()), environment: Some(Environment::Sandbox), ..Kept::default() };
    let keyring = PretendKeyring::default();
    *keyring.trouble.lock().unwrap() = Some(KeyTrouble::LockedOrRefused);
    let bench = Bench::fresh(remembered, keyring).await;
    let mut desk = bench.view(ViewSpec::Desk);
    desk.desk_where(|desk| problem(desk) == Some(Code::KeyringLocked)).await;
    *bench.keyring.trouble.lock().unwrap() = Some(KeyTrouble::Unavailable);
    bench.desk.reconnect(Nothing {}).await.unwrap();
    let said = |desk: &DeskView| problem(desk) == Some(Code::KeyringUnavailable);
    desk.desk_where(|desk| said(desk) && desk.keyring == KeyringState::Unavailable).await;
}

fn problem(desk: &DeskView) -> Option<Code> {
    match &desk.session {
        SessionView::SignedOut { problem, .. } => problem.as_ref().map(|problem| problem.code),
        _ => None,
    }
}

#[tokio::test]
async fn a_connection_that_was_left_is_not_opened_by_itself() {
    let bench = fresh().await;
    named(&bench).await;
    bench.desk.start_practice(StartPractice { contract: ContractCode::B1 }).await.unwrap();
    assert_eq!(
        code(bench.desk.start_practice(StartPractice { contract: ContractCode::B1 }).await),
        Some(Code::NotPossibleNow)
    );
    bench.desk.disconnect(Disconnect { forget_key: false }).await.unwrap();
    bench.remembers(|kept| kept.left && kept.environment == Some(Environment::Practice)).await;
    let again = Bench::fresh(bench.remembered.clone(), PretendKeyring::default()).await;
    let seen = again.view(ViewSpec::Desk).desk_where(|_| true).await;
    let SessionView::SignedOut { remembered, .. } = seen.session else { panic!("signed out") };
    assert_eq!(remembered, Some(Environment::Practice));
}

#[tokio::test]
async fn a_key_the_keyring_does_not_let_go_of_is_said_and_the_connection_stays() {
    let bench = fresh().await;
    named(&bench).await;
    bench.desk.connect(connect(&bench, &bench.service.api_key, true)).await.unwrap();
    *bench.keyring.trouble.lock().unwrap() = Some(KeyTrouble::LockedOrRefused);
    let refused = bench.desk.disconnect(Disconnect { forget_key: true }).await;
    assert_eq!(code(refused), Some(Code::KeyringLocked));
    bench.view(ViewSpec::Desk).desk_where(|desk| matches!(desk.session, SessionView::Connected { .. })).await;
}

#[tokio::test]
async fn a_key_that_is_withdrawn_later_stops_all_reading() {
    let bench = Bench::connected().await;
    let mut desk = bench.view(ViewSpec::Desk);
    desk.desk_where(|desk| desk.sync.first_sweep_done).await;
    bench.service.set_key_accepted(false);
    let seen = desk.desk_where(|desk| desk.sync.state == SyncState::KeyRefused).await;
    assert_eq!(seen.sync.problem.map(|problem| problem.code), Some(Code::KeyRefused));
    bench.service.clear_history();
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    assert!(bench.service.history().len() <= 4, "only what was under way");
}

#[tokio::test]
async fn a_decision_that_is_not_known_when_the_key_is_refused_waits_for_another_key() {
    // Long enough at work that the case is still there when it is read again.
    let timing = simulator::Timing { processing: std::time::Duration::from_secs(60), ..simulator::Timing::default() };
    let options = simulator::Options { timing, ..simulator::Options::default() };
    let service = simulator::start(options).await.unwrap();
    let bench = Bench::around(service, true, Remembered::default(), PretendKeyring::default());
    bench.open(GO_ON).await;
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    bench.service.inject(Fault::next(Operation::Confirm, FaultKind::DropAfter));
    let kind = FaultKind::Refuse {
        status: 401,
        code: "unauthorized".into(),
        retry_after_seconds: None,
        after_executing: false,
    };
    for operation in [Operation::Read, Operation::List] {
        bench.service.inject(Fault { times: 100, ..Fault::next(operation, kind.clone()) });
    }
    bench.desk.confirm_continue(ConfirmContinue { case: GO_ON.into(), version }).await.unwrap();
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.state == SyncState::KeyRefused).await;
    bench.desk.disconnect(Disconnect { forget_key: false }).await.unwrap();
    bench.service.clear_faults();
    assert_eq!(code(bench.desk.connect(connect(&bench, "wrong-key", false)).await), Some(Code::KeyRefused));
    bench.desk.connect(connect(&bench, &bench.service.api_key, false)).await.unwrap();
    let mut case = bench.case(GO_ON);
    let settled = |case: &CaseView| case.command.as_ref().is_some_and(|c| c.stage == CommandStage::InEffect);
    let seen = case.case_where(settled).await;
    assert_ne!(seen.wanted, WantedView::Continue { automatic: false });
    assert_eq!(bench.history(Operation::Confirm).len(), 1);
}

#[tokio::test]
async fn with_a_refused_key_nothing_is_sent_on_request_either() {
    let bench = Bench::connected().await;
    bench.open(GO_ON).await;
    bench.service.set_key_accepted(false);
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.state == SyncState::KeyRefused).await;
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    bench.service.clear_history();
    assert_eq!(code(bench.desk.read_again(case_ref(GO_ON)).await), Some(Code::KeyRefused));
    assert_eq!(code(bench.desk.preflight(case_ref(GO_ON)).await), Some(Code::KeyRefused));
    assert!(bench.service.history().is_empty());
}

#[tokio::test]
async fn what_is_set_is_there_at_the_next_start_and_what_cannot_be_is_refused() {
    let kept = Remembered::default();
    let bench = Bench::around(service().await, true, kept.clone(), PretendKeyring::default());
    assert_eq!(bench.desk.start(Nothing {}).await.unwrap().settings, Settings::default());
    let set = Settings { zone: Some("America/Chicago".into()), single_keys: false, ..Settings::default() };
    bench.desk.set_settings(set.clone()).await.unwrap();
    bench.remembers(|kept| !kept.settings.single_keys).await;
    let wrong = Settings { zone: Some("../../etc".into()), ..Settings::default() };
    assert_eq!(code(bench.desk.set_settings(wrong).await), Some(Code::BadInput));
    let again = Bench::around(service().await, true, kept, PretendKeyring::default());
    assert_eq!(again.desk.start(Nothing {}).await.unwrap().settings, set);
}
