//! The control API: what [`Backstage`] can do, over HTTP. It has no key: it listens on loopback, for tests only, and is
//! not there in practice mode.

use std::time::Duration;

use axum::Router;
use axum::extract::{Json, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::backstage::{Backstage, BackstageError, Verbatim};
use crate::faults::Fault;
use crate::world::links::GrantOverride;
use crate::world::script::Ruling;
use crate::world::vocabulary::{HandoffResult, HandoffState};

/// The control API, as a router.
pub(crate) fn router(backstage: Backstage) -> Router {
    Router::new()
        .route("/history", get(history).delete(clear_history))
        .route("/files", get(files))
        .route("/cases", get(cases))
        .route("/cases/{id}", get(case))
        .route("/cases/{id}/touch", post(touch))
        .route("/cases/{id}/replace-snapshot", post(replace_snapshot))
        .route("/cases/{id}/status", post(set_status))
        .route("/cases/{id}/receipt", post(give_receipt))
        .route("/cases/{id}/decide", post(decide))
        .route("/handoffs/{id}/close", post(close_handoff))
        .route("/handoffs/{id}/state", post(set_handoff_state))
        .route("/handoffs/{id}/submit", post(submit_in_portal))
        .route("/handoffs/{id}/look", post(look_in_portal))
        .route("/faults", post(inject).delete(clear_faults))
        .route("/down", post(take_down))
        .route("/timing", post(set_timing))
        .route("/rules", get(rules).post(set_rules))
        .route("/keys", delete(forget_keys))
        .route("/clock/advance", post(advance))
        .route("/grants", post(next_grant))
        .route("/list", post(set_list))
        .route("/key", post(set_key))
        .with_state(backstage)
}

impl IntoResponse for BackstageError {
    fn into_response(self) -> Response {
        let status = match self {
            Self::NoSuchCase(_) | Self::NoSuchHandoff(_) => StatusCode::NOT_FOUND,
            Self::NotActive(_) | Self::SystemClock => StatusCode::CONFLICT,
            Self::BadTiming(_) | Self::BadRules(_) => StatusCode::BAD_REQUEST,
        };
        (status, Json(json!({ "error": self.to_string() }))).into_response()
    }
}

type Answer = Result<Json<Value>, BackstageError>;

fn done() -> Json<Value> {
    Json(json!({ "done": true }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HistoryQuery {
    #[serde(default)]
    responses: bool,
}

async fn history(State(backstage): State<Backstage>, Query(wanted): Query<HistoryQuery>) -> Json<Value> {
    let exchanges = if wanted.responses { backstage.history_with_responses() } else { backstage.history() };
    Json(json!({ "exchanges": exchanges }))
}

async fn files(State(backstage): State<Backstage>) -> Json<Value> {
    Json(json!({ "files": backstage.files() }))
}

async fn clear_history(State(backstage): State<Backstage>) -> Json<Value> {
    backstage.clear_history();
    done()
}

async fn cases(State(backstage): State<Backstage>) -> Json<Value> {
    Json(json!({ "cases": backstage.cases() }))
}

async fn case(State(backstage): State<Backstage>, Path(id): Path<String>) -> Answer {
    backstage.case(&id).map(|view| Json(json!(view)))
}

async fn touch(State(backstage): State<Backstage>, Path(id): Path<String>) -> Answer {
    backstage.touch(&id).map(|version| Json(json!({ "version": version })))
}

async fn replace_snapshot(State(backstage): State<Backstage>, Path(id): Path<String>) -> Answer {
    backstage.replace_snapshot(&id).map(|snapshot| Json(json!({ "reviewSnapshotId": snapshot })))
}

async fn set_status(
    State(backstage): State<Backstage>,
    Path(id): Path<String>,
    Json(wanted): Json<Verbatim>,
) -> Answer {
    backstage.set_status(&id, wanted).map(|version| Json(json!({ "version": version })))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ReceiptBody {
    #[serde(default)]
    reference_number: Option<String>,
}

async fn give_receipt(
    State(backstage): State<Backstage>,
    Path(id): Path<String>,
    Json(body): Json<ReceiptBody>,
) -> Answer {
    backstage.give_receipt(&id, body.reference_number).map(|()| done())
}

async fn decide(State(backstage): State<Backstage>, Path(id): Path<String>, Json(ruling): Json<Ruling>) -> Answer {
    backstage.decide(&id, &ruling).map(|()| done())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CloseBody {
    #[serde(default)]
    result: Option<HandoffResult>,
}

async fn close_handoff(
    State(backstage): State<Backstage>,
    Path(id): Path<String>,
    Json(body): Json<CloseBody>,
) -> Answer {
    backstage.close_handoff(&id, body.result).map(|()| done())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateBody {
    state: HandoffState,
}

async fn set_handoff_state(
    State(backstage): State<Backstage>,
    Path(id): Path<String>,
    Json(body): Json<StateBody>,
) -> Answer {
    backstage.set_handoff_state(&id, body.state).map(|()| done())
}

async fn submit_in_portal(State(backstage): State<Backstage>, Path(id): Path<String>) -> Answer {
    backstage.submit_in_portal(&id).map(|reference| Json(json!({ "referenceNumber": reference })))
}

async fn look_in_portal(State(backstage): State<Backstage>, Path(id): Path<String>) -> Answer {
    backstage.look_in_portal(&id).map(|()| done())
}

async fn inject(State(backstage): State<Backstage>, Json(fault): Json<Fault>) -> Json<Value> {
    backstage.inject(fault);
    done()
}

async fn clear_faults(State(backstage): State<Backstage>) -> Json<Value> {
    backstage.clear_faults();
    done()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Milliseconds {
    ms: u64,
}

async fn take_down(State(backstage): State<Backstage>, Json(body): Json<Milliseconds>) -> Json<Value> {
    backstage.take_down(Duration::from_millis(body.ms));
    done()
}

async fn set_timing(State(backstage): State<Backstage>, Json(wanted): Json<Map<String, Value>>) -> Answer {
    backstage.merge_timing(wanted).map(|timing| Json(json!(timing)))
}

async fn rules(State(backstage): State<Backstage>) -> Json<Value> {
    Json(json!(backstage.rules()))
}

async fn set_rules(State(backstage): State<Backstage>, Json(wanted): Json<Map<String, Value>>) -> Answer {
    backstage.merge_rules(wanted).map(|rules| Json(json!(rules)))
}

async fn forget_keys(State(backstage): State<Backstage>) -> Json<Value> {
    backstage.forget_keys();
    done()
}

async fn advance(State(backstage): State<Backstage>, Json(body): Json<Milliseconds>) -> Answer {
    backstage.advance(Duration::from_millis(body.ms)).map(|()| Json(json!({ "now": backstage.now() })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NextGrant {
    next: GrantOverride,
}

async fn next_grant(State(backstage): State<Backstage>, Json(body): Json<NextGrant>) -> Json<Value> {
    backstage.next_grant(body.next);
    done()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListBody {
    present: bool,
}

async fn set_list(State(backstage): State<Backstage>, Json(body): Json<ListBody>) -> Json<Value> {
    backstage.set_list_present(body.present);
    done()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyBody {
    accepted: bool,
}

async fn set_key(State(backstage): State<Backstage>, Json(body): Json<KeyBody>) -> Json<Value> {
    backstage.set_key_accepted(body.accepted);
    done()
}
