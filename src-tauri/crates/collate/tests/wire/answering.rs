//! The phase of the body: an answer that does not come whole, and one that is not what was asked for.

use crate::kit::calls::{Call, SAID, TYPED, assert_tells_nothing, client};
use crate::kit::faults::{Takes, check, fault, run};
use crate::kit::script::{Step, answer, bomb, gzip, head, hear, json, say};
use crate::kit::server::Server;
use Step::{Hang, Hasten, Reset, Say, Trickle};
use collate::Failure::{Broken, NotJson, NotUnderstood, TimedOut};
use collate::{Contract, Failure, Operation, find_out};

/// The beginning of an answer whose body is announced by these lines.
fn begun(lines: &[&str], body: &str) -> Vec<u8> {
    head(200, lines, body)
}

#[test]
fn a_body_that_does_not_come_as_announced_is_no_answer() {
    check(
        &[
            fault("nothing of it", TimedOut, Takes::Silence, |_| {
                hear([Say(begun(&["content-length: 100"], "")), Hasten, Hang])
            }),
            fault("byte by byte", TimedOut, Takes::Total, |_| {
                hear([Say(begun(&["content-length: 100"], "")), Hasten, Trickle(b" ".to_vec())])
            }),
            fault("chunk by chunk", TimedOut, Takes::Total, |_| {
                hear([Say(begun(&["transfer-encoding: chunked"], "")), Hasten, Trickle(b"1\r\n \r\n".to_vec())])
            }),
            fault("shorter, closed", Broken, Takes::NoTime, |call| say(begun(&["content-length: 9999"], call.right()))),
            fault("shorter, reset", Broken, Takes::NoTime, |call| {
                hear([Say(begun(&["content-length: 9999"], call.right())), Reset])
            }),
            fault("shorter, open", TimedOut, Takes::Silence, |call| {
                hear([Say(begun(&["content-length: 9999"], call.right())), Hasten, Hang])
            }),
            fault("longer", NotJson, Takes::NoTime, |call| say(begun(&["content-length: 9"], call.right()))),
            fault("closed amid it", NotJson, Takes::NoTime, |call| say(begun(&[], &call.right()[..20]))),
        ],
        &Call::ANSWERED,
    );
}

#[test]
fn lengths_that_contradict_each_other_are_no_answer() {
    check(
        &[
            fault("two lengths", Broken, Takes::NoTime, |call| {
                say(begun(&["content-length: 9", "content-length: 10"], call.right()))
            }),
            fault("two lengths in one", Broken, Takes::NoTime, |call| {
                say(begun(&["content-length: 9, 10"], call.right()))
            }),
            fault("a length below zero", Broken, Takes::NoTime, |call| {
                say(begun(&["content-length: -1"], call.right()))
            }),
            fault("a length in words", Broken, Takes::NoTime, |call| {
                say(begun(&["content-length: ten"], call.right()))
            }),
            fault("a length beyond numbers", Broken, Takes::NoTime, |call| {
                say(begun(&["content-length: 99999999999999999999"], call.right()))
            }),
            fault("no chunks where they were announced", Broken, Takes::NoTime, |call| {
                say(begun(&["transfer-encoding: chunked"], call.right()))
            }),
            fault("chunks without the last", Broken, Takes::NoTime, |call| {
                let chunk = format!("{:x}\r\n{}\r\n", call.right().len(), call.right());
                say(begun(&["transfer-encoding: chunked"], &chunk))
            }),
            fault("a chunk cut off", Broken, Takes::NoTime, |call| {
                say(begun(&["transfer-encoding: chunked"], &format!("fff\r\n{}", call.right())))
            }),
            fault("a chunk beyond numbers", Broken, Takes::NoTime, |_| {
                say(begun(&["transfer-encoding: chunked"], "fffffffffffffffff\r\n"))
            }),
            fault("a chunk below zero", Broken, Takes::NoTime, |_| {
                say(begun(&["transfer-encoding: chunked"], "-1\r\n"))
            }),
        ],
        &Call::ANSWERED,
    );
}

#[test]
fn a_body_that_is_not_json_is_no_answer() {
    let not_json =
        |name, body: &'static [u8]| fault(name, NotJson, Takes::NoTime, move |_| say(answer(200, &[], body)));
    check(
        &[
            not_json("nothing", b""),
            not_json("text that is not UTF-8", b"{\"id\":\"auth_1\xff\",\"version\":17,\"status\":\"processing\"}"),
            not_json("not a number", br#"{"id":"auth_1","version":NaN,"status":"processing"}"#),
            not_json("a name twice", br#"{"id":"auth_1","version":17,"id":"auth_1","status":"processing"}"#),
            not_json("a mark before it", b"\xef\xbb\xbf{\"id\":\"auth_1\",\"version\":17,\"status\":\"processing\"}"),
            not_json("two documents", br#"{"id":"auth_1","version":17,"status":"processing"}{}"#),
            not_json("half a document", br#"{"id":"auth_1","version":17,"status":"proce"#),
            fault("very deep", NotJson, Takes::NoTime, |_| say(answer(200, &[], "[".repeat(1_000_000)))),
            fault("no content", NotJson, Takes::NoTime, |_| say("HTTP/1.1 204 No Content\r\n\r\n")),
            fault("labelled as a page", NotJson, Takes::NoTime, |call| {
                say(answer(200, &["content-type: Text/HTML; charset=utf-8"], call.right()))
            }),
        ],
        &Call::ANSWERED,
    );
}

#[test]
fn json_that_is_not_what_was_asked_for_is_no_answer() {
    let other = |name, body: &'static str| fault(name, NotUnderstood, Takes::NoTime, move |_| say(json(body)));
    check(
        &[
            other("null", "null"),
            other("a list", "[]"),
            other("an object of others", r#"{"captive":true,"user-portal-url":"https://said-canary.example/"}"#),
            other("a text", r#""said-canary""#),
            other(
                "an error that calls itself a success",
                r#"{"error":{"code":"bad_request","message":"said-canary"}}"#,
            ),
        ],
        &Call::ANSWERED,
    );
    check(
        &[
            other("a version beyond numbers", r#"{"id":"auth_1","version":1e99,"status":"processing"}"#),
            other("a version too large", r#"{"id":"auth_1","version":99999999999999999999,"status":"processing"}"#),
            other("a version below zero", r#"{"id":"auth_1","version":-17,"status":"processing"}"#),
        ],
        &[Call::Read],
    );
}

/// What networks say in place of the service: sign-in pages and proxies' errors.
fn pages() -> [Vec<u8>; 4] {
    let page = format!("<!DOCTYPE html><html><body><form action='/login'>{SAID}</form></body></html>");
    [
        answer(200, &["content-type: text/html"], &page),
        answer(200, &["content-type: application/json"], &page),
        answer(200, &["content-type: text/html", "refresh: 0; url=https://portal.example/"], "[]"),
        answer(511, &["content-type: text/html"], &page),
    ]
}

#[test]
fn a_sign_in_page_is_an_error_and_never_an_empty_list() {
    for page in pages() {
        run(async {
            let said = page.clone();
            let server = Server::start(move |_| say(said.clone()));
            let client = client(&server.place());
            let error = client.list(&Contract::B1.list(10, None)).await.unwrap_err();
            let refused = error.status() == Some(511);
            assert_eq!(error.failure(), if refused { Failure::Refused } else { NotJson }, "{error}");
            assert_eq!((error.operation(), error.code()), (Operation::List, None));
            assert_tells_nothing(&error);
            for call in Call::ANSWERED {
                let error = call.make(&server.place()).await.unwrap_err();
                assert_eq!(error.may_have_run(), collate::MayHaveRun::Unknown, "{call:?}");
                assert_tells_nothing(&error);
            }
            let probed = find_out(&client).await;
            assert_eq!(
                (probed.certain, probed.candidates.as_slice()),
                (None, &[][..]),
                "nothing is found out by a page"
            );
        });
    }
}

#[test]
fn what_is_compressed_is_not_asked_for_and_never_unpacked() {
    for coding in ["gzip", "deflate", "br", "zstd", "gzip, gzip"] {
        let packed = |name, body: fn(Call) -> Vec<u8>| {
            fault(name, NotJson, Takes::NoTime, move |call| {
                let label = format!("content-encoding: {coding}");
                say(answer(200, &["content-type: application/json", &label], body(call)))
            })
        };
        let right = packed("the right answer", |call| gzip(call.right().as_bytes()));
        // Unpacked, it would be too large.
        check(&[right, packed("a bomb", |_| bomb())], &Call::ANSWERED);
    }
    run(async {
        let packed = gzip(TYPED.as_bytes());
        let said = packed.clone();
        let server = Server::start(move |_| say(answer(200, &["content-encoding: gzip"], &said)));
        let file = Contract::B1.download(&model::FileId::new("file_1").unwrap());
        let read = client(&server.place()).download(&file, 1000).await.unwrap().value;
        assert_eq!(read.bytes, packed, "a file is taken as it came");
        assert_eq!(server.heard()[0].header("accept-encoding"), None);
    });
}
