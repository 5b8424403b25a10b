//! Makes a failing schedule shorter: draws are taken out or made smaller, in a fixed order, for as long as the same invariant
//! does not hold.

use crate::checker::{Invariant, check};
use crate::draws::Draws;
use crate::profiles::Profile;
use crate::world::run;

/// How many schedules are tried at the most.
const TRIES: u32 = 20_000;

/// The draws of a failing schedule, made shorter.
#[must_use]
pub fn shrink(profile: Profile, row: Vec<u32>, invariant: Invariant) -> Vec<u32> {
    let mut search = Search { profile, invariant, tries: 0 };
    let mut row = row;
    loop {
        let before = row.clone();
        for span in [32, 8, 4, 3, 2, 1] {
            row = search.without(row, span);
        }
        row = search.smaller(row);
        while row.last() == Some(&0) {
            row.pop();
        }
        if row == before || search.tries >= TRIES {
            return row;
        }
    }
}

struct Search {
    profile: Profile,
    invariant: Invariant,
    tries: u32,
}

impl Search {
    fn still_fails(&mut self, row: &[u32]) -> bool {
        self.tries += 1;
        let outcome = run(self.profile, Draws::of_row(row.to_vec()));
        check(&outcome.trace).is_err_and(|violation| violation.invariant == self.invariant)
    }

    /// Takes out what can be taken out, so many draws at a time.
    fn without(&mut self, mut row: Vec<u32>, span: usize) -> Vec<u32> {
        let mut place = 0;
        while place < row.len() && self.tries < TRIES {
            let mut shorter = row.clone();
            shorter.drain(place..(place + span).min(row.len()));
            if self.still_fails(&shorter) {
                row = shorter;
            } else {
                place += span;
            }
        }
        row
    }

    /// Makes each draw as small as it can be.
    fn smaller(&mut self, mut row: Vec<u32>) -> Vec<u32> {
        for place in 0..row.len() {
            let Some(drawn) = row.get(place).copied() else { break };
            for less in [0, 1, 2, drawn / 2, drawn.saturating_sub(1)] {
                let mut smaller = row.clone();
                if let Some(of) = smaller.get_mut(place) {
                    *of = less;
                }
                if less < drawn && self.tries < TRIES && self.still_fails(&smaller) {
                    row = smaller;
                    break;
                }
            }
        }
        row
    }
}
