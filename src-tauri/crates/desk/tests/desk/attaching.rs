//! A file that is ready and waits for its case: attached while somebody is there, and not by itself hours later.

use crate::requirements::{PDF, answers, created, refusing, save};
use crate::support::{Bench, Watching, case_ref};
use desk::wire::{CaseView, Code, DocumentStage, PickDocuments, SendDocument, SyncState, ViewSpec};
use simulator::Operation;
use std::sync::atomic::Ordering;
use std::time::Duration;

fn types() -> Vec<String> {
    vec!["chart_notes".to_owned()]
}

fn on_its_way(case: &CaseView, stage: DocumentStage) -> Option<u32> {
    case.requirements.sending.iter().find(|file| file.stage == stage).map(|file| file.document)
}

/// A file that is ready and wanted, and waits because a refused save has not been put away.
async fn waiting(bench: &Bench) -> (String, Watching) {
    let (id, mut case, first) = created(bench).await;
    bench.service.inject(refusing(Operation::PatchAnswers, 400, "bad_request", None));
    save(bench, &id, &first.version, answers()).await;
    bench.files.choose("notes.pdf", PDF);
    bench.desk.pick_documents(PickDocuments { case: id.clone(), types: types(), replaces: None }).await.unwrap();
    case.case_where(|case| on_its_way(case, DocumentStage::Ready).is_some()).await;
    (id, case)
}

/// It says why it was not attached, is not when the way is free, and is on a press.
async fn is_attached_on_a_press_only(bench: &Bench, (id, mut case): (String, Watching), why: Code) {
    let seen = case.case_where(|case| on_its_way(case, DocumentStage::Failed).is_some()).await;
    assert_eq!(seen.requirements.sending[0].problem.as_ref().map(|problem| problem.code), Some(why));
    case.case_where(|case| case.locked.is_none()).await;
    bench.desk.dismiss(case_ref(&id)).await.unwrap();
    bench.desk.read_again(case_ref(&id)).await.unwrap();
    assert!(bench.history(Operation::Attach).is_empty(), "nobody pressed for it");
    let document = on_its_way(&seen, DocumentStage::Failed).unwrap();
    bench.desk.send_document(SendDocument { case: id, document, types: types() }).await.unwrap();
    case.case_where(|case| case.requirements.attachments.len() == 1).await;
    assert_eq!((bench.history(Operation::CreateFile).len(), bench.history(Operation::Attach).len()), (1, 1));
}

#[tokio::test]
async fn a_file_that_waits_when_the_network_drops_is_attached_on_a_press_only() {
    let bench = Bench::connected().await;
    let waiting = waiting(&bench).await;
    bench.service.take_down(Duration::from_millis(500));
    is_attached_on_a_press_only(&bench, waiting, Code::Unreachable).await;
}

#[tokio::test]
async fn a_file_that_waits_when_the_computer_sleeps_is_attached_on_a_press_only() {
    let bench = Bench::connected().await;
    let waiting = waiting(&bench).await;
    bench.slept.fetch_add(3_600, Ordering::Relaxed);
    is_attached_on_a_press_only(&bench, waiting, Code::CaseNotRead).await;
}

#[tokio::test]
async fn a_file_that_waits_when_the_key_is_refused_waits_no_longer() {
    let bench = Bench::connected().await;
    let (_, mut case) = waiting(&bench).await;
    bench.service.set_key_accepted(false);
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.state == SyncState::KeyRefused).await;
    let seen = case.case_where(|case| on_its_way(case, DocumentStage::Failed).is_some()).await;
    assert_eq!(seen.requirements.sending[0].problem.as_ref().map(|problem| problem.code), Some(Code::KeyRefused));
}
