//! Every decision there is: how it is taken through the window's own way to the program, and what it does at the service.

use crate::sign::{self, Sign};
use rig::{Desktop, Service, Window};
use serde_json::{Value, json};
use simulator::Operation;
use std::time::Duration;

/// The steps of a decision at which the program can be told to end.
pub(crate) const STEPS: [&str; 5] = ["decided", "recorded", "leaving", "answered", "noted"];

/// How long something may take before a decision can be taken.
const READY: Duration = Duration::from_secs(20);

/// The file that is attached.
const FILE: &str = "synthetic.pdf";
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// What must be so before a decision can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Needs {
    Nothing,
    Handoff,
    Attachment,
}

/// What a decision is about, and how often its effect was there before.
#[derive(Default)]
pub(crate) struct Subject {
    pub(crate) case: String,
    pub(crate) attachment: String,
    pub(crate) before: usize,
    /// How often the service was asked, when nothing of the program was left.
    pub(crate) sent: usize,
}

/// One kind of decision.
pub(crate) struct Decision {
    /// What it is called where its steps are named.
    pub(crate) name: &'static str,
    /// The case; none yet for one that makes a case.
    case: &'static str,
    needs: Needs,
    /// What is asked of the program, with `$case`, `$version` and `$attachment` put in.
    script: &'static str,
    /// What is asked of the service.
    pub(crate) operation: Operation,
    /// Whether the same may be sent again: it carries a key.
    pub(crate) keyed: bool,
    /// How its effect is seen in the window. A link is seen nowhere.
    pub(crate) sign: Option<Sign>,
}

const STEP: &str = "await ask('read_again', { case: $case }); \
                    const step = await ask('open_step', { case: $case, step: '$step' }); \
                    const version = step.version; ";

/// A case that waits for a file.
const FILES: &str = "auth_3VB7GE";
/// A case that waits for the portal, without a package.
const PORTAL: &str = "auth_V3C9QA";

pub(crate) static DECISIONS: [Decision; 12] = [
    Decision {
        name: "continue",
        case: "auth_J4T6BK",
        needs: Needs::Nothing,
        script: "return ask('confirm_continue', { case: $case, version })",
        operation: Operation::Confirm,
        keyed: true,
        sign: Some(sign::GOES_ON),
    },
    Decision {
        name: "approve",
        case: "auth_9WD3RB",
        needs: Needs::Nothing,
        script: "const seen = await ask('read_package', { case: $case }); \
                 return ask('confirm_acceptance', { case: $case, version, snapshot: seen.snapshot, \
                 hash: seen.hash, warningsRead: seen.warnings.length })",
        operation: Operation::Confirm,
        keyed: true,
        sign: Some(sign::RELEASED),
    },
    Decision {
        name: "cancel",
        case: "auth_J4T6BK",
        needs: Needs::Nothing,
        script: "return ask('confirm_cancel', { case: $case, version })",
        operation: Operation::Cancel,
        keyed: true,
        sign: Some(sign::CANCELED),
    },
    Decision {
        name: "start_handoff",
        case: PORTAL,
        needs: Needs::Nothing,
        script: "return ask('start_handoff', { case: $case, version })",
        operation: Operation::CreateHandoff,
        keyed: true,
        sign: Some(sign::HANDED_OVER),
    },
    Decision {
        name: "complete",
        case: PORTAL,
        needs: Needs::Handoff,
        script: "return ask('report_completed', { case: $case, version, outcome: 'submitted', reference: 'LS-2026-0001' })",
        operation: Operation::CompleteHandoff,
        keyed: true,
        sign: Some(sign::REPORTED),
    },
    Decision {
        name: "unable",
        case: PORTAL,
        needs: Needs::Handoff,
        script: "return ask('report_unable', { case: $case, version, reason: 'credential_or_mfa_issue', submitPressed: 'no' })",
        operation: Operation::UnableToComplete,
        keyed: true,
        sign: Some(sign::COULD_NOT),
    },
    Decision {
        name: "revoke",
        case: PORTAL,
        needs: Needs::Handoff,
        script: "return ask('revoke', { case: $case, version, reason: 'A synthetic reason' })",
        operation: Operation::RevokeHandoff,
        keyed: true,
        sign: Some(sign::WITHDRAWN),
    },
    Decision {
        name: "save_answers",
        case: "auth_5TF1QS",
        needs: Needs::Nothing,
        // The whole group, as the page sends it.
        script: "return ask('save_answers', { case: $case, version, items: [{ linkId: 'JSP-C', items: [ \
                 { linkId: 'JSP-C-01', values: ['yes'] }, \
                 { linkId: 'JSP-C-02', items: [{ linkId: 'JSP-C-02-A', values: ['Alendronate'] }, \
                 { linkId: 'JSP-C-02-B', values: ['2025-01-10'] }] }, \
                 { linkId: 'JSP-C-03', values: ['2027-01-01'] }, { linkId: 'JSP-C-04', values: ['-2.5'] }] }] })",
        operation: Operation::PatchAnswers,
        keyed: false,
        sign: Some(sign::ANSWERED),
    },
    Decision {
        name: "attach",
        case: FILES,
        needs: Needs::Nothing,
        script: "return ask('pick_documents', { case: $case, types: ['lab_results'] })",
        operation: Operation::Attach,
        keyed: true,
        sign: Some(sign::ATTACHED),
    },
    Decision {
        name: "remove_attachment",
        case: FILES,
        needs: Needs::Attachment,
        script: "return ask('remove_attachment', { case: $case, version, attachment: $attachment })",
        operation: Operation::RemoveAttachment,
        keyed: false,
        sign: Some(sign::TAKEN_OFF),
    },
    Decision {
        name: "create",
        case: "",
        needs: Needs::Nothing,
        script: "return ask('create_case', { providerNpi: '1999999984', payerId: 'payer_northgate', state: 'IL', \
                 requestType: 'outpatient', system: 'cpt', code: '72148', policy: 'requires_approval' })",
        operation: Operation::Create,
        keyed: true,
        sign: Some(sign::MADE),
    },
    Decision {
        name: "mint",
        case: PORTAL,
        needs: Needs::Handoff,
        script: "return ask('open_portal', { case: $case })",
        operation: Operation::MintGrant,
        keyed: true,
        sign: None,
    },
];

impl Decision {
    /// Whether it has this step: a link is not decided, only asked for.
    pub(crate) fn has(&self, step: &str) -> bool {
        self.name != "mint" || matches!(step, "leaving" | "answered")
    }

    /// Whether it makes a case.
    pub(crate) fn makes_a_case(&self) -> bool {
        self.case.is_empty()
    }

    /// Brings the case to where the decision can be taken.
    pub(crate) async fn prepare(&self, window: &Window, service: &Service, desktop: &Desktop) -> Subject {
        if self.makes_a_case() {
            self.shows_nothing_yet(window, &Subject::default()).await;
            return Subject::default();
        }
        window.go(&format!("#/case/{}/requirements", self.case)).await;
        desktop.choose(FILE, PDF);
        let mut attachment = String::new();
        match self.needs {
            Needs::Nothing => {}
            Needs::Handoff => {
                let start = "await ask('read_again', { case: $case }); \
                             const seen = await ask('preflight', { case: $case }); \
                             return ask('start_handoff', { case: $case, version: seen.version })";
                self.until(window, start).await;
                self.until(
                    window,
                    "await ask('read_again', { case: $case }); \
                                    return ask('open_step', { case: $case, step: 'complete' })",
                )
                .await;
            }
            Needs::Attachment => {
                self.until(
                    window,
                    "await ask('read_again', { case: $case }); \
                                    return ask('pick_documents', { case: $case, types: ['lab_results'] })",
                )
                .await;
                let attached = tokio::time::timeout(READY, async {
                    loop {
                        let case = service.control.case(self.case).await;
                        let all = case.document["attachments"].as_array().into_iter().flatten();
                        let mut ours = all.filter(|one| one["label"] == FILE || one["fileName"] == FILE);
                        if let Some(id) = ours.next().and_then(|one| one["id"].as_str()) {
                            return id.to_owned();
                        }
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                });
                attachment = attached.await.expect("a file is attached");
            }
        }
        // What is decided on is known before it is decided.
        self.until(window, "return ask('read_again', { case: $case })").await;
        let subject = Subject { case: self.case.to_owned(), attachment, before: self.effects(service).await, sent: 0 };
        self.shows_nothing_yet(window, &subject).await;
        subject
    }

    /// What shows the effect afterwards does not show it before: else it would say nothing.
    async fn shows_nothing_yet(&self, window: &Window, subject: &Subject) {
        let Some(sign) = &self.sign else { return };
        if let Err(page) = sign.stays_away(window, subject, READY).await {
            panic!("{}: before it is decided, {} is:\n{page}", self.name, sign.page(subject));
        }
    }

    /// Takes the decision; nobody waits for its answer.
    pub(crate) async fn decide(&self, window: &Window, subject: &Subject) {
        let version = match self.name {
            "start_handoff" => "await ask('read_again', { case: $case }); \
                                const seen = await ask('preflight', { case: $case }); const version = seen.version; "
                .to_owned(),
            "attach" | "create" | "mint" => String::new(),
            "approve" => STEP.replace("$step", "accept"),
            other => STEP.replace("$step", other),
        };
        let script = format!("{version}{}", self.script).replace("$attachment", &json!(subject.attachment).to_string());
        window.run(&asking(&script, &subject.case)).await;
    }

    /// How often the service did it, by its own history.
    pub(crate) async fn effects(&self, service: &Service) -> usize {
        service.control.requests(self.operation).await.iter().filter(|exchange| exchange.effect).count()
    }

    /// Asks again and again until it is answered.
    async fn until(&self, window: &Window, script: &str) {
        let mut last = Value::Null;
        let done = tokio::time::timeout(READY, async {
            loop {
                window.run(&asking(script, self.case)).await;
                for _ in 0..100 {
                    last = window.run("return window.__did ?? null").await;
                    if !last.is_null() {
                        break;
                    }
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                if last.get("ok").is_some() {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        });
        if done.await.is_err() {
            panic!("{}: {script}: {last}", self.name);
        }
    }
}

/// Asks the program as the page does, and leaves what comes of it in `window.__did`.
fn asking(script: &str, case: &str) -> String {
    let script = script.replace("$case", &json!(case).to_string());
    format!(
        "window.__did = null; \
         const ask = (name, args) => window.__TAURI_INTERNALS__.invoke(name, {{ args }}); \
         (async () => {{ {script} }})().then((ok) => {{ window.__did = {{ ok: ok ?? true }} }}, \
         (error) => {{ window.__did = {{ error }} }})"
    )
}
