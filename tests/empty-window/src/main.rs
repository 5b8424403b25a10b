//! A Tauri window with nothing in it. It says when its page is painted, and does nothing else.

use std::io::Write as _;
use tauri::{WebviewUrl, WebviewWindowBuilder};

/// Writes down when the page was painted: appended to the file named by `EMPTY_WINDOW_MARKS`.
#[tauri::command]
fn painted(at_millis: f64) {
    let file = std::env::var_os("EMPTY_WINDOW_MARKS");
    let file = file.and_then(|path| std::fs::OpenOptions::new().append(true).create(true).open(path).ok());
    if let Some(mut file) = file {
        // A measurement that is lost shows as missing.
        let _ = writeln!(file, "painted {at_millis:.3}");
    }
}

fn main() {
    let app = tauri::Builder::default().invoke_handler(tauri::generate_handler![painted]).setup(|app| {
        let window = WebviewWindowBuilder::new(app, "empty", WebviewUrl::App("index.html".into()));
        window.title("Empty Window").inner_size(1440.0, 900.0).incognito(true).build()?;
        Ok(())
    });
    if let Err(error) = app.run(tauri::generate_context!()) {
        println!("the window could not be opened: {error}");
    }
}
