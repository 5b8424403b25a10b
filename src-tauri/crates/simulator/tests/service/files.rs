use axum::http::{Method, header};
use serde_json::{Value, json};
use simulator::{Authorization, Fault, FaultKind, Operation, Options, Rules};

use crate::support::{Ask, Bench};

const PDF: &[u8] = b"%PDF-1.4 invented";

fn path(bench: &Bench, target: &Value) -> String {
    target["url"].as_str().unwrap().strip_prefix(&bench.running.base_url).unwrap().to_owned()
}

/// The upload as it should be, with one header changed.
fn put(bench: &Bench, target: &Value, changed: &str, value: Option<&str>) -> Ask {
    let mut ask = Ask::new(Method::PUT, path(bench, target)).without_key().bytes(PDF);
    for (name, given) in target["headers"].as_object().unwrap() {
        match value {
            Some(value) if name == changed => ask = ask.header(name, value),
            None if name == changed => {}
            _ => ask = ask.header(name, given.as_str().unwrap()),
        }
    }
    ask
}

#[tokio::test]
async fn a_file_goes_from_pending_to_uploaded_to_ready_and_comes_back_as_it_was() {
    let bench = Bench::start().await;
    let (id, target) = bench.new_file("notes 1.pdf", "application/pdf").await;
    assert_eq!((&target["strategy"], &target["method"]), (&json!("single_put"), &json!("PUT")));
    let read = || bench.send(Ask::get(format!("/v1/files/{id}")));
    assert_eq!(read().await.ok()["status"], "pending_upload");
    bench.send(Ask::get(format!("/v1/files/{id}/download"))).await.refused(409, "file_not_ready");
    bench.send(Ask::post(format!("/v1/files/{id}/complete"))).await.refused(409, "file_not_ready");
    assert_eq!(bench.upload(&target, PDF).await.status, 200);
    assert_eq!(read().await.ok()["status"], "uploaded");
    let ready = bench.send(Ask::post(format!("/v1/files/{id}/complete"))).await.ok();
    assert_eq!((&ready["status"], &ready["sizeBytes"]), (&json!("ready"), &json!(PDF.len())));
    assert_eq!(read().await.ok(), ready);
    let url = ready["downloadUrl"].as_str().unwrap().strip_prefix(&bench.running.base_url).unwrap().to_owned();
    bench.send(Ask::get(&url).without_key()).await.refused(401, "unauthorized");
    let reply = bench.send(Ask::get(&url)).await;
    assert_eq!((reply.status.as_u16(), reply.body.as_ref()), (200, PDF));
    assert_eq!(reply.header(header::CONTENT_TYPE), Some("application/pdf"));
    assert_eq!(reply.header(header::CONTENT_DISPOSITION), Some("attachment; filename=\"notes 1.pdf\""));
}

#[tokio::test]
async fn completing_twice_is_the_same_as_once() {
    let bench = Bench::start().await;
    let ready = bench.file("a.jpg", "image/jpeg", &[0xFF, 0xD8, 0xFF, 0xE0]).await;
    bench.advance(60);
    let again = bench.send(Ask::post(format!("/v1/files/{}/complete", ready["id"].as_str().unwrap()))).await.ok();
    assert_eq!(again, ready);
    assert!(!bench.last().effect);
}

#[tokio::test]
async fn a_file_that_is_no_good_fails_with_a_code() {
    let rules = Rules { largest_file_bytes: 64, ..Rules::default() };
    let bench = Bench::with(Options { rules, ..Options::default() }).await;
    let large = [PDF, &[0; 64]].concat();
    for (bytes, code) in
        [(&b""[..], "file_empty"), (b"\x89PNG\r\n\x1a\n", "file_content_mismatch"), (&large, "file_too_large")]
    {
        let failed = bench.file("a.pdf", "application/pdf", bytes).await;
        assert_eq!((&failed["status"], &failed["failure"]["code"]), (&json!("failed"), &json!(code)));
        assert!(failed["downloadUrl"].is_null());
        let download = Ask::get(format!("/v1/files/{}/download", failed["id"].as_str().unwrap()));
        bench.send(download).await.refused(409, "file_not_ready");
    }
    let failures: Vec<Option<String>> = bench.running.files().into_iter().map(|file| file.failure).collect();
    assert_eq!(failures.len(), 3);
}

#[tokio::test]
async fn a_name_a_type_and_a_purpose_that_do_not_fit_are_refused() {
    let bench = Bench::start().await;
    for (name, content_type, purpose) in [
        ("a.png", "application/pdf", "authorization_attachment"),
        ("a.gif", "image/gif", "authorization_attachment"),
        ("a.pdf", "application/pdf", "sandbox_payer_document"),
        ("", "application/pdf", "authorization_attachment"),
        ("../a.pdf", "application/pdf", "authorization_attachment"),
    ] {
        let body = json!({ "fileName": name, "contentType": content_type, "purpose": purpose });
        bench.send(Ask::post("/v1/files").json(&body)).await.refused(400, "bad_request");
    }
    bench.new_file("scan", "image/png").await;
}

#[tokio::test]
async fn the_key_of_the_api_must_not_come_to_the_upload_address() {
    let bench = Bench::start().await;
    let (id, target) = bench.new_file("a.pdf", "application/pdf").await;
    for (value, seen) in [
        (format!("Bearer {}", bench.running.api_key), Authorization::Present),
        ("Bearer another".to_owned(), Authorization::Wrong),
    ] {
        let ask = put(&bench, &target, "", None).header("Authorization", value);
        bench.send(ask).await.refused(400, "bad_request");
        let last = bench.last();
        assert_eq!((last.operation, last.headers.authorization), (Operation::UploadFile, seen));
        assert_eq!(last.violations, ["Authorization must not be sent to the upload address"]);
    }
    assert_eq!(bench.send(Ask::get(format!("/v1/files/{id}"))).await.ok()["status"], "pending_upload");
    assert!(!serde_json::to_string(&bench.running.history()).unwrap().contains(&bench.running.api_key));
}

#[tokio::test]
async fn an_upload_brings_the_headers_it_was_given_and_a_refused_one_does_not_use_the_address_up() {
    let bench = Bench::start().await;
    let (_, target) = bench.new_file("a.pdf", "application/pdf").await;
    for (name, value) in [
        ("content-type", None),
        ("content-type", Some("application/octet-stream")),
        ("x-upload-token", None),
        ("x-upload-token", Some("guess")),
    ] {
        bench.send(put(&bench, &target, name, value)).await.refused(400, "bad_request");
        assert!(bench.last().violations[0].contains(name));
    }
    assert_eq!(bench.upload(&target, PDF).await.status, 200);
}

#[tokio::test]
async fn an_upload_address_is_good_once_and_an_invented_one_never() {
    let bench = Bench::start().await;
    let (_, target) = bench.new_file("a.pdf", "application/pdf").await;
    assert_eq!(bench.upload(&target, PDF).await.status, 200);
    bench.upload(&target, PDF).await.refused(409, "upload_already_used");
    assert_eq!(bench.last().violations, ["bytes are sent to an upload address that was used"]);
    bench.send(Ask::new(Method::PUT, "/uploads/deadbeef").without_key()).await.refused(404, "upload_not_found");
    assert_eq!(bench.running.files()[0].uploads, 1);
}

#[tokio::test]
async fn bytes_and_secrets_of_an_upload_are_in_no_history() {
    let bench = Bench::with(Options { control: true, ..Options::default() }).await;
    let (_, target) = bench.new_file("a.pdf", "application/pdf").await;
    bench.upload(&target, PDF).await;
    let last = bench.last();
    assert_eq!((last.path.as_str(), last.body), ("/uploads/(secret)", Some(json!({ "bytes": PDF.len() }))));
    let history = serde_json::to_string(&bench.running.history_with_responses()).unwrap();
    let address = path(&bench, &target).rsplit_once('/').unwrap().1.to_owned();
    assert!(!history.contains(&address) && !history.contains(target["headers"]["x-upload-token"].as_str().unwrap()));
    assert!(history.contains("/uploads/(secret)"));
}

#[tokio::test]
async fn files_of_the_deck_can_be_read_and_downloaded() {
    let bench = Bench::start().await;
    let file = bench.send(Ask::get("/v1/files/file_9WD3RB_1")).await.ok();
    assert_eq!((&file["status"], &file["fileName"]), (&json!("ready"), &json!("chart-notes-nov.pdf")));
    let bytes = bench.send(Ask::get("/v1/files/file_9WD3RB_1/download")).await.body;
    assert!(bytes.starts_with(b"%PDF-1.4") && file["sizeBytes"] == json!(bytes.len()));
    bench.send(Ask::get("/v1/files/file_nobody")).await.refused(404, "file_not_found");
    bench.send(Ask::post("/v1/files/file_nobody/complete")).await.refused(404, "file_not_found");
}

#[tokio::test]
async fn an_upload_whose_answer_was_lost_was_taken_in() {
    let bench = Bench::start().await;
    let (id, target) = bench.new_file("a.pdf", "application/pdf").await;
    bench.running.inject(Fault::next(Operation::UploadFile, FaultKind::DropAfter));
    bench.try_send(put(&bench, &target, "", None)).await.unwrap_err();
    bench.upload(&target, PDF).await.refused(409, "upload_already_used");
    assert_eq!(bench.send(Ask::post(format!("/v1/files/{id}/complete"))).await.ok()["status"], "ready");
}

#[tokio::test]
async fn file_calls_take_neither_version_nor_key() {
    let bench = Bench::start().await;
    let body = json!({ "fileName": "a.pdf", "contentType": "application/pdf", "purpose": "authorization_attachment" });
    bench.send(Ask::post("/v1/files").idempotent("k").version(1).json(&body)).await.ok();
    assert_eq!(
        bench.last().violations,
        ["If-Match on a call that does not take it", "Idempotency-Key on a call that does not take it"]
    );
}
