use std::time::Duration;

use axum::http::header;
use serde_json::json;
use simulator::{Effect, Fault, FaultKind, Operation, Options, StartError, start};

use crate::support::{APPROVE, APPROVE_SNAPSHOT, Ask, BASE, Bench, CONTINUE, Http};

fn accept() -> Ask {
    Ask::post(format!("{BASE}/{APPROVE}/confirm"))
        .version(23)
        .idempotent("accept")
        .json(&json!({ "acceptedReviewSnapshotId": APPROVE_SNAPSHOT }))
}

fn confirmations(bench: &Bench) -> usize {
    bench.view(APPROVE).count(|effect| matches!(effect, Effect::Confirmed { .. }))
}

#[tokio::test]
async fn a_connection_dropped_before_executing_leaves_no_effect() {
    let bench = Bench::start().await;
    bench.running.inject(Fault::next(Operation::Confirm, FaultKind::DropBefore));
    assert!(bench.try_send(accept()).await.is_err());
    assert_eq!(confirmations(&bench), 0);
    assert_eq!((bench.last().status, bench.last().fault.as_deref()), (None, Some("dropBefore")));
    bench.send(accept()).await.ok();
}

#[tokio::test]
async fn a_connection_dropped_after_executing_leaves_one_effect_and_the_key_replays_it() {
    let bench = Bench::start().await;
    bench.running.inject(Fault::next(Operation::Confirm, FaultKind::DropAfter));
    assert!(bench.try_send(accept()).await.is_err());
    assert_eq!(confirmations(&bench), 1);
    bench.send(accept()).await.ok();
    assert!(bench.last().replay);
    assert_eq!(confirmations(&bench), 1);
}

#[tokio::test]
async fn a_truncated_answer_breaks_off_after_the_effect() {
    let bench = Bench::start().await;
    bench.running.inject(Fault::next(Operation::Confirm, FaultKind::Truncate));
    assert!(bench.try_send(accept()).await.is_err());
    assert_eq!(confirmations(&bench), 1);
}

#[tokio::test]
async fn refusals_to_order_come_in_the_envelope_before_or_after_the_effect() {
    let bench = Bench::start().await;
    let refuse = |status, code: &str, retry_after_seconds, after_executing| {
        let kind = FaultKind::Refuse { status, code: code.into(), retry_after_seconds, after_executing };
        Fault::next(Operation::Confirm, kind)
    };
    bench.running.inject(refuse(429, "rate_limited", Some(7), false));
    let reply = bench.send(accept()).await;
    reply.refused(429, "rate_limited");
    assert_eq!(reply.header(header::RETRY_AFTER), Some("7"));
    assert_eq!(confirmations(&bench), 0);
    bench.running.inject(refuse(502, "bad_gateway", None, true));
    bench.send(accept()).await.refused(502, "bad_gateway");
    assert_eq!(confirmations(&bench), 1);
    assert_eq!((bench.last().status, bench.last().error_code.as_deref()), (Some(502), Some("bad_gateway")));
}

#[tokio::test]
async fn captive_portals_and_redirects_execute_nothing() {
    let bench = Bench::start().await;
    for status in [200, 403] {
        bench.running.inject(Fault::next(Operation::Confirm, FaultKind::NotJson { status, after_executing: false }));
        let reply = bench.send(accept()).await;
        assert_eq!(reply.status, status);
        assert!(reply.text().contains("guest network"));
    }
    let location = "https://elsewhere.example/".to_owned();
    bench.running.inject(Fault::next(Operation::Confirm, FaultKind::Redirect { location }));
    let reply = bench.send(accept()).await;
    assert_eq!((reply.status.as_u16(), reply.header(header::LOCATION)), (302, Some("https://elsewhere.example/")));
    assert_eq!(confirmations(&bench), 0);
}

#[tokio::test]
async fn the_date_can_be_missing_or_wrong() {
    let bench = Bench::start().await;
    bench.running.inject(Fault::next(Operation::Read, FaultKind::OmitDate));
    let ask = || Ask::get(format!("{BASE}/{APPROVE}"));
    assert_eq!(bench.send(ask()).await.header(header::DATE), None);
    bench.running.inject(Fault::next(Operation::Read, FaultKind::SkewDate { seconds: -7_200 }));
    assert_eq!(bench.send(ask()).await.header(header::DATE), Some("Fri, 20 Nov 2026 14:42:18 GMT"));
    assert_eq!(bench.send(ask()).await.header(header::DATE), Some("Fri, 20 Nov 2026 16:42:18 GMT"));
}

#[tokio::test]
async fn a_delayed_answer_comes_after_one_that_was_asked_later() {
    let bench = Bench::start().await;
    let kind = FaultKind::Delay { ms: 60_000, before: false };
    bench.running.inject(Fault { case_id: Some(APPROVE.into()), ..Fault::next(Operation::Read, kind) });
    let slow = async {
        bench.read(APPROVE).await;
        "slow"
    };
    let quick = async {
        while bench.running.history().is_empty() {
            tokio::task::yield_now().await;
        }
        bench.read(CONTINUE).await;
        "quick"
    };
    let first = tokio::select! { first = slow => first, first = quick => first };
    assert_eq!(first, "quick", "the delayed request was carried out, but not yet answered");
}

#[tokio::test]
async fn a_fault_is_for_its_case_only_and_can_be_taken_back() {
    let bench = Bench::start().await;
    let kind = FaultKind::DropBefore;
    bench.running.inject(Fault { operation: None, case_id: Some(APPROVE.into()), times: 5, kind });
    bench.read(CONTINUE).await;
    assert!(bench.try_send(Ask::get(format!("{BASE}/{APPROVE}"))).await.is_err());
    bench.running.clear_faults();
    bench.read(APPROVE).await;
}

#[tokio::test]
async fn a_service_that_is_down_refuses_connections_and_comes_back_at_the_same_address() {
    let bench = Bench::start().await;
    bench.running.inject(Fault::next(Operation::Read, FaultKind::Down { ms: 150 }));
    assert!(bench.try_send(Ask::get(format!("{BASE}/{APPROVE}"))).await.is_err());
    let mut refused = 0;
    while bench.try_send(Ask::get("/health").without_key()).await.is_err() {
        refused += 1;
        assert!(refused < 1_000_000);
    }
    assert!(refused > 0, "it was down for a while");
    bench.read(APPROVE).await;
}

#[tokio::test]
async fn stopping_ends_every_site_and_the_history_stays() {
    let running = start(Options { control: true, ..Options::default() }).await.unwrap();
    let urls = [running.base_url.clone(), running.portal_url.clone(), running.control_url.clone().unwrap_or_default()];
    let backstage = running.backstage().clone();
    let get = |url: &str| axum::http::Request::builder().uri(format!("{url}/health")).body("".into()).unwrap();
    for url in &urls {
        Http::new().try_send(get(url)).await.unwrap();
    }
    running.stop().await;
    for url in &urls {
        assert!(Http::new().try_send(get(url)).await.is_err(), "{url}");
    }
    assert_eq!(backstage.history().len(), 1);
}

#[tokio::test]
async fn dropping_ends_every_site_too() {
    let running = start(Options::default()).await.unwrap();
    let address = running.base_url.strip_prefix("http://").unwrap().to_owned();
    drop(running);
    let mut tries = 0;
    while tokio::net::TcpStream::connect(&address).await.is_ok() {
        tokio::task::yield_now().await;
        tries += 1;
        assert!(tries < 10_000);
    }
}

#[tokio::test]
async fn only_loopback_is_listened_on_and_an_address_in_use_is_said() {
    let anywhere = Options { listen: ([0, 0, 0, 0], 0).into(), ..Options::default() };
    assert!(matches!(start(anywhere).await, Err(StartError::NotLoopback(_))));
    let running = start(Options::default()).await.unwrap();
    let taken = running.base_url.strip_prefix("http://").unwrap().parse().unwrap();
    let error = start(Options { listen: taken, ..Options::default() }).await.unwrap_err();
    assert!(matches!(error, StartError::Bind { .. }));
    assert!(error.to_string().contains(&taken.to_string()));
    running.take_down(Duration::ZERO);
}
