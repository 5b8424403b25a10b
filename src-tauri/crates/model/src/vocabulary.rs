//! The service's words. Every list is open: a word this version does not know is kept as it came, shown, and makes the
//! case read-only.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Stands before a word that was not known when it was written: it stays so until the service is read again, also where
/// it is a word of the other generation, or one that a newer version knows.
const NOT_KNOWN: char = '?';

macro_rules! open_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$word_doc])* $variant,)*
            /// A word this version does not know, as it came.
            Unknown(String),
        }

        impl $name {
            /// Every word this version knows, in the order of the reference.
            pub const KNOWN: &'static [Self] = &[$(Self::$variant,)*];

            /// Reads a word. Never fails: what is not known is kept.
            #[must_use]
            pub fn parse(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    other => Self::Unknown(other.to_owned()),
                }
            }

            /// The word as the service writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }

            /// Whether this version knows the word.
            #[must_use]
            pub fn is_known(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    Self::Unknown(text) => serializer.collect_str(&format_args!("{NOT_KNOWN}{text}")),
                    known => serializer.serialize_str(known.as_str()),
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Ok(match text.strip_prefix(NOT_KNOWN) {
                    Some(unknown) => Self::Unknown(unknown.to_owned()),
                    None => Self::parse(&text),
                })
            }
        }
    };
}

open_words! {
    /// Who owns the case (seed 004).
    Status {
        /// The clinic: see the next action.
        RequiresAction = "requires_action",
        /// Collate, also while it reconciles a closed handoff.
        Processing = "processing",
        /// The payer; a receipt is present.
        WaitingOnPayer = "waiting_on_payer",
        /// Nobody any more: see the outcome.
        Completed = "completed",
        /// Nobody any more; withdraws nothing at the payer.
        Canceled = "canceled",
    }
}

open_words! {
    /// How a completed case ended (seed 004).
    Outcome {
        /// The payer approved.
        Approved = "approved",
        /// The payer denied.
        Denied = "denied",
        /// The payer approved with changes.
        Modified = "modified",
        /// The payer needs no authorization for this.
        NotRequired = "not_required",
        /// It ended without a decision.
        Failed = "failed",
    }
}

open_words! {
    /// What the clinic is asked to do (seed 004).
    ActionKind {
        /// Answer questions, attach documents.
        ResolveRequirements = "resolve_requirements",
        /// Nothing is missing: let Collate go on.
        ContinueAuthorization = "continue_authorization",
        /// Review the package, then release it. Irreversible.
        ApproveSubmission = "approve_submission",
        /// Finish at the payer's portal by hand.
        CompletePayerInteraction = "complete_payer_interaction",
    }
}

open_words! {
    /// Through which door the action is resolved (seeds 001 and 004).
    ResolutionKind {
        /// By writing answers and attachments.
        UpdateAuthorization = "update_authorization",
        /// By confirming.
        Confirm = "confirm",
        /// By a manual handoff.
        ManualHandoff = "manual_handoff",
    }
}

open_words! {
    /// What Collate may do at the end (seed 004). Never decides a next step: the action does.
    SubmissionPolicy {
        /// Pauses for a person before the final submit.
        RequiresApproval = "requires_approval",
        /// May submit without asking again.
        Automatic = "automatic",
    }
}

open_words! {
    /// Where a handoff stands (seed 001).
    HandoffState {
        /// Being prepared: no access yet.
        Offered = "offered",
        /// A person owns the payer session.
        Active = "active",
        /// A report is on its way.
        Closing = "closing",
        /// Over: see the result.
        Closed = "closed",
    }
}

open_words! {
    /// How a handoff ended (seed 001). A claim about the handoff, never payer truth.
    HandoffResult {
        /// The operator reported an outcome.
        CompletedReported = "completed_reported",
        /// The operator could not finish.
        UnableToComplete = "unable_to_complete",
        /// Its link was not renewed.
        Expired = "expired",
        /// Access was withdrawn.
        Revoked = "revoked",
        /// The payer connection is gone for good.
        InteractionLostUnrecoverable = "interaction_lost_unrecoverable",
        /// The case was canceled.
        Canceled = "canceled",
    }
}

open_words! {
    /// What the operator says the portal shows (documented).
    ReportedOutcome {
        /// The request was submitted.
        Submitted = "submitted",
        /// A decision is showing.
        DecisionObserved = "decision_observed",
        /// The portal says no authorization is needed.
        NotRequiredObserved = "not_required_observed",
        /// The payer wants something else.
        FollowUpRequiredObserved = "follow_up_required_observed",
    }
}

open_words! {
    /// Why the operator could not finish (documented; the list may be longer).
    UnableReason {
        /// Sign-in or code did not work.
        CredentialOrMfaIssue = "credential_or_mfa_issue",
        /// The portal is down.
        ChannelOutage = "channel_outage",
        /// The portal would not let the operator go on.
        ChannelBlocked = "channel_blocked",
        /// A fact is missing.
        MissingInformation = "missing_information",
        /// Wrong portal or form.
        WrongRoute = "wrong_route",
        /// The operator has to stop.
        OperatorAbandonedCase = "operator_abandoned_case",
        /// Something else: see the note.
        Other = "other",
    }
}

open_words! {
    /// Whether a review snapshot can still be accepted. Only `current` is documented; anything else cannot.
    SnapshotStatus {
        /// Covers the case as it is.
        Current = "current",
    }
}

open_words! {
    /// What kind of answer a question takes. `group`, `string` and `choice` were seen in generation B, the others in A.
    QuestionKind {
        /// Holds other questions.
        Group = "group",
        /// A line of words.
        String = "string",
        /// Several lines of words.
        Text = "text",
        /// Yes or no.
        Boolean = "boolean",
        /// A day.
        Date = "date",
        /// A number.
        Decimal = "decimal",
        /// One of its options, by code.
        Choice = "choice",
    }
}

open_words! {
    /// How far a file is (documented).
    FileStatus {
        /// Its content is awaited.
        PendingUpload = "pending_upload",
        /// Its content came and was not looked at.
        Uploaded = "uploaded",
        /// It can be attached.
        Ready = "ready",
        /// Its content was refused.
        Failed = "failed",
    }
}

open_words! {
    /// What is asked for (documented).
    RequestType {
        /// A stay.
        Inpatient = "inpatient",
        /// A visit.
        Outpatient = "outpatient",
        /// A drug.
        Drug = "drug",
    }
}

open_words! {
    /// In which system a service code is written (documented).
    CodeSystem {
        /// HCPCS.
        Hcpcs = "hcpcs",
        /// CPT.
        Cpt = "cpt",
        /// NDC.
        Ndc = "ndc",
    }
}

open_words! {
    /// How a payer is reached. Only this one was seen.
    Channel {
        /// Its web portal.
        Portal = "portal",
    }
}

open_words! {
    /// Who has access to the payer's channel. Only this one was seen.
    AccessMode {
        /// Collate.
        CollateManaged = "collate_managed",
    }
}

open_words! {
    /// Whether there is a payer session now (documented).
    SessionState {
        /// There is.
        Live = "live",
        /// There is none.
        NotLive = "not_live",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_words_come_back_as_they_were_written() {
        for word in Status::KNOWN {
            assert_eq!(Status::parse(word.as_str()), *word);
            assert!(word.is_known());
        }
        assert_eq!(UnableReason::KNOWN.len(), 7);
    }

    #[test]
    fn an_unknown_word_is_kept_as_it_came() {
        let status = Status::parse("on_holiday");
        assert_eq!(status, Status::Unknown("on_holiday".into()));
        assert_eq!(status.as_str(), "on_holiday");
        assert!(!status.is_known());
    }
}
