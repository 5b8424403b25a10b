//! A request as it came, read whole, before anything is believed about it.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, Method, header, request::Parts};
use jiff::Timestamp;
use serde_json::Value;

/// One request.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) at: Timestamp,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

impl Call {
    pub(crate) fn new(at: Timestamp, parts: Parts, body: Bytes) -> Self {
        Self {
            at,
            method: parts.method,
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().map(str::to_owned),
            headers: parts.headers,
            body,
        }
    }

    /// The only value of a header. A header sent twice is joined, so that it is never taken for a good one.
    pub(crate) fn header(&self, name: &HeaderName) -> Option<String> {
        let values: Vec<_> =
            self.headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    pub(crate) fn if_match(&self) -> Option<String> {
        self.header(&header::IF_MATCH)
    }

    pub(crate) fn key(&self) -> Option<String> {
        self.header(&IDEMPOTENCY_KEY)
    }

    pub(crate) fn content_type(&self) -> Option<String> {
        self.header(&header::CONTENT_TYPE)
    }

    /// The token of `Authorization: Bearer …`.
    pub(crate) fn bearer(&self) -> Option<String> {
        let value = self.header(&header::AUTHORIZATION)?;
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.to_owned())
    }

    /// Whether a browser asks.
    pub(crate) fn wants_html(&self) -> bool {
        self.header(&header::ACCEPT).is_some_and(|accept| accept.contains("text/html"))
    }

    /// The body for the history: as JSON where it is that, else as text.
    pub(crate) fn body_seen(&self) -> Option<Value> {
        if self.body.is_empty() {
            return None;
        }
        if self.path.starts_with("/uploads/") {
            return Some(serde_json::json!({ "bytes": self.body.len() }));
        }
        let text = || Value::String(String::from_utf8_lossy(&self.body).into_owned());
        Some(serde_json::from_slice(&self.body).unwrap_or_else(|_| text()))
    }
}
