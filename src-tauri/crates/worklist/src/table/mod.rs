//! The cases without what is shown of them: a table of numbered rows. A case keeps its number, also when it leaves: a view
//! that still shows it shows what was known of it last. Whatever looks at many rows reads only this, and is compiled once for
//! every kind of list.

mod coded;
mod dictionary;
mod log;

pub(crate) use coded::{Coded, NEVER, NOTHING, Placing, Vocabulary};
pub(crate) use dictionary::Dictionary;
pub(crate) use log::Log;

use crate::row::Row;
use crate::search::{Closeness, Found, Query, Search, Texts, fold};
use crate::sort::{Mark, Orders, Ranks, Sort, SortBy, Sorting};
use model::{AuthorizationId, AuthorizationVersion, Step, Turn};
use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The rows by number, from 0.
#[derive(Clone, Default)]
pub(crate) struct Table {
    numbers: BTreeMap<AuthorizationId, u32>,
    entries: Vec<Entry>,
    coded: Vec<Coded>,
    /// What each is found by.
    texts: Texts,
    vocabulary: Vocabulary,
    cases: usize,
    turns: BTreeMap<Turn, usize>,
    steps: BTreeMap<Step, usize>,
    orders: Orders,
    log: Log,
}

/// What of a row is not read when many are looked at.
#[derive(Clone)]
struct Entry {
    id: AuthorizationId,
    /// Folded; empty where there is none.
    title: Box<str>,
    placing: Placing,
}

impl Table {
    /// Puts a row in, in place of an older one, of which something else may be shown. Says whether anything changed.
    pub(crate) fn put(&mut self, row: Row<()>, other_shown: bool) -> bool {
        let title = row.facts.title.as_deref().map(fold).unwrap_or_default();
        let (coded, placing) = self.vocabulary.code(&row, &title);
        let words = row.words;
        match self.numbers.get(&row.id).copied() {
            Some(number) => {
                let other_words = self.texts.set(number, &words);
                self.replace(
                    number,
                    coded,
                    Entry { id: row.id, title: title.into(), placing },
                    other_words || other_shown,
                )
            }
            None => {
                self.texts.set(self.numbers(), &words);
                self.add(coded, Entry { id: row.id, title: title.into(), placing });
                true
            }
        }
    }

    fn add(&mut self, coded: Coded, entry: Entry) {
        let number = self.numbers();
        self.coded.push(coded);
        self.numbers.insert(entry.id.clone(), number);
        self.entries.push(entry);
        self.count_in(&coded);
        self.orders.moved(number, |_| true);
        self.log.note(number);
    }

    fn replace(&mut self, number: u32, coded: Coded, entry: Entry, other: bool) -> bool {
        let index = number as usize;
        let (Some(own), Some(own_entry)) = (self.coded.get_mut(index), self.entries.get_mut(index)) else {
            return false;
        };
        let (before, entry_before) = (std::mem::replace(own, coded), std::mem::replace(own_entry, entry));
        let (placing, same_title) = (own_entry.placing, entry_before.title == own_entry.title);
        if before == coded && entry_before.placing == placing && same_title && !other {
            return false;
        }
        if before.here {
            self.count_out(&before);
        }
        self.count_in(&coded);
        let moved = |by: SortBy| by.mark(&before, || Some(&entry_before.placing)) != by.mark(&coded, || Some(&placing));
        self.orders.moved(number, |by| !before.here || moved(by));
        self.log.note(number);
        true
    }

    /// Takes a row out. Says whether it was there.
    pub(crate) fn remove(&mut self, id: &AuthorizationId) -> bool {
        let Some(number) = self.number(id) else { return false };
        let Some(row) = self.coded.get_mut(number as usize).filter(|row| row.here) else { return false };
        row.here = false;
        let row = *row;
        self.count_out(&row);
        self.orders.moved(number, |_| true);
        self.log.note(number);
        true
    }

    fn count_in(&mut self, row: &Coded) {
        self.cases += 1;
        *self.turns.entry(row.turn()).or_default() += 1;
        if let Some(step) = yours(row) {
            *self.steps.entry(step).or_default() += 1;
        }
    }

    fn count_out(&mut self, row: &Coded) {
        self.cases -= 1;
        *self.turns.entry(row.turn()).or_default() -= 1;
        if let Some(step) = yours(row) {
            *self.steps.entry(step).or_default() -= 1;
        }
    }

    /// Cases in all.
    pub(crate) fn cases(&self) -> usize {
        self.cases
    }

    pub(crate) fn count(&self, turn: Turn) -> usize {
        self.turns.get(&turn).copied().unwrap_or_default()
    }

    pub(crate) fn count_step(&self, step: Step) -> usize {
        self.steps.get(&step).copied().unwrap_or_default()
    }

    /// The number of a case that was ever in the list.
    pub(crate) fn number(&self, id: &AuthorizationId) -> Option<u32> {
        self.numbers.get(id).copied()
    }

    /// The number of a case that is in the list.
    pub(crate) fn number_here(&self, id: &AuthorizationId) -> Option<u32> {
        self.number(id).filter(|number| self.coded(*number).is_some_and(|row| row.here))
    }

    pub(crate) fn id(&self, number: u32) -> Option<&AuthorizationId> {
        self.entries.get(number as usize).map(|entry| &entry.id)
    }

    pub(crate) fn coded(&self, number: u32) -> Option<&Coded> {
        self.coded.get(number as usize)
    }

    /// Every row there ever was.
    pub(crate) fn all(&self) -> impl Iterator<Item = (u32, &Coded)> {
        (0u32..).zip(&self.coded)
    }

    /// Every row in the list.
    pub(crate) fn here(&self) -> impl Iterator<Item = (u32, &Coded)> {
        self.all().filter(|(_, row)| row.here)
    }

    /// How many rows there ever were.
    pub(crate) fn numbers(&self) -> u32 {
        self.coded.len() as u32
    }

    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    pub(crate) fn log(&self) -> &Log {
        &self.log
    }

    pub(crate) fn query(&self, search: &Search) -> Query {
        Query::new(search, &self.texts)
    }

    /// Tells a search the words of names that came since.
    pub(crate) fn teach(&self, query: &mut Query) {
        query.learn(&self.texts);
    }

    /// How well a search finds a row.
    pub(crate) fn closeness(&self, number: u32, query: &Query) -> Option<Closeness> {
        query.closeness(number, &self.texts)
    }

    /// How well it finds each row there ever was; it narrows the one before, if there was one.
    pub(crate) fn find(&self, query: &Query, before: Option<(&Search, Found)>) -> Found {
        query.all(&self.texts, before)
    }

    /// What gives a row its place in an order.
    pub(crate) fn mark(&self, number: u32, by: SortBy) -> Mark {
        let placing = || self.entries.get(number as usize).map(|entry| &entry.placing);
        self.coded(number).map(|row| by.mark(row, placing)).unwrap_or_default()
    }

    /// A row's version.
    pub(crate) fn version(&self, number: u32) -> AuthorizationVersion {
        AuthorizationVersion(self.entries.get(number as usize).map_or(0, |entry| entry.placing.version))
    }

    /// Every row in the list in that order.
    pub(crate) fn in_order(&self, sort: Sort) -> &[u32] {
        let ranks = OnceCell::new();
        let key = |number: u32| {
            let ranks = ranks.get_or_init(|| Ranks::new(sort, &self.vocabulary));
            let row = self.coded(number).zip(self.entries.get(number as usize));
            row.map(|(row, entry)| ranks.key(row, &entry.placing)).unwrap_or_default()
        };
        let anew = || {
            let mut rows: Vec<_> = self.here().map(|(number, _)| (key(number), number)).collect();
            rows.sort_unstable_by(|(key, one), (other_key, other)| {
                key.cmp(other_key).then_with(|| self.compare_equals(sort, *one, *other))
            });
            rows.into_iter().map(|(_, number)| number).collect()
        };
        let compare =
            |one: u32, other: u32| key(one).cmp(&key(other)).then_with(|| self.compare_equals(sort, one, other));
        let is_here = |number: u32| self.coded(number).is_some_and(|row| row.here);
        self.orders.rows(sort, Sorting { anew, compare, is_here })
    }

    /// Which of two rows of the same rank stands first.
    fn compare_equals(&self, sort: Sort, one: u32, other: u32) -> Ordering {
        let (Some(a), Some(b)) = (self.entries.get(one as usize), self.entries.get(other as usize)) else {
            return one.cmp(&other);
        };
        let titles = match sort.by {
            SortBy::Title => sort.direction.turn(a.title.cmp(&b.title)),
            _ => Ordering::Equal,
        };
        let created = |number| self.coded(number).map(|row| row.created);
        titles.then_with(|| created(one).cmp(&created(other))).then_with(|| a.id.cmp(&b.id))
    }

    /// Every case in the list by id, with its row number.
    pub(crate) fn by_id(&self) -> impl Iterator<Item = (&AuthorizationId, u32)> {
        let here = |number: u32| self.coded(number).is_some_and(|row| row.here);
        self.numbers.iter().map(|(id, number)| (id, *number)).filter(move |(_, number)| here(*number))
    }
}

/// The step it is, where the case is the clinic's.
fn yours(row: &Coded) -> Option<Step> {
    row.step().filter(|_| row.turn() == Turn::Yours)
}
