use crate::support::{Bench, case_ref, code, window};
use desk::wire::{CloseView, Code, FindCases, Locked, QueueItem, SyncState, TurnCode, ViewSpec, WantedView};
use simulator::{Fault, FaultKind, Operation, Verbatim};
use std::time::Duration;

fn queue(turn: TurnCode) -> ViewSpec {
    ViewSpec::Queue { turn, step: None, search: String::new(), window: window() }
}

#[tokio::test]
async fn every_case_of_the_deck_is_in_exactly_one_list() {
    let bench = Bench::connected().await;
    let mut desk = bench.view(ViewSpec::Desk);
    let all = bench.service.cases().len();
    let seen = desk.desk_where(|desk| desk.sync.first_sweep_done && desk.sync.cases == all).await;
    assert_eq!(seen.turns.iter().map(|turn| turn.cases).sum::<usize>(), all);
    assert!(seen.turns.iter().all(|turn| turn.cases > 0), "the deck reaches every list: {:?}", seen.turns);
    let yours = seen.turns.iter().find(|turn| turn.turn == TurnCode::Yours).unwrap().cases;
    assert_eq!(seen.steps.iter().map(|step| step.cases).sum::<usize>(), yours);
    let mut list = bench.view(queue(TurnCode::Yours));
    let rows = list.rows_where(|items| items.len() == yours + 4).await;
    assert!(rows.iter().all(|row| row.turn == TurnCode::Yours));
    bench.assert_no_violations();
}

#[tokio::test]
async fn a_change_at_collate_reaches_the_row_and_the_open_case() {
    let bench = Bench::connected().await;
    let mut payer = bench.view(queue(TurnCode::Payer));
    let has = |items: &[QueueItem]| {
        items.iter().any(|item| matches!(item, QueueItem::Case { row } if row.id == "auth_C8A2LT"))
    };
    payer.rows_where(has).await;
    let (mut case, _) = bench.open("auth_C8A2LT").await;
    bench
        .service
        .decide("auth_C8A2LT", &simulator::Ruling { outcome: Some("denied".into()), ..Default::default() })
        .unwrap();
    let seen = case.case_where(|case| case.turn == TurnCode::Done).await;
    assert!(matches!(&seen.wanted, WantedView::Ended { outcome, .. } if outcome == "denied"));
    payer.rows_where(|items| !has(items)).await;
}

#[tokio::test]
async fn unknown_words_are_shown_as_they_came_and_close_the_case_for_writing() {
    let bench = Bench::connected().await;
    let (_, case) = bench.open("auth_Z1S7TU").await;
    assert_eq!(case.wanted, WantedView::UnknownStatus { status: "on_hold_by_payer".into() });
    assert_eq!((case.turn, case.locked), (TurnCode::Unknown, Some(Locked::NotRecognized)));
    assert_eq!(case.unknown.status.as_deref(), Some("on_hold_by_payer"));
    for (id, action, resolution) in [
        ("auth_Z2A8NX", Some("schedule_peer_to_peer"), None),
        ("auth_Z3K9RK", None, Some("phone_call")),
        ("auth_Z4N1NA", None, None),
    ] {
        let (_, case) = bench.open(id).await;
        assert_eq!((case.wanted, case.locked), (WantedView::UnknownStep, Some(Locked::NotRecognized)));
        assert_eq!((case.unknown.action.as_deref(), case.unknown.resolution.as_deref()), (action, resolution));
    }
    let (mut watching, _) = bench.open("auth_P3W9DX").await;
    bench.service.set_status("auth_P3W9DX", Verbatim { status: "asleep".into(), ..Default::default() }).unwrap();
    watching.case_where(|case| case.turn == TurnCode::Unknown).await;
}

#[tokio::test]
async fn without_a_list_the_desk_works_from_the_cases_it_is_told() {
    let bench = {
        let service = crate::support::service().await;
        service.set_list_present(false);
        Bench::around(service, true, Default::default(), Default::default())
    };
    let mut desk = bench.view(ViewSpec::Desk);
    let seen = desk.desk_where(|desk| desk.sync.first_sweep_done).await;
    let desk::wire::SessionView::Connected { connection } = seen.session else { panic!("connected") };
    assert_eq!((connection.has_list, seen.sync.state), (Some(false), SyncState::InStep));
    assert_eq!(code(bench.desk.open_case(case_ref("auth_nobody")).await), Some(Code::CaseNotFound));
    bench.desk.open_case(case_ref("auth_9WD3RB")).await.unwrap();
    desk.desk_where(|desk| desk.sync.cases == 1).await;
    let lists = bench.history(Operation::List).len();
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(bench.history(Operation::List).len(), lists, "it is not asked for again");
}

#[tokio::test]
async fn a_service_that_goes_down_is_told_and_comes_back_by_itself() {
    let bench = Bench::connected().await;
    let (mut case, _) = bench.open("auth_P3W9DX").await;
    bench.service.take_down(Duration::from_millis(600));
    let seen = case.case_where(|case| case.locked == Some(Locked::Offline)).await;
    assert_eq!(seen.id, "auth_P3W9DX", "what was read stays on screen");
    case.case_where(|case| case.locked.is_none()).await;
}

#[tokio::test]
async fn an_answer_that_is_not_the_services_changes_nothing_on_screen() {
    let bench = Bench::connected().await;
    let (_, before) = bench.open("auth_9WD3RB").await;
    for kind in [FaultKind::NotJson { status: 200, after_executing: false }, FaultKind::Truncate] {
        let case_id = Some("auth_9WD3RB".to_owned());
        bench.service.inject(Fault { case_id, times: 20, ..Fault::next(Operation::Read, kind) });
        let failed = code(bench.desk.read_again(case_ref("auth_9WD3RB")).await);
        assert!(matches!(failed, Some(Code::NotTheService | Code::Broken)), "{failed:?}");
        bench.service.clear_faults();
    }
    let (_, after) = bench.open("auth_9WD3RB").await;
    assert_eq!((after.version, after.package), (before.version, before.package));
}

#[tokio::test]
async fn a_case_that_cannot_be_read_waits_longer_and_longer_and_says_nothing_of_the_rest() {
    let bench = Bench::connected().await;
    let mut desk = bench.view(ViewSpec::Desk);
    desk.desk_where(|desk| desk.sync.first_sweep_done).await;
    let kind = FaultKind::Refuse {
        status: 500,
        code: "internal_error".into(),
        retry_after_seconds: None,
        after_executing: false,
    };
    let broken = Some("auth_9WD3RB".to_owned());
    bench.service.inject(Fault { case_id: broken.clone(), times: 1000, ..Fault::next(Operation::Read, kind) });
    let _views = [bench.case("auth_9WD3RB"), bench.case("auth_C8A2LT"), bench.case("auth_P3W9DX")];
    tokio::time::sleep(Duration::from_millis(800)).await;
    // 16 s of the desk's clock: the others are read every 5 s and do not bring it nearer.
    let reads = bench.history(Operation::Read).into_iter().filter(|exchange| exchange.case_id == broken).count();
    assert!((1..=6).contains(&reads), "{reads}");
    let mut again = bench.view(ViewSpec::Desk);
    assert_eq!(again.desk_where(|_| true).await.sync.state, SyncState::InStep);
}

#[tokio::test]
async fn a_service_that_asks_to_wait_is_left_alone_for_so_long() {
    let bench = Bench::connected().await;
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.first_sweep_done).await;
    let kind = FaultKind::Refuse {
        status: 429,
        code: "rate_limited".into(),
        retry_after_seconds: Some(60),
        after_executing: false,
    };
    let busy = Some("auth_9WD3RB".to_owned());
    bench.service.inject(Fault { case_id: busy, times: 10, ..Fault::next(Operation::Read, kind) });
    let failed = code(bench.desk.read_again(case_ref("auth_9WD3RB")).await);
    assert_eq!(failed, Some(Code::TooMany));
    tokio::time::sleep(Duration::from_millis(100)).await;
    bench.service.clear_history();
    let _view = bench.case("auth_C8A2LT");
    tokio::time::sleep(Duration::from_millis(1_000)).await;
    // 20 s of the desk's clock.
    assert_eq!(bench.service.history().len(), 0, "{:?}", bench.service.history());
}

#[tokio::test]
async fn a_case_on_screen_is_read_more_often_than_one_that_is_not() {
    let bench = Bench::connected().await;
    let (watching, _) = bench.open("auth_C8A2LT").await;
    bench.service.clear_history();
    tokio::time::sleep(Duration::from_millis(800)).await;
    let reads = |bench: &Bench| {
        let all = bench.history(Operation::Read);
        all.iter().filter(|exchange| exchange.case_id.as_deref() == Some("auth_C8A2LT")).count()
    };
    // 16 s of the desk's clock, one read every 5 s.
    assert!((2..=5).contains(&reads(&bench)), "{}", reads(&bench));
    bench.desk.close_view(CloseView { view: watching.view }).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    bench.service.clear_history();
    tokio::time::sleep(Duration::from_millis(800)).await;
    assert_eq!(reads(&bench), 0, "with the payer: every two minutes, and the list tells of it");
}

#[tokio::test]
async fn a_computer_two_hours_off_is_told() {
    let options = simulator::Options { clock_skew: "PT2H".parse().unwrap(), ..simulator::Options::default() };
    let service = simulator::start(options).await.unwrap();
    let bench = Bench::around(service, true, Default::default(), Default::default());
    let seen = bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.clock_ahead_seconds.is_some()).await;
    assert_eq!(seen.sync.clock_ahead_seconds, Some(-7_200));
}

#[tokio::test]
async fn a_name_is_found_with_a_slip_and_a_number_only_as_it_is() {
    let bench = Bench::connected().await;
    let list = |typed: &str| {
        let search = typed.to_owned();
        bench.view(ViewSpec::Queue { turn: TurnCode::Yours, step: None, search, window: window() })
    };
    for typed in ["mockford, lena", "mokcford", "JSP 0099 4410", "jsp00994410"] {
        let rows = list(typed).rows_where(|items| !items.is_empty()).await;
        assert_eq!(
            rows.iter().map(|row| row.patient.as_deref()).collect::<Vec<_>>(),
            [Some("Mockford, Lena")],
            "{typed}"
        );
    }
    // One digit off is somebody else.
    assert!(list("jsp00994411").rows_where(|_| true).await.is_empty());
}

#[tokio::test]
async fn cases_are_found_in_every_list_at_once() {
    let bench = Bench::connected().await;
    let known = bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.first_sweep_done).await.sync.cases;
    let find = async |text: &str| bench.desk.find_cases(FindCases { text: text.into() }).await;
    let found = find("auth_").await.unwrap();
    assert_eq!((found.rows.len(), found.cases, found.searched), (12, known, known));
    assert!(found.rows.is_sorted_by(|one, other| one.updated_at >= other.updated_at));
    let one = &found.rows[5].id;
    let by_number = find(one).await.unwrap();
    assert_eq!((by_number.cases, &by_number.rows[0].id), (1, one));
    let nothing = find(" ,; ").await.unwrap();
    assert_eq!((nothing.rows.len(), nothing.cases), (0, 0), "nothing typed finds nothing");
    assert_eq!(code(find(&"x".repeat(201)).await), Some(Code::BadInput));
    assert!(!format!("{:?}", FindCases { text: "Testperson".into() }).contains("Testperson"));
}
