//! A network whose way out is a proxy, as the environment names it.

use crate::kit::calls::{Call, KEY};
use crate::kit::faults::{Site, Takes, fault, run};
use crate::kit::script::{Step, answer, json, say};
use crate::kit::server::Server;
use crate::kit::trust::{Authority, trusting};
use Step::{Hang, Hasten, Hear, HearSome, Reset, Say, Secure};
use collate::Failure::{Broken, Unreachable};
use std::sync::Arc;

/// A service that is not on this computer, so that it is asked through the proxy.
const FAR: &str = "https://service.example";
const THROUGH: &[u8] = b"HTTP/1.1 200 Connection established\r\n\r\n";

/// Where the proxy of one test stands. Its process must know before it starts, so it is an address of this process's own
/// among the millions that are this computer's.
fn proxy_at(port: u16) -> String {
    let [.., a, b] = std::process::id().to_be_bytes();
    format!("127.77.{a}.{b}:{port}")
}

fn behind(test: &str, port: u16, work: impl FnOnce(Authority, &str)) {
    let at = proxy_at(port);
    let proxy = format!("http://name:proxy-canary@{at}");
    let environment = [("HTTPS_PROXY", proxy.as_str()), ("HTTP_PROXY", &proxy), ("WIRE_PROXY", &at)];
    trusting(test, &environment, |authority| work(authority, &std::env::var("WIRE_PROXY").unwrap()));
}

fn far(_: &Server) -> String {
    FAR.into()
}

#[test]
fn a_proxy_that_looks_inside_is_taken_when_the_system_trusts_it() {
    behind("proxied::a_proxy_that_looks_inside_is_taken_when_the_system_trusts_it", 8871, |authority, at| {
        for call in Call::ALL {
            let config = authority.server(&["service.example"]);
            run(async move {
                let inside = move |_| {
                    vec![Hear, Say(THROUGH.to_vec()), Secure(Arc::clone(&config)), Hear, Say(json(call.right()))]
                };
                let proxy = Server::start_at(at, inside);
                call.make(FAR).await.unwrap();
                let heard = proxy.heard();
                assert_eq!((heard.len(), heard[0].line.as_str()), (2, "CONNECT service.example:443"), "{call:?}");
                let asked = String::from_utf8_lossy(&heard[0].bytes);
                assert!(!asked.contains(KEY) && !asked.contains("Bearer"), "{asked}");
                assert_eq!(heard[0].header("proxy-authorization"), Some("Basic bmFtZTpwcm94eS1jYW5hcnk="));
                assert_eq!(heard[1].header("proxy-authorization"), None, "what is for the proxy stays there");
            });
        }
    });
}

#[test]
fn nothing_is_sent_where_the_proxy_does_not_let_through() {
    behind("proxied::nothing_is_sent_where_the_proxy_does_not_let_through", 8872, |_, at| {
        let stranger = Authority::new().server(&["service.example"]);
        let says = |name, bytes: Vec<u8>| fault(name, Unreachable, Takes::NoTime, move |_| say(bytes.clone()));
        let faults = [
            says("wants a name", answer(407, &["proxy-authenticate: Basic realm=\"said-canary\""], "")),
            says("forbids it", answer(403, &[], "said-canary")),
            says("has no answer", answer(504, &[], "said-canary")),
            says("sends elsewhere", answer(302, &["location: https://portal.example/"], "")),
            says("says what is not HTTP", b"said-canary\r\n\r\n".to_vec()),
            fault("closed", Unreachable, Takes::NoTime, |_| vec![Hear]),
            fault("reset", Unreachable, Takes::NoTime, |_| vec![HearSome(10), Reset]),
            fault("nothing", Unreachable, Takes::Connect, |_| vec![Hear, Hasten, Hang]),
            fault("no hello behind it", Unreachable, Takes::Connect, |_| {
                vec![Hear, Say(THROUGH.to_vec()), HearSome(50), Hasten, Hang]
            }),
            fault("looks inside and is a stranger", Unreachable, Takes::NoTime, move |call| {
                vec![Hear, Say(THROUGH.to_vec()), Secure(Arc::clone(&stranger)), Hear, Say(json(call.right()))]
            }),
        ];
        Site { stands: at.to_owned(), asked: far }.check(&faults, &Call::ALL);
        for call in Call::ALL {
            let error = run(call.make(FAR)).unwrap_err();
            assert_eq!(error.failure(), Unreachable, "{call:?}: there is no proxy any more");
        }
    });
}

#[test]
fn what_breaks_behind_a_proxy_leaves_open_whether_it_ran() {
    behind("proxied::what_breaks_behind_a_proxy_leaves_open_whether_it_ran", 8873, |authority, at| {
        let config = authority.server(&["service.example"]);
        let broken = fault("reset after a request", Broken, Takes::NoTime, move |_| {
            vec![Hear, Say(THROUGH.to_vec()), Secure(Arc::clone(&config)), Hear, Reset]
        });
        Site { stands: at.to_owned(), asked: far }.check(&[broken], &Call::ALL);
    });
}

#[test]
fn this_computer_is_never_asked_through_a_proxy() {
    behind("proxied::this_computer_is_never_asked_through_a_proxy", 8874, |_, at| {
        for call in Call::ALL {
            run(async move {
                let proxy = Server::start_at(at, |_| say(answer(403, &[], "")));
                let server = Server::start(move |_| say(json(call.right())));
                call.make(&server.place()).await.unwrap();
                assert_eq!((proxy.connections(), server.connections()), (0, 1), "{call:?}");
            });
        }
    });
}
