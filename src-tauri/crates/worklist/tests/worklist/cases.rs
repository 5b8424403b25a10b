//! Invented cases, few enough values that they meet.

use model::{AuthorizationId, AuthorizationVersion, Outcome, Payer, Status, Step, Timestamp, Turn};
use proptest::prelude::*;
use worklist::{
    Direction, Facet, Facts, Filter, Period, Row, Search, Sort, SortBy, Spec, Value, named, searchable, step_word,
    turn_word,
};

/// A case in plain words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Case {
    pub(crate) id: AuthorizationId,
    pub(crate) version: u64,
    pub(crate) turn: Turn,
    pub(crate) step: Option<Step>,
    pub(crate) status: Status,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) payer: Option<(String, Option<String>)>,
    pub(crate) provider: Option<String>,
    pub(crate) service: Option<String>,
    pub(crate) created: Option<i64>,
    pub(crate) updated: Option<i64>,
    pub(crate) stale: bool,
    pub(crate) patient: Option<String>,
    pub(crate) member: Option<String>,
}

impl Case {
    /// Each sign of these counts.
    pub(crate) fn codes(&self) -> Vec<&str> {
        let rest = [&self.provider, &self.service, &self.member];
        std::iter::once(self.id.as_str()).chain(rest.into_iter().filter_map(|text| text.as_deref())).collect()
    }

    pub(crate) fn payer_name(&self) -> Option<&str> {
        self.payer.as_ref().map(|(id, name)| name.as_deref().unwrap_or(id))
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.patient.as_deref().into_iter().chain(self.payer_name()).collect()
    }

    /// As it is put into the list; all of it is shown.
    pub(crate) fn row(&self) -> Row<Case> {
        Row {
            id: self.id.clone(),
            turn: self.turn,
            step: self.step,
            created_at: self.created.map(Timestamp),
            facts: Facts {
                version: AuthorizationVersion(self.version),
                status: self.status.clone(),
                outcome: self.outcome.clone(),
                payer: self.payer.clone().map(|(id, display_name)| Payer { id, display_name }),
                provider: self.provider.clone(),
                service: self.service.clone(),
                updated_at: self.updated.map(Timestamp),
                stale: self.stale,
                title: self.patient.clone(),
            },
            words: searchable(self.codes()) + &named(self.names()),
            shown: self.clone(),
        }
    }

    /// Its value of a facet.
    pub(crate) fn value(&self, facet: Facet) -> Value {
        let text = |text: &str| Some(text.to_owned());
        match facet {
            Facet::Turn => text(turn_word(self.turn)),
            Facet::Step => self.step.and_then(|step| text(step_word(step))),
            Facet::Status => text(self.status.as_str()),
            Facet::Outcome => self.outcome.as_ref().and_then(|outcome| text(outcome.as_str())),
            Facet::Payer => self.payer.as_ref().map(|(id, _)| id.clone()),
            Facet::Provider => self.provider.clone(),
            Facet::Service => self.service.clone(),
            Facet::Stale => text(if self.stale { "yes" } else { "no" }),
        }
    }
}

pub(crate) fn id(number: u8) -> AuthorizationId {
    AuthorizationId::new(format!("auth_{number:02}X{}", number % 3)).unwrap()
}

fn maybe(texts: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop::sample::select(texts).prop_map(str::to_owned))
}

fn place() -> impl Strategy<Value = (Turn, Option<Step>, Status, Option<Outcome>)> {
    let step = prop::sample::select(vec![
        None,
        Some(Step::FinishAtPortal),
        Some(Step::ReviewAndAccept),
        Some(Step::AnswerOrAttach),
        Some(Step::TellCollate),
    ]);
    let outcome = prop::option::of(prop::sample::select(vec![Outcome::Approved, Outcome::Unknown("postponed".into())]));
    prop_oneof![
        4 => step.prop_map(|step| (Turn::Yours, step, Status::RequiresAction, None)),
        1 => Just((Turn::Collate, None, Status::Processing, None)),
        1 => outcome.prop_map(|outcome| (Turn::Done, None, Status::Completed, outcome)),
        1 => Just((Turn::Stopped, None, Status::Canceled, None)),
        1 => Just((Turn::NotRecognized, None, Status::Unknown("on_holiday".into()), None)),
    ]
}

/// A case of one of so many numbers.
pub(crate) fn case(numbers: u8) -> impl Strategy<Value = Case> {
    let payer = prop::option::of((
        prop::sample::select(vec!["p1", "p2", "p3"]).prop_map(str::to_owned),
        maybe(&["Ärztetest Health", "invented Plan", "Zeta Mock"]),
    ));
    let patients =
        &["Núñez, Lena", "nunez, lena", "Mockford-Test, Wilma", "Mockfort, Al", "O'Samplesson Ann", "Łysa Testa"];
    let people = (maybe(patients), maybe(&["W00-1234", "W00 1235", "Mockfor"]));
    let codes = (maybe(&["1900000001", "1900000002"]), maybe(&["97110", "J1745"]));
    let times = (prop::option::of(0i64..6), prop::option::of(0i64..6));
    (0..numbers, 0u64..3, place(), payer, people, codes, times, any::<bool>()).prop_map(
        |(number, version, (turn, step, status, outcome), payer, people, codes, times, stale)| Case {
            id: id(number),
            version,
            turn,
            step,
            status,
            outcome,
            payer,
            provider: codes.0,
            service: codes.1,
            created: times.0,
            updated: times.1,
            stale,
            patient: people.0,
            member: people.1,
        },
    )
}

fn period() -> impl Strategy<Value = Period> {
    let time = || prop::option::weighted(0.15, (0i64..6).prop_map(Timestamp));
    (time(), time()).prop_map(|(from, until)| Period { from, until })
}

/// A filter by a few facets and times.
pub(crate) fn filter() -> impl Strategy<Value = Filter> {
    let value = prop::sample::select(vec![
        (Facet::Turn, Some("yours")),
        (Facet::Turn, Some("done")),
        (Facet::Turn, Some("yours")),
        (Facet::Step, Some("tell_collate")),
        (Facet::Step, None),
        (Facet::Status, Some("requires_action")),
        (Facet::Status, Some("on_holiday")),
        (Facet::Status, Some("never_heard_of")),
        (Facet::Outcome, Some("postponed")),
        (Facet::Outcome, None),
        (Facet::Payer, Some("p1")),
        (Facet::Payer, Some("p2")),
        (Facet::Provider, Some("1900000001")),
        (Facet::Service, None),
        (Facet::Stale, Some("no")),
    ]);
    (prop::collection::vec(value, 0..3), period(), period()).prop_map(|(values, created, updated)| {
        let mut filter = Filter { created, updated, ..Filter::default() };
        for (facet, value) in values {
            filter.chosen.entry(facet).or_default().insert(value.map(str::to_owned));
        }
        filter
    })
}

/// What somebody may type.
pub(crate) fn typed() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "nunez",
            "Núñez,",
            "lena",
            "mockford",
            "mockfrod",
            "mckford",
            "mockforx",
            "w00",
            "w001234",
            "w00-1235",
            "auth",
            "auth_0",
            "x1",
            "e",
            "1",
            "testa",
            "tesat",
            "osampleson",
            "o'sampleson",
            "97110",
            "97111",
            "j-1745",
            "-",
            "health",
            "yourz",
            "ärztetst",
            "lysa",
            "zeta",
            "12",
        ])
        .prop_map(str::to_owned),
        "[a-z]{1,3}",
    ];
    prop::collection::vec(word, 0..3).prop_map(|words| words.join(" "))
}

pub(crate) fn sort() -> impl Strategy<Value = Sort> {
    let by = prop_oneof![2 => Just(SortBy::Step), 3 => prop::sample::select(SortBy::ALL.to_vec())];
    let direction = prop::sample::select(vec![Direction::Ascending, Direction::Descending]);
    (by, direction).prop_map(|(by, direction)| Sort { by, direction })
}

/// Any view; often one that looks for nothing.
pub(crate) fn spec() -> impl Strategy<Value = Spec> {
    let search = prop_oneof![Just(String::new()), typed()].prop_map(|typed| Search::new(&typed));
    (filter(), search, sort()).prop_map(|(filter, search, sort)| Spec { filter, search, sort })
}
