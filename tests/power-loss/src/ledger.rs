//! What the store was asked, and what it must therefore show: of everything that was confirmed the last state, of what was
//! under way when something went wrong that one or the one before.

use crate::chance::Chance;
use model::Timestamp;
use std::collections::BTreeMap;
use store::{NewCommand, RecordId, Refused, SeenCase, Stage, Store};

pub(crate) const ACCOUNT: &str = "fingerprint-of-an-invented-account";
pub(crate) const OPERATOR: &str = "Invented Operator";

/// One call.
#[derive(Clone)]
pub(crate) enum Op {
    Record { id: RecordId, case: usize, body: Vec<u8> },
    Note { id: RecordId, stage: Stage },
    Draft { slot: usize, body: Option<Vec<u8>> },
    Seen { version: u64, cases: usize },
    Prune,
}

/// The states something may be in: one that was confirmed, and those that may have come after it.
#[derive(Clone)]
pub(crate) struct Possible<T>(Vec<T>);

/// A command: its stage while it is listed.
#[derive(Clone)]
pub(crate) struct Entry {
    pub(crate) id: RecordId,
    pub(crate) case: usize,
    pub(crate) body: Vec<u8>,
    pub(crate) listed: Possible<Option<Stage>>,
}

/// Everything the store was asked.
#[derive(Clone, Default)]
pub(crate) struct Ledger {
    pub(crate) commands: Vec<Entry>,
    pub(crate) drafts: BTreeMap<usize, Possible<Option<Vec<u8>>>>,
    /// The newest version of each case.
    pub(crate) seen: BTreeMap<usize, Possible<Option<u64>>>,
    /// The command that was being recorded when something went wrong, and those it dismisses: both or neither.
    pub(crate) together: Option<(RecordId, Vec<RecordId>)>,
    version: u64,
}

impl<T: PartialEq + Clone> Possible<T> {
    fn new(state: T) -> Self {
        Self(vec![state])
    }

    fn tell(&mut self, state: T, confirmed: bool) {
        if confirmed {
            self.0.clear();
        }
        self.0.push(state);
    }

    /// Whether this may be so. If it is, it is so from now on.
    pub(crate) fn found(&mut self, state: &T) -> bool {
        let may_be = self.0.contains(state);
        if may_be {
            self.0 = vec![state.clone()];
        }
        may_be
    }

    /// The only possible state, if there is one.
    fn certain(&self) -> Option<&T> {
        if let [only] = self.0.as_slice() { Some(only) } else { None }
    }
}

impl Ledger {
    /// Makes up the next call.
    pub(crate) fn make_up(&mut self, chance: &mut Chance) -> Op {
        let open: Vec<_> = self.commands.iter().filter(|entry| entry.is_open()).map(|entry| entry.id.clone()).collect();
        let body = |chance: &mut Chance| {
            let (byte, len) = (chance.next().to_le_bytes()[0], chance.below(6000));
            vec![byte; len]
        };
        match (chance.below(20), open.get(chance.below(open.len()))) {
            (0..6, Some(id)) => Op::Note { id: id.clone(), stage: stage("sending", chance.below(9), false) },
            (6..10, Some(id)) => {
                let dismissed = chance.percent(50);
                Op::Note { id: id.clone(), stage: Stage { dismissed, ..stage("applied", 1, true) } }
            }
            (10..13, _) => {
                let slot = chance.below(4);
                let body = if chance.percent(70) { Some(body(chance)) } else { None };
                Op::Draft { slot, body }
            }
            (13..16, _) => {
                self.version += 1;
                Op::Seen { version: self.version, cases: 1 + chance.below(40) }
            }
            (16, _) => Op::Prune,
            _ => Op::Record {
                id: RecordId::new(Timestamp(1_700_000_000_000)),
                case: chance.below(3),
                body: body(chance),
            },
        }
    }

    /// Takes down a call and what came of it.
    pub(crate) fn tell(&mut self, op: &Op, confirmed: bool) {
        match op {
            Op::Record { id, case, body } => {
                let mut dismissed = Vec::new();
                for earlier in self.commands.iter_mut().filter(|earlier| earlier.case == *case) {
                    if earlier.listed.0.iter().flatten().any(|stage| stage.settled) {
                        earlier.listed.tell(None, confirmed);
                        dismissed.push(earlier.id.clone());
                    }
                }
                self.together = Some((id.clone(), dismissed)).filter(|_| !confirmed);
                let known = self.commands.iter_mut().find(|entry| entry.id == *id);
                match known {
                    Some(entry) => entry.listed.tell(Some(stage("prepared", 0, false)), confirmed),
                    None => {
                        let mut listed = Possible::new(None);
                        listed.tell(Some(stage("prepared", 0, false)), confirmed);
                        self.commands.push(Entry { id: id.clone(), case: *case, body: body.clone(), listed });
                    }
                }
            }
            Op::Note { id, stage } => {
                let listed = Some(stage.clone()).filter(|stage| !stage.dismissed);
                if let Some(entry) = self.commands.iter_mut().find(|entry| entry.id == *id) {
                    entry.listed.tell(listed, confirmed);
                }
            }
            Op::Draft { slot, body } => {
                self.drafts.entry(*slot).or_insert(Possible::new(None)).tell(body.clone(), confirmed);
            }
            Op::Seen { version, cases } => {
                for case in 0..*cases {
                    self.seen.entry(case).or_insert(Possible::new(None)).tell(Some(*version), confirmed);
                }
            }
            Op::Prune => (),
        }
    }
}

impl Ledger {
    /// Takes down that a command must not be listed, whatever else came of recording it.
    pub(crate) fn withdrawn(&mut self, id: &RecordId) {
        self.together = None;
        for entry in self.commands.iter_mut().filter(|entry| entry.id == *id) {
            entry.listed = Possible::new(None);
        }
    }
}

impl Entry {
    fn is_open(&self) -> bool {
        matches!(self.listed.certain(), Some(Some(stage)) if !stage.settled)
    }
}

impl Op {
    /// Makes the call.
    pub(crate) fn make(&self, store: &mut Store) -> Result<(), Refused> {
        match self {
            Self::Record { id, case, body } => store.record(&NewCommand {
                id: id.clone(),
                account: ACCOUNT,
                case: Some(&case_name(*case)),
                kind: "approve",
                operator: OPERATOR,
                decided_at: Timestamp(1_700_000_000_000),
                version: Some(17),
                method: "POST",
                path: "/v1/invented",
                key: Some(id.as_str()),
                if_match: Some("\"17\""),
                body,
                intent: id.as_str().as_bytes(),
                stage: stage("prepared", 0, false),
            }),
            Self::Note { id, stage } => store.note(id, stage),
            Self::Draft { slot, body: Some(body) } => {
                store.put_draft(ACCOUNT, OPERATOR, &case_name(*slot), body, Timestamp(1))
            }
            Self::Draft { slot, body: None } => store.drop_draft(ACCOUNT, OPERATOR, &case_name(*slot)),
            Self::Seen { version, cases } => {
                let seen: Vec<_> = (0..*cases).map(|case| seen(case, *version)).collect();
                store.put_seen(ACCOUNT, &seen)
            }
            Self::Prune => store.prune(Timestamp(i64::MAX)),
        }
    }
}

/// A name whose order is the number's.
pub(crate) fn case_name(case: usize) -> String {
    format!("case_{case:03}")
}

/// A version of a case as it must be found.
pub(crate) fn seen(case: usize, version: u64) -> SeenCase {
    let body = format!("{case} {version} ").repeat(40 + case * 7).into_bytes();
    SeenCase { case: case_name(case), version, seen_at: Timestamp(version.cast_signed()), whole: true, body }
}

fn stage(word: &str, attempt: usize, settled: bool) -> Stage {
    let attempt = u32::try_from(attempt).unwrap_or(u32::MAX);
    let at = Timestamp(1_700_000_000_500);
    Stage { word: word.to_owned(), attempt, conflict: false, code: None, at, settled, dismissed: false }
}
