//! The truth ladder: what was said, what is being checked, what the payer proved. Only the last two rungs are proof, and
//! only the service's receipt and decision reach them.

use crate::standing::{Standing, Wanted};
use model::{Authorization, Outcome, Status};

/// How far a rung is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// Not yet.
    No,
    /// Somebody said so.
    Said,
    /// Being checked.
    Checking,
    /// Checked, or passed by.
    Past,
    /// Proved by the payer.
    Proof,
    /// Not returned, although a later rung is reached.
    NotReturned,
}

/// The four rungs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ladder {
    /// What a person reported or accepted here.
    pub reported: Reached,
    /// Collate's comparing of the report with the payer side.
    pub reconciled: Reached,
    /// The payer's receipt.
    pub receipt: Reached,
    /// The payer's decision.
    pub decision: Reached,
}

impl Ladder {
    /// Which rung the case is on: 0 to 3.
    #[must_use]
    pub fn now(&self) -> usize {
        let rungs = [self.reported, self.reconciled, self.receipt, self.decision];
        rungs.iter().rposition(|rung| !matches!(rung, Reached::No | Reached::NotReturned)).unwrap_or(0)
    }
}

/// Reads off the ladder. `said` is whether a person here reported or accepted something.
#[must_use]
pub fn ladder(case: &Authorization, standing: &Standing, said: bool) -> Ladder {
    let has_receipt = case.receipt.is_some();
    let decided = case.decision.is_some() || decides(case);
    let proved = has_receipt || decided;
    let checking = matches!(standing.wanted, Wanted::Working { after_report: true });
    Ladder {
        reported: if said || proved { Reached::Said } else { Reached::No },
        reconciled: match (checking, proved) {
            (true, _) => Reached::Checking,
            (false, true) => Reached::Past,
            (false, false) => Reached::No,
        },
        receipt: match (has_receipt, decided) {
            (true, _) => Reached::Proof,
            (false, true) => Reached::NotReturned,
            (false, false) => Reached::No,
        },
        decision: if decided { Reached::Proof } else { Reached::No },
    }
}

/// Whether the outcome itself is a payer's word. A case that failed ended without one.
fn decides(case: &Authorization) -> bool {
    case.status == Status::Completed
        && matches!(case.outcome, Some(Outcome::Approved | Outcome::Denied | Outcome::Modified | Outcome::NotRequired))
}
