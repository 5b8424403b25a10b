//! The simulated service under Schemathesis, which makes up requests from `docs/api/collate-b1.openapi.yaml` and holds every
//! answer to it.

use crate::chores::target;
use crate::debian::{CONTRACT, provide};
use crate::shell::{Done, cargo, program, root, run, step, succeeds};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// How many examples of each kind are made up for each operation, for how many cases, and how many requests that must
/// come to.
#[derive(Clone, Copy)]
pub(crate) struct Extent {
    examples: u32,
    cases: u32,
    requests: u32,
}

/// With every check of the house.
pub(crate) const SHORT: Extent = Extent { examples: 10, cases: 300, requests: 500 };
/// When there is time.
pub(crate) const LONG: Extent = Extent { examples: 750, cases: 3_000, requests: 20_000 };

/// The same requests each time, unless another number is given.
pub(crate) const SEED: &str = "1";

const DOCUMENT: &str = "docs/api/collate-b1.openapi.yaml";
const CONFIG: &str = "tests/contract/schemathesis.toml";

/// Runs it. What was asked and how it was answered is counted by `tests/contract/hooks.py`.
pub(crate) fn check(extent: Extent, seed: &str) -> Done {
    provide(&[CONTRACT])?;
    install()?;
    step("build the simulated service", || run(cargo(&["build", "--quiet", "--package", "simulator"])))?;
    step("the simulated service under Schemathesis", || {
        let service = Service::start(extent.cases)?;
        let answers = target("schemathesis/answers.tsv");
        let mut schemathesis = program(environment("schemathesis"));
        schemathesis.args(["--config-file", CONFIG, "run", DOCUMENT, "--url", &service.base_url, "--seed", seed]);
        schemathesis.args(["--max-examples", &extent.examples.to_string(), "--no-color"]);
        schemathesis.env("DESK_CONTRACT_KEY", &service.api_key).env("DESK_CONTRACT_ANSWERS", &answers);
        run(schemathesis)?;
        let answers = fs::read_to_string(&answers).map_err(|error| format!("Nothing was counted: {error}."))?;
        judge(&Counted::read(&answers), extent)
    })
}

/// A program of the environment Schemathesis is installed in.
fn environment(name: &str) -> PathBuf {
    target("schemathesis/bin").join(name)
}

/// Installs what `tests/contract/requirements.txt` pins, unless that is what is there.
fn install() -> Done {
    let list = root().join("tests/contract/requirements.txt");
    let wanted = fs::read_to_string(&list).map_err(|error| format!("{}: {error}.", list.display()))?;
    let folder = target("schemathesis");
    let stamp = folder.join("installed-from.txt");
    let same = fs::read_to_string(&stamp).is_ok_and(|before| before == wanted);
    if same && succeeds(with_words(environment("schemathesis"), &["--version"])) {
        return Ok(());
    }
    step("install Schemathesis", || {
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}.", folder.display()))?;
        }
        let mut make = program("python3");
        make.args(["-m", "venv"]).arg(&folder);
        run(make)?;
        let mut pip = with_words(environment("python"), &["-m", "pip", "install", "--quiet"]);
        pip.args(["--disable-pip-version-check", "--requirement"]).arg(&list);
        run(pip)?;
        fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}.", stamp.display()))
    })
}

fn with_words(name: PathBuf, words: &[&str]) -> Command {
    let mut command = program(name);
    command.args(words);
    command
}

/// The simulated service, as a process of its own until this value goes.
struct Service {
    base_url: String,
    api_key: String,
    process: Child,
}

impl Service {
    /// Work goes on quickly, so that every state a case can be in comes by; there are more cases than the named ones.
    fn start(cases: u32) -> Result<Self, String> {
        let words = ["--processing-ms=20", "--reconciling-ms=20", "--payer-ms=50", "--cases", &cases.to_string()];
        let mut command = with_words(target("debug/simulator"), &words);
        let started = command.stdout(Stdio::piped()).spawn();
        let mut process = started.map_err(|error| format!("The simulated service does not start: {error}."))?;
        let mut line = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut line).map_err(|error| error.to_string())?;
        }
        let mut service = Self { base_url: String::new(), api_key: String::new(), process };
        service.base_url = field(&line, "baseUrl")?;
        service.api_key = field(&line, "apiKey")?;
        Ok(service)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It may be gone already; then there is nothing to end.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A text out of the one line of JSON the service says where it is with: plain words, nothing escaped.
fn field(line: &str, name: &str) -> Result<String, String> {
    let rest = line.split_once(&format!("\"{name}\":\"")).and_then(|(_, rest)| rest.split_once('"'));
    rest.map(|(value, _)| value.to_owned()).ok_or_else(|| format!("The simulated service does not say its {name}."))
}

/// How often what was answered, by phase and by operation.
#[derive(Default)]
struct Counted {
    phases: BTreeMap<String, (u32, u32)>,
    operations: BTreeSet<String>,
    succeeded: BTreeSet<String>,
}

impl Counted {
    fn read(lines: &str) -> Self {
        let mut counted = Self::default();
        for line in lines.lines() {
            let [phase, operation, status, count] = *line.split('\t').collect::<Vec<_>>() else { continue };
            let count = count.parse().unwrap_or(0);
            let good = status.starts_with('2');
            let (all, successes) = counted.phases.entry(phase.to_owned()).or_default();
            *all += count;
            *successes += if good { count } else { 0 };
            counted.operations.insert(operation.to_owned());
            if good {
                counted.succeeded.insert(operation.to_owned());
            }
        }
        counted
    }
}

/// Says how much was asked. Checks that are passed by refusals alone prove little: each operation has to succeed, too.
fn judge(counted: &Counted, extent: Extent) -> Done {
    let (mut requests, mut successes) = (0, 0);
    for (phase, (all, good)) in &counted.phases {
        println!("   {phase}: {all} requests, {good} carried out");
        requests += all;
        successes += good;
    }
    println!("   {requests} requests in all, {successes} carried out");
    if requests < extent.requests {
        return Err(format!("Only {requests} requests were made up, at least {} were meant to be.", extent.requests));
    }
    let never: Vec<_> = counted.operations.difference(&counted.succeeded).cloned().collect();
    if never.is_empty() {
        return Ok(());
    }
    Err(format!("No request of these was ever carried out:\n\n  {}\n", never.join("\n  ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_service_says_where_it_is() {
        let line = r#"{"apiKey":"practice_1","baseUrl":"http://127.0.0.1:4000"}"#;
        assert_eq!(field(line, "baseUrl").as_deref(), Ok("http://127.0.0.1:4000"));
        assert_eq!(field(line, "apiKey").as_deref(), Ok("practice_1"));
        assert!(field("", "apiKey").is_err());
    }

    #[test]
    fn an_operation_that_never_succeeds_and_too_few_requests_are_found() {
        let lines = "fuzzing\tGET /a\t200\t3\nfuzzing\tGET /a\t404\t4\nstateful\tPOST /b\t409\t5\n";
        let counted = Counted::read(lines);
        assert_eq!(counted.phases["fuzzing"], (7, 3));
        let few = judge(&counted, Extent { examples: 1, cases: 0, requests: 13 }).unwrap_err();
        assert!(few.contains("12"), "{few}");
        let never = judge(&counted, Extent { examples: 1, cases: 0, requests: 12 }).unwrap_err();
        assert!(never.contains("POST /b") && !never.contains("GET /a"), "{never}");
        let good = Counted::read(&lines.replace("409", "201"));
        assert_eq!(judge(&good, Extent { examples: 1, cases: 0, requests: 12 }), Ok(()));
    }
}
