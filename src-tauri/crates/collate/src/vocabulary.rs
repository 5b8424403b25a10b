//! Which words travel for which of the model's, one table for each list of words (reference, section 9). The model speaks
//! generation B, so only generation A needs tables; where it has none its words are the same. A word of the other
//! generation is an unknown word.

use crate::Contract;
use model::{
    AccessMode, ActionKind, Channel, CodeSystem, FileStatus, HandoffResult, HandoffState, Outcome, QuestionKind,
    RequestType, ResolutionKind, SessionState, SnapshotStatus, Status, SubmissionPolicy, Vocabulary,
};

/// The words of one generation for the model's.
pub(crate) type Table<T> = &'static [(&'static str, T)];

/// A list of words that stays open.
pub(crate) trait Word: Clone + PartialEq + Sized + 'static {
    /// Which list it is.
    const OF: Vocabulary;
    /// Generation A's words, where they are not those of B.
    const IN_A: Option<Table<Self>>;

    fn in_b(word: &str) -> Self;
    fn unknown(word: String) -> Self;
    fn as_word(&self) -> &str;
    fn is_known(&self) -> bool;
}

macro_rules! words {
    ($($name:ident $vocabulary:ident $table:expr;)*) => {
        $(impl Word for $name {
            const OF: Vocabulary = Vocabulary::$vocabulary;
            const IN_A: Option<Table<Self>> = $table;

            fn in_b(word: &str) -> Self {
                Self::parse(word)
            }
            fn unknown(word: String) -> Self {
                Self::Unknown(word)
            }
            fn as_word(&self) -> &str {
                self.as_str()
            }
            fn is_known(&self) -> bool {
                $name::is_known(self)
            }
        })*
    };
}

words! {
    Status Status Some(&[
        ("requires_input", Status::RequiresAction),
        ("requires_confirmation", Status::RequiresAction),
        ("processing", Status::Processing),
        ("waiting_on_payer", Status::WaitingOnPayer),
        ("completed", Status::Completed),
        ("canceled", Status::Canceled),
    ]);
    ActionKind Action Some(&[
        ("provide_requirements", ActionKind::ResolveRequirements),
        ("advance_case", ActionKind::ContinueAuthorization),
        ("approve_submission", ActionKind::ApproveSubmission),
    ]);
    SubmissionPolicy Policy Some(&[
        ("requires_confirmation", SubmissionPolicy::RequiresApproval),
        ("automatic", SubmissionPolicy::Automatic),
    ]);
    Outcome Outcome None;
    ResolutionKind Resolution None;
    RequestType RequestType None;
    CodeSystem CodeSystem None;
    Channel Channel None;
    AccessMode AccessMode None;
    HandoffState HandoffState None;
    HandoffResult HandoffResult None;
    QuestionKind QuestionKind None;
    SnapshotStatus SnapshotStatus None;
    FileStatus FileStatus None;
    SessionState SessionState None;
}

/// Kinds of package in generation A. They are texts in the model.
const SNAPSHOT_KINDS_IN_A: Table<&str> = &[("final_submission", "final_payer_submission")];

/// Through which door generation A resolves an action in a status (seed 003): it names none. An action in a status it does
/// not belong to has no door, so that nobody acts on a case that contradicts itself.
const DOORS_IN_A: &[(&str, ActionKind, ResolutionKind)] = &[
    ("requires_input", ActionKind::ResolveRequirements, ResolutionKind::UpdateAuthorization),
    ("requires_confirmation", ActionKind::ContinueAuthorization, ResolutionKind::Confirm),
    ("requires_confirmation", ActionKind::ApproveSubmission, ResolutionKind::Confirm),
];

/// Reads a word as the contract writes it.
pub(crate) fn read<T: Word>(contract: Contract, word: &str) -> T {
    match (contract, T::IN_A) {
        (Contract::A, Some(table)) => {
            let known = table.iter().find(|(text, _)| *text == word).map(|(_, known)| known.clone());
            known.unwrap_or_else(|| T::unknown(word.to_owned()))
        }
        _ => T::in_b(word),
    }
}

/// Writes a word as the contract does. Only for lists in which each word of the model has one word of the contract.
pub(crate) fn written<T: Word>(contract: Contract, word: &T) -> &str {
    match (contract, T::IN_A) {
        (Contract::A, Some(table)) => {
            table.iter().find(|(_, known)| known == word).map_or(word.as_word(), |(text, _)| text)
        }
        _ => word.as_word(),
    }
}

/// What the model calls a kind of package.
pub(crate) fn snapshot_kind(contract: Contract, word: String) -> String {
    let known = SNAPSHOT_KINDS_IN_A.iter().find(|(text, _)| contract == Contract::A && *text == word);
    known.map_or(word, |(_, kind)| (*kind).to_owned())
}

/// The door generation A does not name.
pub(crate) fn door_in_a(status_word: &str, action: &ActionKind) -> Option<ResolutionKind> {
    let door = DOORS_IN_A.iter().find(|(status, of, _)| *status == status_word && of == action);
    door.map(|(_, _, door)| door.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_the_other_generation_is_an_unknown_word() {
        for word in ["requires_input", "requires_confirmation"] {
            assert_eq!(read::<Status>(Contract::A, word), Status::RequiresAction);
            assert_eq!(read::<Status>(Contract::B1, word), Status::Unknown(word.into()));
        }
        assert_eq!(read::<Status>(Contract::A, "requires_action"), Status::Unknown("requires_action".into()));
        for word in ["resolve_requirements", "continue_authorization", "complete_payer_interaction"] {
            assert!(read::<ActionKind>(Contract::B2, word).is_known());
            assert_eq!(read::<ActionKind>(Contract::A, word), ActionKind::Unknown(word.into()));
        }
        for word in ["provide_requirements", "advance_case"] {
            assert!(read::<ActionKind>(Contract::A, word).is_known());
            assert!(!read::<ActionKind>(Contract::B1, word).is_known());
        }
        assert_eq!(read::<SubmissionPolicy>(Contract::A, "requires_confirmation"), SubmissionPolicy::RequiresApproval);
        assert!(!read::<SubmissionPolicy>(Contract::A, "requires_approval").is_known());
        assert!(read::<Outcome>(Contract::A, "not_required").is_known());
    }

    #[test]
    fn a_policy_is_written_in_the_contracts_own_word() {
        let written = |contract| written(contract, &SubmissionPolicy::RequiresApproval).to_owned();
        assert_eq!(Contract::ALL.map(written), ["requires_approval", "requires_approval", "requires_confirmation"]);
    }

    #[test]
    fn an_action_in_a_status_it_does_not_belong_to_has_no_door() {
        use ActionKind::{ApproveSubmission, ContinueAuthorization, ResolveRequirements};
        let update = Some(ResolutionKind::UpdateAuthorization);
        let confirm = Some(ResolutionKind::Confirm);
        assert_eq!(door_in_a("requires_input", &ResolveRequirements), update);
        assert_eq!(door_in_a("requires_confirmation", &ContinueAuthorization), confirm);
        assert_eq!(door_in_a("requires_confirmation", &ApproveSubmission), confirm);
        assert_eq!(door_in_a("requires_confirmation", &ResolveRequirements), None);
        assert_eq!(door_in_a("requires_input", &ApproveSubmission), None);
        assert_eq!(door_in_a("processing", &ApproveSubmission), None);
        assert_eq!(door_in_a("requires_input", &ActionKind::Unknown("x".into())), None);
    }

    #[test]
    fn a_kind_of_package_is_named_as_in_generation_b() {
        assert_eq!(snapshot_kind(Contract::A, "final_submission".into()), "final_payer_submission");
        assert_eq!(snapshot_kind(Contract::B1, "final_submission".into()), "final_submission");
        assert_eq!(snapshot_kind(Contract::A, "other".into()), "other");
    }
}
