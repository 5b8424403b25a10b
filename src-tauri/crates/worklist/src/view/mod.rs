//! A window on the list, and the least that must be told to bring it up to date. Nothing moves under the hand: what came,
//! moved or left is held back until updates are taken, and only counted; what changed in place is told at once.

mod elsewhere;
mod layout;
mod state;
mod update;

pub use update::{Change, Item, Line, Place, Span, Spec, Update};

use crate::facets::Facets;
use crate::list::Worklist;
use model::{AuthorizationId, Turn};
use state::State;
use std::fmt;
use std::ops::Range;

/// One open view. It is always asked with the same list.
#[derive(Clone)]
pub struct View<P> {
    spec: Spec,
    span: Span,
    revision: u64,
    /// Whether the next telling takes what is held back.
    takes: bool,
    state: Option<State>,
    /// What it showed before, and its state.
    before: Option<(Spec, State)>,
    told: Option<Told<P>>,
}

/// What the other side has.
#[derive(Clone)]
struct Told<P> {
    span: Span,
    first: usize,
    items: Vec<Item<P>>,
    waiting: usize,
    elsewhere: Vec<(Turn, usize)>,
}

/// Where a case stands in a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Its index among the cases.
    pub index: usize,
    /// Its line, headings counted.
    pub line: usize,
}

/// A view shows patients: how many cases it has is all that is written.
impl<P> fmt::Debug for View<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "View({} cases, revision {})", self.cases(), self.revision)
    }
}

impl<P: Clone + PartialEq> View<P> {
    /// A view that was told nothing yet.
    #[must_use]
    pub fn new(spec: Spec, span: Span) -> Self {
        Self { spec, span, revision: 0, takes: false, state: None, before: None, told: None }
    }

    /// Shows something else: the next [`Self::refresh`] tells everything.
    pub fn set_spec(&mut self, spec: Spec) {
        if spec != self.spec {
            let before = std::mem::replace(&mut self.spec, spec);
            self.before = self.state.take().map(|state| (before, state)).or(self.before.take());
            self.told = None;
        }
    }

    /// Wants other lines: the next [`Self::refresh`] tells them.
    pub fn set_span(&mut self, span: Span) {
        self.span = span;
    }

    /// The next [`Self::refresh`] tells everything; no line moves for that.
    pub fn tell_whole(&mut self) {
        self.told = None;
    }

    /// Forgets what was told, and the list it was told of: the next [`Self::refresh`] tells everything.
    pub fn forget(&mut self) {
        (self.state, self.before, self.told) = (None, None, None);
    }

    /// Takes what is held back: the next [`Self::refresh`] moves lines.
    pub fn take(&mut self) {
        self.takes = true;
    }

    /// What changed since it was told last; nothing when nothing in its window did, and no more or fewer cases wait. What is
    /// held back stays so unless [`Self::take`] was called; a view that shows nothing takes what comes.
    pub fn refresh(&mut self, list: &Worklist<P>) -> Option<Update<P>> {
        let takes = std::mem::take(&mut self.takes);
        let Some(mut state) = self.state.take() else {
            let mut before = self.before.take();
            if let Some((spec, state)) = &mut before {
                state.follow(spec, list.table());
            }
            return Some(self.reset(State::new(&self.spec, list.table(), before), list));
        };
        state.follow(&self.spec, list.table());
        let elsewhere = state.elsewhere.counts();
        let moved = |told: &Told<P>| state.waiting() > 0 || told.elsewhere != elsewhere;
        let Some(told) = self.told.take() else { return Some(self.reset(state, list)) };
        if (takes && moved(&told)) || (state.is_empty() && state.waiting() > 0) {
            return Some(self.reset(State::new(&self.spec, list.table(), Some((self.spec.clone(), state))), list));
        }
        let touched = std::mem::take(&mut state.touched);
        let (told, change) = if told.span == self.span {
            patch(told, &state, touched, list)
        } else {
            let (first, items) = state.items(self.span, list);
            (Told { span: self.span, first, items: items.clone(), ..told }, Some(Change::Rows { first, items }))
        };
        let told = self.told.insert(told);
        let waiting = state.waiting();
        let counts =
            (std::mem::replace(&mut told.waiting, waiting), std::mem::replace(&mut told.elsewhere, elsewhere.clone()));
        let same = counts == (waiting, elsewhere.clone());
        self.state = Some(state);
        let change = change.or_else(|| (!same).then(|| Change::Patch(Vec::new())))?;
        self.revision += 1;
        Some(Update { revision: self.revision, base: self.revision - 1, waiting, elsewhere, change })
    }

    fn reset(&mut self, mut state: State, list: &Worklist<P>) -> Update<P> {
        state.touched.clear();
        let (first, items) = state.items(self.span, list);
        let change = Change::Reset {
            total: state.layout.total(),
            cases: state.layout.rows().len(),
            first,
            items: items.clone(),
            headings: state.layout.headings(),
        };
        let (waiting, elsewhere) = (state.waiting(), state.elsewhere.counts());
        self.told = Some(Told { span: self.span, first, items, waiting, elsewhere: elsewhere.clone() });
        self.state = Some(state);
        self.revision += 1;
        Update { revision: self.revision, base: self.revision - 1, waiting, elsewhere, change }
    }

    /// How many cases each choice of the filter would show, as the list is now.
    pub fn facets(&mut self, list: &Worklist<P>) -> Facets {
        match &mut self.state {
            Some(state) => {
                state.follow(&self.spec, list.table());
                state.facets(&self.spec, list.table())
            }
            None => list.facets(&self.spec.filter, &self.spec.search),
        }
    }
}

impl<P> View<P> {
    /// What it shows.
    #[must_use]
    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// How many cases it shows.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.rows().len()
    }

    fn rows(&self) -> &[u32] {
        self.state.as_ref().map(|state| state.layout.rows()).unwrap_or_default()
    }

    /// Where a case stands, as it was told; `None` where it is not shown.
    #[must_use]
    pub fn index_of(&self, list: &Worklist<P>, id: &AuthorizationId) -> Option<Position> {
        let layout = &self.state.as_ref()?.layout;
        let index = layout.index(list.table().number(id)?)?;
        Some(Position { index, line: layout.line(index) })
    }

    /// The case that stands so many cases after another, before it where that is negative; `None` past either end, and
    /// where the other is not shown.
    #[must_use]
    pub fn neighbor(&self, list: &Worklist<P>, id: &AuthorizationId, by: isize) -> Option<AuthorizationId> {
        let index = self.index_of(list, id)?.index.checked_add_signed(by)?;
        list.table().id(*self.rows().get(index)?).cloned()
    }

    /// The cases at these indices, as far as there are some.
    #[must_use]
    pub fn ids(&self, list: &Worklist<P>, range: Range<usize>) -> Vec<AuthorizationId> {
        let rows = self.rows().iter().skip(range.start).take(range.len());
        rows.filter_map(|row| list.table().id(*row)).cloned().collect()
    }
}

/// The lines that are different in the window, and what is told then.
fn patch<P: Clone + PartialEq>(
    mut told: Told<P>,
    state: &State,
    touched: impl IntoIterator<Item = u32>,
    list: &Worklist<P>,
) -> (Told<P>, Option<Change<P>>) {
    let mut lines: Vec<usize> =
        touched.into_iter().filter_map(|row| state.layout.index(row)).map(|index| state.layout.line(index)).collect();
    lines.sort_unstable();
    let mut changed = Vec::new();
    for line in lines {
        let own = line.checked_sub(told.first).and_then(|index| told.items.get_mut(index));
        if let Some(own) = own
            && let Some(item) = state.item(line, list)
            && *own != item
        {
            *own = item.clone();
            changed.push((line, item));
        }
    }
    (told, (!changed.is_empty()).then_some(Change::Patch(changed)))
}
