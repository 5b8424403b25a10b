//! One builder for each operation, on [`Contract`]. What comes out is frozen: method, path, body bytes, version and key,
//! sent as they are.

mod answers;
mod case;
mod catalog;
mod file;
mod handoff;
mod kept;
#[cfg(test)]
mod tests;

pub use handoff::Close;
pub use kept::KeptRequest;

use crate::{Contract, Operation};
use model::{AuthorizationId, AuthorizationVersion, FileId, HandoffId, IdempotencyKey};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, IF_MATCH};
use serde::Serialize;
use std::fmt;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// What a request is about: an answer about anything else is not taken.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) authorization: Option<AuthorizationId>,
    pub(crate) handoff: Option<HandoffId>,
    pub(crate) file: Option<FileId>,
    pub(crate) payer: Option<String>,
    pub(crate) provider: Option<String>,
}

/// A request as it will be sent, byte for byte, as often as it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct FrozenRequest {
    pub(crate) contract: Contract,
    pub(crate) operation: Operation,
    pub(crate) path: String,
    pub(crate) query: Vec<(&'static str, String)>,
    pub(crate) body: Option<Vec<u8>>,
    pub(crate) if_match: Option<AuthorizationVersion>,
    pub(crate) key: Option<IdempotencyKey>,
    pub(crate) about: About,
}

/// Without path and body: they may hold what a person typed.
impl fmt::Debug for FrozenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FrozenRequest")
            .field("contract", &self.contract)
            .field("operation", &self.operation)
            .field("if_match", &self.if_match)
            .finish_non_exhaustive()
    }
}

impl FrozenRequest {
    /// What it asks for.
    #[must_use]
    pub fn operation(&self) -> Operation {
        self.operation
    }

    /// The version it names.
    #[must_use]
    pub fn if_match(&self) -> Option<AuthorizationVersion> {
        self.if_match
    }

    /// The key it carries.
    #[must_use]
    pub fn key(&self) -> Option<&IdempotencyKey> {
        self.key.as_ref()
    }

    /// Every header but the one with the API key.
    pub(crate) fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Some(version) = self.if_match {
            // A quoted entity tag (reference, section 1.2); digits and quotes are always a header value.
            let tag = HeaderValue::from_str(&format!("\"{version}\""));
            headers.extend(tag.ok().map(|tag| (IF_MATCH, tag)));
        }
        let key = self.key.as_ref().and_then(|key| HeaderValue::from_str(key.as_str()).ok());
        headers.extend(key.map(|key| (IDEMPOTENCY_KEY, key)));
        if self.body.is_some() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        headers
    }

    /// A request without version, key, query and body.
    pub(crate) fn of(contract: Contract, operation: Operation, path: String) -> Self {
        Self {
            contract,
            operation,
            path,
            query: Vec::new(),
            body: None,
            if_match: None,
            key: None,
            about: About::default(),
        }
    }

    fn with_body<B: Serialize>(self, body: &B) -> Self {
        // The bodies of this module are structs of strings and numbers: there is nothing in them that cannot be written.
        Self { body: Some(serde_json::to_vec(body).unwrap_or_default()), ..self }
    }

    fn about_case(self, id: &AuthorizationId) -> Self {
        Self { about: About { authorization: Some(id.clone()), ..self.about }, ..self }
    }

    fn about_handoff(self, id: &HandoffId) -> Self {
        Self { about: About { handoff: Some(id.clone()), ..self.about }, ..self }
    }

    /// A write on an existing case: it names the version it acts on, and its key where the contract wants one.
    fn on_version(self, version: AuthorizationVersion, key: IdempotencyKey) -> Self {
        Self { if_match: Some(version), ..self.with_key(key) }
    }

    fn with_key(self, key: IdempotencyKey) -> Self {
        Self { key: self.contract.carries_key(self.operation).then_some(key), ..self }
    }
}

/// Ids are opaque: whatever is in one stays inside its own path segment.
fn segment(text: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'~').remove(b'.');
    utf8_percent_encode(text, KEPT).to_string()
}

impl Contract {
    fn case_path(self, id: &AuthorizationId) -> String {
        format!("{}/{}", self.base_path(), segment(id.as_str()))
    }

    fn handoff_path(self, id: &AuthorizationId, handoff: &HandoffId) -> String {
        format!("{}/manual-handoffs/{}", self.case_path(id), segment(handoff.as_str()))
    }
}
