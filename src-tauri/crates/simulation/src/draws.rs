//! Where everything that is left to chance comes from: one row of numbers for each schedule. Drawn from a seed, or played
//! back from a row that was kept or made shorter. Nought is always the choice in which nothing special happens.

use fastrand::Rng;

/// A row of numbers.
#[derive(Debug)]
pub struct Draws {
    source: Source,
    taken: Option<Vec<u32>>,
}

#[derive(Debug)]
enum Source {
    Seed(Rng),
    Row(std::vec::IntoIter<u32>),
}

impl Draws {
    /// The row of a seed.
    #[must_use]
    pub fn of_seed(seed: u64) -> Self {
        Self { source: Source::Seed(Rng::with_seed(seed)), taken: None }
    }

    /// A row that was kept. After its end everything is nought.
    #[must_use]
    pub fn of_row(row: Vec<u32>) -> Self {
        Self { source: Source::Row(row.into_iter()), taken: None }
    }

    /// Notes what is taken, for [`Self::into_taken`].
    #[must_use]
    pub fn noted(self) -> Self {
        Self { taken: Some(Vec::new()), ..self }
    }

    /// What was taken, in order.
    #[must_use]
    pub fn into_taken(self) -> Vec<u32> {
        self.taken.unwrap_or_default()
    }

    /// The next number, less than `limit`. Where there is no choice none is taken.
    pub fn below(&mut self, limit: u32) -> u32 {
        if limit <= 1 {
            return 0;
        }
        let drawn = match &mut self.source {
            Source::Seed(rng) => rng.u32(0..limit),
            Source::Row(row) => row.next().unwrap_or(0) % limit,
        };
        if let Some(taken) = &mut self.taken {
            taken.push(drawn);
        }
        drawn
    }

    /// Whether something happens that happens so many times in 1,024.
    pub fn chance(&mut self, of_1024: u32) -> bool {
        of_1024 > 0 && self.below(1_024) >= 1_024_u32.saturating_sub(of_1024)
    }

    /// A span from `least` to `most`, in milliseconds.
    pub fn span(&mut self, least: u64, most: u64) -> u64 {
        least + u64::from(self.below(u32::try_from(most - least + 1).unwrap_or(u32::MAX)))
    }

    /// One of these.
    pub fn one_of<T: Copy>(&mut self, choices: &[T], otherwise: T) -> T {
        let drawn = self.below(u32::try_from(choices.len()).unwrap_or(u32::MAX));
        choices.get(drawn as usize).copied().unwrap_or(otherwise)
    }
}
