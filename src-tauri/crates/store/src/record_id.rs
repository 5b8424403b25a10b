//! Names one record for good: made here, never by the service.

use model::Timestamp;
use uuid::{NoContext, Uuid};

/// A UUID of version 7 as text: 36 letters, and one made later sorts later.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(String);

/// A text that is no UUID of version 7.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a record")]
pub struct MalformedRecordId;

impl RecordId {
    /// A new id for a record made at this time. Times before 1970 count as 1970.
    #[must_use]
    pub fn new(at: Timestamp) -> Self {
        let millis = u64::try_from(at.0).unwrap_or(0);
        let nanos = u32::try_from(millis % 1000).unwrap_or(0) * 1_000_000;
        Self(Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, millis / 1000, nanos)).to_string())
    }

    /// Reads an id that [`Self::as_str`] gave.
    ///
    /// # Errors
    /// When it is none.
    pub fn parse(text: &str) -> Result<Self, MalformedRecordId> {
        let uuid = Uuid::try_parse(text).map_err(|_| MalformedRecordId)?;
        let same = uuid.get_version_num() == 7 && uuid.to_string() == text;
        if same { Ok(Self(text.to_owned())) } else { Err(MalformedRecordId) }
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_come_back_from_their_text() {
        let (first, second) = (RecordId::new(Timestamp(1_000)), RecordId::new(Timestamp(2_001)));
        assert!(first < second);
        assert_ne!(first, RecordId::new(Timestamp(1_000)));
        assert_eq!(RecordId::parse(first.as_str()), Ok(first));
    }

    #[test]
    fn other_texts_are_no_ids() {
        let upper = RecordId::new(Timestamp(1_000_000_000_000)).as_str().to_uppercase();
        for text in ["", "1", "f47ac10b-58cc-4372-a567-0e02b2c3d479", &upper] {
            assert_eq!(RecordId::parse(text), Err(MalformedRecordId));
        }
    }
}
