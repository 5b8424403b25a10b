//! Whose turn it is, and which of the clinic's own steps: how a list of cases is divided.

/// Whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// The clinic's.
    Yours,
    /// Collate's.
    Collate,
    /// The payer's.
    Payer,
    /// Nobody's: there is an outcome.
    Done,
    /// Nobody's: it was stopped.
    Stopped,
    /// The service used a word this version does not know.
    NotRecognized,
}

impl Turn {
    /// Every turn, in the order of the rail.
    pub const ALL: [Self; 6] =
        [Self::Yours, Self::Collate, Self::Payer, Self::Done, Self::Stopped, Self::NotRecognized];
}

/// Which of the clinic's own steps it is, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A person must act in the payer's portal.
    FinishAtPortal,
    /// A package must be accepted.
    ReviewAndAccept,
    /// Answers or documents are missing.
    AnswerOrAttach,
    /// Nothing is missing.
    TellCollate,
}
