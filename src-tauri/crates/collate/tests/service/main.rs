//! Against the simulated service: the two readings of the API meet here.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod dressed;
mod life;

use collate::{Address, Client, Close, Contract, Effect, Failure, MayHaveRun, MintClient};
use model::{
    AuthorizationId, AuthorizationVersion, HandoffResult, HandoffState, IdempotencyKey, ReportedOutcome, SessionOwner,
    SnapshotId, Status,
};
use simulator::{Fault, FaultKind, Operation, Options, Running};
use std::str::FromStr as _;
use vault::{ApiKey, GrantUrl, LinkHost};

const B1: Contract = Contract::B1;

struct Bench {
    service: Running,
    client: Client,
}

async fn bench() -> Bench {
    let options = Options { clock: simulator::Clock::manual(), ..Options::default() };
    let service = simulator::start(options).await.unwrap();
    let client = Client::new(address(&service), &key(&service.api_key)).unwrap();
    Bench { service, client }
}

/// A service of that contract that says only what the reference lists.
async fn bench_of(contract: Contract) -> Bench {
    let options = Options {
        clock: simulator::Clock::manual(),
        contract: simulator::Contract::from_str(contract.name()).unwrap(),
        deck: simulator::Deck::default().documented_only(),
        ..Options::default()
    };
    let service = simulator::start(options).await.unwrap();
    let client = Client::new(address(&service), &key(&service.api_key)).unwrap();
    Bench { service, client }
}

fn address(service: &Running) -> Address {
    Address::parse(&service.base_url).unwrap()
}

fn key(text: &str) -> ApiKey {
    ApiKey::new(text.into()).ok().unwrap()
}

fn case(id: &str) -> AuthorizationId {
    AuthorizationId::new(id).unwrap()
}

fn idempotency(text: &str) -> IdempotencyKey {
    IdempotencyKey::new(text).unwrap()
}

impl Bench {
    async fn version(&self, id: &str) -> AuthorizationVersion {
        self.client.read(&B1.read(&case(id))).await.unwrap().value.version
    }

    /// Every request so far was right, as strictly as the contract can be read.
    fn assert_no_violations(&self) {
        for exchange in self.service.history() {
            assert!(exchange.violations.is_empty(), "{exchange:?}");
        }
    }
}

#[tokio::test]
async fn the_list_is_read_page_by_page_to_its_end() {
    let bench = bench().await;
    let (mut cursor, mut seen, mut pages) = (None, Vec::new(), 0);
    loop {
        let page = bench.client.list(&B1.list(10, cursor.as_deref())).await.unwrap().value;
        assert_eq!(page.unreadable, 0);
        seen.extend(page.rows.into_iter().map(|row| row.id));
        pages += 1;
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    let all = bench.service.cases().len();
    assert_eq!((seen.len(), pages), (all, all.div_ceil(10)));
    bench.assert_no_violations();
}

#[tokio::test]
async fn a_service_without_a_list_says_so() {
    let bench = bench().await;
    bench.service.set_list_present(false);
    assert!(bench.client.list(&B1.list(10, None)).await.unwrap_err().is_absent());
}

#[tokio::test]
async fn every_case_of_the_deck_can_be_read_and_every_unknown_word_is_kept() {
    let bench = bench().await;
    let mut unknown = Vec::new();
    for line in bench.service.cases() {
        let read = bench.client.read(&B1.read(&case(&line.id))).await.unwrap();
        assert!(read.date.is_some());
        if !read.value.status.is_known() {
            unknown.push(read.value.status.as_str().to_owned());
        }
        if let Some(action) = read.value.next_action.filter(|action| !action.kind.is_known()) {
            unknown.push(action.kind.as_str().to_owned());
        }
    }
    unknown.sort();
    assert_eq!(unknown, ["on_hold_by_payer", "schedule_peer_to_peer"]);
}

#[tokio::test]
async fn an_accepted_package_is_confirmed_once_however_often_it_is_sent() {
    let bench = bench().await;
    let id = case("auth_9WD3RB");
    let read = bench.client.read(&B1.read(&id)).await.unwrap().value;
    let snapshot = read.snapshot.unwrap();
    let request = B1.confirm(&id, read.version, idempotency("k1"), Some(&snapshot.id), None);
    for _ in 0..2 {
        let answer = bench.client.send(&request).await.unwrap();
        let Effect::Authorization(after) = answer.value else { panic!("a case") };
        assert_eq!(after.status, Status::Processing);
    }
    let seen = bench.service.case("auth_9WD3RB").unwrap();
    assert_eq!(seen.count(|effect| matches!(effect, simulator::Effect::Confirmed { .. })), 1);
    bench.assert_no_violations();
}

#[tokio::test]
async fn a_stale_version_is_a_conflict_that_names_both_versions() {
    let bench = bench().await;
    let id = case("auth_J4T6BK");
    let version = bench.version("auth_J4T6BK").await;
    bench.service.touch("auth_J4T6BK").unwrap();
    let error = bench.client.send(&B1.confirm(&id, version, idempotency("k1"), None, None)).await.unwrap_err();
    assert!(error.is_conflict());
    assert_eq!(error.may_have_run(), MayHaveRun::Unknown, "an earlier copy may have arrived");
    let named = error.versions().unwrap();
    assert_eq!((named.expected, named.actual), (Some(version.0), Some(version.0 + 1)));
    assert!(error.request_id().unwrap().as_str().starts_with("req_"));
}

#[tokio::test]
async fn a_handoff_goes_from_start_to_closure_on_the_authorization_version() {
    let bench = bench().await;
    let id = case("auth_7QK2M9");
    let before = bench.client.read(&B1.read(&id)).await.unwrap().value;
    let covered = before.covered_snapshot().unwrap();
    let start = B1.create_handoff(&id, before.version, idempotency("k1"), Some(covered));
    let Effect::Handoff(handoff) = bench.client.send(&start).await.unwrap().value else { panic!("a handoff") };
    assert!(handoff.offers_access());
    let session = bench.client.read_live_session(&B1.read_live_session(&id)).await.unwrap().value;
    assert_eq!(session.owner, SessionOwner::Handoff(Some(handoff.id.clone())));

    let mint = MintClient::prepare(address(&bench.service), &key(&bench.service.api_key)).unwrap();
    let minted = mint.mint(&B1.mint_grant(&id, &handoff.id, idempotency("k2"))).await.unwrap();
    let life = minted.expires_at.unwrap().millis_since(minted.date.unwrap());
    assert!((299_000..=301_000).contains(&life), "{life}");
    let port = address(&bench.service).port();
    let own = [LinkHost::loopback_http("127.0.0.1", port).unwrap()];
    assert!(GrantUrl::parse(minted.link, &own).is_ok());

    let reference = bench.service.submit_in_portal(handoff.id.as_str()).unwrap();
    let version = bench.version("auth_7QK2M9").await;
    let close = Close::Complete {
        outcome: ReportedOutcome::Submitted,
        reference: reference.clone(),
        notes: Some("Confirmation page shown.".into()),
    };
    let report = B1.close_handoff(&id, &handoff.id, version, idempotency("k3"), &close);
    let Effect::Closed(closure) = bench.client.send(&report).await.unwrap().value else { panic!("a closure") };
    assert_eq!(closure.authorization_status, Status::Processing);
    assert_eq!(closure.reconciliation.as_deref(), Some("pending"));
    let closed = bench.client.read_handoff(&B1.read_handoff(&id, &handoff.id)).await.unwrap().value;
    assert_eq!((closed.state, closed.result), (HandoffState::Closed, Some(HandoffResult::CompletedReported)));

    bench.service.advance(std::time::Duration::from_secs(5)).unwrap();
    let after = bench.client.read(&B1.read(&id)).await.unwrap().value;
    assert_eq!((after.status.clone(), after.reference().map(str::to_owned)), (Status::WaitingOnPayer, reference));
    bench.assert_no_violations();
}

#[tokio::test]
async fn the_other_two_closes_and_a_cancel_are_understood() {
    let bench = bench().await;
    let closes = [
        ("auth_7QK2M9", Close::Unable { reason: model::UnableReason::ChannelOutage, notes: None }),
        ("auth_V3C9QA", Close::Revoke { reason: "Not mine".into(), notes: None }),
    ];
    for (name, close) in closes {
        let id = case(name);
        let before = bench.client.read(&B1.read(&id)).await.unwrap().value;
        let start = B1.create_handoff(&id, before.version, idempotency(name), before.covered_snapshot());
        let Effect::Handoff(handoff) = bench.client.send(&start).await.unwrap().value else { panic!("a handoff") };
        let version = bench.version(name).await;
        let request = B1.close_handoff(&id, &handoff.id, version, idempotency(&format!("{name} close")), &close);
        assert!(matches!(bench.client.send(&request).await.unwrap().value, Effect::Closed(_)));
    }
    let id = case("auth_J4T6BK");
    let cancel = B1.cancel(&id, bench.version("auth_J4T6BK").await, idempotency("k9"));
    let Effect::Authorization(after) = bench.client.send(&cancel).await.unwrap().value else { panic!("a case") };
    assert_eq!(after.status, Status::Canceled);
    bench.assert_no_violations();
}

#[tokio::test]
async fn refusals_say_what_the_case_does_not_allow_and_not_that_it_was_never_done() {
    let bench = bench().await;
    let processing = case("auth_P3W9DX");
    let version = bench.version("auth_P3W9DX").await;
    let error = bench.client.send(&B1.create_handoff(&processing, version, idempotency("k1"), None)).await.unwrap_err();
    let unknown = MayHaveRun::Unknown;
    assert_eq!((error.turned_away(), error.may_have_run()), (Some("manual_handoff_not_allowed"), unknown));
    let id = case("auth_9WD3RB");
    let other = SnapshotId::new("rev_other").unwrap();
    let version = bench.version("auth_9WD3RB").await;
    let error = bench.client.send(&B1.confirm(&id, version, idempotency("k2"), Some(&other), None)).await.unwrap_err();
    assert_eq!((error.turned_away(), error.may_have_run()), (Some("review_stale"), unknown));
    let stranger = Client::new(address(&bench.service), &key("another-key")).unwrap();
    let error = stranger.read(&B1.read(&id)).await.unwrap_err();
    assert!(error.is_unauthorized());
    let error = bench.client.read(&B1.read(&case("auth_nobody"))).await.unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(404), Some("prior_authorization_not_found")));
}

#[tokio::test]
async fn what_breaks_on_the_way_is_told_apart_from_what_was_never_sent() {
    let bench = bench().await;
    let id = case("auth_J4T6BK");
    let confirm = B1.confirm(&id, bench.version("auth_J4T6BK").await, idempotency("k1"), None, None);
    let play = |kind| bench.service.inject(Fault::next(Operation::Confirm, kind));
    for (kind, failure) in [
        (FaultKind::DropBefore, Failure::Broken),
        (FaultKind::NotJson { status: 200, after_executing: false }, Failure::NotJson),
        (FaultKind::Redirect { location: "https://elsewhere.example/".into() }, Failure::Redirected),
        (FaultKind::DropAfter, Failure::Broken),
        (FaultKind::Truncate, Failure::Broken),
    ] {
        play(kind);
        let error = bench.client.send(&confirm).await.unwrap_err();
        assert_eq!((error.failure(), error.may_have_run()), (failure, MayHaveRun::Unknown), "{error}");
    }
    let seen = bench.service.case("auth_J4T6BK").unwrap();
    assert_eq!(seen.count(|effect| matches!(effect, simulator::Effect::Confirmed { .. })), 1);
    let Bench { service, client } = bench;
    service.stop().await;
    let error = client.send(&confirm).await.unwrap_err();
    assert_eq!((error.failure(), error.may_have_run()), (Failure::Unreachable, MayHaveRun::NotSent));
}

#[tokio::test]
async fn an_answer_about_another_case_is_never_taken() {
    let asked = B1.read(&case("auth_9WD3RB"));
    // What a mixed-up cache on the way would send.
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = [0u8; 4096];
        let _ = stream.read(&mut head).await.unwrap();
        let body = r#"{"id":"auth_7QK2M9","version":3,"status":"processing"}"#;
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).await.unwrap();
    });
    let mixed_up = Client::new(Address::parse(&place).unwrap(), &key("pretend")).unwrap();
    assert_eq!(mixed_up.read(&asked).await.unwrap_err().failure(), Failure::OtherResource);
}
