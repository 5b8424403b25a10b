//! A window on the list, and the least that must be told to bring it up to date.

use crate::list::{Row, Search, Worklist};
use model::{AuthorizationId, Step, Turn};

/// What a view shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    /// Whose turn.
    pub turn: Turn,
    /// Only this step.
    pub step: Option<Step>,
    /// Only what this finds.
    pub search: Search,
}

/// Which lines are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub first: usize,
    /// How many.
    pub count: usize,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<P> {
    /// A heading over the cases of one step.
    Group {
        /// Which step.
        step: Step,
        /// How many cases stand under it.
        cases: usize,
    },
    /// A case.
    Case(Row<P>),
}

/// What must be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Update<P> {
    /// Lines moved, came or went: this is the window now.
    Reset {
        /// Lines in all, headings included.
        total: usize,
        /// The index of the first line told.
        first: usize,
        /// The lines.
        items: Vec<Item<P>>,
        /// Every case, in order.
        ids: Vec<AuthorizationId>,
        /// The indices of the lines that are headings, in order.
        headings: Vec<usize>,
        /// Cases of other turns the search finds.
        elsewhere: Vec<(Turn, usize)>,
    },
    /// Other lines are wanted, and nothing moved since the last reset.
    Rows {
        /// The index of the first line told.
        first: usize,
        /// The lines.
        items: Vec<Item<P>>,
    },
    /// Lines changed in place.
    Patch(Vec<(usize, Item<P>)>),
}

/// A line without what is shown of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Slot {
    Group(Step, usize),
    Case(AuthorizationId),
}

/// One open view.
#[derive(Debug, Clone)]
pub struct View<P> {
    spec: Spec,
    span: Span,
    told: Option<Told<P>>,
}

/// What the other side has.
#[derive(Debug, Clone)]
struct Told<P> {
    slots: Vec<Slot>,
    elsewhere: Vec<(Turn, usize)>,
    span: Span,
    items: Vec<Item<P>>,
}

impl<P: Clone + PartialEq> View<P> {
    /// A view that was told nothing yet.
    #[must_use]
    pub fn new(spec: Spec, span: Span) -> Self {
        Self { spec, span, told: None }
    }

    /// Wants other lines: the next [`Self::refresh`] tells them.
    pub fn set_span(&mut self, span: Span) {
        self.span = span;
    }

    /// Forgets what was told: the next [`Self::refresh`] tells everything.
    pub fn forget(&mut self) {
        self.told = None;
    }

    /// What changed since it was told last; nothing when nothing in its window did.
    pub fn refresh(&mut self, list: &Worklist<P>) -> Option<Update<P>> {
        let slots = self.slots(list);
        let first = self.span.first.min(slots.len());
        let items: Vec<Item<P>> =
            slots.iter().skip(first).take(self.span.count).filter_map(|slot| item(slot, list)).collect();
        let elsewhere = list.found_elsewhere(&self.spec.search, self.spec.turn);
        let anew = || reset(&slots, first, &items, elsewhere.clone());
        let update = match &self.told {
            Some(told) if told.slots != slots || told.elsewhere != elsewhere => anew(),
            Some(told) if told.span != self.span => Update::Rows { first, items: items.clone() },
            Some(told) => Update::Patch(patch(first, &told.items, &items)?),
            None => anew(),
        };
        self.told = Some(Told { slots, elsewhere, span: self.span, items });
        Some(update)
    }

    fn slots(&self, list: &Worklist<P>) -> Vec<Slot> {
        let wanted = |step: Option<Step>| self.spec.step.is_none_or(|only| step == Some(only));
        let mut slots: Vec<Slot> = Vec::new();
        let mut group: Option<(Step, usize)> = None;
        let found = list.ranks(self.spec.turn).filter(|rank| wanted(rank.0) && list.is_found(&self.spec.search, rank));
        for (step, _, id) in found {
            if let Some(step) = *step
                && group.is_none_or(|(open, _)| open != step)
            {
                group = Some((step, slots.len()));
                slots.push(Slot::Group(step, 0));
            }
            if let Some((_, heading)) = group
                && let Some(Slot::Group(_, cases)) = slots.get_mut(heading)
            {
                *cases += 1;
            }
            slots.push(Slot::Case(id.clone()));
        }
        slots
    }
}

fn reset<P: Clone>(slots: &[Slot], first: usize, items: &[Item<P>], elsewhere: Vec<(Turn, usize)>) -> Update<P> {
    let mut ids = Vec::with_capacity(slots.len());
    let mut headings = Vec::new();
    for (line, slot) in slots.iter().enumerate() {
        match slot {
            Slot::Case(id) => ids.push(id.clone()),
            Slot::Group(..) => headings.push(line),
        }
    }
    Update::Reset { total: slots.len(), first, items: items.to_vec(), ids, headings, elsewhere }
}

/// The lines that are different, with their indices; `None` when none is.
fn patch<P: Clone + PartialEq>(first: usize, told: &[Item<P>], items: &[Item<P>]) -> Option<Vec<(usize, Item<P>)>> {
    let changed = told.iter().zip(items).enumerate().filter(|(_, (told, item))| told != item);
    let patch: Vec<_> = changed.map(|(index, (_, item))| (first + index, item.clone())).collect();
    (!patch.is_empty()).then_some(patch)
}

fn item<P: Clone + PartialEq>(slot: &Slot, list: &Worklist<P>) -> Option<Item<P>> {
    match slot {
        Slot::Group(step, cases) => Some(Item::Group { step: *step, cases: *cases }),
        Slot::Case(id) => list.get(id).cloned().map(Item::Case),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Timestamp;
    use proptest::prelude::*;

    fn all() -> Spec {
        Spec { turn: Turn::Yours, step: None, search: Search::default() }
    }
    const WINDOW: Span = Span { first: 0, count: 100 };

    fn row(number: u8, step: Step, shown: u8) -> Row<u8> {
        let id = AuthorizationId::new(format!("auth_{number:03}")).unwrap();
        let words = crate::searchable([id.as_str()]);
        Row { id, turn: Turn::Yours, step: Some(step), created_at: Some(Timestamp(number.into())), words, shown }
    }

    fn list() -> Worklist<u8> {
        let mut list = Worklist::default();
        list.put(row(1, Step::TellCollate, 0));
        list.put(row(2, Step::FinishAtPortal, 0));
        list.put(row(3, Step::FinishAtPortal, 0));
        list
    }

    #[test]
    fn a_view_is_told_everything_first_and_then_only_what_changed() {
        let mut list = list();
        let mut view = View::new(all(), WINDOW);
        let Some(Update::Reset { total, items, ids, headings, .. }) = view.refresh(&list) else { panic!("a reset") };
        assert_eq!((total, ids.len(), headings), (5, 3, vec![0, 3]));
        assert_eq!(items[0], Item::Group { step: Step::FinishAtPortal, cases: 2 });
        assert_eq!(view.refresh(&list), None);
        list.put(row(3, Step::FinishAtPortal, 7));
        assert_eq!(view.refresh(&list), Some(Update::Patch(vec![(2, Item::Case(row(3, Step::FinishAtPortal, 7)))])));
        list.put(row(4, Step::FinishAtPortal, 0));
        assert!(matches!(view.refresh(&list), Some(Update::Reset { total: 6, .. })));
    }

    #[test]
    fn a_change_outside_the_window_is_not_told() {
        let mut list = list();
        let mut view = View::new(all(), Span { first: 0, count: 2 });
        view.refresh(&list);
        list.put(row(1, Step::TellCollate, 9));
        assert_eq!(view.refresh(&list), None);
        view.set_span(Span { first: 3, count: 2 });
        let other = view.refresh(&list);
        assert!(matches!(&other, Some(Update::Rows { first: 3, items }) if items.len() == 2), "{other:?}");
        assert_eq!(view.refresh(&list), None);
    }

    #[test]
    fn one_step_can_be_looked_at_alone() {
        let mut view = View::new(Spec { step: Some(Step::TellCollate), ..all() }, WINDOW);
        assert!(matches!(view.refresh(&list()), Some(Update::Reset { total: 2, .. })));
    }

    #[test]
    fn only_what_is_found_is_in_view_with_its_heading() {
        let mut view = View::new(Spec { search: Search::new("002"), ..all() }, WINDOW);
        let Some(Update::Reset { total, ids, .. }) = view.refresh(&list()) else { panic!("a reset") };
        assert_eq!((total, ids.len()), (2, 1));
    }

    proptest! {
        #[test]
        fn a_window_kept_by_updates_is_the_window_read_anew(
            changes in prop::collection::vec((0u8..12, 0usize..4, 0u8..3, prop::option::of((0usize..6, 1usize..8))), 0..60),
        ) {
            let steps = [Step::FinishAtPortal, Step::ReviewAndAccept, Step::AnswerOrAttach, Step::TellCollate];
            let mut list = Worklist::default();
            let mut span = WINDOW;
            let mut kept = View::new(all(), span);
            let mut held: Vec<Item<u8>> = Vec::new();
            let mut start = 0;
            for (number, step, shown, moved) in changes {
                list.put(row(number, steps[step], shown));
                if let Some((first, count)) = moved {
                    span = Span { first, count };
                    kept.set_span(span);
                }
                match kept.refresh(&list) {
                    Some(Update::Reset { items, first, .. } | Update::Rows { items, first }) => (held, start) = (items, first),
                    Some(Update::Patch(patch)) => for (index, item) in patch { held[index - start] = item },
                    None => {}
                }
                let Some(Update::Reset { items, .. }) = View::new(all(), span).refresh(&list) else { panic!("a reset") };
                prop_assert_eq!(&held, &items);
            }
        }
    }
}
