//! The command line of the `simulator` binary.

use std::net::SocketAddr;
use std::str::FromStr;
use std::time::Duration;

use jiff::SignedDuration;

use crate::options::Options;
use crate::rules::Rules;

/// What `--help` says.
pub const USAGE: &str = "\
An imitation of the Collate prior authorization service, with a pretend payer portal.

Usage: simulator [OPTIONS]

  --listen ADDR             where the API listens; loopback only [127.0.0.1:0]
  --portal-listen ADDR      where the payer portal listens; loopback only [127.0.0.1:0]
  --api-key TEXT            the key it takes [one of its own]
  --contract NAME           which generation of the API: a, b1 or b2 [b1]
  --grant-seconds N         life of a link [300]
  --abandon-seconds N       how long a handoff lives without a live link [600]
  --processing-ms N         how long Collate works after a confirm [4000]
  --reconciling-ms N        how long Collate looks for what was done in a handoff [4000]
  --payer-ms N              how long the payer takes from receipt to answer [20000]
  --cases N                 add generated cases until there are N
  --documented-only         leave out the cases that show a word no reference lists
  --no-list                 leave the list endpoint out
  --clock-skew-seconds N    the service's clock is N seconds ahead; negative for behind [0]

Where the reference is silent, and how the answers may look; POST /rules of the control API changes the same:

  --version-before-key      compare If-Match before looking the key up
  --keys-kept N             remember the newest N keys, 0 for none [all]
  --key-seconds N           remember a key for so long [forever]
  --refuse-extra-keys       refuse an Idempotency-Key where the contract has none
  --forget-refusals         forget a key whose first result was a refusal
  --open-reasons            accept any reason of unable-to-complete
  --quiet-handoff-create    creating a handoff leaves the authorization's version
  --largest-file-bytes N    a larger file fails [10485760]
  --unknown-values LIST     vocabularies that show an unlisted word, with commas, or all: status,policy,fileStatus,...
  --extra-fields            unlisted members in every object of every answer
  --absent-optionals WHICH  leave out what is not required: none, empty, all [none]
  --pages HOW               between two pages the list is steady, or inserts, moves, loops [steady]

  --help                    show this

When it is ready it prints one line of JSON with baseUrl, apiKey, controlUrl and portalUrl. It runs until it is ended
with SIGTERM or Ctrl-C.
";

/// What the command line asks for.
#[derive(Debug)]
pub enum Arguments {
    /// Show [`USAGE`].
    Help,
    /// Start with these options.
    Run(Box<Options>),
}

/// The command line is not understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UsageError {
    /// There is no such option.
    #[error("unknown option {0:?}")]
    Unknown(String),
    /// The option's value is missing.
    #[error("{0} needs a value")]
    NoValue(String),
    /// The option's value makes no sense.
    #[error("{option} cannot be {value:?}")]
    BadValue {
        /// Which option.
        option: String,
        /// What was given.
        value: String,
    },
}

impl Arguments {
    /// Reads a command line, without the program's name. `--name value` and `--name=value` mean the same.
    ///
    /// # Errors
    /// [`UsageError`] for whatever is not in [`USAGE`].
    pub fn read(words: impl IntoIterator<Item = String>) -> Result<Self, UsageError> {
        let mut options = Options { control: true, ..Options::default() };
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let (name, inline) = match word.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (word, None),
            };
            match name.as_str() {
                "--help" | "-h" => return Ok(Self::Help),
                name if inline.is_none() && SWITCHES.contains(&name) => switch(&mut options, name),
                _ => {
                    if !TAKES_A_VALUE.contains(&name.as_str()) {
                        return Err(UsageError::Unknown(name));
                    }
                    let value = inline.or_else(|| words.next()).ok_or_else(|| UsageError::NoValue(name.clone()))?;
                    set(&mut options, &name, &value)?;
                }
            }
        }
        Ok(Self::Run(Box::new(options)))
    }
}

const SWITCHES: [&str; 8] = [
    "--no-list",
    "--documented-only",
    "--version-before-key",
    "--refuse-extra-keys",
    "--forget-refusals",
    "--open-reasons",
    "--quiet-handoff-create",
    "--extra-fields",
];

fn switch(options: &mut Options, name: &str) {
    let rules = &mut options.rules;
    match name {
        "--no-list" => options.list = false,
        "--documented-only" => options.deck = options.deck.clone().documented_only(),
        "--version-before-key" => rules.version_before_key = true,
        "--refuse-extra-keys" => rules.refuse_extra_keys = true,
        "--forget-refusals" => rules.forget_refusals = true,
        "--open-reasons" => rules.open_reasons = true,
        "--quiet-handoff-create" => rules.quiet_handoff_create = true,
        "--extra-fields" => rules.extra_fields = true,
        _ => {}
    }
}

const TAKES_A_VALUE: [&str; 17] = [
    "--listen",
    "--portal-listen",
    "--api-key",
    "--contract",
    "--grant-seconds",
    "--abandon-seconds",
    "--processing-ms",
    "--reconciling-ms",
    "--payer-ms",
    "--cases",
    "--clock-skew-seconds",
    "--keys-kept",
    "--key-seconds",
    "--largest-file-bytes",
    "--unknown-values",
    "--absent-optionals",
    "--pages",
];

fn set(options: &mut Options, name: &str, value: &str) -> Result<(), UsageError> {
    let seconds = || parsed(name, value).map(Duration::from_secs);
    let milliseconds = || parsed(name, value).map(Duration::from_millis);
    match name {
        "--listen" => options.listen = parsed::<SocketAddr>(name, value)?,
        "--portal-listen" => options.portal_listen = parsed::<SocketAddr>(name, value)?,
        "--api-key" => options.api_key = Some(value.to_owned()),
        "--contract" => options.contract = parsed(name, value)?,
        "--grant-seconds" => options.timing.grant_life = seconds()?,
        "--abandon-seconds" => options.timing.abandonment = seconds()?,
        "--processing-ms" => options.timing.processing = milliseconds()?,
        "--reconciling-ms" => options.timing.reconciling = milliseconds()?,
        "--payer-ms" => options.timing.payer = milliseconds()?,
        "--cases" => options.deck = options.deck.clone().filled_up_to(parsed(name, value)?),
        "--clock-skew-seconds" => options.clock_skew = SignedDuration::from_secs(parsed(name, value)?),
        _ => return set_rule(&mut options.rules, name, value),
    }
    Ok(())
}

fn set_rule(rules: &mut Rules, name: &str, value: &str) -> Result<(), UsageError> {
    match name {
        "--keys-kept" => rules.keys_kept = Some(parsed(name, value)?),
        "--key-seconds" => rules.key_life_ms = Some(parsed::<u64>(name, value)?.saturating_mul(1_000)),
        "--largest-file-bytes" => rules.largest_file_bytes = parsed(name, value)?,
        "--unknown-values" => rules.unknown_values = parsed(name, value)?,
        "--absent-optionals" => rules.absent_optionals = parsed(name, value)?,
        "--pages" => rules.pages = parsed(name, value)?,
        _ => return Err(UsageError::Unknown(name.to_owned())),
    }
    Ok(())
}

fn parsed<T: FromStr>(option: &str, value: &str) -> Result<T, UsageError> {
    value.parse().map_err(|_| UsageError::BadValue { option: option.to_owned(), value: value.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Contract;
    use crate::rules::{Absence, Pages, Vocabularies, Vocabulary};

    fn read(line: &str) -> Result<Arguments, UsageError> {
        Arguments::read(line.split_whitespace().map(str::to_owned))
    }

    fn options(line: &str) -> Options {
        match read(line).unwrap() {
            Arguments::Run(options) => *options,
            Arguments::Help => panic!("help"),
        }
    }

    #[test]
    fn every_option_is_read() {
        let options = options(
            "--listen 127.0.0.1:4000 --portal-listen=127.0.0.1:4001 --api-key practice_0 --contract b1 --grant-seconds 20 --abandon-seconds 30 \
             --processing-ms 40 --reconciling-ms 50 --payer-ms 60 --cases 500 --no-list --clock-skew-seconds -7200",
        );
        assert_eq!(options.contract, Contract::B1);
        assert_eq!(options.listen.port(), 4000);
        assert_eq!(options.portal_listen.port(), 4001);
        assert_eq!(options.api_key.as_deref(), Some("practice_0"));
        assert_eq!(options.timing.grant_life, Duration::from_secs(20));
        assert_eq!(options.timing.abandonment, Duration::from_secs(30));
        assert_eq!(options.timing.processing, Duration::from_millis(40));
        assert_eq!(options.timing.reconciling, Duration::from_millis(50));
        assert_eq!(options.timing.payer, Duration::from_millis(60));
        assert_eq!(options.clock_skew, SignedDuration::from_hours(-2));
        assert!(!options.list);
        assert_eq!(self::options("--contract a").contract, Contract::A);
        assert!(options.control, "the binary is for tests");
    }

    #[test]
    fn every_rule_is_read() {
        let options = options(
            "--version-before-key --keys-kept 5 --key-seconds 60 --refuse-extra-keys --forget-refusals --open-reasons \
             --quiet-handoff-create --largest-file-bytes 1000 --unknown-values policy,fileStatus --extra-fields \
             --absent-optionals all --pages loops --contract b2",
        );
        let rules = Rules {
            open_reasons: true,
            forget_refusals: true,
            quiet_handoff_create: true,
            refuse_extra_keys: true,
            version_before_key: true,
            keys_kept: Some(5),
            key_life_ms: Some(60_000),
            largest_file_bytes: 1_000,
            unknown_values: Vocabularies::of(&[Vocabulary::Policy, Vocabulary::FileStatus]),
            extra_fields: true,
            absent_optionals: Absence::All,
            pages: Pages::Loops,
        };
        assert_eq!((options.rules, options.contract), (rules, Contract::B2));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert_eq!(read("--speed 3").unwrap_err().to_string(), "unknown option \"--speed\"");
        assert_eq!(read("500").unwrap_err().to_string(), "unknown option \"500\"");
        assert_eq!(read("--no-list=yes").unwrap_err().to_string(), "unknown option \"--no-list\"");
        assert_eq!(read("--cases").unwrap_err().to_string(), "--cases needs a value");
        assert_eq!(read("--cases many").unwrap_err().to_string(), "--cases cannot be \"many\"");
        assert_eq!(read("--pages odd").unwrap_err().to_string(), "--pages cannot be \"odd\"");
        assert_eq!(read("--contract b9").unwrap_err().to_string(), "--contract cannot be \"b9\"");
    }

    #[test]
    fn every_option_stands_in_the_help() {
        assert!(matches!(read("--help"), Ok(Arguments::Help)));
        for option in TAKES_A_VALUE.into_iter().chain(SWITCHES).chain(["--help"]) {
            assert!(USAGE.contains(&format!("\n  {option} ")), "{option}");
        }
    }
}
