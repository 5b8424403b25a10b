//! Questions and answers, documents and files, as the window is told them. Whatever the service returned is in view: an
//! answer to a question nobody asks, a question nobody can place, a value of an unknown shape.

use crate::owner::CaseFile;
use crate::project::documents::document_view;
use crate::project::facts::rows;
use crate::project::time;
use crate::wire::{
    AnswerView, AttachmentView, ChoiceView, DocumentWantedView, EditingClosed, HintView, IssueView, QuestionKindCode,
    QuestionView, RequirementsView, ValueView,
};
use engine::answering::is_writable;
use model::{
    AnswerItem, Attachment, Authorization, HandoffState, Json, Question, QuestionKind, RequirementsIssue, Status,
};

/// What is asked and what is there.
pub(crate) fn requirements_view(file: &CaseFile, largest_file: u64) -> RequirementsView {
    let case = &file.case;
    let mut questions: Vec<_> = case.questionnaire.iter().map(|question| question_view(question, case)).collect();
    let placed = |link_id: &str| Question::find(&case.questionnaire, link_id).is_some();
    let unplaced = case.requirements.questions.iter().filter(|wanted| !placed(&wanted.link_id));
    questions.extend(unplaced.map(|wanted| unplaced_view(&wanted.link_id, case)));
    let loose = |issue: &&RequirementsIssue| issue.field.as_deref().is_none_or(|field| !is_on(field, &questions));
    RequirementsView {
        issues: case.requirements.issues.iter().filter(loose).map(issue_view).collect(),
        questions,
        answers: case.answers.iter().map(|answer| answer_view(answer, &case.questionnaire)).collect(),
        documents: case
            .requirements
            .documents
            .iter()
            .map(|wanted| DocumentWantedView { kind: wanted.kind.clone(), message: wanted.message.clone() })
            .collect(),
        attachments: case.attachments.iter().map(|attachment| attachment_view(attachment, file)).collect(),
        sending: file.documents.iter().map(document_view).collect(),
        largest_file: u32::try_from(largest_file).unwrap_or(u32::MAX),
        closed: editing_closed(file),
    }
}

/// Why answers and documents cannot be changed now (documented: while Collate owns the case, after its end, and while a
/// handoff is active).
pub(crate) fn editing_closed(file: &CaseFile) -> Option<EditingClosed> {
    let case = &file.case;
    let in_portal = case.active_handoff.is_some()
        || file.handoff.as_ref().is_some_and(|file| file.handoff.state != HandoffState::Closed);
    match &case.status {
        _ if !case.unknown_words().is_empty() => Some(EditingClosed::NotRecognized),
        Status::Completed | Status::Canceled => Some(EditingClosed::Ended),
        Status::Processing => Some(EditingClosed::Collate),
        Status::WaitingOnPayer => Some(EditingClosed::Payer),
        _ if in_portal => Some(EditingClosed::Handoff),
        Status::RequiresAction => None,
        Status::Unknown(_) => Some(EditingClosed::NotRecognized),
    }
}

fn question_view(question: &Question, case: &Authorization) -> QuestionView {
    let wanted = question.link_id.as_deref().and_then(|link_id| wanted(link_id, case));
    let bounds = &question.bounds;
    let whole = |number: Option<u64>| number.and_then(|number| u32::try_from(number).ok());
    QuestionView {
        link_id: question.link_id.clone(),
        text: question.text.clone(),
        kind: kind(&question.kind),
        kind_word: (!question.kind.is_known()).then(|| question.kind.as_str().to_owned()),
        required: question.required,
        repeats: question.repeats,
        min_occurs: whole(question.min_occurs),
        max_occurs: whole(question.max_occurs),
        options: question
            .options
            .iter()
            .map(|choice| ChoiceView {
                code: choice.code.clone(),
                display: choice.display.clone().unwrap_or_else(|| choice.code.clone()),
            })
            .collect(),
        pattern: bounds.pattern.clone(),
        min_length: whole(bounds.min_length),
        max_length: whole(bounds.max_length),
        min: bounds.min.clone(),
        max: bounds.max.clone(),
        error_message: question.error_message.clone(),
        default_value: question.default_value.as_ref().and_then(default_value),
        hints: question
            .hints
            .iter()
            .map(|(name, content)| HintView { name: name.clone(), rows: rows(content, "") })
            .collect(),
        wanted: wanted.is_some(),
        message: wanted.flatten(),
        issues: issues(question.link_id.as_deref(), case),
        as_it_is: as_it_is(question, case),
        items: question.items.iter().map(|inner| question_view(inner, case)).collect(),
    }
}

/// A question the requirements name and the questionnaire does not have.
fn unplaced_view(link_id: &str, case: &Authorization) -> QuestionView {
    question_view(&Question::bare(link_id, QuestionKind::String), case)
}

/// What the requirements say of a question: nothing when they do not want it.
fn wanted(link_id: &str, case: &Authorization) -> Option<Option<String>> {
    let found = case.requirements.questions.iter().find(|question| question.link_id == link_id);
    found.map(|question| question.message.clone())
}

/// An issue's field names a question by its id; one that ends with it, after a dot or a bracket, means it too.
fn is_about(field: &str, link_id: &str) -> bool {
    field == link_id
        || field.strip_suffix(link_id).is_some_and(|before| before.ends_with(['.', '/', ']']))
        || field.strip_prefix(link_id).is_some_and(|after| after.starts_with(['[', '/']))
}

fn issues(link_id: Option<&str>, case: &Authorization) -> Vec<IssueView> {
    let Some(link_id) = link_id else { return Vec::new() };
    let about = |issue: &&RequirementsIssue| issue.field.as_deref().is_some_and(|field| is_about(field, link_id));
    case.requirements.issues.iter().filter(about).map(issue_view).collect()
}

fn is_on(field: &str, questions: &[QuestionView]) -> bool {
    questions.iter().any(|question| {
        question.link_id.as_deref().is_some_and(|link_id| is_about(field, link_id)) || is_on(field, &question.items)
    })
}

fn issue_view(issue: &RequirementsIssue) -> IssueView {
    IssueView { code: issue.code.clone(), message: issue.message.clone(), field: issue.field.clone() }
}

/// An outermost question with a value of an unknown shape anywhere inside is not changed from here: what is not understood
/// is not written back.
fn as_it_is(question: &Question, case: &Authorization) -> bool {
    let Some(link_id) = question.link_id.as_deref() else { return false };
    let outermost = case.answers.iter().filter(|answer| contains(answer, link_id));
    outermost.into_iter().any(|answer| !is_writable(answer))
}

fn contains(answer: &AnswerItem, link_id: &str) -> bool {
    answer.link_id == link_id || answer.items.iter().any(|inner| contains(inner, link_id))
}

fn default_value(value: &Json) -> Option<String> {
    match value {
        Json::Text(text) | Json::Number(text) => Some(text.clone()),
        Json::Bool(value) => Some(value.to_string()),
        Json::Object(_) => value.text_of("code").map(str::to_owned),
        Json::Null | Json::List(_) => None,
    }
}

fn kind(kind: &QuestionKind) -> QuestionKindCode {
    match kind {
        QuestionKind::Group => QuestionKindCode::Group,
        QuestionKind::String => QuestionKindCode::String,
        QuestionKind::Text => QuestionKindCode::Text,
        QuestionKind::Boolean => QuestionKindCode::Boolean,
        QuestionKind::Date => QuestionKindCode::Date,
        QuestionKind::Decimal => QuestionKindCode::Decimal,
        QuestionKind::Choice => QuestionKindCode::Choice,
        QuestionKind::Unknown(_) => QuestionKindCode::Unknown,
    }
}

fn answer_view(answer: &AnswerItem, questions: &[Question]) -> AnswerView {
    let question = Question::find(questions, &answer.link_id);
    let value = |value: &model::AnswerValue| {
        let text = value.text();
        let display = question.and_then(|question| question.display(&text)).map(str::to_owned);
        ValueView { text, display }
    };
    AnswerView {
        link_id: answer.link_id.clone(),
        values: answer.values.iter().map(value).collect(),
        items: answer.items.iter().map(|inner| answer_view(inner, questions)).collect(),
    }
}

fn attachment_view(attachment: &Attachment, file: &CaseFile) -> AttachmentView {
    let sent = attachment.file_id.as_ref().and_then(|id| file.sent_names.get(id));
    let name = attachment.label.as_ref().or(sent).cloned();
    let id = attachment.file_id.as_ref().map(ToString::to_string);
    AttachmentView {
        id: attachment.id.to_string(),
        name: name.or(id).unwrap_or_else(|| attachment.id.to_string()),
        types: attachment.document_types.clone(),
        description: attachment.description.clone(),
        created_at: attachment.created_at.map(time),
        can_show: attachment.file_id.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::case::tests::file_with;

    #[test]
    fn everything_asked_and_everything_answered_is_in_view() {
        let file = file_with(
            r#"{"questionnaire":{"item":[
                    {"linkId":"g","type":"group","text":"Treatment","item":[
                        {"linkId":"site","type":"choice","text":"Site of care","options":[{"code":"clinic","display":"Hospital clinic"}]},
                        {"linkId":"dose","type":"decimal","text":"Dose","requiredWhen":{"site":["clinic"]}}]},
                    {"linkId":"oath","type":"attestation"}]},
                "answers":{"item":[{"linkId":"g","item":[{"linkId":"site","answer":[{"valueCoding":{"code":"clinic"}}]}]},
                                   {"linkId":"stray","answer":[{"valueDecimal":1.50}]}]},
                "requirements":{"questions":[{"linkId":"dose","message":"Needed"},{"linkId":"late"}],
                                "issues":[{"code":"bad","field":"answers.item[0].dose"},{"code":"loose","field":"elsewhere"}]}}"#,
        );
        let view = requirements_view(&file, 1);
        let ids: Vec<_> = view.questions.iter().map(|question| question.link_id.as_deref().unwrap()).collect();
        assert_eq!(ids, ["g", "oath", "late"], "a wanted question without a place comes last");
        let dose = &view.questions[0].items[1];
        assert!(dose.wanted && dose.message.as_deref() == Some("Needed"));
        assert_eq!((dose.issues.len(), dose.hints.len(), dose.hints[0].name.as_str()), (1, 1, "requiredWhen"));
        assert_eq!(view.questions[1].kind_word.as_deref(), Some("attestation"));
        assert_eq!(view.issues.len(), 1, "an issue that fits no question stands apart");
        let site = &view.answers[0].items[0].values[0];
        assert_eq!((site.text.as_str(), site.display.as_deref()), ("clinic", Some("Hospital clinic")));
        assert_eq!(view.answers[1].values[0].text, "1.50");
    }

    #[test]
    fn a_value_of_an_unknown_shape_closes_its_outermost_question_only() {
        let file = file_with(
            r#"{"questionnaire":[{"linkId":"g","type":"group","item":[{"linkId":"a","type":"string"},{"linkId":"b","type":"string"}]},
                                 {"linkId":"c","type":"string"}],
                "answers":{"item":[{"linkId":"g","item":[{"linkId":"a","answer":[{"valueQuantity":{"value":7}}]},
                                                       {"linkId":"b","answer":[{"valueString":"x"}]}]}]}}"#,
        );
        let view = requirements_view(&file, 1);
        assert!(view.questions[0].as_it_is && view.questions[0].items[1].as_it_is);
        assert!(!view.questions[1].as_it_is);
    }

    #[test]
    fn an_issue_finds_its_question_by_id_alone_or_at_the_end_of_a_way() {
        assert!(
            is_about("dose", "dose")
                && is_about("answers.item[2].dose", "dose")
                && is_about("diagnoses[0]", "diagnoses")
        );
        assert!(!is_about("overdose", "dose") && !is_about("dosage", "dos"));
    }
}
