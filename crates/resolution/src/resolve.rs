//! Everything across documents in one call.

use crate::digest::Digest;
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
/// The same documents in another order give the same people, events and families; positions follow the order of `digests`, and so
/// does which entity of an identity is its first one. Near-linear in the number of entities.
#[must_use]
pub fn resolve(digests: &[Digest], judgements: &Judgements, settings: &Settings) -> Resolution {
    let mut resolver = Resolver::new();
    for digest in digests {
        resolver.insert(digest);
    }
    resolver.resolve(&[], judgements, &settings.identities)
}
