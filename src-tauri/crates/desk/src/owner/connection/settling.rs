//! What of a connection is to be found out again: before it is left, after a sleep, and under another key.

use super::{Connection, InStep};
use crate::wire::KeyKeptIn;
use collate::{ApiError, Client, FrozenRequest};
use engine::command::{Command, CommandId, Resend, Stage};
use engine::schedule::HOT_FOR;
use engine::time::{Boot, Now};
use model::AuthorizationId;
use std::sync::Arc;
use vault::ApiKey;

impl Connection {
    /// Whether a command was decided under another key than the one in use, as far as can be told: this one may not be shown
    /// its case.
    pub(crate) fn is_foreign(&self, command: CommandId) -> bool {
        self.decided_under.get(&command) != Some(&self.fingerprint)
    }

    /// Whether a decision is not settled that must be before the connection is left. One of an earlier run need not be:
    /// it is written down, and is taken up again with the connection. Nor one whose case cannot be read, or that was decided
    /// under another key, once it is written down: waiting here would find out no more.
    pub(crate) fn has_open_decision(&self) -> bool {
        let unreadable = |command: &Command<FrozenRequest>| {
            let in_vain = self.in_step.failing.contains(&command.case) || self.is_foreign(command.id);
            in_vain && self.records.contains_key(&command.id)
        };
        let waits = |command: &Command<FrozenRequest>| match command.stage {
            Stage::Sending(_) => true,
            _ => command.stage.is_open() && !self.from_before.contains(&command.id) && !unreadable(command),
        };
        let creating = self.creating.as_ref().is_some_and(|creating| creating.sending || !creating.from_before);
        creating || self.book.all().any(waits)
    }

    /// The computer slept: what is known of an open handoff, or of a decision that is not settled, is only remembered now, and
    /// nothing that was asked for before tells how it is. Nobody is there any more who waited for a decision: it goes out
    /// again only when it is asked for. Names the cases.
    pub(crate) fn after_sleep(&mut self, now: Now) -> Vec<AuthorizationId> {
        self.woke_at = now.boot;
        // A connection that was kept ready has been dead for as long.
        self.mint = None;
        self.schedule.try_now(now);
        let open: Vec<_> = self.cases.iter_mut().filter(|(_, file)| file.has_open_handoff()).collect();
        let mut touched = Vec::new();
        for (id, file) in open {
            file.slept = true;
            self.schedule.read_soon(id, now);
            touched.push(id.clone());
        }
        self.book.hold_back(true);
        for command in self.book.forget_readings() {
            self.checking.insert(command, now.boot);
            let Some(id) = self.book.all().find(|known| known.id == command).map(|known| &known.case) else { continue };
            if let Some(file) = self.cases.get_mut(id) {
                file.hot_until = Some(now.boot.plus(HOT_FOR));
            }
            self.schedule.read_soon(id, now);
            touched.push(id.clone());
        }
        touched
    }

    /// The handoff of a case was read, or seen not to be there. What was asked for before the computer slept says nothing of
    /// how an open one is now.
    pub(crate) fn handoff_was_read(&mut self, id: &AuthorizationId, asked: Boot, now: Now) {
        let Some(file) = self.cases.get_mut(id).filter(|file| file.slept) else { return };
        if asked < self.woke_at {
            self.schedule.read_soon(id, now);
        } else {
            file.slept = false;
        }
    }

    /// The key was refused and the connection is left until there is another: no answer comes any more to what is under
    /// way, so what it came to must be found out.
    pub(crate) fn pause(&mut self, now: Now) {
        for command in self.book.lost_sight() {
            self.checking.insert(command, now.boot);
        }
        self.waiting.clear();
        self.lost_sight_of_files();
        if let Some(creating) = &mut self.creating {
            creating.lost_sight();
        }
    }

    /// Goes on with another key where this one was refused: what is known and not settled stays, with the key it was decided
    /// under.
    pub(crate) fn resume(&mut self, key: ApiKey, kept_in: KeyKeptIn, now: Now) -> Result<(), ApiError> {
        self.client = Arc::new(Client::new(self.place.address.clone(), &key)?);
        // What was decided under one account is never sent under another.
        let same = self.key.expose() == key.expose();
        self.book.hold_back(same);
        if let Some(creating) = self.creating.as_mut().filter(|_| !same) {
            creating.resend = Resend::Never;
        }
        self.fingerprint = key.fingerprint(self.place.address.as_str());
        (self.key, self.key_kept_in) = (key, kept_in);
        (self.mint, self.mint_preparing) = (None, false);
        self.sweep.restart();
        self.in_step = InStep { last_good: self.in_step.last_good, ..InStep::default() };
        self.on_screen.clear();
        self.schedule.resume(now);
        Ok(())
    }
}
