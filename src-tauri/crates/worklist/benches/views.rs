//! The list at 100,000 cases, and what it takes in memory: `cargo bench -p worklist --bench views`. The percentiles that have a
//! limit stand in `percentiles.rs`.
#![allow(clippy::expect_used, reason = "a bench ends where something is wrong")]

mod support;

use divan::{AllocProfiler, Bencher};
use model::Turn;
use std::cell::Cell;
use std::sync::LazyLock;
use support::{CASES, Shown, TYPED, list, open, row, rows, spec};
use worklist::{Filter, Row, Search, Worklist};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

static LIST: LazyLock<Worklist<Shown>> = LazyLock::new(list);

fn main() {
    divan::main();
}

/// A list of all cases of which nothing is shown, found by all they are found by, or by nothing.
fn of_itself(words: bool) -> Worklist<()> {
    let mut list = Worklist::default();
    for number in 0..CASES {
        let Row { id, turn, step, created_at, facts, words: own, .. } = row(number, 1);
        let words = if words { own } else { String::new() };
        list.put(Row { id, turn, step, created_at, facts, words, shown: () });
    }
    list
}

/// "max alloc" through 100,000 is what a row takes beside what is shown of it and what it is found by: its id, its facts, and
/// what is made of them.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn memory_of_the_list_itself(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| of_itself(false));
}

/// The same with what it is found by, which stands in it once.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn memory_of_the_list_and_its_words(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| of_itself(true));
}

/// A view of all cases that looks for something, which is the most a view can take. In the first sample is the list's own
/// order, too, which every view of it shares.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn memory_of_a_view(bencher: Bencher<'_, '_>) {
    LazyLock::force(&LIST);
    bencher.bench_local(|| open(spec(Filter::default(), "a"), &LIST));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn a_hundred_thousand_put(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(rows).bench_local_values(|rows| {
        let mut list = Worklist::default();
        for row in rows {
            list.put(row);
        }
        list
    });
}

#[divan::bench]
fn filter_by_turn(bencher: Bencher<'_, '_>) {
    LazyLock::force(&LIST);
    bencher.bench_local(|| open(spec(Filter::turn(Turn::Yours), ""), &LIST));
}

#[divan::bench]
fn facets_of_all(bencher: Bencher<'_, '_>) {
    LazyLock::force(&LIST);
    bencher.bench_local(|| LIST.facets(&Filter::turn(Turn::Yours), &Search::default()));
}

#[divan::bench(args = TYPED)]
fn search_for(bencher: Bencher<'_, '_>, typed: &str) {
    LazyLock::force(&LIST);
    bencher.bench_local(|| open(spec(Filter::default(), typed), &LIST));
}

#[divan::bench(args = ["a", "e", "1"])]
fn search_for_one_letter(bencher: Bencher<'_, '_>, typed: &str) {
    LazyLock::force(&LIST);
    bencher.bench_local(|| open(spec(Filter::default(), typed), &LIST));
}

#[divan::bench]
fn one_changed_row(bencher: Bencher<'_, '_>) {
    let mut list = LIST.clone();
    let mut view = open(spec(Filter::turn(Turn::Yours), ""), &list);
    let first = view.ids(&list, 0..1).pop().expect("a case");
    let number = (0..CASES).find(|number| row(*number, 1).id == first).expect("it is one of ours");
    let version = Cell::new(1);
    let next = || {
        version.set(version.get() + 1);
        row(number, version.get())
    };
    bencher.with_inputs(next).bench_local_values(|row| {
        list.put(row);
        view.refresh(&list).expect("it is told")
    });
}
