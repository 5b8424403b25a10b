//! The list, from what `worklist` tells to what travels.

mod choosing;

pub(crate) use choosing::{facets, spec};

use crate::wire::{QueueChange, QueueItem, QueueMessage, QueueSpec, RowView, StepCode, StepCount, TurnCode, TurnCount};
use model::{AuthorizationId, Step, Turn};
use worklist::{Change, Item, Update};

pub(crate) fn turn_code(turn: Turn) -> TurnCode {
    match turn {
        Turn::Yours => TurnCode::Yours,
        Turn::Collate => TurnCode::Collate,
        Turn::Payer => TurnCode::Payer,
        Turn::Done => TurnCode::Done,
        Turn::Stopped => TurnCode::Stopped,
        Turn::NotRecognized => TurnCode::Unknown,
    }
}

fn turn(code: TurnCode) -> Turn {
    match code {
        TurnCode::Yours => Turn::Yours,
        TurnCode::Collate => Turn::Collate,
        TurnCode::Payer => Turn::Payer,
        TurnCode::Done => Turn::Done,
        TurnCode::Stopped => Turn::Stopped,
        TurnCode::Unknown => Turn::NotRecognized,
    }
}

fn step(code: StepCode) -> Step {
    match code {
        StepCode::FinishAtPortal => Step::FinishAtPortal,
        StepCode::ReviewAndAccept => Step::ReviewAndAccept,
        StepCode::AnswerOrAttach => Step::AnswerOrAttach,
        StepCode::TellCollate => Step::TellCollate,
    }
}

fn step_code(step: Step) -> StepCode {
    match step {
        Step::FinishAtPortal => StepCode::FinishAtPortal,
        Step::ReviewAndAccept => StepCode::ReviewAndAccept,
        Step::AnswerOrAttach => StepCode::AnswerOrAttach,
        Step::TellCollate => StepCode::TellCollate,
    }
}

pub(crate) fn turn_count(turn: Turn, cases: usize) -> TurnCount {
    TurnCount { turn: turn_code(turn), cases }
}

pub(crate) fn step_count(step: Step, cases: usize) -> StepCount {
    StepCount { step: step_code(step), cases }
}

/// What is told of an update; a reset names the first cases of the view, as many as are asked for.
pub(crate) fn message(
    spec: &QueueSpec,
    update: Update<RowView>,
    ids: impl FnOnce(usize) -> Vec<AuthorizationId>,
) -> QueueMessage {
    let change = match update.change {
        Change::Reset { total, cases, first, items, headings } => QueueChange::Reset {
            spec: spec.clone(),
            total,
            cases,
            first,
            items: items.into_iter().map(item).collect(),
            ids: ids(cases).iter().map(ToString::to_string).collect(),
            headings,
        },
        Change::Rows { first, items } => QueueChange::Rows { first, items: items.into_iter().map(item).collect() },
        Change::Patch(lines) => {
            QueueChange::Patch { items: lines.into_iter().map(|(index, line)| (index, item(line))).collect() }
        }
    };
    let elsewhere = update.elsewhere.into_iter().map(|(turn, cases)| turn_count(turn, cases)).collect();
    QueueMessage { waiting: update.waiting, elsewhere, change }
}

/// A list without a connection: it has nothing.
pub(crate) fn nothing(spec: &QueueSpec) -> QueueMessage {
    let change = QueueChange::Reset {
        spec: spec.clone(),
        total: 0,
        cases: 0,
        first: 0,
        items: Vec::new(),
        ids: Vec::new(),
        headings: Vec::new(),
    };
    QueueMessage { waiting: 0, elsewhere: Vec::new(), change }
}

fn item(line: Item<RowView>) -> QueueItem {
    match line {
        Item::Group { step, cases } => QueueItem::Group { step: step_code(step), cases },
        Item::Case(line) => QueueItem::Case { row: Box::new(line.shown) },
    }
}
