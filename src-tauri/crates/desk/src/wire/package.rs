//! The package under review, whole: every leaf of whatever shape the service returned.

use serde::Serialize;
use ts_rs::TS;

/// What kind of value a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FactKind {
    /// Text.
    Text,
    /// A number, in the digits it came in.
    Number,
    /// `true` or `false`.
    YesNo,
    /// `null`.
    Nothing,
    /// An empty list or object.
    Empty,
}

/// One leaf of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FactRow {
    /// Where it stands in the document, such as `answers.item[2].answer[0].valueString`.
    pub path: String,
    /// What it is called: the question's words where one fits, else the last name of the path.
    pub label: String,
    /// The value. For [`FactKind::YesNo`] `true` or `false`.
    pub value: String,
    /// What kind of value.
    pub kind: FactKind,
}

/// Which part of the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SectionName {
    /// The summary.
    Summary,
    /// The answers.
    Answers,
    /// The files.
    Attachments,
    /// Whatever else the service returned.
    Other,
}

/// One part of the package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SectionView {
    /// Which.
    pub name: SectionName,
    /// Its leaves.
    pub rows: Vec<FactRow>,
}

/// One warning, of whatever shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WarningView {
    /// Its words, where it has some.
    pub text: Option<String>,
    /// All its other leaves.
    pub rows: Vec<FactRow>,
}

/// The whole package.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PackageView {
    /// Its id.
    pub snapshot: String,
    /// Its status, as the service says it.
    pub status: String,
    /// Whether it can still be accepted.
    pub current: bool,
    /// What kind of package, as the service says it.
    pub package_kind: Option<String>,
    /// When it was made.
    pub generated_at: Option<String>,
    /// Its content hash, in hex.
    pub hash: String,
    /// The case's version it was read with.
    pub version: String,
    /// Versions it covers, name and number, as the service says them.
    pub covers: Vec<(String, String)>,
    /// The warnings.
    pub warnings: Vec<WarningView>,
    /// The parts.
    pub sections: Vec<SectionView>,
    /// How many leaves are shown, warnings and covered versions apart.
    pub leaves: usize,
    /// How many files it has.
    pub files: usize,
    /// Whether it is too large to show in full: then it cannot be accepted here.
    pub too_large: bool,
}
