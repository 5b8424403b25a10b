use axum::http::StatusCode;
use serde_json::json;
use simulator::{Effect, HandoffResult, Operation};

use crate::support::{Bench, Browser, COVERED, PLAIN};

async fn in_portal(bench: &Bench, case: &str) -> (String, Browser) {
    let handoff = bench.take_over(case).await;
    let grant = bench.mint(case, &handoff, &format!("mint-{handoff}")).await;
    (handoff, Browser::open(grant["url"].as_str().unwrap()).await)
}

#[tokio::test]
async fn sign_in_form_confirmation_and_the_same_number_in_the_receipt() {
    let bench = Bench::start().await;
    let (handoff, mut browser) = in_portal(&bench, COVERED).await;
    assert!(browser.page.contains("Northgate Health") && browser.page.contains("Pretend portal."));
    browser.sign_in().await;
    assert!(browser.at.ends_with("/request"));
    for id in ["member-id", "date-of-birth", "service-code", "ordering-npi", "diagnosis-code"] {
        assert!(browser.page.contains(&format!("<label for=\"{id}\">")), "{id}");
        assert!(browser.page.contains(&format!("id=\"{id}\" name=\"{id}\" value=\"\"")), "{id} is not prefilled");
    }
    let reference = browser.submit().await;
    assert_eq!(reference, "NG-26-112044817");
    browser.visit(&browser.at.clone()).await;
    assert_eq!(browser.by_id("reference-number"), reference, "reading the page again sends nothing");
    assert_eq!(bench.payer_requests(COVERED), 1);

    bench.report_submitted(COVERED, &handoff).await;
    bench.advance(4);
    let document = bench.read(COVERED).await;
    assert_eq!(document["status"], "waiting_on_payer");
    assert_eq!(document["submission"]["payerReceipt"]["referenceNumber"], reference.as_str());
    bench.advance(20);
    let document = bench.read(COVERED).await;
    assert_eq!((&document["status"], &document["outcome"]), (&json!("completed"), &json!("approved")));
}

#[tokio::test]
async fn what_was_typed_is_kept_on_the_payer_s_side_and_in_the_history() {
    let bench = Bench::start().await;
    let (handoff, mut browser) = in_portal(&bench, COVERED).await;
    browser.sign_in().await;
    browser.submit().await;
    let submission = bench.view(COVERED).submissions.pop().unwrap();
    assert_eq!(submission.handoff, handoff);
    assert_eq!(submission.fields["member-id"], "NGH 0042 8817 06");
    let sent: Vec<_> = bench
        .running
        .history()
        .into_iter()
        .filter(|exchange| exchange.operation == Operation::PortalRequest && exchange.method == "POST")
        .collect();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].body.as_ref().unwrap()["diagnosis-code"], "M54.16");
    assert_eq!(sent[0].case_id.as_deref(), Some(COVERED));
    assert!(sent[0].effect);
}

#[tokio::test]
async fn submitting_twice_is_two_requests() {
    let bench = Bench::start().await;
    let (handoff, mut browser) = in_portal(&bench, PLAIN).await;
    browser.sign_in().await;
    let first = browser.submit().await;
    let form = browser.at.replace("/confirmation/1", "/request");
    browser.visit(&form).await;
    let second = browser.submit().await;
    assert_ne!(first, second);
    assert_eq!(bench.payer_requests(PLAIN), 2);
    bench.report_submitted(PLAIN, &handoff).await;
    bench.advance(4);
    assert_eq!(bench.view(PLAIN).receipt_reference(), Some(second.as_str()), "the page shown last");
}

#[tokio::test]
async fn an_incomplete_form_is_sent_back_with_what_was_typed() {
    let bench = Bench::start().await;
    let (_, mut browser) = in_portal(&bench, PLAIN).await;
    browser.sign_in().await;
    browser.fill_in(&[("member-id", "<1>"), ("service-code", " ")]).await;
    assert!(browser.has("form-errors"));
    assert!(browser.page.contains("Fill in: Date of birth, Service code, Ordering NPI, Diagnosis code."));
    assert!(browser.page.contains("value=\"&lt;1&gt;\""));
    assert_eq!(bench.payer_requests(PLAIN), 0);
}

#[tokio::test]
async fn the_form_is_shown_only_after_signing_in() {
    let bench = Bench::start().await;
    let (_, mut browser) = in_portal(&bench, PLAIN).await;
    let form = browser.at.replace("/sign-in", "/request");
    browser.visit(&form).await;
    assert!(browser.has("sign-in"));
    browser.fill_in(&[("user", "practice"), ("code", "not the code")]).await;
    assert!(browser.has("sign-in-failed"));
    browser.post(&form, &[("member-id", "x")]).await;
    assert!(browser.has("sign-in"));
}

#[tokio::test]
async fn a_session_belongs_to_the_browser_that_opened_the_link() {
    let bench = Bench::start().await;
    let (_, browser) = in_portal(&bench, PLAIN).await;
    assert_eq!(Browser::open(&browser.at).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_ticket_is_good_once() {
    let bench = Bench::start().await;
    let (handoff, _) = in_portal(&bench, PLAIN).await;
    let grant = bench.mint(PLAIN, &handoff, "again").await;
    let path = grant["url"].as_str().unwrap().strip_prefix(&bench.running.base_url).unwrap().to_owned();
    let redirect = bench.send(crate::support::Ask::get(path).without_key()).await;
    let ticket = redirect.header(axum::http::header::LOCATION).unwrap();
    assert_eq!(Browser::open(ticket).await.status, StatusCode::OK);
    assert_eq!(Browser::open(ticket).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_sessions_in_one_browser_do_not_mix() {
    let bench = Bench::start().await;
    let (_, mut browser) = in_portal(&bench, PLAIN).await;
    browser.sign_in().await;
    let first = browser.at.clone();
    let handoff = bench.take_over(COVERED).await;
    let grant = bench.mint(COVERED, &handoff, "second").await;
    browser.visit(grant["url"].as_str().unwrap()).await;
    assert!(browser.page.contains("Northgate Health"));
    browser.visit(&first).await;
    assert!(browser.page.contains("Larkspur PPO") && browser.has("submit-request"));
}

#[tokio::test]
async fn the_session_ends_with_its_handoff() {
    let bench = Bench::start().await;
    let (handoff, mut browser) = in_portal(&bench, PLAIN).await;
    browser.sign_in().await;
    let form = browser.at.clone();
    bench.end(PLAIN, &handoff, "revoke", &json!({ "reason": "mistake" })).await.ok();
    browser.post(&form, &[("member-id", "x")]).await;
    assert_eq!(browser.status, StatusCode::GONE);
    assert!(browser.has("session-ended"));
    assert_eq!(bench.payer_requests(PLAIN), 0);
}

#[tokio::test]
async fn an_open_session_survives_the_end_of_its_link() {
    let bench = Bench::start().await;
    let (_, mut browser) = in_portal(&bench, PLAIN).await;
    bench.advance(400);
    browser.sign_in().await;
    browser.submit().await;
    assert_eq!(bench.payer_requests(PLAIN), 1);
}

#[tokio::test]
async fn scripted_portals_behave_as_their_notes_say() {
    let bench = Bench::start().await;

    let (_, mut browser) = in_portal(&bench, "auth_6MR4YA").await;
    browser.sign_in().await;
    assert!(browser.has("sign-in-failed"), "the code is refused");

    let (_, browser) = in_portal(&bench, "auth_R7N3VE").await;
    assert_eq!(browser.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(browser.has("maintenance"));

    for (case, id) in [
        ("auth_1KZ9CN", "existing-decision"),
        ("auth_N4Q7TS", "existing-not-required"),
        ("auth_X2D8WP", "existing-more-information"),
        ("auth_E6Y1HF", "existing-reference"),
        (COVERED, "existing-none"),
    ] {
        let (_, mut browser) = in_portal(&bench, case).await;
        browser.sign_in().await;
        let existing = browser.at.replace("/request", "/existing");
        browser.visit(&existing).await;
        assert!(browser.has("existing-result") && browser.has(id), "{case}: {}", browser.page);
    }
}

#[tokio::test]
async fn one_portal_shows_no_number_and_then_the_receipt_has_none() {
    let bench = Bench::start().await;
    let (handoff, mut browser) = in_portal(&bench, "auth_W5P0DN").await;
    browser.sign_in().await;
    browser
        .fill_in(&[
            ("member-id", "1"),
            ("date-of-birth", "2"),
            ("service-code", "3"),
            ("ordering-npi", "4"),
            ("diagnosis-code", "5"),
        ])
        .await;
    assert!(browser.has("no-reference-number") && !browser.has("reference-number\""));
    bench.report_submitted("auth_W5P0DN", &handoff).await;
    bench.advance(3_600);
    let document = bench.read("auth_W5P0DN").await;
    assert_eq!(document["status"], "waiting_on_payer");
    assert!(document["submission"]["payerReceipt"].is_object());
    assert!(document["submission"]["payerReceipt"]["referenceNumber"].is_null());
}

#[tokio::test]
async fn a_connection_that_is_lost_ends_the_handoff_for_good() {
    let bench = Bench::start().await;
    let (_, mut browser) = in_portal(&bench, "auth_B8V3JL").await;
    browser.sign_in().await;
    let form = browser.at.clone();
    let fields: Vec<(&str, &str)> =
        ["member-id", "date-of-birth", "service-code", "ordering-npi", "diagnosis-code"].map(|id| (id, "x")).into();
    browser.post(&form, &fields).await;
    assert!(browser.has("connection-lost"));
    let view = bench.view("auth_B8V3JL");
    assert_eq!(view.handoffs[0].result, Some(HandoffResult::InteractionLostUnrecoverable));
    assert_eq!(view.count(|effect| matches!(effect, Effect::PayerRequest { .. })), 0);
    bench.advance(4);
    let (_, mut browser) = in_portal(&bench, "auth_B8V3JL").await;
    browser.sign_in().await;
    browser.submit().await;
    assert_eq!(bench.payer_requests("auth_B8V3JL"), 1);
}

#[tokio::test]
async fn pages_need_no_script_and_allow_none() {
    let bench = Bench::start().await;
    let (_, browser) = in_portal(&bench, PLAIN).await;
    assert!(!browser.page.contains("<script"));
    let css = Browser::open(&format!("{}/portal.css", bench.running.portal_url)).await;
    assert!(css.page.contains(".larkspur"));
    let landing = Browser::open(&bench.running.portal_url).await;
    assert_eq!(landing.status, StatusCode::OK);
    assert_eq!(Browser::open(&format!("{}/nowhere", bench.running.portal_url)).await.status, StatusCode::NOT_FOUND);
}
