//! Links to watch the portal while somebody else is in it: read-only, and of no use for anything else (reference section
//! 5.4). Interactive control never comes from here.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::World;
use super::case::Case;
use super::handoff::Grant;
use super::ids::secret;
use super::ledger::Effect;
use super::links::{Dead, Opened, shifted};
use super::vocabulary::HandoffResult;
use crate::clock::{later, stamp};

impl Case {
    /// Why the portal cannot be watched: the documented reasons.
    pub(crate) fn not_watchable(&self) -> Option<&'static str> {
        let session = self.live_session();
        let is = |pointer: &str, wanted: Value| session.pointer(pointer) == Some(&wanted);
        if is("/access/available", json!(true)) {
            return None;
        }
        let lost = self.handoffs.last().and_then(|last| last.result);
        Some(match lost {
            _ if is("/state", json!("live")) => "live_view_not_available",
            Some(HandoffResult::InteractionLostUnrecoverable) => "channel_session_lost",
            _ => "no_active_channel_session",
        })
    }
}

impl World {
    /// Makes a link to watch, or says why there is nothing to watch.
    pub(crate) fn mint_watch(&mut self, case: &str, now: Timestamp) -> Option<Result<Value, &'static str>> {
        if let Some(reason) = self.case(case)?.not_watchable() {
            return Some(Err(reason));
        }
        let wanted = self.next_grants.pop_front().unwrap_or_default();
        let base_url = self.base_url.clone();
        let (case, tick) = self.change(case, now)?;
        let id = tick.ids.fresh("rag");
        let token = format!("{id}_{}", secret());
        let life = tick.timing.grant_life;
        let expires_at = wanted.expires_in_seconds.map_or_else(|| later(now, life), |seconds| shifted(now, seconds));
        let url = wanted.url.unwrap_or_else(|| format!("{base_url}/runtime/access/{token}"));
        let answer = json!({ "id": id, "url": url, "expiresAt": stamp(expires_at) });
        case.watch_grants.push(Grant {
            id: id.clone(),
            token,
            minted_at: now,
            expires_at,
            revoked: false,
            openings: 0,
        });
        case.note(now, Effect::WatchGrantMinted { grant: id });
        Some(Ok(answer))
    }

    /// Opens a link to watch; none when the link is not one of these.
    pub(crate) fn open_watch(&mut self, token: &str, now: Timestamp) -> Option<Result<Opened, Dead>> {
        let (case, grant, expired, over) = self.in_order().find_map(|case| {
            let grant = case.watch_grants.iter().find(|grant| grant.token == token)?;
            Some((case.id.clone(), grant.id.clone(), grant.expires_at <= now, case.not_watchable().is_some()))
        })?;
        if over {
            return Some(Err(Dead::SessionLost));
        }
        if expired {
            return Some(Err(Dead::Expired));
        }
        if let Some((case, _)) = self.change(&case, now) {
            for known in case.watch_grants.iter_mut().filter(|known| known.id == grant) {
                known.openings += 1;
            }
            case.note(now, Effect::WatchGrantOpened { grant });
        }
        Some(Ok(Opened { case, handoff: None }))
    }
}
