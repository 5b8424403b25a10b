//! Documents as the simulated service writes them, and one that is far larger than any real one.

use collate::Contract;
use serde_json::Value;
use std::str::FromStr as _;

/// A page of `rows` whole cases (at most 100), and each of its cases, as they travel.
pub(crate) fn page(contract: Contract, rows: usize) -> (Vec<u8>, Vec<Vec<u8>>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let options = simulator::Options {
            contract: simulator::Contract::from_str(contract.name()).expect("the simulator knows it"),
            deck: simulator::Deck::default().filled_up_to(rows),
            clock: simulator::Clock::manual(),
            ..simulator::Options::default()
        };
        let service = simulator::start(options).await.expect("it starts");
        let base = if contract == Contract::A { "prior-auth/authorizations" } else { "prior-authorizations" };
        let place = format!("{}/v1/{base}?limit={rows}", service.base_url);
        let call = reqwest::Client::new().get(place).header("authorization", format!("Bearer {}", service.api_key));
        let page = call.send().await.expect("it answers").bytes().await.expect("whole").to_vec();
        let read: Value = serde_json::from_slice(&page).expect("JSON");
        let cases = read.get("data").and_then(Value::as_array).expect("rows").iter();
        (page, cases.map(|case| serde_json::to_vec(case).expect("it was JSON")).collect())
    })
}

/// One case of at least `size` bytes: a case of the service with its questions, answers and files many times over.
pub(crate) fn large(size: usize) -> Vec<u8> {
    let (_, cases) = page(Contract::B1, 60);
    let richest = cases.into_iter().max_by_key(Vec::len).expect("there are cases");
    let case: Value = serde_json::from_slice(&richest).expect("it was JSON");
    (1..).map(|times| grown(case.clone(), times)).find(|text| text.len() >= size).expect("it grows")
}

fn grown(mut case: Value, times: usize) -> Vec<u8> {
    for pointer in [
        "/questionnaire/item",
        "/answers/item",
        "/attachments",
        "/submission/reviewSnapshot/answers/item",
        "/submission/reviewSnapshot/attachments",
    ] {
        if let Some(Value::Array(items)) = case.pointer_mut(pointer) {
            *items = items.iter().cloned().cycle().take(items.len() * times).collect();
        }
    }
    serde_json::to_vec(&case).expect("it was JSON")
}
