//! The package of an acceptance is kept once that took effect, however that is known: the next one is compared with it.

use crate::durable::{Folder, again, first};
use crate::remembering::{PORTAL, account, ask, until};
use crate::support::{Bench, PretendKeyring, case_ref, stage};
use desk::wire::{CommandStage, ConfirmAcceptance, StepKind, TurnCode};
use simulator::{Fault, FaultKind, Operation, Running, Timing};
use std::time::Duration;

/// Waits for the acceptance of its package.
const APPROVE: &str = "auth_9WD3RB";

fn last(bench: &Bench, case: &'static str) -> Option<store::Accepted> {
    let account = account(&bench.service);
    ask(bench.records.as_ref().unwrap(), move |store| store.last_accepted(&account, case))
}

/// Accepts the package as it is now, where this goes wrong. The case stays where it is put by it.
async fn accepts(bench: &Bench, wrong: &[Fault]) -> ConfirmAcceptance {
    bench.service.set_timing(Timing { processing: Duration::from_secs(600), ..bench.service.timing() });
    bench.case(APPROVE).case_where(|case| case.locked.is_none()).await;
    let package = bench.desk.read_package(case_ref(APPROVE)).await.unwrap();
    let version = bench.step(APPROVE, StepKind::Accept).await.unwrap();
    let accept = ConfirmAcceptance {
        case: APPROVE.into(),
        version,
        snapshot: package.snapshot,
        hash: package.hash,
        warnings_read: package.warnings.len(),
    };
    assert!(last(bench, APPROVE).is_none());
    wrong.iter().for_each(|fault| bench.service.inject(fault.clone()));
    bench.desk.confirm_acceptance(accept.clone()).await.unwrap();
    accept
}

/// The service does it, and its answer is lost.
fn lost() -> Fault {
    Fault::next(Operation::Confirm, FaultKind::DropAfter)
}

/// A run that ended before anything was found out about an acceptance whose answer was lost.
async fn ended_before_it_was_found_out(folder: &Folder) -> (ConfirmAcceptance, (Running, PretendKeyring)) {
    let bench = first(folder).await;
    let unread = Fault { times: 99, ..Fault::next(Operation::Read, FaultKind::DropBefore) };
    let accepted = accepts(&bench, &[lost(), unread]).await;
    let left = bench.crash();
    left.0.clear_faults();
    (accepted, left)
}

async fn is_kept(bench: &Bench, accepted: ConfirmAcceptance) {
    until("the package is kept", || last(bench, APPROVE).is_some()).await;
    let kept = last(bench, APPROVE).unwrap();
    assert_eq!((kept.snapshot, kept.hash, kept.operator.as_str()), (accepted.snapshot, accepted.hash, "Maria R."));
    let store::Sealed::Readable(body) = kept.body else { panic!("it can be read") };
    let document: model::Json = serde_json::from_slice(&body).unwrap();
    assert!(document.get("id").is_some());
}

#[tokio::test]
async fn a_package_that_was_accepted_is_kept_once_that_took_effect() {
    let folder = Folder::new("accepted");
    let bench = first(&folder).await;
    bench.open(PORTAL).await;
    bench.accept_for_portal(PORTAL).await;
    until("the package of the portal step is kept", || last(&bench, PORTAL).is_some()).await;
    let accepted = accepts(&bench, &[]).await;
    bench.case(APPROVE).case_where(|case| case.turn == TurnCode::Collate).await;
    is_kept(&bench, accepted).await;
}

#[tokio::test]
async fn it_is_kept_where_only_a_reading_shows_that_it_took_effect() {
    let folder = Folder::new("accepted-read");
    let bench = first(&folder).await;
    let accepted = accepts(&bench, &[lost()]).await;
    bench.case(APPROVE).case_where(|case| stage(case) == Some(CommandStage::InEffect)).await;
    is_kept(&bench, accepted).await;
}

#[tokio::test]
async fn it_is_kept_where_the_next_run_finds_that_out() {
    let folder = Folder::new("accepted-found");
    let (accepted, left) = ended_before_it_was_found_out(&folder).await;
    let bench = again(&folder, left);
    bench.case(APPROVE).case_where(|case| stage(case) == Some(CommandStage::InEffect)).await;
    is_kept(&bench, accepted).await;
}

#[tokio::test]
async fn where_another_package_went_on_it_is_not_called_accepted_nor_kept() {
    let folder = Folder::new("accepted-other");
    let bench = first(&folder).await;
    let unread = Fault { times: 99, ..Fault::next(Operation::Read, FaultKind::DropBefore) };
    accepts(&bench, &[lost(), unread]).await;
    bench.service.replace_snapshot(APPROVE).unwrap();
    bench.service.clear_faults();
    bench.case(APPROVE).case_where(|case| stage(case) == Some(CommandStage::Undecided)).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(last(&bench, APPROVE).is_none());
}

#[tokio::test]
async fn a_package_that_took_the_place_of_the_accepted_one_is_not_called_accepted_nor_kept_for_it() {
    let folder = Folder::new("accepted-replaced");
    let (_, left) = ended_before_it_was_found_out(&folder).await;
    left.0.replace_snapshot(APPROVE).unwrap();
    let bench = again(&folder, left);
    bench.case(APPROVE).case_where(|case| stage(case) == Some(CommandStage::Undecided)).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(last(&bench, APPROVE).is_none());
}
