//! Drafts: what somebody had typed, for nobody else.

use super::time;
use crate::row::Shape;
use crate::{Draft, Drafts, Refused, Store};
use model::Timestamp;
use rusqlite::Connection;
use rusqlite::types::Value;

/// The table.
pub(crate) const DRAFTS: Shape =
    Shape { table: "drafts", columns: &["seq", "account", "operator", "slot", "at", "sealed"], bound: 1..5 };

impl Store {
    /// Keeps a draft, in place of an older one of its slot. It is on the disk when this returns.
    ///
    /// # Errors
    /// When it is not kept.
    pub fn put_draft(
        &mut self,
        account: &str,
        operator: &str,
        slot: &str,
        body: &[u8],
        at: Timestamp,
    ) -> Result<(), Refused> {
        self.write(|tx, sealer| {
            delete(tx, account, operator, slot)?;
            let mut values = vec![Value::Integer(DRAFTS.next(tx)?)];
            values.extend([account, operator, slot].map(|text| Value::Text(text.to_owned())));
            values.push(Value::Integer(at.0));
            values.push(Value::Blob(sealer.seal(body, &DRAFTS.about_values(&values))?));
            Ok(DRAFTS.put(tx, values)?)
        })
    }

    /// Drops a draft. One that is not there counts as dropped.
    ///
    /// # Errors
    /// When it may still be there.
    pub fn drop_draft(&mut self, account: &str, operator: &str, slot: &str) -> Result<(), Refused> {
        self.write(|tx, _| Ok(delete(tx, account, operator, slot)?))?;
        self.tidy();
        Ok(())
    }

    /// The drafts of one person on one connection.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn drafts(&mut self, account: &str, operator: &str) -> Result<Drafts, Refused> {
        self.read(|connection, sealer| {
            let mut query = connection.prepare(&DRAFTS.select("WHERE account = ? AND operator = ? ORDER BY slot"))?;
            let mut rows = query.query([account, operator])?;
            let mut found = Drafts::default();
            while let Some(row) = rows.next()? {
                let body = if DRAFTS.holds(row)? {
                    sealer.open(row.get_ref("sealed")?.as_blob()?, &DRAFTS.about(row)?)
                } else {
                    None
                };
                match body {
                    Some(body) => found.drafts.push(Draft { slot: row.get("slot")?, at: time(row, "at")?, body }),
                    None => found.unreadable += 1,
                }
            }
            Ok(found)
        })
    }
}

fn delete(connection: &Connection, account: &str, operator: &str, slot: &str) -> rusqlite::Result<()> {
    let sql = "DELETE FROM drafts WHERE account = ? AND operator = ? AND slot = ?";
    connection.execute(sql, [account, operator, slot])?;
    Ok(())
}
