//! Contract A.

mod confirm;
mod deck;
mod documents;
mod headers;

use serde_json::{Value, json};
use simulator::{Contract, Options};

use crate::support::{Ask, Bench, Reply};

pub(crate) const BASE: &str = "/v1/prior-auth/authorizations";

/// What contract A is spoken to with.
pub(crate) struct Desk {
    pub(crate) bench: Bench,
}

impl Desk {
    pub(crate) async fn start() -> Self {
        Self::with(Options::default()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        Self { bench: Bench::with(Options { contract: Contract::A, ..options }).await }
    }

    pub(crate) async fn send(&self, ask: Ask) -> Reply {
        self.bench.send(ask).await
    }

    pub(crate) async fn read(&self, case: &str) -> Value {
        self.send(Ask::get(format!("{BASE}/{case}"))).await.ok()
    }

    pub(crate) fn advance(&self, seconds: u64) {
        self.bench.advance(seconds);
    }

    /// Confirms an action with the version and the key of now.
    pub(crate) async fn confirm(&self, case: &str, action: &str) -> Reply {
        let version = self.read(case).await["version"].as_u64().unwrap();
        self.send(confirmation(case, version, &format!("confirm-{case}-{version}-{action}"), action)).await
    }

    /// Confirms whatever is asked for now.
    pub(crate) async fn confirm_current(&self, case: &str) -> Value {
        let asked = self.read(case).await["nextAction"]["id"].as_str().unwrap().to_owned();
        self.confirm(case, &asked).await.ok()
    }
}

pub(crate) fn confirmation(case: &str, version: u64, key: &str, action: &str) -> Ask {
    Ask::post(format!("{BASE}/{case}/confirm"))
        .version(version)
        .idempotent(key)
        .json(&json!({ "nextActionId": action }))
}
