//! The addresses of A. Those of B are not there, and neither is anything about handoffs or live sessions.

use axum::http::Method;

use crate::api::route::{Operation, Route};

/// Which operation a request means under contract A.
pub(crate) fn route(method: &Method, path: &str) -> Route {
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let get = method == Method::GET;
    match *parts.as_slice() {
        ["v1", "prior-auth", "authorizations", case, "requirements"] if get => about(Operation::ReadRequirements, case),
        ["v1", "prior-auth", "authorizations", case, "attachments"] if get => about(Operation::ListAttachments, case),
        ["v1", "prior-auth", "authorizations", ref rest @ ..] if is_of_a(rest) => {
            let in_b = path.replacen("/v1/prior-auth/authorizations", "/v1/prior-authorizations", 1);
            Route::of(method, &in_b)
        }
        ["v1", "prior-auth", "authorization-route-resolutions"] => {
            Route::of(method, "/v1/prior-authorization-routes/resolve")
        }
        ["health"] | ["uploads", _] | ["v1", "files" | "payers" | "providers", ..] => Route::of(method, path),
        _ => nowhere(),
    }
}

fn is_of_a(rest: &[&str]) -> bool {
    matches!(rest, [] | [_] | [_, "answers" | "attachments" | "confirm" | "cancel"] | [_, "attachments", _])
}

fn about(operation: Operation, case: &str) -> Route {
    Route { operation, case: Some(case.to_owned()), ..nowhere() }
}

fn nowhere() -> Route {
    Route::of(&Method::GET, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "/v1/prior-auth/authorizations";

    #[test]
    fn each_address_of_a_means_its_operation() {
        let (get, post) = (Method::GET, Method::POST);
        for (method, path, operation) in [
            (&get, "", Operation::List),
            (&get, "/auth_1", Operation::Read),
            (&get, "/auth_1/requirements", Operation::ReadRequirements),
            (&get, "/auth_1/attachments", Operation::ListAttachments),
            (&post, "/auth_1/confirm", Operation::Confirm),
            (&post, "/auth_1/cancel", Operation::Cancel),
        ] {
            let route = route(method, &format!("{BASE}{path}"));
            assert_eq!(route.operation, operation, "{path}");
            assert_eq!(route.case.as_deref(), path.starts_with("/auth_1").then_some("auth_1"));
        }
        assert_eq!(route(&get, "/health").operation, Operation::Health);
    }

    #[test]
    fn handoffs_live_sessions_links_and_the_addresses_of_b_are_not_there() {
        for path in [
            "/v1/prior-authorizations",
            "/v1/prior-authorizations/auth_1",
            "/v1/prior-auth/authorizations/auth_1/live-session",
            "/v1/prior-auth/authorizations/auth_1/manual-handoffs",
            "/v1/prior-auth/authorizations/auth_1/manual-handoffs/mhand_1",
            "/v1/prior-auth/authorizations/",
            "/v1/prior-auth",
            "/runtime/access/rag_1_secret",
        ] {
            for method in [Method::GET, Method::POST] {
                assert_eq!(route(&method, path).operation, Operation::Unknown, "{method} {path}");
            }
        }
    }
}
