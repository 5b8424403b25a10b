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
    /// `POST /v1/prior-authorizations`
    Create,
    /// `GET /v1/prior-authorizations/{a}`
    Read,
    /// `GET …/{a}/requirements`, of contract A only.
    ReadRequirements,
    /// `GET …/{a}/attachments`, of contract A only.
    ListAttachments,
    /// `PATCH …/{a}/answers`
    PatchAnswers,
    /// `POST …/{a}/attachments`
    Attach,
    /// `DELETE …/{a}/attachments/{attachment}`
    RemoveAttachment,
    /// `POST …/{a}/confirm`
    Confirm,
    /// `POST …/{a}/cancel`
    Cancel,
    /// `GET …/{a}/live-session`
    LiveSession,
    /// `POST …/{a}/live-session/access-grants`: a link to watch.
    MintWatchGrant,
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
    /// `POST /v1/files`
    CreateFile,
    /// `PUT <upload.url>`
    UploadFile,
    /// `POST /v1/files/{f}/complete`
    CompleteFile,
    /// `GET /v1/files/{f}`
    ReadFile,
    /// `GET /v1/files/{f}/download`
    DownloadFile,
    /// `GET /v1/prior-authorization-routes` (B2)
    Routes,
    /// `POST /v1/prior-authorization-routes/resolve` (B2)
    ResolveRoute,
    /// `GET /v1/payers`
    Payers,
    /// `GET /v1/payers/{payer}`
    Payer,
    /// `GET /v1/providers/{npi}`
    Provider,
    /// `GET /v1/sandbox/scenarios` (B2)
    Scenarios,
    /// `GET /v1/sandbox/scenarios/{id}` (B2)
    Scenario,
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
    /// The portal: somebody watches.
    PortalWatch,
    /// Anything else.
    Unknown,
}

/// An operation, and what its path names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) operation: Operation,
    pub(crate) case: Option<String>,
    pub(crate) handoff: Option<String>,
    /// The attachment, file, payer, provider or scenario that is named.
    pub(crate) subject: Option<String>,
    /// Last part of the path of a link or of an upload: a secret.
    pub(crate) token: Option<String>,
}

impl Route {
    /// What a request means under a contract.
    pub(crate) fn under(contract: Contract, method: &Method, path: &str) -> Self {
        if contract == Contract::A { generation_a::route(method, path) } else { Self::of(method, path) }
    }

    pub(crate) fn of(method: &Method, path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        match parts.as_slice() {
            // An empty name names nothing.
            [first, .., ""] if !first.is_empty() => Self::plain(Operation::Unknown),
            ["v1", "prior-authorizations", rest @ ..] => Self::of_authorizations(method.as_str(), rest),
            ["v1", rest @ ..] => Self::of_catalog(method.as_str(), rest),
            rest => Self::of_site(method.as_str(), rest),
        }
    }

    /// The methods with which an address means an operation under a contract, and which.
    pub(crate) fn known(contract: Contract, path: &str) -> impl Iterator<Item = (Method, Operation)> {
        let methods = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
        let meant = methods.map(|method| (Self::under(contract, &method, path).operation, method));
        meant
            .into_iter()
            .filter(|(operation, _)| *operation != Operation::Unknown)
            .map(|(operation, method)| (method, operation))
    }

    fn plain(operation: Operation) -> Self {
        Self { operation, case: None, handoff: None, subject: None, token: None }
    }

    fn about(operation: Operation, subject: &str) -> Self {
        Self { subject: Some(subject.to_owned()), ..Self::plain(operation) }
    }

    fn of_site(method: &str, parts: &[&str]) -> Self {
        let (operation, token) = match (method, parts) {
            ("GET", ["health"]) => (Operation::Health, None),
            ("GET", ["runtime", "access", token]) => (Operation::OpenGrant, Some(token)),
            ("PUT", ["uploads", token]) => (Operation::UploadFile, Some(token)),
            _ => (Operation::Unknown, None),
        };
        Self { token: token.map(|&token| token.to_owned()), ..Self::plain(operation) }
    }

    fn of_catalog(method: &str, parts: &[&str]) -> Self {
        match (method, parts) {
            ("POST", ["files"]) => Self::plain(Operation::CreateFile),
            ("GET", ["files", file]) => Self::about(Operation::ReadFile, file),
            ("POST", ["files", file, "complete"]) => Self::about(Operation::CompleteFile, file),
            ("GET", ["files", file, "download"]) => Self::about(Operation::DownloadFile, file),
            ("GET", ["prior-authorization-routes"]) => Self::plain(Operation::Routes),
            ("POST", ["prior-authorization-routes", "resolve"]) => Self::plain(Operation::ResolveRoute),
            ("GET", ["payers"]) => Self::plain(Operation::Payers),
            ("GET", ["payers", payer]) => Self::about(Operation::Payer, payer),
            ("GET", ["providers", npi]) => Self::about(Operation::Provider, npi),
            ("GET", ["sandbox", "scenarios"]) => Self::plain(Operation::Scenarios),
            ("GET", ["sandbox", "scenarios", id]) => Self::about(Operation::Scenario, id),
            _ => Self::plain(Operation::Unknown),
        }
    }

    fn of_authorizations(method: &str, parts: &[&str]) -> Self {
        let (operation, case, handoff, subject) = match (method, parts) {
            ("GET", []) => (Operation::List, None, None, None),
            ("POST", []) => (Operation::Create, None, None, None),
            ("GET", [case]) => (Operation::Read, Some(case), None, None),
            ("PATCH", [case, "answers"]) => (Operation::PatchAnswers, Some(case), None, None),
            ("POST", [case, "attachments"]) => (Operation::Attach, Some(case), None, None),
            ("DELETE", [case, "attachments", subject]) => {
                (Operation::RemoveAttachment, Some(case), None, Some(subject))
            }
            ("POST", [case, "confirm"]) => (Operation::Confirm, Some(case), None, None),
            ("POST", [case, "cancel"]) => (Operation::Cancel, Some(case), None, None),
            ("GET", [case, "live-session"]) => (Operation::LiveSession, Some(case), None, None),
            ("POST", [case, "live-session", "access-grants"]) => (Operation::MintWatchGrant, Some(case), None, None),
            ("POST", [case, "manual-handoffs"]) => (Operation::CreateHandoff, Some(case), None, None),
            ("GET", [case, "manual-handoffs", handoff]) => (Operation::ReadHandoff, Some(case), Some(handoff), None),
            ("POST", [case, "manual-handoffs", handoff, verb]) => (of_handoff(verb), Some(case), Some(handoff), None),
            _ => (Operation::Unknown, None, None, None),
        };
        let owned = |part: Option<&&str>| part.map(|&part| part.to_owned());
        Self { operation, case: owned(case), handoff: owned(handoff), subject: owned(subject), token: None }
    }
}

fn of_handoff(verb: &str) -> Operation {
    match verb {
        "access-grants" => Operation::MintGrant,
        "complete" => Operation::CompleteHandoff,
        "unable-to-complete" => Operation::UnableToComplete,
        "revoke" => Operation::RevokeHandoff,
        _ => Operation::Unknown,
    }
}

/// The path as it may be written down: the secret of a link or of an upload is left out, a link's id stays.
pub(crate) fn without_secrets(path: &str) -> String {
    if path.starts_with("/uploads/") {
        return "/uploads/(secret)".to_owned();
    }
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
    fn files_routes_and_the_catalog_are_read_from_method_and_path() {
        let (get, post) = (Method::GET, Method::POST);
        let case = "/v1/prior-authorizations/auth_1";
        for (method, path, meant, subject) in [
            (&post, "/v1/prior-authorizations".to_owned(), Operation::Create, None),
            (&Method::PATCH, format!("{case}/answers"), Operation::PatchAnswers, None),
            (&post, format!("{case}/attachments"), Operation::Attach, None),
            (&Method::DELETE, format!("{case}/attachments/att_1"), Operation::RemoveAttachment, Some("att_1")),
            (&post, format!("{case}/live-session/access-grants"), Operation::MintWatchGrant, None),
            (&post, "/v1/files".to_owned(), Operation::CreateFile, None),
            (&get, "/v1/files/file_1".to_owned(), Operation::ReadFile, Some("file_1")),
            (&post, "/v1/files/file_1/complete".to_owned(), Operation::CompleteFile, Some("file_1")),
            (&get, "/v1/files/file_1/download".to_owned(), Operation::DownloadFile, Some("file_1")),
            (&get, "/v1/prior-authorization-routes".to_owned(), Operation::Routes, None),
            (&post, "/v1/prior-authorization-routes/resolve".to_owned(), Operation::ResolveRoute, None),
            (&get, "/v1/payers".to_owned(), Operation::Payers, None),
            (&get, "/v1/payers/payer_1".to_owned(), Operation::Payer, Some("payer_1")),
            (&get, "/v1/providers/1".to_owned(), Operation::Provider, Some("1")),
            (&get, "/v1/sandbox/scenarios".to_owned(), Operation::Scenarios, None),
            (&get, "/v1/sandbox/scenarios/s".to_owned(), Operation::Scenario, Some("s")),
        ] {
            let route = Route::of(method, &path);
            assert_eq!((route.operation, route.subject.as_deref()), (meant, subject), "{path}");
        }
        let upload = Route::of(&Method::PUT, "/uploads/deadbeef");
        assert_eq!((upload.operation, upload.token.as_deref()), (Operation::UploadFile, Some("deadbeef")));
    }

    #[test]
    fn everything_else_is_not_there() {
        for path in [
            "/",
            "/v1",
            "/v1/prior-authorizations/",
            "/v1/prior-authorizations/a/confirm/",
            "/v1/files",
            "/v1/files/",
            "/v1/payers/",
            "//",
        ] {
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
        assert_eq!(without_secrets("/uploads/deadbeef"), "/uploads/(secret)");
        assert_eq!(without_secrets("/v1/prior-authorizations"), "/v1/prior-authorizations");
    }
}
