//! Which of the states that matter a schedule came through. A simulation that never meets them proves nothing.

/// A state that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
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
    /// A case went on with another package than the one that an open approval accepted.
    OtherPackage,
    /// Something on the way answered in the place of a service that had done what was asked.
    PageAfterDone,
    /// Something on the way answered, and let nothing through.
    PageInFront,
    /// A case answered 404 to a reading under another key than that of its open command.
    GoneForAnother,
    /// A handoff that was started here in an earlier run was known again.
    Recognised,
    /// The operator took up a handoff that the desk did not take for hers.
    CarriedOn,
}

/// Every state, in order.
pub const ALL: [Seen; 37] = [
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
    Seen::OtherPackage,
    Seen::PageAfterDone,
    Seen::PageInFront,
    Seen::GoneForAnother,
    Seen::Recognised,
    Seen::CarriedOn,
];

/// The states of one schedule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct States(u64);

impl States {
    /// This one was met.
    pub fn note(&mut self, seen: Seen) {
        self.0 |= 1 << seen as u64;
    }

    /// Whether it was met.
    #[must_use]
    pub fn has(self, seen: Seen) -> bool {
        self.0 & (1 << seen as u64) != 0
    }
}

/// How many schedules came through each state.
#[derive(Debug, Clone)]
pub struct Counts([u64; ALL.len()]);

impl Default for Counts {
    fn default() -> Self {
        Self([0; ALL.len()])
    }
}

impl Counts {
    /// One more schedule came through these.
    pub fn add(&mut self, states: States) {
        self.0.iter_mut().zip(ALL).for_each(|(count, state)| *count += u64::from(states.has(state)));
    }

    /// What was counted elsewhere counts here.
    pub fn join(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(count, more)| *count += more);
    }

    /// Each state with its count.
    pub fn iter(&self) -> impl Iterator<Item = (Seen, u64)> {
        ALL.into_iter().zip(self.0)
    }
}
