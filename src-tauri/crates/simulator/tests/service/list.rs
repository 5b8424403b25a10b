use std::collections::BTreeSet;

use serde_json::Value;
use simulator::{Deck, Options};

use crate::support::{APPROVE, Ask, BASE, Bench};

fn ids(page: &Value) -> Vec<String> {
    page["data"].as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_page_has_twenty_five_cases_unless_another_limit_is_given() {
    let bench = Bench::with(Options { deck: Deck::default().filled_up_to(60), ..Options::default() }).await;
    let page = bench.send(Ask::get(BASE)).await.ok();
    assert_eq!(ids(&page).len(), 25);
    assert_eq!(ids(&page)[0], APPROVE);
    let page = bench.send(Ask::get(format!("{BASE}?limit=60"))).await.ok();
    assert_eq!(ids(&page).len(), 60);
    assert!(page["pagination"].get("nextCursor").is_none(), "the last page has no cursor");
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repetition() {
    let bench = Bench::with(Options { deck: Deck::default().filled_up_to(500), ..Options::default() }).await;
    let mut seen = Vec::new();
    let mut path = format!("{BASE}?limit=7");
    loop {
        let page = bench.send(Ask::get(&path)).await.ok();
        seen.extend(ids(&page));
        match page["pagination"]["nextCursor"].as_str() {
            Some(cursor) => path = format!("{BASE}?limit=7&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 500);
    assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 500);
}

#[tokio::test]
async fn limits_and_cursors_out_of_range_are_bad_requests() {
    let bench = Bench::start().await;
    for query in ["limit=0", "limit=101", "limit=ten", "limit=", "cursor=", "cursor=cur_00", "limit=1&limit=2"] {
        bench.send(Ask::get(format!("{BASE}?{query}"))).await.refused(400, "bad_request");
    }
}

#[tokio::test]
async fn filters_that_nobody_documented_are_ignored_and_others_are_noted() {
    let bench = Bench::start().await;
    let all = bench.send(Ask::get(BASE)).await.ok();
    assert_eq!(bench.send(Ask::get(format!("{BASE}?status=canceled&limit=25"))).await.ok(), all);
    assert!(bench.last().violations.is_empty());
    bench.send(Ask::get(format!("{BASE}?sort=age"))).await.ok();
    assert_eq!(bench.last().violations, ["the list takes no sort"]);
}

#[tokio::test]
async fn the_list_can_be_absent() {
    let bench = Bench::with(Options { list: false, ..Options::default() }).await;
    bench.send(Ask::get(BASE)).await.refused(404, "not_found");
    bench.read(APPROVE).await;
    bench.running.set_list_present(true);
    bench.send(Ask::get(BASE)).await.ok();
}
