//! The life of a command: one decision of one operator, sent so that it counts once (architecture, section "Three trips").
//!
//! A command is frozen before it is sent: the same bytes and the same key for as long as it lives. Its answer is applied,
//! refused, or *unknown*. Unknown, and every version conflict, is read and compared, never called "failed" and never sent
//! again on another version: a new decision is a new command. Where a reading shows that it has not taken effect, the same
//! bytes go out again: by themselves a few times, in the run in which it was decided and where a key keeps the service from
//! doing it twice; later only when the operator asks; never where there is no key, and never after [`HORIZON_MILLIS`].

mod compare;
mod stage;

use crate::schedule::Draw;
use crate::time::{Boot, Now};
pub use compare::{Finding, SAME_MOMENT_MILLIS, compare, is_ours};
use model::{AuthorizationId, AuthorizationVersion, Timestamp};
pub use stage::{Answer, Found, Stage};
use std::collections::BTreeMap;
use std::time::Duration;

/// How often a command goes out by itself, the first time among them.
pub const ATTEMPTS: u32 = 5;
/// How old a decision may be and still be sent again, in milliseconds. The service does not say how long it remembers keys.
pub const HORIZON_MILLIS: i64 = 12 * 60 * 60 * 1_000;
/// How far ahead of the service's clock a decision may lie, in milliseconds: clocks of one service are a little apart. What
/// lies further ahead was decided by a clock that was set back since, and its age is not known.
pub const FUTURE_MILLIS: i64 = 5 * 60 * 1_000;
/// The wait before the second copy at the most; it doubles with each one.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// The longest wait between two copies that is our own choice.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// The longest wait that is asked for and still waited out. Beyond it the operator decides.
pub const LONGEST_ASKED: Duration = Duration::from_secs(15 * 60);

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

/// Who may have a command sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resend {
    /// Nobody: it carries no key, or the bytes are gone, or it was made with another account's key.
    Never,
    /// The operator: it was found unsettled at the start, or what goes out by itself did.
    Asked,
    /// The program, within its limits.
    ByItself,
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
    /// Who may have it sent again.
    pub resend: Resend,
    /// When it may go out again by itself.
    pub not_before: Boot,
}

/// What is decided: everything of a command but what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision<F> {
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
    /// Whether the request carries a key that keeps the service from doing it twice.
    pub keyed: bool,
}

/// How long the next copy of a command waits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wait {
    /// What the service asked for (`Retry-After`).
    pub asked: Option<Duration>,
    /// A random draw, so that many desks do not come back at once.
    pub draw: Draw,
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
    pub fn prepare(&mut self, decision: Decision<F>) -> Result<CommandId, Busy> {
        let resend = if decision.keyed { Resend::ByItself } else { Resend::Never };
        self.insert(decision, Stage::Prepared, resend)
    }

    /// Takes up a command of an earlier run, where it stood. Nobody is there any more who waited for it: it is not sent
    /// again by itself. Of each case only the newest is taken up: it could be decided only when those before it had come to
    /// their end or were let be, also where a full disk kept that from being written down.
    ///
    /// # Errors
    /// [`Busy`] while another command of the case is open.
    pub fn restore(&mut self, decision: Decision<F>, stage: Stage, resend: Resend) -> Result<CommandId, Busy> {
        let resend = if decision.keyed { resend.min(Resend::Asked) } else { Resend::Never };
        self.insert(decision, stage, resend)
    }

    fn insert(&mut self, decision: Decision<F>, stage: Stage, resend: Resend) -> Result<CommandId, Busy> {
        if self.of(&decision.case).is_some_and(|command| command.stage.is_open()) {
            return Err(Busy::InFlight);
        }
        let id = CommandId(self.next);
        self.next += 1;
        let Decision { case, kind, version, operator, decided_at, frozen, keyed: _ } = decision;
        let not_before = Boot::default();
        let command =
            Command { id, case: case.clone(), kind, version, operator, decided_at, frozen, stage, resend, not_before };
        self.commands.insert(case, command);
        Ok(id)
    }

    /// A command that could not be recorded was never sent: it is gone, and what stood before it stands again.
    pub fn take_back(&mut self, id: CommandId, before: Option<Command<F>>) {
        let Some(case) = self.by_id(id).filter(|it| it.stage == Stage::Prepared).map(|it| it.case.clone()) else {
            return;
        };
        match before {
            Some(before) => self.commands.insert(case, before),
            None => self.commands.remove(&case),
        };
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

    /// Lets the command go out, first or again. Again only when a reading showed that it has not taken effect, where
    /// somebody may have it sent again, and while the decision is not too old.
    pub fn will_send(&mut self, id: CommandId, service_now: Timestamp) -> Option<&Command<F>> {
        let command = self.by_id(id)?;
        command.stage = match &command.stage {
            Stage::Prepared => Stage::Sending(1),
            Stage::Ambiguous { attempt, .. } if command.may_go_again(service_now) => Stage::Sending(attempt + 1),
            _ => return None,
        };
        Some(command)
    }

    /// The commands that go out again by themselves now. One whose decision has become too old never goes out again.
    pub fn due(&mut self, now: Now, service_now: Timestamp) -> Vec<CommandId> {
        let mut due = Vec::new();
        for command in self.commands.values_mut().filter(|command| command.stage.shows_nothing_yet()) {
            match command.resend {
                _ if !command.may_go_again(service_now) => command.resend = Resend::Never,
                Resend::ByItself if command.not_before <= now.boot => due.push(command.id),
                Resend::ByItself | Resend::Asked | Resend::Never => {}
            }
        }
        due
    }

    /// When a command goes out again by itself next, at the earliest. One that became too old goes out no more.
    #[must_use]
    pub fn poll_timeout(&self, service_now: Timestamp) -> Option<Boot> {
        let waits = |command: &&Command<F>| command.resend == Resend::ByItself && command.may_go_again(service_now);
        self.commands.values().filter(waits).map(|command| command.not_before).min()
    }

    /// The answer came, or did not. Says whether the case must be read now. A copy that may follow waits a little longer
    /// each time, and never less than the service asked for.
    pub fn did_answer(&mut self, id: CommandId, answer: Answer, wait: Wait, now: Now) -> bool {
        let Some(command) = self.by_id(id) else { return false };
        let Stage::Sending(attempt) = command.stage else { return false };
        let asked = wait.asked.unwrap_or_default();
        // What the case does not allow it will not allow for being asked again.
        let turned_away = matches!(answer, Answer::TurnedAway(_));
        if attempt >= ATTEMPTS || asked > LONGEST_ASKED || turned_away {
            command.resend = command.resend.min(Resend::Asked);
        }
        let ambiguous = |conflict| Stage::Ambiguous { conflict, attempt, last: None, refused: None };
        command.stage = match answer {
            Answer::Applied => Stage::Applied,
            // Also the first, as below.
            Answer::TurnedAway(code) => Stage::Ambiguous { conflict: false, attempt, last: None, refused: Some(code) },
            // Also the first: a copy of it may have come another way, and earlier.
            Answer::Conflict => ambiguous(true),
            Answer::Unknown => ambiguous(false),
            Answer::Refused(code) if attempt == 1 => Stage::Refused(code),
            Answer::NotSent if attempt == 1 => Stage::NotSent,
            // What was refused, or never left, on a later try says nothing of the first.
            Answer::Refused(_) | Answer::NotSent => ambiguous(false),
        };
        let longest = FIRST_WAIT.saturating_mul(1 << attempt.min(10)).min(LONGEST_WAIT);
        // What was asked for before still holds, also where the operator did not wait for it.
        command.not_before = command.not_before.max(now.boot.plus(longest.mul_f64(wait.draw.0).max(asked)));
        command.stage.is_open()
    }

    /// Sends nothing again by itself from here on: the key was refused, the operator left, the program was locked.
    /// `same_account` says whether the bytes may go out under the key that is used from now on at all.
    pub fn hold_back(&mut self, same_account: bool) {
        let most = if same_account { Resend::Asked } else { Resend::Never };
        for command in self.commands.values_mut() {
            command.resend = command.resend.min(most);
        }
    }

    /// The way to the service is gone while answers are outstanding: none of them comes any more. Names the commands
    /// whose outcome is not known now.
    pub fn lost_sight(&mut self) -> Vec<CommandId> {
        let on_their_way = self.commands.values_mut().filter_map(|command| match command.stage {
            Stage::Sending(attempt) => {
                command.stage = Stage::Ambiguous { conflict: false, attempt, last: None, refused: None };
                Some(command.id)
            }
            _ => None,
        });
        on_their_way.collect()
    }

    /// What readings showed is too long ago to act on, as after a sleep of the computer: nothing goes out again before another
    /// one. Names the commands that are to be read.
    pub fn forget_readings(&mut self) -> Vec<CommandId> {
        let forget = |command: &mut Command<F>| match &mut command.stage {
            Stage::Ambiguous { last, .. } => {
                *last = None;
                Some(command.id)
            }
            _ => None,
        };
        self.commands.values_mut().filter_map(forget).collect()
    }

    /// A reading made after the answer shows this.
    pub fn did_read(&mut self, id: CommandId, finding: Finding) {
        if let Some(command) = self.by_id(id) {
            command.stage = command.stage.read(finding);
        }
    }

    /// The operator stops waiting for a command that was read as not having taken effect: the case is free for another
    /// decision. That nothing was done is not known by it.
    pub fn abandon(&mut self, id: CommandId) -> bool {
        match self.by_id(id) {
            Some(command) if command.stage.shows_nothing_yet() => {
                command.stage = Stage::Abandoned;
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

/// Whether what was decided then may still be sent again.
#[must_use]
pub fn is_fresh(decided_at: Timestamp, service_now: Timestamp) -> bool {
    (-FUTURE_MILLIS..=HORIZON_MILLIS).contains(&service_now.millis_since(decided_at))
}

impl<F> Command<F> {
    /// Whether the same bytes may go out once more, for somebody who may have it sent again.
    #[must_use]
    pub fn may_go_again(&self, service_now: Timestamp) -> bool {
        self.resend > Resend::Never && is_fresh(self.decided_at, service_now) && self.stage.shows_nothing_yet()
    }
}

#[cfg(test)]
#[path = "command_tests.rs"]
mod tests;
