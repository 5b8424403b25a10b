//! What came of each kill, counted.

use std::collections::BTreeMap;
use std::fmt;

/// What came of one kill.
pub(crate) enum Verdict {
    /// Done before, said to be so.
    Done,
    /// Not done, offered to the operator, done once when she chose to.
    Resent,
    /// Not done, and the operator lets it be: it carries no key.
    LetBe,
    /// It was never written down, nothing was sent, nothing is said.
    NeverBegun,
    /// Nothing is claimed.
    Undecided,
    /// Something is wrong.
    Wrong(String),
}

/// All kills together.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) kills: usize,
    done: usize,
    resent: usize,
    let_be: usize,
    never_begun: usize,
    /// What cannot be told: how often of which decision.
    untold: BTreeMap<&'static str, usize>,
    /// Killed a second time, and of those how often after the second start had read something.
    again: (usize, usize),
    pub(crate) wrong: Vec<String>,
}

impl Tally {
    pub(crate) fn note(&mut self, decision: &'static str, moment: impl fmt::Debug, verdict: Verdict) {
        self.kills += 1;
        match verdict {
            Verdict::Done => self.done += 1,
            Verdict::Resent => self.resent += 1,
            Verdict::LetBe => self.let_be += 1,
            Verdict::NeverBegun => self.never_begun += 1,
            Verdict::Undecided => *self.untold.entry(decision).or_default() += 1,
            Verdict::Wrong(why) => self.wrong.push(format!("{decision} killed at {moment:?}: {why}")),
        }
    }

    /// Killed a second time; whether the start before had read something.
    pub(crate) fn note_again(&mut self, had_read: bool) {
        self.again.0 += 1;
        self.again.1 += usize::from(had_read);
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.kills += other.kills;
        self.done += other.done;
        self.resent += other.resent;
        self.let_be += other.let_be;
        self.never_begun += other.never_begun;
        self.again = (self.again.0 + other.again.0, self.again.1 + other.again.1);
        for (decision, times) in &other.untold {
            *self.untold.entry(decision).or_default() += times;
        }
        self.wrong.extend(other.wrong.iter().cloned());
    }

    /// How often it cannot be told.
    pub(crate) fn undecided(&self) -> usize {
        self.untold.values().sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} (done before {}, sent again and done once {}, let be {}, never begun {}, cannot be told {} {:?}, wrong {}); \
             killed twice {}, {} of them when the second start had read something",
            self.kills,
            self.done,
            self.resent,
            self.let_be,
            self.never_begun,
            self.undecided(),
            self.untold,
            self.wrong.len(),
            self.again.0,
            self.again.1,
        )
    }
}
