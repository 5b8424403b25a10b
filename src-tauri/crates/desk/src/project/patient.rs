//! Facts about the patient, and the words a case is found by.

use crate::ports::Mappings;
use crate::wire::{FactName, FactSource, FactView};
use engine::patient::{Fact, Found, Source, facts};
use model::Authorization;
use std::collections::BTreeMap;

/// Everything the answers of a case say of the patient, by what was mapped for its payer.
pub(crate) fn found(case: &Authorization, mappings: &Mappings) -> Vec<Found> {
    let mapped = mappings.get(payer_key(case)).into_iter().flatten();
    let mapped: BTreeMap<Fact, Source> = mapped.map(|(name, source)| (fact(*name), how(source))).collect();
    facts(&case.questionnaire, &case.answers, &mapped)
}

/// Under what a payer's mapping is kept: its id; a case without one shares the mapping of all such cases.
pub(crate) fn payer_key(case: &Authorization) -> &str {
    case.payer_id().unwrap_or_default()
}

pub(crate) fn fact_view(found: &Found) -> FactView {
    FactView {
        name: name(found.fact),
        value: found.value.clone(),
        from: found.from.clone(),
        link_ids: found.link_ids.clone(),
        mapped: found.mapped,
    }
}

fn how(source: &FactSource) -> Source {
    match source {
        FactSource::LinkId { link_id } => Source::LinkId(link_id.clone()),
        FactSource::QuestionText { text } => Source::QuestionText(text.clone()),
    }
}

fn fact(name: FactName) -> Fact {
    match name {
        FactName::PatientName => Fact::PatientName,
        FactName::BirthDate => Fact::BirthDate,
        FactName::MemberId => Fact::MemberId,
        FactName::GroupNumber => Fact::GroupNumber,
        FactName::OrderingProvider => Fact::OrderingProvider,
        FactName::Diagnosis => Fact::Diagnosis,
        FactName::ServiceDate => Fact::ServiceDate,
        FactName::ClinicNumber => Fact::ClinicNumber,
    }
}

fn name(fact: Fact) -> FactName {
    match fact {
        Fact::PatientName => FactName::PatientName,
        Fact::BirthDate => FactName::BirthDate,
        Fact::MemberId => FactName::MemberId,
        Fact::GroupNumber => FactName::GroupNumber,
        Fact::OrderingProvider => FactName::OrderingProvider,
        Fact::Diagnosis => FactName::Diagnosis,
        Fact::ServiceDate => FactName::ServiceDate,
        Fact::ClinicNumber => FactName::ClinicNumber,
    }
}
