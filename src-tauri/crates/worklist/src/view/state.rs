//! What a view holds: the lines as they were told, and what became of each row since.

use super::elsewhere::Elsewhere;
use super::layout::{Group, Layout, Slot};
use super::update::{Item, Line, Place, Span, Spec};
use crate::facets::{Facets, count};
use crate::filter::Sieve;
use crate::list::Worklist;
use crate::search::{Closeness, Found, Query};
use crate::sort::{Mark, SortBy};
use crate::table::Table;
use std::collections::{BTreeMap, BTreeSet};

/// The lines of a view, and what is held back from them.
#[derive(Clone)]
pub(super) struct State {
    /// How far the list's changes were followed.
    followed: u64,
    query: Query,
    /// `None` where nothing is looked for.
    found: Option<Found>,
    pub(super) layout: Layout,
    /// By row number, how well a row was found when lines were moved last.
    found_then: Option<Found>,
    /// By row number, what gave a row that is shown its place then.
    marks: Vec<Mark>,
    /// Rows that do not stand where they belong.
    misplaced: BTreeMap<u32, Place>,
    /// Rows that belong into the view and are not shown.
    coming: BTreeSet<u32>,
    pub(super) elsewhere: Elsewhere,
    /// Rows that changed and were not looked at by whoever tells.
    pub(super) touched: BTreeSet<u32>,
}

impl State {
    /// The view as it belongs now. What an earlier state found, as far as it followed, is used again.
    pub(super) fn new(spec: &Spec, table: &Table, earlier: Option<(Spec, Self)>) -> Self {
        let (query, found) = match earlier {
            Some((before, earlier)) if before.search == spec.search => (earlier.query, earlier.found),
            earlier => {
                let query = table.query(&spec.search);
                let narrowed = earlier.filter(|(before, _)| spec.search.narrows(&before.search));
                let before = narrowed.as_ref().map(|(before, earlier)| (&before.search, earlier.found.clone()));
                let before = before.and_then(|(search, found)| Some((search, found?)));
                let found = (!query.is_empty()).then(|| table.find(&query, before));
                (query, found)
            }
        };
        let mut state = Self {
            followed: table.log().end(),
            found_then: found.clone(),
            query,
            found,
            layout: Layout::default(),
            marks: Vec::new(),
            misplaced: BTreeMap::new(),
            coming: BTreeSet::new(),
            elsewhere: Elsewhere::default(),
            touched: BTreeSet::new(),
        };
        let groups = state.groups(spec, table);
        let rows = state.in_order(table.in_order(spec.sort), &groups);
        state.layout = Layout::new(rows, &groups);
        state
    }

    /// By row number, in which group a row belongs into the view, if it does. On the way it is noted what gives each its
    /// place, and counted what is found elsewhere. Rows are read in the order of their numbers, which is several times
    /// quicker than any other.
    fn groups(&mut self, spec: &Spec, table: &Table) -> Vec<Group> {
        let sieve = Sieve::new(&spec.filter, table.vocabulary());
        let mut groups = Vec::with_capacity(table.numbers() as usize);
        self.marks = Vec::with_capacity(table.numbers() as usize);
        if self.found.is_some() {
            self.elsewhere = Elsewhere::of(table.numbers());
        }
        for (number, row) in table.all() {
            let (found, misses) = (self.is_found(number), sieve.misses(row));
            if self.found.is_some() {
                self.elsewhere.set(number, row, found, misses);
            }
            let belongs = row.here && found && misses == 0;
            groups.push(if belongs { Group::of(row, spec.sort.by) } else { Group::None });
            self.marks.push(if belongs { table.mark(number, spec.sort.by) } else { Mark::default() });
        }
        groups
    }

    /// The rows that belong into the view, in their order: what is found better stands first in its group.
    fn in_order(&self, all: &[u32], groups: &[Group]) -> Vec<u32> {
        let group = |row: u32| groups.get(row as usize).copied().unwrap_or(Group::None);
        let wanted = all.iter().copied().filter(|row| group(*row) != Group::None);
        let Some(found) = &self.found else { return wanted.collect() };
        let (mut rows, mut later, mut open): (Vec<u32>, [Vec<u32>; 2], _) = Default::default();
        for row in wanted {
            let own = group(row);
            if open != Some(own) {
                later.iter_mut().for_each(|some| rows.append(some));
                open = Some(own);
            }
            let [inside, similar] = &mut later;
            match found.get(row as usize).copied().flatten() {
                Some(Closeness::Inside) => inside.push(row),
                Some(Closeness::Similar) => similar.push(row),
                Some(Closeness::Start) | None => rows.push(row),
            }
        }
        later.iter_mut().for_each(|some| rows.append(some));
        rows
    }

    /// How well a row is found; `None` also where nothing is looked for.
    fn closeness(&self, row: u32) -> Option<Closeness> {
        self.found.as_ref().and_then(|found| found.get(row as usize).copied().flatten())
    }

    fn is_found(&self, row: u32) -> bool {
        self.found.is_none() || self.closeness(row).is_some()
    }

    /// Whether a row that is shown has another place now.
    fn moves(&self, row: u32, by: SortBy, table: &Table) -> bool {
        let then = self.found_then.as_ref().and_then(|found| found.get(row as usize).copied().flatten());
        then != self.closeness(row) || self.marks.get(row as usize) != Some(&table.mark(row, by))
    }

    /// Takes notice of what changed in the list since.
    pub(super) fn follow(&mut self, spec: &Spec, table: &Table) {
        let end = table.log().end();
        if end == self.followed {
            return;
        }
        table.teach(&mut self.query);
        let changed: BTreeSet<u32> = match table.log().since(self.followed) {
            Some(changed) => changed.collect(),
            None => (0..table.numbers()).collect(),
        };
        self.followed = end;
        let sieve = Sieve::new(&spec.filter, table.vocabulary());
        for row in changed {
            self.look_at(row, &sieve, spec, table);
            self.touched.insert(row);
        }
    }

    fn look_at(&mut self, number: u32, sieve: &Sieve, spec: &Spec, table: &Table) {
        let Some(row) = table.coded(number) else { return };
        let misses = sieve.misses(row);
        if let Some(found) = &mut self.found {
            if found.len() <= number as usize {
                found.resize(number as usize + 1, None);
            }
            if let Some(own) = found.get_mut(number as usize) {
                *own = table.closeness(number, &self.query);
            }
            self.elsewhere.set(number, row, self.is_found(number), misses);
        }
        let belongs = row.here && misses == 0 && self.is_found(number);
        let shown = self.layout.index(number).is_some();
        let place = match shown {
            true if !belongs => Place::Gone,
            true if self.moves(number, spec.sort.by, table) => Place::Moves,
            _ => Place::Right,
        };
        match place {
            Place::Right => self.misplaced.remove(&number),
            Place::Moves | Place::Gone => self.misplaced.insert(number, place),
        };
        if belongs && !shown {
            self.coming.insert(number);
        } else {
            self.coming.remove(&number);
        }
    }

    /// How many cases will come, move or leave.
    pub(super) fn waiting(&self) -> usize {
        self.misplaced.len() + self.coming.len()
    }

    /// Whether nothing is shown.
    pub(super) fn is_empty(&self) -> bool {
        self.layout.rows().is_empty()
    }

    /// The lines of a window.
    pub(super) fn items<P: Clone>(&self, span: Span, list: &Worklist<P>) -> (usize, Vec<Item<P>>) {
        let first = span.first.min(self.layout.total());
        let end = first.saturating_add(span.count).min(self.layout.total());
        (first, (first..end).filter_map(|line| self.item(line, list)).collect())
    }

    /// What stands in a line.
    pub(super) fn item<P: Clone>(&self, line: usize, list: &Worklist<P>) -> Option<Item<P>> {
        match self.layout.slot(line)? {
            Slot::Heading(step, cases) => Some(Item::Group { step, cases }),
            Slot::Row(row) => Some(Item::Case(Line {
                id: list.table().id(row)?.clone(),
                shown: list.shown(row)?.clone(),
                place: self.misplaced.get(&row).copied().unwrap_or(Place::Right),
                found: self.closeness(row),
            })),
        }
    }

    /// How many cases each choice of the filter would show.
    pub(super) fn facets(&self, spec: &Spec, table: &Table) -> Facets {
        count(table, &spec.filter, |row| self.is_found(row))
    }
}
