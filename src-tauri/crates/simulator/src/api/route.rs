//! Which operation a request means. Everything that is not one of these is not there.

use axum::http::Method;
use serde::{Deserialize, Serialize};

use crate::generation_a;
use crate::options::Contract;

/// What a request asks for, over all sites of the simulator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Operation {
    /// `GET /health`: the only one without a key.
    Health,
    /// `GET /v1/prior-authorizations`
    List,
    /// `GET /v1/prior-authorizations/{a}`
    Read,
    /// `GET …/{a}/requirements`, of contract A only.
    ReadRequirements,
    /// `GET …/{a}/attachments`, of contract A only.
    ListAttachments,
    /// `POST …/{a}/confirm`
    Confirm,
    /// `POST …/{a}/cancel`
    Cancel,
    /// `GET …/{a}/live-session`
    LiveSession,
    /// `POST …/{a}/manual-handoffs`
    CreateHandoff,
    /// `GET …/{a}/manual-handoffs/{h}`
    ReadHandoff,
    /// `POST …/{h}/access-grants`
    MintGrant,
    /// `POST …/{h}/complete`
    CompleteHandoff,
    /// `POST …/{h}/unable-to-complete`
    UnableToComplete,
    /// `POST …/{h}/revoke`
    RevokeHandoff,
    /// `GET /runtime/access/{grant}`, by the browser.
    OpenGrant,
    /// The portal: the link's ticket is traded for a session.
    PortalEnter,
    /// The portal: the sign-in page is shown or sent.
    PortalSignIn,
    /// The portal: the request form is shown or sent.
    PortalRequest,
    /// The portal: somebody looks for an existing request.
    PortalExisting,
    /// The portal: the confirmation page is shown.
    PortalConfirmation,
    /// Anything else.
    Unknown,
}

/// An operation, and what its path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) operation: Operation,
    pub(crate) case: Option<String>,
    pub(crate) handoff: Option<String>,
    /// Last part of a link's path: a secret.
    pub(crate) token: Option<String>,
}

impl Route {
    /// What a request means under a contract.
    pub(crate) fn under(contract: Contract, method: &Method, path: &str) -> Self {
        if contract == Contract::A { generation_a::route(method, path) } else { Self::of(method, path) }
    }

    pub(crate) fn of(method: &Method, path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        let get = method == Method::GET;
        let post = method == Method::POST;
        let (operation, case, handoff, token) = match parts.as_slice() {
            ["health"] if get => (Operation::Health, None, None, None),
            ["runtime", "access", token] if get => (Operation::OpenGrant, None, None, Some(*token)),
            ["v1", "prior-authorizations", rest @ ..] => Self::of_authorizations(get, post, rest),
            _ => (Operation::Unknown, None, None, None),
        };
        Self {
            operation,
            case: case.map(str::to_owned),
            handoff: handoff.map(str::to_owned),
            token: token.map(str::to_owned),
        }
    }

    fn of_authorizations<'a>(
        get: bool,
        post: bool,
        rest: &[&'a str],
    ) -> (Operation, Option<&'a str>, Option<&'a str>, Option<&'a str>) {
        match *rest {
            [] if get => (Operation::List, None, None, None),
            [case] if get && !case.is_empty() => (Operation::Read, Some(case), None, None),
            [case, "confirm"] if post => (Operation::Confirm, Some(case), None, None),
            [case, "cancel"] if post => (Operation::Cancel, Some(case), None, None),
            [case, "live-session"] if get => (Operation::LiveSession, Some(case), None, None),
            [case, "manual-handoffs"] if post => (Operation::CreateHandoff, Some(case), None, None),
            [case, "manual-handoffs", handoff] if get => (Operation::ReadHandoff, Some(case), Some(handoff), None),
            [case, "manual-handoffs", handoff, verb] if post => {
                let operation = match verb {
                    "access-grants" => Operation::MintGrant,
                    "complete" => Operation::CompleteHandoff,
                    "unable-to-complete" => Operation::UnableToComplete,
                    "revoke" => Operation::RevokeHandoff,
                    _ => Operation::Unknown,
                };
                (operation, Some(case), Some(handoff), None)
            }
            _ => (Operation::Unknown, None, None, None),
        }
    }
}

/// The path as it may be written down: the secret of a link is left out, its id stays.
pub(crate) fn without_secrets(path: &str) -> String {
    match path.strip_prefix("/runtime/access/") {
        Some(token) => {
            let id = token.rsplit_once('_').map(|(id, _)| id).filter(|id| id.starts_with("rag_") && id.len() <= 16);
            format!("/runtime/access/{}", id.unwrap_or("(unknown)"))
        }
        None => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(method: &Method, path: &str) -> Operation {
        Route::of(method, path).operation
    }

    #[test]
    fn each_documented_path_means_its_operation() {
        let get = Method::GET;
        let post = Method::POST;
        let base = "/v1/prior-authorizations";
        assert_eq!(operation(&get, "/health"), Operation::Health);
        assert_eq!(operation(&get, base), Operation::List);
        assert_eq!(operation(&get, &format!("{base}/auth_1")), Operation::Read);
        assert_eq!(operation(&post, &format!("{base}/auth_1/confirm")), Operation::Confirm);
        assert_eq!(operation(&post, &format!("{base}/auth_1/cancel")), Operation::Cancel);
        assert_eq!(operation(&get, &format!("{base}/auth_1/live-session")), Operation::LiveSession);
        assert_eq!(operation(&post, &format!("{base}/auth_1/manual-handoffs")), Operation::CreateHandoff);
        let handoff = format!("{base}/auth_1/manual-handoffs/mhand_1");
        assert_eq!(operation(&get, &handoff), Operation::ReadHandoff);
        for (verb, meant) in [
            ("access-grants", Operation::MintGrant),
            ("complete", Operation::CompleteHandoff),
            ("unable-to-complete", Operation::UnableToComplete),
            ("revoke", Operation::RevokeHandoff),
        ] {
            let route = Route::of(&post, &format!("{handoff}/{verb}"));
            assert_eq!(route.operation, meant);
            assert_eq!((route.case.as_deref(), route.handoff.as_deref()), (Some("auth_1"), Some("mhand_1")));
        }
    }

    #[test]
    fn everything_else_is_not_there() {
        for path in ["/", "/v1", "/v1/prior-authorizations/", "/v1/prior-authorizations/a/confirm/", "/v1/files", "//"]
        {
            assert_eq!(operation(&Method::GET, path), Operation::Unknown, "{path}");
        }
        assert_eq!(operation(&Method::DELETE, "/v1/prior-authorizations/a"), Operation::Unknown);
        assert_eq!(operation(&Method::GET, "/v1/prior-authorizations/a/confirm"), Operation::Unknown);
    }

    #[test]
    fn the_secret_of_a_link_is_never_written_down() {
        assert_eq!(without_secrets("/runtime/access/rag_S0001_deadbeef"), "/runtime/access/rag_S0001");
        assert_eq!(without_secrets("/runtime/access/deadbeef"), "/runtime/access/(unknown)");
        assert_eq!(without_secrets("/runtime/access/dead_beef"), "/runtime/access/(unknown)");
        assert_eq!(without_secrets("/v1/prior-authorizations"), "/v1/prior-authorizations");
    }
}
