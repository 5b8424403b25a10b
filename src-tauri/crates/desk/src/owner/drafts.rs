//! What is typed and not sent: kept for this operator under this key, found again by the next run, never sent by itself.

use super::taking_up::Journal;
use super::{Effect, Epoch, Owner, Reply, answer};
use crate::wire::{Code, DraftKept, DraftRef, DraftSlot, DraftView, DraftsView, KeepDraft, Nothing, WireError};
use engine::time::Now;
use model::{AuthorizationId, HandoffId, MalformedId, Timestamp};
use std::collections::BTreeMap;
use store::{Drafts, Refused};

/// The longest draft, in bytes of its text.
const LONGEST: usize = 256 * 1024;
/// Drafts a person may have where nothing outlives the program.
const MOST_IN_MEMORY: usize = 200;
/// Between the parts of a slot's name. No id has it.
const AND: char = '\u{1f}';

/// Whose drafts they are. Nobody else is ever shown them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Whose {
    /// The place, and which key of it: another clinic's key on this computer is another account.
    pub(crate) account: String,
    pub(crate) operator: String,
}

/// What is wanted of the drafts that are written down.
pub(crate) enum DraftEffect {
    Keep { slot: String, body: String, at: Timestamp, durable: bool, reply: Reply<DraftKept> },
    Drop { slot: String, reply: Reply<Nothing> },
    DropUnreadable { reply: Reply<Nothing> },
    Read { epoch: Epoch, reply: Reply<DraftsView> },
}

/// What came of it.
pub(crate) enum DraftDone {
    Kept(Result<(), DraftTrouble>, bool, Reply<DraftKept>),
    Dropped(Result<(), DraftTrouble>, Reply<Nothing>),
    Found(Epoch, Result<Drafts, DraftTrouble>, Reply<DraftsView>),
}

/// Why a draft is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DraftTrouble {
    /// There are too many others.
    TooMany,
    /// The disk, or what is on it.
    Refused(Refused),
}

/// Drafts where nothing is written down. They outlive the page, and go with the connection.
#[derive(Default)]
pub(crate) struct InMemory(BTreeMap<Whose, BTreeMap<String, (Timestamp, String)>>);

impl InMemory {
    fn keep(&mut self, whose: Whose, slot: String, body: String, at: Timestamp) -> Result<(), DraftTrouble> {
        let own = self.0.entry(whose).or_default();
        if own.len() >= MOST_IN_MEMORY && !own.contains_key(&slot) {
            return Err(DraftTrouble::TooMany);
        }
        own.insert(slot, (at, body));
        Ok(())
    }

    fn discard(&mut self, whose: &Whose, slot: &str) {
        if let Some(own) = self.0.get_mut(whose) {
            own.remove(slot);
        }
    }

    fn view(&self, whose: &Whose) -> DraftsView {
        let own = self.0.get(whose).into_iter().flatten();
        let drafts = own.filter_map(|(slot, (at, body))| draft_view(slot, *at, body.clone())).collect();
        DraftsView { drafts, unreadable: 0 }
    }
}

impl Owner {
    /// Whether what is typed now outlives the program. Practice begins anew each time.
    pub(crate) fn drafts_survive(&self) -> bool {
        self.writes_drafts() && self.session.connection().is_some_and(|open| open.sealed_for_later)
    }

    /// What is wanted of the drafts that are written down: once it is known what seals them.
    fn draft(&mut self, whose: Whose, effect: DraftEffect) {
        match self.session.connection_mut() {
            Some(connection) if connection.journal == Journal::Reading => connection.drafts_wait.push((whose, effect)),
            _ => self.effects.push_back(Effect::Draft(whose, effect)),
        }
    }

    /// What seals is known, or that nothing can be written.
    pub(crate) fn drafts_may_go(&mut self) {
        let durable = self.drafts_survive();
        let Some(connection) = self.session.connection_mut() else { return };
        for (whose, effect) in std::mem::take(&mut connection.drafts_wait) {
            let effect = match effect {
                DraftEffect::Keep { slot, body, at, durable: _, reply } => {
                    DraftEffect::Keep { slot, body, at, durable, reply }
                }
                other => other,
            };
            self.effects.push_back(Effect::Draft(whose, effect));
        }
    }

    /// Keeps what is typed. The answer comes once it is on the disk, where it goes there at all.
    pub(crate) fn keep_draft(&mut self, intent: KeepDraft, reply: Reply<DraftKept>, now: Now) {
        let sound = self.whose().and_then(|whose| Ok((whose, slot_name(&intent.slot)?)));
        let (whose, slot) = match sound {
            Ok(_) if intent.body.len() > LONGEST => {
                return answer(reply, Err(WireError::nothing_sent(Code::DraftTooLong)));
            }
            Ok(sound) => sound,
            Err(error) => return answer(reply, Err(error)),
        };
        let (writes, durable) = (self.writes_drafts(), self.drafts_survive());
        let Some(connection) = self.session.connection_mut() else { return };
        let at = connection.clock.read(now);
        if writes {
            let keep = DraftEffect::Keep { slot, body: intent.body, at, durable, reply };
            self.draft(whose, keep);
        } else {
            let kept = connection.drafts.keep(whose, slot, intent.body, at);
            answer(reply, kept.map(|()| DraftKept { durable }).map_err(trouble));
        }
    }

    /// Forgets what was typed: it was sent, or discarded by whoever typed it.
    pub(crate) fn drop_draft(&mut self, intent: &DraftRef, reply: Reply<Nothing>) {
        let (whose, slot) = match self.whose().and_then(|whose| Ok((whose, slot_name(&intent.slot)?))) {
            Ok(sound) => sound,
            Err(error) => return answer(reply, Err(error)),
        };
        let writes = self.writes_drafts();
        let Some(connection) = self.session.connection_mut() else { return };
        connection.drafts.discard(&whose, &slot);
        if writes {
            self.draft(whose, DraftEffect::Drop { slot, reply });
        } else {
            answer(reply, Ok(Nothing {}));
        }
    }

    /// Forgets what this operator typed here and this program cannot show. Not while the keyring is silent: then it may be
    /// readable the next time.
    pub(crate) fn drop_unreadable_drafts(&mut self, reply: Reply<Nothing>) {
        match self.whose() {
            Ok(whose) if self.drafts_survive() => self.draft(whose, DraftEffect::DropUnreadable { reply }),
            Ok(_) => answer(reply, Err(WireError::nothing_sent(Code::NotPossibleNow))),
            Err(error) => answer(reply, Err(error)),
        }
    }

    /// Everything this operator typed here under this key.
    pub(crate) fn read_drafts(&mut self, reply: Reply<DraftsView>) {
        let whose = match self.whose() {
            Ok(whose) => whose,
            Err(error) => return answer(reply, Err(error)),
        };
        if self.writes_drafts() {
            self.draft(whose, DraftEffect::Read { epoch: self.epoch, reply });
        } else if let Some(connection) = self.session.connection() {
            answer(reply, Ok(connection.drafts.view(&whose)));
        }
    }

    pub(crate) fn draft_done(&self, done: DraftDone) {
        match done {
            DraftDone::Kept(kept, durable, reply) => {
                answer(reply, kept.map(|()| DraftKept { durable }).map_err(trouble));
            }
            DraftDone::Dropped(dropped, reply) => answer(reply, dropped.map(|()| Nothing {}).map_err(trouble)),
            DraftDone::Found(epoch, _, reply) if !self.is_current(epoch) => {
                // Whoever is here now is somebody else.
                answer(reply, Err(WireError::nothing_sent(Code::NotConnected)));
            }
            DraftDone::Found(_, found, reply) => {
                let read = found.map(drafts_view).map_err(|_| WireError::nothing_sent(Code::DraftsNotRead));
                answer(reply, read);
            }
        }
    }

    /// Whether drafts of this connection are written down at all.
    fn writes_drafts(&self) -> bool {
        self.session.connection().is_some_and(|connection| connection.writer.is_some())
    }

    fn whose(&self) -> Result<Whose, WireError> {
        let connection = self.session.connection().ok_or_else(|| WireError::nothing_sent(Code::NotConnected))?;
        let place = connection.place.address.as_str();
        let account = format!("{place}#{}", connection.fingerprint);
        Ok(Whose { account, operator: self.operator()? })
    }
}

/// What a slot is called where it is kept.
fn slot_name(slot: &DraftSlot) -> Result<String, WireError> {
    let malformed = |MalformedId| WireError::nothing_sent(Code::BadInput);
    Ok(match slot {
        DraftSlot::Answers { case } => {
            AuthorizationId::new(case).map_err(malformed)?;
            format!("answers{AND}{case}")
        }
        DraftSlot::Report { case, handoff } => {
            AuthorizationId::new(case).map_err(malformed)?;
            HandoffId::new(handoff).map_err(malformed)?;
            format!("report{AND}{case}{AND}{handoff}")
        }
        DraftSlot::NewCase => "new".into(),
    })
}

/// The slot of a name; nothing for one that this version does not write.
fn slot_of(name: &str) -> Option<DraftSlot> {
    let parts: Vec<&str> = name.split(AND).collect();
    match parts.as_slice() {
        ["answers", case] => Some(DraftSlot::Answers { case: (*case).into() }),
        ["report", case, handoff] => Some(DraftSlot::Report { case: (*case).into(), handoff: (*handoff).into() }),
        ["new"] => Some(DraftSlot::NewCase),
        _ => None,
    }
}

fn draft_view(slot: &str, at: Timestamp, body: String) -> Option<DraftView> {
    Some(DraftView { slot: slot_of(slot)?, at: crate::project::time(at), body })
}

/// Whether this version can hand a draft to the page.
pub(crate) fn is_shown(draft: &store::Draft) -> bool {
    slot_of(&draft.slot).is_some() && std::str::from_utf8(&draft.body).is_ok()
}

/// What was found, and how much of it cannot be had.
fn drafts_view(found: Drafts) -> DraftsView {
    let all = found.drafts.len() + found.unreadable;
    let read = |draft: store::Draft| draft_view(&draft.slot, draft.at, String::from_utf8(draft.body).ok()?);
    let drafts: Vec<DraftView> = found.drafts.into_iter().filter_map(read).collect();
    DraftsView { unreadable: all - drafts.len(), drafts }
}

fn trouble(trouble: DraftTrouble) -> WireError {
    WireError::nothing_sent(match trouble {
        DraftTrouble::TooMany => Code::TooManyDrafts,
        DraftTrouble::Refused(Refused::Full) => Code::DiskFull,
        DraftTrouble::Refused(Refused::ReadOnly) => Code::DiskReadOnly,
        DraftTrouble::Refused(_) => Code::NotKept,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_found_again_by_its_name() {
        for slot in [
            DraftSlot::Answers { case: "auth_5TF1QS".into() },
            DraftSlot::Report { case: "auth 1".into(), handoff: "ho/1".into() },
            DraftSlot::NewCase,
        ] {
            assert_eq!(slot_of(&slot_name(&slot).unwrap()), Some(slot));
        }
    }

    #[test]
    fn a_name_that_cannot_be_an_id_is_refused() {
        for case in ["", "a\u{1f}b", ".."] {
            assert_eq!(slot_name(&DraftSlot::Answers { case: case.into() }).unwrap_err().code, Code::BadInput);
        }
        let report = DraftSlot::Report { case: "auth_1".into(), handoff: "x".repeat(257) };
        assert_eq!(slot_name(&report).unwrap_err().code, Code::BadInput);
        assert_eq!((slot_of("notes\u{1f}auth_1"), slot_of("answers")), (None, None));
    }
}
