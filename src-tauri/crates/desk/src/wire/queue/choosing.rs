//! What a list is asked to show: whose turn, what is searched for, what the filter lets through, in which order; and how
//! many cases each choice of the filter would show.

use super::{StepCode, TurnCode};
use crate::wire::ViewWindow;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a list shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueueSpec {
    /// Whose turn.
    pub turn: TurnCode,
    /// Only this step.
    pub step: Option<StepCode>,
    /// Only cases these words are found in; empty for all.
    pub search: String,
    /// Only cases that have one of the values of each of these.
    pub filter: Vec<Choice>,
    /// Only cases that changed then.
    pub updated: Option<UpdatedCode>,
    /// In which order.
    pub sort: QueueSort,
}

impl QueueSpec {
    /// All cases of a turn, by step.
    #[must_use]
    pub fn of_turn(turn: TurnCode) -> Self {
        let sort = QueueSort { by: SortCode::Step, descending: false };
        Self { turn, step: None, search: String::new(), filter: Vec::new(), updated: None, sort }
    }
}

/// By what a list can be divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FacetCode {
    /// Which of the clinic's steps.
    Step,
    /// Who owns it, in the service's words.
    Status,
    /// How it ended, in the service's words.
    Outcome,
    /// The payer's id.
    Payer,
    /// The provider's number.
    Provider,
    /// The service code.
    Service,
}

/// The values of a division that are wanted; `null` stands for "not returned".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Choice {
    /// Which division.
    pub facet: FacetCode,
    /// One of these must be the case's.
    pub values: Vec<Option<String>>,
}

/// When a case changed last, counted from when this is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UpdatedCode {
    /// Within 24 hours.
    Day,
    /// Within 7 days.
    Week,
    /// Not within 7 days.
    Before,
}

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SortCode {
    /// The clinic's steps, with headings; within one, the oldest first.
    Step,
    /// When a case was made.
    Age,
    /// When it last changed.
    Changed,
    /// The payer's name.
    Payer,
    /// The patient's name.
    Patient,
    /// Who owns it.
    Status,
}

/// An order. Where two cases are equal in it the older stands first, and what was not returned stands last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QueueSort {
    /// By what.
    pub by: SortCode,
    /// Late, large and Z first.
    pub descending: bool,
}

/// Show something else in a list that is open.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetViewSpec {
    /// The view.
    pub view: u32,
    /// What it shows from now on.
    pub spec: QueueSpec,
    /// Which lines of it.
    pub window: ViewWindow,
}

/// Ask how many cases each choice of a list's filter would show.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReadFacets {
    /// The view.
    pub view: u32,
}

/// How many cases each choice of a list's filter would show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FacetsView {
    /// Each division, with its values in order.
    pub facets: Vec<FacetView>,
}

/// A division and its values. Its own choice is left out where it is counted, so that it can be widened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FacetView {
    /// Which.
    pub facet: FacetCode,
    /// Its values that have cases or are chosen.
    pub values: Vec<FacetValue>,
}

/// A value of a division.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FacetValue {
    /// The value; `null` where none was returned.
    pub value: Option<String>,
    /// What it is called where that is not the value: a payer's name.
    pub label: Option<String>,
    /// How many cases.
    pub cases: usize,
}
