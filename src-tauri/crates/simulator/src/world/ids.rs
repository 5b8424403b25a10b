//! Fresh identifiers. They only look random: the same run gives the same ones, so that a failing test can be read.
//! Secrets are another matter and come from the operating system.

use uuid::Uuid;

const DIGITS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P',
    'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// Gives out identifiers, each once.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    given: u32,
    references: u32,
}

impl Ids {
    /// `rev_…`, `mhand_…` and so on. Ids of the deck never begin with `S`, these always do.
    pub(crate) fn fresh(&mut self, prefix: &str) -> String {
        self.given += 1;
        format!("{prefix}_S{}", code(self.given))
    }

    /// The number of the next request a payer takes in; each is used once, over all payers.
    pub(crate) fn reference(&mut self) -> u32 {
        self.references += 1;
        self.references
    }
}

/// Five digits that differ for the first 33 million numbers: an odd factor permutes the numbers below 2^25.
fn code(number: u32) -> String {
    let mut rest = number.wrapping_mul(20_435_611) & 0x01FF_FFFF;
    (0..5)
        .map(|_| {
            let digit = DIGITS.get((rest & 31) as usize).copied().unwrap_or('0');
            rest >>= 5;
            digit
        })
        .collect()
}

/// 244 random bits as 64 hexadecimal digits.
pub(crate) fn secret() -> String {
    format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple())
}

/// Six decimal digits, as a payer portal would send to a telephone.
pub(crate) fn one_time_code() -> String {
    format!("{:06}", Uuid::new_v4().as_u128() % 1_000_000)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_identifier_is_given_twice() {
        let mut ids = Ids::default();
        let given: BTreeSet<String> = (0..5_000).map(|_| ids.fresh("rag")).collect();
        assert_eq!(given.len(), 5_000);
        assert!(given.iter().all(|id| id.starts_with("rag_S") && id.len() == 10));
    }

    #[test]
    fn secrets_are_long_and_differ() {
        assert_eq!(secret().len(), 64);
        assert_ne!(secret(), secret());
        assert_eq!(one_time_code().len(), 6);
    }
}
