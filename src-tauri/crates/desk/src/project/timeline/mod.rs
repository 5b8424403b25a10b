//! What happened to a case: put together from versions that were seen and decisions that were taken here. Pure.

mod changes;
mod glimpse;

use crate::project::case::{plain_stage, refusal, step_kind};
use crate::project::time;
use crate::wire::{ClaimView, CommandStage, TimelineEntry, TimelineSource, TimelineView};
use changes::changes;
use engine::command::{CommandKind, Stage};
pub(crate) use glimpse::{Glimpse, glimpse};
use model::Timestamp;
use store::{AcceptedLine, CommandLine};

/// A longer timeline is not read: the newest entries are told, and how many there are more.
const MOST: usize = 400;

/// Something that was decided here, and what is known of its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deed {
    /// The kind, as it is written down.
    pub(crate) word: String,
    pub(crate) operator: String,
    pub(crate) at: Timestamp,
    pub(crate) version: Option<u64>,
    pub(crate) stage: CommandStage,
    pub(crate) conflict: bool,
    pub(crate) service_code: Option<String>,
    pub(crate) claim: Option<ClaimView>,
}

/// Everything a timeline is built from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub(crate) glimpses: Vec<Glimpse>,
    pub(crate) deeds: Vec<Deed>,
    pub(crate) accepted: Vec<AcceptedLine>,
}

impl Known {
    /// Adds what was kept. What is known twice is told once; of a decision this run knows more than was written down.
    pub(crate) fn with(mut self, kept: Self) -> Self {
        for glimpse in kept.glimpses {
            match self.glimpses.iter_mut().find(|own| own.version == glimpse.version && own.shows == glimpse.shows) {
                Some(own) => own.seen_at = own.seen_at.max(glimpse.seen_at),
                None => self.glimpses.push(glimpse),
            }
        }
        for deed in kept.deeds {
            if !self.deeds.iter().any(|own| own.at == deed.at && own.word == deed.word) {
                self.deeds.push(deed);
            }
        }
        self.accepted.extend(kept.accepted);
        self.accepted.sort_by(|one, other| one.at.cmp(&other.at).then_with(|| one.snapshot.cmp(&other.snapshot)));
        self.accepted.dedup();
        self
    }
}

/// What is written down of a decision.
pub(crate) fn deed_of(line: CommandLine) -> Deed {
    let written = &line.stage;
    let stage = Stage::taken_up(&written.word, written.attempt, written.conflict, written.code.as_deref());
    let (conflict, service_code) = refusal(&stage);
    Deed {
        word: line.kind,
        operator: line.operator,
        at: line.decided_at,
        version: line.version,
        stage: plain_stage(&stage),
        conflict,
        service_code,
        claim: None,
    }
}

/// The timeline, newest first.
pub(crate) fn timeline(known: Known, source: TimelineSource) -> TimelineView {
    let Known { mut glimpses, deeds, accepted } = known.with(Known::default());
    // A service that was restored counts anew: what was seen later is later.
    glimpses.sort_by_key(|glimpse| (glimpse.seen_at, glimpse.version));
    let earlier = glimpses.first().is_some_and(|first| first.version > 1);
    let mut entries = steps(&glimpses);
    let releases = |line: &AcceptedLine, deed: &Deed| {
        let approves = CommandKind::of_word(&deed.word) == Some(CommandKind::Approve);
        approves && deed.at == line.at && deed.operator == line.operator
    };
    for line in &accepted {
        if !deeds.iter().any(|deed| releases(line, deed)) {
            let (operator, snapshot) = (line.operator.clone(), line.snapshot.clone());
            entries.push((line.at, 0, TimelineEntry::Accepted { at: time(line.at), operator, snapshot }));
        }
    }
    for deed in deeds {
        let package = accepted.iter().find(|line| releases(line, &deed)).map(|line| line.snapshot.clone());
        entries.push((deed.at, 1, done(deed, package)));
    }
    // Of the same moment, what was done stands before what was seen of it.
    entries.sort_by_key(|(at, rank, _)| (*at, *rank));
    let left_out = entries.len().saturating_sub(MOST);
    let entries = entries.into_iter().skip(left_out).rev().map(|(_, _, entry)| entry).collect();
    TimelineView { source, entries, earlier, left_out }
}

/// One step for each version that was seen: from the one before it.
fn steps(glimpses: &[Glimpse]) -> Vec<(Timestamp, u8, TimelineEntry)> {
    let mut steps = Vec::new();
    let mut last: Option<(&Glimpse, Timestamp)> = None;
    for glimpse in glimpses {
        let before = last.map(|(before, _)| before);
        let went_back = before.is_some_and(|before| glimpse.version <= before.version);
        let since = last.map_or(Timestamp(i64::MIN), |(_, at)| at);
        // The service's word, where it fits what was seen before.
        let said = glimpse.changed_at.filter(|at| *at >= since && !went_back);
        let at = said.unwrap_or(glimpse.seen_at.max(since));
        let first = before.filter(|_| !went_back).map_or(glimpse.version, |before| before.version + 1);
        steps.push((
            at,
            2,
            TimelineEntry::Seen {
                at: time(at),
                changed: said.is_some(),
                before: before.map(|before| before.version.to_string()),
                first: first.to_string(),
                version: glimpse.version.to_string(),
                went_back,
                changes: changes(before.map(|before| &before.shows), &glimpse.shows),
            },
        ));
        last = Some((glimpse, at));
    }
    steps
}

fn done(deed: Deed, package: Option<String>) -> TimelineEntry {
    let named = match &deed.claim {
        Some(ClaimView::Accepted { snapshot, .. }) => Some(snapshot.clone()),
        _ => None,
    };
    TimelineEntry::Done {
        at: time(deed.at),
        step: CommandKind::of_word(&deed.word).map(step_kind),
        word: deed.word,
        operator: deed.operator,
        stage: deed.stage,
        conflict: deed.conflict,
        service_code: deed.service_code,
        version: deed.version.map(|version| version.to_string()),
        package: package.or(named),
        claim: deed.claim.filter(|claim| !matches!(claim, ClaimView::Accepted { .. })),
    }
}

#[cfg(test)]
mod tests;
