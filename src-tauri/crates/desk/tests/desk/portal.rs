use crate::support::{Bench, BrowserDoes, Watching, case_ref, code, link, stage};
use desk::wire::{
    CarryOn, CaseView, ClaimView, Code, CommandStage, LinkPhase, Nothing, ReportCompleted, ReportUnable, Revoke,
    RungState, SessionHolder, StartHandoff, StepKind, SubmitPressed, TurnCode, WantedView,
};
use simulator::{Effect, Fault, FaultKind, GrantOverride, HandoffResult, Operation, Timing};
use std::time::Duration;

/// Names a package that must be accepted first.
const COVERED: &str = "auth_7QK2M9";
/// Names none.
pub(crate) const PLAIN: &str = "auth_V3C9QA";

/// A handoff of ours, active, and the view of its case.
async fn started(bench: &Bench, id: &str) -> (Watching, CaseView) {
    let (mut case, _) = bench.open(id).await;
    bench.start_handoff(id).await.unwrap();
    let seen = case.case_where(|case| case.handoff.as_ref().is_some_and(|h| h.ours && h.state == "active")).await;
    (case, seen)
}

pub(crate) async fn opened(bench: &Bench, id: &str) -> (Watching, CaseView) {
    let (mut case, _) = started(bench, id).await;
    bench.desk.open_portal(case_ref(id)).await.unwrap();
    let seen = case.case_where(|case| link(case) == LinkPhase::Open).await;
    (case, seen)
}

async fn report(bench: &Bench, id: &str, reference: Option<&str>) -> Result<Nothing, desk::wire::WireError> {
    let version = bench.step(id, StepKind::Complete).await?;
    let intent = ReportCompleted {
        case: id.into(),
        version,
        outcome: "submitted".into(),
        reference: reference.map(Into::into),
        note: Some("Confirmation page shown.".into()),
    };
    bench.desk.report_completed(intent).await
}

fn handoff_id(case: &CaseView) -> String {
    case.handoff.as_ref().unwrap().id.clone()
}

#[tokio::test]
async fn the_main_job_from_review_to_the_payers_proof() {
    let bench = Bench::connected().await;
    let (mut case, before) = bench.open(COVERED).await;
    assert_eq!(before.wanted, WantedView::ReviewForPortal);
    bench.accept_for_portal(COVERED).await;
    assert!(bench.history(Operation::CreateHandoff).is_empty(), "accepting sends nothing");
    case.case_where(|case| case.wanted == WantedView::TakeOver).await;

    let known = bench.desk.preflight(case_ref(COVERED)).await.unwrap();
    assert_eq!((known.holder, known.problem), (Some(SessionHolder::Nobody), None));
    let intent = StartHandoff { case: COVERED.into(), version: known.version.clone() };
    bench.desk.start_handoff(intent).await.unwrap();
    let seen = case.case_where(|case| case.handoff.is_some()).await;
    assert_eq!(seen.wanted, WantedView::InPortal { state: "active".into() });
    let create = &bench.history(Operation::CreateHandoff)[0];
    assert_eq!(create.headers.if_match.as_deref(), Some(format!("\"{}\"", known.version).as_str()));
    assert_eq!(create.body, Some(serde_json::json!({ "acceptedReviewSnapshotId": "rev_2BQ77" })));

    bench.desk.open_portal(case_ref(COVERED)).await.unwrap();
    let seen = case.case_where(|case| link(case) == LinkPhase::Open).await;
    assert_eq!(bench.browser.links().len(), 1);
    let view = seen.handoff.as_ref().unwrap();
    assert!(view.link.left_millis.unwrap() > 280_000 && view.link.will_renew);
    let mint = &bench.history(Operation::MintGrant)[0];
    assert!(mint.headers.if_match.is_none() && mint.headers.idempotency_key.is_some() && mint.body.is_none());

    let number = bench.service.submit_in_portal(&handoff_id(&seen)).unwrap();
    report(&bench, COVERED, number.as_deref()).await.unwrap();
    let seen = case.case_where(|case| case.turn == TurnCode::Collate).await;
    assert_eq!(seen.wanted, WantedView::Working { after_report: true });
    assert_eq!((seen.ladder.reported, seen.ladder.reconciled), (RungState::Said, RungState::Busy));
    assert_eq!(link(&seen), LinkPhase::Closed, "the link went with the handoff");
    assert!(matches!(&seen.claim, Some(ClaimView::Reported { operator, .. }) if operator == "Maria R."));
    let seen = case.case_where(|case| case.turn == TurnCode::Payer).await;
    assert_eq!(seen.receipt.unwrap().reference, number);
    case.case_where(|case| case.turn == TurnCode::Done).await;

    let ledger = bench.service.case(COVERED).unwrap();
    assert_eq!(ledger.count(|effect| matches!(effect, Effect::HandoffCreated { .. })), 1);
    assert_eq!(ledger.count(|effect| matches!(effect, Effect::HandoffClosed { .. })), 1);
    bench.assert_no_violations();
}

#[tokio::test]
async fn without_a_named_package_nothing_is_accepted_and_the_body_is_empty() {
    let bench = Bench::connected().await;
    started(&bench, PLAIN).await;
    assert_eq!(bench.history(Operation::CreateHandoff)[0].body, Some(serde_json::json!({})));
    bench.assert_no_violations();
}

#[tokio::test]
async fn a_handoff_is_not_started_without_the_acceptance_or_with_another_package() {
    let bench = Bench::connected().await;
    bench.open(COVERED).await;
    assert_eq!(code(bench.start_handoff(COVERED).await), Some(Code::NotPossibleNow));
    bench.accept_for_portal(COVERED).await;
    bench.service.replace_snapshot(COVERED).unwrap();
    assert_eq!(code(bench.start_handoff(COVERED).await), Some(Code::NotPossibleNow), "the acceptance is void");
    let (_, other) = bench.open("auth_Z6C3VR").await;
    assert!(matches!(other.wanted, WantedView::OtherPackage { .. }));
    assert_eq!(code(bench.start_handoff("auth_Z6C3VR").await), Some(Code::NotPossibleNow));
    assert!(bench.history(Operation::CreateHandoff).is_empty());
}

#[tokio::test]
async fn an_offered_handoff_is_waited_for_and_offers_no_link() {
    let bench = Bench::connected().await;
    let (mut case, _) = bench.open("auth_K2S5DN").await;
    bench.accept_if_named("auth_K2S5DN").await;
    bench.start_handoff("auth_K2S5DN").await.unwrap();
    case.case_where(|case| case.wanted == WantedView::InPortal { state: "offered".into() }).await;
    assert_eq!(code(bench.desk.open_portal(case_ref("auth_K2S5DN")).await), Some(Code::NotPossibleNow));
    let seen = case.case_where(|case| case.wanted == WantedView::InPortal { state: "active".into() }).await;
    bench.service.submit_in_portal(&handoff_id(&seen)).unwrap();
    report(&bench, "auth_K2S5DN", Some("1")).await.unwrap();
    case.case_where(|case| case.handoff.as_ref().is_some_and(|h| h.state == "closing")).await;
    case.case_where(|case| case.handoff.as_ref().is_some_and(|h| h.state == "closed")).await;
}

#[tokio::test]
async fn reopening_always_makes_a_new_link_with_a_new_key() {
    let bench = Bench::connected().await;
    let (mut case, _) = opened(&bench, PLAIN).await;
    bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
    case.case_where(|case| case.handoff.as_ref().is_some_and(|h| h.link.opened == 2)).await;
    let links = bench.browser.links();
    assert_eq!(links.len(), 2);
    assert_ne!(links[0], links[1]);
    let keys: Vec<_> = bench.history(Operation::MintGrant).into_iter().map(|e| e.headers.idempotency_key).collect();
    assert_ne!(keys[0], keys[1]);
}

#[tokio::test]
async fn a_link_renews_itself_once_then_asks_then_ends() {
    let bench = Bench::connected().await;
    bench.service.set_timing(Timing { grant_life: Duration::from_secs(60), ..bench.service.timing() });
    let (mut case, seen) = opened(&bench, PLAIN).await;
    assert!(seen.handoff.unwrap().link.life_millis.unwrap() < 61_000, "the service's clock tells whole seconds");
    case.case_where(|case| case.handoff.as_ref().is_some_and(|h| h.link.asks)).await;
    assert_eq!(bench.history(Operation::MintGrant).len(), 2, "one to open, one renewal");
    assert_eq!(bench.browser.links().len(), 1, "a renewed link is opened by nobody");
    case.case_where(|case| link(case) == LinkPhase::Expired).await;
    bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
    case.case_where(|case| link(case) == LinkPhase::Open).await;
    assert_eq!(bench.browser.links().len(), 2);
}

#[tokio::test]
async fn answering_the_question_renews_the_link() {
    let bench = Bench::connected().await;
    bench.service.set_timing(Timing { grant_life: Duration::from_secs(60), ..bench.service.timing() });
    let (mut case, _) = opened(&bench, PLAIN).await;
    case.case_where(|case| case.handoff.as_ref().is_some_and(|h| h.link.asks)).await;
    bench.desk.did_act(Nothing {}).await.unwrap();
    case.case_where(|case| case.handoff.as_ref().is_some_and(|h| !h.link.asks && h.link.phase == LinkPhase::Open))
        .await;
    assert_eq!(bench.history(Operation::MintGrant).len(), 3);
}

#[tokio::test]
async fn a_link_that_must_not_be_opened_is_refused_and_never_handed_out() {
    let bench = Bench::connected().await;
    let (mut case, _) = started(&bench, PLAIN).await;
    let over = |url: Option<&str>, seconds| GrantOverride { url: url.map(Into::into), expires_in_seconds: seconds };
    for (next, phase, refusal) in [
        (over(Some("https://evil.example/runtime/access/rag_1"), None), LinkPhase::Refused, Some("scheme")),
        (over(Some("http://127.0.0.1:1/runtime/access/rag_1"), None), LinkPhase::Refused, Some("host")),
        (over(Some("http://user@127.0.0.1:1/"), None), LinkPhase::Refused, Some("user_info")),
        (over(None, Some(-5)), LinkPhase::AlreadyOver, None),
        (over(None, Some(3)), LinkPhase::TooShort, None),
    ] {
        bench.service.next_grant(next);
        bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
        // Of this link: the one before it may have ended the same way.
        let refused = |case: &CaseView| case.handoff.as_ref().and_then(|handoff| handoff.link.refusal.clone());
        let seen = case.case_where(|case| link(case) == phase && refused(case).as_deref() == refusal).await;
        assert_eq!(seen.handoff.unwrap().link.refusal.as_deref(), refusal);
        let told = format!("{:?}", bench.desk.read_package(case_ref(PLAIN)).await);
        assert!(!told.contains("evil.example"));
    }
    assert!(bench.browser.links().is_empty());
    bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
    case.case_where(|case| link(case) == LinkPhase::Open).await;
}

#[tokio::test]
async fn a_browser_that_cannot_be_started_or_does_not_come_is_said_and_the_link_is_gone() {
    for (does, phase) in
        [(BrowserDoes::Fails, LinkPhase::LauncherFailed), (BrowserDoes::Nothing, LinkPhase::NobodyCame)]
    {
        let bench = Bench::connected().await;
        let (mut case, _) = started(&bench, PLAIN).await;
        *bench.browser.does.lock().unwrap() = does;
        bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
        case.case_where(|case| link(case) == phase).await;
        assert_eq!(bench.browser.withdrawn.lock().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_second_request_for_a_link_is_said() {
    let bench = Bench::connected().await;
    let (mut case, _) = opened(&bench, PLAIN).await;
    bench.browser.second_request();
    case.case_where(|case| case.handoff.as_ref().is_some_and(|h| h.link.second_request)).await;
}

#[tokio::test]
async fn a_link_that_is_not_made_is_said_with_the_services_reason() {
    let bench = Bench::connected().await;
    let (mut case, _) = started(&bench, PLAIN).await;
    bench.service.inject(Fault::next(
        Operation::MintGrant,
        FaultKind::Refuse {
            status: 503,
            code: "auth_provider_unavailable".into(),
            retry_after_seconds: None,
            after_executing: false,
        },
    ));
    bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
    let seen = case.case_where(|case| link(case) == LinkPhase::NotMade).await;
    let problem = seen.handoff.unwrap().link.problem.unwrap();
    assert_eq!(problem.code, Code::LinkNotMade);
    assert_eq!(problem.service_code.as_deref(), Some("auth_provider_unavailable"));
    assert_eq!(problem.outcome, None, "a link is no decision");
}

#[tokio::test]
async fn could_not_finish_and_revoke_close_the_handoff_with_their_own_words() {
    let bench = Bench::connected().await;
    let (mut case, _) = opened(&bench, PLAIN).await;
    let version = bench.step(PLAIN, StepKind::Unable).await.unwrap();
    let intent = ReportUnable {
        case: PLAIN.into(),
        version,
        reason: "credential_or_mfa_issue".into(),
        note: Some(" Code refused three times. ".into()),
        submit_pressed: SubmitPressed::NotSure,
    };
    bench.desk.report_unable(intent).await.unwrap();
    let seen = case.case_where(|case| case.turn == TurnCode::Collate).await;
    assert!(matches!(seen.claim, Some(ClaimView::CouldNotFinish { .. })));
    let sent = &bench.history(Operation::UnableToComplete)[0];
    let expected = serde_json::json!({
        "reason": "credential_or_mfa_issue",
        "operatorNotes": "Code refused three times.\nSubmit pressed: not sure."
    });
    assert_eq!(sent.body, Some(expected));

    let (mut case, _) = opened(&bench, "auth_6MR4YA").await;
    let version = bench.step("auth_6MR4YA", StepKind::Revoke).await.unwrap();
    let revoke = |reason: &str| Revoke {
        case: "auth_6MR4YA".into(),
        version: version.clone(),
        reason: reason.into(),
        note: None,
    };
    assert_eq!(code(bench.desk.revoke(revoke("  ")).await), Some(Code::BadInput));
    bench.desk.revoke(revoke("I should not be in here")).await.unwrap();
    let seen = case.case_where(|case| case.turn == TurnCode::Collate).await;
    assert_eq!(link(&seen), LinkPhase::Revoked);
    let sent = &bench.history(Operation::RevokeHandoff)[0];
    assert_eq!(sent.body, Some(serde_json::json!({ "reason": "I should not be in here" })));
    bench.assert_no_violations();
}

#[tokio::test]
async fn a_handoff_closed_elsewhere_ends_the_link_and_says_how() {
    let bench = Bench::connected().await;
    let (mut case, seen) = opened(&bench, PLAIN).await;
    bench.service.close_handoff(&handoff_id(&seen), Some(HandoffResult::Revoked)).unwrap();
    let seen = case.case_where(|case| case.turn == TurnCode::Collate).await;
    let handoff = seen.handoff.unwrap();
    assert_eq!((handoff.result.as_deref(), handoff.link.phase), (Some("revoked"), LinkPhase::Closed));
    assert!(seen.claim.is_none(), "nobody here said anything");
    assert_eq!(code(report(&bench, PLAIN, Some("1")).await), Some(Code::NotPossibleNow));
}

#[tokio::test]
async fn a_report_on_a_case_that_changed_first_is_not_done_and_can_be_made_again() {
    let bench = Bench::connected().await;
    let (mut case, _) = opened(&bench, PLAIN).await;
    let refused = Fault::next(
        Operation::CompleteHandoff,
        FaultKind::Refuse {
            status: 409,
            code: "version_conflict".into(),
            retry_after_seconds: None,
            after_executing: false,
        },
    );
    bench.service.inject(refused);
    let before = bench.step(PLAIN, StepKind::Complete).await.unwrap();
    bench.service.touch(PLAIN).unwrap();
    // The service has moved on by the time the report arrives.
    let intent = ReportCompleted {
        case: PLAIN.into(),
        version: before,
        outcome: "submitted".into(),
        reference: Some("LS-1".into()),
        note: None,
    };
    bench.desk.report_completed(intent).await.unwrap();
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::NotDone)).await;
    assert!(seen.command.unwrap().conflict);
    assert!(seen.claim.is_none(), "a report that was not made is not shown as one");
    report(&bench, PLAIN, Some("LS-1")).await.unwrap();
    case.case_where(|case| case.turn == TurnCode::Collate).await;
}

#[tokio::test]
async fn a_report_whose_answer_is_lost_is_found_in_the_handoff() {
    let bench = Bench::connected().await;
    let (mut case, _) = opened(&bench, PLAIN).await;
    bench.service.inject(Fault::next(Operation::CompleteHandoff, FaultKind::DropAfter));
    report(&bench, PLAIN, Some("LS-1")).await.unwrap();
    // Of the report: the start before it is applied as well.
    let done = |case: &CaseView| case.command.as_ref().is_some_and(|command| command.kind == StepKind::Complete);
    let seen = case.case_where(|case| done(case) && stage(case) == Some(CommandStage::InEffect)).await;
    assert!(seen.claim.is_none(), "whose report it is, a reading does not say");
    assert_eq!(bench.history(Operation::CompleteHandoff).len(), 1);
}

#[tokio::test]
async fn a_start_whose_answer_is_lost_is_found_and_taken_up_by_whoever_knows_that_it_was_hers() {
    let bench = Bench::connected().await;
    let (mut case, _) = bench.open(PLAIN).await;
    bench.service.inject(Fault::next(Operation::CreateHandoff, FaultKind::DropAfter));
    bench.start_handoff(PLAIN).await.unwrap();
    let seen = case.case_where(|case| stage(case) == Some(CommandStage::InEffect)).await;
    let found = seen.handoff.unwrap();
    assert!(!found.ours, "a colleague may have started it");
    let mine = desk::wire::CarryOn { case: PLAIN.into(), handoff: found.id };
    bench.desk.carry_on(mine).await.unwrap();
    bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
    case.case_where(|case| link(case) == LinkPhase::Open).await;
}

#[tokio::test]
async fn after_a_sleep_the_link_is_gone_and_the_handoff_is_read_before_anybody_acts() {
    let bench = Bench::connected().await;
    let (mut case, _) = opened(&bench, PLAIN).await;
    bench.service.inject(Fault { times: 100, ..Fault::next(Operation::Read, FaultKind::DropBefore) });
    bench.slept.store(3_600, std::sync::atomic::Ordering::Relaxed);
    let unread = |case: &CaseView| case.locked.is_some() && link(case) != LinkPhase::Open;
    case.case_where(unread).await;
    assert!(bench.desk.open_portal(case_ref(PLAIN)).await.is_err(), "what is not read is not acted on");
    bench.service.clear_faults();
    case.case_where(|case| case.locked.is_none()).await;
    bench.desk.open_portal(case_ref(PLAIN)).await.unwrap();
    case.case_where(|case| link(case) == LinkPhase::Open).await;
}

#[tokio::test]
async fn somebody_elses_handoff_offers_no_link_until_it_is_taken_up() {
    let bench = Bench::connected().await;
    let (mut case, seen) = bench.open("auth_4HX8TD").await;
    let seen = if seen.handoff.is_some() { seen } else { case.case_where(|case| case.handoff.is_some()).await };
    assert_eq!(seen.wanted, WantedView::SomeoneInPortal);
    assert_eq!(code(bench.desk.open_portal(case_ref("auth_4HX8TD")).await), Some(Code::NotPossibleNow));
    assert!(bench.history(Operation::MintGrant).is_empty());
    let carry_on = CarryOn { case: "auth_4HX8TD".into(), handoff: handoff_id(&seen) };
    bench.desk.carry_on(carry_on).await.unwrap();
    bench.desk.open_portal(case_ref("auth_4HX8TD")).await.unwrap();
    case.case_where(|case| link(case) == LinkPhase::Open).await;
}

#[tokio::test]
async fn quitting_leaves_no_link_behind() {
    let bench = Bench::connected().await;
    opened(&bench, PLAIN).await;
    bench.desk.quit().await;
    assert_eq!(bench.browser.withdrawn.lock().unwrap().len(), 1);
    assert_eq!(code(bench.desk.open_portal(case_ref(PLAIN)).await), Some(Code::NotConnected));
}

#[tokio::test]
async fn the_service_down_in_mid_handoff_keeps_the_handoff_and_comes_back() {
    let bench = Bench::connected().await;
    let (mut case, _) = opened(&bench, PLAIN).await;
    bench.service.take_down(Duration::from_millis(500));
    let seen = case.case_where(|case| case.locked.is_some()).await;
    assert_eq!(seen.wanted, WantedView::InPortal { state: "active".into() });
    assert_eq!(code(report(&bench, PLAIN, Some("LS-1")).await), Some(Code::Unreachable));
    case.case_where(|case| case.locked.is_none()).await;
    report(&bench, PLAIN, Some("LS-1")).await.unwrap();
}
