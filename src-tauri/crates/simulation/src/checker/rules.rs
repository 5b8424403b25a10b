//! The rules about decisions: I1 to I6, I8 to I10.

use super::{COPIES, Checker, HORIZON, Invariant, Known, Violation, Written, wrong};
use crate::claims::Claim;
use crate::trace::{By, Effect, Event};
use crate::wire::{ApiKey, Ask, CaseNo, HandResult, Intent, Status};

impl Checker<'_> {
    pub(super) fn decided(
        &mut self,
        event: &Event,
        intent: Intent,
        case: CaseNo,
        ask: Ask,
        version: u64,
    ) -> Result<(), Violation> {
        let shown = self.desk(event.who).shown.iter().rev().find(|(of, _)| *of == case).map(|(_, version)| *version);
        if shown != Some(version) {
            return wrong(Invariant::I8, event.at, format!("{intent:?} was decided on a version that was not shown"));
        }
        let Some(key) = self.desk(event.who).key else {
            return wrong(Invariant::I6, event.at, format!("{intent:?} was decided under no key"));
        };
        let known = Known {
            who: event.who,
            under: key,
            case,
            ask,
            version,
            at: event.at,
            heard: event.at,
            written: None,
            sent: 0,
            by_itself: 0,
            key: None,
            not_before: 0,
            too_long: false,
            let_be: None,
            claim: None,
            nothing_done: None,
            restored_before: false,
        };
        self.decisions.push((intent, known));
        Ok(())
    }

    /// A copy goes out under the key that was entered last, and that is one of the account it was decided under.
    pub(super) fn goes_under(&mut self, event: &Event, intent: Intent, under: ApiKey) -> Result<(), Violation> {
        let entered = self.desk(event.who).key;
        let account = self.known(intent).map(|known| known.under.account);
        if entered != Some(under) || account.is_some_and(|account| account != under.account) {
            let what = format!("{intent:?} of account {account:?} goes out under {under:?}, {entered:?} was entered");
            return wrong(Invariant::I6, event.at, what);
        }
        Ok(())
    }

    pub(super) fn sent(&mut self, event: &Event, intent: Intent, request: Written, by: By) -> Result<(), Violation> {
        let at = event.at;
        let ledger = self.ledger;
        let desk = self.desk(event.who).clone();
        let (key, tag, body) = request;
        if let Some(key) = key {
            if self.keys.iter().any(|(known, of)| *known == key && *of != body.intent) {
                return wrong(Invariant::I4, at, format!("{key:?} is used for two decisions"));
            }
            self.keys.push((key, body.intent));
        }
        let Some(known) = self.known(intent) else {
            return wrong(Invariant::I5, at, format!("{intent:?} was never decided"));
        };
        if known.key.is_some_and(|before| before != key) {
            return wrong(Invariant::I4, at, format!("{intent:?} goes out under another key"));
        }
        if tag.version() != Some(known.version) {
            return wrong(Invariant::I8, at, format!("{intent:?} names {tag:?}, {} was shown", known.version));
        }
        match known.written {
            Some((written, write)) if write <= desk.synced && written == request => {}
            Some((written, _)) if written != request => {
                return wrong(Invariant::I4, at, format!("{intent:?} goes out otherwise than it was written down"));
            }
            _ => return wrong(Invariant::I5, at, format!("{intent:?} goes out and is not durable")),
        }
        if let Some(why) = closed(&desk) {
            return wrong(Invariant::I6, at, format!("{intent:?} goes out {why}"));
        }
        if at - known.at > HORIZON {
            return wrong(Invariant::I6, at, format!("{intent:?} goes out after the horizon"));
        }
        if known.let_be.is_some_and(|run| run == desk.run || by == By::Itself) {
            return wrong(Invariant::I6, at, format!("{intent:?} goes out after it was let be"));
        }
        known.key = Some(key);
        known.sent += 1;
        known.heard = at;
        // Where the journal lost that it had ended, she was asked again: what follows is her doing. Until here it must hold.
        if by == By::Operator
            && let Some(claimed) = known.nothing_done.take()
            && own(ledger, intent).any(|effect| effect.at <= at)
        {
            return wrong(
                Invariant::I3,
                at,
                format!("{intent:?} was called \"nothing done\" at {claimed} and was done"),
            );
        }
        copies(event, intent, known, by, desk.hold_decided)
    }

    pub(super) fn asked_link(&mut self, event: &Event, intent: Intent) -> Result<(), Violation> {
        let desk = self.desk(event.who);
        if !desk.recorded.iter().any(|(of, write)| *of == intent && *write <= desk.synced) {
            return wrong(Invariant::I5, event.at, "a link is asked for and that is not durable".into());
        }
        match closed(desk) {
            Some(why) => wrong(Invariant::I6, event.at, format!("a link is asked for {why}")),
            None => Ok(()),
        }
    }

    pub(super) fn claimed(&mut self, event: &Event, intent: Intent, claim: Claim) -> Result<(), Violation> {
        let (at, run) = (event.at, self.desk(event.who).run);
        let ledger = self.ledger;
        let Some(known) = self.known(intent) else { return Ok(()) };
        let before = known.claim.replace((claim, run)).map(|(before, _)| before);
        match claim {
            Claim::Done => {
                let own = own(ledger, intent).filter(|effect| effect.at <= at).count();
                if own != 1 {
                    return wrong(Invariant::I2, at, format!("{intent:?} is called done, and has {own} effects"));
                }
            }
            Claim::IsSo => {
                let so = |effect: &Effect| {
                    effect.at <= at
                        && effect.case == known.case
                        && (effect.before >= known.version || is_for_good(known.ask))
                        && makes_so(known.ask, effect)
                };
                if !ledger.iter().any(so) {
                    return wrong(Invariant::I2, at, format!("{intent:?} is called so, and nothing made it so"));
                }
            }
            Claim::NothingDone => known.nothing_done = known.nothing_done.or(Some(at)),
            // What was told before is said again by a new run; an older copy of the disk may say what this one never did.
            Claim::CannotTell if before != Some(Claim::CannotTell) && !known.restored_before => {
                let known = known.clone();
                self.cannot_be_told(at, intent, &known)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The end of one desk's day: everything is settled, or the operator's.
    pub(super) fn over(&mut self, event: &Event) -> Result<(), Violation> {
        let (run, hold) = (self.desk(event.who).run, self.desk(event.who).hold_decided);
        for (intent, known) in self.decisions.iter().filter(|(_, known)| known.who == event.who) {
            let open = match known.claim {
                Some((Claim::OnItsWay | Claim::Reading, _)) => true,
                Some((Claim::NoSign { by_itself }, of)) => {
                    of != run || by_itself && known.not_before.max(hold) <= event.at
                }
                None => known.sent > 0,
                Some(_) => false,
            };
            if open && !known.restored_before && (known.sent > 0 || known.claim.is_some_and(|(_, of)| of == run)) {
                return wrong(Invariant::I9, event.at, format!("{intent:?} never comes to its end: {:?}", known.claim));
            }
        }
        Ok(())
    }

    pub(super) fn at_the_end(&self) -> Result<(), Violation> {
        for (intent, known) in &self.decisions {
            let mut own = own(self.ledger, *intent);
            let (first, second) = (own.next(), own.next());
            if let Some(second) = second {
                return wrong(Invariant::I1, second.at, format!("{intent:?} took effect more than once"));
            }
            if let (Some(claimed), Some(effect)) = (known.nothing_done, first) {
                let what = format!("{intent:?} was called \"nothing done\" at {claimed} and took effect");
                return wrong(Invariant::I3, effect.at, what);
            }
        }
        Ok(())
    }
}

/// Why nothing may go out at a desk.
fn closed(desk: &super::State) -> Option<&'static str> {
    match desk {
        desk if !desk.up => Some("after the program ended"),
        desk if !desk.connected => Some("after she left"),
        desk if desk.locked => Some("while it is locked"),
        desk if desk.refused => Some("after the key was refused"),
        desk if desk.asleep => Some("while the computer sleeps"),
        _ => None,
    }
}

fn copies(event: &Event, intent: Intent, known: &mut Known, by: By, hold: u64) -> Result<(), Violation> {
    if event.at < hold {
        return wrong(Invariant::I10, event.at, format!("{intent:?} goes out before the service allows anything"));
    }
    if by == By::Operator {
        return Ok(());
    }
    known.by_itself += 1;
    if known.by_itself > COPIES {
        return wrong(Invariant::I10, event.at, format!("{intent:?} went out {} times by itself", known.by_itself));
    }
    if event.at < known.not_before || known.too_long {
        return wrong(Invariant::I10, event.at, format!("{intent:?} goes out before the service allows it"));
    }
    Ok(())
}

fn own(ledger: &[Effect], intent: Intent) -> impl Iterator<Item = &Effect> {
    ledger.iter().filter(move |effect| effect.by.is_some_and(|by| by.intent == intent))
}

/// A handoff that ended stays as it ended: it is so whenever that was.
fn is_for_good(ask: Ask) -> bool {
    matches!(ask, Ask::Complete(_) | Ask::Unable(_) | Ask::Revoke(_))
}

/// Whether after this what was asked for is so.
fn makes_so(ask: Ask, effect: &Effect) -> bool {
    let files = || effect.after.files.iter().flatten();
    let ended = |hand, result| effect.hand == Some((hand, Some(result)));
    match ask {
        Ask::Continue => effect.after.status.is_handed_on(),
        Ask::Approve(package) => effect.after.status.is_handed_on() && effect.after.package() == package,
        Ask::Cancel => effect.after.status == Status::Canceled,
        Ask::StartHandoff(_) => matches!(effect.hand, Some((_, None))),
        Ask::Complete(hand) => ended(hand, HandResult::Completed),
        Ask::Unable(hand) => ended(hand, HandResult::Unable),
        Ask::Revoke(hand) => ended(hand, HandResult::Revoked),
        Ask::Save(answers) => effect.after.answers == answers,
        Ask::Attach(file) => files().any(|(_, known)| *known == file),
        Ask::Remove(attachment) => !files().any(|(known, _)| *known == attachment),
    }
}
