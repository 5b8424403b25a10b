//! Questions and answers. Both generations are read by one reader: B nests items of a `type`, A lists sections whose items
//! have an `answerType` (reference, sections 3.1 and 3.2); whether B's root is a list or an object was never shown.

use super::fields::{Fields, Missing, Notes};
use model::{AnswerItem, AnswerValue, Bounds, Choice, Json, Question, QuestionKind};

/// Conditions whose grammar nobody knows.
const HINTS: [&str; 4] = ["requiredWhen", "notAllowedWhen", "valuesWhen", "textWhen"];
/// The kinds of value an answer has.
const VALUES: [&str; 5] = ["valueString", "valueBoolean", "valueDate", "valueDecimal", "valueCoding"];

/// The questions of a questionnaire.
pub(crate) fn questions(fields: &mut Fields<'_>, name: &'static str) -> Vec<Question> {
    match fields.take(name) {
        None => Vec::new(),
        Some(Json::List(items)) => fields.notes.member(name, |notes| notes.each(items, "question", question)),
        Some(root) => {
            let read = fields.notes.member(name, |notes| notes.object(root, name, |root| Ok(inside(root))));
            read.unwrap_or_else(|_| {
                fields.notes.other_shape(name);
                Vec::new()
            })
        }
    }
}

fn inside(fields: &mut Fields<'_>) -> Vec<Question> {
    let items = fields.each("item", "question", question);
    if items.is_empty() { fields.each("items", "question", question) } else { items }
}

fn question(fields: &mut Fields<'_>) -> Result<Question, Missing> {
    fields.known(&["id", "mode"]);
    let hints = hints(fields);
    let kind = fields.text("type").or_else(|| fields.text("answerType"));
    let items = inside(fields);
    let kind = match kind {
        Some(kind) => fields.notes.word(&kind),
        // A section of generation A names no type.
        None if !items.is_empty() => QuestionKind::Group,
        None => {
            fields.notes.other_shape("type");
            QuestionKind::Unknown(String::new())
        }
    };
    Ok(Question {
        link_id: fields.text("linkId"),
        text: fields.text("text").or_else(|| fields.text("title")),
        kind,
        required: fields.flag("required"),
        repeats: fields.flag("repeats"),
        min_occurs: fields.whole("minOccurs"),
        max_occurs: fields.whole("maxOccurs"),
        options: fields.list("options", choice),
        bounds: Bounds {
            pattern: fields.text("pattern"),
            min_length: fields.whole("minLength"),
            max_length: fields.whole("maxLength"),
            min: written(fields, "min"),
            max: written(fields, "max"),
        },
        error_message: fields.text("errorMessage"),
        default_value: fields.kept("defaultValue"),
        hints,
        items,
    })
}

fn hints(fields: &mut Fields<'_>) -> Vec<(String, Json)> {
    let mut hints = fields.take_all(&HINTS);
    hints.retain(|(_, value)| *value != Json::Null);
    hints.iter_mut().for_each(|(_, value)| fields.notes.without_links("question", value));
    hints
}

fn choice(value: Json, notes: &mut Notes) -> Option<Choice> {
    match value {
        Json::Text(code) => Some(Choice { code, display: None }),
        other => notes.part(other, "option", |option| {
            let code = option.text("code");
            Ok(Choice { code: option.must("code", code)?, display: option.text("display") })
        }),
    }
}

/// A bound in the digits or the words it came in.
fn written(fields: &mut Fields<'_>, name: &'static str) -> Option<String> {
    match fields.take(name)? {
        Json::Number(digits) => Some(digits),
        Json::Text(text) => Some(text).filter(|text| !text.trim().is_empty()),
        _ => {
            fields.notes.other_shape(name);
            None
        }
    }
}

/// The answers of a set: `{item: […]}`, or the list alone.
pub(crate) fn answers(fields: &mut Fields<'_>, name: &'static str) -> Vec<AnswerItem> {
    match fields.take(name) {
        None => Vec::new(),
        Some(Json::List(items)) => fields.notes.member(name, |notes| notes.each(items, "answer", answer)),
        Some(root) => {
            let read = fields
                .notes
                .member(name, |notes| notes.object(root, name, |root| Ok(root.each("item", "answer", answer))));
            read.unwrap_or_else(|_| {
                fields.notes.other_shape(name);
                Vec::new()
            })
        }
    }
}

fn answer(fields: &mut Fields<'_>) -> Result<AnswerItem, Missing> {
    let link_id = fields.text("linkId");
    let link_id = fields.must("linkId", link_id)?;
    fields.known(&["text"]);
    let expected = fields.has("answer") || fields.has("item");
    let (items, unread) = inner(fields);
    let mut values = match fields.take("answer") {
        None => Vec::new(),
        Some(Json::List(values)) => fields.notes.member("answer", |notes| {
            let values = values.into_iter().enumerate();
            values.map(|(index, value)| notes.element(index, |notes| value_of(value, notes))).collect()
        }),
        Some(value) => {
            fields.notes.other_shape("answer");
            vec![other(value, fields.notes)]
        }
    };
    // What of its inside could not be read is kept beside its values: it is shown, and never written over.
    values.extend(unread.map(|value| other(value, fields.notes)));
    let rest = fields.rest().into_iter().filter(|(_, value)| *value != Json::Null);
    if !expected {
        // The shape of a value was never seen: without the expected one, whatever else is there may be it, and is kept.
        values.extend(rest.map(|(_, value)| other(value, fields.notes)));
    }
    Ok(AnswerItem { link_id, values, items })
}

/// The answers inside one, and the whole of its inside where something of it is no answer.
fn inner(fields: &mut Fields<'_>) -> (Vec<AnswerItem>, Option<Json>) {
    match fields.take("item") {
        None => (Vec::new(), None),
        Some(Json::List(items)) => {
            let odd = items.iter().any(|item| item.text_of("linkId").is_none_or(|id| id.trim().is_empty()));
            let unread = odd.then(|| Json::List(items.clone()));
            (fields.notes.member("item", |notes| notes.each(items, "answer", answer)), unread)
        }
        Some(value) => {
            fields.notes.other_shape("item");
            (Vec::new(), Some(value))
        }
    }
}

fn other(mut value: Json, notes: &mut Notes) -> AnswerValue {
    notes.without_links("answer", &mut value);
    AnswerValue::Other(value)
}

fn value_of(mut body: Json, notes: &mut Notes) -> AnswerValue {
    if let Json::Object(members) = &mut body {
        let mut said =
            members.iter_mut().filter(|(name, value)| VALUES.contains(&name.as_str()) && *value != Json::Null);
        let known = match (said.next(), said.next()) {
            (Some((name, value)), None) => known_value(name, value),
            _ => None,
        };
        if let Some(known) = known {
            for (name, _) in members.iter().filter(|(name, _)| !VALUES.contains(&name.as_str())) {
                notes.unknown_field("answerValue", name);
            }
            return known;
        }
    }
    notes.other_shape("");
    other(body, notes)
}

fn known_value(name: &str, value: &mut Json) -> Option<AnswerValue> {
    match (name, value) {
        ("valueString", Json::Text(text)) => Some(AnswerValue::Text(std::mem::take(text))),
        ("valueBoolean", Json::Bool(value)) => Some(AnswerValue::Bool(*value)),
        ("valueDate", Json::Text(text)) => Some(AnswerValue::Date(std::mem::take(text))),
        ("valueDecimal", Json::Number(digits)) => Some(AnswerValue::Decimal(std::mem::take(digits))),
        ("valueCoding", Json::Object(members)) => members.iter_mut().find_map(|(name, value)| match value {
            Json::Text(code) if name == "code" => Some(AnswerValue::Code(std::mem::take(code))),
            _ => None,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::whole;
    use super::*;
    use crate::{Contract, parse_json};

    fn json(text: &str) -> Json {
        parse_json(format!(r#"{{"it":{text}}}"#).as_bytes()).unwrap()
    }

    fn questionnaire(body: Json) -> Vec<Question> {
        whole(body, "case", Contract::B1, |fields| Ok(questions(fields, "it"))).0.unwrap()
    }

    #[test]
    fn a_list_an_object_and_sections_are_read_alike() {
        let item = r#"{"linkId":"dose","type":"decimal","min":"0.5","max":10,"maxLength":4,"requiredWhen":{"a":1}}"#;
        let section = r#"{"id":"s1","title":"Treatment","items":[{"linkId":"dose","answerType":"decimal"}]}"#;
        let list = questionnaire(json(&format!("[{item}]")));
        assert_eq!(list, questionnaire(json(&format!(r#"{{"item":[{item}]}}"#))));
        assert_eq!(list[0].bounds.min.as_deref(), Some("0.5"));
        assert_eq!(list[0].bounds.max.as_deref(), Some("10"));
        assert_eq!(list[0].hints.len(), 1);
        let of_a = questionnaire(json(&format!("[{section}]")));
        assert!(of_a[0].is_group() && of_a[0].link_id.is_none());
        assert_eq!(of_a[0].items[0].kind, QuestionKind::Decimal);
    }

    #[test]
    fn values_of_every_shape_are_kept() {
        let body = json(
            r#"{"item":[{"linkId":"a","answer":[{"valueString":"x"},{"valueDecimal":1.50},{"valueCoding":{"code":"c","display":"C"}},
                        {"valueBoolean":true},{"valueDate":"2026-01-02"},{"valueQuantity":{"value":7}}, "bare"]},
                        {"linkId":"g","item":[{"linkId":"b","answer":"just text"}]},{"linkId":"g","item":[]}]}"#,
        );
        let read = whole(body, "case", Contract::B1, |fields| Ok(answers(fields, "it"))).0.unwrap();
        assert_eq!(read.len(), 3);
        let seen: Vec<_> = read[0].values.iter().map(AnswerValue::text).collect();
        assert_eq!(seen, ["x", "1.50", "c", "true", "2026-01-02", r#"{"valueQuantity":{"value":7}}"#, "bare"]);
        assert_eq!(read[1].items[0].values, [AnswerValue::Other(Json::Text("just text".into()))]);
    }

    #[test]
    fn what_stands_inside_a_group_and_is_no_answer_is_kept_beside_it() {
        let body = json(
            r#"[{"linkId":"a","item":{"linkId":"x"}},{"linkId":"b","item":[{"linkId":"c","answer":[]},{"answer":["lost"]}]},
                {"linkId":"d","item":[{"linkId":"e"}]}]"#,
        );
        let read = whole(body, "case", Contract::B1, |fields| Ok(answers(fields, "it"))).0.unwrap();
        let kept: Vec<_> = read.iter().map(|item| (item.items.len(), item.values.len())).collect();
        assert_eq!(kept, [(0, 1), (1, 1), (1, 0)]);
        assert!(read[1].values[0].text().contains("lost"));
    }

    #[test]
    fn a_member_nobody_knows_is_a_value_only_where_there_is_no_other() {
        let body = json(
            r#"[{"linkId":"a","value":"x"},{"linkId":"b","by":"x","answer":[]},{"linkId":"c","by":"x","item":[]}]"#,
        );
        let (read, odd) = whole(body, "case", Contract::B1, |fields| Ok(answers(fields, "it")));
        let values: Vec<_> = read.unwrap().into_iter().map(|item| item.values).collect();
        assert_eq!(values, [vec![AnswerValue::Other(Json::Text("x".into()))], Vec::new(), Vec::new()]);
        assert_eq!(odd.len(), 2);
    }
}
