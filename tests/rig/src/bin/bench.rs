//! `cargo xtask bench`: measures the program beside an empty window, in turn, on the same display with the same renderer
//! settings. Prints a table, writes a list of `{name, value, unit, aim, limit, peer}`, and fails where a limit is missed.

use rig::measure::{median, memory_of_tree};
use rig::{Browser, Desktop, Folder, Program, Service, ServiceOptions, Started, Window, connected_by};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant, SystemTime};

/// How often each is measured.
const ROUNDS: usize = 10;
/// How long a program may take to start.
const STARTING: Duration = Duration::from_secs(30);
/// Cases in the list.
const CASES: u32 = 500;
/// Cases that were seen in an earlier run.
const REMEMBERED: u32 = 5_000;
/// How long the run that sees them may take: the list is read two pages a second.
const SEEING: Duration = Duration::from_secs(300);
/// From the first paint to the measuring of memory.
const SETTLE: Duration = Duration::from_secs(3);
/// Aim and limit, as multiples of the empty window.
const AIM: f64 = 1.3;
const LIMIT: f64 = 1.6;
/// What opening the portal may take beyond the mint request itself, in milliseconds.
const OPENING: f64 = 25.0;
/// A case whose handoff needs no package.
const CASE: &str = "auth_V3C9QA";

#[derive(Serialize)]
struct Row {
    name: &'static str,
    value: f64,
    unit: &'static str,
    aim: f64,
    limit: f64,
    peer: f64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [programs, out] = words.as_slice() else {
        println!("usage: bench FOLDER-OF-PROGRAMS OUT.json");
        return ExitCode::from(2);
    };
    let programs = Path::new(programs);
    let mut rows = beside_an_empty_window(programs);
    rows.push(with_remembered_cases(programs));
    rows.push(opening_the_portal(programs).await);
    for row in &mut rows {
        for number in [&mut row.value, &mut row.aim, &mut row.limit, &mut row.peer] {
            *number = (*number * 100.0).round() / 100.0;
        }
    }
    let json = serde_json::to_string_pretty(&rows).expect("numbers can be written");
    std::fs::write(out, json + "\n").expect("the results can be written");
    print(&rows);
    if rows.iter().all(|row| row.value <= row.limit) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn print(rows: &[Row]) {
    println!("\n{:<44} {:>9} {:>9} {:>6} {:>9} {:>9}", "", "here", "peer", "times", "aim", "limit");
    for row in rows {
        let times = row.value / row.peer;
        let verdict = match row.value {
            value if value <= row.aim => "within the aim",
            value if value <= row.limit => "within the limit",
            _ => "LIMIT MISSED",
        };
        println!(
            "{:<44} {:>6.1} {:<2} {:>6.1} {:<2} {:>6.2} {:>6.1} {:<2} {:>6.1} {:<2}  {verdict}",
            row.name, row.value, row.unit, row.peer, row.unit, times, row.aim, row.unit, row.limit, row.unit
        );
    }
}

fn beside_an_empty_window(programs: &Path) -> Vec<Row> {
    let desktop = Desktop::with_bus();
    let service = Service::start(programs, ServiceOptions { cases: Some(CASES), ..ServiceOptions::default() });
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        let empty = measured(&desktop, &programs.join("empty-window"), "painted", |command, marks| {
            command.env("EMPTY_WINDOW_MARKS", marks);
        });
        let home = Folder::new("bench-home");
        let desk = measured(&desktop, &programs.join("prior-auth-desk"), "queue_usable", |command, marks| {
            command.env("PRIOR_AUTH_DESK_MARKS", marks);
            command.env("PRIOR_AUTH_DESK_HOME", home.path());
            command.env("PRIOR_AUTH_DESK_CONNECT", connected_by(&service));
        });
        println!(
            "   round {round:>2}: empty window {:>5.0} ms {:>5.1} MB, the desk {:>5.0} ms {:>5.1} MB",
            empty.0, empty.1, desk.0, desk.1
        );
        theirs.push(empty);
        ours.push(desk);
    }
    let row = |name, unit, pick: fn(&(f64, f64)) -> f64| {
        let (value, peer) = (median(ours.iter().map(pick).collect()), median(theirs.iter().map(pick).collect()));
        Row { name, value, unit, aim: AIM * peer, limit: LIMIT * peer, peer }
    };
    vec![
        row("time to a usable queue, 500 cases", "ms", |measured| measured.0),
        row("memory (PSS) of all its processes, 500 cases", "MB", |measured| measured.1),
    ]
}

/// A start with everything remembered and nobody who answers, beside an empty window.
fn with_remembered_cases(programs: &Path) -> Row {
    // What is remembered is sealed with a key of the keyring.
    let desktop = Desktop::with_keyring();
    let home = Folder::new("bench-home");
    let options = ServiceOptions { cases: Some(REMEMBERED), ..ServiceOptions::default() };
    let mut service = Service::start(programs, options);
    let connect = connected_by(&service);
    let set = |command: &mut Command, marks: &Path| {
        command.env("PRIOR_AUTH_DESK_MARKS", marks);
        command.env("PRIOR_AUTH_DESK_HOME", home.path());
        command.env("PRIOR_AUTH_DESK_CONNECT", &connect);
    };
    let desk = programs.join("prior-auth-desk");
    see_everything(&desktop, &desk, set);
    service.stop();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        let empty = measured(&desktop, &programs.join("empty-window"), "painted", |command, marks| {
            command.env("EMPTY_WINDOW_MARKS", marks);
        });
        let here = measured(&desktop, &desk, "queue_usable", set);
        println!("   round {round:>2}: empty window {:>5.0} ms, 5,000 cases remembered {:>5.0} ms", empty.0, here.0);
        theirs.push(empty.0);
        ours.push(here.0);
    }
    let (value, peer) = (median(ours), median(theirs));
    let name = "cold start to a usable queue, 5,000 cached";
    Row { name, value, unit: "ms", aim: AIM * peer, limit: LIMIT * peer, peer }
}

/// A run that reads the whole list and keeps it.
fn see_everything(desktop: &Desktop, program: &Path, set: impl FnOnce(&mut Command, &Path)) {
    let folder = Folder::new("bench");
    let marks = folder.path().join("marks");
    let mut command = Program::command(program);
    desktop.apply(&mut command);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    set(&mut command, &marks);
    let _seeing = Program::start(command);
    wait_for(&marks, "list_kept", SEEING);
}

/// From the start of a program to its mark, in milliseconds, and its memory some seconds later, in megabytes.
fn measured(desktop: &Desktop, program: &Path, mark: &str, set: impl FnOnce(&mut Command, &Path)) -> (f64, f64) {
    let folder = Folder::new("bench");
    let marks = folder.path().join("marks");
    let mut command = Program::command(program);
    desktop.apply(&mut command);
    // The same renderer for both, whatever this computer has.
    command.env("WEBKIT_DISABLE_DMABUF_RENDERER", "1").stdout(Stdio::null()).stderr(Stdio::null());
    set(&mut command, &marks);
    let start = now_millis();
    let started = Program::start(command);
    let at = wait_for(&marks, mark, STARTING);
    std::thread::sleep(SETTLE);
    #[expect(clippy::cast_precision_loss, reason = "megabytes are meant")]
    let memory = memory_of_tree(started.id()) as f64 / 1_000_000.0;
    (at - start, memory)
}

fn wait_for(marks: &Path, mark: &str, patience: Duration) -> f64 {
    let deadline = Instant::now() + patience;
    while Instant::now() < deadline {
        if let Some(at) = read(marks, mark).first() {
            return *at;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("“{mark}” is marked within {} seconds", patience.as_secs());
}

/// Every time a mark was made, in milliseconds since 1970.
fn read(marks: &Path, mark: &str) -> Vec<f64> {
    let text = std::fs::read_to_string(marks).unwrap_or_default();
    let lines = text.lines().filter_map(|line| line.split_once(' '));
    lines.filter(|(name, _)| *name == mark).filter_map(|(_, at)| at.parse().ok()).collect()
}

fn now_millis() -> f64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("the clock is set");
    since.as_secs_f64() * 1000.0
}

/// From the click on "Open the portal" to the start of the launcher, less the mint request's own time.
async fn opening_the_portal(programs: &Path) -> Row {
    let folder = Folder::new("bench-marks");
    let marks: PathBuf = folder.path().join("marks");
    let desktop = Desktop::with_bus();
    let browser = Browser::waiting();
    browser.stay_away();
    let service = Service::start(programs, ServiceOptions::default());
    // Read by the program, which inherits it from whoever drives its window.
    let program = programs.join("prior-auth-desk");
    let window = Window::open_with(&program, &desktop, &browser, Started::Connected(&service), |driver| {
        driver.env("PRIOR_AUTH_DESK_MARKS", &marks);
    })
    .await;
    window.go(&format!("#/case/{CASE}/handoff")).await;
    window.press("Start handoff").await;
    for round in 0..ROUNDS {
        window.press(if round == 0 { "Open the portal" } else { "Reopen" }).await;
        let deadline = Instant::now() + Duration::from_secs(10);
        while read(&marks, "launcher_started").len() <= round && Instant::now() < deadline {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    let all = |mark| read(&marks, mark);
    let (clicks, starts) = (all("open_portal_click"), all("launcher_started"));
    let (sent, came) = (all("mint_sent"), all("mint_answered"));
    assert!([&clicks, &starts, &sent, &came].iter().all(|times| times.len() == ROUNDS), "each opening left its marks");
    let mints: Vec<f64> = came.iter().zip(&sent).map(|(came, sent)| came - sent).collect();
    let whole: Vec<f64> = starts.iter().zip(&clicks).map(|(start, click)| start - click).collect();
    let beyond = whole.iter().zip(&mints).map(|(whole, mint)| whole - mint).collect();
    Row {
        name: "opening the portal, beyond the mint request",
        value: median(beyond),
        unit: "ms",
        aim: OPENING,
        limit: OPENING,
        peer: median(mints),
    }
}
