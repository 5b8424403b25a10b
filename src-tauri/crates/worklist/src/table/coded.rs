//! A row in numbers: what filters, facets and sorts read, without a text among it.

use crate::facet::{FACETS, Facet, STEPS, stale_word, step_word, turn_word};
use crate::row::Row;
use crate::table::Dictionary;
use model::{Outcome, Status, Step, Turn};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Stands for a text that was not returned. Every other code is a number of a dictionary plus one.
pub(crate) const NOTHING: u32 = 0;
/// Stands for a time that was not returned.
pub(crate) const NEVER: i64 = i64::MIN;

/// A row's numbers, as far as every look at all rows reads them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Coded {
    /// By facet.
    pub(crate) codes: [u32; FACETS],
    pub(crate) created: i64,
    pub(crate) updated: i64,
    /// Whether it is in the list.
    pub(crate) here: bool,
}

/// The rest of a row's numbers, which only sorts and the digest read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Placing {
    pub(crate) version: u64,
    /// The payer's name on this row.
    pub(crate) payer_name: u32,
    /// The first 16 bytes of what it is called; all bits where it is called nothing.
    pub(crate) title: (u64, u64),
    /// Tells one title from another.
    pub(crate) whole_title: u64,
}

impl Coded {
    pub(crate) fn code(&self, facet: Facet) -> u32 {
        *of(&self.codes, facet)
    }

    pub(crate) fn turn(&self) -> Turn {
        let number = self.code(Facet::Turn) as usize;
        Turn::ALL.get(number.wrapping_sub(1)).copied().unwrap_or(Turn::NotRecognized)
    }

    pub(crate) fn step(&self) -> Option<Step> {
        STEPS.get((self.code(Facet::Step) as usize).wrapping_sub(1)).copied()
    }
}

/// What belongs to a facet, of something that is there for each.
fn of<T>(each: &[T; FACETS], facet: Facet) -> &T {
    let [turn, step, status, outcome, payer, provider, service, stale] = each;
    match facet {
        Facet::Turn => turn,
        Facet::Step => step,
        Facet::Status => status,
        Facet::Outcome => outcome,
        Facet::Payer => payer,
        Facet::Provider => provider,
        Facet::Service => service,
        Facet::Stale => stale,
    }
}

/// Every text a row's numbers stand for.
#[derive(Clone)]
pub(crate) struct Vocabulary {
    facets: [Dictionary; FACETS],
    payer_names: Dictionary,
    /// By payer, the name it had last.
    latest_names: Vec<u32>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        let facets = Facet::ALL.map(|facet| match facet {
            Facet::Turn => Dictionary::of(Turn::ALL.map(turn_word)),
            Facet::Step => Dictionary::of(STEPS.map(step_word)),
            Facet::Status => Dictionary::of(Status::KNOWN.iter().map(Status::as_str)),
            Facet::Outcome => Dictionary::of(Outcome::KNOWN.iter().map(Outcome::as_str)),
            Facet::Stale => Dictionary::of([false, true].map(stale_word)),
            Facet::Payer | Facet::Provider | Facet::Service => Dictionary::default(),
        });
        Self { facets, payer_names: Dictionary::default(), latest_names: Vec::new() }
    }
}

impl Vocabulary {
    /// The texts of a facet.
    pub(crate) fn of(&self, facet: Facet) -> &Dictionary {
        of(&self.facets, facet)
    }

    /// The names of payers.
    pub(crate) fn payer_names(&self) -> &Dictionary {
        &self.payer_names
    }

    /// The name a payer had last.
    pub(crate) fn payer_name(&self, payer: u32) -> Option<&str> {
        let name = self.latest_names.get(payer as usize).copied().filter(|name| *name != NOTHING)?;
        self.payer_names.text(name - 1)
    }

    /// Writes a row in numbers; its title is folded, and empty where it has none.
    pub(crate) fn code(&mut self, row: &Row<()>, title: &str) -> (Coded, Placing) {
        let (turn, step, facts) = (row.turn, row.step, &row.facts);
        let words = [
            Some(turn_word(turn)),
            step.map(step_word),
            Some(facts.status.as_str()),
            facts.outcome.as_ref().map(Outcome::as_str),
            facts.payer.as_ref().map(|payer| payer.id.as_str()),
            facts.provider.as_deref(),
            facts.service.as_deref(),
            Some(stale_word(facts.stale)),
        ];
        let mut codes = [NOTHING; FACETS];
        for ((code, dictionary), word) in codes.iter_mut().zip(&mut self.facets).zip(words) {
            *code = number(dictionary, word);
        }
        let name = facts.payer.as_ref().map(|payer| payer.display_name.as_deref().unwrap_or(&payer.id));
        let payer_name = number(&mut self.payer_names, name);
        let coded = Coded {
            codes,
            created: row.created_at.map_or(NEVER, |time| time.0),
            updated: facts.updated_at.map_or(NEVER, |time| time.0),
            here: true,
        };
        let placing = Placing {
            version: facts.version.0,
            payer_name,
            title: if title.is_empty() { (u64::MAX, u64::MAX) } else { head(title) },
            whole_title: hash(title),
        };
        let payer = coded.code(Facet::Payer) as usize;
        if self.latest_names.len() <= payer {
            self.latest_names.resize(payer + 1, NOTHING);
        }
        if let Some(latest) = self.latest_names.get_mut(payer) {
            *latest = payer_name;
        }
        (coded, placing)
    }
}

fn number(dictionary: &mut Dictionary, word: Option<&str>) -> u32 {
    word.map_or(NOTHING, |word| dictionary.number(word) + 1)
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The first 16 bytes of a text, so that they are sorted as the text is.
fn head(text: &str) -> (u64, u64) {
    let mut bytes = [0; 16];
    for (own, byte) in bytes.iter_mut().zip(text.bytes()) {
        *own = byte;
    }
    let both = u128::from_be_bytes(bytes);
    ((both >> 64) as u64, both as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_of_a_text_is_sorted_as_the_text_is() {
        let texts = ["", "a", "aardvark test", "ab", "mockford, lena", "mockford, lenb", "z"];
        assert!(texts.windows(2).all(|pair| head(pair[0]) < head(pair[1])));
    }
}
