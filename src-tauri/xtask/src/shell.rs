//! Runs programs, and says which.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// What a chore ends with: nothing, or a sentence that says what is wrong and what to do.
pub(crate) type Done = Result<(), String>;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// Says what comes, does it, says how long it took.
#[expect(clippy::disallowed_methods, reason = "how long a chore took is all it is for")]
pub(crate) fn step(what: &str, work: impl FnOnce() -> Done) -> Done {
    println!("\n== {what}");
    let started = Instant::now();
    work()?;
    println!("-- {what}: {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// A program to run in the root folder, its output shown.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Cargo, with these words.
pub(crate) fn cargo(words: &[&str]) -> Command {
    let mut command = program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(words);
    command
}

/// npm in the page's folder, with these words.
pub(crate) fn npm(words: &[&str]) -> Command {
    let mut command = program("npm");
    command.current_dir(root().join("ui")).args(words);
    command
}

/// Runs a program to its end; anything but success ends the chore.
pub(crate) fn run(mut command: Command) -> Done {
    let line = shown(&command);
    println!("   {line}");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` ended with {status}.")),
        Err(error) => Err(format!("`{line}` could not be started: {error}.")),
    }
}

/// What a program prints; nothing when it fails or is not there.
pub(crate) fn output(mut command: Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// Whether a program is there and succeeds, silently.
pub(crate) fn succeeds(mut command: Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    words.join(" ")
}
