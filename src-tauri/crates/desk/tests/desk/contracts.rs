//! Every contract, what is found out about one, and what a service says that nobody knows.

use crate::support::{Bench, PretendKeyring, Remembered, case_ref, code};
use collate::Contract;
use desk::wire::{
    Code, ConfirmAcceptance, ConfirmContinue, ContractCode, DisabledCode, Environment, FindOut, LinkPhase, Locked,
    Nothing, ProviderRef, SecretText, StepKind, TurnCode, ViewSpec, WantedView,
};
use simulator::{Absence, Operation, Options, Pages, Rules, Vocabularies, Vocabulary};

async fn speaking(contract: Contract, options: Options) -> Bench {
    let timing = simulator::Timing {
        processing: std::time::Duration::from_millis(300),
        payer: std::time::Duration::from_millis(600),
        ..simulator::Timing::default()
    };
    let service = simulator::start(Options { contract: contract.name().parse().unwrap(), timing, ..options }).await;
    Bench::speaking(contract, service.unwrap(), true, Remembered::default(), PretendKeyring::default())
}

#[tokio::test]
async fn in_b2_a_key_goes_with_creating_only_and_ways_are_listed() {
    let bench = speaking(
        Contract::B2,
        Options { rules: Rules { refuse_extra_keys: true, ..Rules::default() }, ..Options::default() },
    )
    .await;
    let (mut case, _) = bench.open("auth_J4T6BK").await;
    let version = bench.step("auth_J4T6BK", StepKind::Continue).await.unwrap();
    bench.desk.confirm_continue(ConfirmContinue { case: "auth_J4T6BK".into(), version }).await.unwrap();
    case.case_where(|case| case.turn == TurnCode::Collate).await;
    assert!(bench.history(Operation::Confirm)[0].headers.idempotency_key.is_none());
    let routes = bench.desk.list_routes(ProviderRef { npi: "1999999984".into() }).await.unwrap();
    assert!(routes.listed && !routes.routes.is_empty());
}

#[tokio::test]
async fn in_a_a_confirmation_names_its_action_and_there_is_no_handoff() {
    let bench = speaking(Contract::A, Options::default()).await;
    let (mut case, seen) = bench.open("auth_9WD3RB").await;
    assert_eq!((seen.status.as_str(), &seen.wanted), ("requires_confirmation", &WantedView::Approve));
    assert!(!seen.can_watch);
    let package = bench.desk.read_package(case_ref("auth_9WD3RB")).await.unwrap();
    let version = bench.step("auth_9WD3RB", StepKind::Accept).await.unwrap();
    let accept = ConfirmAcceptance {
        case: "auth_9WD3RB".into(),
        version,
        snapshot: package.snapshot,
        hash: package.hash,
        warnings_read: package.warnings.len(),
    };
    bench.desk.confirm_acceptance(accept).await.unwrap();
    case.case_where(|case| case.turn == TurnCode::Done).await;
    let sent = &bench.history(Operation::Confirm)[0];
    assert!(sent.body.as_ref().unwrap()["nextActionId"].is_string(), "{:?}", sent.body);
    assert!(sent.violations.is_empty(), "{:?}", sent.violations);
    assert_eq!(code(bench.desk.watch(case_ref("auth_P3W9DX")).await), Some(Code::NotInContract));
    let report = bench.desk.report(Nothing {}).await.unwrap();
    assert!(report.disabled.contains(&DisabledCode::NoHandoffs));
}

#[tokio::test]
async fn which_contract_a_service_speaks_is_found_out_by_reading() {
    for (contract, certain, candidates) in [
        (Contract::A, None, vec![ContractCode::A]),
        (Contract::B1, None, vec![ContractCode::B1, ContractCode::B2]),
        (Contract::B2, Some(ContractCode::B2), vec![ContractCode::B2]),
    ] {
        let bench = speaking(contract, Options::default()).await;
        let ask = FindOut {
            environment: Environment::Test,
            address: Some(bench.service.base_url.clone()),
            key: SecretText::new(bench.service.api_key.clone()),
        };
        let found = bench.desk.find_out(ask).await.unwrap();
        assert_eq!(found.certain.or(certain), found.certain, "{contract:?}: {found:?}");
        assert_eq!(found.candidates, candidates, "{found:?}");
        let probing: Vec<_> = bench.service.history().into_iter().filter(|exchange| exchange.method != "GET").collect();
        assert!(probing.is_empty(), "only reads");
    }
}

#[tokio::test]
async fn an_unknown_next_action_closes_one_case_and_no_other() {
    let bench = Bench::connected().await;
    let (_, odd) = bench.open("auth_Z2A8NX").await;
    assert_eq!(odd.locked, Some(Locked::NotRecognized));
    let (_, good) = bench.open("auth_J4T6BK").await;
    assert_eq!(good.locked, None);
    let report = bench.desk.report(Nothing {}).await.unwrap();
    let word = report.unknown_words.iter().find(|word| word.word == "schedule_peer_to_peer").unwrap();
    assert_eq!((word.vocabulary.as_str(), word.cases.as_slice()), ("action", &["auth_Z2A8NX".to_owned()][..]));
    assert!(report.disabled.contains(&DisabledCode::ReadOnlyCases));
    assert!(report.operations.iter().any(|line| line.operation == "list" && line.answered > 0));
}

#[tokio::test]
async fn fields_nobody_knows_are_reported_and_take_nothing_away() {
    let rules = Rules { extra_fields: true, ..Rules::default() };
    let bench = speaking(Contract::B1, Options { rules, ..Options::default() }).await;
    let (_, case) = bench.open("auth_J4T6BK").await;
    assert_eq!(case.locked, None);
    let report = bench.desk.report(Nothing {}).await.unwrap();
    assert!(
        report.unknown_fields.iter().any(|field| field.name == "unlistedMember" && field.object == "authorization")
    );
}

#[tokio::test]
async fn a_live_session_is_watched_by_a_link_that_is_no_way_in() {
    let bench = Bench::connected().await;
    let id = "auth_P3W9DX";
    let (mut case, _) = bench.open(id).await;
    let session = bench.desk.read_session(case_ref(id)).await.unwrap();
    assert!(session.watchable && session.state == "live");
    bench.desk.watch(case_ref(id)).await.unwrap();
    let open = |case: &desk::wire::CaseView| case.watch.as_ref().is_some_and(|watch| watch.phase == LinkPhase::Open);
    case.case_where(open).await;
    assert_eq!((bench.browser.watched.lock().unwrap().len(), bench.browser.links().len()), (1, 0));
    assert!(bench.history(Operation::MintGrant).is_empty());
    bench.desk.stop_watching(case_ref(id)).await.unwrap();
    case.case_where(|case| case.watch.is_none()).await;
    assert_eq!(bench.browser.withdrawn.lock().unwrap().len(), 1);
    let (mut other, _) = bench.open("auth_J4T6BK").await;
    bench.desk.watch(case_ref("auth_J4T6BK")).await.unwrap();
    let refused = |case: &desk::wire::CaseView| {
        case.watch.as_ref().is_some_and(|watch| watch.phase == LinkPhase::NotMade && watch.reason.is_some())
    };
    other.case_where(refused).await;
}

#[tokio::test]
async fn without_a_list_cases_are_opened_by_number_and_known_again() {
    let remembered = Remembered::default();
    let service = simulator::start(Options { list: false, ..Options::default() }).await.unwrap();
    let address = service.base_url.clone();
    remembered.0.lock().unwrap().known_cases.insert(address, vec!["auth_J4T6BK".into()]);
    let bench = Bench::speaking(Contract::B1, service, true, remembered, PretendKeyring::default());
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.cases == 1).await;
    bench.desk.open_case(case_ref("auth_9WD3RB")).await.unwrap();
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.cases == 2).await;
    bench.remembers(|kept| kept.known_cases.values().any(|known| known.contains(&"auth_9WD3RB".to_owned()))).await;
    assert_eq!(code(bench.desk.open_case(case_ref("auth_nothing")).await), Some(Code::CaseNotFound));
}

/// Everything but what the schemas require is left out: what is not there is not needed.
#[tokio::test]
async fn a_terse_service_is_read_and_says_what_it_says() {
    for contract in [Contract::B1, Contract::A] {
        let rules = Rules { absent_optionals: Absence::All, ..Rules::default() };
        let bench = speaking(contract, Options { rules, ..Options::default() }).await;
        let (_, case) = bench.open("auth_P3W9DX").await;
        assert_eq!(case.turn, TurnCode::Collate, "{contract:?}");
        let mut desk = bench.view(ViewSpec::Desk);
        desk.desk_where(|desk| desk.sync.first_sweep_done && desk.sync.cases > 10).await;
    }
}

/// Every word is one nobody knows: everything can be read and nothing can be changed.
#[tokio::test]
async fn a_service_of_new_words_only_is_read_only() {
    for contract in [Contract::B1, Contract::A] {
        let rules = Rules { unknown_values: Vocabularies::of(&Vocabulary::ALL), ..Rules::default() };
        let bench = speaking(contract, Options { rules, ..Options::default() }).await;
        let (_, case) = bench.open("auth_J4T6BK").await;
        assert_eq!(
            (case.status.as_str(), case.locked),
            ("unlisted_value", Some(Locked::NotRecognized)),
            "{contract:?}"
        );
        assert_eq!(code(bench.step("auth_J4T6BK", StepKind::Continue).await), Some(Code::NotPossibleNow));
        assert_eq!(code(bench.step("auth_J4T6BK", StepKind::Cancel).await), Some(Code::NotPossibleNow));
    }
}

#[tokio::test]
async fn a_list_whose_rows_move_is_read_until_nothing_is_missing() {
    for pages in [Pages::Inserts, Pages::Moves] {
        let rules = Rules { pages, ..Rules::default() };
        let deck = simulator::Deck::default().filled_up_to(350);
        let bench = speaking(Contract::B1, Options { rules, deck, ..Options::default() }).await;
        let mut desk = bench.view(ViewSpec::Desk);
        desk.desk_where(|desk| desk.sync.first_sweep_done && desk.sync.cases >= 350).await;
    }
}

#[tokio::test]
async fn a_list_that_leads_in_a_circle_is_left_and_said() {
    let rules = Rules { pages: Pages::Loops, ..Rules::default() };
    let bench = speaking(Contract::B1, Options { rules, ..Options::default() }).await;
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.first_sweep_done).await;
    let report = bench.desk.report(Nothing {}).await.unwrap();
    assert!(report.disabled.contains(&DisabledCode::ListLoops));
    assert!(bench.history(Operation::List).len() < 10);
}

/// Whichever the service checks first, and however soon it forgets: one press is one effect.
#[tokio::test]
async fn one_press_is_one_effect_in_whatever_order_the_service_checks() {
    let orders = [
        Rules { version_before_key: true, ..Rules::default() },
        Rules { keys_kept: Some(0), ..Rules::default() },
        Rules { version_before_key: true, keys_kept: Some(0), ..Rules::default() },
    ];
    for rules in orders {
        let bench = speaking(Contract::B1, Options { rules, ..Options::default() }).await;
        let id = "auth_J4T6BK";
        let (mut case, _) = bench.open(id).await;
        bench.service.inject(simulator::Fault::next(Operation::Confirm, simulator::FaultKind::DropAfter));
        let version = bench.step(id, StepKind::Continue).await.unwrap();
        bench.desk.confirm_continue(ConfirmContinue { case: id.into(), version }).await.unwrap();
        case.case_where(|case| case.version != "12").await;
        let confirmed = |effect: &simulator::Effect| matches!(effect, simulator::Effect::Confirmed { .. });
        let effects =
            bench.service.case(id).unwrap().ledger.into_iter().filter(|entry| confirmed(&entry.effect)).count();
        assert_eq!((effects, bench.history(Operation::Confirm).len()), (1, 1), "{rules:?}");
    }
}
