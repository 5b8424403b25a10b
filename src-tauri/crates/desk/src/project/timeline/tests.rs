use super::*;
use crate::wire::{TimelineChange, TurnCode, WantedView};
use model::{
    ActionKind, AnswerItem, AnswerValue, Attachment, AttachmentId, Authorization, AuthorizationId,
    AuthorizationVersion, Covers, Decision, DocumentWanted, HandoffId, HandoffPointer, HandoffState, Json, NextAction,
    Outcome, QuestionWanted, Receipt, Requirements, ResolutionKind, ReviewSnapshot, SnapshotId, SnapshotStatus, Status,
};

/// A case at this version, seen at that time.
fn seen(version: u64, at: i64, case: &Authorization) -> Glimpse {
    let case = Authorization { version: AuthorizationVersion(version), ..case.clone() };
    glimpse(&case, Timestamp(at)).unwrap()
}

fn plain() -> Authorization {
    Authorization::bare(AuthorizationId::new("auth_1").unwrap(), AuthorizationVersion(1), Status::RequiresAction)
}

fn with_action(kind: ActionKind, resolution: ResolutionKind) -> Authorization {
    let (id, word) = (None, kind.as_str().to_owned());
    let next_action = Some(NextAction { id, kind, word, resolution: Some(resolution), covers: Covers::default() });
    Authorization { next_action, ..plain() }
}

fn goes_on() -> Authorization {
    with_action(ActionKind::ContinueAuthorization, ResolutionKind::Confirm)
}

fn asks() -> Authorization {
    let requirements = Requirements {
        questions: vec![QuestionWanted { link_id: "dose".into(), message: None }],
        documents: vec![DocumentWanted { kind: "order".into(), message: None }],
        issues: Vec::new(),
    };
    let asks = with_action(ActionKind::ResolveRequirements, ResolutionKind::UpdateAuthorization);
    Authorization { requirements, ..asks }
}

fn versions(view: &TimelineView) -> Vec<(&str, &str)> {
    let steps = view.entries.iter().filter_map(|entry| match entry {
        TimelineEntry::Seen { first, version, .. } => Some((first.as_str(), version.as_str())),
        _ => None,
    });
    steps.collect()
}

fn changes_of(view: &TimelineView, of: &str) -> Vec<TimelineChange> {
    let found = view.entries.iter().find_map(|entry| match entry {
        TimelineEntry::Seen { version, changes, .. } if version == of => Some(changes.clone()),
        _ => None,
    });
    found.unwrap()
}

fn deed(word: &str, at: i64) -> Deed {
    Deed {
        word: word.into(),
        operator: "Maria R.".into(),
        at: Timestamp(at),
        version: Some(3),
        stage: CommandStage::Applied,
        conflict: false,
        service_code: None,
        claim: None,
    }
}

/// Cases as they may follow one another, each different from the others.
fn cases() -> Vec<Authorization> {
    let receipt = |reference: &str| Receipt {
        reference: Some(reference.into()),
        received_at: None,
        content: Json::Text(reference.into()),
    };
    let received = |reference: &str| Authorization { receipt: Some(receipt(reference)), ..plain() };
    let package = |id: &str, status: &str| ReviewSnapshot {
        id: SnapshotId::new(id).unwrap(),
        status: SnapshotStatus::parse(status),
        kind: None,
        generated_at: None,
        warnings: 0,
        content: Json::Text(id.into()),
    };
    let packed = |id, status| Authorization { snapshot: Some(package(id, status)), ..plain() };
    let mut cases = vec![plain(), goes_on(), asks(), received("JSP-1"), received("JSP-2")];
    cases.extend([packed("rev_1", "current"), packed("rev_1", "stale"), packed("rev_2", "current")]);
    let status = |word: &str| Authorization { status: Status::parse(word), status_word: word.into(), ..plain() };
    cases.extend(["processing", "waiting_on_payer", "completed", "canceled", "on_holiday", "asleep"].map(status));
    let ended = |outcome: &str| Authorization { outcome: Some(Outcome::parse(outcome)), ..status("completed") };
    cases.extend(["approved", "denied", "shelved"].map(ended));
    let decision = |reason: &str| Decision {
        authorization_number: None,
        denial_reasons: vec![reason.into()],
        modifications: Vec::new(),
        content: Json::Null,
    };
    let denied = |reason| Authorization { decision: Some(decision(reason)), ..ended("denied") };
    cases.extend(["Not covered", "Not needed"].map(denied));
    let pointer =
        |id: &str| HandoffPointer { id: Some(HandoffId::new(id).unwrap()), state: Some(HandoffState::Active) };
    let handed = |id: &str| Authorization { active_handoff: Some(pointer(id)), ..plain() };
    cases.extend(["mho_1", "mho_2"].map(handed));
    let values = vec![AnswerValue::Text("400 mg".into())];
    let answers = vec![AnswerItem { link_id: "dose".into(), values, items: Vec::new() }];
    cases.push(Authorization { answers, ..plain() });
    let file = Attachment {
        id: AttachmentId::new("att_1").unwrap(),
        file_id: None,
        document_types: Vec::new(),
        label: None,
        description: None,
        created_at: None,
    };
    cases.push(Authorization { attachments: vec![file], ..plain() });
    cases
}

#[test]
fn whatever_is_different_is_told_and_nothing_is_told_of_what_is_the_same() {
    let shows: Vec<_> = cases().iter().map(|case| glimpse(case, Timestamp(0)).unwrap().shows).collect();
    for (at, before) in shows.iter().enumerate() {
        for (to, after) in shows.iter().enumerate() {
            let told = changes::changes(Some(before), after);
            assert_eq!(told.is_empty(), at == to, "{before:?} to {after:?}: {told:?}");
            assert_eq!(before == after, at == to, "each is different");
        }
        assert!(!changes::changes(None, before).is_empty(), "the first tells how it was");
    }
}

#[test]
fn each_version_that_was_seen_is_one_step_and_what_was_skipped_is_named() {
    let glimpses = vec![seen(3, 10, &plain()), seen(12, 30, &asks()), seen(4, 20, &goes_on())];
    let view = timeline(Known { glimpses, ..Known::default() }, TimelineSource::Kept);
    assert_eq!(versions(&view), [("5", "12"), ("4", "4"), ("3", "3")]);
    assert!(view.earlier, "versions 1 and 2 were not seen here");
    let asked = changes_of(&view, "12");
    let resolve = |wanted: &WantedView| matches!(wanted, WantedView::Resolve { questions: 1, documents: 1, .. });
    assert!(matches!(asked.as_slice(), [TimelineChange::Turn { .. } | TimelineChange::Wanted { .. }, ..]));
    assert!(asked.iter().any(|change| matches!(change, TimelineChange::Wanted { wanted } if resolve(wanted))));
    let first = seen(1, 5, &plain());
    assert!(!timeline(Known { glimpses: vec![first], ..Known::default() }, TimelineSource::Kept).earlier);
}

#[test]
fn less_open_than_before_is_told_as_what_is_open_now() {
    let mut fewer = asks();
    fewer.requirements.questions.clear();
    let glimpses = vec![seen(3, 10, &asks()), seen(4, 20, &fewer)];
    let view = timeline(Known { glimpses, ..Known::default() }, TimelineSource::Kept);
    assert_eq!(changes_of(&view, "4"), [TimelineChange::Open { questions: 0, documents: 1, issues: 0 }]);
}

#[test]
fn the_time_of_a_step_is_the_services_word_where_it_fits() {
    let with = |version, at, changed| Glimpse { changed_at: Some(Timestamp(changed)), ..seen(version, at, &plain()) };
    let glimpses = vec![with(3, 100, 10), with(4, 200, 90), with(5, 300, 20)];
    let view = timeline(Known { glimpses, ..Known::default() }, TimelineSource::Kept);
    let told = view.entries.iter().map(|entry| match entry {
        TimelineEntry::Seen { at, changed, .. } => (at.as_str(), *changed),
        _ => panic!("only versions were seen"),
    });
    let told: Vec<_> = told.collect();
    let at = |millis: i64| time(Timestamp(millis));
    assert_eq!(told, [(at(300).as_str(), false), (at(90).as_str(), true), (at(10).as_str(), true)]);
}

#[test]
fn a_service_that_was_restored_goes_back_and_that_is_said() {
    let glimpses = vec![seen(12, 10, &plain()), seen(13, 20, &goes_on()), seen(12, 30, &asks())];
    let view = timeline(Known { glimpses, ..Known::default() }, TimelineSource::Kept);
    let back = view.entries.iter().map(|entry| matches!(entry, TimelineEntry::Seen { went_back: true, .. }));
    assert_eq!(back.collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(versions(&view), [("12", "12"), ("13", "13"), ("12", "12")]);
}

#[test]
fn what_is_kept_and_known_here_is_told_once_and_this_run_knows_better() {
    let own = Known {
        glimpses: vec![seen(3, 10, &plain()), seen(4, 20, &goes_on())],
        deeds: vec![deed("continue", 25)],
        accepted: vec![AcceptedLine { snapshot: "rev_1".into(), operator: "Maria R.".into(), at: Timestamp(5) }],
    };
    let kept = Known {
        glimpses: vec![seen(2, 1, &plain()), seen(3, 12, &plain())],
        deeds: vec![Deed { stage: CommandStage::Checking, ..deed("continue", 25) }, deed("save_answers", 2)],
        accepted: own.accepted.clone(),
    };
    let view = timeline(own.with(kept), TimelineSource::Kept);
    let told = view.entries.iter().map(|entry| match entry {
        TimelineEntry::Seen { version, .. } => version.clone(),
        TimelineEntry::Done { word, stage, .. } => format!("{word} {stage:?}"),
        TimelineEntry::Accepted { snapshot, .. } => snapshot.clone(),
    });
    assert_eq!(told.collect::<Vec<_>>(), ["continue Applied", "4", "3", "rev_1", "save_answers Applied", "2"]);
}

#[test]
fn an_acceptance_for_submission_is_one_line_with_its_package() {
    let line = |at| AcceptedLine { snapshot: "rev_1".into(), operator: "Maria R.".into(), at: Timestamp(at) };
    let known = Known { deeds: vec![deed("approve", 7)], accepted: vec![line(7), line(8)], ..Known::default() };
    let view = timeline(known, TimelineSource::Kept);
    let [TimelineEntry::Accepted { .. }, TimelineEntry::Done { package, .. }] = view.entries.as_slice() else {
        panic!("{:?}", view.entries);
    };
    assert_eq!(package.as_deref(), Some("rev_1"));
}

#[test]
fn what_a_newer_version_decided_is_shown_by_its_word() {
    let known = Known { deeds: vec![deed("resubmit", 7)], ..Known::default() };
    let view = timeline(known, TimelineSource::Kept);
    let [TimelineEntry::Done { step: None, word, .. }] = view.entries.as_slice() else { panic!("{:?}", view.entries) };
    assert_eq!(word, "resubmit");
}

#[test]
fn a_very_long_timeline_tells_its_newest_part_and_how_much_there_is_more() {
    let glimpses: Vec<_> = (1..=450).map(|version| seen(version, i64::try_from(version).unwrap(), &plain())).collect();
    let view = timeline(Known { glimpses, ..Known::default() }, TimelineSource::Kept);
    assert_eq!((view.entries.len(), view.left_out), (MOST, 50));
    assert_eq!(versions(&view).first(), Some(&("450", "450")));
}

#[test]
fn the_first_version_seen_tells_whose_turn_it_was() {
    let view = timeline(Known { glimpses: vec![seen(3, 1, &goes_on())], ..Known::default() }, TimelineSource::ThisRun);
    let first = changes_of(&view, "3");
    assert!(matches!(first.as_slice(), [TimelineChange::Turn { from: None, to: TurnCode::Yours, .. }, ..]));
}
