//! What is kept for how long.

use super::accepted::ACCEPTED;
use super::commands::{COMMANDS, lines};
use super::seen::{SEEN, SEEN_AT, newest};
use crate::trouble::Fault;
use crate::{Refused, Store};
use model::Timestamp;
use rusqlite::{Connection, Params};
use std::collections::BTreeSet;

impl Store {
    /// Deletes what is older than this and not needed: versions of cases other than each newest, accepted packages other than
    /// the last of each case, commands that are settled and dismissed, and intents of access that have an end. Drafts stay.
    ///
    /// # Errors
    /// When nothing is deleted.
    pub fn prune(&mut self, before: Timestamp) -> Result<(), Refused> {
        self.write(|tx, _| {
            for (seq, line) in lines(tx)? {
                if line.stage.settled && line.stage.dismissed && line.stage.at < before {
                    COMMANDS.delete(tx, seq)?;
                }
            }
            tx.execute("DELETE FROM mints WHERE word IS NOT NULL AND settled_at < ?", [before.0])?;
            let last = "SELECT max(seq) FROM accepted GROUP BY account, case_id";
            tx.execute(&format!("DELETE FROM accepted WHERE at < ? AND seq NOT IN ({last})"), [before.0])?;
            prune_seen(tx, before)
        })?;
        self.tidy();
        Ok(())
    }

    /// Deletes everything of an account but its commands and intents of access: drafts, versions seen, lists, packages.
    ///
    /// # Errors
    /// When nothing is deleted.
    pub fn forget_account(&mut self, account: &str) -> Result<(), Refused> {
        self.write(|tx, _| {
            tx.execute("DELETE FROM seen_at WHERE seq IN (SELECT seq FROM seen WHERE account = ?)", [account])?;
            for table in [SEEN.table, ACCEPTED.table, "drafts", "lists"] {
                tx.execute(&format!("DELETE FROM {table} WHERE account = ?"), [account])?;
            }
            Ok(())
        })?;
        self.tidy();
        Ok(())
    }
}

fn prune_seen(connection: &Connection, before: Timestamp) -> Result<(), Fault> {
    let mut keep = BTreeSet::new();
    for account in numbers_or_texts::<String>(connection, "SELECT DISTINCT account FROM seen", [])? {
        keep.extend(newest(connection, &account)?.into_values().map(|(_, seq)| seq));
    }
    let old = "SELECT seen.seq FROM seen LEFT JOIN seen_at USING (seq) WHERE coalesce(seen_at.at, 0) < ?";
    for seq in numbers_or_texts::<i64>(connection, old, [before.0])? {
        if !keep.contains(&seq) {
            SEEN.delete(connection, seq)?;
            SEEN_AT.delete(connection, seq)?;
        }
    }
    Ok(())
}

/// The first column of a query.
fn numbers_or_texts<T: rusqlite::types::FromSql>(
    connection: &Connection,
    sql: &str,
    with: impl Params,
) -> rusqlite::Result<Vec<T>> {
    let mut query = connection.prepare(sql)?;
    let found = query.query_map(with, |row| row.get(0))?;
    found.collect()
}
