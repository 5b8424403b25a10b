//! Providers, payers and the ways to them: read when a new authorization is being filled in, and kept nowhere.

use super::{field_of, problem_of, sound};
use crate::owner::deciding::nothing_sent;
use crate::owner::{Effect, Owner, Reply, answer};
use crate::project::creation::{payer_view, provider_view, route_view};
use crate::project::error::{catalog_error, wire_error};
use crate::wire::{
    Code, NewCase, NewCaseField, NewCaseProblem, PayersView, ProviderRef, ProviderView, ResolvedView, RoutesView,
};
use collate::{Answer, ApiError, Contract, FrozenRequest, Operation};
use engine::time::Now;
use model::{PayerEntry, Provider, RouteOption};

/// Pages of payers that are read at the most.
pub(crate) const MOST_PAGES: usize = 20;

pub(crate) enum CatalogAsk {
    Payers(Contract, Reply<PayersView>),
    Provider(FrozenRequest, Reply<ProviderView>),
    Routes(FrozenRequest, Reply<RoutesView>),
    Route(FrozenRequest, Reply<ResolvedView>),
}

pub(crate) enum CatalogAnswer {
    /// All pages that came, and how the last one went.
    Payers(Vec<PayerEntry>, Result<Answer<bool>, ApiError>, Reply<PayersView>),
    Provider(Result<Answer<Provider>, ApiError>, Reply<ProviderView>),
    Routes(Result<Answer<Vec<RouteOption>>, ApiError>, Reply<RoutesView>),
    Route(Result<Answer<RouteOption>, ApiError>, Reply<ResolvedView>),
}

impl Owner {
    pub(crate) fn list_payers(&mut self, reply: Reply<PayersView>, now: Now) {
        self.ask_catalog(reply, now, CatalogAsk::Payers);
    }

    pub(crate) fn find_provider(&mut self, intent: &ProviderRef, reply: Reply<ProviderView>, now: Now) {
        let npi = intent.npi.trim().to_owned();
        if !is_npi(&npi) {
            return answer(reply, Err(nothing_sent(Code::NotFound)));
        }
        self.ask_catalog(reply, now, |contract, reply| CatalogAsk::Provider(contract.read_provider(&npi), reply));
    }

    pub(crate) fn list_routes(&mut self, intent: &ProviderRef, reply: Reply<RoutesView>, now: Now) {
        let npi = intent.npi.trim().to_owned();
        let listed = self.connection().is_ok_and(|connection| connection.place.contract.lists_routes());
        if !listed || !is_npi(&npi) {
            return answer(reply, Ok(RoutesView { listed, routes: Vec::new(), problem: None }));
        }
        self.ask_catalog(reply, now, |contract, reply| CatalogAsk::Routes(contract.list_routes(&npi), reply));
    }

    /// Whether there is a way for what is asked: one that is filled in wrongly is not asked about.
    pub(crate) fn resolve_route(&mut self, intent: &NewCase, reply: Reply<ResolvedView>, now: Now) {
        let asked = self.connection().is_ok_and(|connection| connection.place.contract.resolves_routes());
        match sound(intent) {
            Ok(new) if asked => {
                self.ask_catalog(reply, now, |contract, reply| CatalogAsk::Route(contract.resolve_route(&new), reply));
            }
            Ok(_) => answer(reply, Ok(ResolvedView { asked, route: None, problems: Vec::new() })),
            Err(problems) => answer(reply, Ok(ResolvedView { asked, route: None, problems })),
        }
    }

    fn ask_catalog<T>(&mut self, reply: Reply<T>, now: Now, ask: impl FnOnce(Contract, Reply<T>) -> CatalogAsk) {
        let epoch = self.epoch;
        match self.connection_mut() {
            Ok(connection) if connection.key_is_refused() => answer(reply, Err(nothing_sent(Code::KeyRefused))),
            Ok(connection) => {
                connection.schedule.will_send(now);
                let (client, contract) = (connection.client.clone(), connection.place.contract);
                self.effects.push_back(Effect::Catalog(epoch, client, ask(contract, reply)));
            }
            Err(error) => answer(reply, Err(error)),
        }
    }

    pub(crate) fn catalog_read(&mut self, came: CatalogAnswer, now: Now) {
        match came {
            CatalogAnswer::Payers(payers, last, reply) => {
                self.note_catalog(Operation::ListPayers, &last, now);
                let (complete, problem) = match last {
                    Ok(answer) => (answer.value, None),
                    Err(error) => {
                        self.no_payer_list(&error);
                        (false, Some(catalog_error(&error)))
                    }
                };
                let payers = payers.iter().map(payer_view).collect();
                answer(reply, Ok(PayersView { payers, complete, problem }));
            }
            CatalogAnswer::Provider(result, reply) => {
                self.note_catalog(Operation::ReadProvider, &result, now);
                let view = result.map(|found| provider_view(&found.value)).map_err(|error| catalog_error(&error));
                answer(reply, view);
            }
            CatalogAnswer::Routes(result, reply) => {
                self.note_catalog(Operation::ListRoutes, &result, now);
                let (routes, problem) = match result {
                    Ok(found) => (found.value.iter().map(route_view).collect(), None),
                    Err(error) => (Vec::new(), Some(catalog_error(&error))),
                };
                answer(reply, Ok(RoutesView { listed: true, routes, problem }));
            }
            CatalogAnswer::Route(result, reply) => {
                self.note_catalog(Operation::ResolveRoute, &result, now);
                let (route, problems) = match result {
                    Ok(found) => (Some(route_view(&found.value)), Vec::new()),
                    Err(error) => (None, problems(&error)),
                };
                answer(reply, Ok(ResolvedView { asked: true, route, problems }));
            }
        }
    }

    fn note_catalog<T>(&mut self, operation: Operation, result: &Result<Answer<T>, ApiError>, now: Now) {
        let Some(connection) = self.session.connection_mut() else { return };
        connection.schedule.did_finish();
        connection.ledger.note_answer(operation, result, now.wall);
        if let Err(error) = result {
            connection.heed_any(error, now);
        }
        self.views.touch_desk();
    }

    fn no_payer_list(&mut self, error: &ApiError) {
        if let Some(connection) = self.session.connection_mut().filter(|_| error.is_absent()) {
            connection.has_payer_list = false;
        }
    }
}

/// What the service refused, each on the field it is about.
pub(crate) fn problems(error: &ApiError) -> Vec<NewCaseProblem> {
    let of_issues = error.issues().iter().filter_map(|issue| {
        let field = field_of(&issue.location)?;
        Some(NewCaseProblem { field, error: Some(wire_error(error)) })
    });
    let found: Vec<_> = of_issues.collect();
    if found.is_empty() { vec![problem_of(error)] } else { found }
}

/// Ten digits. Whether there is such a provider the service says.
pub(crate) fn is_npi(text: &str) -> bool {
    text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A field that is filled in wrongly.
pub(crate) fn wrong(field: NewCaseField) -> NewCaseProblem {
    NewCaseProblem { field, error: None }
}
