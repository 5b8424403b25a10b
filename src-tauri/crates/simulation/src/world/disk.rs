//! A disk that may lose, keep or tear what was not made durable; that fills, fails, and may come back as an older copy of
//! itself. A record is a line of text with a checksum.

use crate::draws::Draws;
use std::fmt::Write;

/// What no disk, trace or claim may hold: the beginning of every secret text here.
pub(crate) const CANARY: &str = "CANARY";

/// The disk took nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused;

#[derive(Debug, Default)]
pub(crate) struct Disk {
    durable: Vec<(u32, String)>,
    pending: Vec<(u32, String)>,
    writes: u32,
    /// Whether it takes anything.
    pub(crate) full: bool,
    /// Whether what it takes cannot be made durable.
    pub(crate) failing: bool,
    older: Option<Vec<(u32, String)>>,
}

impl Disk {
    /// Writes a record, in the place of an older one of the same number. Not durable yet. Gives the number of the write.
    pub(crate) fn put(&mut self, record: u32, mut line: String) -> Result<u32, Refused> {
        if self.full {
            return Err(Refused);
        }
        let sum = checksum(&line);
        // Writing to a string cannot fail.
        let _ = write!(line, " {sum}");
        self.pending.push((record, line));
        self.writes += 1;
        Ok(self.writes)
    }

    /// Makes everything durable that was written. Gives the number of the newest write.
    pub(crate) fn sync(&mut self) -> Result<u32, Refused> {
        if self.failing {
            return Err(Refused);
        }
        for (record, line) in std::mem::take(&mut self.pending) {
            keep(&mut self.durable, record, line);
        }
        Ok(self.writes)
    }

    /// The program ended. With the power gone, each record that was not durable is kept, torn or lost. Says whether one was
    /// not kept.
    pub(crate) fn crash(&mut self, power: bool, draws: &mut Draws) -> bool {
        let mut lost = false;
        for (record, line) in std::mem::take(&mut self.pending) {
            match if power { draws.below(3) } else { 0 } {
                0 => keep(&mut self.durable, record, line),
                1 => lost = true,
                _ => {
                    // The older line stays, where there is one: a torn one is known by its checksum.
                    lost = true;
                    if !self.durable.iter().any(|(known, _)| *known == record) {
                        let half: String = line.chars().take(line.len() / 2).collect();
                        keep(&mut self.durable, record, half);
                    }
                }
            }
        }
        lost
    }

    /// Makes a copy of what is durable.
    pub(crate) fn copy(&mut self) {
        self.older = Some(self.durable.clone());
    }

    /// Puts the copy back, where there is one.
    pub(crate) fn restore(&mut self) -> bool {
        self.older.take().map(|older| (self.durable, self.pending) = (older, Vec::new())).is_some()
    }

    /// Every whole record as it is now, without its checksum, in the order of their numbers.
    pub(crate) fn records(&self) -> Vec<&str> {
        let mut newest = std::collections::BTreeMap::new();
        newest.extend(self.durable.iter().chain(&self.pending).map(|(record, line)| (*record, line)));
        newest.into_values().filter_map(|line| whole(line)).collect()
    }
}

fn keep(records: &mut Vec<(u32, String)>, record: u32, line: String) {
    match records.iter_mut().find(|(known, _)| *known == record) {
        Some((_, old)) => *old = line,
        None => records.push((record, line)),
    }
}

fn whole(line: &str) -> Option<&str> {
    let (text, sum) = line.rsplit_once(' ')?;
    (sum.parse() == Ok(checksum(text))).then_some(text)
}

fn checksum(line: &str) -> u32 {
    line.bytes().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_durable_stays_and_what_is_torn_is_not_read() {
        let mut disk = Disk::default();
        disk.put(1, "1 first".into()).unwrap();
        disk.sync().unwrap();
        disk.put(1, "1 later".into()).unwrap();
        disk.put(2, "2 torn".into()).unwrap();
        assert!(disk.crash(true, &mut Draws::of_row(vec![1, 2])));
        assert_eq!(disk.records(), ["1 first"]);
    }

    #[test]
    fn an_older_copy_knows_less() {
        let mut disk = Disk::default();
        disk.put(1, "1 first".into()).unwrap();
        disk.sync().unwrap();
        disk.copy();
        disk.put(2, "2 second".into()).unwrap();
        disk.sync().unwrap();
        assert!(disk.restore());
        assert_eq!(disk.records().len(), 1);
        disk.full = true;
        assert_eq!(disk.put(3, "3 third".into()), Err(Refused));
    }
}
