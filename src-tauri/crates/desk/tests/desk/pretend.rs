//! What stands in for the computer around a desk: its clock, browser, preferences, keyring, files and practice.

use collate::Contract;
use desk::ports::{
    Browser, Clock, FileContent, Files, Kept, Practice, PracticeService, Preferences, TicketEvent, TicketReport,
};
use desk::wire::FileRefusal;
use engine::time::{Boot, Now};
use model::{GrantId, Timestamp};
use std::collections::BTreeMap;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};
use vault::{
    Account, ApiKey, GrantUrl, KeyFound, KeyKept, KeyRemoved, KeyStore, KeyTrouble, SealingKey, SealingKeyFound,
    WatchUrl,
};

/// Runs fast, and may jump ahead as over a sleep of the computer.
pub(crate) struct FastClock {
    began: Instant,
    faster: u32,
    slept: Arc<AtomicU32>,
}

impl FastClock {
    #[expect(clippy::disallowed_methods, reason = "the test's own clock")]
    pub(crate) fn start(faster: u32, slept: Arc<AtomicU32>) -> Self {
        Self { began: Instant::now(), faster, slept }
    }
}

impl Clock for FastClock {
    #[expect(clippy::disallowed_methods, reason = "the test's own clock")]
    fn now(&self) -> Now {
        let wall = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        let slept = Duration::from_secs(self.slept.load(Ordering::Relaxed).into());
        let boot = self.began.elapsed() * self.faster + slept;
        Now {
            boot: Boot(u64::try_from(boot.as_millis()).unwrap()),
            wall: Timestamp(i64::try_from(wall.as_millis()).unwrap()),
        }
    }

    fn on_timers(&self, duration: Duration) -> Duration {
        duration / self.faster
    }
}

/// What the browser does with what it is handed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum BrowserDoes {
    /// Comes at once.
    Follows,
    /// Never comes.
    Nothing,
    /// Cannot be started.
    Fails,
}

#[derive(Clone)]
pub(crate) struct Recorder {
    pub(crate) does: Arc<Mutex<BrowserDoes>>,
    pub(crate) opened: Arc<Mutex<Vec<String>>>,
    pub(crate) watched: Arc<Mutex<Vec<String>>>,
    pub(crate) withdrawn: Arc<Mutex<Vec<GrantId>>>,
    reports: Arc<Mutex<BTreeMap<GrantId, TicketReport>>>,
}

impl Recorder {
    pub(crate) fn new() -> Self {
        Self {
            does: Arc::new(Mutex::new(BrowserDoes::Follows)),
            opened: Arc::default(),
            watched: Arc::default(),
            withdrawn: Arc::default(),
            reports: Arc::default(),
        }
    }

    /// Links the browser was sent to.
    pub(crate) fn links(&self) -> Vec<String> {
        self.opened.lock().unwrap().clone()
    }

    /// Something comes again for the newest link.
    pub(crate) fn second_request(&self) {
        let reports = self.reports.lock().unwrap();
        reports.values().last().expect("the ticket still listens")(TicketEvent::SecondRequest);
    }
}

impl Browser for Recorder {
    fn offer(&self, grant: GrantId, link: GrantUrl, _life: Duration, report: TicketReport) {
        match *self.does.lock().unwrap() {
            BrowserDoes::Follows => {
                self.opened.lock().unwrap().push(link.expose().to_owned());
                report(TicketEvent::Answered);
            }
            BrowserDoes::Nothing => report(TicketEvent::NobodyCame),
            BrowserDoes::Fails => report(TicketEvent::LauncherFailed),
        }
        self.reports.lock().unwrap().insert(grant, report);
    }

    fn offer_watch(&self, _grant: GrantId, link: WatchUrl, _life: Duration, report: TicketReport) {
        self.watched.lock().unwrap().push(link.expose().to_owned());
        report(TicketEvent::Answered);
    }

    fn withdraw(&self, grant: &GrantId) {
        self.reports.lock().unwrap().remove(grant);
        self.withdrawn.lock().unwrap().push(grant.clone());
    }
}

#[derive(Clone, Default)]
pub(crate) struct Remembered(pub(crate) Arc<Mutex<Kept>>);

impl Preferences for Remembered {
    fn load(&self) -> Kept {
        self.0.lock().unwrap().clone()
    }
    fn save(&self, kept: &Kept) {
        *self.0.lock().unwrap() = kept.clone();
    }
}

/// A keyring in memory that can be locked or absent.
#[derive(Clone, Default)]
pub(crate) struct PretendKeyring {
    pub(crate) kept: Arc<Mutex<BTreeMap<String, String>>>,
    pub(crate) sealing: Arc<Mutex<Option<SealingKey>>>,
    pub(crate) trouble: Arc<Mutex<Option<KeyTrouble>>>,
}

impl KeyStore for PretendKeyring {
    fn status(&mut self) -> Result<(), KeyTrouble> {
        match *self.trouble.lock().unwrap() {
            Some(KeyTrouble::Unavailable) => Err(KeyTrouble::Unavailable),
            _ => Ok(()),
        }
    }
    fn find(&mut self, account: &Account) -> KeyFound {
        if let Some(trouble) = *self.trouble.lock().unwrap() {
            return KeyFound::Trouble(trouble);
        }
        match self.kept.lock().unwrap().get(account.as_str()) {
            Some(text) => KeyFound::Key(ApiKey::new(text.clone()).ok().unwrap()),
            None => KeyFound::Missing,
        }
    }
    fn keep(&mut self, account: &Account, key: &ApiKey) -> KeyKept {
        if let Some(trouble) = *self.trouble.lock().unwrap() {
            return Err(trouble);
        }
        self.kept.lock().unwrap().insert(account.as_str().into(), key.expose().into());
        Ok(())
    }
    fn remove(&mut self, account: &Account) -> KeyRemoved {
        if let Some(trouble) = *self.trouble.lock().unwrap() {
            return Err(trouble);
        }
        self.kept.lock().unwrap().remove(account.as_str());
        Ok(())
    }
    fn find_sealing_key(&mut self) -> SealingKeyFound {
        if let Some(trouble) = *self.trouble.lock().unwrap() {
            return SealingKeyFound::Trouble(trouble);
        }
        match &*self.sealing.lock().unwrap() {
            Some(key) => SealingKeyFound::Key(key.duplicate()),
            None => SealingKeyFound::None,
        }
    }
    fn keep_sealing_key(&mut self, key: &SealingKey) -> KeyKept {
        if let Some(trouble) = *self.trouble.lock().unwrap() {
            return Err(trouble);
        }
        *self.sealing.lock().unwrap() = Some(key.duplicate());
        Ok(())
    }
}

/// Files a person would choose, by name: content, or why it is not read.
#[derive(Clone, Default)]
pub(crate) struct PretendFiles {
    pub(crate) chosen: Arc<Mutex<Vec<PathBuf>>>,
    pub(crate) content: Arc<Mutex<BTreeMap<PathBuf, Result<FileContent, FileRefusal>>>>,
}

impl PretendFiles {
    /// The next choice is this file with this content.
    pub(crate) fn choose(&self, name: &str, bytes: &[u8]) {
        let kind = model::ContentType::sniff(bytes).unwrap();
        let content = FileContent { kind, bytes: bytes.to_vec().into() };
        self.content.lock().unwrap().insert(name.into(), Ok(content));
        *self.chosen.lock().unwrap() = vec![name.into()];
    }
}

impl Files for PretendFiles {
    fn choose(&self, _several: bool) -> Pin<Box<dyn Future<Output = Option<Vec<PathBuf>>> + Send>> {
        let chosen = self.chosen.lock().unwrap().clone();
        Box::pin(async move { Some(chosen) })
    }
    fn read(&self, path: &Path, largest: u64) -> Result<FileContent, FileRefusal> {
        let content = self.content.lock().unwrap().get(path).cloned().unwrap_or(Err(FileRefusal::Unreadable))?;
        if content.bytes.len() as u64 > largest { Err(FileRefusal::TooLarge) } else { Ok(content) }
    }
}

/// The service that stands in for practice: address and key.
pub(crate) struct ThisService(pub(crate) Option<(String, String)>);

impl Practice for ThisService {
    fn start(&self, contract: Contract) -> Pin<Box<dyn Future<Output = Option<PracticeService>> + Send>> {
        let service = self.0.clone().map(|(address, key)| PracticeService {
            address,
            key: ApiKey::new(key).ok().unwrap(),
            contract,
        });
        Box::pin(async move { service })
    }
}
