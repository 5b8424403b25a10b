//! The error envelope (reference, section 1.4) and the page of a list (section 1.3).

use super::fields::{Fields, Missing, Notes};
use super::json::Raw;
use crate::{Issue, VersionsNamed};
use model::{Json, RequestId};
use std::fmt;

/// How many issues of one error are kept.
const MOST: usize = 100;

/// The longest code or id that is shown, in bytes.
const LONGEST: usize = 64;

/// What an error answer says.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Envelope {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<RequestId>,
    pub(crate) versions: Option<VersionsNamed>,
    pub(crate) reason: Option<String>,
    pub(crate) issues: Vec<Issue>,
}

/// Without the service's words: they may speak of a person.
impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Envelope")
            .field("code", &shown(self.code.as_deref()))
            .field("request_id", &shown(self.request_id.as_ref().map(RequestId::as_str)))
            .field("versions", &self.versions)
            .field("issues", &self.issues.len())
            .finish_non_exhaustive()
    }
}

/// A code or an id as texts for logs may have it. Whatever else stands in its place may be anything, also what was sent, and
/// is left out.
pub(crate) fn shown(code: Option<&str>) -> Option<&str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    code.map(|text| if text.len() <= LONGEST && text.bytes().all(plain) { text } else { "(not a code)" })
}

/// Reads an envelope where there is one; whatever is missing stays unsaid.
pub(crate) fn envelope(body: &Json) -> Envelope {
    let Some(error) = body.get("error") else { return Envelope::default() };
    let request_id = body.get("requestId").or_else(|| error.get("requestId")).and_then(Json::text);
    let details = error.get("details").unwrap_or(&Json::Null);
    let number = |name| details.get(name).and_then(Json::whole);
    let (expected, actual) = (number("expectedVersion"), number("actualVersion"));
    Envelope {
        code: text(error, "code"),
        message: text(error, "message"),
        request_id: request_id.and_then(|id| RequestId::new(id).ok()),
        versions: (expected.is_some() || actual.is_some()).then_some(VersionsNamed { expected, actual }),
        reason: text(details, "reason"),
        issues: error.elements_of("issues").iter().take(MOST).map(issue).collect(),
    }
}

fn issue(body: &Json) -> Issue {
    let step = |step: &Json| match step {
        Json::Text(text) | Json::Number(text) => Some(text.clone()),
        _ => None,
    };
    Issue {
        error_type: text(body, "errorType"),
        location: body.elements_of("location").iter().filter_map(step).collect(),
        message: text(body, "message"),
    }
}

/// Text that says something.
fn text(object: &Json, name: &str) -> Option<String> {
    object.text_of(name).filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// The rows of a page that can be read, how many cannot, and where the next page starts.
pub(crate) struct Rows<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) unreadable: usize,
    pub(crate) next: Option<String>,
}

/// Reads a page. The envelope's name for the rows is inferred, so the only list at the top of the document, or a list that
/// is the document, serves as well.
pub(crate) fn page<'a, T>(
    body: Raw<'a>,
    notes: &mut Notes,
    row: &'static str,
    mut read: impl FnMut(&mut Fields<'_, 'a>) -> Result<T, Missing>,
) -> Result<Rows<T>, Missing> {
    let mut cursor = None;
    let rows = match body {
        Raw::List(rows) => rows,
        other => notes.object(other, "page", |page| {
            cursor = page.object("pagination", |pagination| {
                pagination.known(&["hasMore"]);
                Ok(pagination.text("nextCursor"))
            });
            page.rows()
        })?,
    };
    let came = rows.len();
    let rows = notes.each(rows, row, &mut read);
    Ok(Rows { unreadable: came - rows.len(), rows, next: cursor.flatten() })
}

#[cfg(test)]
mod tests {
    use super::super::fields::open;
    use super::super::json::parse;
    use super::*;
    use crate::{Contract, parse_json};

    #[test]
    fn an_envelope_tells_code_words_request_and_versions() {
        let body = parse_json(
            br#"{"error":{"code":"version_conflict","message":"Stale","retryable":false,
                 "details":{"expectedVersion":17,"actualVersion":18}},"requestId":"req_1"}"#,
        );
        let read = envelope(&body.unwrap());
        assert_eq!(read.code.as_deref(), Some("version_conflict"));
        assert_eq!(read.request_id.unwrap().as_str(), "req_1");
        assert_eq!(read.versions, Some(VersionsNamed { expected: Some(17), actual: Some(18) }));
    }

    #[test]
    fn an_answer_without_an_envelope_says_nothing() {
        let read = envelope(&parse_json(br#"{"oops": 1}"#).unwrap());
        assert!(read.code.is_none() && read.request_id.is_none() && read.versions.is_none());
    }

    #[test]
    fn an_envelope_tells_its_reason_and_every_issue() {
        let body = parse_json(
            br#"{"error":{"code":"bad_request","details":{"reason":"channel_session_lost"},"issues":[
                 {"errorType":"missing","location":["body","item",0,null],"message":"Needed"},7]}}"#,
        );
        let read = envelope(&body.unwrap());
        assert_eq!(read.reason.as_deref(), Some("channel_session_lost"));
        assert_eq!(read.issues[0].location, ["body", "item", "0"]);
        assert_eq!((read.issues.len(), &read.issues[1]), (2, &Issue::default()));
    }

    #[test]
    fn a_page_is_read_with_its_cursor() {
        let read = |text: &str| {
            let body = parse(text.as_bytes()).unwrap();
            let (read, odd) = open("page", Contract::B1, |notes| page(body, notes, "row", |_| Ok(())));
            read.map(|page| (page.rows.len(), page.unreadable, page.next, odd.len())).map_err(|missing| missing.0)
        };
        let second = Some("c2".to_owned());
        assert_eq!(read(r#"{"data":[{},{}],"pagination":{"nextCursor":"c2"}}"#), Ok((2, 0, second, 0)));
        assert_eq!(read(r#"{"data":[{},3],"pagination":{"nextCursor":null}}"#), Ok((1, 1, None, 1)));
        assert_eq!(read(r#"{"cases":[{}],"total":4}"#), Ok((1, 0, None, 2)), "both names are noted");
        assert_eq!(read("[{}]"), Ok((1, 0, None, 0)));
        assert_eq!(read(r#"{"hello":"there"}"#), Err("page.data".into()));
        assert_eq!(read(r#"{"a":[],"b":[]}"#), Err("page.data".into()));
        assert_eq!(read("7"), Err("page".into()));
    }
}
