//! What goes back: a result, or a refusal in the documented envelope (reference section 1.4).

use axum::body::Bytes;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::world::form::Wrong;

/// A response before it meets the wire.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) media_type: &'static str,
    pub(crate) body: Bytes,
    pub(crate) location: Option<String>,
    /// `Content-Disposition`, where there is one.
    pub(crate) disposition: Option<String>,
    /// `error.code`, where there is one.
    pub(crate) code: Option<String>,
    /// `requestId`, where there is one.
    pub(crate) request_id: Option<String>,
}

impl Answer {
    pub(crate) fn json(value: &Value) -> Self {
        Self {
            status: StatusCode::OK,
            media_type: "application/json",
            body: Bytes::from(value.to_string()),
            location: None,
            disposition: None,
            code: None,
            request_id: None,
        }
    }

    /// The bytes of a file, under its name.
    pub(crate) fn file(media_type: &'static str, name: &str, bytes: Bytes) -> Self {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_. ".contains(letter);
        let name: String = name.chars().map(|letter| if plain(letter) { letter } else { '_' }).collect();
        let disposition = Some(format!("attachment; filename=\"{name}\""));
        Self { media_type, disposition, body: bytes, ..Self::json(&Value::Null) }
    }

    /// A success that says nothing.
    pub(crate) fn empty() -> Self {
        Self { media_type: "", body: Bytes::new(), ..Self::json(&Value::Null) }
    }

    pub(crate) fn html(status: StatusCode, page: String) -> Self {
        Self {
            status,
            media_type: "text/html; charset=utf-8",
            body: Bytes::from(page),
            location: None,
            disposition: None,
            code: None,
            request_id: None,
        }
    }

    pub(crate) fn redirect(status: StatusCode, location: String) -> Self {
        Self { location: Some(location), ..Self::html(status, String::new()) }
    }
}

/// Why a request was not carried out.
#[derive(Debug)]
pub(crate) struct Refusal {
    pub(crate) status: StatusCode,
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) details: Value,
    pub(crate) issues: Vec<Value>,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, code: &str, message: impl Into<String>) -> Self {
        Self { status, code: code.to_owned(), message: message.into(), details: json!({}), issues: Vec::new() }
    }

    /// 400: the request is not what the contract asks for. `location` says where in it.
    pub(crate) fn malformed(error_type: &str, location: &[&str], message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            issues: vec![json!({ "errorType": error_type, "location": location, "message": message })],
            ..Self::new(StatusCode::BAD_REQUEST, "bad_request", message)
        }
    }

    /// 400 for several reasons at once.
    pub(crate) fn wrong(all: &[Wrong]) -> Self {
        let issue =
            |wrong: &Wrong| json!({ "errorType": wrong.kind, "location": wrong.location, "message": wrong.message });
        let message = all.first().map_or("malformed", |first| &first.message);
        Self { issues: all.iter().map(issue).collect(), ..Self::new(StatusCode::BAD_REQUEST, "bad_request", message) }
    }

    /// 409: not now, not like this.
    pub(crate) fn conflict(code: &str, message: &str) -> Self {
        Self::new(StatusCode::CONFLICT, code, message)
    }

    pub(crate) fn not_found(code: &str, message: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, message)
    }

    /// The envelope. `retryable` was only ever shown as `false`.
    pub(crate) fn into_answer(self, request_id: String) -> Answer {
        let envelope = json!({
            "error": {
                "code": self.code,
                "message": self.message,
                "retryable": false,
                "details": self.details,
                "issues": self.issues,
            },
            "requestId": request_id,
        });
        Answer { status: self.status, code: Some(self.code), request_id: Some(request_id), ..Answer::json(&envelope) }
    }
}
