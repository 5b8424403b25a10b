//! Carries out what is written down and read back. The store has a thread of its own, where what can wait does; decoding is
//! done on another, so that neither the loop nor a command waits for it.

use crate::owner::{
    Accepted, DifferenceRead, Done, Epoch, Recall, Recalled, Record, Remembered, Reply, SweptList, TimelineRead,
    remembered,
};
use crate::ports::Mappings;
use crate::project::difference::{Base, LastAccepted, difference};
use crate::project::timeline::{Known, deed_of, glimpse, timeline};
use crate::wire::{Nothing, TimelineSource};
use model::{Authorization, Timestamp};
use std::collections::BTreeMap;
use std::sync::{Arc, mpsc};
use std::time::Duration;
use store::{AcceptedLine, CaseList, CommandLine, NewAccepted, Refused, Sealed, SeenCase, Store, Urgency, Worker};

/// So many cases are handed to the loop at once: it is never busy with them for long.
const AT_ONCE: usize = 250;

/// Between two tries to write an accepted package down.
const AGAIN: Duration = Duration::from_secs(2);

/// Where records are kept; nowhere when nothing is written on this computer.
#[derive(Clone)]
pub(crate) struct Records(pub(crate) Option<Worker>);

impl Records {
    /// Reads back what was seen.
    pub(crate) fn recall(&self, recall: Recall, report: impl Fn(Done) + Send + 'static) {
        let Some(worker) = &self.0 else { return };
        let (epoch, account) = (recall.epoch, recall.account.clone());
        let found = job(worker, Urgency::Later, move |store| read(store, &account));
        tokio::task::spawn_blocking(move || {
            // What cannot be read is not remembered; it is read from the service anyway.
            let found = found.recv().unwrap_or_default();
            let as_of = found.list.as_ref().map(|list| list.as_of);
            let mut rest = shown(found, &recall.opened).into_iter();
            loop {
                let some = rest.by_ref().take(AT_ONCE);
                let cases: Vec<_> = some.filter_map(|(case, at)| decoded(&case, at, &recall.mappings)).collect();
                let last = rest.len() == 0;
                report(Done::Recalled(epoch, Recalled { cases, as_of, last }));
                if last {
                    return;
                }
            }
        });
    }

    /// Writes something down.
    pub(crate) fn record(&self, epoch: Epoch, account: String, record: Record, report: impl Fn(Done) + Send + 'static) {
        let Some(worker) = &self.0 else { return };
        if let Record::Accepted(accepted) = record {
            tokio::spawn(keep_accepted(worker.clone(), account, accepted.into()));
            return;
        }
        // The next cases are handed over when these are written.
        let awaited = matches!(record, Record::Seen(..));
        let written = job(worker, Urgency::Later, move |store| write(store, &account, record));
        if awaited {
            tokio::task::spawn_blocking(move || report(Done::Recorded(epoch, written.recv().is_ok())));
        }
    }

    /// Reads the package of a case that was accepted last, and lays the one under review beside it.
    pub(crate) fn difference(&self, read: DifferenceRead, report: impl Fn(Done) + Send + 'static) {
        let DifferenceRead { epoch, account, case, package, reply } = read;
        let id = case.id.to_string();
        let sought = self.0.as_ref();
        let sought = sought.map(|worker| job(worker, Urgency::First, move |store| store.last_accepted(&account, &id)));
        tokio::task::spawn_blocking(move || {
            let base = match sought.and_then(|sought| sought.recv().ok()) {
                None => Base::NotRead,
                Some(None) => Base::None,
                Some(Some(last)) => last_accepted(last).map_or(Base::NotRead, |last| Base::Accepted(Box::new(last))),
            };
            report(Done::DifferenceRead(epoch, difference(&case, &package, &base), reply));
        });
    }

    /// Reads what is kept of a case and puts its timeline together with what this run knows.
    pub(crate) fn timeline(&self, read: TimelineRead, report: impl Fn(Done) + Send + 'static) {
        let TimelineRead { epoch, case, place, account, own, reply } = read;
        let sought = self.0.as_ref().map(|worker| {
            let account = account.clone();
            job(worker, Urgency::First, move |store| kept_of(store, &case, place.as_deref(), account.as_deref()))
        });
        tokio::task::spawn_blocking(move || {
            let kept = sought.and_then(|sought| sought.recv().ok());
            let source = match (&kept, account) {
                (None, _) => TimelineSource::NotRead,
                (Some(_), Some(_)) => TimelineSource::Kept,
                (Some(_), None) => TimelineSource::ThisRun,
            };
            let known = own.with(kept.map(known).unwrap_or_default());
            report(Done::TimelineRead(epoch, timeline(known, source), reply));
        });
    }

    /// Forgets what was seen under an account, and whatever of it is still to be written.
    pub(crate) fn forget(
        &self,
        epoch: Epoch,
        account: String,
        reply: Reply<Nothing>,
        report: impl Fn(Done) + Send + 'static,
    ) {
        let Some(worker) = &self.0 else { return report(Done::Forgotten(epoch, false, reply)) };
        let forgotten = job(worker, Urgency::Later, move |store| store.forget_account(&account));
        tokio::task::spawn_blocking(move || report(Done::Forgotten(epoch, forgotten.recv().is_ok(), reply)));
    }
}

/// Writes an accepted package down. Nobody can give it back later: where the disk refuses it, it is tried again for as long as
/// the program runs.
async fn keep_accepted(worker: Worker, account: String, accepted: Arc<Accepted>) {
    loop {
        let (account, accepted) = (account.clone(), accepted.clone());
        let written = job(&worker, Urgency::First, move |store| put_accepted(store, &account, &accepted));
        match tokio::task::spawn_blocking(move || written.recv().is_ok()).await {
            Ok(false) => tokio::time::sleep(AGAIN).await,
            Ok(true) | Err(_) => return,
        }
    }
}

/// A package as it was accepted; nothing where it cannot be read.
fn last_accepted(kept: store::Accepted) -> Option<LastAccepted> {
    let Sealed::Readable(body) = kept.body else { return None };
    let content = serde_json::from_slice(&body).ok()?;
    let store::Accepted { snapshot, hash, operator, at, .. } = kept;
    Some(LastAccepted { snapshot, hash, operator, at, content })
}

/// What is kept of one case.
#[derive(Default)]
struct KeptOfCase {
    versions: Vec<SeenCase>,
    commands: Vec<CommandLine>,
    accepted: Vec<AcceptedLine>,
}

fn kept_of(store: &mut Store, case: &str, place: Option<&str>, account: Option<&str>) -> Result<KeptOfCase, Refused> {
    let mut kept = KeptOfCase::default();
    if let Some(place) = place {
        kept.commands = store.history(place, case)?;
    }
    if let Some(account) = account {
        kept.versions = store.versions(account, case)?;
        kept.accepted = store.acceptances(account, case)?;
    }
    Ok(kept)
}

/// What of it a timeline tells. A record that is not what it says it is counts as lost.
fn known(kept: KeptOfCase) -> Known {
    let seen = |seen: &SeenCase| {
        let case: Authorization = serde_json::from_slice(&seen.body).ok()?;
        let as_named = case.id.as_str() == seen.case && case.version.0 == seen.version;
        as_named.then(|| glimpse(&case, seen.seen_at)).flatten()
    };
    Known {
        glimpses: kept.versions.iter().filter_map(seen).collect(),
        deeds: kept.commands.into_iter().map(deed_of).collect(),
        accepted: kept.accepted,
    }
}

/// What is read back of an account.
#[derive(Default)]
struct Kept {
    list: Option<CaseList>,
    seen: Vec<SeenCase>,
}

/// Reads what was kept. Of a case whose newest version is not the one that was listed last, the listed one: a service that was
/// restored has gone back.
fn read(store: &mut Store, account: &str) -> Result<Kept, Refused> {
    let list = store.list(account)?;
    let mut seen = store.latest(account)?;
    let listed = list.as_ref().map(versions).unwrap_or_default();
    for case in &mut seen {
        if let Some(listed) = listed.get(case.case.as_str()).filter(|listed| **listed < case.version) {
            let named = store.versions(account, &case.case)?.into_iter().find(|other| other.version == *listed);
            *case = named.unwrap_or_else(|| case.clone());
        }
    }
    Ok(Kept { list, seen })
}

/// The cases that are shown, each with when it was last seen so: those of the list, when all of it is known, and those that
/// were opened here. A case was so when the list was read that named the same version.
fn shown(Kept { list, seen }: Kept, opened: &[String]) -> Vec<(SeenCase, Timestamp)> {
    let as_of = list.as_ref().map(|list| list.as_of);
    let listed = list.as_ref().map(versions).unwrap_or_default();
    let complete = list.as_ref().is_some_and(|list| list.complete);
    let place = |case: SeenCase| {
        let version = listed.get(case.case.as_str());
        let stands = version.is_some() || !complete || opened.contains(&case.case);
        let confirmed = as_of.filter(|_| version == Some(&case.version));
        let at = case.seen_at.max(confirmed.unwrap_or(case.seen_at));
        stands.then_some((case, at))
    };
    seen.into_iter().filter_map(place).collect()
}

/// The version each case of the list had: a line names it before the case.
fn versions(list: &CaseList) -> BTreeMap<&str, u64> {
    let named = list.cases.iter().filter_map(|line| line.split_once(' '));
    named.filter_map(|(version, id)| Some((id, version.parse().ok()?))).collect()
}

/// A record that is not what it says it is counts as lost.
fn decoded(seen: &SeenCase, at: Timestamp, mappings: &Mappings) -> Option<Remembered> {
    let case: Authorization = serde_json::from_slice(&seen.body).ok()?;
    let as_named = case.id.as_str() == seen.case && case.version.0 == seen.version && seen.whole;
    as_named.then(|| remembered(case, at, mappings))
}

fn write(store: &mut Store, account: &str, record: Record) -> Result<(), Refused> {
    match record {
        Record::Seen(cases, list) => {
            let seen = |(case, seen_at): (Authorization, Timestamp)| {
                let body = serde_json::to_vec(&case).ok()?;
                let (version, case) = (case.version.0, case.id.to_string());
                Some(SeenCase { case, version, seen_at, whole: true, body })
            };
            let cases: Vec<_> = cases.into_iter().filter_map(seen).collect();
            if !cases.is_empty() {
                store.put_seen(account, &cases)?;
            }
            let Some(SweptList { as_of, complete, cases }) = list else { return Ok(()) };
            let lines: Vec<_> = cases.iter().map(|(id, version)| format!("{version} {id}")).collect();
            store.put_list(account, as_of, complete, &lines)
        }
        Record::Accepted(accepted) => put_accepted(store, account, &accepted),
        Record::Prune(before) => store.prune(before),
    }
}

fn put_accepted(store: &mut Store, account: &str, accepted: &Accepted) -> Result<(), Refused> {
    let body = serde_json::to_vec(&accepted.content).map_err(|_| Refused::Failing)?;
    let (case, snapshot) = (accepted.case.as_str(), accepted.snapshot.as_str());
    let (hash, operator, at) = (accepted.hash.as_str(), accepted.operator.as_str(), accepted.at);
    store.put_accepted(account, &NewAccepted { case, snapshot, hash, operator, at, body: &body })
}

/// Has a job done in its turn. Whoever waits for what comes of it is told nothing when it was refused or never done.
fn job<T: Send + 'static>(
    worker: &Worker,
    urgency: Urgency,
    job: impl FnOnce(&mut Store) -> Result<T, Refused> + Send + 'static,
) -> mpsc::Receiver<T> {
    let (send, receive) = mpsc::channel();
    worker.spawn(urgency, move |store| {
        let came = job(store)?;
        // Nobody waiting is no error.
        let _ = send.send(came);
        Ok(())
    });
    receive
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{AuthorizationId, Json, SnapshotId};

    #[tokio::test]
    async fn an_accepted_package_that_the_disk_refuses_is_written_as_soon_as_it_takes_it() {
        let folder = std::env::temp_dir().join(format!("prior-auth-desk-{}-accepted-late", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        // Something else stands where the folder is to be.
        std::fs::write(&folder, "").unwrap();
        let worker = Worker::start(&folder);
        let accepted = Accepted {
            case: AuthorizationId::new("auth_MADEUP").unwrap(),
            snapshot: SnapshotId::new("snap_madeup").unwrap(),
            hash: "made-up".into(),
            operator: "Maria R.".into(),
            at: Timestamp(1),
            content: Json::Null,
        };
        let keeping = tokio::spawn(keep_accepted(worker.clone(), "made up".into(), accepted.into()));
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert!(!keeping.is_finished());
        std::fs::remove_file(&folder).unwrap();
        keeping.await.unwrap();
        let last = worker.call(Duration::from_secs(5), |store| store.last_accepted("made up", "auth_MADEUP")).unwrap();
        assert_eq!(last.unwrap().snapshot, "snap_madeup");
        drop(worker);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
