//! A list the window keeps open. Its lines move when somebody takes what is held back, and not before.

use crate::owner::Connection;
use crate::project::queue;
use crate::wire::{FacetsView, QueueMessage, QueueSpec, RowView, ViewWindow};
use model::Timestamp;
use worklist::{Span, View};

/// Lines a window may hold.
const MOST_LINES: usize = 400;

/// One open list.
pub(super) struct List {
    /// What was asked for.
    spec: QueueSpec,
    view: View<RowView>,
}

impl List {
    /// A list that was told nothing yet. Periods of the filter count from `now`.
    pub(super) fn new(spec: QueueSpec, window: ViewWindow, now: Timestamp) -> Self {
        let view = View::new(queue::spec(&spec, now), span(window));
        Self { spec, view }
    }

    /// Shows something else. What was found before is used again where it can be.
    pub(super) fn set_spec(&mut self, spec: QueueSpec, window: ViewWindow, now: Timestamp) {
        self.view.set_spec(queue::spec(&spec, now));
        self.view.set_span(span(window));
        // Words that differ only in what is not looked for are another spec for the window, which waits to be told.
        if self.spec != spec {
            self.view.tell_whole();
        }
        self.spec = spec;
    }

    pub(super) fn set_window(&mut self, window: ViewWindow) {
        self.view.set_span(span(window));
    }

    pub(super) fn take(&mut self) {
        self.view.take();
    }

    pub(super) fn forget(&mut self) {
        self.view.forget();
    }

    /// What is different. A list that is still being filled takes what comes: before it was read once, there is no place in
    /// it to keep.
    pub(super) fn tell(&mut self, connection: Option<&Connection>, fills: bool) -> Option<QueueMessage> {
        let Some(connection) = connection else { return Some(queue::nothing(&self.spec)) };
        if fills {
            self.view.take();
        }
        let update = self.view.refresh(&connection.list)?;
        Some(queue::message(&self.spec, update, |cases| self.view.ids(&connection.list, 0..cases)))
    }

    /// How many cases each choice of the filter would show.
    pub(super) fn facets(&mut self, connection: Option<&Connection>) -> FacetsView {
        let counted = connection.map(|connection| self.view.facets(&connection.list));
        queue::facets(counted.unwrap_or_default())
    }
}

fn span(window: ViewWindow) -> Span {
    Span { first: window.first, count: window.count.min(MOST_LINES) }
}
