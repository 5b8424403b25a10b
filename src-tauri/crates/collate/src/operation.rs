//! What can be asked of the service.

use reqwest::Method;

/// What is asked of the service; names logs and errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Operation {
    /// One page of the list.
    List,
    /// One authorization.
    Read,
    /// The live session of an authorization.
    ReadLiveSession,
    /// One handoff.
    ReadHandoff,
    /// Make an authorization.
    Create,
    /// Write answers.
    PatchAnswers,
    /// Put a file on a case.
    Attach,
    /// Take a file off a case.
    RemoveAttachment,
    /// Go on, or release for submission.
    Confirm,
    /// Stop working on the case.
    Cancel,
    /// Take over the payer session.
    CreateHandoff,
    /// Report an outcome.
    CompleteHandoff,
    /// Report that it could not be finished.
    UnableToComplete,
    /// Withdraw access.
    RevokeHandoff,
    /// Make an interactive link.
    MintGrant,
    /// Make a read-only link.
    MintWatch,
    /// Announce a file.
    CreateFile,
    /// Send a file's bytes to where the service keeps them.
    Upload,
    /// Say that a file's bytes were sent.
    CompleteFile,
    /// What is known of a file.
    ReadFile,
    /// A file's bytes.
    Download,
    /// The ways to a payer that a provider has.
    ListRoutes,
    /// Whether there is a way to a payer for one request.
    ResolveRoute,
    /// One page of the payers.
    ListPayers,
    /// One provider.
    ReadProvider,
    /// A read that only tells which contract the service speaks.
    Probe,
}

impl Operation {
    /// Whether it changes a case or a handoff.
    #[must_use]
    pub fn is_command(self) -> bool {
        matches!(
            self,
            Self::Create
                | Self::PatchAnswers
                | Self::Attach
                | Self::RemoveAttachment
                | Self::Confirm
                | Self::Cancel
                | Self::CreateHandoff
                | Self::CompleteHandoff
                | Self::UnableToComplete
                | Self::RevokeHandoff
        )
    }

    /// The name in logs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Read => "read",
            Self::ReadLiveSession => "read_live_session",
            Self::ReadHandoff => "read_handoff",
            Self::Create => "create",
            Self::PatchAnswers => "patch_answers",
            Self::Attach => "attach",
            Self::RemoveAttachment => "remove_attachment",
            Self::Confirm => "confirm",
            Self::Cancel => "cancel",
            Self::CreateHandoff => "create_handoff",
            Self::CompleteHandoff => "complete_handoff",
            Self::UnableToComplete => "unable_to_complete",
            Self::RevokeHandoff => "revoke_handoff",
            Self::MintGrant => "mint_grant",
            Self::MintWatch => "mint_watch",
            Self::CreateFile => "create_file",
            Self::Upload => "upload",
            Self::CompleteFile => "complete_file",
            Self::ReadFile => "read_file",
            Self::Download => "download",
            Self::ListRoutes => "list_routes",
            Self::ResolveRoute => "resolve_route",
            Self::ListPayers => "list_payers",
            Self::ReadProvider => "read_provider",
            Self::Probe => "probe",
        }
    }

    /// The HTTP method (reference, section 2).
    pub(crate) fn method(self) -> Method {
        match self {
            Self::List
            | Self::Read
            | Self::ReadLiveSession
            | Self::ReadHandoff
            | Self::ReadFile
            | Self::Download
            | Self::ListRoutes
            | Self::ListPayers
            | Self::ReadProvider
            | Self::Probe => Method::GET,
            Self::PatchAnswers => Method::PATCH,
            Self::RemoveAttachment => Method::DELETE,
            Self::Upload => Method::PUT,
            Self::Create
            | Self::Attach
            | Self::Confirm
            | Self::Cancel
            | Self::CreateHandoff
            | Self::CompleteHandoff
            | Self::UnableToComplete
            | Self::RevokeHandoff
            | Self::MintGrant
            | Self::MintWatch
            | Self::CreateFile
            | Self::CompleteFile
            | Self::ResolveRoute => Method::POST,
        }
    }
}
