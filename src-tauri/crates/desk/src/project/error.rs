//! One table from what went wrong to what the window is told.

use crate::wire::{Code, Outcome, SyncState, WireError};
use collate::{ApiError, Failure, MayHaveRun, Operation};
use vault::KeyTrouble;

/// An API error as the window is told it.
pub(crate) fn wire_error(error: &ApiError) -> WireError {
    let code = match error.failure() {
        Failure::Unreachable => Code::Unreachable,
        Failure::TimedOut => Code::TimedOut,
        Failure::Broken => Code::Broken,
        Failure::Redirected | Failure::TooLarge | Failure::NotJson => Code::NotTheService,
        Failure::NotUnderstood | Failure::OtherResource => Code::NotUnderstood,
        Failure::Refused => match error.status() {
            Some(401) => Code::KeyRefused,
            Some(404) if !error.is_not_there() => Code::NotTheService,
            Some(404) if is_about_a_case(error.operation()) => Code::CaseNotFound,
            Some(404) => Code::NotFound,
            Some(429) => Code::TooMany,
            Some(500..) => Code::ServiceFailed,
            _ => Code::Refused,
        },
    };
    let outcome = match error.may_have_run() {
        MayHaveRun::NotSent => Outcome::NothingSent,
        MayHaveRun::No => Outcome::NothingDone,
        MayHaveRun::Unknown => Outcome::NotKnown,
    };
    WireError {
        code,
        message: error.to_string(),
        service_code: error.code().map(str::to_owned),
        request_id: error.request_id().map(ToString::to_string),
        // A read changes nothing, whatever became of it.
        outcome: error.operation().is_command().then_some(outcome),
    }
}

fn is_about_a_case(operation: Operation) -> bool {
    use Operation::{
        Attach, Create, CreateFile, Download, ListPayers, ListRoutes, ReadFile, ReadProvider, ResolveRoute, Upload,
    };
    let others = [
        Create,
        CreateFile,
        Upload,
        Operation::CompleteFile,
        ReadFile,
        Download,
        ListRoutes,
        ResolveRoute,
        ListPayers,
        ReadProvider,
    ];
    // A file that is to be attached may be gone as well as the case: the service's code says which.
    !others.contains(&operation) && operation != Attach
}

/// Why no link was made. It is never a decision: whether the service made one after all changes nothing.
pub(crate) fn link_error(error: &ApiError) -> WireError {
    let told = wire_error(error);
    match told.code {
        Code::KeyRefused | Code::Unreachable | Code::TooMany => WireError { outcome: None, ..told },
        _ => WireError { code: Code::LinkNotMade, outcome: None, ..told },
    }
}

/// What went wrong with something that is about no case.
pub(crate) fn catalog_error(error: &ApiError) -> WireError {
    WireError { outcome: None, ..wire_error(error) }
}

/// Why the live session is not known.
pub(crate) fn session_error(error: &ApiError) -> WireError {
    let told = wire_error(error);
    match told.code {
        Code::CaseNotFound | Code::Refused => WireError { code: Code::SessionNotRead, ..told },
        _ => told,
    }
}

/// What an API error says of being in step.
pub(crate) fn sync_state(error: &ApiError) -> SyncState {
    match error.failure() {
        Failure::Unreachable | Failure::TimedOut | Failure::Broken => SyncState::Offline,
        Failure::Refused if error.is_unauthorized() => SyncState::KeyRefused,
        _ => SyncState::Failing,
    }
}

/// What the keyring said.
pub(crate) fn key_trouble(trouble: KeyTrouble) -> WireError {
    WireError::nothing_sent(match trouble {
        KeyTrouble::Unavailable => Code::KeyringUnavailable,
        KeyTrouble::LockedOrRefused => Code::KeyringLocked,
        KeyTrouble::Failed => Code::KeyringFailed,
    })
}
