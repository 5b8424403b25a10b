//! Files, links and probing, against a service of a few lines.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod stub;

use collate::{Address, Client, Contract, Failure, MayHaveRun, MintClient, Operation, UploadTarget, find_out, upload};
use model::{AuthorizationId, ContentType, FileId, FileStatus, HandoffId, IdempotencyKey};
use std::sync::{Arc, Mutex};
use stub::{Said, Stub};
use vault::{ApiKey, LinkHost, WatchUrl};

const B2: Contract = Contract::B2;
static_assertions::assert_not_impl_any!(UploadTarget: std::fmt::Debug, std::fmt::Display);

fn key() -> ApiKey {
    ApiKey::new("pretend-key-0000".into()).ok().unwrap()
}

fn client(stub: &Stub) -> Client {
    Client::new(Address::parse(&stub.place).unwrap(), &key()).unwrap()
}

fn json(text: &str) -> Said {
    (200, "Content-Type: application/json\r\n", text.as_bytes().to_vec())
}

fn refused(status: u16, code: &str) -> Said {
    (status, "", format!(r#"{{"error":{{"code":"{code}","message":"m"}},"requestId":"req_1"}}"#).into_bytes())
}

/// A place for bytes as a service at `stub` names it.
async fn target(upload: &str) -> Result<UploadTarget, collate::ApiError> {
    let text = format!(
        r#"{{"file":{{"id":"file_1","status":"pending_upload","fileName":"a.pdf","contentType":"application/pdf",
            "purpose":"authorization_attachment","createdAt":"2026-05-11T10:30:00Z"}},"upload":{upload}}}"#
    );
    let service = Stub::start(move |_| json(&text)).await;
    let made = client(&service).create_file(&B2.create_file("a.pdf", ContentType::Pdf)).await;
    made.map(|answer| {
        assert_eq!((answer.value.0.status, answer.odd.len()), (FileStatus::PendingUpload, 0));
        answer.value.1
    })
}

#[tokio::test]
async fn the_bytes_go_out_whole_with_the_given_headers_and_without_the_key() {
    let store = Stub::start(|_| (200, "", b"<ok/>".to_vec())).await;
    let upload_to = format!(
        r#"{{"url":"{}/put/1?sig=s%2B1","strategy":"single_put","method":"PUT",
            "headers":{{"Content-Type":"application/pdf","x-amz-meta-a":"b c"}}}}"#,
        store.place
    );
    let target = target(&upload_to).await.unwrap();
    let bytes: Vec<u8> = (0..300_000u32).map(|number| (number % 251) as u8).collect();
    let told = Arc::new(Mutex::new(Vec::new()));
    let telling = Arc::clone(&told);
    upload(&target, bytes.clone(), move |so_far| telling.lock().unwrap().push(so_far)).await.unwrap();
    let came = store.came().remove(0);
    assert_eq!(came.line, "PUT /put/1?sig=s%2B1");
    assert_eq!(came.body, bytes);
    assert_eq!(came.header("content-length"), Some("300000"));
    assert_eq!((came.header("content-type"), came.header("x-amz-meta-a")), (Some("application/pdf"), Some("b c")));
    for absent in ["authorization", "cookie", "transfer-encoding", "idempotency-key", "if-match", "referer"] {
        assert_eq!(came.header(absent), None);
    }
    let pieces = [65_536, 131_072, 196_608, 262_144, 300_000];
    assert_eq!(*told.lock().unwrap(), pieces);
}

#[tokio::test]
async fn what_is_not_said_of_a_place_is_what_is_documented() {
    let store = Stub::start(|_| (204, "", Vec::new())).await;
    let target = target(&format!(r#"{{"url":"{}/x"}}"#, store.place)).await.unwrap();
    upload(&target, vec![1], |_| {}).await.unwrap();
    let came = store.came().remove(0);
    assert_eq!((came.header("content-length"), came.header("content-type")), (Some("1"), None));
}

#[tokio::test]
async fn a_place_that_a_persons_papers_should_not_go_to_is_refused() {
    let ok = r#""url":"https://store.example/x""#;
    for (place, at) in [
        (r#"{"url":"http://store.example/x"}"#.to_owned(), "url"),
        (r#"{"url":"http://10.0.0.1/x"}"#.into(), "url"),
        (r#"{"url":"https://user@store.example/x"}"#.into(), "url"),
        (r#"{"url":"https://:pw@store.example/x"}"#.into(), "url"),
        (r#"{"url":"ftp://store.example/x"}"#.into(), "url"),
        (r#"{"url":"file:///etc/passwd"}"#.into(), "url"),
        (r#"{"url":"https://store.example/x#part"}"#.into(), "url"),
        (r#"{"url":"https://store.example/a b"}"#.into(), "url"),
        (r#"{"url":7}"#.into(), "url"),
        ("{}".into(), "url"),
        (format!(r#"{{{ok},"strategy":"multipart"}}"#), "strategy"),
        (format!(r#"{{{ok},"method":"POST"}}"#), "method"),
        (format!(r#"{{{ok},"method":["PUT"]}}"#), "method"),
        (format!(r#"{{{ok},"headers":[]}}"#), "headers"),
        (format!(r#"{{{ok},"headers":{{"Authorization":"x"}}}}"#), "headers"),
        (format!(r#"{{{ok},"headers":{{"COOKIE":"x"}}}}"#), "headers"),
        (format!(r#"{{{ok},"headers":{{"host":"x"}}}}"#), "headers"),
        (format!(r#"{{{ok},"headers":{{"Content-Length":"1"}}}}"#), "headers"),
        (format!(r#"{{{ok},"headers":{{"Transfer-Encoding":"chunked"}}}}"#), "headers"),
        (format!(r#"{{{ok},"headers":{{"Connection":"close"}}}}"#), "headers"),
        (format!(r#"{{{ok},"headers":{{"a b":"x"}}}}"#), "headers"),
        (format!(r#"{{{ok},"headers":{{"a":"x\r\nb: y"}}}}"#), "headers"),
        (format!(r#"{{{ok},"headers":{{"a":7}}}}"#), "headers"),
        (format!(r#"{{{ok},"headers":{{"a":"x","A":"y"}}}}"#), "headers"),
    ] {
        let error = target(&place).await.err().unwrap_or_else(|| panic!("{place} is refused"));
        let expected = format!("createdFile.upload.{at}");
        assert_eq!((error.failure(), error.at()), (Failure::NotUnderstood, Some(expected.as_str())), "{place}");
        assert!(!format!("{error} {error:?}").contains("store.example"), "{error:?}");
    }
    let secure = target(&format!(r#"{{{ok},"strategy":null,"method":"PUT","headers":null}}"#)).await;
    assert!(secure.is_ok());
}

#[tokio::test]
async fn a_store_that_sends_us_elsewhere_or_refuses_is_not_followed() {
    let store = Stub::start(|line| match line {
        "PUT /moved" => (307, "Location: http://127.0.0.1:1/\r\n", Vec::new()),
        "PUT /large" => refused(413, "file_too_large"),
        _ => (403, "", b"<Error><Code>AccessDenied</Code></Error>".to_vec()),
    })
    .await;
    for (path, failure, status, code) in [
        ("moved", Failure::Redirected, 307, None),
        ("large", Failure::Refused, 413, Some("file_too_large")),
        ("gone", Failure::Refused, 403, None),
    ] {
        let target = target(&format!(r#"{{"url":"{}/{path}"}}"#, store.place)).await.unwrap();
        let error = upload(&target, vec![1], |_| {}).await.unwrap_err();
        assert_eq!(error.operation(), Operation::Upload);
        assert_eq!((error.failure(), error.status(), error.code()), (failure, Some(status), code));
    }
    assert_eq!(store.came().len(), 3);
}

#[tokio::test]
async fn dropping_an_upload_stops_it() {
    use tokio::io::AsyncReadExt as _;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = format!("http://{}/x", listener.local_addr().unwrap());
    let target = target(&format!(r#"{{"url":"{place}"}}"#)).await.unwrap();
    let (begun, started) = tokio::sync::oneshot::channel();
    let begun = Mutex::new(Some(begun));
    let sending = tokio::spawn(async move {
        let bytes = vec![7u8; 64 * 1024 * 1024];
        let begin = move |_| {
            begun.lock().unwrap().take().map(|begun| begun.send(()));
        };
        upload(&target, bytes, begin).await
    });
    let (mut stream, _) = listener.accept().await.unwrap();
    started.await.unwrap();
    sending.abort();
    assert!(sending.await.unwrap_err().is_cancelled());
    let mut came = Vec::new();
    let _ = stream.read_to_end(&mut came).await;
    assert!(came.len() < 64 * 1024 * 1024, "the rest was never sent");
}

#[tokio::test]
async fn a_file_is_downloaded_whole_or_not_at_all() {
    let service = Stub::start(|line| match line {
        "GET /v1/files/file_1/download" => (200, "Content-Type: application/pdf; x=y\r\n", b"%PDF-1.7 rest".to_vec()),
        "GET /v1/files/file_2/download" => (200, "", b"raw".to_vec()),
        _ => refused(409, "file_not_ready"),
    })
    .await;
    let client = client(&service);
    let file = |id: &str| B2.download(&FileId::new(id).unwrap());
    let read = client.download(&file("file_1"), 13).await.unwrap().value;
    assert_eq!((read.kind, read.bytes.as_slice()), (Some(ContentType::Pdf), &b"%PDF-1.7 rest"[..]));
    assert!(!format!("{read:?}").contains("PDF-1.7"));
    assert_eq!(client.download(&file("file_2"), 3).await.unwrap().value.kind, None);
    assert_eq!(client.download(&file("file_1"), 12).await.unwrap_err().failure(), Failure::TooLarge);
    assert_eq!(client.download(&file("file_3"), 99).await.unwrap_err().code(), Some("file_not_ready"));
}

#[tokio::test]
async fn a_link_to_watch_is_minted_by_its_own_path_only() {
    let service = Stub::start(|_| {
        json(r#"{"id":"rag_1","url":"http:\/\/127.0.0.1:4000\/runtime\/access\/rag_1","expiresAt":"2026-05-11T10:30:00Z"}"#)
    })
    .await;
    let mint = || MintClient::prepare(Address::parse(&service.place).unwrap(), &key()).unwrap();
    let id = AuthorizationId::new("auth_1").unwrap();
    let idempotency = || IdempotencyKey::new("k1").unwrap();
    let watch = Contract::B1.mint_watch(&id, idempotency());
    let act = Contract::B1.mint_grant(&id, &HandoffId::new("mhand_1").unwrap(), idempotency());
    let error = mint().mint(&watch).await.err().unwrap();
    assert_eq!(error.may_have_run(), MayHaveRun::NotSent);
    let error = mint().mint_watch(&act).await.err().unwrap();
    assert_eq!(error.may_have_run(), MayHaveRun::NotSent);
    assert!(service.came().is_empty());
    let minted = mint().mint_watch(&watch).await.unwrap();
    assert_eq!((minted.grant.as_str(), minted.expires_at.unwrap().0), ("rag_1", 1_778_495_400_000));
    let own = [LinkHost::loopback_http("127.0.0.1", 4000).unwrap()];
    assert!(WatchUrl::parse(minted.link, &own).is_ok());
    let came = service.came().remove(0);
    assert_eq!(came.line, "POST /v1/prior-authorizations/auth_1/live-session/access-grants");
    assert_eq!((came.header("idempotency-key"), came.header("if-match")), (Some("k1"), None));
    assert!(came.body.is_empty());
}

#[tokio::test]
async fn an_answer_about_another_file_or_provider_is_never_taken() {
    let service = Stub::start(|line| match line {
        "GET /v1/files/file_1" => json(r#"{"id":"file_2","status":"ready"}"#),
        "GET /v1/providers/1234567893" => json(r#"{"npi":"9","displayName":"N"}"#),
        _ => json(r#"{"providerNpi":"9","options":[]}"#),
    })
    .await;
    let client = client(&service);
    let file = client.file(&B2.read_file(&FileId::new("file_1").unwrap())).await.unwrap_err();
    assert_eq!((file.failure(), file.at()), (Failure::OtherResource, Some("file.id")));
    let provider = client.provider(&B2.read_provider("1234567893")).await.unwrap_err();
    assert_eq!((provider.failure(), provider.at()), (Failure::OtherResource, Some("provider.npi")));
    let routes = client.routes(&B2.list_routes("1234567893")).await.unwrap_err();
    assert_eq!((routes.failure(), routes.at()), (Failure::OtherResource, Some("routes.providerNpi")));
}

/// A service of that kind, as the probe sees it.
fn service_of(kind: &'static str) -> impl Fn(&str) -> Said + Send + Sync {
    move |line| {
        let path = line.trim_start_matches("GET ");
        let of_a = path.starts_with("/v1/prior-auth/authorizations");
        let of_b = path.starts_with("/v1/prior-authorizations");
        let list = path.contains("?limit=1");
        match kind {
            "refused" => refused(401, "unauthorized"),
            "b1" | "b2" if of_b && list => json(r#"{"data":[],"pagination":{"nextCursor":null}}"#),
            "b1" | "b2" if of_b => refused(404, "prior_authorization_not_found"),
            "b2" if path.starts_with("/v1/prior-authorization-routes?") => refused(404, "provider_not_found"),
            "a" if of_a && list => json(r#"{"data":[{"id":"x","status":"requires_input"}],"pagination":{}}"#),
            "a" | "a without list" if of_a && !list => refused(404, "authorization_not_found"),
            "0" if of_a && list => json(r#"{"data":[{"id":"x","workflowState":"needs_input"}],"pagination":{}}"#),
            "strict" if of_b || path.starts_with("/v1/prior-authorization-routes?") => refused(400, "bad_request"),
            "indifferent" => refused(400, "bad_request"),
            "page" => (200, "Content-Type: text/html\r\n", b"<html>Sign in</html>".to_vec()),
            _ => refused(404, "not_found"),
        }
    }
}

#[tokio::test]
async fn a_service_is_found_out_by_reads_that_change_nothing() {
    use Contract::{A, B1};
    for (kind, certain, candidates, asked) in [
        ("b1", None, &[B1, B2][..], 6),
        ("b2", Some(B2), &[B2], 6),
        ("a", Some(A), &[A], 6),
        ("a without list", None, &[A], 6),
        ("0", None, &[A], 6),
        ("strict", Some(B2), &[B2], 6),
        ("indifferent", None, &[], 6),
        ("page", None, &[], 6),
        ("nothing", None, &[], 6),
        ("refused", None, &[], 1),
    ] {
        let service = Stub::start(service_of(kind)).await;
        let probed = find_out(&client(&service)).await;
        assert_eq!((probed.certain, probed.candidates.as_slice()), (certain, candidates), "{kind}");
        assert_eq!((probed.lines.len(), probed.unauthorized), (asked, kind == "refused"), "{kind}");
        for came in service.came() {
            assert!(came.line.starts_with("GET ") && came.body.is_empty(), "{}", came.line);
            assert!(came.header("idempotency-key").is_none() && came.header("if-match").is_none());
        }
    }
}

#[tokio::test]
async fn a_service_that_cannot_be_reached_is_asked_once() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let probed = find_out(&Client::new(Address::parse(&place).unwrap(), &key()).unwrap()).await;
    assert_eq!((probed.lines.len(), probed.lines[0].failure), (1, Some(Failure::Unreachable)));
}
