use std::collections::BTreeSet;

use serde_json::{Value, json};
use simulator::{Contract, Deck, HandoffResult, HandoffState};

use crate::support::{Ask, BASE, Bench, PLAIN};

async fn documents(bench: &Bench) -> Vec<Value> {
    let page = bench.send(Ask::get(format!("{BASE}?limit=100"))).await.ok();
    page["data"].as_array().unwrap().clone()
}

fn words<'a>(documents: &'a [Value], pointer: &'static str) -> BTreeSet<&'a str> {
    documents.iter().filter_map(|case| case.pointer(pointer)?.as_str()).collect()
}

#[tokio::test]
async fn the_deck_reaches_every_status_next_action_resolution_kind_and_outcome() {
    let bench = Bench::start().await;
    let cases = documents(&bench).await;
    let statuses = words(&cases, "/status");
    for status in ["requires_action", "processing", "waiting_on_payer", "completed", "canceled"] {
        assert!(statuses.contains(status), "{status}");
    }
    let actions = words(&cases, "/nextAction/type");
    for action in ["resolve_requirements", "continue_authorization", "approve_submission", "complete_payer_interaction"]
    {
        assert!(actions.contains(action), "{action}");
    }
    let kinds = words(&cases, "/nextAction/resolution/kind");
    for kind in ["update_authorization", "confirm", "manual_handoff"] {
        assert!(kinds.contains(kind), "{kind}");
    }
    let outcomes = words(&cases, "/outcome");
    for outcome in ["approved", "denied", "modified", "not_required", "failed"] {
        assert!(outcomes.contains(outcome), "{outcome}");
    }
    assert!(cases.iter().any(|case| case["status"] == "completed" && case["outcome"].is_null()));
    let policies = words(&cases, "/policy/finalSubmission");
    assert_eq!(policies, BTreeSet::from(["automatic", "requires_approval"]));
}

#[tokio::test]
async fn the_deck_reaches_every_handoff_state_and_result() {
    let bench = Bench::start().await;
    let handoff = bench.take_over("auth_K2S5DN").await;
    let mut states = BTreeSet::new();
    let mut results = BTreeSet::new();
    let mut look = || {
        for line in bench.running.cases() {
            for handoff in bench.view(&line.id).handoffs {
                states.insert(handoff.state);
                results.extend(handoff.result);
            }
        }
    };
    look();
    bench.advance(3);
    bench.report_submitted("auth_K2S5DN", &handoff).await;
    look();
    assert_eq!(
        states,
        BTreeSet::from([HandoffState::Offered, HandoffState::Active, HandoffState::Closing, HandoffState::Closed])
    );
    assert_eq!(
        results,
        BTreeSet::from([
            HandoffResult::CompletedReported,
            HandoffResult::UnableToComplete,
            HandoffResult::Expired,
            HandoffResult::Revoked,
            HandoffResult::InteractionLostUnrecoverable,
            HandoffResult::Canceled,
        ])
    );
}

#[tokio::test]
async fn a_past_handoff_of_the_deck_can_be_read() {
    let bench = Bench::start().await;
    let handoff = bench.send(Ask::get(format!("{BASE}/auth_F5L7HZ/manual-handoffs/mhand_F5L7H"))).await.ok();
    assert_eq!(handoff["result"], "interaction_lost_unrecoverable");
}

#[tokio::test]
async fn the_sentinels_are_there() {
    let bench = Bench::start().await;
    assert_eq!(bench.read("auth_Z1S7TU").await["status"], "on_hold_by_payer");
    assert_eq!(bench.read("auth_Z2A8NX").await["nextAction"]["type"], "schedule_peer_to_peer");
    assert_eq!(bench.read("auth_Z3K9RK").await["nextAction"]["resolution"]["kind"], "phone_call");
    assert!(bench.read("auth_Z4N1NA").await["nextAction"].is_null());
    let odd = bench.read("auth_Z5W2SH").await;
    let warnings = odd["submission"]["reviewSnapshot"]["warnings"].as_array().unwrap();
    let is = [Value::is_string, Value::is_object, Value::is_array, Value::is_number, Value::is_null];
    assert!(is.iter().all(|is| warnings.iter().any(is)), "{warnings:?}");
    assert_eq!(bench.read("auth_4HX8TD").await["activeManualHandoff"]["id"], "mhand_4HX8T");
}

fn links(item: &Value, found: &mut BTreeSet<String>) {
    for child in item["item"].as_array().into_iter().flatten() {
        found.insert(child["linkId"].as_str().unwrap().to_owned());
        links(child, found);
    }
}

#[tokio::test]
async fn every_answer_and_every_blocker_belongs_to_a_question() {
    let bench = Bench::start().await;
    for case in documents(&bench).await {
        let (mut asked, mut told) = (BTreeSet::new(), BTreeSet::new());
        links(&case["questionnaire"], &mut asked);
        links(&case["answers"], &mut told);
        assert!(told.is_subset(&asked), "{}", case["id"]);
        for question in case["requirements"]["questions"].as_array().unwrap() {
            assert!(asked.contains(question["linkId"].as_str().unwrap()), "{}: {question}", case["id"]);
        }
        assert!(!case["attachments"].as_array().unwrap().is_empty());
    }
}

#[tokio::test]
async fn no_two_payers_name_the_member_number_alike() {
    let bench = Bench::start().await;
    let mut names = BTreeSet::new();
    let mut payers = BTreeSet::new();
    for case in documents(&bench).await {
        if payers.insert(case["payer"]["id"].as_str().unwrap().to_owned()) {
            let first = case.pointer("/answers/item/0/item/0/linkId").unwrap().as_str().unwrap().to_owned();
            assert!(names.insert(first), "{}", case["payer"]["id"]);
        }
    }
    assert_eq!(payers.len(), 6);
}

#[tokio::test]
async fn a_deck_can_be_cut_down() {
    let options = simulator::Options { deck: Deck::only(&[PLAIN, "auth_nobody"]), ..Default::default() };
    let bench = Bench::with(options).await;
    let cases = documents(&bench).await;
    assert_eq!(cases.len(), 1);
    assert_eq!(cases[0]["id"], json!(PLAIN));
}

#[test]
fn the_readme_lists_every_case_with_its_note() {
    let readme = include_str!("../../README.md");
    for note in Deck::notes().into_iter().chain(Deck::notes_under(Contract::A)) {
        let row = format!("| `{}` | {} | {} |", note.id, note.payer, note.teaches);
        assert!(readme.contains(&row), "README.md lacks: {row}");
    }
}
