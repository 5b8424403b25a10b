//! Every chore of this house, one verb each, the same on a desk and in CI. Standard library only: it is the first thing a
//! fresh machine builds.

mod chores;
mod contract;
mod debian;
mod page;
mod shell;
mod simulate;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <verb>

  run                    opens the program in practice mode (installs what is missing, builds the page and the program)
  run --headless OUT.png does the main job in the real window without a display and writes a picture of its end
  dev                    opens the program on a page that reloads itself while it is edited
  test                   runs every check (installs what tests need)
  lint                   formatting and lints of Rust and TypeScript
  contract [--long [SEED]] runs the client against the simulated service: two readings of the API meet; then Schemathesis
                         against the simulated service, with at least 20,000 requests when it may take long
  storm [N]              decodes N damaged documents, ten million when nothing else is said
  kills [N]              kills the real program N times in the middle of a decision, 500 when nothing else is said, and
                         holds what the window says afterwards to what the service knows
  simulate [--schedules N] [--profile P] [--seed S] [--trace]
                         looks through schedules of crashes, clocks, disks and networks around commands and links
  simulate --planted     shows that bugs planted there are found
  bindings               writes the TypeScript and the permissions that derive from the Rust types
  bench                  measures the program beside an empty window; writes target/bench.json
  package                makes the installable release package
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run"] => chores::run(),
        ["run", "--headless", picture] => chores::run_headless(picture),
        ["dev"] => chores::dev(),
        ["test"] => chores::test(),
        ["lint"] => chores::lint(),
        ["contract"] => chores::contract(contract::SHORT, contract::SEED),
        ["contract", "--long"] => chores::contract(contract::LONG, contract::SEED),
        ["contract", "--long", seed] => chores::contract(contract::LONG, seed),
        ["storm"] => chores::storm("10000000"),
        ["storm", inputs] => chores::storm(inputs),
        ["kills"] => chores::kills("500"),
        ["kills", kills] => chores::kills(kills),
        ["simulate", "--planted"] => simulate::planted(),
        ["simulate", words @ ..] => simulate::simulate(words),
        ["bindings"] => chores::bindings(),
        ["bench"] => chores::bench(),
        ["package"] => chores::package(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        other => Err(format!("`{}` is no verb of this house.\n\n{USAGE}", other.join(" "))),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\n{problem}");
            ExitCode::FAILURE
        }
    }
}
