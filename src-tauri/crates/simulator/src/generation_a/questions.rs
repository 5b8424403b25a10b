//! Questions and answers between the shapes of A and B. A has sections of items and a flat response; B has one tree for
//! each. A section is a group of B at the root that does not repeat; every other group stays a group, as an item.

use serde_json::{Map, Value, json};

/// Where questions without a section of their own are put.
const NO_SECTION: (&str, &str) = ("general", "General");

/// The sections of A for a questionnaire of B.
pub(super) fn sections(of_b: &Value) -> Value {
    let mut sections: Vec<Value> = Vec::new();
    let mut loose: Vec<Value> = Vec::new();
    for question in items(of_b) {
        if is_section(question) {
            let asked: Vec<Value> = items(question).iter().map(item).collect();
            sections.push(json!({ "id": question["linkId"], "title": question["text"], "items": asked }));
        } else {
            loose.push(item(question));
        }
    }
    if !loose.is_empty() {
        let (id, title) = NO_SECTION;
        sections.push(json!({ "id": id, "title": title, "items": loose }));
    }
    Value::Array(sections)
}

/// The response of A for answers of B to a questionnaire of B: what stands in a section stands at the root.
pub(super) fn flat(answers: &Value, questionnaire: &Value) -> Value {
    let sections: Vec<&Value> = items(questionnaire).iter().filter(|question| is_section(question)).collect();
    let is_of_section = |answer: &Value| sections.iter().any(|section| section["linkId"] == answer["linkId"]);
    let mut told = Vec::new();
    for answer in items(answers) {
        if is_of_section(answer) {
            told.extend(items(answer).iter().cloned());
        } else {
            told.push(answer.clone());
        }
    }
    json!({ "item": told })
}

/// Answers of B for a response of A: what belongs to a section is put into it, in the order in which it came.
pub(super) fn nested(response: &[Value], questionnaire: &Value) -> Vec<Nested> {
    let mut told: Vec<Nested> = Vec::new();
    for (place, answer) in response.iter().enumerate() {
        let section = section_of(answer, questionnaire);
        match told.iter_mut().find(|group| section.is_some() && group.section.as_ref() == section) {
            Some(group) => group.members.push((place, answer.clone())),
            None => told.push(Nested { section: section.cloned(), members: vec![(place, answer.clone())] }),
        }
    }
    told
}

/// One item of B's answers, made from items of A's response.
pub(super) struct Nested {
    /// The section they are put into; without one there is a single item, and it stays at the root.
    section: Option<Value>,
    /// The items, each with its place in the response.
    members: Vec<(usize, Value)>,
}

impl Nested {
    pub(super) fn item(&self) -> Value {
        let mut members = self.members.iter().map(|(_, answer)| answer.clone());
        match &self.section {
            Some(section) => json!({ "linkId": section, "item": members.collect::<Vec<_>>() }),
            None => members.next().unwrap_or_default(),
        }
    }

    /// Where in A's response a location inside this item is: the place of the item, and what is left of the location.
    pub(super) fn place<'a>(&self, within: &'a [Value]) -> (usize, &'a [Value]) {
        let of = |index: usize| self.members.get(index).map_or(0, |(place, _)| *place);
        match within {
            [inner, index, rest @ ..] if self.section.is_some() && inner == "item" => (of(number(index)), rest),
            _ => (of(0), within),
        }
    }
}

fn number(index: &Value) -> usize {
    let text = index.as_str().and_then(|index| index.parse().ok());
    text.or_else(|| index.as_u64().and_then(|index| usize::try_from(index).ok())).unwrap_or_default()
}

fn section_of<'a>(answer: &Value, questionnaire: &'a Value) -> Option<&'a Value> {
    let holds = |section: &&Value| items(section).iter().any(|question| question["linkId"] == answer["linkId"]);
    items(questionnaire).iter().filter(|question| is_section(question)).find(holds).map(|section| &section["linkId"])
}

fn is_section(question: &Value) -> bool {
    question["type"] == "group" && question["repeats"] != true
}

/// What is in a questionnaire, a group or a list of answers.
fn items(of: &Value) -> &[Value] {
    of.as_array().or_else(|| of.get("item").and_then(Value::as_array)).map_or(&[], Vec::as_slice)
}

/// A question as an item of A: its type is called `answerType`, its members `items`. Everything else is called the same.
fn item(of_b: &Value) -> Value {
    let Some(of_b) = of_b.as_object() else { return of_b.clone() };
    let mut told = Map::new();
    for (name, value) in of_b {
        match name.as_str() {
            "type" => told.insert("answerType".to_owned(), value.clone()),
            "item" => told.insert("items".to_owned(), items(value).iter().map(item).collect()),
            _ => told.insert(name.clone(), value.clone()),
        };
    }
    Value::Object(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn questionnaire() -> Value {
        json!({ "item": [
            { "linkId": "a", "text": "Patient", "type": "group", "item": [
                { "linkId": "a1", "text": "Name", "type": "string", "required": true },
                { "linkId": "a2", "text": "Medicine", "type": "group", "repeats": true, "maxOccurs": 3, "item": [
                    { "linkId": "a2x", "text": "Which", "type": "string" },
                ] },
            ] },
            { "linkId": "b", "text": "Service", "type": "group", "repeats": false, "item": [
                { "linkId": "b1", "text": "Place", "type": "choice", "options": [{ "code": "22", "display": "Clinic" }] },
            ] },
            { "linkId": "c", "text": "Anything else?", "type": "text" },
        ] })
    }

    fn answered(link: &str) -> Value {
        json!({ "linkId": link, "answer": [{ "valueString": link }] })
    }

    #[test]
    fn groups_at_the_root_become_sections_and_a_repeated_group_stays_an_item() {
        assert_eq!(
            sections(&questionnaire()),
            json!([
                { "id": "a", "title": "Patient", "items": [
                    { "linkId": "a1", "text": "Name", "answerType": "string", "required": true },
                    { "linkId": "a2", "text": "Medicine", "answerType": "group", "repeats": true, "maxOccurs": 3, "items": [
                        { "linkId": "a2x", "text": "Which", "answerType": "string" },
                    ] },
                ] },
                { "id": "b", "title": "Service", "items": [
                    { "linkId": "b1", "text": "Place", "answerType": "choice", "options": [{ "code": "22", "display": "Clinic" }] },
                ] },
                { "id": "general", "title": "General", "items": [
                    { "linkId": "c", "text": "Anything else?", "answerType": "text" },
                ] },
            ])
        );
    }

    #[test]
    fn a_response_is_flat_and_goes_back_into_its_sections() {
        let twice =
            |text: &str| json!({ "linkId": "a2", "item": [{ "linkId": "a2x", "answer": [{ "valueString": text }] }] });
        let of_b = json!({ "item": [
            { "linkId": "a", "item": [answered("a1"), twice("one"), twice("two")] },
            { "linkId": "b", "item": [answered("b1")] },
            answered("c"),
        ] });
        let of_a = flat(&of_b, &questionnaire());
        assert_eq!(
            of_a,
            json!({ "item": [answered("a1"), twice("one"), twice("two"), answered("b1"), answered("c")] })
        );
        let back: Vec<Value> = nested(items(&of_a), &questionnaire()).iter().map(Nested::item).collect();
        assert_eq!(json!({ "item": back }), of_b);
    }

    #[test]
    fn an_answer_to_a_question_nobody_asked_stays_at_the_root() {
        let back: Vec<Value> = nested(&[answered("z9")], &questionnaire()).iter().map(Nested::item).collect();
        assert_eq!(back, [answered("z9")]);
    }

    #[test]
    fn a_location_in_the_answers_of_b_is_found_again_in_the_response() {
        let response = [answered("b1"), answered("a1"), answered("z9"), answered("b1")];
        let nested = nested(&response, &questionnaire());
        let within = [json!("item"), json!("1"), json!("answer"), json!("0")];
        assert_eq!(nested[0].place(&within), (3, &within[2..]));
        assert_eq!(nested[1].place(&within[..1]), (1, &within[..1]));
        assert_eq!(nested[2].place(&within[2..]), (2, &within[2..]));
    }
}
