//! Loses power as often as it is told: `cargo run -p power-loss -- [images] [seed]`, 10,000 images and seed 1 otherwise.
#![allow(clippy::print_stdout, reason = "its result is a line of text")]

use power_loss::{Plant, images};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<u64>());
    let (Ok(at_least), Ok(seed)) = (numbers.next().unwrap_or(Ok(10_000)), numbers.next().unwrap_or(Ok(1))) else {
        println!("usage: power-loss [images] [seed]");
        return ExitCode::from(2);
    };
    let summary = images(seed, at_least, Plant::Nothing);
    println!("{summary}");
    for example in &summary.examples {
        println!("{example}");
    }
    if summary.violations == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
