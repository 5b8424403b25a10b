//! The rows in each order that was asked for. An order is kept, and what moved since is put in its place when it is asked for
//! again: sorting all anew would take longer than anything else a key stroke does.

use super::{Direction, Sort, SortBy};
use std::cmp::Ordering;
use std::sync::OnceLock;

/// Every order there can be, made when it is asked for.
#[derive(Clone, Default)]
pub(crate) struct Orders([[Order; 2]; SortBy::ALL.len()]);

/// One order.
#[derive(Clone, Default)]
struct Order {
    /// As it was.
    before: Vec<u32>,
    /// Rows that came, left or moved since.
    moved: Vec<u32>,
    now: OnceLock<Vec<u32>>,
}

/// What is to be put in order.
pub(crate) struct Sorting<F, C, H> {
    /// Everything in order, where there was no order.
    pub(crate) anew: F,
    /// Which of two rows stands first.
    pub(crate) compare: C,
    /// Whether a row is in the list.
    pub(crate) is_here: H,
}

impl Orders {
    /// The rows in that order.
    pub(crate) fn rows<F, C, H>(&self, sort: Sort, sorting: Sorting<F, C, H>) -> &[u32]
    where
        F: FnOnce() -> Vec<u32>,
        C: Fn(u32, u32) -> Ordering,
        H: Fn(u32) -> bool,
    {
        let [ascending, descending] = self.of(sort.by);
        let order = match sort.direction {
            Direction::Ascending => ascending,
            Direction::Descending => descending,
        };
        order.now.get_or_init(|| if order.before.is_empty() { (sorting.anew)() } else { order.merged(&sorting) })
    }

    fn of(&self, by: SortBy) -> &[Order; 2] {
        let [step, age, changed, payer, title, status] = &self.0;
        match by {
            SortBy::Step => step,
            SortBy::Age => age,
            SortBy::Changed => changed,
            SortBy::Payer => payer,
            SortBy::Title => title,
            SortBy::Status => status,
        }
    }

    /// A row came, left, or has another place in these orders.
    pub(crate) fn moved(&mut self, row: u32, in_order: impl Fn(SortBy) -> bool) {
        let moved = SortBy::ALL.into_iter().zip(&mut self.0).filter(|(by, _)| in_order(*by));
        for order in moved.flat_map(|(_, orders)| orders) {
            order.moved(row);
        }
    }
}

impl Order {
    fn moved(&mut self, row: u32) {
        if let Some(now) = self.now.take() {
            (self.before, self.moved) = (now, Vec::new());
        }
        if self.before.is_empty() {
            return;
        }
        self.moved.push(row);
        if self.moved.len() > self.before.len() / 4 {
            (self.before, self.moved) = (Vec::new(), Vec::new());
        }
    }

    /// The order as it was, with what moved in its place.
    fn merged<F, C, H>(&self, sorting: &Sorting<F, C, H>) -> Vec<u32>
    where
        C: Fn(u32, u32) -> Ordering,
        H: Fn(u32) -> bool,
    {
        let mut moved = self.moved.clone();
        moved.sort_unstable();
        moved.dedup();
        let stays = |row: &u32| moved.binary_search(row).is_err();
        let most = moved.last().copied().unwrap_or_default();
        let stay: Vec<u32> = self.before.iter().copied().filter(|row| *row > most || stays(row)).collect();
        moved.retain(|row| (sorting.is_here)(*row));
        moved.sort_unstable_by(|one, other| (sorting.compare)(*one, *other));
        let mut rows = Vec::with_capacity(stay.len() + moved.len());
        let mut rest = stay.as_slice();
        for row in moved {
            let (before, after) = rest.split_at(rest.partition_point(|other| (sorting.compare)(*other, row).is_lt()));
            rows.extend_from_slice(before);
            rows.push(row);
            rest = after;
        }
        rows.extend_from_slice(rest);
        rows
    }
}
