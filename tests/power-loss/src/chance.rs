//! Chance from a seed: the same seed gives the same run.

/// SplitMix64.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The seed of the nth of several runs.
    pub(crate) fn nth(seed: u64, n: u64) -> Self {
        let mut mixed = Self(seed ^ n.wrapping_mul(0xd1b5_4a32_d192_ed03));
        Self(mixed.next())
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this; zero when it is zero.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        self.next().checked_rem(end).and_then(|number| usize::try_from(number).ok()).unwrap_or(0)
    }

    /// True this often in a hundred times.
    pub(crate) fn percent(&mut self, often: usize) -> bool {
        self.below(100) < often
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers_and_another_does_not() {
        let numbers = |mut chance: Chance| (0..50).map(|_| chance.below(1000)).collect::<Vec<_>>();
        assert_eq!(numbers(Chance::nth(7, 3)), numbers(Chance::nth(7, 3)));
        assert_ne!(numbers(Chance::nth(7, 3)), numbers(Chance::nth(7, 4)));
        assert_ne!(numbers(Chance::nth(7, 3)), numbers(Chance::nth(8, 3)));
        assert!(numbers(Chance::new(1)).iter().all(|number| *number < 1000));
    }
}
