//! Contract A.

mod confirm;
mod deck;
mod documents;
mod headers;
mod life;
mod rules;

use axum::http::Method;
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

    /// Sends answers with the version of now.
    pub(crate) async fn patch(&self, case: &str, response: &Value) -> Reply {
        let version = self.read(case).await["version"].as_u64().unwrap();
        let body = json!({ "questionnaireResponse": { "item": response } });
        self.send(Ask::new(Method::PATCH, format!("{BASE}/{case}/answers")).version(version).json(&body)).await
    }

    /// Attaches a file with the version and a key of now.
    pub(crate) async fn attach(&self, case: &str, file: &str, types: &[&str]) -> Reply {
        let version = self.read(case).await["version"].as_u64().unwrap();
        let ask = Ask::post(format!("{BASE}/{case}/attachments"))
            .version(version)
            .idempotent(&format!("attach-{file}-{version}"))
            .json(&json!({ "fileId": file, "documentTypes": types }));
        self.send(ask).await
    }

    /// A file that waits for its bytes.
    pub(crate) async fn new_file(&self, name: &str) -> Value {
        let body = json!({ "fileName": name, "contentType": "application/pdf", "purpose": "authorization_attachment" });
        self.send(Ask::post("/v1/files").json(&body)).await.ok()
    }

    /// A file whose bytes are there. Answers its id.
    pub(crate) async fn ready_file(&self, name: &str) -> String {
        let created = self.new_file(name).await;
        let id = created["file"]["id"].as_str().unwrap().to_owned();
        let path = created["upload"]["url"].as_str().unwrap().strip_prefix(&self.bench.running.base_url).unwrap();
        let mut upload = Ask::new(Method::PUT, path).without_key().text("%PDF-1.4 an invented page");
        for (header, value) in created["upload"]["headers"].as_object().unwrap() {
            upload = upload.header(header, value.as_str().unwrap());
        }
        assert!(self.send(upload).await.status.is_success());
        let complete = self.send(Ask::post(format!("/v1/files/{id}/complete"))).await.ok();
        assert_eq!(complete["status"], "ready");
        id
    }
}

pub(crate) fn confirmation(case: &str, version: u64, key: &str, action: &str) -> Ask {
    Ask::post(format!("{BASE}/{case}/confirm"))
        .version(version)
        .idempotent(key)
        .json(&json!({ "nextActionId": action }))
}

/// A case of Northgate's, as a client asks for it.
pub(crate) fn creation_body() -> Value {
    json!({
        "providerNpi": "1999999984",
        "templateSelection": {
            "payerId": "payer_northgate",
            "insuranceState": "IL",
            "serviceType": "outpatient",
            "serviceCode": "72148",
            "serviceCodeSystem": "cpt",
        },
        "policy": { "finalSubmission": "requires_confirmation" },
    })
}

pub(crate) fn creation() -> Ask {
    Ask::post(BASE).json(&creation_body())
}

/// One answered question.
pub(crate) fn said(link: &str, value: Value) -> Value {
    json!({ "linkId": link, "answer": [value] })
}
