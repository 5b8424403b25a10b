//! Virtual time: what is to come, in order. Two things of the same moment come in the order in which they were planned.

use crate::wire::{CaseNo, HandNo, Who};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// Numbers the requests of a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CallNo(pub(crate) u32);

/// What is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Due {
    /// A copy of a request arrives; whether its answer is sent back.
    Arrive(CallNo, bool),
    /// An answer arrives: the one of this number.
    Answer(CallNo, u32),
    /// The client waits no longer.
    GiveUp(CallNo),
    /// The desk asked to be woken.
    Timer(Who),
    /// The browser comes for a link.
    Browser(Who, u32),
    /// Collate or the payer goes on with a case that is still at this version.
    Move(CaseNo, u64),
    /// A handoff is ready.
    Ready(HandNo),
    /// A handoff that was reported is over.
    Closes(HandNo),
    /// A handoff whose links were last renewed then may lapse.
    Lapse(HandNo, u64),
    /// The computer wakes.
    Wake(Who),
}

#[derive(Debug, PartialEq, Eq)]
struct Planned {
    at: u64,
    order: u32,
    due: Due,
}

impl Ord for Planned {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.at, self.order).cmp(&(other.at, other.order))
    }
}

impl PartialOrd for Planned {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What is to come, soonest first.
#[derive(Debug)]
pub(crate) struct Queue {
    heap: BinaryHeap<Reverse<Planned>>,
    order: u32,
}

impl Queue {
    pub(crate) fn new() -> Self {
        Self { heap: BinaryHeap::with_capacity(64), order: 0 }
    }

    pub(crate) fn plan(&mut self, at: u64, due: Due) {
        self.order += 1;
        self.heap.push(Reverse(Planned { at, order: self.order, due }));
    }

    /// The next thing that comes no later than this.
    pub(crate) fn next_until(&mut self, at: u64) -> Option<(u64, Due)> {
        self.heap.peek().filter(|Reverse(planned)| planned.at <= at)?;
        self.heap.pop().map(|Reverse(planned)| (planned.at, planned.due))
    }
}
