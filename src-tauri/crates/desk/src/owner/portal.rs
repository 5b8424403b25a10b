//! The handoff: before taking over, the link, the report. The link's text is here for one turn of the loop at the most,
//! between the service's answer and the browser's ticket.

use super::case_file::Said;
use super::deciding::{Decided, new_key, nothing_sent};
use super::intended::Intended;
use super::journal::{code_of, trouble_of};
use super::{CaseFile, Connection, Effect, Epoch, HandoffFile, Owner, Reply, SessionReply, answer};
use crate::ports::TicketEvent;
use crate::project::error::{link_error, session_error};
use crate::project::handoff::preflight_view;
use crate::wire::{
    CarryOn, CaseRef, Code, Nothing, PreflightView, ReportCompleted, ReportUnable, Revoke, StartHandoff, StepKind,
    SubmitPressed, WireError,
};
use collate::{Answer, ApiError, Close, Contract, MintClient, Minted};
use engine::command::CommandKind;
use engine::link::{Asking, Effect as LinkEffect, Ended, NotOpened};
use engine::time::Now;
use model::{AuthorizationId, GrantId, HandoffId, IdempotencyKey, LiveSession, ReportedOutcome, UnableReason};
use std::collections::VecDeque;
use vault::GrantUrl;

/// The longest text an operator may send, in characters.
const LONGEST_TEXT: usize = 4_000;

impl Owner {
    /// What is known before taking over. The case has just been read; now the live session is.
    pub(crate) fn preflight(&mut self, case: &CaseRef, reply: Reply<PreflightView>, now: Now) {
        let epoch = self.epoch;
        let id = match self.case(&case.case) {
            Ok((id, _)) => id,
            Err(error) => return answer(reply, Err(error)),
        };
        if let Some(connection) = self.session.connection_mut() {
            if connection.key_is_refused() {
                return answer(reply, Err(nothing_sent(Code::KeyRefused)));
            }
            connection.schedule.will_send(now);
            let (client, contract) = (connection.client.clone(), connection.place.contract);
            let reply = SessionReply::Preflight(reply);
            self.effects.push_back(Effect::ReadSession { epoch, client, id, contract, reply });
        }
    }

    pub(crate) fn session_read(
        &mut self,
        epoch: Epoch,
        id: &AuthorizationId,
        result: Result<Answer<LiveSession>, ApiError>,
        reply: SessionReply,
        now: Now,
    ) {
        let Some(connection) = self.session.connection_mut().filter(|_| epoch == self.epoch) else {
            return reply.fail(nothing_sent(Code::NotConnected));
        };
        connection.schedule.did_finish();
        connection.ledger.note_answer(collate::Operation::ReadLiveSession, &result, now.wall);
        if let Err(error) = &result {
            connection.heed(id, error, now);
        }
        let result = result.map(|answer| answer.value);
        let reply = match reply {
            SessionReply::Preflight(reply) => reply,
            SessionReply::Watching(reply) => return self.watched_session(result, reply, now),
        };
        let Some(file) = connection.cases.get_mut(id) else {
            return answer(reply, Err(nothing_sent(Code::CaseNotFound)));
        };
        // The session speaks of the case it was read with: a newer version is read before anything is confirmed.
        file.opened_at_version = Some(file.case.version);
        let view = preflight_view(file, result.as_ref().map_err(session_error));
        answer(reply, Ok(view));
        self.touch(id, now);
    }

    pub(crate) fn start_handoff(&mut self, intent: &StartHandoff, reply: Reply<Nothing>, now: Now) {
        let decide = |contract: Contract, file: &CaseFile, key: IdempotencyKey| {
            // Standing allows this only with the named package accepted as it is now, or with none named.
            let accepted = file.case.covered_snapshot().cloned();
            let request = contract.create_handoff(&file.case.id, file.case.version, key, accepted.as_ref());
            let known = file.handoff.as_ref().map(|file| file.handoff.id.clone());
            Ok((CommandKind::StartHandoff, request, Intended { accepted, known, ..Intended::default() }))
        };
        self.decide(&intent.case, &intent.version, StepKind::StartHandoff, reply, now, decide);
    }

    /// "It was me": a handoff that was not started here is taken up.
    pub(crate) fn carry_on(&mut self, intent: &CarryOn, now: Now) -> Result<Nothing, WireError> {
        let epoch = self.epoch;
        let (id, file) = self.case(&intent.case)?;
        self.connection()?.shut(file)?;
        let Some(connection) = self.session.connection_mut() else { return Err(nothing_sent(Code::NotConnected)) };
        let handoff = connection.cases.get_mut(&id).and_then(|file| file.handoff.as_mut());
        match handoff.filter(|file| file.handoff.id.as_str() == intent.handoff && file.handoff.is_open()) {
            Some(handoff) => handoff.ours = true,
            None => return Err(nothing_sent(Code::CaseChanged)),
        }
        connection.prepare_mint(epoch, &mut self.effects);
        self.touch(&id, now);
        Ok(Nothing {})
    }

    pub(crate) fn open_portal(&mut self, case: &CaseRef, now: Now) -> Result<Nothing, WireError> {
        self.with_link(case, now, |handoff| {
            handoff.refusal = None;
            handoff.problem = None;
            handoff.link.ask_open(now);
        })
    }

    pub(crate) fn renew_link(&mut self, case: &CaseRef, now: Now) -> Result<Nothing, WireError> {
        self.with_link(case, now, |handoff| handoff.link.ask_renewal(now))
    }

    /// The operator did something in our window: each open link may spend one renewal on it.
    pub(crate) fn did_act(&mut self, now: Now) {
        let Some(connection) = self.session.connection_mut().filter(|connection| !connection.key_is_refused()) else {
            return;
        };
        let open: Vec<_> = connection.cases.iter().filter(|(_, file)| file.has_open_handoff()).collect();
        let ids: Vec<_> = open.into_iter().map(|(id, _)| id.clone()).collect();
        for id in ids {
            if let Some(handoff) = connection.cases.get_mut(&id).and_then(|file| file.handoff.as_mut()) {
                let asked = handoff.link.asks();
                handoff.link.operator_acted(now);
                if asked != handoff.link.asks() || handoff.link.is_renewing() {
                    self.views.touch_case(&id);
                }
            }
            connection.run_link(&id, self.epoch, now, &mut self.effects);
        }
    }

    fn with_link(
        &mut self,
        case: &CaseRef,
        now: Now,
        act: impl FnOnce(&mut HandoffFile),
    ) -> Result<Nothing, WireError> {
        let epoch = self.epoch;
        let (id, file) = self.case(&case.case)?;
        self.connection()?.shut(file)?;
        let Some(connection) = self.session.connection_mut() else { return Err(nothing_sent(Code::NotConnected)) };
        if connection.key_is_refused() {
            return Err(nothing_sent(Code::KeyRefused));
        }
        let handoff = connection.cases.get_mut(&id).and_then(|file| file.handoff.as_mut());
        match handoff.filter(|file| file.ours && file.handoff.offers_access()) {
            Some(handoff) => act(handoff),
            None => return Err(nothing_sent(Code::NotPossibleNow)),
        }
        connection.run_link(&id, epoch, now, &mut self.effects);
        self.touch(&id, now);
        Ok(Nothing {})
    }

    pub(crate) fn mint_ready(&mut self, epoch: Epoch, client: Option<MintClient>) {
        if let Some(connection) = self.session.connection_mut().filter(|_| epoch == self.epoch) {
            connection.mint_preparing = false;
            connection.mint = client;
        }
    }

    pub(crate) fn minted(
        &mut self,
        epoch: Epoch,
        (id, of): (&AuthorizationId, &HandoffId),
        asking: Asking,
        result: Result<Minted, ApiError>,
        now: Now,
    ) {
        let Some(connection) = self.session.connection_mut().filter(|_| epoch == self.epoch) else { return };
        connection.schedule.did_finish();
        let noted = result.as_ref().map(|_| [].as_slice());
        connection.ledger.note(collate::Operation::MintGrant, noted, now.wall);
        connection.prepare_mint(epoch, &mut self.effects);
        let hosts = connection.hosts.clone();
        let handoff = connection.cases.get_mut(id).and_then(|file| file.handoff.as_mut());
        // A link to a handoff that another took the place of is nobody's.
        let Some(handoff) = handoff.filter(|file| file.handoff.id == *of) else { return };
        let mut lost = None;
        match result {
            Ok(Minted { grant, link, expires_at, date }) => match GrantUrl::parse(link, &hosts) {
                Ok(link) => {
                    handoff.held = Some((grant.clone(), link));
                    handoff.link.minted(asking, grant, expires_at, date, now);
                }
                Err(refusal) => {
                    tracing::warn!(reason = refusal.code(), "a link was refused");
                    handoff.refusal = Some(refusal);
                    handoff.link.not_minted(asking, NotOpened::Refused, None, now);
                }
            },
            Err(error) => {
                handoff.problem = Some(link_error(&error));
                handoff.link.not_minted(asking, NotOpened::NotMade, error.retry_after(), now);
                if error.code() == Some("channel_session_lost") {
                    handoff.link.discard(Ended::SessionLost);
                }
                lost = Some(error);
            }
        }
        connection.run_link(id, epoch, now, &mut self.effects);
        if let Some(error) = lost {
            connection.heed(id, &error, now);
            // The handoff may have ended: it is read at once.
            connection.schedule.read_soon(id, now);
        }
        self.touch(id, now);
    }

    /// Nothing is asked for that cannot be written down first.
    pub(crate) fn mint_not_written(
        &mut self,
        epoch: Epoch,
        (id, of): (&AuthorizationId, Option<&HandoffId>),
        asking: Asking,
        why: store::Refused,
        now: Now,
    ) {
        let why = trouble_of(why);
        let Some(connection) = self.session.connection_mut().filter(|_| epoch == self.epoch) else { return };
        connection.schedule.did_finish();
        connection.prepare_mint(epoch, &mut self.effects);
        let problem = Some(nothing_sent(code_of(why)));
        let file = connection.cases.get_mut(id);
        match (of, file) {
            (Some(of), Some(CaseFile { handoff: Some(handoff), .. })) if handoff.handoff.id == *of => {
                handoff.problem = problem;
                handoff.link.not_minted(asking, NotOpened::NotMade, None, now);
                connection.run_link(id, epoch, now, &mut self.effects);
            }
            (None, Some(CaseFile { watch: Some(watch), .. })) => {
                watch.problem = problem;
                watch.link.not_minted(asking, NotOpened::NotMade, None, now);
                connection.run_watch(id, epoch, now, &mut self.effects);
            }
            // What it was asked for is over.
            _ => {}
        }
        self.records_failed(why);
        self.touch(id, now);
    }

    pub(crate) fn ticket(&mut self, epoch: Epoch, id: &AuthorizationId, grant: &GrantId, event: TicketEvent, now: Now) {
        let Some(connection) = self.session.connection_mut().filter(|_| epoch == self.epoch) else { return };
        let Some(file) = connection.cases.get_mut(id) else { return };
        // Every link of the case knows its own grants: only one of them is meant.
        let handoff = file.handoff.as_mut().map(|handoff| &mut handoff.link);
        for link in handoff.into_iter().chain(file.watch.as_mut().map(|watch| &mut watch.link)) {
            match event {
                TicketEvent::Answered => link.ticket_answered(grant),
                TicketEvent::SecondRequest => link.second_request(grant),
                TicketEvent::NobodyCame => link.ticket_failed(grant, Ended::NobodyCame),
                TicketEvent::LauncherFailed => link.ticket_failed(grant, Ended::LauncherFailed),
            }
        }
        if let Some(handoff) = &mut file.handoff {
            drain_link(handoff, &mut self.effects);
        }
        connection.run_watch(id, epoch, now, &mut self.effects);
        self.views.touch_case(id);
        self.views.touch_desk();
    }

    pub(crate) fn report_completed(&mut self, intent: &ReportCompleted, reply: Reply<Nothing>, now: Now) {
        let claim = self.claim(now);
        let decide = |contract: Contract, file: &CaseFile, key: IdempotencyKey| {
            let outcome = ReportedOutcome::parse(&intent.outcome);
            let (reference, notes) = (text(intent.reference.as_deref())?, text(intent.note.as_deref())?);
            // A submission is reported with the number the portal shows, or with a note that says why there is none.
            if !outcome.is_known() || (outcome == ReportedOutcome::Submitted && reference.is_none() && notes.is_none())
            {
                return Err(nothing_sent(Code::BadInput));
            }
            let said = Said::Reported { outcome: outcome.clone(), reference: reference.clone(), note: notes.clone() };
            let close = Close::Complete { outcome, reference, notes };
            closing(contract, file, key, CommandKind::Complete, &close, claim(said))
        };
        self.decide(&intent.case, &intent.version, StepKind::Complete, reply, now, decide);
    }

    pub(crate) fn report_unable(&mut self, intent: &ReportUnable, reply: Reply<Nothing>, now: Now) {
        let claim = self.claim(now);
        let decide = |contract: Contract, file: &CaseFile, key: IdempotencyKey| {
            let reason = UnableReason::parse(&intent.reason);
            let note = text(intent.note.as_deref())?;
            if !reason.is_known() || (reason == UnableReason::Other && note.is_none()) {
                return Err(nothing_sent(Code::BadInput));
            }
            let notes = Some(with_submit_pressed(note, intent.submit_pressed));
            let said = Said::CouldNotFinish { reason: reason.clone(), note: notes.clone() };
            closing(contract, file, key, CommandKind::Unable, &Close::Unable { reason, notes }, claim(said))
        };
        self.decide(&intent.case, &intent.version, StepKind::Unable, reply, now, decide);
    }

    pub(crate) fn revoke(&mut self, intent: &Revoke, reply: Reply<Nothing>, now: Now) {
        let claim = self.claim(now);
        let decide = |contract: Contract, file: &CaseFile, key: IdempotencyKey| {
            let reason = text(Some(&intent.reason))?.ok_or_else(|| nothing_sent(Code::BadInput))?;
            let notes = text(intent.note.as_deref())?;
            let said = Said::Revoked { reason: reason.clone() };
            closing(contract, file, key, CommandKind::Revoke, &Close::Revoke { reason, notes }, claim(said))
        };
        self.decide(&intent.case, &intent.version, StepKind::Revoke, reply, now, decide);
    }
}

impl Connection {
    /// Does what is due of a case's link.
    pub(crate) fn link_timeout(
        &mut self,
        id: &AuthorizationId,
        now: Now,
        epoch: Epoch,
        effects: &mut VecDeque<Effect>,
    ) {
        if let Some(handoff) = self.cases.get_mut(id).and_then(|file| file.handoff.as_mut()) {
            handoff.link.handle_timeout(now);
        }
        self.run_link(id, epoch, now, effects);
        if let Some(watch) = self.cases.get_mut(id).and_then(|file| file.watch.as_mut()) {
            watch.link.handle_timeout(now);
        }
        self.run_watch(id, epoch, now, effects);
    }

    /// Carries out what a case's link wants done.
    pub(crate) fn run_link(&mut self, id: &AuthorizationId, epoch: Epoch, now: Now, effects: &mut VecDeque<Effect>) {
        let Some(handoff) = self.cases.get_mut(id).and_then(|file| file.handoff.as_mut()) else { return };
        let mut asked = Vec::new();
        while let Some(effect) = handoff.link.poll_effect() {
            match effect {
                LinkEffect::Mint { asking, .. } => asked.push(asking),
                LinkEffect::Offer { grant, until } => {
                    if let Some((_, link)) = handoff.held.take_if(|(held, _)| *held == grant) {
                        let life = until.since(now.boot);
                        effects.push_back(Effect::Offer { epoch, case: id.clone(), grant, link, life });
                    }
                }
                other => undo(other, handoff, effects),
            }
        }
        // Whatever was not offered in this turn is overwritten now.
        handoff.held = None;
        let handoff_id = handoff.handoff.id.clone();
        for asking in asked {
            // A link is only ever asked for with a key of its own.
            let refused = self.key_is_refused();
            let (false, Ok(key), Ok(client)) = (refused, new_key(), self.take_mint()) else {
                if let Some(handoff) = self.cases.get_mut(id).and_then(|file| file.handoff.as_mut()) {
                    handoff.link.not_minted(asking, NotOpened::NotMade, None, now);
                }
                continue;
            };
            let request = self.place.contract.mint_grant(id, &handoff_id, key);
            self.schedule.will_send(now);
            let (case, handoff) = (id.clone(), handoff_id.clone());
            let written = self.writer.clone().map(|writer| (writer, self.operator.clone()));
            effects.push_back(Effect::Mint { epoch, client, case, handoff, asking, request, written });
        }
    }

    pub(crate) fn take_mint(&mut self) -> Result<MintClient, ApiError> {
        match self.mint.take() {
            Some(client) => Ok(client),
            None => MintClient::prepare(self.place.address.clone(), &self.key),
        }
    }
}

/// Carries out what a link wants undone, where nothing new can be asked for.
pub(crate) fn drain_link(handoff: &mut HandoffFile, effects: &mut VecDeque<Effect>) {
    while let Some(effect) = handoff.link.poll_effect() {
        undo(effect, handoff, effects);
    }
    handoff.held = None;
}

fn undo(effect: LinkEffect, handoff: &mut HandoffFile, effects: &mut VecDeque<Effect>) {
    match effect {
        LinkEffect::Zero { grant } => {
            handoff.held.take_if(|(held, _)| *held == grant);
            effects.push_back(Effect::Withdraw(grant));
        }
        LinkEffect::Over { reason, .. } => {
            tracing::info!(reason = ?reason, "a link was discarded");
        }
        LinkEffect::Mint { .. } | LinkEffect::Offer { .. } => {}
    }
}

fn closing(
    contract: Contract,
    file: &CaseFile,
    key: IdempotencyKey,
    kind: CommandKind,
    close: &Close,
    claim: Option<super::Claim>,
) -> Result<Decided, WireError> {
    let handoff = file.handoff.as_ref().ok_or_else(|| nothing_sent(Code::NotPossibleNow))?;
    let request = contract.close_handoff(&file.case.id, &handoff.handoff.id, file.case.version, key, close);
    Ok((kind, request, Intended { claim, ..Intended::default() }))
}

/// What was typed, without white space around it; nothing when nothing was.
fn text(typed: Option<&str>) -> Result<Option<String>, WireError> {
    let typed = typed.map(str::trim).filter(|typed| !typed.is_empty());
    match typed {
        Some(typed) if typed.chars().count() > LONGEST_TEXT => Err(nothing_sent(Code::BadInput)),
        typed => Ok(typed.map(str::to_owned)),
    }
}

/// The service has no field for it, and it decides how carefully the payer side must be looked at: it goes into the note.
fn with_submit_pressed(note: Option<String>, pressed: SubmitPressed) -> String {
    let pressed = match pressed {
        SubmitPressed::No => "Submit pressed: no.",
        SubmitPressed::Yes => "Submit pressed: yes.",
        SubmitPressed::NotSure => "Submit pressed: not sure.",
    };
    note.map_or_else(|| pressed.to_owned(), |note| format!("{note}\n{pressed}"))
}
