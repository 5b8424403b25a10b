//! Setting a journal aside that cannot be used, for a new one with what can still be read of it. Nothing of it is deleted, and
//! whatever dies meanwhile, one of the two is found.

use crate::OpenTrouble;
use crate::disk::{Disk, Folder, JOURNAL, LOG, LOG_INDEX, MARK, NEW, READY};
use crate::opening::make;
use crate::salvage::Salvaged;
use crate::schema::STEPS;
use model::Timestamp;
use std::io;
use std::path::{Path, PathBuf};

/// What stands beside a journal, and the end of its name when it is set aside.
const MOVES: [(&str, &str); 4] = [(JOURNAL, ""), (LOG, "-wal"), (LOG_INDEX, "-shm"), (MARK, ".mark")];

/// Gives the journal of a folder, with what stands beside it, a name with this time, and puts a new one in its place that has
/// everything of it that can still be read and that somebody would miss. Gives the new path of the old one.
///
/// # Errors
/// `Locked` while a program has it open; otherwise why not. Then the journal is where it was, or [`crate::Store::open`]
/// brings this to its end.
pub fn set_aside(folder: &Path, at: Timestamp) -> Result<PathBuf, OpenTrouble> {
    let folder = Folder::take(folder)?;
    let name = set_aside_on(&folder, at)?;
    Ok(folder.path(&name))
}

fn set_aside_on(disk: &dyn Disk, at: Timestamp) -> Result<String, OpenTrouble> {
    let name = free_name(disk, &format!("journal.{}", stamp(at)))?;
    make(disk, STEPS, Salvaged::read(disk)?)?;
    disk.rename(NEW, READY)?;
    disk.sync_folder()?;
    exchange(disk, &name)?;
    Ok(name)
}

/// Brings to its end what was interrupted: from the moment the new journal is ready, it takes the old one's place.
pub(crate) fn bring_to_end(disk: &dyn Disk) -> Result<(), OpenTrouble> {
    if disk.len(READY)?.is_some() {
        exchange(disk, &free_name(disk, "journal.interrupted")?)?;
    }
    Ok(())
}

fn exchange(disk: &dyn Disk, name: &str) -> io::Result<()> {
    for (from, suffix) in MOVES {
        if disk.len(from)?.is_some() {
            disk.rename(from, &format!("{name}{suffix}"))?;
        }
    }
    // Nothing of the old one may come back under the new one's name.
    disk.sync_folder()?;
    disk.rename(READY, JOURNAL)?;
    disk.sync_folder()
}

/// A name nothing has yet, with what stands beside it.
fn free_name(disk: &dyn Disk, stem: &str) -> io::Result<String> {
    let mut name = format!("{stem}.sqlite");
    let mut again = 2;
    while MOVES.iter().try_fold(false, |taken, (_, suffix)| {
        Ok::<_, io::Error>(taken || disk.len(&format!("{name}{suffix}"))?.is_some())
    })? {
        name = format!("{stem}-{again}.sqlite");
        again += 1;
    }
    Ok(name)
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
#[path = "set_aside_tests.rs"]
mod interrupted;

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
