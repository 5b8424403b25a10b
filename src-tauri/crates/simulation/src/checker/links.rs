//! The rules about links: I7.

use super::{Invariant, Violation, wrong};
use crate::trace::{Event, What};
use crate::wire::{HandNo, Who};

/// How long after its end a link may still be found, in milliseconds.
const GRACE: u64 = 1_000;

/// A link.
#[derive(Debug, Clone, Copy)]
struct Link {
    who: Who,
    grant: u32,
    of: HandNo,
    /// Its end: the service's, or that of what it was for.
    ends: u64,
    held: bool,
    launches: u32,
}

/// Every link of a schedule.
#[derive(Debug, Default)]
pub(super) struct Links {
    links: Vec<Link>,
    /// The handoffs of which a link counts.
    counting: Vec<(Who, HandNo)>,
    /// When which computer slept.
    sleeps: Vec<(Who, u64, u64)>,
}

impl Links {
    pub(super) fn take(&mut self, event: &Event) -> Result<(), Violation> {
        let Event { at, who, what } = *event;
        match what {
            What::Held { grant, of, ends } => {
                self.links.push(Link { who, grant, of, ends, held: true, launches: 0 });
            }
            What::Launched(grant) => {
                let Some(link) = self.link(who, grant) else { return Ok(()) };
                link.launches += 1;
                if link.launches > 1 {
                    return wrong(Invariant::I7, at, format!("the browser was started twice for link {grant}"));
                }
                if at > link.ends + GRACE {
                    return wrong(Invariant::I7, at, format!("link {grant} was launched after its end"));
                }
            }
            What::Opened(grant) if self.link(who, grant).is_some_and(|link| at > link.ends + GRACE || !link.held) => {
                return wrong(Invariant::I7, at, format!("link {grant} was opened after its end"));
            }
            What::Gone(grant) => self.gone(event, grant)?,
            What::Counts(hand, true) => self.counting.push((who, hand)),
            What::Counts(hand, false) => self.counted(event, hand)?,
            What::HandoffOver(hand) => self.end(who, at, |link| link.of == hand),
            What::Locked | What::KeyRefused | What::SignedOut | What::Quit => self.end(who, at, |_| true),
            What::Crashed(_) => {
                self.counting.retain(|(of, _)| *of != who);
                self.links.iter_mut().filter(|link| link.who == who).for_each(|link| link.held = false);
            }
            What::Slept => self.sleeps.push((who, at, u64::MAX)),
            What::Woke => {
                if let Some(sleep) = self.sleeps.iter_mut().rev().find(|(of, ..)| *of == who) {
                    sleep.2 = at;
                }
            }
            What::Over => self.over(event)?,
            _ => {}
        }
        Ok(())
    }

    fn link(&mut self, who: Who, grant: u32) -> Option<&mut Link> {
        self.links.iter_mut().rev().find(|link| link.who == who && link.grant == grant)
    }

    fn end(&mut self, who: Who, at: u64, which: impl Fn(&Link) -> bool) {
        let ended = self.links.iter_mut().filter(|link| link.who == who && which(link));
        ended.for_each(|link| link.ends = link.ends.min(at));
    }

    /// The latest moment for something to be gone that ends then: nothing can be done while the computer sleeps.
    fn latest(&self, who: Who, ends: u64) -> u64 {
        let latest = ends + GRACE;
        let asleep = |(of, from, to): &&(Who, u64, u64)| *of == who && *from <= latest && latest < *to;
        self.sleeps.iter().find(asleep).map_or(latest, |(_, _, woke)| *woke)
    }

    fn gone(&mut self, event: &Event, grant: u32) -> Result<(), Violation> {
        let Some(link) = self.link(event.who, grant) else { return Ok(()) };
        link.held = false;
        let ends = link.ends;
        if event.at > self.latest(event.who, ends) {
            return wrong(Invariant::I7, event.at, format!("link {grant} was held after its end"));
        }
        Ok(())
    }

    fn counted(&mut self, event: &Event, hand: HandNo) -> Result<(), Violation> {
        self.counting.retain(|counting| *counting != (event.who, hand));
        let ends =
            self.links.iter().filter(|link| link.who == event.who && link.of == hand).map(|link| link.ends).max();
        if ends.is_some_and(|ends| event.at > self.latest(event.who, ends)) {
            return wrong(Invariant::I7, event.at, format!("a link of {hand:?} counted after its end"));
        }
        Ok(())
    }

    fn over(&mut self, event: &Event) -> Result<(), Violation> {
        let held: Vec<u32> =
            self.links.iter().filter(|link| link.held && link.who == event.who).map(|link| link.grant).collect();
        held.into_iter().try_for_each(|grant| self.gone(event, grant))?;
        let counting: Vec<HandNo> =
            self.counting.iter().filter(|(who, _)| *who == event.who).map(|(_, hand)| *hand).collect();
        counting.into_iter().try_for_each(|hand| self.counted(event, hand))
    }
}
