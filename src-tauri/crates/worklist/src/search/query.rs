//! A search, made ready to be asked of many rows.

use super::chunks::ROWS;
use super::texts::{Blocks, Texts, bit};
use super::typo::{can_be, is_like};
use super::{Closeness, Search};
use memchr::memmem::Finder;

/// By row number, how well a row is found.
pub(crate) type Found = Vec<Option<Closeness>>;

/// Every word that must be found.
#[derive(Clone)]
pub(crate) struct Query {
    words: Vec<Word>,
    /// How many words of names it knows.
    learned: usize,
}

#[derive(Clone)]
struct Word {
    finder: Finder<'static>,
    /// Its bit, where it is a single letter or digit.
    sign: Option<u64>,
    similar: Option<Similar>,
}

/// The words of names that are like what was typed.
#[derive(Clone)]
struct Similar {
    typed: Vec<char>,
    /// By number.
    like: Vec<bool>,
    any: bool,
}

impl Query {
    /// The longest word comes first: it finds the fewest rows.
    pub(crate) fn new(search: &Search, texts: &Texts) -> Self {
        let mut words: Vec<&str> = search.words().iter().map(String::as_str).collect();
        words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
        words.dedup();
        let mut query = Self { words: words.into_iter().map(Word::new).collect(), learned: 0 };
        query.learn(texts);
        query
    }

    /// Whether everything is found.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Gets to know the words of names that came since.
    pub(crate) fn learn(&mut self, texts: &Texts) {
        let mut letters = Vec::new();
        for name in texts.known_names.from(self.learned) {
            letters.clear();
            letters.extend(name.chars());
            for similar in self.words.iter_mut().filter_map(|word| word.similar.as_mut()) {
                let like = is_like(&similar.typed, &letters);
                similar.like.push(like);
                similar.any |= like;
            }
        }
        self.learned = texts.known_names.len();
    }

    /// How well a row is found; `None` where it is not.
    pub(crate) fn closeness(&self, row: u32, texts: &Texts) -> Option<Closeness> {
        let found = self.words.iter().map(|word| word.closeness(row, texts));
        found.fold(Some(Closeness::Start), worse)
    }

    /// The same of every row there is, by row number. Where this narrows a search that was made, the words of that are not
    /// looked for again: a longer word is never found better than its start.
    pub(crate) fn all(&self, texts: &Texts, before: Option<(&Search, Found)>) -> Found {
        let (known, mut found) = before.map_or((&[][..], Vec::new()), |(search, found)| (search.words(), found));
        found.resize(texts.signs.len(), Some(Closeness::Start));
        let is_known = |word: &&Word| known.iter().any(|known| known.as_bytes() == word.finder.needle());
        for word in self.words.iter().filter(|word| !is_known(word)) {
            match word.sign {
                Some(sign) => {
                    for (found, signs) in found.iter_mut().zip(&texts.signs) {
                        *found = worse(*found, signs.closeness(sign));
                    }
                }
                None => {
                    for (found, (first, blocks)) in found.chunks_mut(ROWS).zip(texts.blocks()) {
                        word.scan(first, &blocks, texts, found);
                    }
                }
            }
        }
        found
    }
}

/// Rows of a block that are looked at one by one when there are no more of them.
const FEW: usize = 16;

fn worse(one: Option<Closeness>, other: Option<Closeness>) -> Option<Closeness> {
    one.zip(other).map(|(one, other)| one.max(other))
}

impl Word {
    fn new(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        let sign = if let [sign] = letters.as_slice() { bit(*sign) } else { None };
        let similar = can_be(text).then(|| Similar { typed: letters, like: Vec::new(), any: false });
        Self { finder: Finder::new(text).into_owned(), sign, similar }
    }

    fn closeness(&self, row: u32, texts: &Texts) -> Option<Closeness> {
        match self.sign {
            Some(sign) => texts.signs.get(row as usize)?.closeness(sign),
            None => {
                let is_similar = || self.is_like_any(texts.names.get(row)).then_some(Closeness::Similar);
                self.stands(texts.lines.get(row), texts.starts.get(row)).or_else(is_similar)
            }
        }
    }

    /// Whether and how it stands in a row's texts.
    fn stands(&self, lines: &[u8], starts: &[u16]) -> Option<Closeness> {
        let (mut found, mut from) = (None, 0);
        while let Some(at) = lines.get(from..).and_then(|lines| self.finder.find(lines)).map(|at| from + at) {
            if starts_at(at, starts) {
                return Some(Closeness::Start);
            }
            (found, from) = (Some(Closeness::Inside), at + 1);
        }
        found
    }

    /// Looks at a block of rows, those that were found by the words before.
    fn scan(&self, first: u32, blocks: &Blocks<'_>, texts: &Texts, found: &mut [Option<Closeness>]) {
        let left = found.iter().filter(|found| found.is_some()).count();
        if left == 0 {
            return;
        }
        if left <= FEW {
            for (row, found) in (first..).zip(found).filter(|(_, found)| found.is_some()) {
                *found = worse(*found, self.closeness(row, texts));
            }
            return;
        }
        let mut own: [Option<Closeness>; ROWS] = [None; ROWS];
        self.scan_lines(blocks, &mut own);
        self.scan_names(blocks, &mut own);
        for (found, own) in found.iter_mut().zip(own) {
            *found = worse(*found, own);
        }
    }

    /// Reads the lines of a block from end to end.
    fn scan_lines(&self, blocks: &Blocks<'_>, own: &mut [Option<Closeness>]) {
        let lines = blocks.lines.items();
        let (mut row, mut from) = (0, 0);
        while let Some(at) = lines.get(from..).and_then(|lines| self.finder.find(lines)).map(|at| from + at) {
            let (mut start, mut end) = blocks.lines.bounds(row);
            while end <= at && row < ROWS {
                row += 1;
                (start, end) = blocks.lines.bounds(row);
            }
            let is_start = starts_at(at - start, blocks.starts.run(row));
            if let Some(own) = own.get_mut(row) {
                *own = Some(if is_start { Closeness::Start } else { Closeness::Inside });
            }
            from = if is_start { end } else { at + 1 };
        }
    }

    /// Looks through the words of names of a block.
    fn scan_names(&self, blocks: &Blocks<'_>, own: &mut [Option<Closeness>]) {
        let Some(similar) = self.similar.as_ref().filter(|similar| similar.any) else { return };
        let mut row = 0;
        for (at, _) in blocks.names.items().iter().enumerate().filter(|(_, name)| similar.has(**name)) {
            while blocks.names.bounds(row).1 <= at && row < ROWS {
                row += 1;
            }
            if let Some(own) = own.get_mut(row) {
                own.get_or_insert(Closeness::Similar);
            }
        }
    }

    /// Whether one of these words of names is like what was typed.
    fn is_like_any(&self, names: &[u32]) -> bool {
        self.similar.as_ref().is_some_and(|similar| similar.any && names.iter().any(|name| similar.has(*name)))
    }
}

impl Similar {
    fn has(&self, name: u32) -> bool {
        self.like.get(name as usize).copied().unwrap_or_default()
    }
}

/// Whether a word starts at that offset of a row's lines.
fn starts_at(offset: usize, starts: &[u16]) -> bool {
    u16::try_from(offset).is_ok_and(|offset| starts.contains(&offset))
}
