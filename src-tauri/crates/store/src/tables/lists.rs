//! The list of a connection as it was last read: which cases, in which order, and as of when.

use super::time;
use crate::row::Shape;
use crate::{CaseList, Refused, Store};
use model::Timestamp;
use rusqlite::types::Value;

/// The table.
pub(crate) const LISTS: Shape =
    Shape { table: "lists", columns: &["seq", "account", "as_of", "complete", "sealed"], bound: 1..4 };

impl Store {
    /// Keeps the list of an account, in place of an older one.
    ///
    /// # Errors
    /// When it is not kept.
    pub fn put_list(
        &mut self,
        account: &str,
        as_of: Timestamp,
        complete: bool,
        cases: &[String],
    ) -> Result<(), Refused> {
        self.write(|tx, sealer| {
            tx.execute("DELETE FROM lists WHERE account = ?", [account])?;
            let mut values = vec![
                Value::Integer(LISTS.next(tx)?),
                Value::Text(account.to_owned()),
                Value::Integer(as_of.0),
                Value::Integer(complete.into()),
            ];
            values.push(Value::Blob(sealer.seal(&pack(cases), &LISTS.about_values(&values))?));
            Ok(LISTS.put(tx, values)?)
        })
    }

    /// The list of an account, if one was kept, is not damaged and can be opened.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn list(&mut self, account: &str) -> Result<Option<CaseList>, Refused> {
        self.read(|connection, sealer| {
            let mut query = connection.prepare(&LISTS.select("WHERE account = ? ORDER BY seq DESC"))?;
            let mut rows = query.query([account])?;
            let Some(row) = rows.next()? else { return Ok(None) };
            if !LISTS.holds(row)? {
                return Ok(None);
            }
            let packed = sealer.open(row.get_ref("sealed")?.as_blob()?, &LISTS.about(row)?);
            let Some(cases) = packed.and_then(|packed| unpack(&packed)) else { return Ok(None) };
            Ok(Some(CaseList { as_of: time(row, "as_of")?, complete: row.get("complete")?, cases }))
        })
    }
}

/// Texts one behind the other, each with its length before it.
fn pack(texts: &[String]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for text in texts {
        bytes.extend((text.len() as u64).to_le_bytes());
        bytes.extend(text.as_bytes());
    }
    bytes
}

fn unpack(mut bytes: &[u8]) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    while let Some((len, rest)) = bytes.split_first_chunk::<8>() {
        let (text, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*len)).ok()?)?;
        texts.push(String::from_utf8(text.to_vec()).ok()?);
        bytes = rest;
    }
    bytes.is_empty().then_some(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_were_packed() {
        for texts in [vec![], vec![String::new()], vec!["case_1".to_owned(), "fälle".to_owned()]] {
            let bytes = pack(&texts);
            assert_eq!(unpack(&bytes), Some(texts));
            assert!(bytes.is_empty() || unpack(&bytes[..bytes.len() - 1]).is_none());
        }
    }
}
