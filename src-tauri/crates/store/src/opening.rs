//! Opening the journal: nothing is written to a file that is not wholly what it should be.

use crate::disk::{self, Disk, JOURNAL, LOG, MARK, NEW, NEW_REST};
use crate::mark::Mark;
use crate::salvage::Salvaged;
use crate::schema::{APPLICATION, MARKED, STEPS, made_of};
use crate::set_aside::bring_to_end;
use crate::{OpenTrouble, Refused};
use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

/// The first SQLite whose log cannot lose what was committed: 3.51.3.
const OLDEST: i32 = 3_051_003;
/// What a file of SQLite begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// How long the head of such a file is.
const HEAD: u64 = 100;

/// The order counts: a log of exclusive locking has no index in shared memory. On disks that keep what they were told to
/// write in a memory of their own, a full sync empties that, too.
const SETTINGS: &str = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON;
    PRAGMA checkpoint_fullfsync = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;
    PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;";

/// The open journal.
pub(crate) struct Live {
    pub(crate) connection: Connection,
    pub(crate) mark: Mark,
}

/// Opens the journal of a disk, and makes one where there never was one.
pub(crate) fn open(disk: &dyn Disk) -> Result<Live, OpenTrouble> {
    open_with(disk, STEPS)
}

/// The same with other steps, for tests of migrating.
pub(crate) fn open_with(disk: &dyn Disk, steps: &[&str]) -> Result<Live, OpenTrouble> {
    let had_log = disk.len(LOG)?.is_some();
    let opened = try_open(disk, steps);
    if opened.is_err() && !had_log && disk.len(LOG)? == Some(0) {
        // SQLite made an empty one; the folder is to be as it was found.
        disk.remove(LOG)?;
    }
    match opened {
        // SQLite cannot always tell a full or read-only disk from a failing one.
        Err(OpenTrouble::Failing) => disk::probe(disk).map_err(OpenTrouble::from).and(opened),
        _ => opened,
    }
}

fn try_open(disk: &dyn Disk, steps: &[&str]) -> Result<Live, OpenTrouble> {
    if rusqlite::version_number() < OLDEST {
        return Err(OpenTrouble::OldSqlite);
    }
    bring_to_end(disk)?;
    if disk.len(JOURNAL)?.is_none() {
        // A mark or a log without a journal: there was one.
        if disk.len(MARK)?.is_some() || disk.len(LOG)?.is_some_and(|len| len > 0) {
            return Err(OpenTrouble::Damaged);
        }
        create(disk, steps)?;
    }
    look_at_head(&disk.read(JOURNAL, HEAD)?.unwrap_or_default(), steps.len())?;
    let connection = connect(disk, JOURNAL)?;
    // Until it is known to be sound, also closing it must not write to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let version = verify(&connection, steps)?;
    let mark = read_mark(&connection)?;
    if disk.read(MARK, 1024)?.and_then(|bytes| Mark::from_bytes(&bytes)).is_some_and(|kept| !kept.allows(mark)) {
        return Err(OpenTrouble::Damaged);
    }
    disk::renew(disk, LOG)?;
    migrate(&connection, disk, version, steps)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    empty_log(&connection);
    keep_mark(disk, mark);
    Ok(Live { connection, mark })
}

/// What can be told before SQLite touches the file.
pub(crate) fn look_at_head(head: &[u8], newest: usize) -> Result<(), OpenTrouble> {
    let number = |at: usize| {
        head.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(i32::from_be_bytes).ok_or(OpenTrouble::Damaged)
    };
    if (head.len() as u64) < HEAD {
        return Err(OpenTrouble::Damaged);
    }
    if !head.starts_with(MAGIC) || number(68)? != APPLICATION {
        return Err(OpenTrouble::Foreign);
    }
    if usize::try_from(number(60)?).is_ok_and(|version| version > newest) { Err(OpenTrouble::Newer) } else { Ok(()) }
}

/// Makes a journal under another name and gives it its own when it is wholly on the disk.
fn create(disk: &dyn Disk, steps: &[&str]) -> Result<(), OpenTrouble> {
    make(disk, steps, Salvaged::default())?;
    disk.rename(NEW, JOURNAL)?;
    disk.sync_folder()?;
    Ok(())
}

/// Makes a journal with these rows under the name of one that is being made, wholly on the disk.
pub(crate) fn make(disk: &dyn Disk, steps: &[&str], rows: Salvaged) -> Result<(), OpenTrouble> {
    for name in [NEW].iter().chain(&NEW_REST) {
        disk.remove(name)?;
    }
    disk.write(NEW, &[])?;
    let mut connection = connect(disk, NEW)?;
    use_log(&connection)?;
    let transaction = connection.transaction()?;
    for step in steps {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", steps.len() as i64)?;
    let mut journal = [0; 16];
    getrandom::fill(&mut journal).map_err(|_| OpenTrouble::Failing)?;
    write_mark(&transaction, Mark { journal, commits: 1 })?;
    rows.write(&transaction)?;
    transaction.commit()?;
    connection.close().map_err(|(_, error)| error)?;
    if disk.len(NEW_REST[0])?.is_some() {
        // Closing could not bring the log home.
        return Err(OpenTrouble::Failing);
    }
    disk.sync(NEW)?;
    Ok(())
}

/// Switches a file to a log, for good.
fn use_log(connection: &Connection) -> Result<(), OpenTrouble> {
    let mut query = connection.prepare("PRAGMA journal_mode = WAL")?;
    let mut rows = query.query([])?;
    let mut mode = String::new();
    // The first row says the new mode; whether it came to the disk shows only at the end of the rows.
    while let Some(row) = rows.next()? {
        mode = row.get(0)?;
    }
    if mode == "wal" { Ok(()) } else { Err(OpenTrouble::Failing) }
}

/// Opens a file that is there, with every setting.
pub(crate) fn connect(disk: &dyn Disk, name: &str) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match disk.vfs() {
        Some(vfs) => Connection::open_with_flags_and_vfs(disk.path(name), flags, vfs)?,
        None => Connection::open_with_flags(disk.path(name), flags)?,
    };
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.execute_batch(SETTINGS)?;
    connection.execute_batch(disk.settings())?;
    Ok(connection)
}

/// Whether the file is wholly what one of its version should be; gives the version.
fn verify(connection: &Connection, steps: &[&str]) -> Result<usize, OpenTrouble> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    if number("application_id")? != i64::from(APPLICATION) {
        return Err(OpenTrouble::Foreign);
    }
    let version = usize::try_from(number("user_version")?).map_err(|_| OpenTrouble::Damaged)?;
    let Some(taken) = steps.get(..version) else { return Err(OpenTrouble::Newer) };
    let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if version == 0 || mode != "wal" || !made_of(connection, taken)? {
        return Err(OpenTrouble::Damaged);
    }
    let found: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(OpenTrouble::Damaged);
    }
    if connection.is_readonly("main")? { Err(OpenTrouble::ReadOnly) } else { Ok(version) }
}

/// Takes the steps that are missing, each wholly or not at all, after a copy was kept.
fn migrate(connection: &Connection, disk: &dyn Disk, version: usize, steps: &[&str]) -> Result<(), OpenTrouble> {
    if version >= steps.len() {
        return Ok(());
    }
    let copy = format!("journal.version-{version}.sqlite");
    disk.remove(&copy)?;
    // Made beforehand, so that it is nobody else's to read.
    disk.write(&copy, &[])?;
    connection.execute("VACUUM INTO ?", [disk.path(&copy).to_str().ok_or(OpenTrouble::Failing)?])?;
    disk.sync(&copy)?;
    disk.sync_folder()?;
    for (index, step) in steps.iter().enumerate().skip(version) {
        let transaction = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", (index + 1) as i64)?;
        transaction.commit()?;
    }
    Ok(())
}

/// The journal's own count. Missing or changed, it is damaged.
fn read_mark(connection: &Connection) -> Result<Mark, OpenTrouble> {
    let mut query = connection.prepare(&MARKED.select(""))?;
    let mut rows = query.query([])?;
    let row = rows.next()?.ok_or(OpenTrouble::Damaged)?;
    if !MARKED.holds(row)? {
        return Err(OpenTrouble::Damaged);
    }
    Ok(Mark { journal: row.get(1)?, commits: row.get(2)? })
}

/// Writes the journal's own count.
pub(crate) fn write_mark(connection: &Connection, mark: Mark) -> rusqlite::Result<()> {
    let values = vec![Value::Integer(1), Value::Blob(mark.journal.to_vec()), Value::Integer(mark.commits)];
    MARKED.put(connection, values)
}

/// Writes the mark beside the journal. One that cannot be written stays behind: then it only says less.
pub(crate) fn keep_mark(disk: &dyn Disk, mark: Mark) {
    let _ = disk.write(MARK, &mark.to_bytes());
}

/// Brings what is in the log home and makes it empty, so that nothing that was shredded is left in it. Says whether it is.
pub(crate) fn empty_log(connection: &Connection) -> bool {
    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)).is_ok_and(|busy| busy == 0)
}

/// Why the disk refuses, when SQLite could not tell.
pub(crate) fn ask_why(disk: &dyn Disk, why: Refused) -> Refused {
    match why {
        Refused::Failing => disk::probe(disk).map_or_else(|error| OpenTrouble::from(error).into(), |()| why),
        _ => why,
    }
}

#[cfg(test)]
#[path = "opening_tests.rs"]
mod tests;
