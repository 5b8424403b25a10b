//! The generations of the API (reference, section 0). One value of this type goes with each connection.

use crate::Operation;

/// Which generation a connection speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Contract {
    /// Seeds 000, 001 and 002: every command carries an idempotency key.
    B1,
}

impl Contract {
    /// Reads the name a connection is configured with.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "b1" => Some(Self::B1),
            _ => None,
        }
    }

    /// The name, as in configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::B1 => "b1",
        }
    }

    /// The path all operations on authorizations stand under.
    pub(crate) fn base_path(self) -> &'static str {
        match self {
            Self::B1 => "/v1/prior-authorizations",
        }
    }

    /// Whether the operation carries an `Idempotency-Key` (reference, section 1.2).
    #[must_use]
    pub fn carries_key(self, operation: Operation) -> bool {
        match self {
            Self::B1 => operation.is_command() || operation == Operation::MintGrant,
        }
    }
}
