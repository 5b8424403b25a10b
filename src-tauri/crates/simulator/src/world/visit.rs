//! Somebody in the payer's portal: from an opened link to the end of the handoff.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::World;
use super::case::Case;
use super::ids::{one_time_code, secret};
use super::ledger::Effect;
use super::links::Opened;
use super::payer::Payer;
use super::script::{Found, PortalScript, Submission};
use super::vocabulary::HandoffResult;

/// One browser session in the portal.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) id: String,
    pub(crate) case: String,
    /// Under which handoff; none for somebody who may only watch.
    pub(crate) handoff: Option<String>,
    /// What the browser must show again with every request. A secret.
    pub(crate) cookie: String,
    /// What the redirect carries, once. A secret.
    pub(crate) ticket: Option<String>,
    /// The code the sign-in page tells.
    pub(crate) code: String,
    pub(crate) signed_in: bool,
}

/// The user name every sign-in page tells.
pub(crate) const USER: &str = "practice";

/// What stands between a person and a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Barrier {
    /// No such session, or not this browser's.
    Unknown,
    /// The handoff is over.
    Ended,
    /// The portal is closed for maintenance.
    Down,
    /// Sign in first.
    SignedOut,
    /// This session may only watch.
    WatchOnly,
}

/// How a submit went.
pub(crate) enum Submitted {
    /// The payer has it. Counts the requests of this case, from 1.
    Taken(usize),
    /// The connection broke before the payer had it.
    Lost,
}

impl World {
    /// Begins a session for an opened link, and answers its ticket.
    pub(crate) fn admit(&mut self, opened: &Opened) -> String {
        let id = self.ids.fresh("visit");
        let ticket = format!("{id}_{}", secret());
        let visit = Visit {
            id: id.clone(),
            case: opened.case.clone(),
            handoff: opened.handoff.clone(),
            cookie: secret(),
            ticket: Some(ticket.clone()),
            code: one_time_code(),
            signed_in: false,
        };
        self.visits.insert(id, visit);
        ticket
    }

    /// Trades a ticket, once, for the session.
    pub(crate) fn enter(&mut self, ticket: &str) -> Option<&Visit> {
        let visit = self.visits.values_mut().find(|visit| visit.ticket.as_deref() == Some(ticket))?;
        visit.ticket = None;
        Some(visit)
    }

    /// The session, if this browser may go on in it.
    pub(crate) fn visit(&self, id: &str, cookie: Option<&str>) -> Result<&Visit, Barrier> {
        let visit =
            self.visits.get(id).filter(|visit| Some(visit.cookie.as_str()) == cookie).ok_or(Barrier::Unknown)?;
        let case = self.case(&visit.case).ok_or(Barrier::Unknown)?;
        let under = visit.handoff.as_ref().ok_or(Barrier::WatchOnly)?;
        if !case.handoffs.iter().any(|handoff| handoff.id == *under && handoff.is_active()) {
            return Err(Barrier::Ended);
        }
        if matches!(case.portal.script, PortalScript::Down) {
            return Err(Barrier::Down);
        }
        Ok(visit)
    }

    /// The case a session watches, for as long as there is something to see.
    pub(crate) fn watched(&self, id: &str, cookie: Option<&str>) -> Result<&Case, Barrier> {
        let known = self.visits.get(id).filter(|visit| Some(visit.cookie.as_str()) == cookie);
        let visit = known.filter(|visit| visit.handoff.is_none()).ok_or(Barrier::Unknown)?;
        let case = self.case(&visit.case).ok_or(Barrier::Unknown)?;
        if case.not_watchable().is_some() { Err(Barrier::Ended) } else { Ok(case) }
    }

    /// The session, if this browser has signed in.
    pub(crate) fn signed_in(&self, id: &str, cookie: Option<&str>) -> Result<&Visit, Barrier> {
        self.visit(id, cookie).and_then(|visit| if visit.signed_in { Ok(visit) } else { Err(Barrier::SignedOut) })
    }

    /// Whose portal a session is in.
    pub(crate) fn payer_of_visit(&self, id: &str) -> Option<&'static Payer> {
        self.visits.get(id).and_then(|visit| self.case(&visit.case)).map(|case| case.payer)
    }

    /// Signs in, if user name and code are the ones the page tells and the portal takes them.
    pub(crate) fn sign_in(&mut self, id: &str, user: &str, code: &str, now: Timestamp) -> bool {
        let Some(visit) = self.visits.get(id) else { return false };
        let (case, handoff) = (visit.case.clone(), visit.handoff.clone().unwrap_or_default());
        let refused = self.case(&case).is_none_or(|case| matches!(case.portal.script, PortalScript::RefusesCode));
        if refused || user.trim() != USER || code.trim() != visit.code {
            return false;
        }
        if let Some(visit) = self.visits.get_mut(id) {
            visit.signed_in = true;
        }
        if let Some((case, _)) = self.change(&case, now) {
            case.note(now, Effect::SignedIn { handoff });
        }
        true
    }

    /// A person presses submit. Each press is a request of its own: the payer does not notice a second one.
    pub(crate) fn submit(
        &mut self,
        case: &str,
        handoff: &str,
        fields: BTreeMap<String, String>,
        now: Timestamp,
    ) -> Option<Submitted> {
        let (case, tick) = self.change(case, now)?;
        if matches!(case.portal.script, PortalScript::LosesConnection) {
            // It breaks once; whoever comes back finds a portal that works.
            case.portal.script = PortalScript::Works;
            case.close_handoff(&tick, handoff, Some(HandoffResult::InteractionLostUnrecoverable));
            return Some(Submitted::Lost);
        }
        let reference = case.payer.reference(tick.ids.reference());
        case.note(now, Effect::PayerRequest { handoff: Some(handoff.to_owned()), reference: reference.clone() });
        case.portal.submissions.push(Submission {
            at: now,
            handoff: handoff.to_owned(),
            reference,
            shown: !matches!(case.portal.script, PortalScript::HidesReference),
            fields,
        });
        Some(Submitted::Taken(case.portal.submissions.len()))
    }

    /// A person looks for an existing request. Answers what the page shows.
    pub(crate) fn look(&mut self, case: &str, handoff: &str, now: Timestamp) -> Option<Found> {
        let (case, _) = self.change(case, now)?;
        case.note(now, Effect::Looked { handoff: handoff.to_owned() });
        if !case.portal.looked.iter().any(|id| id == handoff) {
            case.portal.looked.push(handoff.to_owned());
        }
        if let Some(last) = case.portal.submissions.last() {
            return Some(Found::Request { reference: last.shown.then(|| last.reference.clone()) });
        }
        match &case.portal.script {
            PortalScript::Holds(found) => Some(found.clone()),
            _ => None,
        }
    }
}
