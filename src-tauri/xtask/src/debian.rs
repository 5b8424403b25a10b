//! Debian packages and the versions of tools: installs what is missing where it may, else says the one line to type.

use crate::shell::{Done, output, program, run, step, succeeds};

/// What building the program needs.
pub(crate) const BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libssl-dev",
    "librsvg2-dev",
    "file",
    "ca-certificates",
];
/// What running it needs beside that.
pub(crate) const RUN: &[&str] = &["xdg-utils"];
/// What driving its window without a display needs, with a browser and a keyring of its own.
pub(crate) const HEADLESS: &[&str] = &[
    "xvfb",
    "webkit2gtk-driver",
    "dbus",
    "gnome-keyring",
    "libsecret-tools",
    "chromium",
    "chromium-driver",
    "fonts-dejavu-core",
    "procps",
    "util-linux",
];
/// What Schemathesis is installed with.
pub(crate) const CONTRACT: &[&str] = &["python3", "python3-venv", "ca-certificates"];

/// The oldest Rust and Node that serve.
const RUST: (u32, u32) = (1, 90);
const NODE: (u32, u32) = (20, 19);

/// Checks the tools that must be there before, and installs the packages that are missing.
pub(crate) fn provide(packages: &[&[&str]]) -> Done {
    let rust = output(program_with("rustc", &["--version"]));
    at_least("Rust", rust.as_deref(), RUST, "https://rustup.rs")?;
    let node = output(program_with("node", &["--version"]));
    at_least("Node", node.as_deref(), NODE, "https://nodejs.org")?;
    if !succeeds(program_with("dpkg-query", &["--version"])) {
        println!("   This is not Debian: what the program needs must be there already.");
        return Ok(());
    }
    let missing: Vec<&str> = packages.concat().into_iter().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    step(&format!("install {}", missing.join(" ")), || install(&missing))
}

fn install(missing: &[&str]) -> Done {
    let by_hand = format!("sudo apt-get update && sudo apt-get install -y {}", missing.join(" "));
    let root = output(program_with("id", &["-u"])).is_some_and(|id| id.trim() == "0");
    let apt = |words: &[&str]| {
        let mut command = if root {
            program("apt-get")
        } else {
            let mut sudo = program("sudo");
            sudo.args(["-n", "apt-get"]);
            sudo
        };
        command.env("DEBIAN_FRONTEND", "noninteractive").args(["-o", "DPkg::Lock::Timeout=600", "-qq"]).args(words);
        command
    };
    if !root && !succeeds(program_with("sudo", &["-n", "true"])) {
        return Err(format!("Some packages are missing and may not be installed from here. Type:\n\n  {by_hand}\n"));
    }
    run(apt(&["update"]))?;
    let mut words = vec!["install", "-y", "--no-install-recommends"];
    words.extend(missing);
    run(apt(&words)).map_err(|problem| format!("{problem}\nType this yourself, and try again:\n\n  {by_hand}\n"))
}

fn is_installed(name: &str) -> bool {
    let status = output(program_with("dpkg-query", &["-W", "-f", "${db:Status-Status}", name]));
    status.is_some_and(|status| status == "installed")
}

fn at_least(name: &str, found: Option<&str>, wanted: (u32, u32), from: &str) -> Done {
    let (major, minor) = wanted;
    let found = found.and_then(version).ok_or(format!("{name} {major}.{minor} or newer is needed: {from}"))?;
    if found < wanted {
        return Err(format!("{name} {major}.{minor} or newer is needed, here is {}.{}: {from}", found.0, found.1));
    }
    Ok(())
}

/// The first two numbers of what a tool prints for its version.
fn version(text: &str) -> Option<(u32, u32)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let mut numbers = text[start..].split(|c: char| !c.is_ascii_digit()).map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

fn program_with(name: &str, words: &[&str]) -> std::process::Command {
    let mut command = program(name);
    command.args(words);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_tools_print_them() {
        assert_eq!(version("rustc 1.95.0 (59807616e 2026-04-14)"), Some((1, 95)));
        assert_eq!(version("v20.20.2\n"), Some((20, 20)));
        assert_eq!(version("none"), None);
    }

    #[test]
    fn an_older_tool_is_refused_with_the_place_to_get_a_newer_one() {
        let refused = at_least("Node", Some("v20.18.1"), NODE, "https://nodejs.org").unwrap_err();
        assert!(refused.contains("20.19") && refused.contains("nodejs.org"), "{refused}");
        assert_eq!(at_least("Rust", Some("rustc 1.90.0"), RUST, ""), Ok(()));
    }
}
