//! The program's real window, driven through WebKitWebDriver by what a person sees: names, labels, words.

use crate::browser::{Browser, free_port, wait_for_port};
use crate::desktop::Desktop;
use crate::measure::tree;
use crate::program::Program;
use crate::service::Service;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// How long the program may take to open its window, on a computer that does much else.
const OPENING: Duration = Duration::from_secs(40);
/// How long something on screen may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// The name everything is done under.
pub const OPERATOR: &str = "Maria R.";

/// How the program is started.
#[derive(Clone, Copy)]
pub enum Started<'a> {
    /// As on the first day.
    Plain,
    /// In practice mode.
    Practice,
    /// Connected to this service.
    Connected(&'a Service),
}

/// The program, its window, and whoever drives it.
pub struct Window {
    client: Client,
    driver: Program,
}

impl Window {
    /// Starts the program on a desktop and waits for its page.
    ///
    /// # Panics
    /// When it does not open its window.
    pub async fn open(program: &Path, desktop: &Desktop, browser: &Browser, started: Started<'_>) -> Self {
        Self::open_with(program, desktop, browser, started, |_| {}).await
    }

    /// As [`Self::open`], with something more set in the program's environment.
    ///
    /// # Panics
    /// As [`Self::open`].
    pub async fn open_with(
        program: &Path,
        desktop: &Desktop,
        browser: &Browser,
        started: Started<'_>,
        set: impl Fn(&mut Command),
    ) -> Self {
        let mut arguments = vec!["--pdeathsig".to_owned(), "KILL".into(), program.display().to_string()];
        if let Started::Practice = started {
            arguments.push("--practice".into());
        }
        let start = |port| {
            let mut driver = Program::command("/usr/bin/WebKitWebDriver");
            driver.args([format!("--port={port}"), "--host=127.0.0.1".into()]).stdout(Stdio::null());
            if std::env::var_os("RIG_QUIET").is_some() {
                driver.stderr(Stdio::null());
            }
            surround(&mut driver, desktop, browser);
            driver.env("TAURI_WEBVIEW_AUTOMATION", "true");
            driver.env_remove("WEBKIT_DISABLE_DMABUF_RENDERER").env_remove("WEBKIT_DISABLE_COMPOSITING_MODE");
            if let Started::Connected(service) = started {
                driver.env("PRIOR_AUTH_DESK_CONNECT", connected_by(service));
            }
            set(&mut driver);
            Program::start(driver)
        };
        let options = json!({ "webkitgtk:browserOptions": { "binary": "/usr/bin/setpriv", "args": arguments } });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(options.as_object().expect("it is one").clone());
        let mut stood = String::new();
        for _ in 0..2 {
            let port = free_port();
            let driver = start(port);
            wait_for_port(port).await;
            // A program that leaves at once never speaks to the driver, which then waits for ever.
            let connecting = tokio::time::timeout(OPENING, builder.connect(&format!("http://127.0.0.1:{port}"))).await;
            if let Ok(client) = connecting {
                return Self { client: client.expect("the program opens its window"), driver };
            }
            stood = standing(driver.id());
            // Seen on computers that do much else: it is said, and tried once more.
            eprintln!("The driver and its program did not find each other in {OPENING:?}; there stood:\n{stood}");
        }
        panic!("the program opens its window; there stood:\n{stood}");
    }

    /// Goes to a page of the window, as a link would.
    pub async fn go(&self, hash: &str) {
        self.run(&format!("window.location.hash = {}", json!(hash))).await;
    }

    /// Marks every warning of the package as read.
    pub async fn tick_all_warnings(&self) {
        let all = "//label[.//input[@type='checkbox']][starts-with(normalize-space(.), 'I have read')]";
        for box_ in self.client.find_all(Locator::XPath(all)).await.unwrap_or_default() {
            box_.click().await.expect("a warning can be marked as read");
        }
    }

    /// The number on the rung "Payer receipt" of the truth ladder, as soon as it is proof; nothing when it does not come.
    pub async fn receipt_within(&self, patience: Duration) -> Option<String> {
        let script = "const rung = document.querySelector('.ladder .rung.proof .id'); return rung && rung.textContent";
        let proved = tokio::time::timeout(patience, async {
            loop {
                if let Some(number) = self.run(script).await.as_str() {
                    return number.trim().to_owned();
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        proved.await.ok()
    }

    /// Waits until these words are in view.
    ///
    /// # Panics
    /// When they do not come: with what is in view instead.
    pub async fn sees(&self, words: &str) {
        self.sees_within(words, PATIENCE).await;
    }

    /// Waits, at most so long, until these words are in view.
    ///
    /// # Panics
    /// As [`Self::sees`].
    pub async fn sees_within(&self, words: &str, patience: Duration) {
        let sooner = tokio::time::timeout(patience, async {
            while !self.text().await.contains(words) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        if sooner.await.is_err() {
            panic!("“{words}” comes into view within {patience:?}; in view is:\n{}", self.text().await);
        }
    }

    /// Whether these words are in view now.
    pub async fn shows(&self, words: &str) -> bool {
        self.text().await.contains(words)
    }

    /// Everything in view, as text; values of fields apart.
    pub async fn text(&self) -> String {
        let text = self.run("return document.body ? document.body.innerText : ''").await;
        // A narrow space is a space to whoever reads it.
        text.as_str().unwrap_or_default().replace(['\u{202f}', '\u{a0}'], " ")
    }

    /// Presses the button or link with this name, in the topmost dialog if one is open.
    ///
    /// # Panics
    /// When there is none that can be pressed.
    pub async fn press(&self, name: &str) {
        let pressed = tokio::time::timeout(PATIENCE, async {
            loop {
                if let Some(element) = self.control(name).await
                    && element.attr("aria-disabled").await.ok().flatten().as_deref() != Some("true")
                    && self.hits(&element).await
                {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        if pressed.await.is_err() {
            panic!("“{name}” can be pressed; in view is:\n{}", self.text().await);
        }
    }

    /// Whether there is a button or link with this name, and whether it can be pressed.
    pub async fn offers(&self, name: &str) -> Option<bool> {
        let element = self.control(name).await?;
        Some(element.attr("aria-disabled").await.ok().flatten().as_deref() != Some("true"))
    }

    /// Waits until the button with this name can be pressed.
    ///
    /// # Panics
    /// When it cannot.
    pub async fn waits_to_offer(&self, name: &str) {
        let offered = tokio::time::timeout(PATIENCE, async {
            while self.offers(name).await != Some(true) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        assert!(offered.await.is_ok(), "“{name}” is offered; in view is:\n{}", self.text().await);
    }

    /// Chooses the option, or ticks the box, whose label has these words.
    ///
    /// # Panics
    /// When there is none.
    pub async fn choose(&self, label: &str) {
        let path = format!("//label[.//input][contains(normalize-space(.), {})]", quoted(label));
        let option = self.visible(&path, label).await;
        let chosen = tokio::time::timeout(PATIENCE, async {
            while !self.hits(&option).await {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        assert!(chosen.await.is_ok(), "“{label}” can be chosen; in view is:\n{}", self.text().await);
    }

    /// Types into the field with this label, in place of what was there.
    ///
    /// # Panics
    /// When there is none.
    pub async fn fill(&self, label: &str, text: &str) {
        type_into(&self.field(label).await, label, text).await;
    }

    /// Types the answer to the first question with these words, in place of what was there.
    ///
    /// # Panics
    /// When there is none.
    pub async fn fill_question(&self, words: &str, text: &str) {
        let field = self.questions(words).await.into_iter().next();
        type_into(&field.unwrap_or_else(|| panic!("“{words}” is asked")), words, text).await;
    }

    /// Types the answer to the last question with these words: that of the newest occurrence of a group.
    ///
    /// # Panics
    /// When there is none.
    pub async fn fill_last_question(&self, words: &str, text: &str) {
        let field = self.questions(words).await.pop();
        type_into(&field.unwrap_or_else(|| panic!("“{words}” is asked")), words, text).await;
    }

    /// Chooses the last of the options whose label has these words.
    ///
    /// # Panics
    /// When there is none.
    pub async fn choose_last(&self, label: &str) {
        let path = format!("//label[.//input][contains(normalize-space(.), {})]", quoted(label));
        let found = self.client.find_all(Locator::XPath(&path)).await.unwrap_or_default().pop();
        let option = found.unwrap_or_else(|| panic!("“{label}” can be chosen"));
        assert!(self.hits(&option).await, "“{label}” is chosen");
    }

    async fn questions(&self, words: &str) -> Vec<Element> {
        let path = format!(
            "//*[self::input or self::textarea][@id = //label[contains(normalize-space(.), {0})]/@for]",
            quoted(words)
        );
        self.visible(&path, words).await;
        self.client.find_all(Locator::XPath(&path)).await.unwrap_or_default()
    }

    /// Chooses an option of the list with this label by its words.
    ///
    /// # Panics
    /// When there is none.
    pub async fn pick(&self, label: &str, option: &str) {
        let list = self.field(label).await;
        list.select_by_label(option).await.unwrap_or_else(|error| panic!("“{label}”: {option}: {error}"));
    }

    /// What is in the field with this label.
    pub async fn value(&self, label: &str) -> String {
        self.field(label).await.prop("value").await.ok().flatten().unwrap_or_default()
    }

    /// Types keys as on the keyboard, to whatever has the focus.
    ///
    /// # Panics
    /// When nothing can be typed to.
    pub async fn keys(&self, keys: &str) {
        let active = self.client.active_element().await.expect("something has the focus");
        active.send_keys(keys).await.expect("it takes keys");
    }

    /// Presses Enter.
    pub async fn enter(&self) {
        self.keys(&String::from(char::from(Key::Enter))).await;
    }

    /// Waits until these words are in view no more.
    ///
    /// # Panics
    /// When they stay.
    pub async fn goes_within(&self, words: &str, patience: Duration) {
        let gone = tokio::time::timeout(patience, async {
            while self.text().await.contains(words) {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        assert!(gone.await.is_ok(), "“{words}” goes within {patience:?}; in view is:\n{}", self.text().await);
    }

    /// Moves to the row of a case in the list, by keyboard from its first row on.
    ///
    /// # Panics
    /// When the list does not come to it.
    pub async fn select_row(&self, case: &str) {
        let row = "//*[@role='row'][@tabindex='0']";
        self.visible(row, "a row that takes the focus").await;
        self.run("document.querySelector('[role=row][tabindex=\"0\"]').focus()").await;
        for _ in 0..200 {
            let at = self.run("return document.activeElement ? document.activeElement.textContent : ''").await;
            if at.as_str().unwrap_or_default().contains(case) {
                return;
            }
            self.keys("j").await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("the list comes to {case}; in view is:\n{}", self.text().await);
    }

    /// Closes an open dialog, if there is one.
    pub async fn escape_dialog(&self) {
        if self.client.find(Locator::XPath("//dialog[@open]")).await.is_ok() {
            self.keys(&String::from(char::from(Key::Escape))).await;
        }
    }

    /// Runs a script in the page.
    ///
    /// # Panics
    /// When it fails.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script in a page that may be gone; nothing when it is.
    pub async fn attempt(&self, script: &str) -> Option<Value> {
        let ran = tokio::time::timeout(Duration::from_secs(2), self.client.execute(script, vec![])).await;
        ran.ok()?.ok()
    }

    /// The page refused nothing of its own: its content security policy was never hurt.
    ///
    /// # Panics
    /// With what was refused.
    pub async fn assert_page_is_clean(&self) {
        let refused = self.run("return window.__cspViolations.map(String)").await;
        assert_eq!(refused, json!([]), "the page's security policy refused something");
    }

    /// Writes a picture of the window.
    ///
    /// # Panics
    /// When none can be taken.
    pub async fn picture(&self, file: &Path) {
        let picture = self.client.screenshot().await.expect("a picture of the window can be taken");
        std::fs::write(file, picture).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    }

    /// Closes the window as the operator does.
    pub async fn close(self) {
        // The program ends with its window, and may be faster than the driver's answer.
        let _ = self.client.close().await;
    }

    /// Ends the program at once, as a crash would, and waits until nothing of it is left.
    ///
    /// # Panics
    /// When something is.
    pub async fn kill(self) {
        self.driver.kill().await;
    }

    /// Clicks an element, and says whether the click landed on it while it could be pressed. The driver looks up where it is
    /// and clicks there: what moves between the two, or is not available any more by then, because something has just been
    /// told, is missed, as by a person, who clicks again.
    async fn hits(&self, element: &Element) -> bool {
        let listen = "const [element] = arguments; window.__hit = false; \
                      const hit = () => { window.__hit = element.getAttribute('aria-disabled') !== 'true' }; \
                      element.addEventListener('click', hit, { once: true, capture: true })";
        let Ok(target) = serde_json::to_value(element) else { return false };
        if self.client.execute(listen, vec![target]).await.is_err() || element.click().await.is_err() {
            return false;
        }
        // A page that is gone was left by this click.
        let landed = self.client.execute("return window.__hit", vec![]).await;
        landed.map_or(true, |landed| landed != json!(false))
    }

    async fn control(&self, name: &str) -> Option<Element> {
        let named = format!(
            "(self::button or self::a or @role='button') and (starts-with(normalize-space(.), {0}) or @aria-label={0})",
            quoted(name)
        );
        let in_dialog = format!("//dialog[@open]//*[{named}]");
        let anywhere = format!("//*[{named}]");
        let dialog_open = self.client.find(Locator::XPath("//dialog[@open]")).await.is_ok();
        let path = if dialog_open { in_dialog } else { anywhere };
        for element in self.client.find_all(Locator::XPath(&path)).await.ok()? {
            if element.is_displayed().await.unwrap_or(false) {
                return Some(element);
            }
        }
        None
    }

    async fn field(&self, label: &str) -> Element {
        let labelled = format!(
            "//*[self::input or self::textarea or self::select][@id = //label[starts-with(normalize-space(.), {0})]/@for or @aria-label={0}]",
            quoted(label)
        );
        self.visible(&labelled, label).await
    }

    async fn visible(&self, path: &str, name: &str) -> Element {
        let found = tokio::time::timeout(PATIENCE, async {
            loop {
                for element in self.client.find_all(Locator::XPath(path)).await.unwrap_or_default() {
                    if element.is_displayed().await.unwrap_or(false) {
                        return element;
                    }
                }
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        match found.await {
            Ok(element) => element,
            Err(_) => panic!("“{name}” comes into view; in view is:\n{}", self.text().await),
        }
    }
}

async fn type_into(field: &Element, label: &str, text: &str) {
    field.clear().await.unwrap_or_else(|error| panic!("“{label}”: {error}"));
    field.send_keys(text).await.unwrap_or_else(|error| panic!("“{label}”: {error}"));
}

/// Lets a program run on the desktop with the operator's browser, and its data in the desktop's own folder.
pub(crate) fn surround(command: &mut Command, desktop: &Desktop, browser: &Browser) {
    desktop.apply(command);
    let mut path = OsString::from(browser.bin());
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap_or_default());
    command.env("PATH", path);
    command.env("OPERATOR", browser.folder().path());
    command.env("PRIOR_AUTH_DESK_HOME", desktop.data());
    command.env("PRIOR_AUTH_DESK_CHOOSE", desktop.chosen());
}

/// The debug hook that starts the program connected: the value of `PRIOR_AUTH_DESK_CONNECT`.
#[must_use]
pub fn connected_by(service: &Service) -> String {
    json!({
        "name": "Test",
        "environment": "test",
        "baseUrl": service.base_url,
        "contract": service.contract(),
        "apiKey": service.api_key,
        "operator": OPERATOR,
    })
    .to_string()
}

/// The processes of a driver, and what each waits for.
fn standing(driver: u32) -> String {
    let of = |process: u32, what: &str| {
        let text = std::fs::read_to_string(format!("/proc/{process}/{what}")).unwrap_or_default();
        text.trim().replace('\0', " ")
    };
    let line = |process| format!("  {} in {}", of(process, "comm"), of(process, "wchan"));
    tree(driver).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A text in an XPath.
fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}
