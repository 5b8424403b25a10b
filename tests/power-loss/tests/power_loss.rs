//! The store on a disk that loses power, fills up, fails and becomes read-only; and whether the checker would see it.

use power_loss::{Fault, Plant, images, sweep};

const SEED: u64 = 20_261_120;

#[test]
fn what_was_confirmed_is_found_after_the_power_was_gone() {
    let summary = images(SEED, 500, Plant::Nothing);
    assert_eq!(summary.violations, 0, "{:#?}", summary.examples);
    assert!(summary.images >= 500 && summary.confirmed > 500, "{summary}");
    assert!(summary.torn > 100 && summary.dropped > 100, "{summary}");
}

#[test]
fn a_store_that_does_not_wait_for_the_disk_is_caught() {
    let summary = images(SEED, 100, Plant::NoSync);
    assert!(summary.violations > 5, "{summary}");
}

#[test]
fn the_same_seed_gives_the_same_run() {
    assert_eq!(images(7, 24, Plant::Nothing), images(7, 24, Plant::Nothing));
}

fn swept(fault: Fault) {
    for (seed, lasting) in [(SEED, false), (SEED, true), (1, false), (2, true), (3, false)] {
        let swept = sweep(seed, fault, lasting);
        assert!(swept.violations.is_empty(), "{:#?}", swept.violations);
        assert!(swept.calls > 60 && swept.refused > 10 && swept.not_opened > 3, "{swept:?}");
    }
}

#[test]
fn on_a_full_disk_calls_are_refused_and_work_when_there_is_room_again() {
    swept(Fault::Full);
}

#[test]
fn on_a_failing_disk_calls_are_refused_and_work_when_it_is_well_again() {
    swept(Fault::Failing);
}

#[test]
fn on_a_read_only_disk_calls_are_refused_and_work_when_it_is_writable_again() {
    swept(Fault::ReadOnly);
}
