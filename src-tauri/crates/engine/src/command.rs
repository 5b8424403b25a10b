//! The life of a command: one decision of one operator, sent so that it counts once (architecture, section "Three trips").
//!
//! A command is frozen before it is sent: the same bytes and the same key for as long as it lives. Its answer is applied,
//! refused, or *unknown*. Unknown, and every version conflict, is read and compared, never called "failed" and never sent
//! again on another version: a new decision is a new command.

use model::{
    Authorization, AuthorizationId, AuthorizationVersion, Handoff, HandoffResult, HandoffState, Status, Timestamp,
};
use std::collections::BTreeMap;

/// Numbers the commands of this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommandId(pub u64);

/// What the operator decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandKind {
    /// Tell Collate to go on.
    Continue,
    /// Release the package for submission.
    Approve,
    /// Stop working on the case.
    Cancel,
    /// Take over the payer session.
    StartHandoff,
    /// Report what the portal showed.
    Complete,
    /// Report that it could not be finished.
    Unable,
    /// Withdraw access.
    Revoke,
    /// Save answers.
    SaveAnswers,
    /// Attach a file.
    Attach,
    /// Take a file off the case.
    RemoveAttachment,
}

/// What the service made of it, as far as its answer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It said so, and the answer was understood.
    Applied,
    /// It refused, with this code, and did nothing.
    Refused(String),
    /// The version was not the one it has: this copy did nothing. An earlier one may have arrived.
    Conflict,
    /// Nobody can tell from the answer, or there was none.
    Unknown,
    /// Not a byte of it was sent.
    NotSent,
}

/// What reading the case afterwards shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// What was asked for is so.
    TookEffect,
    /// It is not so, and this command can no longer make it so.
    DidNotTakeEffect,
    /// It is not so, and the command might still arrive.
    NotYet,
    /// The case moved in a way that says nothing about the command.
    CannotTell,
}

/// Where a command stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Frozen and recorded; nothing was sent.
    Prepared,
    /// On its way, for the nth time.
    Sending(u32),
    /// Not known yet, or changed under it: the case is being read.
    Checking {
        /// Whether the service answered with a version conflict.
        conflict: bool,
        /// How often it was sent.
        attempt: u32,
        /// What the newest reading showed.
        last: Option<Finding>,
    },
    /// Done, by the service's own word or by what the case shows.
    Applied,
    /// Refused with this code; nothing was done.
    Refused(String),
    /// Not a byte was sent.
    NotSent,
    /// The operator waits for it no more. It may still arrive, and is still looked for.
    LetBe,
    /// Nothing was done: the case changed first, or the reading shows so. `conflict` as above.
    NotDone {
        /// Whether the service answered with a version conflict.
        conflict: bool,
    },
    /// It cannot be told; the operator looks at the case and decides.
    Undecided,
}

impl Stage {
    /// Whether the case must not get another command yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Prepared | Self::Sending(_) | Self::Checking { .. })
    }

    /// Whether nothing that comes can change it any more.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        !self.is_open() && *self != Self::LetBe
    }
}

/// A command and where it stands. `F` is the frozen request: carried, never looked into.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command<F> {
    /// Its number.
    pub id: CommandId,
    /// The case.
    pub case: AuthorizationId,
    /// What was decided.
    pub kind: CommandKind,
    /// The version the operator saw.
    pub version: AuthorizationVersion,
    /// Who decided.
    pub operator: String,
    /// When, by the service's clock as far as it is known.
    pub decided_at: Timestamp,
    /// The request, byte for byte.
    pub frozen: F,
    /// Where it stands.
    pub stage: Stage,
}

/// Why a command cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// Another command of this case is not settled.
    InFlight,
}

/// The commands of this run: at most one open for each case; the newest settled one stays to be shown.
#[derive(Debug, Clone)]
pub struct Book<F> {
    commands: BTreeMap<AuthorizationId, Command<F>>,
    next: u64,
}

impl<F> Default for Book<F> {
    fn default() -> Self {
        Self { commands: BTreeMap::new(), next: 1 }
    }
}

impl<F> Book<F> {
    /// Freezes a decision.
    ///
    /// # Errors
    /// [`Busy`] while another command of the case is open.
    pub fn prepare(
        &mut self,
        case: AuthorizationId,
        kind: CommandKind,
        version: AuthorizationVersion,
        operator: String,
        decided_at: Timestamp,
        frozen: F,
    ) -> Result<CommandId, Busy> {
        if self.of(&case).is_some_and(|command| command.stage.is_open()) {
            return Err(Busy::InFlight);
        }
        let id = CommandId(self.next);
        self.next += 1;
        let stage = Stage::Prepared;
        let command = Command { id, case: case.clone(), kind, version, operator, decided_at, frozen, stage };
        self.commands.insert(case, command);
        Ok(id)
    }

    /// The newest command of a case, open or settled.
    #[must_use]
    pub fn of(&self, case: &AuthorizationId) -> Option<&Command<F>> {
        self.commands.get(case)
    }

    /// Every newest command.
    pub fn all(&self) -> impl Iterator<Item = &Command<F>> {
        self.commands.values()
    }

    /// Lets the command go out, first or again. Again only when a reading showed that it has not taken effect.
    pub fn will_send(&mut self, id: CommandId) -> Option<&Command<F>> {
        let command = self.by_id(id)?;
        command.stage = match &command.stage {
            Stage::Prepared => Stage::Sending(1),
            Stage::Checking { attempt, last: Some(Finding::NotYet), .. } => Stage::Sending(attempt + 1),
            _ => return None,
        };
        Some(command)
    }

    /// The answer came, or did not. Says whether the case must be read now.
    pub fn did_answer(&mut self, id: CommandId, answer: Answer) -> bool {
        let Some(command) = self.by_id(id) else { return false };
        let Stage::Sending(attempt) = command.stage else { return false };
        let checking = |conflict| Stage::Checking { conflict, attempt, last: None };
        command.stage = match answer {
            Answer::Applied => Stage::Applied,
            Answer::Conflict => checking(true),
            Answer::Unknown => checking(false),
            Answer::Refused(code) if attempt == 1 => Stage::Refused(code),
            Answer::NotSent if attempt == 1 => Stage::NotSent,
            // What was refused, or never left, on a later try says nothing of the first.
            Answer::Refused(_) | Answer::NotSent => checking(false),
        };
        command.stage.is_open()
    }

    /// The way to the service is gone while answers are outstanding: none of them comes any more. Names the commands
    /// whose outcome is not known now.
    pub fn lost_sight(&mut self) -> Vec<CommandId> {
        let on_their_way = self.commands.values_mut().filter_map(|command| match command.stage {
            Stage::Sending(attempt) => {
                command.stage = Stage::Checking { conflict: false, attempt, last: None };
                Some(command.id)
            }
            _ => None,
        });
        on_their_way.collect()
    }

    /// A reading made after the answer shows this.
    pub fn did_read(&mut self, id: CommandId, finding: Finding) {
        let Some(command) = self.by_id(id) else { return };
        command.stage = match (&command.stage, finding) {
            // The only copy was turned away: whatever the case shows is somebody else's doing.
            (Stage::Checking { conflict: true, attempt: 1, .. }, _) => Stage::NotDone { conflict: true },
            (Stage::Checking { .. } | Stage::LetBe, Finding::TookEffect) => Stage::Applied,
            (Stage::Checking { conflict, .. }, Finding::DidNotTakeEffect) => Stage::NotDone { conflict: *conflict },
            (Stage::LetBe, Finding::DidNotTakeEffect) => Stage::NotDone { conflict: false },
            (Stage::Checking { .. }, Finding::CannotTell) => Stage::Undecided,
            (Stage::Checking { conflict, attempt, .. }, Finding::NotYet) => {
                Stage::Checking { conflict: *conflict, attempt: *attempt, last: Some(finding) }
            }
            _ => return,
        };
    }

    /// The operator stops waiting for a command that was read as not having taken effect: the case is free for another
    /// decision. That nothing was done is not known by it.
    pub fn let_be(&mut self, id: CommandId) -> bool {
        match self.by_id(id) {
            Some(command) if matches!(command.stage, Stage::Checking { last: Some(Finding::NotYet), .. }) => {
                command.stage = Stage::LetBe;
                true
            }
            _ => false,
        }
    }

    /// Takes a command nobody waits for off the screen. Names it.
    pub fn dismiss(&mut self, case: &AuthorizationId) -> Option<CommandId> {
        self.of(case).filter(|command| !command.stage.is_open())?;
        self.commands.remove(case).map(|command| command.id)
    }

    fn by_id(&mut self, id: CommandId) -> Option<&mut Command<F>> {
        self.commands.values_mut().find(|command| command.id == id)
    }
}

/// How far a handoff's making may lie before the command that asked for it, by the service's own clock, and still be that
/// command's: its `Date` header has whole seconds only.
pub const SAME_MOMENT_MILLIS: i64 = 1_000;

/// Compares what a command asked for with what the service has now. `handoff` is the newest reading of the handoff the
/// command is about: the one it closes, or the one that is active after [`CommandKind::StartHandoff`]. `shows` says whether
/// the case has what was to be saved, attached or taken off, where that is what was asked for.
#[must_use]
pub fn compare<F>(command: &Command<F>, case: &Authorization, handoff: Option<&Handoff>, shows: bool) -> Finding {
    match command.kind {
        CommandKind::Continue | CommandKind::Approve => confirmed(command, case),
        CommandKind::Cancel if case.status == Status::Canceled => Finding::TookEffect,
        CommandKind::Cancel => unless_superseded(command, case),
        CommandKind::SaveAnswers | CommandKind::Attach | CommandKind::RemoveAttachment => {
            match (case.version <= command.version, shows) {
                (true, _) => Finding::NotYet,
                (false, true) => Finding::TookEffect,
                // The service may write an answer in its own way, or somebody saved after it.
                (false, false) if command.kind == CommandKind::SaveAnswers => Finding::CannotTell,
                // A write names its version: on a newer one it cannot take effect any more.
                (false, false) => Finding::DidNotTakeEffect,
            }
        }
        CommandKind::StartHandoff => match handoff {
            Some(handoff) if is_ours(handoff, command.decided_at) => Finding::TookEffect,
            // One that was there before and is going on: no second one was made beside it.
            Some(handoff) if handoff.state != HandoffState::Closed => Finding::DidNotTakeEffect,
            _ if case.version <= command.version => Finding::NotYet,
            _ => Finding::CannotTell,
        },
        CommandKind::Complete => closed(command, case, handoff, &HandoffResult::CompletedReported),
        CommandKind::Unable => closed(command, case, handoff, &HandoffResult::UnableToComplete),
        CommandKind::Revoke => closed(command, case, handoff, &HandoffResult::Revoked),
    }
}

/// Whether a handoff was made by a command decided at that time, rather than found already there. One that does not say
/// when it was made is not taken for ours: its operator says so herself.
#[must_use]
pub fn is_ours(handoff: &Handoff, decided_at: Timestamp) -> bool {
    handoff.created_at.is_some_and(|made| made.millis_since(decided_at) >= -SAME_MOMENT_MILLIS)
}

fn confirmed<F>(command: &Command<F>, case: &Authorization) -> Finding {
    if case.version <= command.version {
        return Finding::NotYet;
    }
    match case.status {
        Status::Processing | Status::WaitingOnPayer | Status::Completed => Finding::TookEffect,
        // Also where it asks for the same again: it may have gone on and come back.
        _ => Finding::CannotTell,
    }
}

fn closed<F>(command: &Command<F>, case: &Authorization, handoff: Option<&Handoff>, result: &HandoffResult) -> Finding {
    match handoff {
        Some(handoff) if handoff.result.as_ref() == Some(result) => Finding::TookEffect,
        Some(handoff) if handoff.result.is_some() => Finding::DidNotTakeEffect,
        Some(handoff) if handoff.is_open() => unless_superseded(command, case),
        Some(handoff) if handoff.state == HandoffState::Closing => Finding::NotYet,
        _ => Finding::CannotTell,
    }
}

/// Nothing shows the effect: with the version still the one sent it may yet arrive, with a newer one it is fenced off.
fn unless_superseded<F>(command: &Command<F>, case: &Authorization) -> Finding {
    if case.version <= command.version { Finding::NotYet } else { Finding::DidNotTakeEffect }
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
