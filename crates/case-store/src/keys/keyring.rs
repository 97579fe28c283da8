//! The keys of an open case, one for each epoch.

use crate::{CaseId, SecretKey};

/// The keys of an open case. A new epoch begins when a member is removed; what was written before keeps its key.
#[derive(Clone)]
pub struct Keyring {
    case: CaseId,
    epochs: Vec<EpochKeys>,
    /// Keys of an epoch that began twice: members were removed on two devices that had not merged yet.
    others: Vec<(u32, EpochKeys)>,
}

/// Which key sealed something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealing {
    epoch: u32,
    /// 0 is the key that this case's chain of keys has; others follow in their order.
    branch: usize,
}

impl From<u32> for Sealing {
    fn from(epoch: u32) -> Self {
        Self { epoch, branch: 0 }
    }
}

/// What is sealed with what, in one epoch.
#[derive(Clone)]
struct EpochKeys {
    root: SecretKey,
    frames: SecretKey,
    heads: SecretKey,
    content: SecretKey,
    subjects: SecretKey,
    slots: SecretKey,
}

impl EpochKeys {
    fn of(root: SecretKey) -> Self {
        Self {
            frames: root.derive(b"saksi frames"),
            heads: root.derive(b"saksi heads"),
            content: root.derive(b"saksi content of the case"),
            subjects: root.derive(b"saksi keys of subjects"),
            slots: root.derive(b"saksi slots"),
            root,
        }
    }
}

impl Keyring {
    /// The keys of all epochs, oldest first. Without any nothing opens.
    #[must_use]
    pub fn new(case: CaseId, epochs: impl IntoIterator<Item = SecretKey>) -> Self {
        Self { case, epochs: epochs.into_iter().map(EpochKeys::of).collect(), others: Vec::new() }
    }

    /// The same keys and a newer one.
    pub(super) fn with(&self, newest: SecretKey) -> Self {
        let epochs = self.epochs.iter().cloned().chain([EpochKeys::of(newest)]);
        Self { case: self.case, epochs: epochs.collect(), others: self.others.clone() }
    }

    /// The same keys, with keys of epochs that began elsewhere too.
    pub(super) fn with_others(mut self, others: impl IntoIterator<Item = (u32, SecretKey)>) -> Self {
        for (epoch, key) in others {
            if !self.every(epoch).any(|(_, known)| known.root == key) {
                self.others.push((epoch, EpochKeys::of(key)));
            }
        }
        self
    }

    /// Every key of both sides. The longer chain goes on.
    pub(crate) fn joined(&self, other: &Self) -> Self {
        let (longer, rest) = if other.epochs.len() > self.epochs.len() { (other, self) } else { (self, other) };
        longer.clone().with_others(rest.roots().map(|(epoch, root)| (epoch, root.clone())))
    }

    /// Whether every key of the other is among these.
    pub(crate) fn contains(&self, other: &Self) -> bool {
        let has = |(epoch, root): (u32, &SecretKey)| self.every(epoch).any(|(_, known)| known.root == *root);
        self.case == other.case && other.roots().all(has)
    }

    /// The keys that stand beside the chain, with their epochs.
    pub(super) fn others(&self) -> impl Iterator<Item = (u32, &SecretKey)> {
        self.others.iter().map(|(epoch, keys)| (*epoch, &keys.root))
    }

    fn roots(&self) -> impl Iterator<Item = (u32, &SecretKey)> {
        (0..).zip(&self.epochs).map(|(epoch, keys)| (epoch, &keys.root)).chain(self.others())
    }

    /// Every key of an epoch: that of the chain first.
    fn every(&self, epoch: u32) -> impl Iterator<Item = (Sealing, &EpochKeys)> {
        let others = self.others.iter().filter(move |(of, _)| *of == epoch).map(|(_, keys)| keys);
        let all = self.keys(epoch).into_iter().chain(others);
        all.enumerate().map(move |(branch, keys)| (Sealing { epoch, branch }, keys))
    }

    /// The case.
    #[must_use]
    pub const fn case(&self) -> CaseId {
        self.case
    }

    /// The epoch in which new entries are sealed; epochs count from 0.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        u32::try_from(self.epochs.len().saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// Key that hides what stands in `cache.db`. Changes with the epoch; the cache is made anew then.
    #[must_use]
    pub fn cache_key(&self) -> Option<SecretKey> {
        self.epochs.last().map(|keys| keys.root.derive(b"saksi cache"))
    }

    /// Key of the names and contents of originals. The first epoch's: originals are never written again.
    pub(crate) fn blob_root(&self) -> Option<SecretKey> {
        self.epochs.first().map(|keys| keys.root.derive(b"saksi originals"))
    }

    /// Key of the names that stand for people in exports. The first epoch's: a recipient knows them for good.
    #[must_use]
    pub fn pseudonym_root(&self) -> Option<SecretKey> {
        self.epochs.first().map(|keys| keys.root.derive(b"saksi pseudonyms"))
    }

    /// Key of the frames of an epoch, for tests that make frames themselves.
    #[must_use]
    pub fn frame_key(&self, epoch: u32) -> Option<SecretKey> {
        self.frames(epoch).cloned()
    }

    pub(crate) fn frames(&self, epoch: u32) -> Option<&SecretKey> {
        self.keys(epoch).map(|keys| &keys.frames)
    }

    pub(crate) fn heads(&self, epoch: u32) -> Option<&SecretKey> {
        self.keys(epoch).map(|keys| &keys.heads)
    }

    /// Every key that may have sealed a frame of an epoch.
    pub(crate) fn every_frames(&self, epoch: u32) -> impl Iterator<Item = (Sealing, &SecretKey)> {
        self.every(epoch).map(|(sealing, keys)| (sealing, &keys.frames))
    }

    /// Every key that may have sealed a head of an epoch.
    pub(crate) fn every_heads(&self, epoch: u32) -> impl Iterator<Item = &SecretKey> {
        self.every(epoch).map(|(_, keys)| &keys.heads)
    }

    /// Every key that may have sealed the key of a subject in an epoch.
    pub(crate) fn every_subjects(&self, epoch: u32) -> impl Iterator<Item = &SecretKey> {
        self.every(epoch).map(|(_, keys)| &keys.subjects)
    }

    /// Every key that may have sealed slots of an epoch.
    pub(crate) fn every_slots(&self, epoch: u32) -> impl Iterator<Item = &SecretKey> {
        self.every(epoch).map(|(_, keys)| &keys.slots)
    }

    pub(crate) fn content(&self, sealing: Sealing) -> Option<&SecretKey> {
        self.every(sealing.epoch).find(|(known, _)| *known == sealing).map(|(_, keys)| &keys.content)
    }

    pub(crate) fn subjects(&self, epoch: u32) -> Option<&SecretKey> {
        self.keys(epoch).map(|keys| &keys.subjects)
    }

    pub(crate) fn slots(&self, epoch: u32) -> Option<&SecretKey> {
        self.keys(epoch).map(|keys| &keys.slots)
    }

    pub(crate) fn root(&self, epoch: u32) -> Option<&SecretKey> {
        self.keys(epoch).map(|keys| &keys.root)
    }

    fn keys(&self, epoch: u32) -> Option<&EpochKeys> {
        self.epochs.get(usize::try_from(epoch).ok()?)
    }
}

impl std::fmt::Debug for Keyring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keyring({}, {} epochs, [sealed])", self.case, self.epochs.len())
    }
}
