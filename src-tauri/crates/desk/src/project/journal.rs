//! What can be read of a journal that cannot be used, as the window is told it: only what is in clear.

use crate::owner::CREATE;
use crate::project::case::{plain_stage, step_kind};
use crate::project::time;
use crate::wire::{JournalFound, JournalLine};
use collate::Address;
use engine::command::{CommandKind, Stage};
use store::{CommandLine, OpenTrouble};

pub(crate) fn found(looked: Result<Vec<CommandLine>, OpenTrouble>) -> JournalFound {
    let readable = looked.is_ok();
    JournalFound { lines: looked.unwrap_or_default().into_iter().map(line).collect(), readable }
}

fn line(line: CommandLine) -> JournalLine {
    let CommandLine { account, case, kind, operator, decided_at, version, stage, .. } = line;
    let stage = Stage::taken_up(&stage.word, stage.attempt, stage.conflict, stage.code.as_deref());
    JournalLine {
        host: Address::parse(&account).ok().map(|address| address.host().to_owned()),
        case,
        kind: CommandKind::of_word(&kind).map(step_kind),
        creates: kind == CREATE,
        operator,
        at: time(decided_at),
        version: version.map(|version| version.to_string()),
        stage: plain_stage(&stage),
    }
}
