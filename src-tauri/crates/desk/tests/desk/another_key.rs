//! What was decided under one key, while another one is in use at the same place: that one may not be shown the case.

use crate::durable::{Folder, GO_ON, again, first, go_on_and_lose, times};
use crate::remembering::until;
use crate::support::{Begin, Bench, PretendKeyring, Remembered, service, stage};
use desk::wire::{
    CommandStage, Connect, ContractCode, DeskView, Disconnect, Environment, SecretText, SyncState, ViewSpec,
};
use simulator::{Fault, FaultKind, Operation};
use vault::KeyTrouble;

const OTHER: &str = "another-key";

/// Every list and every case is answered with this, whatever the key.
pub(crate) fn answer_all(bench: &Bench, status: u16, code: &str) {
    bench.service.clear_faults();
    for operation in [Operation::List, Operation::Read] {
        let kind = FaultKind::Refuse { status, code: code.into(), retry_after_seconds: None, after_executing: false };
        bench.service.inject(Fault { times: 999, ..Fault::next(operation, kind) });
    }
}

pub(crate) async fn enter(bench: &Bench, key: &str) {
    let intent = Connect {
        environment: Environment::Test,
        address: Some(bench.service.base_url.clone()),
        key: SecretText::new(key.into()),
        keep: false,
        contract: ContractCode::B1,
    };
    bench.desk.connect(intent).await.unwrap();
}

async fn leave(bench: &Bench) {
    bench.desk.disconnect(Disconnect { forget_key: false }).await.unwrap();
}

/// The service takes the key no more, and the connection is left.
pub(crate) async fn refused(bench: &Bench) {
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.state == SyncState::KeyRefused).await;
    leave(bench).await;
}

/// Goes on with the case; the service does it, the answer is lost, and the key is refused. Then another one is entered,
/// under which there is no such case, until it was asked for a few times.
async fn decided_and_looked_for_under_another_key(bench: &Bench) {
    go_on_and_lose(bench, FaultKind::DropAfter).await;
    answer_all(bench, 401, "unauthorized");
    refused(bench).await;
    answer_all(bench, 404, "authorization_not_found");
    bench.service.clear_history();
    enter(bench, OTHER).await;
    is_asked_for(bench).await;
}

/// The case was asked for a few times.
async fn is_asked_for(bench: &Bench) {
    let asked = || bench.history(Operation::Read).iter().filter(|one| one.case_id.as_deref() == Some(GO_ON)).count();
    until("the case is asked for", || asked() >= 3).await;
}

/// What was decided is found out under its own key.
async fn is_found_out(bench: &Bench) {
    let mut case = bench.case(GO_ON);
    let settled = |stage| !matches!(stage, None | Some(CommandStage::Checking | CommandStage::Sending));
    let seen = case.case_where(|case| settled(stage(case))).await;
    assert_eq!(stage(&seen), Some(CommandStage::InEffect));
    assert_eq!(times(bench, GO_ON), 1);
}

#[tokio::test]
async fn a_case_that_another_key_does_not_find_settles_nothing_and_its_own_key_finds_out() {
    let bench = Bench::around(service().await, true, Remembered::default(), PretendKeyring::default());
    let own = bench.service.api_key.clone();
    decided_and_looked_for_under_another_key(&bench).await;
    let seen = bench.case(GO_ON).case_where(|_| true).await;
    assert_eq!(stage(&seen), Some(CommandStage::Checking), "the other key may not be shown the case");
    // The service takes the other one no more, either.
    bench.service.clear_faults();
    refused(&bench).await;
    enter(&bench, &own).await;
    is_found_out(&bench).await;
}

#[tokio::test]
async fn its_own_key_finds_the_case_gone_after_another_one_was_in_use() {
    let bench = Bench::around(service().await, true, Remembered::default(), PretendKeyring::default());
    let own = bench.service.api_key.clone();
    decided_and_looked_for_under_another_key(&bench).await;
    bench.service.clear_faults();
    refused(&bench).await;
    answer_all(&bench, 404, "authorization_not_found");
    enter(&bench, &own).await;
    let seen = bench.case(GO_ON).case_where(|case| stage(case) != Some(CommandStage::Checking)).await;
    assert_eq!(stage(&seen), Some(CommandStage::Undecided), "it is its own to say so");
}

#[tokio::test]
async fn another_key_can_be_left_while_a_decision_that_is_written_down_waits_for_its_own() {
    let folder = Folder::new("other-key-left");
    let bench = first(&folder).await;
    let own = bench.service.api_key.clone();
    decided_and_looked_for_under_another_key(&bench).await;
    leave(&bench).await;
    bench.service.clear_faults();
    enter(&bench, &own).await;
    is_found_out(&bench).await;
}

#[tokio::test]
async fn what_cannot_be_read_is_not_settled_by_a_key_that_may_not_be_its_own() {
    let folder = Folder::new("other-key-unreadable");
    let bench = first(&folder).await;
    go_on_and_lose(&bench, FaultKind::DropAfter).await;
    answer_all(&bench, 404, "authorization_not_found");
    let (service, keyring) = bench.crash();
    // Whose key it was is sealed with what the keyring has.
    *keyring.trouble.lock().unwrap() = Some(KeyTrouble::LockedOrRefused);
    service.clear_history();
    let begin = Begin { key: Some(OTHER.into()), ..Begin::default() };
    let bench = Bench::keeping_as(folder.path(), service, keyring, begin);
    bench.view(ViewSpec::Desk).desk_where(|desk| !desk.unfinished.is_empty()).await;
    is_asked_for(&bench).await;
    let open = |desk: &DeskView| desk.unfinished.iter().all(|one| one.command.stage == CommandStage::Checking);
    assert!(open(&bench.view(ViewSpec::Desk).desk_where(|_| true).await));
    let (service, keyring) = bench.crash();
    *keyring.trouble.lock().unwrap() = None;
    service.clear_faults();
    let bench = again(&folder, (service, keyring));
    is_found_out(&bench).await;
}
