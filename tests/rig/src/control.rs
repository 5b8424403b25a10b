//! The service's control API: what was asked of it, and what goes on behind the scenes.

use crate::schemas;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use simulator::{CaseView, Exchange, Operation};
use std::time::Duration;

#[derive(Deserialize)]
struct History {
    exchanges: Vec<Exchange>,
}

/// Speaks with one service's control API.
#[derive(Clone)]
pub struct Control {
    http: reqwest::Client,
    url: String,
    contract: &'static str,
}

impl Control {
    pub(crate) fn new(url: String, contract: &'static str) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().expect("a plain client can be made");
        Self { http, url, contract }
    }

    /// Every request so far.
    pub async fn history(&self) -> Vec<Exchange> {
        let history: History = self.get("/history").await;
        history.exchanges
    }

    /// Every request of one kind so far.
    pub async fn requests(&self, operation: Operation) -> Vec<Exchange> {
        self.history().await.into_iter().filter(|exchange| exchange.operation == operation).collect()
    }

    /// Waits until there were so many requests of one kind.
    ///
    /// # Panics
    /// When there were more, or are fewer after ten seconds.
    pub async fn requests_reach(&self, operation: Operation, count: usize) {
        let reached = tokio::time::timeout(Duration::from_secs(10), async {
            while self.requests(operation).await.len() < count {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        assert!(reached.await.is_ok(), "{operation:?} reaches {count}");
        assert_eq!(self.requests(operation).await.len(), count, "{operation:?}");
    }

    /// A case with everything no client sees.
    pub async fn case(&self, id: &str) -> CaseView {
        self.get(&format!("/cases/{id}")).await
    }

    /// Does something behind the scenes: see the simulator's README.
    ///
    /// # Panics
    /// When the service refuses it.
    pub async fn post(&self, path: &str, body: Value) -> Value {
        let request = self.http.post(format!("{}{path}", self.url)).header("content-type", "application/json");
        let answer = request.body(body.to_string()).send().await.expect("the control API answers");
        let status = answer.status();
        let text = answer.text().await.expect("its answer is whole");
        assert!(status.is_success(), "POST {path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    /// Takes something back behind the scenes.
    ///
    /// # Panics
    /// When the service refuses it.
    pub async fn delete(&self, path: &str) {
        let answer = self.http.delete(format!("{}{path}", self.url)).send().await.expect("the control API answers");
        assert!(answer.status().is_success(), "DELETE {path}: {}", answer.status());
    }

    /// Every request was right, as strictly as the contract can be read.
    ///
    /// # Panics
    /// With the first one that was not.
    pub async fn assert_no_violations(&self) {
        for exchange in self.history().await {
            assert!(exchange.violations.is_empty(), "{exchange:?}");
        }
    }

    /// Every answer was what the document of the service's contract says.
    ///
    /// # Panics
    /// With every place where one was not.
    pub async fn assert_answers_fit(&self) {
        let history: History = self.get("/history?responses=true").await;
        let wrong = schemas::check(self.contract, &history.exchanges);
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> T {
        let request = self.http.get(format!("{}{path}", self.url)).timeout(Duration::from_secs(30));
        let text = request.send().await.expect("the control API answers").text().await.expect("its answer is whole");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("GET {path}: {error}: {text}"))
    }
}
