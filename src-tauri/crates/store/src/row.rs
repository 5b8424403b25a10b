//! Rows that carry a check: SHA-256 over everything else in them, so that a changed row is known to be changed.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row, params_from_iter};
use sha2::{Digest, Sha256};
use std::ops::Range;

/// The columns of one table. The first is `seq`, the number of the row; the check, `sum`, stands behind the last.
pub(crate) struct Shape {
    /// Its name.
    pub(crate) table: &'static str,
    /// Its columns without the check.
    pub(crate) columns: &'static [&'static str],
    /// Those that what is sealed in the row is bound to: it opens beside no others.
    pub(crate) bound: Range<usize>,
}

impl Shape {
    /// A query of all columns; `rest` is what stands behind the name of the table.
    pub(crate) fn select(&self, rest: &str) -> String {
        format!("SELECT {}, sum FROM {} {rest}", self.columns.join(", "), self.table)
    }

    /// Whether a row of [`Self::select`] is as it was written.
    pub(crate) fn holds(&self, row: &Row<'_>) -> rusqlite::Result<bool> {
        let mut columns = Vec::with_capacity(self.columns.len());
        for index in 0..self.columns.len() {
            columns.push(row.get_ref(index)?);
        }
        Ok(row.get_ref(self.columns.len())? == ValueRef::Blob(&sum(self.table, columns)))
    }

    /// What the sealed part of a row of [`Self::select`] is bound to.
    pub(crate) fn about(&self, row: &Row<'_>) -> rusqlite::Result<[u8; 32]> {
        let mut columns = Vec::with_capacity(self.bound.len());
        for index in self.bound.clone() {
            columns.push(row.get_ref(index)?);
        }
        Ok(sum(&format!("sealed in {}", self.table), columns))
    }

    /// The same of a row that is about to be written; `values` may end after the bound ones.
    pub(crate) fn about_values(&self, values: &[Value]) -> [u8; 32] {
        let bound = values.get(self.bound.clone()).unwrap_or_default();
        sum(&format!("sealed in {}", self.table), bound.iter().map(ValueRef::from))
    }

    /// All columns of a row of [`Self::select`], without the check.
    pub(crate) fn values(&self, row: &Row<'_>) -> rusqlite::Result<Vec<Value>> {
        (0..self.columns.len()).map(|index| row.get(index)).collect()
    }

    /// Writes a row, in place of one with the same number.
    pub(crate) fn put(&self, connection: &Connection, mut values: Vec<Value>) -> rusqlite::Result<()> {
        values.push(Value::Blob(sum(self.table, values.iter().map(ValueRef::from)).to_vec()));
        let places = vec!["?"; values.len()].join(", ");
        let sql = format!("REPLACE INTO {} ({}, sum) VALUES ({places})", self.table, self.columns.join(", "));
        connection.execute(&sql, params_from_iter(values))?;
        Ok(())
    }

    /// The number of the next new row.
    pub(crate) fn next(&self, connection: &Connection) -> rusqlite::Result<i64> {
        let sql = format!("SELECT coalesce(max(seq), 0) + 1 FROM {}", self.table);
        connection.query_row(&sql, [], |row| row.get(0))
    }

    /// Deletes a row.
    pub(crate) fn delete(&self, connection: &Connection, seq: i64) -> rusqlite::Result<()> {
        connection.execute(&format!("DELETE FROM {} WHERE seq = ?", self.table), [seq])?;
        Ok(())
    }
}

/// SHA-256 over a name and values. Each has its type and length before it: no two rows give the same bytes.
pub(crate) fn sum<'a>(name: &str, values: impl IntoIterator<Item = ValueRef<'a>>) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut add = |kind: u8, bytes: &[u8]| {
        hash.update([kind]);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    add(0, name.as_bytes());
    for value in values {
        match value {
            ValueRef::Null => add(1, &[]),
            ValueRef::Integer(number) => add(2, &number.to_le_bytes()),
            ValueRef::Real(number) => add(3, &number.to_le_bytes()),
            ValueRef::Text(text) => add(4, text),
            ValueRef::Blob(blob) => add(5, blob),
        }
    }
    hash.finalize().into()
}

/// A value for a column that may be empty.
pub(crate) fn optional(text: Option<&str>) -> Value {
    text.map_or(Value::Null, |text| Value::Text(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_rows_have_the_same_check() {
        let rows: [&[ValueRef<'_>]; 7] = [
            &[],
            &[ValueRef::Null],
            &[ValueRef::Integer(0)],
            &[ValueRef::Text(b"ab"), ValueRef::Text(b"c")],
            &[ValueRef::Text(b"a"), ValueRef::Text(b"bc")],
            &[ValueRef::Text(b"abc")],
            &[ValueRef::Blob(b"abc")],
        ];
        let mut sums: Vec<_> = rows.iter().map(|row| sum("t", row.iter().copied())).collect();
        sums.push(sum("u", []));
        sums.sort_unstable();
        sums.dedup();
        assert_eq!(sums.len(), 8);
    }
}
