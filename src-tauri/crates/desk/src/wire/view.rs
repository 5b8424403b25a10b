//! Views: what the window keeps open, and what it is told of them. Each message carries a revision; an older one than the
//! newest seen is dropped.

use super::case::CaseView;
use super::queue::{QueueMessage, QueueSpec};
use super::session::DeskView;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which lines of a list the window holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ViewWindow {
    /// The first.
    pub first: usize,
    /// How many, at most 400.
    pub count: usize,
}

/// What a view shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum ViewSpec {
    /// Connection, counts, open handoffs.
    Desk,
    /// A list of cases.
    Queue {
        /// Which.
        spec: QueueSpec,
        /// Which lines.
        window: ViewWindow,
    },
    /// One case, which is on screen while the view is open.
    Case {
        /// Its id.
        case: String,
    },
}

/// Open a view. The channel goes beside this.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct OpenView {
    /// The view's number, given by the window and never used twice.
    pub view: u32,
    /// What it shows.
    pub spec: ViewSpec,
}

/// Move a list's window.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SetWindow {
    /// The view.
    pub view: u32,
    /// Which lines.
    pub window: ViewWindow,
}

/// Take what a list holds back: its lines come, move and leave.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakeUpdates {
    /// The view.
    pub view: u32,
}

/// Close a view.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CloseView {
    /// The view.
    pub view: u32,
}

/// What a view is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum ViewBody {
    /// Connection, counts, open handoffs.
    Desk {
        /// As it is now.
        desk: Box<DeskView>,
    },
    /// A list.
    Queue {
        /// What changed.
        queue: QueueMessage,
    },
    /// A case; `null` while it is not known here.
    Case {
        /// As it is now.
        case: Option<Box<CaseView>>,
    },
}

/// A message on a view's channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ViewMessage {
    /// Counts up by one with each message of the view.
    pub revision: u32,
    /// What it is told.
    pub body: ViewBody,
}
