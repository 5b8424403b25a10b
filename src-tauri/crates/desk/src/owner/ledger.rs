//! What this service answered since the connection was made: for the report page. No body, no address, no value of a case.

use crate::project::time;
use crate::wire::{OperationView, UnknownFieldView};
use collate::{Answer, ApiError, Oddity, Operation};
use model::{RequestId, Timestamp, UnknownWord};
use std::collections::{BTreeMap, BTreeSet};

/// How many different oddities are told apart; a service that sends more has said enough.
const MOST: usize = 500;

#[derive(Default)]
struct Line {
    answered: u32,
    failed: u32,
    last_status: Option<u16>,
    last_code: Option<String>,
    last_request_id: Option<String>,
    last_at: Option<Timestamp>,
}

#[derive(Default)]
pub(crate) struct Ledger {
    lines: BTreeMap<Operation, Line>,
    fields: BTreeMap<(&'static str, String), u32>,
    shapes: BTreeMap<String, u32>,
    words: BTreeSet<UnknownWord>,
}

impl Ledger {
    /// Notes how an operation went.
    pub(crate) fn note(&mut self, operation: Operation, result: Result<&[Oddity], &ApiError>, at: Timestamp) {
        let line = self.lines.entry(operation).or_default();
        line.last_at = Some(at);
        match result {
            Ok(odd) => {
                line.answered += 1;
                odd.iter().for_each(|oddity| self.note_odd(oddity));
            }
            Err(error) => {
                line.failed += 1;
                line.last_status = error.status();
                line.last_code = error.code().map(str::to_owned);
                line.last_request_id = error.request_id().map(RequestId::to_string);
                if let Some(at) = error.at() {
                    self.note_odd(&Oddity::OtherShape { at: at.to_owned() });
                }
            }
        }
    }

    /// The same for a whole answer.
    pub(crate) fn note_answer<T>(&mut self, operation: Operation, result: &Result<Answer<T>, ApiError>, at: Timestamp) {
        self.note(operation, result.as_ref().map(|answer| answer.odd.as_slice()), at);
    }

    fn note_odd(&mut self, oddity: &Oddity) {
        match oddity {
            Oddity::UnknownField { object, name } if self.fields.len() < MOST => {
                *self.fields.entry((object, name.clone())).or_default() += 1;
            }
            Oddity::OtherShape { at } if self.shapes.len() < MOST => {
                *self.shapes.entry(at.clone()).or_default() += 1;
            }
            Oddity::UnknownWord(word) if self.words.len() < MOST => {
                self.words.insert(word.clone());
            }
            _ => {}
        }
    }

    pub(crate) fn operations(&self) -> Vec<OperationView> {
        let view = |(operation, line): (&Operation, &Line)| OperationView {
            operation: operation.name().to_owned(),
            answered: line.answered,
            failed: line.failed,
            last_status: line.last_status,
            last_code: line.last_code.clone(),
            last_request_id: line.last_request_id.clone(),
            last_at: line.last_at.map(time).unwrap_or_default(),
        };
        self.lines.iter().map(view).collect()
    }

    /// Every unknown word that was ever seen.
    pub(crate) fn words(&self) -> &BTreeSet<UnknownWord> {
        &self.words
    }

    pub(crate) fn unknown_fields(&self) -> Vec<UnknownFieldView> {
        let view = |((object, name), times): (&(&'static str, String), &u32)| UnknownFieldView {
            object: (*object).to_owned(),
            name: name.clone(),
            times: *times,
        };
        self.fields.iter().map(view).collect()
    }

    pub(crate) fn other_shapes(&self) -> Vec<(String, u32)> {
        self.shapes.iter().map(|(at, times)| (at.clone(), *times)).collect()
    }
}
