//! Whether what the service answered is what the OpenAPI documents under `docs/api` say. What is wrong is told by places
//! in the answer and in the schema, never by a value: an answer is about a patient.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use simulator::Exchange;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// The documents, by name.
const DOCUMENTS: [(&str, &str); 3] = [
    ("collate-b1.openapi.yaml", include_str!("../../../docs/api/collate-b1.openapi.yaml")),
    ("collate-b2.openapi.yaml", include_str!("../../../docs/api/collate-b2.openapi.yaml")),
    ("collate-a.openapi.yaml", include_str!("../../../docs/api/collate-a.openapi.yaml")),
];

/// Where the documents pretend to be, so that they can name each other.
const BASE: &str = "https://desk.invalid/";

static SCHEMAS: LazyLock<Schemas> = LazyLock::new(|| Schemas::read(&DOCUMENTS));

/// Everything about the answers of the API that the documents of a contract (`b1`, `b2` or `a`) forbid. The exchanges are
/// a history with responses.
///
/// # Panics
/// For a contract nobody has written down.
#[must_use]
pub fn check(contract: &str, exchanges: &[Exchange]) -> Vec<String> {
    let documents = documents(contract);
    let of_the_api = |exchange: &&Exchange| exchange.path.starts_with("/v1/") || exchange.path == "/health";
    // What was dropped, or spoiled on purpose, is no answer of the API.
    let meant = |exchange: &&Exchange| exchange.fault.is_none() || exchange.response.is_some();
    let answers = exchanges.iter().filter(of_the_api).filter(meant).filter_map(|exchange| {
        let Exchange { method, path, response, .. } = exchange;
        exchange.status.map(|status| Answered { method, path, status, body: response.as_ref() })
    });
    answers.flat_map(|answer| SCHEMAS.violations(documents, answer)).collect()
}

fn documents(contract: &str) -> &'static [&'static str] {
    match contract {
        "b1" => &["collate-b1.openapi.yaml"],
        // What B2 adds stands in its own document, everything else is as in B1.
        "b2" => &["collate-b2.openapi.yaml", "collate-b1.openapi.yaml"],
        "a" => &["collate-a.openapi.yaml"],
        other => panic!("there is no document for contract {other}"),
    }
}

/// What one answer has to be looked at.
#[derive(Clone, Copy, Debug)]
struct Answered<'a> {
    method: &'a str,
    /// Without query.
    path: &'a str,
    status: u16,
    /// Where it is JSON.
    body: Option<&'a Value>,
}

/// The documents, and the validators that were needed so far.
struct Schemas {
    documents: HashMap<String, Value>,
    registry: jsonschema::Registry<'static>,
    made: Mutex<HashMap<String, Arc<jsonschema::Validator>>>,
}

/// A place in one of the documents.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    document: String,
    pointer: String,
}

impl Place {
    fn then(&self, part: &str) -> Self {
        let part = part.replace('~', "~0").replace('/', "~1");
        Self { document: self.document.clone(), pointer: format!("{}/{part}", self.pointer) }
    }

    /// As a reference. Braces of path templates may not stand in one as they are.
    fn uri(&self) -> String {
        format!("{BASE}{}#{}", self.document, self.pointer.replace('{', "%7B").replace('}', "%7D"))
    }
}

impl Schemas {
    fn read(texts: &[(&str, &str)]) -> Self {
        let mut documents = HashMap::new();
        let mut registry = jsonschema::Registry::new();
        for (name, text) in texts {
            let document: Value = serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            let resource = jsonschema::Draft::Draft202012.create_resource(document.clone());
            registry = registry.add(format!("{BASE}{name}"), resource).expect("the name makes an address");
            documents.insert((*name).to_owned(), document);
        }
        let registry = registry.prepare().expect("every reference of the documents leads somewhere");
        Self { documents, registry, made: Mutex::default() }
    }

    fn violations(&self, documents: &[&str], answer: Answered<'_>) -> Vec<String> {
        let Answered { method, path, status, body } = answer;
        let Some((template, operation)) = self.operation(documents, method, path) else {
            // What is not there is refused, in the words every refusal has.
            let refused = Place {
                document: "collate-b1.openapi.yaml".to_owned(),
                pointer: "/components/responses/Error".to_owned(),
            };
            let about = format!("{method} at an address that is not in the document, {status}");
            return if status < 400 { vec![about] } else { self.compare(&refused, &about, body) };
        };
        let about = format!("{method} {template}, {status}");
        let responses = operation.then("responses");
        let Some(response) = [status.to_string().as_str(), "default"]
            .iter()
            .map(|name| responses.then(name))
            .find(|place| self.at(place).is_some())
        else {
            return vec![format!("{about}: no such status")];
        };
        if status < 300 && response.pointer.ends_with("/default") {
            return vec![format!("{about}: this success is not in the document")];
        }
        self.compare(&self.followed(response), &about, body)
    }

    /// Compares a body with what a response says of it.
    fn compare(&self, response: &Place, about: &str, body: Option<&Value>) -> Vec<String> {
        let content = response.then("content");
        let json = content.then("application/json");
        match (self.at(&json), body) {
            // Nothing is said of the body, or it is none that has a schema.
            (None, _) => Vec::new(),
            (Some(_), None) => vec![format!("{about}: the answer is not JSON")],
            (Some(_), Some(body)) => {
                let validator = self.validator(&json.then("schema"));
                let told = |error: jsonschema::ValidationError<'_>| {
                    let mut told = about.to_owned();
                    let _ = write!(
                        told,
                        ": {:?} against {:?}",
                        error.instance_path().as_str(),
                        error.schema_path().as_str()
                    );
                    told
                };
                validator.iter_errors(body).map(told).collect()
            }
        }
    }

    fn validator(&self, schema: &Place) -> Arc<jsonschema::Validator> {
        let uri = schema.uri();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        let make = || {
            let options = jsonschema::options()
                .with_draft(jsonschema::Draft::Draft202012)
                .should_validate_formats(true)
                .with_registry(&self.registry);
            Arc::new(options.build(&json!({ "$ref": uri })).unwrap_or_else(|error| panic!("{uri}: {error}")))
        };
        made.entry(uri.clone()).or_insert_with(make).clone()
    }

    /// The operation a request means, and the template of its path.
    fn operation(&self, documents: &[&str], method: &str, path: &str) -> Option<(String, Place)> {
        documents.iter().find_map(|name| {
            let paths = Place { document: (*name).to_owned(), pointer: "/paths".to_owned() };
            let templates = self.at(&paths)?.as_object()?.keys().filter(|template| fits(template, path));
            // A word stands before what could be any word.
            let template = templates.min_by_key(|template| template.matches('{').count())?;
            let operation = self.followed(paths.then(template)).then(&method.to_lowercase());
            self.at(&operation).map(|_| (template.clone(), operation))
        })
    }

    /// Where a place leads, if it is only a reference.
    fn followed(&self, mut place: Place) -> Place {
        while let Some(reference) = self.at(&place).and_then(|value| value.get("$ref")).and_then(Value::as_str) {
            let (document, pointer) = reference.split_once('#').expect("a reference names a place in a document");
            if !document.is_empty() {
                place.document = document.to_owned();
            }
            place.pointer = percent_decode_str(pointer).decode_utf8_lossy().into_owned();
        }
        place
    }

    fn at(&self, place: &Place) -> Option<&Value> {
        self.documents.get(&place.document)?.pointer(&place.pointer)
    }
}

/// Whether a path fits a template.
fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    let fit = |(part, word): (&&str, &&str)| if part.starts_with('{') { !word.is_empty() } else { part == word };
    template.len() == path.len() && template.iter().zip(&path).all(fit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use simulator::{Absence, Contract, Options, Rules, Vocabularies, Vocabulary};

    const CASE: &str = "/v1/prior-authorizations/auth_1";

    fn told(contract: &str, method: &str, path: &str, status: u16, body: Value) -> Vec<String> {
        SCHEMAS.violations(documents(contract), Answered { method, path, status, body: Some(&body) })
    }

    #[test]
    fn a_document_as_the_contract_has_it_is_good_and_may_have_more() {
        let case = json!({ "id": "auth_1", "version": 3, "status": "processing", "newer": { "than": "this" } });
        assert_eq!(told("b1", "GET", CASE, 200, case.clone()), Vec::<String>::new());
        let page = json!({ "data": [case], "pagination": { "nextCursor": null } });
        assert_eq!(told("b1", "GET", "/v1/prior-authorizations", 200, page), Vec::<String>::new());
    }

    #[test]
    fn what_is_wrong_is_told_by_its_place_and_never_by_its_value() {
        let case = json!({
            "id": "auth_1", "version": "three", "status": "cancelled", "createdAt": "yesterday",
            "answers": { "item": [{ "linkId": "name", "answer": [{ "valueString": { "Example": "Petra" } }] }] },
        });
        let told = told("b1", "GET", CASE, 200, case);
        assert_eq!(told.len(), 4, "{told:#?}");
        for place in ["\"/version\"", "\"/status\"", "\"/createdAt\"", "\"/answers/item/0/answer/0/valueString\""] {
            assert!(told.iter().any(|line| line.contains(place)), "{place}: {told:#?}");
        }
        let all = told.concat();
        assert!(all.contains("GET /v1/prior-authorizations/{authorization_id}, 200"), "{all}");
        for value in ["three", "cancelled", "yesterday", "Petra", "auth_1"] {
            assert!(!all.contains(value), "{value}: {all}");
        }
    }

    #[test]
    fn every_refusal_has_the_same_shape_also_at_an_address_that_is_not_there() {
        let refusal = json!({ "error": { "code": "not_found", "message": "No." }, "requestId": "req_1" });
        for (method, path) in [("GET", CASE), ("DELETE", CASE), ("GET", "/v1/nowhere"), ("POST", "/v1/files")] {
            assert_eq!(told("b1", method, path, 404, refusal.clone()), Vec::<String>::new(), "{method} {path}");
            assert_eq!(told("b1", method, path, 404, json!({ "error": "No." })).len(), 1, "{method} {path}");
        }
        assert_eq!(told("b1", "GET", "/v1/nowhere", 200, json!({})).len(), 1, "nothing is there");
        assert_eq!(told("b1", "GET", CASE, 201, json!({})).len(), 1, "a success the document does not have");
    }

    #[test]
    fn an_answer_that_should_be_json_must_be() {
        let answer = Answered { method: "GET", path: CASE, status: 200, body: None };
        let told = |answer| SCHEMAS.violations(documents("b1"), answer);
        assert_eq!(told(answer).len(), 1);
        assert_eq!(told(Answered { path: "/v1/files/file_1/download", ..answer }), Vec::<String>::new());
        assert_eq!(told(Answered { path: "/health", ..answer }), Vec::<String>::new());
    }

    #[test]
    fn b2_is_b1_and_what_it_adds() {
        let case = json!({ "id": "auth_1", "version": 3, "status": "processing" });
        assert_eq!(told("b2", "GET", CASE, 200, case), Vec::<String>::new());
        let options =
            json!({ "providerNpi": "1234567893", "options": [{ "payerId": "payer_1", "coverageState": "CA" }] });
        assert_eq!(told("b2", "GET", "/v1/prior-authorization-routes", 200, options.clone()), Vec::<String>::new());
        assert_eq!(told("b1", "GET", "/v1/prior-authorization-routes", 200, options).len(), 1, "B1 has no routes");
        assert_eq!(told("b2", "GET", "/v1/prior-authorization-routes", 200, json!({ "options": [] })).len(), 1);
    }

    #[test]
    fn a_has_its_own_words_and_shares_files_with_b() {
        let path = "/v1/prior-auth/authorizations/auth_1";
        let case = |status: &str| json!({ "id": "auth_1", "version": 1, "status": status, "questionnaire": [] });
        assert_eq!(told("a", "GET", path, 200, case("requires_input")), Vec::<String>::new());
        assert_eq!(told("a", "GET", path, 200, case("requires_action")).len(), 1);
        assert_eq!(told("a", "GET", CASE, 200, case("processing")).len(), 1, "an address of B");
        assert_eq!(told("a", "GET", &format!("{path}/attachments"), 200, json!([])), Vec::<String>::new());
        let file = |status: &str| {
            let moment = "2026-05-05T10:00:00Z";
            json!({ "id": "file_1", "status": status, "fileName": "a.pdf", "contentType": "application/pdf",
                    "purpose": "authorization_attachment", "createdAt": moment })
        };
        assert_eq!(told("a", "POST", "/v1/files/file_1/complete", 200, file("ready")), Vec::<String>::new());
        assert_eq!(told("a", "POST", "/v1/files/file_1/complete", 200, file("steady")).len(), 1);
    }

    /// Everything that can be read of these cases in a contract, and some of what cannot.
    fn addresses(contract: Contract, cases: &[String]) -> Vec<String> {
        let (base, parts, others): (_, &[&str], &[&str]) = match contract {
            Contract::B1 => ("prior-authorizations", &["", "/live-session", "/nothing"], &[]),
            Contract::B2 => (
                "prior-authorizations",
                &["", "/live-session"],
                &["prior-authorization-routes?providerNpi=1999999984", "sandbox/scenarios"],
            ),
            Contract::A => ("prior-auth/authorizations", &["", "/requirements", "/attachments", "/nothing"], &[]),
            other => panic!("nobody knows the addresses of {other:?}"),
        };
        let of_cases = cases.iter().flat_map(|id| parts.iter().map(move |part| format!("{base}/{id}{part}")));
        let lists = [format!("{base}?limit=100"), format!("{base}?limit=0")];
        let shared = ["payers", "payers/payer_juniper", "providers/1999999984", "files/file_nobody"];
        of_cases.chain(lists).chain(shared.iter().chain(others).map(|&path| path.to_owned())).collect()
    }

    /// What a service newer, older or terser than the documents may say, they allow: unknown members, no optional ones,
    /// and the words set apart for that.
    #[tokio::test]
    async fn every_case_of_the_deck_fits_however_the_service_looks() {
        let plain = Rules::default();
        let rules = [
            plain,
            Rules { extra_fields: true, ..plain },
            Rules { unknown_values: Vocabularies::of(&Vocabulary::ALL), ..plain },
            Rules { absent_optionals: Absence::Empty, ..plain },
            Rules { absent_optionals: Absence::All, ..plain },
        ];
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        for (contract, name) in [(Contract::B1, "b1"), (Contract::B2, "b2"), (Contract::A, "a")] {
            for rules in rules {
                let options = Options { contract, rules, control: true, ..Options::default() };
                let running = simulator::start(options).await.unwrap();
                let cases: Vec<String> = running.cases().into_iter().map(|case| case.id).collect();
                let wanted = addresses(contract, &cases);
                for path in &wanted {
                    let request = http.get(format!("{}/v1/{path}", running.base_url));
                    request.bearer_auth(&running.api_key).send().await.unwrap();
                }
                let history = running.history_with_responses();
                assert!(history.len() == wanted.len() && history.len() > 80, "{}", history.len());
                assert_eq!(check(name, &history), Vec::<String>::new(), "{name}: {rules:?}");
            }
        }
    }

    /// A validator is made only when it is needed: a reference that leads nowhere would hide until then.
    #[test]
    fn every_schema_of_every_document_can_be_used() {
        let mut schemas = 0;
        for (name, document) in &SCHEMAS.documents {
            let root = Place { document: name.clone(), pointer: String::new() };
            let named = root.then("components").then("schemas");
            for schema in document.pointer("/components/schemas").unwrap().as_object().unwrap().keys() {
                let _ = SCHEMAS.validator(&named.then(schema)).is_valid(&Value::Null);
                schemas += 1;
            }
            for (path, _) in document["paths"].as_object().unwrap() {
                let item = SCHEMAS.followed(root.then("paths").then(path));
                assert!(SCHEMAS.at(&item).is_some(), "{name} {path}");
            }
        }
        assert!(schemas > 60, "{schemas}");
    }
}
