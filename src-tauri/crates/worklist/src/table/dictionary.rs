//! Texts that come again and again, each kept once and named by a number. A number is never given to another text.

use crate::search::fold;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Numbered texts, from 0.
#[derive(Clone, Default)]
pub(crate) struct Dictionary {
    texts: Vec<Arc<str>>,
    numbers: BTreeMap<Arc<str>, u32>,
}

impl Dictionary {
    /// One that has these from the start.
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut own = Self::default();
        for text in texts {
            own.number(text);
        }
        own
    }

    /// The number of a text, given now if it has none.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let (number, text) = (self.texts.len() as u32, Arc::from(text));
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, number);
        number
    }

    /// The number of a text that has one.
    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// The text of a number.
    pub(crate) fn text(&self, number: u32) -> Option<&str> {
        self.texts.get(number as usize).map(AsRef::as_ref)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The texts from that number on.
    pub(crate) fn from(&self, number: usize) -> impl Iterator<Item = &str> {
        self.texts.iter().skip(number).map(AsRef::as_ref)
    }

    /// For each number, where its text stands when all are sorted without regard to capitals and accents.
    pub(crate) fn ranks(&self) -> Vec<u32> {
        let mut sorted: Vec<_> =
            self.texts.iter().enumerate().map(|(number, text)| (fold(text), text, number)).collect();
        sorted.sort_unstable();
        let mut ranks = vec![0; self.texts.len()];
        for (rank, (_, _, number)) in sorted.into_iter().enumerate() {
            if let Some(own) = ranks.get_mut(number) {
                *own = rank as u32;
            }
        }
        ranks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number_and_is_ranked_by_its_letters() {
        let mut some = Dictionary::of(["b", "c"]);
        assert_eq!((some.number("A"), some.number("b"), some.find("d")), (2, 0, None));
        assert_eq!((some.text(2), some.text(9), some.len()), (Some("A"), None, 3));
        assert_eq!(some.ranks(), [1, 2, 0]);
        assert_eq!(some.from(1).collect::<Vec<_>>(), ["c", "A"]);
    }
}
