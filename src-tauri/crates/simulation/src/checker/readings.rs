//! The rule about what cannot be told: I12. What the case was is taken from the ledger, by the version that was read.

use super::{Checker, Invariant, Known, Violation, wrong};
use crate::trace::{Event, What};
use crate::wire::{ApiKey, Ask, CaseNo, Facts, Hand, HandNo, HandState, Intent, START, Who};

/// A reading that came.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    who: Who,
    case: CaseNo,
    asked: u64,
    /// The version and the handoff; nothing where the case was not there.
    brought: Option<(u64, Option<Hand>)>,
    /// Under which key it came.
    under: Option<ApiKey>,
}

impl Reading {
    /// The reading of an event, where it is one.
    pub(super) fn of(event: &Event, under: Option<ApiKey>) -> Option<Self> {
        let who = event.who;
        match event.what {
            What::WasRead { case, version, hand, asked } => {
                Some(Self { who, case, asked, brought: Some((version, hand)), under })
            }
            What::WasNotThere { case, asked } => Some(Self { who, case, asked, brought: None, under }),
            _ => None,
        }
    }
}

impl Checker<'_> {
    /// Only a reading that says nothing of a decision, or that found no case, leaves it untold. It was asked for after the
    /// last that was sent or heard of it.
    pub(super) fn cannot_be_told(&self, at: u64, intent: Intent, known: &Known) -> Result<(), Violation> {
        let newest = self.readings.iter().rfind(|reading| reading.who == known.who && reading.case == known.case);
        let Some(reading) = newest.filter(|reading| reading.asked >= known.heard) else {
            return wrong(Invariant::I12, at, format!("{intent:?} cannot be told, and nothing was read"));
        };
        let Some((version, hand)) = reading.brought else {
            return match reading.under {
                Some(under) if under == known.under => Ok(()),
                // Another key may not be shown the case.
                under => wrong(Invariant::I12, at, format!("{intent:?} cannot be told, and {under:?} found no case")),
            };
        };
        let there = |effect: &&crate::trace::Effect| effect.case == known.case && effect.after.version == version;
        let facts = self.ledger.iter().filter(|effect| effect.at <= at).rfind(there).map(|effect| effect.after);
        if facts.is_none() && version > known.version {
            return wrong(Invariant::I12, at, format!("version {version} of {:?} was read and never was", known.case));
        }
        let told = match facts.filter(|_| version > known.version) {
            Some(newer) => tells(known, newer, hand),
            None => shows_no_sign(known, facts.and_then(|facts| facts.active), hand),
        };
        if told {
            return wrong(Invariant::I12, at, format!("{intent:?} cannot be told, and version {version} tells it"));
        }
        Ok(())
    }
}

/// Whether a reading of a case that has not moved tells that there is no sign of a decision yet. A handoff may be there without
/// the case having moved: `active`.
fn shows_no_sign(known: &Known, active: Option<HandNo>, hand: Option<Hand>) -> bool {
    match known.ask {
        Ask::StartHandoff(before) => match open(hand).filter(|hand| Some(hand.no) != before) {
            Some(hand) => is_later(hand, known),
            None => active.is_none() || active == hand.map(|hand| hand.no),
        },
        Ask::Complete(no) | Ask::Unable(no) | Ask::Revoke(no) => hand.is_some_and(|hand| hand.no == no),
        _ => true,
    }
}

/// Whether a reading tells what became of a decision: that it is so, or that it cannot be so any more. `facts` are of a version
/// newer than the one that was decided on.
fn tells(known: &Known, facts: Facts, hand: Option<Hand>) -> bool {
    let files = || facts.files.iter().flatten();
    match known.ask {
        // A case that Collate gave back may have gone on before.
        Ask::Continue => facts.status.is_handed_on(),
        // With another package it may have been approved before that was put in, or by somebody else afterwards.
        Ask::Approve(package) => facts.status.is_handed_on() && facts.package() == package,
        // For good, or shut out by the newer version.
        Ask::Cancel | Ask::Remove(_) => true,
        // The one that is open was made since; one that ended meanwhile is not looked for.
        Ask::StartHandoff(before) => open(hand).is_some_and(|hand| Some(hand.no) != before && is_later(hand, known)),
        // One that is open beside a case that has none going on is an old reading.
        Ask::Complete(no) | Ask::Unable(no) | Ask::Revoke(no) => {
            hand.is_some_and(|hand| hand.no == no) && (open(hand).is_none() || facts.active == Some(no))
        }
        // Somebody may have saved after it, or taken the file off.
        Ask::Save(answers) => facts.answers == answers,
        Ask::Attach(file) => files().any(|(_, known)| *known == file),
    }
}

/// Whether a handoff says that it was made after this was decided.
fn is_later(hand: Hand, known: &Known) -> bool {
    let decided = START + i64::try_from(known.at).unwrap_or(i64::MAX - START);
    hand.created_at.is_some_and(|made| made >= decided)
}

fn open(hand: Option<Hand>) -> Option<Hand> {
    hand.filter(|hand| matches!(hand.state, HandState::Offered | HandState::Active))
}
