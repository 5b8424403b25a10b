//! Sends a frozen request once and decodes its answer. Redirects are refused, nothing is retried, every answer has a
//! limit in time and size.

use crate::decode::{authorization::authorization, envelope, handoff, live_session::live_session};
use crate::{ApiError, Failure, FrozenRequest, InvalidJson, Operation, parse_json};
use model::{Authorization, AuthorizationId, Closure, Completeness, Handoff, HandoffId, Json, LiveSession, Timestamp};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, IF_MATCH};
use std::time::Duration;
use url::Url;
use vault::ApiKey;
use zeroize::Zeroizing;

const CONNECT: Duration = Duration::from_secs(5);
const SILENCE: Duration = Duration::from_secs(15);
const TOTAL: Duration = Duration::from_secs(30);
/// The largest page or case that is read, in bytes.
const LARGEST: usize = 16 * 1024 * 1024;
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Where a service stands: scheme, host and port, without a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Url);

/// Why a text is no address of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressProblem {
    /// Not an address, or one with a path, query, user name or fragment.
    #[error("not an address such as https://api.example.com")]
    Malformed,
    /// Plain http anywhere but on this computer.
    #[error("only https, except on this computer")]
    NotSecure,
}

impl Address {
    /// Reads an address such as `https://api.sandbox.trycollate.ai`. Plain http is for loopback hosts only.
    ///
    /// # Errors
    /// [`AddressProblem`].
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        let url = Url::parse(text.trim_end_matches('/')).map_err(|_| AddressProblem::Malformed)?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let anonymous = url.username().is_empty() && url.password().is_none();
        if !bare || !anonymous || url.host_str().is_none() {
            return Err(AddressProblem::Malformed);
        }
        let address = Self(url);
        match address.0.scheme() {
            "https" => Ok(address),
            "http" if address.is_loopback() => Ok(address),
            _ => Err(AddressProblem::NotSecure),
        }
    }

    /// Whether it is on this computer.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            Some(url::Host::Domain(name)) => name == "localhost",
            None => false,
        }
    }

    /// Whether it is https.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The host, in brackets when it is an IPv6 address.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// The port, also when it is the scheme's own.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or_default()
    }

    /// The address without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    pub(crate) fn url(&self, request: &FrozenRequest) -> Url {
        let mut url = self.0.clone();
        url.set_path(&request.path);
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        url
    }
}

/// A decoded answer, and what came with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// The answer itself.
    pub value: T,
    /// The HTTP status: some 2xx.
    pub status: u16,
    /// The service's clock.
    pub date: Option<Timestamp>,
}

/// One page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The rows that could be read.
    pub rows: Vec<Authorization>,
    /// How many rows could not: they have no id, version or status.
    pub unreadable: usize,
    /// Where the next page starts.
    pub next: Option<String>,
}

/// What a command did, by the service's own word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// The case as it is now.
    Authorization(Box<Authorization>),
    /// The handoff as it is now.
    Handoff(Handoff),
    /// The handoff is closed.
    Closed(Closure),
}

/// Speaks with one service under one key.
pub struct Client {
    http: reqwest::Client,
    address: Address,
    authorization: HeaderValue,
}

impl Client {
    /// A client for that service and key.
    ///
    /// # Errors
    /// [`Failure::Unreachable`] when the computer's TLS set-up cannot be read.
    pub fn new(address: Address, key: &ApiKey) -> Result<Self, ApiError> {
        let http = http(&address, true)?;
        Ok(Self { http, address, authorization: bearer(key) })
    }

    /// One page of the list.
    ///
    /// # Errors
    /// As every operation: [`ApiError`] says what is known.
    pub async fn list(&self, request: &FrozenRequest) -> Result<Answer<Page>, ApiError> {
        let answer = self.fetch(request).await?;
        let (rows, next) =
            envelope::page(&answer.value).ok_or_else(|| not_understood(request, &answer, Failure::NotUnderstood))?;
        let read: Vec<_> = rows.iter().filter_map(authorization).collect();
        let page = Page { unreadable: rows.len() - read.len(), rows: read, next };
        Ok(Answer { value: page, status: answer.status, date: answer.date })
    }

    /// One authorization.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::OtherResource`] when another one came.
    pub async fn read(&self, request: &FrozenRequest) -> Result<Answer<Authorization>, ApiError> {
        let answer = self.fetch(request).await?;
        decoded(request, answer, |body| case_of(request, body))
    }

    /// One handoff.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::OtherResource`] when another one came.
    pub async fn read_handoff(&self, request: &FrozenRequest) -> Result<Answer<Handoff>, ApiError> {
        let answer = self.fetch(request).await?;
        decoded(request, answer, |body| handoff_of(request, body))
    }

    /// The live session of an authorization.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::OtherResource`] when it is another one's.
    pub async fn read_live_session(&self, request: &FrozenRequest) -> Result<Answer<LiveSession>, ApiError> {
        let answer = self.fetch(request).await?;
        decoded(request, answer, |body| {
            let session = live_session(body).ok_or(Failure::NotUnderstood)?;
            same(request.authorization.as_ref(), Some(&session.authorization))?;
            Ok(session)
        })
    }

    /// Sends a command, once.
    ///
    /// # Errors
    /// [`ApiError`], whose `may_have_run` decides what may be said.
    pub async fn send(&self, request: &FrozenRequest) -> Result<Answer<Effect>, ApiError> {
        let answer = self.fetch(request).await?;
        decoded(request, answer, |body| match request.operation {
            Operation::CreateHandoff => handoff_of(request, body).map(Effect::Handoff),
            Operation::CompleteHandoff | Operation::UnableToComplete | Operation::RevokeHandoff => {
                let closure = handoff::closure(body).ok_or(Failure::NotUnderstood)?;
                same(request.authorization.as_ref(), Some(&closure.authorization))?;
                same(request.handoff.as_ref(), Some(&closure.handoff))?;
                Ok(Effect::Closed(closure))
            }
            _ => case_of(request, body).map(|case| Effect::Authorization(Box::new(case))),
        })
    }

    async fn fetch(&self, request: &FrozenRequest) -> Result<Answer<Json>, ApiError> {
        let raw = exchange(&self.http, &self.address, &self.authorization, request).await?;
        understood(request, &raw)
    }
}

/// An answer before it is looked into.
pub(crate) struct RawAnswer {
    pub(crate) status: u16,
    pub(crate) date: Option<Timestamp>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) body: Zeroizing<Vec<u8>>,
}

pub(crate) fn http(address: &Address, pooled: bool) -> Result<reqwest::Client, ApiError> {
    let builder = reqwest::Client::builder()
        .user_agent(concat!("prior-auth-desk/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .https_only(address.is_secure())
        .connect_timeout(CONNECT)
        .read_timeout(SILENCE)
        .timeout(TOTAL)
        .pool_max_idle_per_host(if pooled { 4 } else { 0 });
    let builder = if address.is_loopback() { builder.no_proxy() } else { builder };
    builder.build().map_err(|_| ApiError::new(Operation::List, Failure::Unreachable))
}

pub(crate) fn bearer(key: &ApiKey) -> HeaderValue {
    let text = Zeroizing::new(format!("Bearer {}", key.expose()));
    // A key is printable ASCII by construction; anything else could not be one.
    let mut value = HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("Bearer"));
    value.set_sensitive(true);
    value
}

fn headers(authorization: &HeaderValue, request: &FrozenRequest) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, authorization.clone());
    if let Some(version) = request.if_match {
        // A quoted entity tag (reference, section 1.2); digits and quotes are always a header value.
        let tag = HeaderValue::from_str(&format!("\"{version}\""));
        headers.extend(tag.ok().map(|tag| (IF_MATCH, tag)));
    }
    let key = request.key.as_ref().and_then(|key| HeaderValue::from_str(key.as_str()).ok());
    headers.extend(key.map(|key| (IDEMPOTENCY_KEY, key)));
    if request.body.is_some() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    headers
}

/// Sends the request once and reads its answer whole, within the limits.
pub(crate) async fn exchange(
    http: &reqwest::Client,
    address: &Address,
    authorization: &HeaderValue,
    request: &FrozenRequest,
) -> Result<RawAnswer, ApiError> {
    let method = match request.operation {
        Operation::List | Operation::Read | Operation::ReadLiveSession | Operation::ReadHandoff => reqwest::Method::GET,
        _ => reqwest::Method::POST,
    };
    let mut call = http.request(method, address.url(request)).headers(headers(authorization, request));
    if let Some(body) = &request.body {
        call = call.body(body.clone());
    }
    let failed = |failure| ApiError::new(request.operation, failure);
    // The library's error holds the address: only its kind is kept.
    let mut response = call.send().await.map_err(|error| failed(kind(&error)))?;
    let status = response.status().as_u16();
    let date = header(response.headers(), "date").and_then(|text| httpdate::parse_http_date(text).ok());
    let date = date.and_then(|date| date.duration_since(std::time::UNIX_EPOCH).ok());
    let date = date.and_then(|since| i64::try_from(since.as_millis()).ok()).map(Timestamp);
    let retry_after = header(response.headers(), "retry-after").and_then(|text| retry_after(text, date));
    let mut body = Zeroizing::new(Vec::new());
    let at_status = |failure| ApiError { status: Some(status), date, retry_after, ..failed(failure) };
    while let Some(chunk) = response.chunk().await.map_err(|error| at_status(kind(&error)))? {
        if body.len() + chunk.len() > LARGEST {
            return Err(at_status(Failure::TooLarge));
        }
        body.extend_from_slice(&chunk);
    }
    let raw = RawAnswer { status, date, retry_after, body };
    if (200..300).contains(&status) { Ok(raw) } else { Err(refusal(request, &raw)) }
}

fn refusal(request: &FrozenRequest, raw: &RawAnswer) -> ApiError {
    let failure = if (300..400).contains(&raw.status) { Failure::Redirected } else { Failure::Refused };
    let said = parse_json(&raw.body).map(|body| envelope::envelope(&body)).unwrap_or_default();
    ApiError {
        status: Some(raw.status),
        said: Box::new(said),
        retry_after: raw.retry_after,
        date: raw.date,
        ..ApiError::new(request.operation, failure)
    }
}

fn understood(request: &FrozenRequest, raw: &RawAnswer) -> Result<Answer<Json>, ApiError> {
    match parse_json(&raw.body) {
        Ok(value) => Ok(Answer { value, status: raw.status, date: raw.date }),
        Err(InvalidJson) => Err(ApiError {
            status: Some(raw.status),
            date: raw.date,
            ..ApiError::new(request.operation, Failure::NotJson)
        }),
    }
}

fn decoded<T>(
    request: &FrozenRequest,
    answer: Answer<Json>,
    decode: impl FnOnce(&Json) -> Result<T, Failure>,
) -> Result<Answer<T>, ApiError> {
    match decode(&answer.value) {
        Ok(value) => Ok(Answer { value, status: answer.status, date: answer.date }),
        Err(failure) => Err(not_understood(request, &answer, failure)),
    }
}

fn not_understood(request: &FrozenRequest, answer: &Answer<Json>, failure: Failure) -> ApiError {
    ApiError { status: Some(answer.status), date: answer.date, ..ApiError::new(request.operation, failure) }
}

fn case_of(request: &FrozenRequest, body: &Json) -> Result<Authorization, Failure> {
    let case = authorization(body).ok_or(Failure::NotUnderstood)?;
    same::<AuthorizationId>(request.authorization.as_ref(), Some(&case.id))?;
    Ok(Authorization { completeness: Completeness::Full, ..case })
}

fn handoff_of(request: &FrozenRequest, body: &Json) -> Result<Handoff, Failure> {
    let handoff = handoff::handoff(body).ok_or(Failure::NotUnderstood)?;
    same(request.authorization.as_ref(), Some(&handoff.authorization))?;
    same::<HandoffId>(request.handoff.as_ref(), request.handoff.as_ref().and(Some(&handoff.id)))?;
    Ok(handoff)
}

/// Another case's data must never be shown as this one's.
fn same<T: PartialEq>(asked: Option<&T>, came: Option<&T>) -> Result<(), Failure> {
    if asked == came { Ok(()) } else { Err(Failure::OtherResource) }
}

fn kind(error: &reqwest::Error) -> Failure {
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

/// Seconds, or a date against the service's own clock. What is neither asks for nothing.
fn retry_after(text: &str, date: Option<Timestamp>) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(text).ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    let millis = i64::try_from(until.as_millis()).ok()?.saturating_sub(date?.0);
    Some(Duration::from_millis(u64::try_from(millis).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_or_this_computer_and_nothing_more() {
        let read = |text| Address::parse(text).map(|address| address.as_str().to_owned());
        assert_eq!(read("https://api.trycollate.ai/").as_deref(), Ok("https://api.trycollate.ai"));
        assert_eq!(read("http://127.0.0.1:4321").as_deref(), Ok("http://127.0.0.1:4321"));
        assert_eq!(read("http://localhost:4321").as_deref(), Ok("http://localhost:4321"));
        assert_eq!(read("http://api.trycollate.ai"), Err(AddressProblem::NotSecure));
        assert_eq!(read("http://10.1.2.3:80"), Err(AddressProblem::NotSecure));
        for text in ["api.trycollate.ai", "https://u@h.example", "https://h.example/v1", "https://h.example/?x", ""] {
            assert_eq!(read(text), Err(AddressProblem::Malformed), "{text}");
        }
    }

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
}
