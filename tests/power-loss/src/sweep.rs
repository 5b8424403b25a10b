//! Every call to the disk failing once: the store refuses, keeps what it had confirmed, and works again when the disk does.

use crate::chance::Chance;
use crate::check::{check, check_image, open};
use crate::ledger::{Ledger, Op};
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

/// What happens after a call was refused. Which one it is goes round with the call that failed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// The store is used on.
    GoOn,
    /// Its connection is lost: it has to open the journal again.
    OpenAgain,
    /// The program ends without a word: another one opens the journal.
    AnotherProgram,
}

/// One run; gives how many calls the disk got.
fn run(seed: u64, planned: Planned, swept: &mut Swept) -> Result<u64, String> {
    let mut chance = Chance::new(seed);
    let mut disk = Lossy::new(Chance::new(planned.at));
    let mut mounted = Mounted::new(&disk);
    let (mut ledger, key) = (Ledger::default(), SealingKey::new_random().map_err(|error| error.to_string())?);
    let then = match (seed + planned.at) % 3 {
        0 => Then::GoOn,
        1 => Then::OpenAgain,
        _ => Then::AnotherProgram,
    };
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
        let Err(why) = op.make(&mut store) else {
            ledger.tell(&op, true);
            continue;
        };
        swept.refused += 1;
        told(why, planned)?;
        // If the power went now, or the program ended, it might be found all the same.
        let mut perhaps = ledger.clone();
        perhaps.tell(&op, false);
        check_image(&disk.image_now(), &mut perhaps.clone(), &key)?;
        disk.plan(None);
        match then {
            Then::GoOn => (),
            Then::OpenAgain => store.part(),
            Then::AnotherProgram => {
                disk = disk.after_program_ended();
                mounted = Mounted::new(&disk);
                store = open(&disk, "", &key).map_err(|trouble| format!("does not open after its end: {trouble}"))?;
            }
        }
        if then != Then::GoOn {
            ledger = perhaps;
        }
        if let (Then::OpenAgain, Op::Record { id, .. }) = (then, &op) {
            // For the program that was told so it is not there. Of what is no command a newer state does no harm.
            ledger.withdrawn(id);
        }
        if let (Then::GoOn | Then::OpenAgain, Op::Note { .. }) = (then, &op) {
            // A stage that was refused is listed all the same, and goes with the next change, whatever that is.
            ledger.tell(&op, true);
        }
        check(&mut store, &mut ledger).map_err(|what| format!("after a call was refused: {what}"))?;
        if let (Then::OpenAgain, Op::Note { .. }) = (then, &op) {
            store.try_out().map_err(|why| format!("takes no change when the disk works again: {why}"))?;
            check_image(&disk.image_now(), &mut ledger, &key)
                .map_err(|what| format!("with the next change: {what}"))?;
        }
        if then == Then::GoOn {
            op.make(&mut store).map_err(|why| format!("is still refused when the disk works again: {why}"))?;
            ledger.tell(&op, true);
        }
    }
    let calls = disk.calls();
    disk.plan(None);
    check(&mut store, &mut ledger).map_err(|what| format!("at the end: {what}"))?;
    check_image(&disk.image_now(), &mut ledger, &key).map_err(|what| format!("after a loss of power: {what}"))?;
    drop(store);
    let mut store = open(&disk, "", &key).map_err(|trouble| format!("does not open again: {trouble}"))?;
    check(&mut store, &mut ledger).map_err(|what| format!("after a restart: {what}"))?;
    drop(mounted);
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
