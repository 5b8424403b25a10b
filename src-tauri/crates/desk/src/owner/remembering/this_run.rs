//! What this run saw pass and did, case by case: for a timeline also where nothing is kept. Bounded: the oldest goes first.

use crate::project::difference::LastAccepted;
use crate::project::timeline::{Deed, Glimpse, Known};
use model::AuthorizationId;
use std::collections::VecDeque;
use store::AcceptedLine;

/// Versions that another took the place of.
const MOST_PASSED: usize = 2_000;
/// Decisions that another took the place of, and packages accepted.
const MOST_DONE: usize = 1_000;
/// Packages that are held whole.
const MOST_PACKAGES: usize = 50;

/// What a timeline knows of this run, beside each case as it is now and its newest decision.
#[derive(Default)]
pub(crate) struct ThisRun {
    passed: VecDeque<(AuthorizationId, Glimpse)>,
    done: VecDeque<(AuthorizationId, Deed)>,
    accepted: VecDeque<(AuthorizationId, AcceptedLine)>,
    /// The packages themselves, where they are kept nowhere else.
    packages: VecDeque<(AuthorizationId, LastAccepted)>,
}

impl ThisRun {
    /// Another version takes the place of this one.
    pub(crate) fn passes(&mut self, id: &AuthorizationId, glimpse: Option<Glimpse>) {
        if let Some(glimpse) = glimpse {
            put(&mut self.passed, (id.clone(), glimpse), MOST_PASSED);
        }
    }

    /// A decision is put away, or another takes its place.
    pub(crate) fn did(&mut self, id: &AuthorizationId, deed: Option<Deed>) {
        if let Some(deed) = deed {
            put(&mut self.done, (id.clone(), deed), MOST_DONE);
        }
    }

    /// A package was accepted.
    pub(crate) fn accepted(&mut self, id: &AuthorizationId, line: AcceptedLine) {
        put(&mut self.accepted, (id.clone(), line), MOST_DONE);
    }

    /// A package was accepted that is kept nowhere.
    pub(crate) fn holds(&mut self, id: &AuthorizationId, package: LastAccepted) {
        self.packages.retain(|(own, _)| own != id);
        put(&mut self.packages, (id.clone(), package), MOST_PACKAGES);
    }

    /// The package of a case that was accepted last, where it is held here.
    pub(crate) fn last_accepted(&self, id: &AuthorizationId) -> Option<LastAccepted> {
        of(&self.packages, id).pop()
    }

    /// What is known of one case.
    pub(crate) fn of(&self, id: &AuthorizationId) -> Known {
        Known { glimpses: of(&self.passed, id), deeds: of(&self.done, id), accepted: of(&self.accepted, id) }
    }
}

fn put<T>(all: &mut VecDeque<T>, one: T, most: usize) {
    if all.len() >= most {
        all.pop_front();
    }
    all.push_back(one);
}

fn of<T: Clone>(all: &VecDeque<(AuthorizationId, T)>, id: &AuthorizationId) -> Vec<T> {
    all.iter().filter(|(own, _)| own == id).map(|(_, one)| one.clone()).collect()
}
