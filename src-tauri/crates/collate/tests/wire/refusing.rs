//! Answers by which a service refuses: what each says of whether it ran, how long it asks to wait, and that its words are
//! in no text of ours.

use crate::kit::calls::{Call, KEY, SAID, TYPED, assert_tells_nothing, client, closing, minting, read};
use crate::kit::faults::run;
use crate::kit::script::{answer, say, serve};
use crate::kit::server::{Heard, Server};
use collate::{ApiError, Failure, MayHaveRun, MintClient};
use model::Timestamp;
use serde_json::json;

/// The codes of the reference (section 6), and whether a 409 with one says that this copy did nothing.
const CODES: [(&str, bool); 30] = [
    ("bad_request", false),
    ("final_submission_policy_required", false),
    ("unauthorized", false),
    ("forbidden", false),
    ("insufficient_permissions", false),
    ("prior_authorization_not_found", false),
    ("authorization_not_found", false),
    ("provider_not_found", false),
    ("payer_not_found", false),
    ("file_not_found", false),
    ("access_grant_expired", false),
    ("access_grant_revoked", false),
    ("channel_session_lost", false),
    ("unsupported_route", true),
    ("provider_access_not_configured", true),
    ("idempotency_key_reused", false),
    ("version_conflict", false),
    ("prior_authorization_not_mutable", true),
    ("authorization_not_mutable", true),
    ("prior_authorization_not_actionable", true),
    ("authorization_not_confirmable", true),
    ("next_action_required", true),
    ("next_action_mismatch", true),
    ("next_action_not_confirmable", true),
    ("requirements_not_satisfied", true),
    ("review_stale", true),
    ("live_session_not_available", true),
    ("file_not_ready", true),
    ("manual_handoff_not_allowed", true),
    ("auth_provider_unavailable", false),
];
/// Codes that stand in no page.
const UNKNOWN: [&str; 5] = ["idempotency_key_in_use", "request_in_progress", "conflict", "success", "REVIEW_STALE"];

/// Whether a request that was refused so may have run. Of a decision an earlier copy may have, and made the case what it is.
fn may_have_run(status: u16, code: Option<&str>, decides: bool) -> MayHaveRun {
    let says_no = CODES.iter().any(|(known, says_no)| *says_no && code == Some(known));
    match (status, code) {
        (_, Some("version_conflict" | "idempotency_key_reused")) => MayHaveRun::Unknown,
        (408 | 412 | 425 | 428 | 500.., _) => MayHaveRun::Unknown,
        (409, _) if !says_no || decides => MayHaveRun::Unknown,
        // A page of whatever lies between: it may have come after the service did it.
        (_, None) => MayHaveRun::Unknown,
        _ => MayHaveRun::No,
    }
}

/// Answers with the status and code its request's key names.
fn as_named(heard: &Heard) -> Vec<u8> {
    let (status, code) = heard.header("idempotency-key").unwrap().split_once('/').unwrap();
    let body = match code {
        "" => format!("<html>{SAID}</html>"),
        "number" => json!({"error": {"code": 7, "message": SAID}}).to_string(),
        code => json!({"error": {"code": code, "message": SAID}, "requestId": "req_1"}).to_string(),
    };
    answer(status.parse().unwrap(), &[], body)
}

#[test]
fn every_status_and_code_says_whether_it_ran() {
    run(async {
        let server = Server::start(|_| serve(|heard| as_named(&heard)));
        let client = client(&server.place());
        let codes: Vec<_> = CODES.iter().map(|(code, _)| *code).chain(UNKNOWN).chain(["", "number"]).collect();
        let statuses: Vec<u16> =
            (400..=431).chain([444, 449, 451, 460, 499]).chain(500..=511).chain([520, 599, 999]).collect();
        for status in &statuses {
            for name in &codes {
                let error = client.send(&closing(&format!("{status}/{name}"), 1)).await.unwrap_err();
                let code = (!["", "number"].contains(name)).then_some(*name);
                assert_eq!((error.failure(), error.status(), error.code()), (Failure::Refused, Some(*status), code));
                assert_eq!(error.may_have_run(), may_have_run(*status, code, true), "{status}, {name}");
                let known = CODES.iter().any(|(known, says_no)| *says_no && *known == *name);
                let away = code.filter(|_| known && *status == 409);
                assert_eq!(error.turned_away(), away, "{status}, {name}");
                assert_eq!(error.is_unauthorized(), *status == 401);
                let conflict = code == Some("version_conflict") || matches!(status, 412 | 428);
                assert_eq!(error.is_conflict(), conflict, "{status}, {name}");
                assert_tells_nothing(&error);
            }
        }
        assert_eq!((server.heard().len(), server.connections()), (statuses.len() * codes.len(), 1), "each sent once");
    });
}

#[test]
fn a_refusal_says_the_same_of_a_read_a_mint_and_an_upload() {
    for (status, code) in
        [(403, "forbidden"), (409, "manual_handoff_not_allowed"), (409, "idempotency_key_reused"), (503, "")]
    {
        for call in Call::ALL {
            run(async move {
                let body = json!({"error": {"code": code, "message": SAID}}).to_string();
                let server = Server::start(move |_| say(answer(status, &[], &body)));
                let error = call.make(&server.place()).await.unwrap_err();
                let code = (!code.is_empty()).then_some(code);
                let decides = matches!(call, Call::Command);
                assert_eq!((error.failure(), error.status(), error.code()), (Failure::Refused, Some(status), code));
                assert_eq!(error.may_have_run(), may_have_run(status, code, decides), "{status}, {call:?}");
                assert_eq!(error.message(), Some(SAID), "shown, as the service's own words");
                assert_tells_nothing(&error);
            });
        }
    }
}

#[test]
fn a_service_that_says_back_what_it_was_sent_is_in_no_text_of_ours() {
    let echo = |heard: Heard| {
        let sent = String::from_utf8_lossy(&heard.bytes).into_owned();
        let issue = json!({"errorType": sent, "location": [sent], "message": sent});
        let versions = json!({"expectedVersion": sent, "actualVersion": sent, "reason": sent});
        let error = json!({"code": sent, "message": sent, "issues": [issue], "details": versions});
        let status = if heard.line.starts_with("POST") { 409 } else { 400 };
        answer(status, &[], json!({"error": error, "requestId": sent}).to_string())
    };
    run(async move {
        let server = Server::start(move |_| serve(echo));
        let service = client(&server.place());
        let mint = MintClient::prepare(crate::kit::calls::address(&server.place()), &crate::kit::calls::key()).unwrap();
        let errors: Vec<ApiError> = vec![
            service.read(&read("auth_1")).await.unwrap_err(),
            service.send(&closing("key-of-command", 1)).await.unwrap_err(),
            mint.mint(&minting()).await.err().unwrap(),
        ];
        for error in &errors {
            assert!(error.message().unwrap().contains(KEY), "it was said back");
            assert_tells_nothing(error);
            assert!(!format!("{:?}", error.issues()).contains("canary"));
        }
        assert!(errors[1].message().unwrap().contains(TYPED));
    });
}

#[test]
fn a_wait_is_never_shorter_than_asked_for_and_never_longer_than_a_day() {
    const NOW: &str = "date: Sun, 06 Nov 1994 08:49:37 GMT";
    const DAY: Option<u64> = Some(86_400);
    let vectors: [(&[&str], Option<u64>); 25] = [
        (&[], None),
        (&["retry-after: 0"], Some(0)),
        (&["retry-after: 1"], Some(1)),
        (&["retry-after: 120"], Some(120)),
        (&["retry-after:   120  "], Some(120)),
        (&["retry-after: 00120"], Some(120)),
        (&["retry-after: 3600"], Some(3_600)),
        (&["retry-after: 86400"], DAY),
        (&["retry-after: 86401"], DAY),
        (&["retry-after: 1000000000"], DAY),
        (&["retry-after: 99999999999999999999999999"], DAY),
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
        (&[NOW, "retry-after: Fri, 31 Dec 9999 23:59:59 GMT"], DAY),
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
            let (good, bad) =
                (answer(200, &[&line], Call::Read.right()), answer(500, &[&line], r#"{"error":{"code":"internal"}}"#));
            // What lies between has a clock of its own.
            let (page, broken) = (answer(403, &[&line], "<html>"), answer(200, &[&line], "{"));
            let server = Server::start(move |number| say([&good, &bad, &page, &broken][number].clone()));
            let client = client(&server.place());
            assert_eq!(client.read(&read("auth_1")).await.unwrap().date, expected, "{text}");
            assert_eq!(client.read(&read("auth_1")).await.unwrap_err().date(), expected, "{text}");
            for _ in 0..2 {
                assert_eq!(client.read(&read("auth_1")).await.unwrap_err().date(), None, "{text}");
            }
        }
    });
}
