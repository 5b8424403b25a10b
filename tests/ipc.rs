//! What the page may ask, under Tauri's mock runtime with the real configuration and the real permissions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use desk::Options;
use desk::ports::{
    Browser, Clock, FileContent, Files, Kept, Ports, Practice, PracticeService, Preferences, TicketReport,
};
use desk::wire::{COMMANDS, FileRefusal};
use engine::time::{Boot, Now};
use model::{GrantId, Timestamp};
use serde_json::{Value, json};
use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager, WebviewWindow, WebviewWindowBuilder};
use vault::{
    Account, ApiKey, GrantUrl, KeyFound, KeyKept, KeyRemoved, KeyStore, KeyTrouble, KeyringWorker, SealingKey,
    SealingKeyFound, WatchUrl,
};

/// Nothing outside: the desk begins with its connect page and stays there.
struct Nothing;

impl Clock for Nothing {
    fn now(&self) -> Now {
        Now { boot: Boot(0), wall: Timestamp(0) }
    }
}

impl Browser for Nothing {
    fn offer(&self, _: GrantId, _: GrantUrl, _: Duration, _: TicketReport) {}
    fn offer_watch(&self, _: GrantId, _: WatchUrl, _: Duration, _: TicketReport) {}
    fn withdraw(&self, _: &GrantId) {}
}

impl Files for Nothing {
    fn choose(&self, _: bool) -> Pin<Box<dyn Future<Output = Option<Vec<PathBuf>>> + Send>> {
        Box::pin(async { None })
    }
    fn read(&self, _: &Path, _: u64) -> Result<FileContent, FileRefusal> {
        Err(FileRefusal::Unreadable)
    }
}

impl Preferences for Nothing {
    fn load(&self) -> Kept {
        Kept::default()
    }
    fn save(&self, _: &Kept) {}
}

impl Practice for Nothing {
    fn start(&self, _: collate::Contract) -> Pin<Box<dyn Future<Output = Option<PracticeService>> + Send>> {
        Box::pin(async { None })
    }
}

impl KeyStore for Nothing {
    fn status(&mut self) -> Result<(), KeyTrouble> {
        Err(KeyTrouble::Unavailable)
    }
    fn find(&mut self, _: &Account) -> KeyFound {
        KeyFound::Trouble(KeyTrouble::Unavailable)
    }
    fn keep(&mut self, _: &Account, _: &ApiKey) -> KeyKept {
        Err(KeyTrouble::Unavailable)
    }
    fn remove(&mut self, _: &Account) -> KeyRemoved {
        Err(KeyTrouble::Unavailable)
    }
    fn find_sealing_key(&mut self) -> SealingKeyFound {
        SealingKeyFound::Trouble(KeyTrouble::Unavailable)
    }
    fn keep_sealing_key(&mut self, _: &SealingKey) -> KeyKept {
        Err(KeyTrouble::Unavailable)
    }
}

fn app() -> App<MockRuntime> {
    let app = prior_auth_desk::builder(mock_builder()).build(prior_auth_desk::context()).unwrap();
    let ports = Ports {
        clock: Box::new(Nothing),
        browser: Box::new(Nothing),
        files: Box::new(Nothing),
        preferences: Box::new(Nothing),
        practice: Box::new(Nothing),
        records: None,
        steps: Box::new(|_, _| {}),
        keyring: KeyringWorker::start(Nothing),
        marks: Box::new(|_, _| {}),
    };
    app.manage(tauri::async_runtime::block_on(async { desk::start(Options::default(), ports) }));
    app
}

fn window(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, tauri::WebviewUrl::default()).build().unwrap()
}

/// Asks as the page would.
fn ask(window: &WebviewWindow<MockRuntime>, command: &str, body: Value) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: "tauri://localhost".parse().unwrap(),
        body: InvokeBody::Json(body),
        headers: Default::default(),
        invoke_key: INVOKE_KEY.into(),
    };
    get_ipc_response(window, request).map(|answer| answer.deserialize().unwrap())
}

fn refusal(answer: Result<Value, Value>) -> String {
    answer.expect_err("it is refused").to_string()
}

#[test]
fn the_desks_window_may_ask_every_command_and_is_answered_in_codes() {
    let app = app();
    let desk = window(&app, "desk");
    let started = ask(&desk, "start", json!({ "args": {} })).unwrap();
    assert_eq!(started["theme"], "system");
    let named = |name: &str| ask(&desk, "set_operator", json!({ "args": { "name": name } }));
    assert_eq!(named("   ").unwrap_err()["code"], "name_missing");
    assert_eq!(named("Maria R.").unwrap(), json!({}));
    let practice = ask(&desk, "start_practice", json!({ "args": {} })).unwrap_err();
    assert_eq!(
        (practice["code"].as_str(), practice["outcome"].as_str()),
        (Some("practice_failed"), Some("nothing_sent"))
    );
    let read = ask(&desk, "read_again", json!({ "args": { "case": "auth_1" } })).unwrap_err();
    assert_eq!(read["code"], "not_connected");
}

#[test]
fn every_command_of_the_list_is_registered_and_checks_its_arguments() {
    let app = app();
    let desk = window(&app, "desk");
    for command in COMMANDS {
        let refused = refusal(ask(&desk, command, json!({ "args": "nonsense" })));
        assert!(refused.contains("invalid args") || refused.contains("args"), "{command}: {refused}");
        assert!(!refused.contains("not found") && !refused.contains("not allowed"), "{command}: {refused}");
    }
}

#[test]
fn a_view_is_opened_on_a_channel_and_on_nothing_else() {
    let app = app();
    let desk = window(&app, "desk");
    let args = json!({ "view": 1, "spec": { "kind": "desk" } });
    assert!(ask(&desk, "open_view", json!({ "args": args, "channel": "__CHANNEL__:7" })).is_ok());
    assert!(ask(&desk, "open_view", json!({ "args": args, "channel": "https://evil.example" })).is_err());
    assert!(ask(&desk, "open_view", json!({ "args": args })).is_err());
}

#[test]
fn another_window_may_ask_nothing() {
    let app = app();
    let other = window(&app, "other");
    for command in COMMANDS {
        let refused = refusal(ask(&other, command, json!({ "args": {} })));
        assert!(refused.contains("not allowed"), "{command}: {refused}");
    }
}

#[test]
fn no_plugin_and_no_core_command_can_be_asked() {
    let app = app();
    let desk = window(&app, "desk");
    for command in [
        "plugin:store|load",
        "plugin:opener|open_url",
        "plugin:fs|read_file",
        "plugin:dialog|open",
        "plugin:shell|execute",
        "plugin:window|create",
        "plugin:webview|create_webview_window",
        "plugin:event|listen",
        "plugin:path|resolve_directory",
        "nonsense",
    ] {
        let refused = refusal(ask(&desk, command, json!({})));
        assert!(refused.contains("not allowed") || refused.contains("not found"), "{command}: {refused}");
    }
}
