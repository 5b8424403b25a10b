//! Merging the answers a client sends into what is there, by `linkId` and nesting (reference section 2.2). Whatever the
//! questionnaire has no place for is refused as a whole; whether an answer is a good one is for `blockers` to say.

use serde_json::{Map, Value, json};

/// Something about sent answers that has no place in the questionnaire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) kind: &'static str,
    pub(crate) location: Vec<String>,
    pub(crate) message: String,
}

/// The members of a tree.
pub(crate) fn items(tree: &Value) -> &[Value] {
    tree.get("item").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(crate) fn link(item: &Value) -> &str {
    item.get("linkId").and_then(Value::as_str).unwrap_or_default()
}

pub(crate) fn is_group(question: &Value) -> bool {
    question.get("type").and_then(Value::as_str) == Some("group")
}

pub(crate) fn repeats(question: &Value) -> bool {
    question.get("repeats").and_then(Value::as_bool).unwrap_or_default()
}

/// Every item of an answer tree with this `linkId`, wherever it stands.
pub(crate) fn all_named(answers: &Value, wanted: &str) -> Vec<Value> {
    let mut found = Vec::new();
    gather(items(answers), wanted, &mut found);
    found
}

fn gather(level: &[Value], wanted: &str, found: &mut Vec<Value>) {
    for item in level {
        if link(item) == wanted {
            found.push(item.clone());
        }
        gather(items(item), wanted, found);
    }
}

/// The answers after a client sent `sent`: each item replaces that field, items left out stay, an empty `answer` clears.
pub(crate) fn merge(questionnaire: &Value, answers: &Value, sent: &[Value]) -> Result<Value, Vec<Wrong>> {
    let mut merging = Merging { root: items(questionnaire), wrong: Vec::new() };
    let place = ["body", "answers", "item"].map(str::to_owned);
    let merged = merging.level(merging.root, items(answers), sent, &place);
    if merging.wrong.is_empty() { Ok(json!({ "item": merged })) } else { Err(merging.wrong) }
}

struct Merging<'a> {
    root: &'a [Value],
    wrong: Vec<Wrong>,
}

/// A sent item and where it stood.
type Sent<'a> = (Vec<String>, &'a Value);

impl Merging<'_> {
    fn refuse(&mut self, kind: &'static str, location: Vec<String>, message: String) {
        self.wrong.push(Wrong { kind, location, message });
    }

    fn level(&mut self, asked: &[Value], had: &[Value], sent: &[Value], place: &[String]) -> Vec<Value> {
        let mut known: Vec<Sent<'_>> = Vec::new();
        for (index, item) in sent.iter().enumerate() {
            let at = below(place, &[&index.to_string()]);
            if self.is_known(asked, item, &at) {
                known.push((at, item));
            }
        }
        let mut merged = Vec::new();
        for question in asked {
            let mine: Vec<Sent<'_>> = known.iter().filter(|(_, item)| link(item) == link(question)).cloned().collect();
            let kept: Vec<Value> = had.iter().filter(|item| link(item) == link(question)).cloned().collect();
            merged.extend(self.question(question, kept, &mine));
        }
        merged
    }

    /// Whether an item is one, and names a question of this level.
    fn is_known(&mut self, asked: &[Value], item: &Value, at: &[String]) -> bool {
        let Some(fields) = item.as_object() else {
            self.refuse("invalid", at.to_vec(), "an item is an object".to_owned());
            return false;
        };
        if let Some(name) = fields.keys().find(|name| !["linkId", "answer", "item"].contains(&name.as_str())) {
            self.refuse("unknown_field", below(at, &[name]), format!("an item has no {name}"));
            return false;
        }
        let Some(name) = fields.get("linkId").and_then(Value::as_str) else {
            self.refuse("missing", below(at, &["linkId"]), "linkId is required".to_owned());
            return false;
        };
        if asked.iter().any(|question| link(question) == name) {
            return true;
        }
        let message = if stands_in(self.root, name) {
            format!("{name} does not stand here in the questionnaire")
        } else {
            format!("{name} is not in the questionnaire")
        };
        self.refuse("unknown_link_id", below(at, &["linkId"]), message);
        false
    }

    fn question(&mut self, question: &Value, kept: Vec<Value>, mine: &[Sent<'_>]) -> Vec<Value> {
        let Some((at, first)) = mine.first() else { return kept };
        if is_group(question) && repeats(question) {
            return self.occurrences(question, mine);
        }
        if let Some((twice, _)) = mine.get(1) {
            self.refuse("duplicate", twice.clone(), format!("{} is sent twice", link(question)));
            return kept;
        }
        if is_group(question) {
            let had = kept.first().map(items).unwrap_or_default();
            let merged = self.members(question, had, at, first);
            return if merged.is_empty() {
                Vec::new()
            } else {
                vec![json!({ "linkId": link(question), "item": merged })]
            };
        }
        if first.get("item").is_some() {
            self.refuse("invalid", below(at, &["item"]), format!("{} is not a group", link(question)));
            return kept;
        }
        match self.values(question, at, first) {
            Some(values) if !values.is_empty() => vec![json!({ "linkId": link(question), "answer": values })],
            _ => Vec::new(),
        }
    }

    /// The occurrences of a repeated group replace all that were there; an empty one counts as none.
    fn occurrences(&mut self, question: &Value, mine: &[Sent<'_>]) -> Vec<Value> {
        let mut merged = Vec::new();
        for (at, item) in mine {
            let members = self.members(question, &[], at, item);
            if !members.is_empty() {
                merged.push(json!({ "linkId": link(question), "item": members }));
            }
        }
        merged
    }

    fn members(&mut self, question: &Value, had: &[Value], at: &[String], sent: &Value) -> Vec<Value> {
        let cleared = sent.get("answer").is_some_and(|answer| answer.as_array().is_some_and(Vec::is_empty));
        if cleared && repeats(question) && sent.get("item").is_none() {
            return Vec::new();
        }
        if sent.get("answer").is_some() {
            self.refuse("invalid", below(at, &["answer"]), format!("{} is a group", link(question)));
            return had.to_vec();
        }
        match sent.get("item").and_then(Value::as_array) {
            Some(members) => self.level(items(question), had, members, &below(at, &["item"])),
            None => {
                self.refuse("missing", below(at, &["item"]), format!("{} needs its items", link(question)));
                had.to_vec()
            }
        }
    }

    fn values(&mut self, question: &Value, at: &[String], sent: &Value) -> Option<Vec<Value>> {
        let Some(answer) = sent.get("answer").and_then(Value::as_array) else {
            self.refuse("missing", below(at, &["answer"]), format!("{} needs a list of answers", link(question)));
            return None;
        };
        let mut values = Vec::new();
        for (index, value) in answer.iter().enumerate() {
            match one_value(value) {
                Ok(value) => values.push(value),
                Err((kind, message)) => {
                    self.refuse(kind, below(at, &["answer", &index.to_string()]), message);
                }
            }
        }
        Some(values)
    }
}

/// An answer is an object with exactly one value, of the JSON type that its name says. `null` counts as left out.
fn one_value(value: &Value) -> Result<Value, (&'static str, String)> {
    let fields = value.as_object().ok_or(("invalid", "an answer is an object".to_owned()))?;
    let mut there = fields.iter().filter(|(_, value)| !value.is_null());
    let (Some((name, value)), None) = (there.next(), there.next()) else {
        return Err(("invalid", "an answer has exactly one value".to_owned()));
    };
    let fits = match name.as_str() {
        "valueString" | "valueDate" => value.is_string(),
        "valueBoolean" => value.is_boolean(),
        "valueDecimal" => value.is_number(),
        "valueCoding" => value.as_object().is_some_and(is_a_code),
        _ => return Err(("unknown_field", format!("an answer has no {name}"))),
    };
    if fits { Ok(json!({ name: value })) } else { Err(("invalid", format!("{name} is not of its type"))) }
}

/// The option's code and nothing else: labels are for people.
fn is_a_code(coding: &Map<String, Value>) -> bool {
    coding.len() == 1 && coding.get("code").is_some_and(Value::is_string)
}

fn stands_in(level: &[Value], name: &str) -> bool {
    level.iter().any(|question| link(question) == name || stands_in(items(question), name))
}

fn below(place: &[String], more: &[&str]) -> Vec<String> {
    place.iter().cloned().chain(more.iter().map(|&part| part.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questionnaire() -> Value {
        json!({ "item": [
            { "linkId": "patient", "type": "group", "item": [
                { "linkId": "name", "type": "string" },
                { "linkId": "born", "type": "date" },
            ] },
            { "linkId": "weight", "type": "decimal" },
            { "linkId": "diagnoses", "type": "group", "repeats": true, "item": [{ "linkId": "code", "type": "string" }] },
        ] })
    }

    fn said(link: &str, text: &str) -> Value {
        json!({ "linkId": link, "answer": [{ "valueString": text }] })
    }

    fn merged(answers: &Value, sent: Value) -> Value {
        merge(&questionnaire(), answers, sent.as_array().unwrap()).unwrap()
    }

    fn refused(sent: Value) -> Vec<(&'static str, String)> {
        let wrong = merge(&questionnaire(), &json!({ "item": [] }), sent.as_array().unwrap()).unwrap_err();
        wrong.into_iter().map(|wrong| (wrong.kind, wrong.location.join("/"))).collect()
    }

    #[test]
    fn what_is_left_out_stays_and_what_is_empty_is_cleared() {
        let first = merged(&json!({ "item": [] }), json!([{ "linkId": "patient", "item": [said("name", "Test, A")] }]));
        let born = json!({ "linkId": "born", "answer": [{ "valueDate": "1970-01-01", "valueString": null }] });
        let second = merged(&first, json!([{ "linkId": "patient", "item": [born] }]));
        let born = json!({ "linkId": "born", "answer": [{ "valueDate": "1970-01-01" }] });
        assert_eq!(second, json!({ "item": [{ "linkId": "patient", "item": [said("name", "Test, A"), born] }] }));
        let third = merged(&second, json!([{ "linkId": "patient", "item": [{ "linkId": "name", "answer": [] }] }]));
        assert_eq!(third, json!({ "item": [{ "linkId": "patient", "item": [born] }] }));
    }

    #[test]
    fn occurrences_of_a_repeated_group_replace_all_that_were_there() {
        let group = |code: &str| json!({ "linkId": "diagnoses", "item": [said("code", code)] });
        let two = merged(&json!({ "item": [] }), json!([group("A"), group("B")]));
        assert_eq!(two, json!({ "item": [group("A"), group("B")] }));
        assert_eq!(merged(&two, json!([group("C")])), json!({ "item": [group("C")] }));
        assert_eq!(merged(&two, json!([{ "linkId": "diagnoses", "item": [] }])), json!({ "item": [] }));
        assert_eq!(merged(&two, json!([{ "linkId": "diagnoses", "answer": [] }])), json!({ "item": [] }));
    }

    #[test]
    fn what_has_no_place_is_refused_with_its_location() {
        let at = |rest: &str| format!("body/answers/item/{rest}");
        assert_eq!(refused(json!([said("height", "1")])), [("unknown_link_id", at("0/linkId"))]);
        assert_eq!(refused(json!([said("name", "flat")])), [("unknown_link_id", at("0/linkId"))]);
        assert_eq!(refused(json!([said("diagnoses.0.code", "flat")])), [("unknown_link_id", at("0/linkId"))]);
        assert_eq!(refused(json!([said("patient", "x")])), [("invalid", at("0/answer"))]);
        assert_eq!(refused(json!([{ "linkId": "weight", "item": [] }])), [("invalid", at("0/item"))]);
        assert_eq!(refused(json!([{ "linkId": "weight" }])), [("missing", at("0/answer"))]);
        assert_eq!(refused(json!([said("weight", "1"), said("weight", "2")])), [("duplicate", at("1"))]);
        assert_eq!(refused(json!([{ "linkId": "patient", "note": 1 }, 7])).len(), 2);
    }

    #[test]
    fn an_answer_has_exactly_one_value_of_its_own_type() {
        for value in [
            json!({}),
            json!({ "valueString": null }),
            json!({ "valueString": "1", "valueDecimal": 1 }),
            json!({ "valueDecimal": "1" }),
            json!({ "valueCoding": { "code": "a", "display": "A" } }),
            json!({ "valueInteger": 1 }),
            json!("1"),
        ] {
            assert_eq!(refused(json!([{ "linkId": "weight", "answer": [value] }])).len(), 1, "{value}");
        }
    }
}
