use std::collections::BTreeSet;

use serde_json::{Value, json};
use simulator::{Absence, Deck, Options, Pages, Rules, Vocabularies, Vocabulary};

use super::{BASE, Desk, confirmation};
use crate::support::{APPROVE, Ask, CONTINUE};

async fn ruled(rules: Rules) -> Desk {
    Desk::with(Options { rules, ..Options::default() }).await
}

#[tokio::test]
async fn words_nobody_lists_stand_where_a_has_its_words() {
    let all = [
        Vocabulary::Status,
        Vocabulary::Policy,
        Vocabulary::NextAction,
        Vocabulary::RequestType,
        Vocabulary::QuestionType,
        Vocabulary::SnapshotKind,
    ];
    let desk = ruled(Rules { unknown_values: Vocabularies::of(&all), ..Rules::default() }).await;
    let case = desk.read(APPROVE).await;
    for pointer in [
        "/status",
        "/policy/finalSubmission",
        "/nextAction/type",
        "/templateSelection/serviceType",
        "/questionnaire/0/items/0/answerType",
        "/submission/reviewSnapshot/kind",
    ] {
        assert_eq!(case.pointer(pointer), Some(&json!("unlisted_value")), "{pointer}");
    }
    assert_eq!(case["questionnaire"][0]["id"], "subscriber");
    let asked = case["nextAction"]["id"].as_str().unwrap();
    desk.confirm(APPROVE, asked).await.ok();
}

#[tokio::test]
async fn refusals_may_carry_a_code_nobody_lists() {
    let set = Vocabularies::of(&[Vocabulary::ErrorCode]);
    let desk = ruled(Rules { unknown_values: set, ..Rules::default() }).await;
    desk.send(Ask::get(format!("{BASE}/auth_nobody"))).await.refused(404, "unlisted_value");
    assert_eq!(desk.bench.last().error_code.as_deref(), Some("authorization_not_found"));
}

#[tokio::test]
async fn what_nothing_needs_may_be_absent_and_a_case_can_still_be_confirmed() {
    let desk = ruled(Rules { absent_optionals: Absence::All, ..Rules::default() }).await;
    let case = desk.read(APPROVE).await;
    let names: BTreeSet<&str> = case.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(names, BTreeSet::from(["id", "version", "status"]));
    let desk = ruled(Rules { absent_optionals: Absence::Empty, ..Rules::default() }).await;
    let case = desk.read(APPROVE).await;
    assert!(case.get("outcome").is_none() && case["submission"].get("payerReceipt").is_none());
    assert!(case["submission"]["reviewSnapshot"].get("liveViewUrl").is_none());
    desk.confirm(APPROVE, case["nextAction"]["id"].as_str().unwrap()).await.ok();
}

#[tokio::test]
async fn every_object_may_have_a_member_nobody_lists() {
    let desk = ruled(Rules { extra_fields: true, ..Rules::default() }).await;
    let case = desk.read(APPROVE).await;
    for pointer in ["", "/templateSelection", "/nextAction", "/questionnaire/0", "/questionnaireResponse/item/0"] {
        assert!(case.pointer(pointer).unwrap()["unlistedMember"].is_object(), "{pointer}");
    }
}

#[tokio::test]
async fn a_retry_is_a_conflict_where_the_version_is_looked_at_first() {
    let desk = ruled(Rules { version_before_key: true, ..Rules::default() }).await;
    let asked = desk.read(CONTINUE).await["nextAction"]["id"].as_str().unwrap().to_owned();
    desk.send(confirmation(CONTINUE, 12, "k", &asked)).await.ok();
    desk.send(confirmation(CONTINUE, 12, "k", &asked)).await.refused(409, "version_conflict");
}

#[tokio::test]
async fn rows_that_appear_between_two_pages_are_cases_of_a() {
    let desk = ruled(Rules { pages: Pages::Inserts, ..Rules::default() }).await;
    let mut path = format!("{BASE}?limit=5");
    let mut seen: Vec<Value> = Vec::new();
    loop {
        let page = desk.send(Ask::get(&path)).await.ok();
        seen.extend(page["data"].as_array().unwrap().iter().cloned());
        match page["pagination"]["nextCursor"].as_str() {
            Some(cursor) => path = format!("{BASE}?limit=5&cursor={cursor}"),
            None => break,
        }
    }
    let head = desk.send(Ask::get(format!("{BASE}?limit=3"))).await.ok();
    assert!(seen.iter().chain(head["data"].as_array().unwrap()).all(|case| {
        case["templateSelection"].is_object() && case["nextAction"]["type"] != "complete_payer_interaction"
    }));
}

#[tokio::test]
async fn a_deck_of_documented_words_has_no_others_in_a_either() {
    let desk = Desk::with(Options { deck: Deck::default().documented_only(), ..Options::default() }).await;
    let lines = desk.bench.running.cases();
    assert!(lines.iter().all(|line| line.status != "on_hold_by_payer"));
    let asked: BTreeSet<&str> = lines.iter().filter_map(|line| line.next_action.as_deref()).collect();
    assert_eq!(asked, BTreeSet::from(["provide_requirements", "advance_case", "approve_submission"]));
}
