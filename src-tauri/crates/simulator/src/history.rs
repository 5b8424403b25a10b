//! What was asked and what was answered, in order, for tests to assert on. No key and no link is ever written here.

use std::collections::VecDeque;

use axum::body::Bytes;
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
    /// The answer of an API operation, where it was sent whole and is JSON, with every secret replaced. Only there when
    /// it is asked for, and only with the control API.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Value>,
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
            response: None,
        }
    }
}

/// A JSON answer as it may be written down: what opens something is replaced, in a form that is still an address.
pub(crate) fn response_seen(operation: Operation, body: &Bytes) -> Bytes {
    let secrets: &[&str] = match operation {
        Operation::MintGrant | Operation::MintWatchGrant => &["/url"],
        Operation::CreateFile => &["/upload/url", "/upload/headers/x-upload-token"],
        _ => return body.clone(),
    };
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else { return Bytes::new() };
    for pointer in secrets {
        if let Some(secret) = value.pointer_mut(pointer) {
            let open = secret.as_str().and_then(|secret| secret.rsplit_once('/')).map(|(open, _)| format!("{open}/"));
            *secret = Value::String(format!("{}(secret)", open.unwrap_or_default()));
        }
    }
    Bytes::from(value.to_string())
}

/// The exchanges, and apart from them the answers, which are many and large.
#[derive(Debug, Default)]
pub(crate) struct History {
    exchanges: VecDeque<Exchange>,
    /// One for each exchange.
    responses: VecDeque<Bytes>,
    kept: usize,
}

/// Older exchanges are forgotten: practice mode may run for weeks.
const LONGEST_HISTORY: usize = 50_000;

/// So many bytes of answers are kept; the oldest go first.
const MOST_RESPONSES: usize = 128 << 20;

impl History {
    pub(crate) fn remember(&mut self, exchange: Exchange, response: Bytes) {
        if self.exchanges.len() == LONGEST_HISTORY {
            self.exchanges.pop_front();
            self.kept -= self.responses.pop_front().map_or(0, |gone| gone.len());
        }
        self.exchanges.push_back(exchange);
        self.kept += response.len();
        self.responses.push_back(response);
        let mut oldest = self.responses.iter_mut();
        while self.kept > MOST_RESPONSES {
            let Some(response) = oldest.next() else { break };
            self.kept -= std::mem::take(response).len();
        }
    }

    pub(crate) fn exchanges(&self) -> Vec<Exchange> {
        self.exchanges.iter().cloned().collect()
    }

    pub(crate) fn with_responses(&self) -> Vec<Exchange> {
        let both = self.exchanges.iter().zip(&self.responses);
        both.map(|(exchange, response)| Exchange {
            response: serde_json::from_slice(response).ok(),
            ..exchange.clone()
        })
        .collect()
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_secret_is_replaced_by_something_of_its_form() {
        let of = |operation, value: Value| -> Value {
            serde_json::from_slice(&response_seen(operation, &Bytes::from(value.to_string()))).unwrap()
        };
        let grant = json!({ "id": "rag_1", "url": "http://127.0.0.1:4000/runtime/access/rag_1_deadbeef" });
        let seen = of(Operation::MintGrant, grant);
        assert_eq!(seen, json!({ "id": "rag_1", "url": "http://127.0.0.1:4000/runtime/access/(secret)" }));
        let made = json!({ "upload": { "url": "http://h/uploads/x", "headers": { "x-upload-token": "y" } } });
        let seen = of(Operation::CreateFile, made);
        assert_eq!(
            seen,
            json!({ "upload": { "url": "http://h/uploads/(secret)", "headers": { "x-upload-token": "(secret)" } } })
        );
    }
}
