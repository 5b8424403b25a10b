use super::*;
use crate::ladder::{Reached, ladder};
use crate::samples::{asking, at_portal, case, handoff, receipt, snapshot};
use model::{Covers, HandoffPointer, NextAction, SnapshotStatus};
use proptest::prelude::*;

fn turn(case: &Authorization) -> Turn {
    standing(case, Here::default()).turn
}

fn covering(named: &str, on_case: Option<(&str, SnapshotStatus)>) -> Authorization {
    let mut case = at_portal();
    case.next_action = case
        .next_action
        .map(|action| NextAction { covers: Covers { snapshot: Some(SnapshotId::new(named).unwrap()) }, ..action });
    case.snapshot = on_case.map(|(id, status)| snapshot(id, status));
    case
}

#[test]
fn each_status_has_its_owner() {
    assert_eq!(turn(&case(Status::Processing)), Turn::Collate);
    assert_eq!(turn(&case(Status::WaitingOnPayer)), Turn::Payer);
    assert_eq!(turn(&case(Status::Canceled)), Turn::Stopped);
    assert_eq!(turn(&case(Status::Unknown("on_holiday".into()))), Turn::NotRecognized);
    for (outcome, turn) in [
        (Some(Outcome::Approved), Turn::Done),
        (Some(Outcome::Denied), Turn::Done),
        (Some(Outcome::Modified), Turn::Done),
        (Some(Outcome::NotRequired), Turn::Done),
        (Some(Outcome::Failed), Turn::Stopped),
        (Some(Outcome::Unknown("lost".into())), Turn::NotRecognized),
        (None, Turn::NotRecognized),
    ] {
        let case = Authorization { outcome, ..case(Status::Completed) };
        assert_eq!(standing(&case, Here::default()).turn, turn);
    }
}

#[test]
fn each_known_step_is_the_clinics_and_any_other_pair_is_not_recognized() {
    let steps = [
        (ActionKind::ResolveRequirements, ResolutionKind::UpdateAuthorization, Step::AnswerOrAttach),
        (ActionKind::ContinueAuthorization, ResolutionKind::Confirm, Step::TellCollate),
        (ActionKind::ApproveSubmission, ResolutionKind::Confirm, Step::ReviewAndAccept),
        (ActionKind::CompletePayerInteraction, ResolutionKind::ManualHandoff, Step::FinishAtPortal),
    ];
    for kind in ActionKind::KNOWN {
        for door in ResolutionKind::KNOWN {
            let seen = standing(&asking(kind.clone(), door.clone()), Here::default());
            let known = steps.iter().find(|(k, d, _)| k == kind && d == door).map(|(_, _, step)| *step);
            assert_eq!(seen.step, known);
            assert_eq!(seen.turn, if known.is_some() { Turn::Yours } else { Turn::NotRecognized });
        }
    }
    assert_eq!(turn(&case(Status::RequiresAction)), Turn::NotRecognized, "no action at all");
    let unknown = asking(ActionKind::Unknown("sign_in_blood".into()), ResolutionKind::Confirm);
    assert_eq!(standing(&unknown, Here::default()).wanted, Wanted::UnknownStep);
}

#[test]
fn an_action_beside_another_status_is_ignored() {
    let case = Authorization { status: Status::Processing, ..at_portal() };
    assert_eq!(turn(&case), Turn::Collate);
}

#[test]
fn the_portal_step_needs_the_package_it_names_accepted_as_it_is_now() {
    let wanted = |case: &Authorization, accepted| standing(case, Here { accepted, ..Here::default() }).wanted;
    let current = covering("rev_8KD03", Some(("rev_8KD03", SnapshotStatus::Current)));
    assert_eq!(wanted(&current, None), Wanted::ReviewForPortal);
    let hash = current.snapshot.as_ref().unwrap().content_hash();
    let right = Accepted { snapshot: SnapshotId::new("rev_8KD03").unwrap(), hash };
    assert_eq!(wanted(&current, Some(&right)), Wanted::TakeOver);
    let mut changed = current.clone();
    changed.snapshot.as_mut().unwrap().content = model::Json::Null;
    assert_eq!(wanted(&changed, Some(&right)), Wanted::ReviewForPortal, "same id, other content");
    let other = covering("rev_8KD03", Some(("rev_9ZZ99", SnapshotStatus::Current)));
    assert!(matches!(wanted(&other, Some(&right)), Wanted::OtherPackage { .. }));
    assert!(matches!(wanted(&covering("rev_8KD03", None), Some(&right)), Wanted::OtherPackage { .. }));
    let stale = covering("rev_8KD03", Some(("rev_8KD03", SnapshotStatus::Unknown("stale".into()))));
    assert_eq!(wanted(&stale, Some(&right)), Wanted::PackageOutOfDate);
    assert_eq!(wanted(&at_portal(), None), Wanted::TakeOver, "nothing is named, nothing is needed");
}

#[test]
fn a_handoff_that_was_not_started_here_is_somebody_elses() {
    let active = handoff(HandoffState::Active);
    let mut case = at_portal();
    case.active_handoff = Some(HandoffPointer { id: Some(active.id.clone()), state: None });
    assert_eq!(standing(&case, Here::default()).wanted, Wanted::SomeoneInPortal);
    let elsewhere = Here { handoff: Some(&active), ..Here::default() };
    assert_eq!(standing(&case, elsewhere).wanted, Wanted::SomeoneInPortal);
    let ours = Here { handoff_is_ours: true, ..elsewhere };
    assert_eq!(standing(&case, ours).wanted, Wanted::InPortal { state: HandoffState::Active });
    let closed = handoff(HandoffState::Closed);
    case.active_handoff = None;
    assert_eq!(standing(&case, Here { handoff: Some(&closed), ..ours }).wanted, Wanted::TakeOver);
}

#[test]
fn a_handoff_of_ours_can_be_reported_whatever_the_case_is_called_meanwhile() {
    let active = handoff(HandoffState::Active);
    let here = Here { handoff: Some(&active), handoff_is_ours: true, ..Here::default() };
    let in_portal = Wanted::InPortal { state: HandoffState::Active };
    for status in [Status::RequiresAction, Status::Processing, Status::WaitingOnPayer] {
        assert_eq!(standing(&case(status), here).wanted, in_portal);
    }
    for status in [Status::Completed, Status::Canceled, Status::Unknown("on_holiday".into())] {
        assert_ne!(standing(&case(status), here).wanted, in_portal, "ended, or read-only");
    }
    let unknown = asking(ActionKind::Unknown("sign_in_blood".into()), ResolutionKind::Confirm);
    assert_eq!(standing(&unknown, here).wanted, Wanted::UnknownStep, "read-only");
    let closing = handoff(HandoffState::Closing);
    let reported = Here { handoff: Some(&closing), reported: true, ..here };
    assert_eq!(standing(&case(Status::Processing), reported).wanted, Wanted::Working { after_report: true });
}

#[test]
fn an_outcome_nobody_knows_is_kept_as_it_came() {
    let lost = Authorization { outcome: Some(Outcome::Unknown("lost".into())), ..case(Status::Completed) };
    assert_eq!(standing(&lost, Here::default()).wanted, Wanted::Ended(Outcome::Unknown("lost".into())));
    assert_eq!(standing(&case(Status::Completed), Here::default()).wanted, Wanted::NoOutcome);
}

#[test]
fn only_a_receipt_or_a_decision_is_proof() {
    let working = case(Status::Processing);
    let here = Here { reported: true, ..Here::default() };
    let seen = ladder(&working, &standing(&working, here), true);
    assert_eq!(
        (seen.reported, seen.reconciled, seen.receipt, seen.decision),
        (Reached::Said, Reached::Checking, Reached::No, Reached::No)
    );
    assert_eq!(seen.now(), 1);
    let waiting = Authorization { receipt: Some(receipt()), ..case(Status::WaitingOnPayer) };
    let seen = ladder(&waiting, &standing(&waiting, Here::default()), false);
    assert_eq!((seen.reconciled, seen.receipt, seen.now()), (Reached::Past, Reached::Proof, 2));
    let decided = Authorization { outcome: Some(Outcome::Denied), ..case(Status::Completed) };
    let seen = ladder(&decided, &standing(&decided, Here::default()), false);
    assert_eq!((seen.receipt, seen.decision, seen.now()), (Reached::NotReturned, Reached::Proof, 3));
    let failed = Authorization { outcome: Some(Outcome::Failed), ..case(Status::Completed) };
    assert_eq!(ladder(&failed, &standing(&failed, Here::default()), false).decision, Reached::No);
}

proptest! {
    #[test]
    fn without_receipt_or_outcome_no_report_ever_climbs_to_proof(status in 0usize..5, said: bool, reported: bool) {
        let case = case(Status::KNOWN[status].clone());
        let seen = ladder(&case, &standing(&case, Here { reported, ..Here::default() }), said);
        prop_assert_eq!(seen.receipt, Reached::No);
        prop_assert_eq!(seen.decision, Reached::No);
    }
}
