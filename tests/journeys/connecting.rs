use crate::stage::{program, programs};
use rig::{Browser, Desktop, OPERATOR, Service, ServiceOptions, Started, Window};
use simulator::Operation;
use std::process::Command;
use std::time::Duration;

/// Journey 1.
#[tokio::test]
async fn a_key_is_in_the_keyring_after_connecting_and_nowhere_else() {
    let (desktop, browser) = (Desktop::with_keyring(), Browser::waiting());
    let service = Service::start(&programs(), ServiceOptions::default());
    let window = Window::open(program(), &desktop, &browser, Started::Plain).await;
    window.sees("Connect this computer").await;
    window.choose("A service under test").await;
    window.fill("Service address", &service.base_url).await;
    window.fill("API key", "not-the-right-key-0000").await;

    // Without a name nothing is sent, and nothing typed is lost.
    window.press("Save key in the keychain and connect").await;
    window.sees("Type your name").await;
    window.fill("Name shown in the audit record", OPERATOR).await;
    window.press("Save key in the keychain and connect").await;
    window.sees("Collate does not accept this key").await;
    assert_eq!(window.value("Name shown in the audit record").await, OPERATOR);
    assert_eq!(window.value("Service address").await, service.base_url);
    assert!(!desktop.keyring_entries().contains("prior-auth-desk"), "a key that is refused is not kept");

    // A person reads what was said before she types again; the window is told ten times a second.
    tokio::time::sleep(Duration::from_millis(500)).await;
    window.fill("API key", &service.api_key).await;
    window.press("Save key in the keychain and connect").await;
    window.sees("Needs me").await;
    window.sees("auth_1KZ9CN").await;
    window.sees(OPERATOR).await;
    let kept = desktop.keyring_entries();
    assert!(kept.contains(&service.api_key) && kept.contains(&service.base_url), "bound to its address");
    assert_eq!(desktop.home().files_with(&service.api_key), Vec::<std::path::PathBuf>::new());

    let lists = service.control.requests(Operation::List).await;
    let answers: Vec<_> = lists.iter().map(|list| list.status).collect();
    assert_eq!(answers[..2], [Some(401), Some(200)], "one try with each key");
    window.assert_page_is_clean().await;
    service.control.assert_answers_fit().await;
    window.close().await;
}

#[tokio::test]
async fn without_a_keyring_the_key_serves_for_this_session_only() {
    let (desktop, browser) = (Desktop::bare(), Browser::waiting());
    let service = Service::start(&programs(), ServiceOptions::default());
    let window = Window::open(program(), &desktop, &browser, Started::Plain).await;
    window.sees("This computer has no keychain the program can use.").await;
    window.choose("A service under test").await;
    window.fill("Service address", &service.base_url).await;
    window.fill("API key", &service.api_key).await;
    window.fill("Name shown in the audit record", OPERATOR).await;
    window.press("Connect for this session only").await;
    window.sees("auth_1KZ9CN").await;
    assert_eq!(desktop.home().files_with(&service.api_key), Vec::<std::path::PathBuf>::new());
    service.control.assert_answers_fit().await;
    window.close().await;
}

#[tokio::test]
async fn a_second_start_raises_the_first_window_and_leaves() {
    let (desktop, browser) = (Desktop::with_bus(), Browser::waiting());
    let service = Service::start(&programs(), ServiceOptions::default());
    let window = Window::open(program(), &desktop, &browser, Started::Connected(&service)).await;
    window.sees("Needs me").await;
    let mut second = Command::new(program());
    desktop.apply(&mut second);
    second.env("PRIOR_AUTH_DESK_HOME", desktop.data());
    let ended = second.status().expect("it can be started");
    assert!(ended.success(), "{ended}");
    window.sees("Needs me").await;
    service.control.assert_answers_fit().await;
    window.close().await;
}
