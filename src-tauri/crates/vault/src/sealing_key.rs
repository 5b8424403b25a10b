//! The key that seals what is kept on this computer, and the name the sealed data knows it by.

use zeroize::Zeroizing;

/// 32 random bytes, kept in the OS keyring, with a random public name. What is sealed says the name, so that another key
/// is told from damage.
pub struct SealingKey {
    id: [u8; 16],
    bytes: Zeroizing<[u8; 32]>,
}

/// The operating system gave no random bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the system gives no random bytes")]
pub struct NoRandomness;

/// What looking for the sealing key gave.
pub enum SealingKeyFound {
    /// The key.
    Key(SealingKey),
    /// The keyring answered: there is none.
    None,
    /// The keyring could not answer, or what it has is no key. Never to be read as "there is none".
    Trouble(crate::KeyTrouble),
}

/// What the text of a key in the keyring begins with.
const FORM: &str = "seal1";

impl SealingKey {
    /// A new key with a new name.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub fn new_random() -> Result<Self, NoRandomness> {
        let mut key = Self { id: [0; 16], bytes: Zeroizing::new([0; 32]) };
        getrandom::fill(&mut key.id).map_err(|_| NoRandomness)?;
        getrandom::fill(key.bytes.as_mut_slice()).map_err(|_| NoRandomness)?;
        Ok(key)
    }

    /// The key itself, for the cipher and nothing else.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        &self.bytes
    }

    /// Its public name: 16 random bytes that say nothing of the key.
    #[must_use]
    pub fn id(&self) -> &[u8; 16] {
        &self.id
    }

    /// Its public name as 32 hexadecimal digits.
    #[must_use]
    pub fn id_text(&self) -> String {
        self.id.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A second holder of the same key, named so that no copy is made by accident.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self { id: self.id, bytes: self.bytes.clone() }
    }

    /// Whether two are the same key under the same name.
    #[must_use]
    pub(crate) fn same(&self, other: &Self) -> bool {
        self.id == other.id && *self.bytes == *other.bytes
    }

    /// How it stands in a keyring: text, because some keep nothing else.
    pub(crate) fn to_text(&self) -> Zeroizing<String> {
        // Made at its full length: a text that grows leaves copies behind.
        let mut text = Zeroizing::new(String::with_capacity(FORM.len() + 2 + 32 + 64));
        text.push_str(FORM);
        for part in [self.id.as_slice(), self.bytes.as_slice()] {
            text.push(' ');
            for byte in part {
                for digit in [byte >> 4, byte & 15] {
                    text.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
                }
            }
        }
        text
    }

    /// Reads what [`Self::to_text`] wrote. The text is overwritten either way.
    pub(crate) fn from_text(text: String) -> Option<Self> {
        let text = Zeroizing::new(text);
        let mut parts = text.split(' ');
        let (form, id, bytes) = (parts.next()?, parts.next()?, parts.next()?);
        if form != FORM || parts.next().is_some() {
            return None;
        }
        let mut key = Self { id: [0; 16], bytes: Zeroizing::new([0; 32]) };
        read_hex(id, &mut key.id)?;
        read_hex(bytes, key.bytes.as_mut_slice())?;
        Some(key)
    }
}

/// Fills `into` from exactly twice as many hexadecimal digits.
fn read_hex(text: &str, into: &mut [u8]) -> Option<()> {
    if text.len() != into.len() * 2 {
        return None;
    }
    let mut digits = text.chars().map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
    for byte in into {
        *byte = (digits.next()?? << 4) | digits.next()??;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use static_assertions::assert_not_impl_any;

    assert_not_impl_any!(SealingKey: std::fmt::Debug, std::fmt::Display, Clone, std::ops::Deref, PartialEq);

    #[test]
    fn a_key_comes_back_from_its_text_with_its_name() {
        let key = SealingKey::new_random().unwrap();
        let back = SealingKey::from_text(key.to_text().to_string()).unwrap();
        assert!(back.same(&key) && back.same(&key.duplicate()));
        assert_eq!(back.id_text().len(), 32);
        assert!(key.to_text().contains(&key.id_text()));
    }

    #[test]
    fn no_two_keys_are_the_same() {
        assert!(!SealingKey::new_random().unwrap().same(&SealingKey::new_random().unwrap()));
    }

    #[test]
    fn what_is_no_key_is_not_read_as_one() {
        let text = SealingKey::new_random().unwrap().to_text().to_string();
        let (short, long) = (text.replacen(' ', "", 1), format!("{text} 00"));
        for text in ["", "seal1", &text[..text.len() - 1], &short, &long, &text.replace("seal1", "seal2")] {
            assert!(SealingKey::from_text(text.to_owned()).is_none());
        }
    }
}
