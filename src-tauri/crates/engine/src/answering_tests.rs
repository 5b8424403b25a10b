use super::*;
use model::{Choice, Json};
use proptest::prelude::*;

fn question(link_id: &str, kind: QuestionKind) -> Question {
    Question::bare(link_id, kind)
}

fn group(link_id: &str, items: Vec<Question>) -> Question {
    Question { items, repeats: true, ..question(link_id, QuestionKind::Group) }
}

fn questions() -> Vec<Question> {
    let options = vec![Choice { code: "M81".into(), display: None }, Choice { code: "M80".into(), display: None }];
    vec![
        question("name", QuestionKind::String),
        question("born", QuestionKind::Date),
        question("dose", QuestionKind::Decimal),
        question("urgent", QuestionKind::Boolean),
        group(
            "diagnoses",
            vec![Question { options, ..question("code", QuestionKind::Choice) }, question("since", QuestionKind::Date)],
        ),
        question("oath", QuestionKind::Unknown("attestation".into())),
    ]
}

fn leaf(link_id: &str, value: &str) -> Typed {
    Typed { link_id: link_id.into(), values: vec![value.into()], items: Vec::new() }
}

fn occurrence(items: Vec<Typed>) -> Typed {
    Typed { link_id: "diagnoses".into(), values: Vec::new(), items }
}

fn answer(link_id: &str, values: Vec<AnswerValue>, items: Vec<AnswerItem>) -> AnswerItem {
    AnswerItem { link_id: link_id.into(), values, items }
}

fn code(value: &str) -> AnswerItem {
    answer("code", vec![AnswerValue::Code(value.into())], Vec::new())
}

#[test]
fn values_are_sent_in_the_type_of_their_question() {
    let typed = [
        leaf("name", " Lena "),
        leaf("born", "1951-02-14"),
        leaf("dose", "007.50"),
        leaf("urgent", "true"),
        leaf("oath", "I swear"),
    ];
    let sent = changed(&questions(), &[], &typed).unwrap();
    let values: Vec<_> = sent.into_iter().map(|item| item.values).collect();
    assert_eq!(
        values,
        [
            vec![AnswerValue::Text("Lena".into())],
            vec![AnswerValue::Date("1951-02-14".into())],
            vec![AnswerValue::Decimal("7.50".into())],
            vec![AnswerValue::Bool(true)],
            vec![AnswerValue::Text("I swear".into())],
        ]
    );
}

#[test]
fn what_cannot_be_sent_is_named_by_its_place_and_nothing_goes() {
    let typed = [
        leaf("born", "14 Feb 1951"),
        leaf("dose", "1,5"),
        leaf("urgent", "maybe"),
        occurrence(vec![leaf("code", "M81")]),
        occurrence(vec![leaf("code", "X99")]),
    ];
    let misfits = changed(&questions(), &[], &typed).unwrap_err();
    let seen: Vec<_> = misfits.iter().map(|misfit| (misfit.path.as_str(), misfit.problem)).collect();
    assert_eq!(
        seen,
        [
            ("born:0", Problem::NotADate),
            ("dose:0", Problem::NotANumber),
            ("urgent:0", Problem::NotYesOrNo),
            ("diagnoses:1/code:0", Problem::NotAnOption),
        ]
    );
}

#[test]
fn only_what_is_different_is_sent_and_a_group_goes_whole() {
    let had = [
        answer("name", vec![AnswerValue::Text("Lena".into())], Vec::new()),
        answer("diagnoses", Vec::new(), vec![code("M81")]),
        answer("diagnoses", Vec::new(), vec![code("M80")]),
    ];
    let same = [leaf("name", "Lena"), occurrence(vec![leaf("code", "M81")]), occurrence(vec![leaf("code", "M80")])];
    assert_eq!(changed(&questions(), &had, &same), Ok(Vec::new()));
    let typed = [
        leaf("name", "Lena"),
        occurrence(vec![leaf("code", "M81"), leaf("since", "")]),
        occurrence(vec![leaf("code", "M81")]),
    ];
    let sent = changed(&questions(), &had, &typed).unwrap();
    assert_eq!(
        sent,
        [answer("diagnoses", Vec::new(), vec![code("M81")]), answer("diagnoses", Vec::new(), vec![code("M81")])]
    );
    assert!(holds(&sent, &sent) && !holds(&had, &sent));
}

#[test]
fn what_is_emptied_is_cleared_and_what_never_was_is_left_out() {
    let had = [answer("name", vec![AnswerValue::Text("Lena".into())], Vec::new())];
    let sent = changed(&questions(), &had, &[leaf("name", ""), leaf("dose", " ")]).unwrap();
    assert_eq!(sent, [answer("name", Vec::new(), Vec::new())]);
    assert!(holds(&[], &sent));
}

#[test]
fn the_last_occurrence_of_a_group_can_be_taken_away() {
    let had = [answer("diagnoses", Vec::new(), vec![code("M81")])];
    let typed = [occurrence(vec![leaf("code", "")])];
    let sent = changed(&questions(), &had, &typed).unwrap();
    assert_eq!(sent, [answer("diagnoses", Vec::new(), vec![answer("code", Vec::new(), Vec::new())])]);
}

#[test]
fn an_option_that_is_no_longer_offered_may_stay() {
    let had = [answer("diagnoses", Vec::new(), vec![code("OLD")])];
    let kept = [occurrence(vec![leaf("code", "OLD"), leaf("since", "2026-01-01")])];
    assert_eq!(changed(&questions(), &had, &kept).unwrap().len(), 1);
    assert!(changed(&questions(), &[], &kept).is_err());
}

#[test]
fn a_value_of_an_unknown_shape_is_never_written() {
    let odd = answer("name", vec![AnswerValue::Other(Json::Null)], Vec::new());
    assert!(!is_writable(&answer("diagnoses", Vec::new(), vec![odd])));
    assert!(is_writable(&code("M81")));
}

#[test]
fn what_nobody_changed_goes_back_as_it_came() {
    let odd = vec![
        answer("gone", vec![AnswerValue::Decimal("7.5".into())], Vec::new()),
        answer("since", vec![AnswerValue::Text("last spring".into())], Vec::new()),
        code("M81"),
    ];
    let had = [
        answer("name", vec![AnswerValue::Text(" Lena ".into())], Vec::new()),
        answer("diagnoses", Vec::new(), odd.clone()),
    ];
    let typed = [
        leaf("name", " Lena "),
        occurrence(vec![leaf("gone", "7.5"), leaf("since", "last spring"), leaf("code", "M80")]),
    ];
    let sent = changed(&questions(), &had, &typed).unwrap();
    let mut expected = odd;
    expected[2] = code("M80");
    assert_eq!(sent, [answer("diagnoses", Vec::new(), expected)]);
}

#[test]
fn a_save_is_found_however_the_service_writes_it() {
    let dose = |digits: &str| answer("dose", vec![AnswerValue::Decimal(digits.into())], Vec::new());
    let in_group = |items| [answer("diagnoses", Vec::new(), items)];
    assert!(holds(&[dose("7.5")], &[dose("7.50")]) && holds(&[dose("8")], &[dose("8.0")]));
    assert!(!holds(&[dose("70")], &[dose("7")]));
    assert!(holds(&in_group(vec![dose("1"), code("M81")]), &in_group(vec![code("M81"), dose("1")])));
    let two = |first, second| [in_group(vec![code(first)]), in_group(vec![code(second)])].concat();
    assert!(!holds(&two("M80", "M81"), &two("M81", "M80")), "occurrences keep their order");
}

#[test]
fn numbers_keep_their_digits() {
    for (typed, sent) in
        [("1.50", "1.50"), ("-0.5", "-0.5"), (".5", "0.5"), ("+7", "7"), ("00", "0"), ("-2.70", "-2.70")]
    {
        assert_eq!(number(typed).as_deref(), Some(sent), "{typed}");
    }
    for typed in ["", ".", "1.", "1e5", "1,5", "--1", "x", "1 000", "½"] {
        assert_eq!(number(typed), None, "{typed}");
    }
}

proptest! {
    #[test]
    fn a_number_that_is_taken_is_one_in_json(typed in "[+-]?[0-9]{0,4}\\.?[0-9]{0,4}") {
        if let Some(sent) = number(&typed) {
            prop_assert!(serde_json::from_str::<f64>(&sent).is_ok(), "{}", sent);
        }
    }

    #[test]
    fn saving_what_was_just_saved_changes_nothing(name in "[a-z]{0,3}", dose in "[0-9]{0,2}", codes in prop::collection::vec(prop::sample::select(vec!["", "M80", "M81"]), 0..4)) {
        let mut typed = vec![leaf("name", &name), leaf("dose", &dose)];
        typed.extend(codes.iter().map(|code| occurrence(vec![leaf("code", code)])));
        let sent = changed(&questions(), &[], &typed).unwrap();
        prop_assert_eq!(changed(&questions(), &sent, &typed), Ok(Vec::new()));
    }
}
