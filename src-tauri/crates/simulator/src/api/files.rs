//! Files: making, uploading, looking into, handing out.

use axum::body::Bytes;
use axum::http::{HeaderName, StatusCode, header};
use jiff::Timestamp;
use serde_json::Value;

use super::answer::{Answer, Refusal};
use super::call::Call;
use super::command::NewFile;
use crate::history::{Authorization, Trace};
use crate::world::World;
use crate::world::files::{FileState, Media, NotTaken};

const UPLOAD_TOKEN: HeaderName = HeaderName::from_static("x-upload-token");
const LONGEST_NAME: usize = 255;

pub(crate) fn no_such_file() -> Refusal {
    Refusal::not_found("file_not_found", "no such file")
}

fn not_ready() -> Refusal {
    Refusal::conflict("file_not_ready", "the upload of this file is not complete")
}

pub(crate) fn create(world: &mut World, new: NewFile, now: Timestamp, trace: &mut Trace) -> Result<Value, Refusal> {
    let refuse = |field: &str, message: &str| Err(Refusal::malformed("invalid", &["body", field], message));
    let Some(media) = Media::named(&new.content_type) else {
        return refuse("contentType", "contentType is application/pdf, image/jpeg or image/png");
    };
    if new.purpose != "authorization_attachment" {
        return refuse("purpose", "purpose is authorization_attachment");
    }
    let name = new.file_name;
    let odd = |letter: char| letter.is_control() || letter == '/' || letter == '\\';
    if name.trim().is_empty() || name.len() > LONGEST_NAME || name.contains(odd) {
        return refuse("fileName", "fileName is a plain name of at most 255 bytes");
    }
    if !media.fits_name(&name) {
        return refuse("fileName", "the extension of fileName does not match contentType");
    }
    trace.effect = true;
    Ok(world.create_file(name, media, now))
}

/// Takes bytes in. This address is not part of the API: it knows nothing of keys, and the API key must not come here.
pub(crate) fn upload(world: &mut World, call: &Call, address: &str, trace: &mut Trace) -> Result<Answer, Refusal> {
    if let Some(sent) = call.header(&header::AUTHORIZATION) {
        let ours = call.bearer().is_some_and(|token| token == world.api_key) || sent.contains(&world.api_key);
        trace.authorization = if ours { Authorization::Present } else { Authorization::Wrong };
        return Err(Refusal::malformed(
            "forbidden",
            &["header", "Authorization"],
            "Authorization must not be sent to the upload address",
        ));
    }
    let content_type = call.content_type();
    let token = call.header(&UPLOAD_TOKEN);
    let taken = world.upload(address, content_type.as_deref(), token.as_deref(), call.body.clone());
    match taken {
        Ok(_) => {
            trace.effect = true;
            Ok(Answer::empty())
        }
        // The reference has no codes for these.
        Err(NotTaken::Unknown) => Err(Refusal::not_found("upload_not_found", "no such upload address")),
        Err(NotTaken::Used) => {
            trace.violation("bytes are sent to an upload address that was used");
            Err(Refusal::conflict("upload_already_used", "this upload address was used"))
        }
        Err(NotTaken::Header(name)) => {
            let message = format!("{name} must be as it was given in upload.headers");
            Err(Refusal::malformed("malformed", &["header", name], message))
        }
    }
}

pub(crate) fn complete(world: &mut World, id: &str, now: Timestamp, trace: &mut Trace) -> Result<Value, Refusal> {
    let base_url = world.base_url.clone();
    world.file(id).ok_or_else(no_such_file)?;
    let (file, changed) = world.complete_file(id, now).ok_or_else(not_ready)?;
    trace.effect = changed;
    Ok(file.document(&base_url))
}

pub(crate) fn read(world: &World, id: &str) -> Result<Value, Refusal> {
    world.file(id).map(|file| file.document(&world.base_url)).ok_or_else(no_such_file)
}

pub(crate) fn download(world: &World, id: &str) -> Result<Answer, Refusal> {
    let file = world.file(id).ok_or_else(no_such_file)?;
    if file.state != FileState::Ready {
        return Err(not_ready());
    }
    Ok(Answer { status: StatusCode::OK, ..Answer::file(file.media.name(), &file.name, Bytes::clone(&file.bytes)) })
}
