//! Every call to the disk failing once: the store refuses, keeps what it had confirmed, and works again when the disk does.

use crate::chance::Chance;
use crate::check::{check, check_image, open};
use crate::ledger::Ledger;
use crate::lossy::{Fault, Lossy, Planned};
use crate::vfs::Mounted;
use store::{OpenTrouble, Refused};
use vault::SealingKey;

/// What came of a sweep.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Swept {
    /// How many calls the disk gets while nothing fails: each was made to fail.
    pub calls: u64,
    /// How many calls to the store were refused.
    pub refused: u64,
    /// How often the journal could not be opened.
    pub not_opened: u64,
    /// What was not as it should be.
    pub violations: Vec<String>,
}

/// How many calls to the store a run makes.
const OPS: usize = 14;

/// Runs the same calls again and again; in each run the disk fails one call later. `lasting`: and every call after it, until
/// the store has refused something.
#[must_use]
pub fn sweep(seed: u64, fault: Fault, lasting: bool) -> Swept {
    let mut swept = Swept::default();
    for at in 1.. {
        let planned = Planned { at, fault, lasting };
        match run(seed, planned, &mut swept) {
            Ok(calls) if calls < at => {
                // It came to its end before the call that was to fail.
                swept.calls = calls;
                return swept;
            }
            Ok(_) => (),
            Err(what) => {
                swept.violations.push(format!("seed {seed}, {fault:?} at call {at}, lasting {lasting}: {what}"))
            }
        }
        if swept.violations.len() > 5 {
            break;
        }
    }
    swept
}

/// One run; gives how many calls the disk got.
fn run(seed: u64, planned: Planned, swept: &mut Swept) -> Result<u64, String> {
    let mut chance = Chance::new(seed);
    let disk = Lossy::new(Chance::new(planned.at));
    let _mounted = Mounted::new(&disk);
    let (mut ledger, key) = (Ledger::default(), SealingKey::new_random().map_err(|error| error.to_string())?);
    disk.plan(Some(planned));
    let mut store = match open(&disk, "", &key) {
        Ok(store) => store,
        Err(trouble) => {
            swept.not_opened += 1;
            told_open(trouble, planned)?;
            check_image(&disk.image_now(), &mut Ledger::default(), &key)?;
            disk.plan(None);
            open(&disk, "", &key).map_err(|trouble| format!("does not open when the disk works again: {trouble}"))?
        }
    };
    for _ in 0..OPS {
        let op = ledger.make_up(&mut chance);
        match op.make(&mut store) {
            Ok(()) => ledger.tell(&op, true),
            Err(why) => {
                swept.refused += 1;
                told(why, planned)?;
                // If the power went now, it might be found all the same.
                let mut perhaps = ledger.clone();
                perhaps.tell(&op, false);
                check_image(&disk.image_now(), &mut perhaps, &key)?;
                disk.plan(None);
                check(&mut store, &mut ledger).map_err(|what| format!("after a call was refused: {what}"))?;
                op.make(&mut store).map_err(|why| format!("is still refused when the disk works again: {why}"))?;
                ledger.tell(&op, true);
            }
        }
    }
    let calls = disk.calls();
    disk.plan(None);
    check(&mut store, &mut ledger).map_err(|what| format!("at the end: {what}"))?;
    check_image(&disk.image_now(), &mut ledger, &key).map_err(|what| format!("after a loss of power: {what}"))?;
    drop(store);
    let mut store = open(&disk, "", &key).map_err(|trouble| format!("does not open again: {trouble}"))?;
    check(&mut store, &mut ledger).map_err(|what| format!("after a restart: {what}"))?;
    Ok(calls)
}

fn told(why: Refused, planned: Planned) -> Result<(), String> {
    let expected = match planned.fault {
        Fault::Full => Refused::Full,
        Fault::ReadOnly => Refused::ReadOnly,
        Fault::Failing | Fault::PowerLoss => Refused::Failing,
    };
    // Of what is over when it is asked for, nobody can tell more than that it failed.
    let told = why == expected || (why == Refused::Failing && !planned.lasting);
    if told { Ok(()) } else { Err(format!("is told to be {why:?}")) }
}

fn told_open(trouble: OpenTrouble, planned: Planned) -> Result<(), String> {
    match trouble {
        OpenTrouble::Full | OpenTrouble::ReadOnly | OpenTrouble::Failing => told(trouble.into(), planned),
        other => Err(format!("is told to be {other:?}")),
    }
}
