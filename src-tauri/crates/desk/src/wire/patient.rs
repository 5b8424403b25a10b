//! Facts about the patient. The API names no patient: they are read out of answers by a mapping, and each says from which.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A fact the desk looks for in the answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FactName {
    /// The patient's name.
    PatientName,
    /// The day of birth.
    BirthDate,
    /// The number with the payer.
    MemberId,
    /// The number of the group or plan.
    GroupNumber,
    /// Who ordered the service.
    OrderingProvider,
    /// The diagnosis.
    Diagnosis,
    /// The day of the service.
    ServiceDate,
    /// The clinic's own number of the case.
    ClinicNumber,
}

/// How an answer is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "by", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum FactSource {
    /// By the question's id.
    LinkId {
        /// It.
        link_id: String,
    },
    /// By the question's words, without regard to case and punctuation.
    QuestionText {
        /// They.
        text: String,
    },
}

/// A fact read from an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FactView {
    /// Which.
    pub name: FactName,
    /// Its value.
    pub value: String,
    /// The question it was read from: its words, else its id.
    pub from: String,
    /// The ids of the questions it was read from.
    pub link_ids: Vec<String>,
    /// Whether a person mapped it for this payer; else the general rules found it.
    pub mapped: bool,
}

/// Say where a fact is read from, for every case of the payer of this one.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MapFact {
    /// The case whose payer it is about.
    pub case: String,
    /// Which fact.
    pub name: FactName,
    /// Where it is read from; `null` for the general rules again.
    pub source: Option<FactSource>,
}
