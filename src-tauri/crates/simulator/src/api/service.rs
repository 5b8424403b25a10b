//! The API as a function: a request and the world in, an answer out. No network, no clock.

use std::borrow::Cow;

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::answer::{Answer, Refusal};
use super::call::Call;
use super::command::Command;
use super::demands::{self, Brought};
use super::dress::dress;
use super::execute::{Order, check_version, execute, find, no_such_case, no_such_handoff, nothing_there};
use super::keys::{Fingerprint, Keys, Known};
use super::route::{Operation, Route};
use super::{catalog, files, list};
use crate::generation_a;
use crate::history::{Authorization, Trace};
use crate::options::Contract;
use crate::world::World;
use crate::world::links::Dead;

/// Carries a request out.
pub(crate) fn answer(world: &mut World, keys: &mut Keys, call: &Call, route: &Route) -> (Answer, Trace) {
    let mut trace = Trace::of(route);
    let mut answer = respond(world, keys, call, route, &mut trace).unwrap_or_else(|refusal| {
        if refusal.status == StatusCode::BAD_REQUEST {
            trace.violation(&refusal.message);
        }
        let wrong_method = refusal.status == StatusCode::METHOD_NOT_ALLOWED;
        let allow = wrong_method.then(|| allowed(world.contract, &call.path));
        Answer { allow, ..refusal.into_answer(world.ids.fresh("req")) }
    });
    if world.contract == Contract::A {
        answer = generation_a::retold(world, route, call, answer);
    }
    // What is kept for a replay is what was meant; only what goes out is dressed.
    dress(&mut answer, world.contract, route.operation, &world.rules);
    (answer, trace)
}

/// The methods an address takes.
fn allowed(contract: Contract, path: &str) -> String {
    let known = Route::known(contract, path).filter(|(_, operation)| is_in(contract, *operation));
    known.map(|(method, _)| method.to_string()).collect::<Vec<_>>().join(", ")
}

fn respond(
    world: &mut World,
    keys: &mut Keys,
    call: &Call,
    route: &Route,
    trace: &mut Trace,
) -> Result<Answer, Refusal> {
    let subject = route.subject.as_deref().unwrap_or_default();
    match route.operation {
        Operation::Health => return Ok(Answer::json(&json!({ "status": "ok" }))),
        Operation::OpenGrant => return open(world, call, route, trace),
        Operation::UploadFile => {
            return files::upload(world, call, route.token.as_deref().unwrap_or_default(), trace);
        }
        _ => {}
    }
    authorize(world, call, trace)?;
    if route.operation == Operation::Unknown && !allowed(world.contract, &call.path).is_empty() {
        // The code is ours, the reference has none.
        let message = "this address does not take this method";
        return Err(Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message));
    }
    if !is_in(world.contract, route.operation) {
        return Err(nothing_there());
    }
    let brought = demands::check(world, route.operation, call, trace)?;
    let heard = in_words_of_b(world, route, call)?;
    let command = match (world.contract, route.operation) {
        (Contract::A, Operation::Confirm) => Some(generation_a::confirmation(call)?),
        _ => Command::read(route.operation, &heard, world.rules)?,
    };
    if let Some(command) = command {
        return carry_out(world, keys, call, route, brought, command, trace);
    }
    let value = match route.operation {
        Operation::List => list::page(world, call, trace)?,
        Operation::Read => named_case(world, route)?.document(),
        Operation::ReadRequirements => named_case(world, route)?.requirements_document(),
        Operation::ListAttachments => json!(named_case(world, route)?.attachments),
        Operation::LiveSession => named_case(world, route)?.live_session(),
        Operation::ReadHandoff => {
            let case = named_case(world, route)?;
            let handoff = route.handoff.as_deref().and_then(|id| find(case, id)).ok_or_else(no_such_handoff)?;
            handoff.document(&case.id)
        }
        Operation::ReadFile => files::read(world, subject)?,
        Operation::DownloadFile => return files::download(world, subject),
        Operation::Routes => catalog::routes(call.query.as_deref(), trace)?,
        Operation::ResolveRoute => catalog::resolve(&heard)?,
        Operation::Payers => list::payers(world, call, trace)?,
        Operation::Payer => catalog::payer(subject)?,
        Operation::Provider => catalog::provider(subject)?,
        Operation::Scenarios => crate::deck::scenarios::catalog(),
        Operation::Scenario => catalog::scenario(subject)?,
        _ => return Err(nothing_there()),
    };
    Ok(Answer::json(&value))
}

/// The request as the rules are told it.
fn in_words_of_b<'a>(world: &World, route: &Route, call: &'a Call) -> Result<Cow<'a, Call>, Refusal> {
    if world.contract == Contract::A {
        return generation_a::told(world, route, call);
    }
    Ok(Cow::Borrowed(call))
}

/// Whether a contract has an operation at all.
fn is_in(contract: Contract, operation: Operation) -> bool {
    let of_b2 =
        matches!(operation, Operation::Routes | Operation::ResolveRoute | Operation::Scenarios | Operation::Scenario);
    match contract {
        Contract::A => operation == Operation::ResolveRoute || !of_b2,
        Contract::B1 => !of_b2,
        Contract::B2 => true,
    }
}

/// Every call under `/v1` needs the key, also one to an address that is not there.
fn authorize(world: &World, call: &Call, trace: &mut Trace) -> Result<(), Refusal> {
    trace.authorization = match call.bearer() {
        Some(token) if token == world.api_key => Authorization::Present,
        None if call.header(&axum::http::header::AUTHORIZATION).is_none() => Authorization::Absent,
        _ => Authorization::Wrong,
    };
    if !call.path.starts_with("/v1/") || (trace.authorization == Authorization::Present && world.key_accepted) {
        return Ok(());
    }
    Err(Refusal::new(StatusCode::UNAUTHORIZED, "unauthorized", "a valid API key is required"))
}

fn named_case<'a>(world: &'a World, route: &Route) -> Result<&'a crate::world::case::Case, Refusal> {
    route.case.as_deref().and_then(|id| world.case(id)).ok_or_else(no_such_case)
}

/// A key is looked up after the request is known to be well formed and its subject to exist, and before any state is
/// looked at: a retry of what was done is answered with what was done.
fn carry_out(
    world: &mut World,
    keys: &mut Keys,
    call: &Call,
    route: &Route,
    brought: Brought,
    command: Command,
    trace: &mut Trace,
) -> Result<Answer, Refusal> {
    if route.case.is_some() {
        let case = named_case(world, route)?;
        if let Some(handoff) = &route.handoff {
            find(case, handoff).ok_or_else(no_such_handoff)?;
        }
    }
    if let (true, Some(sent)) = (world.rules.version_before_key, brought.version)
        && let Some((case, tick)) = route.case.as_deref().and_then(|id| world.change(id, call.at))
    {
        check_version(case, sent, tick.now, trace)?;
    }
    keys.tidy(&world.rules, call.at);
    let fingerprint =
        Fingerprint { method: call.method.to_string(), path: call.path.clone(), body: call.body.to_vec() };
    if let Some(answer) = replay(keys, &fingerprint, &brought, trace)? {
        return Ok(answer);
    }
    let order = Order {
        case: route.case.as_deref().unwrap_or_default(),
        handoff: route.handoff.as_deref(),
        subject: route.subject.as_deref().unwrap_or_default(),
        version: brought.version,
        body: call.body_seen(),
        at: call.at,
    };
    let answer = match execute(world, command, order, trace) {
        Ok(value) => Answer::json(&value),
        Err(refusal) => {
            let unheard = [StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND].contains(&refusal.status);
            if unheard || world.rules.forget_refusals {
                return Err(refusal);
            }
            refusal.into_answer(world.ids.fresh("req"))
        }
    };
    if let Some(key) = &brought.key {
        keys.keep(key, fingerprint, brought.version, answer.clone(), call.at);
    }
    Ok(answer)
}

/// What was answered to the same request with the same key, if there was one.
fn replay(keys: &Keys, request: &Fingerprint, brought: &Brought, trace: &mut Trace) -> Result<Option<Answer>, Refusal> {
    let Some(key) = &brought.key else { return Ok(None) };
    match keys.look_up(key, request, brought.version) {
        Known::New => Ok(None),
        Known::Same { answer, same_version } => {
            trace.replay = true;
            if !same_version {
                trace.violation("a key is repeated with another If-Match");
            }
            Ok(Some(answer.clone()))
        }
        Known::Other => {
            trace.violation("a key is repeated with another request");
            Err(Refusal::conflict("idempotency_key_reused", "this key was used for another request"))
        }
    }
}

/// A browser opens a link: a redirect into the portal, or one of the documented refusals.
fn open(world: &mut World, call: &Call, route: &Route, trace: &mut Trace) -> Result<Answer, Refusal> {
    let token = route.token.as_deref().unwrap_or_default();
    match world.open(token, call.at) {
        Ok(opened) => {
            trace.effect = true;
            let ticket = world.admit(&opened);
            let location = format!("{}/enter/{ticket}", world.portal_url);
            trace.case = Some(opened.case);
            trace.handoff = opened.handoff;
            Ok(Answer::redirect(StatusCode::FOUND, location))
        }
        Err(dead) if call.wants_html() => {
            Ok(Answer { code: Some(dead.code().to_owned()), ..Answer::html(StatusCode::NOT_FOUND, dead_page(dead)) })
        }
        Err(dead) => Err(Refusal::not_found(dead.code(), dead.words())),
    }
}

fn dead_page(dead: Dead) -> String {
    format!(
        concat!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>This link does not open</title>",
            "<meta name=\"viewport\" content=\"width=device-width\">",
            "<style>:root{{color-scheme:light dark}}body{{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;",
            "margin:4rem auto;padding:0 1rem}}code{{opacity:.75}}</style></head>",
            "<body><main><h1>This link does not open</h1><p>{}</p><p><code id=\"code\">{}</code></p></main></body></html>"
        ),
        dead.words(),
        dead.code()
    )
}

/// A refusal to order.
pub(crate) fn invented(status: u16, code: &str, request_id: String) -> Answer {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Refusal { details: Value::Null, ..Refusal::new(status, code, "the service could not do that") }
        .into_answer(request_id)
}
