//! A command as it is written down: one line of words. The stage is the engine's own writing (`engine::journal`).

use crate::wire::{ApiKey, Ask, Body, CaseNo, Frozen, HandNo, Intent, Key, Package, Tag};
use engine::command::{Command, CommandKind, Stage};
use std::fmt::Write;

/// What is read back of a command.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) frozen: Frozen,
    pub(crate) version: u64,
    pub(crate) keyed: bool,
    /// Under which API key it was decided.
    pub(crate) under: ApiKey,
    pub(crate) decided_at: i64,
    pub(crate) stage: Stage,
    /// The handoff that it started, by the answer to it.
    pub(crate) started: Option<HandNo>,
    /// With which of the keyring's keys its bytes are sealed; nothing when they are gone.
    pub(crate) seal: Option<u32>,
}

/// The kind of what is asked for.
pub(crate) fn kind(ask: Ask) -> CommandKind {
    match ask {
        Ask::Continue => CommandKind::Continue,
        Ask::Approve(_) => CommandKind::Approve,
        Ask::Cancel => CommandKind::Cancel,
        Ask::StartHandoff(_) => CommandKind::StartHandoff,
        Ask::Complete(_) => CommandKind::Complete,
        Ask::Unable(_) => CommandKind::Unable,
        Ask::Revoke(_) => CommandKind::Revoke,
        Ask::Save(_) => CommandKind::SaveAnswers,
        Ask::Attach(_) => CommandKind::Attach,
        Ask::Remove(_) => CommandKind::RemoveAttachment,
    }
}

fn argument(ask: Ask) -> u128 {
    match ask {
        Ask::Continue | Ask::Cancel => 0,
        Ask::StartHandoff(known) => known.map_or(0, |hand| u128::from(hand.0) + 1),
        Ask::Approve(package) => package.0,
        Ask::Complete(hand) | Ask::Unable(hand) | Ask::Revoke(hand) => hand.0.into(),
        Ask::Save(number) | Ask::Attach(number) | Ask::Remove(number) => number.into(),
    }
}

fn ask(kind: CommandKind, argument: u128) -> Ask {
    let hand = HandNo(u16::try_from(argument).unwrap_or_default());
    let number = u8::try_from(argument).unwrap_or_default();
    match kind {
        CommandKind::Continue => Ask::Continue,
        CommandKind::Approve => Ask::Approve(Package(argument)),
        CommandKind::Cancel => Ask::Cancel,
        CommandKind::StartHandoff => Ask::StartHandoff(hand.0.checked_sub(1).map(HandNo)),
        CommandKind::Complete => Ask::Complete(hand),
        CommandKind::Unable => Ask::Unable(hand),
        CommandKind::Revoke => Ask::Revoke(hand),
        CommandKind::SaveAnswers => Ask::Save(number),
        CommandKind::Attach => Ask::Attach(number),
        CommandKind::RemoveAttachment => Ask::Remove(number),
    }
}

/// The line of a command. What is settled keeps no bytes. A handoff that was started stands where a code would.
pub(crate) fn line(command: &Command<Frozen>, under: ApiKey, started: Option<HandNo>, seal: u32) -> String {
    let Frozen { key, tag, body } = command.frozen;
    let written = command.stage.written();
    let case = if body.case == CaseNo::One { 1 } else { 2 };
    let (keyed, key) = (key.is_some(), key.map_or(0, |key| key.0));
    let seal = if written.settled { 0 } else { seal };
    let started = started.filter(|_| starts(kind(body.ask), &command.stage)).map(|hand| hand.0.to_string());
    let mut line = String::with_capacity(128);
    // Writing to a string cannot fail.
    let _ = write!(
        line,
        "{} {} {} {} {} {} {} {} {} {} {} {} {} {} {} {}",
        body.intent.0,
        case,
        kind(body.ask).word(),
        argument(body.ask),
        command.version.0,
        u8::from(keyed),
        under.account,
        under.serial,
        command.decided_at.0,
        written.word,
        written.attempt,
        u8::from(written.conflict),
        written.code.or(started).as_deref().unwrap_or("-"),
        seal,
        if seal == 0 { 0 } else { key },
        tag.as_str(),
    );
    line
}

/// Whether a command made a handoff, as far as is known.
fn starts(kind: CommandKind, stage: &Stage) -> bool {
    kind == CommandKind::StartHandoff && stage.is_in_effect()
}

/// Reads a line; nothing where it is not a command's.
pub(crate) fn read(line: &str) -> Option<Record> {
    let mut words = line.split(' ');
    let intent = Intent(words.next()?.parse().ok()?);
    let case = if words.next()? == "1" { CaseNo::One } else { CaseNo::Two };
    let kind = CommandKind::of_word(words.next()?)?;
    let ask = ask(kind, words.next()?.parse().ok()?);
    let version = words.next()?.parse().ok()?;
    let keyed = words.next()? == "1";
    let under = ApiKey { account: words.next()?.parse().ok()?, serial: words.next()?.parse().ok()? };
    let decided_at = words.next()?.parse().ok()?;
    let (word, attempt, conflict) = (words.next()?, words.next()?.parse().ok()?, words.next()? == "1");
    let code = words.next().filter(|code| *code != "-");
    let stage = Stage::taken_up(word, attempt, conflict, code);
    let started = code.filter(|_| starts(kind, &stage)).and_then(|hand| hand.parse().ok()).map(HandNo);
    let seal = Some(words.next()?.parse().ok()?).filter(|seal| *seal != 0);
    let key = words.next()?.parse().ok()?;
    let frozen =
        Frozen { key: keyed.then_some(Key(key)), tag: Tag::read(words.next()?), body: Body { intent, case, ask } };
    Some(Record { frozen, version, keyed, under, decided_at, stage, started, seal })
}
