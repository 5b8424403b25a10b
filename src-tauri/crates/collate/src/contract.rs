//! The generations of the API (reference, section 0). One value of this type goes with each connection.

use crate::Operation;

/// Which generation a connection speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Contract {
    /// Seeds 000, 001 and 002: every command that is posted carries an idempotency key.
    B1,
    /// Seed 004 and the later pages: only creating a case carries a key; ways to a payer are listed.
    B2,
    /// Seed 003: other words, an action is confirmed by its id, no handoff and no live session.
    A,
}

impl Contract {
    /// Every contract, the usual one first.
    pub const ALL: [Self; 3] = [Self::B1, Self::B2, Self::A];

    /// Reads the name a connection is configured with.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|contract| contract.name() == name)
    }

    /// The name, as in configuration.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::B1 => "b1",
            Self::B2 => "b2",
            Self::A => "a",
        }
    }

    /// Whether a person can take over the payer session (reference, sections 2.1 and 2.3: not in generation A).
    #[must_use]
    pub fn has_handoffs(self) -> bool {
        self != Self::A
    }

    /// Whether the payer session can be looked at (reference, sections 2.1 and 2.3: not in generation A).
    #[must_use]
    pub fn has_live_session(self) -> bool {
        self != Self::A
    }

    /// Whether the ways to a payer that a provider has can be listed (reference, row 22: generation B2).
    #[must_use]
    pub fn lists_routes(self) -> bool {
        self == Self::B2
    }

    /// Whether the way for one request can be asked for (reference, row 23 and section 2.3: B2 and A).
    #[must_use]
    pub fn resolves_routes(self) -> bool {
        self != Self::B1
    }

    /// Whether a confirmation names the action it confirms (seed 003), and not the package it accepts (seed 004).
    #[must_use]
    pub fn confirms_by_action(self) -> bool {
        self == Self::A
    }

    /// Whether the operation carries an `Idempotency-Key` (reference, section 1.2). Writing answers and taking a file
    /// off, which are not posted, carry one in no generation.
    #[must_use]
    pub fn carries_key(self, operation: Operation) -> bool {
        use Operation::{Attach, Cancel, Confirm, Create, MintGrant, MintWatch, PatchAnswers, RemoveAttachment};
        match (self, operation) {
            (_, PatchAnswers | RemoveAttachment) => false,
            (Self::B1, MintGrant | MintWatch) => true,
            (Self::B1, other) => other.is_command(),
            (Self::B2, other) => other == Create,
            (Self::A, other) => matches!(other, Create | Attach | Confirm | Cancel),
        }
    }

    /// The path all operations on authorizations stand under.
    pub(crate) fn base_path(self) -> &'static str {
        match self {
            Self::B1 | Self::B2 => "/v1/prior-authorizations",
            Self::A => "/v1/prior-auth/authorizations",
        }
    }

    /// Where the way for one request is asked for.
    pub(crate) fn resolve_path(self) -> &'static str {
        match self {
            Self::B1 | Self::B2 => "/v1/prior-authorization-routes/resolve",
            Self::A => "/v1/prior-auth/authorization-route-resolutions",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_is_known_by_its_name() {
        for contract in Contract::ALL {
            assert_eq!(Contract::parse(contract.name()), Some(contract));
        }
        for name in ["B1", "b3", "0", ""] {
            assert_eq!(Contract::parse(name), None, "{name}");
        }
    }

    #[test]
    fn each_contract_has_what_its_pages_show_and_no_more() {
        let abilities = |contract: Contract| {
            [
                contract.has_handoffs(),
                contract.has_live_session(),
                contract.lists_routes(),
                contract.resolves_routes(),
                contract.confirms_by_action(),
            ]
        };
        assert_eq!(abilities(Contract::B1), [true, true, false, false, false]);
        assert_eq!(abilities(Contract::B2), [true, true, true, true, false]);
        assert_eq!(abilities(Contract::A), [false, false, false, true, true]);
    }
}
