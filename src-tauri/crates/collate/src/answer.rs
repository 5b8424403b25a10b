//! What an operation answers, decoded; and decoding by itself, for what measures and checks it.

use crate::decode::authorization::authorization;
use crate::decode::fields::{Decoded, Missing, open, whole};
use crate::decode::json::{Raw, parse};
use crate::decode::{catalog, envelope, file, handoff, live_session};
use crate::mint::grant_of;
use crate::{Contract, Oddity, Operation};
use model::{Authorization, Closure, Completeness, ContentType, Handoff, PayerEntry, Timestamp};

/// A decoded answer, and what came with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// The answer itself.
    pub value: T,
    /// The HTTP status: some 2xx.
    pub status: u16,
    /// The service's clock.
    pub date: Option<Timestamp>,
    /// What was in it that this version does not know.
    pub odd: Vec<Oddity>,
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

/// A file's bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Downloaded {
    /// Its kind by the answer's `Content-Type`, which proves nothing: see [`ContentType::sniff`]. `None` when there was
    /// none or it names no kind the service takes.
    pub kind: Option<ContentType>,
    /// The bytes, whole.
    pub bytes: Vec<u8>,
}

/// Without the bytes: they are a person's papers.
impl std::fmt::Debug for Downloaded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Downloaded").field("kind", &self.kind).field("size", &self.bytes.len()).finish()
    }
}

/// A document that is not what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not understood at {at}")]
pub struct NotUnderstood {
    at: String,
}

impl NotUnderstood {
    /// What of it was not understood, such as `authorization.version`, or from which byte on it is no JSON. Made of names
    /// of the reference and of numbers only.
    #[must_use]
    pub fn at(&self) -> &str {
        &self.at
    }
}

impl From<Missing> for NotUnderstood {
    fn from(Missing(at): Missing) -> Self {
        Self { at }
    }
}

/// Decodes the body of an authorization as the contract writes it (reference, sections 3.1 and 3.2), without sending
/// anything: what [`crate::Client::read`] does with an answer.
///
/// # Errors
/// [`NotUnderstood`] when it is no JSON, or without an id, a version or a status.
pub fn decode_authorization(body: &[u8], contract: Contract) -> Result<(Authorization, Vec<Oddity>), NotUnderstood> {
    let body = parse(body).map_err(Missing::from)?;
    let (case, odd) = whole(body, "authorization", contract, authorization);
    Ok((case?, odd))
}

/// Decodes the body of a page of the list (reference, section 1.3), without sending anything: what [`crate::Client::list`]
/// does with an answer. A row that cannot be read damages no other.
///
/// # Errors
/// [`NotUnderstood`] when it is no JSON or no page.
pub fn decode_page(body: &[u8], contract: Contract) -> Result<(Page, Vec<Oddity>), NotUnderstood> {
    let (page, odd) = page_of(parse(body).map_err(Missing::from)?, contract);
    Ok((page?, odd))
}

pub(crate) fn page_of(body: Raw<'_>, contract: Contract) -> Decoded<Page> {
    let (read, odd) = open("page", contract, |notes| envelope::page(body, notes, "authorization", authorization));
    (read.map(|page| Page { rows: page.rows, unreadable: page.unreadable, next: page.next }), odd)
}

/// Decodes the body of an answer to an operation and says only what was odd about it, without sending anything: for what
/// checks documents against this reading of the API, one by one or by the million. Of a file's bytes there is nothing to
/// decode, and of a link nothing is said.
///
/// # Errors
/// [`NotUnderstood`] as the operation itself would answer, but for an answer about something else than asked.
pub fn check_answer(operation: Operation, body: &[u8], contract: Contract) -> Result<Vec<Oddity>, NotUnderstood> {
    use Operation as O;
    let body = parse(body).map_err(Missing::from)?;
    let (checked, odd) = match operation {
        O::List => forget(page_of(body, contract)),
        O::Read | O::Create | O::PatchAnswers | O::Attach | O::RemoveAttachment | O::Confirm | O::Cancel => {
            forget(whole(body, "authorization", contract, authorization))
        }
        O::ReadLiveSession => forget(whole(body, "liveSession", contract, live_session::live_session)),
        O::ReadHandoff | O::CreateHandoff => forget(whole(body, "handoff", contract, handoff::handoff)),
        O::CompleteHandoff | O::UnableToComplete | O::RevokeHandoff => {
            forget(whole(body, "closure", contract, handoff::closure))
        }
        O::CreateFile => forget(whole(body, "createdFile", contract, |fields| file::created_file(fields, true))),
        O::CompleteFile | O::ReadFile => forget(whole(body, "file", contract, file::stored_file)),
        O::ListRoutes => forget(whole(body, "routes", contract, catalog::routes)),
        O::ResolveRoute => forget(whole(body, "route", contract, |fields| catalog::resolved_route(fields, ""))),
        O::ListPayers => forget(payers_of(body, contract)),
        O::ReadProvider => forget(whole(body, "provider", contract, catalog::provider)),
        O::MintGrant | O::MintWatch => (grant_of(body.into_json(), None).map(|_| ()), Vec::new()),
        O::Upload | O::Download | O::Probe => (Ok(()), Vec::new()),
    };
    checked?;
    Ok(odd)
}

fn forget<T>((read, odd): Decoded<T>) -> Decoded<()> {
    (read.map(|_| ()), odd)
}

/// The payers of a page, and where the next page starts.
pub(crate) type Payers = (Vec<PayerEntry>, Option<String>);

pub(crate) fn payers_of(body: Raw<'_>, contract: Contract) -> Decoded<Payers> {
    let (read, odd) = open("page", contract, |notes| envelope::page(body, notes, "payer", catalog::payer_entry));
    (read.map(|page| (page.rows, page.next)), odd)
}

/// A case that was asked for by itself is whole, whatever it leaves out.
pub(crate) fn full(case: Authorization) -> Authorization {
    Authorization { completeness: Completeness::Full, ..case }
}
