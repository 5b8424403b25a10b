//! Runs many schedules, or shows one.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]

use simulation::checker::check;
use simulation::draws::Draws;
use simulation::kept::Kept;
use simulation::planted;
use simulation::profiles::Profile;
use simulation::search::{Failure, Found, Search};
use simulation::shrink::shrink;
use std::fmt::Write;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

const USAGE: &str = "\
simulate [--schedules N] [--profile P] [--seed S] [--threads T] [--keep FOLDER]
simulate --seed S [--profile P] --trace

  P  calm lossy crashy clock disk handoff two-operators all; evenly in each of them when it is `evenly`
  S  the first seed, 0 when not said";

struct Arguments {
    search: Search,
    trace: bool,
    keep: Option<String>,
}

fn main() -> ExitCode {
    let Some(arguments) = arguments() else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    if arguments.trace {
        return show(&arguments.search);
    }
    let (found, took) = look(&arguments.search);
    let failed = found.first.is_some() || !found.different.is_empty();
    for seed in &found.different {
        println!("seed {seed}: two runs are different");
    }
    if let Some(failure) = &found.first {
        report(failure, arguments.keep.as_deref());
    }
    println!("{}", summary(&arguments.search, &found, took));
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn arguments() -> Option<Arguments> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let search = Search { profile: Some(Profile::All), first: 0, schedules: 200_000, threads };
    let mut arguments = Arguments { search, trace: false, keep: None };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--trace" => arguments.trace = true,
            "--schedules" => arguments.search.schedules = words.next()?.replace('_', "").parse().ok()?,
            "--seed" => arguments.search.first = words.next()?.parse().ok()?,
            "--threads" => arguments.search.threads = words.next()?.parse().ok()?,
            "--keep" => arguments.keep = Some(words.next()?),
            "--profile" => {
                let name = words.next()?;
                arguments.search.profile = if name == "evenly" { None } else { Some(Profile::of_name(&name)?) };
            }
            _ => return None,
        }
    }
    Some(arguments)
}

/// Looks through all seeds; how far it is is said now and then.
#[expect(clippy::disallowed_methods, reason = "how long it takes is what it is for")]
fn look(search: &Search) -> (Found, Duration) {
    let started = Instant::now();
    let (done, over) = (AtomicU64::new(0), AtomicBool::new(false));
    let found = std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                std::thread::park_timeout(Duration::from_secs(10));
                if !over.load(Ordering::Relaxed) {
                    eprintln!("{} of {}", done.load(Ordering::Relaxed), search.schedules);
                }
            }
        });
        let found = search.look(true, &done);
        over.store(true, Ordering::Relaxed);
        watcher.thread().unpark();
        found
    });
    (found, started.elapsed())
}

/// Says what is wrong with a seed, in the shortest schedule that still shows it.
fn report(failure: &Failure, keep: Option<&str>) {
    let Failure { seed, profile, violation } = failure;
    println!("seed {seed}, profile {}: {violation}", profile.name());
    let noted = simulation::run(*profile, Draws::of_seed(*seed).noted());
    let row = shrink(*profile, noted.taken, violation.invariant);
    let outcome = simulation::run(*profile, Draws::of_row(row.clone()));
    if let Err(violation) = check(&outcome.trace) {
        println!("in short: {violation}\n{:?}\n{}", outcome.knobs.rules, outcome.trace.text());
    }
    let here = planted::here();
    let cause = here.first().copied().unwrap_or("say what it was");
    let kept = Kept::new(*profile, violation.invariant, cause, row);
    println!("to keep:\n{}", kept.text());
    if let Some(folder) = keep {
        let name = here.first().copied().unwrap_or("found");
        let path = format!("{folder}/{name}-{:?}-{seed}.txt", violation.invariant).to_lowercase();
        if let Err(error) = std::fs::write(&path, kept.text()) {
            eprintln!("{path}: {error}");
        }
    }
}

/// Shows one schedule.
fn show(search: &Search) -> ExitCode {
    let profile = search.profile_of(search.first);
    let outcome = simulation::run(profile, Draws::of_seed(search.first));
    println!("{:#?}\n{}", outcome.knobs, outcome.trace.text());
    match check(&outcome.trace) {
        Ok(()) => ExitCode::SUCCESS,
        Err(violation) => {
            println!("{violation}");
            ExitCode::FAILURE
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "shares and rates are rounded")]
fn summary(search: &Search, found: &Found, took: Duration) -> String {
    let seconds = took.as_secs_f64();
    let profile = search.profile.map_or("evenly", Profile::name);
    let mut line = format!(
        "profile {profile} schedules {} seconds {seconds:.1} rate {:.0}/s violations {} events {:.1}/schedule \
         decisions {} cannot be told {} ({:.3}%);",
        found.schedules,
        found.schedules as f64 / seconds,
        found.failed,
        found.events as f64 / found.schedules.max(1) as f64,
        found.decided,
        found.untold,
        found.untold as f64 * 100.0 / found.decided.max(1) as f64,
    );
    for (state, count) in found.seen.iter() {
        let share = count as f64 * 100.0 / found.schedules.max(1) as f64;
        // Writing to a string cannot fail.
        let _ = write!(line, " {state:?} {share:.3}%");
    }
    line
}
