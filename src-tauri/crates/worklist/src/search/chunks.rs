//! Many short runs, one for each row in the order of their numbers, some of them in one block of memory: what reads all of them
//! reads block after block, and a run that changes moves only what is in its block.

/// Rows in a block.
pub(super) const ROWS: usize = 64;

/// The runs by row number, from 0.
#[derive(Clone)]
pub(super) struct Chunks<T>(Vec<Chunk<T>>);

/// The runs of some rows.
#[derive(Clone)]
pub(super) struct Chunk<T> {
    items: Vec<T>,
    /// Where each run ends.
    ends: Vec<u32>,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Copy> Chunks<T> {
    /// The run of a row.
    pub(super) fn get(&self, row: u32) -> &[T] {
        let row = row as usize;
        self.0.get(row / ROWS).map(|chunk| chunk.run(row % ROWS)).unwrap_or_default()
    }

    /// Another run for a row, or the first for the row after the last.
    pub(super) fn set(&mut self, row: u32, run: &[T]) {
        let (number, row) = (row as usize / ROWS, row as usize % ROWS);
        if number == self.0.len() {
            self.0.push(Chunk { items: Vec::new(), ends: Vec::new() });
        }
        let Some(chunk) = self.0.get_mut(number) else { return };
        if row == chunk.ends.len() {
            chunk.items.extend_from_slice(run);
            chunk.ends.push(chunk.items.len() as u32);
        } else {
            chunk.replace(row, run);
        }
        if chunk.ends.len() == ROWS {
            chunk.items.shrink_to_fit();
        }
    }

    /// The blocks in order, each with the number of its first row.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, &Chunk<T>)> {
        (0u32..).step_by(ROWS).zip(&self.0)
    }
}

impl<T: Copy> Chunk<T> {
    /// All of its runs, one after the other.
    pub(super) fn items(&self) -> &[T] {
        &self.items
    }

    /// Where a row's run starts and ends among [`Self::items`].
    pub(super) fn bounds(&self, row: usize) -> (usize, usize) {
        let end = |row: usize| self.ends.get(row).map_or(self.items.len(), |end| *end as usize);
        (row.checked_sub(1).map_or(0, end), end(row))
    }

    /// A row's run, by its place in the block.
    pub(super) fn run(&self, row: usize) -> &[T] {
        let (start, end) = self.bounds(row);
        self.items.get(start..end).unwrap_or_default()
    }

    fn replace(&mut self, row: usize, run: &[T]) {
        let (start, end) = self.bounds(row);
        self.items.splice(start..end, run.iter().copied());
        for later in self.ends.iter_mut().skip(row) {
            *later = *later - end as u32 + (start + run.len()) as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_has_the_run_it_was_given_last(
            runs in prop::collection::vec((0usize..200, prop::collection::vec(any::<u8>(), 0..9)), 0..400),
        ) {
            let mut chunks = Chunks::default();
            let mut own: Vec<Vec<u8>> = Vec::new();
            for (row, run) in runs {
                let row = row.min(own.len());
                chunks.set(row as u32, &run);
                if row == own.len() {
                    own.push(run);
                } else {
                    own[row] = run;
                }
            }
            for (row, run) in own.iter().enumerate() {
                prop_assert_eq!(chunks.get(row as u32), run.as_slice());
            }
            let all: Vec<u8> = chunks.all().flat_map(|(_, chunk)| chunk.items().to_vec()).collect();
            prop_assert_eq!(all, own.concat());
            prop_assert!(chunks.all().map(|(first, _)| first).eq((0..own.len() as u32).step_by(ROWS)));
        }
    }
}
