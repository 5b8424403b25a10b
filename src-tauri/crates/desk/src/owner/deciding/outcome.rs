//! The answer to a command, and what becomes of it: noted, said where it took effect, told to whoever waits.

use crate::owner::case_file::HandoffFile;
use crate::owner::connection::{Asked, SaidOf};
use crate::owner::portal::drain_link;
use crate::owner::reading::draw;
use crate::owner::{Epoch, Owner, ReadFor};
use crate::wire::IssueView;
use collate::{Answer, ApiError, Effect as Applied, MayHaveRun};
use engine::command::{Answer as ServiceSaid, CommandId, CommandKind, Stage, Wait, is_ours};
use engine::link::Ended;
use engine::schedule::HOT_FOR;
use engine::time::Now;
use model::{AuthorizationId, HandoffResult, Status};

impl Owner {
    /// A command's answer came, or did not.
    pub(crate) fn answered(
        &mut self,
        epoch: Epoch,
        number: CommandId,
        result: Result<Answer<Applied>, ApiError>,
        now: Now,
    ) {
        let Some(connection) = self.session.connection_mut().filter(|_| epoch == self.epoch) else { return };
        connection.schedule.did_finish();
        let Some(command) = connection.book.all().find(|command| command.id == number) else { return };
        let (id, kind) = (command.case.clone(), command.kind);
        connection.ledger.note_answer(command.frozen.operation(), &result, now.wall);
        let asked = result.as_ref().err().and_then(ApiError::retry_after);
        let said = match &result {
            Ok(answer) => {
                connection.went_well(Asked::Case(&id), answer.date, now);
                ServiceSaid::Applied
            }
            Err(error) => {
                connection.heed(&id, error, now);
                connection.said_of.insert(number, said_of(error));
                said(error)
            }
        };
        let read = connection.book.did_answer(number, said, Wait { asked, draw: draw() }, now);
        if read {
            connection.checking.insert(number, now.boot);
        }
        if let Some(file) = connection.cases.get_mut(&id) {
            file.hot_until = Some(now.boot.plus(HOT_FOR));
        }
        if let Ok(answer) = result {
            self.take_effect(&id, number, kind, answer.value, now);
        }
        self.command_moved(&id, now);
        self.read_after(&id, now);
        self.touch(&id, now);
    }

    /// Reads a case after a command's answer: at once, or as soon as the service allows.
    fn read_after(&mut self, id: &AuthorizationId, now: Now) {
        match self.session.connection_mut() {
            Some(connection) if connection.schedule.is_held(now) => connection.schedule.read_soon(id, now),
            _ => self.read_for(id.clone(), ReadFor::Now, now),
        }
    }

    fn take_effect(&mut self, id: &AuthorizationId, number: CommandId, kind: CommandKind, effect: Applied, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        match effect {
            Applied::Authorization(case) => {
                connection.take_case(*case, now);
            }
            Applied::Handoff(handoff) => {
                let decided_at = connection.book.of(id).map(|command| command.decided_at);
                let ours = decided_at.is_some_and(|at| is_ours(&handoff, at));
                let accepted = connection.intended.get(&number).and_then(|intended| intended.accepted.clone());
                if let Some(file) = connection.cases.get_mut(id) {
                    let new = HandoffFile { asked_at: decided_at, accepted, ..HandoffFile::new(handoff, ours) };
                    if let Some(mut before) = file.handoff.replace(new) {
                        before.link.discard(Ended::Closed);
                        drain_link(&mut before, &mut self.effects);
                    }
                }
                if ours {
                    connection.prepare_mint(self.epoch, &mut self.effects);
                }
            }
            Applied::Closed(closure) => {
                let service_now = connection.clock.read(now);
                let Some(file) = connection.cases.get_mut(id) else { return };
                file.take_closure(closure, result_of(kind), service_now);
                if let Some(handoff) = file.handoff.as_mut().filter(|file| !file.handoff.is_open()) {
                    handoff.link.discard(Ended::Closed);
                    drain_link(handoff, &mut self.effects);
                }
            }
        }
    }

    /// After a command moved: note it, say what it said when it took effect, answer whoever waits.
    pub(crate) fn command_moved(&mut self, id: &AuthorizationId, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        let Some(command) = connection.book.of(id) else { return };
        let (number, kind) = (command.id, command.kind);
        let stage = command.stage.clone();
        self.acceptance_moved(id, number, &stage);
        let Some(connection) = self.session.connection_mut() else { return };
        if let Some(document) = connection.intended.get(&number).and_then(|intended| intended.document) {
            self.attaching_moved(id, document, &stage);
        }
        let Some(connection) = self.session.connection_mut() else { return };
        if matches!(stage, Stage::Sending(_) | Stage::Prepared) {
            let at = connection.clock.read(now);
            return self.note(id, at);
        }
        if stage.is_in_effect()
            && let Some(file) = connection.cases.get_mut(id).filter(|_| result_of(kind).is_some())
        {
            file.after_handoff |= file.case.status == Status::Processing;
        }
        // What a reading shows is credited to nobody: not what was said, nor a handoff that may be a colleague's.
        if stage == Stage::Applied
            && let Some(intended) = connection.intended.remove(&number)
            && let Some(file) = connection.cases.get_mut(id)
        {
            if let (Some(handoff), Some(_)) = (file.handoff.as_mut(), result_of(kind)) {
                handoff.report = intended.claim.clone();
            }
            file.claim = intended.claim.or(file.claim.take());
        }
        if stage.is_settled() {
            connection.checking.remove(&number);
            connection.intended.remove(&number);
        }
        let (at, waiting) = (connection.clock.read(now), connection.waiting.remove(&number));
        self.note(id, at);
        self.step(kind.word(), "noted");
        if let Some(waiting) = waiting {
            waiting(Ok(()));
        }
    }
}

fn said_of(error: &ApiError) -> SaidOf {
    let code = || error.code().unwrap_or_default().to_owned();
    let issue = |issue: &collate::Issue| IssueView {
        code: issue.error_type.clone().unwrap_or_else(code),
        message: issue.message.clone(),
        field: (!issue.location.is_empty()).then(|| issue.location.join(".")),
    };
    SaidOf {
        request_id: error.request_id().map(ToString::to_string),
        issues: error.issues().iter().map(issue).collect(),
    }
}

fn said(error: &ApiError) -> ServiceSaid {
    if let Some(code) = error.turned_away() {
        return ServiceSaid::TurnedAway(code.to_owned());
    }
    match error.may_have_run() {
        _ if error.is_conflict() => ServiceSaid::Conflict,
        MayHaveRun::NotSent => ServiceSaid::NotSent,
        MayHaveRun::Unknown => ServiceSaid::Unknown,
        MayHaveRun::No => {
            let status = || format!("http_{}", error.status().unwrap_or_default());
            ServiceSaid::Refused(error.code().map_or_else(status, str::to_owned))
        }
    }
}

fn result_of(kind: CommandKind) -> Option<HandoffResult> {
    match kind {
        CommandKind::Complete => Some(HandoffResult::CompletedReported),
        CommandKind::Unable => Some(HandoffResult::UnableToComplete),
        CommandKind::Revoke => Some(HandoffResult::Revoked),
        _ => None,
    }
}
