//! The pretend payer portal: a small web site that needs no script. What a person does here is the truth that
//! reconciliation finds; every request is written into the history.

mod html;
mod pages;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Form, Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use self::html::Page;
use self::pages::Field;
use crate::api::call::Call;
use crate::api::route::Operation;
use crate::history::{Exchange, Trace};
use crate::shared::{Shared, State as Everything};
use crate::world::visit::{Barrier, Submitted};

type Fields = BTreeMap<String, String>;

/// The portal, as a router. Addresses of a session stand under `/v/{visit}`, so that two sessions in one browser do not
/// share a cookie.
pub(crate) fn router(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/", get(|| async { Page::landing() }))
        .route("/portal.css", get(style))
        .route("/enter/{ticket}", get(enter))
        .route("/v/{visit}/sign-in", get(show_sign_in).post(sign_in))
        .route("/v/{visit}/watch", get(watch))
        .route("/v/{visit}/request", get(show_request).post(request))
        .route("/v/{visit}/existing", get(existing))
        .route("/v/{visit}/confirmation/{number}", get(confirmation))
        .fallback(|| async { Page::not_found() })
        .with_state(shared)
}

async fn style() -> impl IntoResponse {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "max-age=3600")];
    (headers, include_str!("portal.css"))
}

/// One request of a browser in a session.
struct Knock<'a> {
    shared: &'a Shared,
    operation: Operation,
    method: Method,
    visit: String,
    path: String,
    cookie: Option<String>,
    fields: Option<Fields>,
}

impl<'a> Knock<'a> {
    fn new(shared: &'a Shared, operation: Operation, visit: String, page: &str, headers: &HeaderMap) -> Self {
        let path = format!("/v/{visit}/{page}");
        Self { shared, operation, method: Method::GET, visit, path, cookie: cookie(headers), fields: None }
    }

    fn sending(mut self, fields: Fields) -> Self {
        self.method = Method::POST;
        self.fields = Some(fields);
        self
    }

    /// Answers with `page`, and writes the exchange down. Whatever is due has happened before.
    fn answer(self, page: impl FnOnce(&mut Everything, &Self, jiff::Timestamp, &mut Trace) -> Page) -> Response {
        let (mut state, now) = self.shared.present();
        let mut trace = Trace::default();
        if let Some(visit) = state.world.visits.get(&self.visit) {
            trace.case = Some(visit.case.clone());
            trace.handoff.clone_from(&visit.handoff);
        }
        let page = page(&mut state, &self, now, &mut trace);
        let body = self.fields.as_ref().and_then(|fields| serde_json::to_vec(fields).ok()).unwrap_or_default();
        let call = Call {
            at: now,
            method: self.method.clone(),
            path: self.path.clone(),
            query: None,
            headers: HeaderMap::new(),
            body: Bytes::from(body),
        };
        let mut exchange = Exchange::new(&call, self.operation, trace);
        exchange.status = Some(page.status().as_u16());
        state.history.remember(exchange, Bytes::new());
        page.into_response()
    }
}

/// The session's cookie.
const COOKIE: &str = "portal_session";

fn cookie(headers: &HeaderMap) -> Option<String> {
    let sent = headers.get(header::COOKIE)?.to_str().ok()?;
    sent.split(';').find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('=').map(str::to_owned))
}

/// What is shown instead of a page.
fn barred(state: &Everything, visit: &str, barrier: Barrier) -> Page {
    let payer = state.world.payer_of_visit(visit);
    match barrier {
        Barrier::Unknown => Page::not_found(),
        Barrier::Ended => pages::session_ended(payer),
        Barrier::Down => pages::maintenance(payer),
        Barrier::WatchOnly => pages::watch_only(payer),
        Barrier::SignedOut => Page::redirect(&format!("/v/{visit}/sign-in")),
    }
}

async fn enter(State(shared): State<Arc<Shared>>, Path(ticket): Path<String>, request: Request) -> Response {
    let visit = ticket.rsplit_once('_').map_or_else(|| "(unknown)".to_owned(), |(visit, _)| visit.to_owned());
    let mut knock = Knock::new(&shared, Operation::PortalEnter, visit, "", request.headers());
    knock.path = format!("/enter/{}", knock.visit);
    let mut baked = None;
    let mut response = knock.answer(|state, _, _, trace| {
        let Some(visit) = state.world.enter(&ticket) else { return Page::not_found() };
        trace.effect = true;
        // Bound to the session's own path. Lax, because a browser comes here by a redirect from elsewhere.
        baked = Some(format!("{COOKIE}={}; Path=/v/{}; HttpOnly; SameSite=Lax", visit.cookie, visit.id));
        let first = if visit.handoff.is_some() { "sign-in" } else { "watch" };
        Page::redirect(&format!("/v/{}/{first}", visit.id))
    });
    if let Some(cookie) = baked.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

async fn show_sign_in(State(shared): State<Arc<Shared>>, Path(visit): Path<String>, headers: HeaderMap) -> Response {
    Knock::new(&shared, Operation::PortalSignIn, visit, "sign-in", &headers).answer(|state, knock, _, _| {
        match state.world.visit(&knock.visit, knock.cookie.as_deref()) {
            Ok(visit) => pages::sign_in(state.world.payer_of_visit(&knock.visit), visit, false),
            Err(barrier) => barred(state, &knock.visit, barrier),
        }
    })
}

async fn sign_in(
    State(shared): State<Arc<Shared>>,
    Path(visit): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let knock = Knock::new(&shared, Operation::PortalSignIn, visit, "sign-in", &headers).sending(fields);
    knock.answer(|state, knock, now, trace| {
        if let Err(barrier) = state.world.visit(&knock.visit, knock.cookie.as_deref()) {
            return barred(state, &knock.visit, barrier);
        }
        let sent = |name: &str| knock.fields.as_ref().and_then(|fields| fields.get(name)).cloned().unwrap_or_default();
        if state.world.sign_in(&knock.visit, &sent("user"), &sent("code"), now) {
            trace.effect = true;
            return Page::redirect(&format!("/v/{}/request", knock.visit));
        }
        match state.world.visit(&knock.visit, knock.cookie.as_deref()) {
            Ok(visit) => pages::sign_in(state.world.payer_of_visit(&knock.visit), visit, true),
            Err(barrier) => barred(state, &knock.visit, barrier),
        }
    })
}

async fn watch(State(shared): State<Arc<Shared>>, Path(visit): Path<String>, headers: HeaderMap) -> Response {
    Knock::new(&shared, Operation::PortalWatch, visit, "watch", &headers).answer(|state, knock, _, _| {
        match state.world.watched(&knock.visit, knock.cookie.as_deref()) {
            Ok(case) => pages::watch(case),
            Err(Barrier::Ended) => pages::nothing_to_watch(state.world.payer_of_visit(&knock.visit)),
            Err(barrier) => barred(state, &knock.visit, barrier),
        }
    })
}

async fn show_request(State(shared): State<Arc<Shared>>, Path(visit): Path<String>, headers: HeaderMap) -> Response {
    Knock::new(&shared, Operation::PortalRequest, visit, "request", &headers).answer(|state, knock, _, _| {
        match state.world.signed_in(&knock.visit, knock.cookie.as_deref()) {
            Ok(visit) => pages::request(state.world.payer_of_visit(&visit.id), &visit.id, &Fields::new(), &[]),
            Err(barrier) => barred(state, &knock.visit, barrier),
        }
    })
}

async fn request(
    State(shared): State<Arc<Shared>>,
    Path(visit): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Fields>,
) -> Response {
    let knock = Knock::new(&shared, Operation::PortalRequest, visit, "request", &headers).sending(fields);
    knock.answer(|state, knock, now, trace| {
        let (case, handoff) = match state.world.signed_in(&knock.visit, knock.cookie.as_deref()) {
            Ok(visit) => (visit.case.clone(), visit.handoff.clone().unwrap_or_default()),
            Err(barrier) => return barred(state, &knock.visit, barrier),
        };
        let payer = state.world.payer_of_visit(&knock.visit);
        let fields = knock.fields.clone().unwrap_or_default();
        let missing: Vec<Field> = Field::ALL.into_iter().filter(|field| field.is_missing(&fields)).collect();
        if !missing.is_empty() {
            return pages::request(payer, &knock.visit, &fields, &missing);
        }
        match state.world.submit(&case, &handoff, fields, now) {
            None => Page::not_found(),
            Some(Submitted::Lost) => {
                trace.effect = true;
                pages::connection_lost(payer)
            }
            Some(Submitted::Taken(number)) => {
                trace.effect = true;
                Page::redirect(&format!("/v/{}/confirmation/{number}", knock.visit))
            }
        }
    })
}

async fn existing(State(shared): State<Arc<Shared>>, Path(visit): Path<String>, headers: HeaderMap) -> Response {
    Knock::new(&shared, Operation::PortalExisting, visit, "existing", &headers).answer(|state, knock, now, trace| {
        let (case, handoff) = match state.world.signed_in(&knock.visit, knock.cookie.as_deref()) {
            Ok(visit) => (visit.case.clone(), visit.handoff.clone().unwrap_or_default()),
            Err(barrier) => return barred(state, &knock.visit, barrier),
        };
        trace.effect = true;
        let found = state.world.look(&case, &handoff, now);
        pages::existing(state.world.payer_of_visit(&knock.visit), &knock.visit, found.as_ref())
    })
}

async fn confirmation(
    State(shared): State<Arc<Shared>>,
    Path((visit, number)): Path<(String, usize)>,
    headers: HeaderMap,
) -> Response {
    let page = format!("confirmation/{number}");
    Knock::new(&shared, Operation::PortalConfirmation, visit, &page, &headers).answer(|state, knock, _, _| {
        let case = match state.world.signed_in(&knock.visit, knock.cookie.as_deref()) {
            Ok(visit) => visit.case.clone(),
            Err(barrier) => return barred(state, &knock.visit, barrier),
        };
        let case = state.world.case(&case);
        let submission = case.and_then(|case| case.portal.submissions.get(number.checked_sub(1)?));
        match submission {
            Some(submission) => pages::confirmation(state.world.payer_of_visit(&knock.visit), &knock.visit, submission),
            None => Page::not_found(),
        }
    })
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut response = (self.status(), self.body()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        headers.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(
                "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            ),
        );
        if let Some(location) = self.location().and_then(|location| HeaderValue::from_str(location).ok()) {
            headers.insert(header::LOCATION, location);
        }
        response
    }
}

/// Status of a page that sends the browser on.
pub(crate) const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
