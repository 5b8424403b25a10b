//! Schedules of made-up crashes, clocks, disks and networks around the engine, and the bugs that are planted to show that
//! the simulation finds bugs.

use crate::shell::{Done, cargo, root, run, step};

/// Looked through by every run of the checks, in all profiles at once and again evenly in each.
pub(crate) const SCHEDULES: &str = "200000";
/// Within so many seeds each planted bug is found.
const PLANTED: &str = "10000";

const SIMULATE: &[&str] = &["run", "--quiet", "--package", "simulation", "--profile", "simulate"];

/// Looks through schedules; `words` are handed on.
pub(crate) fn simulate(words: &[&str]) -> Done {
    step("schedules of crashes, clocks, disks and networks", || {
        let mut simulate = cargo(SIMULATE);
        simulate.arg("--").args(words);
        run(simulate)
    })
}

/// What every run of the checks looks through.
pub(crate) fn check() -> Done {
    simulate(&["--schedules", SCHEDULES, "--profile", "all"])?;
    simulate(&["--schedules", SCHEDULES, "--profile", "evenly"])?;
    planted()
}

/// Builds each planted bug and looks for it. One that is not found fails the chore.
pub(crate) fn planted() -> Done {
    step("planted bugs are found", || {
        let mut missed = Vec::new();
        println!("   {:<34} {:>18} invariant", "bug", "seeds until found");
        for bug in bugs()? {
            match look_for(&bug)? {
                Some((seed, invariant)) => println!("   {bug:<34} {:>18} {invariant}", seed + 1),
                None => {
                    println!("   {bug:<34} {:>18}", "not found");
                    missed.push(bug);
                }
            }
        }
        if missed.is_empty() {
            Ok(())
        } else {
            Err(format!("Not found within {PLANTED} seeds: {}.", missed.join(", ")))
        }
    })
}

/// The features that plant a bug.
fn bugs() -> Result<Vec<String>, String> {
    let path = root().join("src-tauri/crates/simulation/Cargo.toml");
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let feature = |line: &str| line.split_once(" = ").map(|(name, _)| name.to_owned());
    let bugs: Vec<String> = text.lines().filter(|line| line.starts_with("planted-")).filter_map(feature).collect();
    if bugs.is_empty() { Err("No bug is planted.".into()) } else { Ok(bugs) }
}

/// The first seed that fails with this bug, and what does not hold.
fn look_for(bug: &str) -> Result<Option<(u64, String)>, String> {
    let mut build = cargo(&["build", "--quiet", "--package", "simulation", "--profile", "simulate", "--features", bug]);
    if !build.status().map_err(|error| error.to_string())?.success() {
        return Err(format!("It cannot be built with {bug}."));
    }
    let mut look = cargo(SIMULATE);
    look.args(["--features", bug, "--", "--profile", "all", "--schedules", PLANTED]);
    let output = look.output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let found = |line: &str| {
        let (seed, rest) = line.strip_prefix("seed ")?.split_once(", profile all: ")?;
        Some((seed.parse().ok()?, rest.split(' ').next()?.to_owned()))
    };
    Ok(text.lines().find_map(found).filter(|_| !output.status.success()))
}
