use super::*;
use proptest::prelude::*;

fn id() -> AuthorizationId {
    AuthorizationId::new("auth_7QK2M9").unwrap()
}

fn prepared(book: &mut Book<&'static str>, kind: CommandKind) -> Result<CommandId, Busy> {
    book.prepare(decision(kind))
}

fn decision(kind: CommandKind) -> Decision<&'static str> {
    Decision {
        case: id(),
        kind,
        version: AuthorizationVersion(14),
        operator: "Maria R.".into(),
        decided_at: SOON,
        frozen: "bytes and key",
        keyed: true,
    }
}

/// When everything here is decided, by the service's clock.
const SOON: Timestamp = Timestamp(1_000_000);
/// Waits as long as it may, and the service asks for nothing.
const PATIENT: Wait = Wait { asked: None, draw: Draw(1.0) };

fn at(millis: u64) -> Now {
    Now { boot: Boot(millis), wall: SOON }
}

fn answered(book: &mut Book<&'static str>, id: CommandId, answer: Answer) -> bool {
    book.did_answer(id, answer, PATIENT, at(0))
}

const fn reconciled(found: Found, conflict: bool) -> Stage {
    Stage::Reconciled { found, conflict, refused: None }
}

fn stage(book: &Book<&'static str>) -> Stage {
    book.of(&id()).unwrap().stage.clone()
}

#[test]
fn a_case_has_one_open_command_at_a_time() {
    let mut book = Book::default();
    let first = prepared(&mut book, CommandKind::Approve).unwrap();
    assert_eq!(prepared(&mut book, CommandKind::Approve), Err(Busy::InFlight));
    book.will_send(first, SOON).unwrap();
    answered(&mut book, first, Answer::Unknown);
    assert_eq!(prepared(&mut book, CommandKind::Approve), Err(Busy::InFlight), "not known is not settled");
    book.did_read(first, Finding::DidNotTakeEffect);
    let second = prepared(&mut book, CommandKind::Approve).unwrap();
    assert_ne!(first, second, "a new decision is a new command");
}

#[test]
fn a_version_conflict_is_read_before_anything_is_said() {
    let mut book = Book::default();
    let id = prepared(&mut book, CommandKind::Complete).unwrap();
    book.will_send(id, SOON).unwrap();
    assert!(answered(&mut book, id, Answer::Conflict), "the case must be read");
    assert_eq!(stage(&book), Stage::Ambiguous { conflict: true, attempt: 1, last: None, refused: None });
    book.did_read(id, Finding::DidNotTakeEffect);
    assert_eq!(stage(&book), reconciled(Found::NotDone, true));
}

#[test]
fn a_command_turned_away_at_once_is_read_like_any_other_and_claims_no_more_than_the_case_shows() {
    let seen = [
        (Finding::TookEffect, Found::InEffect),
        (Finding::DidNotTakeEffect, Found::NotDone),
        (Finding::CannotTell, Found::CannotTell),
    ];
    for (finding, found) in seen {
        let mut book = Book::default();
        let id = prepared(&mut book, CommandKind::Approve).unwrap();
        book.will_send(id, SOON);
        answered(&mut book, id, Answer::Conflict);
        book.did_read(id, finding);
        assert_eq!(stage(&book), reconciled(found, true), "{finding:?}");
    }
}

#[test]
fn a_second_copy_that_is_turned_away_or_refused_says_nothing_of_the_first() {
    for answer in [Answer::Conflict, Answer::Refused("unauthorized".into()), Answer::NotSent] {
        let mut book = Book::default();
        let id = prepared(&mut book, CommandKind::Continue).unwrap();
        book.will_send(id, SOON).unwrap();
        answered(&mut book, id, Answer::Unknown);
        book.did_read(id, Finding::NotYet);
        book.will_send(id, SOON).unwrap();
        assert!(answered(&mut book, id, answer.clone()), "{answer:?}: the case must be read");
        book.did_read(id, Finding::TookEffect);
        let conflict = answer == Answer::Conflict;
        assert_eq!(stage(&book), reconciled(Found::InEffect, conflict), "{answer:?}: the first copy did arrive");
    }
}

#[test]
fn what_the_case_does_not_allow_is_refused_only_once_a_reading_shows_that_it_was_not_done_before() {
    let code = || "manual_handoff_not_allowed".to_owned();
    let untold = Stage::Reconciled { found: Found::CannotTell, conflict: false, refused: Some(code()) };
    for (finding, then) in [
        (Finding::TookEffect, reconciled(Found::InEffect, false)),
        (Finding::DidNotTakeEffect, Stage::Refused(code())),
        (Finding::NotYet, Stage::Refused(code())),
        (Finding::CannotTell, untold),
    ] {
        let mut book = Book::default();
        let id = prepared(&mut book, CommandKind::StartHandoff).unwrap();
        book.will_send(id, SOON).unwrap();
        assert!(answered(&mut book, id, Answer::TurnedAway(code())), "the case must be read");
        assert!(stage(&book).is_open(), "an earlier copy may have made the case what it is");
        assert!(book.will_send(id, SOON).is_none(), "a copy that is turned away is not sent again");
        book.did_read(id, finding);
        assert_eq!(stage(&book), then, "{finding:?}");
        assert!(stage(&book).is_settled());
    }
}

#[test]
fn a_report_that_is_turned_away_while_its_handoff_is_ending_waits_for_how_it_ends() {
    let mut book = Book::default();
    let id = prepared(&mut book, CommandKind::Complete).unwrap();
    book.will_send(id, SOON).unwrap();
    answered(&mut book, id, Answer::TurnedAway("prior_authorization_not_actionable".into()));
    book.did_read(id, Finding::Ending);
    assert!(stage(&book).shows_nothing_yet(), "it may be ending by this very report");
    assert_eq!((book.due(at(u64::MAX), SOON), book.poll_timeout(SOON)), (vec![], None));
    book.did_read(id, Finding::TookEffect);
    assert_eq!(stage(&book), reconciled(Found::InEffect, false));
}

#[test]
fn a_later_copy_that_the_case_does_not_allow_leaves_the_first_to_a_reading_and_the_next_to_the_operator() {
    let mut book = Book::default();
    let id = lost(&mut book, decision(CommandKind::Continue));
    book.will_send(id, SOON).unwrap();
    answered(&mut book, id, Answer::TurnedAway("prior_authorization_not_actionable".into()));
    book.did_read(id, Finding::NotYet);
    assert!(stage(&book).shows_nothing_yet(), "the first may still arrive");
    assert_eq!((book.due(at(u64::MAX), SOON), book.poll_timeout(SOON)), (vec![], None));
    assert!(book.will_send(id, SOON).is_some(), "she may have it sent");
    answered(&mut book, id, Answer::TurnedAway("prior_authorization_not_actionable".into()));
    book.did_read(id, Finding::DidNotTakeEffect);
    assert_eq!(stage(&book), Stage::Refused("prior_authorization_not_actionable".into()));
}

#[test]
fn when_the_connection_is_left_what_is_on_its_way_is_not_known() {
    let mut book = Book::default();
    let id = prepared(&mut book, CommandKind::Continue).unwrap();
    assert_eq!(book.lost_sight(), [], "nothing was sent yet");
    book.will_send(id, SOON).unwrap();
    assert_eq!(book.lost_sight(), [id]);
    assert!(!answered(&mut book, id, Answer::Applied), "a late answer is nobody's");
    book.did_read(id, Finding::TookEffect);
    assert_eq!(stage(&book), reconciled(Found::InEffect, false));
}

#[test]
fn nothing_is_sent_again_without_a_reading_that_shows_it_has_not_taken_effect() {
    let mut book = Book::default();
    let id = prepared(&mut book, CommandKind::Approve).unwrap();
    assert!(book.will_send(id, SOON).is_some());
    assert!(book.will_send(id, SOON).is_none(), "while it is on its way");
    answered(&mut book, id, Answer::Unknown);
    assert!(book.will_send(id, SOON).is_none(), "before the case is read");
    book.did_read(id, Finding::NotYet);
    assert_eq!(book.will_send(id, SOON).map(|command| command.frozen), Some("bytes and key"));
    answered(&mut book, id, Answer::NotSent);
    let waits = Stage::Ambiguous { conflict: false, attempt: 2, last: None, refused: None };
    assert_eq!(stage(&book), waits, "the first try may still arrive");
}

#[test]
fn a_late_answer_to_a_settled_command_changes_nothing() {
    let mut book = Book::default();
    let id = prepared(&mut book, CommandKind::Continue).unwrap();
    book.will_send(id, SOON).unwrap();
    answered(&mut book, id, Answer::Refused("prior_authorization_not_actionable".into()));
    answered(&mut book, id, Answer::Applied);
    book.did_read(id, Finding::TookEffect);
    assert_eq!(stage(&book), Stage::Refused("prior_authorization_not_actionable".into()));
}

#[test]
fn letting_be_is_for_a_command_read_as_not_there() {
    let mut book = Book::default();
    let id = prepared(&mut book, CommandKind::Continue).unwrap();
    book.will_send(id, SOON).unwrap();
    answered(&mut book, id, Answer::Unknown);
    assert!(!book.abandon(id));
    book.did_read(id, Finding::NotYet);
    assert!(book.abandon(id));
    assert_eq!(stage(&book), Stage::Abandoned, "nothing shows that it was not done");
    assert!(!stage(&book).is_open(), "another decision may be taken");
    book.did_read(id, Finding::NotYet);
    assert_eq!(stage(&book), Stage::Abandoned);
    book.did_read(id, Finding::TookEffect);
    assert_eq!(stage(&book), reconciled(Found::InEffect, false), "it arrived late");
}

#[derive(Debug, Clone)]
enum Event {
    Prepare,
    Send,
    Answer(Answer),
    Read(Finding),
    LetBe,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let answer = prop_oneof![
        Just(Answer::Applied),
        Just(Answer::Refused("code".into())),
        Just(Answer::TurnedAway("code".into())),
        Just(Answer::Conflict),
        Just(Answer::Unknown),
        Just(Answer::NotSent)
    ];
    let finding = prop_oneof![
        Just(Finding::TookEffect),
        Just(Finding::DidNotTakeEffect),
        Just(Finding::NotYet),
        Just(Finding::Ending),
        Just(Finding::CannotTell)
    ];
    let event = prop_oneof![
        Just(Event::Prepare),
        Just(Event::Send),
        answer.prop_map(Event::Answer),
        finding.prop_map(Event::Read),
        Just(Event::LetBe)
    ];
    prop::collection::vec(event, 0..40)
}

proptest! {
    #[test]
    fn whatever_is_answered_a_settled_command_never_goes_out_again(events in events()) {
        let mut book = Book::default();
        let mut newest = CommandId(0);
        for event in events {
            let before = book.of(&id()).cloned();
            let settled = before.as_ref().is_some_and(|command| command.stage.is_settled());
            match event {
                Event::Prepare => if let Ok(id) = prepared(&mut book, CommandKind::Approve) { newest = id },
                Event::Send => {
                    let sent = book.will_send(newest, SOON).is_some();
                    let shown_absent = before.as_ref()
                        .is_some_and(|c| c.stage == Stage::Prepared || c.stage.shows_nothing_yet());
                    prop_assert_eq!(sent, shown_absent);
                }
                Event::Answer(answer) => { answered(&mut book, newest, answer); }
                Event::Read(finding) => book.did_read(newest, finding),
                Event::LetBe => { book.abandon(newest); }
            }
            if let (true, Some(before), Some(now)) = (settled, before, book.of(&id()))
                && now.id == before.id
            {
                prop_assert_eq!(&now.stage, &before.stage);
            }
        }
    }
}

/// A command sent once, whose answer was lost, and of which a reading shows nothing.
fn lost(book: &mut Book<&'static str>, decision: Decision<&'static str>) -> CommandId {
    let id = book.prepare(decision).unwrap();
    book.will_send(id, SOON).unwrap();
    answered(book, id, Answer::Unknown);
    book.did_read(id, Finding::NotYet);
    id
}

#[test]
fn what_carries_a_key_goes_out_again_by_itself_a_few_times_and_waits_longer_each_time() {
    let mut book = Book::default();
    let id = lost(&mut book, decision(CommandKind::Approve));
    let mut waits = Vec::new();
    for attempt in 2..=ATTEMPTS {
        let due = book.poll_timeout(SOON).unwrap();
        waits.push(due.0);
        assert_eq!(book.due(Now { boot: Boot(due.0 - 1), wall: SOON }, SOON), [], "not before its time");
        assert_eq!(book.due(Now { boot: due, wall: SOON }, SOON), [id]);
        assert_eq!(book.will_send(id, SOON).unwrap().stage, Stage::Sending(attempt));
        answered(&mut book, id, Answer::Unknown);
        assert_eq!(book.due(at(u64::MAX), SOON), [], "before the case is read");
        book.did_read(id, Finding::NotYet);
    }
    assert_eq!(waits, [1_000, 2_000, 4_000, 8_000]);
    assert_eq!((book.due(at(u64::MAX), SOON), book.poll_timeout(SOON)), (vec![], None), "now the operator decides");
    assert!(book.will_send(id, SOON).is_some(), "who may have it sent once more");
}

#[test]
fn a_copy_never_goes_out_before_the_service_allows_and_not_at_all_by_itself_after_a_quarter_of_an_hour() {
    for (asked, due) in [(20, Some(Boot(20_000))), (15 * 60, Some(Boot(900_000))), (15 * 60 + 1, None)] {
        let mut book = Book::default();
        let id = prepared(&mut book, CommandKind::Continue).unwrap();
        book.will_send(id, SOON);
        let wait = Wait { asked: Some(Duration::from_secs(asked)), draw: Draw(0.0) };
        book.did_answer(id, Answer::Unknown, wait, at(0));
        book.did_read(id, Finding::NotYet);
        assert_eq!(book.poll_timeout(SOON), due, "{asked} s");
    }
}

#[test]
fn what_the_service_asked_for_holds_also_after_the_operator_did_not_wait_for_it() {
    let mut book = Book::default();
    let id = prepared(&mut book, CommandKind::Continue).unwrap();
    book.will_send(id, SOON);
    let wait = Wait { asked: Some(Duration::from_secs(400)), draw: Draw(0.0) };
    book.did_answer(id, Answer::Unknown, wait, at(0));
    book.did_read(id, Finding::NotYet);
    assert!(book.will_send(id, SOON).is_some(), "she has it sent at once");
    book.did_answer(id, Answer::NotSent, PATIENT, at(1_000));
    book.did_read(id, Finding::NotYet);
    assert_eq!(book.poll_timeout(SOON), Some(Boot(400_000)));
}

#[test]
fn what_carries_no_key_or_is_half_a_day_old_is_never_sent_again() {
    let mut book = Book::default();
    let id = lost(&mut book, Decision { keyed: false, ..decision(CommandKind::SaveAnswers) });
    assert_eq!((book.due(at(u64::MAX), SOON), book.will_send(id, SOON)), (vec![], None));
    assert!(book.abandon(id), "its operator is not held up by it");

    let mut book = Book::default();
    let id = lost(&mut book, decision(CommandKind::Approve));
    assert_eq!(book.due(at(u64::MAX), SOON.plus_millis(HORIZON_MILLIS)), [id]);
    let late = SOON.plus_millis(HORIZON_MILLIS + 1);
    assert_eq!((book.due(at(u64::MAX), late), book.will_send(id, late)), (vec![], None));
    assert_eq!(book.poll_timeout(late), None, "nobody waits for a time at which nothing is done");
    assert_eq!(book.will_send(id, SOON), None, "also when the clock goes back");
}

#[test]
fn a_decision_that_a_clock_set_back_puts_into_the_future_counts_as_too_old() {
    for (back, may) in [(1_000, true), (FUTURE_MILLIS, true), (FUTURE_MILLIS + 1, false), (HORIZON_MILLIS, false)] {
        let mut book = Book::default();
        let id = lost(&mut book, decision(CommandKind::Approve));
        let before = SOON.plus_millis(-back);
        assert_eq!(book.of(&self::id()).unwrap().may_go_again(before), may, "{back} ms");
        assert_eq!(book.will_send(id, before).is_some(), may, "{back} ms");
    }
}

#[test]
fn what_is_held_back_waits_for_the_operator_and_under_another_account_for_good() {
    for (same_account, may) in [(true, true), (false, false)] {
        let mut book = Book::default();
        let id = lost(&mut book, decision(CommandKind::Approve));
        book.hold_back(same_account);
        assert_eq!(book.due(at(u64::MAX), SOON), []);
        assert_eq!(book.will_send(id, SOON).is_some(), may);
    }
}

#[test]
fn what_was_read_long_ago_lets_nothing_out_before_it_is_read_again() {
    let mut book = Book::default();
    let id = lost(&mut book, decision(CommandKind::Approve));
    assert_eq!(book.forget_readings(), [id]);
    assert_eq!(
        book.of(&self::id()).unwrap().stage,
        Stage::Ambiguous { conflict: false, attempt: 1, last: None, refused: None }
    );
    assert_eq!((book.due(at(u64::MAX), SOON), book.will_send(id, SOON)), (vec![], None));
    assert!(!book.abandon(id), "that it did not take effect is not known any more");
    book.did_read(id, Finding::NotYet);
    assert_eq!(book.due(at(u64::MAX), SOON), [id]);
    book.will_send(id, SOON).unwrap();
    assert_eq!(book.forget_readings(), [], "its answer is still to come");
}

#[test]
fn a_command_of_an_earlier_run_is_settled_by_reading_and_sent_again_only_when_it_is_asked_for() {
    let open = Stage::Ambiguous { conflict: false, attempt: 1, last: None, refused: None };
    let mut book = Book::default();
    let id = book.restore(decision(CommandKind::Approve), open.clone(), Resend::ByItself).unwrap();
    assert_eq!(prepared(&mut book, CommandKind::Approve), Err(Busy::InFlight), "nothing new before it is settled");
    assert_eq!(book.will_send(id, SOON), None, "not before it was read");
    book.did_read(id, Finding::NotYet);
    assert_eq!(book.due(at(u64::MAX), SOON), []);
    assert_eq!(book.will_send(id, SOON).unwrap().frozen, "bytes and key");

    let mut book = Book::default();
    let id = book.restore(decision(CommandKind::Approve), open, Resend::Never).unwrap();
    book.did_read(id, Finding::NotYet);
    assert_eq!(book.will_send(id, SOON), None, "its bytes are gone");
    assert!(book.abandon(id));
}

#[test]
fn what_could_not_be_recorded_leaves_what_stood_before_it() {
    let mut book = Book::default();
    let first = lost(&mut book, decision(CommandKind::Approve));
    assert!(book.abandon(first));
    let before = book.of(&id()).cloned();
    let second = prepared(&mut book, CommandKind::Approve).unwrap();
    book.take_back(second, before.clone());
    assert_eq!(book.of(&id()).cloned(), before);
    book.dismiss(&id());
    let third = prepared(&mut book, CommandKind::Approve).unwrap();
    book.take_back(third, None);
    assert_eq!(book.of(&id()), None);
}
