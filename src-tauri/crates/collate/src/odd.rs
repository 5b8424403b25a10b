//! What an answer had in it that this version does not know: for the page that reports it. Nothing here is a value of a
//! case.

use model::UnknownWord;

/// How much of a word or a field's name is kept, in characters.
const LONGEST: usize = 64;
/// How many different oddities of one answer are kept.
const MOST: usize = 100;

/// Something in an answer that is not known. It took nothing away from what is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Oddity {
    /// A word that is in none of the lists; at most 64 characters of it.
    UnknownWord(UnknownWord),
    /// A member of an object that the contract does not have there, or a link that is never kept (`liveViewUrl`).
    UnknownField {
        /// Which object, by its name in the reference.
        object: &'static str,
        /// The member's name; at most 64 characters of it.
        name: String,
    },
    /// A value of another shape than the contract says; it counts as not returned.
    OtherShape {
        /// Where, such as `authorization.attachments[2].id`: names of the reference and indexes, never a value.
        at: String,
    },
}

/// The oddities of one answer, each once, at most a hundred.
#[derive(Debug, Default)]
pub(crate) struct Oddities(Vec<Oddity>);

impl Oddities {
    pub(crate) fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    pub(crate) fn add(&mut self, oddity: Oddity) {
        if !self.is_full() && !self.0.contains(&oddity) {
            self.0.push(oddity);
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Oddity> {
        self.0
    }
}

/// The beginning of a name or word.
pub(crate) fn beginning(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_oddity_is_kept_once_and_not_without_end() {
        let mut odd = Oddities::default();
        for number in 0..1000 {
            odd.add(Oddity::OtherShape { at: format!("page[{}]", number % 300) });
        }
        assert_eq!(odd.into_vec().len(), MOST);
        assert_eq!(beginning(&"ä".repeat(100)).chars().count(), LONGEST);
    }
}
