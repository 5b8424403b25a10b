//! The operator's browser: Debian's Chromium, started by the program through an `xdg-open` that comes first on its path and
//! writes down what it was started with.

use crate::folder::Folder;
use crate::program::Program;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

const SCRIPT: &str = r#"#!/bin/sh
printf '%s\n' "$@" >> "$OPERATOR/opened"
[ -e "$OPERATOR/no-browser" ] && exit 0
[ -s "$OPERATOR/pid" ] || echo $$ > "$OPERATOR/pid"
exec chromium --no-sandbox --no-first-run --disable-gpu --disable-quic --disable-background-networking \
  --disable-component-update --disable-sync --password-store=basic --user-data-dir="$OPERATOR/profile" \
  --remote-debugging-port=0 "$@" >"$OPERATOR/log" 2>&1
"#;

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// The operator's browser, once the program has started it.
pub struct Browser {
    folder: Folder,
    driver: Option<Program>,
    client: Option<Client>,
}

impl Browser {
    /// A browser that waits to be started.
    ///
    /// # Panics
    /// When its launcher cannot be written.
    #[must_use]
    pub fn waiting() -> Self {
        let folder = Folder::new("browser");
        let script = folder.sub("bin").join("xdg-open");
        std::fs::write(&script, SCRIPT).expect("the launcher can be written");
        std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
        Self { folder, driver: None, client: None }
    }

    /// What goes first on the program's path.
    #[must_use]
    pub fn bin(&self) -> PathBuf {
        self.folder.path().join("bin")
    }

    /// Where the launcher writes to.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The launcher starts nothing from now on; it only writes down what it was started with.
    ///
    /// # Panics
    /// When that cannot be said.
    pub fn stay_away(&self) {
        std::fs::write(self.folder.path().join("no-browser"), "").expect("it can be said");
    }

    /// What the launcher was started with, each time.
    #[must_use]
    pub fn opened(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.folder.path().join("opened")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Waits until the launcher was started so many times.
    ///
    /// # Panics
    /// When it was started more often, or is not within half a minute.
    pub async fn started_times(&self, times: usize) {
        let reached = tokio::time::timeout(PATIENCE, async {
            while self.opened().len() < times {
                tokio::time::sleep(Duration::from_millis(25)).await;
            }
        });
        assert!(reached.await.is_ok(), "the launcher is started {times} times");
        assert_eq!(self.opened().len(), times, "how often the launcher was started");
    }

    /// The page in the newest tab.
    ///
    /// # Panics
    /// When the browser was not started within half a minute.
    pub async fn page(&mut self) -> &Client {
        if self.client.is_none() {
            self.attach().await;
        }
        let client = self.client.as_ref().expect("it is attached");
        let tabs = client.windows().await.expect("the browser has tabs");
        let newest = tabs.into_iter().next_back().expect("at least one");
        client.switch_to_window(newest).await.expect("it can be looked at");
        client
    }

    /// Signs in to the portal with what its page tells.
    ///
    /// # Panics
    /// When the page is not the sign-in page.
    pub async fn sign_in(&mut self) {
        let page = self.page().await;
        let user = text_of(page, "#practice-user").await;
        let code = text_of(page, "#practice-code").await;
        fill(page, "#user", &user).await;
        fill(page, "#code", &code).await;
        press(page, "#sign-in").await;
    }

    /// Fills in the request form and submits it; the reference number the confirmation page shows.
    ///
    /// # Panics
    /// When the portal does not show one.
    pub async fn submit_request(&mut self) -> String {
        let page = self.page().await;
        for (field, value) in [
            ("#member-id", "NGH 0042 8817 06"),
            ("#date-of-birth", "03/22/1974"),
            ("#service-code", "72148"),
            ("#ordering-npi", "1999999984"),
            ("#diagnosis-code", "M54.16"),
        ] {
            fill(page, field, value).await;
        }
        press(page, "#submit-request").await;
        text_of(page, "#reference-number").await
    }

    /// Waits until the page that can only be looked at is open, and says what it says.
    ///
    /// # Panics
    /// When it is another page.
    pub async fn watches(&mut self) -> String {
        text_of(self.page().await, "#watch-only").await
    }

    /// The text of the whole page.
    pub async fn text(&mut self) -> String {
        text_of(self.page().await, "body").await
    }

    async fn attach(&mut self) {
        let place = self.folder.path().join("profile/DevToolsActivePort");
        let mut port = None;
        for _ in 0..1200 {
            port = std::fs::read_to_string(&place).ok().and_then(|text| text.lines().next().map(str::to_owned));
            if port.is_some() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        let port = port.expect("the program starts the browser within half a minute");
        let own = free_port();
        let mut driver = Program::command("chromedriver");
        driver.arg(format!("--port={own}")).stdout(Stdio::null()).stderr(Stdio::null());
        self.driver = Some(Program::start(driver));
        wait_for_port(own).await;
        let options = json!({ "goog:chromeOptions": { "debuggerAddress": format!("127.0.0.1:{port}") } });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(options.as_object().expect("it is one").clone());
        let client = builder.connect(&format!("http://127.0.0.1:{own}")).await;
        self.client = Some(client.expect("the browser lets itself be driven"));
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let pid = std::fs::read_to_string(self.folder.path().join("pid")).unwrap_or_default();
        if !pid.trim().is_empty() {
            // A browser that has ended already is no error.
            let _ = std::process::Command::new("kill").args(["-KILL", pid.trim()]).stderr(Stdio::null()).status();
        }
    }
}

async fn text_of(page: &Client, element: &str) -> String {
    let found = page.wait().at_most(PATIENCE).for_element(Locator::Css(element)).await;
    let found = found.unwrap_or_else(|error| panic!("the portal's page has {element}: {error}"));
    found.text().await.expect("it has a text").trim().to_owned()
}

async fn fill(page: &Client, element: &str, text: &str) {
    let found = page.wait().at_most(PATIENCE).for_element(Locator::Css(element)).await;
    let found = found.unwrap_or_else(|error| panic!("the portal's page has {element}: {error}"));
    found.send_keys(text).await.expect("it can be typed into");
}

async fn press(page: &Client, element: &str) {
    let found = page.find(Locator::Css(element)).await;
    let found = found.unwrap_or_else(|error| panic!("the portal's page has {element}: {error}"));
    found.click().await.expect("it can be pressed");
}

/// A port nobody listens at just now.
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("this computer has a free port");
    listener.local_addr().expect("it has an address").port()
}

/// Waits until somebody listens at a port.
pub(crate) async fn wait_for_port(port: u16) {
    for _ in 0..1000 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("somebody listens at port {port} within ten seconds");
}
