//! What this service answered, as the report page shows it.

use crate::owner::Connection;
use crate::project::time;
use crate::wire::{ContractCode, DisabledCode, RecordsView, ReportView, UnknownWordView};
use collate::Contract;
use model::{UnknownWord, Vocabulary};
use std::collections::BTreeMap;

/// The contract as the window names it.
pub(crate) fn contract_code(contract: Contract) -> ContractCode {
    match contract {
        Contract::B1 => ContractCode::B1,
        Contract::B2 => ContractCode::B2,
        Contract::A => ContractCode::A,
    }
}

/// The contract the window named.
pub(crate) fn contract(code: ContractCode) -> Contract {
    match code {
        ContractCode::B1 => Contract::B1,
        ContractCode::B2 => Contract::B2,
        ContractCode::A => Contract::A,
    }
}

/// The name of a vocabulary, as a code.
pub(crate) fn vocabulary(of: Vocabulary) -> &'static str {
    match of {
        Vocabulary::Status => "status",
        Vocabulary::Outcome => "outcome",
        Vocabulary::Action => "action",
        Vocabulary::Resolution => "resolution",
        Vocabulary::Policy => "policy",
        Vocabulary::RequestType => "request_type",
        Vocabulary::CodeSystem => "code_system",
        Vocabulary::Channel => "channel",
        Vocabulary::AccessMode => "access_mode",
        Vocabulary::HandoffState => "handoff_state",
        Vocabulary::HandoffResult => "handoff_result",
        Vocabulary::QuestionKind => "question_kind",
        Vocabulary::SnapshotStatus => "snapshot_status",
        Vocabulary::FileStatus => "file_status",
        Vocabulary::SessionState => "session_state",
    }
}

pub(crate) fn report_view(connection: &Connection, program_version: &str, days: u16) -> ReportView {
    let mut words: BTreeMap<UnknownWord, Vec<String>> = BTreeMap::new();
    for (id, file) in &connection.cases {
        for word in file.unknown_words() {
            words.entry(word).or_default().push(id.to_string());
        }
    }
    let read_only = !words.is_empty();
    // Words that were seen and close no case, or none any more.
    for word in connection.ledger.words() {
        words.entry(word.clone()).or_default();
    }
    let unknown_words: Vec<_> = words
        .into_iter()
        .map(|(word, cases)| UnknownWordView { vocabulary: vocabulary(word.of).to_owned(), word: word.word, cases })
        .collect();
    ReportView {
        contract: contract_code(connection.place.contract),
        host: connection.place.address.host().to_owned(),
        program_version: program_version.to_owned(),
        since: time(connection.since),
        operations: connection.ledger.operations(),
        unknown_fields: connection.ledger.unknown_fields(),
        other_shapes: connection.ledger.other_shapes(),
        unreadable_rows: connection.unreadable_rows,
        disabled: disabled(connection, read_only),
        records: RecordsView { kept: connection.remembering.is_kept(), days },
        unknown_words,
    }
}

fn disabled(connection: &Connection, read_only_cases: bool) -> Vec<DisabledCode> {
    let contract = connection.place.contract;
    let all = [
        (connection.has_list == Some(false), DisabledCode::NoList),
        (connection.list_loops, DisabledCode::ListLoops),
        (!contract.has_handoffs(), DisabledCode::NoHandoffs),
        (!contract.has_live_session(), DisabledCode::NoLiveSession),
        (!contract.lists_routes(), DisabledCode::NoRouteList),
        (!contract.resolves_routes(), DisabledCode::NoRouteCheck),
        (!connection.has_payer_list, DisabledCode::NoPayerList),
        (read_only_cases, DisabledCode::ReadOnlyCases),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, code)| code).collect()
}
