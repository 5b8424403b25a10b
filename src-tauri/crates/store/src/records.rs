//! What is recorded, in words of no room in particular.

use crate::RecordId;
use model::Timestamp;
use std::fmt;

/// A command that is to be recorded before it is sent.
pub struct NewCommand<'a> {
    /// Its id.
    pub id: RecordId,
    /// The fingerprint of the connection it belongs to. Never a key.
    pub account: &'a str,
    /// The case, or none for one that makes a new case.
    pub case: Option<&'a str>,
    /// What kind it is.
    pub kind: &'a str,
    /// Who decided.
    pub operator: &'a str,
    /// When.
    pub decided_at: Timestamp,
    /// The version of the case that was decided on.
    pub version: Option<u64>,
    /// The method of its request.
    pub method: &'a str,
    /// The path of its request. No patient data may be in it.
    pub path: &'a str,
    /// Its idempotency key.
    pub key: Option<&'a str>,
    /// The value of its `If-Match`.
    pub if_match: Option<&'a str>,
    /// Its body, byte for byte. Sealed.
    pub body: &'a [u8],
    /// What it is to make true, in its caller's form. Sealed.
    pub intent: &'a [u8],
    /// Where it stands.
    pub stage: Stage,
}

/// Where a command stands. Kept as it is given; only `settled` and `dismissed` mean something here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// Its caller's word for it.
    pub word: String,
    /// How often it was sent.
    pub attempt: u32,
    /// Whether the service answered with a version conflict.
    pub conflict: bool,
    /// The service's code, where there is one.
    pub code: Option<String>,
    /// Since when.
    pub at: Timestamp,
    /// Nothing can change it any more: body and intent are shredded.
    pub settled: bool,
    /// The operator has seen its end: it is not listed any more.
    pub dismissed: bool,
}

/// What is in clear of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandLine {
    /// Its id.
    pub id: RecordId,
    /// The fingerprint of its connection.
    pub account: String,
    /// The case, or none for one that makes a new case.
    pub case: Option<String>,
    /// What kind it is.
    pub kind: String,
    /// Who decided.
    pub operator: String,
    /// When.
    pub decided_at: Timestamp,
    /// The version of the case that was decided on.
    pub version: Option<u64>,
    /// The method of its request.
    pub method: String,
    /// The path of its request.
    pub path: String,
    /// Its idempotency key.
    pub key: Option<String>,
    /// The value of its `If-Match`.
    pub if_match: Option<String>,
    /// SHA-256 of its body, as hexadecimal digits.
    pub body_hash: String,
    /// Where it stands.
    pub stage: Stage,
}

/// A command as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptCommand {
    /// What is in clear.
    pub line: CommandLine,
    /// Its body.
    pub body: Sealed,
    /// What it is to make true.
    pub intent: Sealed,
}

/// Something that was sealed.
#[derive(Clone, PartialEq, Eq)]
pub enum Sealed {
    /// What it was.
    Readable(Vec<u8>),
    /// Sealed with a key that is not here, or damaged.
    Unreadable,
    /// Gone for good, because it is not needed any more.
    Shredded,
}

/// An access that was asked for: the intent only, never a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mint {
    /// Its id.
    pub id: RecordId,
    /// The case.
    pub case: String,
    /// The handoff it is a way into; nothing for a link that only shows the live session.
    pub handoff: Option<String>,
    /// Who asked.
    pub operator: String,
    /// When.
    pub at: Timestamp,
}

/// What somebody had typed.
#[derive(Clone, PartialEq, Eq)]
pub struct Draft {
    /// Where it belongs: a case id and the name of a form. In clear.
    pub slot: String,
    /// When it was put there.
    pub at: Timestamp,
    /// What it is.
    pub body: Vec<u8>,
}

/// The drafts of one person on one connection.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drafts {
    /// Those that can be read, by slot.
    pub drafts: Vec<Draft>,
    /// How many more there are, sealed with another key or damaged.
    pub unreadable: usize,
}

/// One version of a case as it was seen.
#[derive(Clone, PartialEq, Eq)]
pub struct SeenCase {
    /// The case.
    pub case: String,
    /// Its version.
    pub version: u64,
    /// When it was last seen to be so.
    pub seen_at: Timestamp,
    /// Whether the body is a full reading. A lesser one, such as a list gives, never takes its place.
    pub whole: bool,
    /// What was read.
    pub body: Vec<u8>,
}

/// The list of a connection as it was last read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseList {
    /// When.
    pub as_of: Timestamp,
    /// Whether it was read to its end.
    pub complete: bool,
    /// The cases, in the service's order.
    pub cases: Vec<String>,
}

/// A package that is being accepted.
pub struct NewAccepted<'a> {
    /// The case.
    pub case: &'a str,
    /// The review snapshot.
    pub snapshot: &'a str,
    /// The hash of its content.
    pub hash: &'a str,
    /// Who accepts it.
    pub operator: &'a str,
    /// When.
    pub at: Timestamp,
    /// Its content. Sealed.
    pub body: &'a [u8],
}

/// A package that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// The case.
    pub case: String,
    /// The review snapshot.
    pub snapshot: String,
    /// The hash of its content.
    pub hash: String,
    /// Who accepted it.
    pub operator: String,
    /// When.
    pub at: Timestamp,
    /// Its content.
    pub body: Sealed,
}

/// What is in clear of a package that was accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedLine {
    /// The review snapshot.
    pub snapshot: String,
    /// Who accepted it.
    pub operator: String,
    /// When.
    pub at: Timestamp,
}

// What is sealed is patient data: nothing that prints shows it.

impl fmt::Debug for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Readable(_) => "Readable(..)",
            Self::Unreadable => "Unreadable",
            Self::Shredded => "Shredded",
        })
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Draft").field("slot", &self.slot).field("at", &self.at).finish_non_exhaustive()
    }
}

impl fmt::Debug for SeenCase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("SeenCase");
        shown.field("case", &self.case).field("version", &self.version).field("seen_at", &self.seen_at);
        shown.field("whole", &self.whole).finish_non_exhaustive()
    }
}
