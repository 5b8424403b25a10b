//! What is typed and not sent: kept for this operator under this key, found again by the next run, never sent by itself.

use super::{Owner, Reply, answer};
use crate::wire::{
    Code, DraftKept, DraftRef, DraftSlot, DraftView, DraftsView, Environment, KeepDraft, Nothing, WireError,
};
use engine::time::Now;
use model::{AuthorizationId, HandoffId, MalformedId, Timestamp};
use std::collections::BTreeMap;

/// The longest draft, in bytes of its text.
const LONGEST: usize = 256 * 1024;
/// Drafts an operator may have under one key.
const MOST: usize = 200;

/// Whose drafts they are. Nobody else is ever shown them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Whose {
    /// The place, and which key of it: another clinic's key on this computer is another account.
    account: String,
    operator: String,
}

/// Drafts where nothing outlives the program. They outlive the page, and go with the connection.
#[derive(Default)]
pub(crate) struct InMemory(BTreeMap<Whose, BTreeMap<DraftSlot, (Timestamp, String)>>);

impl InMemory {
    fn keep(&mut self, whose: Whose, slot: DraftSlot, body: String, at: Timestamp) -> Result<(), WireError> {
        let own = self.0.entry(whose).or_default();
        if own.len() >= MOST && !own.contains_key(&slot) {
            return Err(WireError::nothing_sent(Code::TooManyDrafts));
        }
        own.insert(slot, (at, body));
        Ok(())
    }

    fn drop_one(&mut self, whose: &Whose, slot: &DraftSlot) {
        if let Some(own) = self.0.get_mut(whose) {
            own.remove(slot);
        }
    }

    fn view(&self, whose: &Whose) -> DraftsView {
        let view = |(slot, (at, body)): (&DraftSlot, &(Timestamp, String))| DraftView {
            slot: slot.clone(),
            at: crate::project::time(*at),
            body: body.clone(),
        };
        DraftsView { drafts: self.0.get(whose).into_iter().flatten().map(view).collect(), unreadable: 0 }
    }
}

impl Owner {
    /// Whether what is typed now outlives the program.
    pub(crate) fn drafts_survive(&self) -> bool {
        false
    }

    pub(crate) fn keep_draft(&mut self, intent: KeepDraft, reply: Reply<DraftKept>, now: Now) {
        let whose = match self.whose().and_then(|whose| sound(&intent).map(|()| whose)) {
            Ok(whose) => whose,
            Err(error) => return answer(reply, Err(error)),
        };
        let Some(connection) = self.session.connection_mut() else { return };
        let at = connection.clock.read(now);
        let kept = connection.drafts.keep(whose, intent.slot, intent.body, at);
        answer(reply, kept.map(|()| DraftKept { durable: false }));
    }

    pub(crate) fn drop_draft(&mut self, intent: &DraftRef, reply: Reply<Nothing>) {
        let whose = match self.whose() {
            Ok(whose) => whose,
            Err(error) => return answer(reply, Err(error)),
        };
        let Some(connection) = self.session.connection_mut() else { return };
        connection.drafts.drop_one(&whose, &intent.slot);
        answer(reply, Ok(Nothing {}));
    }

    pub(crate) fn read_drafts(&mut self, reply: Reply<DraftsView>) {
        let whose = match self.whose() {
            Ok(whose) => whose,
            Err(error) => return answer(reply, Err(error)),
        };
        let Some(connection) = self.session.connection() else { return };
        answer(reply, Ok(connection.drafts.view(&whose)));
    }

    fn whose(&self) -> Result<Whose, WireError> {
        let operator = self.operator()?;
        let connection = self.session.connection().ok_or_else(|| WireError::nothing_sent(Code::NotConnected))?;
        let place = connection.place.address.as_str();
        Ok(Whose { account: format!("{place}#{}", connection.key.fingerprint(place)), operator })
    }
}

/// Whether a draft can be kept at all.
fn sound(intent: &KeepDraft) -> Result<(), WireError> {
    let named = match &intent.slot {
        DraftSlot::Answers { case } => AuthorizationId::new(case).map(drop),
        DraftSlot::Report { case, handoff } => AuthorizationId::new(case).and(HandoffId::new(handoff).map(drop)),
        DraftSlot::NewCase => Ok(()),
    };
    named.map_err(|MalformedId| WireError::nothing_sent(Code::BadInput))?;
    if intent.body.len() > LONGEST { Err(WireError::nothing_sent(Code::DraftTooLong)) } else { Ok(()) }
}
