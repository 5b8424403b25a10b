//! Answers of the rules, told in the words of A.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::{document, request, words};
use crate::api::answer::Answer;
use crate::api::call::Call;
use crate::api::route::{Operation, Route};
use crate::world::World;

/// The only mode that was seen.
const PORTAL_AUTH_MODE: &str = "automated";

/// An answer as A gives it. What is the same in both generations, such as files, is passed on as it is.
pub(crate) fn retold(world: &World, route: &Route, call: &Call, mut answer: Answer) -> Answer {
    if !answer.status.is_success() {
        answer.code = answer.code.map(|code| words::code(&code).to_owned());
        return with(answer, |of_b| refusal(of_b, |place| request::location(world, route, call, place)));
    }
    match route.operation {
        Operation::Create
        | Operation::Read
        | Operation::PatchAnswers
        | Operation::Attach
        | Operation::RemoveAttachment
        | Operation::Confirm
        | Operation::Cancel => with(answer, document::authorization),
        Operation::List => with(answer, page),
        Operation::ResolveRoute => with(answer, |of_b| route_resolution(&of_b)),
        _ => answer,
    }
}

fn with(answer: Answer, told: impl FnOnce(Value) -> Value) -> Answer {
    match serde_json::from_slice(&answer.body) {
        Ok(value) => Answer { body: Bytes::from(told(value).to_string()), ..answer },
        Err(_) => answer,
    }
}

fn page(mut of_b: Value) -> Value {
    if let Some(cases) = of_b.get_mut("data").and_then(Value::as_array_mut) {
        for case in cases {
            *case = document::authorization(case.take());
        }
    }
    of_b
}

/// Of the route's access only this much is known to A: the portal, without anybody's help.
fn route_resolution(of_b: &Value) -> Value {
    json!({
        "providerNpi": of_b["providerNpi"],
        "templateSelection": document::template_selection(of_b),
        "payerDisplayName": of_b["payerDisplayName"],
        "label": of_b["label"],
        "defaultPortalAuthMode": PORTAL_AUTH_MODE,
        "portalAuthModes": [PORTAL_AUTH_MODE],
    })
}

fn refusal(mut of_b: Value, place: impl Fn(&[Value]) -> Option<Value>) -> Value {
    if let Some(code) = of_b.pointer_mut("/error/code") {
        *code = json!(code.as_str().map(words::code));
    }
    for issue in of_b.pointer_mut("/error/issues").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Some(location) = issue.get_mut("location")
            && let Some(told) = location.as_array().and_then(|of_b| place(of_b))
        {
            *location = told;
        }
    }
    of_b
}
