//! Idempotency keys: the same key with the same request replays the first answer byte for byte; with another request it
//! is refused (seed 001). Scope and lifetime are unknown: here a key is good once, for the whole organization, forever.

use std::collections::BTreeMap;

use super::answer::Answer;

/// The keys that were used.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    used: BTreeMap<String, Used>,
}

#[derive(Debug)]
struct Used {
    request: Fingerprint,
    version: Option<u64>,
    answer: Answer,
}

/// What must be the same for a replay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) body: Vec<u8>,
}

/// What is known about a key.
pub(crate) enum Known<'a> {
    /// Nothing yet.
    New,
    /// The same request: this was the answer. `same_version` tells whether it also named the same version.
    Same { answer: &'a Answer, same_version: bool },
    /// It was used for something else.
    Other,
}

impl Keys {
    pub(crate) fn look_up(&self, key: &str, request: &Fingerprint, version: Option<u64>) -> Known<'_> {
        match self.used.get(key) {
            None => Known::New,
            Some(used) if used.request == *request => {
                Known::Same { answer: &used.answer, same_version: used.version == version }
            }
            Some(_) => Known::Other,
        }
    }

    pub(crate) fn keep(&mut self, key: &str, request: Fingerprint, version: Option<u64>, answer: Answer) {
        self.used.insert(key.to_owned(), Used { request, version, answer });
    }
}
