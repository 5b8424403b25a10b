//! Makes a link to a live session. Its answer holds a secret, so it has a client of its own that is used once and dropped:
//! nothing of the answer stays in a connection pool.

use crate::decode::fields::Missing;
use crate::decode::json::parse_json;
use crate::request::About;
use crate::transport::{LARGEST, bearer, exchange, http};
use crate::{Address, ApiError, Failure, FrozenRequest, Operation};
use model::{AuthorizationId, GrantId, HandoffId, Json, Timestamp};
use reqwest::header::HeaderValue;
use vault::{ApiKey, RawLink, RawWatchLink};
use zeroize::{Zeroize as _, Zeroizing};

/// What the service answered: an interactive link and how long it says it lives.
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

/// What the service answered: a read-only link and how long it says it lives. Nothing that takes an interactive link takes
/// this one.
pub struct MintedWatch {
    /// The grant's id: no secret.
    pub grant: GrantId,
    /// The link, not looked at yet.
    pub link: RawWatchLink,
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

/// What both kinds of link have in common.
pub(crate) struct Grant {
    id: GrantId,
    link: Zeroizing<String>,
    expires_at: Option<Timestamp>,
    date: Option<Timestamp>,
}

impl MintClient {
    /// Prepares a client ahead of time, so that opening the portal does not wait for its set-up.
    ///
    /// # Errors
    /// [`Failure::Unreachable`] when the computer's TLS set-up cannot be read.
    pub fn prepare(address: Address, key: &ApiKey) -> Result<Self, ApiError> {
        Ok(Self { http: http(&address, false)?, address, authorization: bearer(key) })
    }

    /// Asks for an interactive link, and is gone.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::OtherResource`] when the answer names another case or handoff. A link that was made and lost
    /// on the way ends by itself; nobody asks for it again. A request for anything but an interactive link is not sent
    /// ([`Failure::Unreachable`]).
    pub async fn mint(self, request: &FrozenRequest) -> Result<Minted, ApiError> {
        let Grant { id, mut link, expires_at, date } = self.grant(request, Operation::MintGrant).await?;
        Ok(Minted { grant: id, link: RawLink::new(std::mem::take(&mut *link)), expires_at, date })
    }

    /// Asks for a read-only link, and is gone.
    ///
    /// # Errors
    /// As [`Self::mint`]: a request for anything but a read-only link is not sent.
    pub async fn mint_watch(self, request: &FrozenRequest) -> Result<MintedWatch, ApiError> {
        let Grant { id, mut link, expires_at, date } = self.grant(request, Operation::MintWatch).await?;
        Ok(MintedWatch { grant: id, link: RawWatchLink::new(std::mem::take(&mut *link)), expires_at, date })
    }

    async fn grant(self, request: &FrozenRequest, operation: Operation) -> Result<Grant, ApiError> {
        if request.operation != operation {
            return Err(ApiError::new(request.operation, Failure::Unreachable));
        }
        let raw = exchange(&self.http, &self.address, &self.authorization, request, LARGEST).await?;
        let body = parse_json(raw.document(operation)?);
        let mut body = body.map_err(|invalid| raw.not_understood(operation, Failure::NotJson, invalid.into()))?;
        if let Some(at) = stray(&body, &request.about) {
            overwrite(&mut body);
            return Err(raw.not_understood(operation, Failure::OtherResource, at));
        }
        grant_of(body, raw.date).map_err(|missing| raw.not_understood(operation, Failure::NotUnderstood, missing))
    }
}

/// Which member of a grant says that it is for another case or handoff than asked. No page shows a grant that names them, so
/// none is needed.
fn stray(body: &Json, about: &About) -> Option<Missing> {
    let case = about.authorization.as_ref().map(AuthorizationId::as_str);
    let handoff = about.handoff.as_ref().map(HandoffId::as_str);
    let differs = |asked: Option<&str>, name| asked.zip(body.text_of(name)).is_some_and(|(asked, came)| asked != came);
    let strays = [(case, "priorAuthorizationId"), (handoff, "manualHandoffId")];
    let found = strays.into_iter().find(|(asked, name)| differs(*asked, name));
    found.map(|(_, name)| Missing(format!("accessGrant.{name}")))
}

/// Reads a grant. Nothing of the document is left but what is taken.
pub(crate) fn grant_of(mut body: Json, date: Option<Timestamp>) -> Result<Grant, Missing> {
    let id = body.text_of("id").and_then(|id| GrantId::new(id).ok());
    let expires_at = body.text_of("expiresAt").and_then(|text| text.parse::<jiff::Timestamp>().ok());
    let link = take_text(&mut body, "url").map(Zeroizing::new);
    overwrite(&mut body);
    let missing = |name: &str| Missing(format!("accessGrant.{name}"));
    Ok(Grant {
        id: id.ok_or_else(|| missing("id"))?,
        link: link.ok_or_else(|| missing("url"))?,
        expires_at: expires_at.map(|at| Timestamp(at.as_millisecond())),
        date,
    })
}

/// Overwrites every text of a document that may hold a secret.
pub(crate) fn overwrite(value: &mut Json) {
    match value {
        Json::Text(text) | Json::Number(text) => text.zeroize(),
        Json::List(elements) => elements.iter_mut().for_each(overwrite),
        Json::Object(members) => members.iter_mut().for_each(|(_, member)| overwrite(member)),
        Json::Null | Json::Bool(_) => {}
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
