//! The words of contract B that the service's own rules look at (reference sections 4.1 and 5.1).

use serde::{Deserialize, Serialize};

/// Names of next actions.
pub(crate) mod action {
    pub(crate) const RESOLVE: &str = "resolve_requirements";
    pub(crate) const CONTINUE: &str = "continue_authorization";
    pub(crate) const APPROVE: &str = "approve_submission";
    pub(crate) const INTERACT: &str = "complete_payer_interaction";
}

/// Names of resolution kinds.
pub(crate) mod resolution {
    pub(crate) const UPDATE: &str = "update_authorization";
    pub(crate) const CONFIRM: &str = "confirm";
    pub(crate) const HANDOFF: &str = "manual_handoff";
}

/// Who has the case. Values the reference does not name are kept verbatim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    RequiresAction,
    Processing,
    WaitingOnPayer,
    Completed,
    Canceled,
    Verbatim(String),
}

impl Status {
    pub(crate) fn named(name: &str) -> Self {
        match name {
            "requires_action" => Self::RequiresAction,
            "processing" => Self::Processing,
            "waiting_on_payer" => Self::WaitingOnPayer,
            "completed" => Self::Completed,
            "canceled" => Self::Canceled,
            other => Self::Verbatim(other.to_owned()),
        }
    }

    pub(crate) fn name(&self) -> &str {
        match self {
            Self::RequiresAction => "requires_action",
            Self::Processing => "processing",
            Self::WaitingOnPayer => "waiting_on_payer",
            Self::Completed => "completed",
            Self::Canceled => "canceled",
            Self::Verbatim(name) => name,
        }
    }

    pub(crate) fn is_terminal(&self) -> bool {
        matches!(self, Self::Completed | Self::Canceled)
    }
}

/// How far a manual handoff has come (seed 001).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoffState {
    /// Accepted; access is being prepared.
    Offered,
    /// A person owns the payer interaction.
    Active,
    /// Reported; access is being taken away.
    Closing,
    /// Over; the handoff carries a result.
    Closed,
}

/// How a manual handoff ended (seed 001). A claim about the person, never about the payer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandoffResult {
    /// The person reported an outcome.
    CompletedReported,
    /// The person reported that it could not be finished.
    UnableToComplete,
    /// Nobody renewed its access for too long.
    Expired,
    /// Access was withdrawn.
    Revoked,
    /// The portal connection was lost for good.
    InteractionLostUnrecoverable,
    /// The authorization was canceled.
    Canceled,
}

/// What a person says the portal showed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ReportedOutcome {
    Submitted,
    DecisionObserved,
    NotRequiredObserved,
    FollowUpRequiredObserved,
}

/// Reasons of `unable-to-complete` the reference names. It introduces them with "include": see `Rules::open_reasons`.
pub(crate) const UNABLE_REASONS: [&str; 7] = [
    "channel_blocked",
    "missing_information",
    "credential_or_mfa_issue",
    "channel_outage",
    "operator_abandoned_case",
    "wrong_route",
    "other",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_the_reference_does_not_name_is_kept_verbatim() {
        for name in ["requires_action", "processing", "waiting_on_payer", "completed", "canceled", "on_hold"] {
            assert_eq!(Status::named(name).name(), name);
        }
        assert!(!Status::named("on_hold").is_terminal());
    }
}
