//! Preferences, kept through `tauri-plugin-store` from Rust only. Its file is not written atomically and may be lost: it
//! holds the operator's name, the theme, what else was set, the connection of last time, the numbers of cases known here, and where each payer's
//! facts are read from (questions, no answers): no secret and no patient data.

use crate::data_folder::DataFolder;
use desk::ports::{Kept, Preferences};
use desk::wire::Settings;
use std::path::PathBuf;
use std::sync::Arc;
use tauri::{AppHandle, Wry};
use tauri_plugin_store::{Store, StoreExt as _};

const FILE: &str = "preferences.json";
const OPERATOR: &str = "operator";
const THEME: &str = "theme";
const SETTINGS: &str = "settings";
const ENVIRONMENT: &str = "environment";
const LEFT: &str = "left";
const CONTRACTS: &str = "contracts";
const KNOWN_CASES: &str = "knownCases";
const MAPPINGS: &str = "mappings";
const LARGEST_FILE: &str = "largestFile";
const RETENTION_DAYS: &str = "retentionDays";

/// The preferences file of a data folder.
pub(crate) struct StoredPreferences {
    app: AppHandle,
    path: PathBuf,
}

impl StoredPreferences {
    pub(crate) fn new(app: &AppHandle, folder: &DataFolder) -> Self {
        Self { app: app.clone(), path: folder.path().join(FILE) }
    }

    fn store(&self) -> Option<Arc<Store<Wry>>> {
        self.app.store_builder(&self.path).disable_auto_save().build().ok()
    }
}

impl Preferences for StoredPreferences {
    fn load(&self) -> Kept {
        let Some(store) = self.store() else { return Kept::default() };
        let word = |key: &str| store.get(key);
        // A word that is not known any more counts as not kept.
        Kept {
            operator: word(OPERATOR).and_then(|value| value.as_str().map(str::to_owned)),
            theme: word(THEME).and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default(),
            settings: word(SETTINGS)
                .and_then(|value| serde_json::from_value(value).ok())
                .filter(Settings::is_sound)
                .unwrap_or_default(),
            environment: word(ENVIRONMENT).and_then(|value| serde_json::from_value(value).ok()),
            left: word(LEFT).and_then(|value| value.as_bool()).unwrap_or_default(),
            contracts: word(CONTRACTS).and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default(),
            known_cases: word(KNOWN_CASES).and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default(),
            mappings: word(MAPPINGS).and_then(|value| serde_json::from_value(value).ok()).unwrap_or_default(),
            largest_file: word(LARGEST_FILE).and_then(|value| value.as_u64()).unwrap_or(desk::ports::LARGEST_FILE),
            retention_days: word(RETENTION_DAYS)
                .and_then(|value| u16::try_from(value.as_u64()?).ok())
                .unwrap_or(desk::ports::RETENTION_DAYS),
        }
    }

    fn save(&self, kept: &Kept) {
        let Some(store) = self.store() else { return };
        store.set(OPERATOR, kept.operator.clone());
        store.set(THEME, serde_json::to_value(kept.theme).unwrap_or_default());
        store.set(SETTINGS, serde_json::to_value(&kept.settings).unwrap_or_default());
        store.set(ENVIRONMENT, serde_json::to_value(kept.environment).unwrap_or_default());
        store.set(LEFT, kept.left);
        store.set(CONTRACTS, serde_json::to_value(&kept.contracts).unwrap_or_default());
        store.set(KNOWN_CASES, serde_json::to_value(&kept.known_cases).unwrap_or_default());
        store.set(MAPPINGS, serde_json::to_value(&kept.mappings).unwrap_or_default());
        store.set(LARGEST_FILE, kept.largest_file);
        store.set(RETENTION_DAYS, kept.retention_days);
        if let Err(error) = store.save() {
            tracing::warn!(%error, "preferences could not be kept");
        }
    }
}
