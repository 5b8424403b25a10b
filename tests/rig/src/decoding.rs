//! How long it takes to decode what the service answers, beside a parser that only parses.

use crate::Service;
use crate::measure::median;
use collate::{Contract, decode_authorization, decode_page};
use serde_json::Value;
use std::hint::black_box;
use std::time::Instant;

/// How often each is measured.
const ROUNDS: usize = 60;
/// The size of a large authorization, in bytes.
const LARGE: usize = 1_000_000;

/// The time to decode, and the time only to parse, in milliseconds.
pub struct Decoding {
    /// To decode.
    pub decode: f64,
    /// To parse into `serde_json::Value`.
    pub parse: f64,
}

/// A page of a hundred rows of this service, and an authorization of a megabyte.
///
/// # Panics
/// When the service does not answer, or answers with what cannot be decoded.
pub async fn of(service: &Service) -> (Decoding, Decoding) {
    let http = reqwest::Client::builder().no_proxy().build().expect("a client can be made");
    let get = async |path: &str| {
        let request = http.get(format!("{}{path}", service.base_url)).bearer_auth(&service.api_key);
        let answer = request.send().await.expect("the service answers");
        answer.bytes().await.expect("its answer is whole").to_vec()
    };
    let page = get("/v1/prior-authorizations?limit=100").await;
    let rows = decode_page(&page, Contract::B1).expect("a page").0.rows.len();
    assert_eq!(rows, 100, "a full page");
    let large = enlarged(&get("/v1/prior-authorizations/auth_9WD3RB").await);
    let page = beside(&page, |bytes| drop(black_box(decode_page(bytes, Contract::B1).expect("a page"))));
    let large = beside(&large, |bytes| drop(black_box(decode_authorization(bytes, Contract::B1).expect("a case"))));
    (page, large)
}

fn beside(bytes: &[u8], decode: impl Fn(&[u8])) -> Decoding {
    let parse = |bytes: &[u8]| drop(black_box(serde_json::from_slice::<Value>(bytes).expect("JSON")));
    let millis = |work: &dyn Fn(&[u8])| {
        let start = Instant::now();
        work(black_box(bytes));
        start.elapsed().as_secs_f64() * 1_000.0
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        theirs.push(millis(&parse));
        ours.push(millis(&decode));
    }
    Decoding { decode: median(ours), parse: median(theirs) }
}

/// The same authorization with its lists repeated until it is as large as meant.
fn enlarged(body: &[u8]) -> Vec<u8> {
    let mut case: Value = serde_json::from_slice(body).expect("JSON");
    let lists = ["/questionnaire/item", "/answers/item", "/submission/reviewSnapshot/answers/item", "/attachments"];
    let first: Vec<Vec<Value>> =
        lists.iter().map(|list| case.pointer(list).and_then(Value::as_array).cloned().unwrap_or_default()).collect();
    loop {
        let text = serde_json::to_vec(&case).expect("it can be written");
        if text.len() >= LARGE {
            return text;
        }
        for (list, first) in lists.iter().zip(&first) {
            if let Some(list) = case.pointer_mut(list).and_then(Value::as_array_mut) {
                (0..50).for_each(|_| list.extend(first.iter().cloned()));
            }
        }
    }
}
