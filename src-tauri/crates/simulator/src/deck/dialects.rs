//! How each payer asks its questions. No two name them alike, and one never asks for a name: that is what a client has to
//! cope with.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::world::payer::{BLUEFERN, HARBORLINE, JUNIPER, LARKSPUR, NORTHGATE, Payer, TIDEWELL};

/// Something a payer wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fact {
    Member,
    Born,
    Family,
    Given,
    FullName,
    OrderingNpi,
    FacilityNpi,
    Code,
    Diagnosis,
    Units,
    Place,
    From,
    CallBack,
}

/// A payer's way of asking.
#[derive(Debug)]
pub(super) struct Dialect {
    pub(super) payer: &'static Payer,
    /// Groups, each with its `linkId`, its text and its questions.
    groups: &'static [(&'static str, &'static str, &'static [Question])],
    /// The group for questions that only some services have.
    pub(super) clinical: (&'static str, &'static str),
}

/// A `linkId`, the text a person reads, and what is meant.
type Question = (&'static str, &'static str, Fact);

/// A question with its answer: what a case adds to its payer's own questions.
#[derive(Clone, Debug)]
pub(super) struct Extra {
    pub(super) link: &'static str,
    pub(super) text: &'static str,
    pub(super) value: Value,
    /// Options of a choice, as code and words.
    pub(super) options: &'static [(&'static str, &'static str)],
    /// Extra properties of the question, such as limits.
    pub(super) hints: Value,
}

pub(super) static NORTHGATE_ASKS: Dialect = Dialect {
    payer: &NORTHGATE,
    groups: &[
        (
            "patient",
            "Patient",
            &[
                ("member_id", "Member ID", Fact::Member),
                ("date_of_birth", "Date of birth", Fact::Born),
                ("last_name", "Last name", Fact::Family),
                ("first_name", "First name", Fact::Given),
            ],
        ),
        (
            "order",
            "Order",
            &[
                ("ordering_npi", "Ordering NPI", Fact::OrderingNpi),
                ("service_code", "Service code", Fact::Code),
                ("diagnosis_code", "Diagnosis code", Fact::Diagnosis),
                ("units", "Units", Fact::Units),
                ("place_of_service", "Place of service", Fact::Place),
                ("service_date_from", "Date of service from", Fact::From),
                ("facility_npi", "Facility NPI", Fact::FacilityNpi),
                ("callback_phone", "Call-back phone", Fact::CallBack),
            ],
        ),
    ],
    clinical: ("clinical", "Clinical questions"),
};

pub(super) static HARBORLINE_ASKS: Dialect = Dialect {
    payer: &HARBORLINE,
    groups: &[
        (
            "patient",
            "Member",
            &[
                ("patient.memberNumber", "Harborline member number", Fact::Member),
                ("patient.birthDate", "Birth date", Fact::Born),
                ("patient.fullName", "Last name, first name", Fact::FullName),
            ],
        ),
        (
            "service",
            "Service",
            &[
                ("service.procedureCode", "Procedure code", Fact::Code),
                ("service.primaryDiagnosis", "Primary diagnosis", Fact::Diagnosis),
                ("service.startDate", "Start of service", Fact::From),
                ("provider.orderingNpi", "NPI of the ordering provider", Fact::OrderingNpi),
                ("provider.facilityNpi", "NPI of the place of service", Fact::FacilityNpi),
            ],
        ),
    ],
    clinical: ("service.clinical", "Clinical information"),
};

pub(super) static BLUEFERN_ASKS: Dialect = Dialect {
    payer: &BLUEFERN,
    groups: &[
        (
            "subscriber",
            "Subscriber",
            &[
                ("subscriberId", "Subscriber ID", Fact::Member),
                ("subscriberName", "Subscriber name", Fact::FullName),
                ("subscriberDob", "Subscriber date of birth", Fact::Born),
            ],
        ),
        (
            "treatment",
            "Treatment",
            &[
                ("treatmentCode", "Treatment code", Fact::Code),
                ("treatmentDx", "Diagnosis (ICD-10)", Fact::Diagnosis),
                ("treatmentVisits", "Number of visits", Fact::Units),
                ("treatmentFrom", "First visit", Fact::From),
                ("prescriberNpi", "Prescriber NPI", Fact::OrderingNpi),
            ],
        ),
    ],
    clinical: ("clinicalDetails", "Clinical details"),
};

pub(super) static LARKSPUR_ASKS: Dialect = Dialect {
    payer: &LARKSPUR,
    groups: &[(
        "req",
        "Request",
        &[
            ("mbr-no", "Mbr no.", Fact::Member),
            ("mbr-dob", "Mbr DOB", Fact::Born),
            ("mbr-last", "Mbr last name", Fact::Family),
            ("mbr-first", "Mbr first name", Fact::Given),
            ("ord-npi", "Ord. prov. NPI", Fact::OrderingNpi),
            ("svc-cd", "Svc code", Fact::Code),
            ("dx-cd", "Dx code", Fact::Diagnosis),
            ("dos-from", "DOS from", Fact::From),
        ],
    )],
    clinical: ("clin", "Clinical"),
};

pub(super) static JUNIPER_ASKS: Dialect = Dialect {
    payer: &JUNIPER,
    groups: &[
        (
            "JSP-A",
            "Section A: recipient",
            &[
                ("JSP-A-01", "Recipient number on the state card", Fact::Member),
                ("JSP-A-02", "Recipient's name", Fact::FullName),
                ("JSP-A-03", "Recipient's date of birth", Fact::Born),
            ],
        ),
        (
            "JSP-B",
            "Section B: service",
            &[
                ("JSP-B-01", "Code of the service or medicine", Fact::Code),
                ("JSP-B-02", "Diagnosis", Fact::Diagnosis),
                ("JSP-B-03", "National provider number of the prescriber", Fact::OrderingNpi),
                ("JSP-B-04", "Telephone for questions", Fact::CallBack),
            ],
        ),
    ],
    clinical: ("JSP-C", "Section C: treatment so far"),
};

/// Tidewell numbers its questions and asks for no name at all.
pub(super) static TIDEWELL_ASKS: Dialect = Dialect {
    payer: &TIDEWELL,
    groups: &[(
        "q1000",
        "Intake",
        &[
            ("q1001", "What is the ID on the member's card?", Fact::Member),
            ("q1002", "When was the member born?", Fact::Born),
            ("q1003", "Which service is asked for?", Fact::Code),
            ("q1004", "What is the main diagnosis?", Fact::Diagnosis),
            ("q1005", "Who orders it (NPI)?", Fact::OrderingNpi),
            ("q1006", "When shall it begin?", Fact::From),
        ],
    )],
    clinical: ("q2000", "About the service"),
};

/// Every payer's way.
pub(super) static DIALECTS: [&Dialect; 6] =
    [&NORTHGATE_ASKS, &HARBORLINE_ASKS, &BLUEFERN_ASKS, &LARKSPUR_ASKS, &JUNIPER_ASKS, &TIDEWELL_ASKS];

/// Puts the day of `now` wherever a questionnaire says `today`.
pub(super) fn until_today(questionnaire: &mut Value, now: Timestamp) {
    if questionnaire.get("max").is_some_and(|max| max == "today")
        && let Some(question) = questionnaire.as_object_mut()
    {
        question.insert("max".to_owned(), json!(now.strftime("%Y-%m-%d").to_string()));
    }
    for question in questionnaire.get_mut("item").and_then(Value::as_array_mut).into_iter().flatten() {
        until_today(question, now);
    }
}

impl Fact {
    /// Whether a case that is being created must tell it.
    fn is_required_at_first(self) -> bool {
        !matches!(self, Self::Units | Self::Place | Self::FacilityNpi | Self::CallBack)
    }
}

impl Dialect {
    /// The questionnaire of a case that is being created, with the answers that the request itself gives.
    pub(super) fn blank(&self, provider_npi: &str, code: &str) -> (Value, Value) {
        let (mut questions, mut answers) = (Vec::new(), Vec::new());
        for (link, text, members) in self.groups {
            let mut told = Vec::new();
            let mut asked = Vec::new();
            for (link, text, fact) in *members {
                asked.push(question(link, text, *fact, fact.is_required_at_first()));
                match fact {
                    Fact::OrderingNpi => told.push(json!({ "linkId": link, "answer": [answer(*fact, provider_npi)] })),
                    Fact::Code => told.push(json!({ "linkId": link, "answer": [answer(*fact, code)] })),
                    _ => {}
                }
            }
            questions.push(json!({ "linkId": link, "text": text, "type": "group", "item": asked }));
            if !told.is_empty() {
                answers.push(json!({ "linkId": link, "item": told }));
            }
        }
        (json!({ "item": questions }), json!({ "item": answers }))
    }

    /// How this payer names the question for a fact, if it asks for it.
    pub(super) fn link(&self, fact: Fact) -> Option<&'static str> {
        let questions = self.groups.iter().flat_map(|(_, _, questions)| *questions);
        questions.into_iter().find(|(_, _, asked)| *asked == fact).map(|(link, _, _)| *link)
    }

    /// The questionnaire and the answers to it. `None` leaves a question unanswered.
    pub(super) fn interview(&self, facts: impl Fn(Fact) -> String, extras: &[Extra]) -> (Value, Value) {
        let mut questions = Vec::new();
        let mut answers = Vec::new();
        for (link, text, members) in self.groups {
            let asked: Vec<Value> =
                members.iter().map(|(link, text, fact)| question(link, text, *fact, true)).collect();
            let told: Vec<Value> = members
                .iter()
                .map(|(link, _, fact)| json!({ "linkId": link, "answer": [answer(*fact, &facts(*fact))] }))
                .collect();
            questions.push(json!({ "linkId": link, "text": text, "type": "group", "item": asked }));
            answers.push(json!({ "linkId": link, "item": told }));
        }
        if !extras.is_empty() {
            let (link, text) = self.clinical;
            let asked: Vec<Value> = extras.iter().map(Extra::question).collect();
            let told: Vec<Value> = extras.iter().flat_map(Extra::answers).collect();
            questions.push(json!({ "linkId": link, "text": text, "type": "group", "item": asked }));
            answers.push(json!({ "linkId": link, "item": told }));
        }
        (json!({ "item": questions }), json!({ "item": answers }))
    }
}

fn question(link: &str, text: &str, fact: Fact, required: bool) -> Value {
    let kind = if matches!(fact, Fact::Born | Fact::From) { "date" } else { "string" };
    let mut question = json!({ "linkId": link, "text": text, "type": kind, "required": required, "repeats": false });
    if let (Fact::Born, Some(question)) = (fact, question.as_object_mut()) {
        question.insert("max".to_owned(), json!("today"));
    }
    question
}

fn answer(fact: Fact, value: &str) -> Value {
    match fact {
        Fact::Born | Fact::From => json!({ "valueDate": value }),
        _ => json!({ "valueString": value }),
    }
}

impl Extra {
    pub(super) fn new(link: &'static str, text: &'static str, value: impl Into<Value>) -> Self {
        Self { link, text, value: value.into(), options: &[], hints: json!({}) }
    }

    pub(super) fn choice(mut self, options: &'static [(&'static str, &'static str)]) -> Self {
        self.options = options;
        self
    }

    pub(super) fn hints(mut self, hints: Value) -> Self {
        self.hints = hints;
        self
    }

    /// A group that may be there several times; the value is a list with the answers of each.
    fn is_repeated(&self) -> bool {
        self.value.is_array()
    }

    fn question(&self) -> Value {
        let kind = match &self.value {
            Value::Array(_) => "group",
            _ if !self.options.is_empty() => "choice",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "decimal",
            _ => "string",
        };
        let mut question = json!({
            "linkId": self.link,
            "text": self.text,
            "type": kind,
            "required": !self.is_repeated(),
            "repeats": self.is_repeated(),
        });
        if let Some(question) = question.as_object_mut() {
            if !self.options.is_empty() {
                let options: Vec<Value> =
                    self.options.iter().map(|(code, display)| json!({ "code": code, "display": display })).collect();
                question.insert("options".to_owned(), Value::Array(options));
            }
            if let Some(hints) = self.hints.as_object() {
                question.extend(hints.clone());
            }
        }
        question
    }

    fn answers(&self) -> Vec<Value> {
        match &self.value {
            Value::Array(occurrences) => {
                occurrences.iter().map(|items| json!({ "linkId": self.link, "item": items })).collect()
            }
            Value::Null => Vec::new(),
            value => {
                let name = match value {
                    _ if !self.options.is_empty() => {
                        return vec![self.answered(json!({ "valueCoding": { "code": value } }))];
                    }
                    Value::Bool(_) => "valueBoolean",
                    Value::Number(_) => "valueDecimal",
                    _ if self.hints.get("type").is_some_and(|kind| kind == "date") => "valueDate",
                    _ => "valueString",
                };
                vec![self.answered(json!({ name: value }))]
            }
        }
    }

    fn answered(&self, value: Value) -> Value {
        json!({ "linkId": self.link, "answer": [value] })
    }
}
