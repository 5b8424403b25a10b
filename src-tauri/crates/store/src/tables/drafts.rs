//! Drafts: what somebody had typed, for nobody else.

use super::time;
use crate::row::Shape;
use crate::seal::Sealer;
use crate::trouble::Fault;
use crate::{Draft, Drafts, Refused, Store};
use model::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, Rows};

/// The table.
pub(crate) const DRAFTS: Shape =
    Shape { table: "drafts", columns: &["seq", "account", "operator", "slot", "at", "sealed"], bound: 1..5 };

impl Store {
    /// Keeps a draft, in place of an older one of its slot. It is on the disk when this returns. An older one that cannot be
    /// read stays while the key that is kept is not here: it may be readable the next time.
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
            delete(tx, sealer, [account, operator, slot])?;
            let mut values = vec![Value::Integer(DRAFTS.next(tx)?)];
            values.extend([account, operator, slot].map(|text| Value::Text(text.to_owned())));
            values.push(Value::Integer(at.0));
            values.push(Value::Blob(sealer.seal(body, &DRAFTS.about_values(&values))?));
            Ok(DRAFTS.put(tx, values)?)
        })
    }

    /// Drops a draft. One that is not there counts as dropped; one that cannot be read stays as with [`Self::put_draft`].
    ///
    /// # Errors
    /// When it may still be there.
    pub fn drop_draft(&mut self, account: &str, operator: &str, slot: &str) -> Result<(), Refused> {
        self.write(|tx, sealer| delete(tx, sealer, [account, operator, slot]))?;
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
            drop_where(tx, query.query([account, operator])?, |row| Ok(opened(row, sealer)?.is_none()))
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
            let mut query =
                connection.prepare(&DRAFTS.select("WHERE account = ? AND operator = ? ORDER BY slot, seq"))?;
            let mut rows = query.query([account, operator])?;
            let mut found = Drafts::default();
            while let Some(row) = rows.next()? {
                match opened(row, sealer)? {
                    // Later ones stand further down.
                    Some(body) => {
                        let draft = Draft { slot: row.get("slot")?, at: time(row, "at")?, body };
                        found.drafts.retain(|older| older.slot != draft.slot);
                        found.drafts.push(draft);
                    }
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

fn delete(connection: &Connection, sealer: &Sealer, which: [&str; 3]) -> Result<(), Fault> {
    let mut query = connection.prepare(&DRAFTS.select("WHERE account = ? AND operator = ? AND slot = ?"))?;
    drop_where(connection, query.query(which)?, |row| Ok(sealer.for_later || opened(row, sealer)?.is_some()))
}

fn drop_where(
    connection: &Connection,
    mut rows: Rows<'_>,
    goes: impl Fn(&Row<'_>) -> Result<bool, Fault>,
) -> Result<(), Fault> {
    let mut gone = Vec::new();
    while let Some(row) = rows.next()? {
        if goes(row)? {
            gone.push(row.get("seq")?);
        }
    }
    Ok(gone.into_iter().try_for_each(|seq| DRAFTS.delete(connection, seq))?)
}
