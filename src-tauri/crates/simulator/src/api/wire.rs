//! The API on the wire: reads requests whole, plays faults, writes answers. The only part that waits.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::{Frame, SizeHint};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

use super::answer::{Answer, Refusal};
use super::call::Call;
use super::route::{Operation, Route};
use super::service::invented;
use crate::faults::FaultKind;
use crate::serve::HangUp;
use crate::shared::Shared;

/// Largest body that is read.
const LARGEST_BODY: usize = 1 << 20;

/// Largest upload that is read at all. What is larger than the rules want is still taken in, and fails afterwards.
const LARGEST_UPLOAD: usize = 64 << 20;

/// The API and the links, as a router.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    // One handler for every path: what is not there must also be authorized, answered in the envelope and recorded.
    Router::new().fallback(receive).with_state(shared)
}

async fn receive(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let route = Route::under(shared.state().world.contract, &parts.method, parts.uri.path());
    let fault = shared.state().faults.take(&route);
    if let Some(FaultKind::Delay { ms, before: true }) = fault {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }
    let largest = if route.operation == Operation::UploadFile { LARGEST_UPLOAD } else { LARGEST_BODY };
    let Ok(body) = to_bytes(body, largest).await else {
        let refusal = Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "bad_request", "the body is too large or broke off");
        let request_id = shared.state().world.ids.fresh("req");
        return write(refusal.into_answer(request_id), Some(shared.now()));
    };
    let call = Call::new(shared.now(), parts, body);
    let answer = shared.carry_out(&call, &route, fault.as_ref());
    match fault {
        None => write(answer, Some(call.at)),
        Some(fault) => play(fault, answer, &call, &shared).await,
    }
}

/// What a fault makes of an answer.
async fn play(fault: FaultKind, answer: Answer, call: &Call, shared: &Shared) -> Response {
    let date = Some(call.at);
    match fault {
        FaultKind::Delay { ms, before } => {
            if !before {
                tokio::time::sleep(Duration::from_millis(ms)).await;
            }
            write(answer, date)
        }
        FaultKind::Refuse { status, code, retry_after_seconds, .. } => {
            let request_id = answer.request_id.unwrap_or_default();
            let mut response = write(invented(status, &code, request_id), date);
            if let Some(seconds) = retry_after_seconds {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            response
        }
        FaultKind::DropBefore | FaultKind::DropAfter => hang_up(),
        FaultKind::Truncate => truncated(answer, date),
        FaultKind::NotJson { status, .. } => {
            let page = "<!doctype html><title>Welcome</title><h1>Welcome to the guest network</h1>";
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
            write(Answer::html(status, page.to_owned()), date)
        }
        FaultKind::Redirect { location } => write(Answer::redirect(StatusCode::FOUND, location), date),
        FaultKind::OmitDate => write(answer, None),
        FaultKind::SkewDate { seconds } => {
            let by = jiff::SignedDuration::from_secs(seconds);
            write(answer, Some(call.at.checked_add(by).unwrap_or(call.at)))
        }
        FaultKind::Down { ms } => {
            shared.take_down(Duration::from_millis(ms));
            hang_up()
        }
    }
}

fn hang_up() -> Response {
    let mut response = StatusCode::OK.into_response();
    response.extensions_mut().insert(HangUp);
    response
}

/// Writes an answer. `date` is the service's own time; none leaves the header out.
pub(crate) fn write(answer: Answer, date: Option<Timestamp>) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    if !answer.media_type.is_empty() {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(answer.media_type));
    }
    if let Some(disposition) = answer.disposition.and_then(|text| HeaderValue::from_str(&text).ok()) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    if let Some(location) = answer.location.and_then(|location| HeaderValue::from_str(&location).ok()) {
        headers.insert(header::LOCATION, location);
    }
    if let Some(allow) = answer.allow.and_then(|allow| HeaderValue::from_str(&allow).ok()) {
        headers.insert(header::ALLOW, allow);
    }
    let date = date.and_then(|date| DateTimePrinter::new().timestamp_to_rfc9110_string(&date).ok());
    if let Some(date) = date.and_then(|date| HeaderValue::from_str(&date).ok()) {
        headers.insert(header::DATE, date);
    }
    response
}

fn truncated(answer: Answer, date: Option<Timestamp>) -> Response {
    let body = answer.body.clone();
    let mut response = write(answer, date);
    response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    *response.body_mut() = Body::new(BrokenOff { first: Some(body.slice(..body.len() / 2)), promised: body.len() });
    response
}

/// A body that promises more than it brings.
struct BrokenOff {
    first: Option<Bytes>,
    promised: usize,
}

impl HttpBody for BrokenOff {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Ready(Some(match self.first.take() {
            Some(first) => Ok(Frame::data(first)),
            None => Err(std::io::Error::other("broken off on purpose")),
        }))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.promised as u64)
    }
}
