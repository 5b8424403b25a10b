//! How the program was started: its arguments, and in debug builds the hooks that let anybody drive it from outside. A
//! release build does not read them, and says so.

use crate::environment;
use collate::{Address, Contract};
use desk::ports::{MarkSink, StepSink};
use desk::{DirectConnection, Options};
use std::io::Write as _;
use std::path::PathBuf;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use vault::ApiKey;

/// Debug builds: the folder of all data.
const HOME: &str = "PRIOR_AUTH_DESK_HOME";
/// Debug builds: start connected, as JSON.
const CONNECT: &str = "PRIOR_AUTH_DESK_CONNECT";
/// Debug builds: a file that marks for measuring are appended to.
const MARKS: &str = "PRIOR_AUTH_DESK_MARKS";
/// Debug builds: a file that says which files would be chosen in the system's dialog, one path a line.
const CHOOSE: &str = "PRIOR_AUTH_DESK_CHOOSE";

/// Debug builds: at which step of which decision the program ends as if it had been killed, such as `approve/recorded`.
const STOP_AT: &str = "PRIOR_AUTH_DESK_STOP_AT";

/// How the program was started.
pub(crate) struct Startup {
    pub(crate) home: Option<PathBuf>,
    /// What says which files would be chosen.
    pub(crate) choose: Option<PathBuf>,
    /// Where marks for measuring go.
    marks: Option<PathBuf>,
    /// Where it ends as if it had been killed.
    stop_at: Option<String>,
    practice: bool,
    operator: Option<String>,
    direct: Option<DirectConnection>,
}

impl Startup {
    /// Reads arguments and hooks. Must run before any thread is started: what it reads is taken out of the environment.
    pub(crate) fn read() -> Result<Self, String> {
        let mut startup = Self {
            home: None,
            choose: None,
            marks: None,
            stop_at: None,
            practice: false,
            operator: None,
            direct: None,
        };
        for argument in std::env::args_os().skip(1) {
            match argument.to_str() {
                Some("--practice") => startup.practice = true,
                Some("--version") => {
                    say(concat!("Prior Auth Desk ", env!("CARGO_PKG_VERSION")));
                    std::process::exit(0);
                }
                _ => return Err("Usage: prior-auth-desk [--practice] [--version]".into()),
            }
        }
        let [home, connect, marks, choose, stop_at] = [HOME, CONNECT, MARKS, CHOOSE, STOP_AT].map(environment::take);
        if cfg!(debug_assertions) {
            startup.home = home.map(PathBuf::from);
            startup.marks = marks.map(PathBuf::from);
            startup.choose = choose.map(PathBuf::from);
            startup.stop_at = stop_at;
            if let Some(json) = connect {
                startup.connect(&json)?;
            }
        } else if [home, connect, marks, choose, stop_at].iter().any(Option::is_some) {
            return Err(format!(
                "{HOME}, {CONNECT}, {MARKS}, {CHOOSE} and {STOP_AT} are for debug builds. This is a release: unset them."
            ));
        }
        Ok(startup)
    }

    fn connect(&mut self, json: &str) -> Result<(), String> {
        let bad = |what: &str| format!("{CONNECT}: {what}");
        let given = collate::parse_json(json.as_bytes()).map_err(|_| bad("not JSON"))?;
        let text = |name: &str| {
            let found = given.text_of(name).filter(|text| !text.is_empty());
            found.map(str::to_owned).ok_or_else(|| bad(&format!("`{name}` is missing")))
        };
        if text("environment")? != "test" {
            return Err(bad("`environment` must be `test`"));
        }
        let address = Address::parse(&text("baseUrl")?).map_err(|error| bad(&format!("`baseUrl`: {error}")))?;
        if !address.is_loopback() {
            return Err(bad("`baseUrl` must be on this computer"));
        }
        let contract = Contract::parse(&text("contract")?).ok_or_else(|| bad("`contract` is not known"))?;
        let key = ApiKey::new(text("apiKey")?).map_err(|error| bad(&format!("`apiKey`: {error}")))?;
        self.operator = Some(text("operator")?);
        self.direct = Some(DirectConnection { name: text("name")?, address, contract, key });
        Ok(())
    }

    pub(crate) fn into_options(self) -> Options {
        Options {
            program_version: env!("CARGO_PKG_VERSION").into(),
            allow_test: cfg!(debug_assertions),
            practice: self.practice,
            operator: self.operator,
            direct: self.direct,
        }
    }
}

/// Logs to standard error: what is asked of the service and how it went, never a body, an address or a name. Only our own
/// crates speak: a library might say more than it should.
pub(crate) fn log() {
    let level = if cfg!(debug_assertions) { LevelFilter::INFO } else { LevelFilter::WARN };
    let ours = ["prior_auth_desk", "desk", "collate", "vault", "engine"].map(|name| (name, level));
    let format = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    // A second subscriber can only come from a test.
    let _ = tracing_subscriber::registry().with(format).with(Targets::new().with_targets(ours)).try_init();
}

impl Startup {
    /// Where marks for measuring go: a file in debug builds that were told one, else nowhere.
    pub(crate) fn marks(&self) -> MarkSink {
        let append = |path| std::fs::OpenOptions::new().append(true).create(true).open(path).ok();
        let file = self.marks.as_ref().and_then(append);
        Box::new(move |what, at_millis| {
            if let Some(mut file) = file.as_ref() {
                // A measurement that is lost shows as missing.
                let _ = writeln!(file, "{what} {at_millis:.3}");
            }
        })
    }
}

impl Startup {
    /// Where the steps of decisions go: nowhere, but in debug builds that were told to end at one.
    pub(crate) fn steps(&self) -> StepSink {
        match self.stop_at.clone() {
            Some(stop_at) => Box::new(move |what, step| {
                if stop_at.split_once('/') == Some((what, step)) {
                    // As the system kills: nothing is closed, nothing flushed, nothing said.
                    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
                }
            }),
            None => Box::new(|_, _| {}),
        }
    }
}

/// Says something to whoever started the program.
pub(crate) fn say(text: &str) {
    // Nobody listening is no error.
    let _ = writeln!(std::io::stderr(), "{text}");
}
