//! The service's memory and its rules, without any network: cases, handoffs, links, the payer's side. Everything is
//! given the time.

pub(crate) mod blockers;
pub(crate) mod case;
pub(crate) mod catalog;
pub(crate) mod document;
pub(crate) mod edits;
pub(crate) mod files;
pub(crate) mod form;
pub(crate) mod handoff;
pub(crate) mod ids;
pub(crate) mod ledger;
pub(crate) mod links;
pub(crate) mod payer;
mod schedule;
pub(crate) mod script;
pub(crate) mod visit;
pub(crate) mod vocabulary;
pub(crate) mod watch;

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;

use self::case::{Case, Tick};
use self::files::Files;
use self::ids::Ids;
use self::ledger::Effect;
use self::links::GrantOverride;
use self::visit::Visit;
use crate::options::{Contract, Timing};
use crate::rules::{Pages, Rules, SHIFTS};

/// All there is.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) contract: Contract,
    pub(crate) rules: Rules,
    pub(crate) timing: Timing,
    /// Where the API is, without `/v1`.
    pub(crate) base_url: String,
    /// Where the portal is.
    pub(crate) portal_url: String,
    pub(crate) api_key: String,
    pub(crate) key_accepted: bool,
    pub(crate) list_present: bool,
    /// How often lists will still shift.
    shifts_left: u32,
    /// How often they have.
    shifts: usize,
    cases: BTreeMap<String, Case>,
    /// Case ids in the order of the list.
    order: Vec<String>,
    pub(crate) visits: BTreeMap<String, Visit>,
    pub(crate) files: Files,
    pub(crate) next_grants: VecDeque<GrantOverride>,
    pub(crate) ids: Ids,
}

/// What a world is made of.
pub(crate) struct Founding {
    pub(crate) contract: Contract,
    pub(crate) rules: Rules,
    pub(crate) timing: Timing,
    pub(crate) base_url: String,
    pub(crate) portal_url: String,
    pub(crate) api_key: String,
    pub(crate) list_present: bool,
    pub(crate) cases: Vec<Case>,
}

impl World {
    pub(crate) fn new(founding: Founding) -> Self {
        let order = founding.cases.iter().map(|case| case.id.clone()).collect();
        Self {
            contract: founding.contract,
            rules: founding.rules,
            timing: founding.timing,
            base_url: founding.base_url,
            portal_url: founding.portal_url,
            api_key: founding.api_key,
            key_accepted: true,
            list_present: founding.list_present,
            shifts_left: SHIFTS,
            shifts: 0,
            cases: founding.cases.into_iter().map(|case| (case.id.clone(), case)).collect(),
            order,
            visits: BTreeMap::new(),
            files: Files::default(),
            next_grants: VecDeque::new(),
            ids: Ids::default(),
        }
    }

    /// Lets everything happen that is due by `now`.
    pub(crate) fn catch_up(&mut self, now: Timestamp) {
        let Self { cases, ids, timing, .. } = self;
        let mut tick = Tick { now, timing, ids };
        for case in cases.values_mut() {
            case.catch_up(&mut tick);
        }
    }

    pub(crate) fn case(&self, id: &str) -> Option<&Case> {
        self.cases.get(id)
    }

    /// A case, together with what it needs to be changed.
    pub(crate) fn change(&mut self, id: &str, now: Timestamp) -> Option<(&mut Case, Tick<'_>)> {
        let Self { cases, ids, timing, .. } = self;
        cases.get_mut(id).map(|case| (case, Tick { now, timing, ids }))
    }

    /// Takes a new case in, at the head of the list.
    pub(crate) fn add(&mut self, mut case: Case, now: Timestamp) {
        let mut tick = Tick { now, timing: &self.timing, ids: &mut self.ids };
        case.begin(&mut tick);
        self.order.insert(0, case.id.clone());
        self.cases.insert(case.id.clone(), case);
    }

    /// Other rules from now on. Lists shift anew.
    pub(crate) fn set_rules(&mut self, rules: Rules) {
        self.rules = rules;
        self.shifts_left = SHIFTS;
    }

    /// How often lists have shifted.
    pub(crate) fn shifts(&self) -> usize {
        self.shifts
    }

    /// Between two pages: the list is not what it was. Answers how often that has happened so far.
    pub(crate) fn shift(&mut self, now: Timestamp) -> usize {
        let how = self.rules.pages;
        if !matches!(how, Pages::Inserts | Pages::Moves) || self.shifts_left == 0 {
            return self.shifts;
        }
        self.shifts_left -= 1;
        self.shifts += 1;
        if how == Pages::Inserts {
            let case = crate::deck::inserted(self.shifts, now);
            self.order.insert(0, case.id.clone());
            self.cases.insert(case.id.clone(), case);
        } else if let Some(last) = self.order.pop() {
            if let Some((case, _)) = self.change(&last, now) {
                case.record(now, Effect::ChangedElsewhere);
            }
            self.order.insert(0, last);
        }
        self.shifts
    }

    /// Every case, in the order of the list.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = &Case> {
        self.order.iter().filter_map(|id| self.cases.get(id))
    }

    /// Which case a handoff belongs to.
    pub(crate) fn case_of_handoff(&self, handoff: &str) -> Option<&Case> {
        self.cases.values().find(|case| case.handoffs.iter().any(|known| known.id == handoff))
    }
}
