//! Providers, payers, ways to them and a creation under way, as the window is told them.

use crate::owner::Creating;
use crate::project::time;
use crate::wire::{CreatingView, Outcome, PayerView, ProviderView, RouteView};
use model::{PayerEntry, Provider, RouteOption};

pub(crate) fn provider_view(provider: &Provider) -> ProviderView {
    ProviderView { npi: provider.npi.clone(), name: provider.name.clone(), status: provider.status.clone() }
}

pub(crate) fn payer_view(payer: &PayerEntry) -> PayerView {
    PayerView {
        id: payer.id.clone(),
        name: payer.name.clone().unwrap_or_else(|| payer.id.clone()),
        aliases: payer.aliases.clone(),
        states: payer.states.clone(),
        request_types: payer.request_types.clone(),
    }
}

pub(crate) fn route_view(route: &RouteOption) -> RouteView {
    RouteView {
        payer_id: route.payer_id.clone(),
        payer: route.payer_name.clone().unwrap_or_else(|| route.payer_id.clone()),
        state: route.state.clone(),
        request_type: route.request_type.clone(),
        systems: route.systems.clone(),
        label: route.label.clone(),
        channel: route.channel.clone(),
        access_mode: route.access_mode.clone(),
    }
}

pub(crate) fn creating_view(creating: &Creating, may_send_again: bool) -> CreatingView {
    CreatingView {
        what: creating.what.clone(),
        sending: creating.sending,
        attempts: creating.attempts,
        problem: creating.problem.clone(),
        outcome: (!creating.sending).then_some(Outcome::NotKnown),
        may_send_again,
        from_before: creating.from_before,
        operator: creating.operator.clone(),
        at: time(creating.at),
    }
}
