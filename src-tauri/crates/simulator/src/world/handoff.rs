//! A manual handoff and the links that were made for it.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::vocabulary::{HandoffResult, HandoffState};
use crate::clock::{later, stamp};

/// One ownership episode of a person in the payer's portal.
#[derive(Clone, Debug)]
pub(crate) struct Handoff {
    pub(crate) id: String,
    /// Counts this handoff's own changes. Never the value for `If-Match` (reference section 11, question 1).
    pub(crate) version: u64,
    pub(crate) state: HandoffState,
    pub(crate) result: Option<HandoffResult>,
    pub(crate) created_at: Timestamp,
    pub(crate) activated_at: Option<Timestamp>,
    pub(crate) closing_at: Option<Timestamp>,
    pub(crate) closed_at: Option<Timestamp>,
    pub(crate) message: Option<String>,
    pub(crate) final_submit_capable: bool,
    /// What the person reported, as she sent it.
    pub(crate) claim: Option<Value>,
    /// The result it will carry once `closing` is over.
    pub(crate) ending: Option<HandoffResult>,
    pub(crate) grants: Vec<Grant>,
    /// Somebody outside keeps renewing its access: it is never abandoned.
    pub(crate) kept_alive: bool,
}

/// A short-lived link to the portal.
#[derive(Clone, Debug)]
pub(crate) struct Grant {
    pub(crate) id: String,
    /// Last part of the link's path. A secret: it is in no history and in no view.
    pub(crate) token: String,
    pub(crate) minted_at: Timestamp,
    pub(crate) expires_at: Timestamp,
    pub(crate) revoked: bool,
    pub(crate) openings: u32,
}

impl Handoff {
    /// A handoff that begins at `now`, with access at once unless it must be prepared.
    pub(crate) fn new(id: String, now: Timestamp, prepares: bool) -> Self {
        Self {
            id,
            version: 1,
            state: if prepares { HandoffState::Offered } else { HandoffState::Active },
            result: None,
            created_at: now,
            activated_at: (!prepares).then_some(now),
            closing_at: None,
            closed_at: None,
            message: prepares.then(|| "Access is being prepared.".to_owned()),
            final_submit_capable: true,
            claim: None,
            ending: None,
            grants: Vec::new(),
            kept_alive: false,
        }
    }

    pub(crate) fn is_open(&self) -> bool {
        self.state != HandoffState::Closed
    }

    pub(crate) fn is_active(&self) -> bool {
        self.state == HandoffState::Active
    }

    /// Access became available.
    pub(crate) fn activate(&mut self, now: Timestamp) {
        self.version += 1;
        self.state = HandoffState::Active;
        self.activated_at = Some(now);
        self.message = None;
    }

    /// The person is done; access goes away before the handoff is closed.
    pub(crate) fn begin_closing(&mut self, now: Timestamp, result: HandoffResult) {
        self.version += 1;
        self.state = HandoffState::Closing;
        self.closing_at = Some(now);
        self.ending = Some(result);
        self.revoke_grants();
    }

    /// The episode is over. Nothing opens this handoff again.
    pub(crate) fn close(&mut self, now: Timestamp, result: Option<HandoffResult>) {
        self.version += 1;
        self.state = HandoffState::Closed;
        self.closed_at = Some(now);
        self.result = result;
        self.message = None;
        self.revoke_grants();
    }

    fn revoke_grants(&mut self) {
        for grant in &mut self.grants {
            grant.revoked = true;
        }
    }

    /// When Collate gives an unattended handoff up: its newest link has been dead for longer than `abandonment`, or it
    /// never had one for that long (reference 5.2, rule 6; the threshold is ours).
    pub(crate) fn abandoned_at(&self, abandonment: Duration) -> Option<Timestamp> {
        let activated = self.activated_at.filter(|_| self.is_active() && !self.kept_alive)?;
        let last_sign_of_life =
            self.grants.iter().map(|grant| grant.expires_at.max(grant.minted_at)).fold(activated, Timestamp::max);
        Some(later(last_sign_of_life, abandonment))
    }

    /// The ManualHandoff object (reference section 5.1).
    pub(crate) fn document(&self, case: &str) -> Value {
        json!({
            "id": self.id,
            "version": self.version,
            "priorAuthorizationId": case,
            "state": self.state,
            "result": self.result,
            "accessAvailable": self.is_active(),
            "finalSubmitCapable": self.final_submit_capable && self.is_active(),
            "createdAt": stamp(self.created_at),
            "activatedAt": self.activated_at.map(stamp),
            "closedAt": self.closed_at.map(stamp),
            "message": self.message,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;

    const ABANDONMENT: Duration = Duration::from_secs(600);

    fn grant(minted_at: Timestamp, life: u64) -> Grant {
        Grant {
            id: "rag_1".to_owned(),
            token: "rag_1_x".to_owned(),
            minted_at,
            expires_at: later(minted_at, Duration::from_secs(life)),
            revoked: false,
            openings: 0,
        }
    }

    #[test]
    fn a_handoff_without_links_is_abandoned_that_long_after_it_became_active() {
        let now = ManualClock::default().now();
        assert_eq!(
            Handoff::new("h".into(), now, false).abandoned_at(ABANDONMENT),
            Some(later(now, Duration::from_secs(600)))
        );
        assert_eq!(Handoff::new("h".into(), now, true).abandoned_at(ABANDONMENT), None);
    }

    #[test]
    fn each_new_link_puts_abandonment_off() {
        let now = ManualClock::default().now();
        let mut handoff = Handoff::new("h".into(), now, false);
        handoff.grants.push(grant(now, 300));
        handoff.grants.push(grant(later(now, Duration::from_secs(100)), 300));
        assert_eq!(handoff.abandoned_at(ABANDONMENT), Some(later(now, Duration::from_secs(1_000))));
    }

    #[test]
    fn closing_kills_every_link() {
        let now = ManualClock::default().now();
        let mut handoff = Handoff::new("h".into(), now, false);
        handoff.grants.push(grant(now, 300));
        handoff.close(now, Some(HandoffResult::Revoked));
        assert!(handoff.grants.iter().all(|grant| grant.revoked));
        assert_eq!(handoff.document("auth_1")["accessAvailable"], false);
    }
}
