//! Finding cases by what is typed, in every list at once.

use super::Owner;
use super::deciding::nothing_sent;
use crate::wire::{Code, FindCases, FoundCases, WireError};
use worklist::{Change, Direction, Item, Search, Sort, SortBy, Span, Spec, View};

/// As many are shown: beyond that, typing one more letter is faster than looking.
const MOST: usize = 12;
/// The longest text, in characters.
const LONGEST: usize = 200;

impl Owner {
    /// The cases that are found best. Nothing typed finds nothing.
    pub(crate) fn find_cases(&self, intent: &FindCases) -> Result<FoundCases, WireError> {
        if intent.text.chars().count() > LONGEST {
            return Err(nothing_sent(Code::BadInput));
        }
        let list = &self.connection()?.list;
        let searched = list.len();
        let search = Search::new(&intent.text);
        if search.is_empty() {
            return Ok(FoundCases { rows: Vec::new(), cases: 0, searched });
        }
        // What is found equally well: what changed last is looked for first.
        let sort = Sort { by: SortBy::Changed, direction: Direction::Descending };
        let mut view = View::new(Spec { search, sort, ..Spec::default() }, Span { first: 0, count: MOST });
        let mut rows = Vec::new();
        if let Some(Change::Reset { items, .. }) = view.refresh(list).map(|update| update.change) {
            rows.extend(items.into_iter().filter_map(|item| match item {
                Item::Case(line) => Some(line.shown),
                Item::Group { .. } => None,
            }));
        }
        Ok(FoundCases { rows, cases: view.cases(), searched })
    }
}
