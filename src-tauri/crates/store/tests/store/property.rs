//! Any calls in any order, with restarts between them: what is kept is what a plain model of it says.

use crate::support::{Folder, command, settled, stage};
use model::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeMap;
use store::{Mint, NewAccepted, NewCommand, RecordId, Sealed, Sealing, SeenCase, Stage, Store};
use vault::SealingKey;

const ACCOUNTS: [&str; 2] = ["account-a", "account-b"];
const OPERATORS: [&str; 2] = ["Invented Operator", "Somebody Else"];
const CASES: [&str; 3] = ["case_1", "case_2", "case_3"];

#[derive(Debug, Clone)]
enum Call {
    Record { account: usize, case: Option<usize>, body: Vec<u8> },
    Note { which: usize, settled: bool, dismissed: bool },
    Forget { which: usize },
    Mint { account: usize },
    EndMint { which: usize },
    Draft { account: usize, operator: usize, case: usize, body: Option<Vec<u8>> },
    Seen { account: usize, cases: Vec<(usize, u64, i64, bool)> },
    List { account: usize, cases: Vec<usize> },
    Accept { account: usize, case: usize, at: i64 },
    Prune { before: i64 },
    ForgetAccount { account: usize },
    Restart { crash: bool },
}

fn calls() -> impl Strategy<Value = Vec<Call>> {
    let body = || prop::collection::vec(any::<u8>(), 0..3000);
    let one = prop_oneof![
        4 => (0..2_usize, prop::option::of(0..3_usize), body())
            .prop_map(|(account, case, body)| Call::Record { account, case, body }),
        4 => (0..20_usize, any::<bool>(), any::<bool>())
            .prop_map(|(which, settled, dismissed)| Call::Note { which, settled, dismissed }),
        1 => (0..20_usize).prop_map(|which| Call::Forget { which }),
        1 => (0..2_usize).prop_map(|account| Call::Mint { account }),
        1 => (0..5_usize).prop_map(|which| Call::EndMint { which }),
        3 => (0..2_usize, 0..2_usize, 0..3_usize, prop::option::of(body()))
            .prop_map(|(account, operator, case, body)| Call::Draft { account, operator, case, body }),
        3 => (0..2_usize, prop::collection::vec((0..3_usize, 1..5_u64, 0..100_i64, any::<bool>()), 0..6))
            .prop_map(|(account, cases)| Call::Seen { account, cases }),
        1 => (0..2_usize, prop::collection::vec(0..3_usize, 0..4))
            .prop_map(|(account, cases)| Call::List { account, cases }),
        2 => (0..2_usize, 0..3_usize, 0..100_i64).prop_map(|(account, case, at)| Call::Accept { account, case, at }),
        1 => (0..120_i64).prop_map(|before| Call::Prune { before }),
        1 => (0..2_usize).prop_map(|account| Call::ForgetAccount { account }),
        3 => any::<bool>().prop_map(|crash| Call::Restart { crash }),
    ];
    prop::collection::vec(one, 1..40)
}

/// What should be there, as plainly as it can be said.
#[derive(Default)]
struct Plain {
    commands: Vec<PlainCommand>,
    mints: Vec<(usize, Mint, bool)>,
    drafts: BTreeMap<(usize, usize, usize), Vec<u8>>,
    seen: BTreeMap<(usize, usize, u64), (i64, bool)>,
    lists: BTreeMap<usize, Vec<usize>>,
    accepted: Vec<(usize, usize, i64)>,
}

struct PlainCommand {
    id: RecordId,
    account: usize,
    case: Option<usize>,
    body: Option<Vec<u8>>,
    stage: Stage,
}

fn the_body(account: usize, case: usize, version: u64, whole: bool) -> Vec<u8> {
    format!("{account} {case} {version} {whole} {}", "invented ".repeat(200)).into_bytes()
}

fn slot(case: usize) -> String {
    format!("{} answers", CASES[case])
}

/// The store and its model.
struct Pair {
    folder: Folder,
    key: SealingKey,
    store: Option<Store>,
    plain: Plain,
    made: i64,
}

impl Pair {
    fn new() -> Self {
        let (folder, key) = (Folder::in_memory(), SealingKey::new_random().unwrap());
        let mut pair = Self { folder, key, store: None, plain: Plain::default(), made: 0 };
        pair.open();
        pair
    }

    fn open(&mut self) {
        let mut store = self.folder.open();
        store.unlock(Sealing::Kept(self.key.duplicate())).unwrap();
        self.store = Some(store);
    }

    fn id(&mut self) -> RecordId {
        self.made += 1;
        RecordId::new(Timestamp(1_700_000_000_000 + self.made))
    }

    fn make(&mut self, call: Call) {
        match call {
            Call::Restart { crash } => {
                if crash {
                    let crashed = self.folder.copy();
                    self.store = None;
                    self.folder = crashed;
                }
                self.store = None;
                self.open();
            }
            Call::Record { .. } | Call::Note { .. } | Call::Forget { .. } => self.make_of_command(call),
            Call::Mint { .. } | Call::EndMint { .. } => self.make_of_mint(call),
            call => self.make_of_rest(call),
        }
    }

    fn make_of_command(&mut self, call: Call) {
        let id = self.id();
        let (store, commands) = (self.store.as_mut().unwrap(), &mut self.plain.commands);
        match call {
            Call::Record { account, case, body } => {
                let new =
                    NewCommand { account: ACCOUNTS[account], ..command(&id, case.map(|case| CASES[case]), &body) };
                store.record(&new).unwrap();
                for earlier in commands.iter_mut() {
                    let same = earlier.account == account && earlier.case == case && case.is_some();
                    earlier.stage.dismissed |= same && earlier.stage.settled;
                }
                commands.push(PlainCommand { id, account, case, body: Some(body), stage: stage("prepared") });
            }
            Call::Note { which, settled: end, dismissed } => {
                let Some(at) = which.checked_rem(commands.len()) else { return };
                let word = if end { settled("applied") } else { stage("checking") };
                let new = Stage { dismissed, at: Timestamp(50), ..word };
                store.note(&commands[at].id, &new).unwrap();
                commands[at].body = commands[at].body.take().filter(|_| !end);
                commands[at].stage = new;
            }
            Call::Forget { which } => {
                let Some(at) = which.checked_rem(commands.len()) else { return };
                store.forget_command(&commands.remove(at).id).unwrap();
            }
            _ => (),
        }
    }

    fn make_of_mint(&mut self, call: Call) {
        let id = self.id();
        let (store, mints) = (self.store.as_mut().unwrap(), &mut self.plain.mints);
        match call {
            Call::Mint { account } => {
                let (case, handoff, operator) = (CASES[0].into(), Some("handoff_1".into()), OPERATORS[0].into());
                let mint = Mint { id, case, handoff, operator, at: Timestamp(5) };
                store.record_mint(ACCOUNTS[account], &mint).unwrap();
                mints.push((account, mint, true));
            }
            Call::EndMint { which } => {
                let Some(at) = which.checked_rem(mints.len()) else { return };
                store.settle_mint(&mints[at].1.id, "opened", Timestamp(6)).unwrap();
                mints[at].2 = false;
            }
            _ => (),
        }
    }

    fn make_of_rest(&mut self, call: Call) {
        let (store, plain) = (self.store.as_mut().unwrap(), &mut self.plain);
        match call {
            Call::Draft { account, operator, case, body: Some(body) } => {
                store.put_draft(ACCOUNTS[account], OPERATORS[operator], &slot(case), &body, Timestamp(3)).unwrap();
                plain.drafts.insert((account, operator, case), body);
            }
            Call::Draft { account, operator, case, body: None } => {
                store.drop_draft(ACCOUNTS[account], OPERATORS[operator], &slot(case)).unwrap();
                plain.drafts.remove(&(account, operator, case));
            }
            Call::Seen { account, cases } => {
                let made = |&(case, version, at, whole): &(usize, u64, i64, bool)| {
                    let body = the_body(account, case, version, whole);
                    SeenCase { case: CASES[case].into(), version, seen_at: Timestamp(at), whole, body }
                };
                store.put_seen(ACCOUNTS[account], &cases.iter().map(made).collect::<Vec<_>>()).unwrap();
                for (case, version, at, whole) in cases {
                    let there = plain.seen.entry((account, case, version)).or_insert((at, whole));
                    *there = (there.0.max(at), there.1 | whole);
                }
            }
            Call::List { account, cases } => {
                let names: Vec<String> = cases.iter().map(|case| CASES[*case].to_owned()).collect();
                store.put_list(ACCOUNTS[account], Timestamp(9), names.len() > 2, &names).unwrap();
                plain.lists.insert(account, cases);
            }
            Call::Accept { account, case, at } => {
                let body = the_body(account, case, 0, true);
                let (case_id, at_time) = (CASES[case], Timestamp(at));
                let (snapshot, hash, operator) = ("snapshot_1", "invented-hash", OPERATORS[0]);
                let new = NewAccepted { case: case_id, snapshot, hash, operator, at: at_time, body: &body };
                store.put_accepted(ACCOUNTS[account], &new).unwrap();
                plain.accepted.push((account, case, at));
            }
            Call::Prune { before } => {
                store.prune(Timestamp(before)).unwrap();
                plain.prune(before);
            }
            Call::ForgetAccount { account } => {
                store.forget_account(ACCOUNTS[account]).unwrap();
                plain.drafts.retain(|key, _| key.0 != account);
                plain.seen.retain(|key, _| key.0 != account);
                plain.lists.remove(&account);
                plain.accepted.retain(|package| package.0 != account);
            }
            _ => (),
        }
    }

    fn compare(&mut self) {
        let (store, plain) = (self.store.as_mut().unwrap(), &self.plain);
        assert_eq!(store.damaged_rows(), Ok(0));
        for (account, name) in ACCOUNTS.into_iter().enumerate() {
            plain.compare_commands(store, account);
            let mints = plain.mints.iter().filter(|mint| mint.0 == account && mint.2).map(|mint| mint.1.clone());
            assert_eq!(store.open_mints(name).unwrap(), mints.collect::<Vec<_>>());
            for (operator, who) in OPERATORS.into_iter().enumerate() {
                let found = store.drafts(name, who).unwrap();
                let found: Vec<_> = found.drafts.into_iter().map(|draft| (draft.slot, draft.body)).collect();
                let drafts = plain.drafts.iter().filter(|(key, _)| (key.0, key.1) == (account, operator));
                assert_eq!(found, drafts.map(|(key, body)| (slot(key.2), body.clone())).collect::<Vec<_>>());
            }
            let names = |cases: &Vec<usize>| cases.iter().map(|case| CASES[*case].to_owned()).collect::<Vec<_>>();
            assert_eq!(store.list(name).unwrap().map(|list| list.cases), plain.lists.get(&account).map(names));
            plain.compare_seen(store, account);
        }
    }
}

impl Plain {
    fn prune(&mut self, before: i64) {
        self.commands.retain(|command| {
            let stage = &command.stage;
            !(stage.settled && stage.dismissed && stage.at.0 < before)
        });
        let newest = |seen: &BTreeMap<(usize, usize, u64), (i64, bool)>, key: &(usize, usize, u64)| {
            !seen.keys().any(|other| (other.0, other.1) == (key.0, key.1) && other.2 > key.2)
        };
        let all = self.seen.clone();
        self.seen.retain(|key, about| about.0 >= before || newest(&all, key));
        let all = self.accepted.clone();
        let mut index = 0;
        self.accepted.retain(|package| {
            index += 1;
            let last = !all[index..].iter().any(|later| (later.0, later.1) == (package.0, package.1));
            package.2 >= before || last
        });
    }

    fn compare_commands(&self, store: &mut Store, account: usize) {
        let kept = store.kept(ACCOUNTS[account]).unwrap();
        let ours: Vec<_> = self.commands.iter().filter(|one| one.account == account && !one.stage.dismissed).collect();
        assert_eq!(kept.len(), ours.len());
        for (kept, ours) in kept.iter().zip(&ours) {
            assert_eq!((&kept.line.id, kept.line.case.as_deref()), (&ours.id, ours.case.map(|case| CASES[case])));
            assert_eq!(kept.line.stage, ours.stage);
            assert_eq!(kept.body, ours.body.clone().map_or(Sealed::Shredded, Sealed::Readable));
        }
        assert_eq!(store.has_unfinished(ACCOUNTS[account]).unwrap(), ours.iter().any(|one| !one.stage.settled));
    }

    fn compare_seen(&self, store: &mut Store, account: usize) {
        let made = |(key, about): (&(usize, usize, u64), &(i64, bool))| SeenCase {
            case: CASES[key.1].into(),
            version: key.2,
            seen_at: Timestamp(about.0),
            whole: about.1,
            body: the_body(key.0, key.1, key.2, about.1),
        };
        let mut latest = Vec::new();
        for (case, name) in CASES.into_iter().enumerate() {
            let versions: Vec<_> =
                self.seen.iter().filter(|(key, _)| (key.0, key.1) == (account, case)).map(made).collect();
            assert_eq!(store.versions(ACCOUNTS[account], name).unwrap(), versions);
            latest.extend(versions.into_iter().last());
            let accepted = store.last_accepted(ACCOUNTS[account], name).unwrap().map(|found| found.at.0);
            let last = self.accepted.iter().rfind(|package| (package.0, package.1) == (account, case));
            assert_eq!(accepted, last.map(|package| package.2));
        }
        assert_eq!(store.latest(ACCOUNTS[account]).unwrap(), latest);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_kept_is_what_was_said(calls in calls()) {
        let mut pair = Pair::new();
        for call in calls {
            pair.make(call);
        }
        pair.compare();
        pair.make(Call::Restart { crash: true });
        pair.compare();
        pair.make(Call::Restart { crash: false });
        pair.compare();
    }
}
