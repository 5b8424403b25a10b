//! What this desk holds of one case: the newest reading, what was accepted and said here, and the handoff.

use crate::wire::WireError;
use engine::link::Link;
use engine::standing::{Accepted, Here, Standing, standing};
use engine::time::{Boot, Now};
use model::{
    Authorization, AuthorizationVersion, Completeness, GrantId, Handoff, HandoffId, HandoffState, ReportedOutcome,
    SnapshotId, Status, Timestamp, UnableReason,
};
use vault::{GrantUrl, LinkRefusal};

/// Who accepted which package for the portal step, and when.
#[derive(Debug, Clone)]
pub(crate) struct Acceptance {
    pub(crate) what: Accepted,
    pub(crate) operator: String,
    pub(crate) at: Timestamp,
}

/// What somebody here said of the case: a claim.
#[derive(Debug, Clone)]
pub(crate) enum Said {
    Accepted(SnapshotId),
    Reported { outcome: ReportedOutcome, reference: Option<String>, note: Option<String> },
    CouldNotFinish { reason: UnableReason, note: Option<String> },
    Revoked { reason: String },
}

#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub(crate) said: Said,
    pub(crate) operator: String,
    pub(crate) at: Timestamp,
}

/// The handoff last known for a case.
pub(crate) struct HandoffFile {
    pub(crate) handoff: Handoff,
    /// Whether it was started, or taken up, here.
    pub(crate) ours: bool,
    /// When it was asked for here.
    pub(crate) asked_at: Option<Timestamp>,
    /// The package that was accepted for it.
    pub(crate) accepted: Option<SnapshotId>,
    pub(crate) link: Link,
    /// A link between its making and its ticket: for no longer than one turn of the loop.
    pub(crate) held: Option<(GrantId, GrantUrl)>,
    pub(crate) refusal: Option<LinkRefusal>,
    pub(crate) problem: Option<WireError>,
    /// Whether it was read after it closed: the answer that closed it does not say when.
    pub(crate) read_closed: bool,
}

impl HandoffFile {
    pub(crate) fn new(handoff: Handoff, ours: bool) -> Self {
        Self {
            handoff,
            ours,
            asked_at: None,
            accepted: None,
            link: Link::default(),
            held: None,
            refusal: None,
            problem: None,
            read_closed: false,
        }
    }
}

pub(crate) struct CaseFile {
    pub(crate) case: Authorization,
    pub(crate) read_boot: Boot,
    pub(crate) read_at: Timestamp,
    pub(crate) accepted: Option<Acceptance>,
    pub(crate) claim: Option<Claim>,
    pub(crate) handoff: Option<HandoffFile>,
    /// The version a confirm step was opened with, fresh from the service.
    pub(crate) opened_at_version: Option<AuthorizationVersion>,
    pub(crate) hot_until: Option<Boot>,
    /// Whether Collate has the case because a handoff ended: until it is seen elsewhere.
    pub(crate) after_handoff: bool,
    pub(crate) checking_since: Option<Timestamp>,
}

/// What taking a reading made of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// Something is different.
    Changed,
    /// Nothing is.
    Same,
    /// The reading is older than what is known, and was dropped.
    Older,
}

impl CaseFile {
    pub(crate) fn new(case: Authorization, now: Now, service_now: Timestamp) -> Self {
        Self {
            case,
            read_boot: now.boot,
            read_at: service_now,
            accepted: None,
            claim: None,
            handoff: None,
            opened_at_version: None,
            hot_until: None,
            after_handoff: false,
            checking_since: None,
        }
    }

    /// Takes a newer reading; never an older one.
    pub(crate) fn take(&mut self, case: Authorization, now: Now, service_now: Timestamp) -> Taken {
        if case.version < self.case.version {
            return Taken::Older;
        }
        (self.read_boot, self.read_at) = (now.boot, service_now);
        if case.completeness == Completeness::Summary || case == self.case {
            return Taken::Same;
        }
        let was_processing = self.case.status == Status::Processing;
        self.case = case;
        if self.case.status != Status::Processing {
            self.checking_since = None;
            self.after_handoff = false;
        } else if !was_processing {
            self.checking_since = Some(service_now);
        }
        Taken::Changed
    }

    /// Takes a reading of a handoff: a newer one of the same, or the first of another.
    pub(crate) fn take_handoff(&mut self, handoff: Handoff) {
        match &mut self.handoff {
            Some(file) if file.handoff.id == handoff.id => {
                if handoff.version >= file.handoff.version {
                    let ends = file.handoff.is_open() && !handoff.is_open();
                    let closes = file.handoff.state != handoff.state && handoff.state == HandoffState::Closed;
                    self.after_handoff |= (ends || closes) && self.case.status == Status::Processing;
                    file.handoff = handoff;
                }
            }
            _ => self.handoff = Some(HandoffFile::new(handoff, false)),
        }
        if let Some(file) = &mut self.handoff {
            file.read_closed = file.handoff.state == HandoffState::Closed;
        }
    }

    /// The handoff to read together with the case: one that is not over as far as is known, or was not read since.
    pub(crate) fn handoff_to_read(&self) -> Option<HandoffId> {
        let unread = |file: &&HandoffFile| file.handoff.state != HandoffState::Closed || !file.read_closed;
        self.handoff.as_ref().filter(unread).map(|file| file.handoff.id.clone())
    }

    /// Whether something said here has not been outlived by the case.
    pub(crate) fn claim_stands(&self) -> bool {
        self.claim.is_some() && self.case.status != Status::RequiresAction
    }

    pub(crate) fn standing(&self) -> Standing {
        let file = self.handoff.as_ref();
        let here = Here {
            accepted: self.accepted.as_ref().map(|acceptance| &acceptance.what),
            handoff: file.map(|file| &file.handoff),
            handoff_is_ours: file.is_some_and(|file| file.ours),
            reported: self.after_handoff,
        };
        standing(&self.case, here)
    }

    /// Whether a handoff of ours is going on.
    pub(crate) fn has_open_handoff(&self) -> bool {
        self.handoff.as_ref().is_some_and(|file| file.ours && file.handoff.state != HandoffState::Closed)
    }
}
