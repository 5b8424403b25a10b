//! Files, before they are put on a case. None of these calls carries a version or a key (reference, section 1.2).

use super::{About, FrozenRequest, segment};
use crate::{Contract, Operation};
use model::{ContentType, FileId};
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CreateFileBody<'a> {
    file_name: &'a str,
    content_type: &'static str,
    purpose: &'static str,
}

impl Contract {
    /// Announces a file. Its name's ending, if it has one, must match its kind (reference, section 2.2).
    #[must_use]
    pub fn create_file(self, name: &str, kind: ContentType) -> FrozenRequest {
        let body = CreateFileBody { file_name: name, content_type: kind.as_str(), purpose: "authorization_attachment" };
        FrozenRequest::of(self, Operation::CreateFile, "/v1/files".to_owned()).with_body(&body)
    }

    /// Says that the file's bytes were sent. No body; the answer says whether they were taken.
    #[must_use]
    pub fn complete_file(self, file: &FileId) -> FrozenRequest {
        self.on_file(Operation::CompleteFile, file, "/complete")
    }

    /// What is known of a file.
    #[must_use]
    pub fn read_file(self, file: &FileId) -> FrozenRequest {
        self.on_file(Operation::ReadFile, file, "")
    }

    /// A file's bytes, once it is ready.
    #[must_use]
    pub fn download(self, file: &FileId) -> FrozenRequest {
        self.on_file(Operation::Download, file, "/download")
    }

    fn on_file(self, operation: Operation, file: &FileId, tail: &str) -> FrozenRequest {
        let path = format!("/v1/files/{}{tail}", segment(file.as_str()));
        let about = About { file: Some(file.clone()), ..About::default() };
        FrozenRequest { about, ..FrozenRequest::of(self, operation, path) }
    }
}
