//! Where a command stands, and how an answer or a reading moves it.

use super::Finding;

/// What the service made of it, as far as its answer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It said so, and the answer was understood.
    Applied,
    /// It refused, with this code, and did nothing.
    Refused(String),
    /// It refused, with this code, for what the case is: this copy did nothing. An earlier one may have arrived, and may have
    /// made the case what it is.
    TurnedAway(String),
    /// The version was not the one it has: this copy did nothing. An earlier one may have arrived.
    Conflict,
    /// Nobody can tell from the answer, or there was none.
    Unknown,
    /// Not a byte of it was sent.
    NotSent,
}

/// What became of a command whose answer did not say, as reading the case showed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// What was asked for is so. By this command, or by somebody else: a reading cannot tell.
    InEffect,
    /// It is not so, and this command can no longer make it so.
    NotDone,
    /// It cannot be told; the operator looks at the case and decides.
    CannotTell,
}

/// Where a command stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Frozen and recorded; nothing was sent.
    Prepared,
    /// On its way, for the nth time.
    Sending(u32),
    /// Not known yet, or changed under it: the case is being read.
    Ambiguous {
        /// Whether the service answered with a version conflict.
        conflict: bool,
        /// How often it was sent.
        attempt: u32,
        /// What the newest reading showed.
        last: Option<Finding>,
        /// The code by which the newest copy was turned away for what the case is.
        refused: Option<String>,
    },
    /// Done, by the service's own word.
    Applied,
    /// Refused with this code; nothing was done.
    Refused(String),
    /// Not a byte was sent.
    NotSent,
    /// Known by reading. `conflict` as above.
    Reconciled {
        /// What the case shows.
        found: Found,
        /// Whether the service answered with a version conflict.
        conflict: bool,
        /// The code by which it was turned away, where it cannot be told whether it had been done before.
        refused: Option<String>,
    },
    /// The operator waits for it no more. It may still arrive, and is still looked for.
    Abandoned,
}

impl Stage {
    /// Whether the case must not get another command yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Prepared | Self::Sending(_) | Self::Ambiguous { .. })
    }

    /// Whether nothing that comes can change it any more.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.is_open() && *self != Self::Abandoned
    }

    /// Whether what was decided is so now.
    #[must_use]
    pub fn is_in_effect(&self) -> bool {
        matches!(self, Self::Applied | Self::Reconciled { found: Found::InEffect, .. })
    }

    /// Whether the newest reading showed no sign of it, so that the same may be sent again.
    #[must_use]
    pub fn shows_nothing_yet(&self) -> bool {
        matches!(self, Self::Ambiguous { last: Some(Finding::NotYet | Finding::Ending), .. })
    }

    /// Where it stands after a reading that was made after the answer.
    pub(super) fn read(&self, finding: Finding) -> Self {
        match (self, finding) {
            // The service refused it, and it did not take effect before. Of one that was sent once this is known also where
            // nothing moved: another copy of it finds the same case, and is turned away, or a newer one, and is fenced off.
            (Self::Ambiguous { refused: Some(code), .. }, Finding::DidNotTakeEffect)
            | (Self::Ambiguous { refused: Some(code), attempt: 1, .. }, Finding::NotYet) => Self::Refused(code.clone()),
            (Self::Ambiguous { conflict, attempt, refused, .. }, Finding::NotYet | Finding::Ending) => {
                let (conflict, attempt, refused) = (*conflict, *attempt, refused.clone());
                Self::Ambiguous { conflict, attempt, last: Some(finding), refused }
            }
            (Self::Ambiguous { conflict, refused, .. }, _) => {
                let refused = refused.clone().filter(|_| finding == Finding::CannotTell);
                Self::Reconciled { found: found(finding), conflict: *conflict, refused }
            }
            (Self::Abandoned, Finding::TookEffect | Finding::DidNotTakeEffect) => {
                Self::Reconciled { found: found(finding), conflict: false, refused: None }
            }
            _ => self.clone(),
        }
    }
}

fn found(finding: Finding) -> Found {
    match finding {
        Finding::TookEffect => Found::InEffect,
        Finding::DidNotTakeEffect => Found::NotDone,
        Finding::NotYet | Finding::Ending | Finding::CannotTell => Found::CannotTell,
    }
}
