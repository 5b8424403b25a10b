//! The real program is killed in the middle of each decision, at each named step, at moments nobody chose, and twice in a row,
//! and started again beside a service that goes on. What the service's own history says must be what the window says: nothing
//! is done twice, nothing is lost, nothing is claimed that is not so.
//!
//! `KILLS=500` kills more often than the few dozen times of the usual run; `KILLS_SEED` makes other moments; `KILLS_OF=mint`
//! kills in the middle of that decision alone.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod decisions;
mod mint;
mod plan;
mod sign;
mod tally;
mod verdict;

use decisions::{Decision, Subject};
use plan::{Moment, plan, shares};
use rig::{Browser, Desktop, Service, ServiceOptions, Started, Window, start_and_kill};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tally::Tally;
use verdict::judge;

/// Kills of the usual run.
const USUAL: usize = 64;
/// Desks that are killed side by side.
const LANES: usize = 2;
/// How long the program may go on after the step at which it should have ended.
const SOON: Duration = Duration::from_secs(20);
/// How long what was sent may still be on its way to the service when the program is gone.
const ARRIVES: Duration = Duration::from_millis(100);

/// The debug hook that ends the program at a step.
const STOP_AT: &str = "PRIOR_AUTH_DESK_STOP_AT";

fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_prior-auth-desk"))
}

fn programs() -> PathBuf {
    program().parent().expect("it is in a folder").to_path_buf()
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn killed_at_any_moment_nothing_is_done_twice_lost_or_misreported() {
    let kills = usize::try_from(number("KILLS", USUAL as u64)).unwrap();
    let mut plan = plan(kills, number("KILLS_SEED", 20_261_121));
    let (named, chosen, twice) = shares(&plan);
    println!("{named} at a named step, {chosen} at moments nobody chose, {twice} twice");
    assert!(kills < USUAL || (named >= 30 && twice >= 3), "{named} named steps, {twice} twice");
    if let Ok(only) = std::env::var("KILLS_OF") {
        plan.retain(|(decision, _)| decision.name == only);
    }
    let kills = plan.len();
    let lanes: Vec<_> = (0..LANES)
        .map(|lane| {
            let own: Vec<_> = plan.iter().copied().skip(lane).step_by(LANES).collect();
            tokio::spawn(live(own))
        })
        .collect();
    let mut tally = Tally::default();
    for lane in lanes {
        tally.add(&lane.await.expect("a lane ends"));
    }
    println!("kills: {tally}");
    assert_eq!(tally.kills, kills);
    assert!(tally.wrong.is_empty(), "{:#?}", tally.wrong);
    // What cannot be told is for the operator to look at: it must be rare.
    assert!(tally.undecided() * 10 <= tally.kills, "{tally}");
}

/// One desktop and its data folder, through all its kills.
async fn live(plan: Vec<(&'static Decision, Moment)>) -> Tally {
    let (desktop, browser) = (Desktop::with_keyring(), Browser::waiting());
    // Links are asked for; nobody needs to see where they lead.
    browser.stay_away();
    let mut tally = Tally::default();
    for (decision, moment) in plan {
        // A service of its own: what happened in it happened in this life.
        let service = Service::start(
            &programs(),
            ServiceOptions { millis: (600_000, 600_000, 600_000), ..ServiceOptions::default() },
        );
        let mut subject = kill_once(&desktop, &browser, &service, decision, moment).await;
        tokio::time::sleep(ARRIVES).await;
        subject.sent = service.control.requests(decision.operation).await.len();
        if let Moment::Twice(_, millis) = moment {
            let before = service.control.history().await.len();
            start_and_kill(program(), &desktop, &browser, &service, Duration::from_millis(millis)).await;
            tally.note_again(service.control.history().await.len() > before);
        }
        let window = Window::open(program(), &desktop, &browser, Started::Connected(&service)).await;
        let found = judge(&window, (&desktop, &browser), &service, decision, moment, &subject).await;
        window.kill().await;
        tally.note(decision.name, moment, found);
    }
    tally
}

/// Starts the program, decides, and has it killed.
async fn kill_once(
    desktop: &Desktop,
    browser: &Browser,
    service: &Service,
    decision: &'static Decision,
    moment: Moment,
) -> Subject {
    let stop_at = moment.step().map(|step| format!("{}/{step}", decision.name));
    let set = |command: &mut std::process::Command| {
        if let Some(stop_at) = &stop_at {
            command.env(STOP_AT, stop_at);
        }
    };
    let window = Window::open_with(program(), desktop, browser, Started::Connected(service), set).await;
    window.sees("Needs me").await;
    let subject = decision.prepare(&window, service, desktop).await;
    decision.decide(&window, &subject).await;
    match moment {
        Moment::Step(_) | Moment::Twice(..) => {
            let ended = tokio::time::timeout(SOON, async {
                while window.attempt("return 1").await.is_some() {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            });
            assert!(ended.await.is_ok(), "{} reaches {moment:?}", decision.name);
        }
        Moment::After(millis) => tokio::time::sleep(Duration::from_millis(millis)).await,
    }
    window.kill().await;
    subject
}
