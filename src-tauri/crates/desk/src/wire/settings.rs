//! What a person set for this computer: how the window speaks of time, and its keys. Nothing of a patient is in it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The settings of this computer. What a file does not say is as it is from the start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The clinic's time zone by its IANA name, such as `America/Chicago`; nothing for the computer's own.
    pub zone: Option<String>,
    /// Whether single letters are keys.
    pub single_keys: bool,
    /// Other keys than those from the start, by the name of what they do.
    pub keys: BTreeMap<String, String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { zone: None, single_keys: true, keys: BTreeMap::new() }
    }
}

impl Settings {
    /// The longest name of a zone or a key, in bytes.
    const LONGEST: usize = 64;
    /// The most keys that can be other ones.
    const MOST_KEYS: usize = 200;

    /// Whether this can be kept: within bounds, and of signs that such names are made of.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let sound = |text: &str| !text.is_empty() && text.len() <= Self::LONGEST && !text.chars().any(char::is_control);
        let zone = |zone: &String| {
            sound(zone) && zone.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte))
        };
        let keys = self.keys.iter().all(|(what, key)| sound(what) && sound(key));
        self.zone.as_ref().is_none_or(zone) && keys && self.keys.len() <= Self::MOST_KEYS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_a_setting_is_refused() {
        let keys = |what: &str, key: &str| BTreeMap::from([(what.to_owned(), key.to_owned())]);
        let zone = |zone: &str| Settings { zone: Some(zone.to_owned()), ..Settings::default() };
        assert!(Settings::default().is_sound() && zone("America/Argentina/Buenos_Aires").is_sound());
        assert!(Settings { keys: keys("list j", "g x"), ..Settings::default() }.is_sound());
        for wrong in [
            zone(""),
            zone("../../etc"),
            zone(&"A".repeat(65)),
            Settings { keys: keys("", "j"), ..Settings::default() },
            Settings { keys: keys("list j", "\u{7}"), ..Settings::default() },
            Settings { keys: (0..201).map(|n| (n.to_string(), "j".to_owned())).collect(), ..Settings::default() },
        ] {
            assert!(!wrong.is_sound(), "{wrong:?}");
        }
    }

    #[test]
    fn what_an_older_version_kept_is_read() {
        let read: Settings = serde_json::from_str(r#"{"zone":"America/Chicago"}"#).unwrap();
        assert_eq!(read, Settings { zone: Some("America/Chicago".into()), ..Settings::default() });
    }
}
