//! What is different between two versions of a case, as far as an operator cares.

use super::glimpse::{Package, Shows};
use crate::project::queue::turn_code;
use crate::wire::{TimelineChange, WantedView};
use model::Turn;

/// What of a version is different from the one before it; all there is of the first. Nothing else of what is looked at can
/// differ: a test says so.
pub(crate) fn changes(before: Option<&Shows>, after: &Shows) -> Vec<TimelineChange> {
    let mut found = Vec::new();
    found.extend(decision(before, after));
    found.extend(receipt(before, after));
    found.extend(handoff(before, after));
    found.extend(turn(before, after));
    package(before.and_then(|before| before.package.as_ref()), after.package.as_ref(), &mut found);
    found.extend(wanted(before, after));
    found.extend(files(before, after));
    if before.is_some_and(|before| before.answers != after.answers) {
        found.push(TimelineChange::Answers);
    }
    found
}

fn turn(before: Option<&Shows>, after: &Shows) -> Option<TimelineChange> {
    // Two words for the same turn are the same, unless nobody knows what they mean.
    let same = |before: &Shows| {
        before.turn == after.turn && (after.turn != Turn::NotRecognized || before.status == after.status)
    };
    (!before.is_some_and(same)).then(|| TimelineChange::Turn {
        from: before.map(|before| turn_code(before.turn)),
        to: turn_code(after.turn),
        status: after.status.clone(),
    })
}

/// What is wanted of the clinic, or how much of it is open. Other turns say themselves what is going on.
fn wanted(before: Option<&Shows>, after: &Shows) -> Option<TimelineChange> {
    let resolve = |shows: &Shows| matches!(shows.wanted, WantedView::Resolve { .. });
    let asks = before.is_none_or(|before| before.wanted != after.wanted && !(resolve(before) && resolve(after)));
    if asks && is_of_the_clinic(&after.wanted) {
        return Some(TimelineChange::Wanted { wanted: after.wanted.clone() });
    }
    let (questions, documents, issues) = after.open;
    let moved = before.map_or((0, 0, 0), |before| before.open) != after.open;
    moved.then_some(TimelineChange::Open { questions, documents, issues })
}

fn is_of_the_clinic(wanted: &WantedView) -> bool {
    !matches!(
        wanted,
        WantedView::Working { .. }
            | WantedView::WithPayer
            | WantedView::Ended { .. }
            | WantedView::Canceled
            | WantedView::InPortal { .. }
            | WantedView::SomeoneInPortal
            | WantedView::UnknownStatus { .. }
    )
}

fn files(before: Option<&Shows>, after: &Shows) -> Option<TimelineChange> {
    let before = before.map(|before| before.files.clone()).unwrap_or_default();
    let (added, removed) = (after.files.difference(&before).count(), before.difference(&after.files).count());
    (added + removed > 0).then_some(TimelineChange::Files { added, removed })
}

fn receipt(before: Option<&Shows>, after: &Shows) -> Option<TimelineChange> {
    let before = before.and_then(|before| before.receipt.as_ref());
    match (before, &after.receipt) {
        (before, Some(reference)) if before != Some(reference) => {
            Some(TimelineChange::Receipt { reference: reference.clone() })
        }
        (Some(_), None) => Some(TimelineChange::ReceiptGone),
        _ => None,
    }
}

fn decision(before: Option<&Shows>, after: &Shows) -> Option<TimelineChange> {
    // How it ended has the reasons, too.
    let ended = |shows: &Shows| matches!(shows.wanted, WantedView::Ended { .. }).then(|| shows.wanted.clone());
    let of = |shows: &Shows| (shows.outcome.clone(), shows.decision.clone(), ended(shows));
    let was = before.map_or((None, None, None), of);
    (was != of(after)).then(|| TimelineChange::Decision {
        outcome: after.outcome.clone(),
        number: after.decision.clone().flatten(),
        returned: after.decision.is_some(),
    })
}

fn handoff(before: Option<&Shows>, after: &Shows) -> Option<TimelineChange> {
    match (before.and_then(|before| before.handoff.as_ref()), &after.handoff) {
        (None, Some(now)) => Some(TimelineChange::HandoffOpened { state: now.state.clone() }),
        (Some(_), None) => Some(TimelineChange::HandoffEnded),
        (Some(was), Some(now)) if was != now => Some(TimelineChange::HandoffMoved { state: now.state.clone() }),
        _ => None,
    }
}

fn package(before: Option<&Package>, after: Option<&Package>, found: &mut Vec<TimelineChange>) {
    let is_same = |was: &Package, now: &Package| was.id == now.id && was.hash == now.hash;
    match (before, after) {
        (Some(was), None) => found.push(TimelineChange::PackageGone { snapshot: was.id.clone() }),
        (Some(was), Some(now)) if is_same(was, now) => match (was.current, now.current) {
            (true, false) => found.push(TimelineChange::PackageOutOfDate { snapshot: now.id.clone() }),
            (false, true) => found.push(TimelineChange::PackageCurrent { snapshot: now.id.clone() }),
            _ => {}
        },
        (was, Some(now)) => {
            let replaces = was.map(|was| was.id.clone());
            found.push(TimelineChange::PackageNew { snapshot: now.id.clone(), replaces });
            if !now.current {
                found.push(TimelineChange::PackageOutOfDate { snapshot: now.id.clone() });
            }
        }
        (None, None) => {}
    }
}
