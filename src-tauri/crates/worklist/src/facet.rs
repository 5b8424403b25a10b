//! By what cases are divided, and the words of our own divisions.

use model::{Step, Turn};

/// A division of all cases: each case has one value of it, or none was returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Whose turn it is: see [`turn_word`].
    Turn,
    /// Which of the clinic's steps: see [`step_word`].
    Step,
    /// Who owns it, in the service's words.
    Status,
    /// How it ended, in the service's words.
    Outcome,
    /// The payer's id.
    Payer,
    /// The provider's number.
    Provider,
    /// The service's code.
    Service,
    /// Whether it was read too long ago: `yes` or `no`.
    Stale,
}

/// A value of a facet, as the service writes it where it is the service's; `None` stands for "not returned".
pub type Value = Option<String>;

/// How many facets there are.
pub(crate) const FACETS: usize = Facet::ALL.len();

impl Facet {
    /// Every facet.
    pub const ALL: [Self; 8] =
        [Self::Turn, Self::Step, Self::Status, Self::Outcome, Self::Payer, Self::Provider, Self::Service, Self::Stale];

    /// Its name, as it is written down.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Turn => "turn",
            Self::Step => "step",
            Self::Status => "status",
            Self::Outcome => "outcome",
            Self::Payer => "payer",
            Self::Provider => "provider",
            Self::Service => "service",
            Self::Stale => "stale",
        }
    }

    /// The facet of that name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.word() == word)
    }

    /// In a set of facets.
    pub(crate) fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// The word for a turn.
#[must_use]
pub fn turn_word(turn: Turn) -> &'static str {
    match turn {
        Turn::Yours => "yours",
        Turn::Collate => "collate",
        Turn::Payer => "payer",
        Turn::Done => "done",
        Turn::Stopped => "stopped",
        Turn::NotRecognized => "unknown",
    }
}

/// The turn of that word.
#[must_use]
pub fn turn_of(word: &str) -> Option<Turn> {
    Turn::ALL.into_iter().find(|turn| turn_word(*turn) == word)
}

/// Every step, in the order of the list.
pub(crate) const STEPS: [Step; 4] =
    [Step::FinishAtPortal, Step::ReviewAndAccept, Step::AnswerOrAttach, Step::TellCollate];

/// The word for a step.
#[must_use]
pub fn step_word(step: Step) -> &'static str {
    match step {
        Step::FinishAtPortal => "finish_at_portal",
        Step::ReviewAndAccept => "review_and_accept",
        Step::AnswerOrAttach => "answer_or_attach",
        Step::TellCollate => "tell_collate",
    }
}

/// The step of that word.
#[must_use]
pub fn step_of(word: &str) -> Option<Step> {
    STEPS.into_iter().find(|step| step_word(*step) == word)
}

/// The word for whether a case was read too long ago.
pub(crate) fn stale_word(stale: bool) -> &'static str {
    if stale { "yes" } else { "no" }
}
