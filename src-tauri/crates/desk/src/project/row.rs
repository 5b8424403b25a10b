//! One case as a line of the list.

use crate::owner::CaseFile;
use crate::project::case::wanted_view;
use crate::project::queue::turn_code;
use crate::project::time;
use crate::wire::RowView;
use engine::patient::{Fact, Found};
use engine::standing::Standing;
use model::{CodeSystem, Payer};
use worklist::Facts;

pub(crate) fn row_view(file: &CaseFile, standing: &Standing, facts: &[Found], stale: bool) -> RowView {
    let case = &file.case;
    let service = case.request.service.as_ref();
    RowView {
        id: case.id.to_string(),
        version: case.version.to_string(),
        turn: turn_code(standing.turn),
        wanted: wanted_view(case, standing),
        patient: value(facts, Fact::PatientName),
        member_id: value(facts, Fact::MemberId),
        payer: case.payer_name().map(str::to_owned),
        provider_npi: case.provider_npi.clone(),
        request_type: case.request.request_type.as_ref().map(|kind| kind.as_str().to_owned()),
        service_system: service.and_then(|service| service.system.as_ref()).map(CodeSystem::as_str).map(str::to_owned),
        service_code: service.map(|service| service.code.clone()),
        reference: case.reference().map(str::to_owned),
        warnings: case.snapshot.as_ref().map_or(0, |snapshot| snapshot.warnings),
        created_at: case.created_at.map(time),
        updated_at: case.updated_at.map(time),
        read_at: time(file.read_at),
        stale,
    }
}

fn value(facts: &[Found], fact: Fact) -> Option<String> {
    facts.iter().find(|found| found.fact == fact).map(|found| found.value.clone())
}

/// What a case is filtered and sorted by.
pub(crate) fn facts_of(file: &CaseFile, facts: &[Found], stale: bool) -> Facts {
    let case = &file.case;
    let payer = |id: &str| Payer { id: id.to_owned(), display_name: None };
    Facts {
        version: case.version,
        status: case.status.clone(),
        outcome: case.outcome.clone(),
        payer: case.payer.clone().or_else(|| case.payer_id().map(payer)),
        provider: case.provider_npi.clone(),
        service: case.request.service.as_ref().map(|service| service.code.clone()),
        updated_at: case.updated_at,
        stale,
        title: value(facts, Fact::PatientName),
    }
}

/// What a case can be found by. Of names a small slip is forgiven; of numbers and codes none.
pub(crate) fn words(file: &CaseFile, facts: &[Found]) -> String {
    let case = &file.case;
    let service = case.request.service.as_ref().map(|service| service.code.as_str());
    let number = case.decision.as_ref().and_then(|decision| decision.authorization_number.as_deref());
    let codes = [Some(case.id.as_str()), case.provider_npi.as_deref(), service, case.reference(), number];
    let values =
        |names: bool| facts.iter().filter(move |found| found.fact.is_name() == names).map(|it| it.value.as_str());
    let numbers = codes.into_iter().flatten().chain(values(false));
    worklist::searchable(numbers) + &worklist::named(case.payer_name().into_iter().chain(values(true)))
}
