//! The phase of TLS, and what breaks above it.

use crate::kit::calls::{Call, client};
use crate::kit::faults::{Fault, Site, Takes, fault, run};
use crate::kit::script::{Step, answer, head, json};
use crate::kit::server::Server;
use crate::kit::trust::{Authority, Identity, configured, configured_as, trusting};
use Step::{Cut, Hang, Hasten, Hear, HearSome, Reset, Say, SayBare, Secure};
use collate::Failure::{Broken, TimedOut, Unreachable};
use rcgen::{CertificateParams, DnType, ExtendedKeyUsagePurpose, date_time_ymd};
use std::sync::Arc;
use tokio_rustls::rustls::{ServerConfig, version};

const HERE: &[&str] = &["127.0.0.1"];

/// A server that would answer rightly if somebody spoke to it.
fn showing(name: &'static str, config: Arc<ServerConfig>) -> Fault {
    fault(name, Unreachable, Takes::NoTime, move |call| {
        vec![Secure(Arc::clone(&config)), Hear, Say(json(call.right()))]
    })
}

#[test]
fn a_server_the_system_vouches_for_is_spoken_to_in_both_versions() {
    let test = "secure::a_server_the_system_vouches_for_is_spoken_to_in_both_versions";
    trusting(test, &[], |authority| {
        let identity = authority.vouched(HERE, |_| {});
        for version in [&version::TLS12, &version::TLS13] {
            let config = configured_as(&identity, &[version], |_| {});
            for call in Call::ALL {
                let config = Arc::clone(&config);
                run(async move {
                    let server =
                        Server::start(move |_| vec![Secure(Arc::clone(&config)), Hear, Say(json(call.right()))]);
                    call.make(&server.secure_place()).await.unwrap();
                    assert_eq!(server.heard().len(), 1, "{call:?}");
                });
            }
        }
    });
}

#[test]
fn nothing_is_sent_to_a_server_nobody_vouches_for() {
    trusting("secure::nothing_is_sent_to_a_server_nobody_vouches_for", &[], |authority| {
        let wrong = |name, change: fn(&mut CertificateParams)| {
            showing(name, configured(&authority.vouched(HERE, change), |_| {}))
        };
        let faults = [
            showing("vouched for by itself", configured(&Identity::self_signed(HERE), |_| {})),
            showing("vouched for by a stranger", Authority::new().server(HERE)),
            showing("another host", authority.server(&["service.example"])),
            showing("another address", authority.server(&["127.0.0.2"])),
            showing("no host", authority.server(&[])),
            wrong("a host in the old place only", |params| {
                params.subject_alt_names.clear();
                params.distinguished_name.push(DnType::CommonName, "127.0.0.1");
            }),
            wrong("expired", |params| {
                params.not_before = date_time_ymd(2020, 1, 1);
                params.not_after = date_time_ymd(2021, 1, 1);
            }),
            wrong("not valid yet", |params| params.not_before = date_time_ymd(2090, 1, 1)),
            wrong("for clients", |params| params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth]),
        ];
        Site::secure().check(&faults, &Call::ALL);
    });
}

#[test]
fn nothing_is_sent_where_the_hello_fails() {
    trusting("secure::nothing_is_sent_where_the_hello_fails", &[], |_| {
        let faults = [
            fault("closed at once", Unreachable, Takes::NoTime, |_| vec![]),
            fault("closed in the hello", Unreachable, Takes::NoTime, |_| vec![HearSome(50)]),
            fault("reset in the hello", Unreachable, Takes::NoTime, |_| vec![HearSome(50), Reset]),
            fault("no hello", Unreachable, Takes::Connect, |_| vec![HearSome(50), Hasten, Hang]),
            fault("half a hello, open", Unreachable, Takes::Connect, |_| {
                vec![HearSome(50), Say(vec![22, 3, 3, 0, 100, 2, 0, 0, 96, 3, 3]), Hasten, Hang]
            }),
            fault("half a hello, closed", Unreachable, Takes::NoTime, |_| {
                vec![HearSome(50), Say(vec![22, 3, 3, 0, 100, 2, 0, 0, 96, 3, 3])]
            }),
            fault("turned away", Unreachable, Takes::NoTime, |_| {
                vec![HearSome(50), Say(vec![21, 3, 3, 0, 2, 2, 40]), Hang]
            }),
            fault("plain HTTP", Unreachable, Takes::NoTime, |call| vec![HearSome(50), Say(json(call.right())), Hang]),
            fault("plain HTTP's refusal", Unreachable, Takes::NoTime, |_| {
                vec![HearSome(50), Say(answer(400, &["connection: close"], "TLS? No."))]
            }),
            fault("zeros", Unreachable, Takes::NoTime, |_| vec![HearSome(50), Say(vec![0; 64]), Hang]),
        ];
        Site::secure().check(&faults, &Call::ALL);
    });
}

#[test]
fn what_breaks_above_tls_leaves_open_whether_it_ran() {
    trusting("secure::what_breaks_above_tls_leaves_open_whether_it_ran", &[], |authority| {
        let config = authority.server(HERE);
        let above = |name, failure, takes, steps: fn(Call) -> Vec<Step>| {
            let config = Arc::clone(&config);
            fault(name, failure, takes, move |call| [vec![Secure(Arc::clone(&config))], steps(call)].concat())
        };
        let early = [
            above("closed before a request", Broken, Takes::NoTime, |_| vec![]),
            above("closed after some bytes", Broken, Takes::NoTime, |_| vec![HearSome(20)]),
            above("turned away after a request", Broken, Takes::NoTime, |_| {
                vec![Hear, SayBare(vec![21, 3, 3, 0, 2, 2, 116]), Hang]
            }),
            above("reset after a request", Broken, Takes::NoTime, |_| vec![Hear, Reset]),
            above("cut after a request", Broken, Takes::NoTime, |_| vec![Hear, Cut]),
            above("noise in place of an answer", Broken, Takes::NoTime, |_| vec![Hear, SayBare(vec![7; 64]), Hang]),
            above("nothing", TimedOut, Takes::Silence, |_| vec![Hear, Hasten, Hang]),
        ];
        Site::secure().check(&early, &Call::ALL);
        let late = [
            above("cut amid a body of a known length", Broken, Takes::NoTime, |call| {
                vec![Hear, Say(head(200, &["content-length: 999"], call.right())), Cut]
            }),
            above("cut at the end of a body that ends with the connection", Broken, Takes::NoTime, |call| {
                vec![Hear, Say(head(200, &["connection: close"], call.right())), Cut]
            }),
            above("noise amid a body", Broken, Takes::NoTime, |call| {
                vec![Hear, Say(head(200, &["content-length: 999"], call.right())), SayBare(vec![23, 3, 3, 0, 9]), Cut]
            }),
        ];
        Site::secure().check(&late, &Call::ANSWERED);
    });
}

#[test]
fn a_file_that_is_cut_off_is_not_a_shorter_file() {
    trusting("secure::a_file_that_is_cut_off_is_not_a_shorter_file", &[], |authority| {
        let config = authority.server(HERE);
        let read = |end: &[Step]| {
            let begun =
                vec![Secure(Arc::clone(&config)), Hear, Say(head(200, &["connection: close"], "%PDF-1.7 half"))];
            let script = [begun, end.to_vec()].concat();
            run(async move {
                let server = Server::start(move |_| script.clone());
                let file = crate::kit::calls::B1.download(&model::FileId::new("file_1").unwrap());
                client(&server.secure_place()).download(&file, 100).await.map(|answer| answer.value.bytes.len())
            })
        };
        assert_eq!(read(&[]), Ok(13), "the farewell says that nothing is missing");
        assert_eq!(read(&[Cut]).unwrap_err().failure(), Broken);
    });
}

#[test]
fn a_server_that_would_rather_speak_http_2_is_spoken_to_in_http_1() {
    trusting("secure::a_server_that_would_rather_speak_http_2_is_spoken_to_in_http_1", &[], |authority| {
        let identity = authority.vouched(HERE, |_| {});
        let offering = |protocols: &[&str]| {
            let protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
            configured(&identity, |config| config.alpn_protocols = protocols)
        };
        let both = offering(&["h2", "http/1.1"]);
        for call in Call::ALL {
            let both = Arc::clone(&both);
            run(async move {
                let server = Server::start(move |_| vec![Secure(Arc::clone(&both)), Hear, Say(json(call.right()))]);
                call.make(&server.secure_place()).await.unwrap();
                assert_eq!(server.agreed(), [Some(b"http/1.1".to_vec())], "{call:?}");
            });
        }
        Site::secure().check(&[showing("HTTP/2 only", offering(&["h2"]))], &Call::ALL);
    });
}
