//! Authorizations of both generations, whole, bare, and odd.

use crate::{Contract, NotUnderstood, Oddity, decode_authorization, decode_page};
use model::{
    ActionKind, Authorization, AuthorizationVersion, Completeness, Json, ResolutionKind, SnapshotId, SnapshotStatus,
    Status, SubmissionPolicy, UnknownWord, Vocabulary,
};

fn read_by(contract: Contract, text: &str) -> (Authorization, Vec<Oddity>) {
    decode_authorization(text.as_bytes(), contract).unwrap()
}

fn read(text: &str) -> Authorization {
    read_by(Contract::B1, text).0
}

fn odd(text: &str) -> Vec<Oddity> {
    read_by(Contract::B1, text).1
}

fn shape(at: &str) -> Oddity {
    Oddity::OtherShape { at: at.into() }
}

fn word(of: Vocabulary, word: &str) -> Oddity {
    Oddity::UnknownWord(UnknownWord { of, word: word.into() })
}

fn field(object: &'static str, name: &str) -> Oddity {
    Oddity::UnknownField { object, name: name.into() }
}

#[test]
fn id_version_and_status_are_enough() {
    let bare = read(r#"{"id":"auth_1","version":3,"status":"processing"}"#);
    assert_eq!((bare.version, bare.status), (AuthorizationVersion(3), Status::Processing));
    assert!(bare.next_action.is_none() && bare.snapshot.is_none() && bare.receipt.is_none());
    for (without, at) in [
        (r#"{"version":3,"status":"processing"}"#, "authorization.id"),
        (r#"{"id":"","version":3,"status":"processing"}"#, "authorization.id"),
        (r#"{"id":"auth_1","status":"x"}"#, "authorization.version"),
        (r#"{"id":"auth_1","version":-3,"status":"x"}"#, "authorization.version"),
        (r#"{"id":"auth_1","version":3}"#, "authorization.status"),
        (r#"{"id":"auth_1","version":3,"status":null}"#, "authorization.status"),
        ("[]", "authorization"),
        (r#"{"id":"auth_1","#, "byte 15"),
    ] {
        let error = decode_authorization(without.as_bytes(), Contract::B1).unwrap_err();
        assert_eq!(error.at(), at, "{without}");
    }
}

#[test]
fn fields_of_another_shape_count_as_not_returned_and_lose_nothing_else() {
    let text = r#"{"id":"auth_1","version":3,"status":"requires_action","payer":"Northgate","request":[],
            "requirements":{"questions":{"a":1},"documents":[{"type":"chart_notes"},7]},"attachments":null,
            "submission":{"reviewSnapshot":{"status":"current"},"payerReceipt":{"referenceNumber":7}},
            "nextAction":{"type":"approve_submission"},"createdAt":"yesterday","outcome":5}"#;
    let case = read(text);
    assert!(case.payer.is_none() && case.snapshot.is_none() && case.outcome.is_none() && case.created_at.is_none());
    assert_eq!(case.requirements.documents.len(), 1);
    assert_eq!(case.receipt.unwrap().reference, None);
    assert_eq!(case.next_action.unwrap().resolution, None);
    let expected = [
        "outcome",
        "payer",
        "request",
        "requirements.questions",
        "requirements.documents[1]",
        "submission.reviewSnapshot.id",
        "submission.payerReceipt.referenceNumber",
        "createdAt",
    ];
    assert_eq!(odd(text), expected.map(|at| shape(&format!("authorization.{at}"))));
}

#[test]
fn unknown_words_are_kept_and_reported() {
    let text = r#"{"id":"auth_1","version":3,"status":"on_holiday","outcome":"lost",
            "nextAction":{"type":"sign_in_blood","resolution":{"kind":"quill"}}}"#;
    let case = read(text);
    assert_eq!((case.status.as_str(), case.status_word.as_str()), ("on_holiday", "on_holiday"));
    assert_eq!(case.outcome.as_ref().unwrap().as_str(), "lost");
    let action = case.next_action.as_ref().unwrap();
    assert_eq!((action.kind.as_str(), action.resolution.as_ref().unwrap().as_str()), ("sign_in_blood", "quill"));
    let words = [
        (Vocabulary::Status, "on_holiday"),
        (Vocabulary::Outcome, "lost"),
        (Vocabulary::Action, "sign_in_blood"),
        (Vocabulary::Resolution, "quill"),
    ];
    assert_eq!(odd(text), words.map(|(of, text)| word(of, text)));
    assert_eq!(case.unknown_words().len(), words.len());
}

#[test]
fn an_action_of_another_shape_still_wants_something_nobody_knows() {
    let case = read(r#"{"id":"a","version":1,"status":"requires_action","nextAction":"approve","submission":{}}"#);
    assert!(!case.next_action.unwrap().kind.is_known());
}

#[test]
fn unknown_fields_are_reported_and_free_objects_are_not_looked_into() {
    let text = r#"{"id":"a","version":1,"status":"processing","shoeSize":4,"metadata":{"x":1},
        "payer":{"id":"p","displayName":"P","mood":"good"},
        "submission":{"weight":1,"reviewSnapshot":{"id":"rev_1","status":"current","summary":{"y":2},"own":1},
                      "payerReceipt":{"details":{"z":1},"stamp":"x"},"decision":{"details":{"z":1},"judge":"x"}},
        "questionnaire":[{"linkId":"a","type":"string","color":"red","requiredWhen":{"b":1}}]}"#;
    let expected = [
        field("payer", "mood"),
        field("question", "color"),
        field("payerReceipt", "stamp"),
        field("decision", "judge"),
        field("submission", "weight"),
        field("authorization", "shoeSize"),
    ];
    assert_eq!(odd(text), expected);
}

#[test]
fn the_package_is_kept_whole_and_the_covered_one_is_read_from_the_action() {
    let case = read(
        r#"{"id":"auth_1","version":3,"status":"requires_action",
            "submission":{"reviewSnapshot":{"id":"rev_1","status":"current","warnings":["a",{"b":1}],"extra":{"c":1.50}}},
            "nextAction":{"type":"complete_payer_interaction","resolution":{"kind":"manual_handoff"},
                          "covers":{"reviewSnapshotId":"rev_2"}},
            "activeManualHandoff":{"id":"mhand_1","state":"active","version":2}}"#,
    );
    assert_eq!(case.covered_snapshot().map(SnapshotId::as_str), Some("rev_2"));
    let snapshot = case.snapshot.unwrap();
    assert_eq!((snapshot.warnings, snapshot.status), (2, SnapshotStatus::Current));
    assert_eq!(snapshot.content.get("extra").unwrap().get("c"), Some(&Json::Number("1.50".into())));
    assert_eq!(case.active_handoff.unwrap().id.unwrap().as_str(), "mhand_1");
}

#[test]
fn a_link_to_a_live_session_is_never_kept() {
    let link = "https://live.example/secret-path";
    for contract in Contract::ALL {
        let answers = if contract == Contract::A { "questionnaireResponse" } else { "answers" };
        let text = format!(
            r#"{{"id":"auth_1","version":3,"status":"processing","liveViewUrl":"{link}",
                "{answers}":{{"item":[{{"linkId":"a","liveViewUrl":"{link}","answer":[{{"liveViewUrl":"{link}"}}]}}]}},
                "questionnaire":[{{"linkId":"a","type":"string","defaultValue":{{"liveViewURL":"{link}"}},
                                   "textWhen":[{{"liveViewUrl":"{link}"}}]}}],
                "submission":{{"reviewSnapshot":{{"id":"rev_1","status":"current","kind":"k","liveViewUrl":"{link}",
                                                  "summary":{{"deep":[{{"liveViewUrl":"{link}"}}],"kept":1}}}},
                               "payerReceipt":{{"details":{{"liveViewUrl":"{link}"}}}},
                               "decision":{{"liveViewUrl":"{link}"}}}}}}"#
        );
        let (case, odd) = read_by(contract, &text);
        assert!(!format!("{case:?}").contains("secret-path"), "{contract:?}");
        assert!(!format!("{odd:?}").contains("secret-path"), "{contract:?}");
        assert!(odd.contains(&field("reviewSnapshot", "liveViewUrl")), "{odd:?}");
        let content = case.snapshot.unwrap().content;
        assert_eq!(content.get("summary").unwrap().get("kept"), Some(&Json::Number("1".into())));
    }
}

#[test]
fn a_link_that_is_null_is_nothing_to_note() {
    let text = r#"{"id":"a","version":1,"status":"processing","submission":{"reviewSnapshot":
        {"id":"rev_1","status":"current","liveViewUrl":null}}}"#;
    let (case, odd) = read_by(Contract::A, text);
    assert!(odd.is_empty() && case.snapshot.unwrap().content.get("liveViewUrl").is_none());
}

#[test]
fn a_row_that_leaves_out_what_is_wanted_is_a_summary() {
    let full = r#"{"id":"a","version":1,"status":"requires_action","nextAction":null,"submission":{}}"#;
    assert_eq!(read(full).completeness, Completeness::Full);
    let summary = r#"{"id":"a","version":1,"status":"requires_action"}"#;
    assert_eq!(read(summary).completeness, Completeness::Summary);
    let of_a = r#"{"id":"a","version":1,"status":"requires_input","submission":{}}"#;
    assert_eq!(read_by(Contract::A, of_a).0.completeness, Completeness::Summary);
}

const CASE_OF_A: &str = r#"{"id":"auth_1","version":6,"status":"requires_confirmation","outcome":null,
    "policy":{"finalSubmission":"requires_confirmation"},"providerNpi":"1234567893",
    "templateSelection":{"payerId":"payer_1","insuranceState":"CA","serviceType":"drug","serviceCode":"J0791","serviceCodeSystem":"hcpcs"},
    "questionnaire":[{"id":"s1","title":"Treatment","items":[{"linkId":"dose","text":"Dose","required":true,"answerType":"decimal",
        "min":"0.5","errorMessage":"Too small","mode":"x","requiredWhen":{"a":1}}]}],
    "questionnaireResponse":{"item":[{"linkId":"dose","answer":[{"valueDecimal":1.50}]}]},
    "requirements":{"version":2,"questions":[],"documents":[],"issues":[]},"attachments":[],
    "submission":{"reviewSnapshot":{"id":"rev_1","status":"current","kind":"final_submission","generatedAt":"2026-05-05T10:00:00Z",
        "covers":{"authorizationVersion":6,"requirementsVersion":2,"questionnaireResponseVersion":3,"attachmentVersion":0},
        "questionnaireResponse":{"item":[]},"liveViewUrl":"https://live.example/x","warnings":[]},"payerReceipt":null,"decision":null},
    "nextAction":{"id":"act_7","type":"approve_submission"},"createdAt":"2026-05-05T09:00:00Z","updatedAt":"2026-05-05T10:00:00Z"}"#;

#[test]
fn a_case_of_generation_a_is_read_in_the_models_words() {
    let (case, odd) = read_by(Contract::A, CASE_OF_A);
    assert_eq!((case.status.clone(), case.status_word.as_str()), (Status::RequiresAction, "requires_confirmation"));
    assert_eq!(case.policy, Some(SubmissionPolicy::RequiresApproval));
    assert_eq!(case.request.coverage_state.as_deref(), Some("CA"));
    assert_eq!(case.request.service.as_ref().unwrap().code, "J0791");
    assert_eq!(case.questionnaire[0].items[0].bounds.min.as_deref(), Some("0.5"));
    assert_eq!(case.answers[0].values[0].text(), "1.50");
    assert_eq!(case.snapshot.as_ref().unwrap().kind.as_deref(), Some("final_payer_submission"));
    let action = case.next_action.as_ref().unwrap();
    assert_eq!((action.id.as_deref(), action.word.as_str()), (Some("act_7"), "approve_submission"));
    assert_eq!(action.resolution, Some(ResolutionKind::Confirm));
    assert_eq!(case.completeness, Completeness::Full);
    assert!(case.unknown_words().is_empty());
    assert_eq!(odd, [field("reviewSnapshot", "liveViewUrl")]);
}

#[test]
fn words_and_names_of_the_other_generation_are_unknown() {
    let (as_b, odd) = read_by(Contract::B1, CASE_OF_A);
    assert!(!as_b.status.is_known() && as_b.request.payer_id.is_none() && as_b.answers.is_empty());
    assert_eq!(as_b.next_action.as_ref().unwrap().resolution, None);
    assert!(odd.contains(&word(Vocabulary::Status, "requires_confirmation")));
    assert!(odd.contains(&field("authorization", "templateSelection")));
    let of_b = r#"{"id":"a","version":1,"status":"requires_action","policy":{"finalSubmission":"requires_approval"},
        "request":{"payerId":"p"},"nextAction":{"type":"continue_authorization","resolution":{"kind":"confirm"}}}"#;
    let (as_a, odd) = read_by(Contract::A, of_b);
    let unknown: Vec<_> = as_a.unknown_words().into_iter().map(|word| word.of).collect();
    assert_eq!(unknown, [Vocabulary::Status, Vocabulary::Action, Vocabulary::Policy]);
    assert!(odd.contains(&field("authorization", "request")) && odd.contains(&field("nextAction", "resolution")));
}

#[test]
fn an_action_of_generation_a_in_the_wrong_status_keeps_its_word_and_has_no_door() {
    for (status, action, kind, door) in [
        (
            "requires_input",
            "provide_requirements",
            ActionKind::ResolveRequirements,
            Some(ResolutionKind::UpdateAuthorization),
        ),
        ("requires_confirmation", "advance_case", ActionKind::ContinueAuthorization, Some(ResolutionKind::Confirm)),
        ("requires_input", "advance_case", ActionKind::ContinueAuthorization, None),
        ("requires_input", "approve_submission", ActionKind::ApproveSubmission, None),
        ("requires_confirmation", "provide_requirements", ActionKind::ResolveRequirements, None),
        ("requires_input", "dance", ActionKind::Unknown("dance".into()), None),
    ] {
        let text =
            format!(r#"{{"id":"a","version":1,"status":"{status}","nextAction":{{"id":"act_1","type":"{action}"}}}}"#);
        let read = read_by(Contract::A, &text).0.next_action.unwrap();
        assert_eq!((read.word.as_str(), read.kind, read.resolution), (action, kind, door), "{status} {action}");
    }
}

#[test]
fn a_damaged_row_does_not_damage_its_page() {
    let text = r#"{"data":[{"id":"a","version":1,"status":"processing"},{"id":"b","version":"x","status":"processing"},null,
        {"id":"c","version":2,"status":"requires_input"}],"pagination":{"nextCursor":"c2","hasMore":true}}"#;
    let (page, odd) = decode_page(text.as_bytes(), Contract::A).unwrap();
    assert_eq!((page.rows.len(), page.unreadable, page.next.as_deref()), (2, 2, Some("c2")));
    assert_eq!(odd, [shape("page[1].version"), shape("page[2]")]);
    assert_eq!(
        decode_page(b"7", Contract::B1).map_err(|error: NotUnderstood| error.at().to_owned()),
        Err("page".into())
    );
}
