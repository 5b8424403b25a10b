//! What the window says after a kill, beside what the service knows.

use crate::Moment;
use crate::decisions::{Decision, Subject};
use rig::{Service, Window};
use std::fmt;
use std::time::Duration;

/// How long the window may look before it says what is known.
const KNOWN: Duration = Duration::from_secs(30);

/// What the window claims of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Claim {
    /// It is being looked for.
    Checking,
    /// What was decided is so.
    InEffect,
    /// No sign of it yet: the operator chooses.
    NotYet,
    /// It cannot be told.
    CannotTell,
    /// Nothing was done.
    NotDone,
    /// Nothing: the case as it is says everything.
    Nothing,
}

/// What came of one kill.
pub(crate) enum Verdict {
    /// Done before, said to be so.
    Done,
    /// Not done, offered to the operator, done once when she chose to.
    Resent,
    /// Not done, and the operator lets it be: it carries no key.
    LetBe,
    /// It was never written down, nothing was sent, nothing is said.
    NeverBegun,
    /// Nothing is claimed.
    Undecided,
    /// Something is wrong.
    Wrong(String),
}

/// All kills together.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) kills: usize,
    done: usize,
    resent: usize,
    let_be: usize,
    never_begun: usize,
    pub(crate) undecided: usize,
    pub(crate) wrong: Vec<String>,
}

impl Tally {
    pub(crate) fn note(&mut self, name: &str, verdict: Verdict) {
        self.kills += 1;
        match verdict {
            Verdict::Done => self.done += 1,
            Verdict::Resent => self.resent += 1,
            Verdict::LetBe => self.let_be += 1,
            Verdict::NeverBegun => self.never_begun += 1,
            Verdict::Undecided => self.undecided += 1,
            Verdict::Wrong(why) => self.wrong.push(format!("{name}: {why}")),
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.kills += other.kills;
        self.done += other.done;
        self.resent += other.resent;
        self.let_be += other.let_be;
        self.never_begun += other.never_begun;
        self.undecided += other.undecided;
        self.wrong.extend(other.wrong.iter().cloned());
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} (done before {}, sent again and done once {}, let be {}, never begun {}, cannot be told {}, wrong {})",
            self.kills,
            self.done,
            self.resent,
            self.let_be,
            self.never_begun,
            self.undecided,
            self.wrong.len()
        )
    }
}

/// Reads what the window says, holds it to the service's history, and goes on as its operator would.
pub(crate) async fn judge(
    window: &Window,
    service: &Service,
    decision: &Decision,
    moment: Moment,
    subject: &Subject,
) -> Verdict {
    window.sees("Needs me").await;
    if decision.name == "mint" {
        return judge_mint(window, service, decision, subject).await;
    }
    let page =
        if decision.makes_a_case() { "#/new".to_owned() } else { format!("#/case/{}/requirements", subject.case) };
    window.go(&page).await;
    let claim = known(window, decision).await;
    let times = decision.effects(service).await.saturating_sub(subject.before);
    let sent = !service.control.requests(decision.operation).await.is_empty();
    let wrong = |why: &str| Verdict::Wrong(format!("{why}; done {times} times, said {claim:?}"));
    match (claim, times) {
        (_, 2..) => wrong("done twice"),
        (Claim::Checking, _) => wrong("never found out"),
        (Claim::NotDone, 1) => wrong("done, and said not to be"),
        (Claim::InEffect, 0) => wrong("not done, and said to be"),
        (Claim::InEffect, 1) => settled(service, decision, subject, Verdict::Done).await,
        (Claim::Nothing, 1) => settled(service, decision, subject, Verdict::Done).await,
        (Claim::Nothing, _) if moment == Moment::Step("decided") && !sent => Verdict::NeverBegun,
        (Claim::Nothing, _) if matches!(moment, Moment::After(_)) && !sent => Verdict::NeverBegun,
        (Claim::Nothing, _) => wrong("lost: nothing is said of it"),
        (Claim::CannotTell, _) => Verdict::Undecided,
        (Claim::NotDone, _) => wrong("nothing shows that it cannot arrive any more"),
        (Claim::NotYet, _) => choose(window, service, decision, subject).await,
    }
}

/// The operator chooses: the same again where that is offered, else to let it be.
async fn choose(window: &Window, service: &Service, decision: &Decision, subject: &Subject) -> Verdict {
    if decision.makes_a_case() {
        window.press("Send the same request again").await;
    } else if decision.keyed {
        window.press("Send the same again").await;
    } else {
        if window.offers("Send the same again").await.is_some() {
            return Verdict::Wrong("what carries no key is offered to be sent again".into());
        }
        window.press("Let it be").await;
        return settled(service, decision, subject, Verdict::LetBe).await;
    }
    let done = tokio::time::timeout(KNOWN, async {
        while decision.effects(service).await <= subject.before {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    match done.await {
        Ok(()) => settled(service, decision, subject, Verdict::Resent).await,
        Err(_) => Verdict::Wrong("sent again, and never done".into()),
    }
}

/// A little later it is still as it was, and every copy was the same.
async fn settled(service: &Service, decision: &Decision, subject: &Subject, verdict: Verdict) -> Verdict {
    tokio::time::sleep(Duration::from_millis(100)).await;
    if decision.effects(service).await > subject.before + 1 {
        return Verdict::Wrong("done twice in the end".into());
    }
    let sent = service.control.requests(decision.operation).await;
    let copies = sent.iter().skip(subject.before);
    let mut copies = copies.map(|one| (&one.headers.idempotency_key, &one.headers.if_match, &one.body));
    let first = copies.next();
    if copies.any(|copy| Some(copy) != first) {
        return Verdict::Wrong("two copies differ".into());
    }
    for exchange in &sent {
        if !exchange.violations.is_empty() {
            return Verdict::Wrong(format!("{:?}", exchange.violations));
        }
    }
    verdict
}

/// A link is never asked for again by itself, and is nowhere on the disk; the handoff is ours.
async fn judge_mint(window: &Window, service: &Service, decision: &Decision, subject: &Subject) -> Verdict {
    let before = service.control.requests(decision.operation).await.len();
    window.go(&format!("#/case/{}/handoff", subject.case)).await;
    window.sees("Report what happened").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    if service.control.requests(decision.operation).await.len() != before {
        return Verdict::Wrong("a link was asked for by itself".into());
    }
    Verdict::Done
}

/// Waits until the window knows.
async fn known(window: &Window, decision: &Decision) -> Claim {
    let mut claim = Claim::Checking;
    let found = tokio::time::timeout(KNOWN, async {
        let mut quiet = 0;
        loop {
            let text = window.text().await;
            claim = said(&text, decision);
            quiet = if claim == Claim::Nothing { quiet + 1 } else { 0 };
            // What says nothing may only not have been read yet.
            if !matches!(claim, Claim::Checking | Claim::Nothing) || quiet > 25 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
    });
    // What is still being looked for after that is never found out.
    let _ = found.await;
    claim
}

fn said(text: &str, decision: &Decision) -> Claim {
    let has = |words: &str| text.contains(words);
    if decision.makes_a_case() {
        return if has("Send the same request again") { Claim::NotYet } else { Claim::Nothing };
    }
    if has("We cannot tell yet whether") || has("Sending your") {
        Claim::Checking
    } else if has("The case shows what you decided.") {
        Claim::InEffect
    } else if has("We see no sign yet that") {
        Claim::NotYet
    } else if has("We could not find out whether") || has("The case changed before") {
        Claim::CannotTell
    } else if has("Not done.") || has("Nothing was sent.") {
        Claim::NotDone
    } else {
        Claim::Nothing
    }
}
