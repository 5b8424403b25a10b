//! What all rows are found by, as it is searched: letters and digits only, each text a line, so that punctuation is in
//! nobody's way.

use super::Closeness;
use super::chunks::{Chunk, Chunks};
use super::text::{name_words, texts};
use crate::table::Dictionary;

/// The texts of every row, by row number.
#[derive(Clone, Default)]
pub(crate) struct Texts {
    /// Every text without spaces and punctuation, with a line end after it.
    pub(super) lines: Chunks<u8>,
    /// Where in them words start.
    pub(super) starts: Chunks<u16>,
    /// The words of names, by number.
    pub(super) names: Chunks<u32>,
    pub(super) signs: Vec<Signs>,
    /// The different words of all names.
    pub(super) known_names: Dictionary,
}

/// Which letters and digits stand in a row's texts, and which start a word: one bit for each.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs {
    pub(super) all: u64,
    pub(super) first: u64,
}

/// The texts of the rows of one block.
pub(super) struct Blocks<'a> {
    pub(super) lines: &'a Chunk<u8>,
    pub(super) starts: &'a Chunk<u16>,
    pub(super) names: &'a Chunk<u32>,
}

impl Signs {
    /// How well a single sign is found.
    pub(super) fn closeness(self, sign: u64) -> Option<Closeness> {
        match (self.first & sign != 0, self.all & sign != 0) {
            (true, _) => Some(Closeness::Start),
            (false, true) => Some(Closeness::Inside),
            (false, false) => None,
        }
    }
}

/// The bit of a letter or digit that has one.
pub(super) fn bit(sign: char) -> Option<u64> {
    match sign {
        'a'..='z' => Some(1 << (sign as u32 - 'a' as u32)),
        '0'..='9' => Some(1 << (sign as u32 - '0' as u32 + 26)),
        _ => None,
    }
}

impl Texts {
    /// The texts block by block, each with the number of its first row.
    pub(super) fn blocks(&self) -> impl Iterator<Item = (u32, Blocks<'_>)> {
        let both = self.starts.all().zip(self.names.all());
        let block = |((first, lines), ((_, starts), (_, names)))| (first, Blocks { lines, starts, names });
        self.lines.all().zip(both).map(block)
    }

    /// Takes what a row is found by, or the next row's. Says whether anything else is found now.
    pub(crate) fn set(&mut self, row: u32, words: &str) -> bool {
        let (mut lines, mut starts, mut signs) = (String::new(), Vec::new(), Signs::default());
        for text in texts(words) {
            let mut inside = false;
            for sign in text.chars() {
                if !sign.is_alphanumeric() {
                    inside = false;
                    continue;
                }
                signs.all |= bit(sign).unwrap_or_default();
                if !inside {
                    signs.first |= bit(sign).unwrap_or_default();
                    starts.extend(u16::try_from(lines.len()));
                }
                inside = true;
                lines.push(sign);
            }
            lines.push('\n');
        }
        let mut names: Vec<u32> = name_words(words).map(|word| self.known_names.number(&word)).collect();
        names.sort_unstable();
        names.dedup();
        let known = self.signs.get_mut(row as usize);
        let same = known.is_some()
            && self.lines.get(row) == lines.as_bytes()
            && self.starts.get(row) == starts
            && self.names.get(row) == names;
        if same {
            return false;
        }
        match known {
            Some(known) => *known = signs,
            None => self.signs.push(signs),
        }
        self.lines.set(row, lines.as_bytes());
        self.starts.set(row, &starts);
        self.names.set(row, &names);
        true
    }
}
