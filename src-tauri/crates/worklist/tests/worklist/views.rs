//! Views that are kept up to date: nothing moves until it is taken, and then everything is where a new view has it.

use crate::cases::{Case, case, id, spec, typed};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::collections::BTreeSet;
use worklist::{Change, Item, Place, Search, Span, Spec, Update, View, Worklist};

const ALL: Span = Span { first: 0, count: 1_000 };

#[derive(Debug, Clone)]
enum Happens {
    Put(Box<Case>),
    Remove(u8),
    Many(Vec<Case>),
    Refresh,
    Take,
    Look(usize, usize),
    Other(Box<Spec>),
    /// Key by key, with cases that change meanwhile.
    Type(String, Vec<Case>),
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        8 => case(14).prop_map(|case| Happens::Put(Box::new(case))),
        1 => (0u8..14).prop_map(Happens::Remove),
        1 => prop::collection::vec(case(14), 0..10).prop_map(Happens::Many),
        6 => Just(Happens::Refresh),
        2 => Just(Happens::Take),
        1 => (0usize..20, 0usize..12).prop_map(|(first, count)| Happens::Look(first, count)),
        1 => spec().prop_map(|spec| Happens::Other(Box::new(spec))),
        1 => (typed(), prop::collection::vec(case(14), 0..6)).prop_map(|(typed, cases)| Happens::Type(typed, cases)),
    ]
}

/// The other side: it has what it was told, and nothing else.
#[derive(Default)]
struct Told {
    revision: u64,
    waiting: usize,
    first: usize,
    items: Vec<Item<Case>>,
    elsewhere: Vec<(model::Turn, usize)>,
    total: usize,
    headings: Vec<usize>,
}

impl Told {
    /// Says whether lines may have moved.
    fn hear(&mut self, update: Update<Case>) -> bool {
        assert_eq!((update.base, update.revision), (self.revision, self.revision + 1));
        (self.revision, self.waiting, self.elsewhere) = (update.revision, update.waiting, update.elsewhere);
        match update.change {
            Change::Reset { total, cases, first, items, headings } => {
                assert_eq!(total, cases + headings.len());
                (self.total, self.first, self.items, self.headings) = (total, first, items, headings);
                true
            }
            Change::Rows { first, items } => {
                (self.first, self.items) = (first, items);
                false
            }
            Change::Patch(lines) => {
                for (line, item) in lines {
                    assert_ne!(self.items[line - self.first], item, "only what is different is told");
                    self.items[line - self.first] = item;
                }
                false
            }
        }
    }
}

/// What a new view of the same is told.
fn anew(spec: &Spec, span: Span, list: &Worklist<Case>) -> Told {
    let mut told = Told::default();
    told.hear(View::new(spec.clone(), span).refresh(list).unwrap());
    told
}

fn ids(items: &[Item<Case>]) -> Vec<String> {
    let name = |item: &Item<Case>| match item {
        Item::Case(line) => line.id.to_string(),
        Item::Group { step, cases } => format!("{step:?} {cases}"),
    };
    items.iter().map(name).collect()
}

/// A view of all lines beside a view of some.
struct Both {
    whole: View<Case>,
    part: View<Case>,
    of_whole: Told,
    of_part: Told,
    span: Span,
}

impl Both {
    fn refresh(&mut self, list: &Worklist<Case>, takes: bool) -> Result<(), TestCaseError> {
        let (before, was_empty) = (ids(&self.of_whole.items), self.of_whole.items.is_empty());
        if takes {
            self.whole.take();
            self.part.take();
        }
        let may_move = self.whole.refresh(list).is_some_and(|update| self.of_whole.hear(update));
        if let Some(update) = self.part.refresh(list) {
            self.of_part.hear(update);
        }
        prop_assert!(takes || was_empty || !may_move);
        if !may_move {
            prop_assert_eq!(&before, &ids(&self.of_whole.items), "nothing moves under the hand");
        }
        prop_assert_eq!(self.whole.refresh(list), None, "what was told is not told again");
        self.check(list, takes)
    }

    fn show(&mut self, spec: &Spec, list: &Worklist<Case>) -> Result<(), TestCaseError> {
        self.whole.set_spec(spec.clone());
        self.part.set_spec(spec.clone());
        self.refresh(list, true)
    }

    fn check(&self, list: &Worklist<Case>, takes: bool) -> Result<(), TestCaseError> {
        let (told, new) = (&self.of_whole, anew(self.whole.spec(), ALL, list));
        let first = self.span.first.min(told.total);
        let end = (first + self.span.count).min(told.total);
        prop_assert_eq!(&told.items[first..end], self.of_part.items.as_slice(), "a window is a part of the whole");
        prop_assert_eq!((told.waiting, &told.elsewhere), (self.of_part.waiting, &self.of_part.elsewhere));
        prop_assert_eq!(&told.elsewhere, &new.elsewhere);
        let cases = |items: &[Item<Case>]| -> BTreeSet<String> {
            items
                .iter()
                .filter_map(|item| if let Item::Case(line) = item { Some(line.id.to_string()) } else { None })
                .collect()
        };
        let (shown, wanted) = (cases(&told.items), cases(&new.items));
        let mut moves = 0;
        for line in told.items.iter().filter_map(|item| if let Item::Case(line) = item { Some(line) } else { None }) {
            prop_assert_eq!(line.place == Place::Gone, !wanted.contains(line.id.as_str()));
            moves += usize::from(line.place == Place::Moves);
            if let Some(known) = list.get(&line.id) {
                prop_assert_eq!(&line.shown, known.shown, "what is shown is what is known now");
            }
        }
        prop_assert_eq!(told.waiting, moves + shown.symmetric_difference(&wanted).count());
        if told.waiting == 0 {
            prop_assert_eq!(&told.items, &new.items);
            prop_assert_eq!((told.total, &told.headings), (new.total, &new.headings));
        }
        prop_assert!(!takes || told.waiting == 0);
        prop_assert!(shown.is_empty() <= (told.waiting == 0), "an empty view takes what comes");
        self.check_positions(list)
    }

    fn check_positions(&self, list: &Worklist<Case>) -> Result<(), TestCaseError> {
        let all = self.whole.ids(list, 0..self.whole.cases());
        let lines = self.of_whole.items.iter().enumerate();
        let lines: Vec<_> = lines
            .filter_map(|(at, item)| if let Item::Case(line) = item { Some((at, &line.id)) } else { None })
            .collect();
        prop_assert_eq!(lines.len(), all.len());
        for (index, (line, case)) in lines.into_iter().enumerate() {
            prop_assert_eq!(&all[index], case);
            let position = self.whole.index_of(list, case).unwrap();
            prop_assert_eq!((position.index, position.line), (index, line));
            for by in [-2isize, -1, 0, 1] {
                let other = index.checked_add_signed(by).and_then(|index| all.get(index)).cloned();
                prop_assert_eq!(self.whole.neighbor(list, case, by), other);
            }
        }
        prop_assert_eq!(self.whole.ids(list, 1..3), all.get(1..3.min(all.len()).max(1)).unwrap_or_default());
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_moves_until_it_is_taken_and_then_everything_stands_where_it_belongs(
        first in spec(),
        begins_with in prop::collection::vec(case(14), 0..20),
        what in prop::collection::vec(happens(), 0..60),
    ) {
        let mut list = Worklist::default();
        for case in begins_with {
            list.put(case.row());
        }
        let view = || View::new(first.clone(), ALL);
        let mut both = Both { whole: view(), part: view(), of_whole: Told::default(), of_part: Told::default(), span: ALL };
        both.refresh(&list, true)?;
        for happens in what {
            match happens {
                Happens::Put(case) => _ = list.put(case.row()),
                Happens::Remove(number) => _ = list.remove(&id(number)),
                Happens::Many(cases) => cases.into_iter().for_each(|case| _ = list.put(case.row())),
                Happens::Refresh => both.refresh(&list, false)?,
                Happens::Take => both.refresh(&list, true)?,
                Happens::Look(first, count) => {
                    both.span = Span { first, count };
                    both.part.set_span(both.span);
                    both.refresh(&list, false)?;
                }
                Happens::Other(spec) => both.show(&spec, &list)?,
                Happens::Type(typed, cases) => {
                    let mut cases = cases.into_iter();
                    for end in typed.char_indices().map(|(at, letter)| at + letter.len_utf8()) {
                        let search = Search::new(&typed[..end]);
                        both.show(&Spec { search, ..both.whole.spec().clone() }, &list)?;
                        if let Some(case) = cases.next() {
                            list.put(case.row());
                        }
                    }
                }
            }
        }
        both.refresh(&list, true)?;
    }
}

/// More changes at once than the list keeps note of.
#[test]
fn a_view_that_fell_far_behind_is_right_again() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let some = case(14).prop_map(|case| case);
    let mut next = || some.new_tree(&mut runner).unwrap().current();
    let mut list = Worklist::default();
    for _ in 0..100 {
        list.put(next().row());
    }
    let mut view = View::new(Spec::default(), ALL);
    let mut told = Told::default();
    told.hear(view.refresh(&list).unwrap());
    let mut changed = 0;
    while changed < 10_000 {
        changed += usize::from(list.put(next().row()));
    }
    let before = ids(&told.items);
    assert!(!told.hear(view.refresh(&list).unwrap()));
    assert_eq!(before, ids(&told.items));
    view.take();
    told.hear(view.refresh(&list).unwrap());
    assert_eq!(told.items, anew(&Spec::default(), ALL, &list).items);
}
