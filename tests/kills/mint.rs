//! What the window says of a link that was asked for when the program was killed: the handoff is ours and its link gone, no
//! link is asked for again by itself, and nothing of one is on the disk.

use crate::decisions::{Decision, Subject};
use crate::sign::{body, look};
use crate::tally::Verdict;
use crate::verdict::KNOWN;
use rig::{Browser, Desktop, Service, Window};
use std::time::Duration;

/// What is said of a link of a run that ended.
const GONE: &str = "The program ended, and any link with it.";

/// The window opens on the handoff; going on with it is offered, and done only when the operator presses it.
pub(crate) async fn judge(
    window: &Window,
    (desktop, browser): (&Desktop, &Browser),
    service: &Service,
    decision: &Decision,
    subject: &Subject,
) -> Verdict {
    let stands = tokio::time::timeout(KNOWN, async {
        let mut text = String::new();
        while !["Report what happened", GONE].iter().all(|words| text.contains(words)) {
            tokio::time::sleep(Duration::from_millis(60)).await;
            text = window.text().await;
        }
        text
    });
    let Ok(text) = stands.await else {
        let place = window.run("return window.location.hash").await;
        let page = look(window, place.as_str().unwrap_or_default()).await;
        return Verdict::Wrong(format!("the window does not open on the handoff as ours, but on:\n{}", body(&page)));
    };
    if text.contains("Someone may already be in this portal") || window.offers("Reopen").await != Some(true) {
        return Verdict::Wrong(format!("going on with the handoff is not offered:\n{}", body(&text)));
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    if service.control.requests(decision.operation).await.len() != subject.sent {
        return Verdict::Wrong("a link was asked for by itself".into());
    }
    if let Some(found) = link_on_disk(desktop, browser, service, subject).await {
        return Verdict::Wrong(found);
    }
    window.press("Reopen").await;
    let asked = tokio::time::timeout(KNOWN, async {
        while service.control.requests(decision.operation).await.len() <= subject.sent {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    if asked.await.is_err() {
        return Verdict::Wrong("asked for again by her, and never made".into());
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    if service.control.requests(decision.operation).await.len() != subject.sent + 1 {
        return Verdict::Wrong("one press asked for more than one link".into());
    }
    link_on_disk(desktop, browser, service, subject).await.map_or(Verdict::Done, Verdict::Wrong)
}

/// Where the text of a link stands, as far as it can be told from what every link begins with: in any file of this desktop, or
/// in what the browser was started with.
async fn link_on_disk(desktop: &Desktop, browser: &Browser, service: &Service, subject: &Subject) -> Option<String> {
    let case = service.control.case(&subject.case).await;
    let grants = case.handoffs.iter().flat_map(|handoff| &handoff.grants);
    // A link's text is its address with its own id and a secret after it; none of that needs escaping in JSON or an address.
    let mut needles: Vec<String> = grants.map(|grant| format!("{}_", grant.id)).collect();
    needles.push("/runtime/access/".to_owned());
    let wide = |needle: &String| needle.chars().flat_map(|letter| [letter, '\0']).collect();
    needles.extend(needles.iter().map(wide).collect::<Vec<String>>());
    assert_scanner_finds(desktop, &needles);
    for needle in &needles {
        if let Some(file) = desktop.home().files_with(needle).first() {
            return Some(format!("the text of a link is in {}", file.display()));
        }
        if browser.opened().iter().any(|started| started.contains(needle)) {
            return Some("the browser was started with the text of a link".into());
        }
    }
    None
}

/// What finds nothing proves nothing: each of these is found where it is.
fn assert_scanner_finds(desktop: &Desktop, needles: &[String]) {
    let planted = desktop.data().join("planted");
    for needle in needles {
        std::fs::write(&planted, format!("before {needle} after")).expect("a file can be written");
        assert!(desktop.home().files_with(needle).contains(&planted), "the scanner finds {needle:?}");
    }
    std::fs::remove_file(&planted).expect("it was written");
}
