//! One file: what a program sees of it, what is on the disk for certain, and what was written since it was last synced.

use crate::chance::Chance;
use std::collections::BTreeSet;

/// The content of a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct File {
    now: Vec<u8>,
    durable: Vec<u8>,
    pending: Vec<Change>,
}

/// A change that no sync has confirmed.
#[derive(Debug, Clone)]
enum Change {
    Write(usize, Vec<u8>),
    Resize(usize),
}

/// What became of sectors that were not synced.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Fate {
    pub(crate) kept: u64,
    pub(crate) dropped: u64,
    pub(crate) torn: u64,
}

impl File {
    pub(crate) fn len(&self) -> usize {
        self.now.len()
    }

    /// Reads; gives how many bytes there were.
    pub(crate) fn read(&self, at: usize, into: &mut [u8]) -> usize {
        let there = self.now.get(at..).unwrap_or_default();
        let len = there.len().min(into.len());
        for (to, from) in into.iter_mut().zip(there) {
            *to = *from;
        }
        len
    }

    pub(crate) fn write(&mut self, at: usize, bytes: &[u8]) {
        let change = Change::Write(at, bytes.to_vec());
        change.apply(&mut self.now);
        self.pending.push(change);
    }

    pub(crate) fn resize(&mut self, len: usize) {
        self.now.resize(len, 0);
        self.pending.push(Change::Resize(len));
    }

    /// Has everything on the disk that was written since the last sync.
    pub(crate) fn sync(&mut self) {
        for change in self.pending.drain(..) {
            change.apply(&mut self.durable);
        }
    }

    /// A sync that fails: some of it arrives, and the system believes of the rest that it did. Only what is written again is
    /// written out again.
    pub(crate) fn fail_to_sync(&mut self, chance: &mut Chance) {
        self.durable = self.cut(chance, 512, &mut Fate::default());
        self.pending.clear();
    }

    /// What is found after the power was gone.
    pub(crate) fn after_power_loss(&self, chance: &mut Chance, sector: usize, fate: &mut Fate) -> Self {
        let found = self.cut(chance, sector, fate);
        Self { now: found.clone(), durable: found, pending: Vec::new() }
    }

    /// The content when of each sector that was not synced any version may be there, whole or torn, and any size it had.
    fn cut(&self, chance: &mut Chance, sector: usize, fate: &mut Fate) -> Vec<u8> {
        let mut versions = vec![self.durable.clone()];
        let mut touched = BTreeSet::new();
        for change in &self.pending {
            let mut next = versions.last().cloned().unwrap_or_default();
            change.apply(&mut next);
            if let Change::Write(at, bytes) = change {
                touched.extend(at / sector..=(at + bytes.len().saturating_sub(1)) / sector);
            }
            versions.push(next);
        }
        let mut found = self.durable.clone();
        found.resize(versions.get(chance.below(versions.len())).map_or(0, Vec::len), 0);
        for index in touched {
            let place = index * sector..(index + 1) * sector;
            let newest = versions.len().saturating_sub(1);
            let (one, other, at) = match chance.below(100) {
                0..40 => (newest, newest, 0),
                40..70 => (0, 0, 0),
                70..80 => (chance.below(versions.len()), 0, sector),
                _ => (chance.below(versions.len()), chance.below(versions.len()), chance.below(sector)),
            };
            match (one, other, at) {
                (0, 0, _) => fate.dropped += 1,
                (one, other, 1..) if one != other && at < sector => fate.torn += 1,
                _ => fate.kept += 1,
            }
            for (offset, to) in found.iter_mut().enumerate().take(place.end).skip(place.start) {
                let version = if offset - place.start < at || one == other { one } else { other };
                *to = versions.get(version).and_then(|version| version.get(offset)).copied().unwrap_or(0);
            }
        }
        found
    }
}

impl Change {
    fn apply(&self, content: &mut Vec<u8>) {
        match self {
            Self::Resize(len) => content.resize(*len, 0),
            Self::Write(at, bytes) => {
                if content.len() < at + bytes.len() {
                    content.resize(at + bytes.len(), 0);
                }
                for (to, from) in content.iter_mut().skip(*at).zip(bytes) {
                    *to = *from;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(file: &File, seed: u64) -> Vec<u8> {
        file.after_power_loss(&mut Chance::new(seed), 512, &mut Fate::default()).now
    }

    #[test]
    fn what_was_synced_is_found_and_what_was_not_may_be() {
        let mut file = File::default();
        file.write(0, &[1; 2048]);
        file.sync();
        assert!((0..200).all(|seed| found(&file, seed) == [1; 2048]));
        file.write(512, &[2; 1024]);
        let all: BTreeSet<_> = (0..2000).map(|seed| found(&file, seed)).collect();
        assert!(all.iter().all(|found| found[..512] == [1; 512] && found[1536..] == [1; 512]), "it was not touched");
        assert!(all.contains(&[1; 2048][..]), "all dropped");
        assert!(all.iter().any(|found| found[512..1536] == [2; 1024]), "all kept");
        let one_of_two = |found: &Vec<u8>| found[512..1024] == [1; 512] && found[1024..1536] == [2; 512];
        assert!(all.iter().any(one_of_two), "the later without the earlier");
        assert!(all.iter().any(|found| found[512] != found[1023]), "torn");
    }

    #[test]
    fn a_size_that_was_not_synced_may_be_the_old_one() {
        let mut file = File::default();
        file.write(0, &[1; 512]);
        file.sync();
        file.write(512, &[2; 512]);
        file.resize(100);
        let sizes: BTreeSet<_> = (0..200).map(|seed| found(&file, seed).len()).collect();
        assert_eq!(sizes, BTreeSet::from([100, 512, 1024]));
    }

    #[test]
    fn after_a_sync_that_failed_the_next_one_confirms_nothing_of_it() {
        let mut file = File::default();
        file.write(0, &[1; 512]);
        let lost = (0..100).filter(|seed| {
            let mut file = file.clone();
            file.fail_to_sync(&mut Chance::new(*seed));
            file.sync();
            assert_eq!(file.now, [1; 512], "the program sees it all the same");
            found(&file, 0) != [1; 512]
        });
        assert!(lost.count() > 20);
        file.fail_to_sync(&mut Chance::new(1));
        file.write(0, &[1; 512]);
        file.sync();
        assert_eq!(found(&file, 0), [1; 512], "what is written again arrives");
    }
}
