//! The customer's own changes to a case: answers and attachments. Each recomputes what is missing and what is asked next;
//! none lets Collate go on by itself (reference section 2.1, rows 4 to 6).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::blockers;
use super::case::{Case, NextAction, Tick};
use super::form::{self, Wrong};
use super::ledger::Effect;
use super::script::{Requirements, Then};
use super::vocabulary::{Status, action, resolution};
use crate::clock::stamp;

/// What Collate or the payer asked for by name, with what was there when it did: an answer that is as it was, and a file
/// that was there before, do not count.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    questions: Vec<Asked>,
    documents: Vec<WantedDocument>,
    issues: Vec<Asked>,
    /// Every document type this case ever had to do with.
    pub(crate) types: BTreeSet<String>,
}

#[derive(Clone, Debug)]
struct Asked {
    link: String,
    words: Value,
    before: Vec<Value>,
}

#[derive(Clone, Debug)]
struct WantedDocument {
    kind: String,
    words: Value,
    besides: BTreeSet<String>,
}

/// A file that is attached.
pub(crate) struct NewAttachment {
    pub(crate) file: String,
    pub(crate) file_name: String,
    pub(crate) types: Vec<String>,
    pub(crate) description: Option<String>,
}

impl Wanted {
    fn add(&mut self, asked: Requirements, answers: &Value, attachments: &[Value]) {
        let noted = |words: Value, name: &str| {
            let link = words.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            Asked { before: form::all_named(answers, &link), link, words }
        };
        for words in asked.questions {
            let new = noted(words, "linkId");
            self.questions.retain(|old| old.link != new.link);
            self.questions.push(new);
        }
        self.issues = asked.issues.into_iter().map(|words| noted(words, "field")).collect();
        let besides: BTreeSet<String> = attachments.iter().map(|file| text(file, "id")).collect();
        for words in asked.documents {
            let kind = text(&words, "type");
            self.types.insert(kind.clone());
            self.documents.retain(|old| old.kind != kind);
            self.documents.push(WantedDocument { kind, words, besides: besides.clone() });
        }
    }

    /// What of it is still open.
    fn open(&self, answers: &Value, attachments: &[Value]) -> Requirements {
        let unchanged = |asked: &&Asked| form::all_named(answers, &asked.link) == asked.before;
        let missing = |document: &&WantedDocument| {
            !attachments.iter().any(|file| {
                !document.besides.contains(&text(file, "id")) && types(file).any(|kind| kind == document.kind)
            })
        };
        Requirements {
            questions: self.questions.iter().filter(unchanged).map(|asked| asked.words.clone()).collect(),
            documents: self.documents.iter().filter(missing).map(|document| document.words.clone()).collect(),
            issues: self.issues.iter().filter(unchanged).map(|asked| asked.words.clone()).collect(),
            adds: Vec::new(),
        }
    }
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn types(attachment: &Value) -> impl Iterator<Item = &str> {
    attachment.get("documentTypes").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

impl Case {
    /// Whether the customer may change answers and attachments now.
    pub(crate) fn is_mutable(&self) -> bool {
        self.status == Status::RequiresAction && self.open_handoff().is_none()
    }

    /// Asks for something by name, with new questions where it brings some.
    pub(crate) fn want(&mut self, mut asked: Requirements) {
        let adds = std::mem::take(&mut asked.adds);
        if let Some(questions) = self.questionnaire.get_mut("item").and_then(Value::as_array_mut) {
            questions.extend(adds);
        }
        self.wanted.types.extend(self.attachments.iter().flat_map(types).map(str::to_owned));
        self.wanted.add(asked, &self.answers, &self.attachments);
        self.look_again();
    }

    /// Works out what is missing now. Answers whether that is something else than before.
    fn look_again(&mut self) -> bool {
        let mut open = self.wanted.open(&self.answers, &self.attachments);
        let found = blockers::find(&self.questionnaire, &self.answers);
        for (link, words) in found.missing {
            if !open.questions.iter().any(|asked| text(asked, "linkId") == link) {
                open.questions.push(json!({ "linkId": link, "message": words }));
            }
        }
        for issue in found.issues {
            if !open.issues.iter().any(|known| text(known, "field") == text(&issue, "field")) {
                open.issues.push(issue);
            }
        }
        let changed = open != self.requirements;
        self.requirements = open;
        changed
    }

    /// Merges answers. `Ok(false)` when they change nothing: then the version stays.
    pub(crate) fn patch(&mut self, tick: &mut Tick<'_>, sent: &[Value]) -> Result<bool, Vec<Wrong>> {
        let merged = form::merge(&self.questionnaire, &self.answers, sent)?;
        if merged == self.answers {
            return Ok(false);
        }
        self.answers = merged;
        self.revisions.answers += 1;
        self.name_patient();
        let links = sent.iter().map(|item| form::link(item).to_owned()).collect();
        self.wrote(tick, Effect::AnswersChanged { links });
        Ok(true)
    }

    /// Puts answers into a case that nobody has seen yet.
    pub(crate) fn fill_in(&mut self, sent: &[Value]) -> Result<(), Vec<Wrong>> {
        self.answers = form::merge(&self.questionnaire, &self.answers, sent)?;
        self.name_patient();
        Ok(())
    }

    /// Links a file. Answers the attachment's id.
    pub(crate) fn attach(&mut self, tick: &mut Tick<'_>, new: NewAttachment) -> String {
        let id = tick.ids.fresh("att");
        self.attachments.push(json!({
            "id": id,
            "fileId": new.file,
            "createdAt": stamp(tick.now),
            "documentTypes": new.types,
            "label": new.file_name,
            "description": new.description,
        }));
        self.revisions.attachments += 1;
        self.wrote(tick, Effect::Attached { attachment: id.clone(), file: new.file });
        id
    }

    /// Unlinks a file. Answers whether there was one.
    pub(crate) fn detach(&mut self, tick: &mut Tick<'_>, attachment: &str) -> bool {
        if !self.attachments.iter().any(|file| text(file, "id") == attachment) {
            return false;
        }
        self.attachments.retain(|file| text(file, "id") != attachment);
        self.revisions.attachments += 1;
        self.wrote(tick, Effect::Detached { attachment: attachment.to_owned() });
        true
    }

    /// Document types that may be attached here: what was ever asked for, and what is or was attached.
    pub(crate) fn takes_document(&self, kind: &str) -> bool {
        self.wanted.types.contains(kind) || self.attachments.iter().flat_map(types).any(|known| known == kind)
    }

    fn wrote(&mut self, tick: &mut Tick<'_>, effect: Effect) {
        self.wanted.types.extend(self.attachments.iter().flat_map(types).map(str::to_owned));
        self.record(tick.now, effect);
        self.revisions.requirements += u64::from(self.look_again());
        if let Some(snapshot) = &mut self.snapshot {
            snapshot.current = false;
        }
        self.settle(tick);
    }

    /// What is asked next, after a write. Something nobody knows how to resolve stays as it is; what came before the
    /// write, an approval or a handoff, comes again after the next confirm.
    fn settle(&mut self, tick: &mut Tick<'_>) {
        let Some(asked) = &self.next_action else { return };
        let kind = if self.requirements.is_empty() { action::CONTINUE } else { action::RESOLVE };
        match (asked.kind.as_str(), asked.resolution.as_str()) {
            (action::APPROVE, resolution::CONFIRM) => self.script.after_confirm.push_front(Then::AskApproval),
            (action::INTERACT, resolution::HANDOFF) => self.script.after_confirm.push_front(Then::AskHandoff),
            (action::CONTINUE, resolution::CONFIRM) | (action::RESOLVE, resolution::UPDATE) => {}
            _ => return,
        }
        let id = if asked.kind == kind { asked.id.clone() } else { tick.ids.fresh("act") };
        self.expect(id, kind);
    }

    /// Sets the next action, without any trace of it elsewhere.
    fn expect(&mut self, id: String, kind: &str) {
        self.next_action = Some(NextAction {
            id,
            kind: kind.to_owned(),
            resolution: if kind == action::RESOLVE { resolution::UPDATE } else { resolution::CONFIRM }.to_owned(),
            version: self.version,
            revisions: self.revisions,
            review_snapshot: None,
        });
    }

    /// The first thing a new case asks for.
    pub(crate) fn begin(&mut self, tick: &mut Tick<'_>) {
        self.record(tick.now, Effect::Created);
        self.look_again();
        let kind = if self.requirements.is_empty() { action::CONTINUE } else { action::RESOLVE };
        let id = tick.ids.fresh("act");
        self.expect(id, kind);
    }

    /// Backstage calls a created case by the name that its answers tell.
    fn name_patient(&mut self) {
        let names: Vec<String> = self.name_links.iter().filter_map(|link| self.told(link)).collect();
        if !names.is_empty() {
            self.patient = names.join(", ");
        }
    }

    /// The text somebody answered a question with.
    pub(crate) fn told(&self, link: &str) -> Option<String> {
        let told = form::all_named(&self.answers, link);
        let value = told.first()?.pointer("/answer/0/valueString")?;
        value.as_str().map(str::to_owned)
    }
}
