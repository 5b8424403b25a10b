//! A case from creation to outcome, in each contract, with nothing but this client.

use super::{Bench, bench_of, idempotency};
use collate::{Contract, Effect, Oddity, upload};
use model::{
    ActionKind, AnswerItem, AnswerValue, Authorization, ContentType, FileId, FileStatus, NewAuthorization, Outcome,
    Status, SubmissionPolicy,
};
use std::time::Duration;

pub(crate) fn wanted() -> NewAuthorization {
    NewAuthorization {
        provider_npi: "1999999984".into(),
        payer_id: "payer_northgate".into(),
        state: "IL".into(),
        request_type: "outpatient".into(),
        system: "cpt".into(),
        code: "72148".into(),
        policy: SubmissionPolicy::RequiresApproval,
    }
}

fn leaf(link_id: &str, value: AnswerValue) -> AnswerItem {
    AnswerItem { link_id: link_id.into(), values: vec![value], items: Vec::new() }
}

fn group(link_id: &str, items: Vec<AnswerItem>) -> AnswerItem {
    AnswerItem { link_id: link_id.into(), values: Vec::new(), items }
}

fn text(link_id: &str, text: &str) -> AnswerItem {
    leaf(link_id, AnswerValue::Text(text.into()))
}

fn date(link_id: &str, date: &str) -> AnswerItem {
    leaf(link_id, AnswerValue::Date(date.into()))
}

fn code(link_id: &str, code: &str) -> AnswerItem {
    leaf(link_id, AnswerValue::Code(code.into()))
}

/// Generation A's sections are headings: what stands in one is answered at the root.
fn section(contract: Contract, link_id: &str, items: Vec<AnswerItem>) -> Vec<AnswerItem> {
    if contract == Contract::A { items } else { vec![group(link_id, items)] }
}

fn everything(contract: Contract) -> Vec<AnswerItem> {
    let diagnosis = |dx, rank| group("diagnoses", vec![text("diagnosis_code", dx), code("diagnosis_rank", rank)]);
    let patient = vec![
        text("member_id", "NGH 0099 1234 56"),
        date("date_of_birth", "1975-05-05"),
        text("last_name", "Testlife"),
        text("first_name", "Ann"),
    ];
    let clinical = vec![
        code("urgency", "standard"),
        leaf("conservative_care", AnswerValue::Bool(true)),
        leaf("conservative_care_weeks", AnswerValue::Decimal("8.5".into())),
        text("history", "Invented history."),
    ];
    let order = vec![date("service_date_from", "2026-12-14"), code("place_of_service", "22")];
    let mut all = section(contract, "patient", patient);
    all.extend(section(contract, "order", order));
    all.extend(section(contract, "clinical", clinical));
    all.extend([diagnosis("M54.16", "primary"), diagnosis("M51.26", "secondary"), text("attestation", "yes")]);
    all
}

struct Life {
    bench: Bench,
    contract: Contract,
    case: Authorization,
    odd: Vec<Oddity>,
    keys: u32,
}

impl Life {
    fn key(&mut self) -> model::IdempotencyKey {
        self.keys += 1;
        idempotency(&format!("life-{}", self.keys))
    }

    async fn send(&mut self, request: collate::FrozenRequest) {
        let answer = self.bench.client.send(&request).await.unwrap();
        let Effect::Authorization(case) = answer.value else { panic!("a case") };
        self.case = *case;
        self.odd.extend(answer.odd);
    }

    async fn answer(&mut self, items: &[AnswerItem]) {
        let key = self.key();
        self.send(self.contract.patch_answers(&self.case.id, self.case.version, key, items)).await;
    }

    /// What the next action asks for is confirmed, as each contract wants it.
    async fn confirm(&mut self, kind: ActionKind) {
        let key = self.key();
        let action = self.case.next_action.clone().unwrap();
        assert_eq!(action.kind, kind, "{:?}", self.case.requirements);
        let accepted = self.case.snapshot.as_ref().map(|snapshot| snapshot.id.clone());
        let accepted = accepted.filter(|_| kind == ActionKind::ApproveSubmission);
        let (id, version) = (&self.case.id, self.case.version);
        let request = self.contract.confirm(id, version, key, accepted.as_ref(), action.id.as_deref());
        self.send(request).await;
        assert_eq!(self.case.status, Status::Processing);
    }

    async fn later(&mut self, seconds: u64) {
        self.bench.service.advance(Duration::from_secs(seconds)).unwrap();
        let answer = self.bench.client.read(&self.contract.read(&self.case.id)).await.unwrap();
        self.case = answer.value;
        self.odd.extend(answer.odd);
    }

    async fn attach(&mut self, name: &str, types: &[&str]) {
        let file = put(&self.bench, self.contract, name).await;
        let types: Vec<String> = types.iter().map(|&kind| kind.to_owned()).collect();
        let key = self.key();
        let (id, version) = (&self.case.id, self.case.version);
        self.send(self.contract.attach(id, version, key, &file, &types, Some("Of May"))).await;
    }
}

/// A file that is ready.
pub(crate) async fn put(bench: &Bench, contract: Contract, name: &str) -> FileId {
    let made = bench.client.create_file(&contract.create_file(name, ContentType::Pdf)).await.unwrap();
    let (file, target) = made.value;
    assert_eq!((file.status, made.odd), (FileStatus::PendingUpload, Vec::new()));
    upload(&target, &b"%PDF-1.4 an invented page"[..], |_| {}).await.unwrap();
    let done = bench.client.file(&contract.complete_file(&file.id)).await.unwrap();
    assert_eq!((done.value.status, done.odd), (FileStatus::Ready, Vec::new()));
    let read = bench.client.file(&contract.read_file(&file.id)).await.unwrap();
    assert_eq!((read.value.status, read.odd), (FileStatus::Ready, Vec::new()));
    let bytes = bench.client.download(&contract.download(&file.id), 1024).await.unwrap().value;
    assert_eq!((bytes.kind, bytes.bytes.as_slice()), (Some(ContentType::Pdf), &b"%PDF-1.4 an invented page"[..]));
    file.id
}

/// What is odd but for two words whose lists are open: a kind of question, and what a package is when it is not current.
pub(crate) fn unexpected(odd: Vec<Oddity>) -> Vec<Oddity> {
    let open = |odd: &Oddity| matches!(odd, Oddity::UnknownWord(word) if ["attestation", "stale"].contains(&word.word.as_str()));
    odd.into_iter().filter(|odd| !open(odd)).collect()
}

async fn life(contract: Contract) {
    let bench = bench_of(contract).await;
    let made = bench.client.send(&contract.create(&wanted(), idempotency("life-0"))).await.unwrap();
    let Effect::Authorization(case) = made.value else { panic!("a case") };
    let mut life = Life { bench, contract, case: *case, odd: made.odd, keys: 0 };
    assert_eq!(
        (life.case.version.0, life.case.next_action.as_ref().unwrap().kind.clone()),
        (1, ActionKind::ResolveRequirements)
    );
    life.answer(&everything(contract)).await;
    assert!(life.case.requirements.questions.is_empty() && life.case.requirements.issues.is_empty());
    let weeks = AnswerItem::find(&life.case.answers, "conservative_care_weeks").unwrap();
    assert_eq!(weeks.values, [AnswerValue::Decimal("8.5".into())]);
    life.attach("both.pdf", &["chart_notes", "imaging_report"]).await;
    let attachment = life.case.attachments.remove(0);
    let key = life.key();
    life.send(contract.remove_attachment(&life.case.id, life.case.version, key, &attachment.id)).await;
    assert!(life.case.attachments.is_empty() && life.case.requirements.documents.len() == 2);
    life.attach("notes.pdf", &["chart_notes"]).await;
    life.attach("report.pdf", &["imaging_report"]).await;
    life.confirm(ActionKind::ContinueAuthorization).await;
    life.later(4).await;
    assert_eq!(life.case.snapshot.as_ref().unwrap().kind.as_deref(), Some("final_payer_submission"));
    life.confirm(ActionKind::ApproveSubmission).await;
    life.later(4).await;
    assert_eq!(life.case.status, Status::WaitingOnPayer);
    let reference = life.case.reference().unwrap().to_owned();
    life.later(20).await;
    assert_eq!(life.case.requirements.questions[0].link_id, "follow_up_therapy");
    life.answer(&section(contract, "follow_up", vec![text("follow_up_therapy", "Exercise.")])).await;
    life.confirm(ActionKind::ContinueAuthorization).await;
    life.later(4).await;
    life.later(20).await;
    assert_eq!((&life.case.status, &life.case.outcome), (&Status::Completed, &Some(Outcome::Approved)));
    assert_eq!(life.case.reference(), Some(reference.as_str()));
    assert_eq!(unexpected(life.odd), []);
    life.bench.assert_no_violations();
}

#[tokio::test]
async fn a_case_lives_from_creation_to_approval_under_b1() {
    life(Contract::B1).await;
}

#[tokio::test]
async fn a_case_lives_from_creation_to_approval_under_b2() {
    life(Contract::B2).await;
}

#[tokio::test]
async fn a_case_lives_from_creation_to_approval_under_a() {
    life(Contract::A).await;
}

#[tokio::test]
async fn every_case_of_the_deck_is_read_without_anything_odd() {
    for contract in Contract::ALL {
        let bench = bench_of(contract).await;
        let page = bench.client.list(&contract.list(100, None)).await.unwrap();
        assert_eq!((page.value.unreadable, page.value.rows.len() > 15), (0, true));
        assert_eq!(page.odd, []);
        for row in page.value.rows {
            let read = bench.client.read(&contract.read(&row.id)).await.unwrap();
            assert_eq!((&read.value, read.odd), (&row, Vec::new()), "a row is the whole case");
            if contract.has_live_session() {
                let session = bench.client.read_live_session(&contract.read_live_session(&row.id)).await.unwrap();
                assert_eq!(session.odd, []);
            }
        }
        bench.assert_no_violations();
    }
}
