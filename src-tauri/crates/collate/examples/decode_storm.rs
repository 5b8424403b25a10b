//! Decodes damaged documents by the million: `cargo run -p collate --release --example decode_storm -- 10000000 [SEED]`.
//! Ends with a tally, or with the document that made decoding panic.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a tool: it says what it finds, reads a clock, and ends where something is wrong"
)]

#[path = "../tests/storm/mod.rs"]
mod storm;

use std::time::Instant;

fn main() {
    let mut words = std::env::args().skip(1).map(|word| word.parse::<u64>().expect("a number"));
    let inputs = words.next().unwrap_or(10_000_000);
    let seed = words.next().unwrap_or(1);
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        eprintln!("while decoding: {}", storm::current());
        usual(panic);
    }));
    let workers = std::thread::available_parallelism().map_or(1, |count| count.get() as u64);
    let start = Instant::now();
    let running: Vec<_> = (0..workers)
        .map(|worker| {
            let share = inputs / workers + u64::from(worker < inputs % workers);
            std::thread::spawn(move || storm::run(seed.wrapping_mul(workers).wrapping_add(worker), share))
        })
        .collect();
    let tally =
        running.into_iter().fold(storm::Tally::default(), |sum, worker| sum.plus(worker.join().expect("it ends")));
    let seconds = start.elapsed().as_secs_f64();
    let rate = tally.inputs as f64 / seconds / 1000.0;
    println!("{} inputs in {seconds:.1} s on {workers} threads, {rate:.0} thousand a second: {tally:?}", tally.inputs);
}
