//! How many cases each choice of a filter would show. A facet's own choice is left out where it is counted, so that it can be
//! widened; a step is a part of a turn, so turns are counted without the step as well.

use crate::facet::{FACETS, Facet, Value};
use crate::filter::{Filter, Sieve};
use crate::table::{Table, Vocabulary};
use std::collections::BTreeMap;

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The value; `None` where none was returned.
    pub value: Value,
    /// What it is called where that is not the value: a payer's name.
    pub label: Option<String>,
    /// How many cases.
    pub cases: usize,
}

/// The counts of every facet. The order of a division of ours, and of the service's lists of words, is theirs, and words
/// nobody knows come after; payers, providers and services come by number of cases. What was not returned comes last. A value
/// that is chosen is named also where it has no case.
pub type Facets = BTreeMap<Facet, Vec<Count>>;

/// The facets that may keep a row out of its count in a facet.
fn own(facet: Facet) -> u16 {
    match facet {
        Facet::Turn => Facet::Turn.bit() | Facet::Step.bit(),
        other => other.bit(),
    }
}

/// Counts the rows in a list of which this is true.
pub(crate) fn count(table: &Table, filter: &Filter, is_found: impl Fn(u32) -> bool) -> Facets {
    let vocabulary = table.vocabulary();
    let sieve = Sieve::new(filter, vocabulary);
    let mut tallies: [(u16, Vec<usize>); FACETS] =
        Facet::ALL.map(|facet| (own(facet), vec![0; vocabulary.of(facet).len() + 1]));
    for (_, row) in table.here().filter(|(number, _)| is_found(*number)) {
        let misses = sieve.misses(row);
        for ((own, tally), code) in tallies.iter_mut().zip(row.codes) {
            if misses & !*own == 0
                && let Some(cases) = tally.get_mut(code as usize)
            {
                *cases += 1;
            }
        }
    }
    Facet::ALL
        .into_iter()
        .zip(tallies)
        .map(|(facet, (_, tally))| (facet, named(facet, &tally, filter, vocabulary)))
        .collect()
}

fn named(facet: Facet, tally: &[usize], filter: &Filter, vocabulary: &Vocabulary) -> Vec<Count> {
    let dictionary = vocabulary.of(facet);
    let chosen = filter.chosen.get(&facet);
    let is_chosen = |value: &Value| chosen.is_some_and(|values| values.contains(value));
    let count = |(code, cases): (usize, &usize)| {
        let number = code.checked_sub(1);
        let value = number.and_then(|number| dictionary.text(number as u32)).map(str::to_owned);
        let label = if facet == Facet::Payer { vocabulary.payer_name(code as u32) } else { None };
        let label = label.filter(|label| value.as_deref() != Some(*label)).map(str::to_owned);
        (*cases > 0 || is_chosen(&value)).then_some(Count { value, label, cases: *cases })
    };
    let known = |value: &Value| value.as_deref().is_none_or(|word| dictionary.find(word).is_some());
    let strange = chosen.into_iter().flatten().filter(|value| !known(value));
    let strange = strange.map(|value| Count { value: value.clone(), label: None, cases: 0 });
    let mut counts: Vec<Count> = tally.iter().enumerate().skip(1).filter_map(count).chain(strange).collect();
    if matches!(facet, Facet::Payer | Facet::Provider | Facet::Service) {
        let name = |count: &Count| count.label.clone().or_else(|| count.value.clone());
        counts.sort_by_cached_key(|count| (std::cmp::Reverse(count.cases), name(count)));
    }
    counts.extend(tally.iter().enumerate().take(1).filter_map(count));
    counts
}
