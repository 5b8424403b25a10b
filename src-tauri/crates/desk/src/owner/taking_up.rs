//! What was decided in an earlier run and is not settled: read and compared before anything new is sent for its case, shown
//! first, and sent again only when the operator asks for it.

use super::creating::Creating;
use super::deciding::nothing_sent;
use super::journal::{CREATE, Intent, JournalRead, TakenUp, code_of, stage_of, taken_up};
use super::{CaseFile, Connection, HandoffFile, Owner};
use crate::wire::{Code, JournalView, NewCase, UnfinishedView, WireError};
use engine::command::{CommandKind, Decision, Resend, Stage};
use engine::schedule::{Attention, HOT_FOR};
use engine::time::{Boot, Now};
use model::{AuthorizationId, AuthorizationVersion, HandoffId, SnapshotId, Timestamp};
use std::collections::BTreeSet;
use std::time::Duration;
use store::KeptCommand;

/// How long the handoff of a settled command is remembered as ours, in milliseconds.
const HANDOFF_REMEMBERED: i64 = 2 * 24 * 60 * 60 * 1_000;
/// How long to wait before the journal is read again after it could not be.
const AGAIN: Duration = Duration::from_secs(5);

/// How far the journal of a connection is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Journal {
    /// Being read: nothing is sent.
    Reading,
    /// It could not be read: nothing is sent, and it is tried again then.
    Failed(Boot),
    /// It could not be read, and is being read again: nothing is sent.
    ReadingAgain,
    /// Everything in it is known.
    Read,
}

/// A handoff that was started here in an earlier run.
pub(crate) struct StartedBefore {
    pub(crate) asked_at: Timestamp,
    pub(crate) accepted: Option<SnapshotId>,
}

impl Owner {
    pub(crate) fn journal_read(&mut self, read: JournalRead, now: Now) {
        if !self.is_current(read.epoch) {
            return;
        }
        let Some(connection) = self.session.connection_mut() else { return };
        if connection.journal == Journal::Read {
            // Asked for twice, as after it was set aside: what is known is not taken up a second time.
            return;
        }
        connection.sealed_for_later = read.sealed_for_later;
        match read.kept {
            Ok(kept) => {
                connection.journal = Journal::Read;
                let (kept, damaged) = kept;
                connection.damaged = damaged;
                match read.writable {
                    Ok(()) => self.records_work(),
                    Err(why) => self.records_failed(why),
                }
                self.take_up_all(&kept, now);
                self.end_open_mints(now);
                self.recall();
            }
            Err(why) => {
                connection.journal = Journal::Failed(now.boot.plus(AGAIN));
                self.records_failed(why);
            }
        }
        self.drafts_may_go();
        self.views.touch_everything();
    }

    /// No link of an earlier run is asked for any more. Where that cannot be noted it is tried at the next start.
    fn end_open_mints(&self, now: Now) {
        if let Some(connection) = self.session.connection()
            && let Some(writer) = &connection.writer
        {
            writer.end_open_mints(connection.clock.read(now));
        }
    }

    /// A journal that could not be read is tried again.
    pub(crate) fn read_journal_again(&mut self, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        if matches!(connection.journal, Journal::Failed(at) if at <= now.boot) {
            self.ask_for_kept();
        }
    }

    /// Whether everything that was decided before is known.
    pub(crate) fn journal_is_read(&self) -> bool {
        self.session.connection().is_some_and(|connection| connection.journal == Journal::Read)
    }

    /// Why nothing may be decided yet: what was decided before is not known.
    pub(crate) fn journal_closed(&self) -> Result<(), WireError> {
        match self.connection()?.journal {
            Journal::Read => Ok(()),
            Journal::Reading => Err(nothing_sent(Code::NotPossibleNow)),
            Journal::Failed(_) | Journal::ReadingAgain => {
                Err(nothing_sent(self.records_trouble.map_or(Code::DiskFailing, code_of)))
            }
        }
    }

    /// Of each case the newest: what it stands for took the place of everything before it. What only a newer version of this
    /// program knows stays where it is, for that version, and stands for nothing here but that its case is only read.
    fn take_up_all(&mut self, kept: &[KeptCommand], now: Now) {
        let (known, beyond): (Vec<_>, Vec<_>) = kept.iter().partition(|kept| {
            let kind = kept.line.kind.as_str();
            kind == CREATE || CommandKind::of_word(kind).is_some()
        });
        let open = beyond.into_iter().filter(|kept| !kept.line.stage.settled);
        let cases = open.filter_map(|kept| AuthorizationId::new(kept.line.case.as_deref()?).ok());
        if let Some(connection) = self.session.connection_mut() {
            connection.beyond = cases.collect();
        }
        let mut taken = BTreeSet::new();
        for kept in known.into_iter().rev() {
            if taken.insert(kept.line.case.clone()) {
                self.take_up(kept, now);
            }
        }
    }

    fn take_up(&mut self, kept: &KeptCommand, now: Now) {
        let line = &kept.line;
        let stage =
            Stage::taken_up(&line.stage.word, line.stage.attempt, line.stage.conflict, line.stage.code.as_deref());
        let taken = taken_up(kept);
        if line.kind == CREATE {
            return self.take_up_creation(kept, &stage, taken);
        }
        let kind = CommandKind::of_word(&line.kind);
        let case = line.case.as_deref().and_then(|case| AuthorizationId::new(case).ok());
        let Some(connection) = self.session.connection_mut() else { return };
        let (Some(kind), Some(case)) = (kind, case) else { return };
        connection.remember_handoff(kept, kind, &stage, taken.intent.as_ref());
        // Its handoff may have been read before this was known.
        connection.recognise_handoff(&case);
        if stage.is_in_effect() {
            let over = kind != CommandKind::StartHandoff || now.wall.millis_since(line.stage.at) > HANDOFF_REMEMBERED;
            if over {
                self.note_dismissed(line.id.clone(), &stage, line.stage.at);
            } else {
                // Whether it is still open is read at once: it is among the first things to be seen.
                connection.schedule.watch(&case, Attention::OnScreen, now);
                connection.schedule.read_soon(&case, now);
            }
            return;
        }
        connection.restore(kept, kind, case.clone(), stage, taken, now);
        self.touch(&case, now);
    }

    fn take_up_creation(&mut self, kept: &KeptCommand, stage: &Stage, taken: TakenUp) {
        let line = &kept.line;
        let Some(connection) = self.session.connection_mut() else { return };
        if !stage.is_open() || connection.creating.is_some() {
            return;
        }
        let same = taken.intent.as_ref().is_some_and(|intent| connection.is_of(intent));
        let resend = if same && taken.frozen.is_some() { Resend::Asked } else { Resend::Never };
        let what = taken.intent.and_then(|intent| intent.new_case).unwrap_or_else(NewCase::not_readable);
        connection.creating = Some(Creating {
            resend,
            from_before: true,
            attempts: line.stage.attempt.max(1),
            record: Some(line.id.clone()),
            ..Creating::new(what, taken.frozen, line.operator.clone(), line.decided_at)
        });
    }

    /// What keeps decisions on this computer.
    pub(crate) fn journal_view(&self) -> JournalView {
        // Practice is written down nowhere.
        let written = self.session.connection().is_none_or(|connection| connection.writer.is_some());
        let trouble = self.records_trouble.filter(|_| written);
        let sealed_for_later = self.session.connection().is_none_or(|connection| connection.sealed_for_later);
        let read = self.session.connection().is_none_or(|connection| connection.journal == Journal::Read);
        let damaged = self.session.connection().map_or(0, |connection| connection.damaged);
        JournalView { trouble, read, sealed_for_later, damaged }
    }

    /// What was found unsettled at the start and was not put away since.
    pub(crate) fn unfinished(&self, now: Now) -> Vec<UnfinishedView> {
        let Some(connection) = self.session.connection() else { return Vec::new() };
        let before = |id: &AuthorizationId| {
            let command = connection.book.of(id)?;
            connection.from_before.contains(&command.id).then_some(())?;
            let command = crate::project::case::command_view(connection, id, connection.cases.get(id), now)?;
            Some(UnfinishedView { case: id.to_string(), command })
        };
        connection.book.all().filter_map(|command| before(&command.case)).collect()
    }
}

impl Connection {
    /// Whether what was decided may be sent by this connection: the same key to the same place in the same contract.
    fn is_of(&self, intent: &Intent) -> bool {
        intent.fingerprint == self.fingerprint && intent.contract == self.place.contract.name()
    }

    fn remember_handoff(&mut self, kept: &KeptCommand, kind: CommandKind, stage: &Stage, intent: Option<&Intent>) {
        let started = (kind == CommandKind::StartHandoff && stage.is_in_effect()).then(|| kept.line.stage.code.clone());
        let started = started.flatten().and_then(|id| HandoffId::new(id).ok());
        let about = intent.and_then(|intent| intent.handoff.clone());
        let accepted = intent.and_then(|intent| intent.intended.accepted.clone());
        if let Some(handoff) = started.or(about) {
            let before = StartedBefore { asked_at: kept.line.decided_at, accepted };
            self.started_before.entry(handoff).or_insert(before);
        }
    }

    fn restore(
        &mut self,
        kept: &KeptCommand,
        kind: CommandKind,
        case: AuthorizationId,
        stage: Stage,
        taken: TakenUp,
        now: Now,
    ) {
        let line = &kept.line;
        let same = taken.intent.as_ref().is_some_and(|intent| self.is_of(intent));
        let may = same && taken.frozen.is_some() && !self.beyond.contains(&case);
        let resend = if may { Resend::Asked } else { Resend::Never };
        let decision = Decision {
            case: case.clone(),
            kind,
            version: AuthorizationVersion(line.version.unwrap_or_default()),
            operator: line.operator.clone(),
            decided_at: line.decided_at,
            keyed: line.key.is_some(),
            // What cannot be read is never sent: a read stands in its place.
            frozen: taken.frozen.unwrap_or_else(|| self.place.contract.read(&case)),
        };
        let open = !stage.is_settled();
        // One of this run keeps its place.
        let Ok(command) = self.book.restore(decision, stage, resend) else { return };
        self.records.insert(command, line.id.clone());
        self.from_before.insert(command);
        if let Some(intent) = taken.intent {
            self.decided_under.insert(command, intent.fingerprint);
            self.intended.insert(command, intent.intended);
        }
        if open {
            self.checking.insert(command, now.boot);
        }
        self.schedule.watch(&case, Attention::Hot, now);
        self.schedule.read_soon(&case, now);
        if let Some(file) = self.cases.get_mut(&case) {
            file.hot_until = Some(now.boot.plus(HOT_FOR));
        }
    }

    /// A handoff that was started here in an earlier run is ours again; its link is gone.
    pub(crate) fn recognise_handoff(&mut self, id: &AuthorizationId) {
        let Some(handoff) = self.cases.get_mut(id).and_then(|file: &mut CaseFile| file.handoff.as_mut()) else {
            return;
        };
        let HandoffFile { handoff: found, ours, from_before, asked_at, accepted, .. } = handoff;
        if let (false, Some(before)) = (*ours, self.started_before.get(&found.id)) {
            (*ours, *from_before) = (true, true);
            *asked_at = Some(before.asked_at);
            accepted.clone_from(&before.accepted);
        }
    }
}

/// The stage of what took the place of another: looked for no more.
pub(crate) fn put_away(stage: &Stage, at: Timestamp) -> store::Stage {
    store::Stage { settled: true, ..stage_of(stage, None, at, true) }
}
