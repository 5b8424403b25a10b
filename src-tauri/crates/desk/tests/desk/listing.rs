use crate::support::{Bench, Watching, window};
use desk::wire::{QueueItem, QueueMessage, RowView, TakeUpdates, TurnCode, ViewBody, ViewSpec, WantedView};
use simulator::Ruling;

fn list(bench: &Bench, turn: TurnCode) -> Watching {
    bench.view(ViewSpec::Queue { turn, step: None, search: String::new(), window: window() })
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
