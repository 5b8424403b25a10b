//! A desk with its service, and a page that listens to it.

#[path = "pretend.rs"]
mod pretend;

use collate::{Address, Contract};
use desk::ports::{Kept, Ports, StepSink};
use desk::wire::{
    CaseRef, CaseView, Code, CommandStage, DeskView, LinkPhase, NewCase, Nothing, OpenStep, OpenView, PolicyCode,
    QueueChange, QueueItem, RowView, StepKind, ViewBody, ViewMessage, ViewSpec, ViewWindow, WireError,
};
use desk::{Desk, DirectConnection, Options};
pub(crate) use pretend::{BrowserDoes, PretendFiles, PretendKeyring, Recorder, Remembered};
use pretend::{FastClock, ThisService};
use simulator::{Exchange, Operation, Running, Timing};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use vault::{ApiKey, KeyringWorker};

/// How much faster the desk's clock runs in a test.
const FASTER: u32 = 20;
/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A runtime of its own, where there is one: it ends at once, with everything that runs on it.
struct Apart(Option<tokio::runtime::Runtime>);

impl Drop for Apart {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// A running desk, its service, and everything around it.
pub(crate) struct Bench {
    pub(crate) desk: Desk,
    pub(crate) service: Running,
    pub(crate) browser: Recorder,
    pub(crate) files: PretendFiles,
    pub(crate) remembered: Remembered,
    pub(crate) keyring: PretendKeyring,
    /// For how many seconds the computer slept.
    pub(crate) slept: Arc<AtomicU32>,
    /// Where it keeps what must outlive it.
    pub(crate) records: Option<store::Worker>,
    /// What the desk runs on, where it may be ended at once.
    runtime: Apart,
    next_view: AtomicU32,
}

/// How a desk begins.
pub(crate) struct Begin {
    pub(crate) contract: Contract,
    /// Connected to its service from the start, by whom, and with another key than the service's.
    pub(crate) direct: bool,
    pub(crate) operator: &'static str,
    pub(crate) key: Option<String>,
    /// What must outlive it.
    pub(crate) records: Option<store::Worker>,
    /// Who is told of the steps of decisions.
    pub(crate) steps: StepSink,
    /// How much faster its clock runs.
    pub(crate) faster: u32,
}

impl Default for Begin {
    fn default() -> Self {
        let steps: StepSink = Box::new(|_, _| {});
        let (contract, operator, faster) = (Contract::B1, "Maria R.", FASTER);
        Self { contract, direct: true, operator, key: None, records: None, steps, faster }
    }
}

/// Short enough to wait for, long enough to be seen.
fn quick() -> Timing {
    Timing {
        processing: Duration::from_millis(300),
        reconciling: Duration::from_millis(300),
        payer: Duration::from_millis(600),
        preparing: Duration::from_millis(300),
        closing: Duration::from_millis(300),
        ..Timing::default()
    }
}

pub(crate) async fn service() -> Running {
    simulator::start(simulator::Options { timing: quick(), ..simulator::Options::default() }).await.unwrap()
}

/// The same service anew, as it was in the beginning: at the same address, with the same key.
pub(crate) async fn restored(service: Running) -> Running {
    let listen = service.base_url.trim_start_matches("http://").parse().unwrap();
    let api_key = Some(service.api_key.clone());
    service.stop().await;
    let options = simulator::Options { timing: quick(), listen, api_key, ..simulator::Options::default() };
    simulator::start(options).await.unwrap()
}

impl Bench {
    /// A desk that is connected to its service from the start.
    pub(crate) async fn connected() -> Self {
        Self::around(service().await, true, Remembered::default(), PretendKeyring::default())
    }

    /// A desk that begins with the connect page, or with what it remembers.
    pub(crate) async fn fresh(remembered: Remembered, keyring: PretendKeyring) -> Self {
        Self::around(service().await, false, remembered, keyring)
    }

    pub(crate) fn around(service: Running, direct: bool, remembered: Remembered, keyring: PretendKeyring) -> Self {
        Self::speaking(Contract::B1, service, direct, remembered, keyring)
    }

    pub(crate) fn speaking(
        contract: Contract,
        service: Running,
        direct: bool,
        remembered: Remembered,
        keyring: PretendKeyring,
    ) -> Self {
        Self::begun(service, remembered, keyring, Begin { contract, direct, ..Begin::default() })
    }

    /// A desk that keeps what is decided in this folder, and may be ended at once.
    pub(crate) fn keeping(folder: &Path, contract: Contract, service: Running, keyring: PretendKeyring) -> Self {
        Self::keeping_as(folder, service, keyring, Begin { contract, ..Begin::default() })
    }

    /// The same, begun in another way.
    pub(crate) fn keeping_as(folder: &Path, service: Running, keyring: PretendKeyring, begin: Begin) -> Self {
        let runtime = Apart(Some(tokio::runtime::Runtime::new().unwrap()));
        let inside = runtime.0.as_ref().map(tokio::runtime::Runtime::enter);
        let begin = Begin { records: Some(store::Worker::start(folder)), ..begin };
        let bench = Self::begun(service, Remembered::default(), keyring, begin);
        drop(inside);
        Self { runtime, ..bench }
    }

    /// Ends the desk at once; its service goes on.
    pub(crate) fn crash(self) -> (Running, PretendKeyring) {
        drop(self.runtime);
        (self.service, self.keyring)
    }

    /// Ends the desk as its operator would; its service goes on.
    pub(crate) async fn quit(self) -> Running {
        self.desk.quit().await;
        self.service
    }

    pub(crate) fn begun(service: Running, remembered: Remembered, keyring: PretendKeyring, begin: Begin) -> Self {
        let browser = Recorder::new();
        let files = PretendFiles::default();
        let slept = Arc::new(AtomicU32::new(0));
        let ports = Ports {
            clock: Box::new(FastClock::start(begin.faster, slept.clone())),
            browser: Box::new(browser.clone()),
            files: Box::new(files.clone()),
            preferences: Box::new(remembered.clone()),
            practice: Box::new(ThisService(Some((service.base_url.clone(), service.api_key.clone())))),
            steps: begin.steps,
            keyring: KeyringWorker::start(keyring.clone()),
            records: begin.records.clone(),
            marks: Box::new(|_, _| {}),
        };
        let key = begin.key.unwrap_or_else(|| service.api_key.clone());
        let direct = begin.direct.then(|| DirectConnection {
            name: "Test".into(),
            address: Address::parse(&service.base_url).unwrap(),
            contract: begin.contract,
            key: ApiKey::new(key).ok().unwrap(),
        });
        let operator = direct.is_some().then(|| begin.operator.to_owned());
        let options = Options { allow_test: true, operator, direct, ..Options::default() };
        let desk = desk::start(options, ports);
        Self {
            desk,
            service,
            browser,
            files,
            remembered,
            keyring,
            slept,
            records: begin.records,
            runtime: Apart(None),
            next_view: AtomicU32::new(1),
        }
    }

    pub(crate) fn view(&self, spec: ViewSpec) -> Watching {
        let view = self.next_view.fetch_add(1, Ordering::Relaxed);
        let (send, messages) = tokio::sync::mpsc::unbounded_channel();
        self.desk.open_view(OpenView { view, spec }, move |message| send.send(message).is_ok());
        Watching { view, messages, revision: 0, held: Vec::new() }
    }

    pub(crate) fn case(&self, id: &str) -> Watching {
        self.view(ViewSpec::Case { case: id.into() })
    }

    /// The case once the first reading of everything is there.
    pub(crate) async fn open(&self, id: &str) -> (Watching, CaseView) {
        let mut watching = self.case(id);
        let case = watching.case_where(|_| true).await;
        (watching, case)
    }

    /// Opens a step and answers with the version it showed.
    pub(crate) async fn step(&self, id: &str, step: StepKind) -> Result<String, WireError> {
        Ok(self.desk.open_step(OpenStep { case: id.into(), step }).await?.version)
    }

    /// Accepts the case's package for the portal step.
    pub(crate) async fn accept_for_portal(&self, id: &str) {
        let package = self.desk.read_package(case_ref(id)).await.unwrap();
        let accept = desk::wire::AcceptForPortal {
            case: id.into(),
            version: package.version,
            snapshot: package.snapshot,
            hash: package.hash,
            warnings_read: package.warnings.len(),
        };
        self.desk.accept_for_portal(accept).await.unwrap();
    }

    /// Accepts the case's package for the portal step, where the step names one.
    pub(crate) async fn accept_if_named(&self, id: &str) {
        let (_, case) = self.open(id).await;
        if case.wanted == desk::wire::WantedView::ReviewForPortal {
            self.accept_for_portal(id).await;
        }
    }

    /// Starts a handoff through its pre-flight.
    pub(crate) async fn start_handoff(&self, id: &str) -> Result<Nothing, WireError> {
        let version = self.desk.preflight(case_ref(id)).await?.version;
        self.desk.start_handoff(desk::wire::StartHandoff { case: id.into(), version }).await
    }

    pub(crate) fn history(&self, operation: Operation) -> Vec<Exchange> {
        self.service.history().into_iter().filter(|exchange| exchange.operation == operation).collect()
    }

    /// Waits until what is kept is as wanted: it is written beside the answer, not before it.
    pub(crate) async fn remembers(&self, wanted: impl Fn(&Kept) -> bool) {
        let kept = || self.remembered.0.lock().unwrap().clone();
        let waited = tokio::time::timeout(PATIENCE, async {
            while !wanted(&kept()) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
        assert!(waited.await.is_ok(), "kept: {:?}", kept());
    }

    /// Every request was right, as strictly as the contract can be read.
    pub(crate) fn assert_no_violations(&self) {
        for exchange in self.service.history() {
            assert!(exchange.violations.is_empty(), "{exchange:?}");
        }
    }
}

/// A case that the service takes.
pub(crate) fn new_case() -> NewCase {
    NewCase {
        provider_npi: "1999999984".into(),
        payer_id: "payer_northgate".into(),
        state: "IL".into(),
        request_type: "outpatient".into(),
        system: "cpt".into(),
        code: "72148".into(),
        policy: PolicyCode::RequiresApproval,
    }
}

pub(crate) fn case_ref(id: &str) -> CaseRef {
    CaseRef { case: id.into() }
}

pub(crate) fn code<T>(result: Result<T, WireError>) -> Option<Code> {
    result.err().map(|error| error.code)
}

/// A view and what it was told so far.
pub(crate) struct Watching {
    pub(crate) view: u32,
    messages: tokio::sync::mpsc::UnboundedReceiver<ViewMessage>,
    revision: u32,
    /// The lines of a list.
    held: Vec<QueueItem>,
}

impl Watching {
    pub(crate) async fn next(&mut self) -> ViewBody {
        let message = tokio::time::timeout(PATIENCE, self.messages.recv()).await;
        let message = message.expect("a message must come in time").expect("the desk must be running");
        assert_eq!(message.revision, self.revision + 1, "revisions count up by one");
        self.revision = message.revision;
        message.body
    }

    /// The case, as soon as it is as wanted.
    pub(crate) async fn case_where(&mut self, wanted: impl Fn(&CaseView) -> bool) -> CaseView {
        let mut last = None;
        let found = tokio::time::timeout(PATIENCE, async {
            loop {
                if let ViewBody::Case { case: Some(case) } = self.next().await {
                    if wanted(&case) {
                        return *case;
                    }
                    last = Some(case);
                }
            }
        });
        match found.await {
            Ok(case) => case,
            Err(_) => panic!("the case never became as wanted; last: {last:#?}"),
        }
    }

    pub(crate) async fn desk_where(&mut self, wanted: impl Fn(&DeskView) -> bool) -> DeskView {
        let mut last = None;
        let found = tokio::time::timeout(PATIENCE, async {
            loop {
                if let ViewBody::Desk { desk } = self.next().await {
                    if wanted(&desk) {
                        return *desk;
                    }
                    last = Some(desk);
                }
            }
        });
        match found.await {
            Ok(desk) => desk,
            Err(_) => panic!("the desk never became as wanted; last: {last:#?}"),
        }
    }

    /// The rows of a list, kept up to date by its messages until they are as wanted.
    pub(crate) async fn rows_where(&mut self, wanted: impl Fn(&[QueueItem]) -> bool) -> Vec<RowView> {
        let items = self.queue_where(|items, _| wanted(items)).await;
        let row = |item| match item {
            QueueItem::Case { row } => Some(*row),
            QueueItem::Group { .. } => None,
        };
        items.into_iter().filter_map(row).collect()
    }

    /// The lines of a list, kept up to date by its messages until they, and how many cases wait, are as wanted.
    pub(crate) async fn queue_where(&mut self, wanted: impl Fn(&[QueueItem], usize) -> bool) -> Vec<QueueItem> {
        loop {
            if let ViewBody::Queue { queue } = self.next().await {
                match queue.change {
                    QueueChange::Reset { items, .. } | QueueChange::Rows { items, .. } => self.held = items,
                    QueueChange::Patch { items } => {
                        for (index, item) in items {
                            self.held[index] = item;
                        }
                    }
                }
                if wanted(&self.held, queue.waiting) {
                    return self.held.clone();
                }
            }
        }
    }
}

pub(crate) fn window() -> ViewWindow {
    ViewWindow { first: 0, count: 400 }
}

pub(crate) fn stage(case: &CaseView) -> Option<CommandStage> {
    case.command.as_ref().map(|command| command.stage)
}

pub(crate) fn link(case: &CaseView) -> LinkPhase {
    case.handoff.as_ref().map_or(LinkPhase::Idle, |handoff| handoff.link.phase)
}
