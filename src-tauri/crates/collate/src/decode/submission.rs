//! What goes to the payer and what came back: kept word for word, and read where it is known. Links are taken out of it.

use super::fields::{Fields, Missing, Notes, timestamp};
use crate::vocabulary::snapshot_kind;
use model::{Decision, Json, Receipt, ReviewSnapshot, SnapshotId, Timestamp};

/// The three parts of a submission.
#[derive(Default)]
pub(super) struct Submission {
    pub(super) snapshot: Option<ReviewSnapshot>,
    pub(super) receipt: Option<Receipt>,
    pub(super) decision: Option<Decision>,
}

pub(super) fn submission(fields: &mut Fields<'_, '_>) -> Result<Submission, Missing> {
    let snapshot = fields.kept("reviewSnapshot");
    let receipt = fields.kept("payerReceipt");
    let decision = fields.kept("decision");
    let notes = &mut *fields.notes;
    Ok(Submission {
        snapshot: snapshot.and_then(|content| notes.member("reviewSnapshot", |notes| read_snapshot(content, notes))),
        receipt: receipt.map(|content| notes.member("payerReceipt", |notes| read_receipt(content, notes))),
        decision: decision.map(|content| notes.member("decision", |notes| read_decision(content, notes))),
    })
}

/// A package without an id cannot be accepted, and so is none.
fn read_snapshot(content: Json, notes: &mut Notes) -> Option<ReviewSnapshot> {
    let Some(id) = content.text_of("id").and_then(|id| SnapshotId::new(id).ok()) else {
        notes.other_shape("id");
        return None;
    };
    let kind = text(&content, "kind", notes).map(|kind| snapshot_kind(notes.contract(), kind));
    Some(ReviewSnapshot {
        id,
        status: notes.word(content.text_of("status").unwrap_or_default()),
        kind,
        generated_at: at(&content, "generatedAt", notes),
        warnings: content.elements_of("warnings").len(),
        content,
    })
}

fn read_receipt(content: Json, notes: &mut Notes) -> Receipt {
    only(&content, "payerReceipt", &["referenceNumber", "receivedAt", "details"], notes);
    Receipt {
        reference: text(&content, "referenceNumber", notes),
        received_at: at(&content, "receivedAt", notes),
        content,
    }
}

fn read_decision(content: Json, notes: &mut Notes) -> Decision {
    let known = [
        "authorizationNumber",
        "denialReasons",
        "details",
        "effectiveFrom",
        "effectiveTo",
        "modifications",
        "payerStatusText",
        "receivedAt",
    ];
    only(&content, "decision", &known, notes);
    Decision {
        authorization_number: text(&content, "authorizationNumber", notes),
        denial_reasons: texts(&content, "denialReasons", notes),
        modifications: texts(&content, "modifications", notes),
        content,
    }
}

/// Notes members that are not known; they stay in the content.
fn only(content: &Json, object: &'static str, known: &[&str], notes: &mut Notes) {
    match content {
        Json::Object(members) => {
            for (name, _) in members.iter().filter(|(name, _)| !known.contains(&name.as_str())) {
                notes.unknown_field(object, name);
            }
        }
        _ => notes.other_shape(""),
    }
}

fn said<'a>(content: &'a Json, name: &str) -> Option<&'a Json> {
    content.get(name).filter(|value| **value != Json::Null)
}

fn text(content: &Json, name: &'static str, notes: &mut Notes) -> Option<String> {
    let Json::Text(text) = said(content, name)? else {
        notes.other_shape(name);
        return None;
    };
    Some(text).filter(|text| !text.trim().is_empty()).cloned()
}

/// The texts of a list; elements that are not text are left to whoever shows the whole document.
fn texts(content: &Json, name: &'static str, notes: &mut Notes) -> Vec<String> {
    let elements = content.elements_of(name);
    let texts: Vec<String> = elements.iter().filter_map(Json::text).map(str::to_owned).collect();
    if texts.len() < elements.len() || !matches!(said(content, name), None | Some(Json::List(_))) {
        notes.other_shape(name);
    }
    texts
}

fn at(content: &Json, name: &'static str, notes: &mut Notes) -> Option<Timestamp> {
    let read = said(content, name)?.text().and_then(timestamp);
    if read.is_none() {
        notes.other_shape(name);
    }
    read
}
