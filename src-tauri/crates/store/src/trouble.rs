//! Why the journal cannot be opened, or a call is refused. Nothing here says what was to be written.

use rusqlite::ErrorCode;
use std::io::{self, ErrorKind};

/// Why the journal cannot be opened. Whatever it is, the file is left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenTrouble {
    /// Another program has it open.
    #[error("the journal is in use")]
    Locked,
    /// It is not what was written, or part of it is missing.
    #[error("the journal is damaged")]
    Damaged,
    /// Something else stands in its place.
    #[error("the journal's file is something else")]
    Foreign,
    /// A newer version of the program wrote it.
    #[error("the journal is of a newer version")]
    Newer,
    /// There is no room on the disk.
    #[error("the disk is full")]
    Full,
    /// Nothing can be written there.
    #[error("the disk is read-only")]
    ReadOnly,
    /// The disk fails, or does not answer.
    #[error("the disk fails")]
    Failing,
    /// SQLite is older than 3.51.3, which can lose what it confirmed.
    #[error("SQLite is too old")]
    OldSqlite,
}

/// Why a call did nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no room on the disk.
    #[error("the disk is full")]
    Full,
    /// Nothing can be written there.
    #[error("the disk is read-only")]
    ReadOnly,
    /// The disk fails, or the call cannot be carried out.
    #[error("the disk fails")]
    Failing,
    /// The journal is damaged, is something else or newer, or the record is not there as it was written.
    #[error("the journal is damaged")]
    Damaged,
    /// It takes too long, or another program has the journal.
    #[error("the journal is busy")]
    Busy,
}

/// Why a step inside a call went wrong.
#[derive(Debug)]
pub(crate) enum Fault {
    /// SQLite's word.
    Sqlite(rusqlite::Error),
    /// Ours.
    Refused(Refused),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<rusqlite::types::FromSqlError> for Fault {
    fn from(error: rusqlite::types::FromSqlError) -> Self {
        Self::Sqlite(error.into())
    }
}

impl From<Refused> for Fault {
    fn from(why: Refused) -> Self {
        Self::Refused(why)
    }
}

impl Fault {
    /// The fault as its caller is told of it.
    pub(crate) fn refused(&self) -> Refused {
        match self {
            Self::Refused(why) => *why,
            Self::Sqlite(rusqlite::Error::SqliteFailure(error, _)) => match error.code {
                ErrorCode::DiskFull => Refused::Full,
                ErrorCode::ReadOnly => Refused::ReadOnly,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Refused::Damaged,
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Refused::Busy,
                _ => Refused::Failing,
            },
            Self::Sqlite(
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::Utf8Error(..)
                | rusqlite::Error::QueryReturnedNoRows,
            ) => Refused::Damaged,
            Self::Sqlite(_) => Refused::Failing,
        }
    }
}

impl From<OpenTrouble> for Refused {
    fn from(trouble: OpenTrouble) -> Self {
        match trouble {
            OpenTrouble::Locked => Self::Busy,
            OpenTrouble::Damaged | OpenTrouble::Foreign | OpenTrouble::Newer => Self::Damaged,
            OpenTrouble::Full => Self::Full,
            OpenTrouble::ReadOnly => Self::ReadOnly,
            OpenTrouble::Failing | OpenTrouble::OldSqlite => Self::Failing,
        }
    }
}

impl From<Fault> for OpenTrouble {
    fn from(fault: Fault) -> Self {
        match fault.refused() {
            Refused::Full => Self::Full,
            Refused::ReadOnly => Self::ReadOnly,
            Refused::Failing => Self::Failing,
            Refused::Damaged => Self::Damaged,
            Refused::Busy => Self::Locked,
        }
    }
}

impl From<rusqlite::Error> for OpenTrouble {
    fn from(error: rusqlite::Error) -> Self {
        Fault::Sqlite(error).into()
    }
}

impl From<io::Error> for OpenTrouble {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Self::Full,
            ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Failing,
        }
    }
}
