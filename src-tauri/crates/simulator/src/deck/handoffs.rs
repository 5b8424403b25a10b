//! What can happen around a handoff, in the portal and on the way to it.

use super::dialects::{
    BLUEFERN_ASKS, Extra, HARBORLINE_ASKS, JUNIPER_ASKS, LARKSPUR_ASKS, NORTHGATE_ASKS, TIDEWELL_ASKS,
};
use super::draft::Draft;
use super::people::{
    BACK_INJECTION, CPAP, DENOSUMAB, FICTIONAL, GASTRECTOMY, HIP_MRI, KNEE_MRI, NOTREAL, PEMBROLIZUMAB, PET_CT,
    STRESS_TEST, TONSILS, person,
};
use crate::world::script::{Found, LinkProblem, PayerMove, PortalScript, Requirements, Ruling};

pub(super) fn drafts() -> Vec<Draft> {
    vec![
        elsewhere(),
        slow_doors(),
        code_refused(),
        portal_down(),
        no_number(),
        decision_there(),
        not_required(),
        more_wanted(),
        already_there(),
        connection_lost(),
        bad_links(),
    ]
}

fn elsewhere() -> Draft {
    let hugo = person("Specimen", "Hugo", "1951-11-05", "HBA 300 41 7720");
    Draft::new("auth_4HX8TD", &HARBORLINE_ASKS, hugo, &PET_CT)
        .teaches("Somebody unknown has been in this portal for half an hour: the handoff is active elsewhere.")
        .provider(NOTREAL)
        .version(31)
        .age(26, 30)
        .asks_covered_handoff("rev_8KD03")
        .held_elsewhere("mhand_4HX8T")
}

fn slow_doors() -> Draft {
    let cora = person("Figment", "Cora", "1983-06-09", "BFM 2204 0917 3");
    Draft::new("auth_K2S5DN", &BLUEFERN_ASKS, cora, &BACK_INJECTION)
        .teaches(
            "The handoff is offered before it is active, and closing before it is closed: wait, do not press twice.",
        )
        .version(16)
        .age(9, 22)
        .asks_handoff()
        .script(|script| {
            script.prepares = true;
            script.lingers = true;
        })
}

fn code_refused() -> Draft {
    let bertram = person("Faux", "Bertram", "1947-02-14", "HBA 118 20 0033");
    Draft::new("auth_6MR4YA", &HARBORLINE_ASKS, bertram, &CPAP)
        .teaches("The portal refuses every one-time code: report that the sign-in did not work.")
        .provider(FICTIONAL)
        .version(19)
        .age(5, 18)
        .asks_handoff()
        .portal(PortalScript::RefusesCode)
}

fn portal_down() -> Draft {
    let noel = person("Fabricated", "Noel", "1955-12-24", "TWC-77-10-4411");
    Draft::new("auth_R7N3VE", &TIDEWELL_ASKS, noel, &STRESS_TEST)
        .teaches("The portal is closed for maintenance: report that it is down.")
        .version(10)
        .age(2, 60)
        .asks_handoff()
        .portal(PortalScript::Down)
}

fn no_number() -> Draft {
    let ezra = person("Nominal", "Ezra", "1990-10-02", "LKS-902-3310-1");
    Draft::new("auth_W5P0DN", &LARKSPUR_ASKS, ezra, &KNEE_MRI)
        .teaches("The confirmation page shows no number: report it without one; the receipt has none either, and the payer keeps silent.")
        .version(13)
        .age(19, 41)
        .asks_handoff()
        .portal(PortalScript::HidesReference)
        .payer([PayerMove::Silent])
}

fn decision_there() -> Draft {
    let rosalind = person("Demo", "Rosalind", "1966-07-21", "NGH 0077 1200 15");
    let ruling = Ruling {
        outcome: Some("modified".to_owned()),
        authorization_number: Some("NGA-220417".to_owned()),
        payer_status_text: Some("Approved with changes".to_owned()),
        effective_days: Some(60),
        modifications: vec!["2 injections instead of 3".to_owned()],
        ..Ruling::default()
    };
    Draft::new("auth_1KZ9CN", &NORTHGATE_ASKS, rosalind, &BACK_INJECTION)
        .teaches("The portal already shows a decision: look before you submit, and report that a decision is showing.")
        .version(17)
        .age(50, 22)
        .asks_handoff()
        .portal(PortalScript::Holds(Found::Decision(ruling)))
}

fn not_required() -> Draft {
    let della = person("Mockup", "Della", "2001-04-11", "BFM 9021 4410 6");
    Draft::new("auth_N4Q7TS", &BLUEFERN_ASKS, della, &TONSILS)
        .teaches("The portal says that no authorization is needed: report that instead of submitting.")
        .version(15)
        .age(31, 35)
        .asks_handoff()
        .portal(PortalScript::Holds(Found::NotRequired))
}

fn more_wanted() -> Draft {
    let marguerite = person("Stand-In", "Marguerite", "1979-09-30", "JSP 0031 8874 55");
    let wanted = Requirements::default()
        .question("JSP-C-11", "Weight at each of the last six visits.")
        .document("nutrition_report", "The payer wants the report of the nutrition program.");
    Draft::new("auth_X2D8WP", &JUNIPER_ASKS, marguerite, &GASTRECTOMY)
        .teaches("The portal wants more documents first: report that the payer wants something else.")
        .version(21)
        .age(4, 60)
        .extras([Extra::new("JSP-C-11", "Weight at each of the last six visits", "131, 130, 128 kg")])
        .asks_handoff()
        .portal(PortalScript::Holds(Found::MoreInformation(wanted)))
}

fn already_there() -> Draft {
    let ira = person("Sampleton", "Ira", "1944-05-28", "HBA 771 09 2254");
    Draft::new("auth_E6Y1HF", &HARBORLINE_ASKS, ira, &PEMBROLIZUMAB)
        .teaches("Somebody submitted this before: look first, then report the number that is on file.")
        .provider(NOTREAL)
        .version(24)
        .age(47, 55)
        .asks_handoff()
        .portal(PortalScript::Holds(Found::Request { reference: Some("HBL05488120A".to_owned()) }))
}

fn connection_lost() -> Draft {
    let tobias = person("Unreal", "Tobias", "1938-01-19", "JSP 0099 1020 31");
    Draft::new("auth_B8V3JL", &JUNIPER_ASKS, tobias, &DENOSUMAB)
        .teaches("The portal connection breaks for good when you submit: the handoff ends by itself and comes back.")
        .version(18)
        .age(12, 48)
        .asks_covered_handoff("rev_4TB61")
        .portal(PortalScript::LosesConnection)
}

fn bad_links() -> Draft {
    let june = person("Facsimile", "June", "1972-12-12", "NGH 0050 6161 20");
    Draft::new("auth_L1N6KP", &NORTHGATE_ASKS, june, &HIP_MRI)
        .teaches("Three links that must be refused: not https, a foreign host, already ended. The fourth is good.")
        .version(20)
        .age(8, 26)
        .asks_handoff()
        .bad_links([LinkProblem::NotHttps, LinkProblem::ForeignHost, LinkProblem::AlreadyExpired])
}
