//! The life of the links to one payer session (architecture, section "The link"): when one is asked for, how long it
//! counts, when it is renewed, and the one way it ends. The machine never holds a link's text: the desk does, and drops
//! it on [`Effect::Zero`].

use crate::time::{Boot, Deadline, Now, earlier};
use model::{GrantId, Timestamp};
use std::collections::VecDeque;
use std::time::Duration;

/// A link with less than this left is not opened.
pub const SHORTEST: Duration = Duration::from_secs(5);
/// A link that claims to live longer counts this long.
pub const LONGEST: Duration = Duration::from_secs(15 * 60);
/// How long a browser has to come for a link.
pub const TICKET: Duration = Duration::from_secs(30);
/// A link is renewed when this, or a quarter of its life if that is less, is left.
pub const RENEW_AT: Duration = Duration::from_secs(60);
/// How long after a failed renewal the next one is tried; twice as long each time.
const RETRY: Duration = Duration::from_secs(5);

/// What a new link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be opened in the browser.
    Open,
    /// To keep the handoff alive. Nobody opens it.
    Renew,
}

/// Numbers the askings, so that a late answer is told from the one waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asking(pub u64);

/// Why a link is over. One path, one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Its time was up.
    Expired,
    /// The handoff is closing or closed, by whomever.
    Closed,
    /// The operator withdrew access here.
    Revoked,
    /// A newer link took its place.
    Replaced,
    /// No browser came for it in time.
    NobodyCame,
    /// No browser could be started.
    LauncherFailed,
    /// The payer session is gone.
    SessionLost,
    /// The operator left the connection.
    SignedOut,
    /// The program is ending.
    Quit,
}

/// Why a link was made but never opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotOpened {
    /// The service did not make one.
    NotMade,
    /// The service did not say when it ends.
    NoExpiry,
    /// It had ended when it came.
    AlreadyOver,
    /// Under five seconds were left.
    TooShort,
    /// Its text is not one this connection's links may have.
    Refused,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask the service for a link, with a fresh key, by a client used once.
    Mint {
        /// Names the asking.
        asking: Asking,
        /// What for.
        purpose: Purpose,
    },
    /// Hand the link to a one-time ticket that lives until then at the most, and start the browser once.
    Offer {
        /// Which link.
        grant: GrantId,
        /// When the ticket lapses.
        until: Boot,
    },
    /// Overwrite whatever is left of this link's text, and close its ticket.
    Zero {
        /// Which link.
        grant: GrantId,
    },
    /// The link is over. Said once for each.
    Over {
        /// Which link.
        grant: GrantId,
        /// Why.
        reason: Ended,
    },
}

/// Where the browser stands with the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ticket {
    Waiting,
    Answered,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Current {
    /// The newest link: renewed ones take the place of the one that was opened.
    grant: GrantId,
    /// The one the browser was offered.
    offered: GrantId,
    life: Duration,
    deadline: Boot,
    ticket: Ticket,
    asked: bool,
    second_request: bool,
}

/// How the last link went, while there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Ended(Ended),
    NotOpened(NotOpened),
}

/// What can be said of the link now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// No link was asked for.
    Idle,
    /// One is being made.
    Preparing,
    /// It waits for the browser.
    Opening,
    /// The browser has it.
    Open,
    /// It is over.
    Ended(Ended),
    /// It was made and not opened.
    NotOpened(NotOpened),
}

/// The links of one handoff: at most one counts at any time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    current: Option<Current>,
    minting: Option<(Asking, Purpose, Boot)>,
    last: Last,
    next: u64,
    /// Whether the operator acted in our window since the last renewal: what one renewal may be spent on.
    credit: bool,
    /// Renewals that came to nothing, one after the other, and when the next may be tried.
    failed: u32,
    retry_at: Option<Boot>,
    opened: u32,
    /// Whether it is renewed near its end: a handoff lives by that, watching does not.
    renews: bool,
    effects: VecDeque<Effect>,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            current: None,
            minting: None,
            last: Last::Nothing,
            next: 1,
            credit: false,
            failed: 0,
            retry_at: None,
            opened: 0,
            renews: true,
            effects: VecDeque::new(),
        }
    }
}

impl Link {
    /// Links that are looked through and never renewed: the read-only ones.
    #[must_use]
    pub fn for_watching() -> Self {
        Self { renews: false, ..Self::default() }
    }

    /// The operator asks to open the portal. Always makes a new link; a second call while one is being made does
    /// nothing. The caller has checked that the handoff is active and offers access.
    pub fn ask_open(&mut self, now: Now) {
        self.credit = true;
        if !matches!(self.minting, Some((_, Purpose::Open, _))) {
            self.mint(Purpose::Open, now);
        }
    }

    /// The operator asks to renew the open link: her action is spent on it.
    pub fn ask_renewal(&mut self, now: Now) {
        if self.is_open() && self.minting.is_none() {
            self.credit = false;
            self.mint(Purpose::Renew, now);
        }
    }

    /// The operator did something in our window: one renewal may be spent on it.
    pub fn operator_acted(&mut self, now: Now) {
        self.credit = true;
        self.handle_timeout(now);
    }

    /// The service made a link. `expires_at` and `date` are what its answer said.
    pub fn minted(
        &mut self,
        asking: Asking,
        grant: GrantId,
        expires_at: Option<Timestamp>,
        date: Option<Timestamp>,
        now: Now,
    ) {
        let Some((_, purpose, asked)) = self.minting.take_if(|(waited, _, _)| *waited == asking) else {
            self.effects.push_back(Effect::Zero { grant });
            return;
        };
        match life(expires_at, date, asked, now) {
            Ok(life) => self.take(grant, purpose, life, asked.plus(life), now),
            Err(why) => {
                self.effects.push_back(Effect::Zero { grant });
                self.came_to_nothing(purpose, why, None, now);
            }
        }
    }

    /// No link came of the asking, or one whose text was refused.
    /// `wait` is what the service asked for before the next one.
    pub fn not_minted(&mut self, asking: Asking, why: NotOpened, wait: Option<Duration>, now: Now) {
        if let Some((_, purpose, _)) = self.minting.take_if(|(waited, _, _)| *waited == asking) {
            self.came_to_nothing(purpose, why, wait, now);
        }
    }

    /// The browser came for the link and was sent on; the ticket has overwritten its text, and listens on for whoever else
    /// comes.
    pub fn ticket_answered(&mut self, grant: &GrantId) {
        if let Some(current) = self.current.as_mut().filter(|current| current.offered == *grant)
            && current.ticket == Ticket::Waiting
        {
            current.ticket = Ticket::Answered;
            self.opened += 1;
        }
    }

    /// Something came for the link after it had been given out.
    pub fn second_request(&mut self, grant: &GrantId) {
        if let Some(current) = self.current.as_mut().filter(|current| current.offered == *grant) {
            current.second_request = true;
        }
    }

    /// No browser came, or none could be started.
    pub fn ticket_failed(&mut self, grant: &GrantId, reason: Ended) {
        let waiting = |current: &Current| current.offered == *grant && current.ticket == Ticket::Waiting;
        if self.current.as_ref().is_some_and(waiting) {
            self.discard(reason);
        }
    }

    /// Ends whatever there is, for this reason. The only way a link ends.
    pub fn discard(&mut self, reason: Ended) {
        let was_minting = self.minting.take().is_some();
        self.retry_at = None;
        self.credit = false;
        if let Some(current) = self.current.take() {
            if current.offered != current.grant {
                self.effects.push_back(Effect::Zero { grant: current.offered });
            }
            self.effects.push_back(Effect::Zero { grant: current.grant.clone() });
            self.effects.push_back(Effect::Over { grant: current.grant, reason });
            self.last = Last::Ended(reason);
        } else if was_minting {
            self.last = Last::Ended(reason);
        }
    }

    /// Does what is due: expire first, then renew or ask.
    pub fn handle_timeout(&mut self, now: Now) {
        let Some(current) = &mut self.current else { return };
        if now.boot >= current.deadline {
            self.discard(Ended::Expired);
            return;
        }
        let due = current.ticket == Ticket::Answered && now.boot >= renewal_due(current, self.retry_at);
        if !due || self.minting.is_some() || !self.renews {
            return;
        }
        if self.credit {
            self.credit = false;
            self.mint(Purpose::Renew, now);
        } else {
            current.asked = true;
        }
    }

    /// When [`Self::handle_timeout`] is due next.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Deadline> {
        let current = self.current.as_ref()?;
        let renewal = (self.renews && current.ticket == Ticket::Answered && self.minting.is_none() && !current.asked)
            .then(|| (renewal_due(current, self.retry_at), "renew the link"));
        earlier(Some((current.deadline, "the link ends")), renewal)
    }

    /// The next thing to do, until there is none.
    pub fn poll_effect(&mut self) -> Option<Effect> {
        self.effects.pop_front()
    }

    /// What can be said now.
    #[must_use]
    pub fn phase(&self) -> Phase {
        match (&self.current, &self.minting) {
            (_, Some((_, Purpose::Open, _))) => Phase::Preparing,
            (Some(Current { ticket: Ticket::Waiting, .. }), _) => Phase::Opening,
            (Some(_), _) => Phase::Open,
            (None, _) => match self.last {
                Last::Nothing => Phase::Idle,
                Last::Ended(reason) => Phase::Ended(reason),
                Last::NotOpened(why) => Phase::NotOpened(why),
            },
        }
    }

    /// How long the link still counts, and how long it counted at first.
    #[must_use]
    pub fn left(&self, now: Now) -> Option<(Duration, Duration)> {
        self.current.as_ref().map(|current| (current.deadline.since(now.boot), current.life))
    }

    /// Whether the operator must say that somebody is still there, or the link lapses.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.asked)
    }

    /// Whether it renews itself once more when its end comes near.
    #[must_use]
    pub fn will_renew(&self) -> bool {
        self.renews && self.is_open() && self.credit
    }

    /// Whether a renewal is under way.
    #[must_use]
    pub fn is_renewing(&self) -> bool {
        matches!(self.minting, Some((_, Purpose::Renew, _)))
    }

    /// Whether something came for the link after it had been given out.
    #[must_use]
    pub fn had_second_request(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.second_request)
    }

    /// How many links a browser was sent to.
    #[must_use]
    pub fn opened(&self) -> u32 {
        self.opened
    }

    fn is_open(&self) -> bool {
        self.current.as_ref().is_some_and(|current| current.ticket == Ticket::Answered)
    }

    fn mint(&mut self, purpose: Purpose, now: Now) {
        let asking = Asking(self.next);
        self.next += 1;
        self.minting = Some((asking, purpose, now.boot));
        self.effects.push_back(Effect::Mint { asking, purpose });
    }

    fn take(&mut self, grant: GrantId, purpose: Purpose, life: Duration, deadline: Boot, now: Now) {
        (self.failed, self.retry_at) = (0, None);
        match (purpose, &mut self.current) {
            (Purpose::Renew, Some(current)) => {
                self.effects.push_back(Effect::Zero { grant: grant.clone() });
                current.grant = grant;
                current.life = life;
                current.deadline = deadline;
                current.asked = false;
            }
            // The link it was to renew ended meanwhile: a link nobody asked to open is not opened.
            (Purpose::Renew, None) => self.effects.push_back(Effect::Zero { grant }),
            (Purpose::Open, _) => {
                self.discard(Ended::Replaced);
                self.credit = true;
                self.effects
                    .push_back(Effect::Offer { grant: grant.clone(), until: deadline.min(now.boot.plus(TICKET)) });
                self.current = Some(Current {
                    offered: grant.clone(),
                    grant,
                    life,
                    deadline,
                    ticket: Ticket::Waiting,
                    asked: false,
                    second_request: false,
                });
            }
        }
    }

    fn came_to_nothing(&mut self, purpose: Purpose, why: NotOpened, wait: Option<Duration>, now: Now) {
        match purpose {
            Purpose::Open if self.current.is_none() => self.last = Last::NotOpened(why),
            Purpose::Open => {}
            Purpose::Renew => {
                // One that was made and is no good was a renewal all the same.
                self.credit |= why == NotOpened::NotMade;
                let pause = RETRY.saturating_mul(1 << self.failed.min(10)).max(wait.unwrap_or_default());
                self.failed += 1;
                self.retry_at = Some(now.boot.plus(pause));
            }
        }
    }
}

/// How long a link counts: until `expires_at` by the service's clock at the time it was made, counted from when it was
/// asked for, so never longer than the service means.
fn life(expires_at: Option<Timestamp>, date: Option<Timestamp>, asked: Boot, now: Now) -> Result<Duration, NotOpened> {
    let expires_at = expires_at.ok_or(NotOpened::NoExpiry)?;
    let millis = expires_at.millis_since(date.unwrap_or(now.wall));
    let life = Duration::from_millis(u64::try_from(millis).map_err(|_| NotOpened::AlreadyOver)?).min(LONGEST);
    if life.is_zero() {
        Err(NotOpened::AlreadyOver)
    } else if asked.plus(life).since(now.boot) < SHORTEST {
        Err(NotOpened::TooShort)
    } else {
        Ok(life)
    }
}

/// When a renewal is due by itself: near the end, and not right after one that failed.
fn renewal_due(current: &Current, retry_at: Option<Boot>) -> Boot {
    let near_end = current.deadline.minus(RENEW_AT.min(current.life / 4));
    retry_at.map_or(near_end, |retry| near_end.max(retry))
}

#[cfg(test)]
#[path = "link_tests.rs"]
mod tests;
