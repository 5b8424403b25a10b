//! What the list does, described plainly: slowly, and without anything of the crate but its types.

use crate::cases::Case;
use std::cmp::Ordering;
use worklist::{Closeness, Direction, Facet, Filter, Period, Sort, SortBy};

/// Without capitals and accents, as far as the invented cases have some.
pub(crate) fn folded(text: &str) -> String {
    let letter = |letter: char| match letter {
        'ú' => 'u',
        'ñ' => 'n',
        'ä' => 'a',
        'ł' => 'l',
        other => other,
    };
    text.to_lowercase().chars().map(letter).collect()
}

fn bare(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// How well one word is found in a text: at the start of any of its words, or anywhere, spaces and punctuation left out.
fn stands(word: &str, text: &str) -> Option<Closeness> {
    let text = folded(text);
    let starts = text.char_indices().filter(|(at, sign)| {
        sign.is_alphanumeric() && text[..*at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
    });
    let is_start = starts.into_iter().any(|(at, _)| bare(&text[at..]).starts_with(word));
    if is_start { Some(Closeness::Start) } else { bare(&text).contains(word).then_some(Closeness::Inside) }
}

/// The least number of letters too many, missing, wrong, or that changed places with the next.
fn errors(one: &[char], other: &[char]) -> usize {
    let mut rows: Vec<Vec<usize>> = vec![(0..=other.len()).collect()];
    for i in 1..=one.len() {
        let mut row = vec![i];
        for j in 1..=other.len() {
            let wrong = usize::from(one[i - 1] != other[j - 1]);
            let mut least = (rows[i - 1][j] + 1).min(row[j - 1] + 1).min(rows[i - 1][j - 1] + wrong);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[one.len()][other.len()]
}

fn is_similar(word: &str, name: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < 5 || !letters.iter().all(|letter| letter.is_alphabetic()) {
        return false;
    }
    let name = folded(name);
    let whole = name.split_whitespace().map(bare);
    let parts = name.split(|sign: char| !sign.is_alphanumeric()).map(str::to_owned);
    whole.chain(parts).any(|own| {
        let own: Vec<char> = own.chars().collect();
        own.len() >= 4
            && own.iter().all(|letter| letter.is_alphabetic())
            && (0..=own.len()).any(|end| errors(&letters, &own[..end]) <= 1)
    })
}

/// How well a case is found by what was typed.
pub(crate) fn closeness(case: &Case, typed: &str) -> Option<Closeness> {
    let typed = folded(typed);
    let words: Vec<String> = typed.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    let (codes, names) = (case.codes(), case.names());
    let found = |word: &String| {
        let exact = codes.iter().chain(&names).filter_map(|text| stands(word, text)).min();
        exact.or_else(|| names.iter().any(|name| is_similar(word, name)).then_some(Closeness::Similar))
    };
    words.iter().map(found).try_fold(Closeness::Start, |worst, own| own.map(|own| worst.max(own)))
}

fn is_in(period: Period, time: Option<i64>) -> bool {
    match (period.from, period.until, time) {
        (None, None, _) => true,
        (_, _, None) => false,
        (from, until, Some(time)) => from.is_none_or(|from| time >= from.0) && until.is_none_or(|until| time < until.0),
    }
}

/// Whether a filter lets a case through when it does not look at some facets.
pub(crate) fn passes(case: &Case, filter: &Filter, but: &[Facet]) -> bool {
    let looked_at = filter.chosen.iter().filter(|(facet, _)| !but.contains(facet));
    looked_at.into_iter().all(|(facet, values)| values.contains(&case.value(*facet)))
        && is_in(filter.created, case.created)
        && is_in(filter.updated, case.updated)
}

/// What is not there comes last, whichever way the rest runs.
fn by<T: Ord>(one: Option<T>, other: Option<T>, direction: Direction) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if direction == Direction::Descending => other.cmp(&one),
        (Some(one), Some(other)) => one.cmp(&other),
        (one, other) => one.is_none().cmp(&other.is_none()),
    }
}

/// Which of two cases stands first.
pub(crate) fn compare(one: &Case, other: &Case, sort: Sort, found: impl Fn(&Case) -> Option<Closeness>) -> Ordering {
    let status = |case: &Case| {
        let known = model::Status::KNOWN.iter().position(|known| *known == case.status);
        Some((known.is_none(), known, case.status.as_str().to_owned()))
    };
    let payer = |case: &Case| case.payer_name().map(|name| (folded(name), name.to_owned()));
    let title = |case: &Case| case.patient.as_deref().map(folded);
    let direction = sort.direction;
    let steps = || match direction {
        Direction::Descending if one.step.is_some() && other.step.is_some() => other.step.cmp(&one.step),
        _ => one.step.cmp(&other.step),
    };
    let closeness = found(one).cmp(&found(other));
    let first = match sort.by {
        SortBy::Step => steps().then(closeness),
        SortBy::Age => closeness.then(by(one.created, other.created, direction)),
        SortBy::Changed => closeness.then(by(one.updated, other.updated, direction)),
        SortBy::Payer => closeness.then_with(|| by(payer(one), payer(other), direction)),
        SortBy::Title => closeness.then_with(|| by(title(one), title(other), direction)),
        SortBy::Status => closeness.then_with(|| by(status(one), status(other), direction)),
    };
    first.then(one.created.cmp(&other.created)).then(one.id.cmp(&other.id))
}
