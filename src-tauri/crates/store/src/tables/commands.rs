//! Commands: recorded before they are sent, and listed until the operator has seen their end.
//!
//! There is no index on them, so that no damaged one can lead to the wrong row: they are few, and every row that is read is
//! checked.

use super::{time, version};
use crate::row::{Shape, optional, sum};
use crate::seal::Sealer;
use crate::trouble::Fault;
use crate::{CommandLine, KeptCommand, NewCommand, RecordId, Refused, Sealed, Stage, Store};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

/// The table. What is sealed is bound to everything that never changes.
pub(crate) const COMMANDS: Shape = Shape {
    table: "commands",
    columns: &[
        "seq",
        "id",
        "account",
        "case_id",
        "kind",
        "operator",
        "decided_at",
        "version",
        "method",
        "path",
        "key",
        "if_match",
        "body_hash",
        "word",
        "attempt",
        "conflict",
        "code",
        "at",
        "settled",
        "dismissed",
        "data_key",
        "body",
        "intent",
    ],
    bound: 1..STAGE,
};

/// The first column of the stage.
const STAGE: usize = 13;
/// The first of the three columns that are shredded.
const SECRET: usize = 20;

impl Store {
    /// Records a command. It is on the disk when this returns. Settled ones of the same case and account are dismissed.
    ///
    /// # Errors
    /// When it is not recorded: it must not be sent, and will not be listed later. `Failing` also when its id is taken.
    pub fn record(&mut self, command: &NewCommand<'_>) -> Result<(), Refused> {
        self.write_command(&command.id, |tx, sealer| {
            let mut taken = false;
            for (seq, line) in lines(tx)? {
                taken |= line.id == command.id;
                let same = line.case.as_deref() == command.case && line.account == command.account;
                if same && command.case.is_some() && line.stage.settled && !line.stage.dismissed {
                    restage(tx, seq, &Stage { dismissed: true, ..line.stage })?;
                }
            }
            if taken {
                return Err(Refused::Failing.into());
            }
            insert(tx, sealer, command)
        })
    }

    /// Notes where a command stands now. It is on the disk when this returns. Once it is settled its body and intent are
    /// shredded, and do not come back.
    ///
    /// # Errors
    /// When it is not noted. `Damaged` when there is no such command; otherwise it is noted with the next change that the disk
    /// takes in this run.
    pub fn note(&mut self, id: &RecordId, command_stage: &Stage) -> Result<(), Refused> {
        let noted =
            self.write(|tx, _| if stage(tx, id, command_stage)? { Ok(()) } else { Err(Refused::Damaged.into()) });
        match noted {
            Err(Refused::Damaged) | Ok(()) => {}
            Err(_) => self.owed.push((id.clone(), command_stage.clone())),
        }
        noted?;
        if command_stage.settled {
            self.tidy();
        }
        Ok(())
    }

    /// The commands of an account that are not dismissed, oldest first. Damaged rows are not among them.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn kept(&mut self, account: &str) -> Result<Vec<KeptCommand>, Refused> {
        let (withdrawn, owed) = (self.withdrawn.clone(), self.owed.clone());
        self.read(|connection, sealer| {
            let mut query = connection.prepare(&COMMANDS.select("ORDER BY seq"))?;
            let mut rows = query.query([])?;
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                if COMMANDS.holds(row)? {
                    let mut line = line(row)?;
                    // What the disk did not take is so all the same.
                    if let Some((_, newest)) = owed.iter().rev().find(|(id, _)| *id == line.id) {
                        line.stage = newest.clone();
                    }
                    if line.account == account && !line.stage.dismissed && !withdrawn.contains(&line.id) {
                        found.push(opened(row, line, sealer)?);
                    }
                }
            }
            Ok(found)
        })
    }

    /// What is in clear of every command of a case, also of those that are settled or dismissed, oldest first. Damaged rows
    /// are not among them.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn history(&mut self, account: &str, case: &str) -> Result<Vec<CommandLine>, Refused> {
        let (withdrawn, owed) = (self.withdrawn.clone(), self.owed.clone());
        self.read(|connection, _| {
            let lines = lines(connection)?.into_iter().map(|(_, line)| line);
            let own = |line: &CommandLine| line.account == account && line.case.as_deref() == Some(case);
            let mut found: Vec<_> = lines.filter(|line| own(line) && !withdrawn.contains(&line.id)).collect();
            for line in &mut found {
                // What the disk did not take is so all the same.
                if let Some((_, newest)) = owed.iter().rev().find(|(id, _)| *id == line.id) {
                    line.stage = newest.clone();
                }
            }
            Ok(found)
        })
    }

    /// Whether the account has a command that is not settled.
    ///
    /// # Errors
    /// When it cannot be told.
    pub fn has_unfinished(&mut self, account: &str) -> Result<bool, Refused> {
        let withdrawn = self.withdrawn.clone();
        self.read(|connection, _| {
            let open = |line: &CommandLine| {
                let listed = !line.stage.settled && !line.stage.dismissed && !withdrawn.contains(&line.id);
                line.account == account && listed
            };
            Ok(lines(connection)?.iter().any(|(_, line)| open(line)))
        })
    }

    /// Forgets a command, whatever its stage. One that is not there counts as forgotten.
    ///
    /// # Errors
    /// When it may still be there.
    pub fn forget_command(&mut self, id: &RecordId) -> Result<(), Refused> {
        self.write(|tx, _| Ok(delete(tx, id)?))?;
        self.tidy();
        Ok(())
    }

    /// How many commands and mints there are whose check does not hold. They are in no list.
    ///
    /// # Errors
    /// When it cannot be told.
    pub fn damaged_rows(&mut self) -> Result<usize, Refused> {
        self.read(|connection, _| {
            let mut damaged = 0;
            for shape in [&COMMANDS, &super::mints::MINTS] {
                let mut query = connection.prepare(&shape.select(""))?;
                let mut rows = query.query([])?;
                while let Some(row) = rows.next()? {
                    damaged += usize::from(!shape.holds(row)?);
                }
            }
            Ok(damaged)
        })
    }
}

/// Deletes a command, if it is there.
pub(crate) fn delete(connection: &Connection, id: &RecordId) -> rusqlite::Result<()> {
    for (seq, line) in lines(connection)? {
        if line.id == *id {
            COMMANDS.delete(connection, seq)?;
        }
    }
    Ok(())
}

/// Gives a command another stage. Says whether it is there.
pub(crate) fn stage(connection: &Connection, id: &RecordId, stage: &Stage) -> rusqlite::Result<bool> {
    let found = lines(connection)?.into_iter().find(|(_, line)| line.id == *id);
    let Some((seq, _)) = found else { return Ok(false) };
    restage(connection, seq, stage)?;
    Ok(true)
}

/// Every command whose check holds, with the number of its row, oldest first.
pub(crate) fn lines(connection: &Connection) -> rusqlite::Result<Vec<(i64, CommandLine)>> {
    let mut query = connection.prepare(&COMMANDS.select("ORDER BY seq"))?;
    let mut rows = query.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if COMMANDS.holds(row)? {
            found.push((row.get(0)?, line(row)?));
        }
    }
    Ok(found)
}

/// What is in clear of a row whose check holds.
pub(crate) fn line(row: &Row<'_>) -> rusqlite::Result<CommandLine> {
    let id: String = row.get("id")?;
    let id = RecordId::parse(&id).map_err(|_| rusqlite::Error::QueryReturnedNoRows)?;
    Ok(CommandLine {
        id,
        account: row.get("account")?,
        case: row.get("case_id")?,
        kind: row.get("kind")?,
        operator: row.get("operator")?,
        decided_at: time(row, "decided_at")?,
        version: version(row, "version")?,
        method: row.get("method")?,
        path: row.get("path")?,
        key: row.get("key")?,
        if_match: row.get("if_match")?,
        body_hash: row.get("body_hash")?,
        stage: Stage {
            word: row.get("word")?,
            attempt: row.get("attempt")?,
            conflict: row.get("conflict")?,
            code: row.get("code")?,
            at: time(row, "at")?,
            settled: row.get("settled")?,
            dismissed: row.get("dismissed")?,
        },
    })
}

fn insert(connection: &Connection, sealer: &Sealer, command: &NewCommand<'_>) -> Result<(), Fault> {
    let mut values = vec![
        Value::Integer(COMMANDS.next(connection)?),
        Value::Text(command.id.as_str().to_owned()),
        Value::Text(command.account.to_owned()),
        optional(command.case),
        Value::Text(command.kind.to_owned()),
        Value::Text(command.operator.to_owned()),
        Value::Integer(command.decided_at.0),
        command.version.map_or(Value::Null, |version| Value::Integer(version.cast_signed())),
        Value::Text(command.method.to_owned()),
        Value::Text(command.path.to_owned()),
        optional(command.key),
        optional(command.if_match),
        Value::Text(hash(command.body)),
    ];
    let about = COMMANDS.about_values(&values);
    values.extend(staged(&command.stage));
    if command.stage.settled {
        values.extend([Value::Null, Value::Null, Value::Null]);
    } else {
        let (key, wrapped) = sealer.data_key(&about)?;
        values.push(Value::Blob(wrapped));
        values.push(Value::Blob(key.seal(command.body, &part(&about, "body"))?));
        values.push(Value::Blob(key.seal(command.intent, &part(&about, "intent"))?));
    }
    Ok(COMMANDS.put(connection, values)?)
}

/// Gives a row another stage, and shreds what is secret of one that is settled.
fn restage(connection: &Connection, seq: i64, stage: &Stage) -> rusqlite::Result<()> {
    let mut values = connection.query_row(&COMMANDS.select("WHERE seq = ?"), [seq], |row| COMMANDS.values(row))?;
    values.splice(STAGE..SECRET, staged(stage));
    if stage.settled {
        values.splice(SECRET.., [Value::Null, Value::Null, Value::Null]);
    }
    COMMANDS.put(connection, values)
}

fn staged(stage: &Stage) -> [Value; SECRET - STAGE] {
    [
        Value::Text(stage.word.clone()),
        Value::Integer(stage.attempt.into()),
        Value::Integer(stage.conflict.into()),
        optional(stage.code.as_deref()),
        Value::Integer(stage.at.0),
        Value::Integer(stage.settled.into()),
        Value::Integer(stage.dismissed.into()),
    ]
}

fn opened(row: &Row<'_>, line: CommandLine, sealer: &Sealer) -> rusqlite::Result<KeptCommand> {
    let wrapped = row.get_ref("data_key")?.as_blob_or_null()?;
    let Some(wrapped) = wrapped.filter(|_| !line.stage.settled) else {
        return Ok(KeptCommand { line, body: Sealed::Shredded, intent: Sealed::Shredded });
    };
    let about = COMMANDS.about(row)?;
    let key = sealer.unwrap(wrapped, &about);
    let open = |column: &str| -> rusqlite::Result<Sealed> {
        let sealed = row.get_ref(column)?.as_blob_or_null()?.unwrap_or_default();
        let bytes = key.as_ref().and_then(|key| key.open(sealed, &part(&about, column)));
        Ok(bytes.map_or(Sealed::Unreadable, Sealed::Readable))
    };
    Ok(KeptCommand { body: open("body")?, intent: open("intent")?, line })
}

/// Tells the two sealed parts of a command apart.
fn part(about: &[u8; 32], name: &str) -> [u8; 32] {
    sum(name, [ValueRef::Blob(about)])
}

fn hash(body: &[u8]) -> String {
    Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect()
}
