//! Making a link to the portal, and opening it.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::World;
use super::handoff::Grant;
use super::ids::secret;
use super::ledger::Effect;
use super::script::LinkProblem;
use super::vocabulary::HandoffResult;
use crate::clock::{earlier, later, stamp};

/// What the next link shall look like instead.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct GrantOverride {
    /// The `url`, verbatim. The real link is made all the same.
    pub url: Option<String>,
    /// Seconds from now to `expiresAt`; negative for a link that is dead on arrival.
    pub expires_in_seconds: Option<i64>,
}

/// Why a link does not open: the documented codes (reference section 5.2, rule 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dead {
    Expired,
    Revoked,
    SessionLost,
}

impl Dead {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Expired => "access_grant_expired",
            Self::Revoked => "access_grant_revoked",
            Self::SessionLost => "channel_session_lost",
        }
    }

    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Expired => "This link has ended. Go back and open the portal again: that makes a new link.",
            Self::Revoked => "This link was withdrawn. The handoff it belonged to is over, or the link never existed.",
            Self::SessionLost => "The portal connection is gone for good. That says nothing about the payer.",
        }
    }
}

/// A link that opens.
pub(crate) struct Opened {
    pub(crate) case: String,
    /// Under which handoff; none for somebody who may only watch.
    pub(crate) handoff: Option<String>,
}

impl World {
    /// Makes a fresh link for an active handoff and answers the grant. Nothing on the authorization changes.
    pub(crate) fn mint(&mut self, case: &str, handoff: &str, now: Timestamp) -> Option<Value> {
        let wanted = self.next_grants.pop_front().unwrap_or_default();
        let base_url = self.base_url.clone();
        let (case, tick) = self.change(case, now)?;
        let id = tick.ids.fresh("rag");
        let token = format!("{id}_{}", secret());
        let life = tick.timing.grant_life;
        let problem = case.script.bad_links.pop_front();
        let expires_at = match (wanted.expires_in_seconds, problem) {
            (Some(seconds), _) => shifted(now, seconds),
            (None, Some(LinkProblem::AlreadyExpired)) => shifted(now, -5),
            _ => later(now, life),
        };
        let url = wanted.url.unwrap_or_else(|| match problem {
            Some(LinkProblem::NotHttps) => format!("http://portal.example/runtime/access/{token}"),
            Some(LinkProblem::ForeignHost) => format!("https://links.example/runtime/access/{token}"),
            Some(LinkProblem::AlreadyExpired) | None => format!("{base_url}/runtime/access/{token}"),
        });
        let answer = json!({ "id": id, "url": url, "expiresAt": stamp(expires_at) });
        let grant = Grant { id: id.clone(), token, minted_at: now, expires_at, revoked: false, openings: 0 };
        case.handoff_mut(handoff)?.grants.push(grant);
        case.note(now, Effect::GrantMinted { handoff: handoff.to_owned(), grant: id });
        Some(answer)
    }

    /// Opens a link: counted, and good for as long as it lives. What never existed counts as revoked.
    pub(crate) fn open(&mut self, token: &str, now: Timestamp) -> Result<Opened, Dead> {
        if let Some(watching) = self.open_watch(token, now) {
            return watching;
        }
        let found = self.in_order().find_map(|case| {
            case.handoffs.iter().find_map(|handoff| {
                let grant = handoff.grants.iter().find(|grant| grant.token == token)?;
                let lost = handoff.result == Some(HandoffResult::InteractionLostUnrecoverable);
                let names = (case.id.clone(), handoff.id.clone(), grant.id.clone());
                Some((names, lost, grant.revoked || !handoff.is_active(), grant.expires_at <= now))
            })
        });
        let ((case_id, id, grant), lost, revoked, expired) = found.ok_or(Dead::Revoked)?;
        match (lost, revoked, expired) {
            (true, ..) => return Err(Dead::SessionLost),
            (_, true, _) => return Err(Dead::Revoked),
            (.., true) => return Err(Dead::Expired),
            _ => {}
        }
        if let Some((case, _)) = self.change(&case_id, now) {
            if let Some(handoff) = case.handoff_mut(&id) {
                for grant in handoff.grants.iter_mut().filter(|grant| grant.token == token) {
                    grant.openings += 1;
                }
            }
            case.note(now, Effect::GrantOpened { handoff: id.clone(), grant });
        }
        Ok(Opened { case: case_id, handoff: Some(id) })
    }
}

pub(super) fn shifted(now: Timestamp, seconds: i64) -> Timestamp {
    let by = Duration::from_secs(seconds.unsigned_abs());
    if seconds < 0 { earlier(now, by) } else { later(now, by) }
}
