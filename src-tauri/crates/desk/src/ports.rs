//! What production and tests do differently.

use crate::wire::{ContractCode, Environment, FactName, FactSource, FileRefusal, Settings, Theme};
use bytes::Bytes;
use collate::Contract;
use engine::time::Now;
use model::{ContentType, GrantId};
use std::collections::BTreeMap;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;
use vault::{ApiKey, GrantUrl, KeyringWorker, WatchUrl};

/// The only place time is read.
pub trait Clock: Send + Sync + 'static {
    /// Both clocks, now.
    fn now(&self) -> Now;

    /// How long a duration of this clock is on the runtime's own timers. A test's clock may run fast.
    fn on_timers(&self, duration: Duration) -> Duration {
        duration
    }
}

/// What became of a link that was offered to the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketEvent {
    /// The browser came and was sent on; the link's text is overwritten.
    Answered,
    /// Something came for it again.
    SecondRequest,
    /// Nobody came in time; the link's text is overwritten.
    NobodyCame,
    /// No browser could be started; the link's text is overwritten.
    LauncherFailed,
}

/// Where ticket events go.
pub type TicketReport = Box<dyn Fn(TicketEvent) + Send + Sync>;

/// Hands a link to the operator's browser without ever showing it to a launcher (architecture, section "The link").
pub trait Browser: Send + Sync + 'static {
    /// Puts the link behind a one-time ticket that lives for `life` at the most, and starts the browser once.
    fn offer(&self, grant: GrantId, link: GrantUrl, life: Duration, report: TicketReport);

    /// The same for a read-only link.
    fn offer_watch(&self, grant: GrantId, link: WatchUrl, life: Duration, report: TicketReport);

    /// Takes a ticket back, if it still stands, and overwrites its link.
    fn withdraw(&self, grant: &GrantId);
}

/// Where each payer's facts are read from, by the payer's id. Question ids and words only, no answer.
pub type Mappings = BTreeMap<String, BTreeMap<FactName, FactSource>>;

/// The largest file that is sent from here when nothing else was said, in bytes. The service publishes no limit.
pub const LARGEST_FILE: u64 = 25 * 1024 * 1024;

/// For how many days what was seen is kept when nothing else was said.
pub const RETENTION_DAYS: u16 = 30;

/// What is kept between two runs. No secret and no patient data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Who works here.
    pub operator: Option<String>,
    /// How it looks.
    pub theme: Theme,
    /// What else was set.
    pub settings: Settings,
    /// Where it was connected.
    pub environment: Option<Environment>,
    /// Whether the operator left that connection: then it is not opened by itself.
    pub left: bool,
    /// The contract chosen for each environment.
    pub contracts: BTreeMap<Environment, ContractCode>,
    /// Cases opened or made here, newest last, by the place they belong to: what a service without a list is known by.
    pub known_cases: BTreeMap<String, Vec<String>>,
    /// Where facts about the patient are read from.
    pub mappings: Mappings,
    /// The largest file that is sent from here, in bytes.
    pub largest_file: u64,
    /// For how many days what was seen is kept.
    pub retention_days: u16,
}

impl Default for Kept {
    fn default() -> Self {
        Self {
            operator: None,
            theme: Theme::default(),
            settings: Settings::default(),
            environment: None,
            left: false,
            contracts: BTreeMap::new(),
            known_cases: BTreeMap::new(),
            mappings: Mappings::new(),
            largest_file: LARGEST_FILE,
            retention_days: RETENTION_DAYS,
        }
    }
}

/// The content of a file.
#[derive(Clone)]
pub struct FileContent {
    /// Its kind, told from the content.
    pub kind: ContentType,
    /// The content.
    pub bytes: Bytes,
}

/// Gets files from this computer.
pub trait Files: Send + Sync + 'static {
    /// Lets a person choose, in the system's own dialog. Nothing when it could not be opened; empty when nothing was chosen.
    fn choose(&self, several: bool) -> Pin<Box<dyn Future<Output = Option<Vec<PathBuf>>> + Send>>;

    /// Reads a file that was chosen or dropped, of at most `largest` bytes. Blocks.
    ///
    /// # Errors
    /// [`FileRefusal`]: why it is not sent.
    fn read(&self, path: &Path, largest: u64) -> Result<FileContent, FileRefusal>;
}

/// Keeps preferences. Losing them changes nothing that matters.
pub trait Preferences: Send + Sync + 'static {
    /// What was kept.
    fn load(&self) -> Kept;
    /// Keeps it.
    fn save(&self, kept: &Kept);
}

/// The embedded simulated service.
pub struct PracticeService {
    /// Its address.
    pub address: String,
    /// The key it takes.
    pub key: ApiKey,
    /// The contract it speaks.
    pub contract: Contract,
}

/// Starts practice. Only what it answers may ever be connected to as practice.
pub trait Practice: Send + Sync + 'static {
    /// Starts the service anew, speaking this contract.
    fn start(&self, contract: Contract) -> Pin<Box<dyn Future<Output = Option<PracticeService>> + Send>>;
}

/// Told of each named step of a decision: what is decided, and the step. In tests the program may end there.
pub type StepSink = Box<dyn Fn(&str, &str) + Send + Sync>;

/// A debug-only mark for measuring.
pub type MarkSink = Box<dyn Fn(&str, f64) + Send + Sync>;

/// Everything the desk needs of the outside.
pub struct Ports {
    /// Time.
    pub clock: Box<dyn Clock>,
    /// The browser.
    pub browser: Box<dyn Browser>,
    /// Files of this computer.
    pub files: Box<dyn Files>,
    /// Preferences.
    pub preferences: Box<dyn Preferences>,
    /// The embedded service.
    pub practice: Box<dyn Practice>,
    /// What this computer keeps, sealed, of what was decided, typed and seen; nothing where it keeps nothing.
    pub records: Option<store::Worker>,
    /// Where the steps of decisions go.
    pub steps: StepSink,
    /// Where keys are kept.
    pub keyring: KeyringWorker,
    /// Where marks go.
    pub marks: MarkSink,
}
