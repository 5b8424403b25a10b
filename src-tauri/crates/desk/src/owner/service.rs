//! Which contract a service speaks, and what it answered so far.

use super::deciding::nothing_sent;
use super::{Connection, Effect, Owner, Reply, answer};
use crate::project::error::wire_error;
use crate::project::report::{contract_code, report_view};
use crate::wire::{Code, FindOut, FoundOut, MapFact, Nothing, ProbeView, ReportView, WireError};
use collate::{Client, Probed};
use engine::time::Now;
use std::sync::Arc;
use vault::ApiKey;

/// The longest words of a question a mapping may name, in characters.
const LONGEST: usize = 2_000;

impl Owner {
    /// Finds out which contract a service speaks: reads only, with the key that was typed, which is then dropped.
    pub(crate) fn find_out(&mut self, intent: FindOut, reply: Reply<FoundOut>) {
        let key = ApiKey::new(intent.key.into_text()).map_err(|_| nothing_sent(Code::KeyMalformed));
        let client = key.and_then(|key| {
            let place = self.place(intent.environment, intent.address.as_deref(), collate::Contract::B1)?;
            Client::new(place.address, &key).map_err(|error| wire_error(&error))
        });
        match client {
            Ok(client) => self.effects.push_back(Effect::FindOut(Arc::new(client), reply)),
            Err(error) => answer(reply, Err(error)),
        }
    }

    pub(crate) fn report(&self) -> Result<ReportView, WireError> {
        Ok(report_view(self.connection()?, &self.program_version, self.kept.retention_days))
    }

    /// Says where a fact is read from, for every case of the payer.
    pub(crate) fn map_fact(&mut self, intent: MapFact, now: Now) -> Result<Nothing, WireError> {
        use crate::wire::FactSource::{LinkId, QuestionText};
        let (_, file) = self.case(&intent.case)?;
        let payer = crate::project::patient::payer_key(&file.case).to_owned();
        if payer.is_empty() {
            // A mapping of nobody's would be everybody's.
            return Err(nothing_sent(Code::NotPossibleNow));
        }
        if let Some(LinkId { link_id: text } | QuestionText { text }) = &intent.source
            && (text.trim().is_empty() || text.chars().count() > LONGEST)
        {
            return Err(nothing_sent(Code::BadInput));
        }
        self.keep(|kept| {
            let mapped = kept.mappings.entry(payer.clone()).or_default();
            match intent.source {
                Some(source) => drop(mapped.insert(intent.name, source)),
                None => drop(mapped.remove(&intent.name)),
            }
            if mapped.is_empty() {
                kept.mappings.remove(&payer);
            }
        });
        let mappings = self.kept.mappings.clone();
        let connection = self.connection_mut()?;
        connection.mappings = mappings;
        connection.refresh_rows(now);
        self.views.touch_everything();
        Ok(Nothing {})
    }
}

/// What was found out, as the window is told it.
pub(crate) fn found_out(probed: Probed) -> FoundOut {
    let problem = if probed.unauthorized {
        Some(WireError { outcome: None, ..nothing_sent(Code::KeyRefused) })
    } else {
        let silent = probed.lines.iter().all(|line| line.status.is_none());
        silent.then(|| WireError { outcome: None, ..nothing_sent(Code::Unreachable) })
    };
    FoundOut {
        certain: probed.certain.map(contract_code),
        candidates: probed.candidates.iter().map(|contract| contract_code(*contract)).collect(),
        probes: probed
            .lines
            .into_iter()
            .map(|line| ProbeView { what: line.what.to_owned(), status: line.status, service_code: line.code })
            .collect(),
        problem,
    }
}

impl Connection {
    /// An answer to something that is about no case: only what concerns the whole connection is taken from it.
    pub(crate) fn heed_any(&mut self, error: &collate::ApiError, now: Now) {
        if error.is_unauthorized() {
            self.went_wrong(super::connection::Asked::List, error, now);
        } else if let Some(wait) = error.retry_after() {
            self.wait_as_asked(wait, now);
        }
    }
}
