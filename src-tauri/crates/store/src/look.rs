//! Looking into a journal that cannot be opened: what was not finished can still be named.

use crate::disk::{JOURNAL, LOG, read_file};
use crate::opening::look_at_head;
use crate::salvage::Copy;
use crate::{CommandLine, OpenTrouble, Store};
use std::path::Path;

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
        let found = Copy::readable(&journal, &log)?.commands();
        Ok(found.into_iter().filter(|line| !line.stage.settled && !line.stage.dismissed).collect())
    }
}
