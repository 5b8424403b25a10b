//! The error envelope (reference, section 1.4) and the page of a list (section 1.3).

use super::text;
use crate::VersionsNamed;
use model::{Json, RequestId};

/// What an error answer says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Envelope {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<RequestId>,
    pub(crate) versions: Option<VersionsNamed>,
}

/// Reads an envelope where there is one; whatever is missing stays unsaid.
pub(crate) fn envelope(body: &Json) -> Envelope {
    let Some(error) = body.get("error") else { return Envelope::default() };
    let request_id = body.get("requestId").or_else(|| error.get("requestId")).and_then(Json::text);
    let number = |name| error.get("details").and_then(|details| details.get(name)).and_then(Json::whole);
    let (expected, actual) = (number("expectedVersion"), number("actualVersion"));
    Envelope {
        code: text(error, "code"),
        message: text(error, "message"),
        request_id: request_id.and_then(|id| RequestId::new(id).ok()),
        versions: (expected.is_some() || actual.is_some()).then_some(VersionsNamed { expected, actual }),
    }
}

/// The rows of a page and where the next one starts. `None` when it is no page. The envelope's name for the rows is
/// inferred, so the only list at the top of the document serves as well.
pub(crate) fn page(body: &Json) -> Option<(&[Json], Option<String>)> {
    let rows = match body {
        Json::List(rows) => rows,
        Json::Object(members) => match body.get("data") {
            Some(Json::List(rows)) => rows,
            _ => {
                let mut lists = members.iter().filter_map(|(_, member)| match member {
                    Json::List(rows) => Some(rows),
                    _ => None,
                });
                lists.next().filter(|_| lists.next().is_none())?
            }
        },
        _ => return None,
    };
    let cursor = body.get("pagination").and_then(|pagination| text(pagination, "nextCursor"));
    Some((rows, cursor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_json;

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
    fn a_page_is_read_with_its_cursor() {
        let body = parse_json(br#"{"data":[{},{}],"pagination":{"nextCursor":"c2"}}"#).unwrap();
        let (rows, cursor) = page(&body).unwrap();
        assert_eq!((rows.len(), cursor.as_deref()), (2, Some("c2")));
        let last = parse_json(br#"{"priorAuthorizations":[{}],"pagination":{"nextCursor":null}}"#).unwrap();
        assert_eq!(page(&last).map(|(rows, cursor)| (rows.len(), cursor)), Some((1, None)));
        assert!(page(&parse_json(br#"{"hello":"there"}"#).unwrap()).is_none());
    }
}
