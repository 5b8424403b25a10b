//! What happened since somebody looked: a marker says how every case stood, and the list as it is now is held against it.

use crate::facet::{Facet, step_of, step_word, turn_of, turn_word};
use crate::list::Worklist;
use crate::table::{Coded, Table};
use model::{AuthorizationId, AuthorizationVersion, Outcome, Step, Turn};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How every case stood at one moment. It names cases and no patient.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marker(Vec<Group>);

/// Cases that stood in the same place, with their versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Group {
    turn: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    step: Option<String>,
    cases: BTreeMap<AuthorizationId, AuthorizationVersion>,
}

/// How a case stood, as far as that is known.
type Before = (Option<Stand>, AuthorizationVersion);

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stand {
    /// Whose turn it is.
    pub turn: Turn,
    /// Which of the clinic's steps.
    pub step: Option<Step>,
}

/// What happened. Each case is named once, in the order of turns and steps, then the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Digest {
    /// Cases that were not there.
    pub came: Vec<Arrival>,
    /// Cases that stand somewhere else and have not ended.
    pub moved: Vec<Moved>,
    /// Cases that ended.
    pub ended: Vec<Ended>,
    /// Cases that stand where they stood, with another version.
    pub changed: Vec<AuthorizationId>,
    /// Cases that are not there any more, by id.
    pub gone: Vec<AuthorizationId>,
}

/// A case that came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The case.
    pub id: AuthorizationId,
    /// Where it stands.
    pub at: Stand,
}

/// A case that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The case.
    pub id: AuthorizationId,
    /// Where it stood; `None` where that was written in words this version does not know.
    pub from: Option<Stand>,
    /// Where it stands.
    pub to: Stand,
}

/// A case that ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The case.
    pub id: AuthorizationId,
    /// Where it stood; `None` where that was written in words this version does not know.
    pub from: Option<Stand>,
    /// Where it stands: done or stopped.
    pub to: Stand,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

impl Marker {
    /// How many cases it names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.iter().map(|group| group.cases.len()).sum()
    }

    /// Whether it names none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|group| group.cases.is_empty())
    }
}

impl Group {
    fn stand(&self) -> Option<Stand> {
        let turn = turn_of(&self.turn)?;
        match &self.step {
            Some(step) => Some(Stand { turn, step: Some(step_of(step)?) }),
            None => Some(Stand { turn, step: None }),
        }
    }
}

impl Stand {
    fn of(row: &Coded) -> Self {
        Self { turn: row.turn(), step: row.step() }
    }

    fn has_ended(self) -> bool {
        matches!(self.turn, Turn::Done | Turn::Stopped)
    }
}

impl<P> Worklist<P> {
    /// How every case stands now.
    #[must_use]
    pub fn marker(&self) -> Marker {
        self.table().marker()
    }

    /// What happened since a marker was made.
    #[must_use]
    pub fn since(&self, marker: &Marker) -> Digest {
        self.table().since(marker)
    }
}

impl Table {
    fn marker(&self) -> Marker {
        let mut groups: BTreeMap<Stand, Vec<_>> = BTreeMap::new();
        for (id, number) in self.by_id() {
            if let Some(row) = self.coded(number) {
                groups.entry(Stand::of(row)).or_default().push((id.clone(), self.version(number)));
            }
        }
        let group = |(stand, cases): (Stand, Vec<_>)| Group {
            turn: turn_word(stand.turn).to_owned(),
            step: stand.step.map(|step| step_word(step).to_owned()),
            cases: cases.into_iter().collect(),
        };
        Marker(groups.into_iter().map(group).collect())
    }

    fn since(&self, marker: &Marker) -> Digest {
        let mut digest = Digest::default();
        let mut before: Vec<Option<Before>> = vec![None; self.numbers() as usize];
        for group in &marker.0 {
            let stand = group.stand();
            for (id, version) in &group.cases {
                match self.number_here(id).and_then(|number| before.get_mut(number as usize)) {
                    Some(before) => *before = Some((stand, *version)),
                    None => digest.gone.push(id.clone()),
                }
            }
        }
        digest.gone.sort_unstable();
        let before = |number: u32| before.get(number as usize).copied().flatten();
        let same = |number: u32, row: &Coded| before(number) == Some((Some(Stand::of(row)), self.version(number)));
        let mut rows: Vec<_> = self.here().filter(|(number, row)| !same(*number, row)).collect();
        rows.sort_by_cached_key(|(number, row)| (Stand::of(row), row.created, self.id(*number)));
        for (number, row) in rows {
            self.tell(number, row, before(number), &mut digest);
        }
        digest
    }

    fn tell(&self, number: u32, row: &Coded, before: Option<Before>, digest: &mut Digest) {
        let (Some(id), to) = (self.id(number).cloned(), Stand::of(row)) else { return };
        let Some((from, _)) = before else {
            digest.came.push(Arrival { id, at: to });
            return;
        };
        if from == Some(to) {
            digest.changed.push(id);
        } else if to.has_ended() && !from.is_some_and(Stand::has_ended) {
            let word = row.code(Facet::Outcome).checked_sub(1);
            let outcome = word.and_then(|word| self.vocabulary().of(Facet::Outcome).text(word)).map(Outcome::parse);
            digest.ended.push(Ended { id, from, to, outcome });
        } else {
            digest.moved.push(Moved { id, from, to });
        }
    }
}
