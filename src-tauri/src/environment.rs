//! What must be said to the process's environment before any thread runs. The one place with unsafe code.
#![allow(unsafe_code, reason = "the environment can only be changed while there is one thread, which main() knows")]

use std::path::Path;

/// Read by WebKit when the first page opens.
const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
/// Set by whoever drives the window from outside; the setting above makes its screenshots hang.
const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";

/// Prepares the environment. Must be called first of all, before any thread is started.
pub(crate) fn prepare() {
    let wanted = cfg!(target_os = "linux")
        && !Path::new("/dev/dri").exists()
        && !is_automated()
        && std::env::var_os(NO_DMABUF).is_none();
    if wanted {
        // Without a graphics card WebKit's shared buffers cost a third more memory and half a second at the first paint.
        // SAFETY: called first in main(), before any other thread exists.
        unsafe { std::env::set_var(NO_DMABUF, "1") }
    }
}

/// Whether somebody drives the window from outside through WebKitWebDriver.
pub(crate) fn is_automated() -> bool {
    std::env::var_os(AUTOMATION).is_some_and(|value| value == "true")
}

/// Takes a variable out of the environment, so that no program started from here inherits it.
pub(crate) fn take(name: &str) -> Option<String> {
    let value = std::env::var(name).ok()?;
    // SAFETY: called from main(), before any other thread exists.
    unsafe { std::env::remove_var(name) }
    Some(value)
}
