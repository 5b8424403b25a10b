//! A case from its creation to its outcome, with nothing but the window: in the contract with handoffs, and in the one before.

use crate::stage::{SOON, Stage};
use rig::ServiceOptions;
use simulator::{Effect, Operation};

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
    2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
    3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// Fills in a new case by its fields, and makes it. Answers with its id.
async fn make_case(stage: &Stage) -> String {
    let window = &stage.window;
    window.press("New case").await;
    window.fill("Provider number (NPI)", "1999999984").await;
    window.sees("Pretend").await;
    window.pick("Payer", "Northgate Health").await;
    window.fill("State", "IL").await;
    window.choose("Outpatient").await;
    window.choose("CPT").await;
    window.fill("Service code", "72148").await;
    window.choose("Requires approval").await;
    stage.confirm_plainly("Make the case…").await;
    window.sees_within("Member ID", SOON).await;
    let at = window.run("return window.location.hash").await;
    at.as_str().and_then(|hash| hash.split('/').nth(2)).expect("the page of a case").to_owned()
}

async fn answer_everything(stage: &Stage) {
    let window = &stage.window;
    for (label, text) in [
        ("Member ID", "NGH 0099 1234 56"),
        ("Date of birth", "14 Feb 1951"),
        ("Last name", "Mockford"),
        ("First name", "Lena"),
        ("Date of service from", "2026-12-01"),
        ("Weeks of conservative care", "8.0"),
        ("History", "Synthetic pain, synthetic exercises."),
        ("Diagnosis code (ICD-10)", "M54.5"),
        ("I have checked these answers against the chart.", "I have."),
    ] {
        window.fill_question(label, text).await;
    }
    window.choose("Outpatient hospital").await;
    window.choose("Standard").await;
    window.choose("Yes").await;
    window.choose("Main diagnosis").await;
    window.press("Add another").await;
    window.fill_last_question("Diagnosis code (ICD-10)", "M51.2").await;
    window.choose_last("Further diagnosis").await;
}

async fn attach(stage: &Stage, kind: &str, name: &str) {
    stage.desktop.choose(name, PDF);
    stage.window.press(&format!("Choose a file for {kind}")).await;
    stage.window.sees_within(name, SOON).await;
}

async fn whole_life(stage: &Stage) -> String {
    let window = &stage.window;
    let case = make_case(stage).await;
    // Conditions are shown, and nothing follows from them.
    window.sees("Condition (as returned)").await;
    answer_everything(stage).await;
    window.press("Save answers").await;
    window.sees_within("Mockford, Lena", SOON).await;
    attach(stage, "chart_notes", "notes.pdf").await;
    attach(stage, "imaging_report", "scan.pdf").await;
    window.sees_within("Nothing is missing. Tell Collate to go on.", SOON).await;
    stage.confirm("Tell Collate to go on…").await;
    window.sees_within("Review, then accept for submission.", SOON).await;
    window.go(&format!("#/case/{case}/review")).await;
    window.sees("Everything that will be sent").await;
    window.tick_all_warnings().await;
    stage.confirm("Accept rev_").await;
    let receipt = window.receipt_within(SOON).await.expect("the payer's receipt comes");
    // The payer asks again.
    window.go(&format!("#/case/{case}/requirements")).await;
    window.sees_within("The payer asks which therapy was tried last.", SOON).await;
    window.fill_question("Which therapy was tried last", "Six synthetic weeks.").await;
    window.press("Save answers").await;
    window.sees_within("Nothing is missing. Tell Collate to go on.", SOON).await;
    stage.confirm("Tell Collate to go on…").await;
    window.sees_within("Approved", SOON).await;
    let behind = stage.service.control.case(&case).await;
    assert_eq!(behind.receipt_reference(), Some(receipt.as_str()));
    assert_eq!(behind.count(|effect: &Effect| matches!(effect, Effect::Attached { .. })), 2);
    case
}

#[tokio::test]
async fn a_case_lives_from_its_creation_to_its_approval() {
    let stage = Stage::set(ServiceOptions::default()).await;
    whole_life(&stage).await;
    assert_eq!(stage.requests(Operation::Create).await.len(), 1);
    assert_eq!(stage.requests(Operation::CreateFile).await.len(), 2);
    stage.ends_well().await;
}

#[tokio::test]
async fn a_case_lives_as_well_in_the_contract_without_handoffs() {
    let stage = Stage::set(ServiceOptions { contract: "a", ..ServiceOptions::default() }).await;
    whole_life(&stage).await;
    let confirmed = stage.requests(Operation::Confirm).await;
    assert!(confirmed.iter().all(|sent| sent.body.as_ref().is_some_and(|body| body["nextActionId"].is_string())));
    stage.ends_well().await;
}
