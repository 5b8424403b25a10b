//! Writes drafts down, one after the other: an older one never takes the place of a newer one. It may block for as long as
//! the disk does, so it has a thread of its own, and every job an end.

use crate::owner::{DraftDone, DraftEffect, DraftTrouble, Whose, is_shown};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::Receiver;
use std::time::Duration;
use store::{Refused, Worker};

/// How long one draft may take. A disk that takes longer is told to the operator.
const PATIENCE: Duration = Duration::from_secs(5);
/// Drafts a person may have under one key.
const MOST: usize = 200;

/// What is wanted of a draft, and whose it is.
pub(crate) struct DraftJob(pub(crate) Whose, pub(crate) DraftEffect);

/// Does every job as it comes, until nobody can send one any more.
pub(crate) fn run(records: &Worker, jobs: Receiver<DraftJob>, report: impl Fn(DraftDone)) {
    let mut known = Known::default();
    for DraftJob(whose, effect) in jobs {
        report(match effect {
            DraftEffect::Keep { slot, body, at, durable, reply } => {
                let kept = known.room(records, &whose, &slot).and_then(|()| {
                    let (of, to) = (whose.clone(), slot.clone());
                    let put = records.call(PATIENCE, move |store| {
                        store.put_draft(&of.account, &of.operator, &to, body.as_bytes(), at)
                    });
                    said("keep", put)
                });
                if kept.is_ok() {
                    known.keeps(&whose, slot);
                }
                DraftDone::Kept(kept, durable, reply)
            }
            DraftEffect::Drop { slot, reply } => {
                let (of, to) = (whose.clone(), slot.clone());
                let gone = records.call(PATIENCE, move |store| store.drop_draft(&of.account, &of.operator, &to));
                if gone.is_ok() {
                    known.drops(&whose, &slot);
                }
                DraftDone::Dropped(said("drop", gone), reply)
            }
            DraftEffect::DropUnreadable { reply } => {
                let of = whose.clone();
                let gone = records.call(PATIENCE, move |store| {
                    store.drop_unreadable_drafts(&of.account, &of.operator)?;
                    let rest = store.drafts(&of.account, &of.operator)?.drafts;
                    let mut not_shown = rest.iter().filter(|draft| !is_shown(draft));
                    not_shown.try_for_each(|draft| store.drop_draft(&of.account, &of.operator, &draft.slot))
                });
                DraftDone::Dropped(said("drop", gone), reply)
            }
            DraftEffect::Read { epoch, reply } => {
                let of = whose.clone();
                let found = records.call(PATIENCE, move |store| store.drafts(&of.account, &of.operator));
                DraftDone::Found(epoch, said("read", found), reply)
            }
        });
    }
}

/// Which drafts there are, so that a new one does not have to open all the others.
#[derive(Default)]
struct Known(BTreeMap<Whose, BTreeSet<String>>);

impl Known {
    /// Whether there is room for a draft of this slot. Those that cannot be opened take none: they may never be again.
    fn room(&mut self, records: &Worker, whose: &Whose, slot: &str) -> Result<(), DraftTrouble> {
        if !self.0.contains_key(whose) {
            let of = whose.clone();
            let found = records.call(PATIENCE, move |store| store.drafts(&of.account, &of.operator));
            let slots = said("count", found)?.drafts.into_iter().map(|draft| draft.slot).collect();
            self.0.insert(whose.clone(), slots);
        }
        let full = self.0.get(whose).is_some_and(|slots| slots.len() >= MOST && !slots.contains(slot));
        if full { Err(DraftTrouble::TooMany) } else { Ok(()) }
    }

    fn keeps(&mut self, whose: &Whose, slot: String) {
        if let Some(slots) = self.0.get_mut(whose) {
            slots.insert(slot);
        }
    }

    fn drops(&mut self, whose: &Whose, slot: &str) {
        if let Some(slots) = self.0.get_mut(whose) {
            slots.remove(slot);
        }
    }
}

/// Logs a refusal: what was asked and why not, nothing of what was typed or where.
fn said<T>(what: &str, came: Result<T, Refused>) -> Result<T, DraftTrouble> {
    came.map_err(|refused| {
        tracing::warn!(what, %refused, "a draft was refused");
        DraftTrouble::Refused(refused)
    })
}
