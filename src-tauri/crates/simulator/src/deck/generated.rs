//! As many more cases as anybody wants: always the same, spread over every status.

use super::dialects::{DIALECTS, Fact, NORTHGATE_ASKS};
use super::draft::Draft;
use super::people::{FICTIONAL, NOTREAL, PRETEND, SERVICES, SPINE_MRI, person};
use crate::world::case::approval;
use crate::world::script::{Requirements, Ruling};
use crate::world::vocabulary::Status;

static FAMILIES: [&str; 19] = [
    "Sample",
    "Specimen",
    "Example",
    "Placeholder",
    "Mockwell",
    "Fauxley",
    "Demoson",
    "Dummett",
    "Fabricant",
    "Inventor",
    "Pretender",
    "Imagined",
    "Fictive",
    "Nonesuch",
    "Standish-In",
    "Makebelieve",
    "Synthetic",
    "Testcase",
    "Nobody",
];

static GIVEN: [&str; 23] = [
    "Ada", "Ben", "Cleo", "Dov", "Elsa", "Finn", "Gwen", "Hal", "Ines", "Jon", "Kaya", "Leo", "Mina", "Ned", "Olga",
    "Pia", "Quentin", "Rita", "Sven", "Tess", "Ugo", "Vida", "Wes",
];

/// The `index`-th generated case.
pub(super) fn draft(index: usize) -> Draft {
    let number = u32::try_from(index).unwrap_or(u32::MAX);
    let dialect = pick(&DIALECTS, index).copied().unwrap_or(&NORTHGATE_ASKS);
    let service = pick(&SERVICES, index * 7 + 3).copied().unwrap_or(&SPINE_MRI);
    let patient = person(
        pick(&FAMILIES, index * 5).unwrap_or(&"Sample"),
        pick(&GIVEN, index * 3 + index / 19).unwrap_or(&"Ada"),
        &format!("{}-{:02}-{:02}", 1935 + number % 80, 1 + number % 12, 1 + number % 28),
        &format!("PRACTICE {:04} {:04}", number / 7, number),
    );
    let draft = Draft::new(&format!("auth_N{number:06}"), dialect, patient, service)
        .teaches("A generated case, to fill the list.")
        .provider(pick(&[PRETEND, FICTIONAL, NOTREAL], index).copied().unwrap_or(PRETEND))
        .version(u64::from(11 + number % 20))
        .age(2 + number % 400, 1 + number % 90);
    let reference = dialect.payer.reference(1_000 + number);
    match index % 20 {
        0 | 1 => draft.asks_requirements(
            Requirements::default()
                .question(dialect.link(Fact::Diagnosis).unwrap_or_default(), "This diagnosis is not specific enough.")
                .document("chart_notes", "Attach the chart notes."),
        ),
        2 => draft.receipt(&reference).asks_requirements(
            Requirements::default().document("lab_results", "The payer asks for the latest lab results."),
        ),
        3 => draft.asks_continue(),
        4 | 5 => draft.asks_approval("rev_GEN01"),
        6 => draft.asks_covered_handoff("rev_GEN02"),
        7 => draft.asks_handoff(),
        8..=10 => draft.is(Status::Processing),
        11..=13 => draft.receipt(&reference).is(Status::WaitingOnPayer),
        14 | 15 => draft.receipt(&reference).ended(approval()),
        16 => draft.receipt(&reference).ended(Ruling::outcome("denied")),
        17 => draft.receipt(&reference).ended(Ruling::outcome("modified")),
        18 => draft.ended(Ruling::outcome(if index % 40 == 18 { "not_required" } else { "failed" })),
        _ => draft.is(Status::Canceled),
    }
}

fn pick<T>(from: &[T], index: usize) -> Option<&T> {
    from.get(index % from.len().max(1))
}
