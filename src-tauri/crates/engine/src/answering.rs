//! From what a person typed to what is sent: typed values, and only the questions that are different from what the case has.
//! A question stands alone; a group is sent whole, with every occurrence, because nobody knows whether the service puts a
//! part of a group in place of the whole (reference, section 2.2).

use jiff::civil::Date;
use model::{AnswerItem, AnswerValue, Question, QuestionKind};

/// The longest value that is sent, in characters.
const LONGEST: usize = 20_000;

/// A new state of one question's answer, or of one occurrence of a group.
#[derive(Clone, PartialEq, Eq)]
pub struct Typed {
    /// Which question.
    pub link_id: String,
    /// Its values as typed or chosen. An empty one counts as none.
    pub values: Vec<String>,
    /// The answers inside a group.
    pub items: Vec<Typed>,
}

/// Why a typed value cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It is no day such as `2026-11-20`.
    NotADate,
    /// It is no number.
    NotANumber,
    /// It is neither `true` nor `false`.
    NotYesOrNo,
    /// It is no option of the question.
    NotAnOption,
    /// It is too long.
    TooLong,
}

/// A value that cannot be sent, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// Each link id with its occurrence, from outside in, such as `diagnoses:1/code:0`.
    pub path: String,
    /// Which value of it.
    pub value: usize,
    /// Why.
    pub problem: Problem,
}

/// The outermost answers that are different from what the case has, as they are sent.
///
/// # Errors
/// Every value that cannot be sent.
pub fn changed(
    questions: &[Question],
    answers: &[AnswerItem],
    typed: &[Typed],
) -> Result<Vec<AnswerItem>, Vec<Misfit>> {
    let mut misfits = Vec::new();
    let mut out = Vec::new();
    let mut done: Vec<&str> = Vec::new();
    for outer in typed {
        let link_id = outer.link_id.as_str();
        if done.contains(&link_id) {
            continue;
        }
        done.push(link_id);
        let occurrences: Vec<_> = typed.iter().filter(|item| item.link_id == link_id).cloned().collect();
        let had = occurrences_of(answers, link_id);
        let want = level(questions, &had, &occurrences, "", &mut misfits);
        if bare(&want) != bare(&had) {
            out.extend(want);
        }
    }
    if misfits.is_empty() { Ok(out) } else { Err(misfits) }
}

/// Whether the case has these answers now: what saving was for. The service may write a number or a code in its own way.
#[must_use]
pub fn holds(answers: &[AnswerItem], sent: &[AnswerItem]) -> bool {
    sent.iter().all(|item| {
        let (has, wants) = (occurrences_of(answers, &item.link_id), occurrences_of(sent, &item.link_id));
        same_answers(&bare(&has), &bare(&wants))
    })
}

/// Whether two levels of answers say the same, in whatever order the questions stand; occurrences of a group keep theirs.
fn same_answers(one: &[AnswerItem], other: &[AnswerItem]) -> bool {
    let in_order = |items: &[AnswerItem]| {
        let mut items: Vec<AnswerItem> = items.to_vec();
        items.sort_by(|a, b| a.link_id.cmp(&b.link_id));
        items
    };
    let (one, other) = (in_order(one), in_order(other));
    let same = |a: &AnswerItem, b: &AnswerItem| {
        a.link_id == b.link_id
            && a.values.len() == b.values.len()
            && a.values.iter().zip(&b.values).all(|(a, b)| same_value(a, b))
            && same_answers(&a.items, &b.items)
    };
    one.len() == other.len() && one.iter().zip(&other).all(|(a, b)| same(a, b))
}

fn same_value(one: &AnswerValue, other: &AnswerValue) -> bool {
    let written = |value: &AnswerValue| match value {
        AnswerValue::Decimal(digits) if digits.contains('.') => {
            digits.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        other => other.text().trim().to_owned(),
    };
    one == other || written(one) == written(other)
}

/// Whether every value inside is of a shape this version can write.
#[must_use]
pub fn is_writable(item: &AnswerItem) -> bool {
    !item.values.iter().any(|value| matches!(value, AnswerValue::Other(_))) && item.items.iter().all(is_writable)
}

fn occurrences_of(answers: &[AnswerItem], link_id: &str) -> Vec<AnswerItem> {
    answers.iter().filter(|item| item.link_id == link_id).cloned().collect()
}

/// Without what says nothing: answers without values, occurrences of groups without answers.
fn bare(items: &[AnswerItem]) -> Vec<AnswerItem> {
    let inner = items.iter().map(|item| AnswerItem { items: bare(&item.items), ..item.clone() });
    inner.filter(|item| !item.values.is_empty() || !item.items.is_empty()).collect()
}

/// One level of answers. `had` are those of the same place in the case.
fn level(
    questions: &[Question],
    had: &[AnswerItem],
    typed: &[Typed],
    above: &str,
    misfits: &mut Vec<Misfit>,
) -> Vec<AnswerItem> {
    let mut out = Vec::new();
    let mut seen: Vec<(&str, usize)> = Vec::new();
    for item in typed {
        let link_id = item.link_id.as_str();
        let occurrence = match seen.iter_mut().find(|(id, _)| *id == link_id) {
            Some((_, count)) => {
                *count += 1;
                *count
            }
            None => {
                seen.push((link_id, 0));
                0
            }
        };
        let path = format!("{above}{link_id}:{occurrence}");
        let question = Question::find(questions, link_id);
        let before = had.iter().filter(|had| had.link_id == link_id).nth(occurrence);
        let values = values(question, before, item, &path, misfits);
        let inner = level(questions, before.map_or(&[], |had| &had.items), &item.items, &format!("{path}/"), misfits);
        let is_group = question.is_some_and(Question::is_group) || !item.items.is_empty();
        // What never had a value and has none is left out; what had one is cleared.
        let says = !values.is_empty() || !inner.is_empty() || before.is_some() || above.is_empty();
        if says && !(is_group && inner.is_empty() && occurrence > 0) {
            out.push(AnswerItem { link_id: link_id.to_owned(), values, items: inner });
        }
    }
    out
}

fn values(
    question: Option<&Question>,
    before: Option<&AnswerItem>,
    item: &Typed,
    path: &str,
    misfits: &mut Vec<Misfit>,
) -> Vec<AnswerValue> {
    let mut out = Vec::new();
    for (index, typed) in item.values.iter().enumerate() {
        let trimmed = typed.trim();
        if trimmed.is_empty() {
            continue;
        }
        match value(question, before, typed, trimmed) {
            Ok(value) => out.push(value),
            Err(problem) => misfits.push(Misfit { path: path.to_owned(), value: index, problem }),
        }
    }
    out
}

fn value(
    question: Option<&Question>,
    before: Option<&AnswerItem>,
    typed: &str,
    trimmed: &str,
) -> Result<AnswerValue, Problem> {
    if typed.chars().count() > LONGEST {
        return Err(Problem::TooLong);
    }
    let before = before.and_then(|before| before.values.iter().find(|value| value.text() == typed));
    match (of_kind(question, trimmed), before) {
        // What the case has and nobody changed goes back as it came: where nobody asks for it any more, where it is not of
        // the kind that is asked for, and with every space it has.
        (Ok(AnswerValue::Text(_)) | Err(_), Some(before)) => Ok(before.clone()),
        (made, _) => made,
    }
}

/// The value in the type of its question.
fn of_kind(question: Option<&Question>, trimmed: &str) -> Result<AnswerValue, Problem> {
    match question.map(|question| (&question.kind, question)) {
        Some((QuestionKind::Boolean, _)) => match trimmed {
            "true" => Ok(AnswerValue::Bool(true)),
            "false" => Ok(AnswerValue::Bool(false)),
            _ => Err(Problem::NotYesOrNo),
        },
        Some((QuestionKind::Date, _)) => {
            let day = trimmed.len() == 10 && trimmed.parse::<Date>().is_ok();
            if day { Ok(AnswerValue::Date(trimmed.to_owned())) } else { Err(Problem::NotADate) }
        }
        Some((QuestionKind::Decimal, _)) => number(trimmed).map(AnswerValue::Decimal).ok_or(Problem::NotANumber),
        Some((QuestionKind::Choice, question)) => {
            let offered = question.options.iter().any(|choice| choice.code == trimmed);
            // Without options there is nothing to check against.
            let free = question.options.is_empty();
            if offered || free { Ok(AnswerValue::Code(trimmed.to_owned())) } else { Err(Problem::NotAnOption) }
        }
        // A kind that is not known is taken as text.
        _ => Ok(AnswerValue::Text(trimmed.to_owned())),
    }
}

/// A number as JSON writes it, with the digits that were typed.
fn number(typed: &str) -> Option<String> {
    let (sign, digits) = match typed.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", typed.strip_prefix('+').unwrap_or(typed)),
    };
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let sound = all_digits(whole) && fraction.is_none_or(|part| !part.is_empty() && all_digits(part));
    if !sound || (whole.is_empty() && fraction.is_none()) {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(fraction.map_or_else(|| format!("{sign}{whole}"), |part| format!("{sign}{whole}.{part}")))
}

#[cfg(test)]
#[path = "answering_tests.rs"]
mod tests;
