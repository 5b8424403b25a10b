//! What the window keeps open. Changes are gathered and told at most ten times a second; each view is told only what is
//! different for it, with a revision that counts up.

mod list;

use super::io::Sink;
use super::session::{Session, SignedOut};
use super::{Connection, Owner, Wake};
use crate::project::report::contract_code;
use crate::project::{case::case_view, queue};
use crate::wire::{
    CloseView, ConnectionView, DeskView, FacetsView, LinkPhase, OpenHandoffView, OpenView, ReadFacets, SessionView,
    SetViewSpec, SetWindow, SyncState, SyncView, TakeUpdates, ViewBody, ViewMessage, ViewSpec,
};
use engine::time::{Boot, Now};
use list::List;
use model::{AuthorizationId, Step, Timestamp, Turn};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

/// Between two tellings.
const PAUSE: Duration = Duration::from_millis(100);

enum Shows {
    Desk,
    Queue(Box<List>),
    Case(AuthorizationId),
    /// An id that cannot be one.
    Nothing,
}

struct Opened {
    shows: Shows,
    sink: Sink,
    revision: u32,
    /// The last body told, so that nothing is told twice.
    told: Option<ViewBody>,
}

#[derive(Default)]
pub(crate) struct Views {
    open: BTreeMap<u32, Opened>,
    desk: bool,
    everything: bool,
    cases: BTreeSet<AuthorizationId>,
    last: Option<Boot>,
    /// Whether the list was filled when it was told last.
    filled: bool,
}

impl Views {
    pub(crate) fn touch_desk(&mut self) {
        self.desk = true;
    }

    pub(crate) fn touch_case(&mut self, id: &AuthorizationId) {
        self.desk = true;
        self.cases.insert(id.clone());
    }

    pub(crate) fn touch_everything(&mut self) {
        self.everything = true;
    }

    /// What changed is told at once, not after the pause: somebody presses a button on what comes next.
    pub(crate) fn tell_now(&mut self) {
        self.desk = true;
        self.last = None;
    }

    pub(crate) fn close_all(&mut self) {
        self.open.clear();
    }

    /// The connection is left: lists begin anew, cases are not known.
    pub(crate) fn forget_cases(&mut self) {
        for opened in self.open.values_mut() {
            if let Shows::Queue(list) = &mut opened.shows {
                list.forget();
            }
        }
        (self.everything, self.filled) = (true, false);
    }

    fn list(&mut self, view: u32) -> Option<&mut List> {
        match self.open.get_mut(&view) {
            Some(Opened { shows: Shows::Queue(list), .. }) => Some(list),
            _ => None,
        }
    }

    pub(crate) fn set_window(&mut self, intent: SetWindow) {
        if let Some(list) = self.list(intent.view) {
            list.set_window(intent.window);
            self.everything = true;
        }
    }

    /// A list shows something else: somebody types, and waits for it.
    pub(crate) fn set_spec(&mut self, intent: SetViewSpec, now: Timestamp) {
        if let Some(list) = self.list(intent.view) {
            list.set_spec(intent.spec, intent.window, now);
            self.tell_now();
        }
    }

    /// A list's lines come, move and leave: somebody asked for it, or looks elsewhere.
    pub(crate) fn take_updates(&mut self, intent: TakeUpdates) {
        if let Some(list) = self.list(intent.view) {
            list.take();
            self.tell_now();
        }
    }

    pub(crate) fn poll_timeout(&self) -> Wake {
        let waiting = self.desk || self.everything || !self.cases.is_empty();
        (waiting && !self.open.is_empty())
            .then(|| (self.last.map_or(Boot(0), |last| last.plus(PAUSE)), "tell the views"))
    }
}

impl Owner {
    pub(crate) fn open_view(&mut self, intent: OpenView, sink: Sink, now: Now) {
        let shows = match intent.spec {
            ViewSpec::Desk => Shows::Desk,
            ViewSpec::Queue { spec, window } => Shows::Queue(Box::new(List::new(spec, window, now.wall))),
            ViewSpec::Case { case } => AuthorizationId::new(case).map_or(Shows::Nothing, Shows::Case),
        };
        let case = match &shows {
            Shows::Case(id) => Some(id.clone()),
            _ => None,
        };
        self.views.open.insert(intent.view, Opened { shows, sink, revision: 0, told: None });
        // What is newly on screen is told at once.
        self.views.last = None;
        self.views.everything = true;
        self.set_on_screen();
        if let (Some(id), Some(connection)) = (case, self.session.connection_mut())
            && connection.cases.contains_key(&id)
        {
            connection.schedule.read_soon(&id, now);
        }
    }

    pub(crate) fn close_view(&mut self, intent: CloseView, now: Now) {
        self.views.open.remove(&intent.view);
        self.set_on_screen();
        self.watch_cases(now);
    }

    fn set_on_screen(&mut self) {
        let on_screen = self.views.open.values().filter_map(|opened| match &opened.shows {
            Shows::Case(id) => Some(id.clone()),
            _ => None,
        });
        let on_screen = on_screen.collect();
        if let Some(connection) = self.session.connection_mut() {
            connection.on_screen = on_screen;
        }
    }

    /// Tells every view what is different for it, when it is time.
    pub(crate) fn flush_views(&mut self, now: Now) {
        let due = self.views.poll_timeout().is_some_and(|(due, _)| due <= now.boot);
        if !due {
            return;
        }
        let everything = std::mem::take(&mut self.views.everything);
        let desk_touched = std::mem::take(&mut self.views.desk) || everything;
        let cases = std::mem::take(&mut self.views.cases);
        let mut open = std::mem::take(&mut self.views.open);
        let desk = desk_touched.then(|| self.desk_view(now));
        let connection = self.session.connection();
        let filled = connection.is_some_and(Connection::is_filled);
        let fills = !std::mem::replace(&mut self.views.filled, filled);
        open.retain(|_, opened| {
            let body = match &mut opened.shows {
                Shows::Desk => desk.clone().map(|desk| ViewBody::Desk { desk: Box::new(desk) }),
                Shows::Queue(list) => list.tell(connection, fills).map(|queue| ViewBody::Queue { queue }),
                Shows::Case(id) if everything || cases.contains(id) => {
                    let case = connection.and_then(|connection| case_view(connection, id, now)).map(Box::new);
                    Some(ViewBody::Case { case })
                }
                Shows::Nothing => Some(ViewBody::Case { case: None }),
                Shows::Case(_) => None,
            };
            tell(opened, body)
        });
        self.views.open = open;
        self.views.last = Some(now.boot);
    }

    /// How many cases each choice of a list's filter would show; a view that is no list has no choices.
    pub(crate) fn read_facets(&mut self, intent: ReadFacets) -> FacetsView {
        let connection = self.session.connection();
        self.views.list(intent.view).map_or_else(FacetsView::default, |list| list.facets(connection))
    }

    fn desk_view(&self, now: Now) -> DeskView {
        let connection = self.session.connection();
        let count = |turn| connection.map_or(0, |connection| connection.list.count(turn));
        let count_step = |step| connection.map_or(0, |connection| connection.list.count_step(step));
        DeskView {
            operator: self.kept.operator.clone(),
            keyring: self.keyring,
            drafts_survive: self.drafts_survive(),
            session: session_view(&self.session),
            turns: Turn::ALL.map(|turn| queue::turn_count(turn, count(turn))).into(),
            steps: [Step::FinishAtPortal, Step::ReviewAndAccept, Step::AnswerOrAttach, Step::TellCollate]
                .map(|step| queue::step_count(step, count_step(step)))
                .into(),
            sync: sync_view(connection, now),
            handoffs: connection.map(|connection| open_handoffs(connection, now)).unwrap_or_default(),
            creating: self.creating_view(now),
            unfinished: self.unfinished(now),
            journal: self.journal_view(),
        }
    }
}

fn tell(opened: &mut Opened, body: Option<ViewBody>) -> bool {
    let Some(body) = body.filter(|body| opened.told.as_ref() != Some(body)) else { return true };
    // A list's messages build on each other: two that look the same are two.
    opened.told = (!matches!(body, ViewBody::Queue { .. })).then(|| body.clone());
    opened.revision += 1;
    (opened.sink)(ViewMessage { revision: opened.revision, body })
}

fn session_view(session: &Session) -> SessionView {
    match session {
        Session::SignedOut(SignedOut { remembered, key_kept, problem, .. }) => {
            SessionView::SignedOut { remembered: *remembered, key_kept: *key_kept, problem: problem.clone() }
        }
        Session::FindingKey(place, _) => {
            SessionView::Connecting { environment: place.environment, waits_for_keyring: true }
        }
        Session::StartingPractice(_) => {
            SessionView::Connecting { environment: crate::wire::Environment::Practice, waits_for_keyring: false }
        }
        Session::Trying(trying) => {
            SessionView::Connecting { environment: trying.environment(), waits_for_keyring: trying.waits_for_keyring() }
        }
        Session::Connected(connection) => SessionView::Connected {
            connection: ConnectionView {
                environment: connection.place.environment,
                name: connection.place.name.clone(),
                host: connection.place.address.host().to_owned(),
                contract: contract_code(connection.place.contract),
                key_kept_in: connection.key_kept_in,
                has_list: connection.has_list,
                unreadable_rows: connection.unreadable_rows,
            },
        },
    }
}

fn sync_view(connection: Option<&Connection>, now: Now) -> SyncView {
    let Some(connection) = connection else {
        return SyncView {
            state: SyncState::Starting,
            last_good_at: None,
            since: None,
            problem: None,
            first_sweep_done: false,
            cases: 0,
            remembered_as_of: None,
            clock_ahead_seconds: None,
        };
    };
    // To the minute: a date header is no finer, and "1 h 59 min" for two hours would only puzzle.
    let ahead = connection.clock.worth_telling(now).map(|millis| (millis + millis.signum() * 30_000) / 60_000 * 60);
    let ahead = ahead.and_then(|seconds| i32::try_from(seconds).ok());
    SyncView {
        state: connection.in_step.state,
        last_good_at: connection.in_step.last_good.map(crate::project::time),
        since: connection.in_step.since.map(crate::project::time),
        problem: connection.in_step.problem.clone(),
        first_sweep_done: connection.first_sweep_done,
        cases: connection.cases.len(),
        remembered_as_of: connection
            .remembering
            .as_of()
            .filter(|_| !connection.first_sweep_done)
            .map(crate::project::time),
        clock_ahead_seconds: ahead,
    }
}

fn open_handoffs(connection: &Connection, now: Now) -> Vec<OpenHandoffView> {
    let open = connection.cases.iter().filter(|(_, file)| file.has_open_handoff());
    open.filter_map(|(id, file)| {
        let handoff = file.handoff.as_ref()?;
        let left = handoff.link.left(now).map(|(left, _)| crate::project::millis(left));
        let link: LinkPhase = crate::project::handoff::link_phase(handoff);
        Some(OpenHandoffView { case: id.to_string(), link, left_millis: left, from_before: handoff.from_before })
    })
    .collect()
}
