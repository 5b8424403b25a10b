use crate::support::{Bench, case_ref, code, stage};
use desk::wire::{
    ClaimView, Code, CommandStage, ConfirmAcceptance, ConfirmContinue, RungState, StepKind, TurnCode, WantedView,
};
use simulator::{Effect, Fault, FaultKind, Operation};

const GO_ON: &str = "auth_J4T6BK";
const APPROVE: &str = "auth_9WD3RB";

async fn go_on(bench: &Bench, version: &str) -> Option<Code> {
    code(bench.desk.confirm_continue(ConfirmContinue { case: GO_ON.into(), version: version.into() }).await)
}

fn confirmed(bench: &Bench, id: &str) -> usize {
    bench.service.case(id).unwrap().count(|effect| matches!(effect, Effect::Confirmed { .. }))
}

/// The acceptance of a package as it is read now.
async fn acceptance(bench: &Bench, id: &str) -> ConfirmAcceptance {
    let package = bench.desk.read_package(case_ref(id)).await.unwrap();
    let version = bench.step(id, StepKind::Accept).await.unwrap();
    ConfirmAcceptance {
        case: id.into(),
        version,
        snapshot: package.snapshot,
        hash: package.hash,
        warnings_read: package.warnings.len(),
    }
}

#[tokio::test]
async fn going_on_names_the_version_that_was_shown_and_carries_a_key() {
    let bench = Bench::connected().await;
    let (mut case, _) = bench.open(GO_ON).await;
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    assert_eq!(go_on(&bench, &version).await, None);
    let sent = bench.history(Operation::Confirm);
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].headers.if_match.as_deref(), Some(format!("\"{version}\"").as_str()));
    assert!(sent[0].headers.idempotency_key.is_some());
    assert_eq!(sent[0].body, Some(serde_json::json!({})));
    let seen = case.case_where(|case| case.turn == TurnCode::Collate).await;
    assert_eq!(stage(&seen), Some(CommandStage::Applied));
    // It comes back by itself with a package to review.
    case.case_where(|case| case.wanted == WantedView::Approve).await;
    bench.assert_no_violations();
}

#[tokio::test]
async fn a_decision_needs_a_step_opened_on_a_fresh_reading_of_the_same_version() {
    let bench = Bench::connected().await;
    let (_, case) = bench.open(GO_ON).await;
    assert_eq!(go_on(&bench, &case.version).await, Some(Code::CaseChanged), "no step was opened");
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    assert_eq!(go_on(&bench, "1").await, Some(Code::CaseChanged));
    assert_eq!(go_on(&bench, "many").await, Some(Code::BadInput));
    bench.service.touch(GO_ON).unwrap();
    bench.desk.read_again(case_ref(GO_ON)).await.unwrap();
    assert_eq!(go_on(&bench, &version).await, Some(Code::CaseChanged), "a newer version is known");
    assert!(bench.history(Operation::Confirm).is_empty(), "nothing was sent");
    assert_eq!(code(bench.step(GO_ON, StepKind::Accept).await), Some(Code::NotPossibleNow));
}

#[tokio::test]
async fn an_accepted_package_ends_in_receipt_and_decision() {
    let bench = Bench::connected().await;
    let (mut case, before) = bench.open(APPROVE).await;
    assert_eq!(before.wanted, WantedView::Approve);
    assert_eq!(before.ladder.reported, RungState::None);
    let accept = acceptance(&bench, APPROVE).await;
    bench.desk.confirm_acceptance(accept.clone()).await.unwrap();
    let seen = case.case_where(|case| case.turn == TurnCode::Collate).await;
    assert!(matches!(&seen.claim, Some(ClaimView::Accepted { operator, .. }) if operator == "Maria R."));
    assert_eq!((seen.ladder.reported, seen.ladder.receipt), (RungState::Said, RungState::None));
    let seen = case.case_where(|case| case.turn == TurnCode::Payer).await;
    assert_eq!(seen.ladder.receipt, RungState::Proof);
    let proved = bench.service.case(APPROVE).unwrap().receipt_reference().map(str::to_owned);
    assert_eq!(seen.receipt.unwrap().reference, proved);
    let seen = case.case_where(|case| case.turn == TurnCode::Done).await;
    assert_eq!((seen.ladder.decision, seen.ladder.now), (RungState::Proof, 3));
    let sent = &bench.history(Operation::Confirm)[0];
    assert_eq!(sent.body, Some(serde_json::json!({ "acceptedReviewSnapshotId": accept.snapshot })));
    assert_eq!(confirmed(&bench, APPROVE), 1);
    bench.assert_no_violations();
}

#[tokio::test]
async fn an_acceptance_is_bound_to_id_and_content_and_to_every_warning() {
    let bench = Bench::connected().await;
    bench.open(APPROVE).await;
    let good = acceptance(&bench, APPROVE).await;
    for (changed, expected) in [
        (ConfirmAcceptance { snapshot: "rev_other".into(), ..good.clone() }, Code::PackageChanged),
        (ConfirmAcceptance { hash: "00".repeat(32), ..good.clone() }, Code::PackageChanged),
        (ConfirmAcceptance { warnings_read: 1, ..good.clone() }, Code::WarningsUnread),
    ] {
        assert_eq!(code(bench.desk.confirm_acceptance(changed).await), Some(expected));
    }
    assert!(bench.history(Operation::Confirm).is_empty());
}

#[tokio::test]
async fn a_package_replaced_while_it_was_read_is_refused_before_and_by_the_service() {
    let bench = Bench::connected().await;
    bench.open(APPROVE).await;
    let old = acceptance(&bench, APPROVE).await;
    bench.service.replace_snapshot(APPROVE).unwrap();
    let version = bench.step(APPROVE, StepKind::Accept).await.unwrap();
    let stale = ConfirmAcceptance { version, ..old };
    assert_eq!(code(bench.desk.confirm_acceptance(stale).await), Some(Code::PackageChanged));
    // This case's package is replaced in the very moment it is accepted: the service sees it, we cannot.
    let (mut case, _) = bench.open("auth_2PN6KV").await;
    let accept = acceptance(&bench, "auth_2PN6KV").await;
    bench.desk.confirm_acceptance(accept).await.unwrap();
    // The case asks for the same on a newer version: an earlier copy may have gone through, and the case come back.
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::Undecided)).await;
    let command = seen.command.unwrap();
    assert_eq!(command.service_code.as_deref(), Some("review_stale"), "the service's word is shown all the same");
    assert!(command.request_id.is_some());
    assert_eq!(confirmed(&bench, "auth_2PN6KV"), 0);
}

#[tokio::test]
async fn a_version_conflict_is_read_first_and_then_told_with_both_versions() {
    let bench = Bench::connected().await;
    let (mut case, _) = bench.open("auth_M9E1ZC").await;
    let version = bench.step("auth_M9E1ZC", StepKind::Continue).await.unwrap();
    let intent = ConfirmContinue { case: "auth_M9E1ZC".into(), version: version.clone() };
    bench.desk.confirm_continue(intent).await.unwrap();
    // It may have gone on and come back to the same.
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::Undecided)).await;
    let command = seen.command.unwrap();
    assert!(command.conflict && !command.may_send_again);
    assert_eq!(command.version, version);
    assert_ne!(command.version_now, version);
    assert_eq!(bench.history(Operation::Confirm).len(), 1, "never sent again by itself");
    // A new decision is a new command with a new key.
    let version = bench.step("auth_M9E1ZC", StepKind::Continue).await.unwrap();
    bench.desk.confirm_continue(ConfirmContinue { case: "auth_M9E1ZC".into(), version }).await.unwrap();
    case.case_where(|case| case.turn == TurnCode::Collate).await;
    let keys: Vec<_> = bench.history(Operation::Confirm).into_iter().map(|e| e.headers.idempotency_key).collect();
    assert_eq!(keys.len(), 2);
    assert_ne!(keys[0], keys[1]);
}

#[tokio::test]
async fn an_answer_lost_on_the_way_is_found_out_by_reading() {
    let page = |status| FaultKind::NotJson { status, after_executing: true };
    for kind in [FaultKind::DropAfter, page(200), page(403), page(404), page(413), page(429)] {
        let bench = Bench::connected().await;
        let (mut case, _) = bench.open(GO_ON).await;
        bench.service.inject(Fault::next(Operation::Confirm, kind));
        let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
        assert_eq!(go_on(&bench, &version).await, None);
        case.case_where(|case| stage(case) == Some(CommandStage::InEffect)).await;
        assert_eq!((confirmed(&bench, GO_ON), bench.history(Operation::Confirm).len()), (1, 1));
    }
}

/// The key of every confirmation the service got, and how often it really went on.
fn confirmations(bench: &Bench) -> (Vec<Option<String>>, usize) {
    let keys = bench.history(Operation::Confirm).into_iter().map(|e| e.headers.idempotency_key).collect();
    (keys, confirmed(bench, GO_ON))
}

#[tokio::test]
async fn a_command_that_never_arrived_goes_out_again_by_itself_with_the_same_key() {
    let bench = Bench::connected().await;
    let (mut case, _) = bench.open(GO_ON).await;
    bench.service.inject(Fault { times: 2, ..Fault::next(Operation::Confirm, FaultKind::DropBefore) });
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    assert_eq!(go_on(&bench, &version).await, None);
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::Checking)).await;
    assert_eq!(seen.locked, Some(desk::wire::Locked::CommandOpen), "nothing else may be decided meanwhile");
    case.case_where(|case| stage(case) == Some(CommandStage::Applied)).await;
    let (keys, times) = confirmations(&bench);
    assert_eq!((keys.len(), times), (3, 1), "twice dropped, once carried out");
    assert!(keys.iter().all(|key| key.is_some() && *key == keys[0]), "{keys:?}");
}

#[tokio::test]
async fn a_command_that_never_arrives_is_the_operators_to_decide_after_a_few_copies() {
    let bench = Bench::connected().await;
    let (mut case, _) = bench.open(GO_ON).await;
    bench.service.inject(Fault { times: 5, ..Fault::next(Operation::Confirm, FaultKind::DropBefore) });
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    assert_eq!(go_on(&bench, &version).await, None);
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::NotYet)).await;
    assert!(seen.command.unwrap().may_send_again);
    assert_eq!(confirmations(&bench).0.len(), 5);
    assert_eq!(code(bench.step(GO_ON, StepKind::Continue).await), None);
    assert_eq!(go_on(&bench, &version).await, Some(Code::CommandOpen));
    let leave = desk::wire::Disconnect { forget_key: false };
    assert_eq!(code(bench.desk.disconnect(leave).await), Some(Code::CommandOpen));
    bench.desk.send_again(case_ref(GO_ON)).await.unwrap();
    case.case_where(|case| stage(case) == Some(CommandStage::Applied)).await;
    let (keys, times) = confirmations(&bench);
    assert_eq!((keys.len(), times), (6, 1));
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[tokio::test]
async fn letting_a_command_be_frees_the_case() {
    let bench = Bench::connected().await;
    let (mut case, _) = bench.open(GO_ON).await;
    bench.service.inject(Fault { times: 5, ..Fault::next(Operation::Confirm, FaultKind::DropBefore) });
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    go_on(&bench, &version).await;
    case.case_where(|case| stage(case) == Some(CommandStage::NotYet)).await;
    bench.desk.let_be(case_ref(GO_ON)).await.unwrap();
    case.case_where(|case| stage(case) == Some(CommandStage::LetBe) && case.locked.is_none()).await;
    bench.desk.dismiss(case_ref(GO_ON)).await.unwrap();
    case.case_where(|case| case.command.is_none()).await;
}

#[tokio::test]
async fn a_command_turned_away_takes_no_credit_for_what_the_case_shows() {
    let bench = Bench::connected().await;
    let (mut case, _) = bench.open(GO_ON).await;
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    // The same was done with the case, by a copy of this command or by somebody else, and this one was turned away.
    bench.service.inject(Fault::next(
        Operation::Confirm,
        FaultKind::Refuse {
            status: 409,
            code: "version_conflict".into(),
            retry_after_seconds: None,
            after_executing: true,
        },
    ));
    assert_eq!(go_on(&bench, &version).await, None);
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::InEffect)).await;
    assert_eq!(seen.status, "processing");
    assert!(seen.command.unwrap().conflict && seen.claim.is_none());
}

#[tokio::test]
async fn two_clicks_are_one_command() {
    let bench = Bench::connected().await;
    bench.open(GO_ON).await;
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    let (first, second) = tokio::join!(go_on(&bench, &version), go_on(&bench, &version));
    assert_eq!([first, second].into_iter().filter(Option::is_none).count(), 1);
    assert_eq!(bench.history(Operation::Confirm).len(), 1);
}

#[tokio::test]
async fn a_service_that_goes_down_gets_nothing_and_is_never_said_to_have_failed() {
    let bench = Bench::connected().await;
    let (mut case, _) = bench.open(GO_ON).await;
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    bench.service.take_down(std::time::Duration::from_secs(1));
    go_on(&bench, &version).await;
    // Not sent where no connection could be made; not known, and then read as not there, where one broke under it.
    let seen =
        case.case_where(|case| matches!(stage(case), Some(CommandStage::NotSent | CommandStage::Checking))).await;
    assert!(seen.command.is_some());
    assert_eq!(confirmed(&bench, GO_ON), 0);
}
