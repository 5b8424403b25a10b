//! A service that is newer, older or terser than the reference: everything is still read, and what is odd is said.

use super::life::{put, wanted};
use super::{Bench, bench_of, case, idempotency};
use collate::{Contract, Effect, Failure, MintClient, Oddity};
use model::{ContentType, Status};
use simulator::{Absence, Rules, Vocabularies, Vocabulary};

/// Reads everything that can be read without changing a case. Gives what was odd.
async fn all_read(bench: &Bench, contract: Contract) -> Vec<Oddity> {
    let client = &bench.client;
    let mut odd = Vec::new();
    let page = client.list(&contract.list(100, None)).await.unwrap();
    assert_eq!(page.value.unreadable, 0);
    odd.extend(page.odd);
    for row in &page.value.rows {
        odd.extend(client.read(&contract.read(&row.id)).await.unwrap().odd);
        if contract.has_live_session() {
            odd.extend(client.read_live_session(&contract.read_live_session(&row.id)).await.unwrap().odd);
        }
    }
    let payers = client.payers(&contract.list_payers(None)).await.unwrap();
    assert!(!payers.value.0.is_empty());
    odd.extend(payers.odd);
    odd.extend(client.provider(&contract.read_provider("1999999984")).await.unwrap().odd);
    if contract.lists_routes() {
        let routes = client.routes(&contract.list_routes("1999999984")).await.unwrap();
        assert!(!routes.value.is_empty() || !routes.odd.is_empty());
        odd.extend(routes.odd);
    }
    if contract.resolves_routes() {
        let route = client.route(&contract.resolve_route(&wanted())).await.unwrap();
        assert_eq!(route.value.payer_id, "payer_northgate");
        odd.extend(route.odd);
    }
    odd
}

#[tokio::test]
async fn nothing_is_odd_about_a_service_of_the_reference() {
    for contract in Contract::ALL {
        let bench = bench_of(contract).await;
        assert_eq!(all_read(&bench, contract).await, []);
        bench.assert_no_violations();
    }
}

#[tokio::test]
async fn what_is_not_required_may_be_absent() {
    for contract in Contract::ALL {
        for absent_optionals in [Absence::Empty, Absence::All] {
            let bench = bench_of(contract).await;
            bench.service.set_rules(Rules { absent_optionals, ..Rules::default() });
            let mut odd = all_read(&bench, contract).await;
            // A way to a payer that does not say which is no way.
            odd.retain(|odd| !matches!(odd, Oddity::OtherShape { at } if at.starts_with("routes.options")));
            assert_eq!(odd, [], "{contract:?} {absent_optionals:?}");
            let made = bench.client.send(&contract.create(&wanted(), idempotency("k1"))).await.unwrap();
            assert!(matches!(made.value, Effect::Authorization(_)));
            let made = bench.client.create_file(&contract.create_file("a.pdf", ContentType::Pdf)).await.unwrap();
            assert_eq!(made.odd, []);
        }
    }
}

#[tokio::test]
async fn members_nobody_knows_are_said_and_cost_nothing() {
    for contract in Contract::ALL {
        let bench = bench_of(contract).await;
        let plain = bench.client.list(&contract.list(100, None)).await.unwrap().value;
        bench.service.set_rules(Rules { extra_fields: true, ..Rules::default() });
        let dressed = bench.client.list(&contract.list(100, None)).await.unwrap();
        let names = |object: &str| {
            let named = |odd: &Oddity| matches!(odd, Oddity::UnknownField { object: of, .. } if *of == object);
            dressed.odd.iter().any(named)
        };
        for object in ["authorization", "policy", "question", "requirements", "submission", "nextAction", "pagination"]
        {
            assert!(names(object), "{contract:?} {object}: {:?}", dressed.odd);
        }
        for (plain, dressed) in plain.rows.iter().zip(&dressed.value.rows) {
            assert_eq!(
                (&plain.id, &plain.status, &plain.next_action),
                (&dressed.id, &dressed.status, &dressed.next_action)
            );
            assert_eq!(plain.questionnaire.len(), dressed.questionnaire.len());
            assert_eq!((&plain.answers, &plain.requirements), (&dressed.answers, &dressed.requirements));
        }
        assert!(!all_read(&bench, contract).await.is_empty());
        let made = bench.client.send(&contract.create(&wanted(), idempotency("k1"))).await.unwrap();
        assert!(!made.odd.is_empty());
    }
}

#[tokio::test]
async fn words_nobody_knows_are_kept_and_said() {
    for contract in Contract::ALL {
        let bench = bench_of(contract).await;
        let unknown_values = Vocabularies::of(&Vocabulary::ALL);
        bench.service.set_rules(Rules { unknown_values, ..Rules::default() });
        let odd = all_read(&bench, contract).await;
        let mut said: Vec<_> = odd
            .iter()
            .filter_map(|odd| match odd {
                Oddity::UnknownWord(word) => {
                    assert_eq!(word.word, "unlisted_value");
                    Some(word.of)
                }
                _ => None,
            })
            .collect();
        said.sort();
        said.dedup();
        use model::Vocabulary as V;
        for of in [
            V::Status,
            V::Outcome,
            V::Action,
            V::Policy,
            V::RequestType,
            V::CodeSystem,
            V::QuestionKind,
            V::SnapshotStatus,
        ] {
            assert!(said.contains(&of), "{contract:?} {of:?}: {said:?}");
        }
        if contract.has_handoffs() {
            for of in [V::Resolution, V::Channel, V::AccessMode, V::HandoffState, V::SessionState] {
                assert!(said.contains(&of), "{contract:?} {of:?}: {said:?}");
            }
        }
        let read = bench.client.read(&contract.read(&case("auth_9WD3RB"))).await.unwrap().value;
        assert_eq!(read.status, Status::Unknown("unlisted_value".into()));
        assert!(!read.unknown_words().is_empty());
        let file = bench.client.create_file(&contract.create_file("a.pdf", ContentType::Pdf)).await.err().unwrap();
        assert_eq!((file.failure(), file.at()), (Failure::NotUnderstood, Some("createdFile.upload.strategy")));
    }
}

#[tokio::test]
async fn an_error_code_nobody_knows_is_kept() {
    let bench = bench_of(Contract::B2).await;
    bench.service.set_rules(Rules { unknown_values: Vocabularies::of(&[Vocabulary::ErrorCode]), ..Rules::default() });
    let error = bench.client.read(&Contract::B2.read(&case("auth_nobody"))).await.unwrap_err();
    assert_eq!((error.status(), error.code()), (Some(404), Some("unlisted_value")));
}

#[tokio::test]
async fn refusals_of_the_new_operations_say_why_and_what_was_surely_not_done() {
    use collate::MayHaveRun::{No, Unknown};
    for contract in Contract::ALL {
        let bench = bench_of(contract).await;
        let client = &bench.client;
        let stranger = model::FileId::new("file_nobody").unwrap();
        let error = client.file(&contract.read_file(&stranger)).await.unwrap_err();
        assert_eq!((error.status(), error.code()), (Some(404), Some("file_not_found")));
        let error = client.provider(&contract.read_provider("0000000000")).await.unwrap_err();
        assert_eq!((error.status(), error.code()), (Some(404), Some("provider_not_found")));
        let pending = client.create_file(&contract.create_file("a.pdf", ContentType::Pdf)).await.unwrap().value.0;
        let error = client.download(&contract.download(&pending.id), 10).await.unwrap_err();
        assert_eq!((error.status(), error.code()), (Some(409), Some("file_not_ready")));
        let elsewhere = model::NewAuthorization { state: "ZZ".into(), ..wanted() };
        let error = client.send(&contract.create(&elsewhere, idempotency("k1"))).await.unwrap_err();
        assert_eq!((error.code(), error.may_have_run()), (Some("unsupported_route"), No));
        let empty = model::NewAuthorization { code: String::new(), ..wanted() };
        let error = client.send(&contract.create(&empty, idempotency("k2"))).await.unwrap_err();
        assert_eq!((error.code(), error.issues().is_empty()), (Some("bad_request"), false), "{error:?}");
        let id = case("auth_P3W9DX");
        let read = client.read(&contract.read(&id)).await.unwrap().value;
        let file = put(&bench, contract, "b.pdf").await;
        let types = ["chart_notes".to_owned()];
        let attach = contract.attach(&id, read.version, idempotency("k3"), &file, &types, None);
        let error = client.send(&attach).await.unwrap_err();
        let code =
            if contract == Contract::A { "authorization_not_mutable" } else { "prior_authorization_not_mutable" };
        assert_eq!((error.turned_away(), error.may_have_run()), (Some(code), Unknown));
    }
}

#[tokio::test]
async fn a_session_can_be_watched_and_the_reason_is_said_where_it_cannot() {
    for contract in [Contract::B1, Contract::B2] {
        let bench = bench_of(contract).await;
        let mint = || MintClient::prepare(super::address(&bench.service), &super::key(&bench.service.api_key)).unwrap();
        let minted = mint().mint_watch(&contract.mint_watch(&case("auth_P3W9DX"), idempotency("w1"))).await.unwrap();
        let port = super::address(&bench.service).port();
        let own = [vault::LinkHost::loopback_http("127.0.0.1", port).unwrap()];
        assert!(vault::WatchUrl::parse(minted.link, &own).is_ok());
        assert!(minted.expires_at > minted.date);
        let closed = contract.mint_watch(&case("auth_H8C1RS"), idempotency("w2"));
        let error = mint().mint_watch(&closed).await.err().unwrap();
        assert_eq!((error.code(), error.reason().is_some()), (Some("live_session_not_available"), true));
        bench.assert_no_violations();
    }
}

#[tokio::test]
async fn each_contract_is_found_out_as_far_as_it_can_be() {
    for (contract, certain, candidates) in [
        (Contract::B1, None, &[Contract::B1, Contract::B2][..]),
        (Contract::B2, Some(Contract::B2), &[Contract::B2]),
        (Contract::A, Some(Contract::A), &[Contract::A]),
    ] {
        let bench = bench_of(contract).await;
        let probed = collate::find_out(&bench.client).await;
        assert_eq!((probed.certain, probed.candidates.as_slice()), (certain, candidates), "{:?}", probed.lines);
        assert!(bench.service.history().iter().all(|exchange| exchange.method == "GET" && !exchange.effect));
    }
}
