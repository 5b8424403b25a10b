//! A client that sends exactly what a test says, and a browser that follows a link.

use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};
use simulator::{CaseView, Clock, Effect, Exchange, Options, Running, start};

pub(crate) const BASE: &str = "/v1/prior-authorizations";

/// Main-job cases of the deck.
pub(crate) const APPROVE: &str = "auth_9WD3RB";
pub(crate) const APPROVE_SNAPSHOT: &str = "rev_5J2Q8";
pub(crate) const COVERED: &str = "auth_7QK2M9";
pub(crate) const COVERED_SNAPSHOT: &str = "rev_2BQ77";
pub(crate) const PLAIN: &str = "auth_V3C9QA";
pub(crate) const CONTINUE: &str = "auth_J4T6BK";
pub(crate) const PROCESSING: &str = "auth_P3W9DX";

/// A simulator on a manual clock, and a client with its key.
pub(crate) struct Bench {
    pub(crate) running: Running,
    http: Http,
}

/// Sends requests, one connection each, so that a dropped one is never retried behind a test's back.
#[derive(Clone)]
pub(crate) struct Http(Client<HttpConnector, Body>);

impl Http {
    pub(crate) fn new() -> Self {
        Self(Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build_http())
    }

    pub(crate) async fn try_send(&self, request: Request<Body>) -> Result<Reply, String> {
        let response = self.0.request(request).await.map_err(|error| format!("{error:?}"))?;
        let (parts, body) = response.into_parts();
        let body = to_bytes(Body::new(body), usize::MAX).await.map_err(|error| format!("{error:?}"))?;
        Ok(Reply { status: parts.status, headers: parts.headers, body })
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {:?}", self.text()))
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body of a success.
    #[track_caller]
    pub(crate) fn ok(&self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text());
        self.json()
    }

    /// Asserts a refusal in the envelope, and answers it.
    #[track_caller]
    pub(crate) fn refused(&self, status: u16, code: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        let envelope = self.json();
        assert_eq!(envelope["error"]["code"], code, "{envelope}");
        assert_eq!(envelope["error"]["retryable"], false);
        assert!(envelope["error"]["message"].is_string() && envelope["error"]["issues"].is_array(), "{envelope}");
        assert!(envelope["requestId"].as_str().unwrap().starts_with("req_"), "{envelope}");
        envelope
    }
}

/// A request in the making. It carries the right key unless told otherwise.
pub(crate) struct Ask {
    method: Method,
    path: String,
    headers: Vec<(String, String)>,
    bearer: bool,
    body: Vec<u8>,
}

impl Ask {
    pub(crate) fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    pub(crate) fn post(path: impl Into<String>) -> Self {
        Self::new(Method::POST, path)
    }

    pub(crate) fn patch(path: impl Into<String>) -> Self {
        Self::new(Method::PATCH, path)
    }

    pub(crate) fn delete(path: impl Into<String>) -> Self {
        Self::new(Method::DELETE, path)
    }

    pub(crate) fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), headers: Vec::new(), bearer: true, body: Vec::new() }
    }

    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn without_key(mut self) -> Self {
        self.bearer = false;
        self
    }

    pub(crate) fn version(self, version: u64) -> Self {
        self.header("If-Match", format!("\"{version}\""))
    }

    pub(crate) fn idempotent(self, key: &str) -> Self {
        self.header("Idempotency-Key", key)
    }

    pub(crate) fn json(self, body: &Value) -> Self {
        self.text(body.to_string()).header("Content-Type", "application/json")
    }

    pub(crate) fn text(self, body: impl Into<String>) -> Self {
        self.bytes(body.into().into_bytes())
    }

    pub(crate) fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    fn build(self, base: &str, api_key: &str) -> Request<Body> {
        let mut request = Request::builder().method(self.method).uri(format!("{base}{}", self.path));
        if self.bearer {
            request = request.header("Authorization", format!("Bearer {api_key}"));
        }
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        request.body(Body::from(self.body)).unwrap()
    }
}

impl Bench {
    pub(crate) async fn start() -> Self {
        Self::with(Options::default()).await
    }

    /// With these options, on a manual clock.
    pub(crate) async fn with(options: Options) -> Self {
        let running = start(Options { clock: Clock::manual(), ..options }).await.unwrap();
        Self { running, http: Http::new() }
    }

    pub(crate) async fn try_send(&self, ask: Ask) -> Result<Reply, String> {
        self.http.try_send(ask.build(&self.running.base_url, &self.running.api_key)).await
    }

    pub(crate) async fn send(&self, ask: Ask) -> Reply {
        self.try_send(ask).await.unwrap()
    }

    pub(crate) async fn control(&self, ask: Ask) -> Reply {
        let base = self.running.control_url.as_deref().unwrap();
        self.http.try_send(ask.without_key().build(base, "")).await.unwrap()
    }

    pub(crate) async fn read(&self, case: &str) -> Value {
        self.send(Ask::get(format!("{BASE}/{case}"))).await.ok()
    }

    pub(crate) async fn version(&self, case: &str) -> u64 {
        self.read(case).await["version"].as_u64().unwrap()
    }

    pub(crate) fn view(&self, case: &str) -> CaseView {
        self.running.case(case).unwrap()
    }

    pub(crate) fn status(&self, case: &str) -> String {
        self.view(case).line.status
    }

    pub(crate) fn advance(&self, seconds: u64) {
        self.running.advance(Duration::from_secs(seconds)).unwrap();
    }

    pub(crate) fn last(&self) -> Exchange {
        self.running.history().pop().unwrap()
    }

    /// Creates a handoff on a case, accepting its covered snapshot where there is one. Answers the handoff's id.
    pub(crate) async fn take_over(&self, case: &str) -> String {
        let document = self.read(case).await;
        let body = match document.pointer("/nextAction/covers/reviewSnapshotId") {
            Some(id) => json!({ "acceptedReviewSnapshotId": id }),
            None => json!({}),
        };
        let ask = Ask::post(format!("{BASE}/{case}/manual-handoffs"))
            .version(document["version"].as_u64().unwrap())
            .idempotent(&format!("create-{case}-{}", document["version"]))
            .json(&body);
        self.send(ask).await.ok()["id"].as_str().unwrap().to_owned()
    }

    /// Makes a link.
    pub(crate) async fn mint(&self, case: &str, handoff: &str, key: &str) -> Value {
        self.send(Ask::post(format!("{BASE}/{case}/manual-handoffs/{handoff}/access-grants")).idempotent(key))
            .await
            .ok()
    }

    /// Reports on a handoff with the case's version of now.
    pub(crate) async fn end(&self, case: &str, handoff: &str, verb: &str, body: &Value) -> Reply {
        let ask = Ask::post(format!("{BASE}/{case}/manual-handoffs/{handoff}/{verb}"))
            .version(self.version(case).await)
            .idempotent(&format!("{verb}-{handoff}"))
            .json(body);
        self.send(ask).await
    }

    pub(crate) async fn report_submitted(&self, case: &str, handoff: &str) -> Value {
        self.end(case, handoff, "complete", &json!({ "reportedOutcome": "submitted" })).await.ok()
    }

    /// Changes answers with the case's version of now.
    pub(crate) async fn answer(&self, case: &str, items: &Value) -> Reply {
        let ask = Ask::patch(format!("{BASE}/{case}/answers")).version(self.version(case).await);
        self.send(ask.json(&json!({ "answers": { "item": items } }))).await
    }

    /// Makes a file. Answers its id and its upload target.
    pub(crate) async fn new_file(&self, name: &str, content_type: &str) -> (String, Value) {
        let body = json!({ "fileName": name, "contentType": content_type, "purpose": "authorization_attachment" });
        let made = self.send(Ask::post("/v1/files").json(&body)).await.ok();
        (made["file"]["id"].as_str().unwrap().to_owned(), made["upload"].clone())
    }

    /// Sends bytes to an upload target, with its headers and without the key.
    pub(crate) async fn upload(&self, target: &Value, bytes: &[u8]) -> Reply {
        let path = target["url"].as_str().unwrap().strip_prefix(&self.running.base_url).unwrap();
        let mut ask = Ask::new(Method::PUT, path).without_key().bytes(bytes);
        for (name, value) in target["headers"].as_object().unwrap() {
            ask = ask.header(name, value.as_str().unwrap());
        }
        self.send(ask).await
    }

    /// Makes, uploads and completes a file. Answers the File object.
    pub(crate) async fn file(&self, name: &str, content_type: &str, bytes: &[u8]) -> Value {
        let (id, target) = self.new_file(name, content_type).await;
        assert_eq!(self.upload(&target, bytes).await.status, StatusCode::OK);
        self.send(Ask::post(format!("/v1/files/{id}/complete"))).await.ok()
    }

    /// Attaches a fresh PDF with the case's version of now.
    pub(crate) async fn attach(&self, case: &str, types: &[&str]) -> Reply {
        let file = self.file("invented.pdf", "application/pdf", b"%PDF-1.4 invented").await;
        let ask = Ask::post(format!("{BASE}/{case}/attachments")).version(self.version(case).await);
        self.send(ask.json(&json!({ "fileId": file["id"], "documentTypes": types }))).await
    }

    /// Confirms with the case's version of now.
    pub(crate) async fn confirm(&self, case: &str, body: &Value) -> Reply {
        let ask = Ask::post(format!("{BASE}/{case}/confirm")).version(self.version(case).await);
        self.send(ask.json(body)).await
    }

    /// How many requests the payer took in for a case, from anybody.
    pub(crate) fn payer_requests(&self, case: &str) -> usize {
        self.view(case).count(|effect| matches!(effect, Effect::PayerRequest { .. }))
    }
}

/// A browser with one cookie jar that knows about paths.
pub(crate) struct Browser {
    http: Http,
    cookies: Vec<(String, String)>,
    /// Where it is.
    pub(crate) at: String,
    pub(crate) page: String,
    pub(crate) status: StatusCode,
}

impl Browser {
    pub(crate) async fn open(url: &str) -> Self {
        let mut browser = Self {
            http: Http::new(),
            cookies: Vec::new(),
            at: url.to_owned(),
            page: String::new(),
            status: StatusCode::OK,
        };
        browser.go(Method::GET, url, String::new()).await;
        browser
    }

    pub(crate) async fn visit(&mut self, path: &str) {
        let url = self.resolve(path);
        self.go(Method::GET, &url, String::new()).await;
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) {
        let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
        let url = self.resolve(path);
        self.go(Method::POST, &url, body.join("&")).await;
    }

    /// Sends a field into the form on this page.
    pub(crate) async fn fill_in(&mut self, fields: &[(&str, &str)]) {
        let action = self.between("action=\"", "\"");
        self.post(&action, fields).await;
    }

    pub(crate) async fn sign_in(&mut self) {
        let user = self.by_id("practice-user");
        let code = self.by_id("practice-code");
        self.fill_in(&[("user", &user), ("code", &code)]).await;
    }

    /// Submits the form with invented facts, and answers the reference number of the page that comes.
    pub(crate) async fn submit(&mut self) -> String {
        self.fill_in(&[
            ("member-id", "NGH 0042 8817 06"),
            ("date-of-birth", "03/22/1974"),
            ("service-code", "72148"),
            ("ordering-npi", "1999999984"),
            ("diagnosis-code", "M54.16"),
            ("note", ""),
        ])
        .await;
        self.by_id("reference-number")
    }

    /// The text of the element with this id.
    #[track_caller]
    pub(crate) fn by_id(&self, id: &str) -> String {
        let from = self.page.split_once(&format!("id=\"{id}\""));
        let rest = from.unwrap_or_else(|| panic!("no #{id} at {}: {}", self.at, self.page)).1;
        rest.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned()
    }

    pub(crate) fn has(&self, id: &str) -> bool {
        self.page.contains(&format!("id=\"{id}\""))
    }

    fn between(&self, before: &str, after: &str) -> String {
        self.page.split_once(before).unwrap().1.split_once(after).unwrap().0.to_owned()
    }

    fn resolve(&self, path: &str) -> String {
        let origin: Vec<&str> = self.at.splitn(4, '/').take(3).collect();
        if path.starts_with("http") { path.to_owned() } else { format!("{}{path}", origin.join("/")) }
    }

    async fn go(&mut self, mut method: Method, url: &str, mut body: String) {
        let mut url = url.to_owned();
        for _ in 0..5 {
            let path = url.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap_or_default();
            let jar: Vec<&str> = self
                .cookies
                .iter()
                .filter(|(scope, _)| path.starts_with(scope.as_str()))
                .map(|(_, pair)| pair.as_str())
                .collect();
            let request = Request::builder()
                .method(method.clone())
                .uri(&url)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", jar.join("; "))
                .body(Body::from(std::mem::take(&mut body)))
                .unwrap();
            let reply = self.http.try_send(request).await.unwrap();
            if let Some(cookie) = reply.header(header::SET_COOKIE) {
                let scope = cookie.split_once("Path=").unwrap().1.split(';').next().unwrap().to_owned();
                self.cookies.push((scope, cookie.split(';').next().unwrap().to_owned()));
            }
            self.status = reply.status;
            self.page = reply.text();
            self.at = url.clone();
            match reply.header(header::LOCATION) {
                Some(location) if reply.status.is_redirection() => {
                    url = self.resolve(location);
                    method = Method::GET;
                }
                _ => return,
            }
        }
        panic!("redirected in circles at {url}");
    }
}
