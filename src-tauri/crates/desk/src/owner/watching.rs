//! Watching a live session: read-only, with a link of a type that no way into the portal takes.

use super::case_file::WatchFile;
use super::deciding::{new_key, nothing_sent};
use super::{Connection, Effect, Epoch, Owner, Reply, SessionReply, answer};
use crate::project::error::{link_error, session_error};
use crate::project::live::session_view;
use crate::wire::{CaseRef, Code, LiveSessionView, Nothing, WireError};
use collate::{ApiError, MintedWatch};
use engine::link::{Asking, Effect as LinkEffect, Ended, NotOpened};
use engine::time::Now;
use model::{AuthorizationId, LiveSession};
use std::collections::VecDeque;
use vault::WatchUrl;

impl Owner {
    /// Reads the live session for whoever wants to watch it.
    pub(crate) fn read_live_session(&mut self, case: &CaseRef, reply: Reply<LiveSessionView>, now: Now) {
        let epoch = self.epoch;
        let ready = self.case(&case.case).map(|(id, _)| id).and_then(|id| {
            let connection = self.connection()?;
            match () {
                () if connection.key_is_refused() => Err(nothing_sent(Code::KeyRefused)),
                () if !connection.place.contract.has_live_session() => Err(nothing_sent(Code::NotInContract)),
                () => Ok(id),
            }
        });
        match (ready, self.session.connection_mut()) {
            (Ok(id), Some(connection)) => {
                connection.schedule.will_send(now);
                let (client, contract) = (connection.client.clone(), connection.place.contract);
                let reply = SessionReply::Watching(reply);
                self.effects.push_back(Effect::ReadSession { epoch, client, id, contract, reply });
            }
            (Err(error), _) => answer(reply, Err(error)),
            (Ok(_), None) => answer(reply, Err(nothing_sent(Code::NotConnected))),
        }
    }

    pub(crate) fn watched_session(
        &mut self,
        result: Result<LiveSession, ApiError>,
        reply: Reply<LiveSessionView>,
        now: Now,
    ) {
        let at = self.connection().map_or(now.wall, |connection| connection.clock.read(now));
        let view = result.map(|session| session_view(&session, at)).map_err(|error| session_error(&error));
        answer(reply, view);
    }

    /// Asks for a read-only link. A new one each time; the one before is over.
    pub(crate) fn watch(&mut self, case: &CaseRef, now: Now) -> Result<Nothing, WireError> {
        let epoch = self.epoch;
        let (id, file) = self.case(&case.case)?;
        if file.case.is_ended() {
            return Err(nothing_sent(Code::NotPossibleNow));
        }
        self.connection()?.shut(file)?;
        let connection = self.connection_mut()?;
        if connection.key_is_refused() {
            return Err(nothing_sent(Code::KeyRefused));
        }
        if !connection.place.contract.has_live_session() {
            return Err(nothing_sent(Code::NotInContract));
        }
        if let Some(file) = connection.cases.get_mut(&id) {
            let watch = file.watch.get_or_insert_with(WatchFile::default);
            (watch.refusal, watch.problem, watch.reason) = (None, None, None);
            watch.link.ask_open(now);
        }
        let connection = self.session.connection_mut().ok_or_else(|| nothing_sent(Code::NotConnected))?;
        connection.run_watch(&id, epoch, now, &mut self.effects);
        self.touch(&id, now);
        Ok(Nothing {})
    }

    pub(crate) fn stop_watching(&mut self, case: &CaseRef, now: Now) -> Result<Nothing, WireError> {
        let epoch = self.epoch;
        let (id, _) = self.case(&case.case)?;
        let Some(connection) = self.session.connection_mut() else { return Err(nothing_sent(Code::NotConnected)) };
        if let Some(watch) = connection.cases.get_mut(&id).and_then(|file| file.watch.as_mut()) {
            watch.link.discard(Ended::Closed);
        }
        connection.run_watch(&id, epoch, now, &mut self.effects);
        if let Some(file) = connection.cases.get_mut(&id) {
            file.watch = None;
        }
        self.touch(&id, now);
        Ok(Nothing {})
    }

    pub(crate) fn watch_minted(
        &mut self,
        epoch: Epoch,
        id: &AuthorizationId,
        asking: Asking,
        result: Result<MintedWatch, ApiError>,
        now: Now,
    ) {
        let Some(connection) = self.session.connection_mut().filter(|_| epoch == self.epoch) else { return };
        connection.schedule.did_finish();
        let noted = result.as_ref().map(|_| [].as_slice());
        connection.ledger.note(collate::Operation::MintWatch, noted, now.wall);
        let hosts = connection.hosts.clone();
        let Some(watch) = connection.cases.get_mut(id).and_then(|file| file.watch.as_mut()) else { return };
        let mut heard = None;
        match result {
            Ok(MintedWatch { grant, link, expires_at, date }) => match WatchUrl::parse(link, &hosts) {
                Ok(link) => {
                    watch.held = Some((grant.clone(), link));
                    watch.link.minted(asking, grant, expires_at, date, now);
                }
                Err(refusal) => {
                    tracing::warn!(reason = refusal.code(), "a read-only link was refused");
                    watch.refusal = Some(refusal);
                    watch.link.not_minted(asking, NotOpened::Refused, None, now);
                }
            },
            Err(error) => {
                watch.problem = Some(link_error(&error));
                watch.reason = error.reason().map(str::to_owned);
                watch.link.not_minted(asking, NotOpened::NotMade, error.retry_after(), now);
                heard = Some(error);
            }
        }
        connection.run_watch(id, epoch, now, &mut self.effects);
        if let Some(error) = heard {
            connection.heed(id, &error, now);
        }
        self.touch(id, now);
    }
}

impl Connection {
    /// Carries out what a case's read-only link wants done.
    pub(crate) fn run_watch(&mut self, id: &AuthorizationId, epoch: Epoch, now: Now, effects: &mut VecDeque<Effect>) {
        let Some(watch) = self.cases.get_mut(id).and_then(|file| file.watch.as_mut()) else { return };
        let mut asked = Vec::new();
        while let Some(effect) = watch.link.poll_effect() {
            match effect {
                LinkEffect::Mint { asking, .. } => asked.push(asking),
                LinkEffect::Offer { grant, until } => {
                    if let Some((_, link)) = watch.held.take_if(|(held, _)| *held == grant) {
                        let life = until.since(now.boot);
                        effects.push_back(Effect::OfferWatch { epoch, case: id.clone(), grant, link, life });
                    }
                }
                LinkEffect::Zero { grant } => effects.push_back(Effect::Withdraw(grant)),
                LinkEffect::Over { reason, .. } => tracing::info!(reason = ?reason, "a read-only link was discarded"),
            }
        }
        // Whatever was not offered in this turn is overwritten now.
        watch.held = None;
        for asking in asked {
            let refused = self.key_is_refused();
            let (false, Ok(key), Ok(client)) = (refused, new_key(), self.take_mint()) else {
                if let Some(watch) = self.cases.get_mut(id).and_then(|file| file.watch.as_mut()) {
                    watch.link.not_minted(asking, NotOpened::NotMade, None, now);
                }
                continue;
            };
            let (request, case) = (self.place.contract.mint_watch(id, key), id.clone());
            self.schedule.will_send(now);
            let written = self.writer.clone().map(|writer| (writer, self.operator.clone()));
            effects.push_back(Effect::MintWatch { epoch, client, case, asking, request, written });
        }
    }
}
