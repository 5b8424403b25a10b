//! An operator decides: checked against what she saw, frozen, recorded and sent once
//! (architecture, section "Three trips").

mod again;
mod outcome;

use super::case_file::{Acceptance, Claim, Said};
use super::intended::{Intended, Shows};
use super::taking_up::put_away;
use super::{CaseFile, Connection, Effect, Owner, Reply, answer};
use crate::project::package::package_view;
use crate::project::requirements::editing_closed;
use crate::wire::{
    AcceptForPortal, CaseRef, Code, ConfirmAcceptance, ConfirmContinue, Locked, Nothing, OpenStep, PackageView,
    StepKind, StepView, WireError,
};
use collate::{Contract, FrozenRequest};
use engine::command::{CommandId, CommandKind, Decision};
use engine::link::Ended;
use engine::schedule::HOT_FOR;
use engine::standing::{Accepted, Wanted};
use engine::time::Now;
use model::{AuthorizationId, AuthorizationVersion, HandoffState, IdempotencyKey};
use uuid::Uuid;

/// A decision: what kind, the bytes, and what it is to make true.
pub(crate) type Decided = (CommandKind, FrozenRequest, Intended);
/// Whoever waits for a decision to be answered.
pub(crate) type Waiting = Box<dyn FnOnce(Result<(), WireError>) + Send>;

impl Owner {
    pub(crate) fn read_package(&self, case: &CaseRef) -> Result<PackageView, WireError> {
        let (_, file) = self.case(&case.case)?;
        let snapshot = file.case.snapshot.as_ref().ok_or_else(|| nothing_sent(Code::PackageChanged))?;
        Ok(package_view(&file.case, snapshot))
    }

    /// Accepts the package for the portal step: kept here, nothing is sent.
    pub(crate) fn accept_for_portal(&mut self, intent: &AcceptForPortal, now: Now) -> Result<Nothing, WireError> {
        let operator = self.operator()?;
        let (id, file) = self.case(&intent.case)?;
        if !matches!(file.standing().wanted, Wanted::ReviewForPortal | Wanted::TakeOver) {
            return Err(nothing_sent(Code::CaseChanged));
        }
        let what = accepted_package(file, &intent.snapshot, &intent.hash, intent.warnings_read)?;
        self.connection()?.shut(file)?;
        let package = file.case.snapshot.clone();
        let connection = self.connection_mut()?;
        let at = connection.clock.read(now);
        let by = operator.clone();
        if let Some(file) = connection.cases.get_mut(&id) {
            file.accepted = Some(Acceptance { what, operator, at });
        }
        if let Some(package) = package {
            self.keep_accepted(&id, package, by, at);
        }
        self.touch(&id, now);
        Ok(Nothing {})
    }

    /// What a confirm step shows. The case has just been read; its version is what a confirmation must name.
    pub(crate) fn open_step(&mut self, intent: &OpenStep) -> Result<StepView, WireError> {
        let (id, file) = self.case(&intent.case)?;
        if !allows(file, intent.step) {
            return Err(nothing_sent(Code::NotPossibleNow));
        }
        let view = StepView {
            version: file.case.version.to_string(),
            read_at: crate::project::time(file.read_at),
            package: file.case.snapshot.as_ref().map(|s| (s.id.to_string(), s.content_hash().to_string())),
        };
        let version = file.case.version;
        if let Some(file) = self.connection_mut()?.cases.get_mut(&id) {
            file.opened_at_version = Some(version);
        }
        Ok(view)
    }

    pub(crate) fn confirm_continue(&mut self, intent: &ConfirmContinue, reply: Reply<Nothing>, now: Now) {
        let decide = |contract: Contract, file: &CaseFile, key| {
            let action = named_action(contract, file)?;
            let request = contract.confirm(&file.case.id, file.case.version, key, None, action);
            Ok((CommandKind::Continue, request, Intended::default()))
        };
        self.decide(&intent.case, &intent.version, StepKind::Continue, reply, now, decide);
    }

    pub(crate) fn confirm_acceptance(&mut self, intent: &ConfirmAcceptance, reply: Reply<Nothing>, now: Now) {
        let claim = self.claim(now);
        let decide = |contract: Contract, file: &CaseFile, key| {
            let what = accepted_package(file, &intent.snapshot, &intent.hash, intent.warnings_read)?;
            let accepted = what.snapshot;
            let shows = Some(Shows::Package(accepted.clone(), what.hash.to_string()));
            let action = named_action(contract, file)?;
            let request = contract.confirm(&file.case.id, file.case.version, key, Some(&accepted), action);
            let claim = claim(Said::Accepted(accepted));
            Ok((CommandKind::Approve, request, Intended { claim, shows, ..Intended::default() }))
        };
        self.decide(&intent.case, &intent.version, StepKind::Accept, reply, now, decide);
        self.will_accept(&intent.case);
    }

    /// Every decision of a confirm step goes this way: nothing is sent that was not recorded, or on another version than
    /// was shown by the step.
    pub(crate) fn decide(
        &mut self,
        case: &str,
        version: &str,
        step: StepKind,
        reply: Reply<Nothing>,
        now: Now,
        decide: impl FnOnce(Contract, &CaseFile, IdempotencyKey) -> Result<Decided, WireError>,
    ) {
        let opened = self.case(case).map(|(_, file)| file.opened_at_version.map(|version| version.to_string()));
        // The step was opened on a reading made for it.
        let waiting: Waiting = Box::new(|result| answer(reply, result.map(|()| Nothing {})));
        if version.parse::<u64>().is_err() {
            return waiting(Err(nothing_sent(Code::BadInput)));
        }
        match opened {
            Ok(Some(opened)) if opened == version => {
                // Whoever waits was told.
                let _ = self.write(case, version, step, waiting, now, decide);
            }
            Ok(_) => waiting(Err(nothing_sent(Code::CaseChanged))),
            Err(error) => waiting(Err(error)),
        }
    }

    /// Every decision goes this way: recorded, sent once, on the version that was shown.
    ///
    /// # Errors
    /// Why nothing was sent; whoever waits is told the same.
    pub(crate) fn write(
        &mut self,
        case: &str,
        version: &str,
        step: StepKind,
        waiting: Waiting,
        now: Now,
        decide: impl FnOnce(Contract, &CaseFile, IdempotencyKey) -> Result<Decided, WireError>,
    ) -> Result<(), WireError> {
        match self.freeze(case, version, step, now, decide) {
            Ok((id, command)) => {
                if let Ok(connection) = self.connection_mut() {
                    connection.waiting.insert(command, waiting);
                }
                self.send(&id, command, now);
                Ok(())
            }
            Err(error) => {
                waiting(Err(error.clone()));
                Err(error)
            }
        }
    }

    fn freeze(
        &mut self,
        case: &str,
        version: &str,
        step: StepKind,
        now: Now,
        decide: impl FnOnce(Contract, &CaseFile, IdempotencyKey) -> Result<Decided, WireError>,
    ) -> Result<(AuthorizationId, CommandId), WireError> {
        let operator = self.operator()?;
        self.journal_closed()?;
        let (id, file) = self.case(case)?;
        let shown = version.parse().map(AuthorizationVersion).map_err(|_| nothing_sent(Code::BadInput))?;
        // Nothing newer came since it was shown.
        if file.case.version != shown {
            return Err(nothing_sent(Code::CaseChanged));
        }
        match self.locked(&id, now) {
            Some(Locked::CommandOpen) => return Err(nothing_sent(Code::CommandOpen)),
            Some(Locked::KeyRefused) => return Err(nothing_sent(Code::KeyRefused)),
            Some(Locked::NotRecognized | Locked::JournalUnread) => return Err(nothing_sent(Code::NotPossibleNow)),
            Some(Locked::Offline | Locked::NotRead) => self.connection()?.shut(file)?,
            Some(Locked::Stale) | None => {}
        }
        if !allows(file, step) {
            return Err(nothing_sent(Code::NotPossibleNow));
        }
        let connection = self.connection()?;
        if connection.schedule.is_held(now) {
            return Err(nothing_sent(Code::TooMany));
        }
        let (kind, request, intended) = decide(connection.place.contract, file, new_key()?)?;
        let decided_at = connection.clock.read(now);
        let connection = self.connection_mut()?;
        let (before, deed) = (connection.book.of(&id).cloned(), connection.deed(&id));
        let keyed = request.key().is_some();
        let decision =
            Decision { case: id.clone(), kind, version: shown, operator, decided_at, frozen: request, keyed };
        let prepared = connection.book.prepare(decision);
        let command = prepared.map_err(|_| nothing_sent(Code::CommandOpen))?;
        connection.intended.insert(command, intended);
        connection.decided_under.insert(command, connection.fingerprint.clone());
        // The step is used up: another decision opens its own.
        if let Some(file) = connection.cases.get_mut(&id) {
            file.opened_at_version = None;
        }
        self.step(kind.word(), "decided");
        if let Err(error) = self.record(&id) {
            // Not recorded, not sent: the case is as it was.
            if let Some(connection) = self.session.connection_mut() {
                connection.book.take_back(command, before);
                connection.intended.remove(&command);
                connection.decided_under.remove(&command);
            }
            return Err(error);
        }
        self.connection_mut()?.remembering.this_run.did(&id, deed);
        // One that was let be is looked for no more once another took its place.
        if let Some(before) = before
            && let Some(record) = self.connection_mut()?.forget_command(before.id)
        {
            self.note_stage(record, put_away(&before.stage, decided_at));
        }
        self.step(kind.word(), "recorded");
        Ok((id, command))
    }

    fn send(&mut self, id: &AuthorizationId, number: CommandId, now: Now) {
        let epoch = self.epoch;
        let Some(connection) = self.session.connection_mut() else { return };
        let service_now = connection.clock.read(now);
        let Some(command) = connection.book.will_send(number, service_now) else { return };
        let (request, kind) = (command.frozen.clone(), command.kind);
        connection.schedule.will_send(now);
        if let Some(file) = connection.cases.get_mut(id) {
            file.hot_until = Some(now.boot.plus(HOT_FOR));
            // Access withdrawn here ends here, whatever the service answers.
            if let Some(handoff) = file.handoff.as_mut().filter(|_| kind == CommandKind::Revoke) {
                handoff.link.discard(Ended::Revoked);
                super::portal::drain_link(handoff, &mut self.effects);
            }
        }
        let client = connection.client.clone();
        // Noted before the effect is carried out: what is found after a crash may have left.
        self.command_moved(id, now);
        self.effects.push_back(Effect::Send { epoch, client, command: number, kind, request });
        self.touch(id, now);
    }

    /// Makes a claim by whoever works here, now.
    pub(crate) fn claim(&self, now: Now) -> impl Fn(Said) -> Option<Claim> + use<> {
        let at = self.connection().map_or(now.wall, |connection| connection.clock.read(now));
        let operator = self.kept.operator.clone().unwrap_or_default();
        move |said| Some(Claim { said, operator: operator.clone(), at })
    }

    /// Why no command can be sent on a case now.
    pub(crate) fn locked(&self, id: &AuthorizationId, now: Now) -> Option<Locked> {
        self.session.connection().and_then(|connection| connection.locked(id, now))
    }

    pub(crate) fn case(&self, case: &str) -> Result<(AuthorizationId, &CaseFile), WireError> {
        let id = AuthorizationId::new(case).map_err(|_| nothing_sent(Code::CaseNotFound))?;
        let file = self.connection()?.cases.get(&id).ok_or_else(|| nothing_sent(Code::CaseNotFound))?;
        Ok((id, file))
    }

    pub(crate) fn connection(&self) -> Result<&Connection, WireError> {
        self.session.connection().ok_or_else(|| nothing_sent(Code::NotConnected))
    }

    pub(crate) fn connection_mut(&mut self) -> Result<&mut Connection, WireError> {
        self.session.connection_mut().ok_or_else(|| nothing_sent(Code::NotConnected))
    }
}

impl Connection {
    /// Whether anything may be sent at all: the key is good, and the service did not ask to wait.
    pub(crate) fn may_send(&self, now: Now) -> Result<(), WireError> {
        match () {
            () if self.key_is_refused() => Err(nothing_sent(Code::KeyRefused)),
            () if self.schedule.is_held(now) => Err(nothing_sent(Code::TooMany)),
            () => Ok(()),
        }
    }
}

/// Whether the case asks for this step now.
fn allows(file: &CaseFile, step: StepKind) -> bool {
    let wanted = file.standing().wanted;
    let in_portal = matches!(&wanted, Wanted::InPortal { state: HandoffState::Offered | HandoffState::Active });
    match step {
        StepKind::Continue => matches!(wanted, Wanted::Continue { .. }),
        StepKind::Accept => wanted == Wanted::Approve,
        StepKind::StartHandoff => wanted == Wanted::TakeOver,
        StepKind::Complete | StepKind::Unable | StepKind::Revoke => in_portal,
        StepKind::Cancel => !file.case.is_ended() && file.is_recognized(),
        StepKind::SaveAnswers | StepKind::Attach | StepKind::RemoveAttachment => editing_closed(file).is_none(),
    }
}

/// Checks an acceptance against the package as it is now.
fn accepted_package(file: &CaseFile, snapshot: &str, hash: &str, read: usize) -> Result<Accepted, WireError> {
    let changed = || nothing_sent(Code::PackageChanged);
    let package = file.case.snapshot.as_ref().ok_or_else(changed)?;
    let now = package.content_hash();
    if package.id.as_str() != snapshot || now.to_string() != hash || !package.is_current() {
        return Err(changed());
    }
    if read < package.warnings {
        return Err(nothing_sent(Code::WarningsUnread));
    }
    if package_view(&file.case, package).too_large {
        return Err(nothing_sent(Code::PackageTooLarge));
    }
    Ok(Accepted { snapshot: package.id.clone(), hash: now })
}

/// The action a confirmation names, where the contract wants it named. Without a name nothing can be confirmed.
fn named_action(contract: Contract, file: &CaseFile) -> Result<Option<&str>, WireError> {
    let named = file.case.next_action.as_ref().and_then(|action| action.id.as_deref());
    match named {
        None if contract.confirms_by_action() => Err(nothing_sent(Code::NotPossibleNow)),
        named => Ok(named),
    }
}

/// A key of 122 random bits: it tells nothing of when or by whom.
pub(crate) fn new_key() -> Result<IdempotencyKey, WireError> {
    IdempotencyKey::new(Uuid::new_v4().to_string()).map_err(|_| nothing_sent(Code::BadInput))
}

pub(crate) fn nothing_sent(code: Code) -> WireError {
    WireError::nothing_sent(code)
}
