//! Facts about the patient, read out of answers. The API names no patient, and each payer asks in its own words: a mapping
//! kept for the payer says which answer is which fact; where it says nothing, general rules look at a question's words. Where
//! neither finds anything there is no fact: nothing is guessed from a value.

use model::{AnswerItem, Question};
use std::collections::BTreeMap;

/// A fact that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// The patient's name.
    PatientName,
    /// The day of birth.
    BirthDate,
    /// The number with the payer.
    MemberId,
    /// The number of the group or plan.
    GroupNumber,
    /// Who ordered the service.
    OrderingProvider,
    /// The diagnosis.
    Diagnosis,
    /// The day of the service.
    ServiceDate,
    /// The clinic's own number.
    ClinicNumber,
}

impl Fact {
    /// Every fact, in the order it is shown.
    pub const ALL: [Self; 8] = [
        Self::PatientName,
        Self::BirthDate,
        Self::MemberId,
        Self::GroupNumber,
        Self::OrderingProvider,
        Self::Diagnosis,
        Self::ServiceDate,
        Self::ClinicNumber,
    ];

    /// Whether it is a person's name: one may be spelled a little differently, a number may not.
    #[must_use]
    pub fn is_name(self) -> bool {
        matches!(self, Self::PatientName | Self::OrderingProvider)
    }
}

/// How a person said an answer is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// By the question's id.
    LinkId(String),
    /// By the question's words, without regard to case and punctuation.
    QuestionText(String),
}

/// A fact, and where it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub fact: Fact,
    /// Its value, in words.
    pub value: String,
    /// The words of the questions it was read from; their ids where they have none.
    pub from: String,
    /// The ids of those questions.
    pub link_ids: Vec<String>,
    /// Whether a mapping found it; else the general rules did.
    pub mapped: bool,
}

/// An answered question with the words around it.
struct Answered<'a> {
    link_id: &'a str,
    label: &'a str,
    /// Words of its id and its text.
    own: Vec<String>,
    /// Words of the groups it stands in.
    around: Vec<String>,
    value: String,
}

/// Everything that can be read out of these answers, in the order of [`Fact::ALL`].
#[must_use]
pub fn facts(questions: &[Question], answers: &[AnswerItem], mapping: &BTreeMap<Fact, Source>) -> Vec<Found> {
    let mut answered = Vec::new();
    collect(questions, answers, &[], &mut answered);
    let find = |fact: Fact| match mapping.get(&fact) {
        // A mapping that finds nothing is not second-guessed: the payer asks for it, and it was not answered.
        Some(source) => {
            answered.iter().find(|answer| is_source(answer, source)).map(|answer| found(fact, &[answer], true))
        }
        None => by_rule(fact, &answered),
    };
    Fact::ALL.into_iter().filter_map(find).collect()
}

fn collect<'a>(questions: &'a [Question], answers: &'a [AnswerItem], around: &[String], out: &mut Vec<Answered<'a>>) {
    for item in answers {
        let question = Question::find(questions, &item.link_id);
        let label = question.and_then(|question| question.text.as_deref());
        let mut own = words(&item.link_id);
        own.extend(label.map(words).unwrap_or_default());
        let texts = item.values.iter().map(|value| {
            let text = value.text();
            let display = question.and_then(|question| question.display(&text));
            display.map_or(text.clone(), |display| format!("{display} ({text})"))
        });
        let value = texts.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join(", ");
        if !value.is_empty() {
            let (own, around) = (own.clone(), around.to_vec());
            out.push(Answered { link_id: &item.link_id, label: label.unwrap_or(&item.link_id), own, around, value });
        }
        own.extend_from_slice(around);
        collect(questions, &item.items, &own, out);
    }
}

fn is_source(answer: &Answered<'_>, source: &Source) -> bool {
    match source {
        Source::LinkId(link_id) => answer.link_id == link_id,
        Source::QuestionText(text) => words(answer.label) == words(text),
    }
}

fn found(fact: Fact, answers: &[&Answered<'_>], mapped: bool) -> Found {
    let join = |texts: Vec<&str>, by: &str| texts.join(by);
    Found {
        fact,
        value: join(answers.iter().map(|answer| answer.value.as_str()).collect(), ", "),
        from: join(answers.iter().map(|answer| answer.label).collect(), " + "),
        link_ids: answers.iter().map(|answer| answer.link_id.to_owned()).collect(),
        mapped,
    }
}

/// What payers call the person.
const PATIENT: [&str; 8] =
    ["patient", "member", "subscriber", "beneficiary", "insured", "recipient", "enrollee", "participant"];

/// Whose or what else's name a question may ask for.
const OTHERS: [&str; 17] = [
    "provider",
    "physician",
    "doctor",
    "prescriber",
    "plan",
    "payer",
    "facility",
    "drug",
    "medication",
    "medicine",
    "pharmacy",
    "contact",
    "employer",
    "clinic",
    "group",
    "user",
    "brand",
];
const GIVEN: [&str; 2] = ["first", "given"];
const FAMILY: [&str; 3] = ["last", "family", "surname"];

/// The patient's name: asked for in one question, or in two.
fn name(answered: &[Answered<'_>]) -> Option<Found> {
    let of_patient =
        |answer: &Answered<'_>| answer.has("name") && !answer.has_any(&OTHERS) && !answer.is_among(&OTHERS);
    // A question that asks for both asks for the whole name.
    let part = |names: &[&str], not: &[&str]| {
        let fits = |answer: &&Answered<'_>| of_patient(answer) && answer.has_any(names) && !answer.has_any(not);
        answered.iter().find(fits)
    };
    if let (Some(given), Some(family)) = (part(&GIVEN, &FAMILY), part(&FAMILY, &GIVEN)) {
        return Some(found(Fact::PatientName, &[family, given], false));
    }
    let whole = |answer: &&Answered<'_>| {
        let is_part = answer.has_any(&GIVEN) != answer.has_any(&FAMILY) || answer.has("middle");
        of_patient(answer) && !is_part && (answer.has_any(&PATIENT) || answer.is_among(&PATIENT))
    };
    answered.iter().find(whole).map(|answer| found(Fact::PatientName, &[answer], false))
}

fn by_rule(fact: Fact, answered: &[Answered<'_>]) -> Option<Found> {
    if fact == Fact::PatientName {
        return name(answered);
    }
    let number = ["id", "number", "no", "identifier"];
    let fits = |answer: &Answered<'_>| match fact {
        Fact::BirthDate => {
            answer.has_any(&["dob", "birthdate", "birthday"])
                || (answer.has("birth") && answer.has_any(&["date", "day", "born"]))
        }
        Fact::MemberId => {
            ((answer.has_any(&PATIENT) || answer.has_any(&["medicaid", "medicare"]))
                && answer.has_any(&number)
                && !answer.has("group"))
                || answer.has("memberid")
        }
        Fact::GroupNumber => answer.has("group") && answer.has_any(&number),
        Fact::OrderingProvider => {
            let ordering = ["ordering", "ordered", "requesting", "referring", "prescribing", "prescriber"];
            let who = ["provider", "physician", "doctor", "clinician", "prescriber", "name", "by"];
            answer.has_any(&ordering)
                && answer.has_any(&who)
                && !answer.has_any(&["npi", "number", "phone", "telephone", "fax", "address", "tax", "specialty"])
        }
        Fact::Diagnosis => {
            answer.has_any(&["diagnosis", "icd", "icd10"]) && !answer.has_any(&["date", "since", "when"])
        }
        Fact::ServiceDate => {
            answer.has("service") && answer.has_any(&["date", "day"]) && !answer.has_any(&["last", "end", "previous"])
        }
        Fact::ClinicNumber => {
            answer.has_any(&["mrn", "chart"]) || (answer.has_any(&["clinic", "record"]) && answer.has_any(&number))
        }
        // Found by rules of its own.
        Fact::PatientName => false,
    };
    answered.iter().find(|answer| fits(answer)).map(|answer| found(fact, &[answer], false))
}

impl Answered<'_> {
    fn has(&self, word: &str) -> bool {
        self.own.iter().any(|own| own == word)
    }

    fn has_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    fn is_among(&self, words: &[&str]) -> bool {
        self.around.iter().any(|around| words.contains(&around.as_str()))
    }
}

/// The words of an id or a text, in lower case: `patient.memberId` is patient, member, id.
fn words(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut word = String::new();
    let mut lower_before = false;
    for c in text.chars() {
        let starts = c.is_uppercase() && lower_before;
        if (starts || !c.is_alphanumeric()) && !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        lower_before = c.is_lowercase() || c.is_numeric();
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{AnswerValue, Choice, QuestionKind};

    fn question(link_id: &str, text: Option<&str>, items: Vec<Question>) -> Question {
        let kind = if items.is_empty() { QuestionKind::String } else { QuestionKind::Group };
        let options = vec![Choice { code: "M81.0".into(), display: Some("Osteoporosis".into()) }];
        Question { text: text.map(str::to_owned), options, items, ..Question::bare(link_id, kind) }
    }

    fn answer(link_id: &str, value: &str) -> AnswerItem {
        AnswerItem { link_id: link_id.into(), values: vec![AnswerValue::Text(value.into())], items: Vec::new() }
    }

    fn group(link_id: &str, items: Vec<AnswerItem>) -> AnswerItem {
        AnswerItem { link_id: link_id.into(), values: Vec::new(), items }
    }

    fn values(found: &[Found]) -> Vec<(Fact, &str)> {
        found.iter().map(|found| (found.fact, found.value.as_str())).collect()
    }

    #[test]
    fn words_of_ids_and_texts_are_told_apart() {
        assert_eq!(words("patient.memberId"), ["patient", "member", "id"]);
        assert_eq!(words("Patient's date of birth (DOB)"), ["patient", "s", "date", "of", "birth", "dob"]);
    }

    #[test]
    fn facts_are_found_under_names_that_differ_by_payer() {
        let one =
            [answer("patientName", "Mockford, Lena"), answer("dob", "1951-02-14"), answer("memberId", "JSP 0099")];
        let expected =
            [(Fact::PatientName, "Mockford, Lena"), (Fact::BirthDate, "1951-02-14"), (Fact::MemberId, "JSP 0099")];
        assert_eq!(values(&facts(&[], &one, &BTreeMap::new())), expected);
        let questions = [question(
            "q1",
            Some("Member"),
            vec![
                question("q2", Some("First name"), vec![]),
                question("q3", Some("Last name"), vec![]),
                question("q4", Some("Date of birth"), vec![]),
                question("q5", Some("Subscriber number"), vec![]),
            ],
        )];
        let two = [group(
            "q1",
            vec![answer("q2", "Lena"), answer("q3", "Mockford"), answer("q4", "1951-02-14"), answer("q5", "JSP 0099")],
        )];
        let found = facts(&questions, &two, &BTreeMap::new());
        assert_eq!(values(&found), expected);
        assert_eq!((found[0].from.as_str(), found[0].mapped), ("Last name + First name", false));
        assert_eq!(found[0].link_ids, ["q3", "q2"]);
    }

    #[test]
    fn one_question_for_both_parts_of_a_name_is_the_name_and_a_number_is_no_provider() {
        let questions = [
            question("a", Some("Recipient's name (last, first)"), vec![]),
            question("b", Some("Recipient number on the state card"), vec![]),
            question("c", Some("National provider number of the prescriber"), vec![]),
        ];
        let answers = [answer("a", "Mockford, Lena"), answer("b", "JSP 0099"), answer("c", "1999999984")];
        let found = facts(&questions, &answers, &BTreeMap::new());
        assert_eq!(values(&found), [(Fact::PatientName, "Mockford, Lena"), (Fact::MemberId, "JSP 0099")]);
    }

    #[test]
    fn another_persons_or_things_name_is_not_the_patients() {
        let answers = [
            answer("orderingProviderName", "Dr. A. Pretend"),
            answer("drugName", "Denosumab"),
            answer("planName", "Plan"),
            group("prescriber", vec![answer("name", "Dr. B. Pretend")]),
            answer("name", "Nobody knows whose"),
        ];
        assert_eq!(values(&facts(&[], &answers, &BTreeMap::new())), [(Fact::OrderingProvider, "Dr. A. Pretend")]);
    }

    #[test]
    fn a_mapping_comes_first_and_is_not_second_guessed() {
        let questions = [question("q9", Some("Who is this for?"), vec![])];
        let answers = [answer("patientName", "Wrong, Name"), answer("q9", "Right, Name")];
        let by_text = BTreeMap::from([(Fact::PatientName, Source::QuestionText("who is this for".into()))]);
        let found = facts(&questions, &answers, &by_text);
        assert_eq!((found[0].value.as_str(), found[0].mapped), ("Right, Name", true));
        let gone = BTreeMap::from([(Fact::PatientName, Source::LinkId("q10".into()))]);
        assert!(facts(&questions, &answers, &gone).is_empty());
    }

    #[test]
    fn a_chosen_answer_is_said_in_its_words() {
        let questions = [question("diagnosis", Some("Diagnosis"), vec![])];
        let found = facts(&questions, &[answer("diagnosis", "M81.0")], &BTreeMap::new());
        assert_eq!(values(&found), [(Fact::Diagnosis, "Osteoporosis (M81.0)")]);
    }
}
