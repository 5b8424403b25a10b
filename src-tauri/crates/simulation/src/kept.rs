//! Schedules that failed once, kept as files: a profile, the invariant that did not hold, what was wrong, and the draws.

use crate::checker::Invariant;
use crate::profiles::Profile;
use std::fmt::Write;

/// A schedule that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it was found.
    pub profile: Profile,
    /// What did not hold: `I1` to `I12`.
    pub invariant: String,
    /// What was wrong: a planted bug's feature, or a few words.
    pub cause: String,
    /// Its draws.
    pub row: Vec<u32>,
}

impl Kept {
    /// A schedule to keep.
    #[must_use]
    pub fn new(profile: Profile, invariant: Invariant, cause: &str, row: Vec<u32>) -> Self {
        Self { profile, invariant: format!("{invariant:?}"), cause: cause.to_owned(), row }
    }

    /// Reads a file's text; nothing where it is not one of these.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let mut value = |name: &str| Some(lines.next()?.strip_prefix(name)?.trim_start());
        let profile = Profile::of_name(value("profile")?)?;
        let invariant = value("invariant")?.to_owned();
        let cause = value("cause")?.to_owned();
        let row = value("draws")?.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
        Some(Self { profile, invariant, cause, row })
    }

    /// The file's text.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { profile, invariant, cause, row } = self;
        let mut text = format!("profile {}\ninvariant {invariant}\ncause {cause}\ndraws", profile.name());
        for drawn in row {
            // Writing to a string cannot fail.
            let _ = write!(text, " {drawn}");
        }
        text.push('\n');
        text
    }
}
