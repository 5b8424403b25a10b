//! The package under review beside the one a person accepted last: that one is read from where it is kept, or is of this run.

use super::deciding::nothing_sent;
use super::{Effect, Epoch, Journal, Owner, Reply, answer};
use crate::project::difference::{Base, difference};
use crate::wire::{CaseRef, Code, DifferenceView};
use model::{Authorization, ReviewSnapshot};

/// A comparison that is asked for.
pub(crate) struct DifferenceRead {
    pub(crate) epoch: Epoch,
    /// Under what is kept what was accepted.
    pub(crate) account: String,
    pub(crate) case: Authorization,
    pub(crate) package: ReviewSnapshot,
    pub(crate) reply: Reply<DifferenceView>,
}

impl Owner {
    /// The package under review beside the one accepted last and the case now.
    pub(crate) fn read_difference(&mut self, case: &CaseRef, reply: Reply<DifferenceView>) {
        let found = self.case(&case.case).and_then(|(_, file)| {
            let package = file.case.snapshot.clone().ok_or_else(|| nothing_sent(Code::PackageChanged))?;
            Ok((file.case.clone(), package, self.connection()?))
        });
        let (case, package, connection) = match found {
            Ok(found) => found,
            Err(error) => return answer(reply, Err(error)),
        };
        match connection.remembering.account() {
            Some(account) if connection.journal == Journal::Read => {
                let read = DifferenceRead { epoch: self.epoch, account, case, package, reply };
                self.effects.push_back(Effect::ReadDifference(Box::new(read)));
            }
            // What is kept cannot be read yet.
            Some(_) => answer(reply, Ok(difference(&case, &package, &Base::NotRead))),
            None => {
                let last = connection.remembering.this_run.last_accepted(&case.id);
                let base = last.map_or(Base::ThisRun, |last| Base::Accepted(Box::new(last)));
                answer(reply, Ok(difference(&case, &package, &base)));
            }
        }
    }

    pub(crate) fn difference_read(&self, epoch: Epoch, view: DifferenceView, reply: Reply<DifferenceView>) {
        // Whoever is here now is somebody else.
        let told = if self.is_current(epoch) { Ok(view) } else { Err(nothing_sent(Code::NotConnected)) };
        answer(reply, told);
    }
}
