//! Finds out which contract a service speaks, by reads that change nothing and name nothing (reference, section 0).

use crate::{ApiError, Client, Contract, Failure, FrozenRequest, Operation};
use model::Json;

/// An id no service gives.
const NOBODY: &str = "prior-auth-desk-probe";
/// An NPI nobody has.
const NO_PROVIDER: &str = "0000000000";

/// What a service answered to the reads that tell contracts apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probed {
    /// Whether something under generation B's path answered as itself.
    pub generation_b: bool,
    /// Whether something under generation A's path did. Generation 0 stands under the same path.
    pub generation_a: bool,
    /// Whether something answered that only B2 has.
    pub b2: bool,
    /// The contract, where what was answered leaves one only.
    pub certain: Option<Contract>,
    /// The contracts it can be, likeliest first. Empty when nothing was found out.
    pub candidates: Vec<Contract>,
    /// What was asked and answered, in order.
    pub lines: Vec<ProbeLine>,
    /// Whether the key was refused. Nothing more was asked then.
    pub unauthorized: bool,
}

/// One read and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProbeLine {
    /// What was asked: a short name of ours.
    pub what: &'static str,
    /// The HTTP status, when there was an answer.
    pub status: Option<u16>,
    /// The service's code, when it gave one.
    pub code: Option<String>,
    /// How it failed, when it did. An expected "not found" is a failure too.
    pub failure: Option<Failure>,
}

/// What an answer shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// Generation B's path is served.
    B,
    /// Generation A's path is served, by A or by generation 0.
    PathOfA,
    /// A word that only generation A has.
    A,
    /// A call that only B2 has.
    B2,
}

/// One read: its name, its path and query, and what its answer shows.
struct Question {
    what: &'static str,
    path: String,
    query: Vec<(&'static str, String)>,
    /// What it shows when it was understood and refused for its form: then it exists.
    malformed: Option<Sign>,
    reads: fn(&Result<Json, ApiError>) -> Option<Sign>,
}

/// The code for a request of the wrong form (reference, section 6).
const MALFORMED: &str = "bad_request";

/// Asks a service what it is, by six reads at most. B1 and B2 cannot be told apart unless something answers that only B2
/// has; generation A cannot be told from generation 0 unless a case in its list has one of its words. Stops at a refused
/// key, and when nothing can be reached.
pub async fn find_out(client: &Client) -> Probed {
    let (mut signs, mut malformed) = (Vec::new(), Vec::new());
    let mut lines = Vec::new();
    let mut unauthorized = false;
    for question in questions() {
        let request =
            FrozenRequest { query: question.query, ..FrozenRequest::of(Contract::B1, Operation::Probe, question.path) };
        let answer = client.look(&request).await;
        let (status, error) = match &answer {
            Ok((raw, _)) => (Some(raw.status), None),
            Err(error) => (error.status(), Some(error)),
        };
        let failure = error.map(ApiError::failure);
        let code = error.and_then(ApiError::code).map(str::to_owned);
        malformed.extend(question.malformed.filter(|_| code.as_deref() == Some(MALFORMED)));
        lines.push(ProbeLine { what: question.what, status, code, failure });
        unauthorized = error.is_some_and(ApiError::is_unauthorized);
        signs.extend((question.reads)(&answer.map(|(_, body)| body)));
        if unauthorized || failure == Some(Failure::Unreachable) {
            break;
        }
    }
    // A service that says so of both generations' paths says it of every path, and shows nothing by it.
    if !(malformed.contains(&Sign::B) && malformed.contains(&Sign::PathOfA)) {
        signs.append(&mut malformed);
    }
    judged(&signs, lines, unauthorized)
}

fn questions() -> [Question; 6] {
    let one = || vec![("limit", "1".to_owned())];
    let (b, a) = (Contract::B1.base_path(), Contract::A.base_path());
    [
        Question {
            what: "case_of_b",
            path: format!("{b}/{NOBODY}"),
            query: Vec::new(),
            malformed: Some(Sign::B),
            reads: |answer| said(answer, "prior_authorization_not_found").then_some(Sign::B),
        },
        Question {
            what: "case_of_a",
            path: format!("{a}/{NOBODY}"),
            query: Vec::new(),
            malformed: Some(Sign::PathOfA),
            reads: |answer| said(answer, "authorization_not_found").then_some(Sign::PathOfA),
        },
        Question {
            what: "list_of_b",
            path: b.to_owned(),
            query: one(),
            malformed: None,
            reads: |answer| listed(answer).then_some(Sign::B),
        },
        Question { what: "list_of_a", path: a.to_owned(), query: one(), malformed: None, reads: list_of_a },
        Question {
            what: "routes",
            path: "/v1/prior-authorization-routes".to_owned(),
            query: vec![("providerNpi", NO_PROVIDER.to_owned())],
            malformed: Some(Sign::B2),
            reads: |answer| {
                let options = answer.as_ref().is_ok_and(|body| body.get("options").is_some());
                (options || said(answer, "provider_not_found")).then_some(Sign::B2)
            },
        },
        Question {
            what: "scenarios",
            path: "/v1/sandbox/scenarios".to_owned(),
            query: Vec::new(),
            malformed: None,
            reads: |answer| {
                let catalog = |body: &Json| matches!(body, Json::Object(_)) && body.get("error").is_none();
                answer.as_ref().is_ok_and(catalog).then_some(Sign::B2)
            },
        },
    ]
}

/// Whether the call was refused with this code: then it exists. A call that does not is not found, with another one.
fn said(answer: &Result<Json, ApiError>, code: &str) -> bool {
    answer.as_ref().is_err_and(|error| error.code() == Some(code))
}

fn rows(answer: &Result<Json, ApiError>) -> Option<&[Json]> {
    match answer.as_ref().ok()?.get("data")? {
        Json::List(rows) => Some(rows),
        _ => None,
    }
}

fn listed(answer: &Result<Json, ApiError>) -> bool {
    rows(answer).is_some()
}

fn list_of_a(answer: &Result<Json, ApiError>) -> Option<Sign> {
    let own = |row: &Json| matches!(row.text_of("status"), Some("requires_input" | "requires_confirmation"));
    Some(if rows(answer)?.iter().any(own) { Sign::A } else { Sign::PathOfA })
}

fn judged(signs: &[Sign], lines: Vec<ProbeLine>, unauthorized: bool) -> Probed {
    let seen = |sign| signs.contains(&sign);
    let b2 = seen(Sign::B2);
    let generation_b = b2 || seen(Sign::B);
    let generation_a = seen(Sign::A) || seen(Sign::PathOfA);
    let mut candidates = Vec::new();
    match (generation_b, b2) {
        (_, true) => candidates.push(Contract::B2),
        (true, false) => candidates.extend([Contract::B1, Contract::B2]),
        (false, false) => {}
    }
    candidates.extend(generation_a.then_some(Contract::A));
    let certain = match candidates.as_slice() {
        [Contract::A] => seen(Sign::A).then_some(Contract::A),
        [only] => Some(*only),
        _ => None,
    };
    Probed { generation_b, generation_a, b2, certain, candidates, lines, unauthorized }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_contract_is_certain_only_where_no_other_answers_like_it() {
        use Contract::{A, B1, B2};
        for (signs, certain, candidates) in [
            (&[][..], None, &[][..]),
            (&[Sign::B], None, &[B1, B2]),
            (&[Sign::B, Sign::B2], Some(B2), &[B2]),
            (&[Sign::PathOfA], None, &[A]),
            (&[Sign::PathOfA, Sign::A], Some(A), &[A]),
            (&[Sign::B, Sign::PathOfA], None, &[B1, B2, A]),
            (&[Sign::B, Sign::B2, Sign::A], None, &[B2, A]),
        ] {
            let probed = judged(signs, Vec::new(), false);
            assert_eq!((probed.certain, probed.candidates.as_slice()), (certain, candidates), "{signs:?}");
        }
    }
}
