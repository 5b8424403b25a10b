//! What was asked and what was answered, in order, for tests to assert on. No key and no link is ever written here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::call::Call;
use crate::api::route::{Operation, Route, without_secrets};

/// One request and its answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Exchange {
    /// When it was carried out, by the service's clock.
    #[serde(with = "crate::clock::serial")]
    pub at: Timestamp,
    /// What was asked.
    pub operation: Operation,
    /// The HTTP method.
    pub method: String,
    /// The path, with the secret of a link left out.
    pub path: String,
    /// The query string.
    pub query: Option<String>,
    /// The case that was meant.
    pub case_id: Option<String>,
    /// The handoff that was meant.
    pub handoff_id: Option<String>,
    /// The headers that matter.
    pub headers: SeenHeaders,
    /// The body, as JSON where it is that.
    pub body: Option<Value>,
    /// The status that was answered; absent when the connection was dropped before anything was done.
    pub status: Option<u16>,
    /// `error.code` of the answer.
    pub error_code: Option<String>,
    /// `requestId` of the answer.
    pub request_id: Option<String>,
    /// Whether the answer was replayed because of its key.
    pub replay: bool,
    /// Whether anything changed because of it.
    pub effect: bool,
    /// The fault that was played.
    pub fault: Option<String>,
    /// Everything about the request that a strict reading of the contract forbids.
    pub violations: Vec<String>,
}

/// The headers that matter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SeenHeaders {
    /// Whether the right key came along. Never its value.
    pub authorization: Authorization,
    /// `If-Match`, as sent.
    pub if_match: Option<String>,
    /// `Idempotency-Key`, as sent.
    pub idempotency_key: Option<String>,
    /// `Content-Type`, as sent.
    pub content_type: Option<String>,
}

/// Whether the right API key came along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Authorization {
    /// No `Authorization` header.
    #[default]
    Absent,
    /// The right one.
    Present,
    /// Another one.
    Wrong,
}

/// What is learned about a request while it is carried out.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    pub(crate) authorization: Authorization,
    pub(crate) case: Option<String>,
    pub(crate) handoff: Option<String>,
    pub(crate) replay: bool,
    pub(crate) effect: bool,
    pub(crate) violations: Vec<String>,
}

impl Trace {
    pub(crate) fn of(route: &Route) -> Self {
        Self { case: route.case.clone(), handoff: route.handoff.clone(), ..Self::default() }
    }

    pub(crate) fn violation(&mut self, what: &str) {
        self.violations.push(what.to_owned());
    }
}

impl Exchange {
    pub(crate) fn new(call: &Call, operation: Operation, trace: Trace) -> Self {
        Self {
            at: call.at,
            operation,
            method: call.method.to_string(),
            path: without_secrets(&call.path),
            query: call.query.clone(),
            case_id: trace.case,
            handoff_id: trace.handoff,
            headers: SeenHeaders {
                authorization: trace.authorization,
                if_match: call.if_match(),
                idempotency_key: call.key(),
                content_type: call.content_type(),
            },
            body: call.body_seen(),
            status: None,
            error_code: None,
            request_id: None,
            replay: trace.replay,
            effect: trace.effect,
            fault: None,
            violations: trace.violations,
        }
    }
}
