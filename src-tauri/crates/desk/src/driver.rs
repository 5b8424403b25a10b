//! The one loop: carry out what the owner wants, wait for the next thing to happen or the next deadline, read the clock
//! once, see whether the computer slept, hand all of it to the owner. Every effect runs in a task of its own and comes back
//! as an input; a failed effect is an input like any other and never ends the loop.

mod asking;

use crate::drafting::{self, DraftJob};
use crate::handle::Desk;
use crate::owner::{Done, Effect, Epoch, Given, Input, JournalRead, Options, Owner, Writer};
use crate::ports::{Clock, MarkSink, Ports, StepSink, TicketReport};
use crate::records::Records;
use collate::MintClient;
use engine::time::{AWAKE, slept};
use model::{AuthorizationId, GrantId};
use std::sync::Arc;
use std::time::Duration;
use store::Sealing;
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
        let sleep =
            owner.poll_timeout(now).map_or(LONGEST_SLEEP, |(due, _)| outside.clock.on_timers(due.since(now.boot)));
        let input = tokio::select! {
            input = queue.recv() => match input {
                Some(input) => Some(input),
                None => return,
            },
            () = tokio::time::sleep(sleep.clamp(SHORTEST_SLEEP, LONGEST_SLEEP)) => None,
        };
        let now = outside.clock.now();
        // Whatever comes first after a sleep, it finds a desk that knows of it.
        if slept(std::mem::replace(&mut looked_at, now.boot), now.boot, awake) {
            owner.wake(now);
        }
        match input {
            Some(input) => owner.handle(input, now),
            None => owner.handle_timeout(now),
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
            Effect::ReadDifference(read) => self.seen.difference(*read, self.reporter()),
            Effect::ReadTimeline(read) => self.seen.timeline(*read, self.reporter()),
            Effect::Forget(epoch, account, reply) => self.seen.forget(epoch, account, reply, self.reporter()),
            Effect::Document { epoch, case, effect } => self.carry_document(epoch, case, effect),
            Effect::Catalog(epoch, client, ask) => self.ask_catalog(epoch, client, ask),
            request => self.ask_service(request),
        }
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
