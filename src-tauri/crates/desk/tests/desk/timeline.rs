//! What happened to a case: what was seen of it and what was done here, in this run and in those before it.

use crate::durable::{Folder, GO_ON, again, first};
use crate::remembering::{PORTAL, account, ask, until};
use crate::support::{Bench, case_ref, code};
use desk::wire::{
    ClaimView, Code, CommandStage, ConfirmContinue, ReportCompleted, StepKind, TimelineChange, TimelineEntry,
    TimelineSource, TimelineView, TurnCode,
};

/// Tells Collate to go on, and waits until the case is the payer's.
async fn goes_on(bench: &Bench) {
    let mut case = bench.case(GO_ON);
    case.case_where(|case| case.locked.is_none()).await;
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    bench.desk.confirm_continue(ConfirmContinue { case: GO_ON.into(), version }).await.unwrap();
    case.case_where(|case| case.turn == TurnCode::Collate).await;
    case.case_where(|case| case.turn != TurnCode::Collate).await;
}

async fn timeline(bench: &Bench, case: &str) -> TimelineView {
    bench.desk.read_timeline(case_ref(case)).await.unwrap()
}

/// What was decided here, newest first.
fn done(view: &TimelineView) -> Vec<(Option<StepKind>, CommandStage, &str)> {
    let done = view.entries.iter().filter_map(|entry| match entry {
        TimelineEntry::Done { step, stage, operator, .. } => Some((*step, *stage, operator.as_str())),
        _ => None,
    });
    done.collect()
}

/// Whose turn it became, newest first.
fn turns(view: &TimelineView) -> Vec<TurnCode> {
    let steps = view.entries.iter().filter_map(|entry| match entry {
        TimelineEntry::Seen { changes, .. } => Some(changes),
        _ => None,
    });
    let turn = steps.flatten().filter_map(|change| match change {
        TimelineChange::Turn { to, .. } => Some(*to),
        _ => None,
    });
    turn.collect()
}

#[tokio::test]
async fn where_nothing_is_kept_it_is_built_from_this_run_and_says_so() {
    let bench = Bench::connected().await;
    goes_on(&bench).await;
    let view = timeline(&bench, GO_ON).await;
    assert_eq!(view.source, TimelineSource::ThisRun);
    assert_eq!(done(&view), [(Some(StepKind::Continue), CommandStage::Applied, "Maria R.")]);
    let turns = turns(&view);
    assert_eq!(turns.last(), Some(&TurnCode::Yours), "how it was first: {view:#?}");
    assert!(turns.contains(&TurnCode::Collate), "{view:#?}");
    // A command that is put away was still done here.
    bench.desk.dismiss(case_ref(GO_ON)).await.unwrap();
    assert_eq!(done(&timeline(&bench, GO_ON).await).len(), 1);
    assert_eq!(code(bench.desk.read_timeline(case_ref("auth_N0SUCH")).await), Some(Code::CaseNotFound));
}

#[tokio::test]
async fn what_an_earlier_run_saw_and_did_is_in_it() {
    let folder = Folder::new("timeline");
    let bench = first(&folder).await;
    goes_on(&bench).await;
    let before = timeline(&bench, GO_ON).await;
    assert_eq!(before.source, TimelineSource::Kept);
    let (of, newest) = (account(&bench.service), bench.service.case(GO_ON).unwrap().line.version);
    let written = || {
        let of = of.clone();
        let seen = ask(bench.records.as_ref().unwrap(), move |store| store.versions(&of, GO_ON));
        seen.iter().any(|seen| seen.version == newest)
    };
    until("the newest version is written", written).await;
    let bench = again(&folder, bench.crash());
    bench.case(GO_ON).case_where(|case| case.locked.is_none() && !case.reading.remembered).await;
    let after = timeline(&bench, GO_ON).await;
    assert_eq!(after.source, TimelineSource::Kept);
    assert_eq!(done(&after), done(&before));
    assert!(turns(&after).ends_with(&[TurnCode::Collate, TurnCode::Yours]), "{after:#?}");
}

#[tokio::test]
async fn a_report_is_in_it_as_what_somebody_said() {
    let bench = Bench::connected().await;
    bench.open(PORTAL).await;
    bench.accept_if_named(PORTAL).await;
    bench.start_handoff(PORTAL).await.unwrap();
    let mut case = bench.case(PORTAL);
    case.case_where(|case| case.handoff.as_ref().is_some_and(|handoff| handoff.state == "active")).await;
    let version = bench.step(PORTAL, StepKind::Complete).await.unwrap();
    let report = ReportCompleted {
        case: PORTAL.into(),
        version,
        outcome: "submitted".into(),
        reference: Some("MADE-UP-1".into()),
        note: None,
    };
    bench.desk.report_completed(report).await.unwrap();
    case.case_where(|case| case.claim.is_some()).await;
    let view = timeline(&bench, PORTAL).await;
    let said = view.entries.iter().find_map(|entry| match entry {
        TimelineEntry::Done { claim: Some(claim), .. } => Some(claim.clone()),
        _ => None,
    });
    let Some(ClaimView::Reported { outcome, reference, .. }) = said else { panic!("{view:#?}") };
    assert_eq!((outcome.as_str(), reference.as_deref()), ("submitted", Some("MADE-UP-1")));
    assert_eq!(done(&view).len(), 2, "started and reported");
    let accepted = view.entries.iter().any(|entry| matches!(entry, TimelineEntry::Accepted { .. }));
    assert!(accepted, "the package for the portal step was accepted here: {view:#?}");
}
