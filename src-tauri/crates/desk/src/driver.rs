//! The one loop: carry out what the owner wants, wait for the next thing to happen or the next deadline, read the clock
//! once, hand both to the owner. Every effect runs in a task of its own and comes back as an input; a failed effect is an
//! input like any other and never ends the loop.

use crate::drafting::{self, DraftJob};
use crate::handle::Desk;
use crate::owner::{
    CaseReading, CatalogAnswer, CatalogAsk, DocumentDone, DocumentEffect, Done, Effect, Epoch, Given, Input,
    JournalRead, MOST_PAGES, Options, Owner, Writer,
};
use crate::ports::{Clock, MarkSink, Ports, StepSink, TicketReport};
use crate::records::Records;
use collate::{Answer, ApiError, Client, MintClient};
use engine::time::{AWAKE, Now, slept};
use model::{AuthorizationId, GrantId, Handoff, HandoffId, PayerEntry, SessionOwner};
use std::sync::Arc;
use std::time::Duration;
use store::{Mint, RecordId, Refused, Sealing};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use vault::{SealingKey, SealingKeyFound};

/// The longest sleep: timers stand still while the computer sleeps, the deadlines' clock does not.
const LONGEST_SLEEP: Duration = Duration::from_secs(1);
const SHORTEST_SLEEP: Duration = Duration::from_millis(1);
/// How long looking into a journal may take.
const LOOKING: Duration = Duration::from_secs(30);

/// Starts the desk on the current tokio runtime.
#[must_use]
pub fn start(options: Options, ports: Ports) -> Desk {
    let (inputs, queue) = unbounded_channel();
    let desk = Desk::new(inputs.clone());
    tokio::spawn(run(options, ports, inputs, queue));
    desk
}

async fn run(options: Options, ports: Ports, inputs: UnboundedSender<Input>, mut queue: UnboundedReceiver<Input>) {
    let Ports { clock, browser, files, preferences, practice, records, steps, keyring, marks } = ports;
    let (clock, marks, steps) = (clock.into(), Arc::new(marks), Arc::new(steps));
    let (browser, files, practice) = (browser.into(), files.into(), practice.into());
    let drafts = records.clone().map(|records| start_drafting(records, inputs.clone()));
    let seen = Records(records.clone());
    let outside = Outside { inputs, clock, browser, files, practice, keyring, drafts, seen, marks, steps };
    let preferences: Arc<dyn crate::ports::Preferences> = preferences.into();
    let given = Given { records, steps: outside.steps.clone(), marks: outside.marks.clone() };
    let (keeping, to_keep) = std::sync::mpsc::channel();
    let keeper = preferences.clone();
    // One after the other: an older choice never takes the place of a newer one.
    tokio::task::spawn_blocking(move || to_keep.into_iter().for_each(|kept| keeper.save(&kept)));
    let mut owner = Owner::new(options, preferences.load(), given, outside.clock.now());
    // By the desk's clock, which a test may let run fast.
    let second = Duration::from_secs(1);
    let awake = AWAKE.mul_f64(second.div_duration_f64(outside.clock.on_timers(second)));
    let mut looked_at = outside.clock.now().boot;
    loop {
        while let Some(effect) = owner.poll_effect() {
            outside.carry_out(effect);
        }
        if let Some(kept) = owner.poll_kept() {
            // The thread that keeps ends with this loop only.
            let _ = keeping.send(kept);
        }
        if owner.is_ending() {
            return;
        }
        let now = outside.clock.now();
        if slept(std::mem::replace(&mut looked_at, now.boot), now.boot, awake) {
            owner.wake(now);
            continue;
        }
        let sleep =
            owner.poll_timeout(now).map_or(LONGEST_SLEEP, |(due, _)| outside.clock.on_timers(due.since(now.boot)));
        tokio::select! {
            input = queue.recv() => match input {
                Some(input) => owner.handle(input, outside.clock.now()),
                None => return,
            },
            () = tokio::time::sleep(sleep.clamp(SHORTEST_SLEEP, LONGEST_SLEEP)) => {
                owner.handle_timeout(outside.clock.now());
            }
        }
    }
}

/// Starts the thread that drafts are written down by. It ends when nothing of this loop is left.
fn start_drafting(records: store::Worker, inputs: UnboundedSender<Input>) -> std::sync::mpsc::Sender<DraftJob> {
    let (sender, jobs) = std::sync::mpsc::channel();
    tokio::task::spawn_blocking(move || {
        drafting::run(&records, jobs, |done| {
            // When the loop is gone nobody needs to know.
            let _ = inputs.send(Input::Done(Done::Draft(done)));
        });
    });
    sender
}

/// What effects are carried out with.
#[derive(Clone)]
struct Outside {
    inputs: UnboundedSender<Input>,
    clock: Arc<dyn Clock>,
    browser: Arc<dyn crate::ports::Browser>,
    files: Arc<dyn crate::ports::Files>,
    practice: Arc<dyn crate::ports::Practice>,
    keyring: vault::KeyringWorker,
    /// Where drafts are handed to; nowhere when nothing is written on this computer.
    drafts: Option<std::sync::mpsc::Sender<DraftJob>>,
    marks: Arc<MarkSink>,
    steps: Arc<StepSink>,
    /// Where what was seen is written down.
    seen: Records,
}

impl Outside {
    fn report(&self, done: Done) {
        // When the loop is gone nobody needs to know.
        let _ = self.inputs.send(Input::Done(done));
    }

    /// Where what came of something that is done elsewhere is told.
    fn reporter(&self) -> impl Fn(Done) + Send + 'static {
        let inputs = self.inputs.clone();
        move |done| {
            // When the loop is gone nobody needs to know.
            let _ = inputs.send(Input::Done(done));
        }
    }

    /// Where what becomes of a ticket is told. It may outlive everything else, and holds on to nothing.
    fn ticket_report(&self, epoch: Epoch, case: AuthorizationId, grant: GrantId) -> TicketReport {
        let inputs = self.inputs.clone();
        Box::new(move |event| {
            let done = Done::Ticket { epoch, case: case.clone(), grant: grant.clone(), event };
            // When the loop is gone nobody needs to know.
            let _ = inputs.send(Input::Done(done));
        })
    }

    /// Runs a future and reports what came of it.
    fn go(&self, future: impl Future<Output = Done> + Send + 'static) {
        let outside = self.clone();
        tokio::spawn(async move { outside.report(future.await) });
    }

    /// Runs something that blocks and reports what came of it.
    fn go_blocking(&self, work: impl FnOnce() -> Done + Send + 'static) {
        let outside = self.clone();
        tokio::task::spawn_blocking(move || outside.report(work()));
    }

    fn carry_out(&self, effect: Effect) {
        match effect {
            Effect::StartPractice(epoch, contract) => {
                let starting = self.practice.start(contract);
                self.go(async move { Done::PracticeStarted(epoch, starting.await) });
            }
            Effect::AskKeyring => {
                let keyring = self.keyring.clone();
                self.go_blocking(move || Done::KeyringStatus(keyring.status()));
            }
            Effect::FindKey(epoch, account) => {
                let keyring = self.keyring.clone();
                self.go_blocking(move || Done::KeyFound(epoch, keyring.find(&account)));
            }
            Effect::KeepKey(epoch, account, key) => {
                let keyring = self.keyring.clone();
                self.go_blocking(move || Done::KeyKept(epoch, keyring.keep(&account, &key)));
            }
            Effect::RemoveKey(epoch, account, reply) => {
                let keyring = self.keyring.clone();
                self.go_blocking(move || Done::KeyRemoved(epoch, keyring.remove(&account), reply));
            }
            Effect::ReadJournal(epoch, writer) => {
                let keyring = self.keyring.clone();
                self.go_blocking(move || {
                    // Whoever is asked for the keyring's password is not asked again for a journal that cannot be opened.
                    let opened = writer.open();
                    let sealed_for_later = opened.is_err() || unseal(&keyring, &writer);
                    let kept = opened.and_then(|()| writer.kept());
                    let writable = if kept.is_ok() { writer.try_out() } else { Ok(()) };
                    Done::JournalRead(JournalRead { epoch, sealed_for_later, kept, writable })
                });
            }
            Effect::TryJournal(writer) => self.go_blocking(move || Done::JournalTried(writer.try_out())),
            Effect::LookAtJournal(worker, reply) => {
                self.go_blocking(move || Done::JournalLooked(worker.look(LOOKING), reply));
            }
            Effect::SetJournalAside(epoch, writer, reply) => {
                let at = self.clock.now().wall;
                self.go_blocking(move || Done::JournalSetAside(epoch, writer.set_aside(at), reply));
            }
            Effect::PrepareMint(epoch, address, key) => {
                self.go_blocking(move || Done::MintReady(epoch, MintClient::prepare(address, &key).ok()));
            }
            Effect::Offer { epoch, case, grant, link, life } => {
                let report = self.ticket_report(epoch, case, grant.clone());
                self.browser.offer(grant, link, life, report);
            }
            Effect::OfferWatch { epoch, case, grant, link, life } => {
                let report = self.ticket_report(epoch, case, grant.clone());
                self.browser.offer_watch(grant, link, life, report);
            }
            Effect::Draft(whose, effect) => {
                if let Some(drafts) = &self.drafts {
                    // The thread ends after this loop only.
                    let _ = drafts.send(DraftJob(whose, effect));
                }
            }
            Effect::Withdraw(grant) => self.browser.withdraw(&grant),
            Effect::Recall(recall) => self.seen.recall(recall, self.reporter()),
            Effect::Record(epoch, account, record) => self.seen.record(epoch, account, record, self.reporter()),
            Effect::Forget(epoch, account, reply) => self.seen.forget(epoch, account, reply, self.reporter()),
            Effect::Document { epoch, case, effect } => self.carry_document(epoch, case, effect),
            Effect::Catalog(epoch, client, ask) => self.ask_catalog(epoch, client, ask),
            request => self.ask_service(request),
        }
    }

    fn ask_service(&self, effect: Effect) {
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
                let record = match write_mint(written, &case, &handoff, clock.now()).await {
                    Ok(record) => record,
                    Err(why) => return Done::MintNotWritten { epoch, case, handoff, asking, why },
                };
                let started = clock.now();
                mark(&marks, "mint_sent", started);
                steps("mint", "leaving");
                let result = client.mint(&request).await;
                steps("mint", "answered");
                mark(&marks, "mint_answered", clock.now());
                log(request.operation().name(), &result, started, &*clock);
                if let Some((writer, id)) = record {
                    writer.settle_mint(id, if result.is_ok() { "made" } else { "not_made" }, clock.now().wall);
                }
                Done::Minted { epoch, case, handoff, asking, result }
            }),
            Effect::MintWatch { epoch, client, case, asking, request } => self.go(async move {
                let started = clock.now();
                let result = client.mint_watch(&request).await;
                log(request.operation().name(), &result, started, &*clock);
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

    fn carry_document(&self, epoch: Epoch, case: AuthorizationId, effect: DocumentEffect) {
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

    fn ask_catalog(&self, epoch: Epoch, client: Arc<Client>, ask: CatalogAsk) {
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

/// Opens what is sealed with the key that the keyring keeps, or keeps a new one there. Says whether what is sealed from now
/// on can be read in a later run. Blocks.
fn unseal(keyring: &vault::KeyringWorker, writer: &Writer) -> bool {
    let found = keyring.status().map(|()| keyring.find_sealing_key());
    let key = match found {
        Ok(SealingKeyFound::Key(key)) => Some(key),
        Ok(SealingKeyFound::None) => SealingKey::new_random().ok().filter(|key| keyring.keep_sealing_key(key).is_ok()),
        // A keyring that is locked may have a key: another one must not take its place.
        Ok(SealingKeyFound::Trouble(_)) | Err(_) => None,
    };
    let kept = key.is_some();
    writer.unlock(key.map_or(Sealing::ForThisRun, Sealing::Kept));
    kept
}

/// Writes down that a link is asked for: that, and never the link.
async fn write_mint(
    written: Option<(Writer, String)>,
    case: &AuthorizationId,
    handoff: &HandoffId,
    now: Now,
) -> Result<Option<(Writer, RecordId)>, Refused> {
    let Some((writer, operator)) = written else { return Ok(None) };
    let id = RecordId::new(now.wall);
    let mint = Mint { id: id.clone(), case: case.to_string(), handoff: handoff.to_string(), operator, at: now.wall };
    let its = writer.clone();
    let recorded = tokio::task::spawn_blocking(move || its.record_mint(mint)).await;
    recorded.unwrap_or(Err(Refused::Failing))?;
    Ok(Some((writer, id)))
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
        Err(error) if error.status() == Some(404) => Ok(None),
        Err(error) => Err(error),
    }
}
