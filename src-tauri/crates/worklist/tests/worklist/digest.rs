//! What happened since somebody looked.

use crate::cases::{Case, case};
use model::Turn;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::collections::BTreeMap;
use worklist::{Digest, Marker, Stand, Worklist};

fn stand(case: &Case) -> Stand {
    Stand { turn: case.turn, step: case.step }
}

fn has_ended(case: &Case) -> bool {
    matches!(case.turn, Turn::Done | Turn::Stopped)
}

proptest! {
    #[test]
    fn what_is_told_is_the_difference_of_two_moments(
        before in prop::collection::vec(case(20), 0..40),
        after in prop::collection::vec((case(20), 0u8..4), 0..40),
    ) {
        let (mut list, mut known) = (Worklist::default(), BTreeMap::new());
        for case in before {
            list.put(case.row());
            known.insert(case.id.clone(), case);
        }
        let then = known.clone();
        let written = serde_json::to_string(&list.marker()).unwrap();
        let marker: Marker = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(&marker, &list.marker());
        prop_assert_eq!((marker.len(), marker.is_empty()), (then.len(), then.is_empty()));
        prop_assert_eq!(list.since(&marker), Digest::default(), "nothing happened");
        for (case, leaves) in after {
            if leaves == 0 {
                list.remove(&case.id);
                known.remove(&case.id);
            } else {
                list.put(case.row());
                known.insert(case.id.clone(), case);
            }
        }
        let digest = list.since(&marker);
        let mut told = 0;
        for arrival in &digest.came {
            prop_assert!(!then.contains_key(&arrival.id));
            prop_assert_eq!(arrival.at, stand(&known[&arrival.id]));
            told += 1;
        }
        for moved in &digest.moved {
            let (one, other) = (&then[&moved.id], &known[&moved.id]);
            prop_assert_eq!((moved.from, moved.to), (Some(stand(one)), stand(other)));
            prop_assert!(stand(one) != stand(other) && (!has_ended(other) || has_ended(one)));
            told += 1;
        }
        for ended in &digest.ended {
            let (one, other) = (&then[&ended.id], &known[&ended.id]);
            prop_assert_eq!((ended.from, ended.to, &ended.outcome), (Some(stand(one)), stand(other), &other.outcome));
            prop_assert!(has_ended(other) && !has_ended(one));
            told += 1;
        }
        for id in &digest.changed {
            let (one, other) = (&then[id], &known[id]);
            prop_assert!(stand(one) == stand(other) && one.version != other.version);
            told += 1;
        }
        let gone: Vec<_> = then.keys().filter(|id| !known.contains_key(*id)).cloned().collect();
        prop_assert_eq!(&digest.gone, &gone);
        let different = known.values().filter(|case| {
            then.get(&case.id).is_none_or(|before| stand(before) != stand(case) || before.version != case.version)
        });
        prop_assert_eq!(told, different.count(), "each is told once");
        let order = |id| (stand(&known[id]), known[id].created, id);
        prop_assert!(digest.came.iter().map(|arrival| order(&arrival.id)).is_sorted());
        prop_assert!(digest.moved.iter().map(|moved| order(&moved.id)).is_sorted());
    }
}

#[test]
fn a_case_that_stood_where_only_a_newer_version_knows_has_moved_from_somewhere() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut case = case(1).new_tree(&mut runner).unwrap().current();
    (case.turn, case.step) = (Turn::Yours, None);
    let mut list = Worklist::default();
    list.put(case.row());
    let marker = |place: &str| -> Marker {
        serde_json::from_str(&format!(r#"[{{{place},"cases":{{"{}":{}}}}}]"#, case.id, case.version)).unwrap()
    };
    assert_eq!(list.since(&marker(r#""turn":"yours""#)), Digest::default());
    for place in [r#""turn":"auditor""#, r#""turn":"yours","step":"call_them""#] {
        let digest = list.since(&marker(place));
        assert_eq!((digest.moved.len(), digest.moved[0].from), (1, None));
    }
}
