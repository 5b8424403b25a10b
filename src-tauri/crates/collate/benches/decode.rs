//! Decoding beside plain parsing of the same bytes: `cargo bench -p collate`.
#![allow(clippy::expect_used, reason = "a bench ends where something is wrong")]

#[path = "../tests/documents/mod.rs"]
mod documents;

use collate::{Contract, decode_authorization, decode_page, parse_json};
use divan::{Bencher, counter::BytesCount};

fn main() {
    divan::main();
}

fn page_of_100() -> Vec<u8> {
    documents::page(Contract::B1, 100).0
}

fn case_of_1_mb() -> Vec<u8> {
    documents::large(1_000_000)
}

fn each<T>(bencher: Bencher<'_, '_>, bytes: &[u8], work: impl Fn(&[u8]) -> T + Sync) {
    bencher.counter(BytesCount::of_slice(bytes)).bench(|| work(divan::black_box(bytes)));
}

#[divan::bench]
fn page_decoded(bencher: Bencher<'_, '_>) {
    each(bencher, &page_of_100(), |bytes| decode_page(bytes, Contract::B1));
}

#[divan::bench]
fn page_parsed(bencher: Bencher<'_, '_>) {
    each(bencher, &page_of_100(), parse_json);
}

#[divan::bench]
fn page_as_plain_value(bencher: Bencher<'_, '_>) {
    each(bencher, &page_of_100(), |bytes| serde_json::from_slice::<serde_json::Value>(bytes));
}

#[divan::bench]
fn case_decoded(bencher: Bencher<'_, '_>) {
    each(bencher, &case_of_1_mb(), |bytes| decode_authorization(bytes, Contract::B1));
}

#[divan::bench]
fn case_parsed(bencher: Bencher<'_, '_>) {
    each(bencher, &case_of_1_mb(), parse_json);
}

#[divan::bench]
fn case_as_plain_value(bencher: Bencher<'_, '_>) {
    each(bencher, &case_of_1_mb(), |bytes| serde_json::from_slice::<serde_json::Value>(bytes));
}
