//! Answers about something else than was asked: nothing of them is used.

use crate::kit::calls::{address, assert_tells_nothing, case, client, handoff, idempotency, key};
use crate::kit::faults::run;
use crate::kit::script::{json, say};
use crate::kit::server::Server;
use collate::{ApiError, Close, Contract, Failure, FrozenRequest, MayHaveRun, MintClient, Operation};
use model::{AttachmentId, AuthorizationVersion, FileId, ReportedOutcome, UnableReason};

const CASE: &str = r#"{"id":"CASE","version":17,"status":"processing"}"#;
const SESSION: &str = r#"{"priorAuthorizationId":"CASE","priorAuthorizationVersion":17,"state":"not_live"}"#;
const FILE: &str = r#"{"id":"FILE","status":"ready"}"#;
const HANDOFF: &str = r#"{"id":"HANDOFF","version":1,"priorAuthorizationId":"CASE","state":"active",
    "createdAt":"2026-05-11T10:30:00Z"}"#;
const CLOSURE: &str = r#"{"manualHandoffId":"HANDOFF","state":"closed",
    "authorization":{"id":"CASE","version":18,"status":"processing"}}"#;
const GRANT: &str = r#"{"id":"rag_1","url":"https://portal.example/runtime/access/link-canary",
    "expiresAt":"2026-05-11T10:30:00Z","priorAuthorizationId":"CASE","manualHandoffId":"HANDOFF"}"#;

/// Every request about one case or file, and the document that answers it.
fn about_cases(contract: Contract) -> Vec<(FrozenRequest, &'static str)> {
    let (id, version, key) = (case("auth_1"), AuthorizationVersion(17), || idempotency("key-of-command"));
    let file = FileId::new("file_1").unwrap();
    vec![
        (contract.read(&id), CASE),
        (contract.patch_answers(&id, version, key(), &[]), CASE),
        (contract.attach(&id, version, key(), &file, &[], None), CASE),
        (contract.remove_attachment(&id, version, key(), &AttachmentId::new("att_1").unwrap()), CASE),
        (contract.confirm(&id, version, key(), None, None), CASE),
        (contract.cancel(&id, version, key()), CASE),
        (contract.read_file(&file), FILE),
        (contract.complete_file(&file), FILE),
    ]
}

/// Every request about a handoff or a session.
fn about_handoffs(contract: Contract) -> Vec<(FrozenRequest, &'static str)> {
    let (id, version, key) = (case("auth_1"), AuthorizationVersion(17), || idempotency("key-of-command"));
    let hand = handoff("mhand_1");
    let close = |close| contract.close_handoff(&id, &hand, version, key(), &close);
    vec![
        (contract.read_live_session(&id), SESSION),
        (contract.read_handoff(&id, &hand), HANDOFF),
        (contract.create_handoff(&id, version, key(), None), HANDOFF),
        (close(Close::Complete { outcome: ReportedOutcome::Submitted, reference: None, notes: None }), CLOSURE),
        (close(Close::Unable { reason: UnableReason::Other, notes: None }), CLOSURE),
        (close(Close::Revoke { reason: "r".into(), notes: None }), CLOSURE),
        (contract.mint_grant(&id, &hand, key()), GRANT),
        (contract.mint_watch(&id, key()), GRANT),
    ]
}

async fn ask(place: &str, request: &FrozenRequest) -> Result<(), ApiError> {
    let mint = || MintClient::prepare(address(place), &key());
    let client = client(place);
    match request.operation() {
        Operation::Read => client.read(request).await.map(drop),
        Operation::ReadLiveSession => client.read_live_session(request).await.map(drop),
        Operation::ReadHandoff => client.read_handoff(request).await.map(drop),
        Operation::ReadFile | Operation::CompleteFile => client.file(request).await.map(drop),
        Operation::MintGrant => mint()?.mint(request).await.map(drop),
        Operation::MintWatch => mint()?.mint_watch(request).await.map(drop),
        _ => client.send(request).await.map(drop),
    }
}

async fn answered(request: &FrozenRequest, document: &str, names: [&str; 3]) -> Result<(), ApiError> {
    let [case, handoff, file] = names;
    let text = document.replace("CASE", case).replace("HANDOFF", handoff).replace("FILE", file);
    let server = Server::start(move |_| say(json(&text)));
    ask(&server.place(), request).await
}

#[test]
fn an_answer_about_another_case_handoff_or_file_is_never_taken() {
    for contract in [Contract::B1, Contract::A] {
        let handoffs = if contract.has_handoffs() { about_handoffs(contract) } else { Vec::new() };
        for (request, document) in about_cases(contract).into_iter().chain(handoffs) {
            let what = request.operation().name();
            let answered = |names| run(answered(&request, document, names));
            assert_eq!(answered(["auth_1", "mhand_1", "file_1"]), Ok(()), "{what}: what was asked");
            let strangers = [
                ("CASE", ["other-canary", "mhand_1", "file_1"]),
                ("CASE", ["AUTH_1", "mhand_1", "file_1"]),
                ("CASE", ["auth_1 ", "mhand_1", "file_1"]),
                ("HANDOFF", ["auth_1", "other-canary", "file_1"]),
                ("FILE", ["auth_1", "mhand_1", "other-canary"]),
            ];
            for (name, names) in strangers {
                // Nobody can know the handoff that is made, and a read-only link is no handoff's.
                let free = matches!(request.operation(), Operation::CreateHandoff | Operation::MintWatch);
                if !document.contains(name) || (name == "HANDOFF" && free) {
                    continue;
                }
                let error = answered(names).unwrap_err();
                assert_eq!(error.failure(), Failure::OtherResource, "{what}, {names:?}: {error}");
                assert_eq!(error.may_have_run(), MayHaveRun::Unknown, "{what}, {names:?}");
                assert!(
                    error.at().is_some_and(|at| at.ends_with("id") || at.ends_with("Id")),
                    "{what}: {:?}",
                    error.at()
                );
                assert_tells_nothing(&error);
            }
        }
    }
}
