//! What is wrong where decisions are written down: why, trying it again, and setting aside what cannot be used.

use super::{OPENING, PATIENCE, Writer};
use crate::owner::deciding::nothing_sent;
use crate::owner::taking_up::Journal;
use crate::owner::{Effect, Epoch, Owner, Reply, answer};
use crate::wire::{Code, JournalAside, JournalFound, JournalTrouble};
use engine::time::{Boot, Now};
use model::Timestamp;
use std::time::Duration;
use store::{OpenTrouble, Refused};

/// How long to wait before it is tried again.
const AGAIN: Duration = Duration::from_secs(5);

/// When it is tried again whether something can be written down.
#[derive(Default)]
pub(crate) struct Trial {
    due: Option<Boot>,
    under_way: bool,
}

impl Owner {
    /// Nothing can be written down: said until something can again.
    pub(crate) fn records_failed(&mut self, why: JournalTrouble) {
        // What exactly is wrong with a file that cannot be used is found out by opening it.
        let known = self.records_trouble.filter(|known| code_of(*known) == Code::JournalUnusable);
        let why = known.filter(|_| why == JournalTrouble::Damaged).unwrap_or(why);
        if self.records_trouble.replace(why) != Some(why) {
            tracing::warn!(?why, "the journal cannot be written");
            self.records_trial.due = None;
            self.views.touch_desk();
        }
    }

    pub(crate) fn records_work(&mut self) {
        if self.records_trouble.take().is_some() {
            self.views.touch_desk();
        }
    }

    /// Tries now and then whether something can be written down again. A journal that could not be read is read again
    /// instead.
    pub(crate) fn try_records_again(&mut self, now: Now) {
        let Some(why) = self.records_trouble else { return };
        let Some(connection) = self.session.connection() else { return };
        let (Some(writer), Journal::Read) = (connection.writer.clone(), connection.journal) else { return };
        let wait = if why == JournalTrouble::Damaged { Duration::ZERO } else { AGAIN };
        let due = *self.records_trial.due.get_or_insert(now.boot.plus(wait));
        if !self.records_trial.under_way && due <= now.boot {
            self.records_trial.under_way = true;
            self.effects.push_back(Effect::TryJournal(writer));
        }
    }

    pub(crate) fn journal_tried(&mut self, result: Result<(), JournalTrouble>, now: Now) {
        match result {
            Ok(()) => {
                self.records_work();
                self.write_anew();
            }
            Err(why) => self.records_failed(why),
        }
        self.records_trial = Trial { due: Some(now.boot.plus(AGAIN)), under_way: false };
    }

    pub(crate) fn look_at_journal(&mut self, reply: Reply<JournalFound>) {
        match self.records.clone() {
            Some(worker) => self.effects.push_back(Effect::LookAtJournal(worker, reply)),
            None => answer(reply, Err(nothing_sent(Code::NotPossibleNow))),
        }
    }

    /// Only what is damaged or something else: what a newer version wrote is its own.
    pub(crate) fn set_journal_aside(&mut self, reply: Reply<JournalAside>) {
        let writer = self.session.connection().and_then(|connection| connection.writer.clone());
        match (self.records_trouble, writer) {
            (Some(JournalTrouble::Damaged | JournalTrouble::Foreign), Some(writer)) => {
                // Whatever comes of it, also where nobody is told any more.
                self.note_elsewhere();
                self.effects.push_back(Effect::SetJournalAside(self.epoch, writer, reply));
            }
            _ => answer(reply, Err(nothing_sent(Code::NotPossibleNow))),
        }
    }

    pub(crate) fn journal_set_aside(
        &mut self,
        epoch: Epoch,
        result: Result<SetAside, JournalTrouble>,
        reply: Reply<JournalAside>,
    ) {
        match result {
            Ok(SetAside { name, writable }) => {
                match writable {
                    Ok(()) => self.records_work(),
                    Err(why) => self.records_failed(why),
                }
                let unread = self.session.connection().is_some_and(|open| open.journal != Journal::Read);
                if unread && self.is_current(epoch) {
                    self.ask_for_kept();
                }
                self.write_anew();
                answer(reply, Ok(JournalAside { name }));
            }
            Err(why) => {
                self.records_failed(why);
                answer(reply, Err(nothing_sent(code_of(why))));
            }
        }
    }
}

/// A journal that was set aside, or was sound after all.
pub(crate) struct SetAside {
    /// The new name of its file; nothing when it can be read and written, and was left where it is.
    pub(crate) name: Option<String>,
    /// Whether something can be written down now.
    pub(crate) writable: Result<(), JournalTrouble>,
}

impl Writer {
    /// Opens the journal, if it is not open. Blocks.
    pub(crate) fn open(&self) -> Result<(), JournalTrouble> {
        self.worker.open(OPENING).map_err(opening)
    }

    /// Whether something can be written down. Blocks.
    pub(crate) fn try_out(&self) -> Result<(), JournalTrouble> {
        self.worker.call(PATIENCE, store::Store::try_out).map_err(|why| self.why(why))
    }

    /// Sets the journal aside and begins a new one. Blocks.
    pub(crate) fn set_aside(&self, at: Timestamp) -> Result<SetAside, JournalTrouble> {
        match self.kept().and_then(|_| self.try_out()) {
            Ok(()) => return Ok(SetAside { name: None, writable: Ok(()) }),
            Err(JournalTrouble::Damaged | JournalTrouble::Foreign) => {}
            Err(why) => return Err(why),
        }
        let path = self.worker.set_aside(OPENING, at).map_err(opening)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(SetAside { name, writable: self.try_out() })
    }

    /// What is wrong with a journal that is refused. Blocks.
    pub(super) fn why(&self, refused: Refused) -> JournalTrouble {
        match refused {
            Refused::Damaged => self.open().err().unwrap_or(JournalTrouble::Damaged),
            other => trouble_of(other),
        }
    }
}

/// Why a call was refused, for the window.
pub(crate) fn trouble_of(why: Refused) -> JournalTrouble {
    match why {
        Refused::Full => JournalTrouble::Full,
        Refused::ReadOnly => JournalTrouble::ReadOnly,
        Refused::Failing | Refused::Busy => JournalTrouble::Failing,
        Refused::Damaged => JournalTrouble::Damaged,
    }
}

fn opening(why: OpenTrouble) -> JournalTrouble {
    match why {
        OpenTrouble::Damaged => JournalTrouble::Damaged,
        OpenTrouble::Foreign => JournalTrouble::Foreign,
        OpenTrouble::Newer => JournalTrouble::Newer,
        OpenTrouble::Full => JournalTrouble::Full,
        OpenTrouble::ReadOnly => JournalTrouble::ReadOnly,
        OpenTrouble::Locked | OpenTrouble::Failing | OpenTrouble::OldSqlite => JournalTrouble::Failing,
    }
}

/// The same as the code of a decision that was refused for it.
pub(crate) fn code_of(why: JournalTrouble) -> Code {
    match why {
        JournalTrouble::Full => Code::DiskFull,
        JournalTrouble::ReadOnly => Code::DiskReadOnly,
        JournalTrouble::Failing => Code::DiskFailing,
        JournalTrouble::Damaged | JournalTrouble::Foreign | JournalTrouble::Newer => Code::JournalUnusable,
    }
}
