//! How long what was seen here is kept, and forgetting it.

use super::Remembering;
use crate::owner::deciding::nothing_sent;
use crate::owner::{Effect, Epoch, Owner, Reply, answer};
use crate::ports::Kept;
use crate::wire::{Code, Nothing, SetRetention, WireError};
use std::ops::RangeInclusive;

/// Days that can be chosen.
const DAYS: RangeInclusive<u16> = 1..=365;
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

impl Kept {
    /// How long what was seen is kept, in milliseconds.
    pub(crate) fn retention_millis(&self) -> i64 {
        i64::from(self.retention_days) * DAY_MILLIS
    }
}

impl Owner {
    /// Says how long what was seen here is kept; what is older goes at once.
    pub(crate) fn set_retention(&mut self, intent: SetRetention) -> Result<Nothing, WireError> {
        if !DAYS.contains(&intent.days) {
            return Err(nothing_sent(Code::BadInput));
        }
        self.keep(|kept| kept.retention_days = intent.days);
        if let Some(connection) = self.session.connection_mut() {
            connection.remembering.next_prune = None;
        }
        Ok(Nothing {})
    }

    /// Forgets what was seen through this connection, on this computer. What is not settled stays.
    pub(crate) fn forget_seen(&mut self, reply: Reply<Nothing>) {
        let account = self.connection().map(|connection| connection.remembering.account.clone());
        match account {
            Ok(Some(account)) => self.effects.push_back(Effect::Forget(self.epoch, account, reply)),
            Ok(None) => answer(reply, Err(nothing_sent(Code::NotPossibleNow))),
            Err(error) => answer(reply, Err(error)),
        }
    }

    /// It is forgotten, or could not be. What is read from now on is kept anew.
    pub(crate) fn forgotten(&mut self, epoch: Epoch, done: bool, reply: Reply<Nothing>) {
        if let Some(connection) = self.session.connection_mut().filter(|_| done && epoch == self.epoch) {
            let (account, next_prune) = (connection.remembering.account.take(), connection.remembering.next_prune);
            connection.remembering = Remembering { next_prune, ..Remembering::new(account) };
            connection.leave_out(|_| true);
            self.views.touch_everything();
        }
        answer(reply, if done { Ok(Nothing {}) } else { Err(nothing_sent(Code::NotForgotten)) });
    }
}
