//! The store: one owner of one file. Every call blocks, and what it changed is on the disk when it returns.

use crate::disk::{Disk, Folder};
use crate::opening::{Live, ask_why, empty_log, keep_mark, open, write_mark};
use crate::seal::{Sealer, Sealing};
use crate::tables::commands;
use crate::trouble::Fault;
use crate::{OpenTrouble, RecordId, Refused, Stage};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::Path;

/// The open journal. One lives at a time for a folder.
pub struct Store {
    disk: Box<dyn Disk>,
    /// None after trouble that the connection did not survive: the next call opens it again.
    live: Option<Live>,
    sealer: Sealer,
    /// Commands that were refused and may be on the disk all the same. They go with the next change.
    pub(crate) withdrawn: Vec<RecordId>,
    /// Stages that the disk did not take, oldest first. They go with the next change.
    pub(crate) owed: Vec<(RecordId, Stage)>,
    /// Whether something shredded may still stand in the log.
    untidy: bool,
}

/// Why a change was not made.
struct Undone {
    why: Refused,
    /// Whether it may be found on the disk after a crash all the same.
    may_be_there: bool,
}

impl Store {
    /// Opens the journal in a folder, and makes both where there are none; a new one is on the disk when this returns. Until
    /// [`Self::unlock`], what is sealed is sealed for this run.
    ///
    /// # Errors
    /// Why it cannot be opened. A file that is damaged, something else or newer is left as it is.
    pub fn open(folder: &Path) -> Result<Self, OpenTrouble> {
        Self::open_on(Box::new(Folder::take(folder)?))
    }

    /// The same on a disk of a test's making.
    ///
    /// # Errors
    /// As [`Self::open`].
    #[doc(hidden)]
    pub fn open_on(disk: Box<dyn Disk>) -> Result<Self, OpenTrouble> {
        let sealer = Sealer::new().map_err(|_| OpenTrouble::Failing)?;
        let live = open(&*disk)?;
        Ok(Self { disk, live: Some(live), sealer, withdrawn: Vec::new(), owed: Vec::new(), untidy: false })
    }

    /// Says what seals from now on. What was sealed before in this run stays readable in it.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn unlock(&mut self, sealing: Sealing) -> Result<(), Refused> {
        self.sealer.turn(sealing)
    }

    /// Whether the disk takes a change: writes the journal's own count and nothing else.
    ///
    /// # Errors
    /// Why it does not.
    pub fn try_out(&mut self) -> Result<(), Refused> {
        self.write(|_, _| Ok(()))
    }

    /// Opens the journal again where it was let go of.
    pub(crate) fn stand_ready(&mut self) -> Result<(), OpenTrouble> {
        live(&*self.disk, &mut self.live).map(|_| ())
    }

    /// Makes a change wholly or not at all. It is on the disk when this returns.
    pub(crate) fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>, &Sealer) -> Result<T, Fault>,
    ) -> Result<T, Refused> {
        self.try_write(change).map_err(|undone| undone.why)
    }

    /// As [`Self::write`], for a change that makes this command.
    pub(crate) fn write_command(
        &mut self,
        id: &RecordId,
        change: impl FnOnce(&Transaction<'_>, &Sealer) -> Result<(), Fault>,
    ) -> Result<(), Refused> {
        self.try_write(change).map_err(|undone| {
            if undone.may_be_there {
                self.withdrawn.push(id.clone());
            }
            undone.why
        })
    }

    /// Takes back a command that its caller was told is not recorded. It is gone at once, or with the next change that the
    /// disk takes, and is not listed before that. What it dismissed stays dismissed.
    ///
    /// # Errors
    /// When it may be found after a crash.
    pub fn withdraw(&mut self, id: &RecordId) -> Result<(), Refused> {
        self.withdrawn.push(id.clone());
        self.untidy = true;
        self.write(|_, _| Ok(()))?;
        self.tidy();
        Ok(())
    }

    /// Reads.
    pub(crate) fn read<T>(
        &mut self,
        look: impl FnOnce(&Connection, &Sealer) -> Result<T, Fault>,
    ) -> Result<T, Refused> {
        let sealer = &self.sealer;
        let live = live(&*self.disk, &mut self.live)?;
        look(&live.connection, sealer).map_err(|fault| self.after(&fault))
    }

    /// Has the log emptied after something was shredded. What cannot be done now is done after a later change.
    pub(crate) fn tidy(&mut self) {
        self.untidy = !self.live.as_ref().is_some_and(|live| empty_log(&live.connection));
    }

    fn try_write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>, &Sealer) -> Result<T, Fault>,
    ) -> Result<T, Undone> {
        let certainly = |why| Undone { why, may_be_there: false };
        let live = live(&*self.disk, &mut self.live).map_err(|trouble| certainly(trouble.into()))?;
        let (mark, mut committing) = (live.mark.next(), false);
        let outcome: Result<T, Fault> = (|| {
            let transaction = live.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for id in &self.withdrawn {
                commands::delete(&transaction, id)?;
            }
            for (id, stage) in &self.owed {
                commands::stage(&transaction, id, stage)?;
            }
            let value = change(&transaction, &self.sealer)?;
            write_mark(&transaction, mark)?;
            committing = true;
            transaction.commit()?;
            Ok(value)
        })();
        match outcome {
            Ok(value) => {
                live.mark = mark;
                keep_mark(&*self.disk, mark);
                self.withdrawn.clear();
                self.untidy |= self.owed.drain(..).any(|(_, stage)| stage.settled);
                if self.untidy {
                    self.tidy();
                }
                Ok(value)
            }
            Err(fault) => Err(Undone { why: self.after(&fault), may_be_there: committing }),
        }
    }

    /// What the caller is told of a fault. A connection that does not answer any more is let go of: the next call opens the
    /// journal again, with every check.
    fn after(&mut self, fault: &Fault) -> Refused {
        let why = fault.refused();
        let Fault::Sqlite(_) = fault else { return why };
        let sound = |live: &Live| {
            live.connection.is_autocommit()
                && live.connection.query_row("SELECT count(*) FROM journal", [], |row| row.get::<_, i64>(0)).is_ok()
        };
        if why == Refused::Damaged || !self.live.as_ref().is_some_and(sound) {
            self.part();
        }
        ask_why(&*self.disk, why)
    }

    /// Closes the connection without another word to the disk. The next call opens the journal again, with every check.
    #[doc(hidden)]
    pub fn part(&mut self) {
        if let Some(live) = self.live.take() {
            // Where even this is refused, closing does what it can.
            let _ = live.connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        }
    }
}

/// The connection, opened again where it was lost.
fn live<'a>(disk: &dyn Disk, slot: &'a mut Option<Live>) -> Result<&'a mut Live, OpenTrouble> {
    match slot {
        Some(live) => Ok(live),
        None => Ok(slot.insert(open(disk)?)),
    }
}
