//! The package under review, the one a person accepted last, and the case now, side by side. Pure.

use crate::project::package::{HEAD, MOST_LEAVES, fact_rows};
use crate::project::time;
use crate::wire::{
    Between, DifferenceBase, DifferenceCell, DifferencePart, DifferenceRow, DifferenceSection, DifferenceView, FactRow,
    OnCase,
};
use engine::difference::{Row, beside};
use model::{AnswerItem, AnswerValue, Authorization, Json, PathStep, ReviewSnapshot, Timestamp};
use std::collections::BTreeMap;

/// A package that was accepted here, as it was.
#[derive(Clone)]
pub(crate) struct LastAccepted {
    pub(crate) snapshot: String,
    pub(crate) hash: String,
    pub(crate) operator: String,
    pub(crate) at: Timestamp,
    pub(crate) content: Json,
}

/// What is known of what was accepted last.
pub(crate) enum Base {
    Accepted(Box<LastAccepted>),
    None,
    ThisRun,
    NotRead,
}

/// One document, leaf by leaf: the part each belongs to, and how it is shown.
struct Told {
    parts: Vec<DifferencePart>,
    rows: Vec<FactRow>,
}

/// Lays them side by side.
pub(crate) fn difference(case: &Authorization, package: &ReviewSnapshot, base: &Base) -> DifferenceView {
    let last = match base {
        Base::Accepted(last) => Some(last.as_ref()),
        _ => None,
    };
    let hash = package.content_hash().to_string();
    let now = case_document(case, &package.content);
    let documents = [last.map(|last| &last.content), Some(&package.content), Some(&now)];
    let too_large = documents.into_iter().flatten().any(|document| document.leaves().len() > MOST_LEAVES);
    let sections = if too_large { Vec::new() } else { sections(case, documents) };
    DifferenceView {
        snapshot: package.id.to_string(),
        generated_at: package.generated_at.map(time),
        version: case.version.to_string(),
        base: match base {
            Base::Accepted(last) => DifferenceBase::Accepted {
                snapshot: last.snapshot.clone(),
                operator: last.operator.clone(),
                at: time(last.at),
                same: last.snapshot == package.id.as_str() && last.hash == hash,
            },
            Base::None => DifferenceBase::None,
            Base::ThisRun => DifferenceBase::ThisRun,
            Base::NotRead => DifferenceBase::NotRead,
        },
        hash,
        sections,
        too_large,
    }
}

fn sections(case: &Authorization, documents: [Option<&Json>; 3]) -> Vec<DifferenceSection> {
    let told = documents.map(|document| document.map(|document| tell(document, case)));
    let mut parts: BTreeMap<DifferencePart, Vec<DifferenceRow>> = BTreeMap::new();
    for row in beside(documents, 1) {
        if let Some((part, row)) = row_of(&row, &told) {
            parts.entry(part).or_default().push(row);
        }
    }
    parts.into_iter().map(|(part, rows)| DifferenceSection { part, rows }).collect()
}

fn tell(document: &Json, case: &Authorization) -> Told {
    let part = |leaf: &model::Leaf<'_>| match leaf.path.first() {
        Some(PathStep::Member(name)) => part_of(name),
        _ => DifferencePart::Other,
    };
    Told { parts: document.leaves().iter().map(part).collect(), rows: fact_rows(document, &case.questionnaire) }
}

fn part_of(name: &str) -> DifferencePart {
    match name {
        "summary" => DifferencePart::Summary,
        "answers" => DifferencePart::Answers,
        "attachments" => DifferencePart::Attachments,
        name if HEAD.contains(&name) && name != "transparency" => DifferencePart::About,
        _ => DifferencePart::Other,
    }
}

fn row_of(row: &Row, told: &[Option<Told>; 3]) -> Option<(DifferencePart, DifferenceRow)> {
    let at = |document: usize| {
        let (told, leaf) = (told.get(document)?.as_ref()?, (*row.leaf.get(document)?)?);
        Some((told.rows.get(leaf)?, *told.parts.get(leaf)?))
    };
    let [last, this, now] = [at(0), at(1), at(2)];
    let (named, part) = this.or(last).or(now)?;
    let [last, this, now] = [last, this, now]
        .map(|found| found.map(|(row, _)| DifferenceCell { value: row.value.clone(), kind: row.kind }));
    let between = match (&last, &this) {
        _ if told.first().is_none_or(Option::is_none) => Between::Alone,
        (Some(last), Some(this)) if last == this => Between::Same,
        (Some(_), Some(_)) => Between::Changed,
        (None, Some(_)) => Between::Added,
        (Some(_), None) => Between::Removed,
        (None, None) => Between::Neither,
    };
    let compared = matches!(part, DifferencePart::Answers | DifferencePart::Attachments);
    let on_case = match (&this, &now) {
        (Some(this), Some(now)) if this == now => OnCase::Same,
        (Some(_), Some(_)) => OnCase::Other,
        (None, Some(_)) => OnCase::Only,
        // What of an element the case does not return says nothing; the whole element does.
        (Some(_), None) if compared && !row.around.get(2).copied().unwrap_or_default() => OnCase::Gone,
        // Neither has it: the case has what the package has.
        (None, None) if compared => OnCase::Same,
        (_, None) => OnCase::NotCompared,
    };
    let moved = matches!(between, Between::Changed | Between::Added | Between::Removed);
    let changed = moved || matches!(on_case, OnCase::Other | OnCase::Gone | OnCase::Only);
    let (path, label) = (named.path.clone(), named.label.clone());
    Some((part, DifferenceRow { path, label, last, this, now, between, on_case, changed }))
}

/// The case in the shape of its package, as far as a package of this shape can be compared with it: answers that name their
/// questions, and files that have an id.
fn case_document(case: &Authorization, package: &Json) -> Json {
    let mut members = Vec::new();
    let items = || Json::List(case.answers.iter().map(item).collect());
    match package.get("answers") {
        Some(Json::List(elements)) if all_have(elements, "linkId") => members.push(("answers".to_owned(), items())),
        Some(answers @ Json::Object(_)) if all_have(answers.elements_of("item"), "linkId") => {
            members.push(("answers".to_owned(), Json::Object(vec![("item".to_owned(), items())])));
        }
        _ => {}
    }
    if let Some(Json::List(elements)) = package.get("attachments")
        && all_have(elements, "id")
    {
        members.push(("attachments".to_owned(), Json::List(case.attachments.iter().map(file).collect())));
    }
    Json::Object(members)
}

fn all_have(elements: &[Json], name: &str) -> bool {
    elements.iter().all(|element| element.text_of(name).is_some())
}

fn item(item: &AnswerItem) -> Json {
    let mut members = vec![("linkId".to_owned(), Json::Text(item.link_id.clone()))];
    if !item.values.is_empty() || item.items.is_empty() {
        members.push(("answer".to_owned(), Json::List(item.values.iter().map(value).collect())));
    }
    if !item.items.is_empty() {
        members.push(("item".to_owned(), Json::List(item.items.iter().map(self::item).collect())));
    }
    Json::Object(members)
}

fn value(value: &AnswerValue) -> Json {
    let (name, value) = match value {
        AnswerValue::Text(text) => ("valueString", Json::Text(text.clone())),
        AnswerValue::Bool(yes) => ("valueBoolean", Json::Bool(*yes)),
        AnswerValue::Date(day) => ("valueDate", Json::Text(day.clone())),
        AnswerValue::Decimal(digits) => ("valueDecimal", Json::Number(digits.clone())),
        AnswerValue::Code(code) => ("valueCoding", Json::Object(vec![("code".to_owned(), Json::Text(code.clone()))])),
        AnswerValue::Other(other) => return other.clone(),
    };
    Json::Object(vec![(name.to_owned(), value)])
}

fn file(file: &model::Attachment) -> Json {
    let types = file.document_types.iter().cloned().map(Json::Text).collect();
    Json::Object(vec![
        ("id".to_owned(), Json::Text(file.id.to_string())),
        ("documentTypes".to_owned(), Json::List(types)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::case::tests::case_with;

    /// A case whose package has this dose and these files, and whose answers have another.
    fn case(packed: &str, answered: &str, files: &str) -> Authorization {
        let answers = |dose: &str| format!(r#"{{"item":[{{"linkId":"dose","answer":[{{"valueString":"{dose}"}}]}}]}}"#);
        case_with(&format!(
            r#"{{"questionnaire":{{"item":[{{"linkId":"dose","type":"string","text":"Dose"}}]}},"answers":{},
            "attachments":[{files}],"submission":{{"reviewSnapshot":{{"id":"rev_2","status":"current","summary":{{"drug":"A"}},
            "answers":{},"attachments":[{{"id":"att_1","documentTypes":["order"]}}],"warnings":["w"]}}}}}}"#,
            answers(answered),
            answers(packed),
        ))
    }

    const FILE: &str = r#"{"id":"att_1","documentTypes":["order"]}"#;

    fn accepted(content: Json) -> Base {
        Base::Accepted(Box::new(LastAccepted {
            snapshot: "rev_1".into(),
            hash: "made up".into(),
            operator: "Maria R.".into(),
            at: Timestamp(0),
            content,
        }))
    }

    fn compared(case: &Authorization, base: &Base) -> DifferenceView {
        difference(case, case.snapshot.as_ref().unwrap(), base)
    }

    fn changed(view: &DifferenceView) -> Vec<(DifferencePart, &str, Between, OnCase)> {
        let rows = view.sections.iter().flat_map(|section| section.rows.iter().map(|row| (section.part, row)));
        let changed = rows.filter(|(_, row)| row.changed);
        changed.map(|(part, row)| (part, row.label.as_str(), row.between, row.on_case)).collect()
    }

    #[test]
    fn a_dose_that_changed_since_it_was_accepted_and_again_on_the_case_is_one_row() {
        let before = case("300 mg", "300 mg", FILE).snapshot.unwrap().content;
        let now = case("400 mg", "500 mg", FILE);
        let view = compared(&now, &accepted(before));
        assert_eq!(changed(&view), [(DifferencePart::Answers, "Dose", Between::Changed, OnCase::Other)]);
        let answers = &view.sections[1];
        let dose = answers.rows.iter().find(|row| row.changed).unwrap();
        let value = |cell: &Option<DifferenceCell>| cell.as_ref().map(|cell| cell.value.clone());
        let told = [&dose.last, &dose.this, &dose.now].map(value);
        assert_eq!(told, ["300 mg", "400 mg", "500 mg"].map(|text| Some(text.to_owned())));
    }

    #[test]
    fn a_file_that_took_the_place_of_one_in_the_package_is_told() {
        let same = case("400 mg", "400 mg", FILE);
        assert_eq!(changed(&compared(&same, &Base::None)), []);
        let replaced = case("400 mg", "400 mg", &FILE.replace("att_1", "att_2"));
        let view = compared(&replaced, &Base::None);
        let told: Vec<_> =
            changed(&view).into_iter().map(|(part, _, between, on_case)| (part, between, on_case)).collect();
        let [gone, only] =
            [OnCase::Gone, OnCase::Only].map(|on_case| (DifferencePart::Attachments, Between::Alone, on_case));
        assert_eq!(told.len(), 4, "{told:?}");
        assert_eq!(
            (told.iter().filter(|it| **it == gone).count(), told.iter().filter(|it| **it == only).count()),
            (2, 2)
        );
    }

    #[test]
    fn every_leaf_of_the_package_is_in_one_row() {
        let case = case("400 mg", "400 mg", FILE);
        let view = compared(&case, &accepted(Json::Text("of another shape".into())));
        let rows: Vec<_> = view.sections.iter().flat_map(|section| &section.rows).collect();
        let leaves = case.snapshot.as_ref().unwrap().content.leaves().len();
        assert_eq!(rows.iter().filter(|row| row.this.is_some()).count(), leaves);
        assert_eq!(rows.iter().filter(|row| row.between == Between::Added).count(), leaves);
        assert_eq!(rows.iter().filter(|row| row.between == Between::Removed).count(), 1);
    }

    #[test]
    fn a_package_that_was_accepted_already_is_the_same_and_says_so() {
        let case = case("400 mg", "400 mg", FILE);
        let package = case.snapshot.clone().unwrap();
        let last = LastAccepted {
            snapshot: package.id.to_string(),
            hash: package.content_hash().to_string(),
            operator: "Maria R.".into(),
            at: Timestamp(0),
            content: package.content,
        };
        let view = compared(&case, &Base::Accepted(Box::new(last)));
        assert!(matches!(view.base, DifferenceBase::Accepted { same: true, .. }));
        assert_eq!(changed(&view), []);
    }

    #[test]
    fn what_is_too_large_is_not_compared_and_says_so() {
        let case = case("400 mg", "400 mg", FILE);
        let huge = Json::List(vec![Json::Null; MOST_LEAVES + 1]);
        let view = compared(&case, &accepted(huge));
        assert!(view.too_large && view.sections.is_empty());
    }
}
