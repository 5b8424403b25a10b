//! The review snapshot: what would be sent to the payer, as one package a person accepts or does not.

use crate::{Json, SnapshotId, SnapshotStatus, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// The package under review. `content` is the whole of it, word for word, but for links to a live session, which are never
/// kept; the other fields are read out of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewSnapshot {
    /// Its id: what an acceptance names.
    pub id: SnapshotId,
    /// Whether it can still be accepted.
    pub status: SnapshotStatus,
    /// What kind of package it is, in the words of generation B (`final_payer_submission` was seen).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub generated_at: Option<Timestamp>,
    /// How many warnings it carries, of whatever shape.
    #[serde(default)]
    pub warnings: usize,
    /// Everything the service returned for it but links.
    pub content: Json,
}

impl ReviewSnapshot {
    /// Binds an acceptance to what was read: two snapshots with the same content have the same hash.
    #[must_use]
    pub fn content_hash(&self) -> ContentHash {
        ContentHash(Sha256::digest(self.content.canonical().as_bytes()).into())
    }

    /// Whether a person may still accept it.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.status == SnapshotStatus::Current
    }
}

/// SHA-256 over a snapshot's canonical content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash([u8; 32]);

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(dose: &str) -> ReviewSnapshot {
        ReviewSnapshot {
            id: SnapshotId::new("rev_5J2Q8").unwrap(),
            status: SnapshotStatus::Current,
            kind: None,
            generated_at: None,
            warnings: 0,
            content: Json::Object(vec![("dose".into(), Json::Number(dose.into()))]),
        }
    }

    #[test]
    fn the_same_content_has_the_same_hash_and_any_change_another() {
        assert_eq!(snapshot("400").content_hash(), snapshot("400").content_hash());
        assert_ne!(snapshot("400").content_hash(), snapshot("400.0").content_hash());
        assert_eq!(snapshot("400").content_hash().to_string().len(), 64);
    }
}
