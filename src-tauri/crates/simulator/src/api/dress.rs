//! An answer as another service of the same generation might give it: newer, with words and members nobody has listed, or
//! terser, without what the schemas do not require. What the service does is the same.

use axum::body::Bytes;
use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::route::Operation;
use super::shapes::{self, Shape, What};
use crate::options::Contract;
use crate::rules::{Absence, Rules, UNLISTED};

/// The member that no reference lists.
const EXTRA: &str = "unlistedMember";

/// Changes an answer as the rules want it.
pub(crate) fn dress(answer: &mut Answer, contract: Contract, operation: Operation, rules: &Rules) {
    let plain = rules.unknown_values.is_empty() && !rules.extra_fields && rules.absent_optionals == Absence::None;
    if plain || answer.media_type != "application/json" {
        return;
    }
    let Ok(mut value) = serde_json::from_slice::<Value>(&answer.body) else { return };
    let shape = if answer.code.is_some() { Some(&shapes::ENVELOPE) } else { shapes::of(contract, operation) };
    if let Some(shape) = shape {
        each(&mut value, &mut |object| in_shape(object, shape, rules));
    }
    if rules.extra_fields {
        extend(&mut value);
    }
    answer.body = Bytes::from(value.to_string());
}

/// An object, or every object of a list.
fn each(value: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(object) => change(object),
        Value::Array(list) => list.iter_mut().for_each(|one| each(one, change)),
        _ => {}
    }
}

fn in_shape(object: &mut Map<String, Value>, shape: &Shape, rules: &Rules) {
    let required = |name: &String| shape.required.contains(&name.as_str());
    object.retain(|name, value| match rules.absent_optionals {
        Absence::None => true,
        Absence::Empty => required(name) || !is_empty(value),
        Absence::All => required(name),
    });
    for member in shape.members {
        let Some(value) = object.get_mut(member.name) else { continue };
        match member.what {
            What::Object(inner) => each(value, &mut |object| in_shape(object, inner, rules)),
            What::Word(vocabulary) if rules.unknown_values.has(vocabulary) => unlist(value),
            What::Word(_) => {}
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.is_empty(),
        Value::Object(object) => object.is_empty(),
        _ => false,
    }
}

/// A word becomes another one; a list of words gets one more.
fn unlist(value: &mut Value) {
    match value {
        Value::String(word) => UNLISTED.clone_into(word),
        Value::Array(words) => words.push(json!(UNLISTED)),
        _ => {}
    }
}

/// Adds a member to every object. The headers of an upload are left alone: they are sent back.
fn extend(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (_, inner) in object.iter_mut().filter(|(name, _)| *name != "headers") {
                extend(inner);
            }
            object.insert(EXTRA.to_owned(), json!({ "text": "?", "list": [1, { "deep": null }], "flag": true }));
        }
        Value::Array(list) => list.iter_mut().for_each(extend),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Vocabularies, Vocabulary};

    fn dressed(value: Value, operation: Operation, rules: Rules) -> Value {
        let mut answer = Answer::json(&value);
        dress(&mut answer, Contract::B1, operation, &rules);
        serde_json::from_slice(&answer.body).unwrap()
    }

    #[test]
    fn without_such_a_rule_an_answer_keeps_its_bytes() {
        let mut answer = Answer { body: Bytes::from_static(b"{ \"b\": 1, \"a\": 2 }"), ..Answer::json(&Value::Null) };
        dress(&mut answer, Contract::B1, Operation::Read, &Rules::default());
        assert_eq!(answer.body.as_ref(), b"{ \"b\": 1, \"a\": 2 }");
    }

    #[test]
    fn only_the_chosen_words_are_replaced_and_null_stays() {
        let set = Vocabularies::of(&[Vocabulary::Outcome, Vocabulary::NextAction, Vocabulary::Policy]);
        let rules = Rules { unknown_values: set, ..Rules::default() };
        let case = json!({
            "status": "processing", "outcome": null, "policy": { "finalSubmission": "automatic" },
            "nextAction": { "type": "continue_authorization", "resolution": { "kind": "confirm" } },
        });
        assert_eq!(
            dressed(json!({ "data": [case], "pagination": {} }), Operation::List, rules)["data"][0],
            json!({
                "status": "processing", "outcome": null, "policy": { "finalSubmission": UNLISTED },
                "nextAction": { "type": UNLISTED, "resolution": { "kind": "confirm" } },
            })
        );
    }

    #[test]
    fn what_is_not_required_is_left_out_at_every_depth() {
        let rules = |absent_optionals| Rules { absent_optionals, ..Rules::default() };
        let session = json!({
            "priorAuthorizationId": "a", "priorAuthorizationVersion": 1, "state": "live", "channel": null,
            "access": { "available": false, "supportedModes": [] }, "safety": { "finalSubmitCapable": true },
        });
        assert_eq!(
            dressed(session.clone(), Operation::LiveSession, rules(Absence::Empty)),
            json!({
                "priorAuthorizationId": "a", "priorAuthorizationVersion": 1, "state": "live",
                "access": {}, "safety": { "finalSubmitCapable": true },
            })
        );
        assert_eq!(
            dressed(session, Operation::LiveSession, rules(Absence::All)),
            json!({ "priorAuthorizationId": "a", "priorAuthorizationVersion": 1, "state": "live" })
        );
    }

    #[test]
    fn every_object_gets_a_member_but_the_headers_of_an_upload() {
        let rules = Rules { extra_fields: true, ..Rules::default() };
        let made = json!({ "file": { "id": "f" }, "upload": { "url": "u", "headers": { "a": "b" } } });
        let made = dressed(made, Operation::CreateFile, rules);
        assert!(made[EXTRA].is_object() && made["file"][EXTRA].is_object() && made["upload"][EXTRA].is_object());
        assert_eq!(made["upload"]["headers"], json!({ "a": "b" }));
    }
}
