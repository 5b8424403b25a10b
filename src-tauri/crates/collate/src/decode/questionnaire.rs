//! Questions and answers. Both generations are read by one reader: B nests items of a `type`, A lists sections whose items
//! have an `answerType` (reference, sections 3.1 and 3.2); whether B's root is a list or an object was never shown.

use super::fields::{Fields, Missing, Notes};
use super::json::{Member, Raw};
use model::{AnswerItem, AnswerValue, Bounds, Choice, Question, QuestionKind};

/// Conditions whose grammar nobody knows.
const HINTS: [&str; 4] = ["requiredWhen", "notAllowedWhen", "valuesWhen", "textWhen"];
/// The kinds of value an answer has.
const VALUES: [&str; 5] = ["valueString", "valueBoolean", "valueDate", "valueDecimal", "valueCoding"];

/// The questions of a questionnaire.
pub(crate) fn questions(fields: &mut Fields<'_, '_>, name: &'static str) -> Vec<Question> {
    match fields.take(name) {
        None => Vec::new(),
        Some(Raw::List(items)) => fields.notes.member(name, |notes| notes.each(items, "question", question)),
        Some(root) => {
            let read = fields.notes.member(name, |notes| notes.object(root, name, |root| Ok(inside(root))));
            read.unwrap_or_else(|_| {
                fields.notes.other_shape(name);
                Vec::new()
            })
        }
    }
}

fn inside(fields: &mut Fields<'_, '_>) -> Vec<Question> {
    let items = fields.each("item", "question", question);
    if items.is_empty() { fields.each("items", "question", question) } else { items }
}

fn question(fields: &mut Fields<'_, '_>) -> Result<Question, Missing> {
    fields.known(&["id", "mode"]);
    let hints = fields.keep_all(&HINTS);
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

fn choice(value: Raw<'_>, notes: &mut Notes) -> Option<Choice> {
    match value {
        Raw::Text(code) => Some(Choice { code: code.into_owned(), display: None }),
        other => notes.part(other, "option", |option| {
            let code = option.text("code");
            Ok(Choice { code: option.must("code", code)?, display: option.text("display") })
        }),
    }
}

/// A bound in the digits or the words it came in.
fn written(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<String> {
    match fields.take(name)? {
        Raw::Number(digits) => Some(digits.to_owned()),
        Raw::Text(text) => Some(text.into_owned()).filter(|text| !text.trim().is_empty()),
        _ => {
            fields.notes.other_shape(name);
            None
        }
    }
}

/// The answers of a set: `{item: […]}`, or the list alone.
pub(crate) fn answers(fields: &mut Fields<'_, '_>, name: &'static str) -> Vec<AnswerItem> {
    match fields.take(name) {
        None => Vec::new(),
        Some(Raw::List(items)) => fields.notes.member(name, |notes| notes.each(items, "answer", answer)),
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

fn answer(fields: &mut Fields<'_, '_>) -> Result<AnswerItem, Missing> {
    let link_id = fields.text("linkId");
    let link_id = fields.must("linkId", link_id)?;
    fields.known(&["text"]);
    let expected = fields.has("answer") || fields.has("item");
    let (items, unread) = inner(fields);
    let mut values = match fields.take("answer") {
        None => Vec::new(),
        Some(Raw::List(values)) => fields.notes.member("answer", |notes| {
            let values = values.into_iter().enumerate();
            values.map(|(index, value)| notes.element(index, |notes| value_of(value, notes))).collect()
        }),
        Some(value) => {
            fields.notes.other_shape("answer");
            vec![other(value, fields.notes)]
        }
    };
    // What of its inside could not be read is kept beside its values: it is shown, and never written over.
    values.extend(unread);
    let rest = fields.rest().into_iter().filter(|(_, value)| !value.is_null());
    if !expected {
        // The shape of a value was never seen: without the expected one, whatever else is there may be it, and is kept.
        values.extend(rest.map(|(_, value)| other(value, fields.notes)));
    }
    Ok(AnswerItem { link_id, values, items })
}

/// The answers inside one, and what stands there and is none.
fn inner(fields: &mut Fields<'_, '_>) -> (Vec<AnswerItem>, Vec<AnswerValue>) {
    let (mut items, mut unread) = (Vec::new(), Vec::new());
    match fields.take("item") {
        None => {}
        Some(Raw::List(elements)) => fields.notes.member("item", |notes| {
            for (index, element) in elements.into_iter().enumerate() {
                notes.element(index, |notes| {
                    if names_a_question(&element) {
                        items.extend(notes.part(element, "answer", answer));
                    } else {
                        notes.other_shape("");
                        unread.push(other(element, notes));
                    }
                });
            }
        }),
        Some(value) => {
            fields.notes.other_shape("item");
            unread.push(other(value, fields.notes));
        }
    }
    (items, unread)
}

fn names_a_question(body: &Raw<'_>) -> bool {
    let Raw::Object(members) = body else { return false };
    members.iter().any(|(name, value)| name == "linkId" && matches!(value, Raw::Text(id) if !id.trim().is_empty()))
}

fn other(value: Raw<'_>, notes: &mut Notes) -> AnswerValue {
    AnswerValue::Other(notes.keep("answer", value))
}

fn value_of(body: Raw<'_>, notes: &mut Notes) -> AnswerValue {
    if let Raw::Object(members) = &body {
        let mut said = members.iter().filter(|(name, value)| VALUES.contains(&name.as_ref()) && !value.is_null());
        let known = match (said.next(), said.next()) {
            (Some(member), None) => known_value(member),
            _ => None,
        };
        if let Some(known) = known {
            for (name, _) in members.iter().filter(|(name, _)| !VALUES.contains(&name.as_ref())) {
                notes.unknown_field("answerValue", name);
            }
            return known;
        }
    }
    notes.other_shape("");
    other(body, notes)
}

fn known_value((name, value): &Member<'_>) -> Option<AnswerValue> {
    match (name.as_ref(), value) {
        ("valueString", Raw::Text(text)) => Some(AnswerValue::Text(text.to_string())),
        ("valueBoolean", Raw::Bool(value)) => Some(AnswerValue::Bool(*value)),
        ("valueDate", Raw::Text(text)) => Some(AnswerValue::Date(text.to_string())),
        ("valueDecimal", Raw::Number(digits)) => Some(AnswerValue::Decimal((*digits).to_owned())),
        ("valueCoding", Raw::Object(members)) => members.iter().find_map(|(name, value)| match value {
            Raw::Text(code) if name == "code" => Some(AnswerValue::Code(code.to_string())),
            _ => None,
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::whole;
    use super::super::json::parse;
    use super::*;
    use crate::{Contract, Oddity};
    use model::Json;

    fn member(text: &str) -> String {
        format!(r#"{{"it":{text}}}"#)
    }

    fn questionnaire(text: &str) -> Vec<Question> {
        let text = member(text);
        whole(parse(text.as_bytes()).unwrap(), "case", Contract::B1, |fields| Ok(questions(fields, "it"))).0.unwrap()
    }

    fn answered(text: &str) -> (Vec<AnswerItem>, Vec<Oddity>) {
        let text = member(text);
        let read = whole(parse(text.as_bytes()).unwrap(), "case", Contract::B1, |fields| Ok(answers(fields, "it")));
        (read.0.unwrap(), read.1)
    }

    #[test]
    fn a_list_an_object_and_sections_are_read_alike() {
        let item = r#"{"linkId":"dose","type":"decimal","min":"0.5","max":10,"maxLength":4,"requiredWhen":{"a":1}}"#;
        let section = r#"{"id":"s1","title":"Treatment","items":[{"linkId":"dose","answerType":"decimal"}]}"#;
        let list = questionnaire(&format!("[{item}]"));
        assert_eq!(list, questionnaire(&format!(r#"{{"item":[{item}]}}"#)));
        assert_eq!(list[0].bounds.min.as_deref(), Some("0.5"));
        assert_eq!(list[0].bounds.max.as_deref(), Some("10"));
        assert_eq!(list[0].hints.len(), 1);
        let of_a = questionnaire(&format!("[{section}]"));
        assert!(of_a[0].is_group() && of_a[0].link_id.is_none());
        assert_eq!(of_a[0].items[0].kind, QuestionKind::Decimal);
    }

    #[test]
    fn values_of_every_shape_are_kept() {
        let (read, _) = answered(
            r#"{"item":[{"linkId":"a","answer":[{"valueString":"x"},{"valueDecimal":1.50},{"valueCoding":{"code":"c","display":"C"}},
                        {"valueBoolean":true},{"valueDate":"2026-01-02"},{"valueQuantity":{"value":7}}, "bare"]},
                        {"linkId":"g","item":[{"linkId":"b","answer":"just text"}]},{"linkId":"g","item":[]}]}"#,
        );
        assert_eq!(read.len(), 3);
        let seen: Vec<_> = read[0].values.iter().map(AnswerValue::text).collect();
        assert_eq!(seen, ["x", "1.50", "c", "true", "2026-01-02", r#"{"valueQuantity":{"value":7}}"#, "bare"]);
        assert_eq!(read[1].items[0].values, [AnswerValue::Other(Json::Text("just text".into()))]);
    }

    #[test]
    fn what_stands_inside_a_group_and_is_no_answer_is_kept_beside_it() {
        let (read, _) = answered(
            r#"[{"linkId":"a","item":{"linkId":"x"}},{"linkId":"b","item":[{"linkId":"c","answer":[]},{"answer":["lost"]}]},
                {"linkId":"d","item":[{"linkId":"e"}]}]"#,
        );
        let kept: Vec<_> = read.iter().map(|item| (item.items.len(), item.values.len())).collect();
        assert_eq!(kept, [(0, 1), (1, 1), (1, 0)]);
        assert!(read[1].values[0].text().contains("lost"));
    }

    #[test]
    fn a_member_nobody_knows_is_a_value_only_where_there_is_no_other() {
        let (read, odd) = answered(
            r#"[{"linkId":"a","value":"x"},{"linkId":"b","by":"x","answer":[]},{"linkId":"c","by":"x","item":[]}]"#,
        );
        let values: Vec<_> = read.into_iter().map(|item| item.values).collect();
        assert_eq!(values, [vec![AnswerValue::Other(Json::Text("x".into()))], Vec::new(), Vec::new()]);
        assert_eq!(odd.len(), 2);
    }
}
