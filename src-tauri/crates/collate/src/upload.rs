//! Sends a file's bytes to where the service keeps them. That place is not the service: it gets no API key, and what
//! makes it take the bytes (its address and its headers) is a secret of its own, held in memory for the one transfer.

use crate::address::is_loopback;
use crate::mint::overwrite;
use crate::transport::{self, kind};
use crate::{ApiError, Failure, Operation};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use model::Json;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use std::convert::Infallible;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use url::Url;
use zeroize::Zeroizing;

/// The longest address that is looked at, in bytes.
const LONGEST: usize = 8192;
/// How many headers a place may ask for.
const MOST: usize = 32;
/// How much is handed over at a time, in bytes.
const PIECE: usize = 64 * 1024;
/// How often it is looked whether anything moved.
const LOOK: Duration = Duration::from_secs(5);
/// How many looks in a row may find that nothing moved: a minute.
const PATIENCE: u32 = 12;
/// Headers that would speak for us, or change how the bytes travel.
const REFUSED: [&str; 13] = [
    "authorization",
    "connection",
    "content-length",
    "cookie",
    "expect",
    "host",
    "keep-alive",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Headers whose values are secrets.
type Headers = Vec<(HeaderName, Zeroizing<Vec<u8>>)>;

/// Where the bytes of one new file go, once (reference, section 2.2). Whoever holds it can write that file: it has no
/// `Debug` and is overwritten when dropped. What the HTTP library copies of it for the transfer is not.
#[derive(Clone)]
pub struct UploadTarget {
    url: Zeroizing<String>,
    headers: Headers,
}

/// A place as the service names it, not looked at yet.
pub(crate) struct Draft {
    pub(crate) url: String,
    pub(crate) strategy: Option<Json>,
    pub(crate) method: Option<Json>,
    pub(crate) headers: Option<Json>,
}

/// Which member of a place was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused(&'static str);

impl Refused {
    pub(crate) fn member(self) -> &'static str {
        self.0
    }
}

impl Draft {
    /// Looks at the place. `loopback`: whether the connection itself is to this computer; only then plain http to this
    /// computer is taken.
    pub(crate) fn check(self, loopback: bool) -> Result<UploadTarget, Refused> {
        let url = Zeroizing::new(self.url);
        let headers = headers(self.headers);
        only("strategy", self.strategy, "single_put")?;
        only("method", self.method, "PUT")?;
        let headers = headers?;
        let place = Url::parse(&url).map_err(|_| Refused("url"))?;
        let secure = place.scheme() == "https" || (place.scheme() == "http" && loopback && is_loopback(&place));
        let plain = place.username().is_empty() && place.password().is_none() && place.fragment().is_none();
        let named = place.host_str().is_some_and(|host| !host.is_empty());
        // The parsed copy holds the same secret: take its text back so that it is overwritten too.
        drop(Zeroizing::new(String::from(place)));
        let sized = url.len() <= LONGEST && url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
        if secure && plain && named && sized { Ok(UploadTarget { url, headers }) } else { Err(Refused("url")) }
    }
}

/// What is absent is what was documented.
fn only(member: &'static str, value: Option<Json>, documented: &str) -> Result<(), Refused> {
    match value {
        None => Ok(()),
        Some(Json::Text(text)) if text == documented => Ok(()),
        Some(_) => Err(Refused(member)),
    }
}

fn headers(value: Option<Json>) -> Result<Headers, Refused> {
    let members = match value {
        None => Vec::new(),
        Some(Json::Object(members)) => members,
        Some(_) => return Err(Refused("headers")),
    };
    // All of them first, so that none is left as it came when another is refused.
    let came: Vec<_> = members.into_iter().map(|(name, value)| (name, secret(value))).collect();
    let mut taken = Headers::new();
    for (name, value) in came {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| Refused("headers"))?;
        let value = value.filter(|value| HeaderValue::from_bytes(value).is_ok()).ok_or(Refused("headers"))?;
        let known = REFUSED.contains(&name.as_str()) || taken.iter().any(|(other, _)| *other == name);
        if known || taken.len() == MOST {
            return Err(Refused("headers"));
        }
        taken.push((name, value));
    }
    Ok(taken)
}

fn secret(value: Json) -> Option<Zeroizing<Vec<u8>>> {
    match value {
        Json::Text(text) => Some(Zeroizing::new(text.into_bytes())),
        mut other => {
            overwrite(&mut other);
            None
        }
    }
}

impl UploadTarget {
    fn headers(&self) -> HeaderMap {
        let value = |value: &Zeroizing<Vec<u8>>| {
            let mut value = HeaderValue::from_bytes(value).ok()?;
            value.set_sensitive(true);
            Some(value)
        };
        self.headers.iter().filter_map(|(name, text)| Some((name.clone(), value(text)?))).collect()
    }
}

/// Puts the bytes there, once, in pieces of 64 KiB. `progress` is told how many bytes were handed over so far; the last of
/// them may still be on their way. Dropping the future stops it. Nothing limits how long it takes while bytes move; a
/// minute of standstill ends it.
///
/// # Errors
/// [`ApiError`] of [`Operation::Upload`]. Whatever it is, reading the file tells whether the bytes came.
pub async fn upload(
    target: &UploadTarget,
    bytes: impl Into<Bytes>,
    progress: impl Fn(u64) + Send + Sync + 'static,
) -> Result<(), ApiError> {
    let failed = |failure| ApiError::new(Operation::Upload, failure);
    let place = Url::parse(&target.url).map_err(|_| failed(Failure::Unreachable))?;
    let http = transport::bare(place.scheme() == "https", is_loopback(&place)).build();
    let http = http.map_err(|_| failed(Failure::Unreachable))?;
    let moved = Arc::new(AtomicU64::new(0));
    let body = Pieces { rest: bytes.into(), moved: Arc::clone(&moved), progress: Box::new(progress) };
    let call = http.put(place).headers(target.headers()).body(reqwest::Body::wrap(body));
    let exchange = async {
        let response = call.send().await.map_err(|error| failed(kind(&error)))?;
        transport::verdict(Operation::Upload, response).await
    };
    while_moving(exchange, &moved).await.unwrap_or_else(|| Err(failed(Failure::TimedOut)))
}

/// Waits for `work` as long as the number of bytes grows. `None` when it stood still for too long.
async fn while_moving<T>(work: impl Future<Output = T>, moved: &AtomicU64) -> Option<T> {
    let mut work = pin!(work);
    let (mut seen, mut still) = (moved.load(Ordering::Relaxed), 0);
    while still < PATIENCE {
        if let Ok(done) = tokio::time::timeout(LOOK, &mut work).await {
            return Some(done);
        }
        let now = moved.load(Ordering::Relaxed);
        still = if now == seen { still + 1 } else { 0 };
        seen = now;
    }
    None
}

/// The bytes, piece by piece.
struct Pieces {
    rest: Bytes,
    moved: Arc<AtomicU64>,
    progress: Box<dyn Fn(u64) + Send + Sync>,
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let this = self.get_mut();
        if this.rest.is_empty() {
            return Poll::Ready(None);
        }
        let piece = this.rest.split_to(this.rest.len().min(PIECE));
        let size = piece.len() as u64;
        let so_far = this.moved.fetch_add(size, Ordering::Relaxed) + size;
        (this.progress)(so_far);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    /// Exact, so that the length is told and the bytes are not sent in chunks.
    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn only_standing_still_for_a_minute_ends_an_upload() {
        let moved = AtomicU64::new(0);
        let slow = async {
            for _ in 0..20 {
                tokio::time::sleep(Duration::from_secs(40)).await;
                moved.fetch_add(1, Ordering::Relaxed);
            }
        };
        assert_eq!(while_moving(slow, &moved).await, Some(()));
        let stuck = tokio::time::sleep(Duration::from_secs(80));
        assert_eq!(while_moving(stuck, &moved).await, None);
    }
}
