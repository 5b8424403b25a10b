//! Versions of cases as they were seen: a copy that is read again where it is damaged. The time stands in a table of its own,
//! so that seeing the same version again does not write its body again.

use crate::row::Shape;
use crate::seal::Sealer;
use crate::trouble::Fault;
use crate::{Refused, SeenCase, Store};
use model::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeMap;

/// The table.
pub(crate) const SEEN: Shape =
    Shape { table: "seen", columns: &["seq", "account", "case_id", "version", "whole", "sealed"], bound: 1..5 };

/// When each row was last seen to be so.
pub(crate) const SEEN_AT: Shape = Shape { table: "seen_at", columns: &["seq", "at"], bound: 0..0 };

/// The version of a case: its 64 bits compare as a number without a sign.
type Newest = BTreeMap<String, (u64, i64)>;

impl Store {
    /// Keeps versions of cases, all or none of them. Of a version that is there already only the time is written, unless
    /// this one is whole and that one was not.
    ///
    /// # Errors
    /// When none is kept.
    pub fn put_seen(&mut self, account: &str, cases: &[SeenCase]) -> Result<(), Refused> {
        self.write(|tx, sealer| cases.iter().try_for_each(|case| put(tx, sealer, account, case)))
    }

    /// The newest version of each case of an account that can be read, by case.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn latest(&mut self, account: &str) -> Result<Vec<SeenCase>, Refused> {
        self.read(|connection, sealer| {
            let mut by_row = connection.prepare(&SEEN.select("WHERE seq = ?"))?;
            let mut times = connection.prepare(&SEEN_AT.select("WHERE seq = ?"))?;
            let mut found = Vec::new();
            for (seq, _) in newest(connection, account)?.into_values().map(|(_, seq)| (seq, ())) {
                let at = times.query_row([seq], seen_at).optional()?.flatten();
                let case = by_row.query_row([seq], |row| opened(row, at, account, sealer)).optional()?.flatten();
                found.extend(case);
            }
            Ok(found)
        })
    }

    /// The versions of one case that can be read, oldest first.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn versions(&mut self, account: &str, case: &str) -> Result<Vec<SeenCase>, Refused> {
        self.read(|connection, sealer| {
            let mut query = connection.prepare(&SEEN.select("WHERE account = ? AND case_id = ?"))?;
            let mut times = connection.prepare(&SEEN_AT.select("WHERE seq = ?"))?;
            let mut rows = query.query([account, case])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                let at = times.query_row([row.get::<_, i64>(0)?], seen_at).optional()?.flatten();
                found.extend(opened(row, at, account, sealer)?.filter(|seen| seen.case == case));
            }
            found.sort_by_key(|seen| seen.version);
            Ok(found)
        })
    }
}

/// The row of each case's newest version.
pub(crate) fn newest(connection: &Connection, account: &str) -> rusqlite::Result<Newest> {
    let mut query = connection.prepare("SELECT case_id, version, seq FROM seen WHERE account = ?")?;
    let mut rows = query.query([account])?;
    let mut newest = Newest::new();
    while let Some(row) = rows.next()? {
        let (case, version, seq) = (row.get(0)?, row.get::<_, i64>(1)?.cast_unsigned(), row.get(2)?);
        let known = newest.entry(case).or_insert((version, seq));
        if version > known.0 {
            *known = (version, seq);
        }
    }
    Ok(newest)
}

fn put(connection: &Connection, sealer: &Sealer, account: &str, case: &SeenCase) -> Result<(), Fault> {
    let mut query =
        connection.prepare(&SEEN.select("WHERE account = ? AND case_id = ? AND version = ? ORDER BY seq LIMIT 1"))?;
    let key = (account, &case.case, case.version.cast_signed());
    let there = query.query_row(key, |row| {
        let sound = SEEN.holds(row)? && sealer.open(row.get_ref("sealed")?.as_blob()?, &SEEN.about(row)?).is_some();
        Ok((row.get::<_, i64>("seq")?, sound, sound && row.get("whole")?))
    });
    let (seq, sound, whole) = match there.optional()? {
        Some(there) => there,
        None => (SEEN.next(connection)?, false, false),
    };
    if !sound || (case.whole && !whole) {
        let mut values = vec![
            Value::Integer(seq),
            Value::Text(account.to_owned()),
            Value::Text(case.case.clone()),
            Value::Integer(case.version.cast_signed()),
            Value::Integer(case.whole.into()),
        ];
        values.push(Value::Blob(sealer.seal(&case.body, &SEEN.about_values(&values))?));
        SEEN.put(connection, values)?;
    }
    let before = connection.query_row(&SEEN_AT.select("WHERE seq = ?"), [seq], seen_at).optional()?.flatten();
    let at = before.filter(|_| sound).map_or(case.seen_at, |before| before.max(case.seen_at));
    Ok(SEEN_AT.put(connection, vec![Value::Integer(seq), Value::Integer(at.0)])?)
}

/// The time of a row whose check holds.
fn seen_at(row: &Row<'_>) -> rusqlite::Result<Option<Timestamp>> {
    Ok(if SEEN_AT.holds(row)? { Some(Timestamp(row.get(1)?)) } else { None })
}

/// A row that can be read, with its time; none when anything about it is different.
fn opened(row: &Row<'_>, at: Option<Timestamp>, account: &str, sealer: &Sealer) -> rusqlite::Result<Option<SeenCase>> {
    let Some(seen_at) = at else { return Ok(None) };
    if !SEEN.holds(row)? || row.get_ref(1)?.as_str()? != account {
        return Ok(None);
    }
    let body = sealer.open(row.get_ref(5)?.as_blob()?, &SEEN.about(row)?);
    let (case, version, whole) = (row.get(2)?, row.get::<_, i64>(3)?.cast_unsigned(), row.get(4)?);
    Ok(body.map(|body| SeenCase { case, version, seen_at, whole, body }))
}
