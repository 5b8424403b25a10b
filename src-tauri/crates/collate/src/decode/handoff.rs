//! The handoff and what closing it answers (reference 5.1 and 5.2, rule 9).

use super::fields::{Fields, Missing};
use model::{AuthorizationId, AuthorizationVersion, Closure, Handoff, HandoffId, HandoffVersion};

/// Reads a handoff. Without id, version, case or state it is none.
pub(crate) fn handoff(fields: &mut Fields<'_, '_>) -> Result<Handoff, Missing> {
    let id = fields.id("id", HandoffId::new);
    let version = fields.whole("version");
    let authorization = fields.id("priorAuthorizationId", AuthorizationId::new);
    let state = fields.any_word("state");
    Ok(Handoff {
        id: fields.must("id", id)?,
        version: HandoffVersion(fields.must("version", version)?),
        authorization: fields.must("priorAuthorizationId", authorization)?,
        state: fields.must("state", state)?,
        result: fields.word("result"),
        access_available: fields.flag("accessAvailable"),
        final_submit_capable: fields.flag("finalSubmitCapable"),
        created_at: fields.timestamp("createdAt"),
        activated_at: fields.timestamp("activatedAt"),
        closed_at: fields.timestamp("closedAt"),
        message: fields.text("message"),
    })
}

/// Reads a closure. It must say which handoff and what became of the case.
pub(crate) fn closure(fields: &mut Fields<'_, '_>) -> Result<Closure, Missing> {
    let handoff = fields.id("manualHandoffId", HandoffId::new);
    let handoff = fields.must("manualHandoffId", handoff)?;
    let state = fields.any_word("state");
    let state = fields.must("state", state)?;
    let (authorization, version, status) = fields.must_object("authorization", |authorization| {
        let id = authorization.id("id", AuthorizationId::new);
        let version = authorization.whole("version");
        let status = authorization.any_word("status");
        Ok((
            authorization.must("id", id)?,
            AuthorizationVersion(authorization.must("version", version)?),
            authorization.must("status", status)?,
        ))
    })?;
    let reconciliation = fields.object("reconciliation", |reconciliation| {
        reconciliation.known(&["id"]);
        Ok(reconciliation.text("state"))
    });
    Ok(Closure {
        handoff,
        state,
        result: fields.word("result"),
        authorization,
        authorization_version: version,
        authorization_status: status,
        reconciliation: reconciliation.flatten(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::fields::whole;
    use super::super::json::parse;
    use super::*;
    use crate::Contract;

    #[test]
    fn a_handoff_without_access_said_offers_none() {
        let body = br#"{"id":"mhand_1","version":2,"priorAuthorizationId":"auth_1","state":"active",
                        "createdAt":"2026-05-11T10:30:00Z","result":null}"#;
        let (read, odd) = whole(parse(body).unwrap(), "handoff", Contract::B1, handoff);
        let read = read.unwrap();
        assert!(!read.access_available && !read.offers_access() && read.result.is_none() && odd.is_empty());
        assert_eq!(read.created_at.unwrap().0, 1_778_495_400_000);
    }

    #[test]
    fn a_closure_names_the_case_version_to_go_on_with() {
        let body = br#"{"manualHandoffId":"mhand_1","state":"closed","result":"completed_reported",
                        "authorization":{"id":"auth_1","version":15,"status":"processing"},
                        "reconciliation":{"id":"rec_1","state":"pending"}}"#;
        let read = whole(parse(body).unwrap(), "closure", Contract::B1, closure).0.unwrap();
        assert_eq!(read.authorization_version, AuthorizationVersion(15));
        assert_eq!(read.reconciliation.as_deref(), Some("pending"));
        let without =
            br#"{"manualHandoffId":"mhand_1","state":"closed","authorization":{"id":"auth_1","version":"x"}}"#;
        let missing = whole(parse(without).unwrap(), "closure", Contract::B1, closure).0.unwrap_err();
        assert_eq!(missing.0, "closure.authorization.version");
    }
}
