//! What still stands between a case and the next step: unanswered questions, and answers that are no good. The reference
//! leaves the grammar of the `…When` hints open; the one here is ours: `{ "linkId", "equals" }`, for `valuesWhen` with
//! the `codes` that are left.

use jiff::civil::Date;
use regex::Regex;
use serde_json::{Value, json};

use super::form::{all_named, is_group, items, link, repeats};

/// What a look at the answers finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Findings {
    /// `linkId`s of questions without an answer, with words.
    pub(crate) missing: Vec<(String, String)>,
    /// Issues as they stand in `requirements.issues`.
    pub(crate) issues: Vec<Value>,
}

/// Looks at all answers.
pub(crate) fn find(questionnaire: &Value, answers: &Value) -> Findings {
    let mut looking = Looking { answers, found: Findings::default() };
    looking.level(items(questionnaire), items(answers));
    looking.found
}

/// One entry of `requirements.issues`. Only `error` was ever shown as a severity.
pub(crate) fn issue(code: &str, field: &str, message: &str) -> Value {
    json!({ "code": code, "field": field, "message": message, "severity": "error" })
}

struct Looking<'a> {
    answers: &'a Value,
    found: Findings,
}

impl Looking<'_> {
    fn level(&mut self, asked: &[Value], told: &[Value]) {
        for question in asked {
            let mine: Vec<&Value> = told.iter().filter(|item| link(item) == link(question)).collect();
            if !is_group(question) {
                self.leaf(question, mine.first().copied());
            } else if repeats(question) {
                self.occurrences(question, &mine);
            } else {
                self.level(items(question), mine.first().map(|item| items(item)).unwrap_or_default());
            }
        }
    }

    fn miss(&mut self, question: &Value, words: &str) {
        let name = link(question);
        if !self.found.missing.iter().any(|(link, _)| link == name) {
            self.found.missing.push((name.to_owned(), words.to_owned()));
        }
    }

    fn complain(&mut self, question: &Value, (code, message): (&str, String)) {
        let message = question.get("errorMessage").and_then(Value::as_str).map_or(message, str::to_owned);
        self.found.issues.push(issue(code, link(question), &message));
    }

    fn occurrences(&mut self, question: &Value, mine: &[&Value]) {
        let count = mine.len() as u64;
        let least = question.get("minOccurs").and_then(Value::as_u64).unwrap_or_default();
        if count < least {
            self.miss(question, &format!("At least {least} wanted."));
        }
        if let Some(most) = question.get("maxOccurs").and_then(Value::as_u64).filter(|most| count > *most) {
            self.complain(question, ("too_many_occurrences", format!("At most {most} may be given.")));
        }
        for item in mine {
            self.level(items(question), items(item));
        }
    }

    fn leaf(&mut self, question: &Value, told: Option<&Value>) {
        let values = told.and_then(|item| item.get("answer")).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        if values.is_empty() {
            let required = question.get("required").and_then(Value::as_bool).unwrap_or_default();
            if required || self.holds(question.get("requiredWhen")) {
                self.miss(question, "An answer is required.");
            }
            return;
        }
        if self.holds(question.get("notAllowedWhen")) {
            self.complain(question, ("not_allowed", "This must not be answered here.".to_owned()));
        }
        if values.len() > 1 && !repeats(question) {
            self.complain(question, ("too_many_answers", "One answer only.".to_owned()));
        }
        for value in values {
            if let Some(problem) = problem(question, value).or_else(|| self.left_out(question, value)) {
                self.complain(question, problem);
            }
        }
    }

    /// Whether a condition is met by some answer of the case.
    fn holds(&self, condition: Option<&Value>) -> bool {
        let Some(condition) = condition else { return false };
        let (Some(other), Some(wanted)) = (condition.get("linkId").and_then(Value::as_str), condition.get("equals"))
        else {
            return false;
        };
        all_named(self.answers, other)
            .iter()
            .filter_map(|item| item.get("answer").and_then(Value::as_array))
            .flatten()
            .any(|value| plain(value) == Some(wanted))
    }

    /// A code that `valuesWhen` does not leave.
    fn left_out(&self, question: &Value, value: &Value) -> Option<(&'static str, String)> {
        let condition = question.get("valuesWhen")?;
        let codes = condition.get("codes").and_then(Value::as_array).filter(|_| self.holds(Some(condition)))?;
        (!codes.contains(plain(value)?)).then(|| ("option_not_allowed", "This option is not open here.".to_owned()))
    }
}

/// The value itself; of a choice its code.
fn plain(value: &Value) -> Option<&Value> {
    let (name, value) = value.as_object()?.iter().next()?;
    if name == "valueCoding" { value.get("code") } else { Some(value) }
}

/// What is wrong with one value by itself.
fn problem(question: &Value, value: &Value) -> Option<(&'static str, String)> {
    let kind = question.get("type").and_then(Value::as_str).unwrap_or_default();
    let wanted = match kind {
        "string" | "text" => "valueString",
        "boolean" => "valueBoolean",
        "date" => "valueDate",
        "decimal" => "valueDecimal",
        "choice" => "valueCoding",
        // What nobody has described takes any one value.
        _ => return None,
    };
    let Some(given) = value.get(wanted) else {
        return Some(("wrong_type", format!("A {kind} is answered by {wanted}.")));
    };
    match kind {
        "string" | "text" => text(question, given.as_str().unwrap_or_default()),
        "date" => date(question, given.as_str().unwrap_or_default()),
        "decimal" => range(question, given.as_f64().unwrap_or(f64::NAN)),
        "choice" => choice(question, given.get("code")),
        _ => None,
    }
}

fn text(question: &Value, given: &str) -> Option<(&'static str, String)> {
    let longest = question.get("maxLength").and_then(Value::as_u64);
    if let Some(longest) = longest.filter(|longest| given.chars().count() as u64 > *longest) {
        return Some(("too_long", format!("At most {longest} characters.")));
    }
    let pattern = question.get("pattern").and_then(Value::as_str).and_then(|pattern| Regex::new(pattern).ok());
    let refused = pattern.is_some_and(|pattern| !pattern.is_match(given));
    refused.then(|| ("pattern_mismatch", "The answer has not the form that is asked for.".to_owned()))
}

fn date(question: &Value, given: &str) -> Option<(&'static str, String)> {
    let read = |text: &str| text.parse::<Date>().ok().filter(|_| text.len() == 10);
    let Some(day) = read(given) else {
        return Some(("not_a_date", "A date is written like 2026-11-20.".to_owned()));
    };
    let bound = |name| question.get(name).and_then(Value::as_str).and_then(read);
    let outside = bound("min").is_some_and(|min| day < min) || bound("max").is_some_and(|max| day > max);
    outside.then(|| ("out_of_range", "The date is out of range.".to_owned()))
}

fn range(question: &Value, given: f64) -> Option<(&'static str, String)> {
    let bound = |name| question.get(name).and_then(Value::as_str).and_then(|bound| bound.parse::<f64>().ok());
    let (min, max) = (bound("min"), bound("max"));
    let outside = min.is_some_and(|min| given < min) || max.is_some_and(|max| given > max);
    outside.then(|| ("out_of_range", "The number is out of range.".to_owned()))
}

fn choice(question: &Value, code: Option<&Value>) -> Option<(&'static str, String)> {
    let options = question.get("options").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let known = options.iter().any(|option| option.get("code") == code);
    (!known).then(|| ("unknown_option", "This is not one of the options. Send an option's code.".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes of the issues that one answer to one question has.
    fn codes(question: Value, value: Value) -> Vec<String> {
        let mut question = question;
        question.as_object_mut().unwrap().insert("linkId".into(), json!("q"));
        let answers = json!({ "item": [{ "linkId": "q", "answer": [value] }] });
        let found = find(&json!({ "item": [question] }), &answers);
        found.issues.iter().map(|issue| issue["code"].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn each_type_takes_its_own_value_within_its_limits() {
        let member = json!({ "type": "string", "pattern": "^[A-Z]{3} [0-9]+$", "maxLength": 8 });
        assert!(codes(member.clone(), json!({ "valueString": "NGH 0042" })).is_empty());
        assert_eq!(codes(member.clone(), json!({ "valueString": "ngh 42" })), ["pattern_mismatch"]);
        assert_eq!(codes(member.clone(), json!({ "valueString": "NGH 004242" })), ["too_long"]);
        assert_eq!(codes(member, json!({ "valueDecimal": 4 })), ["wrong_type"]);
        let weight = json!({ "type": "decimal", "min": "2", "max": "350" });
        assert!(codes(weight.clone(), json!({ "valueDecimal": 61.5 })).is_empty());
        assert_eq!(codes(weight, json!({ "valueDecimal": 351 })), ["out_of_range"]);
        let born = json!({ "type": "date", "max": "2026-11-20" });
        assert!(codes(born.clone(), json!({ "valueDate": "1970-02-28" })).is_empty());
        assert_eq!(codes(born.clone(), json!({ "valueDate": "1970-02-30" })), ["not_a_date"]);
        assert_eq!(codes(born, json!({ "valueDate": "2026-11-21" })), ["out_of_range"]);
        let stage = json!({ "type": "choice", "options": [{ "code": "I" }, { "code": "II" }] });
        assert!(codes(stage.clone(), json!({ "valueCoding": { "code": "II" } })).is_empty());
        assert_eq!(codes(stage, json!({ "valueCoding": { "code": "Stage II" } })), ["unknown_option"]);
        assert_eq!(codes(json!({ "type": "boolean" }), json!({ "valueString": "yes" })), ["wrong_type"]);
        assert!(codes(json!({ "type": "attestation" }), json!({ "valueString": "yes" })).is_empty());
    }

    #[test]
    fn conditions_look_at_other_answers() {
        let questionnaire = json!({ "item": [
            { "linkId": "tried", "type": "boolean" },
            { "linkId": "weeks", "type": "decimal", "requiredWhen": { "linkId": "tried", "equals": true } },
            { "linkId": "why", "type": "text", "notAllowedWhen": { "linkId": "tried", "equals": true } },
            {
                "linkId": "kind", "type": "choice", "options": [{ "code": "a" }, { "code": "b" }],
                "valuesWhen": { "linkId": "tried", "equals": true, "codes": ["b"] },
            },
        ] });
        let tried = json!({ "linkId": "tried", "answer": [{ "valueBoolean": true }] });
        let why = json!({ "linkId": "why", "answer": [{ "valueString": "x" }] });
        let kind = json!({ "linkId": "kind", "answer": [{ "valueCoding": { "code": "a" } }] });
        let found = find(&questionnaire, &json!({ "item": [tried, why, kind] }));
        assert_eq!(found.missing, [("weeks".to_owned(), "An answer is required.".to_owned())]);
        let codes: Vec<&Value> = found.issues.iter().map(|issue| &issue["code"]).collect();
        assert_eq!(codes, ["not_allowed", "option_not_allowed"]);
        let found = find(&questionnaire, &json!({ "item": [why, kind] }));
        assert_eq!(found, Findings::default());
    }

    #[test]
    fn a_repeated_group_is_counted_and_each_occurrence_is_looked_at() {
        let questionnaire = json!({ "item": [{
            "linkId": "dx", "type": "group", "repeats": true, "minOccurs": 1, "maxOccurs": 2,
            "item": [{ "linkId": "code", "type": "string", "required": true }],
        }] });
        let empty = find(&questionnaire, &json!({ "item": [] }));
        assert_eq!(empty.missing, [("dx".to_owned(), "At least 1 wanted.".to_owned())]);
        let occurrence = json!({ "linkId": "dx", "item": [] });
        let found = find(&questionnaire, &json!({ "item": [occurrence, occurrence, occurrence] }));
        assert_eq!(found.missing, [("code".to_owned(), "An answer is required.".to_owned())]);
        assert_eq!(found.issues[0]["code"], "too_many_occurrences");
    }
}
