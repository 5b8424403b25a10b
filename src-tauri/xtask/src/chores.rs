//! The verbs.

use crate::contract::{self, Extent};
use crate::debian::{BUILD, CONTRACT, HEADLESS, RUN, provide};
use crate::page;
use crate::shell::{Done, cargo, npm, program, root, run as run_program, step};
use crate::simulate;
use std::path::{Path, PathBuf};

/// Checks that drive the real window: one after the other, each with a display, bus, keyring and browser of its own.
const JOURNEYS: &[&str] = &["test", "--test", "journeys", "--", "--test-threads=1", "--nocapture"];

pub(crate) fn run() -> Done {
    let shown = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !shown("DISPLAY") && !shown("WAYLAND_DISPLAY") {
        return Err("There is no display here. To see the main job done in the real window all the same:\n\n  \
                    cargo xtask run --headless out.png\n"
            .into());
    }
    provide(&[BUILD, RUN])?;
    build_program()?;
    println!("\n== open Prior Auth Desk in practice mode: nothing leaves this computer");
    let mut program = program(target("debug/prior-auth-desk"));
    program.arg("--practice");
    run_program(program)
}

pub(crate) fn run_headless(picture: &str) -> Done {
    provide(&[BUILD, RUN, HEADLESS])?;
    build_program()?;
    step("build the driver", || run_program(cargo(&["build", "--quiet", "--package", "rig"])))?;
    step("do the main job in the real window", || {
        let mut headless = program(target("debug/headless"));
        headless.arg(target("debug/prior-auth-desk")).arg(here(picture));
        run_program(headless)
    })
}

pub(crate) fn dev() -> Done {
    provide(&[BUILD, RUN])?;
    page::build()?;
    let url = r#"{"build":{"devUrl":"http://localhost:1420","beforeDevCommand":"npm --prefix ui run dev"}}"#;
    step("open the program on the page as it is edited", || {
        let mut tauri = program(root().join("ui/node_modules/.bin/tauri"));
        tauri.args(["dev", "-c", url, "--", "--", "--practice"]);
        run_program(tauri)
    })
}

pub(crate) fn test() -> Done {
    provide(&[BUILD, RUN, HEADLESS, CONTRACT])?;
    page::install()?;
    step("lock files name no download address", lock_files)?;
    step("page: lints and types", || run_program(npm(&["run", "check", "--silent"])))?;
    step("page: tests in a real browser", || run_program(npm(&["run", "test", "--silent"])))?;
    page::build()?;
    step("Rust: formatting", || run_program(cargo(&["fmt", "--all", "--check"])))?;
    step("Rust: lints", || run_program(cargo(CLIPPY)))?;
    step("Rust: build the tests", || run_program(cargo(&["test", "--workspace", "--no-run"])))?;
    step("Rust: tests of every crate, alone and together", || {
        run_program(cargo(&["test", "--workspace", "--exclude", "prior-auth-desk", "--quiet"]))
    })?;
    step("Rust: tests of the program below its window", || {
        run_program(cargo(&["test", "--package", "prior-auth-desk", "--lib", "--bins", "--test", "ipc", "--quiet"]))
    })?;
    simulate::check()?;
    contract::check(contract::SHORT, contract::SEED)?;
    step("journeys in the real window", || run_program(cargo(JOURNEYS)))?;
    kills_of("64")
}

/// The real program is killed so many times in the middle of a decision, and started again.
pub(crate) fn kills(kills: &str) -> Done {
    provide(&[BUILD, RUN, HEADLESS])?;
    page::build()?;
    kills_of(kills)
}

fn kills_of(kills: &str) -> Done {
    step("build the simulated service", || run_program(cargo(&["build", "--quiet", "--package", "simulator"])))?;
    step("kill the real program in the middle of its decisions", || {
        let mut test = cargo(&["test", "--test", "kills", "--", "--nocapture"]);
        test.env("KILLS", kills);
        run_program(test)
    })
}

pub(crate) fn lint() -> Done {
    provide(&[BUILD])?;
    page::build()?;
    step("page: lints and types", || run_program(npm(&["run", "check", "--silent"])))?;
    step("Rust: formatting", || run_program(cargo(&["fmt", "--all", "--check"])))?;
    step("Rust: lints", || run_program(cargo(CLIPPY)))
}

const CLIPPY: &[&str] = &["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"];

pub(crate) fn contract(extent: Extent, seed: &str) -> Done {
    step("the client against the simulated service", || {
        run_program(cargo(&["test", "--package", "collate", "--package", "simulator"]))
    })?;
    contract::check(extent, seed)
}

pub(crate) fn storm(inputs: &str) -> Done {
    step("decode damaged documents", || {
        let run = ["run", "--quiet", "--package", "collate", "--profile", "measure", "--example", "decode_storm", "--"];
        let mut storm = cargo(&run);
        storm.arg(inputs);
        run_program(storm)
    })
}

pub(crate) fn bindings() -> Done {
    step("write ui/src/platform/bindings.ts and src-tauri/permissions/desk.toml", || {
        let mut write = cargo(&["test", "--quiet", "--package", "desk", "--lib", "bindings"]);
        write.env("DESK_BINDINGS", "write");
        run_program(write)
    })
}

pub(crate) fn bench() -> Done {
    provide(&[BUILD, RUN, HEADLESS])?;
    page::build()?;
    let build = ["build", "--profile", "measure", "--features", "custom-protocol", "--package", "prior-auth-desk"];
    step("build the program as it is measured", || run_program(cargo(&build)))?;
    let build = ["build", "--profile", "measure", "--package", "empty-window", "--package", "simulator"];
    step("build an empty window and the simulated service", || run_program(cargo(&build)))?;
    step("build the driver", || run_program(cargo(&["build", "--quiet", "--package", "rig"])))?;
    step("measure", || {
        let mut bench = program(target("debug/bench"));
        bench.arg(target("measure")).arg(target("bench.json"));
        run_program(bench)
    })?;
    step("measure decoding beside parsing alone", || example("collate", "decode_ratio", "bench-decoding.json"))?;
    step("measure an acceptance until it is on the disk", || example("desk", "accept_durable", "bench-durable.json"))
}

/// A measurement of one crate, and where its rows go.
fn example(package: &str, name: &str, rows: &str) -> Done {
    let mut run = cargo(&["run", "--quiet", "--package", package, "--profile", "measure", "--example", name, "--"]);
    run.arg(target(rows));
    run_program(run)
}

pub(crate) fn package() -> Done {
    provide(&[BUILD, RUN])?;
    page::build()?;
    step("build the release and its package", || {
        let mut tauri = program(root().join("ui/node_modules/.bin/tauri"));
        tauri.args(["build", "--bundles", "deb"]);
        run_program(tauri)
    })?;
    let folder = target("release/bundle/deb");
    let made = std::fs::read_dir(&folder).map_err(|error| format!("No package was made: {error}."))?;
    let is_package = |path: &PathBuf| path.extension().is_some_and(|end| end == "deb");
    for package in made.filter_map(Result::ok).map(|entry| entry.path()).filter(is_package) {
        println!("\n   {0}\n   sudo apt-get install \"{0}\"", package.display());
    }
    Ok(())
}

fn build_program() -> Done {
    page::build()?;
    step("build the program", || run_program(cargo(&["build", "--package", "prior-auth-desk"])))
}

/// Lock files pin what is installed, not where it comes from.
fn lock_files() -> Done {
    let lock = std::fs::read_to_string(root().join("ui/package-lock.json")).map_err(|error| error.to_string())?;
    if lock.contains("\"resolved\": \"http") {
        return Err("ui/package-lock.json names download addresses: install again with the .npmrc beside it.".into());
    }
    Ok(())
}

/// A place in the build folder.
pub(crate) fn target(place: &str) -> PathBuf {
    let folder = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    folder.join(place)
}

/// A path as whoever typed it means it: from where cargo was called.
fn here(path: &str) -> PathBuf {
    let from = std::env::current_dir().unwrap_or_else(|_| Path::new(".").to_path_buf());
    from.join(path)
}
