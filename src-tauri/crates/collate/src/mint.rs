//! Makes an interactive link. Its answer holds a secret, so it has a client of its own that is used once and dropped:
//! nothing of the answer stays in a connection pool.

use crate::client::{bearer, exchange, http};
use crate::decode::json::parse_json;
use crate::{Address, ApiError, Failure, FrozenRequest};
use model::{GrantId, Json, Timestamp};
use reqwest::header::HeaderValue;
use vault::{ApiKey, RawLink};
use zeroize::Zeroize;

/// What the service answered: a link and how long it says it lives.
pub struct Minted {
    /// The grant's id: no secret.
    pub grant: GrantId,
    /// The link, not looked at yet.
    pub link: RawLink,
    /// When it ends, by the service's clock.
    pub expires_at: Option<Timestamp>,
    /// The service's clock when it answered.
    pub date: Option<Timestamp>,
}

/// A client for one link.
pub struct MintClient {
    http: reqwest::Client,
    address: Address,
    authorization: HeaderValue,
}

impl MintClient {
    /// Prepares a client ahead of time, so that opening the portal does not wait for its set-up.
    ///
    /// # Errors
    /// [`Failure::Unreachable`] when the computer's TLS set-up cannot be read.
    pub fn prepare(address: Address, key: &ApiKey) -> Result<Self, ApiError> {
        Ok(Self { http: http(&address, false)?, address, authorization: bearer(key) })
    }

    /// Asks for a link, and is gone.
    ///
    /// # Errors
    /// [`ApiError`]. A link that was made and lost on the way ends by itself; nobody asks for it again.
    pub async fn mint(self, request: &FrozenRequest) -> Result<Minted, ApiError> {
        let raw = exchange(&self.http, &self.address, &self.authorization, request).await?;
        let failed = || ApiError {
            status: Some(raw.status),
            date: raw.date,
            ..ApiError::new(request.operation, Failure::NotUnderstood)
        };
        let mut body = parse_json(&raw.body).map_err(|_| failed())?;
        let grant = body.text_of("id").and_then(|id| GrantId::new(id).ok());
        let expires_at = body.text_of("expiresAt").and_then(|text| text.parse::<jiff::Timestamp>().ok());
        let link = take_text(&mut body, "url");
        overwrite(&mut body);
        Ok(Minted {
            grant: grant.ok_or_else(failed)?,
            link: RawLink::new(link.ok_or_else(failed)?),
            expires_at: expires_at.map(|at| Timestamp(at.as_millisecond())),
            date: raw.date,
        })
    }
}

/// Moves a text out of the document, so that no second copy of it is made.
fn take_text(body: &mut Json, name: &str) -> Option<String> {
    let Json::Object(members) = body else { return None };
    members.iter_mut().find(|(key, _)| key == name).and_then(|(_, value)| match value {
        Json::Text(text) => Some(std::mem::take(text)),
        _ => None,
    })
}

/// A link could stand anywhere in an answer that is not what was expected.
fn overwrite(value: &mut Json) {
    match value {
        Json::Text(text) | Json::Number(text) => text.zeroize(),
        Json::List(elements) => elements.iter_mut().for_each(overwrite),
        Json::Object(members) => members.iter_mut().for_each(|(_, member)| overwrite(member)),
        Json::Null | Json::Bool(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_answer_is_left_but_the_moved_text() {
        let mut body = parse_json(br#"{"id":"rag_1","url":"https://x.example/secret","more":["secret"]}"#).unwrap();
        assert_eq!(take_text(&mut body, "url").as_deref(), Some("https://x.example/secret"));
        overwrite(&mut body);
        assert!(!body.canonical().contains("secret"));
    }
}
