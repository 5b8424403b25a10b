//! A view somebody gave a name. It holds no search, for what is typed there may be a patient's name, and it is kept word for
//! word: what a newer version wrote stays as it is, and is shown only where all of it is understood.

use crate::facet::{Facet, Value};
use crate::filter::{Filter, Period};
use crate::search::Search;
use crate::sort::{Direction, Sort, SortBy};
use crate::view::Spec;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// A named view, as it is written down: any JSON value.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Saved(serde_json::Value);

/// Its name is somebody's own words: it is not written.
impl fmt::Debug for Saved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Saved")
    }
}

/// Something in a saved view is not known here: a newer version may show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotShown;

impl fmt::Display for NotShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a saved view has something in it that this version does not know")
    }
}

impl std::error::Error for NotShown {}

/// What this version writes, and reads.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    #[serde(default)]
    filter: BTreeMap<String, BTreeSet<Value>>,
    #[serde(default, skip_serializing_if = "is_open")]
    created: Period,
    #[serde(default, skip_serializing_if = "is_open")]
    updated: Period,
    sort: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    descending: bool,
}

fn is_open(period: &Period) -> bool {
    *period == Period::default()
}

impl Saved {
    /// Gives a view a name; its search is left out.
    #[must_use]
    pub fn new(name: &str, spec: &Spec) -> Self {
        let chosen = &spec.filter.chosen;
        let written = Written {
            name: name.to_owned(),
            filter: chosen.iter().map(|(facet, values)| (facet.word().to_owned(), values.clone())).collect(),
            created: spec.filter.created,
            updated: spec.filter.updated,
            sort: spec.sort.by.word().to_owned(),
            descending: spec.sort.direction == Direction::Descending,
        };
        Self(serde_json::to_value(written).unwrap_or_default())
    }

    /// Its name, where it has one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.0.get("name")?.as_str()
    }

    /// What it shows. A value no case has is no hindrance: words of the service stand for themselves.
    ///
    /// # Errors
    /// [`NotShown`] where it has a field, a facet or an order this version does not know. To leave those out would show more
    /// or other cases than its name says.
    pub fn spec(&self) -> Result<Spec, NotShown> {
        let written = Written::deserialize(&self.0).map_err(|_| NotShown)?;
        let facet = |(word, values): (String, _)| Ok((Facet::parse(&word).ok_or(NotShown)?, values));
        let chosen = written.filter.into_iter().map(facet).collect::<Result<_, _>>()?;
        let direction = if written.descending { Direction::Descending } else { Direction::Ascending };
        Ok(Spec {
            filter: Filter { chosen, created: written.created, updated: written.updated },
            search: Search::default(),
            sort: Sort { by: SortBy::parse(&written.sort).ok_or(NotShown)?, direction },
        })
    }
}
