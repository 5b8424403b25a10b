//! Answers by which a service refuses: how long each asks to wait, and what its clock says.

use crate::kit::calls::{Call, client, read};
use crate::kit::faults::run;
use crate::kit::script::{answer, say};
use crate::kit::server::Server;
use model::Timestamp;

#[test]
fn a_wait_is_never_shorter_than_asked_for_and_never_longer_than_a_quarter_of_an_hour() {
    const NOW: &str = "date: Sun, 06 Nov 1994 08:49:37 GMT";
    const QUARTER: Option<u64> = Some(900);
    let vectors: [(&[&str], Option<u64>); 24] = [
        (&[], None),
        (&["retry-after: 0"], Some(0)),
        (&["retry-after: 1"], Some(1)),
        (&["retry-after: 120"], Some(120)),
        (&["retry-after:   120  "], Some(120)),
        (&["retry-after: 00120"], Some(120)),
        (&["retry-after: 900"], QUARTER),
        (&["retry-after: 901"], QUARTER),
        (&["retry-after: 1000000000"], QUARTER),
        (&["retry-after: 99999999999999999999999999"], QUARTER),
        (&["retry-after: -5"], None),
        (&["retry-after: +5"], None),
        (&["retry-after: 1.5"], None),
        (&["retry-after: soon"], None),
        (&["retry-after:"], None),
        (&["retry-after: 10", "retry-after: 60"], Some(60)),
        (&["retry-after: 60", "retry-after: 10"], Some(60)),
        (&["retry-after: soon", "retry-after: 10"], Some(10)),
        (&[NOW, "retry-after: Sun, 06 Nov 1994 08:50:37 GMT"], Some(60)),
        (&[NOW, "retry-after: Sun, 06 Nov 1994 08:48:37 GMT"], Some(0)),
        (&[NOW, "retry-after: Fri, 31 Dec 9999 23:59:59 GMT"], QUARTER),
        (&[NOW, "retry-after: Sun, 06 Nov 1994 08:50:07 GMT", "retry-after: 10"], Some(30)),
        (&["retry-after: Sun, 06 Nov 1994 08:50:37 GMT"], None),
        (&["date: now", "retry-after: Sun, 06 Nov 1994 08:50:37 GMT"], None),
    ];
    run(async {
        let both = || vectors.into_iter().flat_map(|(lines, asked)| [(429, lines, asked), (503, lines, asked)]);
        let said: Vec<_> = both().map(|(status, lines, _)| answer(status, lines, "")).collect();
        let server = Server::start(move |number| say(said[number].clone()));
        let client = client(&server.place());
        for (status, lines, asked) in both() {
            let error = client.read(&read("auth_1")).await.unwrap_err();
            assert_eq!(error.status(), Some(status), "{lines:?}");
            assert_eq!(error.retry_after().map(|wait| wait.as_secs()), asked, "{lines:?}");
        }
    });
}

#[test]
fn the_services_clock_is_told_with_every_answer_and_is_never_trusted_to_be_one() {
    let vectors = [
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777_000)),
        ("Sunday, 06-Nov-94 08:49:37 GMT", Some(784_111_777_000)),
        ("Fri, 31 Dec 9999 23:59:59 GMT", Some(253_402_300_799_000)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
        ("Wed, 31 Dec 1969 23:59:59 GMT", None),
        ("1994-11-06T08:49:37Z", None),
        ("99999999999999999999", None),
        ("", None),
    ];
    run(async move {
        for (text, expected) in vectors {
            let expected = expected.map(Timestamp);
            let line = format!("date: {text}");
            let (good, bad) = (answer(200, &[&line], Call::Read.right()), answer(500, &[&line], ""));
            let broken = answer(200, &[&line], "{");
            let server = Server::start(move |number| say([&good, &bad, &broken][number].clone()));
            let client = client(&server.place());
            assert_eq!(client.read(&read("auth_1")).await.unwrap().date, expected, "{text}");
            assert_eq!(client.read(&read("auth_1")).await.unwrap_err().date(), expected, "{text}");
            assert_eq!(client.read(&read("auth_1")).await.unwrap_err().date(), expected, "{text}");
        }
    });
}
