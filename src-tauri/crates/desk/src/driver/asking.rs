//! Asking the service: every request runs in a task of its own, is logged in one place, and comes back as an input.

use super::Outside;
use crate::owner::{
    CaseReading, CatalogAnswer, CatalogAsk, DocumentDone, DocumentEffect, Done, Effect, Epoch, MOST_PAGES, Writer,
};
use crate::ports::{Clock, MarkSink};
use collate::{Answer, ApiError, Client};
use engine::time::Now;
use model::{AuthorizationId, Handoff, HandoffId, PayerEntry, SessionOwner};
use std::sync::Arc;
use store::{Mint, RecordId, Refused};

impl Outside {
    pub(super) fn ask_service(&self, effect: Effect) {
        let (clock, marks, steps) = (self.clock.clone(), self.marks.clone(), self.steps.clone());
        match effect {
            Effect::ReadPage(epoch, client, request) => self.go(async move {
                let started = clock.now();
                let result = client.list(&request).await;
                log("list", &result, started, &*clock);
                Done::PageRead(epoch, result)
            }),
            Effect::ReadCase { epoch, client, id, contract, handoff, asked, read_for } => self.go(async move {
                let started = clock.now();
                let result = read_case(&client, contract, &id, handoff).await;
                log("read", &result, started, &*clock);
                Done::CaseRead { epoch, id, asked, result: result.map(Box::new), read_for }
            }),
            Effect::ReadSession { epoch, client, id, contract, reply } => self.go(async move {
                let started = clock.now();
                let result = client.read_live_session(&contract.read_live_session(&id)).await;
                log("read_live_session", &result, started, &*clock);
                Done::SessionRead { epoch, id, result, reply }
            }),
            Effect::Send { epoch, client, command, kind, request } => self.go(async move {
                let started = clock.now();
                steps(kind.word(), "leaving");
                let result = client.send(&request).await;
                steps(kind.word(), "answered");
                log(request.operation().name(), &result, started, &*clock);
                Done::Answered { epoch, command, result }
            }),
            Effect::Mint { epoch, client, case, handoff, asking, request, written } => self.go(async move {
                let record = match write_mint(written, &case, Some(&handoff), clock.now()).await {
                    Ok(record) => record,
                    Err(why) => return Done::MintNotWritten { epoch, case, handoff: Some(handoff), asking, why },
                };
                let started = clock.now();
                mark(&marks, "mint_sent", started);
                steps("mint", "leaving");
                let result = client.mint(&request).await;
                steps("mint", "answered");
                mark(&marks, "mint_answered", clock.now());
                log(request.operation().name(), &result, started, &*clock);
                settle_mint(record, result.is_ok(), clock.now());
                Done::Minted { epoch, case, handoff, asking, result }
            }),
            Effect::MintWatch { epoch, client, case, asking, request, written } => self.go(async move {
                let record = match write_mint(written, &case, None, clock.now()).await {
                    Ok(record) => record,
                    Err(why) => return Done::MintNotWritten { epoch, case, handoff: None, asking, why },
                };
                let started = clock.now();
                let result = client.mint_watch(&request).await;
                log(request.operation().name(), &result, started, &*clock);
                settle_mint(record, result.is_ok(), clock.now());
                Done::WatchMinted { epoch, case, asking, result }
            }),
            Effect::Create(epoch, client, request) => self.go(async move {
                let started = clock.now();
                steps("create", "leaving");
                let result = client.send(&request).await;
                steps("create", "answered");
                log(request.operation().name(), &result, started, &*clock);
                Done::Created(epoch, result)
            }),
            Effect::FindOut(client, reply) => self.go(async move {
                let probed = collate::find_out(&client).await;
                Done::FoundOut(probed, reply)
            }),
            // Everything else was carried out above.
            _ => {}
        }
    }

    pub(super) fn carry_document(&self, epoch: Epoch, case: AuthorizationId, effect: DocumentEffect) {
        let clock = self.clock.clone();
        let went = move |done| Done::Document { epoch, case, done };
        match effect {
            DocumentEffect::Choose { several, types, replaces } => {
                let choosing = self.files.choose(several);
                self.go(async move { went(DocumentDone::Chosen { paths: choosing.await, types, replaces }) });
            }
            DocumentEffect::Read { document, path, largest } => {
                let files = self.files.clone();
                self.go_blocking(move || went(DocumentDone::Read { document, result: files.read(&path, largest) }));
            }
            DocumentEffect::Create { document, client, request } => self.go(async move {
                let started = clock.now();
                let result = client.create_file(&request).await;
                log(request.operation().name(), &result, started, &*clock);
                went(DocumentDone::Created { document, result })
            }),
            DocumentEffect::Send { document, target, content, stopped } => {
                let (outside, of) = (self.clone(), went.clone());
                let progress = move |sent| outside.report(of.clone()(DocumentDone::Progress { document, sent }));
                let inputs = self.clone();
                tokio::spawn(async move {
                    let started = clock.now();
                    // Stopped by the operator: nobody waits for what comes of it.
                    let Some(result) = unless(stopped, collate::upload(&target, content, progress)).await else {
                        return;
                    };
                    log("upload", &result, started, &*clock);
                    inputs.report(went(DocumentDone::Sent { document, result }));
                });
            }
            DocumentEffect::Ask { document, client, request } => self.go(async move {
                let started = clock.now();
                let result = client.file(&request).await;
                log(request.operation().name(), &result, started, &*clock);
                went(DocumentDone::Told { document, result })
            }),
            DocumentEffect::Download { client, request, largest, reply } => self.go(async move {
                let started = clock.now();
                let largest = usize::try_from(largest).unwrap_or(usize::MAX);
                let result = client.download(&request, largest).await;
                log(request.operation().name(), &result, started, &*clock);
                went(DocumentDone::Downloaded { result, reply })
            }),
        }
    }

    pub(super) fn ask_catalog(&self, epoch: Epoch, client: Arc<Client>, ask: CatalogAsk) {
        let clock = self.clock.clone();
        self.go(async move {
            let started = clock.now();
            let came = match ask {
                CatalogAsk::Payers(contract, reply) => {
                    let (payers, last) = all_payers(&client, contract).await;
                    log("list_payers", &last, started, &*clock);
                    CatalogAnswer::Payers(payers, last, reply)
                }
                CatalogAsk::Provider(request, reply) => {
                    let result = client.provider(&request).await;
                    log(request.operation().name(), &result, started, &*clock);
                    CatalogAnswer::Provider(result, reply)
                }
                CatalogAsk::Routes(request, reply) => {
                    let result = client.routes(&request).await;
                    log(request.operation().name(), &result, started, &*clock);
                    CatalogAnswer::Routes(result, reply)
                }
                CatalogAsk::Route(request, reply) => {
                    let result = client.route(&request).await;
                    log(request.operation().name(), &result, started, &*clock);
                    CatalogAnswer::Route(result, reply)
                }
            };
            Done::Catalog(epoch, came)
        });
    }
}

/// Every page of payers, as far as they come; the last answer says whether that was all.
async fn all_payers(client: &Client, contract: collate::Contract) -> (Vec<PayerEntry>, Result<Answer<bool>, ApiError>) {
    let mut payers: Vec<PayerEntry> = Vec::new();
    let mut cursor: Option<String> = None;
    let mut pages = 0;
    let mut seen = Vec::new();
    loop {
        let page = client.payers(&contract.list_payers(cursor.as_deref())).await;
        let Answer { value: (rows, next), status, date, odd } = match page {
            Ok(answer) => answer,
            Err(error) => return (payers, Err(error)),
        };
        pages += 1;
        seen.extend(odd);
        // A payer that comes twice is one.
        for row in rows {
            if !payers.iter().any(|known| known.id == row.id) {
                payers.push(row);
            }
        }
        if next.is_none() || next == cursor || pages >= MOST_PAGES {
            return (payers, Ok(Answer { value: next.is_none(), status, date, odd: seen }));
        }
        cursor = next;
    }
}

/// Writes down that a link is asked for, of a handoff or for watching: that, and never the link.
async fn write_mint(
    written: Option<(Writer, String)>,
    case: &AuthorizationId,
    handoff: Option<&HandoffId>,
    now: Now,
) -> Result<Option<(Writer, RecordId)>, Refused> {
    let Some((writer, operator)) = written else { return Ok(None) };
    let id = RecordId::new(now.wall);
    let handoff = handoff.map(ToString::to_string);
    let mint = Mint { id: id.clone(), case: case.to_string(), handoff, operator, at: now.wall };
    let its = writer.clone();
    let recorded = tokio::task::spawn_blocking(move || its.record_mint(mint)).await;
    recorded.unwrap_or(Err(Refused::Failing))?;
    Ok(Some((writer, id)))
}

/// Notes whether a link came of it.
fn settle_mint(record: Option<(Writer, RecordId)>, made: bool, now: Now) {
    if let Some((writer, id)) = record {
        writer.settle_mint(id, if made { "made" } else { "not_made" }, now.wall);
    }
}

/// What comes of a future, unless it is stopped first: then the future is dropped.
async fn unless<T>(stopped: tokio::sync::oneshot::Receiver<()>, future: impl Future<Output = T>) -> Option<T> {
    tokio::select! {
        // The other side is dropped as well as used to stop it.
        _ = stopped => None,
        result = future => Some(result),
    }
}

fn mark(marks: &MarkSink, what: &str, now: Now) {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a date fit")]
    marks(what, now.wall.0 as f64);
}

/// The one place requests are logged: what, how it went, how long it took, and the service's own name for it. No body,
/// no address, no case, no key.
fn log<T>(operation: &str, result: &Result<T, ApiError>, started: Now, clock: &dyn Clock) {
    let millis = crate::project::millis(clock.now().boot.since(started.boot));
    match result {
        Ok(_) => tracing::info!(operation, millis, "answered"),
        Err(error) => tracing::warn!(
            operation,
            millis,
            status = error.status(),
            code = error.code(),
            request = error.request_id().map(model::RequestId::as_str),
            failure = ?error.failure(),
            "failed"
        ),
    }
}

/// Reads a case, and with it the handoff that is going on, whose id may have to be asked of the live session.
async fn read_case(
    client: &Client,
    contract: collate::Contract,
    id: &AuthorizationId,
    known: Option<HandoffId>,
) -> Result<CaseReading, ApiError> {
    let Answer { value: case, date, mut odd, .. } = client.read(&contract.read(id)).await?;
    let mut requests = 1;
    let handoff = async {
        let handoff = match &case.active_handoff {
            Some(pointer) if pointer.id.is_some() => pointer.id.clone(),
            // The pointer's fields are inferred: without an id the live session knows who owns it.
            Some(_) if known.is_none() => {
                requests += 1;
                let session = client.read_live_session(&contract.read_live_session(&case.id)).await?;
                match session.value.owner {
                    SessionOwner::Handoff(id) => id,
                    _ => None,
                }
            }
            _ => known,
        };
        let Some(handoff) = handoff else { return Ok(None) };
        requests += 1;
        read_handoff(client, contract, id, &handoff, &mut odd).await
    };
    let handoff = handoff.await;
    Ok(CaseReading { case, odd, handoff, date, requests })
}

/// A handoff that is not there any more says nothing; any other failure is one.
async fn read_handoff(
    client: &Client,
    contract: collate::Contract,
    id: &AuthorizationId,
    handoff: &HandoffId,
    odd: &mut Vec<collate::Oddity>,
) -> Result<Option<Handoff>, ApiError> {
    match client.read_handoff(&contract.read_handoff(id, handoff)).await {
        Ok(answer) => {
            odd.extend(answer.odd);
            Ok(Some(answer.value))
        }
        Err(error) if error.is_not_there() => Ok(None),
        Err(error) => Err(error),
    }
}
