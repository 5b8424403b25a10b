//! Damaged documents by the million: quick, seeded, the same each time. Whatever comes out must be a value or a typed
//! error that says where, and never a panic.

mod mutate;
mod seeds;

use collate::{ApiError, Contract, Operation, check_answer, parse_json};
use mutate::Dice;
pub(crate) use seeds::SEEDS;
use std::cell::RefCell;

/// How the inputs of a run were answered.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    /// Inputs.
    pub(crate) inputs: u64,
    /// Read, with nothing odd.
    pub(crate) plain: u64,
    /// Read, with something odd.
    pub(crate) odd: u64,
    /// JSON, and not understood.
    pub(crate) not_understood: u64,
    /// No JSON.
    pub(crate) not_json: u64,
}

impl Tally {
    pub(crate) fn plus(self, other: Self) -> Self {
        Self {
            inputs: self.inputs + other.inputs,
            plain: self.plain + other.plain,
            odd: self.odd + other.odd,
            not_understood: self.not_understood + other.not_understood,
            not_json: self.not_json + other.not_json,
        }
    }
}

thread_local! {
    /// What is being decoded, for whoever reports a panic.
    static CURRENT: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The input that is being decoded on this thread, as text.
pub(crate) fn current() -> String {
    CURRENT.with(|current| current.try_borrow().map(|bytes| bytes.escape_ascii().to_string()).unwrap_or_default())
}

/// Decodes `inputs` damaged documents.
///
/// # Panics
/// When an error says no way, or the way holds something of the document.
pub(crate) fn run(seed: u64, inputs: u64) -> Tally {
    let mut dice = Dice::new(seed);
    let mut tally = Tally::default();
    let mut bytes = Vec::new();
    for _ in 0..inputs {
        let (operation, contract, document) = dice.pick(SEEDS);
        bytes.clear();
        bytes.extend_from_slice(document.as_bytes());
        mutate::damage(&mut bytes, &mut dice);
        CURRENT.with(|current| {
            current.replace(std::mem::take(&mut bytes));
            one(*operation, *contract, &current.borrow(), &mut tally);
            bytes = current.take();
        });
    }
    tally
}

fn one(operation: Operation, contract: Contract, bytes: &[u8], tally: &mut Tally) {
    tally.inputs += 1;
    match check_answer(operation, bytes, contract) {
        Ok(odd) if odd.is_empty() => tally.plain += 1,
        Ok(_) => tally.odd += 1,
        Err(error) => {
            let at = error.at();
            let allowed = |c: char| c.is_ascii_alphanumeric() || ".[] ".contains(c);
            assert!(!at.is_empty() && at.len() < 400 && at.chars().all(allowed), "a way: {at}");
            if at.starts_with("byte ") {
                tally.not_json += 1;
            } else {
                tally.not_understood += 1;
            }
        }
    }
    if tally.inputs.is_multiple_of(16) {
        deeper(operation, bytes);
    }
}

/// What is checked of one input in sixteen: that errors are read too, and that this JSON is everybody's JSON.
fn deeper(operation: Operation, bytes: &[u8]) {
    let error = ApiError::answered(operation, 409, bytes);
    assert_eq!(error.status(), Some(409));
    if let Ok(document) = parse_json(bytes) {
        let theirs: Result<&serde_json::value::RawValue, _> = serde_json::from_slice(bytes);
        assert!(theirs.is_ok(), "not JSON for others");
        let again = parse_json(document.canonical().as_bytes());
        assert_eq!(again.map(|again| again.canonical()), Ok(document.canonical()), "written and read again");
    }
}
