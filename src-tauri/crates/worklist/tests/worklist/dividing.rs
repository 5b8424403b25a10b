//! Facets and counts.

use crate::cases::{Case, case, filter, sort, typed};
use crate::plain::{closeness, passes};
use model::{Step, Turn};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::collections::{BTreeMap, BTreeSet};
use worklist::{Count, Facet, Search, Span, Spec, Value, View, Worklist, step_of, step_word, turn_of, turn_word};

/// Each value with its cases, counted one by one, and the values that are chosen with none.
fn counted(cases: &[&Case], facet: Facet, chosen: Option<&BTreeSet<Value>>) -> BTreeMap<Value, usize> {
    let mut counts: BTreeMap<Value, usize> = chosen.into_iter().flatten().map(|value| (value.clone(), 0)).collect();
    for case in cases {
        *counts.entry(case.value(facet)).or_default() += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn each_choice_is_counted_with_all_other_choices_as_they_are(
        cases in prop::collection::vec(case(60), 0..120),
        later in prop::collection::vec(case(60), 0..10),
        filter in filter(),
        typed in prop_oneof![Just(String::new()), typed()],
        sort in sort(),
    ) {
        let (mut list, mut known) = (Worklist::default(), BTreeMap::new());
        let search = Search::new(&typed);
        for case in cases {
            list.put(case.row());
            known.insert(case.id.clone(), case);
        }
        let spec = Spec { filter: filter.clone(), search: search.clone(), sort };
        let mut view = View::new(spec, Span { first: 0, count: 10 });
        prop_assert_eq!(&view.facets(&list), &list.facets(&filter, &search));
        view.refresh(&list);
        for case in later {
            list.put(case.row());
            known.insert(case.id.clone(), case);
        }
        let facets = view.facets(&list);
        prop_assert_eq!(&facets, &list.facets(&filter, &search), "a view counts what is there now");
        for facet in Facet::ALL {
            let own: &[Facet] = if facet == Facet::Turn { &[Facet::Turn, Facet::Step] } else { &[facet] };
            let counted_in: Vec<&Case> = known.values()
                .filter(|case| passes(case, &filter, own) && closeness(case, &typed).is_some())
                .collect();
            let counts: BTreeMap<Value, usize> =
                facets[&facet].iter().map(|count| (count.value.clone(), count.cases)).collect();
            prop_assert_eq!(counts.len(), facets[&facet].len());
            prop_assert_eq!(counts, counted(&counted_in, facet, filter.chosen.get(&facet)), "{:?}", facet);
        }
    }

    #[test]
    fn turns_and_steps_are_counted_as_cases_come_change_and_leave(
        changes in prop::collection::vec((case(9), any::<bool>()), 0..80),
    ) {
        let (mut list, mut known) = (Worklist::default(), BTreeMap::new());
        for (case, leaves) in changes {
            if leaves {
                list.remove(&case.id);
                known.remove(&case.id);
            } else {
                list.put(case.row());
                known.insert(case.id.clone(), case);
            }
            for turn in Turn::ALL {
                prop_assert_eq!(list.count(turn), known.values().filter(|case| case.turn == turn).count());
            }
            for step in [Step::FinishAtPortal, Step::ReviewAndAccept, Step::AnswerOrAttach, Step::TellCollate] {
                prop_assert_eq!(list.count_step(step), known.values().filter(|case| case.step == Some(step)).count());
            }
            prop_assert_eq!((list.len(), list.is_empty()), (known.len(), known.is_empty()));
        }
    }
}

fn cases(some: &[(&str, Option<&str>)]) -> Worklist<Case> {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let base = case(1).new_tree(&mut runner).unwrap().current();
    let mut list = Worklist::default();
    for (number, (payer, name)) in (0u8..).zip(some) {
        let payer = Some(((*payer).to_owned(), name.map(str::to_owned)));
        list.put(Case { id: crate::cases::id(number), payer, ..base.clone() }.row());
    }
    list
}

#[test]
fn payers_come_by_number_of_cases_under_the_name_they_had_last() {
    let list = cases(&[
        ("p9", Some("Old Mock")),
        ("p1", None),
        ("p9", Some("New Mock")),
        ("p3", Some("Ba")),
        ("p4", Some("Ab")),
    ]);
    let facets = list.facets(&worklist::Filter::default(), &Search::default());
    let count = |value: &str, label: Option<&str>, cases| Count {
        value: Some(value.to_owned()),
        label: label.map(str::to_owned),
        cases,
    };
    let wanted = [
        count("p9", Some("New Mock"), 2),
        count("p4", Some("Ab"), 1),
        count("p3", Some("Ba"), 1),
        count("p1", None, 1),
    ];
    assert_eq!(facets[&Facet::Payer], wanted);
}

#[test]
fn every_word_of_ours_is_read_as_it_is_written() {
    for turn in Turn::ALL {
        assert_eq!(turn_of(turn_word(turn)), Some(turn));
    }
    for step in [Step::FinishAtPortal, Step::ReviewAndAccept, Step::AnswerOrAttach, Step::TellCollate] {
        assert_eq!(step_of(step_word(step)), Some(step));
    }
    for facet in Facet::ALL {
        assert_eq!(Facet::parse(facet.word()), Some(facet));
    }
    assert_eq!((turn_of("mine"), step_of(""), Facet::parse("assignee")), (None, None, None));
}
