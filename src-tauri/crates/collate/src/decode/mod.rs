//! From what travels to what it means. Everything but id, version and status may be missing, or of another shape than
//! expected: it then counts as not returned, and nothing else is lost.

pub(crate) mod authorization;
pub(crate) mod case_parts;
pub(crate) mod catalog;
pub(crate) mod envelope;
pub(crate) mod fields;
pub(crate) mod file;
pub(crate) mod handoff;
pub(crate) mod json;
pub(crate) mod live_session;
pub(crate) mod questionnaire;
pub(crate) mod submission;
#[cfg(test)]
mod tests;
