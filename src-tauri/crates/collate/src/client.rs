//! Sends a frozen request once and decodes its answer. Redirects are refused, nothing is retried, every answer has a
//! limit in time and size.

use crate::answer::{full, page_of, payers_of};
use crate::decode::authorization::authorization;
use crate::decode::fields::{Decoded, Missing, whole};
use crate::decode::json::{Raw, parse};
use crate::decode::{catalog, file, handoff, live_session::live_session};
use crate::transport::{LARGEST, RawAnswer, bearer, exchange, http};
use crate::{Address, Answer, ApiError, Downloaded, Effect, Failure, FrozenRequest, Operation, Page, UploadTarget};
use model::{
    Authorization, Closure, ContentType, Handoff, Json, LiveSession, PayerEntry, Provider, RouteOption, StoredFile,
};
use reqwest::header::HeaderValue;
use vault::ApiKey;

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
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?;
        answer(request, &raw, page_of(body, request.contract), |_| None)
    }

    /// One authorization.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::OtherResource`] when another one came.
    pub async fn read(&self, request: &FrozenRequest) -> Result<Answer<Authorization>, ApiError> {
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?;
        case_of(request, &raw, body)
    }

    /// One handoff.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::OtherResource`] when another one came.
    pub async fn read_handoff(&self, request: &FrozenRequest) -> Result<Answer<Handoff>, ApiError> {
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?;
        handoff_of(request, &raw, body)
    }

    /// The live session of an authorization.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::OtherResource`] when it is another one's.
    pub async fn read_live_session(&self, request: &FrozenRequest) -> Result<Answer<LiveSession>, ApiError> {
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?;
        let read = whole(body, "liveSession", request.contract, live_session);
        answer(request, &raw, read, |session| {
            other(request.about.authorization.as_ref(), &session.authorization, "liveSession.priorAuthorizationId")
        })
    }

    /// Sends a command, once. Making a case takes whichever id comes; every other command must answer about the case and
    /// the handoff it was sent for.
    ///
    /// # Errors
    /// [`ApiError`], whose `may_have_run` decides what may be said.
    pub async fn send(&self, request: &FrozenRequest) -> Result<Answer<Effect>, ApiError> {
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?;
        Ok(match request.operation {
            Operation::CreateHandoff => handoff_of(request, &raw, body)?.map(Effect::Handoff),
            Operation::CompleteHandoff | Operation::UnableToComplete | Operation::RevokeHandoff => {
                closure_of(request, &raw, body)?.map(Effect::Closed)
            }
            _ => case_of(request, &raw, body)?.map(|case| Effect::Authorization(Box::new(case))),
        })
    }

    /// Announces a file: the file, and where its bytes go.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::NotUnderstood`] at `createdFile.upload…` when the bytes would go to a place that is
    /// neither https nor, on a connection to this computer, this computer; or in another way than by one `PUT`; or with
    /// headers that speak for somebody.
    pub async fn create_file(&self, request: &FrozenRequest) -> Result<Answer<(StoredFile, UploadTarget)>, ApiError> {
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?;
        let loopback = self.address.is_loopback();
        let read = whole(body, "createdFile", request.contract, |fields| file::created_file(fields, loopback));
        answer(request, &raw, read, |_| None)
    }

    /// A file, read or completed.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::OtherResource`] when another one came.
    pub async fn file(&self, request: &FrozenRequest) -> Result<Answer<StoredFile>, ApiError> {
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?;
        let read = whole(body, "file", request.contract, file::stored_file);
        answer(request, &raw, read, |file| other(request.about.file.as_ref(), &file.id, "file.id"))
    }

    /// A file's bytes, at most `limit` of them.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::TooLarge`] when there are more.
    pub async fn download(&self, request: &FrozenRequest, limit: usize) -> Result<Answer<Downloaded>, ApiError> {
        let mut raw = exchange(&self.http, &self.address, &self.authorization, request, limit).await?;
        let kind = raw.content_type.as_deref().and_then(ContentType::parse);
        let value = Downloaded { kind, bytes: std::mem::take(&mut *raw.body) };
        Ok(Answer { value, status: raw.status, date: raw.date, odd: Vec::new() })
    }

    /// The ways to a payer that a provider has.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::OtherResource`] when they are another provider's.
    pub async fn routes(&self, request: &FrozenRequest) -> Result<Answer<Vec<RouteOption>>, ApiError> {
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?;
        let read = whole(body, "routes", request.contract, catalog::routes);
        let answer = answer(request, &raw, read, |(npi, _)| {
            npi.as_ref().and_then(|npi| other(request.about.provider.as_ref(), npi, "routes.providerNpi"))
        });
        Ok(answer?.map(|(_, options)| options))
    }

    /// The way for one request. The payer is the one asked for where the answer names none.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn route(&self, request: &FrozenRequest) -> Result<Answer<RouteOption>, ApiError> {
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?;
        let asked = request.about.payer.as_deref().unwrap_or_default();
        let read = whole(body, "route", request.contract, |fields| catalog::resolved_route(fields, asked));
        answer(request, &raw, read, |_| None)
    }

    /// One page of the payers, and where the next one starts.
    ///
    /// # Errors
    /// [`ApiError`].
    pub async fn payers(&self, request: &FrozenRequest) -> Result<Answer<(Vec<PayerEntry>, Option<String>)>, ApiError> {
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?;
        answer(request, &raw, payers_of(body, request.contract), |_| None)
    }

    /// One provider.
    ///
    /// # Errors
    /// [`ApiError`]; [`Failure::OtherResource`] when another one came.
    pub async fn provider(&self, request: &FrozenRequest) -> Result<Answer<Provider>, ApiError> {
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?;
        let read = whole(body, "provider", request.contract, catalog::provider);
        answer(request, &raw, read, |read| other(request.about.provider.as_ref(), &read.npi, "provider.npi"))
    }

    /// Whether a read is answered, and with what document. For telling contracts apart.
    pub(crate) async fn look(&self, request: &FrozenRequest) -> Result<(RawAnswer, Json), ApiError> {
        let raw = self.fetch(request).await?;
        let body = document(request, &raw)?.into_json();
        Ok((raw, body))
    }

    async fn fetch(&self, request: &FrozenRequest) -> Result<RawAnswer, ApiError> {
        exchange(&self.http, &self.address, &self.authorization, request, LARGEST).await
    }
}

/// The answer's document, which borrows from it.
fn document<'a>(request: &FrozenRequest, raw: &'a RawAnswer) -> Result<Raw<'a>, ApiError> {
    let bytes = raw.document(request.operation)?;
    parse(bytes).map_err(|invalid| raw.not_understood(request.operation, Failure::NotJson, invalid.into()))
}

impl<T> Answer<T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        Answer { value: change(self.value), status: self.status, date: self.date, odd: self.odd }
    }
}

/// What was read, unless it is about something else than asked: another case's data must never be shown as this one's.
fn answer<T>(
    request: &FrozenRequest,
    raw: &RawAnswer,
    (read, odd): Decoded<T>,
    other: impl FnOnce(&T) -> Option<Missing>,
) -> Result<Answer<T>, ApiError> {
    let failed = |failure, at| raw.not_understood(request.operation, failure, at);
    let value = read.map_err(|missing| failed(Failure::NotUnderstood, missing))?;
    match other(&value) {
        Some(at) => Err(failed(Failure::OtherResource, at)),
        None => Ok(Answer { value, status: raw.status, date: raw.date, odd }),
    }
}

fn other<T: PartialEq>(asked: Option<&T>, came: &T, at: &str) -> Option<Missing> {
    asked.filter(|asked| *asked != came).map(|_| Missing(at.to_owned()))
}

fn case_of(request: &FrozenRequest, raw: &RawAnswer, body: Raw<'_>) -> Result<Answer<Authorization>, ApiError> {
    let read = whole(body, "authorization", request.contract, authorization);
    let answer =
        answer(request, raw, read, |case| other(request.about.authorization.as_ref(), &case.id, "authorization.id"));
    Ok(answer?.map(full))
}

fn handoff_of(request: &FrozenRequest, raw: &RawAnswer, body: Raw<'_>) -> Result<Answer<Handoff>, ApiError> {
    let read = whole(body, "handoff", request.contract, handoff::handoff);
    answer(request, raw, read, |handoff| {
        other(request.about.authorization.as_ref(), &handoff.authorization, "handoff.priorAuthorizationId")
            .or_else(|| other(request.about.handoff.as_ref(), &handoff.id, "handoff.id"))
    })
}

fn closure_of(request: &FrozenRequest, raw: &RawAnswer, body: Raw<'_>) -> Result<Answer<Closure>, ApiError> {
    let read = whole(body, "closure", request.contract, handoff::closure);
    answer(request, raw, read, |closure| {
        other(request.about.authorization.as_ref(), &closure.authorization, "closure.authorization.id")
            .or_else(|| other(request.about.handoff.as_ref(), &closure.handoff, "closure.manualHandoffId"))
    })
}
