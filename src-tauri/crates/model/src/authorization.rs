//! The authorization: one request to one payer, from creation to outcome (reference, section 3.1).

use crate::{
    AccessMode, ActionKind, AnswerItem, AttachmentId, AuthorizationId, AuthorizationVersion, Channel, CodeSystem,
    FileId, HandoffId, HandoffState, Json, Outcome, Question, RequestType, ResolutionKind, ReviewSnapshot, SnapshotId,
    Status, SubmissionPolicy, Timestamp,
};
use serde::{Deserialize, Serialize};

/// How much of a case a reading brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Completeness {
    /// The whole case.
    Full,
    /// A row of the list that leaves things out: enough to see that it changed, not to say what is wanted.
    Summary,
}

/// A case as the service returned it. What it did not return is `None` and said to be so on screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authorization {
    /// Stable id.
    pub id: AuthorizationId,
    /// What a write must name.
    pub version: AuthorizationVersion,
    /// Who owns it, in the words of generation B whatever the contract.
    pub status: Status,
    /// The status as the service wrote it.
    pub status_word: String,
    /// How much this reading brought.
    pub completeness: Completeness,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What Collate may do at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<SubmissionPolicy>,
    /// The provider's national number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_npi: Option<String>,
    /// The payer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<Payer>,
    /// What is asked of the payer.
    #[serde(default)]
    pub request: Requested,
    /// The way to the payer.
    #[serde(default)]
    pub route: Route,
    /// The tree of questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questionnaire: Vec<Question>,
    /// The answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerItem>,
    /// What is missing.
    #[serde(default)]
    pub requirements: Requirements,
    /// The files on the case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// The package under review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<ReviewSnapshot>,
    /// The payer's receipt: the only proof of submission.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
    /// The payer's decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// What the clinic is asked to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_action: Option<NextAction>,
    /// The handoff that is not over, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active_handoff: Option<HandoffPointer>,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
    /// When it last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// When it was completed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub completed_at: Option<Timestamp>,
    /// When it was canceled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub canceled_at: Option<Timestamp>,
}

/// The way to the payer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Route {
    /// How it is reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// Who has access.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub access_mode: Option<AccessMode>,
}

/// Who pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payer {
    /// Its id.
    pub id: String,
    /// Its name as the service writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display_name: Option<String>,
}

/// What is asked of the payer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Requested {
    /// The payer's id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payer_id: Option<String>,
    /// Two letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage_state: Option<String>,
    /// What kind of service it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request_type: Option<RequestType>,
    /// The service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceCode>,
}

/// A code in its system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceCode {
    /// In which system it is written, when said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<CodeSystem>,
    /// The code.
    pub code: String,
}

/// What is missing (documented). An empty set does not mean "go on": the next action does.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Requirements {
    /// Questions without an accepted answer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<QuestionWanted>,
    /// Documents that are missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentWanted>,
    /// What the service refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<RequirementsIssue>,
}

/// A question that wants an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionWanted {
    /// Which question.
    pub link_id: String,
    /// What the service says to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// A document that is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentWanted {
    /// Its type, as it came.
    pub kind: String,
    /// What the service says to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Something the service refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequirementsIssue {
    /// Its code.
    pub code: String,
    /// What the service says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Which question it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

/// A file on the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its id on the case.
    pub id: AttachmentId,
    /// The file's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file_id: Option<FileId>,
    /// What it counts for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub document_types: Vec<String>,
    /// Its name, when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What was said of it when it was attached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// When it was attached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_at: Option<Timestamp>,
}

/// The payer's proof that it has the request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The payer's reference number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// When it was received, when returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
    /// Everything returned for it but links.
    pub content: Json,
}

/// The payer's decision. Only the container is certain (seed 004); its fields are read where they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The authorization number, when returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_number: Option<String>,
    /// Why it was denied, when returned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub denial_reasons: Vec<String>,
    /// What was changed, when returned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifications: Vec<String>,
    /// Everything returned for it but links.
    pub content: Json,
}

/// What the clinic is asked to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextAction {
    /// Names this action where the contract sends it back (generation A).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What, in the words of generation B whatever the contract.
    pub kind: ActionKind,
    /// What, as the service wrote it.
    pub word: String,
    /// Through which door. `None` when the service named none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<ResolutionKind>,
    /// Against what it was issued.
    #[serde(default)]
    pub covers: Covers,
}

/// What an action was issued against.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Covers {
    /// The package a person must have accepted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snapshot: Option<SnapshotId>,
}

/// Points to a handoff that is not over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoffPointer {
    /// Its id, when the pointer has one (the pointer's fields are inferred).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<HandoffId>,
    /// Where it stands, when the pointer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<HandoffState>,
}

/// Which list of words a word belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vocabulary {
    /// Who owns the case.
    Status,
    /// How it ended.
    Outcome,
    /// What the clinic is asked to do.
    Action,
    /// Through which door.
    Resolution,
    /// What Collate may do at the end.
    Policy,
    /// What kind of service it is.
    RequestType,
    /// In which system the service code is written.
    CodeSystem,
    /// How the payer is reached.
    Channel,
    /// Who has access to it.
    AccessMode,
    /// Where the handoff the case points to stands.
    HandoffState,
    /// How a handoff ended.
    HandoffResult,
    /// What kind of answer a question takes. It is then taken as text, and closes nothing.
    QuestionKind,
    /// Whether a package can still be accepted. Another word than the one that says so means that it cannot.
    SnapshotStatus,
    /// How far a file is.
    FileStatus,
    /// Whether there is a payer session.
    SessionState,
}

/// A word this version does not know, as it came.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnknownWord {
    /// Where it stood.
    pub of: Vocabulary,
    /// The word.
    pub word: String,
}

impl Authorization {
    /// A case of which nothing is known but what every reading must have.
    #[must_use]
    pub fn bare(id: AuthorizationId, version: AuthorizationVersion, status: Status) -> Self {
        Self {
            id,
            version,
            status_word: status.as_str().to_owned(),
            status,
            completeness: Completeness::Full,
            outcome: None,
            policy: None,
            provider_npi: None,
            payer: None,
            request: Requested::default(),
            route: Route::default(),
            questionnaire: Vec::new(),
            answers: Vec::new(),
            requirements: Requirements::default(),
            attachments: Vec::new(),
            snapshot: None,
            receipt: None,
            decision: None,
            next_action: None,
            active_handoff: None,
            created_at: None,
            updated_at: None,
            completed_at: None,
            canceled_at: None,
        }
    }

    /// Words this version does not know that close the case for writing: nobody can say what a write would mean then.
    #[must_use]
    pub fn unknown_words(&self) -> Vec<UnknownWord> {
        let mut found = Vec::new();
        let mut note = |of, known: bool, word: &str| {
            if !known {
                found.push(UnknownWord { of, word: word.to_owned() });
            }
        };
        macro_rules! check {
            ($($of:ident: $word:expr),* $(,)?) => {
                $(if let Some(word) = $word { note(Vocabulary::$of, word.is_known(), word.as_str()); })*
            };
        }
        let action = self.next_action.as_ref();
        check! {
            Status: Some(&self.status),
            Outcome: &self.outcome,
            Action: action.map(|action| &action.kind),
            Resolution: action.and_then(|action| action.resolution.as_ref()),
            Policy: &self.policy,
            RequestType: &self.request.request_type,
            CodeSystem: self.request.service.as_ref().and_then(|service| service.system.as_ref()),
            Channel: &self.route.channel,
            AccessMode: &self.route.access_mode,
            HandoffState: self.active_handoff.as_ref().and_then(|pointer| pointer.state.as_ref()),
        }
        found
    }

    /// The payer's id, wherever it was returned.
    #[must_use]
    pub fn payer_id(&self) -> Option<&str> {
        self.payer.as_ref().map(|payer| payer.id.as_str()).or(self.request.payer_id.as_deref())
    }

    /// The payer's name, else its id, else nothing was returned.
    #[must_use]
    pub fn payer_name(&self) -> Option<&str> {
        match &self.payer {
            Some(payer) => Some(payer.display_name.as_deref().unwrap_or(&payer.id)),
            None => self.request.payer_id.as_deref(),
        }
    }

    /// The payer's reference number, where a receipt carries one.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        self.receipt.as_ref().and_then(|receipt| receipt.reference.as_deref())
    }

    /// Whether nobody will change it any more.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        matches!(self.status, Status::Completed | Status::Canceled)
    }

    /// The package the next action must have accepted first, when it names one.
    #[must_use]
    pub fn covered_snapshot(&self) -> Option<&SnapshotId> {
        self.next_action.as_ref().and_then(|action| action.covers.snapshot.as_ref())
    }
}
