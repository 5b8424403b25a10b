//! What the journal holds, one file for each kind.

pub(crate) mod accepted;
pub(crate) mod commands;
pub(crate) mod drafts;
pub(crate) mod lists;
pub(crate) mod mints;
mod retention;
pub(crate) mod seen;

use model::Timestamp;
use rusqlite::Row;

/// A time in a column.
fn time(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    row.get(column).map(Timestamp)
}

/// A version in a column: the 64 bits as they are.
fn version(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<u64>> {
    row.get::<_, Option<i64>>(column).map(|bits| bits.map(i64::cast_unsigned))
}
