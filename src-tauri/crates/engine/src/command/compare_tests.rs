use super::super::{Book, Decision};
use super::*;
use crate::samples::{asking, at_portal, case, handoff};
use model::{ActionKind, AuthorizationId, AuthorizationVersion, HandoffId, ResolutionKind};

/// When everything here is decided, by the service's clock.
const DECIDED: Timestamp = Timestamp(1_000_000);

/// A command of this kind, decided on version 14.
fn command(kind: CommandKind) -> Command<()> {
    let case = AuthorizationId::new("auth_7QK2M9").unwrap();
    let (version, operator) = (AuthorizationVersion(14), "Maria R.".to_owned());
    let mut book = Book::default();
    let decision =
        Decision { case: case.clone(), kind, version, operator, decided_at: DECIDED, frozen: (), keyed: true };
    book.prepare(decision).unwrap();
    book.of(&case).unwrap().clone()
}

fn after(version: u64, mut case: Authorization) -> Authorization {
    case.version = AuthorizationVersion(version);
    case
}

fn finding(kind: CommandKind, case: &Authorization, handoff: Option<&Handoff>) -> Finding {
    compare(&command(kind), case, handoff, None)
}

#[test]
fn a_confirm_took_effect_when_collate_or_the_payer_has_the_case() {
    let approve = || asking(ActionKind::ApproveSubmission, ResolutionKind::Confirm);
    let seen = |case: Authorization| finding(CommandKind::Continue, &case, None);
    assert_eq!(seen(after(14, approve())), Finding::NotYet);
    assert_eq!(seen(after(15, case(Status::Processing))), Finding::TookEffect);
    assert_eq!(seen(after(17, case(Status::WaitingOnPayer))), Finding::TookEffect);
    assert_eq!(seen(after(15, approve())), Finding::CannotTell, "it may have gone on and come back");
    assert_eq!(seen(after(15, at_portal())), Finding::CannotTell);
    assert_eq!(seen(after(15, case(Status::Canceled))), Finding::CannotTell);
}

#[test]
fn an_approval_took_effect_only_with_the_package_that_was_accepted() {
    let seen = |case: &Authorization, shows| compare(&command(CommandKind::Approve), case, None, shows);
    let on = after(15, case(Status::Processing));
    assert_eq!(seen(&on, Some(true)), Finding::TookEffect);
    assert_eq!(seen(&on, Some(false)), Finding::CannotTell, "somebody changed the package, and had that one go on");
    assert_eq!(seen(&on, None), Finding::CannotTell, "which package it was is not known any more");
    let same = after(14, asking(ActionKind::ApproveSubmission, ResolutionKind::Confirm));
    for shows in [Some(true), Some(false), None] {
        assert_eq!(seen(&same, shows), Finding::NotYet);
    }
}

#[test]
fn a_handoff_found_after_starting_is_ours_only_when_it_is_not_older() {
    let mut now = after(14, at_portal());
    let seen = |case: &Authorization, found: Option<&Handoff>| finding(CommandKind::StartHandoff, case, found);
    assert_eq!(seen(&now, None), Finding::NotYet);
    now.version = AuthorizationVersion(15);
    assert_eq!(seen(&now, None), Finding::CannotTell, "a pointer to it is not promised");
    let mut found = handoff(HandoffState::Active);
    now.active_handoff = Some(HandoffPointer { id: Some(found.id.clone()), state: None });
    assert_eq!(seen(&now, Some(&found)), Finding::TookEffect);
    for earlier in [1_001, 2_000, 3_600_000] {
        found.created_at = Some(Timestamp(1_000_000 - earlier));
        let said = "a colleague was faster, or the clock that this was decided by is ahead";
        assert_eq!(seen(&now, Some(&found)), Finding::CannotTell, "{said}");
        let before = after(14, now.clone());
        assert_eq!(seen(&before, Some(&found)), Finding::CannotTell, "{said}");
    }
    found.created_at = None;
    assert_eq!(seen(&now, Some(&found)), Finding::CannotTell, "it does not say when it was made: it may be ours");
    assert_eq!(seen(&now, None), Finding::CannotTell);
}

#[test]
fn a_handoff_that_the_case_has_and_that_cannot_be_read_may_be_the_one_asked_for() {
    let before = handoff(HandoffState::Closed);
    let pointing = |id: Option<&str>| {
        let id = id.map(|id| HandoffId::new(id).unwrap());
        let active_handoff = Some(HandoffPointer { id, state: None });
        after(14, Authorization { active_handoff, ..at_portal() })
    };
    let seen = |case: &Authorization, found| finding(CommandKind::StartHandoff, case, found);
    for id in [None, Some("mhand_new"), Some(before.id.as_str())] {
        assert_eq!(seen(&pointing(id), None), Finding::CannotTell, "{id:?}");
    }
    assert_eq!(seen(&pointing(Some("mhand_new")), Some(&before)), Finding::CannotTell);
    assert_eq!(seen(&pointing(None), Some(&before)), Finding::CannotTell);
    assert_eq!(
        seen(&pointing(Some(before.id.as_str())), Some(&before)),
        Finding::NotYet,
        "it has the one that is over"
    );
}

#[test]
fn a_handoff_that_was_known_before_is_not_the_one_asked_for_though_it_reads_open_and_was_just_made() {
    let before = handoff(HandoffState::Active);
    let seen = |case: &Authorization, another| {
        compare(&command(CommandKind::StartHandoff), case, Some(&before), Some(another))
    };
    let same = after(14, at_portal());
    assert_eq!((seen(&same, true), seen(&same, false)), (Finding::TookEffect, Finding::NotYet));
    let newer = after(15, at_portal());
    assert_eq!((seen(&newer, true), seen(&newer, false)), (Finding::TookEffect, Finding::CannotTell));
    let pointer = HandoffPointer { id: Some(before.id.clone()), state: None };
    let named = after(14, Authorization { active_handoff: Some(pointer), ..at_portal() });
    assert_eq!(seen(&named, false), Finding::NotYet, "the case has the one that is over");
}

#[test]
fn a_handoff_that_ended_before_says_nothing_of_one_just_asked_for() {
    let mut before = handoff(HandoffState::Closed);
    for made in [Timestamp(1_000_000 - 3_600_000), Timestamp(1_000_000 - 500)] {
        for state in [HandoffState::Closed, HandoffState::Closing] {
            before.created_at = Some(made);
            before.state = state;
            let seen = |version: u64| finding(CommandKind::StartHandoff, &after(version, at_portal()), Some(&before));
            assert_eq!(
                (seen(14), seen(15)),
                (Finding::NotYet, Finding::CannotTell),
                "also a moment before: {before:?}"
            );
        }
    }
}

#[test]
fn a_report_took_effect_when_the_handoff_says_so() {
    let now = after(15, case(Status::Processing));
    let seen = |found: &Handoff| finding(CommandKind::Complete, &now, Some(found));
    let mut found = handoff(HandoffState::Closed);
    found.result = Some(HandoffResult::CompletedReported);
    assert_eq!(seen(&found), Finding::TookEffect);
    found.result = Some(HandoffResult::Revoked);
    assert_eq!(seen(&found), Finding::DidNotTakeEffect, "somebody revoked first");
    assert_eq!(seen(&handoff(HandoffState::Closing)), Finding::Ending);
    assert_eq!(
        finding(CommandKind::Complete, &after(14, at_portal()), Some(&handoff(HandoffState::Active))),
        Finding::NotYet
    );
    assert_eq!(finding(CommandKind::Complete, &now, None), Finding::CannotTell);
}

#[test]
fn a_handoff_that_reads_open_beside_a_newer_case_is_taken_for_going_on_only_where_the_case_says_so() {
    let open = handoff(HandoffState::Active);
    let pointing = |id: Option<HandoffId>, state: Option<HandoffState>| {
        let active_handoff = Some(HandoffPointer { id, state });
        after(15, Authorization { active_handoff, ..at_portal() })
    };
    for kind in [CommandKind::Complete, CommandKind::Unable, CommandKind::Revoke] {
        let seen = |case: &Authorization| finding(kind, case, Some(&open));
        let named = |state| pointing(Some(open.id.clone()), state);
        assert_eq!(seen(&named(Some(HandoffState::Active))), Finding::DidNotTakeEffect, "{kind:?}");
        assert_eq!(seen(&named(Some(HandoffState::Offered))), Finding::DidNotTakeEffect, "{kind:?}");
        let late = "the handoff's reading may be older than the case's: it may have ended with this version";
        let going_on = || Some(HandoffState::Active);
        let other = HandoffId::new("mhand_other").unwrap();
        for case in [
            after(15, case(Status::Processing)),
            after(15, at_portal()),
            pointing(None, going_on()),
            pointing(Some(other), going_on()),
            named(None),
            named(Some(HandoffState::Closing)),
        ] {
            assert_eq!(seen(&case), Finding::CannotTell, "{kind:?}: {late}");
        }
    }
}

#[test]
fn a_write_is_found_in_what_the_case_shows_and_is_called_undone_only_where_nobody_can_have_undone_it() {
    for kind in [CommandKind::SaveAnswers, CommandKind::Attach, CommandKind::RemoveAttachment] {
        let seen = |case: &Authorization, shows| compare(&command(kind), case, None, shows);
        let same = case(Status::RequiresAction);
        let newer = after(15, same.clone());
        assert_eq!(seen(&same, Some(false)), Finding::NotYet);
        assert_eq!(seen(&newer, Some(true)), Finding::TookEffect);
        assert_eq!(seen(&newer, None), Finding::CannotTell, "what was asked for is not known");
        let removes = kind == CommandKind::RemoveAttachment;
        let unseen = if removes { Finding::DidNotTakeEffect } else { Finding::CannotTell };
        assert_eq!(seen(&newer, Some(false)), unseen, "a colleague may have undone it: {kind:?}");
    }
}
