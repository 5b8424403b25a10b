//! The package of an acceptance is kept once that took effect: the next package is compared with it.

use super::{Accepted, Record};
use crate::owner::intended::shows;
use crate::owner::{Connection, Effect, Owner};
use crate::project::difference::LastAccepted;
use engine::command::{Command, CommandId, CommandKind, Stage};
use model::{AuthorizationId, ReviewSnapshot, Timestamp};
use store::AcceptedLine;

/// A package whose acceptance was sent.
pub(crate) struct Accepting {
    package: ReviewSnapshot,
    operator: String,
    at: Timestamp,
}

impl Owner {
    /// An acceptance is on its way: the package is held as it was accepted, for the case may have another one after it.
    pub(crate) fn will_accept(&mut self, case: &str) {
        let Ok((id, _)) = self.case(case) else { return };
        let Some(connection) = self.session.connection_mut() else { return };
        let Connection { book, cases, remembering, .. } = connection;
        let sent = book.of(&id).filter(|command| command.kind == CommandKind::Approve && command.stage.is_open());
        let (Some(command), Some(file)) = (sent, cases.get(&id)) else { return };
        if let Some(package) = file.case.snapshot.clone().filter(|_| file.case.version == command.version) {
            let (operator, at) = (command.operator.clone(), command.decided_at);
            remembering.accepting.entry(command.id).or_insert(Accepting { package, operator, at });
        }
    }

    /// A command moved: where it was an acceptance that took effect, its package is kept, whoever's doing it is. Where the answer
    /// was lost and the program ended meanwhile, it is taken from the case; where that has another one by now, nothing is kept.
    pub(crate) fn acceptance_moved(&mut self, id: &AuthorizationId, command: CommandId, stage: &Stage) {
        if !stage.is_settled() {
            return;
        }
        let Some(connection) = self.session.connection_mut() else { return };
        let held = connection.remembering.accepting.remove(&command);
        let accepted = held.or_else(|| connection.still_accepted(id, command)).filter(|_| stage.is_in_effect());
        if let Some(Accepting { package, operator, at }) = accepted {
            self.keep_accepted(id, package, operator, at);
        }
    }

    /// Keeps a package that was accepted.
    pub(crate) fn keep_accepted(
        &mut self,
        id: &AuthorizationId,
        package: ReviewSnapshot,
        operator: String,
        at: Timestamp,
    ) {
        let epoch = self.epoch;
        let Some(connection) = self.session.connection_mut() else { return };
        let line = AcceptedLine { snapshot: package.id.to_string(), operator: operator.clone(), at };
        connection.remembering.this_run.accepted(id, line);
        let hash = package.content_hash().to_string();
        let ReviewSnapshot { id: snapshot, content, .. } = package;
        let Some(account) = connection.remembering.account.clone() else {
            let snapshot = snapshot.to_string();
            connection.remembering.this_run.holds(id, LastAccepted { snapshot, hash, operator, at, content });
            return;
        };
        let accepted = Accepted { case: id.clone(), snapshot, hash, operator, at, content };
        self.effects.push_back(Effect::Record(epoch, account, Record::Accepted(Box::new(accepted))));
    }
}

impl Connection {
    /// The package a command accepts, where the case still has it as it was accepted.
    fn still_accepted(&self, id: &AuthorizationId, command: CommandId) -> Option<Accepting> {
        let case = &self.cases.get(id)?.case;
        let same = shows(self.intended.get(&command), case) == Some(true);
        let package = case.snapshot.as_ref()?;
        let approves = |decided: &&Command<_>| decided.id == command && decided.kind == CommandKind::Approve;
        let decided = self.book.of(id).filter(|decided| same && approves(decided))?;
        let (operator, at) = (decided.operator.clone(), decided.decided_at);
        Some(Accepting { package: package.clone(), operator, at })
    }
}
