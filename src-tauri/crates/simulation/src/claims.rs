//! What the window says of a decision, from where its command stands. Separate from the checker, which holds it to what
//! the service did.

use engine::command::{Command, Found, Resend, Stage};
use model::Timestamp;

/// What is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// It is on its way.
    OnItsWay,
    /// It is not known yet; the case is being read.
    Reading,
    /// There is no sign of it yet; it may still arrive. The operator may let it be.
    NoSign {
        /// Whether it goes out again by itself.
        by_itself: bool,
    },
    /// Done, by the service's own word.
    Done,
    /// What was asked for is so, by whomever.
    IsSo,
    /// Nothing was done by it, and nothing will be.
    NothingDone,
    /// It cannot be told: look at the case.
    CannotTell,
    /// The operator waits for it no more; it may still arrive.
    LetBe,
}

impl Claim {
    /// What is said of a command.
    #[must_use]
    pub fn of<F>(command: &Command<F>, service_now: Timestamp) -> Self {
        match &command.stage {
            Stage::Prepared | Stage::Sending(_) => Self::OnItsWay,
            Stage::Ambiguous { last: None, .. } => Self::Reading,
            Stage::Ambiguous { .. } => {
                Self::NoSign { by_itself: command.resend == Resend::ByItself && command.may_go_again(service_now) }
            }
            Stage::Applied => Self::Done,
            Stage::Refused(_) | Stage::NotSent => Self::NothingDone,
            Stage::Reconciled { found: Found::InEffect, .. } => Self::IsSo,
            Stage::Reconciled { found: Found::NotDone, .. } => Self::NothingDone,
            Stage::Reconciled { found: Found::CannotTell, .. } => Self::CannotTell,
            Stage::Abandoned => Self::LetBe,
        }
    }
}
