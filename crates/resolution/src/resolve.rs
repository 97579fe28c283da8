//! Everything across documents in one call.

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
/// Near-linear in the number of entities and in the length of the texts.
#[must_use]
pub fn resolve(
    digests: &[Digest],
    prints: &[Fingerprints],
    judgements: &Judgements,
    settings: &Settings,
) -> Resolution {
    let texts = families::find(digests, prints, families::Settings::built_in());
    let mut resolver = Resolver::new();
    for digest in digests {
        resolver.insert(digest);
    }
    let mut found = resolver.resolve(&texts.families, judgements, &settings.identities);
    found.families = texts.families;
    found.origins = texts.origins;
    found.notes.extend(texts.notes);
    let happened = events::link(digests, &found, judgements, EventRules::built_in());
    found.events = happened.events;
    found.event_links = happened.event_links;
    found.incidents = happened.incidents;
    found.notes.extend(happened.notes);
    found.notes.sort_unstable();
    found
}
