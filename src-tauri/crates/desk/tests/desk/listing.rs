use crate::support::{Bench, Watching, window};
use desk::wire::{
    Choice, Density, FacetCode, FacetValue, FacetsView, QueueChange, QueueItem, QueueMessage, QueueSort, QueueSpec,
    ReadFacets, RowView, SetDensity, SetViewSpec, SortCode, StepCode, TakeUpdates, TurnCode, UpdatedCode, ViewBody,
    ViewSpec, WantedView,
};
use simulator::Ruling;

fn list(bench: &Bench, turn: TurnCode) -> Watching {
    bench.view(ViewSpec::Queue { spec: QueueSpec::of_turn(turn), window: window() })
}

fn row_of<'a>(items: &'a [QueueItem], id: &str) -> Option<&'a RowView> {
    items.iter().find_map(|item| match item {
        QueueItem::Case { row } if row.id == id => Some(row.as_ref()),
        _ => None,
    })
}

/// A connected desk whose list was read once.
async fn filled() -> Bench {
    let bench = Bench::connected().await;
    let mut desk = bench.view(ViewSpec::Desk);
    desk.desk_where(|desk| desk.sync.first_sweep_done && desk.sync.cases == bench.service.cases().len()).await;
    bench
}

async fn message_where(list: &mut Watching, wanted: impl Fn(&QueueMessage) -> bool) -> QueueMessage {
    loop {
        if let ViewBody::Queue { queue } = list.next().await
            && wanted(&queue)
        {
            return queue;
        }
    }
}

#[tokio::test]
async fn a_change_at_collate_changes_the_row_where_it_stands_and_moves_it_when_it_is_taken() {
    const CASE: &str = "auth_C8A2LT";
    let bench = filled().await;
    let mut payer = list(&bench, TurnCode::Payer);
    let before = payer.rows_where(|items| row_of(items, CASE).is_some()).await;
    let mut done = list(&bench, TurnCode::Done);
    let ended = done.rows_where(|items| !items.is_empty()).await.len();
    bench.service.decide(CASE, &Ruling { outcome: Some("denied".into()), ..Ruling::default() }).unwrap();
    let (mut case, _) = bench.open(CASE).await;
    let seen = case.case_where(|case| case.turn == TurnCode::Done).await;
    assert!(matches!(&seen.wanted, WantedView::Ended { outcome, .. } if outcome == "denied"));
    let held = payer.queue_where(|_, waiting| waiting == 1).await;
    assert_eq!(row_of(&held, CASE).map(|row| row.turn), Some(TurnCode::Done), "what it says is told at once");
    assert_eq!(held.len(), before.len(), "and no line moved");
    message_where(&mut done, |message| message.waiting == 1).await;
    bench.desk.take_updates(TakeUpdates { view: payer.view }).await.unwrap();
    let taken = payer.queue_where(|_, waiting| waiting == 0).await;
    assert_eq!((taken.len(), row_of(&taken, CASE)), (before.len() - 1, None));
    bench.desk.take_updates(TakeUpdates { view: done.view }).await.unwrap();
    let taken = done.queue_where(|_, waiting| waiting == 0).await;
    assert_eq!(taken.len(), ended + 1);
    assert!(row_of(&taken, CASE).is_some());
}

#[tokio::test]
async fn a_list_that_is_read_for_the_first_time_fills_up_without_being_asked() {
    let bench = Bench::connected().await;
    let mut mine = list(&bench, TurnCode::Yours);
    let mut desk = bench.view(ViewSpec::Desk);
    let seen = desk.desk_where(|desk| desk.sync.first_sweep_done).await;
    let yours = seen.turns.iter().find(|turn| turn.turn == TurnCode::Yours).unwrap().cases;
    mine.queue_where(|items, waiting| waiting == 0 && items.len() == yours + 4).await;
}

#[tokio::test]
async fn a_list_that_is_opened_anew_has_everything() {
    const CASE: &str = "auth_C8A2LT";
    let bench = filled().await;
    let mut payer = list(&bench, TurnCode::Payer);
    payer.rows_where(|items| row_of(items, CASE).is_some()).await;
    bench.service.decide(CASE, &Ruling { outcome: Some("denied".into()), ..Ruling::default() }).unwrap();
    let (mut case, _) = bench.open(CASE).await;
    case.case_where(|case| case.turn == TurnCode::Done).await;
    message_where(&mut payer, |message| message.waiting == 1).await;
    let mut anew = list(&bench, TurnCode::Payer);
    let items = anew.queue_where(|_, waiting| waiting == 0).await;
    assert!(row_of(&items, CASE).is_none());
}

#[tokio::test]
async fn taking_the_updates_of_what_is_no_list_does_nothing() {
    let bench = filled().await;
    let (case, _) = bench.open("auth_P3W9DX").await;
    bench.desk.take_updates(TakeUpdates { view: case.view }).await.unwrap();
    bench.desk.take_updates(TakeUpdates { view: 4000 }).await.unwrap();
    let mut mine = list(&bench, TurnCode::Yours);
    mine.queue_where(|items, _| !items.is_empty()).await;
}

/// Shows something else in a list, and waits until it is told as a whole.
async fn set(bench: &Bench, list: &mut Watching, spec: QueueSpec) -> Vec<RowView> {
    let intent = SetViewSpec { view: list.view, spec: spec.clone(), window: window() };
    bench.desk.set_view_spec(intent).await.unwrap();
    let is_told =
        |message: &QueueMessage| matches!(&message.change, QueueChange::Reset { spec: told, .. } if *told == spec);
    let QueueChange::Reset { items, .. } = message_where(list, is_told).await.change else { unreachable!() };
    let row = |item| match item {
        QueueItem::Case { row } => Some(*row),
        QueueItem::Group { .. } => None,
    };
    items.into_iter().filter_map(row).collect()
}

async fn facets(bench: &Bench, list: &Watching) -> FacetsView {
    bench.desk.read_facets(ReadFacets { view: list.view }).await.unwrap()
}

fn values(facets: &FacetsView, code: FacetCode) -> &[FacetValue] {
    &facets.facets.iter().find(|facet| facet.facet == code).unwrap().values
}

fn mine() -> QueueSpec {
    QueueSpec::of_turn(TurnCode::Yours)
}

#[tokio::test]
async fn what_is_typed_changes_what_the_open_list_shows() {
    let bench = filled().await;
    let mut list = list(&bench, TurnCode::Yours);
    let all = list.rows_where(|items| !items.is_empty()).await.len();
    let typed = |search: &str| QueueSpec { search: search.into(), ..mine() };
    let found = set(&bench, &mut list, typed("juniper")).await;
    assert!(!found.is_empty() && found.len() < all);
    assert!(found.iter().all(|row| row.payer.as_deref() == Some("Juniper State Plan")));
    assert!(set(&bench, &mut list, typed("juniperzz")).await.is_empty());
    // A sign that is not looked for finds the same; whoever typed it is told all the same.
    assert!(set(&bench, &mut list, typed("juniperzz ,")).await.is_empty());
    assert_eq!(set(&bench, &mut list, mine()).await.len(), all);
}

#[tokio::test]
async fn each_choice_of_the_filter_shows_as_many_as_it_was_counted_with() {
    let bench = filled().await;
    let mut list = list(&bench, TurnCode::Yours);
    let all = list.rows_where(|items| !items.is_empty()).await;
    let counted = facets(&bench, &list).await;
    for code in [FacetCode::Step, FacetCode::Payer, FacetCode::Service, FacetCode::Provider, FacetCode::Status] {
        let counts = values(&counted, code);
        assert_eq!(counts.iter().map(|count| count.cases).sum::<usize>(), all.len(), "{code:?}");
        for count in counts {
            let filter = vec![Choice { facet: code, values: vec![count.value.clone()] }];
            let shown = set(&bench, &mut list, QueueSpec { filter, ..mine() }).await;
            assert_eq!(shown.len(), count.cases, "{code:?}");
            assert_eq!(values(&facets(&bench, &list).await, code), counts, "the choice can be widened: {code:?}");
        }
    }
    let payers = values(&counted, FacetCode::Payer);
    let two: Vec<_> = payers.iter().take(2).map(|count| count.value.clone()).collect();
    let filter = vec![Choice { facet: FacetCode::Payer, values: two }];
    let shown = set(&bench, &mut list, QueueSpec { filter, ..mine() }).await;
    assert_eq!(shown.len(), payers.iter().take(2).map(|count| count.cases).sum::<usize>());
}

#[tokio::test]
async fn the_list_of_one_step_is_of_that_step_whatever_else_is_chosen() {
    let bench = filled().await;
    let mut list = list(&bench, TurnCode::Yours);
    let filter = vec![Choice { facet: FacetCode::Step, values: vec![Some("tell_collate".into())] }];
    let step = Some(StepCode::ReviewAndAccept);
    let plain = set(&bench, &mut list, QueueSpec { step, ..mine() }).await;
    let chosen = set(&bench, &mut list, QueueSpec { step, filter, ..mine() }).await;
    assert!(!plain.is_empty());
    assert_eq!(plain, chosen);
}

#[tokio::test]
async fn every_case_changed_within_a_week_or_not() {
    let bench = filled().await;
    let mut list = list(&bench, TurnCode::Yours);
    let all = list.rows_where(|items| !items.is_empty()).await.len();
    let changed = |updated| QueueSpec { updated: Some(updated), ..mine() };
    let day = set(&bench, &mut list, changed(UpdatedCode::Day)).await.len();
    let week = set(&bench, &mut list, changed(UpdatedCode::Week)).await.len();
    let before = set(&bench, &mut list, changed(UpdatedCode::Before)).await.len();
    assert!(day <= week);
    assert_eq!(week + before, all, "each case of the deck says when it changed");
}

#[tokio::test]
async fn an_order_runs_both_ways() {
    let bench = filled().await;
    let mut list = list(&bench, TurnCode::Yours);
    let sorted = |by, descending| QueueSpec { sort: QueueSort { by, descending }, ..mine() };
    let made = |rows: &[RowView]| rows.iter().filter_map(|row| row.created_at.clone()).collect::<Vec<_>>();
    let oldest = set(&bench, &mut list, sorted(SortCode::Age, false)).await;
    assert!(made(&oldest).is_sorted());
    let newest = set(&bench, &mut list, sorted(SortCode::Age, true)).await;
    assert!(made(&newest).iter().rev().is_sorted());
    let payers = |rows: &[RowView]| rows.iter().filter_map(|row| row.payer.clone()).collect::<Vec<_>>();
    assert!(payers(&set(&bench, &mut list, sorted(SortCode::Payer, false)).await).is_sorted());
    assert!(payers(&set(&bench, &mut list, sorted(SortCode::Payer, true)).await).iter().rev().is_sorted());
}

#[tokio::test]
async fn what_is_no_list_has_no_choices() {
    let bench = filled().await;
    let (case, _) = bench.open("auth_P3W9DX").await;
    assert_eq!(facets(&bench, &case).await, FacetsView::default());
}

#[tokio::test]
async fn how_close_lines_stand_is_kept_and_told_to_the_next_page() {
    let bench = filled().await;
    bench.desk.set_density(SetDensity { density: Density::Compact }).await.unwrap();
    bench.remembers(|kept| kept.density == Density::Compact).await;
    assert_eq!(bench.desk.start(desk::wire::Nothing {}).await.unwrap().density, Density::Compact);
}
