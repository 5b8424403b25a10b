use std::collections::BTreeSet;

use axum::http::Method;
use serde_json::{Value, json};
use simulator::{
    Absence, Contract, Deck, Fault, FaultKind, Operation, Options, Pages, Rules, Vocabularies, Vocabulary,
};

use crate::create::body;
use crate::support::{APPROVE, APPROVE_SNAPSHOT, Ask, BASE, Bench, CONTINUE, PLAIN, PROCESSING};

async fn ruled(rules: Rules) -> Bench {
    Bench::with(Options { rules, control: true, ..Options::default() }).await
}

fn confirm(version: u64, key: &str) -> Ask {
    Ask::post(format!("{BASE}/{CONTINUE}/confirm")).version(version).idempotent(key).json(&json!({}))
}

#[tokio::test]
async fn a_retry_is_a_replay_or_a_conflict_as_the_order_of_checks_has_it() {
    let bench = ruled(Rules::default()).await;
    let first = bench.send(confirm(12, "k")).await;
    assert_eq!(bench.send(confirm(12, "k")).await.body, first.body);
    let bench = ruled(Rules { version_before_key: true, ..Rules::default() }).await;
    bench.send(confirm(12, "k")).await.ok();
    bench.send(confirm(12, "k")).await.refused(409, "version_conflict");
    assert!(!bench.last().replay);
    bench.send(confirm(13, "k")).await.ok();
    assert!(bench.last().replay, "the key is still known");
}

async fn create(bench: &Bench, key: &str) -> Value {
    bench.send(Ask::post(BASE).idempotent(key).json(&body())).await.ok()["id"].clone()
}

#[tokio::test]
async fn only_so_many_keys_are_remembered() {
    let bench = ruled(Rules { keys_kept: Some(2), ..Rules::default() }).await;
    let (a, b) = (create(&bench, "a").await, create(&bench, "b").await);
    assert_eq!((create(&bench, "a").await, create(&bench, "b").await), (a.clone(), b.clone()));
    create(&bench, "c").await;
    assert_eq!(create(&bench, "b").await, b);
    assert_ne!(create(&bench, "a").await, a, "the oldest is forgotten");
    let bench = ruled(Rules { keys_kept: Some(0), ..Rules::default() }).await;
    assert_ne!(create(&bench, "a").await, create(&bench, "a").await, "forgotten at once");
}

#[tokio::test]
async fn a_key_is_remembered_only_for_so_long_and_can_be_forgotten_by_order() {
    let bench = ruled(Rules { key_life_ms: Some(60_000), ..Rules::default() }).await;
    let first = create(&bench, "a").await;
    bench.advance(59);
    assert_eq!(create(&bench, "a").await, first);
    bench.advance(1);
    let second = create(&bench, "a").await;
    assert_ne!(second, first);
    bench.control(Ask::delete("/keys")).await.ok();
    assert_ne!(create(&bench, "a").await, second);
}

#[tokio::test]
async fn chosen_vocabularies_show_a_word_nobody_listed_and_the_rest_stays() {
    let all = [Vocabulary::Policy, Vocabulary::LiveSessionState, Vocabulary::FileStatus, Vocabulary::Severity];
    let bench = ruled(Rules { unknown_values: Vocabularies::of(&all), ..Rules::default() }).await;
    let case = bench.read("auth_5TF1QS").await;
    assert_eq!(case["policy"]["finalSubmission"], "unlisted_value");
    assert_eq!(case["requirements"]["issues"][0]["severity"], "unlisted_value");
    assert_eq!((&case["status"], &case["payer"]["status"]), (&json!("requires_action"), &json!("active")));
    let session = bench.send(Ask::get(format!("{BASE}/{PROCESSING}/live-session"))).await.ok();
    assert_eq!((&session["state"], &session["owner"]["type"]), (&json!("unlisted_value"), &json!("automation")));
    let file = bench.file("a.pdf", "application/pdf", b"%PDF-1.4").await;
    assert_eq!(file["status"], "unlisted_value");
    let page = bench.send(Ask::get(BASE)).await.ok();
    let rows = page["data"].as_array().unwrap();
    assert!(rows.iter().all(|case| case["policy"]["finalSubmission"] == "unlisted_value"));
}

#[tokio::test]
async fn every_vocabulary_can_be_unknown_in_some_answer() {
    for vocabulary in Vocabulary::ALL {
        let rules = Rules { unknown_values: Vocabularies::of(&[vocabulary]), ..Rules::default() };
        let bench = Bench::with(Options { rules, contract: Contract::B2, ..Options::default() }).await;
        let mut seen = String::new();
        for path in [
            format!("{BASE}?limit=100"),
            format!("{BASE}/{PROCESSING}/live-session"),
            format!("{BASE}/auth_A1P0KD/manual-handoffs/mhand_A1P0K"),
            "/v1/providers/1999999984".to_owned(),
            "/v1/files/file_9WD3RB_1".to_owned(),
            "/v1/nothing".to_owned(),
        ] {
            seen += &bench.send(Ask::get(path)).await.text();
        }
        let new =
            json!({ "fileName": "a.pdf", "contentType": "application/pdf", "purpose": "authorization_attachment" });
        seen += &bench.send(Ask::post("/v1/files").json(&new)).await.text();
        let revoke = Ask::post(format!("{BASE}/auth_4HX8TD/manual-handoffs/mhand_4HX8T/revoke")).version(31);
        seen += &bench.send(revoke.json(&json!({ "reason": "test" }))).await.text();
        assert!(seen.contains("unlisted_value"), "{vocabulary:?}");
    }
}

/// Every object of a document.
fn objects<'a>(value: &'a Value, found: &mut Vec<&'a serde_json::Map<String, Value>>) {
    match value {
        Value::Object(object) => {
            found.push(object);
            object.iter().filter(|(name, _)| *name != "unlistedMember").for_each(|(_, inner)| objects(inner, found));
        }
        Value::Array(list) => list.iter().for_each(|inner| objects(inner, found)),
        _ => {}
    }
}

#[tokio::test]
async fn every_object_of_every_answer_can_have_a_member_nobody_listed() {
    let bench = ruled(Rules { extra_fields: true, ..Rules::default() }).await;
    for path in [BASE.to_owned(), format!("{BASE}/{APPROVE}"), "/v1/payers".to_owned(), "/v1/nothing".to_owned()] {
        let answer = bench.send(Ask::get(&path)).await.json();
        let mut found = Vec::new();
        objects(&answer, &mut found);
        assert!(found.len() > 1 && found.iter().all(|object| object.contains_key("unlistedMember")), "{path}");
    }
    bench.confirm(APPROVE, &json!({ "acceptedReviewSnapshotId": APPROVE_SNAPSHOT })).await.ok();
    bench.file("a.pdf", "application/pdf", b"%PDF-1.4").await;
}

#[tokio::test]
async fn what_is_not_required_can_be_absent() {
    let bench = ruled(Rules { absent_optionals: Absence::All, ..Rules::default() }).await;
    let case = bench.read(APPROVE).await;
    assert_eq!(case, json!({ "id": APPROVE, "version": 23, "status": "requires_action" }));
    let page = bench.send(Ask::get(BASE)).await.ok();
    assert!(page["pagination"]["nextCursor"].is_string());
    let refused = bench.send(Ask::get("/v1/nothing")).await.json();
    assert_eq!(refused, json!({ "error": { "code": "not_found", "message": "there is nothing at this address" } }));
    let file = bench.file("a.pdf", "application/pdf", b"%PDF-1.4").await;
    assert_eq!(file.as_object().unwrap().len(), 6);
    let bench = ruled(Rules { absent_optionals: Absence::Empty, ..Rules::default() }).await;
    let case = bench.read(PLAIN).await;
    assert!(case.get("outcome").is_none() && case.get("completedAt").is_none() && case["nextAction"].is_object());
}

#[tokio::test]
async fn a_replay_is_the_same_byte_for_byte_however_answers_look() {
    let rules = Rules { extra_fields: true, absent_optionals: Absence::Empty, ..Rules::default() };
    let bench = ruled(rules).await;
    let first = bench.send(confirm(12, "k")).await;
    assert_eq!(bench.send(confirm(12, "k")).await.body, first.body);
}

/// Leafs through the list, and answers the ids of each page.
async fn sweep(bench: &Bench, path: &str, limit: usize) -> Vec<Vec<String>> {
    let mut pages = Vec::new();
    let mut next = format!("{path}?limit={limit}");
    while pages.len() < 60 {
        let page = bench.send(Ask::get(&next)).await.ok();
        let data = page["data"].as_array().unwrap();
        pages.push(data.iter().map(|row| row["id"].as_str().unwrap().to_owned()).collect());
        let Some(cursor) = page["pagination"]["nextCursor"].as_str() else { break };
        next = format!("{path}?limit={limit}&cursor={cursor}");
    }
    pages
}

fn repeated(pages: &[Vec<String>]) -> usize {
    let all: Vec<&String> = pages.iter().flatten().collect();
    all.len() - all.iter().collect::<BTreeSet<_>>().len()
}

async fn shifting(pages: Pages) -> Bench {
    let rules = Rules { pages, ..Rules::default() };
    Bench::with(Options { rules, deck: Deck::default().filled_up_to(60), ..Options::default() }).await
}

#[tokio::test]
async fn rows_repeat_when_new_ones_appear_at_the_head_between_pages() {
    let bench = shifting(Pages::Inserts).await;
    let first = sweep(&bench, BASE, 10).await;
    assert_eq!(repeated(&first), 3);
    assert_eq!(first.iter().flatten().collect::<BTreeSet<_>>().len(), 60, "the new ones are not seen");
    let second = sweep(&bench, BASE, 10).await;
    assert_eq!((second.iter().flatten().count(), repeated(&second)), (63, 0), "it came to rest");
}

#[tokio::test]
async fn rows_are_missed_when_they_move_to_the_head_between_pages() {
    let bench = shifting(Pages::Moves).await;
    let first = sweep(&bench, BASE, 10).await;
    assert_eq!(repeated(&first), 3);
    assert_eq!(first.iter().flatten().collect::<BTreeSet<_>>().len(), 57);
    let second = sweep(&bench, BASE, 10).await;
    assert_eq!((second.iter().flatten().count(), repeated(&second)), (60, 0), "it came to rest");
    bench.running.set_rules(bench.running.rules());
    assert_eq!(repeated(&sweep(&bench, BASE, 10).await), 3, "setting the rules again shifts again");
}

#[tokio::test]
async fn payers_shift_like_the_list() {
    let bench = shifting(Pages::Moves).await;
    assert!(repeated(&sweep(&bench, "/v1/payers", 2).await) > 0);
}

#[tokio::test]
async fn a_cursor_can_lead_in_circles() {
    let bench = shifting(Pages::Loops).await;
    for (path, limit) in [(BASE, 10), (BASE, 100), ("/v1/payers", 4)] {
        let pages = sweep(&bench, path, limit).await;
        assert_eq!(pages.len(), 60, "without end");
        assert!(pages[1..].windows(2).all(|pair| pair[0] == pair[1]));
    }
}

#[tokio::test]
async fn rules_can_be_changed_in_part_while_it_runs() {
    let bench = ruled(Rules::default()).await;
    let wanted = json!({ "extraFields": true, "unknownValues": ["policy"] });
    let rules = bench.control(Ask::post("/rules").json(&wanted)).await.ok();
    assert_eq!((&rules["extraFields"], &rules["pages"]), (&json!(true), &json!("steady")));
    assert_eq!(bench.control(Ask::get("/rules")).await.ok(), rules);
    let case = bench.read(PLAIN).await;
    assert_eq!(case["policy"]["finalSubmission"], "unlisted_value");
    assert!(case["policy"]["unlistedMember"].is_object());
    let back = json!({ "extraFields": false, "unknownValues": [] });
    bench.control(Ask::post("/rules").json(&back)).await.ok();
    assert_eq!(bench.running.rules(), Rules::default());
    assert_eq!(bench.control(Ask::post("/rules").json(&json!({ "moods": 1 }))).await.status, 400);
}

#[tokio::test]
async fn a_deck_can_do_without_unlisted_words() {
    let bench = Bench::with(Options { deck: Deck::default().documented_only(), ..Options::default() }).await;
    assert!(
        bench
            .running
            .cases()
            .iter()
            .all(|line| !["auth_Z1S7TU", "auth_Z2A8NX", "auth_Z3K9RK"].contains(&line.id.as_str()))
    );
    assert_eq!(bench.running.cases().len(), Deck::notes().len() - 3);
}

#[tokio::test]
async fn every_operation_can_fail_to_order() {
    let bench = Bench::with(Options { contract: Contract::B2, ..Options::default() }).await;
    let case = format!("{BASE}/{APPROVE}");
    for (operation, method, path) in [
        (Operation::Create, Method::POST, BASE.to_owned()),
        (Operation::PatchAnswers, Method::PATCH, format!("{case}/answers")),
        (Operation::Attach, Method::POST, format!("{case}/attachments")),
        (Operation::RemoveAttachment, Method::DELETE, format!("{case}/attachments/att_9WD3RB_1")),
        (Operation::MintWatchGrant, Method::POST, format!("{case}/live-session/access-grants")),
        (Operation::CreateFile, Method::POST, "/v1/files".to_owned()),
        (Operation::UploadFile, Method::PUT, "/uploads/x".to_owned()),
        (Operation::CompleteFile, Method::POST, "/v1/files/file_1/complete".to_owned()),
        (Operation::ReadFile, Method::GET, "/v1/files/file_1".to_owned()),
        (Operation::DownloadFile, Method::GET, "/v1/files/file_1/download".to_owned()),
        (Operation::Routes, Method::GET, "/v1/prior-authorization-routes".to_owned()),
        (Operation::ResolveRoute, Method::POST, "/v1/prior-authorization-routes/resolve".to_owned()),
        (Operation::Payers, Method::GET, "/v1/payers".to_owned()),
        (Operation::Payer, Method::GET, "/v1/payers/payer_juniper".to_owned()),
        (Operation::Provider, Method::GET, "/v1/providers/1999999984".to_owned()),
        (Operation::Scenarios, Method::GET, "/v1/sandbox/scenarios".to_owned()),
        (Operation::Scenario, Method::GET, "/v1/sandbox/scenarios/quickstart_receipt".to_owned()),
    ] {
        let kind = FaultKind::Refuse {
            status: 503,
            code: "auth_provider_unavailable".into(),
            retry_after_seconds: Some(2),
            after_executing: false,
        };
        bench.running.inject(Fault::next(operation, kind));
        bench.send(Ask::new(method, path)).await.refused(503, "auth_provider_unavailable");
        assert_eq!(bench.last().operation, operation);
    }
    assert_eq!(bench.version(APPROVE).await, 23);
}

#[tokio::test]
async fn the_history_hands_out_each_answer_where_it_was_sent_whole() {
    let bench = ruled(Rules::default()).await;
    let case = bench.read(PLAIN).await;
    bench.send(Ask::get("/v1/nothing")).await;
    for (kind, whole) in [
        (FaultKind::DropAfter, false),
        (FaultKind::Truncate, false),
        (FaultKind::NotJson { status: 200, after_executing: true }, false),
        (FaultKind::OmitDate, true),
    ] {
        bench.running.inject(Fault::next(Operation::Read, kind));
        let _ = bench.try_send(Ask::get(format!("{BASE}/{PLAIN}"))).await;
        assert_eq!(bench.running.history_with_responses().pop().unwrap().response.is_some(), whole);
    }
    let history = bench.control(Ask::get("/history?responses=true")).await.ok();
    assert_eq!(history["exchanges"][0]["response"], case);
    assert_eq!(history["exchanges"][1]["response"]["error"]["code"], "not_found");
    assert!(bench.control(Ask::get("/history")).await.ok()["exchanges"][0].get("response").is_none());
    let quiet = Bench::start().await;
    quiet.read(PLAIN).await;
    assert!(quiet.running.history_with_responses()[0].response.is_none(), "not without the control API");
}
