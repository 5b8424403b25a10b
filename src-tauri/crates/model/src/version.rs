//! Versions. An authorization and a handoff each have one, and they must never be mixed up: `If-Match` takes the
//! authorization's, also when a handoff is closed (seeds 001 and 002), so the two are types without a conversion.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The version of an authorization: what a write must name to be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AuthorizationVersion(pub u64);

/// The version of a handoff. Only ever compared with another version of the same handoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct HandoffVersion(pub u64);

impl fmt::Display for AuthorizationVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for HandoffVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
