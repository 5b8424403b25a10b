//! Questions and answers. Both generations are read by one reader: B nests items of a `type`, A lists sections whose items
//! have an `answerType` (reference, sections 3.1 and 3.2); whether B's root is a list or an object was never shown.

use super::text;
use model::{AnswerItem, AnswerValue, Bounds, Choice, Json, Question, QuestionKind};

/// Conditions whose grammar nobody knows.
const HINTS: [&str; 4] = ["requiredWhen", "notAllowedWhen", "valuesWhen", "textWhen"];

/// The questions of a questionnaire.
pub(crate) fn questionnaire(body: &Json) -> Vec<Question> {
    inside(body).iter().map(question).collect()
}

fn inside(body: &Json) -> &[Json] {
    match body {
        Json::List(items) => items,
        other => {
            let items = other.elements_of("item");
            if items.is_empty() { other.elements_of("items") } else { items }
        }
    }
}

fn question(body: &Json) -> Question {
    let kind = text(body, "type").or_else(|| text(body, "answerType"));
    let items = inside(body);
    let kind = match kind {
        Some(kind) => QuestionKind::parse(&kind),
        // A section of generation A names no type.
        None if !items.is_empty() => QuestionKind::Group,
        None => QuestionKind::Unknown(String::new()),
    };
    Question {
        link_id: text(body, "linkId"),
        text: text(body, "text").or_else(|| text(body, "title")),
        kind,
        required: body.is_true("required"),
        repeats: body.is_true("repeats"),
        min_occurs: whole(body, "minOccurs"),
        max_occurs: whole(body, "maxOccurs"),
        options: body.elements_of("options").iter().filter_map(choice).collect(),
        bounds: Bounds {
            pattern: text(body, "pattern"),
            min_length: whole(body, "minLength"),
            max_length: whole(body, "maxLength"),
            min: written(body, "min"),
            max: written(body, "max"),
        },
        error_message: text(body, "errorMessage"),
        default_value: body.get("defaultValue").filter(|value| **value != Json::Null).cloned(),
        hints: hints(body),
        items: items.iter().map(question).collect(),
    }
}

fn hints(body: &Json) -> Vec<(String, Json)> {
    let Json::Object(members) = body else { return Vec::new() };
    let hints = members.iter().filter(|(name, value)| HINTS.contains(&name.as_str()) && *value != Json::Null);
    hints.cloned().collect()
}

fn choice(body: &Json) -> Option<Choice> {
    match body {
        Json::Text(code) => Some(Choice { code: code.clone(), display: None }),
        other => Some(Choice { code: text(other, "code")?, display: text(other, "display") }),
    }
}

fn whole(body: &Json, name: &str) -> Option<u64> {
    body.get(name).and_then(Json::whole)
}

/// A bound in the digits or the words it came in.
fn written(body: &Json, name: &str) -> Option<String> {
    match body.get(name)? {
        Json::Number(digits) => Some(digits.clone()),
        Json::Text(text) if !text.trim().is_empty() => Some(text.clone()),
        _ => None,
    }
}

/// The answers of a set: `{item: […]}`.
pub(crate) fn answers(body: &Json) -> Vec<AnswerItem> {
    body.elements_of("item").iter().filter_map(answer).collect()
}

fn answer(body: &Json) -> Option<AnswerItem> {
    let mut values: Vec<AnswerValue> = body.elements_of("answer").iter().map(value).collect();
    if let Json::Object(members) = body {
        // Whatever else an answer holds is kept: the shape of a value was never seen.
        let known = ["linkId", "item", "answer", "text"];
        let list = matches!(body.get("answer"), Some(Json::List(_)) | None);
        let other = members.iter().filter(|(name, value)| {
            (!known.contains(&name.as_str()) || (name == "answer" && !list)) && *value != Json::Null
        });
        values.extend(other.map(|(_, value)| AnswerValue::Other(value.clone())));
    }
    Some(AnswerItem { link_id: text(body, "linkId")?, values, items: answers(body) })
}

fn value(body: &Json) -> AnswerValue {
    let said = |name: &str| body.get(name).filter(|value| **value != Json::Null);
    match (said("valueString"), said("valueBoolean"), said("valueDate"), said("valueDecimal"), said("valueCoding")) {
        (Some(Json::Text(text)), None, None, None, None) => AnswerValue::Text(text.clone()),
        (None, Some(Json::Bool(value)), None, None, None) => AnswerValue::Bool(*value),
        (None, None, Some(Json::Text(text)), None, None) => AnswerValue::Date(text.clone()),
        (None, None, None, Some(Json::Number(digits)), None) => AnswerValue::Decimal(digits.clone()),
        (None, None, None, None, Some(coding)) => coding
            .text_of("code")
            .map_or_else(|| AnswerValue::Other(body.clone()), |code| AnswerValue::Code(code.into())),
        _ => AnswerValue::Other(body.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_json;

    fn json(text: &str) -> Json {
        parse_json(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_list_an_object_and_sections_are_read_alike() {
        let item = r#"{"linkId":"dose","type":"decimal","min":"0.5","max":10,"maxLength":4,"requiredWhen":{"a":1}}"#;
        let section = r#"{"id":"s1","title":"Treatment","items":[{"linkId":"dose","answerType":"decimal"}]}"#;
        let list = questionnaire(&json(&format!("[{item}]")));
        assert_eq!(list, questionnaire(&json(&format!(r#"{{"item":[{item}]}}"#))));
        assert_eq!(list[0].bounds.min.as_deref(), Some("0.5"));
        assert_eq!(list[0].bounds.max.as_deref(), Some("10"));
        assert_eq!(list[0].hints.len(), 1);
        let of_a = questionnaire(&json(&format!("[{section}]")));
        assert!(of_a[0].is_group() && of_a[0].link_id.is_none());
        assert_eq!(of_a[0].items[0].kind, QuestionKind::Decimal);
    }

    #[test]
    fn values_of_every_shape_are_kept() {
        let read = answers(&json(
            r#"{"item":[{"linkId":"a","answer":[{"valueString":"x"},{"valueDecimal":1.50},{"valueCoding":{"code":"c","display":"C"}},
                        {"valueBoolean":true},{"valueDate":"2026-01-02"},{"valueQuantity":{"value":7}}, "bare"]},
                        {"linkId":"g","item":[{"linkId":"b","answer":"just text"}]},{"linkId":"g","item":[]}]}"#,
        ));
        assert_eq!(read.len(), 3);
        let seen: Vec<_> = read[0].values.iter().map(AnswerValue::text).collect();
        assert_eq!(seen, ["x", "1.50", "c", "true", "2026-01-02", r#"{"valueQuantity":{"value":7}}"#, "bare"]);
        assert_eq!(read[1].items[0].values, [AnswerValue::Other(Json::Text("just text".into()))]);
    }
}
