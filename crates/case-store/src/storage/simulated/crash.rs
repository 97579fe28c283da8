//! What a power cut leaves of the steps that were not yet on the disk.

use super::{State, Step, apply, folder_of};
use crate::Randomness;
use std::collections::{BTreeMap, BTreeSet};

/// A disk writes so many bytes at once or not at all.
const SECTOR: usize = 512;

/// The disk after these steps and a power cut.
pub fn after(steps: &[Step], randomness: &mut dyn Randomness) -> State {
    let durable = Durable::of(steps);
    // Now and then nothing or everything of the rest reaches the disk; most often a part.
    let mood = Mood::draw(randomness);
    let (mut names, mut folders, mut contents) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
    let mut files_made = 0;
    for (at, step) in steps.iter().enumerate() {
        if let Step::Create { file, .. } = step {
            files_made = files_made.max(file + 1);
            contents.resize_with(files_made, Vec::new);
        }
        if durable.has(at, step) {
            apply(step, &mut names, &mut folders, &mut contents);
            continue;
        }
        match step {
            Step::Write { file, offset, bytes } => tear(&mut contents, *file, *offset, bytes, mood, randomness),
            _ if mood.happens(randomness) => apply(step, &mut names, &mut folders, &mut contents),
            _ => {}
        }
    }
    names.retain(|name, _| folder_of(name).is_empty() || folders.contains(folder_of(name)));
    State::durable(names, folders, contents)
}

/// Up to which step each file and each folder was synced.
struct Durable<'a> {
    files: BTreeMap<usize, usize>,
    folders: BTreeMap<&'a str, usize>,
}

impl<'a> Durable<'a> {
    fn of(steps: &'a [Step]) -> Self {
        let mut durable = Self { files: BTreeMap::new(), folders: BTreeMap::new() };
        for (at, step) in steps.iter().enumerate() {
            match step {
                Step::Sync { file } => {
                    durable.files.insert(*file, at);
                }
                Step::SyncFolder { folder } => {
                    durable.folders.insert(folder, at);
                }
                _ => {}
            }
        }
        durable
    }

    fn has(&self, at: usize, step: &Step) -> bool {
        let folder = |name: &str| self.folders.get(folder_of(name)).is_some_and(|synced| *synced > at);
        match step {
            Step::Write { file, .. } | Step::Truncate { file, .. } => {
                self.files.get(file).is_some_and(|synced| *synced > at)
            }
            Step::Create { name, .. } | Step::Remove { name } | Step::MakeFolder { name } => folder(name),
            Step::Rename { from, to } => folder(from) && folder(to),
            Step::Sync { .. } | Step::SyncFolder { .. } => true,
        }
    }
}

/// How much of what was not synced reaches the disk.
#[derive(Clone, Copy)]
enum Mood {
    Nothing,
    Everything,
    Some,
}

impl Mood {
    fn draw(randomness: &mut dyn Randomness) -> Self {
        match draw(randomness, 8) {
            0 => Self::Nothing,
            1 => Self::Everything,
            _ => Self::Some,
        }
    }

    fn happens(self, randomness: &mut dyn Randomness) -> bool {
        match self {
            Self::Nothing => false,
            Self::Everything => true,
            Self::Some => draw(randomness, 2) == 0,
        }
    }
}

/// Writes each sector newly, not at all, as zeros or as garbage.
fn tear(
    contents: &mut [Vec<u8>],
    file: usize,
    offset: usize,
    bytes: &[u8],
    mood: Mood,
    randomness: &mut dyn Randomness,
) {
    let mut at = 0;
    while at < bytes.len() {
        let end = bytes.len().min((offset + at + 1).next_multiple_of(SECTOR) - offset);
        let mut sector = bytes[at..end].to_vec();
        let written = match (mood, draw(randomness, 8)) {
            (Mood::Nothing, _) | (Mood::Some, 0..=2) => false,
            (Mood::Some, 3) => {
                randomness.fill(&mut sector);
                true
            }
            (Mood::Some, 4) => {
                // A sector that was never written before reads as zeros; one that was keeps its old content.
                let fresh = contents.get(file).is_some_and(|content| content.len() <= offset + at);
                sector.fill(0);
                fresh
            }
            _ => true,
        };
        if written {
            super::put(contents, file, offset + at, &sector);
        }
        at = end;
    }
}

fn draw(randomness: &mut dyn Randomness, below: u8) -> u8 {
    let mut byte = [0];
    randomness.fill(&mut byte);
    byte[0] % below
}
