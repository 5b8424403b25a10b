//! Which of the states that matter a schedule came through. A simulation that never meets them proves nothing.

/// A state that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Seen {
    /// The program ended between the record and the sending.
    CrashBeforeSend,
    /// It ended while a write was on its way.
    CrashInFlight,
    /// It ended between an answer and its note.
    CrashBeforeNote,
    /// A first copy was a conflict, though the decision had taken effect already.
    FirstConflictAfterOwn,
    /// A later copy was a conflict, though the decision had taken effect already.
    LaterConflictAfterOwn,
    /// A copy was refused for what the case is, though the decision had taken effect already.
    RefusedAfterOwn,
    /// A copy was answered from the key.
    Replayed,
    /// A copy came when its key was forgotten.
    AfterPruned,
    /// A copy came while the first was being worked on.
    InProgress,
    /// A copy went out by itself.
    WentAgain,
    /// The operator had a copy sent.
    SentAgain,
    /// The operator let a command be.
    LetBe,
    /// One that was let be took effect afterwards.
    LateArrival,
    /// A command of an earlier run was taken up open.
    TakenUp,
    /// Its bytes could not be read.
    BytesGone,
    /// The disk came back as an older copy.
    RolledBack,
    /// The disk refused a record, and nothing was sent.
    DiskRefused,
    /// A record that was not durable was lost.
    RecordLost,
    /// The computer woke while a link was open.
    WokeWithLink,
    /// A link had ended while the computer slept.
    LinkEndedAsleep,
    /// A link was renewed.
    Renewed,
    /// A handoff ended because nobody renewed its links.
    Lapsed,
    /// Two operators decided on the same version.
    Collided,
    /// The same action came back on a newer version.
    AskedAgain,
    /// The API key was refused with a command open.
    KeyRefusedOpen,
    /// Another account's key was entered with a command open.
    OtherAccount,
    /// A copy was held back by `Retry-After`.
    HeldBack,
    /// A decision was too old to be sent again.
    TooOld,
    /// A case answered 404 to a reading with a command open.
    CaseGone,
    /// A case had a word nobody knows.
    OddWord,
    /// The service broke after it had done what was asked.
    BrokeAfter,
}

/// Every state, in order.
pub const ALL: [Seen; 31] = [
    Seen::CrashBeforeSend,
    Seen::CrashInFlight,
    Seen::CrashBeforeNote,
    Seen::FirstConflictAfterOwn,
    Seen::LaterConflictAfterOwn,
    Seen::RefusedAfterOwn,
    Seen::Replayed,
    Seen::AfterPruned,
    Seen::InProgress,
    Seen::WentAgain,
    Seen::SentAgain,
    Seen::LetBe,
    Seen::LateArrival,
    Seen::TakenUp,
    Seen::BytesGone,
    Seen::RolledBack,
    Seen::DiskRefused,
    Seen::RecordLost,
    Seen::WokeWithLink,
    Seen::LinkEndedAsleep,
    Seen::Renewed,
    Seen::Lapsed,
    Seen::Collided,
    Seen::AskedAgain,
    Seen::KeyRefusedOpen,
    Seen::OtherAccount,
    Seen::HeldBack,
    Seen::TooOld,
    Seen::CaseGone,
    Seen::OddWord,
    Seen::BrokeAfter,
];

/// The states of one schedule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct States(u32);

impl States {
    /// This one was met.
    pub fn note(&mut self, seen: Seen) {
        self.0 |= 1 << seen as u32;
    }

    /// Whether it was met.
    #[must_use]
    pub fn has(self, seen: Seen) -> bool {
        self.0 & (1 << seen as u32) != 0
    }
}
