//! The deck of contract A. It has nobody to hand a portal to: cases that wait for that are left out, the others lose
//! their handoffs. A few cases are there for what only A can say.

use super::dialects::{Extra, HARBORLINE_ASKS, NORTHGATE_ASKS};
use super::draft::Draft;
use super::people::{HIP_MRI, STRESS_TEST, person};
use crate::world::case::Case;
use crate::world::script::{Requirements, Then};
use crate::world::vocabulary::{Status, action};

pub(super) fn drafts() -> Vec<Draft> {
    vec![reissued_action(), missed_requirement()]
}

fn reissued_action() -> Draft {
    let dora = person("Duplicate", "Dora", "1967-01-08", "HBA 431 70 0916");
    Draft::new("auth_A4C7NX", &HARBORLINE_ASKS, dora, &STRESS_TEST)
        .teaches("The action is issued anew in the moment you confirm it: next_action_mismatch once, then read again.")
        .version(15)
        .age(5, 19)
        .asks_continue()
        .then([Then::AskApproval])
        .script(|script| script.reissues_action = true)
}

fn missed_requirement() -> Draft {
    let flora = person("Facade", "Flora", "1978-03-17", "NGH 0029 6650 83");
    let missed =
        Requirements::default().document("lab_results", "The lab results that the notes speak of are not there.");
    Draft::new("auth_A8R2QS", &NORTHGATE_ASKS, flora, &HIP_MRI)
        .teaches(
            "Confirming finds a document missing: requirements_not_satisfied once, then the document is asked for.",
        )
        .version(16)
        .age(11, 24)
        .extras([Extra::new("conservative_care_weeks", "Weeks of conservative care", "10")])
        .asks_continue()
        .script(|script| script.missed = Some(missed))
}

/// A named case as A has it; none where the next step is a handoff.
pub(super) fn suited(case: Case) -> Option<Case> {
    (!waits_for_a_person(&case)).then(|| alone(case))
}

/// A generated case as A has it: where the next step is a handoff, Collate is still at work.
pub(super) fn left_to_collate(mut case: Case) -> Case {
    if waits_for_a_person(&case) {
        case.status = Status::Processing;
        case.next_action = None;
    }
    alone(case)
}

fn waits_for_a_person(case: &Case) -> bool {
    case.next_action.as_ref().is_some_and(|next| next.kind == action::INTERACT)
}

fn alone(mut case: Case) -> Case {
    case.handoffs.clear();
    // What is left out follows from the policy, as it does in a case that somebody creates.
    let automatic = case.policy == "automatic";
    case.script.after_confirm.retain(|then| match then {
        Then::AskHandoff => false,
        Then::AskApproval => !automatic,
        _ => true,
    });
    if let Some((_, line)) = TAUGHT.iter().find(|(id, _)| *id == case.id) {
        (*line).clone_into(&mut case.teaches);
    }
    case
}

/// What cases teach where there are no handoffs.
const TAUGHT: [(&str, &str); 3] = [
    ("auth_A1P0KD", "Approved: number and dates were returned."),
    ("auth_P3W9DX", "Collate is working and goes on working: nothing can be done but cancel."),
    (
        "auth_M9E1ZC",
        "The first write always finds that the case changed first: version_conflict once. Then it comes back to be reviewed.",
    ),
];
