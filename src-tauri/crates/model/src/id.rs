//! Identifiers. All are opaque (reference, section 1.1): nothing is read out of them but their text.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text cannot be an identifier: it is empty, longer than 256 bytes, has control characters, or is one of the two
/// dot names that would leave its place in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MalformedId;

impl fmt::Display for MalformedId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id must be 1 to 256 bytes without control characters, and no dot name")
    }
}

impl std::error::Error for MalformedId {}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl TryFrom<String> for $name {
            type Error = MalformedId;

            fn try_from(text: String) -> Result<Self, MalformedId> {
                Self::new(text)
            }
        }

        impl $name {
            /// Takes the text as it came.
            ///
            /// # Errors
            /// [`MalformedId`] when the text cannot name anything safely.
            pub fn new(text: impl Into<String>) -> Result<Self, MalformedId> {
                let text = text.into();
                let sized = !text.is_empty() && text.len() <= 256;
                if sized && !text.chars().any(char::is_control) && text != "." && text != ".." { Ok(Self(text)) } else { Err(MalformedId) }
            }

            /// The text, as the service wrote it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// One authorization, called a case on screen.
    AuthorizationId
}
id! {
    /// One review snapshot, called a package on screen.
    SnapshotId
}
id! {
    /// One manual handoff.
    HandoffId
}
id! {
    /// One access grant. The id is not a secret; the link that came with it is.
    GrantId
}
id! {
    /// One file, before and after it is attached.
    FileId
}
id! {
    /// One attachment: a file as it counts on one case.
    AttachmentId
}
id! {
    /// What the service calls one request, for support (reference, section 1.4).
    RequestId
}
id! {
    /// Names one decision of one operator, so that the service carries it out once however often it arrives.
    IdempotencyKey
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_its_text_as_it_came() {
        assert_eq!(AuthorizationId::new("auth_5TF1QS").unwrap().as_str(), "auth_5TF1QS");
    }

    #[test]
    fn what_cannot_name_anything_is_refused() {
        for text in [String::new(), "a\nb".into(), "x".repeat(257), ".".into(), "..".into()] {
            assert_eq!(AuthorizationId::new(text), Err(MalformedId));
        }
    }
}
