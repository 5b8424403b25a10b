//! How long an acceptance takes to be on the disk, from the call to the moment before which nothing may be sent, beside a bare
//! append of as many bytes with its sync on the same disk; as rows of the bench: name, value, unit, aim, limit, peer. Each the
//! 99th percentile of [`TIMES`] acceptances of different cases.
//!
//! `cargo run -p desk --profile measure --example accept_durable [OUT.json]`
#![allow(
    dead_code,
    unused_imports,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a bench says what it finds, reads a clock, and uses some of what the tests use"
)]

#[path = "../tests/desk/support.rs"]
mod support;

use desk::wire::{ConfirmAcceptance, OpenStep, StepKind};
use simulator::Operation;
use std::io::Write;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};
use support::{Begin, Bench, PretendKeyring, Remembered, case_ref};

/// How many acceptances are measured.
const TIMES: usize = 300;
/// Of twenty cases the service makes up, two wait for an acceptance.
const CASES: usize = 20 * TIMES / 2 + 200;
/// What an acceptance may take, in milliseconds.
const LIMIT: f64 = 50.0;
/// Bytes of a row of the journal, about.
const ROW: usize = 2_048;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let folder = std::env::temp_dir().join(format!("accept-durable-{}", std::process::id()));
    let (told, recorded) = channel();
    let steps = Box::new(move |_: &str, step: &str| {
        if step == "recorded" {
            // Nobody listens any more at the end.
            let _ = told.send(Instant::now());
        }
    });
    let deck = simulator::Options::default().deck.filled_up_to(CASES);
    let service = simulator::start(simulator::Options { deck, ..simulator::Options::default() }).await.unwrap();
    let begin = Begin { records: Some(store::Worker::start(&folder)), steps, faster: 1, ..Begin::default() };
    let bench = Bench::begun(service, Remembered::default(), PretendKeyring::default(), begin);
    let waiting = bench.service.cases().into_iter().filter(|case| case.id.starts_with("auth_N"));
    let waiting = waiting.filter(|case| case.next_action.as_deref() == Some("approve_submission")).map(|case| case.id);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for id in waiting.take(TIMES) {
        ours.push(accepted(&bench, &id, &recorded).await);
        theirs.push(appended(&folder));
    }
    assert_eq!(ours.len(), TIMES);
    assert_eq!(bench.history(Operation::Confirm).len(), TIMES, "every one was sent, and once");
    bench.quit().await;
    // Nothing is left behind.
    let _ = std::fs::remove_dir_all(&folder);
    report(ours, theirs);
}

async fn accepted(bench: &Bench, id: &str, recorded: &Receiver<Instant>) -> f64 {
    let (_watching, _) = bench.open(id).await;
    let package = bench.desk.read_package(case_ref(id)).await.unwrap();
    let step = bench.desk.open_step(OpenStep { case: id.into(), step: StepKind::Accept }).await.unwrap();
    let accept = ConfirmAcceptance {
        case: id.into(),
        version: step.version,
        snapshot: package.snapshot,
        hash: package.hash,
        warnings_read: package.warnings.len(),
    };
    let begun = Instant::now();
    bench.desk.confirm_acceptance(accept).await.unwrap();
    let durable = recorded.recv_timeout(Duration::from_secs(10)).expect("it was recorded");
    (durable - begun).as_secs_f64() * 1000.0
}

/// What the disk takes for as many bytes at the least.
fn appended(folder: &Path) -> f64 {
    let mut file = std::fs::OpenOptions::new().create(true).append(true).open(folder.join("peer")).unwrap();
    let bytes = vec![b'x'; ROW];
    let begun = Instant::now();
    file.write_all(&bytes).unwrap();
    file.sync_data().unwrap();
    begun.elapsed().as_secs_f64() * 1000.0
}

fn report(mut ours: Vec<f64>, mut theirs: Vec<f64>) {
    let (value, peer) = (late(&mut ours), late(&mut theirs));
    let (middle, other) = (ours[TIMES / 2], theirs[TIMES / 2]);
    let name = "accept to durable, p99";
    eprintln!("{name}: {value:.1} ms (median {middle:.1}); append and sync {peer:.1} ms (median {other:.1})");
    let row = format!(
        r#"[{{"name":"{name}","value":{value:.2},"unit":"ms","aim":{LIMIT},"limit":{LIMIT},"peer":{peer:.2}}}]"#
    );
    match std::env::args().nth(1) {
        Some(out) => std::fs::write(out, row + "\n").expect("it can be written"),
        None => println!("{row}"),
    }
    assert!(value <= LIMIT, "{name} takes more than {LIMIT} ms");
}

/// The 99th percentile.
fn late(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() * 99 / 100]
}
