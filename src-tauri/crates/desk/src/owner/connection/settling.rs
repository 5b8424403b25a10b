//! What of a connection is to be found out again: before it is left, after a sleep, and under another key.

use super::{Connection, Creating, InStep};
use crate::owner::journal::Elsewhere;
use crate::wire::{Code, KeyKeptIn};
use collate::{ApiError, Client, FrozenRequest};
use engine::command::{Command, CommandId, Resend, Stage};
use engine::time::{Boot, Now};
use model::AuthorizationId;
use std::sync::Arc;
use store::RecordId;
use vault::ApiKey;

impl Connection {
    /// Whether a command was decided under another key than the one in use, as far as can be told: this one may not be shown
    /// its case.
    pub(crate) fn is_foreign(&self, command: CommandId) -> bool {
        self.decided_under.get(&command) != Some(&self.fingerprint)
    }

    /// Whether a decision is not settled that must be before the connection is left. Once it is written down it need not be
    /// when it is of an earlier run, for it is taken up again with the connection; nor when its case cannot be read, or it
    /// was decided under another key: waiting here would find out no more.
    pub(crate) fn has_open_decision(&self) -> bool {
        let in_vain = |command: &Command<FrozenRequest>| {
            let unreadable = self.in_step.failing.contains(&command.case);
            unreadable || self.from_before.contains(&command.id) || self.is_foreign(command.id)
        };
        let waits = |command: &Command<FrozenRequest>| match command.stage {
            Stage::Sending(_) => true,
            _ if !command.stage.is_open() => false,
            _ => !in_vain(command) || !self.is_written_down(self.records.get(&command.id)),
        };
        let creating = |creating: &Creating| {
            creating.sending || !creating.from_before || !self.is_written_down(creating.record.as_ref())
        };
        self.creating.as_ref().is_some_and(creating) || self.book.all().any(waits)
    }

    /// Whether the next run finds it in the journal: one that was begun anew has not everything at once.
    fn is_written_down(&self, record: Option<&RecordId>) -> bool {
        let elsewhere = |record: &RecordId| {
            self.elsewhere.iter().any(|named| match named {
                Elsewhere::Decision(_, other) | Elsewhere::Creation(other) => other == record,
            })
        };
        record.is_some_and(|record| !elsewhere(record))
    }

    /// The computer slept: what is known of an open handoff, or of a decision that is not settled, is only remembered now, and
    /// nothing that was asked for before tells how it is. Nobody is there any more who waited for a decision: it goes out
    /// again only when it is asked for. Names the cases.
    pub(crate) fn after_sleep(&mut self, now: Now) -> Vec<AuthorizationId> {
        self.woke_at = now.boot;
        // A connection that was kept ready has been dead for as long.
        self.mint = None;
        self.schedule.try_now(now);
        let open: Vec<_> = self.cases.iter_mut().filter(|(_, file)| file.has_open_handoff()).collect();
        let mut touched = Vec::new();
        for (id, file) in open {
            file.slept = true;
            self.schedule.read_soon(id, now);
            touched.push(id.clone());
        }
        self.stop_attaching(Code::CaseNotRead);
        self.book.hold_back(true);
        for command in self.book.forget_readings() {
            self.checking.insert(command, now.boot);
            let Some(id) = self.book.all().find(|known| known.id == command).map(|known| &known.case) else { continue };
            self.schedule.read_soon(id, now);
            touched.push(id.clone());
        }
        touched
    }

    /// The handoff of a case was read, or seen not to be there. What was asked for before the computer slept says nothing of
    /// how an open one is now.
    pub(crate) fn handoff_was_read(&mut self, id: &AuthorizationId, asked: Boot, now: Now) {
        let Some(file) = self.cases.get_mut(id).filter(|file| file.slept) else { return };
        if asked < self.woke_at {
            self.schedule.read_soon(id, now);
        } else {
            file.slept = false;
        }
    }

    /// The key was refused and the connection is left until there is another: no answer comes any more to what is under
    /// way, so what it came to must be found out.
    pub(crate) fn pause(&mut self, now: Now) {
        for command in self.book.lost_sight() {
            self.checking.insert(command, now.boot);
        }
        self.waiting.clear();
        self.lost_sight_of_files();
        if let Some(creating) = &mut self.creating {
            creating.lost_sight();
        }
    }

    /// Goes on with another key where this one was refused: what is known and not settled stays, with the key it was decided
    /// under.
    pub(crate) fn resume(&mut self, key: ApiKey, kept_in: KeyKeptIn, now: Now) -> Result<(), ApiError> {
        self.client = Arc::new(Client::new(self.place.address.clone(), &key)?);
        // What was decided under one account is never sent under another.
        let same = self.key.expose() == key.expose();
        self.book.hold_back(same);
        if let Some(creating) = self.creating.as_mut().filter(|_| !same) {
            creating.resend = Resend::Never;
        }
        self.fingerprint = key.fingerprint(self.place.address.as_str());
        (self.key, self.key_kept_in) = (key, kept_in);
        (self.mint, self.mint_preparing) = (None, false);
        self.sweep.restart();
        self.in_step = InStep { last_good: self.in_step.last_good, ..InStep::default() };
        self.on_screen.clear();
        self.schedule.resume(now);
        // The computer may have slept meanwhile, and nobody read anything.
        self.after_sleep(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::owner::connection::Place;
    use crate::wire::Environment;
    use collate::{Address, Contract};
    use engine::command::{CommandKind, Decision};
    use model::{AuthorizationVersion, Timestamp};

    const NOW: Now = Now { boot: Boot(0), wall: Timestamp(0) };

    fn connection() -> Connection {
        let place = Place {
            environment: Environment::Test,
            name: "Test".into(),
            address: Address::parse("http://127.0.0.1:9").unwrap(),
            contract: Contract::B1,
        };
        let key = ApiKey::new("pretend-key".into()).ok().unwrap();
        Connection::new(place, key, KeyKeptIn::ThisSession, NOW).unwrap()
    }

    fn decision(connection: &Connection) -> Decision<FrozenRequest> {
        let case = AuthorizationId::new("auth_MADEUP").unwrap();
        Decision {
            frozen: connection.place.contract.read(&case),
            case,
            kind: CommandKind::Continue,
            version: AuthorizationVersion(1),
            operator: "Maria R.".into(),
            decided_at: NOW.wall,
            keyed: true,
        }
    }

    #[test]
    fn what_the_journal_begun_anew_has_not_yet_is_not_written_down_and_holds_the_connection() {
        for from_before in [true, false] {
            let mut connection = connection();
            let decision = decision(&connection);
            let (case, open) =
                (decision.case.clone(), Stage::Ambiguous { conflict: false, attempt: 1, last: None, refused: None });
            let command = connection.book.restore(decision, open, Resend::Asked).unwrap();
            let record = RecordId::new(NOW.wall);
            connection.records.insert(command, record.clone());
            if from_before {
                connection.from_before.insert(command);
            } else {
                connection.in_step.failing.insert(case.clone());
            }
            assert!(!connection.has_open_decision(), "it is found again in the journal");
            connection.elsewhere.push(Elsewhere::Decision(case, record));
            assert!(connection.has_open_decision(), "only the journal that was set aside has it");
            connection.elsewhere.clear();
            assert!(!connection.has_open_decision());
        }
    }

    #[test]
    fn a_case_that_was_asked_for_holds_the_connection_until_the_journal_begun_anew_has_it() {
        let mut connection = connection();
        let record = RecordId::new(NOW.wall);
        let what = crate::wire::NewCase::not_readable();
        let creating = Creating::new(what, None, "Maria R.".into(), NOW.wall);
        let creating = Creating { from_before: true, record: Some(record.clone()), ..creating };
        connection.creating = Some(creating);
        assert!(!connection.has_open_decision());
        connection.elsewhere.push(Elsewhere::Creation(record));
        assert!(connection.has_open_decision());
    }
}
