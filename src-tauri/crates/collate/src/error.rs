//! What went wrong, and above all: may it have been carried out? (Guide, section "Errors".)

use crate::decode::envelope::{Envelope, envelope, shown};
use crate::{Operation, parse_json};
use model::{RequestId, Timestamp};
use std::fmt;
use std::time::Duration;

/// Whether the service may have carried out what was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayHaveRun {
    /// Not a byte of it was sent.
    NotSent,
    /// The service said that it did not.
    No,
    /// Nobody can tell from this.
    Unknown,
}

/// How an operation failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// No connection: name, network, or TLS.
    Unreachable,
    /// No answer in time.
    TimedOut,
    /// The connection broke.
    Broken,
    /// It sent us elsewhere, which is never followed.
    Redirected,
    /// The answer is larger than any true one.
    TooLarge,
    /// The answer is not JSON, or is labelled as a page (a sign-in page of a network, a proxy's error page).
    NotJson,
    /// The answer is JSON, and not what was asked for.
    NotUnderstood,
    /// The answer is about another case or handoff than asked. Nothing of it is used.
    OtherResource,
    /// The service answered with an error.
    Refused,
}

/// The versions a `version_conflict` names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VersionsNamed {
    /// What was sent.
    pub expected: Option<u64>,
    /// What the service has.
    pub actual: Option<u64>,
}

/// One thing the service found wrong with a request (reference, section 1.4).
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Issue {
    /// What kind of thing, as it came.
    pub error_type: Option<String>,
    /// The way to it, outermost first; numbers as their digits.
    pub location: Vec<String>,
    /// The service's own words.
    pub message: Option<String>,
}

/// Without the service's words: they may speak of a person.
impl fmt::Debug for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Issue").field("error_type", &shown(self.error_type.as_deref())).finish_non_exhaustive()
    }
}

/// A failed operation. Holds no body, no address and no secret.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{} failed: {failure:?} (status {status:?}, code {:?})", operation.name(), shown(said.code.as_deref()))]
pub struct ApiError {
    pub(crate) operation: Operation,
    pub(crate) failure: Failure,
    pub(crate) status: Option<u16>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) date: Option<Timestamp>,
    pub(crate) said: Box<Envelope>,
    pub(crate) at: Option<Box<str>>,
}

/// The codes by which a 409 says that this copy did nothing (reference, section 6). One that is not among them may say
/// anything, also that an earlier copy of the request is being carried out.
const NOTHING_DONE: [&str; 14] = [
    "authorization_not_confirmable",
    "authorization_not_mutable",
    "file_not_ready",
    "live_session_not_available",
    "manual_handoff_not_allowed",
    "next_action_mismatch",
    "next_action_not_confirmable",
    "next_action_required",
    "prior_authorization_not_actionable",
    "prior_authorization_not_mutable",
    "provider_access_not_configured",
    "requirements_not_satisfied",
    "review_stale",
    "unsupported_route",
];

impl ApiError {
    pub(crate) fn new(operation: Operation, failure: Failure) -> Self {
        Self { operation, failure, status: None, retry_after: None, date: None, said: Box::default(), at: None }
    }

    /// What an answer with an error status means: the failure that [`crate::Client`] gives for it. For what imitates
    /// answers without a service.
    #[must_use]
    pub fn answered(operation: Operation, status: u16, body: &[u8]) -> Self {
        let failure = if (300..400).contains(&status) { Failure::Redirected } else { Failure::Refused };
        let said = parse_json(body).map(|body| envelope(&body)).unwrap_or_default();
        Self { status: Some(status), said: Box::new(said), ..Self::new(operation, failure) }
    }

    /// What was asked.
    #[must_use]
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// How it failed.
    #[must_use]
    pub fn failure(&self) -> Failure {
        self.failure
    }

    /// The HTTP status, when there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The service's code, when it gave one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.said.code.as_deref()
    }

    /// The service's own words, when it gave some: shown as its words, never branched on.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.said.message.as_deref()
    }

    /// What support will ask for.
    #[must_use]
    pub fn request_id(&self) -> Option<&RequestId> {
        self.said.request_id.as_ref()
    }

    /// The versions a conflict names.
    #[must_use]
    pub fn versions(&self) -> Option<VersionsNamed> {
        self.said.versions
    }

    /// What the service found wrong, one by one, when it said so.
    #[must_use]
    pub fn issues(&self) -> &[Issue] {
        &self.said.issues
    }

    /// The reason beside the code (`details.reason`), as it came: `live_session_not_available` has one.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.said.reason.as_deref()
    }

    /// What of an answer was not understood, such as `authorization.version`, or from which byte on it is no JSON. Made of
    /// names of the reference and of numbers only, never of what was answered.
    #[must_use]
    pub fn at(&self) -> Option<&str> {
        self.at.as_deref()
    }

    /// How long the service asks to wait, at most a day.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// The service's clock, when it was the service that answered. What lies between has a clock of its own.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        self.date.filter(|_| self.is_the_services_own())
    }

    /// Whether the service itself refused: in its own words. A bare page is of whatever lies between, which may have let the
    /// request through before it put a page in the answer's place.
    #[must_use]
    pub fn is_the_services_own(&self) -> bool {
        self.failure == Failure::Refused && (self.said.code.is_some() || !self.said.issues.is_empty())
    }

    /// Whether there is no such thing, by the service's own word.
    #[must_use]
    pub fn is_not_there(&self) -> bool {
        self.status == Some(404) && self.is_the_services_own()
    }

    /// Whether the version was not the one the service has: its own code, and the two statuses other services use.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.code() == Some("version_conflict") || matches!(self.status, Some(412 | 428))
    }

    /// Whether the key is not accepted.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.status == Some(401)
    }

    /// Whether the service has no such operation: for the list, which is inferred.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        matches!(self.status, Some(404 | 405 | 501))
    }

    /// The code by which a decision on a case was turned away for what the case is. In which order a service compares the
    /// state, the version and the key is not said: an earlier copy of the request may have made the case so.
    #[must_use]
    pub fn turned_away(&self) -> Option<&str> {
        let decides = self.operation.is_command() && self.operation != Operation::Create;
        // What is not there to be taken off may have been taken off by this: whatever lies between sends a DELETE twice.
        let gone = self.operation == Operation::RemoveAttachment && self.status == Some(404);
        if gone && self.failure == Failure::Refused {
            return Some(self.code().unwrap_or("not_found"));
        }
        let speaks_of_the_case = self.failure == Failure::Refused && self.status == Some(409);
        self.code().filter(|code| decides && speaks_of_the_case && NOTHING_DONE.contains(code))
    }

    /// May it have been carried out?
    #[must_use]
    pub fn may_have_run(&self) -> MayHaveRun {
        match self.failure {
            Failure::Unreachable => MayHaveRun::NotSent,
            Failure::Refused => match (self.status, self.code()) {
                // A conflict speaks of this arrival only: an earlier copy of the request may have gone through.
                _ if self.is_conflict() || self.turned_away().is_some() => MayHaveRun::Unknown,
                (Some(408 | 425 | 500..), _) => MayHaveRun::Unknown,
                // A key that was used with another body: which of the two was carried out cannot be told from this.
                (_, Some("idempotency_key_reused")) => MayHaveRun::Unknown,
                (Some(409), code) if !code.is_some_and(|code| NOTHING_DONE.contains(&code)) => MayHaveRun::Unknown,
                (Some(400..=499), _) if self.is_the_services_own() => MayHaveRun::No,
                _ => MayHaveRun::Unknown,
            },
            _ => MayHaveRun::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, code: Option<&str>) -> ApiError {
        ApiError {
            status: Some(status),
            said: Box::new(Envelope { code: code.map(Into::into), ..Envelope::default() }),
            ..ApiError::new(Operation::Confirm, Failure::Refused)
        }
    }

    #[test]
    fn what_the_service_says_of_a_person_is_in_no_debug_text() {
        let body = br#"{"error":{"code":"bad_request","message":"Ann Testlife is unknown",
            "issues":[{"errorType":"missing","location":["Ann"],"message":"Ann"}],"details":{"reason":"Ann"}}}"#;
        let error = ApiError::answered(Operation::Create, 400, body);
        assert_eq!((error.message(), error.reason()), (Some("Ann Testlife is unknown"), Some("Ann")));
        assert_eq!(error.issues()[0].message.as_deref(), Some("Ann"));
        assert!(!format!("{error} {error:?} {:?}", error.issues()).contains("Ann"));
    }

    #[test]
    fn only_what_was_refused_or_never_sent_surely_did_not_run() {
        use MayHaveRun::{No, NotSent, Unknown};
        for (error, expected) in [
            (ApiError::new(Operation::Confirm, Failure::Unreachable), NotSent),
            (ApiError::new(Operation::Confirm, Failure::TimedOut), Unknown),
            (ApiError::new(Operation::Confirm, Failure::Broken), Unknown),
            (ApiError::new(Operation::Confirm, Failure::Redirected), Unknown),
            (ApiError::new(Operation::Confirm, Failure::NotJson), Unknown),
            (ApiError::new(Operation::Confirm, Failure::OtherResource), Unknown),
            (refused(400, Some("bad_request")), No),
            (refused(401, Some("unauthorized")), No),
            (refused(409, Some("review_stale")), Unknown),
            (refused(409, Some("manual_handoff_not_allowed")), Unknown),
            (refused(403, Some("manual_handoff_not_allowed")), No),
            (refused(429, Some("too_many")), No),
            (refused(409, Some("version_conflict")), Unknown),
            (refused(412, None), Unknown),
            (refused(428, None), Unknown),
            (refused(409, None), Unknown),
            (refused(409, Some("idempotency_key_reused")), Unknown),
            (refused(422, Some("idempotency_key_reused")), Unknown),
            (refused(409, Some("request_in_progress")), Unknown),
            (refused(408, None), Unknown),
            (refused(400, None), Unknown),
            (refused(403, None), Unknown),
            (refused(429, None), Unknown),
            (refused(500, Some("internal")), Unknown),
            (refused(503, None), Unknown),
        ] {
            assert_eq!(error.may_have_run(), expected, "{error}");
        }
    }

    #[test]
    fn a_decision_that_is_turned_away_for_what_the_case_is_may_have_made_it_so() {
        for code in NOTHING_DONE {
            let error = refused(409, Some(code));
            assert_eq!((error.turned_away(), error.may_have_run()), (Some(code), MayHaveRun::Unknown));
            for other in [Operation::Create, Operation::MintGrant, Operation::MintWatch, Operation::Download] {
                let error = ApiError { operation: other, ..refused(409, Some(code)) };
                assert_eq!((error.turned_away(), error.may_have_run()), (None, MayHaveRun::No), "{other:?}");
            }
        }
        for (status, code) in [
            (400, "review_stale"),
            (404, "prior_authorization_not_found"),
            (409, "version_conflict"),
            (409, "idempotency_key_reused"),
            (409, "unheard_of"),
        ] {
            assert_eq!(refused(status, Some(code)).turned_away(), None, "{status} {code}");
        }
        for code in [None, Some("attachment_gone")] {
            let gone = ApiError { operation: Operation::RemoveAttachment, ..refused(404, code) };
            assert_eq!(gone.turned_away(), Some(code.unwrap_or("not_found")));
            assert_eq!(gone.may_have_run(), MayHaveRun::Unknown);
        }
    }
}
