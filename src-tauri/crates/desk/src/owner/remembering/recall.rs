//! Reading back what was seen. Decoding a case and making its line of the list is work for another thread: the loop only
//! puts both in their place.

use crate::owner::{CaseFile, Epoch, Owner};
use crate::ports::Mappings;
use crate::project::patient::found;
use crate::project::row::{facts_of, row_view, words};
use crate::wire::RowView;
use model::{Authorization, Timestamp};
use worklist::Row;

/// What is to be read back.
pub(crate) struct Recall {
    pub(crate) epoch: Epoch,
    pub(crate) account: String,
    /// Cases that were opened here.
    pub(crate) opened: Vec<String>,
    /// Where the facts of a line are read from.
    pub(crate) mappings: Mappings,
}

/// A case as it was seen, with its line of the list.
pub(crate) struct Remembered {
    file: CaseFile,
    row: Row<RowView>,
}

/// What was read back: some of the cases, or the last of them.
#[derive(Default)]
pub(crate) struct Recalled {
    pub(crate) cases: Vec<Remembered>,
    /// As of when the list is they stood in.
    pub(crate) as_of: Option<Timestamp>,
    /// Whether these are the last.
    pub(crate) last: bool,
}

/// A case that was seen at that time, as the desk holds it.
pub(crate) fn remembered(case: Authorization, seen_at: Timestamp, mappings: &Mappings) -> Remembered {
    let file = CaseFile::remembered(case, seen_at);
    let row = row_of(&file, mappings, true);
    Remembered { file, row }
}

/// A case's line of the list.
pub(crate) fn row_of(file: &CaseFile, mappings: &Mappings, stale: bool) -> Row<RowView> {
    let standing = file.standing();
    let facts = found(&file.case, mappings);
    Row {
        id: file.case.id.clone(),
        turn: standing.turn,
        step: standing.step,
        created_at: file.case.created_at,
        facts: facts_of(file, &facts, stale),
        words: words(file, &facts),
        shown: row_view(file, &standing, &facts, stale),
    }
}

impl Owner {
    /// Takes what was read back. What was read from the service meanwhile stays, and so does what a sweep left out.
    pub(crate) fn recalled(&mut self, epoch: Epoch, recalled: Recalled) {
        let Some(connection) = self.session.connection_mut().filter(|_| epoch == self.epoch) else { return };
        let Recalled { cases, as_of, last } = recalled;
        if connection.first_sweep_done && connection.has_list == Some(true) {
            return;
        }
        for Remembered { file, row } in cases {
            if !connection.cases.contains_key(&row.id) {
                connection.cases.insert(row.id.clone(), file);
                connection.list.put(row);
            }
        }
        if last {
            connection.remembering.as_of = as_of;
            // The list that was waited for.
            self.views.touch_everything();
            self.views.tell_now();
        }
    }
}
