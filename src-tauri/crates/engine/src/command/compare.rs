//! What a reading of a case shows of a command whose outcome is not known.

use super::{Command, CommandKind};
use model::{Authorization, Handoff, HandoffPointer, HandoffResult, HandoffState, Status, Timestamp};

/// What reading the case afterwards shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// What was asked for is so.
    TookEffect,
    /// It is not so, and this command can no longer make it so.
    DidNotTakeEffect,
    /// It is not so, and the command might still arrive: nothing moved.
    NotYet,
    /// The handoff is ending, by this command or by another, and does not say yet with what.
    Ending,
    /// The case moved in a way that says nothing about the command.
    CannotTell,
}

/// How far a handoff's making may lie before the command that asked for it, by the service's own clock, and still be that
/// command's: its `Date` header has whole seconds only.
pub const SAME_MOMENT_MILLIS: i64 = 1_000;

/// Compares what a command asked for with what the service has now. `handoff` is the newest reading of the handoff the
/// command is about: the one it closes, and no other, or the one that is active after [`CommandKind::StartHandoff`]. `shows`
/// says whether the case has what was to be saved, attached or taken off, still has the package that was accepted, or has
/// another handoff than the one that was known when it was asked for, where that is what was asked for and still known.
#[must_use]
pub fn compare<F>(
    command: &Command<F>,
    case: &Authorization,
    handoff: Option<&Handoff>,
    shows: Option<bool>,
) -> Finding {
    match command.kind {
        CommandKind::Continue => confirmed(command, case),
        // It went on: with the package that was accepted, or with another that somebody made of it since.
        CommandKind::Approve => match (confirmed(command, case), shows) {
            (Finding::TookEffect, Some(false) | None) => Finding::CannotTell,
            (finding, _) => finding,
        },
        CommandKind::Cancel if case.status == Status::Canceled => Finding::TookEffect,
        CommandKind::Cancel => unless_superseded(command, case),
        CommandKind::SaveAnswers | CommandKind::Attach | CommandKind::RemoveAttachment => {
            match (case.version <= command.version, shows) {
                (true, _) => Finding::NotYet,
                (false, Some(true)) => Finding::TookEffect,
                // An attachment that was there is gone for good: this one never was taken off. On a version newer than the
                // one it names it cannot be any more.
                (false, Some(false)) if command.kind == CommandKind::RemoveAttachment => Finding::DidNotTakeEffect,
                // The service may write an answer in its own way, and somebody may have saved after it or taken the file off.
                (false, Some(false) | None) => Finding::CannotTell,
            }
        }
        CommandKind::StartHandoff => started(command, case, handoff, shows),
        CommandKind::Complete => closed(command, case, handoff, &HandoffResult::CompletedReported),
        CommandKind::Unable => closed(command, case, handoff, &HandoffResult::UnableToComplete),
        CommandKind::Revoke => closed(command, case, handoff, &HandoffResult::Revoked),
    }
}

/// Whether a handoff was made by a command decided at that time, rather than found already there. One that does not say
/// when it was made is not taken for ours: its operator says so herself.
#[must_use]
pub fn is_ours(handoff: &Handoff, decided_at: Timestamp) -> bool {
    handoff.created_at.is_some_and(|made| made.millis_since(decided_at) >= -SAME_MOMENT_MILLIS)
}

fn confirmed<F>(command: &Command<F>, case: &Authorization) -> Finding {
    if case.version <= command.version {
        return Finding::NotYet;
    }
    match case.status {
        Status::Processing | Status::WaitingOnPayer | Status::Completed => Finding::TookEffect,
        // Also where it asks for the same again: it may have gone on and come back.
        _ => Finding::CannotTell,
    }
}

/// A handoff that is ending, or ended, says nothing of one just asked for: it may have been made a moment before. Nor does one
/// that was known before: where it reads open its reading is an old one.
fn started<F>(
    command: &Command<F>,
    case: &Authorization,
    handoff: Option<&Handoff>,
    is_another: Option<bool>,
) -> Finding {
    let named = case.active_handoff.as_ref();
    match handoff.filter(|handoff| handoff.is_open() && is_another != Some(false)) {
        Some(handoff) if is_ours(handoff, command.decided_at) => Finding::TookEffect,
        // It may be the one that was asked for, and does not say so: when it was made is told by another clock than the
        // decision's, or not at all. None was known when it was asked for.
        Some(_) => Finding::CannotTell,
        // The case has one that was not there to be read: making it need not have changed the version.
        None if named.is_some_and(|named| !handoff.is_some_and(|known| is_named(named, known))) => Finding::CannotTell,
        None if case.version <= command.version => Finding::NotYet,
        None => Finding::CannotTell,
    }
}

fn closed<F>(command: &Command<F>, case: &Authorization, handoff: Option<&Handoff>, result: &HandoffResult) -> Finding {
    match handoff {
        Some(handoff) if handoff.result.as_ref() == Some(result) => Finding::TookEffect,
        Some(handoff) if handoff.result.is_some() => Finding::DidNotTakeEffect,
        Some(handoff) if handoff.is_open() => match unless_superseded(command, case) {
            // The handoff is asked for by a request of its own, and its answer may be older than the case's: the newer
            // version may be this very report. Only the case itself shows that its handoff is going on.
            Finding::DidNotTakeEffect if !shows_going_on(case, handoff) => Finding::CannotTell,
            finding => finding,
        },
        Some(handoff) if handoff.state == HandoffState::Closing => Finding::Ending,
        _ => Finding::CannotTell,
    }
}

/// Whether the case names this handoff as the one that is going on. Those fields are inferred (reference, section 3.1):
/// without them nothing is shown.
fn shows_going_on(case: &Authorization, handoff: &Handoff) -> bool {
    case.active_handoff.as_ref().is_some_and(|pointer| {
        is_named(pointer, handoff) && matches!(pointer.state, Some(HandoffState::Offered | HandoffState::Active))
    })
}

fn is_named(pointer: &HandoffPointer, handoff: &Handoff) -> bool {
    pointer.id.as_ref() == Some(&handoff.id)
}

/// Nothing shows the effect: with the version still the one sent it may yet arrive, with a newer one it is fenced off.
fn unless_superseded<F>(command: &Command<F>, case: &Authorization) -> Finding {
    if case.version <= command.version { Finding::NotYet } else { Finding::DidNotTakeEffect }
}

#[cfg(test)]
#[path = "compare_tests.rs"]
mod tests;
