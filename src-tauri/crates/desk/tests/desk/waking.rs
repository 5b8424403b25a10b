//! The computer slept, and somebody acts at once: on nothing that was known before it.

use crate::another_key::{answer_all, enter, refused};
use crate::durable::{GO_ON, times};
use crate::portal::{PLAIN, opened};
use crate::remembering::until;
use crate::support::{Begin, Bench, PretendKeyring, Remembered, case_ref, code, link, service, stage};
use desk::wire::{Code, CommandStage, ConfirmContinue, LinkPhase, ReportCompleted, StepKind};
use simulator::{Fault, FaultKind, Operation};
use std::sync::atomic::Ordering;

/// The computer sleeps for this many seconds. Nothing can be read for a while after it.
fn sleep(bench: &Bench, seconds: u32) {
    let late = FaultKind::Delay { ms: 600, before: true };
    bench.service.inject(Fault { times: 4, ..Fault::next(Operation::Read, late.clone()) });
    bench.service.inject(Fault { times: 4, ..Fault::next(Operation::List, late) });
    bench.slept.fetch_add(seconds, Ordering::Relaxed);
}

#[tokio::test]
async fn the_first_press_after_a_sleep_finds_the_handoff_unread() {
    let bench = Bench::connected().await;
    let (mut case, _) = opened(&bench, PLAIN).await;
    let version = bench.step(PLAIN, StepKind::Complete).await.unwrap();
    let report = ReportCompleted {
        case: PLAIN.into(),
        version: version.clone(),
        outcome: "submitted".into(),
        reference: Some("LS-1".into()),
        note: None,
    };
    sleep(&bench, 3_600);
    assert_eq!(code(bench.desk.report_completed(report.clone()).await), Some(Code::CaseNotRead));
    assert_eq!(code(bench.desk.open_portal(case_ref(PLAIN)).await), Some(Code::CaseNotRead));
    assert!(bench.history(Operation::CompleteHandoff).is_empty());
    assert_eq!(bench.history(Operation::MintGrant).len(), 1, "the one from before");
    case.case_where(|case| case.locked.is_none() && link(case) != LinkPhase::Open).await;
    bench.desk.report_completed(report).await.unwrap();
    assert_eq!(bench.history(Operation::CompleteHandoff).len(), 1);
}

#[tokio::test]
async fn after_a_sleep_it_is_the_handoff_that_must_be_read_and_not_only_its_case() {
    let bench = Bench::connected().await;
    let (mut case, _) = opened(&bench, PLAIN).await;
    let failing = FaultKind::Refuse {
        status: 500,
        code: "internal_error".into(),
        retry_after_seconds: None,
        after_executing: false,
    };
    bench.service.inject(Fault { times: 999, ..Fault::next(Operation::ReadHandoff, failing) });
    let (lists, reads) = (bench.history(Operation::List).len(), bench.history(Operation::Read).len());
    bench.slept.fetch_add(3_600, Ordering::Relaxed);
    assert_eq!(code(bench.desk.open_portal(case_ref(PLAIN)).await), Some(Code::CaseNotRead));
    // Its line of the list comes, and the case itself.
    let come = || bench.history(Operation::List).len() > lists + 1 && bench.history(Operation::Read).len() > reads + 1;
    until("both come", come).await;
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert_eq!(code(bench.desk.open_portal(case_ref(PLAIN)).await), Some(Code::CaseNotRead));
    bench.service.clear_faults();
    case.case_where(|case| case.locked.is_none()).await;
    bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
    case.case_where(|case| link(case) == LinkPhase::Open).await;
}

/// The connection was left because the key was refused, and nobody reads anything until there is one again.
#[tokio::test]
async fn a_sleep_while_the_key_was_refused_is_one_all_the_same() {
    let bench = Bench::around(service().await, true, Remembered::default(), PretendKeyring::default());
    let own = bench.service.api_key.clone();
    opened(&bench, PLAIN).await;
    let minted = bench.history(Operation::MintGrant).len();
    answer_all(&bench, 401, "unauthorized");
    refused(&bench).await;
    bench.service.clear_faults();
    sleep(&bench, 8 * 3_600);
    enter(&bench, &own).await;
    let mut case = bench.case(PLAIN);
    case.case_where(|_| true).await;
    assert_eq!(code(bench.desk.open_portal(case_ref(PLAIN)).await), Some(Code::CaseNotRead));
    assert_eq!(bench.history(Operation::MintGrant).len(), minted);
    bench.service.clear_faults();
    case.case_where(|case| case.locked.is_none()).await;
    bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
}

/// The service asks to wait for so many minutes.
fn busy(minutes: u32) -> FaultKind {
    let (status, code) = (503, "service_unavailable".to_owned());
    FaultKind::Refuse { status, code, retry_after_seconds: Some(minutes * 60), after_executing: false }
}

/// The service asks to wait long enough that the next copy of a command is due only after a sleep.
#[tokio::test]
async fn what_was_to_go_out_again_is_read_after_a_sleep_and_waits_for_the_operator() {
    let begin = Begin { faster: 200, ..Begin::default() };
    let bench = Bench::begun(service().await, Remembered::default(), PretendKeyring::default(), begin);
    let (mut case, _) = bench.open(GO_ON).await;
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    let busy = busy(15);
    bench.service.inject(Fault::next(Operation::Confirm, busy));
    bench.desk.confirm_continue(ConfirmContinue { case: GO_ON.into(), version }).await.unwrap();
    let sent = case.case_where(|case| stage(case) == Some(CommandStage::Checking)).await;
    // It was read since: no sign of it.
    case.case_where(|case| case.reading.read_at > sent.reading.read_at).await;
    assert_eq!(bench.history(Operation::Confirm).len(), 1, "not before the service said");
    sleep(&bench, 8 * 3_600);
    assert_eq!(code(bench.desk.send_again(case_ref(GO_ON)).await), Some(Code::NotPossibleNow), "it was not read since");
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::NotYet)).await;
    assert!(seen.command.unwrap().may_send_again);
    assert_eq!(bench.history(Operation::Confirm).len(), 1, "nobody was there to ask for it");
    bench.desk.send_again(case_ref(GO_ON)).await.unwrap();
    case.case_where(|case| stage(case) == Some(CommandStage::Applied)).await;
    assert_eq!((bench.history(Operation::Confirm).len(), times(&bench, GO_ON)), (2, 1));
}

/// A reading is asked to wait longer than anybody sits there for it.
#[tokio::test]
async fn what_was_to_go_out_again_waits_for_the_operator_after_a_long_wait_that_a_reading_was_asked_for() {
    let begin = Begin { faster: 200, ..Begin::default() };
    let bench = Bench::begun(service().await, Remembered::default(), PretendKeyring::default(), begin);
    let (mut case, _) = bench.open(GO_ON).await;
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    let busy = busy(16);
    for operation in [Operation::Read, Operation::List] {
        bench.service.inject(Fault { times: 9, ..Fault::next(operation, busy.clone()) });
    }
    bench.service.inject(Fault::next(Operation::Confirm, FaultKind::DropBefore));
    bench.desk.confirm_continue(ConfirmContinue { case: GO_ON.into(), version }).await.unwrap();
    until("a reading is asked to wait", || bench.history(Operation::Read).iter().any(|read| read.status == Some(503)))
        .await;
    bench.service.clear_faults();
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::NotYet)).await;
    assert!(seen.command.unwrap().may_send_again);
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(bench.history(Operation::Confirm).len(), 1, "it waits for a press");
}
