//! Sentinels: cases that fail, or look strange, in a known way.

use serde_json::json;

use super::dialects::{BLUEFERN_ASKS, HARBORLINE_ASKS, JUNIPER_ASKS, LARKSPUR_ASKS, NORTHGATE_ASKS, TIDEWELL_ASKS};
use super::draft::Draft;
use super::people::{
    BRAIN_MRI, CPAP, DENOSUMAB, HIP_MRI, KNEE_MRI, KNEE_REPLACEMENT, PEMBROLIZUMAB, SLEEP_STUDY, person,
};
use crate::world::script::{PayerMove, Ruling, Then};
use crate::world::vocabulary::{Status, action};

pub(super) fn drafts() -> Vec<Draft> {
    vec![
        replaced_package(),
        changed_first(),
        unknown_status(),
        unknown_action(),
        unknown_resolution(),
        nothing_asked(),
        odd_shapes(),
        other_package(),
    ]
}

fn replaced_package() -> Draft {
    let ruling = Ruling {
        outcome: Some("modified".to_owned()),
        authorization_number: Some("NGA-220533".to_owned()),
        payer_status_text: Some("Approved with changes".to_owned()),
        effective_days: Some(45),
        modifications: vec!["Outpatient instead of two nights".to_owned()],
        ..Ruling::default()
    };
    let petra = person("Example", "Petra", "1958-05-19", "NGH 0023 5519 71");
    Draft::new("auth_2PN6KV", &NORTHGATE_ASKS, petra, &KNEE_REPLACEMENT)
        .teaches("The package is replaced in the moment you accept it: review_stale once, then review the new one.")
        .version(17)
        .age(70, 14)
        .asks_approval("rev_3GA07")
        .payer([PayerMove::Decide(ruling)])
        .script(|script| script.replaces_snapshot = true)
}

fn changed_first() -> Draft {
    let abel = person("Pretend-Case", "Abel", "1991-02-27", "NGH 0033 4477 19");
    Draft::new("auth_M9E1ZC", &NORTHGATE_ASKS, abel, &HIP_MRI)
        .teaches("The first write always finds that the case changed first: version_conflict once. Then Collate wants a person.")
        .version(13)
        .age(3, 12)
        .asks_continue()
        .then([Then::AskHandoff])
        .script(|script| {
            script.changes_first = true;
            script.covered = true;
        })
}

fn unknown_status() -> Draft {
    let kit = person("Enigma", "Kit", "1980-01-01", "TWC-99-00-0001");
    Draft::new("auth_Z1S7TU", &TIDEWELL_ASKS, kit, &BRAIN_MRI)
        .teaches("A status this program cannot know: on_hold_by_payer. Read only.")
        .is(Status::named("on_hold_by_payer"))
}

fn unknown_action() -> Draft {
    let quinn = person("Enigma", "Quinn", "1981-01-01", "HBA 990 00 0002");
    Draft::new("auth_Z2A8NX", &HARBORLINE_ASKS, quinn, &CPAP)
        .teaches("A next action this program cannot know: schedule_peer_to_peer. Read only.")
        .asks_verbatim("schedule_peer_to_peer", "confirm")
}

fn unknown_resolution() -> Draft {
    let robin = person("Enigma", "Robin", "1982-01-01", "JSP 0099 0000 03");
    Draft::new("auth_Z3K9RK", &JUNIPER_ASKS, robin, &DENOSUMAB)
        .teaches("A known next action with an unknown resolution kind: phone_call. No handoff may be started.")
        .asks_verbatim(action::INTERACT, "phone_call")
}

fn nothing_asked() -> Draft {
    let jess = person("Enigma", "Jess", "1983-01-01", "LKS-990-0000-4");
    Draft::new("auth_Z4N1NA", &LARKSPUR_ASKS, jess, &KNEE_MRI)
        .teaches("Action is required, but no next action is named.")
        .is(Status::RequiresAction)
}

fn odd_shapes() -> Draft {
    let lou = person("Oddity", "Lou", "1984-01-01", "BFM 9900 0000 5");
    Draft::new("auth_Z5W2SH", &BLUEFERN_ASKS, lou, &PEMBROLIZUMAB)
        .teaches("Warnings as a text, an object, a nested list, a number and nothing, and a summary just as odd: show them all.")
        .version(16)
        .asks_approval("rev_9XQ44")
        .summary(json!({
            "": "a property without a name",
            "lines": ["Pembrolizumab, HCPCS J9271", { "cycle": 3, "days": [1, 22, 43] }, null],
            "totals": { "units": 200, "perUnit": { "amount": 51.5, "currency": "USD" } },
            "confirmed": false,
            "note": "<b>not markup</b> & \u{201c}quoted\u{201d}",
        }))
        .warnings([
            json!("The plan's deductible is not met."),
            json!({ "message": "A line break\nin the middle, and <script>alert(1)</script> as text." }),
            json!([{ "severity": "high", "items": [["dose", 200], ["dose", 400]] }, "see both"]),
            json!({ "nested": { "deeper": { "deepest": ["found it"] } }, "count": 3 }),
            json!(42),
            json!(null),
        ])
}

fn other_package() -> Draft {
    let max = person("Mismatch", "Max", "1985-01-01", "LKS-990-0000-6");
    Draft::new("auth_Z6C3VR", &LARKSPUR_ASKS, max, &SLEEP_STUDY)
        .teaches("The handoff covers another package than the case holds: stop, nothing can be accepted.")
        .version(18)
        .asks_covered_handoff("rev_6PL35")
        .but_covers("rev_1AA09")
}
