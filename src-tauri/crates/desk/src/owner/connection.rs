//! One open connection and everything known through it. It goes as a whole when the connection is left.

mod settling;

use super::journal::{Elsewhere, Writer};
use super::ledger::Ledger;
use super::remembering::{Remembering, row_of};
use super::taking_up::{Journal, StartedBefore};
use super::{CaseFile, Creating, Effect, Epoch, Wake};
use crate::ports::Mappings;
use crate::project::error::{sync_state, wire_error};
use crate::project::timeline::glimpse;
use crate::wire::{Code, Environment, IssueView, KeyKeptIn, RowView, SyncState, WireError};
use collate::{Address, ApiError, Client, Contract, FrozenRequest, MintClient};
use engine::command::{Book, Command, CommandId, LONGEST_ASKED};
use engine::link::{Effect as LinkEffect, Ended};
use engine::schedule::{Attention, Schedule};
use engine::service_clock::ServiceClock;
use engine::time::{Boot, Now, earlier};
use model::{Authorization, AuthorizationId, HandoffId, Status, Timestamp};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;
use store::RecordId;
use vault::{ApiKey, LinkHost};
use worklist::{Sweep, Worklist};

/// Where a connection leads.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) environment: Environment,
    pub(crate) name: String,
    pub(crate) address: Address,
    pub(crate) contract: Contract,
}

impl Place {
    /// Whether it leads to the same place.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let (own, theirs) = (self.address.as_str(), other.address.as_str());
        self.environment == other.environment && own == theirs && self.contract == other.contract
    }

    /// Under what its cases are remembered; nothing for practice, which begins anew each time.
    pub(crate) fn remembered_as(&self) -> Option<String> {
        (self.environment != Environment::Practice).then(|| self.address.as_str().to_owned())
    }
}

/// How reading goes.
pub(crate) struct InStep {
    pub(crate) state: SyncState,
    pub(crate) last_good: Option<Timestamp>,
    pub(crate) since: Option<Timestamp>,
    pub(crate) problem: Option<WireError>,
    /// Whether it was the list that failed: then only the list shows that all is well again.
    list_failed: bool,
    /// Cases that could not be read since anything could.
    failing: BTreeSet<AuthorizationId>,
}

/// What was asked for when the service answered, or did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked<'a> {
    /// A page of the list.
    List,
    /// Anything about this case.
    Case(&'a AuthorizationId),
}

/// What the service said of a command it did not carry out.
#[derive(Default)]
pub(crate) struct SaidOf {
    /// What it called the request, for support.
    pub(crate) request_id: Option<String>,
    /// What was wrong in particular.
    pub(crate) issues: Vec<IssueView>,
}

/// So many cases failing with nothing good between are the service's trouble, not one case's.
const TROUBLE: usize = 2;

pub(crate) struct Connection {
    pub(crate) place: Place,
    pub(crate) client: Arc<Client>,
    pub(crate) key: ApiKey,
    pub(crate) key_kept_in: KeyKeptIn,
    pub(crate) hosts: Vec<LinkHost>,
    pub(crate) clock: ServiceClock,
    pub(crate) schedule: Schedule,
    pub(crate) cases: BTreeMap<AuthorizationId, CaseFile>,
    pub(crate) list: Worklist<RowView>,
    pub(crate) book: Book<FrozenRequest>,
    pub(crate) waiting: BTreeMap<CommandId, super::deciding::Waiting>,
    /// What a command will have said, once it took effect.
    pub(crate) intended: BTreeMap<CommandId, super::intended::Intended>,
    /// Since when a command's outcome is being looked for: only readings asked for later count.
    pub(crate) checking: BTreeMap<CommandId, Boot>,
    /// What the service said when it did not carry a command out.
    pub(crate) said_of: BTreeMap<CommandId, SaidOf>,
    /// Who works here.
    pub(crate) operator: String,
    /// Who writes down what is decided; nobody in practice, and where nothing is kept.
    pub(crate) writer: Option<Writer>,
    /// What is wanted of drafts before it is known what seals them.
    pub(crate) drafts_wait: Vec<(super::Whose, super::DraftEffect)>,
    /// Whether what is sealed can be read after the program ends.
    pub(crate) sealed_for_later: bool,
    /// How far the journal is.
    pub(crate) journal: Journal,
    /// Under which record a command was written down.
    pub(crate) records: BTreeMap<CommandId, RecordId>,
    /// Open decisions that a journal begun anew has not yet.
    pub(crate) elsewhere: Vec<Elsewhere>,
    /// Commands that were found unsettled when the program started.
    pub(crate) from_before: BTreeSet<CommandId>,
    /// When the computer woke last.
    pub(crate) woke_at: Boot,
    /// Cases about which a newer version of this program decided something that is not settled: they are only read.
    pub(crate) beyond: BTreeSet<AuthorizationId>,
    /// How many records of decisions are damaged.
    pub(crate) damaged: usize,
    /// Under which key a command was decided, by its fingerprint; nothing where that cannot be read any more.
    pub(crate) decided_under: BTreeMap<CommandId, String>,
    /// Handoffs that were started here in an earlier run.
    pub(crate) started_before: BTreeMap<HandoffId, StartedBefore>,
    /// Tells this key at this place from every other.
    pub(crate) fingerprint: String,
    pub(crate) sweep: Sweep,
    pub(crate) remembering: Remembering,
    pub(crate) has_list: Option<bool>,
    /// Whether the list led in a circle.
    pub(crate) list_loops: bool,
    pub(crate) has_payer_list: bool,
    pub(crate) creating: Option<Creating>,
    pub(crate) next_document: u32,
    pub(crate) largest_file: u64,
    pub(crate) mappings: Mappings,
    pub(crate) ledger: Ledger,
    pub(crate) since: Timestamp,
    pub(crate) unreadable_rows: usize,
    pub(crate) first_sweep_done: bool,
    /// Cases that were named at the start, and are in no list before they were read once.
    pub(crate) to_come: BTreeSet<AuthorizationId>,
    pub(crate) in_step: InStep,
    pub(crate) on_screen: Vec<AuthorizationId>,
    pub(crate) mint: Option<MintClient>,
    pub(crate) mint_preparing: bool,
    pub(crate) drafts: super::drafts::InMemory,
}

impl Connection {
    pub(crate) fn new(place: Place, key: ApiKey, key_kept_in: KeyKeptIn, now: Now) -> Result<Self, ApiError> {
        let client = Arc::new(Client::new(place.address.clone(), &key)?);
        let (host, port) = (place.address.host(), place.address.port());
        let own = if place.address.is_secure() {
            Some(LinkHost::https(host, port))
        } else {
            LinkHost::loopback_http(host, port)
        };
        let fingerprint = key.fingerprint(place.address.as_str());
        Ok(Self {
            client,
            key,
            key_kept_in,
            hosts: own.into_iter().collect(),
            place,
            clock: ServiceClock::default(),
            schedule: Schedule::new(now),
            cases: BTreeMap::new(),
            list: Worklist::default(),
            book: Book::default(),
            waiting: BTreeMap::new(),
            intended: BTreeMap::new(),
            checking: BTreeMap::new(),
            said_of: BTreeMap::new(),
            operator: String::new(),
            writer: None,
            drafts_wait: Vec::new(),
            sealed_for_later: true,
            journal: Journal::Read,
            records: BTreeMap::new(),
            elsewhere: Vec::new(),
            from_before: BTreeSet::new(),
            woke_at: Boot(0),
            beyond: BTreeSet::new(),
            damaged: 0,
            decided_under: BTreeMap::new(),
            started_before: BTreeMap::new(),
            fingerprint,
            sweep: Sweep::default(),
            remembering: Remembering::new(None),
            has_list: None,
            list_loops: false,
            has_payer_list: true,
            creating: None,
            next_document: 0,
            largest_file: crate::ports::LARGEST_FILE,
            mappings: Mappings::new(),
            ledger: Ledger::default(),
            since: now.wall,
            unreadable_rows: 0,
            first_sweep_done: false,
            to_come: BTreeSet::new(),
            in_step: InStep::default(),
            on_screen: Vec::new(),
            mint: None,
            mint_preparing: false,
            drafts: super::drafts::InMemory::default(),
        })
    }

    /// Whether there is a list to work with: one that was seen in an earlier run, or every case that was there at the start
    /// had its chance to be in it.
    pub(crate) fn is_filled(&self) -> bool {
        self.remembering.as_of().is_some() || (self.first_sweep_done && self.to_come.is_empty())
    }

    pub(crate) fn poll_timeout(&self, now: Now) -> Wake {
        let links = self.cases.values().flat_map(CaseFile::links).filter_map(|link| link.poll_timeout());
        let hot = self.cases.values().filter_map(|file| file.hot_until).map(|until| (until, "cool down"));
        let first = |deadlines: &mut dyn Iterator<Item = (Boot, &'static str)>| deadlines.min_by_key(|due| due.0);
        let own = earlier(first(&mut links.into_iter()), first(&mut hot.into_iter()));
        let look = self.next_look().map(|at| (at, "look at a file"));
        let again = self
            .book
            .poll_timeout(self.clock.read(now))
            .map(|at| (at.max(self.schedule.held_until()), "send a decision again"));
        let again = again.filter(|_| !self.key_is_refused());
        let journal = match self.journal {
            Journal::Failed(at) => Some((at, "read the journal again")),
            Journal::Reading | Journal::ReadingAgain => None,
            Journal::Read => self.remembering.poll_timeout(),
        };
        earlier(earlier(earlier(self.schedule.poll_timeout(), own), earlier(look, again)), journal)
    }

    /// Looks for a command no more. Names its record, when it has one.
    pub(crate) fn forget_command(&mut self, command: CommandId) -> Option<RecordId> {
        self.checking.remove(&command);
        self.intended.remove(&command);
        self.said_of.remove(&command);
        self.from_before.remove(&command);
        self.decided_under.remove(&command);
        self.records.remove(&command)
    }

    /// The handoff to read together with a case: the one that is known of it, or the one a decision of it would close.
    pub(crate) fn handoff_to_read(&self, id: &AuthorizationId) -> Option<HandoffId> {
        let known = self.cases.get(id).and_then(CaseFile::handoff_to_read);
        let open = || self.book.of(id).filter(|command| command.stage.is_open());
        known.or_else(|| open()?.frozen.handoff().cloned())
    }

    /// How closely a case is to be watched now.
    pub(crate) fn attention(&self, id: &AuthorizationId, file: &CaseFile, now: Now) -> Attention {
        let hot = file.hot_until.is_some_and(|until| now.boot < until) || file.has_open_handoff();
        let ended = file.case.is_ended();
        // A line of the list does not say what became of a decision: only a reading does.
        let looked_for = |command: &Command<_>| command.stage.is_open() && !command.stage.shows_nothing_yet();
        match &file.case.status {
            _ if self.book.of(id).is_some_and(looked_for) => Attention::Hot,
            _ if hot && !ended => Attention::Hot,
            _ if ended => Attention::Ended,
            _ if self.on_screen.contains(id) => Attention::OnScreen,
            Status::Processing => Attention::Moving,
            Status::WaitingOnPayer => Attention::WithPayer,
            _ => Attention::Yours,
        }
    }

    /// Takes a case that was read or swept. Says whether anything is different.
    pub(crate) fn take_case(&mut self, case: Authorization, now: Now) -> bool {
        let service_now = self.clock.read(now);
        let id = case.id.clone();
        let known = self.cases.get(&id).is_some_and(|file| file.case == case);
        let changed = match self.cases.get_mut(&id) {
            Some(file) => {
                self.remembering.passes(file, case.version);
                let before = (!known).then(|| glimpse(&file.case, file.read_at)).flatten();
                let changed = file.take(case, now, service_now) == super::case_file::Taken::Changed;
                self.remembering.this_run.passes(&id, before.filter(|_| changed));
                changed
            }
            None => {
                self.cases.insert(id.clone(), CaseFile::new(case, now, service_now));
                true
            }
        };
        if changed && !known {
            self.remembering.took(&id);
        }
        changed
    }

    /// Brings a case's row in the list up to date.
    pub(crate) fn refresh_row(&mut self, id: &AuthorizationId, now: Now) -> bool {
        let Some(file) = self.cases.get(id) else { return false };
        let row = row_of(file, &self.mappings, self.is_stale(id, file, now));
        self.list.put(row)
    }

    /// Whether what is known of a case is older than it should be.
    pub(crate) fn is_stale(&self, id: &AuthorizationId, file: &CaseFile, now: Now) -> bool {
        !file.is_read() || self.schedule.is_stale(id, now)
    }

    /// Brings every row up to date.
    pub(crate) fn refresh_rows(&mut self, now: Now) {
        let ids: Vec<_> = self.cases.keys().cloned().collect();
        for id in ids {
            self.refresh_row(&id, now);
        }
    }

    /// Brings up to date what only time changes. Says which rows changed.
    pub(crate) fn refresh_late_rows(&mut self, now: Now) -> Vec<AuthorizationId> {
        let shown = |id| self.list.get(id).is_some_and(|row| row.shown.stale);
        let late = self.cases.iter().filter(|(id, file)| self.is_stale(id, file, now) != shown(id));
        let ids: Vec<_> = late.map(|(id, _)| id.clone()).collect();
        ids.into_iter().filter(|id| self.refresh_row(id, now)).collect()
    }

    /// Cases whose link has something due.
    pub(crate) fn links_due(&self, now: Now) -> Vec<AuthorizationId> {
        let due = |file: &CaseFile| {
            file.links().any(|link| link.poll_timeout().is_some_and(|(deadline, _)| deadline <= now.boot))
        };
        self.cases.iter().filter(|(_, file)| due(file)).map(|(id, _)| id.clone()).collect()
    }

    /// Ends every link.
    pub(crate) fn discard_links(&mut self, reason: Ended, effects: &mut VecDeque<Effect>) {
        for watch in self.cases.values_mut().filter_map(|file| file.watch.as_mut()) {
            watch.link.discard(reason);
            watch.held = None;
            while let Some(effect) = watch.link.poll_effect() {
                if let LinkEffect::Zero { grant } = effect {
                    effects.push_back(Effect::Withdraw(grant));
                }
            }
        }
        for handoff in self.cases.values_mut().filter_map(|file| file.handoff.as_mut()) {
            handoff.link.discard(reason);
            handoff.held = None;
            while let Some(effect) = handoff.link.poll_effect() {
                if let LinkEffect::Zero { grant } = effect {
                    effects.push_back(Effect::Withdraw(grant));
                }
            }
        }
    }

    /// Wants a client for the next link ready before it is asked for.
    pub(crate) fn prepare_mint(&mut self, epoch: Epoch, effects: &mut VecDeque<Effect>) {
        if self.mint.is_none() && !self.mint_preparing {
            self.mint_preparing = true;
            effects.push_back(Effect::PrepareMint(epoch, self.place.address.clone(), self.key.duplicate()));
        }
    }

    /// The service answered as it should.
    pub(crate) fn went_well(&mut self, asked: Asked<'_>, date: Option<Timestamp>, now: Now) {
        if let Some(date) = date {
            self.clock.observe(date, now);
        }
        let read = self.clock.read(now);
        self.in_step.last_good = Some(read);
        self.in_step.failing.clear();
        self.in_step.list_failed &= asked != Asked::List;
        match self.in_step.state {
            SyncState::KeyRefused => return,
            SyncState::Failing if self.in_step.list_failed => return,
            // What could not be reached for a while is not waited for any longer.
            SyncState::Offline => self.schedule.try_now(now),
            SyncState::Starting | SyncState::InStep | SyncState::Failing => {}
        }
        self.in_step.state = SyncState::InStep;
        self.in_step.since = None;
        self.in_step.problem = None;
    }

    /// The service did not answer as it should. What is wrong with one case alone says nothing of the connection.
    pub(crate) fn went_wrong(&mut self, asked: Asked<'_>, error: &ApiError, now: Now) {
        if let Some(date) = error.date() {
            self.clock.observe(date, now);
        }
        if let Some(wait) = error.retry_after() {
            self.wait_as_asked(wait, now);
        }
        let state = sync_state(error);
        let mut of_one_case = false;
        match asked {
            Asked::List => self.in_step.list_failed = true,
            Asked::Case(id) => {
                self.in_step.failing.insert(id.clone());
                of_one_case = state == SyncState::Failing && self.in_step.failing.len() < TROUBLE;
            }
        }
        if self.in_step.state == SyncState::KeyRefused || of_one_case {
            return;
        }
        if self.in_step.state != state {
            self.in_step.since = Some(self.clock.read(now));
        }
        self.in_step.state = state;
        self.in_step.problem = Some(wire_error(error));
        match state {
            SyncState::KeyRefused => {
                self.schedule.stop();
                self.book.hold_back(true);
                self.stop_attaching(Code::KeyRefused);
            }
            SyncState::Offline => self.stop_attaching(Code::Unreachable),
            SyncState::Starting | SyncState::InStep | SyncState::Failing => {}
        }
    }

    /// An answer to something other than a reading: only what concerns the whole connection is taken from it.
    pub(crate) fn heed(&mut self, id: &AuthorizationId, error: &ApiError, now: Now) {
        if error.is_unauthorized() {
            self.went_wrong(Asked::Case(id), error, now);
        } else if let Some(wait) = error.retry_after() {
            self.wait_as_asked(wait, now);
        }
    }

    /// The service asks to wait. Beyond what a person waits for, nothing goes out by itself after it.
    pub(crate) fn wait_as_asked(&mut self, wait: Duration, now: Now) {
        self.schedule.hold(wait, now);
        if wait > LONGEST_ASKED {
            self.book.hold_back(true);
        }
    }

    /// Whether the service refused the key: nothing is sent any more.
    pub(crate) fn key_is_refused(&self) -> bool {
        self.in_step.state == SyncState::KeyRefused
    }
}

impl Default for InStep {
    fn default() -> Self {
        Self {
            state: SyncState::Starting,
            last_good: None,
            since: None,
            problem: None,
            list_failed: false,
            failing: BTreeSet::new(),
        }
    }
}
