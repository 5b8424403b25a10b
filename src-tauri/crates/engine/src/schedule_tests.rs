use super::*;
use model::Timestamp;
use proptest::prelude::*;

fn at(millis: u64) -> Now {
    Now { boot: Boot(millis), wall: Timestamp(0) }
}

fn id(name: &str) -> AuthorizationId {
    AuthorizationId::new(name).unwrap()
}

const HALF: Draw = Draw(0.5);

/// A schedule without a list that watches one case and has read it at 0.
fn watching(attention: Attention) -> Schedule {
    let mut schedule = Schedule::new(at(0));
    assert!(schedule.next_page(at(0)));
    schedule.list_is_absent();
    schedule.watch(&id("auth_1"), attention, at(0));
    assert_eq!(schedule.next_read(at(0)), Some(id("auth_1")));
    schedule.did_read(&id("auth_1"), true, at(0), HALF);
    schedule
}

fn due(schedule: &Schedule) -> Option<u64> {
    schedule.poll_timeout().map(|(boot, _)| boot.0)
}

#[test]
fn each_attention_has_its_pace() {
    for (attention, millis) in [
        (Attention::Hot, Some(3_000)),
        (Attention::OnScreen, Some(5_000)),
        (Attention::Moving, Some(10_000)),
        (Attention::Yours, Some(60_000)),
        (Attention::WithPayer, Some(120_000)),
        (Attention::Ended, None),
    ] {
        assert_eq!(due(&watching(attention)), millis, "{attention:?}");
    }
}

#[test]
fn an_unchanged_moving_case_is_read_less_and_less_up_to_a_minute() {
    let mut schedule = watching(Attention::Moving);
    let mut now = 10_000;
    for _ in 0..10 {
        assert!(schedule.next_read(at(now)).is_some());
        schedule.did_read(&id("auth_1"), false, at(now), Draw(0.999_999));
        now = due(&schedule).unwrap();
    }
    assert_eq!(schedule.interval(&id("auth_1")), Some(Duration::from_secs(60)));
    schedule.next_read(at(now));
    schedule.did_read(&id("auth_1"), true, at(now), HALF);
    assert_eq!(due(&schedule), Some(now + 10_000), "a change makes it quick again");
}

#[test]
fn coming_on_screen_brings_the_next_read_nearer() {
    let mut schedule = watching(Attention::Yours);
    schedule.watch(&id("auth_1"), Attention::OnScreen, at(20_000));
    assert_eq!(due(&schedule), Some(5_000), "overdue at once");
}

#[test]
fn hot_cases_are_read_first_and_never_more_than_four_at_once() {
    let mut schedule = watching(Attention::Ended);
    for name in ["auth_2", "auth_3", "auth_4", "auth_5"] {
        schedule.watch(&id(name), Attention::Yours, at(0));
    }
    schedule.watch(&id("auth_9"), Attention::Hot, at(0));
    assert_eq!(schedule.next_read(at(0)), Some(id("auth_9")));
    assert!((0..3).all(|_| schedule.next_read(at(0)).is_some()));
    assert_eq!(schedule.next_read(at(0)), None);
    assert_eq!(schedule.poll_timeout(), None, "the end of a request wakes the driver");
    schedule.did_read(&id("auth_9"), true, at(10), HALF);
    assert!(schedule.next_read(at(10)).is_some());
}

#[test]
fn failures_wait_twice_as_long_each_time_and_honour_retry_after_within_bounds() {
    let mut schedule = watching(Attention::OnScreen);
    let mut fail = |now: u64, retry| {
        schedule.next_read(at(now)).unwrap();
        schedule.did_fail(&id("auth_1"), retry, at(now), Draw(1.0));
        due(&schedule).unwrap() - now
    };
    assert_eq!(fail(5_000, None), 10_000);
    assert_eq!(fail(15_000, None), 20_000);
    assert_eq!(fail(35_000, Some(Duration::from_secs(90))), 90_000);
    assert_eq!(fail(125_000, Some(Duration::from_secs(1_000_000_000))), 300_000);
}

#[test]
fn a_refused_key_stops_everything() {
    let mut schedule = watching(Attention::Hot);
    schedule.stop();
    assert_eq!(schedule.next_read(at(1_000_000)), None);
    assert!(!schedule.next_page(at(1_000_000)));
    assert_eq!(schedule.poll_timeout(), None);
}

#[test]
fn a_swept_row_counts_as_a_read() {
    let mut schedule = watching(Attention::Yours);
    schedule.was_swept(&id("auth_1"), false, at(30_000), HALF);
    assert_eq!(due(&schedule), Some(90_000));
}

#[test]
fn the_list_is_read_two_pages_a_second_and_again_after_a_pause() {
    let mut schedule = Schedule::new(at(0));
    assert!(schedule.next_page(at(0)));
    assert!(!schedule.next_page(at(0)), "one at a time");
    schedule.did_sweep(true, at(10));
    assert!(schedule.next_page(at(10)));
    schedule.did_sweep(true, at(20));
    assert!(!schedule.next_page(at(20)));
    assert_eq!(due(&schedule), Some(1_000));
    assert!(schedule.next_page(at(1_000)));
    schedule.did_sweep(false, at(1_100));
    assert_eq!(due(&schedule), Some(31_100));
}

#[test]
fn a_case_is_stale_after_three_of_its_intervals() {
    let schedule = watching(Attention::OnScreen);
    assert!(!schedule.is_stale(&id("auth_1"), at(15_000)));
    assert!(schedule.is_stale(&id("auth_1"), at(15_001)));
    assert!(!watching(Attention::Ended).is_stale(&id("auth_1"), at(10_000_000)));
}

proptest! {
    #[test]
    fn never_more_than_the_limits_whatever_is_watched(
        attentions in prop::collection::vec(0u8..6, 1..60),
        answers in prop::collection::vec((any::<bool>(), 0u64..400, 0.0f64..1.0), 1..200),
    ) {
        let of = [Attention::Hot, Attention::OnScreen, Attention::Moving, Attention::Yours, Attention::WithPayer, Attention::Ended];
        let mut schedule = Schedule::new(at(0));
        for (index, attention) in attentions.iter().enumerate() {
            schedule.watch(&id(&format!("auth_{index}")), of[usize::from(*attention)], at(0));
        }
        let (mut now, mut starts, mut flying) = (0u64, Vec::new(), VecDeque::new());
        for (good, later, draw) in answers {
            while let Some(case) = schedule.next_read(at(now)) {
                prop_assert!(!flying.contains(&case), "one read of a case at a time");
                flying.push_back(case);
                starts.push(now);
            }
            prop_assert!(flying.len() <= IN_FLIGHT);
            prop_assert!(starts.iter().filter(|start| **start + 1_000 > now).count() <= PER_SECOND);
            now += later;
            if let Some(case) = flying.pop_front() {
                if good {
                    schedule.did_read(&case, draw < 0.5, at(now), Draw(draw));
                } else {
                    schedule.did_fail(&case, None, at(now), Draw(draw));
                }
            } else if let Some((due, _)) = schedule.poll_timeout() {
                now = now.max(due.0);
            }
        }
    }
}

#[test]
fn what_the_service_asks_to_wait_holds_everything_back_even_trying_now() {
    let mut schedule = watching(Attention::Hot);
    schedule.hold(Duration::from_secs(20), at(1_000));
    schedule.hold(Duration::from_secs(5), at(1_000));
    schedule.try_now(at(3_000));
    assert_eq!(schedule.next_read(at(3_000)), None);
    assert_eq!(due(&schedule), Some(21_000));
    assert!(schedule.next_read(at(21_000)).is_some());
}

#[test]
fn what_is_decided_waits_as_long_as_was_asked_and_a_reading_its_own_longest() {
    let mut schedule = watching(Attention::Hot);
    schedule.hold(Duration::from_secs(600), at(1_000));
    assert_eq!(due(&schedule), Some(301_000));
    assert!(schedule.next_read(at(301_000)).is_some(), "reading changes nothing");
    assert!(schedule.is_held(at(600_999)), "the button, too");
    assert!(!schedule.is_held(at(601_000)));
    assert_eq!(schedule.held_until(), Boot(601_000));
    schedule.resume(at(302_000));
    assert!(schedule.is_held(at(600_999)), "also with another key");
    schedule.hold(Duration::from_secs(1_000_000_000), at(0));
    assert_eq!(schedule.held_until(), Boot(86_400_000), "a day at the most");
}

#[test]
fn with_another_key_everything_is_read_anew() {
    let mut schedule = watching(Attention::Yours);
    schedule.next_read(at(60_000)).unwrap();
    schedule.stop();
    schedule.resume(at(61_000));
    assert!(schedule.next_page(at(61_000)));
    assert_eq!(schedule.next_read(at(61_000)), Some(id("auth_1")), "what was under way is nobody's now");
}

#[test]
fn a_read_of_several_requests_counts_for_as_many() {
    let mut schedule = watching(Attention::Hot);
    schedule.also_sent(9, at(2_500));
    assert_eq!(schedule.next_read(at(3_000)), Some(id("auth_1")));
    schedule.did_read(&id("auth_1"), true, at(3_000), HALF);
    schedule.read_soon(&id("auth_1"), at(3_100));
    assert_eq!(schedule.next_read(at(3_100)), None, "ten in this second");
    assert_eq!(due(&schedule), Some(3_500));
}

#[test]
fn what_is_to_be_read_soon_is_read_soon_whatever_is_thought_of_the_case_meanwhile() {
    for attention in [Attention::Yours, Attention::WithPayer, Attention::Ended, Attention::Hot] {
        let mut schedule = watching(Attention::OnScreen);
        schedule.read_soon(&id("auth_1"), at(100));
        schedule.watch(&id("auth_1"), attention, at(200));
        assert_eq!(schedule.next_read(at(200)), Some(id("auth_1")), "{attention:?}");
    }
}
