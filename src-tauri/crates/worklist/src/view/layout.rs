//! Which line is which case: cases in their order, with headings between them.

use crate::sort::SortBy;
use crate::table::Coded;
use model::Step;

/// Stands for a row that is not shown.
const NOWHERE: u32 = u32::MAX;

/// The lines of a view.
#[derive(Clone, Default)]
pub(super) struct Layout {
    /// Row numbers in order.
    rows: Vec<u32>,
    /// Where each row stands among the cases, by row number.
    places: Vec<u32>,
    headings: Vec<Heading>,
}

/// Under which heading a row belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    /// It does not belong into the view.
    None,
    /// Under none.
    Bare,
    /// Under that of its step.
    Step(Step),
}

impl Group {
    /// The group of a row that belongs into a view.
    pub(super) fn of(row: &Coded, by: SortBy) -> Self {
        row.step().filter(|_| by == SortBy::Step).map_or(Self::Bare, Self::Step)
    }
}

#[derive(Clone, Copy)]
struct Heading {
    step: Step,
    /// How many cases stand before it.
    before: usize,
    /// How many stand under it.
    cases: usize,
}

/// What stands in a line.
pub(super) enum Slot {
    Heading(Step, usize),
    Row(u32),
}

impl Layout {
    /// Lines of these rows, each of which has a group, by row number.
    pub(super) fn new(rows: Vec<u32>, groups: &[Group]) -> Self {
        let mut places = vec![NOWHERE; groups.len()];
        let mut headings: Vec<Heading> = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            if let Some(place) = places.get_mut(*row as usize) {
                *place = index as u32;
            }
            let Some(Group::Step(step)) = groups.get(*row as usize).copied() else { continue };
            match headings.last_mut() {
                Some(heading) if heading.step == step => heading.cases += 1,
                _ => headings.push(Heading { step, before: index, cases: 1 }),
            }
        }
        Self { rows, places, headings }
    }

    /// The rows in order.
    pub(super) fn rows(&self) -> &[u32] {
        &self.rows
    }

    /// Lines in all.
    pub(super) fn total(&self) -> usize {
        self.rows.len() + self.headings.len()
    }

    /// The lines that are headings.
    pub(super) fn headings(&self) -> Vec<usize> {
        self.headings.iter().enumerate().map(|(number, heading)| heading.before + number).collect()
    }

    /// Where a row stands among the cases.
    pub(super) fn index(&self, row: u32) -> Option<usize> {
        self.places.get(row as usize).filter(|place| **place != NOWHERE).map(|place| *place as usize)
    }

    /// The line of the case at that index.
    pub(super) fn line(&self, index: usize) -> usize {
        index + self.headings.iter().take_while(|heading| heading.before <= index).count()
    }

    /// What stands in a line.
    pub(super) fn slot(&self, line: usize) -> Option<Slot> {
        let above = |(number, heading): &(usize, &Heading)| heading.before + number <= line;
        let last = self.headings.iter().enumerate().take_while(above).last();
        match last {
            Some((number, heading)) if heading.before + number == line => {
                Some(Slot::Heading(heading.step, heading.cases))
            }
            last => self.rows.get(line - last.map_or(0, |(number, _)| number + 1)).map(|row| Slot::Row(*row)),
        }
    }
}
