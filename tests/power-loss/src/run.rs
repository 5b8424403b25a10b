//! Losing power again and again: a store is used, the power goes at some point, and what is found is checked, and used on.

use crate::chance::Chance;
use crate::check::{check_image, open};
use crate::ledger::Ledger;
use crate::lossy::{Fault, Image, Lossy, Planned};
use crate::vfs::Mounted;
use std::fmt;
use vault::SealingKey;

/// A defect that is put in to see whether it is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plant {
    /// None.
    Nothing,
    /// Calls return before the disk has what they wrote.
    NoSync,
}

/// What came of many losses of power.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The seed; the same seed gives the same run.
    pub seed: u64,
    /// How often the power went.
    pub images: u64,
    /// How many sectors that were not synced were found torn.
    pub torn: u64,
    /// How many were found as they had been before.
    pub dropped: u64,
    /// How many calls had been confirmed.
    pub confirmed: u64,
    /// What was not as it should be: how often, and the first few.
    pub violations: u64,
    /// The first few of them, with what reproduces each.
    pub examples: Vec<String>,
}

/// How often the power goes on one disk.
const LOSSES: usize = 4;
/// How many examples are kept.
const EXAMPLES: usize = 5;

/// Loses power at least this often.
#[must_use]
pub fn images(seed: u64, at_least: u64, plant: Plant) -> Summary {
    let disks = at_least.div_ceil(LOSSES as u64);
    let threads = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    std::thread::scope(|scope| {
        let part = |first: u64| {
            let mut part = Summary::default();
            for disk in (first..disks).step_by(usize::try_from(threads).unwrap_or(1)) {
                one_disk(seed, disk, plant, &mut part);
            }
            part
        };
        let parts: Vec<_> = (0..threads).map(|first| scope.spawn(move || part(first))).collect();
        let mut all = Summary { seed, ..Summary::default() };
        for part in parts {
            match part.join() {
                Ok(part) => all.add(part),
                Err(_) => all.violation("a panic".to_owned()),
            }
        }
        all.examples.sort();
        all
    })
}

/// One disk, from its first use through several losses of power.
fn one_disk(seed: u64, number: u64, plant: Plant, summary: &mut Summary) {
    let mut chance = Chance::nth(seed, number);
    let Ok(key) = SealingKey::new_random() else { return summary.violation("no random bytes".to_owned()) };
    let settings = match plant {
        Plant::NoSync => "PRAGMA synchronous = OFF",
        // Some bring the log home often.
        Plant::Nothing if chance.percent(50) => "PRAGMA wal_autocheckpoint = 12",
        Plant::Nothing => "",
    };
    let (mut ledger, mut found) = (Ledger::default(), None);
    for loss in 0..LOSSES {
        let image = use_until_power_goes(found.take(), settings, &key, &mut ledger, &mut chance, summary);
        summary.images += 1;
        summary.torn += image.fate.torn;
        summary.dropped += image.fate.dropped;
        if let Err(what) = check_image(&image, &mut ledger, &key) {
            return summary.violation(format!("seed {seed}, disk {number}, loss {loss}: {what}"));
        }
        found = Some(image);
    }
}

fn use_until_power_goes(
    found: Option<Image>,
    settings: &'static str,
    key: &SealingKey,
    ledger: &mut Ledger,
    chance: &mut Chance,
    summary: &mut Summary,
) -> Image {
    let its = Chance::new(chance.next());
    let disk = match found {
        Some(image) => Lossy::of(image, its),
        None => Lossy::new(its),
    };
    let _mounted = Mounted::new(&disk);
    // Early ones hit making and opening the journal.
    let within = [30, 120, 400].get(chance.below(3)).copied().unwrap_or(30);
    let at = 1 + chance.below(within) as u64;
    disk.plan(Some(Planned { at, fault: Fault::PowerLoss, lasting: false }));
    if let Ok(mut store) = open(&disk, settings, key) {
        while disk.image().is_none() && disk.calls() < at {
            let before = disk.calls();
            let op = ledger.make_up(chance);
            let confirmed = op.make(&mut store).is_ok();
            summary.confirmed += u64::from(confirmed);
            ledger.tell(&op, confirmed);
            if disk.calls() == before {
                // Nothing reached the disk and nothing ever will.
                break;
            }
        }
    }
    disk.image().unwrap_or_else(|| disk.image_now())
}

impl Summary {
    fn violation(&mut self, what: String) {
        self.violations += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(what);
        }
    }

    fn add(&mut self, part: Self) {
        self.images += part.images;
        self.torn += part.torn;
        self.dropped += part.dropped;
        self.confirmed += part.confirmed;
        self.violations += part.violations;
        self.examples.extend(part.examples);
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, images, torn, dropped, confirmed, violations, .. } = self;
        write!(
            f,
            "seed {seed}: {images} images, {confirmed} calls confirmed, {torn} sectors torn, {dropped} dropped, \
             {violations} violations"
        )
    }
}
