//! The computer slept, and somebody acts at once: on nothing that was known before it.

use crate::portal::{PLAIN, opened};
use crate::remembering::until;
use crate::support::{Bench, case_ref, code, link};
use desk::wire::{Code, LinkPhase, ReportCompleted, StepKind};
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
