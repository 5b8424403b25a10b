//! A journal that is begun anew while decisions are open: whatever could not be read of it, what this run knows goes into the
//! new one, so that a restart finds it there.

use super::{Entry, PATIENCE, Writer};
use crate::owner::Owner;
use crate::wire::WireError;
use engine::command::Command;
use model::AuthorizationId;
use store::{RecordId, Refused, Store};

/// What may be missing in the journal.
pub(crate) enum Elsewhere {
    /// The newest decision about a case.
    Decision(AuthorizationId, RecordId),
    /// A case that is asked for.
    Creation(RecordId),
}

impl Owner {
    /// The journal is being set aside: notes what is open. Of what was taken up and could not be read there is nothing to
    /// write.
    pub(crate) fn note_elsewhere(&mut self) {
        let Some(connection) = self.session.connection_mut() else { return };
        let readable = |command: &&Command<collate::FrozenRequest>| {
            !command.stage.is_settled() && command.frozen.operation().is_command()
        };
        let open = connection.book.all().filter(readable);
        let decision = |command: &Command<_>| {
            Some(Elsewhere::Decision(command.case.clone(), connection.records.get(&command.id)?.clone()))
        };
        let creating = connection.creating.as_ref().filter(|creating| creating.request.is_some());
        let creation = creating.and_then(|creating| creating.record.clone()).map(Elsewhere::Creation);
        let elsewhere = open.filter_map(decision).chain(creation).collect();
        connection.elsewhere = elsewhere;
    }

    /// Writes what the journal may not have. What the disk does not take is tried again when it takes anything.
    pub(crate) fn write_anew(&mut self) {
        while let Ok(connection) = self.connection_mut()
            && let Some(next) = connection.elsewhere.pop()
        {
            if self.write_one(&next).is_err()
                && let Ok(connection) = self.connection_mut()
            {
                return connection.elsewhere.push(next);
            }
        }
    }

    fn write_one(&mut self, what: &Elsewhere) -> Result<(), WireError> {
        let connection = self.connection()?;
        let entry = match what {
            Elsewhere::Decision(case, record) => {
                // It may have come to its end meanwhile, and another may have taken its place.
                let stands = |command: &&Command<_>| connection.records.get(&command.id) == Some(record);
                match connection.book.of(case).filter(stands) {
                    Some(command) if !command.stage.is_settled() => self.entry(case, record.clone())?,
                    _ => return Ok(()),
                }
            }
            Elsewhere::Creation(record) => match &connection.creating {
                Some(creating) if creating.record.as_ref() == Some(record) => {
                    self.creation_entry(creating, record.clone())?
                }
                _ => return Ok(()),
            },
        };
        let Some(Writer { worker, place }) = self.connection()?.writer.clone() else { return Ok(()) };
        let entry = Entry { place, ..entry };
        // Not as a new decision: one that is written late is no mistake, and must stay.
        let written = worker.call(PATIENCE, move |store| entry.record_if_missing(store));
        self.written(written)
    }
}

impl Entry {
    /// Where it was read from the old journal, only its stage is noted.
    fn record_if_missing(&self, store: &mut Store) -> Result<(), Refused> {
        match store.note(&self.id, &self.stage) {
            Err(Refused::Damaged) => self.record(store),
            noted => noted,
        }
    }
}
