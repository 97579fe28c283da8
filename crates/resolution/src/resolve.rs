//! Everything across documents: at once, or document by document.

#[cfg(test)]
mod tests;

use crate::digest::Digest;
use crate::events::{self, EventRules};
use crate::families::{self, Fingerprints};
use crate::identities::{self, Resolver};
use crate::result::{Judgements, Resolution};
use serde::{Deserialize, Serialize};

/// How documents are put together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// People, bodies and places.
    pub identities: identities::Settings,
}

/// Everything that is found across documents.
///
/// `prints`: the fingerprints of each text, in the order of `digests`. The same documents in another order give the same people,
/// events and families; positions follow the order of `digests`, and so does which entity of an identity is its first one.
/// Near-linear in the number of entities and in the length of the texts. For documents that come one by one, keep a [`State`].
#[must_use]
pub fn resolve(
    digests: &[Digest],
    prints: &[Fingerprints],
    judgements: &Judgements,
    settings: &Settings,
) -> Resolution {
    let mut state = State::default();
    for (digest, print) in digests.iter().zip(prints) {
        state.add(digest, print.clone());
    }
    state.resolve(digests, judgements, settings)
}

/// What is kept of the documents of a case, so that nothing is scored twice.
///
/// What it gives is what [`resolve`] gives for the same documents in the same order, to the last bit.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct State {
    n_documents: usize,
    resolver: Resolver,
    texts: families::Index,
    memory: events::Memory,
}

/// How much was compared so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Pairs of people and bodies.
    pub identities: identities::Work,
    /// Pairs of texts that were aligned.
    pub texts: u64,
    /// Pairs of documents and of acts.
    pub events: events::Work,
}

impl State {
    /// Adds a document; its position is the number of documents before it.
    pub fn add(&mut self, digest: &Digest, prints: Fingerprints) {
        self.n_documents += 1;
        self.resolver.insert(digest);
        self.texts.add(&digest.document, prints, families::Settings::built_in());
        self.memory.add(digest, EventRules::built_in());
    }

    /// Takes a changed digest in the place of the one that was added, when nothing but acts, statements and figures changed;
    /// false, and nothing is done, when more did: then everything is to be added anew.
    pub fn replace(&mut self, position: usize, old: &Digest, new: &Digest) -> bool {
        let acts_of_new = Digest {
            acts: new.acts.clone(),
            statements: new.statements.clone(),
            figures: new.figures.clone(),
            ..old.clone()
        };
        let is_possible = position < self.n_documents && acts_of_new == *new;
        if is_possible {
            self.resolver.replace(position, new);
        }
        is_possible
    }

    /// Everything that is kept, to be read back by this very program ([`State::read_back`]), written behind some bytes.
    ///
    /// None when it cannot be written, which no state is known to do.
    #[must_use]
    pub fn to_bytes_after(&self, bytes: Vec<u8>) -> Option<Vec<u8>> {
        postcard::to_extend(self, bytes).ok()
    }

    /// What [`State::to_bytes_after`] wrote, without what stood before it. `digests`: of the same documents in the same order; acts,
    /// statements and figures of them are not looked at.
    ///
    /// None when the bytes are damaged in a way that shows, or of other documents. That they are of the same program is for the
    /// caller to see to: another one may lay out its state otherwise.
    #[must_use]
    pub fn read_back(bytes: &[u8], digests: &[Digest]) -> Option<Self> {
        let mut state: Self = postcard::from_bytes(bytes).ok()?;
        let is_whole = state.n_documents == digests.len()
            && state.texts.len() == digests.len()
            && state.resolver.restore(digests)
            && state.memory.restore(digests);
        is_whole.then_some(state)
    }

    /// Number of documents.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.n_documents
    }

    /// Whether no document was added.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.n_documents == 0
    }

    /// What was done so far.
    #[must_use]
    pub fn work(&self) -> Work {
        Work { identities: self.resolver.work(), texts: self.texts.n_aligned(), events: self.memory.work() }
    }

    /// Everything that is found across the documents. `digests`: those that were added, in their order.
    pub fn resolve(&mut self, digests: &[Digest], judgements: &Judgements, settings: &Settings) -> Resolution {
        self.resolve_telling(digests, judgements, settings, &mut |_, _| ())
    }

    /// The same; tells after each step how many of all are done.
    pub fn resolve_telling(
        &mut self,
        digests: &[Digest],
        judgements: &Judgements,
        settings: &Settings,
        tell: &mut dyn FnMut(u64, u64),
    ) -> Resolution {
        tell(0, 3);
        let texts = families::of_index(digests, &mut self.texts, families::Settings::built_in());
        tell(1, 3);
        let mut found = self.resolver.resolve(digests, &texts.families, judgements, &settings.identities);
        found.families = texts.families;
        found.origins = texts.origins;
        found.notes.extend(texts.notes);
        tell(2, 3);
        let happened = self.memory.link(digests, &found, judgements, EventRules::built_in());
        found.events = happened.events;
        found.event_links = happened.event_links;
        found.incidents = happened.incidents;
        found.notes.extend(happened.notes);
        found.notes.sort_unstable();
        found
    }
}
