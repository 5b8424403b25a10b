//! Reading: the list page by page, cases when they are due, and what either says of being in step.

use super::connection::Asked;
use super::intended::{is_another, shows};
use super::session::FIRST_PAGE;
use super::{CaseReading, Connection, Effect, Epoch, Owner, ReadFor, Reply, answer};
use crate::project::error::wire_error;
use crate::wire::{CaseRef, Code, Nothing, WireError};
use collate::{Answer, ApiError, Page};
use engine::command::{CommandKind, Finding, compare};
use engine::schedule::{Draw, HOT_FOR};
use engine::time::{Boot, Now};
use model::{AuthorizationId, Completeness, HandoffState};
use worklist::Next;

impl Owner {
    /// Sends every read that is due and allowed.
    pub(crate) fn start_due_reads(&mut self, now: Now) {
        let epoch = self.epoch;
        let Some(connection) = self.session.connection_mut() else { return };
        while connection.schedule.next_page(now) {
            let request = connection.place.contract.list(FIRST_PAGE, connection.sweep.cursor());
            self.effects.push_back(Effect::ReadPage(epoch, connection.client.clone(), request));
        }
        while let Some(id) = connection.schedule.next_read(now) {
            let handoff = connection.handoff_to_read(&id);
            let client = connection.client.clone();
            let (asked, read_for, contract) = (now.boot, ReadFor::Schedule, connection.place.contract);
            self.effects.push_back(Effect::ReadCase { epoch, client, id, contract, handoff, asked, read_for });
        }
    }

    /// Tells the schedule how closely each case is watched.
    pub(crate) fn watch_cases(&mut self, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        let mut cooled = Vec::new();
        for (id, file) in &connection.cases {
            if !connection.can_wait(id, file) {
                connection.schedule.watch(id, connection.attention(id, file, now), now);
            }
            if file.hot_until.is_some_and(|until| until <= now.boot) {
                cooled.push(id.clone());
            }
        }
        for id in cooled {
            if let Some(file) = connection.cases.get_mut(&id) {
                file.hot_until = None;
            }
        }
    }

    pub(crate) fn page_read(&mut self, epoch: Epoch, result: Result<Answer<Page>, ApiError>, now: Now) {
        if !self.is_current(epoch) {
            return;
        }
        match std::mem::take(&mut self.session) {
            super::Session::Trying(trying) => self.tried(*trying, result, now),
            session => {
                self.session = session;
                self.swept(result, now);
            }
        }
    }

    /// A page of the list came, or did not.
    pub(crate) fn swept(&mut self, result: Result<Answer<Page>, ApiError>, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        connection.ledger.note_answer(collate::Operation::List, &result, now.wall);
        match result {
            Ok(answer) => self.take_page(answer, now),
            Err(error) if error.is_absent() => {
                connection.went_well(Asked::List, error.date(), now);
                connection.has_list = Some(false);
                connection.first_sweep_done = true;
                connection.schedule.list_is_absent();
                self.read_known(now);
            }
            Err(error) => {
                connection.sweep.restart();
                connection.schedule.sweep_failed(error.retry_after(), now, draw());
                connection.went_wrong(Asked::List, &error, now);
            }
        }
        self.views.touch_desk();
    }

    fn take_page(&mut self, answer: Answer<Page>, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        connection.went_well(Asked::List, answer.date, now);
        connection.has_list = Some(true);
        let Page { rows, unreadable, next } = answer.value;
        if !connection.sweep.is_under_way() {
            connection.unreadable_rows = 0;
        }
        connection.unreadable_rows += unreadable;
        let after = connection.sweep.took(rows.iter().map(|row| &row.id), next);
        let opened = connection.place.remembered_as().and_then(|place| self.kept.known_cases.get(&place));
        connection.note_page(&rows, unreadable, after, opened.map_or(&[], Vec::as_slice), now);
        let first = !connection.first_sweep_done;
        connection.first_sweep_done |= matches!(after, Next::Done | Next::Looped);
        connection.list_loops = match after {
            Next::Looped => true,
            Next::Done => false,
            Next::Page | Next::Again => connection.list_loops,
        };
        connection.schedule.did_sweep(matches!(after, Next::Page | Next::Again), now);
        let mut touched = Vec::new();
        for row in rows {
            let id = row.id.clone();
            if row.completeness == Completeness::Summary && connection.is_news(&row) {
                connection.schedule.watch(&id, engine::schedule::Attention::Yours, now);
                connection.schedule.read_soon(&id, now);
                if first {
                    connection.to_come.insert(id);
                }
                continue;
            }
            let changed = connection.take_case(row, now);
            if let Some(file) = connection.cases.get(&id) {
                connection.schedule.watch(&id, connection.attention(&id, file, now), now);
            }
            connection.schedule.was_swept(&id, changed, now, draw());
            let in_portal = |file: &super::CaseFile| file.case.active_handoff.is_some() || file.has_open_handoff();
            if changed && connection.cases.get(&id).is_some_and(in_portal) {
                connection.schedule.read_soon(&id, now);
            }
            touched.push(id);
        }
        for id in touched {
            self.touch(&id, now);
        }
    }

    /// Without a list the cases known here are read one by one, when their turn comes.
    fn read_known(&mut self, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        let known = connection.place.remembered_as().and_then(|place| self.kept.known_cases.get(&place));
        for id in known.into_iter().flatten().filter_map(|id| AuthorizationId::new(id.as_str()).ok()) {
            if !connection.cases.contains_key(&id) {
                connection.schedule.watch(&id, engine::schedule::Attention::Yours, now);
                connection.schedule.read_soon(&id, now);
                connection.to_come.insert(id);
            }
        }
    }

    /// Somebody waits for a case as it is now.
    pub(crate) fn read_fresh(&mut self, case: &CaseRef, reply: Reply<Nothing>, now: Now) {
        match AuthorizationId::new(case.case.as_str()) {
            Ok(id) => self.read_for(id, ReadFor::Waiting(reply), now),
            Err(_) => answer(reply, Err(WireError::nothing_sent(Code::CaseNotFound))),
        }
    }

    pub(crate) fn read_for(&mut self, id: AuthorizationId, read_for: ReadFor, now: Now) {
        let epoch = self.epoch;
        match self.session.connection_mut() {
            Some(connection) if connection.key_is_refused() => {
                if let ReadFor::Waiting(reply) = read_for {
                    answer(reply, Err(WireError::nothing_sent(Code::KeyRefused)));
                }
            }
            Some(connection) => {
                connection.schedule.will_send(now);
                let handoff = connection.handoff_to_read(&id);
                let client = connection.client.clone();
                let (asked, contract) = (now.boot, connection.place.contract);
                self.effects.push_back(Effect::ReadCase { epoch, client, id, contract, handoff, asked, read_for });
            }
            None => {
                if let ReadFor::Waiting(reply) = read_for {
                    answer(reply, Err(WireError::nothing_sent(Code::NotConnected)));
                }
            }
        }
    }

    pub(crate) fn case_read(
        &mut self,
        epoch: Epoch,
        id: &AuthorizationId,
        asked: Boot,
        result: Result<Box<CaseReading>, ApiError>,
        read_for: ReadFor,
        now: Now,
    ) {
        let connection = match self.session.connection_mut() {
            Some(connection) if epoch == self.epoch => connection,
            _ => return read_for.fail(WireError::nothing_sent(Code::NotConnected)),
        };
        connection.to_come.remove(id);
        let scheduled = matches!(read_for, ReadFor::Schedule);
        let noted = result.as_ref().map(|reading| reading.odd.as_slice());
        connection.ledger.note(collate::Operation::Read, noted, now.wall);
        match result {
            Ok(reading) => {
                let CaseReading { case, odd: _, handoff, date, requests } = *reading;
                connection.went_well(Asked::Case(id), date, now);
                connection.schedule.also_sent(requests.saturating_sub(1), now);
                // What became of a decision is told by what one reading brought, and by nothing older beside it.
                let own = connection.is_looked_for(id, asked).then(|| (case.clone(), handoff.as_ref().ok().cloned()));
                let changed = connection.take_case(case, now);
                connection.remembering.took(id);
                if scheduled {
                    connection.schedule.did_read(id, changed, now, draw());
                } else {
                    connection.schedule.did_finish();
                    connection.schedule.was_swept(id, changed, now, draw());
                }
                match handoff {
                    Ok(handoff) => {
                        connection.handoff_was_read(id, asked, now);
                        self.take_handoff(id, handoff, now);
                        if let Some((case, handoff)) = own {
                            self.settle_command(id, &case, handoff.flatten().as_ref(), now);
                        }
                    }
                    // The case is known all the same; what became of a command is found out by the next whole reading.
                    Err(error) => connection.went_wrong(Asked::Case(id), &error, now),
                }
                if let ReadFor::Waiting(reply) = read_for {
                    self.remember(id);
                    answer(reply, Ok(Nothing {}));
                }
                self.attach_ready(id, false, now);
            }
            Err(error) => {
                connection.case_not_read(id, &error, read_for, now);
                if error.is_not_there() {
                    self.not_there(id, asked, now);
                    self.forget_remembered(id);
                }
            }
        }
        self.touch(id, now);
    }

    /// A reading that was asked for after a command's answer shows what became of it.
    fn settle_command(
        &mut self,
        id: &AuthorizationId,
        case: &model::Authorization,
        handoff: Option<&model::Handoff>,
        now: Now,
    ) {
        let Some(connection) = self.session.connection_mut() else { return };
        let Some(open) = connection.book.of(id) else { return };
        let intended = connection.intended.get(&open.id);
        // Another handoff says nothing of the one that was to be closed.
        let starts = open.kind == CommandKind::StartHandoff;
        let meant = handoff.filter(|found| starts || open.frozen.handoff() == Some(&found.id));
        let shows = if starts { is_another(intended, meant) } else { shows(intended, case) };
        let (command, finding) = (open.id, compare(open, case, meant, shows));
        connection.book.did_read(command, finding);
        self.command_moved(id, now);
    }

    /// There is no such case under this key: what became of a command of it cannot be told.
    fn not_there(&mut self, id: &AuthorizationId, asked: Boot, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        let Some(open) = connection.book.of(id).filter(|command| command.stage.is_open()) else { return };
        // This key may not be shown the case.
        let foreign = connection.is_foreign(open.id);
        if !foreign && connection.checking.get(&open.id).is_some_and(|since| asked >= *since) {
            let command = open.id;
            connection.book.did_read(command, Finding::CannotTell);
            self.command_moved(id, now);
        }
    }

    fn take_handoff(&mut self, id: &AuthorizationId, handoff: Option<model::Handoff>, now: Now) {
        let epoch = self.epoch;
        let Some(connection) = self.session.connection_mut() else { return };
        let Some(file) = connection.cases.get_mut(id) else { return };
        let was_open = file.has_open_handoff();
        if let Some(mut before) = handoff.and_then(|handoff| file.take_handoff(handoff)) {
            before.link.discard(engine::link::Ended::Closed);
            super::portal::drain_link(&mut before, &mut self.effects);
        }
        if was_open && !file.has_open_handoff() {
            file.hot_until = Some(now.boot.plus(HOT_FOR));
        }
        connection.recognise_handoff(id);
        let Some(file) = connection.cases.get_mut(id) else { return };
        let Some(handoff) = &mut file.handoff else { return };
        if !handoff.handoff.is_open() {
            handoff.link.discard(engine::link::Ended::Closed);
        }
        let wants_link = handoff.ours && handoff.handoff.state == HandoffState::Active;
        super::portal::drain_link(handoff, &mut self.effects);
        if wants_link {
            connection.prepare_mint(epoch, &mut self.effects);
        }
    }
}

impl Connection {
    /// Whether a command of the case is looked for, and this reading was asked for late enough to tell of it.
    fn is_looked_for(&self, id: &AuthorizationId, asked: Boot) -> bool {
        let since = self.book.of(id).and_then(|open| self.checking.get(&open.id));
        since.is_some_and(|since| asked >= *since)
    }

    /// A case could not be read. A command of it that is not known yet stays so: the case is hot, and read again soon.
    fn case_not_read(&mut self, id: &AuthorizationId, error: &ApiError, read_for: ReadFor, now: Now) {
        if matches!(read_for, ReadFor::Schedule) {
            self.schedule.did_fail(id, error.retry_after(), now, draw());
        } else {
            self.schedule.did_finish();
        }
        // A case that is not there says nothing of the connection.
        if error.is_not_there() {
            self.went_well(Asked::Case(id), error.date(), now);
        } else {
            self.went_wrong(Asked::Case(id), error, now);
        }
        read_for.fail(wire_error(error));
    }
}

/// A random draw, for jitter.
pub(crate) fn draw() -> Draw {
    let (high, _) = uuid::Uuid::new_v4().as_u64_pair();
    // 53 bits over 2^53: from 0 up to, not including, 1. The four bits of a v4 id that are not random are far down.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    let fraction = (high >> 11) as f64 / (1u64 << 53) as f64;
    Draw(fraction)
}
