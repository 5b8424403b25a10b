//! Schedules as a whole: the same seed is the same schedule, the states that matter are met, what failed once does not fail
//! again, and no secret is in anything that can be read.

#![expect(clippy::unwrap_used, clippy::panic, reason = "what is kept here can be read")]

use simulation::checker::check;
use simulation::draws::Draws;
use simulation::kept::Kept;
use simulation::planted;
use simulation::profiles::Profile;
use simulation::search::Search;
use std::sync::atomic::AtomicU64;

fn kept() -> Vec<(String, Kept)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/kept");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let read = files.map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        (name.clone(), Kept::read(&text).unwrap_or_else(|| panic!("{name} is no kept schedule")))
    });
    read.collect()
}

#[test]
fn the_same_seed_is_the_same_schedule_and_its_draws_play_it_again() {
    for seed in 0..800 {
        let profile = Profile::evenly(seed);
        let first = simulation::run(profile, Draws::of_seed(seed).noted());
        let again = simulation::run(profile, Draws::of_seed(seed));
        assert_eq!(first.trace.hash(), again.trace.hash(), "seed {seed}");
        let played = simulation::run(profile, Draws::of_row(first.taken));
        assert_eq!(first.trace.hash(), played.trace.hash(), "seed {seed} from its draws");
    }
}

#[test]
fn two_seeds_are_two_schedules() {
    let hash = |seed| simulation::run(Profile::All, Draws::of_seed(seed)).trace.hash();
    assert_ne!(hash(1), hash(2));
}

#[test]
fn every_state_that_matters_is_met_and_nothing_is_wrong() {
    let search = Search { profile: None, first: 1_000_000, schedules: 10_000, threads: 2 };
    let found = search.look(false, &AtomicU64::new(0));
    if planted::here().is_empty() {
        assert_eq!(found.first, None);
    }
    let never: Vec<_> = found.seen.iter().filter(|(_, count)| *count == 0).collect();
    assert!(never.is_empty(), "never met in {} schedules: {never:?}", found.schedules);
    assert!(found.different.is_empty());
}

#[test]
fn what_failed_once_does_not_fail_again() {
    let all = kept();
    assert!(!all.is_empty());
    for (name, kept) in all {
        let outcome = simulation::run(kept.profile, Draws::of_row(kept.row));
        if planted::here().is_empty() {
            assert_eq!(check(&outcome.trace), Ok(()), "{name}");
        } else if planted::here().contains(&kept.cause.as_str()) {
            let invariant = check(&outcome.trace).map_err(|violation| format!("{:?}", violation.invariant));
            assert_eq!(invariant, Err(kept.invariant), "{name}");
        }
    }
}

#[test]
fn no_secret_is_in_any_text_that_is_kept_of_a_schedule() {
    for seed in 0..400 {
        let outcome = simulation::run(Profile::Handoff, Draws::of_seed(seed));
        assert!(!outcome.trace.text().contains("CANARY"), "seed {seed}");
    }
}

#[test]
fn a_kept_schedule_reads_as_it_was_written() {
    for (name, kept) in kept() {
        assert_eq!(Kept::read(&kept.text()), Some(kept), "{name}");
    }
}
