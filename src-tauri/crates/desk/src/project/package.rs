//! The package under review as the reader gets it: warnings first, then every part, every leaf.

use crate::project::facts::{row, rows};
use crate::wire::{FactRow, PackageView, SectionName, SectionView, WarningView};
use model::{Authorization, Json, PathStep, Question, ReviewSnapshot};

/// A package with more leaves than this is not shown in full, so it cannot be accepted here.
pub(crate) const MOST_LEAVES: usize = 5_000;
/// Nor one with more text than this, in bytes.
const MOST_TEXT: usize = 1_000_000;
/// What stands at the head of the page, apart from the parts.
pub(crate) const HEAD: [&str; 7] = ["id", "status", "kind", "generatedAt", "covers", "warnings", "transparency"];

/// The package of a case.
pub(crate) fn package_view(case: &Authorization, snapshot: &ReviewSnapshot) -> PackageView {
    let questions = &case.questionnaire;
    let warnings: Vec<_> = snapshot.content.elements_of("warnings").iter().map(warning).collect();
    let part = |name, key: &str| SectionView {
        name,
        rows: snapshot.content.get(key).map(|part| section(part, key, questions)).unwrap_or_default(),
    };
    let mut sections = vec![
        part(SectionName::Summary, "summary"),
        part(SectionName::Answers, "answers"),
        part(SectionName::Attachments, "attachments"),
        SectionView { name: SectionName::Other, rows: others(&snapshot.content) },
    ];
    sections.retain(|section| !section.rows.is_empty());
    let leaves = sections.iter().map(|section| section.rows.len()).sum();
    let text: usize =
        sections.iter().flat_map(|section| &section.rows).map(|row| row.value.len() + row.path.len()).sum();
    let covers = snapshot.content.get("covers").map(|covers| rows(covers, "")).unwrap_or_default();
    PackageView {
        snapshot: snapshot.id.to_string(),
        status: snapshot.status.as_str().to_owned(),
        current: snapshot.is_current(),
        package_kind: snapshot.kind.clone(),
        generated_at: snapshot.generated_at.map(crate::project::time),
        hash: snapshot.content_hash().to_string(),
        version: case.version.to_string(),
        covers: covers.into_iter().map(|row| (row.path, row.value)).collect(),
        warnings,
        sections,
        leaves,
        files: snapshot.content.elements_of("attachments").len(),
        too_large: leaves > MOST_LEAVES || text > MOST_TEXT,
    }
}

/// A warning's shape is not known: its words where it is a text or has one, and everything else beside them.
fn warning(warning: &Json) -> WarningView {
    let named = ["message", "text", "title"].into_iter().find(|name| warning.text_of(name).is_some());
    let text = warning.text().or_else(|| named.and_then(|name| warning.text_of(name)));
    let said = |leaf: &model::Leaf<'_>| {
        leaf.path.is_empty() || matches!(leaf.path.as_slice(), [PathStep::Member(name)] if Some(name.as_str()) == named)
    };
    let rest = warning.leaves().into_iter().filter(|leaf| text.is_none() || !said(leaf));
    WarningView { text: text.map(str::to_owned), rows: rest.map(|leaf| row(&leaf, "")).collect() }
}

fn section(part: &Json, key: &str, questions: &[Question]) -> Vec<FactRow> {
    let rows = part.leaves().into_iter().map(|leaf| {
        let shown = row(&leaf, key);
        // A leaf inside an answer item belongs to the question its nearest item names.
        let link_id = (0..leaf.path.len()).rev().find_map(|depth| {
            let item = leaf.path.iter().take(depth).try_fold(part, |at, step| match step {
                PathStep::Member(name) => at.get(name),
                PathStep::Element(index) => at.elements().get(*index),
            });
            item.and_then(|item| item.text_of("linkId"))
        });
        let Some(link_id) = link_id.filter(|_| shown.label != "linkId") else { return shown };
        let Some(question) = Question::find(questions, link_id) else {
            return FactRow { label: link_id.to_owned(), ..shown };
        };
        let value = match question.display(&shown.value) {
            Some(display) => format!("{display} ({})", shown.value),
            None => shown.value.clone(),
        };
        FactRow { label: question.text.clone().unwrap_or_else(|| link_id.to_owned()), value, ..shown }
    });
    rows.collect()
}

/// Every leaf of a package's content, in its order, called as the parts call it.
pub(crate) fn fact_rows(content: &Json, questions: &[Question]) -> Vec<FactRow> {
    match content {
        Json::Object(members) if !members.is_empty() => {
            members.iter().flat_map(|(name, member)| section(member, name, questions)).collect()
        }
        other => rows(other, ""),
    }
}

/// Whatever else the service returned: nothing of the package is left out of view.
fn others(content: &Json) -> Vec<FactRow> {
    let Json::Object(members) = content else { return rows(content, "") };
    let known = |name: &str| {
        ["summary", "answers", "attachments"].contains(&name) || (HEAD.contains(&name) && name != "transparency")
    };
    members.iter().filter(|(name, _)| !known(name)).flat_map(|(name, member)| rows(member, name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::case::tests::case_with;
    use crate::wire::FactKind;

    const ODD: &str = r#"{"questionnaire":{"item":[{"linkId":"dose","type":"string","text":"Dose"}]},
        "submission":{"reviewSnapshot":{
            "id":"rev_1","status":"current","kind":"final_payer_submission","covers":{"answersVersion":9},
            "summary":{"drug":"Infliximab","visits":6,"urgent":false,"nested":{"deep":["a",null]}},
            "answers":{"item":[{"linkId":"dose","answer":[{"valueString":"400 mg"}]},{"linkId":"odd","answer":[{"valueDecimal":1.50}]}]},
            "attachments":[{"id":"att_1","documentTypes":["order"]}],
            "warnings":["plain words",{"message":"with words","severity":"low"},{"code":7},["x"]],
            "extra":{"surprise":true},"transparency":{"liveSessionEndpoint":"/x"}}}}"#;

    #[test]
    fn every_leaf_of_whatever_shape_is_in_view() {
        let case = case_with(ODD);
        let snapshot = case.snapshot.clone().unwrap();
        let view = package_view(&case, &snapshot);
        let shown = view.leaves
            + view.covers.len()
            + view.warnings.iter().map(|w| w.rows.len() + usize::from(w.text.is_some())).sum::<usize>();
        // The head: id, status and kind.
        assert_eq!(shown + 3, snapshot.content.leaves().len());
        assert!(!view.too_large);
    }

    #[test]
    fn warnings_come_in_their_words_or_as_they_are() {
        let case = case_with(ODD);
        let view = package_view(&case, case.snapshot.as_ref().unwrap());
        let texts: Vec<_> = view.warnings.iter().map(|w| (w.text.as_deref(), w.rows.len())).collect();
        assert_eq!(texts, [(Some("plain words"), 0), (Some("with words"), 1), (None, 1), (None, 1)]);
    }

    #[test]
    fn an_answer_is_called_by_its_question_and_numbers_keep_their_digits() {
        let case = case_with(ODD);
        let view = package_view(&case, case.snapshot.as_ref().unwrap());
        let answers = &view.sections.iter().find(|s| s.name == SectionName::Answers).unwrap().rows;
        let dose = answers.iter().find(|row| row.value == "400 mg").unwrap();
        assert_eq!(dose.label, "Dose");
        let odd = answers.iter().find(|row| row.value == "1.50").unwrap();
        assert_eq!((odd.label.as_str(), odd.kind), ("odd", FactKind::Number));
    }

    #[test]
    fn a_package_too_large_to_show_says_so() {
        let answers: Vec<String> = (0..=MOST_LEAVES).map(|n| format!(r#""{n}""#)).collect();
        let text = format!(
            r#"{{"submission":{{"reviewSnapshot":{{"id":"rev_1","status":"current","summary":[{}]}}}}}}"#,
            answers.join(",")
        );
        let case = case_with(&text);
        assert!(package_view(&case, case.snapshot.as_ref().unwrap()).too_large);
    }
}
