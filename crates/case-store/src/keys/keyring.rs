//! The keys of an open case, one for each epoch.

use crate::{CaseId, SecretKey};

/// The keys of an open case. A new epoch begins when a member is removed; what was written before keeps its key.
#[derive(Clone)]
pub struct Keyring {
    case: CaseId,
    epochs: Vec<EpochKeys>,
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
        Self { case, epochs: epochs.into_iter().map(EpochKeys::of).collect() }
    }

    /// The same keys and a newer one.
    pub(super) fn with(&self, newest: SecretKey) -> Self {
        let epochs = self.epochs.iter().cloned().chain([EpochKeys::of(newest)]);
        Self { case: self.case, epochs: epochs.collect() }
    }

    /// Whether the epochs that both know have the same keys.
    pub(crate) fn agrees_with(&self, other: &Self) -> bool {
        self.case == other.case && self.epochs.iter().zip(&other.epochs).all(|(own, other)| own.root == other.root)
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

    pub(crate) fn content(&self, epoch: u32) -> Option<&SecretKey> {
        self.keys(epoch).map(|keys| &keys.content)
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
