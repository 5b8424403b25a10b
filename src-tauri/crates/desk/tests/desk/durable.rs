//! What was decided outlives the program: the next one reads before anything new is sent, and says what is known.

use crate::journal::held;
use crate::remembering::until;
use crate::support::{Begin, Bench, PretendKeyring, case_ref, code, new_case, service};
use collate::Contract;
use desk::wire::{
    CaseView, Code, CommandStage, ConfirmContinue, DeskView, LinkPhase, Locked, Nothing, StepKind, ViewSpec,
};
use simulator::{Effect, Fault, FaultKind, Operation, Running, Timing};
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::{NewCommand, RecordId, Sealing, Stage, Store};
use vault::KeyTrouble;

/// Waits for "go on".
pub(crate) const GO_ON: &str = "auth_J4T6BK";
/// Waits for the portal, without a package.
pub(crate) const PLAIN: &str = "auth_V3C9QA";

/// A folder of its own, gone with the test.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("prior-auth-desk-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) async fn first(folder: &Folder) -> Bench {
    let bench = Bench::keeping(folder.path(), Contract::B1, service().await, PretendKeyring::default());
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.journal.read || desk.journal.trouble.is_some()).await;
    bench
}

/// The next start of the program on the same folder.
pub(crate) fn again(folder: &Folder, (service, keyring): (Running, PretendKeyring)) -> Bench {
    Bench::keeping(folder.path(), Contract::B1, service, keyring)
}

/// A clock so little faster that what was decided and what the service made of it are of one moment, also on a busy computer:
/// only then is a handoff recognised as one that was asked for here.
fn slower(folder: &Folder, service: Running, keyring: PretendKeyring) -> Bench {
    Bench::keeping_as(folder.path(), service, keyring, Begin { faster: 2, ..Begin::default() })
}

fn stage(case: &CaseView) -> Option<CommandStage> {
    case.command.as_ref().map(|command| command.stage)
}

/// Decides to go on; the answer, and every reading after it, is lost: before or after the service did it.
pub(crate) async fn go_on_and_lose(bench: &Bench, lose: FaultKind) {
    // The case stays where it is put, until it has been seen there.
    bench.service.set_timing(Timing { processing: Duration::from_secs(600), ..bench.service.timing() });
    bench.case(GO_ON).case_where(|case| case.locked.is_none()).await;
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    bench.service.inject(Fault { times: 9, ..Fault::next(Operation::Confirm, lose) });
    bench.service.inject(Fault { times: 99, ..Fault::next(Operation::Read, FaultKind::DropBefore) });
    bench.desk.confirm_continue(ConfirmContinue { case: GO_ON.into(), version }).await.unwrap();
}

async fn unfinished(bench: &Bench) -> DeskView {
    bench.view(ViewSpec::Desk).desk_where(|desk| !desk.unfinished.is_empty()).await
}

/// The decision shows no sign of having arrived, goes out again on a press, with the same key, and is done once.
pub(crate) async fn goes_out_again_and_counts_once(bench: &Bench) {
    let mut case = bench.case(GO_ON);
    case.case_where(|case| stage(case) == Some(CommandStage::NotYet)).await;
    bench.desk.send_again(case_ref(GO_ON)).await.unwrap();
    case.case_where(|case| stage(case) == Some(CommandStage::Applied)).await;
    let keys: Vec<_> = bench.history(Operation::Confirm).into_iter().map(|e| e.headers.idempotency_key).collect();
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
    assert_eq!(times(bench, GO_ON), 1);
}

pub(crate) fn times(bench: &Bench, case: &str) -> usize {
    bench.service.case(case).unwrap().count(|effect| matches!(effect, Effect::Confirmed { .. }))
}

#[tokio::test]
async fn a_decision_that_arrived_before_the_program_ended_is_found_by_reading() {
    let folder = Folder::new("arrived");
    let bench = first(&folder).await;
    go_on_and_lose(&bench, FaultKind::DropAfter).await;
    let left = bench.crash();
    left.0.clear_faults();
    let bench = again(&folder, left);
    let desk = unfinished(&bench).await;
    assert_eq!((desk.unfinished[0].case.as_str(), desk.unfinished[0].command.kind), (GO_ON, StepKind::Continue));
    assert!(desk.unfinished[0].command.from_before);
    let mut case = bench.case(GO_ON);
    case.case_where(|case| stage(case) == Some(CommandStage::InEffect)).await;
    assert_eq!((times(&bench, GO_ON), bench.history(Operation::Confirm).len()), (1, 1));
    bench.desk.dismiss(case_ref(GO_ON)).await.unwrap();
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.unfinished.is_empty()).await;
    // And stays away.
    let bench = again(&folder, bench.crash());
    let mut case = bench.case(GO_ON);
    case.case_where(|case| case.command.is_none()).await;
}

#[tokio::test]
async fn a_decision_that_never_left_is_sent_again_only_when_the_operator_says_so_with_the_same_key() {
    let folder = Folder::new("never-left");
    let bench = first(&folder).await;
    go_on_and_lose(&bench, FaultKind::DropBefore).await;
    let sent = bench.history(Operation::Confirm);
    let left = bench.crash();
    left.0.clear_faults();
    let bench = again(&folder, left);
    let mut case = bench.case(GO_ON);
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::NotYet)).await;
    let command = seen.command.unwrap();
    assert!(command.may_send_again && command.operator == "Maria R.");
    assert_eq!(bench.history(Operation::Confirm).len(), sent.len(), "nothing goes out by itself");
    let refused = bench.desk.confirm_continue(ConfirmContinue { case: GO_ON.into(), version: seen.version }).await;
    assert!(refused.is_err(), "nothing new before it is settled");
    bench.desk.send_again(case_ref(GO_ON)).await.unwrap();
    case.case_where(|case| stage(case) == Some(CommandStage::Applied)).await;
    let all = bench.history(Operation::Confirm);
    assert!(all.iter().all(|one| one.headers.idempotency_key == all[0].headers.idempotency_key), "{all:?}");
    assert!(all.iter().all(|one| one.body == all[0].body && one.headers.if_match == all[0].headers.if_match));
    assert_eq!(times(&bench, GO_ON), 1);
    bench.assert_no_violations();
}

#[tokio::test]
async fn without_a_keyring_it_is_settled_by_reading_and_never_sent_again() {
    let folder = Folder::new("no-keyring");
    let keyring = PretendKeyring::default();
    *keyring.trouble.lock().unwrap() = Some(KeyTrouble::Unavailable);
    let bench = Bench::keeping(folder.path(), Contract::B1, service().await, keyring);
    bench.view(ViewSpec::Desk).desk_where(|desk| !desk.journal.sealed_for_later).await;
    go_on_and_lose(&bench, FaultKind::DropBefore).await;
    let left = bench.crash();
    left.0.clear_faults();
    let bench = again(&folder, left);
    let mut case = bench.case(GO_ON);
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::NotYet)).await;
    assert!(!seen.command.unwrap().may_send_again);
    assert_eq!(code(bench.desk.send_again(case_ref(GO_ON)).await), Some(Code::NotPossibleNow));
    bench.desk.let_be(case_ref(GO_ON)).await.unwrap();
    case.case_where(|case| stage(case) == Some(CommandStage::LetBe) && case.locked.is_none()).await;
}

#[tokio::test]
async fn a_handoff_that_was_open_is_ours_again_with_its_link_gone() {
    let folder = Folder::new("handoff");
    let bench = slower(&folder, service().await, PretendKeyring::default());
    let mut case = bench.case(PLAIN);
    case.case_where(|case| case.locked.is_none()).await;
    bench.start_handoff(PLAIN).await.unwrap();
    case.case_where(|case| case.handoff.as_ref().is_some_and(|handoff| handoff.state == "active")).await;
    bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
    let open = |case: &CaseView| case.handoff.as_ref().is_some_and(|handoff| handoff.link.phase == LinkPhase::Open);
    case.case_where(open).await;
    let minted = bench.history(Operation::MintGrant).len();
    let bench = again(&folder, bench.crash());
    let desk = bench.view(ViewSpec::Desk).desk_where(|desk| !desk.handoffs.is_empty()).await;
    assert!(desk.handoffs[0].from_before, "it is found without anybody looking at its case");
    let mut case = bench.case(PLAIN);
    let seen = case.case_where(|case| case.handoff.as_ref().is_some_and(|handoff| handoff.ours)).await;
    assert_eq!(seen.handoff.unwrap().link.phase, LinkPhase::ProgramEnded);
    assert_eq!(bench.history(Operation::MintGrant).len(), minted, "no link is made by itself");
    bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
    case.case_where(open).await;
}

#[tokio::test]
async fn a_creation_whose_answer_was_lost_is_asked_about_and_makes_no_second_case() {
    let folder = Folder::new("creation");
    let bench = first(&folder).await;
    bench.case(GO_ON).case_where(|case| case.locked.is_none()).await;
    bench.service.inject(Fault::next(Operation::Create, FaultKind::DropAfter));
    let new = new_case();
    assert!(bench.desk.create_case(new.clone()).await.unwrap().not_known);
    let bench = again(&folder, bench.crash());
    let desk = bench.view(ViewSpec::Desk).desk_where(|desk| desk.creating.is_some()).await;
    let creating = desk.creating.unwrap();
    assert_eq!((&creating.what, creating.may_send_again, creating.from_before), (&new, true, true));
    let created = bench.desk.create_again(Nothing {}).await.unwrap();
    assert!(created.case.is_some());
    let asked = bench.history(Operation::Create);
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].headers.idempotency_key, asked[1].headers.idempotency_key);
    let bench = again(&folder, bench.crash());
    bench.open(GO_ON).await;
    let desk = bench.view(ViewSpec::Desk).desk_where(|_| true).await;
    assert!(desk.creating.is_none());
}

/// Whatever lies between let it through, and put a page of its own in the answer's place.
#[tokio::test]
async fn a_creation_that_is_answered_by_a_bare_page_is_asked_about_and_makes_no_second_case() {
    let bench = Bench::connected().await;
    bench.service.inject(Fault::next(Operation::Create, FaultKind::NotJson { status: 403, after_executing: true }));
    let cases = bench.service.cases().len();
    assert!(bench.desk.create_case(new_case()).await.unwrap().not_known);
    assert_eq!(bench.service.cases().len(), cases + 1);
    assert!(bench.desk.create_again(Nothing {}).await.unwrap().case.is_some());
    assert_eq!(bench.service.cases().len(), cases + 1);
}

#[tokio::test]
async fn what_was_decided_for_another_contract_is_read_and_never_sent() {
    let folder = Folder::new("other-contract");
    let bench = first(&folder).await;
    go_on_and_lose(&bench, FaultKind::DropBefore).await;
    let (service, keyring) = bench.crash();
    service.clear_faults();
    let bench = Bench::keeping(folder.path(), Contract::B2, service, keyring);
    let mut case = bench.case(GO_ON);
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::NotYet)).await;
    assert!(!seen.command.unwrap().may_send_again);
}

#[tokio::test]
async fn a_creation_of_another_key_is_shown_and_never_sent() {
    let folder = Folder::new("creation-other-key");
    let bench = first(&folder).await;
    bench.case(GO_ON).case_where(|case| case.locked.is_none()).await;
    bench.service.inject(Fault::next(Operation::Create, FaultKind::DropAfter));
    assert!(bench.desk.create_case(new_case()).await.unwrap().not_known);
    let (service, keyring) = bench.crash();
    let begin = Begin { key: Some("another-key".into()), ..Begin::default() };
    let bench = Bench::keeping_as(folder.path(), service, keyring, begin);
    let desk = bench.view(ViewSpec::Desk).desk_where(|desk| desk.creating.is_some()).await;
    assert!(!desk.creating.unwrap().may_send_again);
    assert!(bench.desk.create_again(Nothing {}).await.is_err());
    assert_eq!(bench.history(Operation::Create).len(), 1);
}

#[tokio::test]
async fn what_came_of_a_decision_can_be_put_away_where_its_case_cannot_be_read() {
    let folder = Folder::new("put-away");
    let bench = first(&folder).await;
    go_on_and_lose(&bench, FaultKind::DropAfter).await;
    let (service, keyring) = bench.crash();
    service.clear_faults();
    let bench = again(&folder, (service, keyring));
    bench.case(GO_ON).case_where(|case| stage(case) == Some(CommandStage::InEffect)).await;
    // Its end is known, and was not put away; now the case is out of reach.
    let (service, keyring) = bench.crash();
    for operation in [Operation::Read, Operation::List] {
        service.inject(Fault { times: 999, ..Fault::next(operation, FaultKind::DropBefore) });
    }
    let bench = again(&folder, (service, keyring));
    let known = |desk: &DeskView| desk.journal.read;
    let desk = bench.view(ViewSpec::Desk).desk_where(known).await;
    for unfinished in &desk.unfinished {
        bench.desk.dismiss(case_ref(&unfinished.case)).await.unwrap();
    }
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.journal.read && desk.unfinished.is_empty()).await;
}

/// What a newer version of the program decided about a case.
fn decided_by_a_newer_version(store: &mut Store, place: &str, case: &str, word: &str, settled: bool) {
    let at = model::Timestamp(1_900_000_000_000);
    let stage = Stage { word: word.into(), attempt: 1, conflict: false, code: None, at, settled, dismissed: false };
    let decided = NewCommand {
        id: RecordId::new(at),
        account: place,
        case: Some(case),
        kind: "resubmit",
        operator: "Maria R.",
        decided_at: at,
        version: Some(1),
        method: "POST",
        path: "/v1/made-up",
        key: Some("made-up-key"),
        if_match: Some("\"1\""),
        body: b"{}",
        intent: b"{}",
        stage,
    };
    store.record(&decided).unwrap();
}

#[tokio::test]
async fn what_a_newer_version_decided_closes_its_case_and_hides_nothing_older() {
    let folder = Folder::new("newer-decided");
    let bench = first(&folder).await;
    go_on_and_lose(&bench, FaultKind::DropBefore).await;
    let left = bench.crash();
    left.0.clear_faults();
    let mut store = held(folder.path()).await;
    store.unlock(Sealing::ForThisRun).unwrap();
    decided_by_a_newer_version(&mut store, &left.0.base_url, GO_ON, "sending", false);
    decided_by_a_newer_version(&mut store, &left.0.base_url, PLAIN, "postponed", false);
    decided_by_a_newer_version(&mut store, &left.0.base_url, "auth_9WD3RB", "applied", true);
    drop(store);
    let bench = again(&folder, left);
    // The older one is taken up; whether it may still be sent only the newer version knows.
    let mut case = bench.case(GO_ON);
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::NotYet)).await;
    assert!(!seen.command.unwrap().may_send_again);
    assert_eq!(code(bench.desk.send_again(case_ref(GO_ON)).await), Some(Code::NotPossibleNow));
    bench.desk.let_be(case_ref(GO_ON)).await.unwrap();
    case.case_where(|case| case.locked == Some(Locked::NotRecognized)).await;
    let version = bench.step(GO_ON, StepKind::Continue).await.unwrap();
    let decided = bench.desk.confirm_continue(ConfirmContinue { case: GO_ON.into(), version }).await;
    assert_eq!(code(decided), Some(Code::NotPossibleNow));
    assert_eq!(times(&bench, GO_ON), 0);
    bench.case(PLAIN).case_where(|case| case.locked == Some(Locked::NotRecognized)).await;
    assert_eq!(code(bench.start_handoff(PLAIN).await), Some(Code::NotPossibleNow));
    // What is settled closes nothing.
    bench.case("auth_9WD3RB").case_where(|case| case.locked.is_none()).await;
    // It is still there, for the version that knows it.
    let (service, _) = bench.crash();
    let kept = held(folder.path()).await.kept(&service.base_url).unwrap();
    let theirs: Vec<_> = kept.into_iter().map(|kept| kept.line).filter(|line| line.kind == "resubmit").collect();
    assert_eq!(theirs.iter().filter(|line| !line.stage.settled).count(), 2, "{theirs:?}");
}

#[tokio::test]
async fn a_decision_whose_case_could_not_be_read_at_first_is_found_out_without_anybody_opening_it() {
    let folder = Folder::new("not-read-at-first");
    let bench = first(&folder).await;
    go_on_and_lose(&bench, FaultKind::DropBefore).await;
    let left = bench.crash();
    left.0.clear_faults();
    let failing = FaultKind::Refuse {
        status: 500,
        code: "internal_error".into(),
        retry_after_seconds: None,
        after_executing: false,
    };
    left.0.inject(Fault { case_id: Some(GO_ON.into()), times: 9_999, ..Fault::next(Operation::Read, failing) });
    let begin = Begin { faster: 60, ..Begin::default() };
    let bench = Bench::keeping_as(folder.path(), left.0, left.1, begin);
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.first_sweep_done && !desk.unfinished.is_empty()).await;
    // Longer than a case is watched closely for what was done with it.
    tokio::time::sleep(Duration::from_secs(3)).await;
    bench.service.clear_faults();
    let found = |desk: &DeskView| desk.unfinished.iter().any(|one| one.command.stage == CommandStage::NotYet);
    bench.view(ViewSpec::Desk).desk_where(found).await;
}

#[tokio::test]
async fn a_handoff_that_was_read_before_the_journal_is_ours_as_soon_as_that_is_read() {
    let folder = Folder::new("handoff-first");
    let bench = slower(&folder, service().await, PretendKeyring::default());
    bench.case(PLAIN).case_where(|case| case.locked.is_none()).await;
    bench.start_handoff(PLAIN).await.unwrap();
    bench.case(PLAIN).case_where(|case| case.handoff.as_ref().is_some_and(|handoff| handoff.state == "active")).await;
    let left = bench.crash();
    left.0.clear_history();
    let journal = held(folder.path()).await;
    let bench = again(&folder, left);
    until("the handoff is read", || !bench.history(Operation::ReadHandoff).is_empty()).await;
    bench.view(ViewSpec::Desk).desk_where(|desk| desk.sync.first_sweep_done).await;
    drop(journal);
    let desk = bench.view(ViewSpec::Desk).desk_where(|desk| !desk.handoffs.is_empty()).await;
    assert!(desk.handoffs[0].from_before);
}
