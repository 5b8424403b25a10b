//! The one window: the built-in page, which can go nowhere else, open nothing and keep nothing.

use crate::data_folder::DataFolder;
use crate::environment;
use desk::wire::Theme;
use std::hash::{Hash as _, Hasher as _};
use tauri::http::HeaderValue;
use tauri::http::header::CONTENT_SECURITY_POLICY;
use tauri::plugin::TauriPlugin;
use tauri::webview::NewWindowResponse;
use tauri::window::Color;
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindowBuilder, Wry};

/// The name capabilities know it by.
const LABEL: &str = "desk";
/// The title. Never a name or a case: titles are seen by others.
const TITLE: &str = "Prior Auth Desk";

/// What the worker that draws documents may do: run its own scripts, and reach nothing.
const WORKER_POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; script-src 'self'");

/// Lets whoever drives the window from outside see what its security policy refused.
const REFUSALS: &str = include_str!("refusals.js");

/// Opens the window.
pub(crate) fn open(app: &AppHandle, folder: &DataFolder, theme: Theme) -> tauri::Result<()> {
    let builder = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App("index.html".into()))
        .title(TITLE)
        .inner_size(1440.0, 900.0)
        .min_inner_size(360.0, 480.0)
        .data_directory(folder.for_webview())
        // Nothing of the page is written to disk. A window that is driven from outside cannot be private as well.
        .incognito(!environment::is_automated())
        .on_navigation(is_own_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_web_resource_request(|request, response| {
            // A worker has a policy of its own, and no share in the page's: what draws documents may load its own scripts.
            if request.uri().path().contains("pdf-worker") {
                response.headers_mut().insert(CONTENT_SECURITY_POLICY, WORKER_POLICY);
            }
        })
        .theme(match theme {
            Theme::System => None,
            Theme::Light => Some(tauri::Theme::Light),
            Theme::Dark | Theme::Contrast => Some(tauri::Theme::Dark),
        });
    // The page's own canvas, so that nothing flashes before it is painted.
    let builder = match theme {
        Theme::Light => builder.background_color(Color(0xea, 0xef, 0xed, 0xff)),
        Theme::Dark => builder.background_color(Color(0x0b, 0x11, 0x10, 0xff)),
        Theme::Contrast => builder.background_color(Color(0, 0, 0, 0xff)),
        Theme::System => builder,
    };
    let builder = if environment::is_automated() { builder.initialization_script(REFUSALS) } else { builder };
    builder.build()?;
    Ok(())
}

/// Raises the window of the program that runs already on the same folder. Whatever the second one was started with is not
/// looked at.
pub(crate) fn raise_first(folder: &DataFolder) -> TauriPlugin<Wry> {
    let mut hasher = std::collections::hash_map::DefaultHasher::new();
    folder.path().hash(&mut hasher);
    // One name for each folder: a program on another folder is another program.
    tauri_plugin_single_instance::Builder::new()
        .dbus_id(format!("com.priorauthdesk.console.f{:016x}", hasher.finish()))
        .callback(|app, _arguments, _folder| {
            if let Some(window) = app.get_webview_window(LABEL) {
                // A window manager may refuse; then it stays where it is.
                let _ = window.unminimize();
                let _ = window.show();
                let _ = window.set_focus();
            }
        })
        .build()
}

fn is_own_page(url: &Url) -> bool {
    let own = url.scheme() == "tauri" && url.host_str() == Some("localhost");
    let windows = matches!(url.scheme(), "http" | "https") && url.host_str() == Some("tauri.localhost");
    // The frame that checks what the page asks, see the isolation pattern.
    own || windows || url.scheme().starts_with("isolation-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_stays_on_its_own_page() {
        let allowed = |text: &str| is_own_page(&text.parse().unwrap());
        assert!(allowed("tauri://localhost/index.html#/queue/yours"));
        assert!(allowed("isolation-1b2c://localhost/"));
        for text in
            ["https://example.com/", "tauri://evil.example/", "file:///etc/passwd", "about:blank", "http://localhost/"]
        {
            assert!(!allowed(text), "{text}");
        }
    }
}
