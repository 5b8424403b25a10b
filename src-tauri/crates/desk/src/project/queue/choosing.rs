//! What a list is asked to show, from what travels to what `worklist` is asked.

use super::{step, turn};
use crate::wire::{FacetCode, FacetValue, FacetView, FacetsView, QueueSpec, SortCode, UpdatedCode};
use model::Timestamp;
use worklist::{Direction, Facet, Facets, Period, Search, Sort, SortBy, Spec};

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// By what the window can divide a list, in the order of its choices.
const FACETS: [FacetCode; 6] =
    [FacetCode::Step, FacetCode::Status, FacetCode::Outcome, FacetCode::Payer, FacetCode::Service, FacetCode::Provider];

/// What a view is to show; periods count from `now`.
pub(crate) fn spec(wanted: &QueueSpec, now: Timestamp) -> Spec {
    let by_turn = Spec::of_turn(turn(wanted.turn), wanted.step.map(step), Search::new(&wanted.search));
    let mut filter = by_turn.filter.clone();
    for choice in &wanted.filter {
        // The list of one step is of that step, whatever is chosen beside it.
        if choice.facet == FacetCode::Step && wanted.step.is_some() {
            continue;
        }
        filter = filter.with(facet(choice.facet), choice.values.iter().cloned());
    }
    filter.updated = wanted.updated.map(|updated| period(updated, now)).unwrap_or_default();
    Spec { filter, sort: sort(wanted), ..by_turn }
}

fn sort(wanted: &QueueSpec) -> Sort {
    let by = match wanted.sort.by {
        SortCode::Step => SortBy::Step,
        SortCode::Age => SortBy::Age,
        SortCode::Changed => SortBy::Changed,
        SortCode::Payer => SortBy::Payer,
        SortCode::Patient => SortBy::Title,
        SortCode::Status => SortBy::Status,
    };
    Sort { by, direction: if wanted.sort.descending { Direction::Descending } else { Direction::Ascending } }
}

fn period(updated: UpdatedCode, now: Timestamp) -> Period {
    let ago = |days: i64| Some(Timestamp(now.0.saturating_sub(days * DAY_MILLIS)));
    match updated {
        UpdatedCode::Day => Period { from: ago(1), until: None },
        UpdatedCode::Week => Period { from: ago(7), until: None },
        UpdatedCode::Before => Period { from: None, until: ago(7) },
    }
}

fn facet(code: FacetCode) -> Facet {
    match code {
        FacetCode::Step => Facet::Step,
        FacetCode::Status => Facet::Status,
        FacetCode::Outcome => Facet::Outcome,
        FacetCode::Payer => Facet::Payer,
        FacetCode::Provider => Facet::Provider,
        FacetCode::Service => Facet::Service,
    }
}

/// How many cases each choice would show.
pub(crate) fn facets(counted: Facets) -> FacetsView {
    let mut counted = counted;
    let view = |code| {
        let counts = counted.remove(&facet(code)).unwrap_or_default();
        let value = |count: worklist::Count| FacetValue { value: count.value, label: count.label, cases: count.cases };
        FacetView { facet: code, values: counts.into_iter().map(value).collect() }
    };
    FacetsView { facets: FACETS.map(view).into() }
}
