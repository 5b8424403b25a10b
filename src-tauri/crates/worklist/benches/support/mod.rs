//! 100,000 invented cases, the same every time.
#![allow(dead_code, reason = "each bench uses some of it")]
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a bench ends where something is wrong")]

use fastrand::Rng;
use model::{AuthorizationId, AuthorizationVersion, Outcome, Payer, Status, Step, Timestamp, Turn};
use worklist::{Facts, Filter, Row, Search, Sort, Span, Spec, View, Worklist, named, searchable};

/// How many cases.
pub(crate) const CASES: u32 = 100_000;
/// What a screen shows, and a page before and after it.
pub(crate) const WINDOW: Span = Span { first: 0, count: 100 };

const STEPS: [Step; 4] = [Step::FinishAtPortal, Step::ReviewAndAccept, Step::AnswerOrAttach, Step::TellCollate];
const STARTS: [&str; 24] = [
    "Mock", "Test", "Sam", "Faux", "Pre", "Dum", "Fig", "Imag", "Tri", "Ver", "Nún", "Lar", "Bel", "Cor", "Dan", "Els",
    "Har", "Jor", "Kel", "Mar", "Ol", "Pat", "Ros", "Wil",
];
const ENDS: [&str; 24] = [
    "ford", "well", "ple", "ington", "tend", "my", "ment", "inary", "al", "ify", "ez", "son", "linda", "nelia", "iela",
    "beth", "riet", "dan", "ly", "ianne", "ivia", "rick", "alind", "helmina",
];

/// As much as a line of the list shows.
#[derive(Clone, PartialEq)]
pub(crate) struct Shown {
    texts: [String; 14],
    read_at: u64,
}

fn word(rng: &mut Rng) -> String {
    let mut own = String::from(*rng.choice(&STARTS).expect("a start"));
    if rng.bool() {
        own.push_str(&rng.choice(&ENDS).expect("an end")[..2]);
    }
    own.push_str(rng.choice(&ENDS).expect("an end"));
    own
}

fn name(rng: &mut Rng) -> String {
    format!("{}, {}", word(rng), word(rng))
}

fn place(rng: &mut Rng) -> (Turn, Option<Step>, Status, Option<Outcome>) {
    match rng.u32(0..100) {
        0..30 => (Turn::Yours, Some(STEPS[rng.usize(0..4)]), Status::RequiresAction, None),
        30..45 => (Turn::Collate, None, Status::Processing, None),
        45..70 => (Turn::Payer, None, Status::WaitingOnPayer, None),
        70..95 => (Turn::Done, None, Status::Completed, Some(Outcome::KNOWN[rng.usize(0..4)].clone())),
        95..99 => (Turn::Stopped, None, Status::Canceled, None),
        _ => (Turn::NotRecognized, None, Status::Unknown("on_holiday".into()), None),
    }
}

/// The case of that number; the version changes what a reading changes.
pub(crate) fn row(number: u32, version: u64) -> Row<Shown> {
    let mut rng = Rng::with_seed(u64::from(number) + 1);
    let id = AuthorizationId::new(format!("auth_{:08X}{number:06}", rng.u32(..))).expect("an id");
    let (turn, step, status, outcome) = place(&mut rng);
    let (patient, doctor) = (name(&mut rng), name(&mut rng));
    let payer = rng.u32(0..40);
    let payer = Payer { id: format!("payer_{payer}"), display_name: Some(format!("Invented Health Plan {payer}")) };
    let provider = format!("19{:08}", rng.u32(0..300) * 7919);
    let service = format!("{}", 90_000 + rng.u32(0..400));
    let reference = format!("JSP {:04}-{:04} {}", rng.u32(0..9999), rng.u32(0..9999), rng.u32(0..99));
    let member = format!("W{:09}", rng.u32(..));
    let birth = format!("19{:02}-{:02}-{:02}", rng.u32(20..99), rng.u32(1..13), rng.u32(1..29));
    let own = [id.as_str(), &provider, &service, &reference, &member, &birth, "M54.5"];
    let words = searchable(own) + &named([patient.as_str(), &doctor, "Invented Health Plan"]);
    let minute = 60_000;
    let created = Timestamp(1_700_000_000_000 + i64::from(rng.u32(0..500_000)) * minute);
    let updated = created.plus_millis(i64::from(rng.u32(0..90_000)) * minute);
    let text = |text: &str| text.to_owned();
    let texts = [id.as_str(), &patient, &member, &provider, &service, &reference, &birth, &doctor]
        .map(text)
        .into_iter()
        .chain((0..6).map(|_| text("2026-11-24T15:10:00.000Z")));
    let texts: Vec<String> = texts.collect();
    Row {
        id,
        turn,
        step,
        created_at: Some(created),
        facts: Facts {
            version: AuthorizationVersion(version),
            status,
            outcome,
            payer: Some(payer),
            provider: Some(provider),
            service: Some(service),
            updated_at: Some(updated),
            stale: rng.u32(0..50) == 0,
            title: Some(patient),
        },
        words,
        shown: Shown { texts: texts.try_into().unwrap_or_default(), read_at: version },
    }
}

/// All of them.
pub(crate) fn rows() -> Vec<Row<Shown>> {
    (0..CASES).map(|number| row(number, 1)).collect()
}

/// The list with all of them.
pub(crate) fn list() -> Worklist<Shown> {
    let mut list = Worklist::default();
    for row in rows() {
        list.put(row);
    }
    list
}

/// An open view that was told everything.
pub(crate) fn open(spec: Spec, list: &Worklist<Shown>) -> View<Shown> {
    let mut view = View::new(spec, WINDOW);
    view.refresh(list);
    view
}

/// Everything, filtered by this, looked for by that.
pub(crate) fn spec(filter: Filter, typed: &str) -> Spec {
    Spec { filter, search: Search::new(typed), sort: Sort::default() }
}

/// What people type, key by key.
pub(crate) const TYPED: [&str; 8] =
    ["mockford", "nunez lar", "auth_0000", "jsp 0099", "w1234", "e a i n", "kelmntson", "1985-03"];
