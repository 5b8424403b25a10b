use super::*;
use proptest::prelude::*;

fn at(seconds: u64) -> Now {
    Now { boot: Boot(seconds * 1000), wall: Timestamp(i64::try_from(seconds).unwrap() * 1000) }
}

fn grant(name: &str) -> GrantId {
    GrantId::new(name).unwrap()
}

fn stamp(seconds: i64) -> Option<Timestamp> {
    Some(Timestamp(seconds * 1000))
}

fn effects(link: &mut Link) -> Vec<Effect> {
    std::iter::from_fn(|| link.poll_effect()).collect()
}

fn asking(link: &mut Link) -> Asking {
    match effects(link).as_slice() {
        [Effect::Mint { asking, .. }] => *asking,
        other => panic!("one asking was expected, not {other:?}"),
    }
}

/// A link of 300 s, opened at 0 and fetched by the browser.
fn opened() -> Link {
    let mut link = Link::default();
    link.ask_open(at(0));
    let first = asking(&mut link);
    link.minted(first, grant("rag_1"), stamp(300), stamp(0), at(0));
    link.ticket_answered(&grant("rag_1"));
    effects(&mut link);
    link
}

#[test]
fn opening_mints_once_and_offers_the_link_for_thirty_seconds() {
    let mut link = Link::default();
    link.ask_open(at(0));
    link.ask_open(at(0));
    let first = asking(&mut link);
    assert_eq!(link.phase(), Phase::Preparing);
    link.minted(first, grant("rag_1"), stamp(300), stamp(0), at(1));
    assert_eq!(effects(&mut link), [Effect::Offer { grant: grant("rag_1"), until: at(31).boot }]);
    assert_eq!(link.phase(), Phase::Opening);
    link.ticket_answered(&grant("rag_1"));
    assert!(effects(&mut link).is_empty(), "the ticket overwrote the text and listens on");
    assert_eq!((link.phase(), link.opened()), (Phase::Open, 1));
    assert_eq!(link.left(at(58)), Some((Duration::from_secs(242), Duration::from_secs(300))));
}

#[test]
fn the_life_of_a_link_is_told_by_the_service_clock_and_not_by_ours() {
    let two_hours = 7200;
    let mut link = Link::default();
    link.ask_open(at(two_hours));
    let first = asking(&mut link);
    link.minted(first, grant("rag_1"), stamp(300), stamp(0), at(two_hours));
    assert_eq!(link.left(at(two_hours)).map(|left| left.0), Some(Duration::from_secs(300)));
}

#[test]
fn a_link_that_is_over_on_arrival_or_nearly_so_is_never_offered() {
    for (expires, date, why) in [
        (None, stamp(0), NotOpened::NoExpiry),
        (stamp(0), stamp(10), NotOpened::AlreadyOver),
        (stamp(10), stamp(10), NotOpened::AlreadyOver),
        (stamp(4), stamp(0), NotOpened::TooShort),
    ] {
        let mut link = Link::default();
        link.ask_open(at(0));
        let first = asking(&mut link);
        link.minted(first, grant("rag_1"), expires, date, at(0));
        assert_eq!(effects(&mut link), [Effect::Zero { grant: grant("rag_1") }]);
        assert_eq!(link.phase(), Phase::NotOpened(why));
    }
}

#[test]
fn a_link_that_claims_a_day_counts_a_quarter_of_an_hour() {
    let mut link = Link::default();
    link.ask_open(at(0));
    let first = asking(&mut link);
    link.minted(first, grant("rag_1"), stamp(86_400), stamp(0), at(0));
    assert_eq!(link.left(at(0)).map(|left| left.0), Some(LONGEST));
}

#[test]
fn the_opening_pays_for_one_renewal_and_then_the_operator_is_asked() {
    let mut link = opened();
    assert_eq!(link.poll_timeout(), Some((at(240).boot, "renew the link")));
    link.handle_timeout(at(240));
    let renewal = asking(&mut link);
    link.minted(renewal, grant("rag_2"), stamp(541), stamp(241), at(241));
    assert_eq!(effects(&mut link), [Effect::Zero { grant: grant("rag_2") }], "nobody opens a renewed link");
    assert_eq!(link.poll_timeout(), Some((at(480).boot, "renew the link")));
    link.handle_timeout(at(480));
    assert!(effects(&mut link).is_empty());
    assert!(link.asks());
    link.operator_acted(at(490));
    let renewal = asking(&mut link);
    link.minted(renewal, grant("rag_3"), stamp(790), stamp(490), at(490));
    assert!(!link.asks());
}

#[test]
fn a_short_link_is_renewed_at_a_quarter_of_its_life() {
    let mut link = Link::default();
    link.ask_open(at(0));
    let first = asking(&mut link);
    link.minted(first, grant("rag_1"), stamp(20), stamp(0), at(0));
    link.ticket_answered(&grant("rag_1"));
    assert_eq!(link.poll_timeout().map(|deadline| deadline.0), Some(at(15).boot));
}

#[test]
fn an_unanswered_question_lets_the_link_lapse_and_reopening_makes_a_new_one() {
    let mut link = opened();
    link.handle_timeout(at(240));
    let renewal = asking(&mut link);
    link.not_minted(renewal, NotOpened::NotMade, None, at(241));
    assert_eq!(link.poll_timeout().map(|deadline| deadline.0), Some(at(246).boot), "a failed renewal is tried again");
    link.handle_timeout(at(300));
    assert_eq!(
        effects(&mut link),
        [Effect::Zero { grant: grant("rag_1") }, Effect::Over { grant: grant("rag_1"), reason: Ended::Expired }]
    );
    assert_eq!((link.phase(), link.poll_timeout()), (Phase::Ended(Ended::Expired), None));
    link.ask_open(at(301));
    let again = asking(&mut link);
    link.minted(again, grant("rag_9"), stamp(601), stamp(301), at(301));
    assert!(matches!(effects(&mut link).as_slice(), [Effect::Offer { .. }]));
}

#[test]
fn a_link_that_comes_after_the_handoff_closed_is_zeroed_and_not_opened() {
    let mut link = Link::default();
    link.ask_open(at(0));
    let first = asking(&mut link);
    link.discard(Ended::Closed);
    link.minted(first, grant("rag_1"), stamp(300), stamp(0), at(1));
    assert_eq!(effects(&mut link), [Effect::Zero { grant: grant("rag_1") }]);
    assert_eq!(link.phase(), Phase::Ended(Ended::Closed));
}

#[test]
fn a_browser_that_does_not_come_ends_the_link() {
    let mut link = Link::default();
    link.ask_open(at(0));
    let first = asking(&mut link);
    link.minted(first, grant("rag_1"), stamp(300), stamp(0), at(0));
    effects(&mut link);
    link.ticket_failed(&grant("rag_1"), Ended::NobodyCame);
    assert_eq!(link.phase(), Phase::Ended(Ended::NobodyCame));
    assert_eq!(link.opened(), 0);
}

#[test]
fn a_second_request_is_remembered_while_the_link_counts() {
    let mut link = opened();
    link.handle_timeout(at(240));
    let renewal = asking(&mut link);
    link.minted(renewal, grant("rag_2"), stamp(541), stamp(241), at(241));
    effects(&mut link);
    link.second_request(&grant("rag_1"));
    assert!(link.had_second_request(), "also after a renewal: the ticket is that of the link that was opened");
    link.discard(Ended::Closed);
    let zeroed = |name: &str| Effect::Zero { grant: grant(name) };
    let over = Effect::Over { grant: grant("rag_2"), reason: Ended::Closed };
    assert_eq!(effects(&mut link), [zeroed("rag_1"), zeroed("rag_2"), over]);
}

#[test]
fn a_renewal_that_was_made_and_is_no_good_is_spent_and_one_that_was_not_made_waits_longer_each_time() {
    let mut link = opened();
    link.handle_timeout(at(240));
    let renewal = asking(&mut link);
    link.minted(renewal, grant("rag_2"), None, stamp(240), at(240));
    effects(&mut link);
    link.handle_timeout(at(250));
    assert!(effects(&mut link).is_empty() && link.asks(), "one action buys one renewal");

    let mut link = opened();
    link.handle_timeout(at(240));
    let renewal = asking(&mut link);
    link.not_minted(renewal, NotOpened::NotMade, None, at(240));
    link.handle_timeout(at(245));
    let renewal = asking(&mut link);
    link.not_minted(renewal, NotOpened::NotMade, None, at(245));
    assert_eq!(link.poll_timeout().map(|due| due.0), Some(at(255).boot));
    link.handle_timeout(at(255));
    let renewal = asking(&mut link);
    link.not_minted(renewal, NotOpened::NotMade, Some(Duration::from_secs(30)), at(255));
    assert_eq!(link.poll_timeout().map(|due| due.0), Some(at(285).boot), "the service asked to wait");
}

#[test]
fn renewing_by_hand_is_the_action_it_is_spent_on() {
    let mut link = opened();
    link.ask_renewal(at(10));
    let renewal = asking(&mut link);
    link.minted(renewal, grant("rag_2"), stamp(310), stamp(10), at(10));
    assert!(!link.will_renew());
}

#[derive(Debug, Clone)]
enum Step {
    Open,
    Renew,
    Act,
    Minted(i64),
    NotMinted,
    Answered,
    Failed,
    Discard,
    Wait(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        Just(Step::Open),
        Just(Step::Renew),
        Just(Step::Act),
        (-10i64..1200).prop_map(Step::Minted),
        Just(Step::NotMinted),
        Just(Step::Answered),
        Just(Step::Failed),
        Just(Step::Discard),
        (0u64..400).prop_map(Step::Wait),
    ];
    prop::collection::vec(step, 0..60)
}

/// What must hold of the effects, kept apart from the machine.
#[derive(Default)]
struct Watch {
    offered: Vec<GrantId>,
    over: Vec<GrantId>,
    zeroed: Vec<GrantId>,
    asked: Option<Asking>,
}

impl Watch {
    fn take(&mut self, link: &mut Link, now: Now) {
        for effect in effects(link) {
            match effect {
                Effect::Mint { asking, .. } => self.asked = Some(asking),
                Effect::Offer { grant, until } => {
                    assert!(!self.offered.contains(&grant), "a link is offered once");
                    assert!(!self.over.contains(&grant) && !self.zeroed.contains(&grant), "nothing after the end");
                    let left = link.left(now).unwrap().0;
                    assert!(left >= SHORTEST && left <= LONGEST);
                    assert!(until <= now.boot.plus(left) && until <= now.boot.plus(TICKET));
                    self.offered.push(grant);
                }
                Effect::Zero { grant } => self.zeroed.push(grant),
                Effect::Over { grant, .. } => {
                    assert!(!self.over.contains(&grant), "a link ends once");
                    assert!(self.zeroed.contains(&grant), "its text goes first");
                    self.over.push(grant);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn whatever_happens_a_link_is_offered_once_ends_once_and_never_outlives_its_end(steps in steps()) {
        let (mut link, mut watch, mut now, mut made) = (Link::default(), Watch::default(), at(0), 0);
        for step in steps {
            match step {
                Step::Open => link.ask_open(now),
                Step::Renew => link.ask_renewal(now),
                Step::Act => link.operator_acted(now),
                Step::Minted(life) => {
                    made += 1;
                    let asking = watch.asked.unwrap_or(Asking(0));
                    let expires = now.wall.plus_millis(life * 1000);
                    link.minted(asking, grant(&format!("rag_{made}")), Some(expires), Some(now.wall), now);
                }
                Step::NotMinted => link.not_minted(watch.asked.unwrap_or(Asking(0)), NotOpened::NotMade, None, now),
                Step::Answered => if let Some(last) = watch.offered.last() { link.ticket_answered(&last.clone()) },
                Step::Failed => if let Some(last) = watch.offered.last() { link.ticket_failed(&last.clone(), Ended::NobodyCame) },
                Step::Discard => {
                    link.discard(Ended::Closed);
                    prop_assert_eq!(link.left(now), None);
                    prop_assert_eq!(link.poll_timeout(), None);
                }
                Step::Wait(seconds) => {
                    now = at(now.boot.0 / 1000 + seconds);
                    link.handle_timeout(now);
                    if let Some((deadline, _)) = link.poll_timeout() {
                        prop_assert!(deadline > now.boot, "a handled timeout moves or clears the deadline");
                    }
                }
            }
            watch.take(&mut link, now);
            if let Some((left, _)) = link.left(now) {
                prop_assert!(left <= LONGEST);
            }
        }
        link.discard(Ended::Quit);
        watch.take(&mut link, now);
        for grant in &watch.offered {
            prop_assert!(watch.zeroed.contains(grant), "no text survives the end");
        }
    }
}
