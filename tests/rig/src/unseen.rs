//! The program with nobody to drive its window.

use crate::browser::Browser;
use crate::desktop::Desktop;
use crate::program::Program;
use crate::service::Service;
use crate::window::{connected_by, surround};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

/// Starts the program connected to this service, with nobody to drive its window, and ends it so long afterwards.
///
/// # Panics
/// When it cannot be started, or does not end.
pub async fn start_and_kill(program: &Path, desktop: &Desktop, browser: &Browser, service: &Service, after: Duration) {
    let mut command = Program::command(program);
    surround(&mut command, desktop, browser);
    command.env("PRIOR_AUTH_DESK_CONNECT", connected_by(service)).stdout(Stdio::null()).stderr(Stdio::null());
    let started = Program::start(command);
    tokio::time::sleep(after).await;
    started.kill().await;
}
