//! What is found, and in which order.

use crate::cases::{Case, case, filter, id, sort, typed};
use crate::plain::{closeness, compare, passes};
use model::Payer;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::collections::BTreeMap;
use worklist::{
    Change, Closeness, Direction, Facts, Filter, Item, Row, Search, Sort, SortBy, Span, Spec, View, Worklist, named,
    searchable,
};

const ALL: Span = Span { first: 0, count: 1_000 };

/// Every case a new view shows, and how well each is found.
fn shown(list: &Worklist<Case>, spec: Spec) -> Vec<(Case, Option<Closeness>)> {
    let Some(Change::Reset { items, cases, .. }) = View::new(spec, ALL).refresh(list).map(|update| update.change)
    else {
        panic!("a new view is told everything")
    };
    let case = |item| if let Item::Case(line) = item { Some((line.shown, line.found)) } else { None };
    let shown: Vec<_> = items.into_iter().filter_map(case).collect();
    assert_eq!(shown.len(), cases);
    shown
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_shown_is_what_a_plain_reading_finds_in_the_order_it_has(
        changes in prop::collection::vec((case(30), any::<bool>()), 0..150),
        filter in filter(),
        typed in prop_oneof![Just(String::new()), typed()],
        sort in sort(),
    ) {
        let mut list = Worklist::default();
        let mut known: BTreeMap<_, Case> = BTreeMap::new();
        for (number, (case, leaves)) in changes.into_iter().enumerate() {
            if leaves && number % 3 == 0 {
                prop_assert_eq!(list.remove(&case.id), known.remove(&case.id).is_some());
            } else {
                let before = known.insert(case.id.clone(), case.clone());
                prop_assert_eq!(list.put(case.row()), before.as_ref() != Some(&case));
            }
            if number % 7 == 0 {
                // An order that was asked for is kept, and must still be right later.
                shown(&list, Spec { sort, ..Spec::default() });
            }
        }
        prop_assert_eq!(list.len(), known.len());
        let found = |case: &Case| closeness(case, &typed);
        let mut wanted: Vec<_> = known.into_values().filter(|case| passes(case, &filter, &[]) && found(case).is_some()).collect();
        wanted.sort_by(|one, other| compare(one, other, sort, found));
        let search = Search::new(&typed);
        let wanted: Vec<_> = wanted.into_iter().map(|case| {
            let found = found(&case).filter(|_| !search.is_empty());
            (case, found)
        }).collect();
        prop_assert_eq!(shown(&list, Spec { filter, search, sort }), wanted);
    }
}

/// A list of one case that is found by this.
fn one(words: String, base: &Row<Case>) -> Worklist<Case> {
    let mut list = Worklist::default();
    list.put(Row { words, ..base.clone() });
    list
}

fn base() -> Row<Case> {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    case(1).new_tree(&mut runner).unwrap().current().row()
}

fn found(list: &Worklist<Case>, typed: &str) -> Option<Closeness> {
    let spec = Spec { search: Search::new(typed), ..Spec::default() };
    shown(list, spec).first().and_then(|(_, found)| *found)
}

#[test]
fn what_was_not_returned_stands_last_whichever_way_the_rest_runs() {
    let with = |number: u8, payer: Option<&str>| {
        let payer = payer.map(|id| Payer { id: id.to_owned(), display_name: None });
        Row { id: id(number), facts: Facts { payer, ..base().facts }, created_at: None, ..base() }
    };
    let mut list = Worklist::default();
    for row in [with(0, None), with(1, Some("a")), with(2, Some("B"))] {
        list.put(row);
    }
    for (direction, order) in [(Direction::Ascending, [1, 2, 0]), (Direction::Descending, [2, 1, 0])] {
        let spec = Spec { sort: Sort { by: SortBy::Payer, direction }, ..Spec::default() };
        let mut view = View::new(spec, ALL);
        view.refresh(&list);
        assert_eq!(view.ids(&list, 0..9), order.map(id), "{direction:?}");
    }
}

#[test]
fn numbers_are_found_with_and_without_their_punctuation() {
    let list = one(searchable(["JSP 0099-4410 27", "auth_5TF1QS"]), &base());
    for typed in ["jsp", "JSP-0099", "00994410", "4410", "0099-4410 jsp", "jsp009944", "5tf1qs", "auth5tf"] {
        assert_eq!(found(&list, typed), Some(Closeness::Start), "{typed}");
    }
    assert_eq!(found(&list, "994410"), Some(Closeness::Inside));
    assert_eq!(found(&list, "jsp 0098"), None);
}

#[test]
fn a_number_with_one_digit_wrong_is_another_patients() {
    let codes = one(searchable(["W001234567", "ABCDEFGH", "Mockford, Lena"]), &base());
    for typed in ["w001234568", "w00123456", "abcdefgx", "mockfrod"] {
        assert_eq!(found(&codes, typed).filter(|found| *found == Closeness::Similar), None, "{typed}");
    }
    let names = one(named(["W001234567", "Mockford, Lena"]), &base());
    assert_eq!(found(&names, "w001234568"), None, "also where somebody took a number for a name");
    assert_eq!(found(&names, "mockfrod"), Some(Closeness::Similar));
    assert_eq!(found(&names, "lina"), None, "four letters are too few");
}

#[test]
fn accents_and_capitals_are_in_nobodys_way() {
    let list = one(named(["NÚÑEZ, Zoë", "Łukaszewska"]), &base());
    for typed in ["nunez", "Nuñez", "zoe", "ZOË", "lukasz", "núñez zoë"] {
        assert_eq!(found(&list, typed), Some(Closeness::Start), "{typed}");
    }
}

#[test]
fn a_name_that_came_after_the_search_was_typed_is_known_to_it() {
    let mut list = one(named(["Somebody Else"]), &base());
    let spec = Spec { search: Search::new("mockfrod"), filter: Filter::default(), sort: Sort::default() };
    let mut view = View::new(spec, ALL);
    view.refresh(&list);
    list.put(Row { words: named(["Mockford, Lena"]), ..base() });
    let update = view.refresh(&list).unwrap();
    assert!(matches!(update.change, Change::Reset { cases: 1, .. }), "an empty view takes what comes");
}

#[test]
fn what_is_written_of_rows_and_searches_names_nobody() {
    let row =
        Row { facts: Facts { title: Some("Mockford".into()), ..base().facts }, words: named(["Mockford"]), ..base() };
    let list = one(row.words.clone(), &row);
    let mut view = View::new(Spec { search: Search::new("mockford"), ..Spec::default() }, ALL);
    let update = view.refresh(&list);
    let written = format!("{row:?} {:?} {list:?} {view:?} {update:?} {:?}", row.facts, view.spec());
    assert!(!written.to_lowercase().contains("mockford"), "{written}");
}
