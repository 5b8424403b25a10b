//! A journey's stage: a desktop, the operator's browser, the service, and the window, connected.

use rig::{Browser, Desktop, Service, ServiceOptions, Started, Window};
use simulator::{Effect, Exchange, Operation};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The program under test.
pub(crate) fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_prior-auth-desk"))
}

/// Where the other programs are.
pub(crate) fn programs() -> PathBuf {
    program().parent().expect("it is in a folder").to_path_buf()
}

pub(crate) struct Stage {
    pub(crate) desktop: Desktop,
    pub(crate) browser: Browser,
    pub(crate) service: Service,
    pub(crate) window: Window,
}

impl Stage {
    /// Everything up and running, the window connected.
    pub(crate) async fn set(options: ServiceOptions) -> Self {
        let service = Service::start(&programs(), options);
        let (desktop, browser) = (Desktop::bare(), Browser::waiting());
        let window = Window::open(program(), &desktop, &browser, Started::Connected(&service)).await;
        window.sees("Needs me").await;
        Self { desktop, browser, service, window }
    }

    /// Takes over the payer session of a case that needs no package, and opens the portal.
    pub(crate) async fn take_over(&mut self, case: &str) {
        self.window.go(&format!("#/case/{case}/handoff")).await;
        self.window.sees("Before you take over").await;
        self.window.press("Start handoff").await;
        self.window.press("Open the portal").await;
    }

    /// Types a report of a submission, and opens its confirm step.
    pub(crate) async fn type_report(&self, reference: &str) {
        self.window.choose("The request was submitted").await;
        self.window.fill("Reference number shown", reference).await;
        self.window.fill("Type it once more", reference).await;
        self.window.fill("Note", "Confirmation page shown, status Pending review.").await;
        self.window.sees("Both match").await;
    }

    /// Presses a button that opens a confirm step, and the step's own button, whose name is the same without the dots.
    pub(crate) async fn confirm(&self, name: &str) {
        self.window.press(name).await;
        self.window.sees("Read at").await;
        self.window.press(name.trim_end_matches('…')).await;
    }

    /// The same for a step that needs no fresh reading.
    pub(crate) async fn confirm_plainly(&self, name: &str) {
        self.window.press(name).await;
        self.window.press(name.trim_end_matches('…')).await;
    }

    pub(crate) async fn requests(&self, operation: Operation) -> Vec<Exchange> {
        self.service.control.requests(operation).await
    }

    /// Waits until something really happened to a case: once.
    pub(crate) async fn happens_once(&self, case: &str, kind: impl Fn(&Effect) -> bool) {
        let happened = tokio::time::timeout(SOON, async {
            while self.service.control.case(case).await.count(&kind) == 0 {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        assert!(happened.await.is_ok(), "it happens to {case}");
        assert_eq!(self.service.control.case(case).await.count(&kind), 1, "it happens to {case} once");
    }

    /// The end of every journey: nothing the service was asked or answered was wrong, the page hurt no rule of its own.
    pub(crate) async fn ends_well(self) {
        self.service.control.assert_no_violations().await;
        self.service.control.assert_answers_fit().await;
        self.window.assert_page_is_clean().await;
        self.window.close().await;
    }
}

/// The version a command named, as the header has it.
pub(crate) fn named_version(exchange: &Exchange) -> u64 {
    let tag = exchange.headers.if_match.as_deref().expect("a command names a version");
    tag.trim_matches('"').parse().expect("a number in quotes")
}

/// Longer than anything the service takes here.
pub(crate) const SOON: Duration = Duration::from_secs(40);
