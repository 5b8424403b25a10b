//! A file as the service keeps it before it is attached to a case (documented).

use crate::{FileId, FileStatus, Timestamp};

/// The kinds of file the service takes (documented; all three).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ContentType {
    /// `application/pdf`
    Pdf,
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
}

impl ContentType {
    /// As it travels.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// Reads what the service or a header says; parameters after `;` do not count.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let name = text.split(';').next().unwrap_or_default().trim();
        [Self::Pdf, Self::Jpeg, Self::Png].into_iter().find(|kind| name.eq_ignore_ascii_case(kind.as_str()))
    }

    /// Tells the kind from how the content begins; a name proves nothing.
    #[must_use]
    pub fn sniff(content: &[u8]) -> Option<Self> {
        // A PDF may have a little before its header; readers look for it in the first kilobyte.
        let head = content.get(..content.len().min(1024)).unwrap_or_default();
        if content.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if content.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if head.windows(5).any(|window| window == b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }

    /// The endings a name of this kind may have; the first is the usual one.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
        }
    }
}

/// A file as the service keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Its id.
    pub id: FileId,
    /// How far it is.
    pub status: FileStatus,
    /// Its name.
    pub name: Option<String>,
    /// Its kind, as it came.
    pub content_type: Option<String>,
    /// Its size, once known.
    pub size: Option<u64>,
    /// When it was made.
    pub created_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_the_kind() {
        assert_eq!(ContentType::sniff(b"%PDF-1.7\n"), Some(ContentType::Pdf));
        assert_eq!(ContentType::sniff(b"\n\n%PDF-1.4"), Some(ContentType::Pdf));
        assert_eq!(ContentType::sniff(b"\x89PNG\r\n\x1a\nrest"), Some(ContentType::Png));
        assert_eq!(ContentType::sniff(b"\xff\xd8\xff\xe0"), Some(ContentType::Jpeg));
        for other in [&b""[..], b"GIF89a", b"<html>", b"\x89PNG", b"PK\x03\x04"] {
            assert_eq!(ContentType::sniff(other), None);
        }
    }

    #[test]
    fn a_header_is_read_without_its_parameters() {
        assert_eq!(ContentType::parse("Application/PDF; charset=binary"), Some(ContentType::Pdf));
        assert_eq!(ContentType::parse("image/heic"), None);
    }
}
