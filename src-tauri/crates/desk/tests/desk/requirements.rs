//! From a new case to its decision: created, answered, documents sent and attached, gone on with, reviewed, accepted.

use crate::support::{Bench, Watching, case_ref, code, new_case};
use desk::wire::{
    AnswerEdit, CaseView, Code, CommandStage, ConfirmAcceptance, ConfirmCancel, ConfirmContinue, DocumentRef,
    DocumentStage, EditingClosed, FactName, FactSource, FileRefusal, MapFact, NewCase, NewCaseField, Nothing,
    PickDocuments, ProviderRef, RemoveAttachment, SaveAnswers, SendDocument, ShowFile, StepKind, TurnCode,
    ValueProblem, ViewSpec, WantedView,
};
use simulator::{Fault, FaultKind, Operation};

pub(crate) const PDF: &[u8] = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n";

fn leaf(link_id: &str, value: &str) -> AnswerEdit {
    AnswerEdit { link_id: link_id.into(), values: vec![value.into()], items: Vec::new() }
}

fn group(link_id: &str, items: Vec<AnswerEdit>) -> AnswerEdit {
    AnswerEdit { link_id: link_id.into(), values: Vec::new(), items }
}

/// Every answer the payer wants, as a person would give them.
pub(crate) fn answers() -> Vec<AnswerEdit> {
    vec![
        group(
            "patient",
            vec![
                leaf("member_id", "NGH 0099 1234 56"),
                leaf("date_of_birth", "1951-02-14"),
                leaf("last_name", "Mockford"),
                leaf("first_name", "Lena"),
            ],
        ),
        group(
            "order",
            vec![
                leaf("ordering_npi", "1999999984"),
                leaf("service_code", "72148"),
                leaf("service_date_from", "2026-12-01"),
                leaf("place_of_service", "22"),
            ],
        ),
        group(
            "clinical",
            vec![
                leaf("urgency", "standard"),
                leaf("conservative_care", "true"),
                leaf("conservative_care_weeks", "8.0"),
                leaf("history", "Synthetic pain, synthetic exercises."),
            ],
        ),
        group("diagnoses", vec![leaf("diagnosis_code", "M54.5"), leaf("diagnosis_rank", "primary")]),
        group("diagnoses", vec![leaf("diagnosis_code", "M51.2"), leaf("diagnosis_rank", "secondary")]),
        leaf("attestation", "I attest, synthetically."),
    ]
}

pub(crate) async fn created(bench: &Bench) -> (String, Watching, CaseView) {
    let made = bench.desk.create_case(new_case()).await.unwrap();
    assert!(made.problems.is_empty() && !made.not_known, "{made:?}");
    let id = made.case.unwrap();
    let (watching, case) = bench.open(&id).await;
    (id, watching, case)
}

pub(crate) async fn save(bench: &Bench, id: &str, version: &str, items: Vec<AnswerEdit>) -> desk::wire::Saved {
    bench.desk.save_answers(SaveAnswers { case: id.into(), version: version.into(), items }).await.unwrap()
}

async fn attach(bench: &Bench, case: &mut Watching, id: &str, name: &str, types: &[&str]) -> CaseView {
    bench.files.choose(name, PDF);
    let types: Vec<String> = types.iter().map(|kind| (*kind).into()).collect();
    let pick = PickDocuments { case: id.into(), types: types.clone(), replaces: None };
    bench.desk.pick_documents(pick).await.unwrap();
    let there = |case: &CaseView| case.requirements.attachments.iter().any(|file| file.types == types);
    case.case_where(|case| there(case) && case.requirements.sending.is_empty()).await
}

#[tokio::test]
async fn a_case_goes_from_creation_to_its_decision_with_nothing_but_the_desk() {
    let bench = Bench::connected().await;
    let (id, mut case, first) = created(&bench).await;
    assert_eq!((first.turn, first.requirements.closed), (TurnCode::Yours, None));
    let saved = save(&bench, &id, &first.version, answers()).await;
    assert!(saved.problems.is_empty() && !saved.nothing_changed, "{saved:?}");
    let seen = case.case_where(|case| case.version != first.version).await;
    assert_eq!(seen.requirements.issues, [], "{:?}", seen.requirements.questions);
    let fact = |name| seen.facts.iter().find(|fact| fact.name == name).map(|fact| fact.value.as_str());
    assert_eq!(fact(FactName::PatientName), Some("Mockford, Lena"));
    assert_eq!(fact(FactName::MemberId), Some("NGH 0099 1234 56"));
    attach(&bench, &mut case, &id, "notes.pdf", &["chart_notes"]).await;
    attach(&bench, &mut case, &id, "scan.pdf", &["imaging_report"]).await;
    case.case_where(|case| matches!(case.wanted, WantedView::Continue { .. })).await;
    let version = bench.step(&id, StepKind::Continue).await.unwrap();
    bench.desk.confirm_continue(ConfirmContinue { case: id.clone(), version }).await.unwrap();
    case.case_where(|case| case.wanted == WantedView::Approve).await;
    let package = bench.desk.read_package(case_ref(&id)).await.unwrap();
    let version = bench.step(&id, StepKind::Accept).await.unwrap();
    let accept = ConfirmAcceptance {
        case: id.clone(),
        version,
        snapshot: package.snapshot,
        hash: package.hash,
        warnings_read: package.warnings.len(),
    };
    bench.desk.confirm_acceptance(accept).await.unwrap();
    let asked = case.case_where(|case| matches!(case.wanted, WantedView::Resolve { after_receipt: true, .. })).await;
    let follow_up = vec![group("follow_up", vec![leaf("follow_up_therapy", "Six synthetic weeks.")])];
    save(&bench, &id, &asked.version, follow_up).await;
    case.case_where(|case| matches!(case.wanted, WantedView::Continue { .. })).await;
    let version = bench.step(&id, StepKind::Continue).await.unwrap();
    bench.desk.confirm_continue(ConfirmContinue { case: id.clone(), version }).await.unwrap();
    let done = case.case_where(|case| case.turn == TurnCode::Done).await;
    assert!(matches!(&done.wanted, WantedView::Ended { outcome, .. } if outcome == "approved"));
    assert!(done.receipt.is_some() && done.requirements.closed == Some(EditingClosed::Ended));
    let broken: Vec<_> =
        bench.service.history().into_iter().filter(|exchange| !exchange.violations.is_empty()).collect();
    assert!(broken.is_empty(), "{:?}", broken.iter().map(|exchange| &exchange.violations).collect::<Vec<_>>());
}

#[tokio::test]
async fn saving_sends_only_what_changed_and_nothing_that_cannot_be_sent() {
    let bench = Bench::connected().await;
    let (id, mut case, first) = created(&bench).await;
    let wrong = vec![leaf("attestation", "x"), group("patient", vec![leaf("date_of_birth", "14 Feb 1951")])];
    let saved = save(&bench, &id, &first.version, wrong).await;
    assert_eq!(saved.problems.len(), 1);
    assert_eq!(
        (saved.problems[0].path.as_str(), saved.problems[0].problem),
        ("patient:0/date_of_birth:0", ValueProblem::NotADate)
    );
    assert!(bench.history(Operation::PatchAnswers).is_empty());
    save(&bench, &id, &first.version, answers()).await;
    let seen = case.case_where(|case| case.version != first.version).await;
    let again = save(&bench, &id, &seen.version, answers()).await;
    assert!(again.nothing_changed);
    let changed = vec![answers().remove(0), leaf("attestation", "I attest again.")];
    save(&bench, &id, &seen.version, changed).await;
    let sent = bench.history(Operation::PatchAnswers);
    let items = sent[1].body.as_ref().unwrap()["answers"]["item"].as_array().unwrap().clone();
    assert_eq!(items.len(), 1, "{items:?}");
    assert_eq!(items[0]["linkId"], "attestation");
}

#[tokio::test]
async fn a_save_on_a_version_that_is_gone_changes_nothing_and_says_so() {
    let bench = Bench::connected().await;
    let (id, mut case, first) = created(&bench).await;
    bench.service.touch(&id).unwrap();
    save(&bench, &id, &first.version, answers()).await;
    let undecided =
        |case: &CaseView| case.command.as_ref().is_some_and(|command| command.stage == CommandStage::Undecided);
    let seen = case.case_where(undecided).await;
    assert!(seen.command.as_ref().unwrap().conflict);
    let stale =
        bench.desk.save_answers(SaveAnswers { case: id.clone(), version: first.version, items: answers() }).await;
    assert_eq!(code(stale), Some(Code::CaseChanged));
    save(&bench, &id, &seen.version, answers()).await;
    let applied = |case: &CaseView| case.command.as_ref().is_some_and(|command| command.stage == CommandStage::Applied);
    case.case_where(applied).await;
}

#[tokio::test]
async fn a_save_whose_answer_is_lost_is_found_in_the_case() {
    let bench = Bench::connected().await;
    let (id, mut case, first) = created(&bench).await;
    bench.service.inject(Fault::next(Operation::PatchAnswers, FaultKind::DropAfter));
    save(&bench, &id, &first.version, answers()).await;
    let applied =
        |case: &CaseView| case.command.as_ref().is_some_and(|command| command.stage == CommandStage::InEffect);
    case.case_where(applied).await;
    assert_eq!(bench.history(Operation::PatchAnswers).len(), 1);
}

#[tokio::test]
async fn editing_is_closed_with_its_reason() {
    let bench = Bench::connected().await;
    for (id, closed) in [
        ("auth_P3W9DX", EditingClosed::Collate),
        ("auth_C8A2LT", EditingClosed::Payer),
        ("auth_A1P0KD", EditingClosed::Ended),
        ("auth_4HX8TD", EditingClosed::Handoff),
        ("auth_Z1S7TU", EditingClosed::NotRecognized),
    ] {
        let (_, case) = bench.open(id).await;
        assert_eq!(case.requirements.closed, Some(closed), "{id}");
        let save = SaveAnswers { case: id.into(), version: case.version, items: vec![leaf("x", "y")] };
        assert_eq!(code(bench.desk.save_answers(save).await), Some(Code::EditingClosed), "{id}");
    }
}

#[tokio::test]
async fn a_broken_sending_goes_on_without_a_second_file() {
    let bench = Bench::connected().await;
    let (id, mut case, _) = created(&bench).await;
    bench.service.inject(Fault::next(Operation::UploadFile, FaultKind::DropBefore));
    bench.files.choose("notes.pdf", PDF);
    let types = vec!["chart_notes".to_owned()];
    bench.desk.pick_documents(PickDocuments { case: id.clone(), types: types.clone(), replaces: None }).await.unwrap();
    let failed = |case: &CaseView| case.requirements.sending.iter().any(|file| file.stage == DocumentStage::Failed);
    let seen = case.case_where(failed).await;
    let document = seen.requirements.sending[0].document;
    bench.desk.send_document(SendDocument { case: id.clone(), document, types }).await.unwrap();
    case.case_where(|case| case.requirements.attachments.len() == 1).await;
    assert_eq!(bench.history(Operation::CreateFile).len(), 1);
    assert_eq!(bench.history(Operation::Attach).len(), 1);
}

#[tokio::test]
async fn a_file_that_is_refused_here_is_never_sent_and_one_may_be_replaced() {
    let bench = Bench::connected().await;
    let (id, mut case, _) = created(&bench).await;
    bench.files.content.lock().unwrap().insert("labs.heic".into(), Err(FileRefusal::WrongType));
    *bench.files.chosen.lock().unwrap() = vec!["labs.heic".into()];
    bench.desk.pick_documents(PickDocuments { case: id.clone(), types: Vec::new(), replaces: None }).await.unwrap();
    let refused = |case: &CaseView| case.requirements.sending.iter().any(|file| file.stage == DocumentStage::Refused);
    let seen = case.case_where(refused).await;
    assert_eq!(seen.requirements.sending[0].refusal, Some(FileRefusal::WrongType));
    assert!(bench.history(Operation::CreateFile).is_empty());
    let document = seen.requirements.sending[0].document;
    bench.desk.drop_document(DocumentRef { case: id.clone(), document }).await.unwrap();
    let seen = attach(&bench, &mut case, &id, "old.pdf", &["chart_notes"]).await;
    let old = seen.requirements.attachments[0].id.clone();
    assert_eq!(seen.requirements.attachments[0].name, "old.pdf");
    bench.files.choose("new.pdf", PDF);
    let pick = PickDocuments { case: id.clone(), types: vec!["chart_notes".into()], replaces: Some(old.clone()) };
    bench.desk.pick_documents(pick).await.unwrap();
    let replaced = |case: &CaseView| matches!(case.requirements.attachments.as_slice(), [one] if one.id != old);
    let seen = case.case_where(replaced).await;
    let new = seen.requirements.attachments[0].id.clone();
    let show = ShowFile { case: id.clone(), document: None, attachment: Some(new.clone()) };
    assert_eq!(&*bench.desk.show_file(show).await.unwrap().bytes, PDF);
    let version = bench.step(&id, StepKind::RemoveAttachment).await.unwrap();
    bench.desk.remove_attachment(RemoveAttachment { case: id.clone(), version, attachment: new }).await.unwrap();
    case.case_where(|case| case.requirements.attachments.is_empty()).await;
}

#[tokio::test]
async fn a_creation_whose_answer_is_lost_is_sent_again_and_makes_one_case() {
    let bench = Bench::connected().await;
    bench.service.inject(Fault::next(Operation::Create, FaultKind::DropAfter));
    let made = bench.desk.create_case(new_case()).await.unwrap();
    assert!(made.not_known && made.case.is_none());
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.creating.is_some()).await;
    assert_eq!(code(bench.desk.create_case(new_case()).await), Some(Code::CommandOpen));
    let made = bench.desk.create_again(Nothing {}).await.unwrap();
    assert!(made.case.is_some());
    let sent = bench.history(Operation::Create);
    assert_eq!(sent.len(), 2);
    assert!(sent[1].replay && sent[0].headers.idempotency_key == sent[1].headers.idempotency_key);
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.creating.is_none()).await;
}

#[tokio::test]
async fn what_is_wrong_with_a_new_case_stands_on_its_field() {
    let bench = Bench::connected().await;
    let fields = |made: &desk::wire::Created| made.problems.iter().map(|problem| problem.field).collect::<Vec<_>>();
    let odd = NewCase { provider_npi: "12".into(), state: "Illinois".into(), ..new_case() };
    let made = bench.desk.create_case(odd).await.unwrap();
    assert_eq!(fields(&made), [NewCaseField::ProviderNpi, NewCaseField::State]);
    assert!(bench.history(Operation::Create).is_empty());
    let nowhere = bench.desk.create_case(NewCase { state: "CA".into(), ..new_case() }).await.unwrap();
    assert_eq!(fields(&nowhere), [NewCaseField::Route]);
    let error = nowhere.problems[0].error.as_ref().unwrap();
    assert_eq!(error.service_code.as_deref(), Some("unsupported_route"));
    let nobody = bench.desk.create_case(NewCase { provider_npi: "1000000000".into(), ..new_case() }).await.unwrap();
    assert_eq!(fields(&nobody), [NewCaseField::ProviderNpi]);
    let found = bench.desk.find_provider(ProviderRef { npi: "1999999984".into() }).await.unwrap();
    assert!(found.name.is_some());
    let payers = bench.desk.list_payers(Nothing {}).await.unwrap();
    assert!(payers.complete && payers.payers.iter().any(|payer| payer.id == "payer_northgate"));
    assert!(!bench.desk.list_routes(ProviderRef { npi: "1999999984".into() }).await.unwrap().listed, "B1 lists none");
}

#[tokio::test]
async fn canceling_ends_the_case_here() {
    let bench = Bench::connected().await;
    let (id, mut case, _) = created(&bench).await;
    let version = bench.step(&id, StepKind::Cancel).await.unwrap();
    bench.desk.confirm_cancel(ConfirmCancel { case: id.clone(), version }).await.unwrap();
    let seen = case.case_where(|case| case.turn == TurnCode::Stopped).await;
    assert!(!seen.can_cancel);
    assert_eq!(bench.history(Operation::Cancel).len(), 1);
}

#[tokio::test]
async fn a_mapping_is_kept_for_the_payer_and_taken_back() {
    let bench = Bench::connected().await;
    let (id, mut case, first) = created(&bench).await;
    save(&bench, &id, &first.version, answers()).await;
    let name = |case: &CaseView| {
        case.facts.iter().find(|fact| fact.name == FactName::PatientName).map(|fact| (fact.value.clone(), fact.mapped))
    };
    case.case_where(|case| name(case) == Some(("Mockford, Lena".into(), false))).await;
    let map = |source| MapFact { case: id.clone(), name: FactName::PatientName, source };
    let source = FactSource::LinkId { link_id: "last_name".into() };
    bench.desk.map_fact(map(Some(source))).await.unwrap();
    case.case_where(|case| name(case) == Some(("Mockford".into(), true))).await;
    bench.remembers(|kept| kept.mappings.contains_key("payer_northgate")).await;
    bench.desk.map_fact(map(None)).await.unwrap();
    case.case_where(|case| name(case) == Some(("Mockford, Lena".into(), false))).await;
}

pub(crate) fn refusing(operation: Operation, status: u16, code: &str, retry_after_seconds: Option<u32>) -> Fault {
    let code = code.to_owned();
    Fault::next(operation, FaultKind::Refuse { status, code, retry_after_seconds, after_executing: false })
}

#[tokio::test]
async fn the_case_is_never_without_the_file_that_is_being_replaced() {
    let bench = Bench::connected().await;
    let (id, mut case, _) = created(&bench).await;
    let seen = attach(&bench, &mut case, &id, "old.pdf", &["chart_notes"]).await;
    let old = seen.requirements.attachments[0].id.clone();
    bench.service.inject(refusing(Operation::Attach, 403, "forbidden", None));
    bench.service.inject(Fault { times: 50, ..refusing(Operation::RemoveAttachment, 403, "forbidden", None) });
    bench.files.choose("new.pdf", PDF);
    let types = vec!["chart_notes".to_owned()];
    let pick = PickDocuments { case: id.clone(), types: types.clone(), replaces: Some(old) };
    bench.desk.pick_documents(pick).await.unwrap();
    let failed = |case: &CaseView| case.requirements.sending.iter().any(|file| file.stage == DocumentStage::Failed);
    let seen = case.case_where(failed).await;
    assert_eq!(seen.requirements.attachments.len(), 1, "the old one is still there");
    let document = seen.requirements.sending[0].document;
    bench.desk.send_document(SendDocument { case: id.clone(), document, types }).await.unwrap();
    case.case_where(|case| case.requirements.attachments.len() == 2).await;
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    assert_eq!(bench.history(Operation::RemoveAttachment).len(), 1, "asked once, not again and again");
}

#[tokio::test]
async fn stopped_sendings_hold_up_no_reading_and_make_no_second_file() {
    let bench = Bench::connected().await;
    let (id, mut case, _) = created(&bench).await;
    let types = vec!["chart_notes".to_owned()];
    for number in 0..5 {
        let delay = FaultKind::Delay { ms: 60_000, before: true };
        bench.service.inject(Fault::next(Operation::UploadFile, delay));
        bench.files.choose(&format!("notes-{number}.pdf"), PDF);
        let pick = PickDocuments { case: id.clone(), types: types.clone(), replaces: None };
        bench.desk.pick_documents(pick).await.unwrap();
        let sending = |case: &CaseView| {
            case.requirements.sending.iter().find(|file| file.stage == DocumentStage::Sending).map(|file| file.document)
        };
        let seen = case.case_where(|case| sending(case).is_some() && case.requirements.sending.len() > number).await;
        let document = sending(&seen).unwrap();
        // Let it get as far as the content.
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
        bench.desk.stop_document(DocumentRef { case: id.clone(), document }).await.unwrap();
    }
    bench.service.clear_faults();
    bench.service.touch(&id).unwrap();
    let version = bench.service.case(&id).unwrap().document["version"].to_string();
    case.case_where(|case| case.version == version).await;
    let seen =
        case.case_where(|case| case.requirements.sending.iter().all(|file| file.stage == DocumentStage::Stopped));
    let document = seen.await.requirements.sending[0].document;
    bench.desk.send_document(SendDocument { case: id.clone(), document, types }).await.unwrap();
    case.case_where(|case| case.requirements.attachments.len() == 1).await;
    assert_eq!(bench.history(Operation::CreateFile).len(), 5, "one for each file");
}

#[tokio::test]
async fn a_refused_save_stays_in_view_while_a_file_is_ready() {
    let bench = Bench::connected().await;
    let (id, mut case, first) = created(&bench).await;
    let delay = FaultKind::Delay { ms: 400, before: true };
    bench.service.inject(Fault::next(Operation::CompleteFile, delay));
    bench.files.choose("notes.pdf", PDF);
    let pick = PickDocuments { case: id.clone(), types: vec!["chart_notes".into()], replaces: None };
    bench.desk.pick_documents(pick).await.unwrap();
    bench.service.inject(refusing(Operation::PatchAnswers, 400, "bad_request", None));
    save(&bench, &id, &first.version, answers()).await;
    let ready = |case: &CaseView| case.requirements.sending.iter().any(|file| file.stage == DocumentStage::Ready);
    let seen = case.case_where(ready).await;
    let command = seen.command.unwrap();
    assert_eq!((command.kind, command.stage), (StepKind::SaveAnswers, CommandStage::Refused));
    bench.desk.dismiss(case_ref(&id)).await.unwrap();
    case.case_where(|case| case.requirements.attachments.len() == 1).await;
}

#[tokio::test]
async fn after_being_told_to_wait_the_case_is_not_read_at_once() {
    let bench = Bench::connected().await;
    let (id, _case, first) = created(&bench).await;
    bench.service.inject(refusing(Operation::PatchAnswers, 429, "rate_limited", Some(120)));
    let before = bench.history(Operation::Read).len();
    save(&bench, &id, &first.version, answers()).await;
    tokio::time::sleep(std::time::Duration::from_millis(400)).await;
    assert_eq!(bench.history(Operation::Read).len(), before);
}

#[tokio::test]
async fn the_connection_is_not_left_while_it_is_not_known_whether_a_case_was_made() {
    let bench = Bench::connected().await;
    bench.service.inject(Fault::next(Operation::Create, FaultKind::DropAfter));
    assert!(bench.desk.create_case(new_case()).await.unwrap().not_known);
    let leave = desk::wire::Disconnect { forget_key: false };
    assert_eq!(code(bench.desk.disconnect(leave).await), Some(Code::CommandOpen));
    bench.desk.forget_creation(Nothing {}).await.unwrap();
    bench.desk.disconnect(leave).await.unwrap();
}
