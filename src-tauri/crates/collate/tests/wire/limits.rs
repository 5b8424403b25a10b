//! What an answer may take, whatever it is: so many bytes, so much time, so much memory.

use crate::kit::calls::{B1, Call, assert_tells_nothing, client};
use crate::kit::faults::run;
use crate::kit::script::{Step, head, hear};
use crate::kit::server::Server;
use Step::{Hang, Hasten, Say, SayOn, Trickle};
use collate::Failure::{Broken, TimedOut, TooLarge};
use collate::{ApiError, Failure, MayHaveRun};
use tokio::time::Instant;

const MEBI: usize = 1024 * 1024;
/// The largest page or case.
const LARGEST: usize = 16 * MEBI;
/// The largest error.
const LARGEST_ERROR: usize = MEBI;
/// The largest head.
const LARGEST_HEAD: usize = MEBI / 2;
/// What sockets hold beyond what is read from them.
const HELD: usize = 12 * MEBI;

/// An answer without an end, what comes of it, and how much of it is taken.
struct Endless {
    name: &'static str,
    begun: Vec<u8>,
    goes_on: Vec<u8>,
    failure: Failure,
    most: usize,
}

fn endless(name: &'static str, begun: Vec<u8>, goes_on: &[u8], failure: Failure, most: usize) -> Endless {
    Endless { name, begun, goes_on: goes_on.to_vec(), failure, most }
}

fn answers() -> Vec<Endless> {
    let spaces = vec![b' '; 65_536];
    let chunk = [b"10000\r\n", spaces.as_slice(), b"\r\n"].concat();
    let small = [b"200\r\n", &spaces[..512], b"\r\n"].concat().repeat(100);
    let chunked = &["transfer-encoding: chunked"][..];
    let to_come = |bytes: usize| format!("content-length: {bytes}");
    vec![
        endless("a body", head(200, &[], ""), &spaces, TooLarge, LARGEST),
        endless("a body in chunks", head(200, chunked, ""), &chunk, TooLarge, LARGEST),
        endless("a body in small chunks", head(200, chunked, ""), &small, TooLarge, LARGEST),
        endless("an announced body", head(200, &[&to_come(LARGEST + 1)], ""), &spaces, TooLarge, 0),
        endless("an error", head(500, &[], ""), &spaces, TooLarge, LARGEST_ERROR),
        endless("an error in chunks", head(409, chunked, ""), &chunk, TooLarge, LARGEST_ERROR),
        endless("an announced error", head(503, &[&to_come(LARGEST_ERROR + 1)], ""), &spaces, TooLarge, 0),
        endless("a redirect", head(302, &["location: /"], ""), &spaces, TooLarge, LARGEST_ERROR),
        endless("headers", b"HTTP/1.1 200 OK\r\n".to_vec(), b"x-more: and more\r\n", Broken, LARGEST_HEAD),
        endless("a header", b"HTTP/1.1 200 OK\r\nx: ".to_vec(), &[b'a'; 4096], Broken, LARGEST_HEAD),
        endless("a status line", b"HTTP/1.1 200 ".to_vec(), &[b'a'; 4096], Broken, LARGEST_HEAD),
        endless("a size of a chunk", head(200, chunked, "1;"), &[b'a'; 4096], Broken, LARGEST_HEAD),
        endless("a trailer", head(200, chunked, "0\r\nx: "), &[b'a'; 4096], Broken, LARGEST_HEAD),
        endless("trailers", head(200, chunked, "0\r\n"), b"x-more: and more\r\n", Broken, LARGEST_HEAD),
    ]
}

async fn meet(answer: &Endless, call: Call) {
    let (begun, goes_on) = (answer.begun.clone(), answer.goes_on.clone());
    let server = Server::start(move |_| hear([Say(begun.clone()), SayOn(goes_on.clone())]));
    let error = call.make(&server.place()).await.unwrap_err();
    let name = answer.name;
    assert_eq!((error.failure(), error.may_have_run()), (answer.failure, MayHaveRun::Unknown), "{name}, {call:?}");
    assert_tells_nothing(&error);
    let said = server.said();
    assert!(said <= answer.most + HELD, "{name}, {call:?}: {said} bytes were taken");
    assert_eq!((server.connections(), server.heard().len()), (1, 1), "{name}, {call:?}: sent once");
}

#[test]
fn an_answer_without_an_end_is_taken_up_to_its_limit_only() {
    for answer in answers() {
        // A read meets them where memory is measured.
        for call in [Call::Command, Call::Mint] {
            run(meet(&answer, call));
        }
    }
}

#[test]
fn a_hundred_headers_are_read_and_no_more() {
    for (count, taken) in [(90, true), (101, false), (5000, false)] {
        run(async move {
            let lines = vec!["x-more: and more"; count];
            let said =
                [head(200, &lines, "")[..].strip_suffix(b"\r\n").unwrap(), b"content-length: 4\r\n\r\nnull"].concat();
            let server = Server::start(move |_| crate::kit::script::say(said.clone()));
            let error = Call::Read.make(&server.place()).await.unwrap_err();
            assert_eq!(error.failure(), if taken { Failure::NotUnderstood } else { Broken }, "{count}");
        });
    }
}

#[test]
fn an_upload_reads_nothing_of_a_good_answer_and_little_of_a_bad_one() {
    run(async {
        let good = Server::start(|_| hear([Say(head(200, &[], "")), SayOn(vec![b' '; 65_536])]));
        Call::Upload.make(&good.place()).await.unwrap();
        assert!(good.said() <= HELD);
    });
    let bad = endless("an error", head(403, &[], ""), &[b' '; 65_536], TooLarge, LARGEST_ERROR);
    run(meet(&bad, Call::Upload));
    run(async {
        let slow = Server::start(|_| hear([Say(head(403, &[], "")), Hasten, Trickle(b" ".to_vec())]));
        let prepared = Call::Upload.prepare(&slow.place()).await;
        let begun = Instant::now();
        let error = prepared.await.unwrap_err();
        assert_eq!(error.failure(), TimedOut);
        assert!((60..69).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
    });
}

async fn download(server: &Server, limit: usize) -> Result<usize, ApiError> {
    let file = B1.download(&model::FileId::new("file_1").unwrap());
    client(&server.place()).download(&file, limit).await.map(|answer| answer.value.bytes.len())
}

#[test]
fn a_file_has_ten_minutes_and_the_size_it_may_have() {
    run(async {
        let endless = Server::start(|_| hear([Say(head(200, &[], "")), SayOn(vec![b'x'; 65_536])]));
        let error = download(&endless, 100_000).await.unwrap_err();
        assert_eq!(error.failure(), TooLarge);
        assert!(endless.said() <= HELD);
    });
    run(async {
        let slow = Server::start(|_| hear([Say(head(200, &[], "")), Hasten, Trickle(b"x".to_vec())]));
        let begun = Instant::now();
        assert_eq!(download(&slow, 100_000).await.unwrap_err().failure(), TimedOut);
        assert!((600..604).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
    });
    run(async {
        let silent = Server::start(|_| hear([Say(head(200, &["content-length: 9"], "half")), Hasten, Hang]));
        let begun = Instant::now();
        assert_eq!(download(&silent, 100_000).await.unwrap_err().failure(), TimedOut);
        assert!((15..19).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
    });
}

/// The most memory this process ever held, in bytes.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() * 1024
}

#[test]
fn memory_stays_within_the_limit_and_as_much_again() {
    crate::kit::alone::alone("limits::memory_stays_within_the_limit_and_as_much_again", &[], || {
        run(async {
            let server = Server::start(|_| crate::kit::script::say(crate::kit::script::json(Call::Read.right())));
            Call::Read.make(&server.place()).await.unwrap();
        });
        let before = peak();
        for answer in answers() {
            run(meet(&answer, Call::Read));
        }
        let grown = peak() - before;
        println!("grown by {grown}");
        assert!(grown <= 2 * LARGEST, "{grown} bytes more than before");
        assert!(grown >= LARGEST / 2, "{grown}: nothing was measured");
    });
}
