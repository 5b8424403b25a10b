//! What the service does where the reference is silent, and how it may look when it is newer, older or terser than the
//! reference. All of it can be changed while the service runs.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What to do where the reference is silent. The defaults are the strictest reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Rules {
    /// Accept reasons of `unable-to-complete` that the reference does not list.
    pub open_reasons: bool,
    /// Forget a key whose first result was a refusal, so that the same key can be tried again.
    pub forget_refusals: bool,
    /// Do not bump the authorization version when a handoff is created.
    pub quiet_handoff_create: bool,
    /// Refuse an `Idempotency-Key` where the contract has none, with 400. Else it is ignored, and noted.
    pub refuse_extra_keys: bool,
    /// Compare `If-Match` before looking the key up: the retry of a command that was carried out is then a conflict.
    pub version_before_key: bool,
    /// So many keys are remembered, the newest; all when absent, none when 0.
    pub keys_kept: Option<u32>,
    /// A key is remembered for so long, in milliseconds of the service's clock; forever when absent.
    pub key_life_ms: Option<u64>,
    /// The largest file that is taken; a larger one fails when it is completed. 10 MiB; the real limit is unknown.
    pub largest_file_bytes: u64,
    /// These vocabularies show a word that the reference does not list, wherever they stand in an answer.
    pub unknown_values: Vocabularies,
    /// Every object of every answer has members that the reference does not list.
    pub extra_fields: bool,
    /// Which members are left out that the schemas do not require.
    pub absent_optionals: Absence,
    /// What happens to lists between two pages.
    pub pages: Pages,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            open_reasons: false,
            forget_refusals: false,
            quiet_handoff_create: false,
            refuse_extra_keys: false,
            version_before_key: false,
            keys_kept: None,
            key_life_ms: None,
            largest_file_bytes: 10 << 20,
            unknown_values: Vocabularies::default(),
            extra_fields: false,
            absent_optionals: Absence::None,
            pages: Pages::Steady,
        }
    }
}

/// Which members are left out that the schemas do not require.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Absence {
    /// None: whatever the reference names is there.
    #[default]
    None,
    /// Those that are null, false or empty.
    Empty,
    /// All, but for the cursor of a next page and the headers of an upload: without those nobody could go on.
    All,
}

/// What happens to lists between two pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Pages {
    /// Nothing: a cursor names the last row that was seen.
    #[default]
    Steady,
    /// A cursor counts rows, and before each of the next three further pages a new row appears at the head.
    Inserts,
    /// A cursor counts rows, and before each of the next three further pages the last row changes and moves to the head.
    Moves,
    /// Every page has a next one, and from the second on it is the same again.
    Loops,
}

/// How often a list shifts before it comes to rest.
pub(crate) const SHIFTS: u32 = 3;

/// The word that no reference lists.
pub(crate) const UNLISTED: &str = "unlisted_value";

/// A set of words of which the reference lists some.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "each is named after the field it stands in")]
pub enum Vocabulary {
    Status,
    Outcome,
    Policy,
    RequestType,
    CodeSystem,
    NextAction,
    Resolution,
    Channel,
    AccessMode,
    QuestionType,
    Severity,
    SnapshotStatus,
    SnapshotKind,
    HandoffState,
    HandoffResult,
    Reconciliation,
    LiveSessionState,
    Owner,
    SupportedMode,
    OfferState,
    OfferReason,
    Boundary,
    FileStatus,
    ContentType,
    Purpose,
    UploadStrategy,
    UploadMethod,
    PayerStatus,
    ProviderStatus,
    ErrorCode,
}

impl Vocabulary {
    /// All there are.
    pub const ALL: [Self; 30] = [
        Self::Status,
        Self::Outcome,
        Self::Policy,
        Self::RequestType,
        Self::CodeSystem,
        Self::NextAction,
        Self::Resolution,
        Self::Channel,
        Self::AccessMode,
        Self::QuestionType,
        Self::Severity,
        Self::SnapshotStatus,
        Self::SnapshotKind,
        Self::HandoffState,
        Self::HandoffResult,
        Self::Reconciliation,
        Self::LiveSessionState,
        Self::Owner,
        Self::SupportedMode,
        Self::OfferState,
        Self::OfferReason,
        Self::Boundary,
        Self::FileStatus,
        Self::ContentType,
        Self::Purpose,
        Self::UploadStrategy,
        Self::UploadMethod,
        Self::PayerStatus,
        Self::ProviderStatus,
        Self::ErrorCode,
    ];
}

/// Some vocabularies. Written as a list of their names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<Vocabulary>", into = "Vec<Vocabulary>")]
pub struct Vocabularies(u64);

impl Vocabularies {
    /// These.
    #[must_use]
    pub fn of(some: &[Vocabulary]) -> Self {
        Self(some.iter().fold(0, |set, vocabulary| set | 1 << (*vocabulary as u64)))
    }

    /// Whether this one is among them.
    #[must_use]
    pub fn has(self, vocabulary: Vocabulary) -> bool {
        self.0 & 1 << (vocabulary as u64) != 0
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl From<Vec<Vocabulary>> for Vocabularies {
    fn from(some: Vec<Vocabulary>) -> Self {
        Self::of(&some)
    }
}

impl From<Vocabularies> for Vec<Vocabulary> {
    fn from(set: Vocabularies) -> Self {
        Vocabulary::ALL.into_iter().filter(|vocabulary| set.has(*vocabulary)).collect()
    }
}

/// A word that means nothing here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} means nothing here")]
pub struct UnknownWord(String);

fn named<T: serde::de::DeserializeOwned>(name: &str) -> Result<T, UnknownWord> {
    serde_json::from_value(name.into()).map_err(|_| UnknownWord(name.to_owned()))
}

/// Names with commas between them, or `all`.
impl FromStr for Vocabularies {
    type Err = UnknownWord;

    fn from_str(names: &str) -> Result<Self, Self::Err> {
        if names == "all" {
            return Ok(Self::of(&Vocabulary::ALL));
        }
        names.split(',').map(named).collect::<Result<Vec<Vocabulary>, _>>().map(Self::from)
    }
}

impl FromStr for Absence {
    type Err = UnknownWord;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        named(name)
    }
}

impl FromStr for Pages {
    type Err = UnknownWord;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        named(name)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn rules_are_written_with_names_and_what_is_left_out_has_its_default() {
        let rules: Rules =
            serde_json::from_str(r#"{"unknownValues": ["policy", "fileStatus"], "keysKept": 0}"#).unwrap();
        let set = Vocabularies::of(&[Vocabulary::FileStatus, Vocabulary::Policy]);
        assert_eq!(rules, Rules { unknown_values: set, keys_kept: Some(0), ..Rules::default() });
        assert_eq!(serde_json::from_value::<Rules>(serde_json::to_value(rules).unwrap()).unwrap(), rules);
        assert!(serde_json::from_str::<Rules>(r#"{"unknownValues": ["moods"]}"#).is_err());
        assert!(serde_json::from_str::<Rules>(r#"{"moods": true}"#).is_err());
    }

    #[test]
    fn every_vocabulary_stands_in_the_list_once() {
        let all: BTreeSet<u64> = Vocabulary::ALL.iter().map(|vocabulary| *vocabulary as u64).collect();
        assert_eq!(all, (0..30).collect());
        assert_eq!("all".parse(), Ok(Vocabularies::of(&Vocabulary::ALL)));
        assert_eq!("status,owner".parse(), Ok(Vocabularies::of(&[Vocabulary::Owner, Vocabulary::Status])));
        assert_eq!("status,".parse::<Vocabularies>().unwrap_err().to_string(), "\"\" means nothing here");
    }
}
