//! The checker: opens what was found with the program's own store, and holds it against the ledger.

use crate::chance::Chance;
use crate::ledger::{ACCOUNT, Ledger, OPERATOR, case_name, seen};
use crate::lossy::{Image, Lossy};
use crate::on_disk::OnDisk;
use crate::vfs::{Mounted, NAME, path};
use rusqlite::{Connection, OpenFlags};
use store::{OpenTrouble, RecordId, Sealed, Sealing, Store};
use vault::SealingKey;

/// Opens the store of a disk and gives it its key.
pub(crate) fn open(disk: &Lossy, settings: &'static str, key: &SealingKey) -> Result<Store, OpenTrouble> {
    let mut store = Store::open_on(Box::new(OnDisk { disk: disk.clone(), settings }))?;
    store.unlock(Sealing::Kept(key.duplicate())).map_err(|_| OpenTrouble::Failing)?;
    Ok(store)
}

/// Whether what was found after the power was gone is what the ledger says. What was found is what counts from then on.
pub(crate) fn check_image(image: &Image, ledger: &mut Ledger, key: &SealingKey) -> Result<(), String> {
    let disk = Lossy::of(image.clone(), Chance::new(0));
    let _mounted = Mounted::new(&disk);
    let mut store = open(&disk, "", key).map_err(|trouble| format!("does not open: {trouble}"))?;
    check(&mut store, ledger)?;
    drop(store);
    check_whole_file(&disk)
}

/// Whether an open store shows what the ledger says.
pub(crate) fn check(store: &mut Store, ledger: &mut Ledger) -> Result<(), String> {
    let said = |what: &'static str| move |why: store::Refused| format!("{what} cannot be read: {why}");
    match store.damaged_rows().map_err(said("rows"))? {
        0 => check_commands(store, ledger)?,
        damaged => return Err(format!("{damaged} rows are damaged")),
    }
    let found = store.drafts(ACCOUNT, OPERATOR).map_err(said("drafts"))?;
    if found.unreadable > 0 {
        return Err(format!("{} drafts are unreadable", found.unreadable));
    }
    for (slot, draft) in &mut ledger.drafts {
        let there = found.drafts.iter().find(|draft| draft.slot == case_name(*slot));
        if !draft.found(&there.map(|draft| draft.body.clone())) {
            return Err(format!("draft {slot} is another"));
        }
    }
    let latest = store.latest(ACCOUNT).map_err(said("cases"))?;
    let mut versions = Vec::new();
    for (case, version) in &mut ledger.seen {
        let there = latest.iter().find(|there| there.case == case_name(*case));
        if !version.found(&there.map(|there| there.version)) {
            return Err(format!("case {case} has version {:?}", there.map(|there| there.version)));
        }
        if there.is_some_and(|there| *there != seen(*case, there.version)) {
            return Err(format!("case {case} has another body"));
        }
        versions.push(there.map(|there| there.version));
    }
    // The first cases are in every batch: a batch that is there in part shows in a later case that is newer.
    if versions.windows(2).any(|pair| matches!(pair, [earlier, later] if later > earlier)) {
        return Err("a part of a batch is there".to_owned());
    }
    Ok(())
}

fn check_commands(store: &mut Store, ledger: &mut Ledger) -> Result<(), String> {
    let kept = store.kept(ACCOUNT).map_err(|why| format!("commands cannot be read: {why}"))?;
    let mut order = Vec::new();
    for (index, entry) in ledger.commands.iter_mut().enumerate() {
        let found = kept.iter().position(|kept| kept.line.id == entry.id);
        let there = found.and_then(|at| kept.get(at));
        if !entry.listed.found(&there.map(|there| there.line.stage.clone())) {
            return Err(format!("command {index} is {:?}", there.map(|there| &there.line.stage.word)));
        }
        let Some(there) = there else { continue };
        order.push(found);
        let whole = if there.line.stage.settled {
            there.body == Sealed::Shredded && there.intent == Sealed::Shredded
        } else {
            let (body, intent) = (entry.body.clone(), entry.id.as_str().as_bytes().to_vec());
            there.body == Sealed::Readable(body) && there.intent == Sealed::Readable(intent)
        };
        if !whole || there.line.case.as_deref() != Some(&case_name(entry.case)) {
            return Err(format!("command {index} is not whole"));
        }
    }
    if order.len() != kept.len() || !order.is_sorted() {
        return Err("commands that nobody recorded, or in another order".to_owned());
    }
    if let Some((recorded, dismissed)) = ledger.together.take() {
        let listed = |id: &RecordId| kept.iter().any(|kept| kept.line.id == *id);
        if dismissed.iter().any(|id| listed(id) == listed(&recorded)) {
            return Err("a command was recorded without dismissing the ones before, or they without it".to_owned());
        }
    }
    Ok(())
}

/// SQLite's own and longest look.
fn check_whole_file(disk: &Lossy) -> Result<(), String> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let look = || -> rusqlite::Result<String> {
        let connection = Connection::open_with_flags_and_vfs(path(disk, "journal.sqlite"), flags, NAME)?;
        connection.execute_batch("PRAGMA locking_mode = EXCLUSIVE")?;
        connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))
    };
    match look() {
        Ok(said) if said == "ok" => Ok(()),
        Ok(said) => Err(format!("SQLite says: {said}")),
        Err(error) => Err(format!("SQLite cannot look: {error}")),
    }
}
