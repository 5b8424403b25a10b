//! Carrying commands out: the state checks, in the order version, state, review; then the effect.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::answer::Refusal;
use super::command::Command;
use super::{create, edit, files};
use crate::generation_a;
use crate::history::Trace;
use crate::rules::Rules;
use crate::world::World;
use crate::world::case::{Case, Tick};
use crate::world::handoff::Handoff;
use crate::world::ledger::Effect;
use crate::world::vocabulary::{HandoffResult, HandoffState, action, resolution};

use jiff::Timestamp;

/// Everything that the request of a command brought.
pub(crate) struct Order<'a> {
    pub(crate) case: &'a str,
    pub(crate) handoff: Option<&'a str>,
    /// The attachment or file that is named.
    pub(crate) subject: &'a str,
    /// Version from `If-Match`; absent only where none may be sent.
    pub(crate) version: Option<u64>,
    /// The body, for the record.
    pub(crate) body: Option<Value>,
    pub(crate) at: Timestamp,
}

/// Carries an order out, or says why not. The case, and the handoff where one is named, are known to exist.
pub(crate) fn execute(
    world: &mut World,
    command: Command,
    order: Order<'_>,
    trace: &mut Trace,
) -> Result<Value, Refusal> {
    match command {
        Command::Create(new) => create::create(world, *new, order.at, trace),
        Command::CreateFile(new) => files::create(world, new, order.at, trace),
        Command::CompleteFile => files::complete(world, order.subject, order.at, trace),
        Command::MintWatch => mint_watch(world, &order, trace),
        Command::Mint => mint(world, &order, trace),
        of_a_case => on_a_case(world, of_a_case, order, trace),
    }
}

fn on_a_case(world: &mut World, command: Command, order: Order<'_>, trace: &mut Trace) -> Result<Value, Refusal> {
    let rules = world.rules;
    let file = match &command {
        Command::Attach(link) => world.file(&link.file_id),
        _ => None,
    };
    let (case, mut tick) = world.change(order.case, order.at).ok_or_else(no_such_case)?;
    if let Some(sent) = order.version {
        check_version(case, sent, tick.now, trace)?;
    }
    match command {
        Command::Patch(sent) => edit::patch(case, &mut tick, &sent, trace),
        Command::Attach(link) => edit::attach(case, &mut tick, link, file, trace),
        Command::Detach => edit::detach(case, &mut tick, order.subject, trace),
        Command::Confirm(acceptance) => {
            confirm(case, &mut tick, acceptance.accepted_review_snapshot_id)?;
            trace.effect = true;
            Ok(case.document())
        }
        Command::ConfirmAction(named) => {
            generation_a::confirm(case, &mut tick, named.as_deref())?;
            trace.effect = true;
            Ok(case.document())
        }
        Command::Cancel => {
            if case.status.is_terminal() {
                return Err(Refusal::conflict("prior_authorization_not_mutable", "the case has ended"));
            }
            case.cancel(tick.now);
            trace.effect = true;
            Ok(case.document())
        }
        Command::CreateHandoff(acceptance) => {
            create_handoff(case, &mut tick, acceptance.accepted_review_snapshot_id, rules, trace)
        }
        Command::Complete => end(case, &mut tick, order, HandoffResult::CompletedReported, trace),
        Command::Unable => end(case, &mut tick, order, HandoffResult::UnableToComplete, trace),
        Command::Revoke => end(case, &mut tick, order, HandoffResult::Revoked, trace),
        Command::Create(_) | Command::CreateFile(_) | Command::CompleteFile | Command::MintWatch | Command::Mint => {
            Err(nothing_there())
        }
    }
}

pub(crate) fn no_such_case() -> Refusal {
    Refusal::not_found("prior_authorization_not_found", "no such authorization")
}

/// The reference has no code for an unknown handoff; this one is ours.
pub(crate) fn no_such_handoff() -> Refusal {
    Refusal::not_found("manual_handoff_not_found", "no such handoff on this authorization")
}

/// `If-Match` is the version of the *authorization*, also where a handoff is closed (seeds 001 and 002).
pub(crate) fn check_version(case: &mut Case, sent: u64, now: Timestamp, trace: &mut Trace) -> Result<(), Refusal> {
    if case.handoffs.iter().any(|handoff| handoff.version == sent) && case.version != sent {
        trace.violation("If-Match carries a handoff's version, not the authorization's");
    }
    if case.version == sent && std::mem::take(&mut case.script.changes_first) {
        case.record(now, Effect::ChangedElsewhere);
    }
    if case.version == sent {
        return Ok(());
    }
    Err(Refusal {
        details: json!({ "expectedVersion": sent, "actualVersion": case.version }),
        ..Refusal::conflict("version_conflict", "the authorization changed first")
    })
}

fn confirm(case: &mut Case, tick: &mut Tick<'_>, accepted: Option<String>) -> Result<(), Refusal> {
    if case.asks(action::CONTINUE, resolution::CONFIRM) {
        if accepted.is_some() {
            return Err(Refusal::malformed(
                "forbidden",
                &["body", "acceptedReviewSnapshotId"],
                "continue_authorization takes no review snapshot",
            ));
        }
    } else if case.asks(action::APPROVE, resolution::CONFIRM) {
        if std::mem::take(&mut case.script.replaces_snapshot) {
            case.replace_snapshot(tick);
            return Err(review_stale());
        }
        if accepted.is_none() || accepted.as_deref() != current_snapshot(case) {
            return Err(review_stale());
        }
    } else {
        return Err(not_actionable("nothing here is resolved by confirm"));
    }
    case.confirm(tick, accepted);
    Ok(())
}

fn current_snapshot(case: &Case) -> Option<&str> {
    case.snapshot.as_ref().filter(|snapshot| snapshot.current).map(|snapshot| snapshot.id.as_str())
}

fn review_stale() -> Refusal {
    Refusal::conflict("review_stale", "the accepted review snapshot is not the current one")
}

fn not_actionable(message: &str) -> Refusal {
    Refusal::conflict("prior_authorization_not_actionable", message)
}

/// The gate is status, next action and resolution kind, all three (seeds 000 and 001).
fn create_handoff(
    case: &mut Case,
    tick: &mut Tick<'_>,
    accepted: Option<String>,
    rules: Rules,
    trace: &mut Trace,
) -> Result<Value, Refusal> {
    if !case.asks(action::INTERACT, resolution::HANDOFF) {
        return Err(Refusal::conflict("manual_handoff_not_allowed", "no handoff is asked for"));
    }
    let covered = case.next_action.as_ref().and_then(|next| next.review_snapshot.clone());
    match (&covered, &accepted) {
        (None, Some(_)) => {
            return Err(Refusal::malformed(
                "forbidden",
                &["body", "acceptedReviewSnapshotId"],
                "this handoff covers no review snapshot",
            ));
        }
        // A covered snapshot that is no longer the case's own cannot be accepted by anybody.
        (Some(covered), _) if accepted.as_ref() != Some(covered) || current_snapshot(case) != Some(covered) => {
            return Err(review_stale());
        }
        _ => {}
    }
    if let Some(open) = case.open_handoff() {
        trace.handoff = Some(open.id.clone());
        return Ok(open.document(&case.id));
    }
    let version = case.version;
    let id = case.create_handoff(tick, accepted);
    if rules.quiet_handoff_create {
        case.version = version;
    }
    trace.effect = true;
    trace.handoff = Some(id.clone());
    find(case, &id).map(|handoff| handoff.document(&case.id)).ok_or_else(no_such_handoff)
}

fn mint(world: &mut World, order: &Order<'_>, trace: &mut Trace) -> Result<Value, Refusal> {
    let id = order.handoff.unwrap_or_default();
    let active = world.case(order.case).is_some_and(|case| find(case, id).is_some_and(Handoff::is_active));
    if !active {
        // The condition is documented, its code is not; this one is ours.
        return Err(Refusal::conflict("manual_handoff_not_active", "only an active handoff has access"));
    }
    trace.effect = true;
    world.mint(order.case, id, order.at).ok_or_else(no_such_handoff)
}

fn mint_watch(world: &mut World, order: &Order<'_>, trace: &mut Trace) -> Result<Value, Refusal> {
    match world.mint_watch(order.case, order.at).ok_or_else(no_such_case)? {
        Ok(grant) => {
            trace.effect = true;
            Ok(grant)
        }
        Err(reason) => Err(Refusal {
            details: json!({ "reason": reason }),
            ..Refusal::conflict("live_session_not_available", "there is no session to watch")
        }),
    }
}

pub(crate) fn find<'a>(case: &'a Case, handoff: &str) -> Option<&'a Handoff> {
    case.handoffs.iter().find(|known| known.id == handoff)
}

fn end(
    case: &mut Case,
    tick: &mut Tick<'_>,
    order: Order<'_>,
    result: HandoffResult,
    trace: &mut Trace,
) -> Result<Value, Refusal> {
    let id = order.handoff.unwrap_or_default();
    let state = find(case, id).map(|handoff| handoff.state).ok_or_else(no_such_handoff)?;
    let may_end = match state {
        HandoffState::Active => true,
        // Nobody can have finished what was never opened, but anybody can give it up.
        HandoffState::Offered => result != HandoffResult::CompletedReported,
        HandoffState::Closing | HandoffState::Closed => false,
    };
    if !may_end {
        return Err(not_actionable("the handoff is not active"));
    }
    case.end_handoff(tick, id, result, order.body);
    trace.effect = true;
    let handoff = find(case, id).ok_or_else(no_such_handoff)?;
    Ok(json!({
        "manualHandoffId": handoff.id,
        "state": handoff.state,
        "authorization": { "id": case.id, "version": case.version, "status": case.status.name() },
        "result": handoff.result,
        "reconciliation": { "id": tick.ids.fresh("recon"), "state": "pending" },
    }))
}

/// The address means nothing. The code is ours.
pub(crate) fn nothing_there() -> Refusal {
    Refusal::new(StatusCode::NOT_FOUND, "not_found", "there is nothing at this address")
}
