//! A frozen command as it is written down before it is sent, and taken up again in a later run.

use super::{About, FrozenRequest};
use crate::{Contract, Operation};
use model::{AuthorizationId, AuthorizationVersion, HandoffId, IdempotencyKey};

/// Everything of a frozen command. The path names ids only; the body may hold what a person typed.
#[derive(Clone, PartialEq, Eq)]
pub struct KeptRequest {
    /// The contract it was written for.
    pub contract: Contract,
    /// What it asks for.
    pub operation: Operation,
    /// Its path, as it is sent.
    pub path: String,
    /// Its body, byte for byte; empty when it has none.
    pub body: Vec<u8>,
    /// The version it names.
    pub if_match: Option<AuthorizationVersion>,
    /// The key it carries.
    pub key: Option<IdempotencyKey>,
    /// The case its answer must be about; none for one that makes a case.
    pub authorization: Option<AuthorizationId>,
    /// The handoff its answer must be about.
    pub handoff: Option<HandoffId>,
}

impl FrozenRequest {
    /// The handoff it closes.
    #[must_use]
    pub fn handoff(&self) -> Option<&HandoffId> {
        self.about.handoff.as_ref()
    }

    /// What of this request is written down. Only commands are: what else is sent changes nothing, or is a link.
    #[must_use]
    pub fn kept(&self) -> KeptRequest {
        KeptRequest {
            contract: self.contract,
            operation: self.operation,
            path: self.path.clone(),
            body: self.body.clone().unwrap_or_default(),
            if_match: self.if_match,
            key: self.key.clone(),
            authorization: self.about.authorization.clone(),
            handoff: self.about.handoff.clone(),
        }
    }

    /// The same request again. Nothing when what was kept is no command, or would go anywhere but under the contract's own
    /// paths.
    #[must_use]
    pub fn taken_up(kept: KeptRequest) -> Option<Self> {
        let KeptRequest { contract, operation, path, body, if_match, key, authorization, handoff } = kept;
        let base = contract.base_path();
        let inside = path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let plain = path.bytes().all(|byte| byte.is_ascii_graphic()) && !path.contains(['?', '#', '\\']);
        let upwards = path.split('/').any(|segment| matches!(segment, "." | ".."));
        if !operation.is_command() || !inside || !plain || upwards {
            return None;
        }
        let about = About { authorization, handoff, ..About::default() };
        let body = (!body.is_empty()).then_some(body);
        Some(Self { contract, operation, path, query: Vec::new(), body, if_match, key, about })
    }
}

impl Operation {
    /// The HTTP method, as it is written down.
    #[must_use]
    pub fn method_word(self) -> String {
        self.method().to_string()
    }

    /// The command with this name.
    #[must_use]
    pub fn command(name: &str) -> Option<Self> {
        const COMMANDS: [Operation; 10] = [
            Operation::Create,
            Operation::PatchAnswers,
            Operation::Attach,
            Operation::RemoveAttachment,
            Operation::Confirm,
            Operation::Cancel,
            Operation::CreateHandoff,
            Operation::CompleteHandoff,
            Operation::UnableToComplete,
            Operation::RevokeHandoff,
        ];
        COMMANDS.into_iter().find(|command| command.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Close;

    fn case() -> AuthorizationId {
        AuthorizationId::new("auth_1").unwrap()
    }

    fn key() -> IdempotencyKey {
        IdempotencyKey::new("2f0c4b1e-0000-4000-8000-000000000001").unwrap()
    }

    fn commands() -> Vec<FrozenRequest> {
        let version = AuthorizationVersion(17);
        let reason = Close::Revoke { reason: "Not me".into(), notes: None };
        let handoff = HandoffId::new("mhand_1").unwrap();
        Contract::ALL
            .into_iter()
            .flat_map(|contract| {
                [
                    contract.confirm(&case(), version, key(), None, None),
                    contract.cancel(&case(), version, key()),
                    contract.close_handoff(&case(), &handoff, version, key(), &reason),
                ]
            })
            .collect()
    }

    #[test]
    fn what_is_written_down_is_the_same_request_again() {
        for request in commands() {
            assert_eq!(FrozenRequest::taken_up(request.kept()), Some(request));
        }
    }

    #[test]
    fn what_would_go_anywhere_else_is_not_taken_up() {
        let kept = commands()[0].kept();
        for path in
            ["/v1/other", "/v1/prior-authorizationsx", "https://elsewhere.test", "/v1/prior-authorizations/../x"]
        {
            assert_eq!(FrozenRequest::taken_up(KeptRequest { path: path.into(), ..kept.clone() }), None, "{path}");
        }
        assert_eq!(FrozenRequest::taken_up(KeptRequest { operation: Operation::MintGrant, ..kept }), None);
    }

    #[test]
    fn every_command_is_found_by_its_name() {
        for request in commands() {
            let operation = request.operation();
            assert_eq!(Operation::command(operation.name()), Some(operation));
        }
        assert_eq!(Operation::command("mint_grant"), None);
    }
}
