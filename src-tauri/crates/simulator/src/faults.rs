//! Faults to order: what goes wrong between a client and a service that itself is right.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::api::route::{Operation, Route};

/// Something that shall go wrong with the next requests that match. The oldest matching fault is played, one per
/// request; the portal has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Fault {
    /// Only requests for this; any when absent.
    #[serde(default)]
    pub operation: Option<Operation>,
    /// Only requests about this case; any when absent.
    #[serde(default)]
    pub case_id: Option<String>,
    /// How often it is played.
    #[serde(default = "once")]
    pub times: u32,
    /// What goes wrong.
    #[serde(flatten)]
    pub kind: FaultKind,
}

fn once() -> u32 {
    1
}

impl Fault {
    /// A fault for the next request for `operation`, whatever case it is about.
    #[must_use]
    pub fn next(operation: Operation, kind: FaultKind) -> Self {
        Self { operation: Some(operation), case_id: None, times: 1, kind }
    }

    fn matches(&self, route: &Route) -> bool {
        self.operation.is_none_or(|operation| operation == route.operation)
            && (self.case_id.is_none() || self.case_id == route.case)
    }
}

/// What can go wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FaultKind {
    /// The answer comes late. The request is carried out at once, unless `before`.
    Delay {
        /// How long, in milliseconds of real time.
        ms: u64,
        /// Wait first, carry out afterwards.
        #[serde(default)]
        before: bool,
    },
    /// The service refuses, in its envelope.
    Refuse {
        /// HTTP status.
        status: u16,
        /// `error.code`.
        code: String,
        /// `Retry-After`, in seconds.
        #[serde(default)]
        retry_after_seconds: Option<u32>,
        /// The request is carried out all the same, as behind a gateway that gave up.
        #[serde(default)]
        after_executing: bool,
    },
    /// The connection ends before anything is done.
    DropBefore,
    /// The request is carried out, then the connection ends without an answer.
    DropAfter,
    /// The request is carried out; the answer breaks off in the middle of its body.
    Truncate,
    /// A page of HTML in the answer's place: with status 200 as from a captive portal, with another as from a gateway.
    NotJson {
        /// HTTP status.
        #[serde(default = "ok")]
        status: u16,
        /// The request is carried out all the same.
        #[serde(default)]
        after_executing: bool,
    },
    /// A redirect to somewhere else; nothing is done.
    Redirect {
        /// Where to.
        location: String,
    },
    /// The request is carried out; the answer has no `Date`.
    OmitDate,
    /// The request is carried out; the answer's `Date` is wrong.
    SkewDate {
        /// By how many seconds.
        seconds: i64,
    },
    /// Nothing is done, the connection ends, and the API does not listen for a while.
    Down {
        /// How long, in milliseconds of real time.
        ms: u64,
    },
}

fn ok() -> u16 {
    200
}

impl FaultKind {
    /// Whether the service carries the request out.
    pub(crate) fn executes(&self) -> bool {
        match self {
            Self::Delay { .. } | Self::DropAfter | Self::Truncate | Self::OmitDate | Self::SkewDate { .. } => true,
            Self::Refuse { after_executing, .. } | Self::NotJson { after_executing, .. } => *after_executing,
            Self::DropBefore | Self::Redirect { .. } | Self::Down { .. } => false,
        }
    }

    /// Whether what is sent in the end is the whole of a JSON answer.
    pub(crate) fn answers_in_json(&self) -> bool {
        matches!(self, Self::Delay { .. } | Self::Refuse { .. } | Self::OmitDate | Self::SkewDate { .. })
    }

    /// The name for the history.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Delay { .. } => "delay",
            Self::Refuse { .. } => "refuse",
            Self::DropBefore => "dropBefore",
            Self::DropAfter => "dropAfter",
            Self::Truncate => "truncate",
            Self::NotJson { .. } => "notJson",
            Self::Redirect { .. } => "redirect",
            Self::OmitDate => "omitDate",
            Self::SkewDate { .. } => "skewDate",
            Self::Down { .. } => "down",
        }
    }
}

/// The faults that wait for a request.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    queue: VecDeque<Fault>,
}

impl Faults {
    pub(crate) fn push(&mut self, fault: Fault) {
        self.queue.push_back(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.queue.clear();
    }

    /// The fault to play for this request, if any.
    pub(crate) fn take(&mut self, route: &Route) -> Option<FaultKind> {
        let fault = self.queue.iter_mut().find(|fault| fault.times > 0 && fault.matches(route))?;
        fault.times -= 1;
        let kind = fault.kind.clone();
        self.queue.retain(|fault| fault.times > 0);
        Some(kind)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::*;

    fn read(case: &str) -> Route {
        Route::of(&Method::GET, &format!("/v1/prior-authorizations/{case}"))
    }

    #[test]
    fn a_fault_waits_for_its_operation_and_its_case_and_is_played_that_often() {
        let mut faults = Faults::default();
        faults.push(Fault {
            operation: Some(Operation::Read),
            case_id: Some("auth_1".into()),
            times: 2,
            kind: FaultKind::DropBefore,
        });
        assert_eq!(faults.take(&Route::of(&Method::GET, "/v1/prior-authorizations")), None);
        assert_eq!(faults.take(&read("auth_2")), None);
        assert_eq!(faults.take(&read("auth_1")), Some(FaultKind::DropBefore));
        assert_eq!(faults.take(&read("auth_1")), Some(FaultKind::DropBefore));
        assert_eq!(faults.take(&read("auth_1")), None);
    }

    #[test]
    fn a_fault_is_written_flat() {
        let fault: Fault =
            serde_json::from_str(r#"{"operation":"confirm","kind":"refuse","status":503,"code":"x"}"#).unwrap();
        let kind =
            FaultKind::Refuse { status: 503, code: "x".into(), retry_after_seconds: None, after_executing: false };
        assert_eq!(fault, Fault::next(Operation::Confirm, kind));
        assert!(serde_json::from_str::<Fault>(r#"{"kind":"explode"}"#).is_err());
    }
}
