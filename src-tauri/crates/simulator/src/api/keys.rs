//! Idempotency keys: the same key with the same request replays the first answer byte for byte; with another request it
//! is refused (seed 001). Scope and lifetime are unknown: here a key is good once, for the whole organization, forever
//! unless the rules say otherwise.

use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

use jiff::Timestamp;

use super::answer::Answer;
use crate::clock::later;
use crate::rules::Rules;

/// The keys that were used.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    used: BTreeMap<String, Used>,
    /// The oldest first.
    order: VecDeque<String>,
}

#[derive(Debug)]
struct Used {
    at: Timestamp,
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

    pub(crate) fn keep(
        &mut self,
        key: &str,
        request: Fingerprint,
        version: Option<u64>,
        answer: Answer,
        at: Timestamp,
    ) {
        self.order.push_back(key.to_owned());
        self.used.insert(key.to_owned(), Used { at, request, version, answer });
    }

    /// Forgets what the rules do not let it remember.
    pub(crate) fn tidy(&mut self, rules: &Rules, now: Timestamp) {
        let most = rules.keys_kept.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        let life = rules.key_life_ms.map(Duration::from_millis);
        while let Some(oldest) = self.order.front() {
            let at = self.used.get(oldest).map(|used| used.at);
            let over = at.is_none_or(|at| life.is_some_and(|life| later(at, life) <= now));
            if !over && self.order.len() <= most {
                return;
            }
            let gone = self.order.pop_front();
            gone.and_then(|gone| self.used.remove(&gone));
        }
    }

    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}
