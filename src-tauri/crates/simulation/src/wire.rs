//! What travels between a desk and the service, in plain numbers and texts of fixed size. No type of the engine is here:
//! the checker reads these.

use std::fmt;

/// The service's clock at the start of every schedule, in milliseconds.
pub const START: i64 = 1_790_000_000_000;

/// One of the two desks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// The first.
    A,
    /// The second.
    B,
}

/// One of the two cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseNo {
    /// The first.
    One,
    /// The second.
    Two,
}

/// One for each of two things.
#[derive(Debug, Clone, Default)]
pub struct Pair<T>(pub T, pub T);

impl<T> Pair<T> {
    /// Of this desk.
    pub fn of(&mut self, who: Who) -> &mut T {
        match who {
            Who::A => &mut self.0,
            Who::B => &mut self.1,
        }
    }

    /// Of this case.
    pub fn at(&mut self, case: CaseNo) -> &mut T {
        match case {
            CaseNo::One => &mut self.0,
            CaseNo::Two => &mut self.1,
        }
    }

    /// Of this case, to look at.
    pub fn get(&self, case: CaseNo) -> &T {
        match case {
            CaseNo::One => &self.0,
            CaseNo::Two => &self.1,
        }
    }
}

/// One decision of one operator. Numbered over the whole schedule, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Intent(pub u32);

/// An idempotency key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u64);

/// A handoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HandNo(pub u16);

/// An API key: whose, and which of hers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApiKey {
    /// The account.
    pub account: u8,
    /// Counts the account's keys.
    pub serial: u8,
}

/// What the clinic put into a case: its answers and files, as one number that no other of them has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package(pub u128);

/// What is asked for by a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Go on.
    Continue,
    /// Release this package.
    Approve(Package),
    /// Stop.
    Cancel,
    /// Take over the payer session. With the handoff that is known already and over: that is not the one asked for.
    StartHandoff(Option<HandNo>),
    /// Report what the portal showed.
    Complete(HandNo),
    /// Report that it could not be finished.
    Unable(HandNo),
    /// Withdraw access.
    Revoke(HandNo),
    /// Save these answers.
    Save(u8),
    /// Attach this file.
    Attach(u8),
    /// Take this attachment off.
    Remove(u8),
}

/// A body: which decision it carries out. Two decisions never have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Body {
    /// Whose words they are.
    pub intent: Intent,
    /// About which case.
    pub case: CaseNo,
    /// What is asked for.
    pub ask: Ask,
}

/// The text of an `If-Match`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tag {
    text: [u8; 14],
    length: u8,
}

impl Tag {
    /// A version in quotation marks.
    #[must_use]
    pub fn quoted(version: u64) -> Self {
        let mut tag = Self { text: [0; 14], length: 0 };
        tag.push(b'"');
        let mut divisor = 1;
        while version / divisor >= 10 {
            divisor *= 10;
        }
        while divisor > 0 {
            tag.push(b'0' + u8::try_from(version / divisor % 10).unwrap_or_default());
            divisor /= 10;
        }
        tag.push(b'"');
        tag
    }

    /// What was written down.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut tag = Self { text: [0; 14], length: 0 };
        text.bytes().for_each(|byte| tag.push(byte));
        tag
    }

    fn push(&mut self, byte: u8) {
        if let Some(place) = self.text.get_mut(usize::from(self.length)) {
            *place = byte;
            self.length += 1;
        }
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.get(..usize::from(self.length)).and_then(|text| str::from_utf8(text).ok()).unwrap_or_default()
    }

    /// The version it names, where it is a number in quotation marks.
    #[must_use]
    pub fn version(&self) -> Option<u64> {
        self.as_str().strip_prefix('"')?.strip_suffix('"')?.parse().ok()
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A write, byte for byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frozen {
    /// Its key, where the contract has keys.
    pub key: Option<Key>,
    /// Its `If-Match`.
    pub tag: Tag,
    /// Its body.
    pub body: Body,
}

/// A request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// A decision.
    Write(Frozen),
    /// A case.
    Case(CaseNo),
    /// A handoff of a case.
    Hand(CaseNo, HandNo),
    /// A new link.
    Mint {
        /// The case.
        case: CaseNo,
        /// The handoff.
        hand: HandNo,
        /// The engine's number of the asking.
        asking: u64,
        /// A key of its own.
        key: Key,
    },
}

/// Who owns a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// The clinic.
    Yours,
    /// Collate.
    Processing,
    /// The payer.
    Waiting,
    /// Nobody any more.
    Completed,
    /// Nobody any more.
    Canceled,
    /// A word nobody knows.
    Odd,
}

impl Status {
    /// Whether Collate or the payer has it, or had it to the end.
    #[must_use]
    pub fn is_handed_on(self) -> bool {
        matches!(self, Self::Processing | Self::Waiting | Self::Completed)
    }
}

/// What the clinic is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing.
    Nothing,
    /// Confirm that Collate goes on.
    Continue,
    /// Approve the package.
    Approve,
    /// Finish at the portal.
    Portal,
}

/// The files on a case: the attachment's number and the file's, four at the most.
pub type Files = [Option<(u8, u8)>; 4];

/// A case as the service has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Its version.
    pub version: u64,
    /// Who owns it.
    pub status: Status,
    /// What is asked of the clinic.
    pub wanted: Wanted,
    /// The handoff that is not over.
    pub active: Option<HandNo>,
    /// The answers.
    pub answers: u8,
    /// The files.
    pub files: Files,
}

impl Facts {
    /// The package of the case: the answers, and in each place the attachment and its file, or nothing.
    #[must_use]
    pub fn package(&self) -> Package {
        let place = |place: &Option<(u8, u8)>| {
            place.map_or(0, |(attachment, file)| 1 << 16 | u128::from(attachment) << 8 | u128::from(file))
        };
        Package(self.files.iter().fold(self.answers.into(), |sum, file| sum << 17 | place(file)))
    }
}

/// Where a handoff stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandState {
    /// Being prepared.
    Offered,
    /// A person owns the session.
    Active,
    /// A report is on its way.
    Closing,
    /// Over.
    Closed,
}

/// How a handoff ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandResult {
    /// Reported.
    Completed,
    /// Could not be finished.
    Unable,
    /// Withdrawn.
    Revoked,
    /// Nobody renewed its links.
    Expired,
    /// The case was canceled.
    Canceled,
}

/// A handoff as the service has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hand {
    /// Its number.
    pub no: HandNo,
    /// Its own version.
    pub version: u64,
    /// Where it stands.
    pub state: HandState,
    /// How it ended.
    pub result: Option<HandResult>,
    /// When it was made, by the service's clock, where it says so.
    pub created_at: Option<i64>,
}

/// Codes of answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// None: an answer that is not the service's own, or one of those it says nothing in.
    None,
    /// The API key is not one of its.
    Unauthorized,
    /// Too many requests.
    TooMany,
    /// There is no such case for this account.
    NotThere,
    /// Another version.
    VersionConflict,
    /// The key was used with another body.
    KeyReused,
    /// The first copy is still being worked on.
    InProgress,
    /// The case does not ask for this.
    NotActionable,
    /// What was sent is not valid.
    Invalid,
}

/// What an answer brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// A case, read or as it is after a write.
    Case(Facts),
    /// A handoff.
    Hand(Hand),
    /// A link.
    Grant {
        /// Its number.
        grant: u32,
        /// When it ends by the service's clock, as its answer says.
        says: Option<i64>,
        /// When it ends.
        ends: u64,
    },
}

/// An answer of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Its code.
    pub code: Code,
    /// How many seconds to wait.
    pub retry_after: Option<u32>,
    /// The `Date`, in milliseconds, whole seconds only.
    pub date: i64,
    /// What it brings.
    pub value: Value,
}

/// What became of a request, as the client sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Got {
    /// Not a byte was sent.
    NotSent,
    /// No answer, or one that nobody can read.
    Lost,
    /// An answer.
    Answer(Response),
}
