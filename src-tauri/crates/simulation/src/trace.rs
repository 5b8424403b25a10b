//! What happened in one schedule, in order: what the checker reads, what two runs of a seed are compared by, and what a
//! person reads who looks for the cause.

use crate::claims::Claim;
use crate::wire::{ApiKey, Ask, Body, CaseNo, Facts, Hand, HandNo, Intent, Key, Tag, Who};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Who had a write sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The decision itself.
    Decision,
    /// The program, again.
    Itself,
    /// The operator, again.
    Operator,
}

/// Something that happened at a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The operator was shown a case.
    Shown(CaseNo, u64),
    /// She decided, on the version she was shown.
    Decided {
        /// Which decision.
        intent: Intent,
        /// The case.
        case: CaseNo,
        /// What.
        ask: Ask,
        /// On which version.
        version: u64,
    },
    /// A record was written, not yet durable. A note has no request in it.
    Put {
        /// Counts the writes of the disk.
        write: u32,
        /// Whose record.
        intent: Intent,
        /// The request, where it is in it.
        request: Option<(Option<Key>, Tag, Body)>,
        /// Whether a secret is among its bytes.
        secret: bool,
    },
    /// Everything up to this write is durable.
    Synced(u32),
    /// The disk refused a record.
    DiskRefused,
    /// The disk is an older copy of itself.
    RolledBack,
    /// A write went out.
    Sent {
        /// Whose.
        intent: Intent,
        /// Its key.
        key: Option<Key>,
        /// Its `If-Match`.
        tag: Tag,
        /// Its body.
        body: Body,
        /// Who had it sent.
        by: By,
        /// The API key it went out under.
        under: ApiKey,
    },
    /// A link was asked for, after this was recorded.
    AskedLink(Intent, Key),
    /// A reading of a case went out; by itself or for the operator.
    Read(CaseNo, By),
    /// A reading came, whole: the case, and its handoff where it has one.
    WasRead {
        /// Which case.
        case: CaseNo,
        /// Its version.
        version: u64,
        /// The handoff.
        hand: Option<Hand>,
        /// When the reading was asked for.
        asked: u64,
    },
    /// A case was not there when it was read.
    WasNotThere {
        /// Which case.
        case: CaseNo,
        /// When the reading was asked for.
        asked: u64,
    },
    /// A write was answered: status, and how long to wait.
    Told {
        /// Whose.
        intent: Intent,
        /// HTTP status; 0 where none came.
        status: u16,
        /// In seconds.
        retry_after: Option<u32>,
    },
    /// The service asked on any request that nothing is sent for so many seconds.
    AskedToWait(u32),
    /// The window says this of a decision.
    Claimed(Intent, Claim),
    /// She waits for it no more.
    LetBe(Intent),
    /// The service does not take the API key any more.
    KeyRefused,
    /// The desk connected with this key, and took up what is written down.
    Connected(ApiKey),
    /// Another API key was entered.
    KeyEntered(ApiKey),
    /// The program was locked.
    Locked,
    /// It was unlocked.
    Unlocked,
    /// She left the connection.
    SignedOut,
    /// The program ended by itself or was ended; power gone as well or not.
    Crashed(bool),
    /// She ended the program.
    Quit,
    /// The program started.
    Started,
    /// The computer sleeps.
    Slept,
    /// It woke.
    Woke,
    /// The wall clock was set, by so many milliseconds.
    WallSet(i64),
    /// A link's text is held.
    Held {
        /// Which link.
        grant: u32,
        /// Of which handoff.
        of: HandNo,
        /// When the service ends it.
        ends: u64,
    },
    /// Whether the desk counts on a link of this handoff.
    Counts(HandNo, bool),
    /// Nothing of its text is left.
    Gone(u32),
    /// The browser was started for it.
    Launched(u32),
    /// The browser came and was sent on.
    Opened(u32),
    /// The desk knows that the handoff is over, or ended it.
    HandoffOver(HandNo),
    /// Everything that was due was done, and something is still due.
    Overdue,
    /// From here on nothing fails any more.
    FaultsOff,
    /// The end.
    Over,
}

/// Something that happened, when and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Milliseconds since the start.
    pub at: u64,
    /// At which desk.
    pub who: Who,
    /// What.
    pub what: What,
}

/// What the service did to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Effect {
    /// Milliseconds since the start.
    pub at: u64,
    /// Which case.
    pub case: CaseNo,
    /// Whose write did it; nobody's where Collate or the payer did.
    pub by: Option<Body>,
    /// The version before.
    pub before: u64,
    /// The case after it.
    pub after: Facts,
    /// What became of which handoff, where it was about one.
    pub hand: Option<(HandNo, Option<crate::wire::HandResult>)>,
}

/// Everything that happened in one schedule.
#[derive(Debug, Clone, Default)]
pub struct Trace {
    /// At the desks, in order.
    pub events: Vec<Event>,
    /// At the service, in order: its ledger.
    pub ledger: Vec<Effect>,
}

impl Trace {
    /// It as text, a line for each event.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut effects = self.ledger.iter().peekable();
        for event in &self.events {
            while let Some(effect) = effects.next_if(|effect| effect.at <= event.at) {
                line(&mut text, effect);
            }
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{:>12} {:?} {:?}", event.at, event.who, event.what);
        }
        effects.for_each(|effect| line(&mut text, effect));
        text
    }

    /// SHA-256 of the text.
    #[must_use]
    pub fn hash(&self) -> String {
        let digest = Sha256::digest(self.text().as_bytes());
        digest.iter().fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    }
}

fn line(text: &mut String, effect: &Effect) {
    let Effect { at, case, by, before, after, hand } = effect;
    let _ = writeln!(text, "{at:>12} service {case:?} {before} -> {after:?} by {by:?} {hand:?}");
}
