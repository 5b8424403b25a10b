//! Files, and where their bytes go (reference, section 2.2).

use super::fields::{Fields, Missing};
use super::json::Raw;
use crate::upload::{Draft, UploadTarget};
use model::{FileId, StoredFile};

/// Reads a file. Without id or status it is none. Its short-lived address is not kept.
pub(crate) fn stored_file(fields: &mut Fields<'_, '_>) -> Result<StoredFile, Missing> {
    fields.known(&["purpose", "completedAt", "downloadUrl"]);
    let id = fields.id("id", FileId::new);
    let status = fields.any_word("status");
    Ok(StoredFile {
        id: fields.must("id", id)?,
        status: fields.must("status", status)?,
        name: fields.text("fileName"),
        content_type: fields.text("contentType"),
        size: fields.whole("sizeBytes"),
        created_at: fields.timestamp("createdAt"),
    })
}

/// Reads a new file and where its bytes go. A place this desk would not send a person's papers to is none.
pub(crate) fn created_file(fields: &mut Fields<'_, '_>, loopback: bool) -> Result<(StoredFile, UploadTarget), Missing> {
    // The place first: it is a secret whatever the file turns out to be.
    let target = fields.must_object("upload", |upload| {
        let draft = Draft {
            url: upload.any_text("url").unwrap_or_default(),
            strategy: upload.take("strategy").map(Raw::into_json),
            method: upload.take("method").map(Raw::into_json),
            headers: upload.take("headers").map(Raw::into_json),
        };
        draft.check(loopback).or_else(|refused| upload.must(refused.member(), None))
    })?;
    Ok((fields.must_object("file", stored_file)?, target))
}
