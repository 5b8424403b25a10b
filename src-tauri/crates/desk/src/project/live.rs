//! The live session and its read-only link, as the window is told them.

use crate::owner::WatchFile;
use crate::project::handoff::phase;
use crate::project::{millis, time};
use crate::wire::{LiveSessionView, SessionHolder, WatchView};
use engine::service_clock::ServiceClock;
use engine::time::Now;
use model::{LiveSession, SessionOwner, Timestamp};

pub(crate) fn session_view(session: &LiveSession, at: Timestamp) -> LiveSessionView {
    let (holder, holder_word) = holder(session);
    LiveSessionView {
        state: session.state.as_str().to_owned(),
        channel: session.channel.clone(),
        holder,
        holder_word,
        watchable: session.watchable,
        modes: session.modes.clone(),
        boundary: session.irreversible_boundary.clone(),
        read_at: time(at),
    }
}

/// Who holds a session, and the word for it where it is not known.
pub(crate) fn holder(session: &LiveSession) -> (SessionHolder, Option<String>) {
    match &session.owner {
        SessionOwner::Nobody => (SessionHolder::Nobody, None),
        SessionOwner::Automation => (SessionHolder::Automation, None),
        SessionOwner::Handoff(_) => (SessionHolder::Handoff, None),
        SessionOwner::Unknown(word) => (SessionHolder::Unknown, Some(word.clone())),
    }
}

pub(crate) fn watch_view(watch: &WatchFile, clock: &ServiceClock, now: Now) -> WatchView {
    let left = watch.link.left(now).map(|(left, _)| millis(left));
    WatchView {
        phase: phase(watch.link.phase()),
        left_millis: left,
        ends_at: left.map(|left| time(clock.read(now).plus_millis(left.into()))),
        refusal: watch.refusal.map(|refusal| refusal.code().to_owned()),
        problem: watch.problem.clone(),
        reason: watch.reason.clone(),
    }
}
