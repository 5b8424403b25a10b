//! A desktop of the test's own: a display, a session bus, and, if wanted, an unlocked keyring.

use crate::folder::Folder;
use crate::program::Program;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The size of its screen.
const SCREEN: &str = "1440x900x24";

/// As many keyrings are tried.
const KEYRINGS: u32 = 4;
/// How long one may take to start, and how long `secret-tool` may take to answer.
const KEYRING_STARTS: Duration = Duration::from_secs(20);
const TOOL_ANSWERS: Duration = Duration::from_secs(5);

/// A desktop. Everything in it ends with it.
pub struct Desktop {
    display: String,
    bus: Option<String>,
    home: Folder,
    _programs: Vec<Program>,
}

impl Desktop {
    /// A display alone: no bus, so no keyring either.
    ///
    /// # Panics
    /// When Xvfb is not installed.
    #[must_use]
    pub fn bare() -> Self {
        let mut xvfb = Program::command("Xvfb");
        // Without -noreset the server forgets everything when its last client leaves.
        xvfb.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]).stderr(Stdio::null());
        let (xvfb, output) = Program::start_with_output(xvfb);
        let number = first_line(output);
        Self { display: format!(":{number}"), bus: None, home: Folder::new("home"), _programs: vec![xvfb] }
    }

    /// A display and a session bus without a keyring.
    ///
    /// # Panics
    /// When dbus-daemon is not installed.
    #[must_use]
    pub fn with_bus() -> Self {
        let mut desktop = Self::bare();
        let mut bus = Program::command("dbus-daemon");
        let place = desktop.runtime().join("bus");
        bus.args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .arg(format!("--address=unix:path={}", place.display()))
            .stderr(Stdio::null());
        desktop.apply(&mut bus);
        let (bus, output) = Program::start_with_output(bus);
        desktop.bus = Some(first_line(output));
        desktop._programs.push(bus);
        desktop
    }

    /// A display, a bus and a real, unlocked Secret Service.
    ///
    /// # Panics
    /// When gnome-keyring is not installed, or none keeps anything.
    #[must_use]
    pub fn with_keyring() -> Self {
        for _ in 0..KEYRINGS {
            let mut desktop = Self::with_bus();
            desktop.start_keyring();
            if desktop.keyring_works() {
                return desktop;
            }
        }
        panic!("none of {KEYRINGS} keyrings keeps something");
    }

    fn start_keyring(&mut self) {
        let mut keyring = Command::new("/usr/bin/setpriv");
        keyring.args(["--pdeathsig", "KILL", "--", "gnome-keyring-daemon", "--foreground", "--unlock"]);
        keyring.arg("--components=secrets").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        std::os::unix::process::CommandExt::process_group(&mut keyring, 0);
        self.apply(&mut keyring);
        let mut child = keyring.spawn().expect("gnome-keyring-daemon is installed");
        child.stdin.take().expect("it was asked for").write_all(b"pretend-password").expect("it reads its password");
        self._programs.push(Program::of(child));
    }

    /// Lets a command run on this desktop.
    pub fn apply(&self, command: &mut Command) {
        let home = self.home.path();
        command
            .env("DISPLAY", &self.display)
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", self.runtime())
            .env("XDG_CONFIG_HOME", self.home.sub("config"))
            .env("XDG_DATA_HOME", self.home.sub("data"))
            .env("XDG_CACHE_HOME", self.home.sub("cache"))
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("BROWSER");
        match &self.bus {
            Some(address) => command.env("DBUS_SESSION_BUS_ADDRESS", address),
            None => command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"),
        };
    }

    /// Everything anybody on this desktop keeps.
    #[must_use]
    pub fn home(&self) -> &Folder {
        &self.home
    }

    /// The folder the program keeps its data in.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.home.sub("desk")
    }

    /// The file that says which files would be chosen in the program's file dialog.
    pub(crate) fn chosen(&self) -> PathBuf {
        self.home.path().join("chosen")
    }

    /// Lets the next file dialog choose this file.
    ///
    /// # Panics
    /// When that cannot be written down.
    pub fn choose(&self, name: &str, content: &[u8]) {
        let file = self.home.path().join(name);
        std::fs::write(&file, content).expect("a file can be written");
        std::fs::write(self.chosen(), file.display().to_string()).expect("a choice can be written down");
    }

    /// What the keyring holds for the program, as `secret-tool` prints it.
    ///
    /// # Panics
    /// When secret-tool is not installed.
    #[must_use]
    pub fn keyring_entries(&self) -> String {
        let mut tool = Command::new("secret-tool");
        tool.args(["search", "--all", "service", "prior-auth-desk"]);
        self.apply(&mut tool);
        let found = tool.output().expect("secret-tool is installed");
        String::from_utf8_lossy(&found.stdout).into_owned() + &String::from_utf8_lossy(&found.stderr)
    }

    fn runtime(&self) -> PathBuf {
        let runtime = self.home.sub("run");
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&runtime, std::fs::Permissions::from_mode(0o700)).expect("it is ours");
        runtime
    }

    /// Whether it keeps something and gives it back before long: that it answers says less. Now and then one
    /// never answers.
    fn keyring_works(&self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < KEYRING_STARTS {
            let kept = self.tool(&["store", "--label=ready", "desk-rig", "ready"], "yes");
            if kept && self.tool(&["lookup", "desk-rig", "ready"], "") {
                assert!(self.tool(&["clear", "desk-rig", "ready"], ""), "what the keyring keeps can be taken out");
                return true;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        false
    }

    /// Whether `secret-tool` does this before long, given that to read.
    fn tool(&self, arguments: &[&str], input: &str) -> bool {
        let mut tool = Command::new("secret-tool");
        tool.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        self.apply(&mut tool);
        let mut child = tool.spawn().expect("secret-tool is installed");
        // One that has ended already reads nothing.
        let _ = child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
        let begun = Instant::now();
        while begun.elapsed() < TOOL_ANSWERS {
            match child.try_wait() {
                Ok(None) => std::thread::sleep(Duration::from_millis(5)),
                ended => return ended.is_ok_and(|ended| ended.is_some_and(|ended| ended.success())),
            }
        }
        // It is gone, or about to be.
        let _ = child.kill().and_then(|()| child.wait());
        false
    }
}

fn first_line(output: impl std::io::Read) -> String {
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("it says where it is");
    line.trim().to_owned()
}
