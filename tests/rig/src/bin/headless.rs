//! `cargo xtask run --headless OUT.png`: the main job in the real window, on a display of its own, in practice mode: review,
//! accept, take over, submit in the portal, report, and see what the payer proved. Prints each step; fails unless the
//! receipt at the end carries the number the portal gave; writes a picture of that end.

use rig::{Browser, Desktop, OPERATOR, Started, Window};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// The case it is done with: its handoff needs a package accepted first.
const CASE: &str = "auth_7QK2M9";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [program, picture] = words.as_slice() else {
        println!("usage: headless PROGRAM OUT.png");
        return ExitCode::from(2);
    };
    let (desktop, mut browser) = (Desktop::with_keyring(), Browser::waiting());

    say("start the program for the first time, in practice mode, and say who works here");
    let window = Window::open(Path::new(program), &desktop, &browser, Started::Practice).await;
    window.fill("Name shown in the audit record", OPERATOR).await;
    window.press("Start practice").await;

    say("see what needs doing");
    window.sees("Needs me").await;
    window.sees(CASE).await;

    say("review the package, warnings first, and accept it for the portal step: nothing is sent");
    window.go(&format!("#/case/{CASE}/review")).await;
    window.sees("Everything that will be sent").await;
    window.tick_all_warnings().await;
    window.press("Accept rev_2BQ77 for the portal step").await;

    say("look before taking over, and take over");
    window.sees("Before you take over").await;
    window.press("Start handoff").await;
    window.press("Open the portal").await;

    say("follow the link in the browser, sign in to the portal, fill in the request, submit it");
    browser.sign_in().await;
    let reference = browser.submit_request().await;
    println!("   the portal gave {reference}");

    say("report what the portal showed");
    window.choose("The request was submitted").await;
    window.fill("Reference number shown", &reference).await;
    window.fill("Type it once more", &reference).await;
    window.press("Report: submitted").await;
    window.press("Report: submitted").await;

    say("wait for the payer's proof");
    let receipt = window.receipt_within(Duration::from_secs(60)).await;
    window.picture(Path::new(picture)).await;
    if receipt.as_deref() != Some(reference.as_str()) {
        println!("\nThe receipt shows {receipt:?}, the portal gave {reference:?}.");
        return ExitCode::FAILURE;
    }
    println!("\nThe receipt carries {reference}, the number the portal gave. Its picture: {picture}");
    window.close().await;
    ExitCode::SUCCESS
}

fn say(step: &str) {
    println!("-> {step}");
}
