//! From what travels to what it means. Everything but id, version and status may be missing, or of another shape than
//! expected: it then counts as not returned, and nothing else is lost.

pub(crate) mod authorization;
pub(crate) mod envelope;
pub(crate) mod handoff;
pub(crate) mod json;
pub(crate) mod live_session;
pub(crate) mod questionnaire;

use model::{Json, Timestamp};

/// A point in time as RFC 3339 writes it.
fn timestamp(value: Option<&Json>) -> Option<Timestamp> {
    let parsed: jiff::Timestamp = value?.text()?.parse().ok()?;
    Some(Timestamp(parsed.as_millisecond()))
}

/// Text that says something.
fn text(object: &Json, name: &str) -> Option<String> {
    object.text_of(name).filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// The texts of a list; elements that are not text are left to whoever shows the whole document.
fn texts(object: &Json, name: &str) -> Vec<String> {
    object.elements_of(name).iter().filter_map(Json::text).map(str::to_owned).collect()
}
