//! Packages an operator accepted: what was read when it was released.

use super::time;
use crate::row::Shape;
use crate::{Accepted, AcceptedLine, NewAccepted, Refused, Sealed, Store};
use rusqlite::types::Value;

/// The table.
pub(crate) const ACCEPTED: Shape = Shape {
    table: "accepted",
    columns: &["seq", "account", "case_id", "snapshot", "hash", "operator", "at", "sealed"],
    bound: 1..7,
};

impl Store {
    /// Keeps a package that is being accepted. It is on the disk when this returns.
    ///
    /// # Errors
    /// When it is not kept.
    pub fn put_accepted(&mut self, account: &str, accepted: &NewAccepted<'_>) -> Result<(), Refused> {
        self.write(|tx, sealer| {
            let texts = [account, accepted.case, accepted.snapshot, accepted.hash, accepted.operator];
            let mut values = vec![Value::Integer(ACCEPTED.next(tx)?)];
            values.extend(texts.map(|text| Value::Text(text.to_owned())));
            values.push(Value::Integer(accepted.at.0));
            values.push(Value::Blob(sealer.seal(accepted.body, &ACCEPTED.about_values(&values))?));
            Ok(ACCEPTED.put(tx, values)?)
        })
    }

    /// The package of a case that was accepted last. One whose check does not hold is passed over.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn last_accepted(&mut self, account: &str, case: &str) -> Result<Option<Accepted>, Refused> {
        self.read(|connection, sealer| {
            let sql = ACCEPTED.select("WHERE account = ? AND case_id = ? ORDER BY seq DESC");
            let mut query = connection.prepare(&sql)?;
            let mut rows = query.query([account, case])?;
            while let Some(row) = rows.next()? {
                if !ACCEPTED.holds(row)? {
                    continue;
                }
                let body = sealer.open(row.get_ref("sealed")?.as_blob()?, &ACCEPTED.about(row)?);
                return Ok(Some(Accepted {
                    case: row.get("case_id")?,
                    snapshot: row.get("snapshot")?,
                    hash: row.get("hash")?,
                    operator: row.get("operator")?,
                    at: time(row, "at")?,
                    body: body.map_or(Sealed::Unreadable, Sealed::Readable),
                }));
            }
            Ok(None)
        })
    }

    /// Which packages of a case were accepted, by whom and when, oldest first. One whose check does not hold is passed over.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn acceptances(&mut self, account: &str, case: &str) -> Result<Vec<AcceptedLine>, Refused> {
        self.read(|connection, _| {
            let mut query = connection.prepare(&ACCEPTED.select("WHERE account = ? AND case_id = ? ORDER BY seq"))?;
            let mut rows = query.query([account, case])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                if ACCEPTED.holds(row)? {
                    let (snapshot, operator) = (row.get("snapshot")?, row.get("operator")?);
                    found.push(AcceptedLine { snapshot, operator, at: time(row, "at")? });
                }
            }
            Ok(found)
        })
    }
}
