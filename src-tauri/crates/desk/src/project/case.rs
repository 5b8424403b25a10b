//! One case as the window is told it.

use crate::owner::{CaseFile, Claim, Connection, Said};
use crate::project::facts::rows;
use crate::project::handoff::handoff_view;
use crate::project::queue::turn_code;
use crate::project::requirements::requirements_view;
use crate::project::time;
use crate::wire::{
    CaseView, ClaimView, CommandStage, CommandView, DecisionView, HeaderView, LadderView, Locked, PackageSummary,
    ReadingView, ReceiptView, RungState, StepKind, SyncState, UnknownWords, WantedView,
};
use engine::command::{CommandKind, Finding, Stage};
use engine::ladder::{Reached, ladder};
use engine::standing::{Standing, Wanted};
use engine::time::Now;
use model::{Authorization, AuthorizationId, Turn};

/// The case as it is known now; nothing while it is not.
pub(crate) fn case_view(connection: &Connection, id: &AuthorizationId, now: Now) -> Option<CaseView> {
    let file = connection.cases.get(id)?;
    let (case, standing) = (&file.case, file.standing());
    Some(CaseView {
        id: id.to_string(),
        version: case.version.to_string(),
        status: case.status.as_str().to_owned(),
        action: case.next_action.as_ref().map(|action| action.kind.as_str().to_owned()),
        turn: turn_code(standing.turn),
        wanted: wanted_view(case, &standing),
        locked: connection.locked(id, now),
        header: header(case),
        ladder: ladder_view(file, &standing),
        claim: file.claim.as_ref().map(claim_view),
        command: command_view(connection, id, file),
        requirements: requirements_view(case),
        package: package_summary(file),
        handoff: file.handoff.as_ref().map(|handoff| handoff_view(handoff, &connection.clock, now)),
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
        unknown: unknown(case),
        reading: ReadingView {
            read_at: time(file.read_at),
            stale: connection.schedule.is_stale(id, now),
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
        if self.book.of(id).is_some_and(|command| command.stage.is_open()) {
            Some(Locked::CommandOpen)
        } else if file.standing().turn == Turn::NotRecognized {
            Some(Locked::NotRecognized)
        } else if self.schedule.is_stale(id, now) {
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
        request_type: case.request.request_type.clone(),
        service_system: service.map(|service| service.system.clone()),
        service_code: service.map(|service| service.code.clone()),
        coverage_state: case.request.coverage_state.clone(),
        policy: case.policy.as_ref().map(|policy| policy.as_str().to_owned()),
        created_at: case.created_at.map(time),
        updated_at: case.updated_at.map(time),
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

fn command_view(connection: &Connection, id: &AuthorizationId, file: &CaseFile) -> Option<CommandView> {
    let command = connection.book.of(id)?;
    let (stage, conflict, service_code) = match &command.stage {
        Stage::Prepared | Stage::Sending(_) => (CommandStage::Sending, false, None),
        Stage::Checking { conflict, last: Some(Finding::NotYet), .. } => (CommandStage::NotYet, *conflict, None),
        Stage::Checking { conflict, .. } => (CommandStage::Checking, *conflict, None),
        Stage::Applied => (CommandStage::Applied, false, None),
        Stage::Refused(code) => (CommandStage::Refused, false, Some(code.clone())),
        Stage::NotSent => (CommandStage::NotSent, false, None),
        Stage::LetBe => (CommandStage::LetBe, false, None),
        Stage::NotDone { conflict } => (CommandStage::NotDone, *conflict, None),
        Stage::Undecided => (CommandStage::Undecided, false, None),
    };
    Some(CommandView {
        id: u32::try_from(command.id.0).unwrap_or(u32::MAX),
        kind: match command.kind {
            CommandKind::Continue | CommandKind::Cancel => StepKind::Continue,
            CommandKind::Approve => StepKind::Accept,
            CommandKind::StartHandoff => StepKind::StartHandoff,
            CommandKind::Complete => StepKind::Complete,
            CommandKind::Unable => StepKind::Unable,
            CommandKind::Revoke => StepKind::Revoke,
        },
        stage,
        conflict,
        version: command.version.to_string(),
        version_now: file.case.version.to_string(),
        service_code,
        request_id: connection.request_ids.get(&command.id).cloned(),
        operator: command.operator.clone(),
        at: time(command.decided_at),
    })
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

fn unknown(case: &Authorization) -> UnknownWords {
    let action = case.next_action.as_ref();
    let word = |known: bool, text: &str| (!known).then(|| text.to_owned());
    UnknownWords {
        status: word(case.status.is_known(), case.status.as_str()),
        action: action.and_then(|action| word(action.kind.is_known(), action.kind.as_str())),
        resolution: action
            .and_then(|action| action.resolution.as_ref())
            .and_then(|resolution| word(resolution.is_known(), resolution.as_str())),
        outcome: case.outcome.as_ref().and_then(|outcome| word(outcome.is_known(), outcome.as_str())),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use model::{
        AuthorizationVersion, Completeness, Json, Requested, Requirements, ReviewSnapshot, SnapshotId, Status,
    };

    /// A case whose documents are those of the JSON text.
    pub(crate) fn case_with(text: &str) -> Authorization {
        let body = collate::parse_json(text.as_bytes()).unwrap();
        let part = |name: &str| body.get(name).cloned().unwrap_or(Json::Null);
        let wanted = part("requirements");
        let questions = wanted.elements_of("questions").iter().map(|question| model::QuestionWanted {
            link_id: question.text_of("linkId").unwrap().into(),
            message: question.text_of("message").map(Into::into),
        });
        let snapshot = part("submission").get("reviewSnapshot").cloned().map(|content| ReviewSnapshot {
            id: SnapshotId::new(content.text_of("id").unwrap()).unwrap(),
            status: model::SnapshotStatus::Current,
            kind: None,
            generated_at: None,
            warnings: content.elements_of("warnings").len(),
            content,
        });
        Authorization {
            id: AuthorizationId::new("auth_1").unwrap(),
            version: AuthorizationVersion(1),
            status: Status::RequiresAction,
            completeness: Completeness::Full,
            outcome: None,
            policy: None,
            provider_npi: None,
            payer: None,
            request: Requested::default(),
            questionnaire: part("questionnaire"),
            answers: part("answers"),
            requirements: Requirements { questions: questions.collect(), ..Requirements::default() },
            attachments: Vec::new(),
            snapshot,
            receipt: None,
            decision: None,
            next_action: None,
            active_handoff: None,
            created_at: None,
            updated_at: None,
        }
    }
}
