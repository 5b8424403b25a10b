//! What can still be read of a journal that cannot be opened, through a copy of it: every row whose check holds.

use crate::disk::{Disk, JOURNAL, LOG};
use crate::opening::look_at_head;
use crate::row::Shape;
use crate::schema::STEPS;
use crate::tables::accepted::ACCEPTED;
use crate::tables::commands::{COMMANDS, line};
use crate::tables::drafts::DRAFTS;
use crate::tables::mints::MINTS;
use crate::{CommandLine, OpenTrouble};
use rusqlite::types::Value;
use rusqlite::{Connection, Row};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// Rows of tables, by number.
pub(crate) type Rows = BTreeMap<i64, Vec<Value>>;

/// Everything a person would miss: decisions and accesses, what was typed, packages that were accepted. Versions seen are
/// read again from the service.
const MISSED: [&Shape; 4] = [&COMMANDS, &MINTS, &DRAFTS, &ACCEPTED];

/// What was read, as it was written.
#[derive(Default)]
pub(crate) struct Salvaged(Vec<(&'static Shape, Rows)>);

impl Salvaged {
    /// Reads what it can of the journal of a disk. Of something else, or of a newer one, nothing is taken.
    ///
    /// # Errors
    /// When it cannot be copied to the folder for temporary files.
    pub(crate) fn read(disk: &dyn Disk) -> Result<Self, OpenTrouble> {
        let Some(journal) = disk.read(JOURNAL, u64::MAX)? else { return Ok(Self::default()) };
        if look_at_head(&journal, usize::MAX) == Err(OpenTrouble::Foreign) {
            return Ok(Self::default());
        }
        let copy = Copy::readable(&journal, &disk.read(LOG, u64::MAX)?.unwrap_or_default())?;
        if copy.is_newer() {
            return Ok(Self::default());
        }
        Ok(Self(MISSED.into_iter().map(|shape| (shape, copy.rows(shape))).collect()))
    }

    /// Writes it into a new journal.
    pub(crate) fn write(self, connection: &Connection) -> rusqlite::Result<()> {
        for (shape, rows) in self.0 {
            rows.into_values().try_for_each(|values| shape.put(connection, values))?;
        }
        Ok(())
    }
}

/// A copy in a folder of its own, gone when dropped.
pub(crate) struct Copy(PathBuf);

impl Copy {
    /// One that shows its commands, with its log or, where that is what is broken, without.
    pub(crate) fn readable(journal: &[u8], log: &[u8]) -> Result<Self, OpenTrouble> {
        let copy = Self::make(journal, log)?;
        if log.is_empty() || !copy.rows(&COMMANDS).is_empty() { Ok(copy) } else { Self::make(journal, &[]) }
    }

    fn make(journal: &[u8], log: &[u8]) -> Result<Self, OpenTrouble> {
        let mut name = [0; 8];
        getrandom::fill(&mut name).map_err(|_| OpenTrouble::Failing)?;
        let folder = std::env::temp_dir().join(format!("prior-auth-desk-{:016x}", u64::from_le_bytes(name)));
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder)?;
        let copy = Self(folder);
        fs::write(copy.0.join(JOURNAL), journal)?;
        fs::write(copy.0.join(LOG), log)?;
        Ok(copy)
    }

    /// Whether a newer version wrote it: its rows may mean something else.
    fn is_newer(&self) -> bool {
        let version = Connection::open(self.0.join(JOURNAL))
            .and_then(|connection| connection.pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0)));
        version.is_ok_and(|version| usize::try_from(version).is_ok_and(|version| version > STEPS.len()))
    }

    /// What is found from the front, and from the back up to the damage.
    pub(crate) fn rows(&self, shape: &Shape) -> Rows {
        let mut found = BTreeMap::new();
        for order in ["ASC", "DESC"] {
            // An error ends this way of reading; what was read until then counts.
            let _ = self.gather(shape, order, |number, row| {
                found.insert(number, shape.values(row)?);
                Ok(())
            });
        }
        found
    }

    /// Every command that is found, oldest first.
    pub(crate) fn commands(&self) -> Vec<CommandLine> {
        let mut found = BTreeMap::new();
        for order in ["ASC", "DESC"] {
            // As above.
            let _ = self.gather(&COMMANDS, order, |number, row| {
                found.insert(number, line(row)?);
                Ok(())
            });
        }
        found.into_values().collect()
    }

    fn gather(
        &self,
        shape: &Shape,
        order: &str,
        mut take: impl FnMut(i64, &Row<'_>) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        let connection = Connection::open(self.0.join(JOURNAL))?;
        let mut query = connection.prepare(&shape.select(&format!("ORDER BY seq {order}")))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if shape.holds(row)? {
                take(row.get(0)?, row)?;
            }
        }
        Ok(())
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // A folder that stays holds what was sealed, in a folder for this account alone.
        let _ = fs::remove_dir_all(&self.0);
    }
}
