//! The list, page by page (reference section 1.3; that B has one at all is inferred).

use serde_json::{Value, json};

use super::answer::Refusal;
use super::call::Call;
use super::execute::nothing_there;
use crate::history::Trace;
use crate::rules::Pages;
use crate::world::World;
use crate::world::case::Case;
use crate::world::catalog::PAYERS;
use crate::world::payer::Payer;

const DEFAULT_LIMIT: usize = 25;
const LARGEST_LIMIT: usize = 100;

/// One page, in the envelope of generation 0.
pub(crate) fn page(world: &mut World, call: &Call, trace: &mut Trace) -> Result<Value, Refusal> {
    if !world.list_present {
        return Err(nothing_there());
    }
    let wanted = Wanted::read(call.query.as_deref(), &["status", "providerNpi", "payerId"], trace)?;
    if wanted.after.is_some() {
        world.shift(call.at);
    }
    let cases: Vec<&Case> = world.in_order().collect();
    cut(&cases, |case| &case.id, Case::document, &wanted, world.rules.pages)
}

/// One page of payers; that they come in pages is inferred.
pub(crate) fn payers(world: &mut World, call: &Call, trace: &mut Trace) -> Result<Value, Refusal> {
    let wanted = Wanted::read(call.query.as_deref(), &[], trace)?;
    // Nobody founds a payer between two pages, but their order may change.
    let turns = if wanted.after.is_some() { world.shift(call.at) } else { world.shifts() };
    let mut payers = PAYERS;
    payers.rotate_right(turns % PAYERS.len());
    cut(&payers, |payer| payer.id, Payer::document, &wanted, world.rules.pages)
}

fn cut<'a, T>(
    all: &[&'a T],
    id: impl Fn(&'a T) -> &'a str,
    document: impl Fn(&'a T) -> Value,
    wanted: &Wanted,
    pages: Pages,
) -> Result<Value, Refusal> {
    let start = match &wanted.after {
        None => 0,
        Some(After::Count(count)) => (*count).min(all.len()),
        Some(After::Row(row)) => {
            let at = all.iter().position(|one| id(one) == row).ok_or_else(|| {
                Refusal::malformed("unknown_value", &["query", "cursor"], "this cursor is not one of ours")
            })?;
            at + 1
        }
    };
    let end = start.saturating_add(wanted.limit).min(all.len());
    let page = all.get(start..end).unwrap_or_default();
    let further = (end < all.len()).then_some(end);
    let next = match (pages, &wanted.after, page.last()) {
        (Pages::Steady, _, last) => further.and(last).map(|last| cursor(id(last))),
        (Pages::Inserts | Pages::Moves, ..) => further.map(count_cursor),
        (Pages::Loops, Some(After::Count(same)), _) => Some(count_cursor(*same)),
        (Pages::Loops, ..) => Some(count_cursor(end)),
    };
    let data: Vec<Value> = page.iter().map(|one| document(one)).collect();
    let mut pagination = json!({});
    if let (Some(pagination), Some(next)) = (pagination.as_object_mut(), next) {
        pagination.insert("nextCursor".to_owned(), json!(next));
    }
    Ok(json!({ "data": data, "pagination": pagination }))
}

/// The pairs of a query string, as they stand.
pub(crate) fn pairs(query: Option<&str>) -> impl Iterator<Item = (&str, &str)> {
    let pairs = query.unwrap_or_default().split('&').filter(|pair| !pair.is_empty());
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

struct Wanted {
    limit: usize,
    after: Option<After>,
}

/// What a cursor says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum After {
    /// Behind this row.
    Row(String),
    /// Behind so many rows, whichever they are.
    Count(usize),
}

impl Wanted {
    fn read(query: Option<&str>, filters: &[&str], trace: &mut Trace) -> Result<Self, Refusal> {
        let mut limit = None;
        let mut after = None;
        for (name, value) in pairs(query) {
            let twice = match name {
                "limit" => limit.replace(read_limit(value)?).is_some(),
                "cursor" => after.replace(read_cursor(value)?).is_some(),
                // Filters are guesses of the reference; a service may well ignore them.
                _ if filters.contains(&name) => false,
                _ => {
                    trace.violation(&format!("the list takes no {name}"));
                    false
                }
            };
            if twice {
                return Err(Refusal::malformed("malformed", &["query", name], format!("{name} is given twice")));
            }
        }
        Ok(Self { limit: limit.unwrap_or(DEFAULT_LIMIT), after })
    }
}

fn read_limit(value: &str) -> Result<usize, Refusal> {
    value
        .parse()
        .ok()
        .filter(|limit| (1..=LARGEST_LIMIT).contains(limit) && value.bytes().all(|byte| byte.is_ascii_digit()))
        .ok_or_else(|| Refusal::malformed("malformed", &["query", "limit"], "limit is a number from 1 to 100"))
}

/// Opaque to whoever reads it: the id of the last case seen, in hexadecimal, so that a page never shifts.
fn cursor(id: &str) -> String {
    id.bytes().fold("cur_".to_owned(), |text, byte| text + &format!("{byte:02x}"))
}

fn count_cursor(count: usize) -> String {
    cursor(&format!("@{count}"))
}

fn read_cursor(value: &str) -> Result<After, Refusal> {
    let digits = value.strip_prefix("cur_").unwrap_or_default();
    let bytes: Option<Vec<u8>> = digits
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()))
        .collect();
    bytes
        .filter(|bytes| !bytes.is_empty())
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .map(|text| match text.strip_prefix('@').and_then(|count| count.parse().ok()) {
            Some(count) => After::Count(count),
            None => After::Row(text),
        })
        .ok_or_else(|| Refusal::malformed("malformed", &["query", "cursor"], "this cursor is not one of ours"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_as_the_id_it_was_made_from() {
        assert_eq!(read_cursor(&cursor("auth_9WD3RB")).unwrap(), After::Row("auth_9WD3RB".into()));
        assert_eq!(read_cursor(&count_cursor(25)).unwrap(), After::Count(25));
        for wrong in ["", "cur_", "cur_zz", "61", "cur_ff"] {
            assert!(read_cursor(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn limits_run_from_one_to_a_hundred() {
        assert_eq!(read_limit("1").unwrap(), 1);
        assert_eq!(read_limit("100").unwrap(), 100);
        for wrong in ["0", "101", "-1", "+5", "ten", "", "2.5"] {
            assert!(read_limit(wrong).is_err(), "{wrong}");
        }
    }
}
