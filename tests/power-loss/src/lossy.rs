//! The disk: files, their names, and what goes wrong with them when.

use crate::chance::Chance;
use crate::file::{Fate, File};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// There is no room (ENOSPC).
    Full,
    /// It fails (EIO).
    Failing,
    /// Nothing can be written any more (EROFS).
    ReadOnly,
    /// The power goes.
    PowerLoss,
}

/// From which call on something goes wrong, and whether it stays so.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Planned {
    pub(crate) at: u64,
    pub(crate) fault: Fault,
    pub(crate) lasting: bool,
}

/// A disk. Clones are the same one.
#[derive(Clone)]
pub(crate) struct Lossy(Arc<Mutex<State>>);

/// One call that changes something.
pub(crate) enum Act<'a> {
    Create(&'a str),
    Write(u64, usize, &'a [u8]),
    Resize(u64, usize),
    Sync(u64),
    Remove(&'a str),
    Rename(&'a str, &'a str),
    SyncFolder,
}

#[derive(Clone)]
struct State {
    number: u64,
    files: BTreeMap<u64, File>,
    names: BTreeMap<String, u64>,
    durable_names: BTreeMap<String, u64>,
    /// What was done to names since the folder was last synced: a name, and what it stands for then.
    pending_names: Vec<Vec<(String, Option<u64>)>>,
    next_file: u64,
    calls: u64,
    planned: Option<Planned>,
    /// What is found after the power was gone. With it nothing works any more.
    image: Option<Image>,
    chance: Chance,
}

/// What is found on a disk after the power was gone.
#[derive(Clone)]
pub(crate) struct Image {
    files: BTreeMap<u64, File>,
    names: BTreeMap<String, u64>,
    pub(crate) fate: Fate,
}

static NUMBER: AtomicU64 = AtomicU64::new(1);

impl Lossy {
    pub(crate) fn new(chance: Chance) -> Self {
        Self::of(Image { files: BTreeMap::new(), names: BTreeMap::new(), fate: Fate::default() }, chance)
    }

    /// A disk on which this was found.
    pub(crate) fn of(image: Image, chance: Chance) -> Self {
        let next_file = image.files.keys().next_back().map_or(1, |last| last + 1);
        Self(Arc::new(Mutex::new(State {
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            files: image.files,
            durable_names: image.names.clone(),
            names: image.names,
            pending_names: Vec::new(),
            next_file,
            calls: 0,
            planned: None,
            image: None,
            chance,
        })))
    }

    /// The same disk for another program, after the one that used it was ended: what was not synced is not lost, and not on
    /// the disk either.
    pub(crate) fn after_program_ended(&self) -> Self {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Self(Arc::new(Mutex::new(State { number, planned: None, ..self.state().clone() })))
    }

    /// What tells it from other disks.
    pub(crate) fn number(&self) -> u64 {
        self.state().number
    }

    /// How many calls changed something, or tried to.
    pub(crate) fn calls(&self) -> u64 {
        self.state().calls
    }

    /// Plans what goes wrong, in place of what was planned.
    pub(crate) fn plan(&self, planned: Option<Planned>) {
        self.state().planned = planned;
    }

    /// What was found when the power went, if it did.
    pub(crate) fn image(&self) -> Option<Image> {
        self.state().image.clone()
    }

    /// What would be found if the power went now.
    pub(crate) fn image_now(&self) -> Image {
        self.state().lose_power()
    }

    pub(crate) fn find(&self, name: &str) -> Option<u64> {
        self.state().names.get(name).copied()
    }

    pub(crate) fn len(&self, file: u64) -> usize {
        self.state().files.get(&file).map_or(0, File::len)
    }

    pub(crate) fn read(&self, file: u64, at: usize, into: &mut [u8]) -> usize {
        self.state().files.get(&file).map_or(0, |file| file.read(at, into))
    }

    /// Whether nothing can be written now.
    pub(crate) fn is_read_only(&self) -> bool {
        let state = self.state();
        let due = |planned: &Planned| planned.fault == Fault::ReadOnly && planned.lasting && state.calls >= planned.at;
        state.planned.as_ref().is_some_and(due)
    }

    /// Does something, unless something goes wrong.
    pub(crate) fn act(&self, act: &Act<'_>) -> Result<(), Fault> {
        self.state().act(act)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn act(&mut self, act: &Act<'_>) -> Result<(), Fault> {
        if self.image.is_some() {
            return Err(Fault::Failing);
        }
        self.calls += 1;
        let calls = self.calls;
        let due = |planned: &Planned| calls == planned.at || (planned.lasting && calls > planned.at);
        match self.planned.filter(due).map(|planned| planned.fault) {
            Some(Fault::PowerLoss) => {
                // It was under way: whether anything of it arrived is chance.
                if !matches!(act, Act::Sync(_) | Act::SyncFolder) {
                    self.apply(act);
                }
                self.image = Some(self.lose_power());
                Err(Fault::Failing)
            }
            Some(fault) if fault.hits(act) => {
                match act {
                    Act::Sync(file) => {
                        if let Some(file) = self.files.get_mut(file) {
                            file.fail_to_sync(&mut self.chance);
                        }
                    }
                    Act::Write(file, at, bytes) if fault != Fault::ReadOnly => {
                        // Some of it may have been written.
                        let some = self.chance.below(bytes.len() + 1);
                        self.apply(&Act::Write(*file, *at, bytes.get(..some).unwrap_or_default()));
                    }
                    _ => (),
                }
                Err(fault)
            }
            _ => {
                self.apply(act);
                Ok(())
            }
        }
    }

    fn apply(&mut self, act: &Act<'_>) {
        match act {
            Act::Create(name) => {
                if !self.names.contains_key(*name) {
                    let file = self.add_file();
                    self.name(vec![((*name).to_owned(), Some(file))]);
                }
            }
            Act::Write(file, at, bytes) => {
                if let Some(file) = self.files.get_mut(file) {
                    file.write(*at, bytes);
                }
            }
            Act::Resize(file, len) => {
                if let Some(file) = self.files.get_mut(file) {
                    file.resize(*len);
                }
            }
            Act::Sync(file) => {
                if let Some(file) = self.files.get_mut(file) {
                    file.sync();
                }
            }
            Act::Remove(name) => self.name(vec![((*name).to_owned(), None)]),
            Act::Rename(from, to) => {
                if let Some(file) = self.names.get(*from).copied() {
                    self.name(vec![((*from).to_owned(), None), ((*to).to_owned(), Some(file))]);
                }
            }
            Act::SyncFolder => {
                self.pending_names.clear();
                self.durable_names = self.names.clone();
            }
        }
    }

    fn add_file(&mut self) -> u64 {
        let file = self.next_file;
        self.next_file += 1;
        self.files.insert(file, File::default());
        file
    }

    /// Changes names, all at once.
    fn name(&mut self, changes: Vec<(String, Option<u64>)>) {
        rename(&mut self.names, &changes);
        self.pending_names.push(changes);
    }

    fn lose_power(&mut self) -> Image {
        let mut names = self.durable_names.clone();
        let often = [0, 50, 100].get(self.chance.below(3)).copied().unwrap_or(0);
        for changes in &self.pending_names {
            if self.chance.percent(often) {
                rename(&mut names, changes);
            }
        }
        let sector = if self.chance.percent(50) { 512 } else { 4096 };
        let mut fate = Fate::default();
        let mut files = BTreeMap::new();
        for (number, file) in &self.files {
            files.insert(*number, file.after_power_loss(&mut self.chance, sector, &mut fate));
        }
        Image { files, names, fate }
    }
}

fn rename(names: &mut BTreeMap<String, u64>, changes: &[(String, Option<u64>)]) {
    for (name, file) in changes {
        match file {
            Some(file) => names.insert(name.clone(), *file),
            None => names.remove(name),
        };
    }
}

impl Fault {
    /// Whether it lets this fail.
    fn hits(self, act: &Act<'_>) -> bool {
        match self {
            Self::Full => matches!(act, Act::Create(_) | Act::Write(..)),
            Self::ReadOnly => !matches!(act, Act::Sync(_) | Act::SyncFolder),
            Self::Failing | Self::PowerLoss => true,
        }
    }
}
