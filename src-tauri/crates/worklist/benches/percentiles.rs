//! The figures that have a limit, as percentiles over many different pieces of work: `cargo bench -p worklist --bench
//! percentiles`. Ends with a failure where one is missed.
#![allow(clippy::print_stdout, reason = "its output is what it is for")]
#![allow(clippy::indexing_slicing, reason = "a bench ends where something is wrong")]

mod support;

use model::{Step, Timestamp, Turn};
use rustix::time::{ClockId, clock_gettime};
use std::hint::black_box;
use std::process::ExitCode;
use support::{CASES, Shown, TYPED, list, open, row, spec};
use worklist::{Direction, Facet, Filter, Period, Search, Sort, SortBy, Spec, Worklist};

/// Milliseconds, in order.
struct Times(Vec<f64>);

impl Times {
    /// The value that so many of a hundred do not exceed.
    fn percentile(&self, of_hundred: usize) -> f64 {
        let index = (self.0.len() * of_hundred).div_ceil(100).saturating_sub(1);
        self.0.get(index).copied().unwrap_or(f64::NAN)
    }
}

struct Report {
    missed: bool,
}

impl Report {
    /// Prints how long pieces of work took, and holds them to a limit in milliseconds.
    fn line(&mut self, name: &str, limit: Option<f64>, mut times: Vec<f64>) {
        times.sort_by(f64::total_cmp);
        let times = Times(times);
        let (p50, p95, most) = (times.percentile(50), times.percentile(95), times.percentile(100));
        let verdict = match limit {
            Some(limit) if p95 > limit => "MISSED",
            Some(_) => "held",
            None => "",
        };
        self.missed |= verdict == "MISSED";
        let limit = limit.map_or(String::new(), |limit| format!("p95 at most {limit} ms"));
        println!("{name:<46} p50 {p50:>8.3}  p95 {p95:>8.3}  max {most:>8.3} ms  {limit} {verdict}");
    }
}

/// How long the processor was at it, in milliseconds: what else runs on the machine is not counted.
fn timed<T>(work: impl FnOnce() -> T) -> f64 {
    let start = own_time();
    black_box(work());
    own_time() - start
}

fn own_time() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn filters() -> Vec<Filter> {
    let text = |text: &str| Some(text.to_owned());
    let span = |from: i64, until: i64| Period { from: Some(Timestamp(from)), until: Some(Timestamp(until)) };
    vec![
        Filter::default(),
        Filter::turn(Turn::Yours),
        Filter::turn(Turn::Yours).step(Step::AnswerOrAttach),
        Filter::turn(Turn::Payer).with(Facet::Payer, [text("payer_1"), text("payer_2"), text("payer_3")]),
        Filter::default().with(Facet::Outcome, [text("denied")]).with(Facet::Stale, [text("no")]),
        Filter { created: span(1_700_000_000_000, 1_715_000_000_000), ..Filter::turn(Turn::Done) },
        Filter::default().with(Facet::Status, [text("on_holiday")]),
        Filter::default().with(Facet::Service, (90_000..90_200).map(|code| Some(code.to_string()))),
    ]
}

fn filtering(list: &Worklist<Shown>, report: &mut Report) {
    let rounds = || (0..20).flat_map(|_| filters());
    let mut view = open(spec(Filter::turn(Turn::Stopped), ""), list);
    let mut set = |filter: Filter| {
        view.set_spec(spec(filter, ""));
        timed(|| view.refresh(list))
    };
    report.line("filter, order kept", Some(15.0), rounds().map(&mut set).collect());
    let counted = rounds().map(|filter| timed(|| list.facets(&filter, &Search::default())));
    report.line("facets", Some(15.0), counted.collect());
    let both = rounds().map(|filter| {
        let mut view = open(spec(Filter::turn(Turn::Stopped), ""), list);
        view.set_spec(spec(filter, ""));
        timed(|| (view.refresh(list), view.facets(list)))
    });
    report.line("filter and its facets", Some(15.0), both.collect());
}

fn prefixes(typed: &'static str) -> impl Iterator<Item = &'static str> {
    typed.char_indices().map(move |(at, letter)| &typed[..at + letter.len_utf8()])
}

fn searching(list: &Worklist<Shown>, report: &mut Report) {
    for (name, filter, limit) in [
        ("key stroke, all cases", Filter::default(), 10.0),
        ("key stroke, one turn", Filter::turn(Turn::Yours), 10.0),
        ("key stroke and facets, all cases", Filter::default(), 15.0),
    ] {
        let with_facets = limit > 10.0;
        let mut view = open(spec(filter.clone(), ""), list);
        let strokes = (0..5).flat_map(|_| TYPED).flat_map(prefixes).map(|typed| {
            view.set_spec(spec(filter.clone(), typed));
            timed(|| (view.refresh(list), with_facets.then(|| view.facets(list))))
        });
        report.line(name, Some(limit), strokes.collect());
    }
    for typed in ["a", "e", "0", "auth", "auth_ffff", "invented", "invxnted", "mockford", "zzzzzz", "a e i n"] {
        let mut view = open(spec(Filter::default(), ""), list);
        let strokes = (0..20).map(|_| {
            view.forget();
            view.set_spec(spec(Filter::default(), typed));
            let time = timed(|| view.refresh(list));
            view.set_spec(spec(Filter::default(), ""));
            time
        });
        report.line(&format!("  \"{typed}\""), None, strokes.collect());
    }
}

/// A case was read again: nothing, its content, its place or its turn changed.
fn patching(list: &mut Worklist<Shown>, report: &mut Report) {
    for (name, typed) in [("one changed row", ""), ("one changed row, in a search", "mar")] {
        let mut view = open(spec(Filter::turn(Turn::Yours), typed), list);
        let first: Vec<_> = view.ids(list, 0..90);
        let on_screen: Vec<u32> = (0..CASES).filter(|number| first.contains(&row(*number, 1).id)).collect();
        let (mut version, mut seen) = (1, 0);
        let mut change = |list: &mut Worklist<Shown>, number: u32, leaves: bool| {
            version += 1;
            let mut row = row(number, version);
            if leaves {
                (row.turn, row.step) = (Turn::Payer, None);
            }
            timed(|| {
                list.put(row);
                seen += usize::from(view.refresh(list).is_some());
            })
        };
        let shown = (0..2_000).map(|round| change(list, on_screen[round % on_screen.len()], false));
        report.line(&format!("{name}, on screen"), Some(0.2), shown.collect());
        let others = (0..2_000).map(|round| change(list, round * 49 % CASES, false));
        report.line(&format!("{name}, anywhere"), Some(0.2), others.collect());
        let leaving = (0..2_000).map(|round| change(list, round * 49 % CASES, round % 2 == 0));
        report.line(&format!("{name}, that leaves or comes back"), Some(0.2), leaving.collect());
        assert!(seen >= 2_000, "what is on screen is told");
    }
    let mut view = open(spec(Filter::turn(Turn::Yours), ""), list);
    let taking = (0..100).map(|round| {
        let mut row = row(round * 7, 9);
        (row.turn, row.step) = (Turn::Yours, Some(Step::TellCollate));
        row.created_at = Some(Timestamp(i64::from(round)));
        timed(|| {
            list.put(row);
            view.take();
            view.refresh(list)
        })
    });
    report.line("taking one that moved", None, taking.collect());
}

fn sorting(report: &mut Report, list: &mut Worklist<Shown>) {
    for by in SortBy::ALL {
        let times = (0..10).map(|round| {
            // What left is made to come back: no order is kept from the round before.
            let again = row(round, 1);
            list.remove(&again.id);
            list.put(again);
            let sort = Sort { by, direction: Direction::Descending };
            let spec = Spec { sort, ..Spec::default() };
            timed(|| open(spec, list))
        });
        report.line(&format!("first by {}, all cases", by.word()), None, times.collect());
    }
}

fn main() -> ExitCode {
    let mut report = Report { missed: false };
    let mut list = list();
    println!("{} cases", list.len());
    filtering(&list, &mut report);
    searching(&list, &mut report);
    patching(&mut list, &mut report);
    sorting(&mut report, &mut list);
    let marking = (0..10).map(|_| timed(|| list.marker()));
    report.line("marker", None, marking.collect());
    let marker = list.marker();
    let digest = (0..10).map(|_| timed(|| list.since(&marker)));
    report.line("what happened since", None, digest.collect());
    if report.missed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
