//! What a view says, by example.

use crate::cases::{Case, case};
use model::{AuthorizationId, Step, Timestamp, Turn};
use proptest::strategy::{Strategy, ValueTree};
use worklist::{
    Change, Closeness, Filter, Item, Line, Place, Row, Search, Span, Spec, View, Worklist, named, searchable,
};

const WINDOW: Span = Span { first: 0, count: 100 };

fn row(number: u8, step: Step) -> Row<Case> {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let base = case(1).new_tree(&mut runner).unwrap().current().row();
    let id = AuthorizationId::new(format!("auth_{number:03}")).unwrap();
    let words = searchable([id.as_str()]);
    Row { id, turn: Turn::Yours, step: Some(step), created_at: Some(Timestamp(number.into())), words, ..base }
}

fn list() -> Worklist<Case> {
    let mut list = Worklist::default();
    list.put(row(1, Step::TellCollate));
    list.put(row(2, Step::FinishAtPortal));
    list.put(row(3, Step::FinishAtPortal));
    list
}

fn mine() -> Spec {
    Spec::of_turn(Turn::Yours, None, Search::default())
}

/// The ids of a window's cases, with what they are called where they do not stand right.
fn places(items: &[Item<Case>]) -> Vec<String> {
    let name = |item: &Item<Case>| match item {
        Item::Case(Line { id, place: Place::Right, .. }) => Some(id.to_string()),
        Item::Case(Line { id, place, .. }) => Some(format!("{id} {place:?}")),
        Item::Group { .. } => None,
    };
    items.iter().filter_map(name).collect()
}

#[test]
fn a_view_is_told_everything_first_and_then_only_what_changed() {
    let mut list = list();
    let mut view = View::new(mine(), WINDOW);
    let first = view.refresh(&list).unwrap();
    let Change::Reset { total: 5, cases: 3, items, headings, .. } = first.change else { panic!("a reset") };
    assert_eq!(headings, [0, 3]);
    assert_eq!(items[0], Item::Group { step: Step::FinishAtPortal, cases: 2 });
    assert_eq!(places(&items), ["auth_002", "auth_003", "auth_001"]);
    assert_eq!(view.refresh(&list), None);
    let mut changed = row(3, Step::FinishAtPortal);
    changed.shown.version = 7;
    list.put(changed.clone());
    let update = view.refresh(&list).unwrap();
    let Change::Patch(lines) = update.change else { panic!("a patch") };
    let line = Line { id: changed.id, shown: changed.shown, place: Place::Right, found: None };
    assert_eq!((update.base, update.waiting, lines), (1, 0, vec![(2, Item::Case(line))]));
}

#[test]
fn what_came_moved_and_left_is_counted_and_marked_until_it_is_taken() {
    let mut list = list();
    let mut view = View::new(mine(), WINDOW);
    view.refresh(&list);
    list.put(row(4, Step::FinishAtPortal));
    let update = view.refresh(&list).unwrap();
    assert_eq!((update.waiting, update.change), (1, Change::Patch(Vec::new())));
    list.put(row(2, Step::TellCollate));
    list.put(Row { turn: Turn::Payer, step: None, ..row(3, Step::TellCollate) });
    let update = view.refresh(&list).unwrap();
    let Change::Patch(lines) = update.change else { panic!("a patch") };
    let items: Vec<_> = lines.into_iter().map(|(_, item)| item).collect();
    assert_eq!((update.waiting, places(&items)), (3, vec!["auth_002 Moves".to_owned(), "auth_003 Gone".to_owned()]));
    view.take();
    let update = view.refresh(&list).unwrap();
    let Change::Reset { items, .. } = update.change else { panic!("a reset") };
    assert_eq!((update.waiting, places(&items)), (0, vec!["auth_004".into(), "auth_001".into(), "auth_002".into()]));
}

#[test]
fn what_went_back_to_where_it_was_is_not_waited_for() {
    let mut list = list();
    let mut view = View::new(mine(), WINDOW);
    view.refresh(&list);
    list.put(row(2, Step::TellCollate));
    assert_eq!(view.refresh(&list).unwrap().waiting, 1);
    list.put(row(2, Step::FinishAtPortal));
    assert_eq!(view.refresh(&list).unwrap().waiting, 0);
    list.remove(&row(1, Step::TellCollate).id);
    assert_eq!(view.refresh(&list).unwrap().waiting, 1);
    list.put(row(1, Step::TellCollate));
    assert_eq!(view.refresh(&list).unwrap().waiting, 0);
}

#[test]
fn a_case_that_left_the_list_is_shown_as_it_was_known_last() {
    let mut list = list();
    let mut view = View::new(mine(), Span { first: 0, count: 1 });
    view.refresh(&list);
    let gone = row(1, Step::TellCollate).id;
    list.remove(&gone);
    assert!(list.get(&gone).is_none());
    view.refresh(&list);
    view.set_span(Span { first: 4, count: 1 });
    let Change::Rows { first: 4, items } = view.refresh(&list).unwrap().change else { panic!("rows") };
    assert_eq!(places(&items), ["auth_001 Gone"]);
    assert_eq!(view.index_of(&list, &gone).map(|position| position.line), Some(4));
}

#[test]
fn what_the_words_are_found_in_elsewhere_is_counted() {
    let mut list = list();
    list.put(Row { turn: Turn::Done, step: None, ..row(12, Step::TellCollate) });
    list.put(Row { turn: Turn::Done, step: None, ..row(13, Step::TellCollate) });
    list.put(Row { turn: Turn::Payer, step: None, ..row(99, Step::TellCollate) });
    let spec = Spec::of_turn(Turn::Yours, Some(Step::TellCollate), Search::new("AUTH_01"));
    let mut view = View::new(spec, WINDOW);
    assert_eq!(view.refresh(&list).unwrap().elsewhere, [(Turn::Done, 2)]);
    list.put(Row { turn: Turn::Stopped, step: None, ..row(13, Step::TellCollate) });
    assert_eq!(view.refresh(&list).unwrap().elsewhere, [(Turn::Done, 1), (Turn::Stopped, 1)]);
    view.set_spec(Spec { filter: Filter::turn(Turn::Yours), ..Spec::default() });
    assert!(view.refresh(&list).unwrap().elsewhere.is_empty(), "nothing is looked for");
}

#[test]
fn what_is_found_better_stands_first_within_its_step() {
    let mut list = list();
    for (number, name, step) in [
        (5, "Sampleford, Al", Step::TellCollate),
        (6, "Testford, Bo", Step::TellCollate),
        (7, "Fordson, Cy", Step::TellCollate),
        (8, "Testford, Di", Step::FinishAtPortal),
    ] {
        list.put(Row { words: named([name]), ..row(number, step) });
    }
    let mut view = View::new(Spec { search: Search::new("ford"), ..mine() }, WINDOW);
    let Change::Reset { items, .. } = view.refresh(&list).unwrap().change else { panic!("a reset") };
    assert_eq!(places(&items), ["auth_008", "auth_007", "auth_005", "auth_006"]);
    let found: Vec<_> =
        items.iter().filter_map(|item| if let Item::Case(line) = item { line.found } else { None }).collect();
    assert_eq!(found, [Closeness::Inside, Closeness::Start, Closeness::Inside, Closeness::Inside]);
}

#[test]
fn what_is_told_as_a_whole_moves_no_line() {
    let mut list = list();
    let mut view = View::new(mine(), WINDOW);
    view.refresh(&list).unwrap();
    list.put(row(3, Step::TellCollate));
    list.put(row(4, Step::TellCollate));
    view.tell_whole();
    let update = view.refresh(&list).unwrap();
    let Change::Reset { items, .. } = update.change else { panic!("a reset") };
    assert_eq!(
        (update.waiting, places(&items)),
        (2, vec!["auth_002".to_owned(), "auth_003 Moves".to_owned(), "auth_001".to_owned()])
    );
    view.take();
    assert_eq!(view.refresh(&list).unwrap().waiting, 0);
}
