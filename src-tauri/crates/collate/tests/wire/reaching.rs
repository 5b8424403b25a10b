//! The phases up to the first byte of an answer: finding the server, connecting, writing, waiting.

use crate::kit::calls::{Call, SAID, assert_tells_nothing};
use crate::kit::faults::{Takes, check, fault, run};
use crate::kit::script::{Step, answer, hear, json, say};
use crate::kit::server::Server;
use Step::{Hang, Hasten, HearSome, Reset, Say, Trickle, Wait};
use collate::Failure::{Broken, Refused, TimedOut, Unreachable};
use collate::MayHaveRun;
use std::time::Duration;
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::Instant;

#[test]
fn a_right_answer_is_taken_and_asked_for_once_with_these_headers_only() {
    for call in Call::ALL {
        run(async move {
            let server = Server::start(move |_| say(json(call.right())));
            call.make(&server.place()).await.unwrap();
            let heard = server.heard();
            assert_eq!((server.connections(), heard.len()), (1, 1), "{call:?}");
            let mut names: Vec<_> = heard[0].headers.iter().map(|(name, _)| name.as_str()).collect();
            names.sort_unstable();
            let expected = match call {
                Call::Read => "accept authorization host user-agent",
                Call::Command | Call::LargeCommand => {
                    "accept authorization content-length content-type host idempotency-key if-match user-agent"
                }
                Call::Mint => "accept authorization host idempotency-key user-agent",
                Call::Upload | Call::LargeUpload => "accept content-length host user-agent x-token",
            };
            assert_eq!(names.join(" "), expected, "{call:?}");
        });
    }
}

#[test]
fn what_cannot_be_reached_was_not_sent() {
    run(async {
        let gone = TcpSocket::new_v4().unwrap();
        gone.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        // Nobody listens at the first; a name with such a part is refused before anybody is asked for it.
        let places = [format!("http://{}", gone.local_addr().unwrap()), format!("https://{}.example", "n".repeat(64))];
        for place in places {
            for call in Call::ALL {
                let error = call.make(&place).await.unwrap_err();
                assert_eq!((error.failure(), error.may_have_run()), (Unreachable, MayHaveRun::NotSent), "{call:?}");
                assert_tells_nothing(&error);
            }
        }
    });
}

#[test]
fn what_does_not_take_a_connection_is_waited_for_five_seconds() {
    for call in Call::ALL {
        run(async move {
            // One that is full: what knocks is not even turned away.
            let socket = TcpSocket::new_v4().unwrap();
            socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
            let full = socket.listen(0).unwrap();
            let at = full.local_addr().unwrap();
            let mut waiting = Vec::new();
            while let Ok(came) = tokio::time::timeout(Duration::from_millis(50), TcpStream::connect(at)).await {
                waiting.push(came.unwrap());
            }
            let prepared = call.prepare(&format!("http://{at}")).await;
            tokio::time::pause();
            let begun = Instant::now();
            let error = prepared.await.unwrap_err();
            let took = begun.elapsed().as_secs();
            assert_eq!(
                (error.failure(), error.may_have_run(), took),
                (Unreachable, MayHaveRun::NotSent, 5),
                "{call:?}"
            );
            assert_tells_nothing(&error);
        });
    }
}

#[test]
fn a_connection_that_breaks_while_the_request_is_written_leaves_open_whether_it_ran() {
    check(
        &[
            fault("closed before a byte was heard", Broken, Takes::NoTime, |_| vec![]),
            fault("reset after a byte", Broken, Takes::NoTime, |_| vec![HearSome(1), Reset]),
            fault("closed after a byte", Broken, Takes::NoTime, |_| vec![HearSome(1)]),
        ],
        &Call::ALL,
    );
    check(
        &[
            fault("reset amid the body", Broken, Takes::NoTime, |_| vec![HearSome(100_000), Reset]),
            fault("closed amid the body", Broken, Takes::NoTime, |_| vec![HearSome(100_000)]),
            fault("no longer heard", TimedOut, Takes::Silence, |_| vec![HearSome(100_000), Hasten, Wait]),
        ],
        &[Call::LargeCommand, Call::LargeUpload],
    );
}

#[test]
fn a_refusal_amid_the_body_is_the_services_no() {
    for call in [Call::LargeCommand, Call::LargeUpload] {
        run(async move {
            let no = answer(413, &[], r#"{"error":{"code":"file_too_large"}}"#);
            let server = Server::start(move |_| vec![HearSome(100_000), Say(no.clone()), Wait]);
            let error = call.make(&server.place()).await.unwrap_err();
            assert_eq!((error.failure(), error.status(), error.code()), (Refused, Some(413), Some("file_too_large")));
            assert_eq!((error.may_have_run(), server.connections()), (MayHaveRun::No, 1), "{call:?}");
            assert_tells_nothing(&error);
        });
    }
}

#[test]
fn before_the_first_byte_of_an_answer_nothing_is_known() {
    check(
        &[
            fault("nothing", TimedOut, Takes::Silence, |_| hear([Hasten, Hang])),
            fault("closed", Broken, Takes::NoTime, |_| hear([])),
            fault("reset", Broken, Takes::NoTime, |_| hear([Reset])),
            fault("one byte", TimedOut, Takes::Silence, |_| hear([Say(b"H".to_vec()), Hasten, Hang])),
            fault("half a status line", Broken, Takes::NoTime, |_| say("HTTP/1.1 20")),
            fault("half a head", Broken, Takes::NoTime, |_| say("HTTP/1.1 200 OK\r\nContent-Type: appl")),
            fault("a slow head", TimedOut, Takes::Silence, |_| {
                hear([Say(b"HTTP/1.1 200 OK\r\nx: ".to_vec()), Hasten, Trickle(b"a".to_vec())])
            }),
            fault("put off again and again", TimedOut, Takes::Silence, |_| {
                hear([Hasten, Trickle(b"HTTP/1.1 100 Continue\r\n\r\n".to_vec())])
            }),
        ],
        &Call::ALL,
    );
}

#[test]
fn what_does_not_speak_http_1_is_no_answer() {
    check(
        &[
            fault("another protocol", Broken, Takes::NoTime, |_| say(format!("SSH-2.0-{SAID}\r\n"))),
            fault("another version", Broken, Takes::NoTime, |_| say("HTTP/9.9 200 OK\r\n\r\n")),
            fault("no status", Broken, Takes::NoTime, |_| say(format!("HTTP/1.1 {SAID}\r\n\r\n"))),
            fault("a short status", Broken, Takes::NoTime, |_| say("HTTP/1.1 20 OK\r\n\r\n")),
            fault("a page without a head", Broken, Takes::NoTime, |_| say(format!("<html>{SAID}</html>\r\n\r\n"))),
            fault("frames of HTTP/2", Broken, Takes::NoTime, |_| say([0, 0, 0, 4, 0, 0, 0, 0, 0].repeat(4))),
            fault("zeros", Broken, Takes::NoTime, |_| say([0; 64])),
            fault("TLS", Broken, Takes::NoTime, |_| say([21, 3, 3, 0, 2, 2, 40])),
            fault("a change of protocol", Refused, Takes::NoTime, |_| {
                say("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n")
            }),
        ],
        &Call::ALL,
    );
}
