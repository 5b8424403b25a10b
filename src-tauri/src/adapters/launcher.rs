//! Starts the operator's browser on an address that is no secret: once, with one program, never a second try.

use std::path::Path;
use std::process::{Command, Stdio};

/// Starts the first program there is of those that open addresses on this system. `failed` is called when it ends with a
/// failure.
///
/// # Errors
/// When there is none, or it could not be started.
pub(crate) fn launch(address: &str, failed: impl FnOnce() + Send + 'static) -> Result<(), NoLauncher> {
    let mut command = open::commands(address).into_iter().find(exists).ok_or(NoLauncher)?;
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Its own group: closing the desk does not close the browser.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    // The window's own renderer setting is not the browser's business.
    command.env_remove("WEBKIT_DISABLE_DMABUF_RENDERER");
    let mut child = command.spawn().map_err(|_| NoLauncher)?;
    let wait = move || {
        if child.wait().is_ok_and(|status| !status.success()) {
            failed();
        }
    };
    // The browser itself may be that child, and live for hours: a thread of its own that nobody waits for.
    let _ = std::thread::Builder::new().name("launcher".into()).spawn(wait);
    Ok(())
}

/// No program on this computer opens addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoLauncher;

fn exists(command: &Command) -> bool {
    let program = Path::new(command.get_program());
    if program.components().count() > 1 || cfg!(windows) {
        return program.exists() || cfg!(windows);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| is_program(&folder.join(program)))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}
