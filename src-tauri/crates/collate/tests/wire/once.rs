//! Connections that are kept: whatever happens to one, no request is sent twice, and no answer is taken for another's.

use crate::kit::calls::{B1, Call, case, client, closing, idempotency, read};
use crate::kit::faults::run;
use crate::kit::script::{Maker, Step, answer, head, json, say};
use crate::kit::server::{Heard, Server};
use Step::{Hang, Hasten, Hear, HearSome, Reset, Say};
use collate::{ApiError, Contract, Failure, MayHaveRun};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

const RIGHT: &str = r#"{"id":"auth_1","version":17,"status":"processing"}"#;
/// An answer nobody asked for.
const STALE: &str = r#"{"id":"auth_1","version":99,"status":"canceled"}"#;

fn keys(server: &Server) -> Vec<String> {
    server.heard().iter().filter_map(|heard| heard.header("idempotency-key").map(str::to_owned)).collect()
}

/// A connection that answers one call and then ends in that way.
fn once_and_then(end: &[Step]) -> Vec<Step> {
    [vec![Hear, Say(json(Call::Command.right()))], end.to_vec()].concat()
}

#[test]
fn a_connection_that_ends_between_requests_duplicates_nothing() {
    for end in [vec![], vec![Reset], vec![Hear, Reset], vec![HearSome(1)]] {
        for pause in [None, Some(Duration::ZERO), Some(Duration::from_millis(2))] {
            let end = end.clone();
            run(async move {
                let server = Server::start(move |_| once_and_then(&end));
                let client = client(&server.place());
                let mut answered = 0;
                for number in 0..40 {
                    let key = format!("key-of-{number}");
                    let done = client.send(&closing(&key, 1)).await;
                    if let Some(pause) = pause {
                        tokio::time::sleep(pause).await;
                    }
                    let arrived = keys(&server).iter().filter(|other| **other == key).count();
                    match done.as_ref().map_err(ApiError::may_have_run) {
                        Ok(_) => assert_eq!(arrived, 1, "{number}"),
                        Err(MayHaveRun::Unknown) => assert!(arrived <= 1, "{number}: {arrived} times"),
                        Err(other) => panic!("{number}: {other:?}"),
                    }
                    answered += usize::from(done.is_ok());
                }
                assert!(answered >= 10, "{answered} were answered");
            });
        }
    }
}

#[test]
fn a_request_that_reached_a_kept_connection_is_not_sent_again_on_another() {
    let ends =
        [vec![HearSome(1)], vec![HearSome(1), Reset], vec![Hear], vec![Hear, Reset], vec![Hear, Say(b"H".to_vec())]];
    for end in ends {
        for call in [Call::Read, Call::Command] {
            let end = end.clone();
            run(async move {
                let server = Server::start(move |_| [vec![Hear, Say(json(call.right()))], end.clone()].concat());
                let client = client(&server.place());
                call.make_by(&client).await.unwrap();
                let error = call.make_by(&client).await.unwrap_err();
                assert_eq!((error.failure(), error.may_have_run()), (Failure::Broken, MayHaveRun::Unknown), "{call:?}");
                assert_eq!(server.connections(), 1, "{call:?}: not tried again");
            });
        }
    }
}

#[test]
fn a_connection_the_service_ends_is_followed_by_a_new_one() {
    let farewells = [
        answer(200, &["connection: close"], RIGHT),
        head(200, &[], RIGHT),
        [b"HTTP/1.0 200 OK\r\ncontent-length: 50\r\n\r\n", RIGHT.as_bytes()].concat(),
    ];
    assert_eq!(RIGHT.len(), 50);
    for farewell in farewells {
        run(async move {
            let server = Server::start(move |_| say(farewell.clone()));
            let client = client(&server.place());
            for _ in 0..3 {
                assert_eq!(client.read(&read("auth_1")).await.unwrap().value.version.0, 17);
            }
            let connections: Vec<_> = server.heard().iter().map(|heard| heard.connection).collect();
            assert_eq!(connections, [0, 1, 2]);
        });
    }
}

#[test]
fn a_refusal_with_a_farewell_is_an_answer_and_nothing_is_sent_again() {
    for status in [408, 421, 425, 429, 500, 502, 503, 504] {
        for call in Call::ALL {
            run(async move {
                let lines = ["connection: close", "retry-after: 0"];
                let server = Server::start(move |_| say(answer(status, &lines, "")));
                let error = call.make(&server.place()).await.unwrap_err();
                assert_eq!((error.failure(), error.status()), (Failure::Refused, Some(status)));
                assert_eq!((server.connections(), server.heard().len()), (1, 1), "{status}, {call:?}");
            });
        }
    }
}

#[test]
fn a_kept_connection_nobody_hears_any_more_is_given_up_and_not_used_again() {
    run(async {
        let server = Server::start(|number| match number {
            0 => vec![Hear, Say(json(RIGHT)), Hear, Hasten, Hang],
            _ => say(json(RIGHT)),
        });
        let client = client(&server.place());
        client.read(&read("auth_1")).await.unwrap();
        let error = client.read(&read("auth_1")).await.unwrap_err();
        assert_eq!((error.failure(), error.may_have_run()), (Failure::TimedOut, MayHaveRun::Unknown));
        tokio::time::resume();
        client.read(&read("auth_1")).await.unwrap();
        let connections: Vec<_> = server.heard().iter().map(|heard| heard.connection).collect();
        assert_eq!(connections, [0, 0, 1]);
    });
}

#[test]
fn what_comes_after_an_answer_is_never_taken_for_the_next_one() {
    let stale = json(STALE);
    let unasked = |first: Vec<u8>| [first, stale.clone()].concat();
    let chunked = format!("32\r\n{RIGHT}\r\n0\r\n\r\n");
    for first in [
        unasked(json(RIGHT)),
        unasked(head(200, &["transfer-encoding: chunked"], &chunked)),
        unasked(head(200, &["content-length: 50", "transfer-encoding: chunked"], &chunked)),
        unasked([b"HTTP/1.1 100 Continue\r\n\r\n".to_vec(), json(RIGHT)].concat()),
    ] {
        for apart in [false, true] {
            let first = first.clone();
            run(async move {
                let at = if apart { first.len() - json(STALE).len() } else { first.len() };
                let (first, rest) = (first[..at].to_vec(), first[at..].to_vec());
                let server = Server::start(move |number| match number {
                    0 => vec![Hear, Say(first.clone()), Say(rest.clone()), Hear, Say(json(STALE)), Hang],
                    _ => say(json(RIGHT)),
                });
                let client = client(&server.place());
                for number in 0..3 {
                    let read = client.read(&read("auth_1")).await;
                    assert!(read.as_ref().map_or(number > 0, |read| read.value.version.0 == 17), "{number}: {read:?}");
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
            });
        }
    }
}

#[test]
fn a_call_that_is_given_up_leaves_nothing_behind_for_the_next_one() {
    run(async {
        let stale = json(STALE);
        let server = Server::start(move |number| match number {
            0 => vec![Hear, Say(stale[..70].to_vec()), HearSome(1), Say(stale[70..].to_vec()), Hang],
            _ => say(json(RIGHT)),
        });
        let client = client(&server.place());
        let request = read("auth_1");
        let half_said = async {
            while server.said() == 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::select! {
            read = client.read(&request) => panic!("{read:?}"),
            () = half_said => {}
        }
        assert_eq!(client.read(&request).await.unwrap().value.version.0, 17);
        assert_eq!(server.connections(), 2);
    });
}

#[test]
fn calls_at_the_same_time_get_each_its_own_answer() {
    run(async {
        let make: Maker = Arc::new(|heard: Heard| {
            Box::pin(async move {
                let id = heard.line.rsplit_once('/').unwrap().1.to_owned();
                tokio::time::sleep(Duration::from_millis(id.len() as u64 * 7 % 5)).await;
                json(&format!(r#"{{"id":"{id}","version":{},"status":"processing"}}"#, id.len()))
            })
        });
        let server = Server::start(move |_| vec![Hear, Step::Make(Arc::clone(&make)), Step::Again]);
        let client = Arc::new(client(&server.place()));
        let ask = |number: usize| {
            let client = Arc::clone(&client);
            tokio::spawn(async move {
                let id = format!("auth_{}{number}", "x".repeat(number % 17));
                let read = client.read(&read(&id)).await.unwrap().value;
                assert_eq!((read.id, read.version.0), (case(&id), id.len() as u64));
            })
        };
        for call in (0..200).map(ask).collect::<Vec<_>>() {
            call.await.unwrap();
        }
        assert_eq!(server.heard().len(), 200);
    });
}

/// Hands a request on to a service, twice, and gives back the second answer.
async fn twice(service: &str, heard: &Heard) -> Vec<u8> {
    let end = heard.bytes.windows(2).position(|window| window == b"\r\n").unwrap();
    let (line, rest) = heard.bytes.split_at(end);
    let mut answer = Vec::new();
    for _ in 0..2 {
        let mut stream = tokio::net::TcpStream::connect(service).await.unwrap();
        stream.write_all(&[line, b"\r\nconnection: close", rest].concat()).await.unwrap();
        answer.clear();
        stream.read_to_end(&mut answer).await.unwrap();
    }
    answer
}

/// Releases a case through a network that delivers everything twice.
async fn confirmed_twice(contract: Contract) -> (Result<(), ApiError>, usize) {
    let options = simulator::Options {
        clock: simulator::Clock::manual(),
        contract: contract.name().parse().unwrap(),
        ..simulator::Options::default()
    };
    let service = simulator::start(options).await.unwrap();
    let behind = service.base_url.trim_start_matches("http://").to_owned();
    let network = Server::start(move |_| {
        let behind = behind.clone();
        let make: Maker = Arc::new(move |heard| {
            let behind = behind.clone();
            Box::pin(async move { twice(&behind, &heard).await })
        });
        vec![Hear, Step::Make(make)]
    });
    let key = vault::ApiKey::new(service.api_key.clone()).ok().unwrap();
    let client = collate::Client::new(crate::kit::calls::address(&network.place()), &key).unwrap();
    let id = case("auth_9WD3RB");
    let before = client.read(&contract.read(&id)).await.unwrap().value;
    let accepted = before.snapshot.unwrap().id;
    let request = contract.confirm(&id, before.version, idempotency("k1"), Some(&accepted), None);
    let done = client.send(&request).await.map(drop);
    let seen = service.case("auth_9WD3RB").unwrap();
    (done, seen.count(|effect| matches!(effect, simulator::Effect::Confirmed { .. })))
}

#[test]
fn a_request_delivered_twice_runs_once_and_is_not_called_a_failure() {
    let (done, ran) = run(confirmed_twice(B1));
    assert_eq!((done, ran), (Ok(()), 1), "the key brings back the first answer");
    let (done, ran) = run(confirmed_twice(Contract::B2));
    let error = done.unwrap_err();
    assert_eq!((error.code(), error.may_have_run(), ran), (Some("version_conflict"), MayHaveRun::Unknown, 1));
}
