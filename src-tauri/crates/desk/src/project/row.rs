//! One case as a line of the list.

use crate::owner::CaseFile;
use crate::project::case::wanted_view;
use crate::project::queue::turn_code;
use crate::project::time;
use crate::wire::RowView;
use engine::standing::Standing;

pub(crate) fn row_view(file: &CaseFile, standing: &Standing, stale: bool) -> RowView {
    let case = &file.case;
    let service = case.request.service.as_ref();
    RowView {
        id: case.id.to_string(),
        version: case.version.to_string(),
        turn: turn_code(standing.turn),
        wanted: wanted_view(case, standing),
        payer: case.payer_name().map(str::to_owned),
        provider_npi: case.provider_npi.clone(),
        request_type: case.request.request_type.clone(),
        service_system: service.map(|service| service.system.clone()),
        service_code: service.map(|service| service.code.clone()),
        reference: case.reference().map(str::to_owned),
        warnings: case.snapshot.as_ref().map_or(0, |snapshot| snapshot.warnings),
        created_at: case.created_at.map(time),
        updated_at: case.updated_at.map(time),
        read_at: time(file.read_at),
        stale,
    }
}
