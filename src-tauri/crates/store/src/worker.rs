//! The thread that owns the store: it does one job after the other, and nobody waits for it without a bound.

use crate::{CommandLine, OpenTrouble, RecordId, Refused, Sealing, SeenCase, Store, set_aside};
use model::Timestamp;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long dropping the last holder waits for the jobs that are left.
const FLUSH: Duration = Duration::from_secs(2);
/// How many rows of the cache are written at once: a command never waits behind more.
const ROWS: usize = 200;
/// How many jobs that can wait may wait; more are dropped, the cache is written again anyway.
const WAITING: usize = 500;

/// Which jobs go first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    /// Commands, drafts, and everything somebody waits for.
    First,
    /// The cache. Dropped when too much is waiting.
    Later,
}

type Job = Box<dyn FnOnce(&mut Owner) + Send>;

/// A store behind a thread of its own. Clones share it; with the last one it ends.
#[derive(Clone)]
pub struct Worker(Arc<Held>);

/// Ends the thread when dropped.
struct Held(Arc<Shared>);

/// What the thread and its callers share.
#[derive(Default)]
struct Shared {
    queues: Mutex<Queues>,
    changed: Condvar,
}

#[derive(Default)]
struct Queues {
    first: VecDeque<Job>,
    later: VecDeque<Job>,
    /// Nobody holds the worker any more.
    closing: bool,
    /// The thread has ended.
    ended: bool,
}

/// What the thread owns.
struct Owner {
    folder: PathBuf,
    store: Option<Store>,
    /// What seals, kept here while the store is not open.
    sealing: Option<Sealing>,
}

/// Where a caller and its job meet.
enum Slot<T> {
    Waiting,
    GivenUp,
    Done(T),
    Broken,
}

/// Why a caller has no answer.
enum Missed {
    /// It waits no longer.
    Late,
    /// The job panicked.
    Broken,
}

impl From<Missed> for Refused {
    fn from(missed: Missed) -> Self {
        match missed {
            Missed::Late => Self::Busy,
            Missed::Broken => Self::Failing,
        }
    }
}

impl Worker {
    /// Starts the thread. The journal is opened by the first job, and again by each later one while it cannot be.
    #[must_use]
    pub fn start(folder: &Path) -> Self {
        let shared = Arc::new(Shared::default());
        let (its, folder) = (Arc::clone(&shared), folder.to_owned());
        let run = move || its.run(Owner { folder, store: None, sealing: None });
        if std::thread::Builder::new().name("journal".into()).spawn(run).is_err() {
            // Without a thread every caller is told that it takes too long.
            shared.lock().ended = true;
        }
        Self(Arc::new(Held(shared)))
    }

    /// Opens the journal if it is not open.
    ///
    /// # Errors
    /// Why it is not. `Failing` also when the disk does not answer in time.
    pub fn open(&self, patience: Duration) -> Result<(), OpenTrouble> {
        let opening = self.wait(patience, |owner| owner.store().and_then(Store::stand_ready), |_, _| ());
        opening.unwrap_or(Err(OpenTrouble::Failing))
    }

    /// Looks into a journal that cannot be opened, as [`Store::look`] does.
    ///
    /// # Errors
    /// Why nothing can be read of it. `Failing` also when the disk does not answer in time.
    pub fn look(&self, patience: Duration) -> Result<Vec<CommandLine>, OpenTrouble> {
        let looking = self.wait(patience, |owner| Store::look(&owner.folder), |_, _| ());
        looking.unwrap_or(Err(OpenTrouble::Failing))
    }

    /// Says what seals from now on, also when the journal is opened later. Does not wait.
    pub fn unlock(&self, sealing: Sealing) {
        self.push(Urgency::First, Box::new(move |owner| owner.unlock(sealing)));
    }

    /// Sets the journal aside and makes a new one with the next job.
    ///
    /// # Errors
    /// Why it is still there. `Failing` also when the disk does not answer in time.
    pub fn set_aside(&self, patience: Duration, at: Timestamp) -> Result<PathBuf, OpenTrouble> {
        let aside = move |owner: &mut Owner| {
            owner.store = None;
            set_aside(&owner.folder, at)
        };
        self.wait(patience, aside, |_, _| ()).unwrap_or(Err(OpenTrouble::Failing))
    }

    /// Has a job done and waits for it.
    ///
    /// # Errors
    /// The job's own; why the journal is not open; `Busy` when it took longer than `patience`: one that was not begun by then
    /// is never done, one that was may be. `Failing` when it panicked.
    pub fn call<T: Send + 'static>(
        &self,
        patience: Duration,
        job: impl FnOnce(&mut Store) -> Result<T, Refused> + Send + 'static,
    ) -> Result<T, Refused> {
        let work = |owner: &mut Owner| owner.store().map_err(Refused::from).and_then(job);
        self.wait(patience, work, |_, _| ()).unwrap_or_else(|missed| Err(missed.into()))
    }

    /// Has a command recorded and waits for it. `job` records it and nothing else.
    ///
    /// # Errors
    /// As [`Self::call`]. A command that is recorded after its caller gave up, or by a job that then panicked, is taken back:
    /// it is not listed.
    pub fn record(
        &self,
        patience: Duration,
        id: RecordId,
        job: impl FnOnce(&mut Store) -> Result<(), Refused> + Send + 'static,
    ) -> Result<(), Refused> {
        let work = |owner: &mut Owner| owner.store().map_err(Refused::from).and_then(job);
        let late = move |owner: &mut Owner, recorded: Option<Result<(), Refused>>| {
            if let (Some(Ok(())) | None, Some(store)) = (recorded, &mut owner.store) {
                // What the disk does not take now goes with the next change; it is not listed until then.
                let _ = store.withdraw(&id);
            }
        };
        self.wait(patience, work, late).unwrap_or_else(|missed| Err(missed.into()))
    }

    /// Has a job done some time. Nobody learns what came of it.
    pub fn spawn(&self, urgency: Urgency, job: impl FnOnce(&mut Store) -> Result<(), Refused> + Send + 'static) {
        let work = move |owner: &mut Owner| {
            // Whoever needs to know uses `call`.
            let _ = owner.store().map_err(Refused::from).and_then(job);
        };
        self.push(urgency, Box::new(work));
    }

    /// Has versions of cases kept some time, a few at once.
    pub fn put_seen(&self, account: &str, mut cases: Vec<SeenCase>) {
        while !cases.is_empty() {
            let rest = cases.split_off(cases.len().min(ROWS));
            let (account, some) = (account.to_owned(), std::mem::replace(&mut cases, rest));
            self.spawn(Urgency::Later, move |store| store.put_seen(&account, &some));
        }
    }

    fn push(&self, urgency: Urgency, job: Job) {
        let shared = &self.0.0;
        let mut queues = shared.lock();
        match urgency {
            _ if queues.ended => (),
            Urgency::First => queues.first.push_back(job),
            Urgency::Later if queues.later.len() < WAITING => queues.later.push_back(job),
            Urgency::Later => (),
        }
        shared.changed.notify_all();
    }

    /// Does `work` in the thread. When it was not done in time, `late` gets what came of it after that; nothing when it
    /// panicked, in time or not.
    fn wait<T: Send + 'static>(
        &self,
        patience: Duration,
        work: impl FnOnce(&mut Owner) -> T + Send + 'static,
        late: impl FnOnce(&mut Owner, Option<T>) + Send + 'static,
    ) -> Result<T, Missed> {
        let meeting = Arc::new((Mutex::new(Slot::Waiting), Condvar::new()));
        let theirs = Arc::clone(&meeting);
        let job: Job = Box::new(move |owner| {
            let (slot, done) = &*theirs;
            if matches!(*unpoisoned(slot), Slot::GivenUp) {
                return;
            }
            let Ok(came) = catch_unwind(AssertUnwindSafe(|| work(owner))) else {
                owner.after_panic();
                late(owner, None);
                *unpoisoned(slot) = Slot::Broken;
                return done.notify_all();
            };
            let mut slot = unpoisoned(slot);
            if matches!(*slot, Slot::GivenUp) {
                drop(slot);
                return late(owner, Some(came));
            }
            *slot = Slot::Done(came);
            done.notify_all();
        });
        self.push(Urgency::First, job);
        let (slot, done) = &*meeting;
        let waited = done.wait_timeout_while(unpoisoned(slot), patience, |slot| matches!(slot, Slot::Waiting));
        let (mut slot, _) = waited.unwrap_or_else(PoisonError::into_inner);
        match std::mem::replace(&mut *slot, Slot::GivenUp) {
            Slot::Done(came) => Ok(came),
            Slot::Broken => Err(Missed::Broken),
            Slot::Waiting | Slot::GivenUp => Err(Missed::Late),
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queues> {
        unpoisoned(&self.queues)
    }

    fn run(&self, mut owner: Owner) {
        while let Some(job) = self.next() {
            if catch_unwind(AssertUnwindSafe(|| job(&mut owner))).is_err() {
                owner.after_panic();
            }
        }
        drop(owner);
        self.lock().ended = true;
        self.changed.notify_all();
    }

    /// The next job; none when nobody holds the worker and nothing is left.
    fn next(&self) -> Option<Job> {
        let idle = |queues: &mut Queues| queues.first.is_empty() && queues.later.is_empty() && !queues.closing;
        let mut queues = self.changed.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        queues.first.pop_front().or_else(|| queues.later.pop_front())
    }
}

impl Owner {
    /// The store, opened if it is not.
    fn store(&mut self) -> Result<&mut Store, OpenTrouble> {
        if self.store.is_none() {
            let mut store = Store::open(&self.folder)?;
            if let Some(sealing) = &self.sealing {
                store.unlock(sealing.duplicate()).map_err(|_| OpenTrouble::Failing)?;
            }
            self.store = Some(store);
        }
        self.store.as_mut().ok_or(OpenTrouble::Failing)
    }

    fn unlock(&mut self, sealing: Sealing) {
        if let Some(store) = &mut self.store {
            // Without random bytes it goes on sealing as before.
            let _ = store.unlock(sealing.duplicate());
        }
        self.sealing = Some(sealing);
    }

    /// The connection may be anywhere: the next job opens another.
    fn after_panic(&mut self) {
        if let Some(store) = &mut self.store {
            store.part();
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let shared = &self.0;
        let mut queues = shared.lock();
        queues.closing = true;
        shared.changed.notify_all();
        // What is not done by then is not done: nobody waits for a disk for ever.
        let _ = shared.changed.wait_timeout_while(queues, FLUSH, |queues| !queues.ended);
    }
}

/// What a panic left is still what it was: every change under these locks is one step.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
