//! Confirm under A: the next action is named by its id. The checks come in this order: is anything confirmed here at all,
//! was an action named, is it the current one, is it one that is confirmed, is nothing missing, is the review current.

use super::document::action_id;
use crate::api::answer::Refusal;
use crate::world::case::{Case, NextAction, Tick};
use crate::world::vocabulary::{Status, action, resolution};

/// Confirms the action with this id, or says why not.
pub(crate) fn confirm(case: &mut Case, tick: &mut Tick<'_>, named: Option<&str>) -> Result<(), Refusal> {
    let asked = case.next_action.clone().filter(|_| case.status == Status::RequiresAction);
    let Some(asked) = asked else {
        return Err(Refusal::conflict("authorization_not_confirmable", "this authorization waits for no confirmation"));
    };
    if named.is_some() && std::mem::take(&mut case.script.reissues_action) {
        case.ask(tick, &asked.kind);
        return Err(next_action_mismatch());
    }
    match named {
        None => return Err(Refusal::conflict("next_action_required", "nextActionId is missing")),
        Some(named) if named != action_id(&asked.id, asked.version) => {
            return Err(next_action_mismatch());
        }
        Some(_) => {}
    }
    if !is_confirmed(&asked) {
        return Err(Refusal::conflict("next_action_not_confirmable", "this action is not resolved by confirm"));
    }
    if let Some(missing) = case.script.missed.take() {
        case.ask_for(tick, missing);
        return Err(requirements_not_satisfied());
    }
    if !case.requirements.is_empty() {
        return Err(requirements_not_satisfied());
    }
    if asked.kind == action::APPROVE {
        if std::mem::take(&mut case.script.replaces_snapshot) {
            case.replace_snapshot(tick);
            return Err(review_stale());
        }
        let current = case.snapshot.as_ref().filter(|snapshot| snapshot.current).map(|snapshot| &snapshot.id);
        if current.is_none() || current != asked.review_snapshot.as_ref() {
            return Err(review_stale());
        }
    }
    case.confirm(tick, asked.review_snapshot);
    Ok(())
}

fn is_confirmed(asked: &NextAction) -> bool {
    asked.resolution == resolution::CONFIRM && matches!(asked.kind.as_str(), action::CONTINUE | action::APPROVE)
}

fn next_action_mismatch() -> Refusal {
    Refusal::conflict("next_action_mismatch", "nextActionId is not the current action's")
}

fn requirements_not_satisfied() -> Refusal {
    Refusal::conflict("requirements_not_satisfied", "requirements are open")
}

fn review_stale() -> Refusal {
    Refusal::conflict("review_stale", "the review snapshot no longer covers the authorization")
}
