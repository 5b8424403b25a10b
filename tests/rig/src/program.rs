//! A program that ends with the test, however the test ends.

use crate::measure::{group, is_alive, tree};
use std::ffi::OsStr;
use std::os::unix::process::CommandExt as _;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// How long what was killed may take to be gone.
const PATIENCE: Duration = Duration::from_secs(20);

/// A started program with all it starts itself.
pub struct Program {
    child: Child,
}

impl Program {
    /// A command that will be killed with whoever started it, in a group of its own so that what it starts goes with it.
    #[must_use]
    pub fn command(name: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("/usr/bin/setpriv");
        command.args(["--pdeathsig", "KILL", "--"]).arg(name).process_group(0);
        command
    }

    /// Starts a command made by [`Self::command`].
    ///
    /// # Panics
    /// When it cannot be started: the package it comes from is missing.
    #[must_use]
    pub fn start(mut command: Command) -> Self {
        let child = command.stdin(Stdio::null()).spawn();
        Self { child: child.unwrap_or_else(|error| panic!("{command:?} can be started: {error}")) }
    }

    /// Starts a command and keeps its standard output to read from.
    ///
    /// # Panics
    /// As [`Self::start`].
    #[must_use]
    pub fn start_with_output(mut command: Command) -> (Self, ChildStdout) {
        let mut started = Self::start({
            command.stdout(Stdio::piped());
            command
        });
        let output = started.child.stdout.take().expect("its output was asked for");
        (started, output)
    }

    /// Takes care of a child that was started elsewhere, in a group of its own.
    #[must_use]
    pub(crate) fn of(child: Child) -> Self {
        Self { child }
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Ends it at once, as a crash would, and waits until nothing of it is left.
    ///
    /// # Panics
    /// When something is.
    pub async fn kill(self) {
        let id = self.id();
        // What is in a group of its own, as a browser it started, stays.
        let all: Vec<_> = tree(id).into_iter().filter(|process| group(*process) == Some(id)).collect();
        drop(self);
        let gone = tokio::time::timeout(PATIENCE, async {
            // A process that nobody has asked after yet is gone all the same.
            while all.iter().any(|process| is_alive(*process)) {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        });
        assert!(gone.await.is_ok(), "what was killed is gone");
    }

    /// Whether it has ended, and how.
    ///
    /// # Panics
    /// When the system cannot tell.
    pub fn ended(&mut self) -> Option<std::process::ExitStatus> {
        self.child.try_wait().expect("a child's end can be asked for")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let group = format!("-{}", self.child.id());
        // One that has ended already is no error.
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.child.wait();
    }
}
