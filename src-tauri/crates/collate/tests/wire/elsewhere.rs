//! Redirects: none is followed, and nothing of ours goes to another place.

use crate::kit::calls::{Call, assert_tells_nothing, client, read};
use crate::kit::faults::run;
use crate::kit::script::{Step, answer, json, say, serve};
use crate::kit::server::Server;
use collate::{Failure, MayHaveRun};

/// Makes a call that is answered by that status and these headers, and sees that it ends there.
async fn assert_not_followed(call: Call, status: u16, lines: Vec<String>) {
    let server = Server::start(move |_| {
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        serve_once(answer(status, &lines, "said-canary"))
    });
    let error = call.make(&server.place()).await.unwrap_err();
    let what = format!("{status}, {call:?}");
    assert_eq!((error.failure(), error.status()), (Failure::Redirected, Some(status)), "{what}");
    assert_eq!(error.may_have_run(), MayHaveRun::Unknown, "{what}");
    assert_tells_nothing(&error);
    assert_eq!((server.connections(), server.heard().len()), (1, 1), "{what}: not asked again");
}

/// That answer to one request, and then whatever else comes is heard.
fn serve_once(said: Vec<u8>) -> Vec<Step> {
    vec![Step::Hear, Step::Say(said), Step::Hear]
}

#[test]
fn no_redirect_is_followed_on_the_same_host_or_to_another() {
    for status in [300, 301, 302, 303, 304, 305, 307, 308] {
        for call in Call::ALL {
            run(async move {
                let elsewhere = Server::start(move |_| say(json(call.right())));
                let port = elsewhere.place().rsplit_once(':').unwrap().1.to_owned();
                let places = [elsewhere.place(), format!("http://localhost:{port}/v1"), "/v1/elsewhere".into()];
                // Where it leads makes no difference before it is followed: one kind of call goes everywhere.
                let tried = if call == Call::Command { places.len() } else { 1 };
                for place in &places[..tried] {
                    assert_not_followed(call, status, vec![format!("location: {place}")]).await;
                }
                assert_eq!(elsewhere.connections(), 0, "{status}, {call:?}");
            });
        }
    }
}

#[test]
fn a_redirect_of_any_form_ends_there() {
    run(async {
        let elsewhere = Server::start(|_| say(json(Call::Read.right())));
        let other = elsewhere.place();
        let scheme_less = other.trim_start_matches("http:").to_owned();
        let forms = [
            vec![],
            vec![String::from("location: ")],
            vec![String::from("location: ://no place")],
            vec![format!("location: {scheme_less}")],
            vec![String::from("location: file:///etc/passwd")],
            vec![format!("location: {other}"), format!("location: {other}")],
            vec![format!("refresh: 0; url={other}"), format!("content-location: {other}")],
        ];
        for lines in forms {
            for call in Call::ALL {
                assert_not_followed(call, 302, lines.clone()).await;
            }
        }
        assert_eq!(elsewhere.connections(), 0);
    });
}

#[test]
fn what_an_answer_offers_beside_itself_is_not_taken() {
    run(async {
        let elsewhere = Server::start(|_| say(json(Call::Read.right())));
        let other = elsewhere.place();
        let server = Server::start(move |_| {
            let authority = other.trim_start_matches("http://").to_owned();
            let lines = [
                format!("refresh: 0; url={other}"),
                format!("link: <{other}/v1>; rel=preload"),
                format!("alt-svc: http/1.1=\"{authority}\""),
                "set-cookie: session=said-canary; Path=/".into(),
                "strict-transport-security: max-age=99".into(),
            ];
            serve(move |_| {
                let lines: Vec<_> = lines.iter().map(String::as_str).collect();
                answer(200, &lines, Call::Read.right())
            })
        });
        let client = client(&server.place());
        for _ in 0..2 {
            client.read(&read("auth_1")).await.unwrap();
        }
        let heard = server.heard();
        assert_eq!((heard.len(), elsewhere.connections()), (2, 0));
        assert_eq!(heard[0].headers, heard[1].headers, "nothing was kept of the first answer");
    });
}
