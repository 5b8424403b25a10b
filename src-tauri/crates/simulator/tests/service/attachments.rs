use serde_json::{Value, json};
use simulator::Effect;

use crate::support::{Ask, BASE, Bench};

/// One document is missing, nothing else.
const LACKS_LABS: &str = "auth_3VB7GE";

fn kinds(case: &Value) -> Vec<&str> {
    let documents = case["requirements"]["documents"].as_array().unwrap();
    documents.iter().map(|document| document["type"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_file_takes_its_document_away_and_removing_it_brings_it_back() {
    let bench = Bench::start().await;
    assert_eq!(kinds(&bench.read(LACKS_LABS).await), ["lab_results"]);
    let case = bench.attach(LACKS_LABS, &["lab_results"]).await.ok();
    assert!(kinds(&case).is_empty());
    assert_eq!((&case["version"], &case["nextAction"]["type"]), (&json!(27), &json!("continue_authorization")));
    let attached = &case["attachments"][1];
    assert_eq!((&attached["label"], &attached["documentTypes"]), (&json!("invented.pdf"), &json!(["lab_results"])));
    let ask = Ask::delete(format!("{BASE}/{LACKS_LABS}/attachments/{}", attached["id"].as_str().unwrap())).version(27);
    let case = bench.send(ask).await.ok();
    assert_eq!((kinds(&case), &case["version"]), (vec!["lab_results"], &json!(28)));
    assert_eq!(case["nextAction"]["type"], "resolve_requirements");
    assert_eq!(bench.view(LACKS_LABS).count(|effect| matches!(effect, Effect::Detached { .. })), 1);
}

#[tokio::test]
async fn one_file_may_cover_several_types() {
    let bench = Bench::start().await;
    let case = bench.attach("auth_5TF1QS", &["bone_density_report", "lab_results"]).await.ok();
    assert!(kinds(&case).is_empty());
}

#[tokio::test]
async fn a_file_that_was_there_before_does_not_answer_a_new_wish() {
    let bench = Bench::start().await;
    bench.confirm("auth_R5Q2AN", &json!({})).await.ok();
    bench.advance(4);
    let case = bench.read("auth_R5Q2AN").await;
    assert_eq!(
        (kinds(&case), &case["attachments"][0]["documentTypes"]),
        (vec!["chart_notes"], &json!(["chart_notes"]))
    );
    assert!(kinds(&bench.attach("auth_R5Q2AN", &["chart_notes"]).await.ok()).is_empty());
}

#[tokio::test]
async fn what_cannot_be_attached_is_refused() {
    let bench = Bench::start().await;
    let attach = |body: Value| Ask::post(format!("{BASE}/{LACKS_LABS}/attachments")).version(26).json(&body);
    let ready = bench.file("a.png", "image/png", b"\x89PNG\r\n\x1a\n").await["id"].clone();
    let (pending, _) = bench.new_file("b.pdf", "application/pdf").await;
    for (body, status, code) in [
        (json!({ "fileId": "file_nobody", "documentTypes": ["lab_results"] }), 404, "file_not_found"),
        (json!({ "fileId": pending, "documentTypes": ["lab_results"] }), 409, "file_not_ready"),
        (json!({ "fileId": ready, "documentTypes": [] }), 400, "bad_request"),
        (json!({ "fileId": ready }), 400, "bad_request"),
        (json!({ "fileId": ready, "documentTypes": ["holiday_photo"] }), 400, "bad_request"),
        (json!({ "fileId": ready, "documentTypes": ["lab_results", "lab_results"] }), 400, "bad_request"),
        (json!({ "fileId": ready, "documentTypes": ["lab_results"], "label": "x" }), 400, "bad_request"),
    ] {
        bench.send(attach(body)).await.refused(status, code);
    }
    assert_eq!(bench.version(LACKS_LABS).await, 26);
    let body = json!({ "fileId": ready, "documentTypes": ["lab_results"], "description": "October" });
    assert_eq!(bench.send(attach(body)).await.ok()["attachments"][1]["description"], "October");
}

#[tokio::test]
async fn a_failed_file_cannot_be_attached() {
    let bench = Bench::start().await;
    let failed = bench.file("a.pdf", "application/pdf", b"not a PDF").await;
    assert_eq!(failed["status"], "failed");
    let body = json!({ "fileId": failed["id"], "documentTypes": ["lab_results"] });
    let ask = Ask::post(format!("{BASE}/{LACKS_LABS}/attachments")).version(26).json(&body);
    bench.send(ask).await.refused(409, "file_not_ready");
}

#[tokio::test]
async fn an_unknown_attachment_and_a_stale_version_are_refused() {
    let bench = Bench::start().await;
    let remove = |id: &str, version| Ask::delete(format!("{BASE}/{LACKS_LABS}/attachments/{id}")).version(version);
    bench.send(remove("att_nobody", 26)).await.refused(404, "attachment_not_found");
    bench.send(remove("att_3VB7GE_1", 25)).await.refused(409, "version_conflict");
    bench.send(Ask::delete(format!("{BASE}/{LACKS_LABS}/attachments/att_3VB7GE_1"))).await.refused(400, "bad_request");
    bench.send(remove("att_3VB7GE_1", 26)).await.ok();
}

#[tokio::test]
async fn attaching_takes_a_key_in_b1_and_replays() {
    let bench = Bench::start().await;
    let file = bench.file("a.pdf", "application/pdf", b"%PDF-1.7").await["id"].clone();
    let ask = || {
        let body = json!({ "fileId": file, "documentTypes": ["lab_results"] });
        Ask::post(format!("{BASE}/{LACKS_LABS}/attachments")).version(26).idempotent("a").json(&body)
    };
    let first = bench.send(ask()).await;
    first.ok();
    assert_eq!(bench.send(ask()).await.body, first.body);
    assert_eq!(bench.view(LACKS_LABS).count(|effect| matches!(effect, Effect::Attached { .. })), 1);
}
