//! The handoff and its link as the window is told them.

use crate::owner::{CaseFile, HandoffFile};
use crate::project::case::claim_view;
use crate::project::live::holder;
use crate::project::{millis, time};
use crate::wire::{HandoffView, LinkPhase, LinkView, PreflightView, WireError};
use engine::link::{Ended, NotOpened, Phase};
use engine::service_clock::ServiceClock;
use engine::time::Now;
use model::LiveSession;

pub(crate) fn handoff_view(file: &HandoffFile, clock: &ServiceClock, now: Now) -> HandoffView {
    let handoff = &file.handoff;
    HandoffView {
        id: handoff.id.to_string(),
        version: handoff.version.to_string(),
        state: handoff.state.as_str().to_owned(),
        result: handoff.result.as_ref().map(|result| result.as_str().to_owned()),
        message: handoff.message.clone(),
        created_at: handoff.created_at.map(time),
        activated_at: handoff.activated_at.map(time),
        closed_at: handoff.closed_at.map(time),
        access_available: handoff.access_available,
        final_submit_capable: handoff.final_submit_capable,
        ours: file.ours,
        asked_at: file.asked_at.map(time),
        accepted_package: file.accepted.as_ref().map(ToString::to_string),
        report: file.report.as_ref().map(claim_view),
        link: link_view(file, clock, now),
    }
}

fn link_view(file: &HandoffFile, clock: &ServiceClock, now: Now) -> LinkView {
    let link = &file.link;
    let left = link.left(now);
    let ends_at = left.map(|(left, _)| time(clock.read(now).plus_millis(millis(left).into())));
    LinkView {
        phase: link_phase(file),
        left_millis: left.map(|(left, _)| millis(left)),
        life_millis: left.map(|(_, life)| millis(life)),
        ends_at,
        asks: link.asks(),
        will_renew: link.will_renew(),
        renewing: link.is_renewing(),
        second_request: link.had_second_request(),
        refusal: file.refusal.map(|refusal| refusal.code().to_owned()),
        problem: file.problem.clone(),
        opened: link.opened(),
    }
}

/// Where the link of a handoff stands. One that was open in an earlier run ended with it.
pub(crate) fn link_phase(file: &HandoffFile) -> LinkPhase {
    match phase(file.link.phase()) {
        LinkPhase::Idle if file.from_before => LinkPhase::ProgramEnded,
        phase => phase,
    }
}

pub(crate) fn phase(phase: Phase) -> LinkPhase {
    match phase {
        Phase::Idle => LinkPhase::Idle,
        Phase::Preparing => LinkPhase::Preparing,
        Phase::Opening => LinkPhase::Opening,
        Phase::Open => LinkPhase::Open,
        Phase::Ended(Ended::Expired) => LinkPhase::Expired,
        Phase::Ended(Ended::Closed) => LinkPhase::Closed,
        Phase::Ended(Ended::Revoked) => LinkPhase::Revoked,
        Phase::Ended(Ended::Replaced) => LinkPhase::Replaced,
        Phase::Ended(Ended::NobodyCame) => LinkPhase::NobodyCame,
        Phase::Ended(Ended::LauncherFailed) => LinkPhase::LauncherFailed,
        Phase::Ended(Ended::SessionLost) => LinkPhase::SessionLost,
        Phase::Ended(Ended::SignedOut | Ended::Quit) => LinkPhase::SignedOut,
        Phase::NotOpened(NotOpened::NotMade) => LinkPhase::NotMade,
        Phase::NotOpened(NotOpened::NoExpiry) => LinkPhase::NoExpiry,
        Phase::NotOpened(NotOpened::AlreadyOver) => LinkPhase::AlreadyOver,
        Phase::NotOpened(NotOpened::TooShort) => LinkPhase::TooShort,
        Phase::NotOpened(NotOpened::Refused) => LinkPhase::Refused,
    }
}

/// What is known before taking over. A live session that could not be read leaves its facts unknown; it closes nothing.
pub(crate) fn preflight_view(file: &CaseFile, session: Result<&LiveSession, WireError>) -> PreflightView {
    let (session, problem) = match session {
        Ok(session) => (Some(session), None),
        Err(problem) => (None, Some(problem)),
    };
    let (holder, holder_word) = session.map(holder).unzip();
    PreflightView {
        version: file.case.version.to_string(),
        read_at: time(file.read_at),
        holder,
        holder_word: holder_word.flatten(),
        boundary: session.and_then(|session| session.irreversible_boundary.clone()),
        may_submit: session.map(|session| session.final_submit_capable),
        needs_accepted_package: session.map(|session| session.requires_review_approval),
        service_reason: session
            .filter(|session| !session.handoff_allowed)
            .and_then(|session| session.handoff_reason.clone()),
        problem,
    }
}
