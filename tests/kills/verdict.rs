//! What the window says after a kill, beside what the service knows.

use crate::decisions::{Decision, Subject};
use crate::mint;
use crate::plan::Moment;
use crate::sign::{Known, body, look};
use crate::tally::Verdict;
use rig::{Browser, Desktop, Service, Window};
use std::time::Duration;

/// How long the window may look before it says what is known.
pub(crate) const KNOWN: Duration = Duration::from_secs(30);

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
    /// She chose not to wait for it.
    LetBe,
    /// Nothing: the case as it is says everything.
    Nothing,
}

/// A kill and what is looked at afterwards.
struct Case<'a> {
    window: &'a Window,
    service: &'a Service,
    decision: &'static Decision,
    subject: &'a Subject,
}

/// Reads what the window says, holds it to the service's history, and goes on as its operator would.
pub(crate) async fn judge(
    window: &Window,
    around: (&Desktop, &Browser),
    service: &Service,
    decision: &'static Decision,
    moment: Moment,
    subject: &Subject,
) -> Verdict {
    if decision.sign.is_none() {
        return mint::judge(window, around, service, decision, subject).await;
    }
    let page =
        if decision.makes_a_case() { "#/new".to_owned() } else { format!("#/case/{}/requirements", subject.case) };
    let case = Case { window, service, decision, subject };
    let claim = case.known(&page).await;
    case.judge(claim, moment).await
}

impl Case<'_> {
    async fn judge(&self, claim: Claim, moment: Moment) -> Verdict {
        let times = self.times().await;
        let sent = self.sent().await;
        let wrong = |why: &str| Verdict::Wrong(format!("{why}; done {times} times, said {claim:?}"));
        if sent != self.subject.sent {
            return wrong("sent again by itself after the start");
        }
        match (claim, times) {
            (_, 2..) => wrong("done twice"),
            (Claim::Checking, _) => wrong("never found out"),
            (Claim::LetBe, _) => wrong("nobody let it be"),
            (Claim::NotDone, 1) => wrong("done, and said not to be"),
            (Claim::NotDone, _) => wrong("nothing shows that it cannot arrive any more"),
            (Claim::InEffect, 0) => wrong("not done, and said to be"),
            (Claim::InEffect, 1) => self.ends(Verdict::Done, &[Known::Read]).await,
            (Claim::Nothing, 1) if !moment.may_be_noted() => {
                wrong("lost: it was never noted, and nothing is said of it")
            }
            // Nothing need be said of what is there to be seen.
            (Claim::Nothing, 1) => {
                // What the start between found out by reading is noted as well.
                let noted: &[Known] = if moment.is_twice() { &[Known::Noted, Known::Read] } else { &[Known::Noted] };
                self.ends(Verdict::Done, noted).await
            }
            (Claim::Nothing, _) if moment.may_be_before_the_record() && sent == 0 => {
                self.ends(Verdict::NeverBegun, &[]).await
            }
            (Claim::Nothing, _) => wrong("lost: nothing is said of it"),
            // Whatever is decided here is read exactly: a status, how a handoff ended, an answer, a file.
            (Claim::CannotTell, 1) => wrong("done and to be read on the case, and said not to be known"),
            (Claim::CannotTell, _) => Verdict::Undecided,
            // A creation is read nowhere: only the same request again tells.
            (Claim::NotYet, 1) if !self.decision.makes_a_case() => wrong("done, and no sign of it is seen"),
            (Claim::NotYet, _) => self.choose().await,
        }
    }

    /// The operator chooses: the same again where that is offered, else to let it be.
    async fn choose(&self) -> Verdict {
        let Self { window, decision, subject, .. } = *self;
        if decision.makes_a_case() {
            window.press("Send the same request again").await;
        } else if decision.keyed {
            window.press("Send the same again").await;
        } else {
            if window.offers("Send the same again").await.is_some() {
                return Verdict::Wrong("what carries no key is offered to be sent again".into());
            }
            window.press("Let it be").await;
            window.sees("You chose not to wait for").await;
            return self.ends(Verdict::LetBe, &[]).await;
        }
        let done = tokio::time::timeout(KNOWN, async {
            while self.sent().await <= subject.sent || self.times().await == 0 {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        match done.await {
            Ok(()) => self.ends(Verdict::Resent, &[Known::Heard]).await,
            Err(_) => Verdict::Wrong("sent again, and never done".into()),
        }
    }

    /// The window ends up showing what the service has; a little later it is still so, and every copy was the same. `known`
    /// says from where it is known that it was done; it was not where that is nowhere.
    async fn ends(&self, verdict: Verdict, known: &[Known]) -> Verdict {
        let done = !known.is_empty();
        let shown = if done { self.shows_it(known).await } else { self.does_not_show_it().await };
        if let Err(why) = shown {
            return Verdict::Wrong(why);
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        if self.times().await != usize::from(done) {
            return Verdict::Wrong(format!("done {} times in the end", self.times().await));
        }
        let again = usize::from(matches!(verdict, Verdict::Resent));
        let sent = self.service.control.requests(self.decision.operation).await;
        if sent.len() != self.subject.sent + again {
            return Verdict::Wrong(format!("sent {} times, {} before the start", sent.len(), self.subject.sent));
        }
        let copies = sent.iter().skip(self.subject.before);
        let mut copies = copies.map(|one| (&one.headers.idempotency_key, &one.headers.if_match, &one.body));
        let first = copies.next();
        if copies.any(|copy| Some(copy) != first) {
            return Verdict::Wrong("two copies differ".into());
        }
        match sent.iter().find(|exchange| !exchange.violations.is_empty()) {
            Some(exchange) => Verdict::Wrong(format!("{:?}", exchange.violations)),
            None => verdict,
        }
    }

    /// Waits until the window says that it is so, or says nothing and shows it. That it was not done is never said.
    async fn shows_it(&self, known: &[Known]) -> Result<(), String> {
        let Self { window, decision, subject, .. } = *self;
        let Some(sign) = &decision.sign else { return Ok(()) };
        let place = sign.page(subject);
        let (mut page, mut claim) = (String::new(), Claim::Checking);
        let shown = tokio::time::timeout(KNOWN, async {
            loop {
                page = look(window, &place).await;
                claim = said(&page, decision);
                let settled = matches!(claim, Claim::InEffect | Claim::Nothing);
                if settled && sign.is_in(&page, known)
                    || matches!(claim, Claim::NotDone | Claim::CannotTell | Claim::LetBe)
                {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(60)).await;
            }
        });
        if shown.await.is_err() {
            return Err(format!("lost: done, and {place} does not show it, {claim:?} is said:\n{}", body(&page)));
        }
        match claim {
            Claim::InEffect | Claim::Nothing if decision.makes_a_case() => self.is_listed().await,
            Claim::InEffect | Claim::Nothing => Ok(()),
            _ => Err(format!("done, and {claim:?} is said")),
        }
    }

    /// The case that was made is found in the list by its number.
    async fn is_listed(&self) -> Result<(), String> {
        let made = self.service.control.requests(self.decision.operation).await;
        let Some(id) = made.into_iter().find(|one| one.effect).and_then(|one| one.case_id) else {
            return Err("the service does not say which case it made".into());
        };
        self.window.fill("Search this list", &id).await;
        let found = tokio::time::timeout(KNOWN, async {
            while !self.window.shows(&id).await {
                tokio::time::sleep(Duration::from_millis(60)).await;
            }
        });
        found.await.map_err(|_| format!("lost: {id} was made, and is not in the list"))
    }

    async fn does_not_show_it(&self) -> Result<(), String> {
        let Some(sign) = &self.decision.sign else { return Ok(()) };
        let away = sign.stays_away(self.window, self.subject, KNOWN).await;
        away.map_err(|page| format!("not done, and {} says otherwise:\n{}", sign.page(self.subject), body(&page)))
    }

    /// Waits until the window knows.
    async fn known(&self, place: &str) -> Claim {
        let mut claim = Claim::Checking;
        let found = tokio::time::timeout(KNOWN, async {
            let mut quiet = 0;
            loop {
                let page = look(self.window, place).await;
                claim = said(&page, self.decision);
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

    /// How often the service did it.
    async fn times(&self) -> usize {
        self.decision.effects(self.service).await.saturating_sub(self.subject.before)
    }

    /// How often it was asked to.
    async fn sent(&self) -> usize {
        self.service.control.requests(self.decision.operation).await.len()
    }
}

fn said(page: &str, decision: &Decision) -> Claim {
    let has = |words: &str| page.contains(words);
    if decision.makes_a_case() {
        return if has("The case was not made.") || has("The request for a new case was not sent.") {
            Claim::NotDone
        } else if has("Send the same request again") {
            Claim::NotYet
        } else if has("The new case is on its way.") || has("Sending again") {
            Claim::Checking
        } else if has("It is not known whether the case was made.") {
            Claim::CannotTell
        } else {
            Claim::Nothing
        };
    }
    if has("We cannot tell yet whether") || has("Sending your") || has("Sending again") {
        Claim::Checking
    } else if has("The case shows what you decided.") || has("The handoff ended the way you decided.") {
        Claim::InEffect
    } else if has("We see no sign yet that") {
        Claim::NotYet
    } else if has("We could not find out whether") || has("The case changed before") {
        Claim::CannotTell
    } else if has("Not done.") || has("Nothing was sent.") {
        Claim::NotDone
    } else if has("You chose not to wait for") {
        Claim::LetBe
    } else {
        Claim::Nothing
    }
}
