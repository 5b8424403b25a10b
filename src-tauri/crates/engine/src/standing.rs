//! Whose turn it is, and what is wanted: the one table from status and next action to what a person is told and may do.
//! The service's words decide, never the policy (reference, section 4.1).

use model::{
    ActionKind, Authorization, ContentHash, Handoff, HandoffState, Outcome, ResolutionKind, SnapshotId, Status, Step,
    SubmissionPolicy, Turn,
};

/// What is wanted, as a code; the words belong to the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Questions and documents.
    Resolve {
        /// Open questions.
        questions: usize,
        /// Missing documents.
        documents: usize,
        /// What the service refused.
        issues: usize,
        /// Whether the payer asks again after a receipt.
        after_receipt: bool,
    },
    /// Tell Collate to go on.
    Continue {
        /// Whether Collate may then submit without asking again.
        automatic: bool,
    },
    /// Review the package, then accept it for submission.
    Approve,
    /// The package under review is out of date.
    PackageOutOfDate,
    /// An approval is asked for and no package was returned.
    NoPackage,
    /// Take over the payer session.
    TakeOver,
    /// Review the package, then take over.
    ReviewForPortal,
    /// The package this step names is not the one on the case.
    OtherPackage {
        /// The one it names.
        named: SnapshotId,
    },
    /// A handoff of ours is going on.
    InPortal {
        /// Where it stands.
        state: HandoffState,
    },
    /// A handoff that was not started here is going on.
    SomeoneInPortal,
    /// Collate is at work.
    Working {
        /// Whether it is checking what was reported.
        after_report: bool,
    },
    /// The payer has it.
    WithPayer,
    /// The case ended this way: a word this version does not know is not recognized as an end.
    Ended(Outcome),
    /// It says completed and names no outcome.
    NoOutcome,
    /// It was canceled.
    Canceled,
    /// The service asks for something this version does not know, or for nothing at all.
    UnknownStep,
    /// The status is a word this version does not know.
    UnknownStatus,
}

/// What a person accepted here, and of what content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The package.
    pub snapshot: SnapshotId,
    /// Its content as it was read.
    pub hash: ContentHash,
}

/// What this desk knows of a case beyond what the service returned.
#[derive(Debug, Clone, Copy, Default)]
pub struct Here<'a> {
    /// The package accepted here for the portal step.
    pub accepted: Option<&'a Accepted>,
    /// The handoff as last read.
    pub handoff: Option<&'a Handoff>,
    /// Whether that handoff was started, or taken up, here.
    pub handoff_is_ours: bool,
    /// Whether a report went out from here and no receipt or decision has come since.
    pub reported: bool,
}

/// Where a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whose turn it is.
    pub turn: Turn,
    /// Which of the clinic's steps, when it is the clinic's turn.
    pub step: Option<Step>,
    /// What is wanted.
    pub wanted: Wanted,
}

/// Reads off where a case stands.
#[must_use]
pub fn standing(case: &Authorization, here: Here<'_>) -> Standing {
    if let Some(state) = in_portal(case, here) {
        return Standing { turn: Turn::Yours, step: Some(Step::FinishAtPortal), wanted: Wanted::InPortal { state } };
    }
    let (turn, step, wanted) = match &case.status {
        Status::RequiresAction => return requires_action(case, here),
        Status::Processing => (Turn::Collate, None, Wanted::Working { after_report: here.reported }),
        Status::WaitingOnPayer => (Turn::Payer, None, Wanted::WithPayer),
        Status::Completed => match &case.outcome {
            Some(outcome @ Outcome::Failed) => (Turn::Stopped, None, Wanted::Ended(outcome.clone())),
            Some(outcome) if outcome.is_known() => (Turn::Done, None, Wanted::Ended(outcome.clone())),
            Some(unknown) => (Turn::NotRecognized, None, Wanted::Ended(unknown.clone())),
            None => (Turn::NotRecognized, None, Wanted::NoOutcome),
        },
        Status::Canceled => (Turn::Stopped, None, Wanted::Canceled),
        Status::Unknown(_) => (Turn::NotRecognized, None, Wanted::UnknownStatus),
    };
    Standing { turn, step, wanted }
}

/// A handoff of ours that goes on is reported from here, whatever the service calls the case meanwhile: that is not
/// promised (reference, section 4.1). Words this version does not know make the case read-only all the same.
fn in_portal(case: &Authorization, here: Here<'_>) -> Option<HandoffState> {
    let known = case.next_action.as_ref().is_none_or(|action| action.kind.is_known());
    let going_on = matches!(case.status, Status::RequiresAction | Status::Processing | Status::WaitingOnPayer) && known;
    let handoff = here.handoff.filter(|handoff| here.handoff_is_ours && handoff.is_open());
    handoff.filter(|_| going_on).map(|handoff| handoff.state.clone())
}

fn requires_action(case: &Authorization, here: Here<'_>) -> Standing {
    let action = case.next_action.as_ref();
    let door = action.and_then(|action| action.resolution.as_ref());
    let known = match (action.map(|action| &action.kind), door) {
        (Some(ActionKind::ResolveRequirements), Some(ResolutionKind::UpdateAuthorization)) => {
            Some((Step::AnswerOrAttach, resolve(case)))
        }
        (Some(ActionKind::ContinueAuthorization), Some(ResolutionKind::Confirm)) => {
            Some((Step::TellCollate, Wanted::Continue { automatic: case.policy == Some(SubmissionPolicy::Automatic) }))
        }
        (Some(ActionKind::ApproveSubmission), Some(ResolutionKind::Confirm)) => {
            Some((Step::ReviewAndAccept, approve(case)))
        }
        (Some(ActionKind::CompletePayerInteraction), Some(ResolutionKind::ManualHandoff)) => {
            Some((Step::FinishAtPortal, at_portal(case, here)))
        }
        _ => None,
    };
    match known {
        Some((step, wanted)) => Standing { turn: Turn::Yours, step: Some(step), wanted },
        None => Standing { turn: Turn::NotRecognized, step: None, wanted: Wanted::UnknownStep },
    }
}

fn resolve(case: &Authorization) -> Wanted {
    Wanted::Resolve {
        questions: case.requirements.questions.len(),
        documents: case.requirements.documents.len(),
        issues: case.requirements.issues.len(),
        after_receipt: case.receipt.is_some(),
    }
}

fn approve(case: &Authorization) -> Wanted {
    match (&case.snapshot, case.covered_snapshot()) {
        (None, _) => Wanted::NoPackage,
        (Some(snapshot), Some(named)) if *named != snapshot.id => Wanted::OtherPackage { named: named.clone() },
        (Some(snapshot), _) if !snapshot.is_current() => Wanted::PackageOutOfDate,
        _ => Wanted::Approve,
    }
}

fn at_portal(case: &Authorization, here: Here<'_>) -> Wanted {
    if let Some(handoff) = here.handoff.filter(|handoff| handoff.state != HandoffState::Closed) {
        return if here.handoff_is_ours {
            Wanted::InPortal { state: handoff.state.clone() }
        } else {
            Wanted::SomeoneInPortal
        };
    }
    if case.active_handoff.is_some() && here.handoff.is_none() {
        return Wanted::SomeoneInPortal;
    }
    let Some(named) = case.covered_snapshot() else { return Wanted::TakeOver };
    match &case.snapshot {
        Some(snapshot) if snapshot.id == *named && !snapshot.is_current() => Wanted::PackageOutOfDate,
        Some(snapshot) if snapshot.id == *named => {
            let accepted = here
                .accepted
                .is_some_and(|accepted| accepted.snapshot == *named && accepted.hash == snapshot.content_hash());
            if accepted { Wanted::TakeOver } else { Wanted::ReviewForPortal }
        }
        _ => Wanted::OtherPackage { named: named.clone() },
    }
}

#[cfg(test)]
#[path = "standing_tests.rs"]
mod tests;
