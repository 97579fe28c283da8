//! Files in memory that remember every step, so that a test can cut the power after any of them, fail a write, fill the
//! disk, flip a bit, or leave out a sync as a control.

use super::{Storage, folder_of};
use crate::Randomness;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

mod crash;

/// A disk in memory. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Simulated(Arc<Mutex<State>>);

/// A write that fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// How many changing steps still succeed.
    pub after: u64,
    /// What the system says then.
    pub kind: io::ErrorKind,
    /// Whether every later step that changes something fails too.
    pub lasting: bool,
}

#[derive(Clone, Debug, Default)]
struct State {
    names: BTreeMap<String, usize>,
    folders: BTreeSet<String>,
    contents: Vec<Vec<u8>>,
    steps: Vec<Step>,
    fault: Option<Fault>,
    capacity: Option<u64>,
    /// Every n-th sync is only pretended.
    forget_every: Option<u64>,
    n_syncs: u64,
}

/// What happened to the disk. Files are numbered: a name may change its file.
#[derive(Clone, Debug)]
enum Step {
    Create { name: String, file: usize },
    Write { file: usize, offset: usize, bytes: Vec<u8> },
    Truncate { file: usize, length: usize },
    Sync { file: usize },
    Rename { from: String, to: String },
    Remove { name: String },
    MakeFolder { name: String },
    SyncFolder { folder: String },
}

impl Simulated {
    /// An empty disk.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many steps were taken so far; a moment for [`Simulated::crash`].
    #[must_use]
    pub fn n_steps(&self) -> usize {
        self.state().steps.len()
    }

    /// The disk as a power cut after `step` steps may leave it. What was synced is there; of the rest each sector of 512
    /// bytes is old, new, zero or garbage, in any order, and each change of a name happened or did not.
    #[must_use]
    pub fn crash(&self, step: usize, randomness: &mut dyn Randomness) -> Self {
        let state = self.state();
        let steps = state.steps.get(..step).unwrap_or(&state.steps);
        Self(Arc::new(Mutex::new(crash::after(steps, randomness))))
    }

    /// A disk of its own with the same files and no memory of how they came to be.
    #[must_use]
    pub fn copy(&self) -> Self {
        let state = self.state();
        let (names, folders, contents) = (state.names.clone(), state.folders.clone(), state.contents.clone());
        Self(Arc::new(Mutex::new(State::durable(names, folders, contents))))
    }

    /// Lets a later step fail.
    pub fn fail(&self, fault: Option<Fault>) {
        self.state().fault = fault;
    }

    /// Lets the disk be full at so many bytes.
    pub fn set_capacity(&self, bytes: Option<u64>) {
        self.state().capacity = bytes;
    }

    /// Only pretends every n-th sync. A store that stays whole with this was not tested.
    pub fn forget_every_sync(&self, n: u64) {
        self.state().forget_every = Some(n.max(1));
    }

    /// Flips one bit of a file; whether there is such a bit.
    pub fn flip(&self, file: &str, bit: usize) -> bool {
        self.change(file, |content| match content.get_mut(bit / 8) {
            Some(byte) => {
                *byte ^= 1 << (bit % 8);
                true
            }
            None => false,
        })
    }

    /// Changes a file behind the back of the store; whether there is such a file and the change says so.
    pub fn change(&self, file: &str, change: impl FnOnce(&mut Vec<u8>) -> bool) -> bool {
        let mut state = self.state();
        let Some(content) = state.names.get(file).copied() else { return false };
        state.contents.get_mut(content).is_some_and(change)
    }

    /// Every file with its content.
    #[must_use]
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let state = self.state();
        let content = |file: &usize| state.contents.get(*file).cloned().unwrap_or_default();
        state.names.iter().map(|(name, file)| (name.clone(), content(file))).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn durable(names: BTreeMap<String, usize>, folders: BTreeSet<String>, contents: Vec<Vec<u8>>) -> Self {
        let mut state = Self { names, folders, contents, ..Self::default() };
        let folders: Vec<String> = state.folders.iter().cloned().collect();
        for name in &folders {
            state.steps.push(Step::MakeFolder { name: name.clone() });
        }
        for (name, file) in &state.names {
            let bytes = state.contents.get(*file).cloned().unwrap_or_default();
            state.steps.push(Step::Create { name: name.clone(), file: *file });
            state.steps.push(Step::Write { file: *file, offset: 0, bytes });
            state.steps.push(Step::Sync { file: *file });
        }
        for folder in folders.into_iter().chain([String::new()]) {
            state.steps.push(Step::SyncFolder { folder });
        }
        state
    }

    /// Counts down to the fault that was asked for.
    fn may_change(&mut self) -> io::Result<()> {
        let Some(fault) = self.fault.as_mut() else { return Ok(()) };
        if fault.after > 0 {
            fault.after -= 1;
            return Ok(());
        }
        let kind = fault.kind;
        if !fault.lasting {
            self.fault = None;
        }
        Err(kind.into())
    }

    fn file(&self, name: &str) -> io::Result<usize> {
        self.names.get(name).copied().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn apply(&mut self, step: Step) {
        apply(&step, &mut self.names, &mut self.folders, &mut self.contents);
        self.steps.push(step);
    }

    fn used(&self) -> u64 {
        let length = |file: &usize| self.contents.get(*file).map_or(0, Vec::len);
        u64::try_from(self.names.values().map(length).sum::<usize>()).unwrap_or(u64::MAX)
    }

    /// How many of the bytes fit on the disk.
    fn room_for(&self, file: usize, offset: usize, length: usize) -> usize {
        let Some(capacity) = self.capacity else { return length };
        let present = self.contents.get(file).map_or(0, Vec::len);
        let free = usize::try_from(capacity.saturating_sub(self.used())).unwrap_or(usize::MAX);
        length.min(present.saturating_add(free).saturating_sub(offset))
    }
}

/// Takes a step on the disk.
fn apply(
    step: &Step,
    names: &mut BTreeMap<String, usize>,
    folders: &mut BTreeSet<String>,
    contents: &mut Vec<Vec<u8>>,
) {
    match step {
        Step::Create { name, file } => {
            contents.resize_with(contents.len().max(file + 1), Vec::new);
            names.insert(name.clone(), *file);
        }
        Step::Write { file, offset, bytes } => put(contents, *file, *offset, bytes),
        Step::Truncate { file, length } => {
            if let Some(content) = contents.get_mut(*file) {
                content.resize(*length, 0);
            }
        }
        Step::Rename { from, to } => {
            if let Some(file) = names.remove(from) {
                names.insert(to.clone(), file);
            }
        }
        Step::Remove { name } => {
            names.remove(name);
        }
        Step::MakeFolder { name } => {
            folders.insert(name.clone());
        }
        Step::Sync { .. } | Step::SyncFolder { .. } => {}
    }
}

fn put(contents: &mut [Vec<u8>], file: usize, offset: usize, bytes: &[u8]) {
    let Some(content) = contents.get_mut(file) else { return };
    let end = offset + bytes.len();
    content.resize(content.len().max(end), 0);
    content[offset..end].copy_from_slice(bytes);
}

impl Storage for Simulated {
    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let state = self.state();
        let inside = state.names.keys().filter(|name| folder_of(name) == folder);
        Ok(inside.map(|name| name.rsplit('/').next().unwrap_or_default().to_owned()).collect())
    }

    fn length(&self, file: &str) -> io::Result<Option<u64>> {
        let state = self.state();
        let content = state.names.get(file).and_then(|file| state.contents.get(*file));
        Ok(content.and_then(|content| u64::try_from(content.len()).ok()))
    }

    fn read(&self, file: &str, offset: u64, length: usize) -> io::Result<Vec<u8>> {
        let state = self.state();
        let content = state.contents.get(state.file(file)?).map_or(&[][..], Vec::as_slice);
        let start = usize::try_from(offset).unwrap_or(usize::MAX).min(content.len());
        let end = start.saturating_add(length).min(content.len());
        Ok(content[start..end].to_vec())
    }

    fn create(&self, file: &str) -> io::Result<()> {
        let mut state = self.state();
        state.may_change()?;
        let folder = folder_of(file);
        if !folder.is_empty() && !state.folders.contains(folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        if state.names.contains_key(file) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let step = Step::Create { name: file.to_owned(), file: state.contents.len() };
        state.apply(step);
        Ok(())
    }

    fn write(&self, file: &str, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        let file = state.file(file)?;
        let offset = usize::try_from(offset).map_err(|_| io::ErrorKind::FileTooLarge)?;
        let fault = state.may_change();
        let room = state.room_for(file, offset, bytes.len());
        // A failed write has written a part.
        let written = if fault.is_err() { room / 2 } else { room };
        state.apply(Step::Write { file, offset, bytes: bytes[..written].to_vec() });
        fault?;
        if room < bytes.len() { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }

    fn truncate(&self, file: &str, length: u64) -> io::Result<()> {
        let mut state = self.state();
        let file = state.file(file)?;
        state.may_change()?;
        let length = usize::try_from(length).map_err(|_| io::ErrorKind::FileTooLarge)?;
        state.apply(Step::Truncate { file, length });
        Ok(())
    }

    fn sync(&self, file: &str) -> io::Result<()> {
        let mut state = self.state();
        let file = state.file(file)?;
        state.may_change()?;
        state.n_syncs += 1;
        if !state.forget_every.is_some_and(|n| state.n_syncs.is_multiple_of(n)) {
            state.apply(Step::Sync { file });
        }
        Ok(())
    }

    fn sync_folder(&self, folder: &str) -> io::Result<()> {
        let mut state = self.state();
        state.may_change()?;
        state.apply(Step::SyncFolder { folder: folder.to_owned() });
        Ok(())
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut state = self.state();
        state.file(from)?;
        state.may_change()?;
        state.apply(Step::Rename { from: from.to_owned(), to: to.to_owned() });
        Ok(())
    }

    fn remove(&self, file: &str) -> io::Result<()> {
        let mut state = self.state();
        state.file(file)?;
        state.may_change()?;
        state.apply(Step::Remove { name: file.to_owned() });
        Ok(())
    }

    fn make_folder(&self, folder: &str) -> io::Result<()> {
        let mut state = self.state();
        state.may_change()?;
        if !state.folders.contains(folder) {
            state.apply(Step::MakeFolder { name: folder.to_owned() });
            state.apply(Step::SyncFolder { folder: folder_of(folder).to_owned() });
        }
        Ok(())
    }

    fn lock(&self) -> io::Result<()> {
        Ok(())
    }
}
