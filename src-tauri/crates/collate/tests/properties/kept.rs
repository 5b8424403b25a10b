//! A case that was decoded is kept and read again as it was, and a record of another version of the program can be read.

use super::{Case, any_answer};
use crate::build::anything;
use crate::damage::{Place, places};
use collate::{Operation, decode_authorization};
use model::{Authorization, AuthorizationId, AuthorizationVersion, Json, Status};
use proptest::prelude::*;
use serde_json::Value;

fn any_case() -> impl Strategy<Value = Case> {
    any_answer().prop_filter("a case", |(operation, ..)| *operation == Operation::Read)
}

fn through(case: &Authorization) -> Authorization {
    serde_json::from_slice(&serde_json::to_vec(case).unwrap()).unwrap()
}

/// A member nobody knows in every object; one with a single member is a value under the name of its kind.
fn with_extras(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.values_mut().for_each(with_extras);
            if members.len() != 1 {
                members.insert("zzExtra".into(), Value::Bool(true));
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(with_extras),
        _ => {}
    }
}

proptest! {
    #[test]
    fn what_was_decoded_is_kept_as_it_is((_, contract, doc) in any_case()) {
        let (case, _) = decode_authorization(doc.canonical().as_bytes(), contract).unwrap();
        prop_assert_eq!(through(&case), case);
    }

    #[test]
    fn so_is_what_nobody_knows(
        (_, contract, doc) in any_case(),
        at in any::<prop::sample::Index>(),
        extra in anything(),
    ) {
        let mut doc = doc;
        let places: Vec<Place> = places(&doc).into_iter().filter(Place::takes_members).collect();
        if let Some(Json::Object(members)) = at.get(&places).find(&mut doc) {
            members.push(("zzExtra".to_owned(), extra));
        }
        if let Ok((case, _)) = decode_authorization(doc.canonical().as_bytes(), contract) {
            prop_assert_eq!(through(&case), case);
        }
    }

    #[test]
    fn a_record_of_a_newer_version_is_read_without_what_it_adds((_, contract, doc) in any_case()) {
        let (case, _) = decode_authorization(doc.canonical().as_bytes(), contract).unwrap();
        let mut kept = serde_json::to_value(&case).unwrap();
        with_extras(&mut kept);
        let read: Authorization = serde_json::from_value(kept).unwrap();
        prop_assert_eq!((&read.id, read.version, &read.status), (&case.id, case.version, &case.status));
        prop_assert_eq!(read.answers.len(), case.answers.len());
        prop_assert_eq!(read.questionnaire.len(), case.questionnaire.len());
    }
}

#[test]
fn a_record_that_has_only_what_every_case_has_is_read() {
    let kept = r#"{"id":"auth_1","version":7,"status":"processing","status_word":"processing","completeness":"full"}"#;
    let bare =
        Authorization::bare(AuthorizationId::new("auth_1").unwrap(), AuthorizationVersion(7), Status::Processing);
    assert_eq!(serde_json::from_str::<Authorization>(kept).unwrap(), bare);
}

#[test]
fn a_word_of_the_other_generation_stays_unknown() {
    let text = r#"{"id":"auth_1","version":1,"status":"processing","outcome":"modified","policy":{"finalSubmission":"when_it_rains"}}"#;
    let (mut case, _) = decode_authorization(text.as_bytes(), collate::Contract::B1).unwrap();
    case.status = Status::Unknown("processing".into());
    let again = through(&case);
    assert_eq!(again, case);
    assert!(!again.status.is_known());
}

#[test]
fn an_id_that_could_not_have_come_is_not_read() {
    let kept = r#"{"id":"..","version":7,"status":"processing","status_word":"processing","completeness":"full"}"#;
    assert!(serde_json::from_str::<Authorization>(kept).is_err());
}
