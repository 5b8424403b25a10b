//! What happened to a case: what this run knows of it, and what is kept, put together on another thread.

use super::{Connection, Effect, Epoch, Journal, Owner, Reply, answer};
use crate::project::case::{claim_view, plain_stage, refusal};
use crate::project::timeline::{Deed, Known, glimpse, timeline};
use crate::wire::{CaseRef, Code, TimelineSource, TimelineView, WireError};
use collate::FrozenRequest;
use engine::command::Command;
use model::AuthorizationId;

/// A timeline that is asked for.
pub(crate) struct TimelineRead {
    pub(crate) epoch: Epoch,
    pub(crate) case: String,
    /// Under what decisions are written down; nothing where they are not.
    pub(crate) place: Option<String>,
    /// Under what is kept what was seen; nothing where nothing is.
    pub(crate) account: Option<String>,
    /// What this run knows.
    pub(crate) own: Known,
    pub(crate) reply: Reply<TimelineView>,
}

impl Owner {
    /// What happened to a case, newest first.
    pub(crate) fn read_timeline(&mut self, case: &CaseRef, reply: Reply<TimelineView>) {
        let found = self.case(&case.case).map(|(id, _)| id);
        let (id, connection) = match found.and_then(|id| Ok((id, self.connection()?))) {
            Ok(found) => found,
            Err(error) => return answer(reply, Err(error)),
        };
        let own = connection.known_of(&id);
        let place = connection.place.remembered_as().filter(|_| connection.writer.is_some());
        match connection.journal {
            Journal::Read if place.is_some() => {
                let account = connection.remembering.account();
                let (epoch, case) = (self.epoch, id.to_string());
                let read = TimelineRead { epoch, case, place, account, own, reply };
                self.effects.push_back(Effect::ReadTimeline(Box::new(read)));
            }
            // What is kept cannot be read yet.
            _ if place.is_some() => answer(reply, Ok(timeline(own, TimelineSource::NotRead))),
            _ => answer(reply, Ok(timeline(own, TimelineSource::ThisRun))),
        }
    }

    pub(crate) fn timeline_read(&self, epoch: Epoch, view: TimelineView, reply: Reply<TimelineView>) {
        // Whoever is here now is somebody else.
        let told = if self.is_current(epoch) { Ok(view) } else { Err(WireError::nothing_sent(Code::NotConnected)) };
        answer(reply, told);
    }
}

impl Connection {
    /// What this run saw and did of a case.
    fn known_of(&self, id: &AuthorizationId) -> Known {
        let mut known = self.remembering.this_run.of(id);
        let now = self.cases.get(id).and_then(|file| glimpse(&file.case, file.read_at));
        known.glimpses.extend(now);
        known.deeds.extend(self.deed(id));
        known
    }

    /// The newest decision about a case, as far as it is known.
    pub(crate) fn deed(&self, id: &AuthorizationId) -> Option<Deed> {
        let command = self.book.of(id)?;
        let (conflict, service_code) = refusal(&command.stage);
        Some(Deed {
            word: command.kind.word().to_owned(),
            operator: command.operator.clone(),
            at: command.decided_at,
            version: Some(command.version.0),
            stage: plain_stage(&command.stage),
            conflict,
            service_code,
            claim: self.claim_of(command).map(|claim| claim_view(&claim)),
        })
    }

    /// What a decision said, or will have said.
    fn claim_of(&self, command: &Command<FrozenRequest>) -> Option<super::Claim> {
        let file = self.cases.get(&command.case);
        let said = file.and_then(|file| file.claim.as_ref());
        let reported = file.and_then(|file| file.handoff.as_ref()).and_then(|handoff| handoff.report.as_ref());
        let intended = self.intended.get(&command.id).and_then(|intended| intended.claim.as_ref());
        let its = |claim: &&super::Claim| claim.at == command.decided_at && claim.operator == command.operator;
        [said, reported, intended].into_iter().flatten().find(its).cloned()
    }
}
