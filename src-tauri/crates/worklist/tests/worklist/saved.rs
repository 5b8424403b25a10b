//! Views with a name.

use crate::cases::spec;
use proptest::prelude::*;
use serde_json::{Value, json};
use worklist::{Facet, NotShown, Saved, Search, SortBy, Spec};

proptest! {
    #[test]
    fn a_saved_view_comes_back_as_it_was_but_for_what_was_typed(spec in spec()) {
        let saved = Saved::new("Mine", &spec);
        let written = serde_json::to_string(&saved).unwrap();
        let read: Saved = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(read.name(), Some("Mine"));
        prop_assert_eq!(read.spec(), Ok(Spec { search: Search::default(), ..spec }));
        prop_assert_eq!(read, saved);
    }

    #[test]
    fn whatever_stands_there_is_kept_and_never_breaks_anything(
        member in "name|filter|sort|created|descending|[a-z]{1,5}",
        value in prop_oneof![
            Just(json!(null)), Just(json!(7)), Just(json!({"from": 1})), Just(json!({"payer": ["p1", null]})), Just(json!("age")),
        ],
    ) {
        let mut written = json!({"name": "Mine", "filter": {}, "sort": "step"});
        written[&member] = value;
        for written in [written.clone(), json!([written]), json!("a name")] {
            let saved: Saved = serde_json::from_value(written.clone()).unwrap();
            let _ = (saved.name(), saved.spec());
            prop_assert_eq!(serde_json::to_value(&saved).unwrap(), written);
        }
    }
}

fn read(written: Value) -> Saved {
    serde_json::from_value(written).unwrap()
}

#[test]
fn what_was_typed_is_not_written_down() {
    let spec = Spec { search: Search::new("Mockford"), ..Spec::default() };
    assert!(!serde_json::to_string(&Saved::new("Mine", &spec)).unwrap().to_lowercase().contains("mockford"));
}

#[test]
fn words_nobody_knows_are_values_like_others() {
    let saved =
        read(json!({"name": "Odd", "filter": {"status": ["on_holiday", null]}, "sort": "age", "descending": true}));
    let spec = saved.spec().unwrap();
    assert_eq!(spec.sort.by, SortBy::Age);
    assert_eq!(spec.filter.chosen[&Facet::Status].len(), 2);
}

#[test]
fn a_view_with_something_new_in_it_is_not_shown_as_less_than_it_is() {
    for newer in [
        json!({"name": "a", "filter": {"assignee": ["w"]}, "sort": "step"}),
        json!({"name": "a", "filter": {}, "sort": "due"}),
        json!({"name": "a", "filter": {}, "sort": "step", "urgentOnly": true}),
        json!({"name": "a", "filter": {}, "sort": "step", "created": {"lastDays": 7}}),
    ] {
        let saved = read(newer.clone());
        assert_eq!((saved.name(), saved.spec()), (Some("a"), Err(NotShown)));
        assert_eq!(serde_json::to_value(&saved).unwrap(), newer);
    }
}
