//! The package under review beside the one a person accepted last and the case as it is now: every leaf of each, once.

use super::package::FactKind;
use serde::Serialize;
use ts_rs::TS;

/// What stands in the column of what was accepted last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum DifferenceBase {
    /// A package that was accepted here.
    Accepted {
        /// The package.
        snapshot: String,
        /// Who accepted it.
        operator: String,
        /// When.
        at: String,
        /// Whether it is the very package under review.
        same: bool,
    },
    /// None was accepted here, as far as is kept.
    None,
    /// None was accepted in this run, and nothing is kept of others.
    ThisRun,
    /// What was accepted here cannot be read.
    NotRead,
}

/// How a leaf of this package stands to the one accepted last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Between {
    /// The same in both.
    Same,
    /// Another value.
    Changed,
    /// Only in this package.
    Added,
    /// Only in the one accepted last.
    Removed,
    /// In neither: on the case only.
    Neither,
    /// There is nothing to compare it with.
    Alone,
}

/// How a leaf of this package stands to the case now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OnCase {
    /// The case has the same.
    Same,
    /// The case has another value.
    Other,
    /// The case does not have it any more.
    Gone,
    /// The case has it, this package does not.
    Only,
    /// The case has nothing of this kind to compare it with.
    NotCompared,
}

/// Which part of the package a row belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DifferencePart {
    /// The summary.
    Summary,
    /// The answers.
    Answers,
    /// The files.
    Attachments,
    /// Whatever else the service returned.
    Other,
    /// What names the package itself, and its warnings.
    About,
}

/// A value in one column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceCell {
    /// The value.
    pub value: String,
    /// What kind of value.
    pub kind: FactKind,
}

/// One leaf, in each document that has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceRow {
    /// Where it stands in the document it was taken from.
    pub path: String,
    /// What it is called.
    pub label: String,
    /// In the package accepted last.
    pub last: Option<DifferenceCell>,
    /// In this package.
    pub this: Option<DifferenceCell>,
    /// On the case now.
    pub now: Option<DifferenceCell>,
    /// How it stands to what was accepted last.
    pub between: Between,
    /// How it stands to the case.
    pub on_case: OnCase,
    /// Whether it is among what changed.
    pub changed: bool,
}

/// The rows of one part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceSection {
    /// Which part.
    pub part: DifferencePart,
    /// Its rows.
    pub rows: Vec<DifferenceRow>,
}

/// The whole comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DifferenceView {
    /// The package under review.
    pub snapshot: String,
    /// Its content hash, in hex.
    pub hash: String,
    /// When it was made.
    pub generated_at: Option<String>,
    /// The case's version it is compared with.
    pub version: String,
    /// What it is compared with.
    pub base: DifferenceBase,
    /// Every row, part by part.
    pub sections: Vec<DifferenceSection>,
    /// Whether there is too much to compare here: then there are no rows.
    pub too_large: bool,
}
