//! A journal that cannot be used: nothing is sent, reading goes on, what can be read of it is shown, and it is set aside only
//! when the operator says so.

use crate::durable::{Folder, GO_ON, again, first, go_on_and_lose, times};
use crate::support::{Bench, PretendKeyring, case_ref, code, service};
use collate::Contract;
use desk::wire::{
    Code, CommandStage, ConfirmContinue, DeskView, Disconnect, JournalTrouble, Nothing, SessionView, StepKind,
    ViewSpec, WireError,
};
use simulator::{Fault, FaultKind, Operation, Running};
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::{OpenTrouble, Store};

/// Waits until the program that was ended has let go of its journal, and holds it.
pub(crate) async fn held(folder: &Path) -> Store {
    loop {
        match Store::open(folder) {
            Err(OpenTrouble::Locked) => tokio::time::sleep(Duration::from_millis(5)).await,
            other => return other.unwrap(),
        }
    }
}

/// A run that ended with a decision whose answer was lost.
async fn one_unsettled(folder: &Folder) -> (Running, PretendKeyring) {
    let bench = first(folder).await;
    go_on_and_lose(&bench, FaultKind::DropBefore).await;
    let left = bench.crash();
    left.0.clear_faults();
    drop(held(folder.path()).await);
    left
}

fn journal(folder: &Folder) -> PathBuf {
    folder.path().join("journal.sqlite")
}

async fn says(bench: &Bench, wanted: Option<JournalTrouble>) -> DeskView {
    bench
        .view(ViewSpec::Desk)
        .desk_where(|desk| desk.journal.trouble == wanted && desk.journal.read == wanted.is_none())
        .await
}

async fn decides(bench: &Bench) -> Result<Nothing, WireError> {
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    bench.desk.confirm_continue(ConfirmContinue { case: GO_ON.into(), version }).await
}

/// Reading goes on, nothing is sent, and the file stays as it is.
async fn refuses_and_reads(bench: &Bench, folder: &Folder) {
    let before = std::fs::read(journal(folder)).unwrap();
    let sent = bench.history(Operation::Confirm).len();
    bench.open(GO_ON).await;
    assert_eq!(code(decides(bench).await), Some(Code::JournalUnusable));
    assert_eq!(bench.history(Operation::Confirm).len(), sent);
    assert!(std::fs::read(journal(folder)).unwrap() == before, "what is there is left as it is");
}

/// Sets the journal aside: what was there is there under its new name, and decisions are possible.
async fn sets_aside(bench: &Bench, folder: &Folder) {
    let before = std::fs::read(journal(folder)).unwrap();
    let name = bench.desk.set_journal_aside(Nothing {}).await.unwrap().name.unwrap();
    assert!(name.starts_with("journal.") && !name.contains('/'), "{name}");
    assert!(std::fs::read(folder.path().join(&name)).unwrap() == before);
    says(bench, None).await;
    let sent = bench.history(Operation::Confirm).len();
    decides(bench).await.unwrap();
    assert_eq!(bench.history(Operation::Confirm).len(), sent + 1);
}

#[tokio::test]
async fn a_damaged_journal_still_names_what_was_not_settled_and_is_set_aside_on_a_press() {
    let folder = Folder::new("damaged");
    let left = one_unsettled(&folder).await;
    // A mark of another journal beside it: this one is an older copy of itself, or not the one.
    let other = Folder::new("damaged-other");
    drop(held(other.path()).await);
    std::fs::copy(other.path().join("journal.mark"), folder.path().join("journal.mark")).unwrap();
    let bench = again(&folder, left);
    says(&bench, Some(JournalTrouble::Damaged)).await;
    refuses_and_reads(&bench, &folder).await;
    let found = bench.desk.look_at_journal(Nothing {}).await.unwrap();
    assert!(found.readable);
    let [line] = &found.lines[..] else { panic!("{found:?}") };
    assert_eq!((line.case.as_deref(), line.kind), (Some(GO_ON), Some(StepKind::Continue)));
    assert_eq!((line.operator.as_str(), line.stage), ("Maria R.", CommandStage::Checking));
    assert_eq!((line.host.as_deref(), line.creates), (Some("127.0.0.1"), false));
    sets_aside(&bench, &folder).await;
    assert_eq!(times(&bench, GO_ON), 1);
    // What is written down from now on is found again.
    let bench = again(&folder, bench.crash());
    says(&bench, None).await;
}

#[tokio::test]
async fn of_a_journal_that_was_cut_off_nothing_is_made_up() {
    let folder = Folder::new("cut-off");
    let left = one_unsettled(&folder).await;
    std::fs::OpenOptions::new().write(true).open(journal(&folder)).unwrap().set_len(5000).unwrap();
    let bench = again(&folder, left);
    says(&bench, Some(JournalTrouble::Damaged)).await;
    refuses_and_reads(&bench, &folder).await;
    assert_eq!(bench.desk.look_at_journal(Nothing {}).await.unwrap().lines, []);
    sets_aside(&bench, &folder).await;
}

#[tokio::test]
async fn something_else_in_the_journals_place_is_not_looked_into_and_not_written_over() {
    let folder = Folder::new("foreign");
    std::fs::create_dir_all(folder.path()).unwrap();
    std::fs::write(journal(&folder), "This is a shopping list. ".repeat(40)).unwrap();
    let bench = first(&folder).await;
    says(&bench, Some(JournalTrouble::Foreign)).await;
    refuses_and_reads(&bench, &folder).await;
    assert!(!bench.desk.look_at_journal(Nothing {}).await.unwrap().readable);
    sets_aside(&bench, &folder).await;
}

#[tokio::test]
async fn a_newer_journal_is_looked_into_and_never_set_aside() {
    let folder = Folder::new("newer");
    let left = one_unsettled(&folder).await;
    let mut bytes = std::fs::read(journal(&folder)).unwrap();
    // Where a file of SQLite says its version.
    bytes[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(journal(&folder), bytes).unwrap();
    let bench = again(&folder, left);
    says(&bench, Some(JournalTrouble::Newer)).await;
    refuses_and_reads(&bench, &folder).await;
    assert_eq!(bench.desk.look_at_journal(Nothing {}).await.unwrap().lines[0].case.as_deref(), Some(GO_ON));
    assert_eq!(code(bench.desk.set_journal_aside(Nothing {}).await), Some(Code::NotPossibleNow));
    refuses_and_reads(&bench, &folder).await;
}

#[tokio::test]
async fn a_sound_journal_is_never_set_aside() {
    let folder = Folder::new("sound");
    let bench = first(&folder).await;
    bench.open(GO_ON).await;
    assert_eq!(code(bench.desk.set_journal_aside(Nothing {}).await), Some(Code::NotPossibleNow));
    decides(&bench).await.unwrap();
}

#[tokio::test]
async fn a_disk_that_works_again_is_found_without_a_restart_and_what_was_unsettled_with_it() {
    let folder = Folder::new("busy");
    let left = one_unsettled(&folder).await;
    let held = held(folder.path()).await;
    let bench = again(&folder, left);
    says(&bench, Some(JournalTrouble::Failing)).await;
    bench.open(GO_ON).await;
    assert_eq!(code(decides(&bench).await), Some(Code::DiskFailing));
    drop(held);
    let desk = says(&bench, None).await;
    assert_eq!(desk.unfinished.len(), 1);
    let mut case = bench.case(GO_ON);
    let not_yet = |stage| stage == Some(CommandStage::NotYet);
    case.case_where(|case| not_yet(case.command.as_ref().map(|command| command.stage))).await;
    bench.desk.send_again(case_ref(GO_ON)).await.unwrap();
    assert_eq!(times(&bench, GO_ON), 1);
}

#[tokio::test]
async fn a_connection_can_be_left_while_a_decision_of_an_earlier_run_cannot_be_settled() {
    let folder = Folder::new("gone");
    let left = one_unsettled(&folder).await;
    left.0.inject(Fault { times: 99, ..Fault::next(Operation::Read, FaultKind::DropBefore) });
    let bench = again(&folder, left);
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.unfinished.len() == 1).await;
    bench.desk.disconnect(Disconnect { forget_key: false }).await.unwrap();
    let out = |desk: &DeskView| matches!(desk.session, SessionView::SignedOut { .. });
    bench.view(ViewSpec::Desk).desk_where(out).await;
    // It is still there the next time.
    let left = bench.crash();
    drop(held(folder.path()).await);
    let bench = Bench::keeping(folder.path(), Contract::B1, left.0, left.1);
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.unfinished.len() == 1).await;
}

#[tokio::test]
async fn practice_needs_no_journal() {
    let folder = Folder::new("practice");
    std::fs::create_dir_all(folder.path()).unwrap();
    std::fs::write(journal(&folder), "This is a shopping list. ".repeat(40)).unwrap();
    let bench = Bench::keeping(folder.path(), Contract::B1, service().await, PretendKeyring::default());
    says(&bench, Some(JournalTrouble::Foreign)).await;
    bench.desk.disconnect(Disconnect { forget_key: false }).await.unwrap();
    bench.desk.start_practice(desk::wire::StartPractice { contract: desk::wire::ContractCode::B1 }).await.unwrap();
    let practice = |desk: &DeskView| matches!(desk.session, SessionView::Connected { .. });
    let desk = bench.view(ViewSpec::Desk).desk_where(practice).await;
    assert_eq!(desk.journal.trouble, None);
    bench.open(GO_ON).await;
    decides(&bench).await.unwrap();
}
