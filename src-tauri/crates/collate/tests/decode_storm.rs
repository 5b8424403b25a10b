//! A slice of the storm that `cargo run -p collate --release --example decode_storm -- 10000000` runs whole.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking"
)]

mod storm;

use collate::{Operation, check_answer};

#[test]
fn every_document_that_is_damaged_is_a_whole_one_at_first() {
    for (operation, contract, document) in storm::SEEDS {
        let read = check_answer(*operation, document.as_bytes(), *contract);
        let is_error = document.starts_with(r#"{"error""#);
        assert_eq!(read.is_ok(), !is_error, "{operation:?} {contract:?}: {read:?}");
    }
    assert!(storm::SEEDS.iter().any(|(operation, ..)| *operation == Operation::CreateFile));
}

#[test]
fn two_hundred_thousand_damaged_documents_are_values_or_typed_errors() {
    let work = |seed| std::panic::catch_unwind(|| storm::run(seed, 100_000)).map_err(|_| storm::current());
    let workers: Vec<_> = (0..2).map(|seed| std::thread::spawn(move || work(seed))).collect();
    let tallies = workers.into_iter().map(|worker| worker.join().unwrap().unwrap());
    let tally = tallies.fold(storm::Tally::default(), storm::Tally::plus);
    assert_eq!(tally.inputs, 200_000);
    for share in [tally.plain, tally.odd, tally.not_understood, tally.not_json] {
        assert!(share > 5_000, "the storm reaches everything: {tally:?}");
    }
}
