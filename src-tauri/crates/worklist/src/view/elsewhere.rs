//! What a search finds in lists of other turns, so that "nothing found" is not the last word.

use crate::facet::Facet;
use crate::table::Coded;
use model::Turn;

/// For each turn that is not shown, the cases found; kept up to date row by row.
#[derive(Clone, Default)]
pub(super) struct Elsewhere {
    /// As what each row is counted, by row number: nothing, or a turn's index plus one.
    counted: Vec<u8>,
    cases: [usize; Turn::ALL.len() + 1],
}

impl Elsewhere {
    /// Nothing of so many rows.
    pub(super) fn of(rows: u32) -> Self {
        Self { counted: vec![0; rows as usize], ..Self::default() }
    }

    /// Counts a row, or counts it no more.
    pub(super) fn set(&mut self, number: u32, row: &Coded, found: bool, misses: u16) {
        let number = number as usize;
        let of_other_turn = misses & Facet::Turn.bit() != 0 && misses & !(Facet::Turn.bit() | Facet::Step.bit()) == 0;
        let now = if found && of_other_turn && row.here { row.code(Facet::Turn) as u8 } else { 0 };
        if self.counted.len() <= number {
            self.counted.resize(number + 1, 0);
        }
        let Some(counted) = self.counted.get_mut(number) else { return };
        let before = std::mem::replace(counted, now);
        if let Some(cases) = self.cases.get_mut(before as usize).filter(|_| before > 0) {
            *cases -= 1;
        }
        if let Some(cases) = self.cases.get_mut(now as usize) {
            *cases += 1;
        }
    }

    /// The turns that have some, in the order of the rail.
    pub(super) fn counts(&self) -> Vec<(Turn, usize)> {
        let own = Turn::ALL.into_iter().zip(self.cases.iter().skip(1).copied());
        own.filter(|(_, cases)| *cases > 0).collect()
    }
}
