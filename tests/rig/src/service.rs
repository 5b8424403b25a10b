//! The simulated service as a process of its own.

use crate::control::Control;
use crate::program::Program;
use serde::Deserialize;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// How the service behaves.
#[derive(Debug, Clone)]
pub struct ServiceOptions {
    /// Which generation of the API it speaks: `b1`, `b2` or `a`.
    pub contract: &'static str,
    /// How long a link lives, in seconds.
    pub grant_seconds: u32,
    /// How long Collate works, reconciles, and the payer takes, in milliseconds.
    pub millis: (u32, u32, u32),
    /// Cases in all, generated beyond the named ones; none for the named ones alone.
    pub cases: Option<u32>,
    /// How far its clock is ahead, in seconds.
    pub clock_skew_seconds: i32,
    /// Whether it has a list.
    pub list: bool,
}

impl Default for ServiceOptions {
    fn default() -> Self {
        let millis = (1_500, 1_500, 2_500);
        Self { contract: "b1", grant_seconds: 120, millis, cases: None, clock_skew_seconds: 0, list: true }
    }
}

/// A running service.
pub struct Service {
    /// Its address, without `/v1`.
    pub base_url: String,
    /// The key it takes.
    pub api_key: String,
    /// Its control API.
    pub control: Control,
    program: Option<Program>,
    binary: PathBuf,
    options: ServiceOptions,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Ready {
    base_url: String,
    api_key: String,
    control_url: String,
}

impl Service {
    /// Starts it. `programs` is the folder its binary is in.
    ///
    /// # Panics
    /// When it is not built, or does not say where it is.
    #[must_use]
    pub fn start(programs: &Path, options: ServiceOptions) -> Self {
        let binary = programs.join("simulator");
        let (program, ready) = start(&binary, &options, "127.0.0.1:0", None);
        Self {
            base_url: ready.base_url,
            api_key: ready.api_key,
            control: Control::new(ready.control_url, options.contract),
            program: Some(program),
            binary,
            options,
        }
    }

    /// Ends it: nobody answers at its address any more.
    pub fn stop(&mut self) {
        self.program = None;
    }

    /// The contract it speaks.
    #[must_use]
    pub fn contract(&self) -> &'static str {
        self.options.contract
    }

    /// The port it listens at.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.base_url.rsplit(':').next().and_then(|port| port.parse().ok()).unwrap_or_default()
    }

    /// Starts another one at the same address that takes the same key, and knows nothing else of the first.
    ///
    /// # Panics
    /// As [`Self::start`].
    pub fn start_again(&mut self) {
        let (program, ready) =
            start(&self.binary, &self.options, &format!("127.0.0.1:{}", self.port()), Some(&self.api_key));
        self.control = Control::new(ready.control_url, self.options.contract);
        self.program = Some(program);
    }
}

fn start(binary: &Path, options: &ServiceOptions, listen: &str, key: Option<&str>) -> (Program, Ready) {
    assert!(binary.exists(), "{} is built: cargo build --package simulator", binary.display());
    let mut command = Program::command(binary);
    let (processing, reconciling, payer) = options.millis;
    command.args(["--listen", listen, "--contract", options.contract]);
    command.args(key.map(|key| format!("--api-key={key}")));
    command.arg(format!("--grant-seconds={}", options.grant_seconds));
    command.arg(format!("--processing-ms={processing}")).arg(format!("--reconciling-ms={reconciling}"));
    command.arg(format!("--payer-ms={payer}")).arg(format!("--clock-skew-seconds={}", options.clock_skew_seconds));
    command.args(options.cases.map(|cases| format!("--cases={cases}")));
    command.args((!options.list).then_some("--no-list"));
    command.stderr(Stdio::inherit());
    let (program, output) = Program::start_with_output(command);
    let mut line = String::new();
    BufReader::new(output).read_line(&mut line).expect("it says where it is");
    (program, serde_json::from_str(&line).expect("it says so in one line of JSON"))
}
