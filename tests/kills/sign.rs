//! How the effect of each decision is seen in the window: what a page says before it, and what it says afterwards. Holding the
//! window to both tells a case that shows the effect from one that shows nothing.

use crate::decisions::Subject;
use rig::Window;
use std::time::Duration;

/// From where it is known that the effect is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// The service said so in this run.
    Heard,
    /// The service said so in a run before, which wrote that down.
    Noted,
    /// A reading shows it, whoever made it so.
    Read,
}

/// What a page says as long as the effect is not there, and what it says once it is.
pub(crate) struct Sign {
    /// The tab of the case; none for what is seen in the list.
    tab: &'static str,
    /// Said before, and not afterwards.
    before: &'static str,
    heard: &'static str,
    noted: &'static str,
    read: &'static str,
}

/// What is said afterwards is the same from wherever it is known.
const fn same(tab: &'static str, before: &'static str, after: &'static str) -> Sign {
    Sign { tab, before, heard: after, noted: after, read: after }
}

/// The end of a handoff. Its operator's own words are kept by the run that heard that they arrived; a later one knows of it
/// what the case says, which goes on without a portal step.
const fn ended(heard: &'static str, read: &'static str) -> Sign {
    let noted = "The case does not ask for a portal step now.";
    Sign { tab: "handoff", before: "Report what happened", heard, noted, read }
}

const GO_ON: &str = "Nothing is missing. Tell Collate to go on.";
const WORKING: &str = "Collate is working. Nothing for you to do.";
const ASKED_FOR: &str = "Attach the lab result the payer asked for.";
const ON_THE_CASE: &str = "lab_results synthetic.pdf, attached";

pub(crate) const GOES_ON: Sign = same("facts", GO_ON, WORKING);
pub(crate) const RELEASED: Sign = same("facts", "Review, then accept for submission.", WORKING);
pub(crate) const CANCELED: Sign = same("facts", GO_ON, "Canceled here.");
/// By the service's own word it is ours; of one that a reading shows it cannot be told whose it is.
pub(crate) const HANDED_OVER: Sign = Sign {
    read: "Someone may already be in this portal",
    ..same("handoff", "Before you take over", "Report what happened")
};
pub(crate) const REPORTED: Sign = ended("You said\nThe request was submitted", "How it ended: Reported. ");
pub(crate) const COULD_NOT: Sign = ended("You said\nI could not finish", "How it ended: Reported: could not finish.");
pub(crate) const WITHDRAWN: Sign = ended("You said\nAccess was withdrawn", "How it ended: Access was withdrawn");
/// What is in a field is read as a line of its own.
pub(crate) const ANSWERED: Sign = same("requirements", "T-score at the hip, from the latest scan.", "\n= -2.5\n");
pub(crate) const ATTACHED: Sign = same("requirements", ASKED_FOR, ON_THE_CASE);
pub(crate) const TAKEN_OFF: Sign = same("requirements", ON_THE_CASE, ASKED_FOR);
/// Which one is new is looked for by its number.
pub(crate) const MADE: Sign = same("", "27 cases", "28 cases");

impl Sign {
    /// The page it is seen on.
    pub(crate) fn page(&self, subject: &Subject) -> String {
        if self.tab.is_empty() { "#/queue/yours".to_owned() } else { format!("#/case/{}/{}", subject.case, self.tab) }
    }

    /// Whether a page says that it is so, as it is said of what is known from there.
    pub(crate) fn is_in(&self, page: &str, known: &[Known]) -> bool {
        let words = known.iter().map(|known| match known {
            Known::Heard => self.heard,
            Known::Noted => self.noted,
            Known::Read => self.read,
        });
        !page.contains(self.before) && words.into_iter().any(|words| page.contains(words))
    }

    /// Whether a page says that it is not so.
    pub(crate) fn is_not_in(&self, page: &str) -> bool {
        page.contains(self.before) && [self.heard, self.noted, self.read].iter().all(|words| !page.contains(words))
    }

    /// Waits until its page says that it is not so. Gives what it says where it does not.
    pub(crate) async fn stays_away(
        &self,
        window: &Window,
        subject: &Subject,
        patience: Duration,
    ) -> Result<(), String> {
        let place = self.page(subject);
        let mut page = String::new();
        let away = tokio::time::timeout(patience, async {
            loop {
                page = look(window, &place).await;
                if self.is_not_in(&page) {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(60)).await;
            }
        });
        away.await.map_err(|_| page)
    }
}

/// What is said in the page itself, after the rail at its side.
pub(crate) fn body(page: &str) -> &str {
    page.split_once("What this service answers\n").map_or(page, |(_, body)| body)
}

/// Goes to a page, where the window is not on it, and reads it with what is in its fields.
pub(crate) async fn look(window: &Window, place: &str) -> String {
    if window.run("return window.location.hash").await != place {
        window.go(place).await;
    }
    let fields = "return Array.from(document.querySelectorAll('input, textarea, select'), (field) => field.value)";
    let fields = window.run(fields).await;
    let mut page = String::new();
    let text = window.text().await;
    // How things stand beside each other is nothing to be told by.
    for line in text.split(['\n', '\t']).map(str::trim).filter(|line| !line.is_empty()) {
        page.extend([line, "\n"]);
    }
    for field in fields.as_array().into_iter().flatten().filter_map(serde_json::Value::as_str) {
        page.extend(["= ", field, "\n"]);
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_shows_an_effect_only_without_what_it_said_before() {
        let (before, after) = ("x\nBefore you take over\n", "x\nReport what happened\n");
        let is_in = |page: &str| HANDED_OVER.is_in(page, &[Known::Heard]);
        assert!(is_in(after) && !HANDED_OVER.is_not_in(after));
        assert!(HANDED_OVER.is_not_in(before) && !is_in(before));
        let both = format!("{before}{after}");
        assert!(!is_in(&both) && !HANDED_OVER.is_not_in(&both), "half of each");
        assert!(!is_in("") && !HANDED_OVER.is_not_in(""), "nothing yet");
    }

    #[test]
    fn a_handoff_that_only_a_reading_shows_is_not_shown_as_ours() {
        let (ours, somebodys) = ("Report what happened", "Someone may already be in this portal");
        for known in [Known::Heard, Known::Noted] {
            assert!(HANDED_OVER.is_in(ours, &[known]) && !HANDED_OVER.is_in(somebodys, &[known]), "{known:?}");
        }
        assert!(HANDED_OVER.is_in(somebodys, &[Known::Read]) && !HANDED_OVER.is_in(ours, &[Known::Read]));
    }
}
