//! The cases a simulator starts with. Each is there for a reason, which it states in one line. All people, payers and
//! numbers are invented.

mod dialects;
mod draft;
mod endings;
mod generated;
mod generation_a;
mod handoffs;
mod main_job;
mod odd;
pub(crate) mod opening;
mod people;
mod requirements;
mod rich;
pub(crate) mod scenarios;

use jiff::Timestamp;

use self::draft::Draft;
use crate::options::Contract;
use crate::world::case::Case;

/// Which cases there are, in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deck {
    /// Only these named cases; all when absent.
    only: Option<Vec<String>>,
    /// Generated cases are added until there are so many.
    total: usize,
    /// The cases with unlisted words are left out.
    documented_only: bool,
}

/// The cases that show a word no reference lists.
const UNLISTED: [&str; 3] = ["auth_Z1S7TU", "auth_Z2A8NX", "auth_Z3K9RK"];

/// What a named case is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The authorization's id.
    pub id: String,
    /// The payer's name.
    pub payer: String,
    /// What the case teaches, in one line.
    pub teaches: String,
}

impl Deck {
    /// Only these named cases. Ids the deck does not know are left out.
    #[must_use]
    pub fn only(ids: &[&str]) -> Self {
        Self { only: Some(ids.iter().map(|&id| id.to_owned()).collect()), ..Self::default() }
    }

    /// With generated cases, spread over all statuses, until there are `total`; always the same ones.
    #[must_use]
    pub fn filled_up_to(mut self, total: usize) -> Self {
        self.total = total;
        self
    }

    /// Without the cases that show a word no reference lists: every answer then fits the schemas.
    #[must_use]
    pub fn documented_only(mut self) -> Self {
        self.documented_only = true;
        self
    }

    /// What each named case is for, in the order of the list.
    #[must_use]
    pub fn notes() -> Vec<Note> {
        Self::notes_under(Contract::default())
    }

    /// What each named case of a contract's deck is for, in the order of the list.
    #[must_use]
    pub fn notes_under(contract: Contract) -> Vec<Note> {
        let note = |case: Case| Note { id: case.id, payer: case.payer.name.to_owned(), teaches: case.teaches };
        named(contract, Timestamp::UNIX_EPOCH).into_iter().map(note).collect()
    }

    /// The cases as they stand at `now`.
    pub(crate) fn build(&self, contract: Contract, now: Timestamp) -> Vec<Case> {
        let wanted = |case: &Case| {
            self.only.as_ref().is_none_or(|only| only.contains(&case.id))
                && !(self.documented_only && UNLISTED.contains(&case.id.as_str()))
        };
        let mut cases: Vec<Case> = named(contract, now).into_iter().filter(wanted).collect();
        let missing = self.total.saturating_sub(cases.len());
        let generated = (0..missing).map(|index| generated::draft(index).build(now));
        cases.extend(generated.map(|case| match contract {
            Contract::A => generation_a::left_to_collate(case),
            _ => case,
        }));
        cases
    }
}

/// A case that appears while somebody leafs through the list.
pub(crate) fn inserted(number: usize, now: Timestamp) -> Case {
    generated::draft(900_000 + number).build(now)
}

/// The named cases: the main job first.
fn named(contract: Contract, now: Timestamp) -> Vec<Case> {
    let drafts: Vec<Draft> =
        [main_job::drafts(), handoffs::drafts(), requirements::drafts(), endings::drafts(), odd::drafts()].concat();
    let cases = drafts.into_iter().map(|draft| draft.build(now));
    match contract {
        Contract::A => {
            let own = generation_a::drafts().into_iter().map(|draft| draft.build(now));
            cases.chain(own).filter_map(generation_a::suited).collect()
        }
        _ => cases.collect(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::clock::ManualClock;

    #[test]
    fn every_case_has_an_id_of_its_own_and_says_what_it_teaches() {
        let notes = Deck::notes();
        let ids: BTreeSet<&str> = notes.iter().map(|note| note.id.as_str()).collect();
        assert_eq!(ids.len(), notes.len());
        for note in &notes {
            assert!(note.teaches.len() > 20 && note.teaches.ends_with('.'), "{note:?}");
        }
    }

    #[test]
    fn generated_cases_fill_up_and_are_always_the_same() {
        let now = ManualClock::default().now();
        let cases = Deck::default().filled_up_to(500).build(Contract::B1, now);
        assert_eq!(cases.len(), 500);
        let ids: BTreeSet<&str> = cases.iter().map(|case| case.id.as_str()).collect();
        assert_eq!(ids.len(), 500);
        let again = Deck::default().filled_up_to(500).build(Contract::B1, now);
        assert!(cases.iter().zip(&again).all(|(one, other)| one.document() == other.document()));
        let statuses: BTreeSet<&str> = cases.iter().skip(100).map(|case| case.status.name()).collect();
        assert_eq!(statuses.len(), 5, "{statuses:?}");
    }

    #[test]
    fn the_main_job_comes_first() {
        let first: Vec<String> = Deck::notes().into_iter().take(4).map(|note| note.id).collect();
        assert_eq!(first, ["auth_9WD3RB", "auth_7QK2M9", "auth_V3C9QA", "auth_J4T6BK"]);
    }

    #[test]
    fn no_version_of_a_case_is_one_a_handoff_could_have() {
        let now = ManualClock::default().now();
        assert!(Deck::default().filled_up_to(500).build(Contract::B1, now).iter().all(|case| case.version >= 9));
    }
}
