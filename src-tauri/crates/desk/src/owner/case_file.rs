//! What this desk holds of one case: the newest reading, what was accepted and said here, and the handoff.

use super::OnItsWay;
use crate::wire::WireError;
use engine::handoff::Step;
use engine::link::Link;
use engine::standing::{Accepted, Here, Standing, standing};
use engine::time::{Boot, Now};
use model::{
    AttachmentId, Authorization, AuthorizationVersion, Closure, Completeness, FileId, GrantId, Handoff, HandoffId,
    HandoffResult, HandoffState, ReportedOutcome, SnapshotId, Status, Timestamp, Turn, UnableReason, UnknownWord,
    Vocabulary,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use vault::{GrantUrl, LinkRefusal, WatchUrl};

/// Who accepted which package for the portal step, and when.
#[derive(Debug, Clone)]
pub(crate) struct Acceptance {
    pub(crate) what: Accepted,
    pub(crate) operator: String,
    pub(crate) at: Timestamp,
}

/// What somebody here said of the case: a claim.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Said {
    Accepted(SnapshotId),
    Reported { outcome: ReportedOutcome, reference: Option<String>, note: Option<String> },
    CouldNotFinish { reason: UnableReason, note: Option<String> },
    Revoked { reason: String },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
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
    /// Whether it was started in an earlier run, with whose end its link was gone.
    pub(crate) from_before: bool,
    /// When it was asked for here.
    pub(crate) asked_at: Option<Timestamp>,
    /// The package that was accepted for it.
    pub(crate) accepted: Option<SnapshotId>,
    /// What was said of it here, once that arrived.
    pub(crate) report: Option<Claim>,
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
            from_before: false,
            asked_at: None,
            accepted: None,
            report: None,
            link: Link::default(),
            held: None,
            refusal: None,
            problem: None,
            read_closed: false,
        }
    }
}

/// The read-only links of a case: at most one counts at any time.
pub(crate) struct WatchFile {
    pub(crate) link: Link,
    /// A link between its making and its ticket: for no longer than one turn of the loop.
    pub(crate) held: Option<(GrantId, WatchUrl)>,
    pub(crate) refusal: Option<LinkRefusal>,
    pub(crate) problem: Option<WireError>,
    /// Why the service makes none, as it says it.
    pub(crate) reason: Option<String>,
}

impl Default for WatchFile {
    fn default() -> Self {
        Self { link: Link::for_watching(), held: None, refusal: None, problem: None, reason: None }
    }
}

pub(crate) struct CaseFile {
    pub(crate) case: Authorization,
    pub(crate) read_boot: Boot,
    pub(crate) read_at: Timestamp,
    /// Whether the service told of it in this run. What is not fresh is remembered: nothing is sent on it.
    pub(crate) fresh: bool,
    /// Whether the computer slept since its open handoff was read. Its case alone does not say how it is.
    pub(crate) slept: bool,
    pub(crate) accepted: Option<Acceptance>,
    pub(crate) claim: Option<Claim>,
    pub(crate) handoff: Option<HandoffFile>,
    /// The version a confirm step was opened with, fresh from the service.
    pub(crate) opened_at_version: Option<AuthorizationVersion>,
    pub(crate) hot_until: Option<Boot>,
    /// Whether Collate has the case because a handoff ended: until it is seen elsewhere.
    pub(crate) after_handoff: bool,
    pub(crate) checking_since: Option<Timestamp>,
    pub(crate) watch: Option<WatchFile>,
    /// Files of this computer on their way.
    pub(crate) documents: Vec<OnItsWay>,
    /// Attachments whose place another took: to be taken off.
    pub(crate) replaced: Vec<AttachmentId>,
    /// What files sent from here are called.
    pub(crate) sent_names: BTreeMap<FileId, String>,
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
            fresh: true,
            slept: false,
            accepted: None,
            claim: None,
            handoff: None,
            opened_at_version: None,
            hot_until: None,
            after_handoff: false,
            checking_since: None,
            watch: None,
            documents: Vec::new(),
            replaced: Vec::new(),
            sent_names: BTreeMap::new(),
        }
    }

    /// A case as it was seen in an earlier run.
    pub(crate) fn remembered(case: Authorization, seen_at: Timestamp) -> Self {
        let never = Now { boot: Boot(0), wall: seen_at };
        Self { fresh: false, ..Self::new(case, never, seen_at) }
    }

    /// Takes a newer reading; never an older one, but that what is only remembered gives way to any reading: the service
    /// knows better than a record, also where its version is lower.
    pub(crate) fn take(&mut self, case: Authorization, now: Now, service_now: Timestamp) -> Taken {
        let lacks = case.completeness == Completeness::Summary;
        if if self.fresh { case.version < self.case.version } else { lacks } {
            return Taken::Older;
        }
        let first = !std::mem::replace(&mut self.fresh, true);
        (self.read_boot, self.read_at) = (now.boot, service_now);
        if lacks || (case == self.case && !first) {
            return Taken::Same;
        }
        let was_processing = first || self.case.status == Status::Processing;
        self.case = case;
        if self.case.status != Status::Processing {
            self.checking_since = None;
            self.after_handoff = false;
        } else if !was_processing {
            self.checking_since = Some(service_now);
        }
        Taken::Changed
    }

    /// Takes a reading of a handoff: a newer one of the same, or the first of another. The file of the one before is
    /// handed back: its link must be undone.
    pub(crate) fn take_handoff(&mut self, handoff: Handoff) -> Option<HandoffFile> {
        let read_closed = handoff.state == HandoffState::Closed;
        match &mut self.handoff {
            Some(file) if file.handoff.id == handoff.id => {
                let before = file.handoff.state.clone();
                let step = engine::handoff::take(&mut file.handoff, handoff);
                file.read_closed |= read_closed;
                let closes = before != file.handoff.state && read_closed;
                self.after_handoff |= (step == Step::Ended || closes) && self.case.status == Status::Processing;
                None
            }
            _ => self.handoff.replace(HandoffFile { read_closed, ..HandoffFile::new(handoff, false) }),
        }
    }

    /// Takes what the service answered to a report or a revocation: the handoff ends, and the case with it goes on. What
    /// the answer does not say is read next.
    pub(crate) fn take_closure(&mut self, closure: Closure, result: Option<HandoffResult>, service_now: Timestamp) {
        if let Some(file) = self.handoff.as_mut().filter(|file| file.handoff.id == closure.handoff) {
            engine::handoff::close(&mut file.handoff, closure.state, closure.result.or(result));
        }
        if closure.authorization_version > self.case.version && closure.authorization_status == Status::Processing {
            self.case.version = closure.authorization_version;
            self.case.status = closure.authorization_status;
            self.case.next_action = None;
            self.checking_since = Some(service_now);
            self.after_handoff = true;
        }
    }

    /// The handoff to read together with the case: one that is not over as far as is known, or was not read since.
    pub(crate) fn handoff_to_read(&self) -> Option<HandoffId> {
        let unread = |file: &&HandoffFile| file.handoff.state != HandoffState::Closed || !file.read_closed;
        self.handoff.as_ref().filter(unread).map(|file| file.handoff.id.clone())
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

    /// Every link of the case, of whichever kind.
    pub(crate) fn links(&self) -> impl Iterator<Item = &Link> {
        let handoff = self.handoff.as_ref().map(|file| &file.link);
        handoff.into_iter().chain(self.watch.as_ref().map(|watch| &watch.link))
    }

    /// Words of the case and of its handoff that this version does not know: they close it for writing.
    pub(crate) fn unknown_words(&self) -> Vec<UnknownWord> {
        let mut words = self.case.unknown_words();
        if let Some(HandoffFile { handoff, .. }) = &self.handoff {
            let state = (!handoff.state.is_known()).then(|| (Vocabulary::HandoffState, handoff.state.as_str()));
            let result = handoff.result.as_ref().filter(|result| !result.is_known());
            let result = result.map(|result| (Vocabulary::HandoffResult, result.as_str()));
            words.extend(state.into_iter().chain(result).map(|(of, word)| UnknownWord { of, word: word.to_owned() }));
        }
        words
    }

    /// Whether this version knows everything that says what a write would mean.
    pub(crate) fn is_recognized(&self) -> bool {
        self.standing().turn != Turn::NotRecognized && self.unknown_words().is_empty()
    }

    /// Whether something may be done on what is known: it was read in this run, and an open handoff since the last sleep.
    pub(crate) fn is_read(&self) -> bool {
        self.fresh && !(self.slept && self.has_open_handoff())
    }

    /// Whether a handoff of ours is going on.
    pub(crate) fn has_open_handoff(&self) -> bool {
        self.handoff.as_ref().is_some_and(|file| file.ours && file.handoff.state != HandoffState::Closed)
    }
}
