//! Cases that somebody else has, and cases that are over.

use super::dialects::{BLUEFERN_ASKS, HARBORLINE_ASKS, JUNIPER_ASKS, LARKSPUR_ASKS, NORTHGATE_ASKS, TIDEWELL_ASKS};
use super::draft::Draft;
use super::people::{
    BRAIN_MRI, CPAP, DENOSUMAB, FICTIONAL, GASTRECTOMY, HIP_MRI, INFLIXIMAB, KNEE_MRI, KNEE_REPLACEMENT, NOTREAL,
    PEMBROLIZUMAB, PET_CT, SLEEP_STUDY, STRESS_TEST, person,
};
use crate::world::script::{PayerMove, Requirements, Ruling, Then};
use crate::world::vocabulary::{HandoffResult, Status};

pub(super) fn drafts() -> Vec<Draft> {
    vec![
        denied_after_review(),
        asks_after_receipt(),
        cannot_submit(),
        comes_back(),
        working(),
        slow(),
        waiting(),
        approved(),
        denied(),
        modified(),
        not_required(),
        failed(),
        without_outcome(),
        canceled_with_receipt(),
        canceled(),
    ]
}

fn denial() -> Ruling {
    Ruling {
        outcome: Some("denied".to_owned()),
        payer_status_text: Some("Not approved".to_owned()),
        denial_reasons: vec![
            "No trial of a mandibular device is documented.".to_owned(),
            "The study can be done at home only after a visit.".to_owned(),
        ],
        ..Ruling::default()
    }
}

fn denied_after_review() -> Draft {
    let ivy = person("Placeholder", "Ivy", "1986-02-02", "LKS-440-0091-7");
    Draft::new("auth_8CJ5LM", &LARKSPUR_ASKS, ivy, &SLEEP_STUDY)
        .teaches("Review and accept, no warnings: the payer says no, with two reasons.")
        .version(15)
        .age(4, 31)
        .asks_approval("rev_7NM20")
        .payer([PayerMove::Decide(denial())])
}

fn asks_after_receipt() -> Draft {
    let theo = person("Understudy", "Theo", "1969-10-29", "HBA 640 31 8805");
    let wanted = Requirements::default().document("lab_results", "The payer asks for the latest lab results.");
    Draft::new("auth_U4D7MQ", &HARBORLINE_ASKS, theo, &PEMBROLIZUMAB)
        .teaches("Review and accept: the payer sends a receipt, and then asks for one more document.")
        .version(20)
        .age(29, 37)
        .asks_approval("rev_1HW58")
        .payer([PayerMove::AskMore(wanted)])
}

fn cannot_submit() -> Draft {
    let nora = person("Decoy", "Nora", "1973-04-23", "TWC-61-90-3377");
    Draft::new("auth_F9K3ZD", &TIDEWELL_ASKS, nora, &PET_CT)
        .teaches("Review and accept: Collate cannot submit it, and the case ends without a decision.")
        .version(19)
        .age(33, 50)
        .asks_approval("rev_2VE74")
        .then([Then::Finish(Ruling::outcome("failed"))])
}

fn comes_back() -> Draft {
    let amos = person("Surrogate", "Amos", "1950-12-07", "NGH 0047 9031 56");
    let wanted = Requirements::default().document("chart_notes", "The notes must be from the last 90 days.");
    Draft::new("auth_R5Q2AN", &NORTHGATE_ASKS, amos, &BRAIN_MRI)
        .teaches("Tell Collate to go on: it comes back and wants a newer document.")
        .version(14)
        .age(10, 16)
        .asks_continue()
        .then([Then::AskRequirements(wanted)])
}

fn working() -> Draft {
    let gil = person("Stand-By", "Gil", "1993-03-13", "NGH 0061 0404 88");
    Draft::new("auth_P3W9DX", &NORTHGATE_ASKS, gil, &HIP_MRI)
        .teaches("Collate is working and goes on working: a handoff is refused, the portal can only be watched.")
        .version(12)
        .age(3, 2)
        .is(Status::Processing)
}

fn slow() -> Draft {
    let opal = person("Tarry", "Opal", "1970-11-11", "TWC-40-12-5008");
    Draft::new("auth_T7R2CM", &TIDEWELL_ASKS, opal, &STRESS_TEST)
        .teaches("Everything takes fifteen times as long: tell Collate to go on, and do something else.")
        .version(14)
        .age(7, 44)
        .automatic()
        .asks_continue()
        .then([Then::Submit])
        .script(|script| script.pace = 15)
}

fn waiting() -> Draft {
    let ansel = person("Mockfield", "Ansel", "1999-05-05", "NGH 0018 7733 42");
    Draft::new("auth_C8A2LT", &NORTHGATE_ASKS, ansel, &KNEE_MRI)
        .teaches("The payer has it and says nothing: a receipt, and no decision however long you wait.")
        .version(19)
        .age(54, 90)
        .receipt("NG-26-112039104")
        .is(Status::WaitingOnPayer)
}

fn approved() -> Draft {
    let ruth = person("Exemplar", "Ruth", "1948-08-08", "BFM 1180 3321 9");
    Draft::new("auth_A1P0KD", &BLUEFERN_ASKS, ruth, &INFLIXIMAB)
        .teaches("Approved, after somebody finished it in the portal: number and dates were returned.")
        .version(27)
        .age(410, 1_500)
        .receipt("BFM-77120")
        .past_handoff("mhand_A1P0K", HandoffResult::CompletedReported)
        .ended(crate::world::case::approval())
}

fn denied() -> Draft {
    let milo = person("Counterfeit", "Milo", "1982-01-25", "HBA 554 77 1090");
    Draft::new("auth_D2N4XE", &HARBORLINE_ASKS, milo, &PET_CT)
        .teaches("Denied, and no reason was returned: nothing may be invented in its place.")
        .provider(NOTREAL)
        .version(25)
        .age(300, 2_900)
        .receipt("HBL05471004A")
        .past_handoff("mhand_D2N4X", HandoffResult::UnableToComplete)
        .ended(Ruling::outcome("denied"))
}

fn modified() -> Draft {
    let pearl = person("Replica", "Pearl", "1961-09-01", "NGH 0090 2210 67");
    let ruling = Ruling {
        outcome: Some("modified".to_owned()),
        authorization_number: Some("NGA-219980".to_owned()),
        effective_days: Some(30),
        modifications: vec!["2 nights instead of 3".to_owned(), "Rehabilitation asked for separately".to_owned()],
        ..Ruling::default()
    };
    Draft::new("auth_M3D5FW", &NORTHGATE_ASKS, pearl, &KNEE_REPLACEMENT)
        .teaches("Approved with changes: two modifications to read.")
        .version(29)
        .age(260, 3_100)
        .receipt("NG-26-111988120")
        .ended(ruling)
}

fn not_required() -> Draft {
    let abe = person("Nonesuch", "Abe", "1953-03-31", "HBA 200 15 6612");
    Draft::new("auth_Q4R6GY", &HARBORLINE_ASKS, abe, &CPAP)
        .teaches("No authorization is needed, said the payer: done without receipt and without number.")
        .version(16)
        .age(150, 4_000)
        .past_handoff("mhand_Q4R6G", HandoffResult::Revoked)
        .ended(Ruling::outcome("not_required"))
}

fn failed() -> Draft {
    let nell = person("Phantom", "Nell", "1976-06-16", "JSP 0044 9120 08");
    Draft::new("auth_F5L7HZ", &JUNIPER_ASKS, nell, &GASTRECTOMY)
        .teaches("Ended without a decision, after the portal connection was lost for good.")
        .version(30)
        .age(340, 5_000)
        .past_handoff("mhand_F5L7H", HandoffResult::InteractionLostUnrecoverable)
        .ended(Ruling::outcome("failed"))
}

fn without_outcome() -> Draft {
    let sol = person("Cipher", "Sol", "1989-12-03", "TWC-08-55-7120");
    Draft::new("auth_Y6U8VN", &TIDEWELL_ASKS, sol, &BRAIN_MRI)
        .teaches("Completed, and no outcome was returned: that is not known, not a yes.")
        .version(21)
        .age(190, 2_000)
        .receipt("TW-20877-C")
        .past_handoff("mhand_Y6U8V", HandoffResult::Expired)
        .ended(Ruling::default())
}

fn canceled_with_receipt() -> Draft {
    let vera = person("Pseudonym", "Vera", "1964-04-04", "JSP 0072 3381 90");
    Draft::new("auth_G7C9BT", &JUNIPER_ASKS, vera, &DENOSUMAB)
        .teaches("Canceled here, but the payer still has it: the receipt stays.")
        .version(23)
        .age(120, 1_000)
        .receipt("JSP-4482-0899")
        .past_handoff("mhand_G7C9B", HandoffResult::Canceled)
        .is(Status::Canceled)
}

fn canceled() -> Draft {
    let uma = person("Likeness", "Uma", "1995-07-27", "BFM 6630 1140 2");
    Draft::new("auth_H8C1RS", &BLUEFERN_ASKS, uma, &INFLIXIMAB)
        .teaches("Canceled before anything was sent.")
        .provider(FICTIONAL)
        .version(10)
        .age(96, 700)
        .is(Status::Canceled)
}
