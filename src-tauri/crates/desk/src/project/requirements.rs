//! Questions and their answers, in the order of the questionnaire. Leaf answers come in a shape that is inferred, so every
//! leaf of an answer that is not of that shape is shown as it is.

use crate::project::facts;
use crate::wire::{QuestionView, RequirementsView};
use model::{Authorization, Json};
use std::collections::BTreeMap;

/// A question as the questionnaire asks it.
pub(crate) struct Asked<'a> {
    pub(crate) text: Option<&'a str>,
    pub(crate) depth: usize,
    pub(crate) group: bool,
    options: Vec<(&'a str, &'a str)>,
}

impl Asked<'_> {
    /// An option's words, where the questionnaire has them.
    pub(crate) fn display(&self, code: &str) -> Option<&str> {
        self.options.iter().find(|(known, _)| *known == code).map(|(_, display)| *display)
    }
}

/// The questions, in order, by their link id.
pub(crate) fn asked(questionnaire: &Json) -> Vec<(&str, Asked<'_>)> {
    let mut found = Vec::new();
    let root = match questionnaire {
        Json::List(items) => items.as_slice(),
        other => other.elements_of("item"),
    };
    collect(root, 0, &mut found);
    found
}

fn collect<'a>(items: &'a [Json], depth: usize, found: &mut Vec<(&'a str, Asked<'a>)>) {
    for item in items {
        if let Some(link_id) = item.text_of("linkId") {
            let options = item.elements_of("options").iter();
            let options = options.filter_map(|option| Some((option.text_of("code")?, option.text_of("display")?)));
            let asked = Asked {
                text: item.text_of("text"),
                depth,
                group: item.text_of("type") == Some("group"),
                options: options.collect(),
            };
            found.push((link_id, asked));
        }
        collect(item.elements_of("item"), depth + 1, found);
    }
}

/// What is asked and what is there.
pub(crate) fn requirements_view(case: &Authorization) -> RequirementsView {
    let asked = asked(&case.questionnaire);
    let mut answers: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut order = Vec::new();
    answered(case.answers.elements_of("item"), &asked, &mut answers, &mut order);
    let wanted = |link_id: &str| case.requirements.questions.iter().find(|question| question.link_id == link_id);
    let mut questions = Vec::new();
    for (link_id, question) in &asked {
        let want = wanted(link_id);
        questions.push(QuestionView {
            link_id: (*link_id).to_owned(),
            text: question.text.map(str::to_owned),
            depth: question.depth,
            group: question.group,
            answers: answers.remove(link_id).unwrap_or_default(),
            wanted: want.is_some(),
            message: want.and_then(|want| want.message.clone()),
        });
    }
    let known = |link_id: &str| asked.iter().any(|(id, _)| *id == link_id);
    let unasked = case.requirements.questions.iter().map(|question| question.link_id.as_str());
    for link_id in order.into_iter().chain(unasked.filter(|link_id| !known(link_id))) {
        if known(link_id) || questions.iter().any(|question| question.link_id == link_id) {
            continue;
        }
        let want = wanted(link_id);
        questions.push(QuestionView {
            link_id: link_id.to_owned(),
            text: None,
            depth: 0,
            group: false,
            answers: answers.remove(link_id).unwrap_or_default(),
            wanted: want.is_some(),
            message: want.and_then(|want| want.message.clone()),
        });
    }
    let requirements = &case.requirements;
    RequirementsView {
        questions,
        documents: requirements.documents.iter().map(|d| (d.kind.clone(), d.message.clone())).collect(),
        issues: requirements.issues.iter().map(|i| (i.code.clone(), i.message.clone(), i.field.clone())).collect(),
        attachments: case
            .attachments
            .iter()
            .map(|file| {
                let name = file.label.clone().or_else(|| file.file_id.clone());
                (name.unwrap_or_else(|| file.id.clone()), file.document_types.clone())
            })
            .collect(),
    }
}

fn answered<'a>(
    items: &'a [Json],
    asked: &[(&str, Asked<'_>)],
    answers: &mut BTreeMap<&'a str, Vec<String>>,
    order: &mut Vec<&'a str>,
) {
    for item in items {
        if let Some(link_id) = item.text_of("linkId") {
            let question = asked.iter().find(|(id, _)| *id == link_id).map(|(_, question)| question);
            let Json::Object(members) = item else { continue };
            let values = members.iter().filter(|(name, _)| name != "linkId" && name != "item");
            let values = values.flat_map(|(_, value)| value.leaves());
            let words = values.map(|leaf| {
                let (value, _) = facts::value(leaf.value);
                question.and_then(|question| question.display(&value)).map_or(value.clone(), str::to_owned)
            });
            let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
            if !words.is_empty() {
                order.push(link_id);
                answers.entry(link_id).or_default().extend(words);
            }
        }
        answered(item.elements_of("item"), asked, answers, order);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::case::tests::case_with;

    #[test]
    fn questions_carry_their_answers_in_words_and_nothing_answered_is_lost() {
        let case = case_with(
            r#"{"questionnaire":{"item":[
                    {"linkId":"g","type":"group","text":"Treatment","item":[
                        {"linkId":"site","type":"choice","text":"Site of care","options":[{"code":"clinic","display":"Hospital clinic"}]},
                        {"linkId":"dose","type":"string","text":"Dose"}]}]},
                "answers":{"item":[{"linkId":"g","item":[{"linkId":"site","answer":[{"valueCoding":{"code":"clinic"}}]}]},
                                   {"linkId":"stray","answer":[{"valueDecimal":1.50}]}]},
                "requirements":{"questions":[{"linkId":"dose","message":"Needed"},{"linkId":"late"}]}}"#,
        );
        let view = requirements_view(&case);
        let seen: Vec<_> =
            view.questions.iter().map(|q| (q.link_id.as_str(), q.depth, q.answers.concat(), q.wanted)).collect();
        assert_eq!(
            seen,
            [
                ("g", 0, String::new(), false),
                ("site", 1, "Hospital clinic".into(), false),
                ("dose", 1, String::new(), true),
                ("stray", 0, "1.50".into(), false),
                ("late", 0, String::new(), true),
            ]
        );
    }
}
