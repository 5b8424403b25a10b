//! How long decoding takes beside `serde_json::Value` on the same bytes, as rows of the bench: name, value, unit, aim,
//! limit, peer. The best of many rounds, taken in turn: whatever else the computer does only makes a round longer.
//!
//! `cargo run -p collate --profile measure --example decode_ratio [OUT.json]`
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a bench says what it finds and reads a clock"
)]

#[path = "../tests/documents/mod.rs"]
mod documents;

use collate::{Contract, decode_authorization, decode_page};
use std::hint::black_box;
use std::time::Instant;

/// How often each is measured.
const ROUNDS: usize = 201;
/// As multiples of the other's time.
const AIM: f64 = 1.2;
const LIMIT: f64 = 1.5;

fn main() {
    let (page, _) = documents::page(Contract::B1, 100);
    let large = documents::large(1_000_000);
    let rows = [
        row("decode a page of 100 cases", &page, |bytes| {
            let (page, _) = decode_page(bytes, Contract::B1).expect("a page");
            assert_eq!((page.rows.len(), page.unreadable), (100, 0));
        }),
        row("decode a case of 1 MB", &large, |bytes| {
            black_box(decode_authorization(bytes, Contract::B1).expect("a case"));
        }),
    ];
    let json = format!("[\n{}\n]", rows.join(",\n"));
    match std::env::args().nth(1) {
        Some(out) => std::fs::write(out, json + "\n").expect("it can be written"),
        None => println!("{json}"),
    }
}

fn row(name: &str, bytes: &[u8], decode: impl Fn(&[u8])) -> String {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        theirs.push(micros(|| {
            black_box(serde_json::from_slice::<serde_json::Value>(black_box(bytes)).expect("JSON"));
        }));
        ours.push(micros(|| decode(black_box(bytes))));
    }
    let (value, peer) = (best(&ours), best(&theirs));
    eprintln!(
        "{name}: {} bytes, {value:.0} µs, serde_json::Value {peer:.0} µs, ratio {:.2}",
        bytes.len(),
        value / peer
    );
    assert!(value <= LIMIT * peer, "{name} takes more than {LIMIT} times as long as parsing alone");
    format!(
        r#"  {{"name":"{name}","value":{value:.1},"unit":"µs","aim":{:.1},"limit":{:.1},"peer":{peer:.1}}}"#,
        AIM * peer,
        LIMIT * peer
    )
}

fn micros(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1_000_000.0
}

fn best(values: &[f64]) -> f64 {
    values.iter().copied().fold(f64::INFINITY, f64::min)
}
