//! Intents of access: that somebody asked for a link, and what became of it. Never an answer, never a link.

use super::time;
use crate::row::Shape;
use crate::{Mint, RecordId, Refused, Store};
use model::Timestamp;
use rusqlite::Connection;
use rusqlite::types::Value;

/// The table.
pub(crate) const MINTS: Shape = Shape {
    table: "mints",
    columns: &["seq", "id", "account", "case_id", "handoff", "operator", "at", "word", "settled_at"],
    bound: 0..0,
};

/// The first column of what became of it.
const END: usize = 7;

impl Store {
    /// Records that access is about to be asked for. It is on the disk when this returns.
    ///
    /// # Errors
    /// When it is not recorded: nothing must be asked for.
    pub fn record_mint(&mut self, account: &str, mint: &Mint) -> Result<(), Refused> {
        self.write(|tx, _| {
            let handoff = mint.handoff.as_deref().unwrap_or_default();
            let texts = [mint.id.as_str(), account, &mint.case, handoff, &mint.operator];
            let mut values = vec![Value::Integer(MINTS.next(tx)?)];
            values.extend(texts.map(|text| Value::Text(text.to_owned())));
            values.extend([Value::Integer(mint.at.0), Value::Null, Value::Null]);
            Ok(MINTS.put(tx, values)?)
        })
    }

    /// Notes what became of it. One that is not there, or has an end already, is left as it is.
    ///
    /// # Errors
    /// When it is not noted.
    pub fn settle_mint(&mut self, id: &RecordId, word: &str, at: Timestamp) -> Result<(), Refused> {
        self.write(|tx, _| {
            for (values, _) in open(tx, |_| true)?.into_iter().filter(|(_, found)| found.id == *id) {
                MINTS.put(tx, ended(values, word, at))?;
            }
            Ok(())
        })
    }

    /// Notes of all of an account that have no end that the program ended before it knew. At the start, before any is
    /// recorded.
    ///
    /// # Errors
    /// When it is not noted.
    pub fn end_open_mints(&mut self, account: &str, at: Timestamp) -> Result<(), Refused> {
        self.write(|tx, _| {
            for (values, _) in open(tx, |its| its == account)? {
                MINTS.put(tx, ended(values, "program_ended", at))?;
            }
            Ok(())
        })
    }

    /// Those of an account that have no end, oldest first: the program ended before it knew.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn open_mints(&mut self, account: &str) -> Result<Vec<Mint>, Refused> {
        self.read(|connection, _| {
            let found = open(connection, |its| its == account)?;
            Ok(found.into_iter().map(|(_, mint)| mint).collect())
        })
    }
}

/// The same with its end.
fn ended(mut values: Vec<Value>, word: &str, at: Timestamp) -> Vec<Value> {
    values.splice(END.., [Value::Text(word.to_owned()), Value::Integer(at.0)]);
    values
}

/// Those without an end whose check holds, of the accounts that are wanted.
fn open(connection: &Connection, wanted: impl Fn(&str) -> bool) -> rusqlite::Result<Vec<(Vec<Value>, Mint)>> {
    let mut query = connection.prepare(&MINTS.select("ORDER BY seq"))?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if !MINTS.holds(row)? || !wanted(&row.get::<_, String>("account")?) {
            continue;
        }
        let id: String = row.get("id")?;
        let (Ok(id), None) = (RecordId::parse(&id), row.get::<_, Option<String>>("word")?) else { continue };
        let (case, operator) = (row.get("case_id")?, row.get("operator")?);
        let handoff = Some(row.get::<_, String>("handoff")?).filter(|handoff| !handoff.is_empty());
        found.push((MINTS.values(row)?, Mint { id, case, handoff, operator, at: time(row, "at")? }));
    }
    Ok(found)
}
