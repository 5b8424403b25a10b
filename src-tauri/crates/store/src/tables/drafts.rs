//! Drafts: what somebody had typed, for nobody else.

use super::time;
use crate::row::Shape;
use crate::seal::Sealer;
use crate::trouble::Fault;
use crate::{Draft, Drafts, Refused, Store};
use model::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Row};

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

    /// Drops the drafts of one person on one connection that cannot be read: sealed with another key, or damaged.
    ///
    /// # Errors
    /// When they may still be there.
    pub fn drop_unreadable_drafts(&mut self, account: &str, operator: &str) -> Result<(), Refused> {
        self.write(|tx, sealer| {
            let mut query = tx.prepare(&DRAFTS.select("WHERE account = ? AND operator = ?"))?;
            let mut rows = query.query([account, operator])?;
            let mut lost = Vec::new();
            while let Some(row) = rows.next()? {
                if opened(row, sealer)?.is_none() {
                    lost.push(row.get("seq")?);
                }
            }
            for seq in lost {
                DRAFTS.delete(tx, seq)?;
            }
            Ok(())
        })?;
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
                match opened(row, sealer)? {
                    Some(body) => found.drafts.push(Draft { slot: row.get("slot")?, at: time(row, "at")?, body }),
                    None => found.unreadable += 1,
                }
            }
            Ok(found)
        })
    }
}

/// What was typed; nothing where it cannot be read.
fn opened(row: &Row<'_>, sealer: &Sealer) -> Result<Option<Vec<u8>>, Fault> {
    Ok(if DRAFTS.holds(row)? { sealer.open(row.get_ref("sealed")?.as_blob()?, &DRAFTS.about(row)?) } else { None })
}

fn delete(connection: &Connection, account: &str, operator: &str, slot: &str) -> rusqlite::Result<()> {
    let sql = "DELETE FROM drafts WHERE account = ? AND operator = ? AND slot = ?";
    connection.execute(sql, [account, operator, slot])?;
    Ok(())
}
