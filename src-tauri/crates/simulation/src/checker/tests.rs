//! The checker finds what it is for: for each invariant, a trace made by hand that breaks it, beside one that does not.

use super::*;
use crate::wire::{Facts, Files, Hand, HandNo, HandResult, HandState, Package, START, Status, Wanted};

const ONE: Intent = Intent(0);
const BODY: Body = Body { intent: ONE, case: CaseNo::One, ask: Ask::Approve(PACKAGE) };
/// Of a case into which nothing was put.
const PACKAGE: Package = Package(0);
const FILES: Files = [None; 4];
const KEY: ApiKey = ApiKey { account: 0, serial: 0 };

fn facts(version: u64, status: Status) -> Facts {
    Facts { version, status, wanted: Wanted::Nothing, active: None, answers: 0, files: FILES }
}

fn effect(at: u64, before: u64) -> Effect {
    let after = facts(before + 1, Status::Processing);
    Effect { at, case: CaseNo::One, by: Some(BODY), before, after, hand: None }
}

fn sent(by: By) -> What {
    What::Sent { intent: ONE, key: Some(Key(1)), tag: Tag::quoted(14), body: BODY, by, under: KEY }
}

/// A desk that decided, recorded, and is about to send.
fn ready() -> Vec<What> {
    let request = Some((Some(Key(1)), Tag::quoted(14), BODY));
    vec![
        What::Started,
        What::Connected(KEY),
        What::Shown(CaseNo::One, 14),
        What::Decided { intent: ONE, case: CaseNo::One, ask: Ask::Approve(PACKAGE), version: 14 },
        What::Put { write: 1, intent: ONE, request, secret: false },
        What::Synced(1),
    ]
}

/// These things, one each second, after a desk is ready.
fn found(then: &[What], ledger: &[Effect]) -> Option<Invariant> {
    found_of(&[ready(), then.to_vec()].concat(), ledger)
}

fn found_of(events: &[What], ledger: &[Effect]) -> Option<Invariant> {
    let at = |place: usize| u64::try_from(place).unwrap() * 1_000;
    let event = |(place, what): (usize, &What)| Event { at: at(place), who: Who::A, what: *what };
    let trace = Trace { events: events.iter().enumerate().map(event).collect(), ledger: ledger.to_vec() };
    check(&trace).err().map(|violation| violation.invariant)
}

#[test]
fn a_decision_that_goes_well_breaks_nothing() {
    let then = [sent(By::Decision), What::Claimed(ONE, Claim::Done), What::Over];
    assert_eq!(found(&then, &[effect(6_500, 14)]), None);
}

#[test]
fn two_effects_of_one_decision() {
    let ledger = [effect(6_500, 14), effect(6_600, 15)];
    assert_eq!(found(&[sent(By::Decision)], &ledger), Some(Invariant::I1));
}

#[test]
fn done_without_an_effect_and_so_without_a_cause() {
    for claim in [Claim::Done, Claim::IsSo] {
        assert_eq!(found(&[sent(By::Decision), What::Claimed(ONE, claim)], &[]), Some(Invariant::I2), "{claim:?}");
    }
    let theirs = Effect { by: None, ..effect(6_500, 14) };
    assert_eq!(found(&[sent(By::Decision), What::Claimed(ONE, Claim::IsSo)], &[theirs]), None, "whoever did it");
    let before = Effect { by: None, ..effect(6_500, 12) };
    assert_eq!(found(&[sent(By::Decision), What::Claimed(ONE, Claim::IsSo)], &[before]), Some(Invariant::I2));
}

#[test]
fn nothing_done_and_an_effect_whenever_it_comes() {
    let then = [sent(By::Decision), What::Claimed(ONE, Claim::NothingDone)];
    for at in [6_500, 9_000_000] {
        assert_eq!(found(&then, &[effect(at, 14)]), Some(Invariant::I3), "at {at}");
    }
    let asked = [&then[..], &[sent(By::Operator)]].concat();
    assert_eq!(found(&asked, &[effect(6_500, 14)]), Some(Invariant::I3), "before she asked again");
    assert_eq!(found(&asked, &[effect(8_500, 14)]), None, "she asked again, and it was done then");
}

#[test]
fn another_key_for_the_same_and_one_key_for_two() {
    let other =
        What::Sent { intent: ONE, key: Some(Key(2)), tag: Tag::quoted(14), body: BODY, by: By::Itself, under: KEY };
    assert_eq!(found(&[sent(By::Decision), other], &[]), Some(Invariant::I4));
    let body = Body { intent: Intent(1), ..BODY };
    let request = Some((Some(Key(1)), Tag::quoted(14), body));
    let second = [
        sent(By::Decision),
        What::Decided { intent: Intent(1), case: CaseNo::One, ask: Ask::Approve(PACKAGE), version: 14 },
        What::Put { write: 2, intent: Intent(1), request, secret: false },
        What::Synced(2),
        What::Sent { intent: Intent(1), key: Some(Key(1)), tag: Tag::quoted(14), body, by: By::Decision, under: KEY },
    ];
    assert_eq!(found(&second, &[]), Some(Invariant::I4));
}

#[test]
fn what_is_not_durable_goes_out() {
    let mut events = ready();
    events.pop();
    events.push(sent(By::Decision));
    assert_eq!(found_of(&events, &[]), Some(Invariant::I5));
    assert_eq!(found(&[What::AskedLink(Intent(9), Key(9))], &[]), Some(Invariant::I5));
}

#[test]
fn what_goes_out_when_nothing_may() {
    for closed in [What::Locked, What::KeyRefused, What::SignedOut, What::Quit, What::Slept] {
        assert_eq!(found(&[closed, sent(By::Decision)], &[]), Some(Invariant::I6), "{closed:?}");
    }
    assert_eq!(found(&[What::LetBe(ONE), sent(By::Operator)], &[]), Some(Invariant::I6), "let be");
    let mut late = ready();
    late.extend(std::iter::repeat_n(What::Woke, 12 * 3_600 + 62));
    late.push(sent(By::Operator));
    assert_eq!(found_of(&late, &[]), Some(Invariant::I6), "after the horizon");
}

#[test]
fn a_link_after_its_end_or_twice() {
    let of = HandNo(1);
    let held = What::Held { grant: 1, of, ends: 8_000 };
    let wait = What::Woke;
    assert_eq!(found(&[held, What::Launched(1), What::Opened(1), What::Gone(1)], &[]), None);
    assert_eq!(found(&[held, wait, wait, wait, wait, What::Gone(1)], &[]), Some(Invariant::I7), "held");
    assert_eq!(found(&[held, wait, wait, wait, wait, What::Over], &[]), Some(Invariant::I7), "held to the end");
    assert_eq!(found(&[held, What::Launched(1), What::Launched(1)], &[]), Some(Invariant::I7), "twice");
    let counts = [held, What::Gone(1), What::Counts(of, true), wait, wait, What::Counts(of, false)];
    assert_eq!(found(&counts, &[]), Some(Invariant::I7), "counted");
    let over = [What::Held { grant: 1, of, ends: 900_000 }, What::HandoffOver(of), wait, wait, What::Gone(1)];
    assert_eq!(found(&over, &[]), Some(Invariant::I7), "its handoff is over");
    let asleep = [held, What::Slept, wait, wait, wait, What::Gone(1)];
    assert_eq!(found(&asleep, &[]), Some(Invariant::I7), "awake for two seconds");
}

#[test]
fn a_version_that_was_not_shown() {
    let unquoted =
        What::Sent { intent: ONE, key: Some(Key(1)), tag: Tag::read("14"), body: BODY, by: By::Decision, under: KEY };
    assert_eq!(found(&[unquoted], &[]), Some(Invariant::I8));
    let newer =
        What::Sent { intent: ONE, key: Some(Key(1)), tag: Tag::quoted(15), body: BODY, by: By::Decision, under: KEY };
    assert_eq!(found(&[newer], &[]), Some(Invariant::I8));
    let unseen = What::Decided { intent: Intent(1), case: CaseNo::Two, ask: Ask::Approve(PACKAGE), version: 14 };
    assert_eq!(found(&[unseen], &[]), Some(Invariant::I8));
}

#[test]
fn what_never_ends() {
    for claim in [Claim::OnItsWay, Claim::Reading, Claim::NoSign { by_itself: true }] {
        let then = [sent(By::Decision), What::Claimed(ONE, claim), What::FaultsOff, What::Over];
        assert_eq!(found(&then, &[]), Some(Invariant::I9), "{claim:?}");
    }
    let hers = [sent(By::Decision), What::Claimed(ONE, Claim::NoSign { by_itself: false }), What::Over];
    assert_eq!(found(&hers, &[]), None, "it is hers");
    assert_eq!(found(&[sent(By::Decision), What::Over], &[]), Some(Invariant::I9), "nothing is said of it");
    assert_eq!(found(&[What::Overdue], &[]), Some(Invariant::I9));
}

#[test]
fn too_many_copies_or_too_soon() {
    assert_eq!(found(&[sent(By::Itself); 6], &[]), Some(Invariant::I10));
    let told = |retry_after| What::Told { intent: ONE, status: 503, retry_after };
    assert_eq!(found(&[sent(By::Decision), told(Some(2)), sent(By::Itself)], &[]), Some(Invariant::I10));
    assert_eq!(found(&[sent(By::Decision), told(Some(1)), sent(By::Itself)], &[]), None);
    assert_eq!(found(&[What::AskedToWait(2), What::Read(CaseNo::One, By::Itself)], &[]), Some(Invariant::I10));
    for by in [By::Decision, By::Itself, By::Operator] {
        assert_eq!(found(&[What::AskedToWait(2), sent(by)], &[]), Some(Invariant::I10), "{by:?}");
        assert_eq!(found(&[What::AskedToWait(2), What::Woke, sent(by)], &[]), None, "{by:?}");
    }
    let mut long = vec![What::AskedToWait(400)];
    long.extend(std::iter::repeat_n(What::Woke, 300));
    let then = |what| [&long[..], &[what]].concat();
    assert_eq!(found(&then(What::Read(CaseNo::One, By::Itself)), &[]), None, "reading changes nothing");
    assert_eq!(found(&then(sent(By::Operator)), &[]), Some(Invariant::I10), "also when she asks for it");
}

#[test]
fn a_secret_on_the_disk() {
    let put = What::Put { write: 2, intent: Intent(1), request: None, secret: true };
    assert_eq!(found(&[put], &[]), Some(Invariant::I11));
}

#[test]
fn another_account_than_the_one_it_was_decided_under() {
    let other = ApiKey { account: 1, serial: 0 };
    let newer = ApiKey { account: 0, serial: 1 };
    let under = |under| What::Sent {
        intent: ONE,
        key: Some(Key(1)),
        tag: Tag::quoted(14),
        body: BODY,
        by: By::Operator,
        under,
    };
    for enters in [What::KeyEntered, What::Connected] {
        let then = |key| [sent(By::Decision), enters(key), under(key)];
        assert_eq!(found(&then(other), &[]), Some(Invariant::I6), "another account");
        assert_eq!(found(&then(newer), &[]), None, "a new key of the same");
    }
    assert_eq!(found(&[sent(By::Decision), under(newer)], &[]), Some(Invariant::I6), "a key nobody entered");
}

/// A decision is sent, its answer is lost, the case is read then, and it is said not to be known.
fn untold(ask: Ask, reading: What, ledger: &[Effect]) -> Option<Invariant> {
    untold_after(ask, &[reading], ledger)
}

/// The same, after these.
fn untold_after(ask: Ask, then: &[What], ledger: &[Effect]) -> Option<Invariant> {
    let body = Body { ask, ..BODY };
    let mut events = ready();
    events[3] = What::Decided { intent: ONE, case: CaseNo::One, ask, version: 14 };
    events[4] =
        What::Put { write: 1, intent: ONE, request: Some((Some(Key(1)), Tag::quoted(14), body)), secret: false };
    events.extend([
        What::Sent { intent: ONE, key: Some(Key(1)), tag: Tag::quoted(14), body, by: By::Decision, under: KEY },
        What::Told { intent: ONE, status: 0, retry_after: None },
    ]);
    events.extend_from_slice(then);
    events.push(What::Claimed(ONE, Claim::CannotTell));
    found_of(&events, ledger)
}

fn read(version: u64, hand: Option<Hand>) -> What {
    What::WasRead { case: CaseNo::One, version, hand, asked: 7_000 }
}

fn hand(state: HandState, created_at: Option<i64>) -> Hand {
    let result = (state == HandState::Closed).then_some(HandResult::Expired);
    Hand { no: HandNo(1), version: 2, state, result, created_at }
}

/// Somebody made a version of this case.
fn theirs(after: Facts) -> Effect {
    Effect { at: 6_500, case: CaseNo::One, by: None, before: after.version - 1, after, hand: None }
}

#[test]
fn it_cannot_be_told_though_the_reading_tells_it() {
    let wrong = Some(Invariant::I12);
    let yours = theirs(facts(15, Status::Yours));
    for ask in [Ask::Approve(PACKAGE), Ask::Continue, Ask::Cancel, Ask::Save(3), Ask::Attach(3), Ask::Remove(3)] {
        assert_eq!(untold(ask, read(14, None), &[]), wrong, "{ask:?}: nothing moved");
    }
    for status in [Status::Processing, Status::Waiting, Status::Completed] {
        assert_eq!(untold(Ask::Approve(PACKAGE), read(15, None), &[theirs(facts(15, status))]), wrong, "{status:?}");
    }
    assert_eq!(untold(Ask::Approve(PACKAGE), read(15, None), &[yours]), None, "it may have come back");
    assert_eq!(untold(Ask::Cancel, read(15, None), &[yours]), wrong, "the newer version shuts it out");
    assert_eq!(untold(Ask::Remove(3), read(15, None), &[yours]), wrong, "it was never there, or is gone");
    let saved = theirs(Facts { answers: 3, ..facts(15, Status::Yours) });
    assert_eq!(untold(Ask::Save(3), read(15, None), &[saved]), wrong);
    assert_eq!(untold(Ask::Save(2), read(15, None), &[saved]), None, "other answers were saved after it");
    let files = [Some((1, 3)), None, None, None];
    let attached = theirs(Facts { files, ..facts(15, Status::Yours) });
    assert_eq!(untold(Ask::Attach(3), read(15, None), &[attached]), wrong);
    assert_eq!(untold(Ask::Attach(2), read(15, None), &[attached]), None, "it may have been taken off");
    assert_eq!(untold(Ask::Save(3), read(15, None), &[]), wrong, "a version that never was");
}

#[test]
fn it_cannot_be_told_though_the_handoff_tells_it() {
    let wrong = Some(Invariant::I12);
    let moved = [theirs(facts(15, Status::Yours))];
    let active = |created_at| read(15, Some(hand(HandState::Active, created_at)));
    assert_eq!(untold(Ask::StartHandoff(None), active(Some(START + 3_000)), &moved), wrong, "made since");
    assert_eq!(untold(Ask::StartHandoff(None), active(Some(START + 2_999)), &moved), None, "clocks are apart");
    assert_eq!(untold(Ask::StartHandoff(None), active(None), &moved), None, "it does not say when it was made");
    assert_eq!(untold(Ask::StartHandoff(None), read(15, None), &moved), None, "it may have ended again");
    assert_eq!(untold(Ask::StartHandoff(None), read(14, None), &[]), wrong, "nothing moved");
    let quietly = Facts { active: Some(HandNo(1)), ..facts(14, Status::Yours) };
    let quietly = [Effect { before: 14, ..theirs(quietly) }];
    assert_eq!(untold(Ask::StartHandoff(None), read(14, None), &quietly), None, "there is one that could not be read");
    let unsaid = read(14, Some(hand(HandState::Active, None)));
    assert_eq!(untold(Ask::StartHandoff(None), unsaid, &quietly), None, "it does not say when it was made");
    for ask in [Ask::Complete(HandNo(1)), Ask::Unable(HandNo(1)), Ask::Revoke(HandNo(1))] {
        for state in [HandState::Closing, HandState::Closed] {
            assert_eq!(untold(ask, read(15, Some(hand(state, None))), &moved), wrong, "{ask:?} {state:?}");
        }
        assert_eq!(untold(ask, active(None), &moved), None, "an old reading of it");
        let going_on = [theirs(Facts { active: Some(HandNo(1)), ..facts(15, Status::Yours) })];
        assert_eq!(untold(ask, active(None), &going_on), wrong, "the case has it as well");
        assert_eq!(untold(ask, read(15, None), &moved), None, "the handoff was not there");
    }
    assert_eq!(untold(Ask::Complete(HandNo(2)), active(None), &moved), None, "it is another handoff");
}

#[test]
fn it_cannot_be_told_and_nothing_was_read() {
    let late = What::WasRead { case: CaseNo::One, version: 15, hand: None, asked: 6_999 };
    let moved = [theirs(facts(15, Status::Yours))];
    assert_eq!(untold(Ask::Approve(PACKAGE), What::Woke, &moved), Some(Invariant::I12), "no reading");
    assert_eq!(untold(Ask::Approve(PACKAGE), late, &moved), Some(Invariant::I12), "one that was asked for before");
    let other = What::WasRead { case: CaseNo::Two, version: 15, hand: None, asked: 7_000 };
    assert_eq!(untold(Ask::Approve(PACKAGE), other, &moved), Some(Invariant::I12), "one of another case");
    let gone = What::WasNotThere { case: CaseNo::One, asked: 7_000 };
    assert_eq!(untold(Ask::Approve(PACKAGE), gone, &[]), None, "the case was not there");
}

#[test]
fn an_approval_is_so_only_with_the_package_that_was_accepted() {
    let theirs = |answers, before| {
        let after = Facts { answers, ..facts(before + 1, Status::Processing) };
        Effect { by: None, after, ..effect(6_500, before) }
    };
    let then = [sent(By::Decision), What::Claimed(ONE, Claim::IsSo)];
    assert_eq!(found(&then, &[theirs(3, 15)]), Some(Invariant::I2), "another package went on");
    assert_eq!(found(&then, &[theirs(3, 15), theirs(0, 16)]), None, "the same, afterwards");
    assert_eq!(untold(BODY.ask, read(16, None), &[theirs(3, 15)]), None, "another package went on");
    assert_eq!(untold(BODY.ask, read(17, None), &[theirs(3, 15), theirs(0, 16)]), Some(Invariant::I12));
    assert_eq!(untold(Ask::Continue, read(16, None), &[theirs(3, 15)]), Some(Invariant::I12), "whatever is in it");
}

#[test]
fn a_case_that_another_key_does_not_find_tells_nothing() {
    let gone = What::WasNotThere { case: CaseNo::One, asked: 8_000 };
    for other in [ApiKey { account: 1, serial: 0 }, ApiKey { account: 0, serial: 1 }] {
        assert_eq!(untold_after(BODY.ask, &[What::KeyEntered(other), gone], &[]), Some(Invariant::I12), "{other:?}");
    }
    let back = [What::KeyEntered(ApiKey { account: 1, serial: 0 }), What::KeyEntered(KEY)];
    let gone = What::WasNotThere { case: CaseNo::One, asked: 9_000 };
    assert_eq!(untold_after(BODY.ask, &[&back[..], &[gone]].concat(), &[]), None, "its own key again");
}

#[test]
fn two_cases_with_different_things_in_them_have_different_packages() {
    let with = |answers, files| Facts { answers, files, ..facts(14, Status::Yours) }.package();
    let mut seen = std::collections::BTreeSet::new();
    let places = [None, Some((0, 0)), Some((0, 1)), Some((1, 0)), Some((255, 255))];
    for answers in [0, 1, 255] {
        for (first, last) in places.into_iter().flat_map(|first| places.map(|last| (first, last))) {
            assert!(seen.insert(with(answers, [first, None, None, last]).0), "{answers} {first:?} {last:?}");
        }
    }
}
