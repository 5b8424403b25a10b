use std::collections::BTreeSet;

use serde_json::Value;
use simulator::{Contract, Deck, Options};

use super::{BASE, Desk};
use crate::support::Ask;

async fn documents(desk: &Desk) -> Vec<Value> {
    let page = desk.send(Ask::get(format!("{BASE}?limit=100"))).await.ok();
    page["data"].as_array().unwrap().clone()
}

fn words<'a>(documents: &'a [Value], pointer: &'static str) -> BTreeSet<&'a str> {
    documents.iter().filter_map(|case| case.pointer(pointer)?.as_str()).collect()
}

#[tokio::test]
async fn the_deck_of_a_reaches_every_status_action_outcome_and_policy_of_a_and_no_other_but_the_sentinels() {
    let desk = Desk::start().await;
    let cases = documents(&desk).await;
    assert_eq!(
        words(&cases, "/status"),
        BTreeSet::from([
            "requires_input",
            "requires_confirmation",
            "processing",
            "waiting_on_payer",
            "completed",
            "canceled",
            "on_hold_by_payer",
        ])
    );
    assert_eq!(
        words(&cases, "/nextAction/type"),
        BTreeSet::from(["provide_requirements", "advance_case", "approve_submission", "schedule_peer_to_peer"])
    );
    assert_eq!(words(&cases, "/outcome"), BTreeSet::from(["approved", "denied", "modified", "not_required", "failed"]));
    assert_eq!(words(&cases, "/policy/finalSubmission"), BTreeSet::from(["automatic", "requires_confirmation"]));
}

#[tokio::test]
async fn however_long_the_deck_of_a_is_nobody_is_asked_to_take_a_portal_over() {
    let deck = Deck::default().filled_up_to(100);
    let desk = Desk::with(Options { deck, ..Options::default() }).await;
    for _ in 0..3 {
        let cases = documents(&desk).await;
        assert_eq!(cases.len(), 100);
        assert!(!words(&cases, "/nextAction/type").contains("complete_payer_interaction"));
        for case in cases.iter().filter(|case| case["status"] == "requires_confirmation") {
            let asked = case["nextAction"]["id"].as_str().unwrap();
            desk.confirm(case["id"].as_str().unwrap(), asked).await;
        }
        desk.advance(90);
    }
}

#[tokio::test]
async fn with_automatic_no_approval_is_ever_asked_for() {
    let deck = Deck::default().filled_up_to(100);
    let desk = Desk::with(Options { deck, ..Options::default() }).await;
    for case in documents(&desk).await {
        if case["policy"]["finalSubmission"] == "automatic" {
            assert_ne!(case["nextAction"]["type"], "approve_submission", "{}", case["id"]);
        }
    }
}

#[test]
fn every_case_of_the_deck_of_a_says_what_it_teaches_and_none_speaks_of_handoffs() {
    let notes = Deck::notes_under(Contract::A);
    assert!(notes.len() > 20, "{}", notes.len());
    for note in &notes {
        assert!(note.teaches.len() > 20 && note.teaches.ends_with('.'), "{note:?}");
        assert!(!note.teaches.contains("handoff") && !note.teaches.contains("wants a person"), "{note:?}");
    }
    let ids: BTreeSet<&str> = notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!(ids.len(), notes.len());
}
