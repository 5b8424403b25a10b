//! Files: made pending, uploaded once, looked into, ready or failed (reference section 2.2). The reference publishes no
//! code for what is wrong with a file; those here are ours.

use std::collections::BTreeMap;

use axum::body::Bytes;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::World;
use super::ids::secret;
use crate::clock::stamp;

/// One file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) id: String,
    pub(crate) state: FileState,
    pub(crate) name: String,
    pub(crate) media: Media,
    pub(crate) created_at: Timestamp,
    pub(crate) completed_at: Option<Timestamp>,
    /// Bytes that came, also where they were too many to keep.
    pub(crate) size: Option<u64>,
    pub(crate) bytes: Bytes,
    pub(crate) failure: Option<Failure>,
    /// Last part of the upload address. A secret.
    address: String,
    /// What the upload must show in `x-upload-token`. A secret.
    token: String,
    /// How often bytes were taken in: never more than once.
    pub(crate) uploads: u32,
}

/// How far a file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileState {
    PendingUpload,
    Uploaded,
    Ready,
    Failed,
}

impl FileState {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::PendingUpload => "pending_upload",
            Self::Uploaded => "uploaded",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }
}

/// The kinds of file that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Media {
    Pdf,
    Jpeg,
    Png,
}

impl Media {
    const ALL: [Self; 3] = [Self::Pdf, Self::Jpeg, Self::Png];

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media| media.name() == name)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
        }
    }

    /// Whether a name's extension, if it has one, is of this kind.
    pub(crate) fn fits_name(self, name: &str) -> bool {
        name.rsplit_once('.')
            .is_none_or(|(_, extension)| self.extensions().iter().any(|known| known.eq_ignore_ascii_case(extension)))
    }

    /// Whether bytes begin as this kind does.
    fn fits_bytes(self, bytes: &[u8]) -> bool {
        let start: &[u8] = match self {
            Self::Pdf => b"%PDF-",
            Self::Jpeg => &[0xFF, 0xD8, 0xFF],
            Self::Png => b"\x89PNG\r\n\x1a\n",
        };
        bytes.starts_with(start)
    }
}

/// Why a file is no good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    Empty,
    Mismatch,
    TooLarge,
}

impl Failure {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Empty => "file_empty",
            Self::Mismatch => "file_content_mismatch",
            Self::TooLarge => "file_too_large",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Empty => "The file is empty.",
            Self::Mismatch => "The file is not of the type it was announced as.",
            Self::TooLarge => "The file is too large.",
        }
    }
}

/// Why bytes are not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotTaken {
    Unknown,
    Used,
    /// One of `upload.headers` is not there or not as it was given.
    Header(&'static str),
}

/// All files.
#[derive(Debug, Default)]
pub(crate) struct Files {
    by_id: BTreeMap<String, File>,
}

impl File {
    /// The File object.
    pub(crate) fn document(&self, base_url: &str) -> Value {
        let ready = self.state == FileState::Ready;
        let mut document = json!({
            "id": self.id,
            "status": self.state.name(),
            "fileName": self.name,
            "contentType": self.media.name(),
            "purpose": "authorization_attachment",
            "createdAt": stamp(self.created_at),
            "sizeBytes": self.size,
            "completedAt": self.completed_at.map(stamp),
            "downloadUrl": ready.then(|| format!("{base_url}/v1/files/{}/download", self.id)),
        });
        if let (Some(failure), Some(document)) = (self.failure, document.as_object_mut()) {
            document.insert("failure".to_owned(), json!({ "code": failure.code(), "message": failure.words() }));
        }
        document
    }

    fn look_into(&mut self, now: Timestamp, largest: u64) {
        let size = self.size.unwrap_or_default();
        self.failure = if size == 0 {
            Some(Failure::Empty)
        } else if size > largest {
            Some(Failure::TooLarge)
        } else if !self.media.fits_bytes(&self.bytes) {
            Some(Failure::Mismatch)
        } else {
            None
        };
        self.state = if self.failure.is_some() { FileState::Failed } else { FileState::Ready };
        self.completed_at = Some(now);
    }

    /// A file of the deck: its bytes are made when somebody wants them.
    fn of_attachment(attachment: &Value) -> Option<Self> {
        let text = |name: &str| attachment.get(name).and_then(Value::as_str);
        let (id, name) = (text("fileId")?.to_owned(), text("label")?.to_owned());
        let at = text("createdAt")?.parse().ok()?;
        let bytes = Bytes::from(one_page(&name));
        Some(Self {
            id,
            state: FileState::Ready,
            media: Media::Pdf,
            created_at: at,
            completed_at: Some(at),
            size: Some(bytes.len() as u64),
            bytes,
            name,
            failure: None,
            address: String::new(),
            token: String::new(),
            uploads: 1,
        })
    }
}

impl World {
    /// Makes a pending file and its upload target.
    pub(crate) fn create_file(&mut self, name: String, media: Media, now: Timestamp) -> Value {
        let id = self.ids.fresh("file");
        let file = File {
            id: id.clone(),
            state: FileState::PendingUpload,
            name,
            media,
            created_at: now,
            completed_at: None,
            size: None,
            bytes: Bytes::new(),
            failure: None,
            address: secret(),
            token: secret(),
            uploads: 0,
        };
        let answer = json!({
            "file": file.document(&self.base_url),
            "upload": {
                "url": format!("{}/uploads/{}", self.base_url, file.address),
                "strategy": "single_put",
                "method": "PUT",
                "headers": { "content-type": media.name(), "x-upload-token": file.token },
            },
        });
        self.files.by_id.insert(id, file);
        answer
    }

    /// Takes bytes in, once.
    pub(crate) fn upload(
        &mut self,
        address: &str,
        content_type: Option<&str>,
        token: Option<&str>,
        bytes: Bytes,
    ) -> Result<String, NotTaken> {
        let largest = self.rules.largest_file_bytes;
        let mut files = self.files.by_id.values_mut();
        let file = files.find(|file| file.address == address && !address.is_empty()).ok_or(NotTaken::Unknown)?;
        if file.uploads > 0 {
            return Err(NotTaken::Used);
        }
        if content_type != Some(file.media.name()) {
            return Err(NotTaken::Header("content-type"));
        }
        if token != Some(file.token.as_str()) {
            return Err(NotTaken::Header("x-upload-token"));
        }
        file.uploads = 1;
        file.state = FileState::Uploaded;
        let size = bytes.len() as u64;
        file.size = Some(size);
        if size <= largest {
            file.bytes = bytes;
        }
        Ok(file.id.clone())
    }

    /// Looks into what was uploaded; a second look changes nothing. `None` while nothing has been uploaded.
    pub(crate) fn complete_file(&mut self, id: &str, now: Timestamp) -> Option<(File, bool)> {
        let largest = self.rules.largest_file_bytes;
        let Some(file) = self.files.by_id.get_mut(id) else { return self.file(id).map(|file| (file, false)) };
        match file.state {
            FileState::PendingUpload => None,
            FileState::Uploaded => {
                file.look_into(now, largest);
                Some((file.clone(), true))
            }
            FileState::Ready | FileState::Failed => Some((file.clone(), false)),
        }
    }

    /// A file, also one that came with the deck.
    pub(crate) fn file(&self, id: &str) -> Option<File> {
        self.files.by_id.get(id).cloned().or_else(|| {
            let attachment = self.in_order().flat_map(|case| &case.attachments);
            attachment
                .into_iter()
                .find(|file| file.get("fileId").is_some_and(|known| known == id))
                .and_then(File::of_attachment)
        })
    }

    /// Every file that was made through the API, oldest first.
    pub(crate) fn made_files(&self) -> Vec<File> {
        let mut files: Vec<File> = self.files.by_id.values().cloned().collect();
        files.sort_by_key(|file| file.created_at);
        files
    }
}

/// A PDF of one page that says what it is.
fn one_page(title: &str) -> Vec<u8> {
    let title: String =
        title.chars().filter(|letter| letter.is_ascii_alphanumeric() || "-_. ".contains(*letter)).collect();
    let text = format!("BT /F1 16 Tf 72 720 Td (Practice file, invented: {title}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut page = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(format!("{:010} 00000 n \n", page.len()));
        page += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = page.len();
    page += &format!("xref\n0 6\n0000000000 65535 f \n{}", offsets.concat());
    page += &format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    page.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_extension_fits_and_another_extension_does_not() {
        assert!(
            Media::Jpeg.fits_name("scan") && Media::Jpeg.fits_name("scan.JPEG") && Media::Jpeg.fits_name("a.b.jpg")
        );
        assert!(!Media::Pdf.fits_name("scan.jpg") && !Media::Pdf.fits_name("scan."));
    }

    #[test]
    fn bytes_tell_what_they_are() {
        assert!(Media::Pdf.fits_bytes(&one_page("notes.pdf")));
        assert!(Media::Png.fits_bytes(b"\x89PNG\r\n\x1a\n..."));
        assert!(!Media::Png.fits_bytes(b"%PDF-1.4"));
        assert!(!Media::Jpeg.fits_bytes(b""));
    }

    #[test]
    fn a_page_of_the_deck_knows_where_its_objects_begin() {
        let page = String::from_utf8(one_page("order (1).pdf")).unwrap();
        let start: usize = page.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
        assert!(page[start..].starts_with("xref\n"));
        let third: usize = page[start..].lines().nth(5).unwrap()[..10].parse().unwrap();
        assert!(page[third..].starts_with("3 0 obj"));
    }
}
