//! The one order of all entries of a case: by step, then device, then hash. The same on every device that has the same logs.

use super::all::Heads;
use super::{Finding, Log, Spot};
use crate::{DeviceId, EntryHash};

/// The part of a log that no earlier one has: all of it, unless it is a fork.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Branch {
    log: usize,
    from: usize,
    /// The log that it shares its beginning with.
    of: Option<usize>,
}

impl Branch {
    /// The branches of logs.
    pub fn of(logs: &[Log]) -> Vec<Self> {
        let branch = |(log, own): (usize, &Log)| {
            let earlier = logs.iter().enumerate().take(log).filter(|(_, other)| other.device() == own.device());
            let shared = earlier.map(|(of, other)| (common(own.spots(), other.spots()), of)).max();
            shared.map_or(Self { log, from: 0, of: None }, |(from, of)| Self { log, from, of: Some(of) })
        };
        logs.iter().enumerate().map(branch).collect()
    }

    /// The fork that this branch begins with.
    pub fn fork(&self, logs: &[Log]) -> Option<Finding> {
        let (own, other) = (logs.get(self.log)?, logs.get(self.of?)?);
        let (one, other) = (other.spots().get(self.from)?, own.spots().get(self.from)?);
        let (one, other, sequence) = (one.hash.min(other.hash), one.hash.max(other.hash), other.sequence);
        Some(Finding::Forked { device: own.device(), sequence, one, other })
    }
}

/// How many entries two logs share from the beginning.
pub fn common(one: &[Spot], other: &[Spot]) -> usize {
    one.iter().zip(other).take_while(|(a, b)| a.hash == b.hash).count()
}

/// Where an entry stands in the order.
type Place = (u64, DeviceId, u64, EntryHash);

/// Goes through entries in order: log and place in [`Log::spots`].
#[derive(Clone, Debug)]
pub struct Order<'a> {
    logs: &'a [Log],
    cursors: Vec<Cursor>,
}

#[derive(Clone, Debug)]
struct Cursor {
    log: usize,
    at: usize,
    /// A step never falls back within a log, whatever a forger wrote.
    step: u64,
}

impl Cursor {
    fn new(branch: Branch, logs: &[Log], at: usize) -> Self {
        let before = logs.get(branch.log).map_or(&[][..], |log| &log.spots()[..at.min(log.spots().len())]);
        Self { log: branch.log, at, step: before.iter().map(|spot| spot.step).max().unwrap_or(0) }
    }

    fn place(&self, logs: &[Log]) -> Option<Place> {
        let log = logs.get(self.log)?;
        let spot = log.spots().get(self.at)?;
        Some((spot.step.max(self.step), log.device(), spot.sequence, spot.hash))
    }
}

impl<'a> Order<'a> {
    pub(super) fn new(logs: &'a [Log], branches: Vec<Branch>) -> Self {
        let cursors = branches.into_iter().map(|branch| Cursor::new(branch, logs, branch.from)).collect();
        Self { logs, cursors }
    }

    /// See [`super::Ledger::order_after`].
    pub(super) fn after(logs: &'a [Log], branches: Vec<Branch>, known: &Heads) -> Option<Self> {
        let mut cursors: Vec<Cursor> = Vec::new();
        let mut latest: Option<Place> = None;
        let mut n_found = 0;
        for branch in branches {
            let log = logs.get(branch.log)?;
            let heads = known.0.iter().filter(|(device, ..)| *device == log.device());
            let found: Vec<usize> = heads.filter_map(|(_, size, hash)| place_of(log, *size, *hash)).collect();
            n_found += found.len();
            let at = found.iter().max().map_or(0, |at| at + 1).max(branch.from);
            let cursor = Cursor::new(branch, logs, at);
            if at > branch.from {
                let last = Cursor { at: at - 1, ..cursor.clone() };
                latest = latest.max(last.place(logs));
            }
            cursors.push(cursor);
        }
        // A head that is in no log, or entries that belong before what is known: the fold must begin anew.
        let in_order = cursors.iter().filter_map(|cursor| cursor.place(logs)).all(|place| Some(place) > latest);
        (n_found >= known.0.len() && in_order).then_some(Self { logs, cursors })
    }
}

fn place_of(log: &Log, size: u64, hash: EntryHash) -> Option<usize> {
    let at = log.spots().binary_search_by_key(&size, |spot| spot.sequence).ok()?;
    (log.spots()[at].hash == hash).then_some(at)
}

impl Iterator for Order<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let places = self.cursors.iter().enumerate().filter_map(|(n, cursor)| Some((cursor.place(self.logs)?, n)));
        let ((step, ..), n) = places.min()?;
        let cursor = self.cursors.get_mut(n)?;
        let found = (cursor.log, cursor.at);
        (cursor.at, cursor.step) = (cursor.at + 1, step);
        Some(found)
    }
}
