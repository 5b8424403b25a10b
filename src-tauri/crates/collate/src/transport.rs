//! One request, one answer: no redirect, no retry, no more than the limits allow.

use crate::decode::fields::Missing;
use crate::{Address, ApiError, Failure, FrozenRequest, Operation};
use model::Timestamp;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{ClientBuilder, Response};
use std::time::Duration;
use vault::ApiKey;
use zeroize::Zeroizing;

const CONNECT: Duration = Duration::from_secs(5);
const SILENCE: Duration = Duration::from_secs(15);
const TOTAL: Duration = Duration::from_secs(30);
/// How long a file may take to come.
const DOWNLOAD: Duration = Duration::from_secs(600);
/// The largest page or case that is read, in bytes.
pub(crate) const LARGEST: usize = 16 * 1024 * 1024;
/// The largest error that is read, in bytes, whatever an answer may be.
const LARGEST_ERROR: usize = 1024 * 1024;

/// The longest wait a service is understood to ask for: what is beyond is a mistake. What is made of a long one is decided by
/// whoever would send again.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);

/// An answer before it is looked into.
pub(crate) struct RawAnswer {
    pub(crate) status: u16,
    pub(crate) date: Option<Timestamp>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Zeroizing<Vec<u8>>,
}

/// A client without a key and without time limits but one on connecting. Of HTTP/1.1 only, whatever else is built in: there
/// a connection carries one request at a time, and none is handed back unbegun.
pub(crate) fn bare(secure: bool, loopback: bool) -> ClientBuilder {
    let builder = reqwest::Client::builder()
        .user_agent(concat!("prior-auth-desk/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .http1_only()
        .https_only(secure)
        .connect_timeout(CONNECT)
        .pool_max_idle_per_host(0);
    if loopback { builder.no_proxy() } else { builder }
}

/// A client for the service itself.
pub(crate) fn http(address: &Address, pooled: bool) -> Result<reqwest::Client, ApiError> {
    let builder = bare(address.is_secure(), address.is_loopback())
        .read_timeout(SILENCE)
        .timeout(TOTAL)
        .pool_max_idle_per_host(if pooled { 4 } else { 0 });
    builder.build().map_err(|_| ApiError::new(Operation::List, Failure::Unreachable))
}

pub(crate) fn bearer(key: &ApiKey) -> HeaderValue {
    let text = Zeroizing::new(format!("Bearer {}", key.expose()));
    // A key is printable ASCII by construction; anything else could not be one.
    let mut value = HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("Bearer"));
    value.set_sensitive(true);
    value
}

/// Sends the request once and reads its answer whole, unless it is longer than `limit` bytes; an error has a limit of its
/// own.
pub(crate) async fn exchange(
    http: &reqwest::Client,
    address: &Address,
    authorization: &HeaderValue,
    request: &FrozenRequest,
    limit: usize,
) -> Result<RawAnswer, ApiError> {
    let method = request.operation.method();
    let call = http.request(method, address.url(request)).headers(request.headers());
    let mut call = call.header(AUTHORIZATION, authorization.clone());
    if let Some(body) = &request.body {
        call = call.body(body.clone());
    }
    if request.operation == Operation::Download {
        call = call.timeout(DOWNLOAD);
    }
    // The library's error holds the address: only its kind is kept.
    let response = call.send().await.map_err(|error| ApiError::new(request.operation, kind(&error)))?;
    let raw = read(request.operation, response, limit).await?;
    if (200..300).contains(&raw.status) { Ok(raw) } else { Err(refusal(request.operation, &raw)) }
}

/// What a place that takes uploads answered. Nothing of a good answer is read.
pub(crate) async fn verdict(operation: Operation, response: Response) -> Result<(), ApiError> {
    if response.status().is_success() {
        return Ok(());
    }
    let raw = read(operation, response, LARGEST_ERROR).await?;
    Err(refusal(operation, &raw))
}

async fn read(operation: Operation, mut response: Response, limit: usize) -> Result<RawAnswer, ApiError> {
    let status = response.status().as_u16();
    let date = header(response.headers(), "date").and_then(|text| httpdate::parse_http_date(text).ok());
    let date = date.and_then(|date| date.duration_since(std::time::UNIX_EPOCH).ok());
    let date = date.and_then(|since| i64::try_from(since.as_millis()).ok()).map(Timestamp);
    let asked = response.headers().get_all("retry-after").iter().filter_map(|value| value.to_str().ok());
    let retry_after = asked.filter_map(|text| retry_after(text, date)).max();
    let content_type = header(response.headers(), "content-type").map(str::to_owned);
    let limit = if response.status().is_success() { limit } else { LARGEST_ERROR };
    let mut body = Zeroizing::new(Vec::new());
    let failed = |failure| ApiError { status: Some(status), date, retry_after, ..ApiError::new(operation, failure) };
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(failed(Failure::TooLarge));
    }
    while let Some(chunk) = response.chunk().await.map_err(|error| failed(kind(&error)))? {
        if body.len() + chunk.len() > limit {
            return Err(failed(Failure::TooLarge));
        }
        if body.capacity() - body.len() < chunk.len() {
            // Twice as much, but never more than may come: what is reserved is overwritten in the end, and so is taken.
            let room = body.len().max(chunk.len()).min(limit - body.len());
            body.reserve_exact(room);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(RawAnswer { status, date, retry_after, content_type, body })
}

fn refusal(operation: Operation, raw: &RawAnswer) -> ApiError {
    let error = ApiError::answered(operation, raw.status, &raw.body);
    ApiError { date: raw.date, retry_after: raw.retry_after, ..error }
}

impl RawAnswer {
    /// The bytes of the document, unless they are labelled as a page to look at: that is somebody else's, such as a
    /// network that wants a sign-in, whatever stands in it.
    pub(crate) fn document(&self, operation: Operation) -> Result<&[u8], ApiError> {
        let label = self.content_type.as_deref().unwrap_or_default();
        let kind = label.split(';').next().unwrap_or_default().trim();
        if kind.eq_ignore_ascii_case("text/html") {
            Err(self.failed(operation, Failure::NotJson))
        } else {
            Ok(&self.body)
        }
    }

    /// A failure of this answer.
    pub(crate) fn failed(&self, operation: Operation, failure: Failure) -> ApiError {
        ApiError { status: Some(self.status), date: self.date, ..ApiError::new(operation, failure) }
    }

    /// Something in this answer is not what was asked for.
    pub(crate) fn not_understood(&self, operation: Operation, failure: Failure, at: Missing) -> ApiError {
        ApiError { at: Some(at.0.into_boxed_str()), ..self.failed(operation, failure) }
    }
}

pub(crate) fn kind(error: &reqwest::Error) -> Failure {
    if error.is_connect() {
        Failure::Unreachable
    } else if error.is_timeout() {
        Failure::TimedOut
    } else {
        Failure::Broken
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// Seconds, or a date against the service's own clock, at most a day. What is neither asks for nothing.
fn retry_after(text: &str, date: Option<Timestamp>) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are more than the longest.
        return Some(text.parse().map_or(LONGEST_PAUSE, Duration::from_secs).min(LONGEST_PAUSE));
    }
    let until = httpdate::parse_http_date(text).ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    let millis = i64::try_from(until.as_millis()).ok()?.saturating_sub(date?.0);
    Some(Duration::from_millis(u64::try_from(millis).unwrap_or(0)).min(LONGEST_PAUSE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_seconds_or_a_date_by_the_services_clock() {
        let date = Some(Timestamp(784_111_777_000)); // Sun, 06 Nov 1994 08:49:37 GMT
        assert_eq!(retry_after("120", None), Some(Duration::from_secs(120)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:50:37 GMT", date), Some(Duration::from_secs(60)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:48:37 GMT", date), Some(Duration::ZERO));
        for text in ["-5", "soon", ""] {
            assert_eq!(retry_after(text, date), None, "{text}");
        }
    }

    #[test]
    fn what_is_asked_for_is_handed_on_whole_up_to_a_day() {
        let date = Some(Timestamp(784_111_777_000)); // Sun, 06 Nov 1994 08:49:37 GMT
        assert_eq!(retry_after("3600", None), Some(Duration::from_secs(3_600)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 10:49:37 GMT", date), Some(Duration::from_secs(7_200)));
        for nonsense in ["86401", "99999999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"] {
            assert_eq!(retry_after(nonsense, date), Some(Duration::from_secs(86_400)), "{nonsense}");
        }
    }
}
