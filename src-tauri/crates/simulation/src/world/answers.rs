//! What an answer of the service is made of.

use crate::wire::{Code, Response, START, Value};

/// The service's clock, then.
pub(crate) fn clock(at: u64) -> i64 {
    START + i64::try_from(at).unwrap_or_default()
}

/// Its `Date`: whole seconds only.
pub(crate) fn date(at: u64) -> i64 {
    let clock = clock(at);
    clock - clock.rem_euclid(1_000)
}

/// An answer that brings something.
pub(crate) fn answered(value: Value, now: u64) -> Response {
    Response { status: 200, code: Code::None, retry_after: None, date: date(now), value }
}

/// A refusal.
pub(crate) fn refused(status: u16, code: Code, now: u64) -> Response {
    Response { status, code, retry_after: None, date: date(now), value: Value::Nothing }
}
