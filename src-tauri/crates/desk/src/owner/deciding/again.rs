//! A command that is not settled: sent again, let be, or put away once its end was seen.

use super::nothing_sent;
use crate::owner::taking_up::put_away;
use crate::owner::{Owner, Reply, answer};
use crate::wire::{CaseRef, Code, Nothing, WireError};
use engine::command::CommandId;
use engine::time::Now;
use model::AuthorizationId;

impl Owner {
    /// The operator has the same command sent again: same bytes, same key, after a reading that shows no sign of it.
    pub(crate) fn send_again(&mut self, case: &CaseRef, reply: Reply<Nothing>, now: Now) {
        let open = self.case(&case.case).map(|(id, _)| id).and_then(|id| {
            let connection = self.connection()?;
            connection.reachable()?;
            connection.may_send(now)?;
            let service_now = connection.clock.read(now);
            let again = connection.book.of(&id).filter(|command| command.may_go_again(service_now));
            again.map(|command| (id.clone(), command.id)).ok_or_else(|| nothing_sent(Code::NotPossibleNow))
        });
        match open {
            Ok((id, number)) => {
                if let Ok(connection) = self.connection_mut() {
                    connection.waiting.insert(number, Box::new(|result| answer(reply, result.map(|()| Nothing {}))));
                }
                self.send(&id, number, now);
            }
            Err(error) => answer(reply, Err(error)),
        }
    }

    /// Sends again what carries a key, shows no sign of having arrived, and has waited long enough.
    pub(crate) fn send_due(&mut self, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        if connection.key_is_refused() || connection.schedule.is_held(now) {
            return;
        }
        let service_now = connection.clock.read(now);
        let due = connection.book.due(now, service_now);
        let case = |number: &CommandId| {
            let command = connection.book.all().find(|command| command.id == *number);
            command.map(|command| (command.case.clone(), *number))
        };
        let due: Vec<_> = due.iter().filter_map(case).collect();
        for (id, number) in due {
            self.send(&id, number, now);
        }
    }

    pub(crate) fn let_be(&mut self, case: &CaseRef, now: Now) -> Result<Nothing, WireError> {
        let (id, _) = self.case(&case.case)?;
        let connection = self.connection_mut()?;
        let open = connection.book.of(&id).map(|command| command.id);
        if !open.is_some_and(|number| connection.book.abandon(number)) {
            return Err(nothing_sent(Code::NotPossibleNow));
        }
        self.command_moved(&id, now);
        self.touch(&id, now);
        Ok(Nothing {})
    }

    pub(crate) fn dismiss(&mut self, case: &CaseRef, now: Now) -> Result<Nothing, WireError> {
        let id = AuthorizationId::new(case.case.as_str()).map_err(|_| nothing_sent(Code::CaseNotFound))?;
        let connection = self.connection_mut()?;
        let stage = connection.book.of(&id).map(|command| command.stage.clone());
        let (at, deed) = (connection.clock.read(now), connection.deed(&id));
        if let (Some(gone), Some(stage)) = (connection.book.dismiss(&id), stage) {
            connection.remembering.this_run.did(&id, deed);
            if let Some(record) = connection.forget_command(gone) {
                self.note_stage(record, put_away(&stage, at));
            }
        }
        self.attach_ready(&id, false, now);
        self.touch(&id, now);
        Ok(Nothing {})
    }
}
