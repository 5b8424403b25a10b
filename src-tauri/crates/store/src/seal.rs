//! Sealing: XChaCha20-Poly1305 with a random nonce, bound to the record it belongs to.

use crate::Refused;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use vault::SealingKey;
use zeroize::Zeroizing;

/// What seals from now on.
pub enum Sealing {
    /// The key that is in the keyring.
    Kept(SealingKey),
    /// A key that is nowhere: what is sealed cannot be read after the program ends.
    ForThisRun,
}

impl Sealing {
    /// The same once more.
    pub(crate) fn duplicate(&self) -> Self {
        match self {
            Self::Kept(key) => Self::Kept(key.duplicate()),
            Self::ForThisRun => Self::ForThisRun,
        }
    }
}

/// How many bytes the name of a key has.
const ID: usize = 16;
/// How many bytes a nonce has.
const NONCE: usize = 24;

/// The keys of this run: the last seals, all open.
pub(crate) struct Sealer {
    keys: Vec<SealingKey>,
    /// Whether what is sealed now can be read after the program ends.
    pub(crate) for_later: bool,
}

/// A key of one record. Whoever deletes its wrapped form has shredded what it sealed.
pub(crate) struct DataKey(Zeroizing<[u8; 32]>);

impl Sealer {
    /// One with a key for this run.
    pub(crate) fn new() -> Result<Self, Refused> {
        let mut sealer = Self { keys: Vec::new(), for_later: false };
        sealer.turn(Sealing::ForThisRun)?;
        Ok(sealer)
    }

    /// Seals differently from now on. What was sealed before in this run stays readable.
    pub(crate) fn turn(&mut self, sealing: Sealing) -> Result<(), Refused> {
        let (key, for_later) = match sealing {
            Sealing::Kept(key) => (key, true),
            Sealing::ForThisRun => (SealingKey::new_random().map_err(|_| Refused::Failing)?, false),
        };
        self.keys.push(key);
        self.for_later = for_later;
        Ok(())
    }

    /// Seals bytes; they open only with the same `about`.
    pub(crate) fn seal(&self, bytes: &[u8], about: &[u8; 32]) -> Result<Vec<u8>, Refused> {
        let key = self.keys.last().ok_or(Refused::Failing)?;
        let mut sealed = key.id().to_vec();
        sealed.extend(encrypt(key.expose(), bytes, about)?);
        Ok(sealed)
    }

    /// Opens what [`Self::seal`] gave; none when its key is not here or anything about it is different.
    pub(crate) fn open(&self, sealed: &[u8], about: &[u8; 32]) -> Option<Vec<u8>> {
        let (id, rest) = sealed.split_at_checked(ID)?;
        let key = self.keys.iter().find(|key| key.id() == id)?;
        decrypt(key.expose(), rest, about)
    }

    /// A new key for one record, and its wrapped form.
    pub(crate) fn data_key(&self, about: &[u8; 32]) -> Result<(DataKey, Vec<u8>), Refused> {
        let mut key = DataKey(Zeroizing::new([0; 32]));
        getrandom::fill(key.0.as_mut_slice()).map_err(|_| Refused::Failing)?;
        let wrapped = self.seal(key.0.as_slice(), about)?;
        Ok((key, wrapped))
    }

    /// The key of a record from its wrapped form.
    pub(crate) fn unwrap(&self, wrapped: &[u8], about: &[u8; 32]) -> Option<DataKey> {
        let bytes = Zeroizing::new(self.open(wrapped, about)?);
        let mut key = DataKey(Zeroizing::new([0; 32]));
        if bytes.len() != key.0.len() {
            return None;
        }
        key.0.copy_from_slice(&bytes);
        Some(key)
    }
}

impl DataKey {
    /// Seals bytes; they open only with the same `about`.
    pub(crate) fn seal(&self, bytes: &[u8], about: &[u8; 32]) -> Result<Vec<u8>, Refused> {
        encrypt(&self.0, bytes, about)
    }

    /// Opens what [`Self::seal`] gave.
    pub(crate) fn open(&self, sealed: &[u8], about: &[u8; 32]) -> Option<Vec<u8>> {
        decrypt(&self.0, sealed, about)
    }
}

fn encrypt(key: &[u8; 32], bytes: &[u8], about: &[u8; 32]) -> Result<Vec<u8>, Refused> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce).map_err(|_| Refused::Failing)?;
    let payload = Payload { msg: bytes, aad: about };
    let sealed = XChaCha20Poly1305::new(&Key::from(*key)).encrypt(&XNonce::from(nonce), payload);
    let mut all = nonce.to_vec();
    all.extend(sealed.map_err(|_| Refused::Failing)?);
    Ok(all)
}

fn decrypt(key: &[u8; 32], sealed: &[u8], about: &[u8; 32]) -> Option<Vec<u8>> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE>()?;
    let payload = Payload { msg: rest, aad: about };
    XChaCha20Poly1305::new(&Key::from(*key)).decrypt(&XNonce::from(*nonce), payload).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_beside_its_record_only() {
        let (mut sealer, other) = (Sealer::new().unwrap(), Sealer::new().unwrap());
        let sealed = sealer.seal(b"invented text", &[1; 32]).unwrap();
        assert!(!sealed.windows(8).any(|window| window == b"invented"));
        sealer.turn(Sealing::Kept(SealingKey::new_random().unwrap())).unwrap();
        assert_eq!(sealer.open(&sealed, &[1; 32]).unwrap(), b"invented text", "also when another key seals now");
        assert_eq!(sealer.open(&sealed, &[2; 32]), None);
        assert_eq!(other.open(&sealed, &[1; 32]), None);
    }

    #[test]
    fn no_changed_byte_opens() {
        let sealer = Sealer::new().unwrap();
        let sealed = sealer.seal(b"invented text", &[1; 32]).unwrap();
        for index in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            assert_eq!(sealer.open(&changed, &[1; 32]), None);
            assert_eq!(sealer.open(&sealed[..index], &[1; 32]), None);
        }
    }

    #[test]
    fn a_record_opens_through_its_wrapped_key() {
        let sealer = Sealer::new().unwrap();
        let (key, wrapped) = sealer.data_key(&[1; 32]).unwrap();
        let sealed = key.seal(b"invented text", &[3; 32]).unwrap();
        let again = sealer.unwrap(&wrapped, &[1; 32]).unwrap();
        assert_eq!(again.open(&sealed, &[3; 32]).unwrap(), b"invented text");
        assert!(sealer.unwrap(&wrapped, &[2; 32]).is_none());
        assert!(sealer.unwrap(&sealer.seal(b"short", &[1; 32]).unwrap(), &[1; 32]).is_none());
    }
}
