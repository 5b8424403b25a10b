//! A new authorization. It is created with a key of its own in every contract, so the same request sent again makes no
//! second one: where its outcome is not known, that is what the operator may do.

mod catalog;

use super::deciding::{new_key, nothing_sent};
use super::journal::{CREATE, stage_of};
use super::taking_up::put_away;
use super::{Effect, Owner, Reply, answer};
use crate::project::creation::creating_view;
use crate::project::error::wire_error;
use crate::wire::{Code, Created, CreatingView, NewCase, NewCaseField, NewCaseProblem, Nothing, PolicyCode, WireError};
pub(crate) use catalog::{CatalogAnswer, CatalogAsk, MOST_PAGES};
use catalog::{is_npi, problems, wrong};
use collate::{Answer, ApiError, Effect as Applied, FrozenRequest, MayHaveRun};
use engine::command::{Resend, Stage, is_fresh};
use engine::schedule::HOT_FOR;
use engine::time::Now;
use model::{AuthorizationId, CodeSystem, NewAuthorization, RequestType, SubmissionPolicy, Timestamp};
use store::RecordId;

/// The longest id or code, in characters.
const LONGEST: usize = 100;

/// A creation on its way, or one whose outcome is not known.
pub(crate) struct Creating {
    pub(crate) what: NewCase,
    /// The request; nothing when it was made in an earlier run and cannot be read.
    pub(crate) request: Option<FrozenRequest>,
    pub(crate) resend: Resend,
    /// Whether it was asked for in an earlier run.
    pub(crate) from_before: bool,
    /// Where it was written down.
    pub(crate) record: Option<RecordId>,
    pub(crate) sending: bool,
    pub(crate) attempts: u32,
    pub(crate) problem: Option<WireError>,
    pub(crate) operator: String,
    pub(crate) at: Timestamp,
    pub(crate) reply: Option<Reply<Created>>,
}

impl Creating {
    /// One that was just asked for, or is taken up.
    pub(crate) fn new(what: NewCase, request: Option<FrozenRequest>, operator: String, at: Timestamp) -> Self {
        Self {
            what,
            request,
            resend: Resend::Asked,
            from_before: false,
            record: None,
            sending: false,
            attempts: 0,
            problem: None,
            operator,
            at,
            reply: None,
        }
    }

    /// Whether the same may be sent again: it makes no second case.
    pub(crate) fn may_go_again(&self, service_now: Timestamp) -> bool {
        self.request.is_some() && self.resend > Resend::Never && is_fresh(self.at, service_now) && !self.sending
    }

    /// The connection was left while an answer was awaited: none comes any more.
    pub(crate) fn lost_sight(&mut self) {
        self.sending = false;
        self.reply = None;
    }
}

impl Owner {
    pub(crate) fn create_case(&mut self, intent: NewCase, reply: Reply<Created>, now: Now) {
        let prepared = sound(&intent).map_err(|problems| Ok(Created { case: None, problems, not_known: false }));
        let begun = prepared.and_then(|new| self.begin_creation(intent, &new, now).map_err(Err));
        match begun {
            Ok(()) => self.send_creation(reply, now),
            Err(result) => answer(reply, result),
        }
    }

    fn begin_creation(&mut self, what: NewCase, new: &NewAuthorization, now: Now) -> Result<(), WireError> {
        let operator = self.operator()?;
        self.journal_closed()?;
        let connection = self.connection_mut()?;
        connection.may_send(now)?;
        connection.reachable()?;
        if connection.creating.is_some() {
            return Err(nothing_sent(Code::CommandOpen));
        }
        let request = connection.place.contract.create(new, new_key()?);
        let at = connection.clock.read(now);
        // Nothing is sent that is not recorded first.
        self.step(CREATE, "decided");
        let creating = Creating::new(what, Some(request), operator, at);
        let record = self.record_creation(&creating)?;
        self.step(CREATE, "recorded");
        self.connection_mut()?.creating = Some(Creating { record, ..creating });
        Ok(())
    }

    /// Sends the same request again: same bytes, same key.
    pub(crate) fn create_again(&mut self, reply: Reply<Created>, now: Now) {
        let open = self.connection().and_then(|connection| match &connection.creating {
            _ if connection.may_send(now).is_err() => connection.may_send(now),
            Some(creating) if creating.may_go_again(connection.clock.read(now)) => connection.reachable(),
            _ => Err(nothing_sent(Code::NotPossibleNow)),
        });
        match open {
            Ok(()) => self.send_creation(reply, now),
            Err(error) => answer(reply, Err(error)),
        }
    }

    pub(crate) fn forget_creation(&mut self, now: Now) -> Result<Nothing, WireError> {
        let connection = self.connection_mut()?;
        if connection.creating.as_ref().is_none_or(|creating| creating.sending) {
            return Err(nothing_sent(Code::NotPossibleNow));
        }
        let at = connection.clock.read(now);
        if let Some(record) = connection.creating.take().and_then(|creating| creating.record) {
            self.note_stage(record, put_away(&Stage::Abandoned, at));
        }
        self.views.touch_desk();
        Ok(Nothing {})
    }

    fn send_creation(&mut self, reply: Reply<Created>, now: Now) {
        let epoch = self.epoch;
        let Some(connection) = self.session.connection_mut() else { return };
        let at = connection.clock.read(now);
        let Some(creating) = &mut connection.creating else { return };
        let Some(request) = creating.request.clone() else { return };
        creating.sending = true;
        creating.attempts += 1;
        creating.reply = Some(reply);
        connection.schedule.will_send(now);
        let (record, attempt) = (creating.record.clone(), creating.attempts);
        self.effects.push_back(Effect::Create(epoch, connection.client.clone(), request));
        self.note_creation(record, &Stage::Sending(attempt), at);
        self.views.touch_desk();
    }

    /// The answer to a creation came, or did not.
    pub(crate) fn created(&mut self, result: Result<Answer<Applied>, ApiError>, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        connection.schedule.did_finish();
        connection.ledger.note_answer(collate::Operation::Create, &result, now.wall);
        let Some(mut creating) = connection.creating.take() else { return };
        let reply = creating.reply.take();
        creating.sending = false;
        let first = creating.attempts == 1;
        let (at, record, attempt) = (connection.clock.read(now), creating.record.clone(), creating.attempts);
        let mut stage = Stage::Ambiguous { conflict: false, attempt, last: None, refused: None };
        let outcome = match result {
            Ok(Answer { value: Applied::Authorization(case), .. }) => {
                let id = case.id.clone();
                stage = Stage::Applied;
                connection.take_case(*case, now);
                if let Some(file) = connection.cases.get_mut(&id) {
                    file.hot_until = Some(now.boot.plus(HOT_FOR));
                }
                self.remember(&id);
                self.touch(&id, now);
                Created { case: Some(id.to_string()), problems: Vec::new(), not_known: false }
            }
            Ok(_) => {
                creating.problem = Some(nothing_sent(Code::NotUnderstood));
                connection.creating = Some(creating);
                Created { case: None, problems: Vec::new(), not_known: true }
            }
            // What is refused, or never left, on a later try says nothing of the first.
            Err(error) if error.may_have_run() == MayHaveRun::Unknown || !first => {
                connection.heed_any(&error, now);
                creating.problem = Some(wire_error(&error));
                connection.creating = Some(creating);
                Created { case: None, problems: Vec::new(), not_known: true }
            }
            Err(error) => {
                connection.heed_any(&error, now);
                stage = Stage::Refused(error.code().unwrap_or_default().to_owned());
                Created { case: None, problems: problems(&error), not_known: false }
            }
        };
        self.note_creation(record, &stage, at);
        self.step(CREATE, "noted");
        if let Some(reply) = reply {
            answer(reply, Ok(outcome));
        }
        self.views.touch_desk();
    }

    /// Remembers a case for a service that may have no list.
    pub(crate) fn remember(&mut self, id: &AuthorizationId) {
        const MOST: usize = 2_000;
        let Some(connection) = self.session.connection() else { return };
        // Practice begins anew each time.
        let Some(place) = connection.place.remembered_as() else { return };
        // The newest stands last already: nothing to write.
        if self.kept.known_cases.get(&place).and_then(|known| known.last()).is_some_and(|last| last == id.as_str()) {
            return;
        }
        self.keep(|kept| {
            let known = kept.known_cases.entry(place).or_default();
            known.retain(|known| known != id.as_str());
            known.push(id.to_string());
            let surplus = known.len().saturating_sub(MOST);
            known.drain(..surplus);
        });
    }

    /// Notes where a creation stands; a settled one is shown no more.
    fn note_creation(&self, record: Option<RecordId>, stage: &Stage, at: Timestamp) {
        if let Some(record) = record {
            self.note_stage(record, stage_of(stage, None, at, stage.is_settled()));
        }
    }

    pub(crate) fn creating_view(&self, now: Now) -> Option<CreatingView> {
        let connection = self.session.connection()?;
        let creating = connection.creating.as_ref()?;
        Some(creating_view(creating, creating.may_go_again(connection.clock.read(now))))
    }
}

/// Reads what was filled in.
///
/// # Errors
/// Every field that is filled in wrongly.
pub(crate) fn sound(case: &NewCase) -> Result<NewAuthorization, Vec<NewCaseProblem>> {
    let plain = |text: &str| {
        let text = text.trim().to_owned();
        let sound = !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
        sound.then_some(text)
    };
    let npi = Some(case.provider_npi.trim().to_owned()).filter(|npi| is_npi(npi));
    let state = case.state.trim().to_ascii_uppercase();
    let state = Some(state).filter(|state| state.len() == 2 && state.bytes().all(|byte| byte.is_ascii_uppercase()));
    let payer = plain(&case.payer_id);
    let code = plain(&case.code);
    let request_type = Some(&case.request_type).filter(|word| RequestType::parse(word).is_known()).cloned();
    let system = Some(&case.system).filter(|word| CodeSystem::parse(word).is_known()).cloned();
    match (npi, payer, state, request_type, system, code) {
        (Some(provider_npi), Some(payer_id), Some(state), Some(request_type), Some(system), Some(code)) => {
            let policy = match case.policy {
                PolicyCode::RequiresApproval => SubmissionPolicy::RequiresApproval,
                PolicyCode::Automatic => SubmissionPolicy::Automatic,
            };
            Ok(NewAuthorization { provider_npi, payer_id, state, request_type, system, code, policy })
        }
        (npi, payer, state, request_type, system, code) => {
            let fields = [
                (npi.is_none(), NewCaseField::ProviderNpi),
                (payer.is_none(), NewCaseField::Payer),
                (state.is_none(), NewCaseField::State),
                (request_type.is_none(), NewCaseField::RequestType),
                (system.is_none(), NewCaseField::System),
                (code.is_none(), NewCaseField::Code),
            ];
            Err(fields.into_iter().filter(|(wrong, _)| *wrong).map(|(_, field)| wrong(field)).collect())
        }
    }
}

/// On which field a refusal stands, by its code.
pub(crate) fn problem_of(error: &ApiError) -> NewCaseProblem {
    let field = match error.code() {
        Some("provider_not_found" | "provider_access_not_configured") => NewCaseField::ProviderNpi,
        Some("payer_not_found") => NewCaseField::Payer,
        Some("final_submission_policy_required") => NewCaseField::Policy,
        _ => NewCaseField::Route,
    };
    NewCaseProblem { field, error: Some(wire_error(error)) }
}

/// On which field an issue stands, by the last name of its location; both contracts' names.
pub(crate) fn field_of(location: &[String]) -> Option<NewCaseField> {
    location.iter().rev().find_map(|name| match name.as_str() {
        "providerNpi" => Some(NewCaseField::ProviderNpi),
        "payerId" => Some(NewCaseField::Payer),
        "coverageState" | "insuranceState" => Some(NewCaseField::State),
        "requestType" | "serviceType" => Some(NewCaseField::RequestType),
        "system" | "serviceCodeSystem" => Some(NewCaseField::System),
        "code" | "serviceCode" => Some(NewCaseField::Code),
        "policy" | "finalSubmission" => Some(NewCaseField::Policy),
        _ => None,
    })
}
