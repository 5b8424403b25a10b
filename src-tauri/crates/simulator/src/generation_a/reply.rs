//! Answers of the rules, told in the words of A.

use axum::body::Bytes;
use serde_json::{Value, json};

use super::{document, words};
use crate::api::answer::Answer;
use crate::api::route::Operation;

/// An answer as A gives it. What is the same in both generations, such as files, is passed on as it is.
pub(crate) fn retold(operation: Operation, mut answer: Answer) -> Answer {
    if !answer.status.is_success() {
        answer.code = answer.code.map(|code| words::code(&code).to_owned());
        return with(answer, refusal);
    }
    match operation {
        Operation::Read | Operation::Confirm | Operation::Cancel => with(answer, document::authorization),
        Operation::List => with(answer, page),
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

fn refusal(mut of_b: Value) -> Value {
    if let Some(code) = of_b.pointer_mut("/error/code") {
        *code = json!(code.as_str().map(words::code));
    }
    of_b
}
