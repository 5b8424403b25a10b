//! Setting a journal aside that cannot be used, so that a new one can be made. Nothing of it is deleted.

use crate::OpenTrouble;
use crate::disk::{Disk, Folder, JOURNAL, LOG, LOG_INDEX, MARK};
use model::Timestamp;
use std::path::{Path, PathBuf};

/// Renames the journal of a folder, with what stands beside it, to a name with this time. After that
/// [`crate::Store::open`] makes a new one. Gives the new path.
///
/// # Errors
/// `Locked` while a program has it open; otherwise why it could not be renamed.
pub fn set_aside(folder: &Path, at: Timestamp) -> Result<PathBuf, OpenTrouble> {
    let folder = Folder::take(folder)?;
    let mut name = format!("journal.{}.sqlite", stamp(at));
    let mut again = 2;
    while folder.len(&name)?.is_some() {
        name = format!("journal.{}-{again}.sqlite", stamp(at));
        again += 1;
    }
    // The mark comes last: as long as it is there, an interrupted renaming is not taken for a journal that never was.
    let moves = [(JOURNAL, ""), (LOG, "-wal"), (LOG_INDEX, "-shm"), (MARK, ".mark")];
    for (from, suffix) in moves {
        if folder.len(from)?.is_some() {
            folder.rename(from, &format!("{name}{suffix}"))?;
        }
    }
    folder.sync_folder()?;
    Ok(folder.path(&name))
}

/// A time such as `20260102T030405Z`.
fn stamp(at: Timestamp) -> String {
    let seconds = at.0.div_euclid(1000);
    let (day, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days to a date, counted in years that begin in March and eras of 400 years.
    let day = day + 719_468;
    let (era, day_of_era) = (day.div_euclid(146_097), day.rem_euclid(146_097));
    let year = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let (date, month) =
        (day_of_year - (153 * shifted + 2) / 5 + 1, if shifted < 10 { shifted + 3 } else { shifted - 9 });
    let year = year + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}{month:02}{date:02}T{hour:02}{minute:02}{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_its_date() {
        assert_eq!(stamp(Timestamp(0)), "19700101T000000Z");
        assert_eq!(stamp(Timestamp(951_782_400_000)), "20000229T000000Z");
        assert_eq!(stamp(Timestamp(1_767_322_985_999)), "20260102T030305Z");
        assert_eq!(stamp(Timestamp(-1)), "19691231T235959Z");
    }
}
