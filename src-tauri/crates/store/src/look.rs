//! Looking into a journal that cannot be opened, through a copy: what was not finished can still be named.

use crate::disk::{JOURNAL, LOG, read_file};
use crate::opening::look_at_head;
use crate::tables::commands::COMMANDS;
use crate::tables::commands::line;
use crate::{CommandLine, OpenTrouble, Store};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

impl Store {
    /// Reads from a damaged or newer journal what can be read of commands that are not settled, oldest first. Only what is in
    /// clear, and only rows whose check holds. Nothing in the folder is written, and its lock is not taken.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be copied to the folder for temporary files.
    pub fn look(folder: &Path) -> Result<Vec<CommandLine>, OpenTrouble> {
        let journal = read_file(&folder.join(JOURNAL), u64::MAX)?.ok_or(OpenTrouble::Damaged)?;
        if look_at_head(&journal, usize::MAX) == Err(OpenTrouble::Foreign) {
            return Err(OpenTrouble::Foreign);
        }
        let log = read_file(&folder.join(LOG), u64::MAX)?.unwrap_or_default();
        let copy = Copy::make(&journal, &log)?;
        let found = copy.commands();
        if found.is_empty() && !log.is_empty() {
            // The log may be what is broken.
            return Ok(Copy::make(&journal, &[])?.commands());
        }
        Ok(found)
    }
}

/// A copy in a folder of its own, gone when dropped.
struct Copy(PathBuf);

impl Copy {
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

    /// What is found from the front, and from the back up to the damage.
    fn commands(&self) -> Vec<CommandLine> {
        let mut found = BTreeMap::new();
        for order in ["ASC", "DESC"] {
            // An error ends this way of reading; what was read until then counts.
            let _ = self.gather(order, &mut found);
        }
        found.into_values().filter(|line| !line.stage.settled && !line.stage.dismissed).collect()
    }

    fn gather(&self, order: &str, found: &mut BTreeMap<i64, CommandLine>) -> rusqlite::Result<()> {
        let connection = Connection::open(self.0.join(JOURNAL))?;
        let mut query = connection.prepare(&COMMANDS.select(&format!("ORDER BY seq {order}")))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if COMMANDS.holds(row)? {
                found.insert(row.get(0)?, line(row)?);
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
