//! One word for another (reference section 9). Words that neither generation knows stay as they are.

use crate::backstage::{Verbatim, VerbatimAction};
use crate::world::vocabulary::{action as b_action, resolution};

pub(super) const PROVIDE: &str = "provide_requirements";
pub(super) const ADVANCE: &str = "advance_case";
pub(super) const REQUIRES_APPROVAL: &str = "requires_approval";
pub(super) const AUTOMATIC: &str = "automatic";
const REQUIRES_INPUT: &str = "requires_input";
const REQUIRES_CONFIRMATION: &str = "requires_confirmation";

/// A's word for a next action of B.
pub(crate) fn action(of_b: &str) -> &str {
    match of_b {
        b_action::RESOLVE => PROVIDE,
        b_action::CONTINUE => ADVANCE,
        other => other,
    }
}

/// A's word for a status of B. `requires_action` is told apart by the next action and what it is resolved by: what is
/// written, or is not named at all, is input; everything else is confirmed.
pub(crate) fn status<'a>(of_b: &'a str, asked: Option<(&str, &str)>) -> &'a str {
    match (of_b, asked) {
        ("requires_action", None | Some((_, resolution::UPDATE))) => REQUIRES_INPUT,
        ("requires_action", Some(_)) => REQUIRES_CONFIRMATION,
        (other, _) => other,
    }
}

/// Words of A that somebody backstage puts on a case, as the rules know them.
pub(crate) fn verbatim(of_a: Verbatim) -> Verbatim {
    let status = match of_a.status.as_str() {
        REQUIRES_INPUT | REQUIRES_CONFIRMATION => "requires_action".to_owned(),
        _ => of_a.status,
    };
    let next_action = of_a.next_action.map(|asked| {
        let kind = match asked.kind.as_str() {
            PROVIDE => b_action::RESOLVE.to_owned(),
            ADVANCE => b_action::CONTINUE.to_owned(),
            _ => asked.kind,
        };
        VerbatimAction { kind, ..asked }
    });
    Verbatim { status, next_action, ..of_a }
}

/// A's word for a policy of B.
pub(super) fn policy(of_b: &str) -> &str {
    match of_b {
        REQUIRES_APPROVAL => REQUIRES_CONFIRMATION,
        other => other,
    }
}

/// A's word for a kind of review snapshot of B.
pub(super) fn snapshot_kind(of_b: &str) -> &str {
    match of_b {
        "final_payer_submission" => "final_submission",
        other => other,
    }
}

/// A's word for an error code of B. A has no word for an action that is not possible now, but for a confirm.
pub(super) fn code(of_b: &str) -> &str {
    match of_b {
        "prior_authorization_not_found" => "authorization_not_found",
        "prior_authorization_not_mutable" => "authorization_not_mutable",
        "prior_authorization_not_actionable" => "authorization_not_confirmable",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requires_action_is_input_or_confirmation_by_what_is_asked_for() {
        let told = |kind, resolved| status("requires_action", Some((kind, resolved)));
        assert_eq!(told("resolve_requirements", "update_authorization"), "requires_input");
        assert_eq!(told("continue_authorization", "confirm"), "requires_confirmation");
        assert_eq!(told("approve_submission", "confirm"), "requires_confirmation");
        assert_eq!(told("schedule_peer_to_peer", "confirm"), "requires_confirmation");
        assert_eq!(status("requires_action", None), "requires_input");
    }

    #[test]
    fn words_nobody_knows_stay_as_they_are() {
        assert_eq!(status("on_hold_by_payer", None), "on_hold_by_payer");
        assert_eq!(action("schedule_peer_to_peer"), "schedule_peer_to_peer");
        assert_eq!(policy("automatic"), "automatic");
        assert_eq!(code("version_conflict"), "version_conflict");
    }
}
