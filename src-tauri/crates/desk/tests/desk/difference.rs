//! The package under review beside the one accepted last, where that is kept and where it is only of this run.

use crate::durable::{Folder, first};
use crate::remembering::{PORTAL, account, ask, until};
use crate::support::{Bench, case_ref, code};
use desk::wire::{Between, Code, DifferenceBase, DifferenceView, OnCase};

async fn compared(bench: &Bench) -> DifferenceView {
    bench.desk.read_difference(case_ref(PORTAL)).await.unwrap()
}

/// Waits until the case has another package than this one.
async fn replaced(bench: &Bench, before: &str) {
    bench.service.replace_snapshot(PORTAL).unwrap();
    let is_other =
        |case: &desk::wire::CaseView| case.package.as_ref().is_some_and(|package| package.snapshot != before);
    bench.case(PORTAL).case_where(is_other).await;
}

async fn stands_beside_the_one_before_it(bench: &Bench) {
    let accepted = compared(bench).await;
    let DifferenceBase::Accepted { snapshot, operator, same: true, .. } = accepted.base.clone() else {
        panic!("{:?}", accepted.base);
    };
    assert_eq!((snapshot.as_str(), operator.as_str()), (accepted.snapshot.as_str(), "Maria R."));
    let rows =
        |view: &DifferenceView| view.sections.iter().flat_map(|section| section.rows.clone()).collect::<Vec<_>>();
    assert!(rows(&accepted).iter().all(|row| row.between == Between::Same && row.on_case != OnCase::Gone));
    replaced(bench, &snapshot).await;
    let next = compared(bench).await;
    assert!(matches!(&next.base, DifferenceBase::Accepted { snapshot: last, same: false, .. } if *last == snapshot));
    assert_ne!(next.snapshot, snapshot);
    let moved: Vec<_> = rows(&next).into_iter().filter(|row| row.between == Between::Changed).collect();
    assert!(moved.iter().any(|row| row.path == "id"), "its own id is listed, too: {moved:#?}");
}

#[tokio::test]
async fn where_it_is_kept_the_package_accepted_last_is_read_back() {
    let folder = Folder::new("difference");
    let bench = first(&folder).await;
    bench.open(PORTAL).await;
    assert_eq!(compared(&bench).await.base, DifferenceBase::None);
    bench.accept_for_portal(PORTAL).await;
    let of = account(&bench.service);
    let kept = || {
        let of = of.clone();
        ask(bench.records.as_ref().unwrap(), move |store| store.last_accepted(&of, PORTAL)).is_some()
    };
    until("the package is kept", kept).await;
    stands_beside_the_one_before_it(&bench).await;
}

#[tokio::test]
async fn where_nothing_is_kept_it_is_the_one_accepted_in_this_run() {
    let bench = Bench::connected().await;
    bench.open(PORTAL).await;
    assert_eq!(compared(&bench).await.base, DifferenceBase::ThisRun);
    bench.accept_for_portal(PORTAL).await;
    stands_beside_the_one_before_it(&bench).await;
    let none = bench.desk.read_difference(case_ref("auth_J4T6BK")).await;
    assert_eq!(code(none), Some(Code::PackageChanged), "there is no package on this case");
}
