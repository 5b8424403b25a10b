//! Finding cases anywhere: in every list at once, whatever is on screen.

use super::queue::RowView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Find cases by what is typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FindCases {
    /// What is typed: a name, a member id, a number, a code. At most 200 characters.
    pub text: String,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FoundCases {
    /// The cases that are found best, at most twelve.
    pub rows: Vec<RowView>,
    /// How many are found in all.
    pub cases: usize,
    /// How many were looked through.
    pub searched: usize,
}

/// What is typed may be a name.
impl std::fmt::Debug for FindCases {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FindCases").finish_non_exhaustive()
    }
}
