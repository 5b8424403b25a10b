//! What goes wrong with the journal, or with leaving, in the middle of a run.

use crate::durable::{Folder, again, first, go_on_and_lose, goes_out_again_and_counts_once};
use crate::support::{Bench, code, new_case};
use desk::wire::{Code, DeskView, Disconnect, JournalTrouble, Nothing, SessionView, ViewSpec};
use simulator::FaultKind;
use std::time::Duration;

/// The journal is cut off while it is open, and the disk's cache of it is gone.
async fn cut_off(bench: &Bench, folder: &Folder) {
    let records = bench.records.as_ref().unwrap();
    let journal = folder.path().join("journal.sqlite");
    // In one job: nothing else opens it between.
    let cut = records.call(Duration::from_secs(5), move |store| {
        store.part();
        std::fs::OpenOptions::new().write(true).open(journal).unwrap().set_len(5000).unwrap();
        Ok(())
    });
    cut.unwrap();
}

/// What a new case is refused with while the service can be reached.
async fn refuses_a_case(bench: &Bench) -> Option<Code> {
    loop {
        match code(bench.desk.create_case(new_case()).await) {
            // Readings are dropped here, lists are not.
            Some(Code::Unreachable) => tokio::time::sleep(Duration::from_millis(20)).await,
            other => return other,
        }
    }
}

#[tokio::test]
async fn a_journal_begun_anew_has_the_decisions_that_are_open() {
    let folder = Folder::new("anew");
    let bench = first(&folder).await;
    go_on_and_lose(&bench, FaultKind::DropBefore).await;
    cut_off(&bench, &folder).await;
    assert_eq!(refuses_a_case(&bench).await, Some(Code::JournalUnusable));
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.journal.trouble == Some(JournalTrouble::Damaged)).await;
    assert!(bench.desk.set_journal_aside(Nothing {}).await.unwrap().name.is_some());
    let (service, keyring) = bench.crash();
    service.clear_faults();
    let bench = again(&folder, (service, keyring));
    goes_out_again_and_counts_once(&bench).await;
}

/// Nothing of this decision can be found out: its case cannot be read any more.
#[tokio::test]
async fn a_connection_can_be_left_where_the_case_of_a_decision_cannot_be_read() {
    let folder = Folder::new("leave");
    let bench = first(&folder).await;
    go_on_and_lose(&bench, FaultKind::DropBefore).await;
    let left = tokio::time::timeout(Duration::from_secs(20), async {
        while bench.desk.disconnect(Disconnect { forget_key: false }).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    left.await.expect("it may be left");
    let out = |desk: &DeskView| matches!(desk.session, SessionView::SignedOut { .. });
    bench.view(ViewSpec::Desk).desk_where(out).await;
    let (service, keyring) = bench.crash();
    service.clear_faults();
    let bench = again(&folder, (service, keyring));
    goes_out_again_and_counts_once(&bench).await;
}
