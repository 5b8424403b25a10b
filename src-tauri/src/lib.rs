//! The shell: starts Tauri, opens the window, hands what the page asks to the desk and what the desk tells to the page,
//! and adapts the operating system. It decides nothing.

mod adapters;
mod commands;
mod data_folder;
mod environment;
mod startup;
mod window;

use adapters::browser::SystemBrowser;
use adapters::clock::SystemClock;
use adapters::files::SystemFiles;
use adapters::practice::EmbeddedPractice;
use adapters::preferences::StoredPreferences;
use data_folder::{DataFolder, Lock};
use desk::Desk;
use desk::ports::Ports;
use startup::Startup;
use std::process::ExitCode;
use std::time::Duration;
use tauri::{AppHandle, DragDropEvent, Manager, RunEvent, Runtime, WindowEvent};
use vault::{KeyringWorker, OsKeyring};

/// How long the end of the program waits for the links to be discarded.
const ENDING: Duration = Duration::from_secs(1);

/// Runs the program until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    environment::prepare();
    startup::log();
    let startup = match Startup::read() {
        Ok(startup) => startup,
        Err(problem) => return refuse(&problem),
    };
    let folder = match DataFolder::open(startup.home.clone()) {
        Ok(folder) => folder,
        Err(problem) => return refuse(&problem),
    };
    // The lock decides who may run; the other one's window is raised over the session bus, where there is one.
    let lock = folder.lock();
    let first = !matches!(lock, Lock::Taken);
    let builder = builder(tauri::Builder::default())
        .plugin(window::raise_first(&folder))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_store::Builder::new().build());
    let app = builder
        .setup(move |app| {
            if !first {
                // Reached only where no session bus could tell the first one.
                startup::say("Prior Auth Desk is running already.");
                std::process::exit(0);
            }
            if matches!(lock, Lock::Held(_)) {
                // From here on the session bus knows this one.
                folder.holder_is_ready();
            }
            open(app.handle(), startup, &folder)?;
            app.manage(lock);
            Ok(())
        })
        .build(context());
    match app {
        Ok(app) => {
            app.run(|app, event| match event {
                RunEvent::Exit => end(app),
                RunEvent::WindowEvent { event: WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }), .. } => {
                    if let Some(desk) = app.try_state::<Desk>() {
                        desk.dropped(paths);
                    }
                }
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => refuse(&format!("The window could not be opened: {error}")),
    }
}

/// The configuration and the page, built into the program.
#[must_use]
pub fn context<R: Runtime>() -> tauri::Context<R> {
    tauri::generate_context!()
}

/// The commands the page may call, on whatever runtime: the real one, or a test's.
pub fn builder<R: Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    builder.invoke_handler(commands::handler())
}

fn open(app: &AppHandle, startup: Startup, folder: &DataFolder) -> Result<(), Box<dyn std::error::Error>> {
    let marks = startup.marks();
    let ports = Ports {
        clock: Box::new(SystemClock::start()),
        browser: Box::new(SystemBrowser::new(startup.marks())),
        files: Box::new(SystemFiles::new(app, startup.choose.clone())),
        preferences: Box::new(StoredPreferences::new(app, folder)),
        practice: Box::new(EmbeddedPractice::default()),
        records: Some(store::Worker::start(folder.path())),
        steps: startup.steps(),
        keyring: KeyringWorker::start(OsKeyring),
        marks,
    };
    let theme = desk::ports::Preferences::load(ports.preferences.as_ref()).theme;
    // The window first: what the desk begins with would take the processor from it. What the page asks comes after this.
    window::open(app, folder, theme)?;
    let desk = tauri::async_runtime::block_on(async { desk::start(startup.into_options(), ports) });
    app.manage(desk);
    Ok(())
}

/// Tauri does not drop what it manages: links are discarded here.
fn end(app: &AppHandle) {
    if let Some(desk) = app.try_state::<Desk>() {
        let desk = desk.inner().clone();
        tauri::async_runtime::block_on(async move {
            // A desk that does not end in time is ended with the process, and its memory with it.
            let _ = tokio::time::timeout(ENDING, desk.quit()).await;
        });
    }
}

fn refuse(problem: &str) -> ExitCode {
    startup::say(problem);
    ExitCode::from(2)
}
