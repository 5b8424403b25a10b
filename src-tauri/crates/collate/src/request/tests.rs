//! The frozen bytes of every builder, in every contract.

use super::*;
use crate::Close;
use model::{
    AnswerItem, AnswerValue, AttachmentId, ContentType, Json, NewAuthorization, ReportedOutcome, SnapshotId,
    SubmissionPolicy, UnableReason,
};

const EVERY: [Contract; 3] = Contract::ALL;
const VERSION: AuthorizationVersion = AuthorizationVersion(14);
const CASE_OF_B: &str = "/v1/prior-authorizations/auth_7QK2M9";
const CASE_OF_A: &str = "/v1/prior-auth/authorizations/auth_7QK2M9";

fn id() -> AuthorizationId {
    AuthorizationId::new("auth_7QK2M9").unwrap()
}

fn handoff() -> HandoffId {
    HandoffId::new("mhand_5RT90").unwrap()
}

fn file() -> FileId {
    FileId::new("file_2").unwrap()
}

fn snapshot() -> SnapshotId {
    SnapshotId::new("rev_5J2Q8").unwrap()
}

fn key() -> IdempotencyKey {
    IdempotencyKey::new("key-1").unwrap()
}

/// Method, path and query, headers, body: as they are sent, but for the API key.
fn sent(request: &FrozenRequest) -> String {
    let query: Vec<_> = request.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let mut lines = vec![format!("{} {}{query}", request.operation.method(), request.path)];
    let headers = request.headers();
    let mut headers: Vec<_> =
        headers.iter().map(|(name, value)| format!("{name}: {}", value.to_str().unwrap())).collect();
    headers.sort();
    lines.extend(headers);
    lines.extend(request.body.as_deref().map(|body| std::str::from_utf8(body).unwrap().to_owned()));
    lines.join("\n")
}

const KEY: &str = "idempotency-key: key-1\n";
const TAG: &str = "if-match: \"14\"";
const JSON: &str = "content-type: application/json\n";

/// Whether a key is sent, by contract in the order of [`Contract::ALL`].
type Keys = [bool; 3];
const ALWAYS: Keys = [true, true, true];
const NEVER: Keys = [false, false, false];
const B1_ONLY: Keys = [true, false, false];
const B1_AND_A: Keys = [true, false, true];

/// A write with a body, on a version.
fn write(method_and_path: &str, with_key: bool, body: &str) -> String {
    format!("{method_and_path}\n{JSON}{}{TAG}\n{body}", if with_key { KEY } else { "" })
}

fn case_of(contract: Contract) -> &'static str {
    if contract == Contract::A { CASE_OF_A } else { CASE_OF_B }
}

fn new() -> NewAuthorization {
    NewAuthorization {
        provider_npi: "1234567893".into(),
        payer_id: "payer_aetna".into(),
        state: "CA".into(),
        request_type: "drug".into(),
        system: "hcpcs".into(),
        code: "J0791".into(),
        policy: SubmissionPolicy::RequiresApproval,
    }
}

#[test]
fn reads_carry_neither_version_nor_key_nor_body() {
    for contract in EVERY {
        let case = case_of(contract);
        let base = case.strip_suffix("/auth_7QK2M9").unwrap();
        for (request, expected) in [
            (contract.list(200, None), format!("GET {base}?limit=100")),
            (contract.list(10, Some("c2")), format!("GET {base}?limit=10&cursor=c2")),
            (contract.read(&id()), format!("GET {case}")),
            (contract.read_live_session(&id()), format!("GET {case}/live-session")),
            (contract.read_handoff(&id(), &handoff()), format!("GET {case}/manual-handoffs/mhand_5RT90")),
            (contract.read_file(&file()), "GET /v1/files/file_2".into()),
            (contract.download(&file()), "GET /v1/files/file_2/download".into()),
            (contract.list_routes("12"), "GET /v1/prior-authorization-routes?providerNpi=12".into()),
            (contract.list_payers(None), "GET /v1/payers?limit=100".into()),
            (contract.list_payers(Some("c2")), "GET /v1/payers?limit=100&cursor=c2".into()),
            (contract.read_provider("1234567893"), "GET /v1/providers/1234567893".into()),
            (contract.read_provider(".."), "GET /v1/providers/-".into()),
        ] {
            assert_eq!(sent(&request), expected);
            assert!(!request.operation().is_command());
        }
    }
}

#[test]
fn a_case_is_made_in_the_contracts_own_words() {
    let in_b = r#"{"providerNpi":"1234567893","request":{"payerId":"payer_aetna","coverageState":"CA","requestType":"drug","serviceCode":{"system":"hcpcs","code":"J0791"}},"policy":{"finalSubmission":"requires_approval"}}"#;
    let in_a = r#"{"providerNpi":"1234567893","templateSelection":{"payerId":"payer_aetna","insuranceState":"CA","serviceType":"drug","serviceCode":"J0791","serviceCodeSystem":"hcpcs"},"policy":{"finalSubmission":"requires_confirmation"}}"#;
    for (contract, path, body) in [
        (Contract::B1, "/v1/prior-authorizations", in_b),
        (Contract::B2, "/v1/prior-authorizations", in_b),
        (Contract::A, "/v1/prior-auth/authorizations", in_a),
    ] {
        let request = contract.create(&new(), key());
        assert_eq!(sent(&request), format!("POST {path}\n{JSON}{}\n{body}", KEY.trim_end()));
        assert!(request.operation().is_command());
        let automatic = NewAuthorization { policy: SubmissionPolicy::Automatic, ..new() };
        assert!(sent(&contract.create(&automatic, key())).ends_with(r#""policy":{"finalSubmission":"automatic"}}"#));
    }
}

#[test]
fn a_route_is_asked_for_without_version_key_or_policy() {
    let in_b = r#"{"providerNpi":"1234567893","payerId":"payer_aetna","coverageState":"CA","requestType":"drug","serviceCode":{"system":"hcpcs","code":"J0791"}}"#;
    let in_a = r#"{"providerNpi":"1234567893","templateSelection":{"payerId":"payer_aetna","insuranceState":"CA","serviceType":"drug","serviceCode":"J0791","serviceCodeSystem":"hcpcs"}}"#;
    for (contract, path, body) in [
        (Contract::B1, "/v1/prior-authorization-routes/resolve", in_b),
        (Contract::B2, "/v1/prior-authorization-routes/resolve", in_b),
        (Contract::A, "/v1/prior-auth/authorization-route-resolutions", in_a),
    ] {
        let request = contract.resolve_route(&new());
        assert_eq!(sent(&request), format!("POST {path}\n{JSON}{body}"));
        assert!(!request.operation().is_command());
    }
}

fn answers() -> Vec<AnswerItem> {
    let leaf =
        |link_id: &str, values: Vec<AnswerValue>| AnswerItem { link_id: link_id.into(), values, items: Vec::new() };
    let group = |items| AnswerItem { link_id: "diagnoses".into(), values: Vec::new(), items };
    vec![
        leaf("name", vec![AnswerValue::Text("A \"B\"".into())]),
        leaf("smoker", vec![AnswerValue::Bool(false)]),
        leaf("born", vec![AnswerValue::Date("1980-02-03".into())]),
        leaf("dose", vec![AnswerValue::Decimal("1.50".into()), AnswerValue::Decimal("1,5".into())]),
        leaf("side", vec![AnswerValue::Code("left".into())]),
        leaf("cleared", Vec::new()),
        leaf("never", vec![AnswerValue::Text("x".into()), AnswerValue::Other(Json::Bool(true))]),
        group(vec![leaf("code", vec![AnswerValue::Text("M05".into())])]),
        group(vec![
            leaf("code", vec![AnswerValue::Text("M06".into())]),
            leaf("side", vec![AnswerValue::Code("left".into())]),
        ]),
        // Two occurrences of which one cannot be written: sent alone, the other would replace both.
        AnswerItem { items: vec![leaf("a", vec![AnswerValue::Other(Json::Null)])], ..leaf("pair", Vec::new()) },
        AnswerItem { items: vec![leaf("a", vec![AnswerValue::Bool(true)])], ..leaf("pair", Vec::new()) },
    ]
}

#[test]
fn answers_are_nested_items_and_a_value_of_unknown_shape_is_never_written() {
    let items = concat!(
        r#"{"item":[{"linkId":"name","answer":[{"valueString":"A \"B\""}]},{"linkId":"smoker","answer":[{"valueBoolean":false}]},"#,
        r#"{"linkId":"born","answer":[{"valueDate":"1980-02-03"}]},"#,
        r#"{"linkId":"dose","answer":[{"valueDecimal":1.50},{"valueString":"1,5"}]},"#,
        r#"{"linkId":"side","answer":[{"valueCoding":{"code":"left"}}]},{"linkId":"cleared","answer":[]},"#,
        r#"{"linkId":"diagnoses","item":[{"linkId":"code","answer":[{"valueString":"M05"}]}]},"#,
        r#"{"linkId":"diagnoses","item":[{"linkId":"code","answer":[{"valueString":"M06"}]},{"linkId":"side","answer":[{"valueCoding":{"code":"left"}}]}]}]}"#,
    );
    for contract in EVERY {
        let name = if contract == Contract::A { "questionnaireResponse" } else { "answers" };
        let request = contract.patch_answers(&id(), VERSION, key(), &answers());
        let place = format!("PATCH {}/answers", case_of(contract));
        assert_eq!(sent(&request), write(&place, false, &format!(r#"{{"{name}":{items}}}"#)));
        assert!(request.operation().is_command());
    }
}

#[test]
fn only_a_json_number_goes_as_a_number() {
    let value = |digits: &str| {
        let item =
            AnswerItem { link_id: "n".into(), values: vec![AnswerValue::Decimal(digits.into())], items: Vec::new() };
        let body = Contract::B1.patch_answers(&id(), VERSION, key(), &[item]).body.unwrap();
        String::from_utf8(body).unwrap()
    };
    for digits in ["0", "-1.50", "1e400", "123456789012345678901234567890"] {
        assert!(value(digits).contains(&format!(r#"{{"valueDecimal":{digits}}}"#)), "{digits}");
    }
    for digits in ["", "01", "+1", ".5", "5.", "1,5", " 1", "1 ", "NaN", "null", "1}", "[1", "\"1\""] {
        assert!(value(digits).contains("valueString"), "{digits}");
    }
}

#[test]
fn files_are_put_on_a_case_and_taken_off_it() {
    for (contract, with_key) in EVERY.into_iter().zip(B1_AND_A) {
        let case = case_of(contract);
        let types = ["chart_notes".to_owned(), "lab".to_owned()];
        let request = contract.attach(&id(), VERSION, key(), &file(), &types, None);
        let body = r#"{"fileId":"file_2","documentTypes":["chart_notes","lab"]}"#;
        assert_eq!(sent(&request), write(&format!("POST {case}/attachments"), with_key, body));
        let described = contract.attach(&id(), VERSION, key(), &file(), &types[..1], Some("Visit of May"));
        let body = r#"{"fileId":"file_2","documentTypes":["chart_notes"],"description":"Visit of May"}"#;
        assert_eq!(sent(&described), write(&format!("POST {case}/attachments"), with_key, body));
        let removed = contract.remove_attachment(&id(), VERSION, key(), &AttachmentId::new("att/1").unwrap());
        assert_eq!(sent(&removed), format!("DELETE {case}/attachments/att%2F1\n{TAG}"));
        assert!(request.operation().is_command() && removed.operation().is_command());
    }
}

#[test]
fn a_file_is_announced_and_completed_without_version_and_key() {
    for contract in EVERY {
        let body = r#"{"fileName":"notes.pdf","contentType":"application/pdf","purpose":"authorization_attachment"}"#;
        assert_eq!(sent(&contract.create_file("notes.pdf", ContentType::Pdf)), format!("POST /v1/files\n{JSON}{body}"));
        assert_eq!(sent(&contract.complete_file(&file())), "POST /v1/files/file_2/complete");
    }
}

#[test]
fn generation_b_confirms_a_package_and_generation_a_an_action() {
    let (accepted, action) = (snapshot(), "act_9");
    let by_package = r#"{"acceptedReviewSnapshotId":"rev_5J2Q8"}"#;
    for (contract, with_key) in EVERY.into_iter().zip(B1_AND_A) {
        let place = format!("POST {}/confirm", case_of(contract));
        let confirm = |accepted, action| sent(&contract.confirm(&id(), VERSION, key(), accepted, action));
        let (full, without_package) = match contract {
            Contract::A => (r#"{"nextActionId":"act_9"}"#, r#"{"nextActionId":"act_9"}"#),
            Contract::B1 | Contract::B2 => (by_package, "{}"),
        };
        assert_eq!(confirm(Some(&accepted), Some(action)), write(&place, with_key, full));
        assert_eq!(confirm(None, Some(action)), write(&place, with_key, without_package));
        assert_eq!(confirm(None, None), write(&place, with_key, "{}"));
    }
}

#[test]
fn a_cancel_has_no_body() {
    for (contract, with_key) in EVERY.into_iter().zip(B1_AND_A) {
        let key_line = if with_key { KEY } else { "" };
        let expected = format!("POST {}/cancel\n{key_line}{TAG}", case_of(contract));
        assert_eq!(sent(&contract.cancel(&id(), VERSION, key())), expected);
    }
}

#[test]
fn a_handoff_is_started_with_the_package_where_there_is_one() {
    for (contract, with_key) in EVERY.into_iter().zip(B1_ONLY) {
        let place = format!("POST {}/manual-handoffs", case_of(contract));
        let start = |accepted| sent(&contract.create_handoff(&id(), VERSION, key(), accepted));
        assert_eq!(start(None), write(&place, with_key, "{}"));
        let body = r#"{"acceptedReviewSnapshotId":"rev_5J2Q8"}"#;
        assert_eq!(start(Some(&snapshot())), write(&place, with_key, body));
    }
}

#[test]
fn each_close_goes_to_its_own_door_with_its_own_body() {
    let note = || Some("Confirmation page shown.".to_owned());
    let complete =
        Close::Complete { outcome: ReportedOutcome::Submitted, reference: Some("NG-26".into()), notes: note() };
    let unable = Close::Unable { reason: UnableReason::ChannelOutage, notes: None };
    let revoke = Close::Revoke { reason: "Not mine".into(), notes: None };
    let told = r#"{"reportedOutcome":"submitted","observedReferenceNumber":"NG-26","operatorNotes":"Confirmation page shown."}"#;
    for (contract, with_key) in EVERY.into_iter().zip(B1_ONLY) {
        for (close, door, body) in [
            (&complete, "complete", told),
            (&unable, "unable-to-complete", r#"{"reason":"channel_outage"}"#),
            (&revoke, "revoke", r#"{"reason":"Not mine"}"#),
        ] {
            let request = contract.close_handoff(&id(), &handoff(), VERSION, key(), close);
            let place = format!("POST {}/manual-handoffs/mhand_5RT90/{door}", case_of(contract));
            assert_eq!(sent(&request), write(&place, with_key, body));
        }
    }
}

#[test]
fn links_are_made_without_version_and_body() {
    for (contract, with_key) in EVERY.into_iter().zip(B1_ONLY) {
        let key_line = if with_key { "\nidempotency-key: key-1" } else { "" };
        let case = case_of(contract);
        let act = contract.mint_grant(&id(), &handoff(), key());
        let place = format!("POST {case}/manual-handoffs/mhand_5RT90/access-grants");
        assert_eq!(sent(&act), format!("{place}{key_line}"));
        let look = contract.mint_watch(&id(), key());
        assert_eq!(sent(&look), format!("POST {case}/live-session/access-grants{key_line}"));
        assert!(!act.operation().is_command() && !look.operation().is_command());
    }
}

#[test]
fn keys_go_where_each_contract_wants_them_and_nowhere_else() {
    use Operation as O;
    for (operation, keys) in [
        (O::Create, ALWAYS),
        (O::Attach, B1_AND_A),
        (O::Confirm, B1_AND_A),
        (O::Cancel, B1_AND_A),
        (O::CreateHandoff, B1_ONLY),
        (O::CompleteHandoff, B1_ONLY),
        (O::UnableToComplete, B1_ONLY),
        (O::RevokeHandoff, B1_ONLY),
        (O::MintGrant, B1_ONLY),
        (O::MintWatch, B1_ONLY),
        (O::PatchAnswers, NEVER),
        (O::RemoveAttachment, NEVER),
        (O::CreateFile, NEVER),
        (O::CompleteFile, NEVER),
        (O::ResolveRoute, NEVER),
        (O::Read, NEVER),
        (O::Probe, NEVER),
    ] {
        assert_eq!(EVERY.map(|contract| contract.carries_key(operation)), keys, "{}", operation.name());
    }
}

#[test]
fn an_id_cannot_leave_its_path_segment() {
    let hostile = AuthorizationId::new("../files?x=1#y/%2e%2e").unwrap();
    let inside = "..%2Ffiles%3Fx%3D1%23y%2F%252e%252e";
    assert_eq!(Contract::B1.read(&hostile).path, format!("/v1/prior-authorizations/{inside}"));
    assert_eq!(Contract::B2.read_provider("../x?y").path, "/v1/providers/..%2Fx%3Fy");
    assert_eq!(Contract::A.read_file(&FileId::new("a/b").unwrap()).path, "/v1/files/a%2Fb");
}

#[test]
fn what_a_person_typed_is_not_in_the_debug_text() {
    let text = format!("{:?}", Contract::B1.list_routes("1234567893"));
    assert!(!text.contains("1234567893") && text.contains("ListRoutes"), "{text}");
}
