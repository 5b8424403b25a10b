//! One case as the window is told it.

use crate::owner::{CaseFile, Claim, Connection, Journal, Said};
use crate::project::facts::rows;
use crate::project::handoff::handoff_view;
use crate::project::live::watch_view;
use crate::project::patient::{fact_view, found};
use crate::project::queue::turn_code;
use crate::project::report::vocabulary;
use crate::project::requirements::requirements_view;
use crate::project::time;
use crate::wire::{
    CaseView, ClaimView, CommandStage, CommandView, DecisionView, HeaderView, LadderView, Locked, PackageSummary,
    ReadingView, ReceiptView, RungState, StepKind, SyncState, UnknownWords, WantedView,
};
use engine::command::{CommandKind, Found, Resend, Stage};
use engine::ladder::{Reached, ladder};
use engine::standing::{Standing, Wanted};
use engine::time::Now;
use model::{Authorization, AuthorizationId, Vocabulary};

/// The case as it is known now; nothing while it is not.
pub(crate) fn case_view(connection: &Connection, id: &AuthorizationId, now: Now) -> Option<CaseView> {
    let file = connection.cases.get(id)?;
    let (case, standing) = (&file.case, file.standing());
    Some(CaseView {
        id: id.to_string(),
        version: case.version.to_string(),
        status: case.status_word.clone(),
        action: case.next_action.as_ref().map(|action| action.word.clone()),
        turn: turn_code(standing.turn),
        wanted: wanted_view(case, &standing),
        locked: connection.locked(id, now),
        can_cancel: !case.is_ended() && file.is_recognized(),
        can_watch: connection.place.contract.has_live_session(),
        header: header(case),
        facts: found(case, &connection.mappings).iter().map(fact_view).collect(),
        ladder: ladder_view(file, &standing),
        claim: file.claim.as_ref().map(claim_view),
        command: command_view(connection, id, Some(file), now),
        requirements: requirements_view(file, connection.largest_file),
        package: package_summary(file),
        handoff: file.handoff.as_ref().map(|handoff| handoff_view(handoff, &connection.clock, now)),
        watch: file.watch.as_ref().map(|watch| watch_view(watch, &connection.clock, now)),
        receipt: case.receipt.as_ref().map(|receipt| ReceiptView {
            reference: receipt.reference.clone(),
            received_at: receipt.received_at.map(time),
            rows: rows(&receipt.content, "payerReceipt"),
        }),
        decision: case.decision.as_ref().map(|decision| DecisionView {
            number: decision.authorization_number.clone(),
            denial_reasons: decision.denial_reasons.clone(),
            modifications: decision.modifications.clone(),
            rows: rows(&decision.content, "decision"),
        }),
        unknown: unknown(file),
        reading: ReadingView {
            read_at: time(file.read_at),
            stale: connection.is_stale(id, file, now),
            remembered: !file.is_read(),
            every_seconds: connection.schedule.interval(id).and_then(|interval| u32::try_from(interval.as_secs()).ok()),
        },
    })
}

impl Connection {
    /// Why no command can be sent on a case now.
    pub(crate) fn locked(&self, id: &AuthorizationId, now: Now) -> Option<Locked> {
        let file = self.cases.get(id)?;
        match self.in_step.state {
            SyncState::KeyRefused => return Some(Locked::KeyRefused),
            SyncState::Offline => return Some(Locked::Offline),
            SyncState::Starting | SyncState::InStep | SyncState::Failing => {}
        }
        if self.journal == Journal::Reading {
            Some(Locked::JournalUnread)
        } else if self.book.of(id).is_some_and(|command| command.stage.is_open()) {
            Some(Locked::CommandOpen)
        } else if !file.is_read() {
            Some(Locked::NotRead)
        } else if !file.is_recognized() || self.beyond.contains(id) {
            Some(Locked::NotRecognized)
        } else if self.journal == Journal::Reading || self.schedule.is_stale(id, now) {
            // What was decided here before is not known yet, or the case as it is now.
            Some(Locked::Stale)
        } else {
            None
        }
    }
}

pub(crate) fn wanted_view(case: &Authorization, standing: &Standing) -> WantedView {
    match &standing.wanted {
        Wanted::Resolve { questions, documents, issues, after_receipt } => WantedView::Resolve {
            questions: *questions,
            documents: *documents,
            issues: *issues,
            after_receipt: *after_receipt,
        },
        Wanted::Continue { automatic } => WantedView::Continue { automatic: *automatic },
        Wanted::Approve => WantedView::Approve,
        Wanted::PackageOutOfDate => WantedView::PackageOutOfDate,
        Wanted::NoPackage => WantedView::NoPackage,
        Wanted::TakeOver => WantedView::TakeOver,
        Wanted::ReviewForPortal => WantedView::ReviewForPortal,
        Wanted::OtherPackage { named } => WantedView::OtherPackage {
            named: named.to_string(),
            on_case: case.snapshot.as_ref().map(|snapshot| snapshot.id.to_string()),
        },
        Wanted::InPortal { state } => WantedView::InPortal { state: state.as_str().to_owned() },
        Wanted::SomeoneInPortal => WantedView::SomeoneInPortal,
        Wanted::Working { after_report } => WantedView::Working { after_report: *after_report },
        Wanted::WithPayer => WantedView::WithPayer,
        Wanted::Ended(outcome) => WantedView::Ended {
            outcome: outcome.as_str().to_owned(),
            number: case.decision.as_ref().and_then(|decision| decision.authorization_number.clone()),
            reasons: case.decision.as_ref().map(|decision| decision.denial_reasons.clone()).unwrap_or_default(),
        },
        Wanted::NoOutcome => WantedView::NoOutcome,
        Wanted::Canceled => WantedView::Canceled,
        Wanted::UnknownStep => WantedView::UnknownStep,
        Wanted::UnknownStatus => WantedView::UnknownStatus { status: case.status.as_str().to_owned() },
    }
}

fn header(case: &Authorization) -> HeaderView {
    let service = case.request.service.as_ref();
    HeaderView {
        payer: case.payer_name().map(str::to_owned),
        provider_npi: case.provider_npi.clone(),
        request_type: case.request.request_type.as_ref().map(|kind| kind.as_str().to_owned()),
        service_system: service.and_then(|service| service.system.as_ref()).map(|system| system.as_str().to_owned()),
        service_code: service.map(|service| service.code.clone()),
        coverage_state: case.request.coverage_state.clone(),
        policy: case.policy.as_ref().map(|policy| policy.as_str().to_owned()),
        created_at: case.created_at.map(time),
        updated_at: case.updated_at.map(time),
        completed_at: case.completed_at.map(time),
        canceled_at: case.canceled_at.map(time),
        channel: case.route.channel.as_ref().map(|channel| channel.as_str().to_owned()),
        access_mode: case.route.access_mode.as_ref().map(|mode| mode.as_str().to_owned()),
    }
}

fn ladder_view(file: &CaseFile, standing: &Standing) -> LadderView {
    let ladder = ladder(&file.case, standing, file.claim.is_some());
    let rung = |reached| match reached {
        Reached::No => RungState::None,
        Reached::Said => RungState::Said,
        Reached::Checking => RungState::Busy,
        Reached::Past => RungState::Past,
        Reached::Proof => RungState::Proof,
        Reached::NotReturned => RungState::NotReturned,
    };
    LadderView {
        reported: rung(ladder.reported),
        reconciled: rung(ladder.reconciled),
        receipt: rung(ladder.receipt),
        decision: rung(ladder.decision),
        now: ladder.now(),
        checking_since: file.checking_since.filter(|_| ladder.reconciled == Reached::Checking).map(time),
    }
}

pub(crate) fn claim_view(claim: &Claim) -> ClaimView {
    let (operator, at) = (claim.operator.clone(), time(claim.at));
    match &claim.said {
        Said::Accepted(snapshot) => ClaimView::Accepted { snapshot: snapshot.to_string(), operator, at },
        Said::Reported { outcome, reference, note } => ClaimView::Reported {
            outcome: outcome.as_str().to_owned(),
            reference: reference.clone(),
            note: note.clone(),
            operator,
            at,
        },
        Said::CouldNotFinish { reason, note } => {
            ClaimView::CouldNotFinish { reason: reason.as_str().to_owned(), note: note.clone(), operator, at }
        }
        Said::Revoked { reason } => ClaimView::Revoked { reason: reason.clone(), operator, at },
    }
}

/// The newest command of a case, whether or not the case has been read yet.
pub(crate) fn command_view(
    connection: &Connection,
    id: &AuthorizationId,
    file: Option<&CaseFile>,
    now: Now,
) -> Option<CommandView> {
    let command = connection.book.of(id)?;
    let may_send_again = command.may_go_again(connection.clock.read(now));
    let stage = match &command.stage {
        // While it goes out again by itself there is nothing for the operator to decide.
        Stage::Ambiguous { .. } if may_send_again && command.resend == Resend::ByItself => CommandStage::Checking,
        stage => plain_stage(stage),
    };
    let (conflict, service_code) = refusal(&command.stage);
    Some(CommandView {
        id: u32::try_from(command.id.0).unwrap_or(u32::MAX),
        kind: step_kind(command.kind),
        stage,
        conflict,
        version: command.version.to_string(),
        version_now: file.map_or(command.version, |file| file.case.version).to_string(),
        service_code,
        request_id: connection.said_of.get(&command.id).and_then(|said| said.request_id.clone()),
        issues: connection.said_of.get(&command.id).map(|said| said.issues.clone()).unwrap_or_default(),
        operator: command.operator.clone(),
        at: time(command.decided_at),
        may_send_again,
        from_before: connection.from_before.contains(&command.id),
    })
}

/// Whether the service named a version conflict, and the code it refused with.
pub(crate) fn refusal(stage: &Stage) -> (bool, Option<String>) {
    match stage {
        Stage::Ambiguous { conflict, .. } => (*conflict, None),
        Stage::Reconciled { conflict, refused, .. } => (*conflict, refused.clone()),
        Stage::Refused(code) => (false, Some(code.clone())),
        _ => (false, None),
    }
}

/// Where a command stands, as its stage says it.
pub(crate) fn plain_stage(stage: &Stage) -> CommandStage {
    match stage {
        Stage::Prepared | Stage::Sending(_) => CommandStage::Sending,
        Stage::Ambiguous { .. } if stage.shows_nothing_yet() => CommandStage::NotYet,
        Stage::Ambiguous { .. } => CommandStage::Checking,
        Stage::Applied => CommandStage::Applied,
        Stage::Refused(_) => CommandStage::Refused,
        Stage::NotSent => CommandStage::NotSent,
        Stage::Abandoned => CommandStage::LetBe,
        Stage::Reconciled { found: Found::InEffect, .. } => CommandStage::InEffect,
        Stage::Reconciled { found: Found::NotDone, .. } => CommandStage::NotDone,
        Stage::Reconciled { found: Found::CannotTell, .. } => CommandStage::Undecided,
    }
}

pub(crate) fn step_kind(kind: CommandKind) -> StepKind {
    match kind {
        CommandKind::Continue => StepKind::Continue,
        CommandKind::Cancel => StepKind::Cancel,
        CommandKind::SaveAnswers => StepKind::SaveAnswers,
        CommandKind::Attach => StepKind::Attach,
        CommandKind::RemoveAttachment => StepKind::RemoveAttachment,
        CommandKind::Approve => StepKind::Accept,
        CommandKind::StartHandoff => StepKind::StartHandoff,
        CommandKind::Complete => StepKind::Complete,
        CommandKind::Unable => StepKind::Unable,
        CommandKind::Revoke => StepKind::Revoke,
    }
}

fn package_summary(file: &CaseFile) -> Option<PackageSummary> {
    let snapshot = file.case.snapshot.as_ref()?;
    let hash = snapshot.content_hash();
    let holds = |acceptance: &&crate::owner::Acceptance| {
        acceptance.what.snapshot == snapshot.id && acceptance.what.hash == hash
    };
    Some(PackageSummary {
        snapshot: snapshot.id.to_string(),
        hash: hash.to_string(),
        current: snapshot.is_current(),
        warnings: snapshot.warnings,
        accepted: file.accepted.as_ref().filter(holds).map(|a| (a.operator.clone(), time(a.at))),
    })
}

fn unknown(file: &CaseFile) -> UnknownWords {
    let case = &file.case;
    let action = case.next_action.as_ref();
    let word = |known: bool, text: &str| (!known).then(|| text.to_owned());
    UnknownWords {
        status: word(case.status.is_known(), case.status.as_str()),
        action: action.and_then(|action| word(action.kind.is_known(), action.kind.as_str())),
        resolution: action
            .and_then(|action| action.resolution.as_ref())
            .and_then(|resolution| word(resolution.is_known(), resolution.as_str())),
        outcome: case.outcome.as_ref().and_then(|outcome| word(outcome.is_known(), outcome.as_str())),
        others: others(file),
    }
}

/// Unknown words in other places than the four that have a place of their own.
fn others(file: &CaseFile) -> Vec<(String, String)> {
    let named = [Vocabulary::Status, Vocabulary::Action, Vocabulary::Resolution, Vocabulary::Outcome];
    let others = file.unknown_words().into_iter().filter(|word| !named.contains(&word.of));
    others.map(|word| (vocabulary(word.of).to_owned(), word.word)).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use engine::time::Boot;
    use model::Timestamp;

    /// A case whose documents are those of the JSON text.
    pub(crate) fn case_with(text: &str) -> Authorization {
        let rest = text.trim().strip_prefix('{').unwrap();
        let whole = format!(r#"{{"id":"auth_1","version":1,"status":"requires_action",{rest}"#);
        collate::decode_authorization(whole.as_bytes(), collate::Contract::B1).unwrap().0
    }

    /// The same as a file of the desk.
    pub(crate) fn file_with(text: &str) -> CaseFile {
        CaseFile::new(case_with(text), Now { boot: Boot(0), wall: Timestamp(0) }, Timestamp(0))
    }
}
