//! The API key: one per environment and clinic, long-lived, for the `Authorization` header alone.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A key that can go into a header.
pub struct ApiKey(Zeroizing<String>);

/// Why a text cannot be a key. Says nothing of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MalformedKey {
    /// Nothing but white space.
    #[error("the key is empty")]
    Empty,
    /// White space, control characters or letters beyond ASCII inside it.
    #[error("the key has characters a key cannot have")]
    Characters,
    /// Over 4,096 bytes.
    #[error("the key is too long")]
    TooLong,
}

impl ApiKey {
    /// Takes a key as a person pasted it; white space around it is dropped.
    ///
    /// # Errors
    /// [`MalformedKey`] when it could not travel in a header. The text is overwritten either way.
    pub fn new(text: String) -> Result<Self, MalformedKey> {
        let text = Zeroizing::new(text);
        let key = Zeroizing::new(text.trim().to_owned());
        if key.is_empty() {
            Err(MalformedKey::Empty)
        } else if key.len() > 4096 {
            Err(MalformedKey::TooLong)
        } else if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            Err(MalformedKey::Characters)
        } else {
            Ok(Self(key))
        }
    }

    /// The key itself, for the header and the keyring and nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Tells this key at this place from every other, without telling the key: what is kept on this computer belongs to one
    /// key, and a key has too many random bits to be guessed from it. 16 bytes in hexadecimal.
    #[must_use]
    pub fn fingerprint(&self, place: &str) -> String {
        let mut hash = Sha256::new();
        for part in ["prior-auth-desk account 1", place, &self.0] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// A second holder of the same key, named so that no copy is made by accident.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use static_assertions::assert_not_impl_any;

    assert_not_impl_any!(ApiKey: std::fmt::Debug, std::fmt::Display, Clone, std::ops::Deref, AsRef<str>);

    #[test]
    fn white_space_around_a_pasted_key_is_dropped() {
        assert_eq!(ApiKey::new(" pretend-key-0000\n".into()).ok().unwrap().expose(), "pretend-key-0000");
    }

    #[test]
    fn a_fingerprint_tells_keys_and_places_apart_and_holds_no_key() {
        let key = |text: &str| ApiKey::new(text.into()).ok().unwrap();
        let one = key("pretend-key-0000").fingerprint("https://one.test");
        assert_eq!(one, key("pretend-key-0000").fingerprint("https://one.test"));
        assert_ne!(one, key("pretend-key-0001").fingerprint("https://one.test"));
        assert_ne!(one, key("pretend-key-0000").fingerprint("https://two.test"));
        assert!(one.len() == 32 && !one.contains("pretend"));
    }

    #[test]
    fn what_cannot_travel_in_a_header_is_refused() {
        assert_eq!(ApiKey::new("  ".into()).err(), Some(MalformedKey::Empty));
        assert_eq!(ApiKey::new("two words".into()).err(), Some(MalformedKey::Characters));
        assert_eq!(ApiKey::new("line\r\nX: y".into()).err(), Some(MalformedKey::Characters));
        assert_eq!(ApiKey::new("k".repeat(4097)).err(), Some(MalformedKey::TooLong));
    }
}
