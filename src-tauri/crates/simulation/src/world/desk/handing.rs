//! Handoffs as the desk knows them, and whose they are: its own are those that it started, by the answer to that or by the
//! record of that answer, and those that the operator takes up. What a reading shows is credited to nobody.

use super::{Conn, Crash, Desk, HandFile};
use crate::seen::Seen;
use crate::wire::{Ask, CaseNo, Hand, HandNo, HandResult, HandState};
use crate::world::Env;
use engine::command::is_ours;
use engine::link::Ended;
use model::{AuthorizationId, HandoffId, HandoffVersion, Timestamp};

impl Desk {
    /// Takes a handoff as it was read.
    pub(super) fn take_hand(&mut self, case: CaseNo, hand: &Hand, env: &mut Env) -> Result<(), Crash> {
        let read = handoff(hand, self.ids.get(case));
        let Some(conn) = &self.conn else { return Ok(()) };
        if conn.files.get(case).hand.as_ref().is_some_and(|known| known.no != hand.no) {
            self.end_link(case, Ended::Closed, env)?;
        }
        let Some(conn) = &mut self.conn else { return Ok(()) };
        let before = conn.started_before.contains(&hand.no);
        let file = conn.files.at(case);
        match &mut file.hand {
            Some(known) if known.no == hand.no => {
                engine::handoff::take(&mut known.hand, read);
                known.read_closed |= hand.state == HandState::Closed;
            }
            _ => file.hand = Some(HandFile::new(hand.no, read, false)),
        }
        let Some(known) = &mut file.hand else { return Ok(()) };
        if before && !known.ours {
            known.ours = true;
            env.seen.note(Seen::Recognised);
        }
        if !known.hand.is_open() {
            self.end_link(case, Ended::Closed, env)?;
        }
        Ok(())
    }

    /// Takes the handoff that the service answered with to the decision to start one.
    pub(super) fn take_started(
        &mut self,
        case: CaseNo,
        hand: &Hand,
        decided_at: Timestamp,
        env: &mut Env,
    ) -> Result<(), Crash> {
        let made = handoff(hand, self.ids.get(case));
        let ours = is_ours(&made, decided_at);
        self.end_link(case, Ended::Closed, env)?;
        if let Some(conn) = &mut self.conn {
            conn.files.at(case).hand = Some(HandFile::new(hand.no, made, ours));
        }
        Ok(())
    }

    /// What the service answered to a report or a revocation: the handoff ends.
    pub(super) fn close_hand(&mut self, case: CaseNo) {
        if let Some(hand) = self.conn.as_mut().and_then(|conn| conn.files.at(case).hand.as_mut()) {
            engine::handoff::close(&mut hand.hand, model::HandoffState::Closing, None);
        }
    }

    /// Whether the case has an open handoff that is not hers, as far as the desk knows.
    pub(crate) fn shows_anothers_hand(&self, case: CaseNo) -> bool {
        let hand = self.conn.as_ref().and_then(|conn| conn.files.get(case).hand.as_ref());
        hand.is_some_and(|hand| !hand.ours && hand.hand.is_open())
    }

    /// "It was me": the operator takes such a handoff up.
    pub(crate) fn carry_on(&mut self, case: CaseNo, env: &mut Env) {
        let Some(conn) = self.conn.as_mut().filter(|_| self.up && !self.locked && !self.asleep) else { return };
        if let Some(hand) = conn.files.at(case).hand.as_mut().filter(|hand| hand.hand.is_open()) {
            hand.ours = true;
            env.seen.note(Seen::CarriedOn);
            self.turn(env);
        }
    }
}

impl Conn {
    /// The case's handoff, where it is the desk's own.
    pub(super) fn own_hand(&self, case: CaseNo) -> Option<HandNo> {
        self.files.get(case).hand.as_ref().filter(|hand| hand.ours).map(|hand| hand.no)
    }
}

impl HandFile {
    fn new(no: HandNo, hand: model::Handoff, ours: bool) -> Self {
        let read_closed = hand.state == model::HandoffState::Closed;
        let link = engine::link::Link::default();
        Self { no, hand, ours, read_closed, link, held: Vec::new(), ticket: None, counted: false, timer: None }
    }
}

/// The handoff that a decision ends, where it is one that does.
pub(super) fn closes(ask: Ask) -> Option<HandNo> {
    match ask {
        Ask::Complete(no) | Ask::Unable(no) | Ask::Revoke(no) => Some(no),
        _ => None,
    }
}

/// Its id.
pub(super) fn handoff_id(no: HandNo) -> HandoffId {
    #[expect(clippy::expect_used, reason = "the text is a good one")]
    HandoffId::new(format!("mhand_{}", no.0)).expect("a word is an id")
}

/// The handoff as the engine knows one.
pub(super) fn handoff(hand: &Hand, case: &AuthorizationId) -> model::Handoff {
    let state = match hand.state {
        HandState::Offered => model::HandoffState::Offered,
        HandState::Active => model::HandoffState::Active,
        HandState::Closing => model::HandoffState::Closing,
        HandState::Closed => model::HandoffState::Closed,
    };
    let result = hand.result.map(|result| match result {
        HandResult::Completed => model::HandoffResult::CompletedReported,
        HandResult::Unable => model::HandoffResult::UnableToComplete,
        HandResult::Revoked => model::HandoffResult::Revoked,
        HandResult::Expired => model::HandoffResult::Expired,
        HandResult::Canceled => model::HandoffResult::Canceled,
    });
    model::Handoff {
        id: handoff_id(hand.no),
        version: HandoffVersion(hand.version),
        authorization: case.clone(),
        access_available: hand.state == HandState::Active,
        state,
        result,
        final_submit_capable: true,
        created_at: hand.created_at.map(Timestamp),
        activated_at: None,
        closed_at: None,
        message: None,
    }
}
